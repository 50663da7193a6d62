//! Patterns of text with values in them: `ERROR: {message}`, `OK( {id})?`.
//!
//! Three things make a pattern: literal text, `{name}` where a value stands, and `( … )?` around a
//! part that may be missing. Parentheses without `?` behind them are literal text. There is nothing
//! else, so that it can be decided whether one text could fit two patterns.
//!
//! A value is the shortest text up to the literal that follows, at least one character; the one
//! before the last literal, or at the end, takes the rest.

use crate::Fault;

/// How many texts the optional parts of one pattern may make.
const MAX_ALTERNATIVES: usize = 64;

/// How long a pattern may be, in bytes: no page needs more, and reading it takes quadratic time.
const MAX_LENGTH: usize = 1024;

/// Stands for a value when patterns are compared. No literal holds it.
const ANY: char = '\0';

/// A pattern of text.
///
/// ```
/// use docwright_wire::{text, text_pattern::TextPattern};
///
/// # fn main() -> Result<(), docwright_wire::Fault> {
/// let pattern = TextPattern::parse("ERROR {code}( in line {line})?")?;
/// let captures = pattern.captures("ERROR E7 in line 3")?;
/// assert_eq!(captures.required("code", text::string)?, "E7");
/// assert_eq!(captures.optional("line", text::integer)?, Some(3));
/// let captures = pattern.captures("ERROR E7")?;
/// assert_eq!(captures.optional("line", text::integer)?, None);
/// assert!(pattern.captures("OK").is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPattern<'a> {
    /// With and without each optional part; those with more of them first.
    alternatives: Vec<Vec<Piece<'a>>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'a> {
    Literal(String),
    Value(&'a str),
}

/// The values that a pattern found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captures<'t> {
    values: Vec<(&'t str, &'t str)>,
}

impl<'a> TextPattern<'a> {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A brace that belongs to no `{name}`, a name that stands there twice, two values with nothing
    /// between them, a text of no character, too many optional parts, more than 1024 bytes.
    pub fn parse(pattern: &'a str) -> Result<Self, Fault> {
        if pattern.contains(ANY) {
            return Err(Fault::unreadable("pattern without a NUL"));
        }
        if pattern.len() > MAX_LENGTH {
            return Err(Fault::unreadable("pattern of at most 1024 bytes"));
        }
        let mut alternatives = vec![Vec::new()];
        let mut names = Vec::new();
        append(pattern, &mut alternatives, &mut names)?;
        for pieces in &alternatives {
            if pieces.is_empty() {
                return Err(Fault::unreadable("pattern that no empty text fits"));
            }
            let touch = |pair: &[Piece<'_>]| matches!(pair, [Piece::Value(_), Piece::Value(_)]);
            if pieces.windows(2).any(touch) {
                return Err(Fault::unreadable("pattern with text between its values"));
            }
        }
        Ok(Self { alternatives })
    }

    /// A pattern that one text fits, to compare others with.
    #[must_use]
    pub fn fixed(text: &str) -> Self {
        Self {
            alternatives: vec![vec![Piece::Literal(text.to_owned())]],
        }
    }

    /// Finds the values in a text that fits as a whole.
    ///
    /// # Errors
    /// If it doesn't fit.
    pub fn captures<'t>(&'t self, text: &'t str) -> Result<Captures<'t>, Fault> {
        self.alternatives
            .iter()
            .find_map(|pieces| find(pieces, text))
            .map(|values| Captures { values })
            .ok_or_else(|| Fault::unreadable("documented text"))
    }

    /// Whether a text fits as a whole.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        self.alternatives
            .iter()
            .any(|pieces| find(pieces, text).is_some())
    }

    /// The names of its values, each with whether it may be missing, in the order of the pattern.
    #[must_use]
    pub fn names(&self) -> Vec<(&'a str, bool)> {
        let names = |pieces: &[Piece<'a>]| -> Vec<&'a str> {
            pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Value(name) => Some(*name),
                    Piece::Literal(_) => None,
                })
                .collect()
        };
        // The first alternative has every part.
        let all = self.alternatives.first().map(|pieces| names(pieces));
        all.unwrap_or_default()
            .into_iter()
            .map(|name| {
                let everywhere = |pieces: &Vec<Piece<'a>>| names(pieces).contains(&name);
                (name, !self.alternatives.iter().all(everywhere))
            })
            .collect()
    }

    /// Whether every text that fits this pattern fits `other`. May be `false` where it is so.
    #[must_use]
    pub fn implies(&self, other: &TextPattern<'_>) -> bool {
        self.alternatives.iter().all(|pieces| {
            let text: String = pieces.iter().map(Piece::sample).collect();
            other.fits(&text)
        })
    }

    /// Whether no text fits both, `trim` without white space at its ends in either or both. May be
    /// `false` where it is so.
    #[must_use]
    pub fn excludes(&self, other: &TextPattern<'_>, trim: bool) -> bool {
        self.alternatives.iter().all(|first| {
            other
                .alternatives
                .iter()
                .all(|second| apart(first, second, trim))
        })
    }
}

