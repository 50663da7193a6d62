//! Going through a tree: what each place expects, and what is reported where it isn't met.
//!
//! Takes nodes, gives values with their places. A reader that reports gives `None`, and its
//! caller leaves the part out.

pub(super) use super::fields::Fields;

use super::excerpt;
use super::faults::Faults;
use super::keys::{Holds, Key, KeyTable, all_names, home_of};
use super::scalar::{Lookalike, is_day, is_json_number, lookalike};
use super::yaml::{Entry, Kind, Node, Scalar};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{FileId, Span, Spanned, Text};
use crate::spec::Literal;

/// Reads the tree of one file.
pub(super) struct Reader<'s, 'r> {
    file: FileId,
    text: &'s str,
    faults: Faults<'r>,
}

impl<'s, 'r> Reader<'s, 'r> {
    /// Starts with a file and its text.
    pub(super) fn new(file: FileId, text: &'s str, faults: Faults<'r>) -> Self {
        Self { file, text, faults }
    }

    /// The file that is read.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// The text of the file.
    pub(super) fn source(&self) -> &'s str {
        self.text
    }

    /// Reports a fault.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        self.faults.push(diagnostic);
    }

    /// A map with the keys of a table: unknown and missing ones are reported. `owner` is the key
    /// that the map stands behind, where missing ones are shown.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Node<'n>,
        owner: Span,
        table: &'static KeyTable,
    ) -> Option<Fields<'n>> {
        let Kind::Map(entries) = &node.kind else {
            self.wrong_kind(node, &format!("{} as a map", table.map));
            return None;
        };
        let mut misspelt = Vec::new();
        for entry in entries {
            if table.find(&entry.key.text).is_none() && !self.faults.is_full() {
                misspelt.extend(nearest(&excerpt(&entry.key.text), table.names()));
                let fault = unknown_key(entry, table);
                self.fault(fault);
            }
        }
        for key in table.keys.iter().filter(|key| key.required) {
            let stands = entries.iter().any(|entry| entry.key.text == key.name);
            if !stands && !misspelt.contains(&key.name) {
                let message = format!("{} needs `{}`", table.map, key.name);
                self.fault(
                    Diagnostic::new(Code::MissingKey, owner, message)
                        .help(format!("add `{}`", key.sample)),
                );
            }
        }
        Some(Fields::new(entries))
    }

    /// A map whose keys are the author's own. `what` says what is expected, with an article.
    pub(super) fn entries<'n>(
        &mut self,
        node: &'n Node<'n>,
        what: &str,
    ) -> Option<&'n [Entry<'n>]> {
        match &node.kind {
            Kind::Map(entries) => Some(entries),
            Kind::Scalar(_) | Kind::List(_) => {
                self.wrong_kind(node, what);
                None
            }
            Kind::Refused => None,
        }
    }

    /// A list. `what` says of what.
    pub(super) fn items<'n>(&mut self, node: &'n Node<'n>, what: &str) -> Option<&'n [Node<'n>]> {
        match &node.kind {
            Kind::List(items) => Some(items),
            Kind::Scalar(_) | Kind::Map(_) => {
                self.wrong_kind(node, &format!("a list of {what}"));
                None
            }
            Kind::Refused => None,
        }
    }

    /// A scalar, whatever it holds. `what` says what is expected.
    pub(super) fn scalar<'n>(&mut self, node: &'n Node<'n>, what: &str) -> Option<&'n Scalar<'n>> {
        match &node.kind {
            Kind::Scalar(scalar) => Some(scalar),
            Kind::List(_) | Kind::Map(_) => {
                self.wrong_kind(node, what);
                None
            }
            Kind::Refused => None,
        }
    }

    /// Text: any scalar that YAML takes for nothing else.
    pub(super) fn text(&mut self, node: &Node<'_>) -> Option<Text> {
        let scalar = self.scalar(node, "text")?;
        if scalar.plain
            && let Some(other) = lookalike(&scalar.text)
        {
            self.ambiguous(node.span, scalar, other, "text");
            return None;
        }
        Some(Spanned::new(scalar.text.to_string(), node.span))
    }

    /// Text behind an optional key.
    pub(super) fn text_at(&mut self, fields: &Fields<'_>, key: &str) -> Option<Text> {
        self.text(fields.get(key)?)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node<'_>) -> Option<Spanned<bool>> {
        let scalar = self.scalar(node, "`true` or `false`")?;
        let value = match (scalar.plain, &*scalar.text) {
            (true, "true") => true,
            (true, "false") => false,
            _ => {
                self.fault(
                    Diagnostic::new(
                        Code::UnknownWord,
                        node.span,
                        format!("expected `true` or `false`, found {}", shown(scalar)),
                    )
                    .help("write `true` or `false`, without quotes"),
                );
                return None;
            }
        };
        Some(Spanned::new(value, node.span))
    }

    /// `true` or `false` behind an optional key.
    pub(super) fn flag_at(&mut self, fields: &Fields<'_>, key: &str) -> Option<Spanned<bool>> {
        self.flag(fields.get(key)?)
    }

    /// A day such as `2026-11-20`.
    fn day(&mut self, node: &Node<'_>) -> Option<Text> {
        let scalar = self.scalar(node, "a day")?;
        if !is_day(&scalar.text) {
            self.fault(
                Diagnostic::new(
                    Code::InvalidValue,
                    node.span,
                    format!("expected a day, found {}", shown(scalar)),
                )
                .help("write year, month and day: `2026-11-20`"),
            );
            return None;
        }
        Some(Spanned::new(scalar.text.to_string(), node.span))
    }

    /// A day behind an optional key.
    pub(super) fn day_at(&mut self, fields: &Fields<'_>, key: &str) -> Option<Text> {
        self.day(fields.get(key)?)
    }

    /// Any value, with its JSON type taken from the scalar.
    pub(super) fn literal(&mut self, node: &Node<'_>) -> Option<Spanned<Literal>> {
        let value = match &node.kind {
            Kind::Scalar(scalar) => self.scalar_literal(scalar, node.span)?,
            Kind::List(items) => {
                let read: Vec<_> = items.iter().map(|item| self.literal(item)).collect();
                Literal::List(read.into_iter().collect::<Option<_>>()?)
            }
            Kind::Map(entries) => {
                let read: Vec<_> = entries
                    .iter()
                    .map(|entry| Some((entry.name(), self.literal(&entry.value)?)))
                    .collect();
                Literal::Object(read.into_iter().collect::<Option<_>>()?)
            }
            Kind::Refused => return None,
        };
        Some(Spanned::new(value, node.span))
    }

    /// A value behind an optional key.
    pub(super) fn literal_at(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
    ) -> Option<Spanned<Literal>> {
        self.literal(fields.get(key)?)
    }

    /// The value of one scalar: quoted text is text, plain text is what JSON would make of it.
    pub(super) fn scalar_literal(&mut self, scalar: &Scalar<'_>, span: Span) -> Option<Literal> {
        let text = || scalar.text.to_string();
        if !scalar.plain {
            return Some(Literal::Text(text()));
        }
        match &*scalar.text {
            "null" | "~" => return Some(Literal::Null),
            "true" => return Some(Literal::Boolean(true)),
            "false" => return Some(Literal::Boolean(false)),
            number if is_json_number(number) => return Some(Literal::Number(text())),
            _ => {}
        }
        if let Some(other) = lookalike(&scalar.text) {
            self.ambiguous(span, scalar, other, "a value of JSON");
            return None;
        }
        Some(Literal::Text(text()))
    }

    /// The author's names with text behind each: `fill`, `headers` of a response.
    pub(super) fn texts(&mut self, node: &Node<'_>, what: &str) -> Vec<(Text, Text)> {
        let entries = self.entries(node, what).unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| Some((entry.name(), self.text(&entry.value)?)))
            .collect()
    }

    /// Texts behind an optional key.
    pub(super) fn texts_at(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        what: &str,
    ) -> Vec<(Text, Text)> {
        fields
            .get(key)
            .map_or_else(Vec::new, |node| self.texts(node, what))
    }

    /// `notes`: a list of texts.
    pub(super) fn notes(&mut self, fields: &Fields<'_>) -> Vec<Text> {
        let Some(node) = fields.get("notes") else {
            return Vec::new();
        };
        let items = self.items(node, "texts").unwrap_or_default();
        items.iter().filter_map(|item| self.text(item)).collect()
    }

    /// A block of plain words in which no value has a fault.
    pub(super) fn plain<'n>(
        &mut self,
        node: &'n Node<'n>,
        owner: Span,
        table: &'static KeyTable,
    ) -> Option<Fields<'n>> {
        let before = self.faults.count();
        let fields = self.fields(node, owner, table)?;
        for entry in fields.iter() {
            if let Some(key) = table.find(&entry.key.text) {
                self.plain_value(key, &entry.value);
            }
        }
        (self.faults.count() == before).then_some(fields)
    }

    fn plain_value(&mut self, key: &Key, value: &Node<'_>) {
        match key.holds {
            Holds::Text => drop(self.text(value)),
            Holds::Day => drop(self.day(value)),
            Holds::Flag => drop(self.flag(value)),
            Holds::Other => {}
        }
    }

    /// A word that is none of those possible here. `what` says what it should be.
    pub(super) fn unknown_word(&mut self, word: &Text, what: &str, known: &[&str]) {
        let found = excerpt(&word.value);
        self.fault(
            Diagnostic::new(
                Code::UnknownWord,
                word.span,
                format!("`{found}` is no {what}"),
            )
            .suggest(&found, known.iter().copied()),
        );
    }

    /// At most one key of a group may stand, with or without a `?`. Gives the first of them.
    pub(super) fn only_one<'n>(
        &mut self,
        fields: &Fields<'n>,
        group: &[&str],
        rule: &str,
    ) -> Option<&'n Entry<'n>> {
        let mut standing = fields
            .iter()
            .filter(|entry| group.contains(&entry.bare_key()));
        let first = standing.next()?;
        for second in standing {
            self.fault(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    second.key_span,
                    format!(
                        "`{}` can't stand beside `{}`",
                        second.key.text, first.key.text
                    ),
                )
                .also(first.key_span, "this one stands already")
                .note(rule),
            );
        }
        Some(first)
    }

    /// A map where a list is meant, and the like. Shown on the first line of the value.
    pub(super) fn wrong_kind(&mut self, node: &Node<'_>, expected: &str) {
        let found = match &node.kind {
            Kind::Scalar(Scalar { text, plain: true }) if text.is_empty() => "nothing",
            Kind::Scalar(_) => "text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
            Kind::Refused => return,
        };
        let mut fault = Diagnostic::new(
            Code::WrongKind,
            self.first_line(node.span),
            format!("expected {expected}, found {found}"),
        );
        if expected.starts_with("a list of") {
            fault =
                fault.help("write the elements between `[` and `]`, or each on a line behind `- `");
        } else if expected == "a map of members" {
            let name = first_word(node).unwrap_or("name");
            fault = fault.help(format!(
                "write each member with its type: `{}: string`",
                excerpt(name)
            ));
        } else if let Some(template) = self.unquoted_template(node) {
            fault = fault.help(format!("if text is meant, quote it: `\"{template}\"`"));
        }
        self.fault(fault);
    }

    /// `{user_id}` without quotes is a map to YAML: one key, no value.
    fn unquoted_template(&self, node: &Node<'_>) -> Option<String> {
        let Kind::Map(entries) = &node.kind else {
            return None;
        };
        let [entry] = entries.as_slice() else {
            return None;
        };
        let Kind::Scalar(Scalar { text, plain: true }) = &entry.value.kind else {
            return None;
        };
        let written = self.text.get(node.span.start..node.span.end)?;
        (text.is_empty() && written.starts_with('{')).then(|| excerpt(written))
    }

    /// The part of a place that is on its first line, for faults of a value as a whole.
    pub(super) fn first_line(&self, span: Span) -> Span {
        let written = self.text.get(span.start..span.end).unwrap_or("");
        let line = written.lines().next().unwrap_or("").trim_end();
        Span {
            end: span.start + line.len(),
            ..span
        }
    }

    fn ambiguous(&mut self, span: Span, scalar: &Scalar<'_>, other: Lookalike, meant: &str) {
        let fault = if other == Lookalike::Nothing {
            Diagnostic::new(
                Code::AmbiguousScalar,
                span,
                format!("nothing is written where {meant} is meant"),
            )
            .help("write `\"\"` for an empty text, or remove the key")
        } else {
            let text = excerpt(&scalar.text);
            Diagnostic::new(
                Code::AmbiguousScalar,
                span,
                format!(
                    "YAML can take `{text}` for {}, where {meant} is meant",
                    other.as_str()
                ),
            )
            .help(format!("if the text is meant, quote it: `\"{text}\"`"))
        };
        self.fault(fault);
    }
}

