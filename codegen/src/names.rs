//! Wire names to Rust names: case, keywords, and names that are taken.
//!
//! A leaf that every stage may use. Every identifier in generated code is made here and
//! nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A valid Rust identifier, raw if it has to be (`r#type`). `Debug` is the identifier itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustName(String);

/// The names of one scope, so that none is given twice.
#[derive(Debug, Clone, Default)]
pub struct Names {
    taken: BTreeSet<String>,
    /// Below which number none is free behind a name.
    free: BTreeMap<String, usize>,
}

/// Keywords of every edition up to 2024, strict and reserved, sorted. `r#` makes a name of each.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that can't be written raw.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

impl RustName {
    /// A field, method, argument or module: `userId` gives `user_id`, `type` gives `r#type`.
    #[must_use]
    pub fn snake(wire: &str) -> Self {
        let mut name = String::with_capacity(wire.len() + 8);
        for word in words(wire) {
            if !name.is_empty() {
                name.push('_');
            }
            push_lowercase(word, &mut name);
        }
        Self::escaped(name, "field")
    }

    /// A type or variant: `logout_user` gives `LogoutUser`, `SL-LMT` gives `SlLmt`.
    #[must_use]
    pub fn pascal(wire: &str) -> Self {
        let mut name = String::with_capacity(wire.len());
        for word in words(wire) {
            push_capitalised(word, &mut name);
        }
        Self::escaped(name, "Value")
    }

    /// A constant: `session` gives `SESSION`.
    #[must_use]
    pub fn screaming(wire: &str) -> Self {
        let name = words(wire)
            .iter()
            .map(|word| word.to_uppercase())
            .collect::<Vec<_>>()
            .join("_");
        Self::escaped(name, "VALUE")
    }

    /// The name as its author wrote it, if it is an identifier that needs no escape.
    #[must_use]
    pub fn given(name: &str) -> Option<Self> {
        let mut characters = name.chars();
        let first = characters.next()?;
        let valid = (first.is_ascii_alphabetic() || first == '_')
            && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
            && !NEVER_RAW.contains(&name)
            && !is_keyword(name);
        valid.then(|| Self(name.to_owned()))
    }

    /// Two names as one: `LogoutUser` and `Format` give `LogoutUserFormat`. What kept one of them from
    /// being a keyword isn't needed any more: `Self_` and `Line` give `SelfLine`.
    #[must_use]
    pub fn joined(&self, other: &RustName) -> Self {
        let [first, second] = [self, other].map(|name| name.plain().trim_end_matches('_'));
        Self::escaped(format!("{first}{second}"), "Value")
    }

    /// The identifier as it is written in code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    fn escaped(mut name: String, empty: &str) -> Self {
        if name.is_empty() {
            name.push_str(empty);
        }
        if name.starts_with(|first: char| !first.is_alphabetic() && first != '_') {
            name.insert(
                0,
                if empty.starts_with(char::is_uppercase) {
                    'N'
                } else {
                    'n'
                },
            );
        }
        if NEVER_RAW.contains(&name.as_str()) {
            name.push('_');
        }
        if is_keyword(&name) {
            name.insert_str(0, "r#");
        }
        Self(name)
    }
}

impl Names {
    /// The name if it is free, else with the first free number behind it. What it gives is taken.
    pub fn claim(&mut self, wanted: RustName) -> RustName {
        if self.taken.insert(wanted.0.clone()) {
            return wanted;
        }
        let plain = wanted.plain().trim_end_matches('_').to_owned();
        let number = self.free.entry(plain.clone()).or_insert(2);
        loop {
            let next = RustName(format!("{plain}{number}"));
            *number += 1;
            if self.taken.insert(next.0.clone()) {
                return next;
            }
        }
    }

    /// Takes a name without asking for it, so that it isn't given to another.
    pub fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }
}

impl fmt::Debug for RustName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for RustName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character may stand in an identifier, and no other sequence of characters normalises to
/// it or with it (Unicode normalisation form C, which rustc applies): ASCII, and letters of the
/// scripts in which every letter is one code point. Others cut a name as punctuation does.
fn can_stand_in_a_name(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || character.is_alphabetic()
            && matches!(character,
                '\u{c0}'..='\u{24f}'
                | '\u{388}'..='\u{3ff}'
                | '\u{400}'..='\u{52f}'
                | '\u{3041}'..='\u{30ff}'
                | '\u{4e00}'..='\u{9fff}'
                | '\u{ac00}'..='\u{d7a3}')
}

fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Cuts at everything that isn't a letter or digit, and where the case turns: `jKey` is `j`, `Key`;
/// `HTTPStatus` is `HTTP`, `Status`; `SHA256` stays whole.
fn words(wire: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut before: Option<char> = None;
    let mut characters = wire.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let goes_on = can_stand_in_a_name(character);
        let turns = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || before.is_uppercase()
                        && characters
                            .peek()
                            .is_some_and(|(_, after)| after.is_lowercase())
            });
        if (turns || !goes_on)
            && let Some(start) = start.take()
        {
            words.extend(wire.get(start..at));
        }
        if goes_on && start.is_none() {
            start = Some(at);
        }
        before = Some(character);
    }
    words.extend(start.and_then(|start| wire.get(start..)));
    words
}

fn push_lowercase(word: &str, name: &mut String) {
    if word.is_ascii() {
        let start = name.len();
        name.push_str(word);
        if let Some(word) = name.get_mut(start..) {
            word.make_ascii_lowercase();
        }
    } else {
        name.push_str(&word.to_lowercase());
    }
}

fn push_capitalised(word: &str, name: &mut String) {
    let start = name.len();
    if word.is_ascii() {
        push_lowercase(word, name);
        if let Some(first) = name.get_mut(start..start + 1) {
            first.make_ascii_uppercase();
        }
        return;
    }
    let mut characters = word.chars();
    let first = characters.next();
    name.extend(first.into_iter().flat_map(char::to_uppercase));
    name.extend(characters.flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_field() {
        let table = [
            ("userId", "user_id", "UserId"),
            ("jKey", "j_key", "JKey"),
            ("TOTP", "totp", "Totp"),
            ("username-label", "username_label", "UsernameLabel"),
            ("type", "r#type", "Type"),
            ("self", "self_", "Self_"),
            ("SL-LMT", "sl_lmt", "SlLmt"),
            ("0abc", "n0abc", "N0abc"),
            ("", "field", "Value"),
            ("$", "field", "Value"),
            ("HTTPStatus", "http_status", "HttpStatus"),
            ("gen", "r#gen", "Gen"),
        ];
        for (wire, snake, pascal) in table {
            assert_eq!(RustName::snake(wire).as_str(), snake, "{wire}");
            assert_eq!(RustName::pascal(wire).as_str(), pascal, "{wire}");
        }
    }

    #[test]
    fn keywords_are_found_by_their_order() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn every_character_gives_an_identifier_that_normalisation_leaves_alone() {
        // Beyond the basic plane every character cuts.
        for character in (0..=0x1_0100).filter_map(char::from_u32) {
            let text = character.to_string();
            for name in [
                RustName::snake(&text),
                RustName::pascal(&text),
                RustName::screaming(&text),
            ] {
                assert!(
                    syn::parse_str::<syn::Ident>(name.as_str()).is_ok(),
                    "{character:?} gives {name}"
                );
            }
        }
    }

    #[test]
    fn twins_of_normalisation_are_two_names() {
        // NFC and NFD of one word; two code points of one letter.
        for (one, other) in [("caf\u{e9}", "cafe\u{301}"), ("\u{c5}", "\u{212b}")] {
            let mut names = Names::default();
            let one = names.claim(RustName::snake(one));
            let other = names.claim(RustName::snake(other));
            assert_ne!(one, other);
            assert!(other.as_str().is_ascii(), "{other}");
        }
    }

    #[test]
    fn what_kept_a_name_from_being_a_keyword_is_not_joined() {
        let name = RustName::pascal("self");
        assert_eq!(name.joined(&RustName::pascal("a b")).as_str(), "SelfAB");
        assert_eq!(RustName::pascal("box").joined(&name).as_str(), "BoxSelf");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut names = Names::default();
        assert_eq!(names.claim(RustName::snake("a")).as_str(), "a");
        assert_eq!(names.claim(RustName::snake("A")).as_str(), "a2");
        assert_eq!(names.claim(RustName::snake("type")).as_str(), "r#type");
        assert_eq!(names.claim(RustName::snake("Type")).as_str(), "type2");
    }
}