impl Piece<'_> {
    /// Itself, or what stands for any value.
    fn sample(&self) -> String {
        match self {
            Self::Literal(text) => text.clone(),
            Self::Value(_) => ANY.to_string(),
        }
    }

    fn literal(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Value(_) => "",
        }
    }
}

impl Captures<'_> {
    /// The value called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| *value)
    }

    /// The value called `name`, read with `read`.
    ///
    /// # Errors
    /// Missing, or what `read` says.
    pub fn required<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.optional(name, read)?
            .ok_or_else(|| Fault::missing(name))
    }

    /// The value called `name`, read with `read`, or `None` if its part of the text isn't there.
    ///
    /// # Errors
    /// What `read` says.
    pub fn optional<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.get(name)
            .map(|value| read(value).map_err(|fault| fault.at_member(name)))
            .transpose()
    }
}

/// Appends what `pattern` says to each of the alternatives, which double at each optional part.
fn append<'a>(
    pattern: &'a str,
    alternatives: &mut Vec<Vec<Piece<'a>>>,
    names: &mut Vec<&'a str>,
) -> Result<(), Fault> {
    let mut rest = pattern;
    while let Some(character) = rest.chars().next() {
        if let Some((inner, behind)) = optional_part(rest) {
            let mut with = alternatives.clone();
            append(inner, &mut with, names)?;
            with.append(alternatives);
            if with.len() > MAX_ALTERNATIVES {
                return Err(Fault::unreadable("pattern of at most six optional parts"));
            }
            *alternatives = with;
            rest = behind;
        } else if let Some(inner) = rest.strip_prefix('{') {
            let named = inner.split_once('}');
            let Some((name, behind)) = named.filter(|(name, _)| is_name(name)) else {
                return Err(Fault::unreadable(
                    "pattern with a name in each pair of braces",
                ));
            };
            if names.contains(&name) {
                return Err(Fault::duplicate(name.to_owned()));
            }
            names.push(name);
            for pieces in alternatives.iter_mut() {
                pieces.push(Piece::Value(name));
            }
            rest = behind;
        } else if character == '}' {
            return Err(Fault::unreadable(
                "pattern with a name in each pair of braces",
            ));
        } else {
            for pieces in alternatives.iter_mut() {
                match pieces.last_mut() {
                    Some(Piece::Literal(text)) => text.push(character),
                    _ => pieces.push(Piece::Literal(character.to_string())),
                }
            }
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['{', '(', ')'])
}

/// What stands in `( … )?` at the beginning of a text, and what follows.
fn optional_part(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('(')?;
    let mut depth = 1_usize;
    for (at, character) in inner.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let behind = inner.get(at..)?.strip_prefix(")?")?;
            return Some((inner.get(..at)?, behind));
        }
    }
    None
}

/// The values of one alternative in a text.
fn find<'t>(pieces: &'t [Piece<'_>], text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let mut values = Vec::new();
    let mut rest = text;
    let mut pending: Option<&'t str> = None;
    for (index, piece) in pieces.iter().enumerate() {
        let literal = match piece {
            Piece::Value(name) => {
                pending = Some(*name);
                continue;
            }
            Piece::Literal(literal) => literal.as_str(),
        };
        let Some(name) = pending.take() else {
            rest = rest.strip_prefix(literal)?;
            continue;
        };
        // A value has one character at least.
        let first = rest.chars().next()?.len_utf8();
        let at = if index + 1 == pieces.len() {
            rest.strip_suffix(literal)?.len()
        } else {
            first + rest.get(first..)?.find(literal)?
        };
        if at < first {
            return None;
        }
        values.push((name, rest.get(..at)?));
        rest = rest.get(at + literal.len()..)?;
    }
    match pending {
        Some(_) if rest.is_empty() => None,
        Some(name) => {
            values.push((name, rest));
            Some(values)
        }
        None => rest.is_empty().then_some(values),
    }
}

