//! Rules between the members of a request.

use super::keys::{RULE, RULE_KINDS};
use super::reader::{Fields, Reader};
use super::yaml::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Spanned, Text};
use crate::spec::{Literal, Rule, RuleWord};

const WORDS: [(&str, RuleWord); 5] = [
    ("at_least_one_of", RuleWord::AtLeastOneOf),
    ("exactly_one_of", RuleWord::ExactlyOneOf),
    ("all_or_none", RuleWord::AllOrNone),
    ("requires", RuleWord::Requires),
    ("only_with", RuleWord::OnlyWith),
];

/// `rules`: a list.
pub(super) fn parse_rules(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Rule> {
    let Some(node) = fields.get("rules") else {
        return Vec::new();
    };
    let items = reader.items(node, "rules").unwrap_or_default();
    items
        .iter()
        .filter_map(|item| parse_rule(reader, item))
        .collect()
}

fn parse_rule(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Rule> {
    let fields = reader.fields(node, node.span, &RULE)?;
    let Some(entry) = reader.only_one(&fields, &RULE_KINDS, "a rule asks for one thing") else {
        reader.fault(
            Diagnostic::new(
                Code::MissingKey,
                reader.first_line(node.span),
                "a rule that asks for nothing",
            )
            .help("add one of `at_least_one_of`, `exactly_one_of`, `all_or_none`, `requires`, `only_with`"),
        );
        return None;
    };
    let (_, kind) = WORDS.iter().find(|(word, _)| *word == entry.key.text)?;
    let items = reader.items(&entry.value, "members")?;
    let members: Vec<Text> = items.iter().filter_map(|item| reader.text(item)).collect();
    Some(Rule {
        span: node.span,
        kind: Spanned::new(*kind, entry.key_span),
        members,
        when: parse_when(reader, &fields),
        says: reader.text_at(&fields, "says"),
    })
}

/// `when: { type: MARKET, side: [BUY, missing] }`.
fn parse_when(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Vec<(Text, Vec<Spanned<Literal>>)> {
    let Some(node) = fields.get("when") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of member to value")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let values = match &entry.value.kind {
                Kind::List(items) => items
                    .iter()
                    .filter_map(|item| reader.literal(item))
                    .collect(),
                _ => vec![reader.literal(&entry.value)?],
            };
            Some((entry.name(), values))
        })
        .collect()
}
