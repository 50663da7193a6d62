//! Rate limits, and what counts for them.

use super::keys::RATE;
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Text};
use crate::spec::{Counted, Rate, RateLimit, RateLimitUse};

/// What a number stands for.
const REQUESTS: &str = "a number of requests";

/// `rate_limits`: name to one rate, or to a list of rates.
pub(super) fn parse_rate_limits(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Vec<RateLimit> {
    let Some(node) = fields.get("rate_limits") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of rate limits")
        .unwrap_or_default();
    entries
        .iter()
        .map(|entry| RateLimit {
            name: entry.name(),
            rates: parse_rates(reader, entry),
        })
        .collect()
}

fn parse_rates(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Vec<Rate> {
    let Kind::List(items) = &entry.value.kind else {
        let rate = parse_rate(reader, &entry.value, entry.key_span);
        return rate.into_iter().collect();
    };
    if items.is_empty() {
        reader.fault(
            Diagnostic::new(
                Code::MissingKey,
                entry.value.span,
                "a rate limit without a rate",
            )
            .help("write one or more: `[{ requests: 10, per: second }]`"),
        );
    }
    items
        .iter()
        .filter_map(|item| parse_rate(reader, item, item.span))
        .collect()
}

/// `{ requests: 10, per: second }`.
fn parse_rate(reader: &mut Reader<'_, '_>, node: &Node<'_>, owner: Span) -> Option<Rate> {
    let fields = reader.fields(node, owner, &RATE)?;
    Some(Rate {
        span: node.span,
        requests: scalar_at(reader, &fields, "requests", REQUESTS),
        per: scalar_at(reader, &fields, "per", "a time"),
        burst: scalar_at(reader, &fields, "burst", REQUESTS),
    })
}

/// `rate_limit`: a name, a list of names, or names with what a request counts for.
pub(super) fn parse_rate_limit_use(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<RateLimitUse> {
    let node = fields.get("rate_limit")?;
    let counted = |name: Text| Counted { name, cost: None };
    Some(RateLimitUse(match &node.kind {
        Kind::Map(entries) => entries
            .iter()
            .map(|entry| Counted {
                name: entry.name(),
                cost: scalar(reader, &entry.value, REQUESTS),
            })
            .collect(),
        Kind::List(items) => items
            .iter()
            .filter_map(|item| reader.text(item).map(counted))
            .collect(),
        Kind::Scalar(_) | Kind::Refused => match reader.text(node)? {
            word if word.value == "none" => Vec::new(),
            name => vec![counted(name)],
        },
    }))
}

fn scalar_at(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
    key: &str,
    what: &str,
) -> Option<Text> {
    scalar(reader, fields.get(key)?, what)
}

/// A scalar, as it is written.
fn scalar(reader: &mut Reader<'_, '_>, node: &Node<'_>, what: &str) -> Option<Text> {
    let scalar = reader.scalar(node, what)?;
    Some(Text::new(scalar.text.to_string(), node.span))
}