/// Whether no text is made by both alternatives: one of them has no values and the other doesn't
/// fit it, or they begin or end with different literals.
fn apart(a: &[Piece<'_>], b: &[Piece<'_>], trim: bool) -> bool {
    if !trim {
        for (fixed, other) in [(a, b), (b, a)] {
            if let [Piece::Literal(text)] = fixed {
                return find(other, text).is_none();
            }
        }
    }
    let ends = |pieces: &[Piece<'_>]| -> (String, String) {
        let first = pieces.first().map_or("", Piece::literal);
        let last = pieces.last().map_or("", Piece::literal);
        let (first, last) = if trim {
            (first.trim(), last.trim())
        } else {
            (first, last)
        };
        (first.to_owned(), last.to_owned())
    };
    let ((a_first, a_last), (b_first, b_last)) = (ends(a), ends(b));
    !a_first.starts_with(&b_first) && !b_first.starts_with(&a_first)
        || !a_last.ends_with(&b_last) && !b_last.ends_with(&a_last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> TextPattern<'_> {
        TextPattern::parse(text).unwrap()
    }

    fn values(pattern_text: &str, text: &str) -> Option<Vec<String>> {
        let pattern = pattern(pattern_text);
        let captures = pattern.captures(text).ok()?;
        let values = captures.values.iter();
        Some(
            values
                .map(|(name, value)| format!("{name}={value}"))
                .collect(),
        )
    }

    #[test]
    fn a_value_ends_where_the_next_literal_begins() {
        let found = |expected: &[&str]| Some(expected.iter().map(|&text| text.into()).collect());
        assert_eq!(values("{a}-{b}", "1-2-3"), found(&["a=1", "b=2-3"]));
        assert_eq!(values("{a}.", "x.y."), found(&["a=x.y"]));
        assert_eq!(values("<{a}>", "<é>"), found(&["a=é"]));
        assert_eq!(values("{a}-{b}", "--x"), found(&["a=-", "b=x"]));
        for text in ["", "-", "a-", "-b", "ab"] {
            assert_eq!(values("{a}-{b}", text), None, "{text}");
        }
        assert_eq!(values("{a}.", "."), None);
        assert_eq!(values("a{b}a", "a"), None);
        assert_eq!(values("a{b}a", "aa"), None);
    }

    #[test]
    fn optional_parts_are_there_or_not() {
        let found = |expected: &[&str]| Some(expected.iter().map(|&text| text.into()).collect());
        assert_eq!(values("OK( {id})?", "OK"), found(&[]));
        assert_eq!(values("OK( {id})?", "OK 7 8"), found(&["id=7 8"]));
        assert_eq!(values("OK( {id})?", "OK "), None);
        assert_eq!(
            values("E( {a}( at {b})?)?", "E x at 3"),
            found(&["a=x", "b=3"])
        );
        assert_eq!(values("E( {a}( at {b})?)?", "E x"), found(&["a=x"]));
        assert_eq!(values("({a})", "(x)"), found(&["a=x"]));
        assert_eq!(values("?{a}(", "?x("), found(&["a=x"]));
        assert_eq!(
            pattern("{a}( {b})?").names(),
            vec![("a", false), ("b", true)]
        );
    }

    #[test]
    fn patterns_that_can_not_be_read_are_refused() {
        for text in [
            "",
            "(OK)?",
            "{a}{b}",
            "{a}( x)?{b}",
            "{a} {a}",
            "{",
            "}",
            "{}",
            "{a",
            "{a{b}}",
            "\0{a}",
            "x(a)?(b)?(c)?(d)?(e)?(f)?(g)?",
        ] {
            assert!(TextPattern::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hostile_patterns_are_refused_soon() {
        for (part, behind) in [("(a", ")?"), ("(", ""), ("({a}", "")] {
            for count in [200, 1_000_000] {
                let text = part.repeat(count) + &behind.repeat(count);
                assert!(TextPattern::parse(&text).is_err() || count == 200, "{part}");
            }
        }
    }

    #[test]
    fn patterns_are_compared_by_their_literals() {
        let excludes = |a, b, trim| pattern(a).excludes(&pattern(b), trim);
        assert!(excludes("OK( {a})?", "ERROR: {b}", false));
        assert!(excludes("{a} done", "{b} failed", false));
        assert!(!excludes("OK {a}", "{b} failed", false));
        assert!(!excludes("OK{a}", "OK: {b}", false));
        assert!(excludes("OK {a}", "OK", false));
        assert!(!excludes("OK {a}", "OK", true));
        assert!(!excludes("OK( {a})?", "OK", false));
        assert!(TextPattern::fixed("OK").excludes(&pattern("ERROR {a}"), true));
        assert!(!TextPattern::fixed("OK").excludes(&pattern("OK {a}"), true));
        assert!(pattern("OK: {a}").implies(&pattern("OK{b}")));
        assert!(pattern("OK {a} {b}").implies(&pattern("OK( {c})?")));
        assert!(!pattern("OK( {a})?").implies(&pattern("OK {a}")));
        assert!(!pattern("{a}").implies(&pattern("OK{b}")));
    }
}