impl Entry<'_> {
    /// The key without the `?` that says that callers may leave it out.
    pub(super) fn bare_key(&self) -> &str {
        let key = &*self.key.text;
        key.strip_suffix('?').unwrap_or(key)
    }

    /// The key as a name of the author's own.
    pub(super) fn name(&self) -> Text {
        Spanned::new(self.key.text.to_string(), self.key_span)
    }
}

/// Names the key that was meant, or the map that the key belongs to, or the keys that are known.
fn unknown_key(entry: &Entry<'_>, table: &KeyTable) -> Diagnostic {
    let found = excerpt(&entry.key.text);
    let fault = Diagnostic::new(
        Code::UnknownKey,
        entry.key_span,
        format!("`{found}` is no key of {}", table.map),
    );
    if is_rest_of_text(entry) {
        return fault
            .note("a comma ends a value between `{` and `}`, and a key has a `:` behind it")
            .help("quote the whole text if it holds a comma");
    }
    if let Some(near) = nearest(&found, table.names()) {
        return fault.help(format!("did you mean `{near}`?"));
    }
    if let Some(home) = home_of(&found) {
        return fault.help(format!("`{found}` is a key of {}", home.map));
    }
    if let Some(near) = nearest(&found, all_names())
        && let Some(home) = home_of(near)
    {
        return fault.help(format!("did you mean `{near}`, a key of {}?", home.map));
    }
    let names: Vec<String> = table.names().map(|name| format!("`{name}`")).collect();
    fault.help(format!("known here: {}", names.join(", ")))
}

/// Whether a key stands without a `:`, as what follows the comma of an unquoted text does:
/// `{ description: First, second }`.
fn is_rest_of_text(entry: &Entry<'_>) -> bool {
    let stands_alone = entry.value.span.start <= entry.key_span.end;
    matches!(&entry.value.kind, Kind::Scalar(Scalar { text, plain: true }) if text.is_empty())
        && stands_alone
}

/// The text that a list begins with, or that stands in the place of a map.
fn first_word<'n>(node: &'n Node<'n>) -> Option<&'n str> {
    let scalar = match &node.kind {
        Kind::Scalar(scalar) => scalar,
        Kind::List(items) => match &items.first()?.kind {
            Kind::Scalar(scalar) => scalar,
            Kind::Map(entries) => &entries.first()?.key,
            Kind::List(_) | Kind::Refused => return None,
        },
        Kind::Map(_) | Kind::Refused => return None,
    };
    (!scalar.text.is_empty()).then_some(&*scalar.text)
}

fn shown(scalar: &Scalar<'_>) -> String {
    if scalar.text.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{}`", excerpt(&scalar.text))
    }
}
