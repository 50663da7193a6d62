//! Sessions of a scheme: `login` and `expired`.

use super::super::excerpt;
use super::super::keys::{EXPIRED, LOGIN, TAKEN};
use super::super::outcome::{parse_value_sets, status_code};
use super::super::reader::{Fields, Reader};
use super::super::yaml::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Text;
use crate::spec::{Expired, Lasting, Login, TakenFrom};

/// `{ endpoint: login, take: { key: LoggedIn.key } }`.
pub(super) fn parse_login(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Login> {
    let fields = reader.fields(&entry.value, entry.key_span, &LOGIN)?;
    Some(Login {
        endpoint: reader.text_at(&fields, "endpoint")?,
        take: take(reader, &fields),
        expires_in: fields
            .get("expires_in")
            .and_then(|node| lasting(reader, node)),
    })
}

/// Each credential has one source, or a list of them.
fn take(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<(Text, TakenFrom)> {
    let Some(node) = fields.get("take") else {
        return Vec::new();
    };
    let entries = reader.entries(node, "a map of credential to `Outcome.member`");
    let mut taken = Vec::new();
    for entry in entries.unwrap_or_default() {
        let sources = match entry.value.kind {
            Kind::List(_) => reader.items(&entry.value, "sources").unwrap_or_default(),
            _ => std::slice::from_ref(&entry.value),
        };
        for source in sources {
            taken.extend(taken_from(reader, entry, source).map(|from| (entry.name(), from)));
        }
    }
    taken
}

fn taken_from(
    reader: &mut Reader<'_, '_>,
    entry: &Entry<'_>,
    source: &Node<'_>,
) -> Option<TakenFrom> {
    if !matches!(source.kind, Kind::Map(_)) {
        return Some(TakenFrom::Member(reader.text(source)?));
    }
    let fields = reader.fields(source, entry.key_span, &TAKEN)?;
    let rule = "a credential is taken from one place";
    let Some(place) = reader.only_one(&fields, &["header", "cookie", "request"], rule) else {
        let message = format!("nothing says where `{}` is", excerpt(&entry.key.text));
        reader.fault(
            Diagnostic::new(Code::MissingKey, entry.key_span, message).help(
                "write `header:` or `cookie:` beside `of:`, `request:`, or `Outcome.member` alone",
            ),
        );
        return None;
    };
    let name = reader.text(&place.value)?;
    let of = reader.text_at(&fields, "of");
    if place.key.text == "request" {
        if let Some(of) = of {
            reader.fault(
                Diagnostic::new(Code::ConflictingKeys, of.span, "a request is of no outcome")
                    .help("leave `of` away: what is taken here goes with every outcome"),
            );
        }
        return Some(TakenFrom::Request(name));
    }
    let Some(of) = of else {
        let message = format!("nothing says of which outcome `{}` is", name.value);
        reader.fault(
            Diagnostic::new(Code::MissingKey, place.key_span, message)
                .help("write the outcome beside it: `of: LoggedIn`"),
        );
        return None;
    };
    Some(match &*place.key.text {
        "header" => TakenFrom::Header { name, of },
        _ => TakenFrom::Cookie { name, of },
    })
}

/// `28800`, or `LoggedIn.expires_in`.
fn lasting(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Lasting> {
    let scalar = reader.scalar(node, "seconds, or `Outcome.member`")?;
    let text = scalar.text.to_string();
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(Lasting::Member(reader.text(node)?));
    }
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        let message = format!("`{}` is no number of seconds", excerpt(&text));
        reader.fault(
            Diagnostic::new(Code::InvalidValue, node.span, message)
                .help("write the seconds that a session lasts, such as `28800`, or the member that says so, such as `LoggedIn.expires_in`"),
        );
    }
    seconds.map(Lasting::Seconds)
}

/// `expired` of a recipe: outcomes.
pub(super) fn parse_expired(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Expired> {
    let Some(node) = fields.get("expired") else {
        return Vec::new();
    };
    let items = reader.items(node, "`{ outcome: … }`").unwrap_or_default();
    let outcomes = items.iter().filter_map(|item| outcome(reader, item));
    outcomes.collect()
}

/// `expired` of `oauth2`: statuses, and outcomes among them.
pub(super) fn parse_refused(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> (Vec<u16>, Vec<Expired>) {
    let (mut statuses, mut outcomes) = (Vec::new(), Vec::new());
    let Some(node) = fields.get("expired") else {
        return (statuses, outcomes);
    };
    let items = reader.items(node, "statuses or outcomes");
    for item in items.unwrap_or_default() {
        match item.kind {
            Kind::Map(_) => outcomes.extend(outcome(reader, item)),
            _ => statuses.extend(status(reader, item)),
        }
    }
    (statuses, outcomes)
}

fn outcome(reader: &mut Reader<'_, '_>, item: &Node<'_>) -> Option<Expired> {
    let owner = reader.first_line(item.span);
    let fields = reader.fields(item, owner, &EXPIRED)?;
    Some(Expired {
        outcome: reader.text_at(&fields, "outcome")?,
        when: fields
            .get("where")
            .map_or_else(Vec::new, |node| parse_value_sets(reader, node)),
    })
}

fn status(reader: &mut Reader<'_, '_>, item: &Node<'_>) -> Option<u16> {
    let scalar = reader.scalar(item, "a status")?;
    let status = status_code(&scalar.text);
    if status.is_none() {
        let message = format!("`{}` is no HTTP status", excerpt(&scalar.text));
        reader.fault(
            Diagnostic::new(Code::InvalidStatus, item.span, message)
                .help("write a status such as `401`, or `{ outcome: Refused }`"),
        );
    }
    status
}
