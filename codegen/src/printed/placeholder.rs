//! The placeholders of printed requests: `{{token}}`, `<token>`, `$TOKEN`, `${TOKEN}`, `[YOUR_KEY]`,
//! `YOUR_KEY`.
//!
//! They are found in the text as it is printed, before anything in it is decoded or encoded, and each
//! is replaced by one private character. That character passes through quotes, percent-encoding and
//! JSON as any other does; so a value takes its place where it is meant, however it is spelt there.

use super::signs::{closed_elements, may_begin, placeholder, word};

/// The character of the first placeholder; the others follow. It begins Unicode's last private plane.
const FIRST: u32 = 0x10_0000;

/// How many private characters there are.
const MOST: usize = 0xFFFE;

/// The placeholders of one text, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placeholders {
    found: Vec<Placeholder>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Placeholder {
    /// With its signs.
    spelling: String,
    /// What stands for it.
    value: Option<String>,
    /// Where its character begins in the marked text; none if it was added later.
    at: Option<usize>,
}

/// A part of a marked text.
enum Piece<'t> {
    Literal(&'t str),
    Placeholder(&'t Placeholder),
}

impl Placeholders {
    /// Finds the placeholders of a text, and gives the text with a private character for each.
    #[must_use]
    pub fn mark(text: &str) -> (String, Self) {
        Self::mark_with(text, &[])
    }

    /// The same, where these words are placeholders too, though they have no signs: `OWNER` in
    /// `/repos/OWNER`. One that stands there with signs is no word of this kind.
    #[must_use]
    pub fn mark_with(text: &str, words: &[&str]) -> (String, Self) {
        let (marked, placeholders) = Self::mark_all(text, &[]);
        let bare = words.iter().copied().filter(|word| {
            let mut spellings = placeholders.spellings();
            !word.is_empty() && !spellings.any(|spelling| is_called(spelling, word))
        });
        let bare: Vec<&str> = bare.collect();
        match bare.is_empty() {
            true => (marked, placeholders),
            false => Self::mark_all(text, &bare),
        }
    }

    fn mark_all(text: &str, words: &[&str]) -> (String, Self) {
        let closed = closed_elements(text);
        let mut placeholders = Self::default();
        let mut marked = String::with_capacity(text.len());
        let mut before = None;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let is_first = |byte: &u8| may_begin(*byte, words);
            let plain = rest.as_bytes().iter().position(is_first);
            let (plain, rest) = rest
                .split_at_checked(plain.unwrap_or(rest.len()))
                .unwrap_or(("", rest));
            marked.push_str(plain);
            at += plain.len();
            before = plain.chars().next_back().or(before);
            let Some(next) = rest.chars().next() else {
                break;
            };
            let length = placeholder(rest, before, &closed);
            let length = match length.or_else(|| word(rest, before, words)) {
                Some(length) => Some((length, None)),
                // What looks like one of ours stands for itself.
                None if index_of(next).is_some() => Some((next.len_utf8(), Some(next.to_string()))),
                None => None,
            };
            let length = match length {
                Some((length, value)) if placeholders.found.len() < MOST => {
                    let spelling = rest.get(..length).unwrap_or_default().to_owned();
                    marked.push_str(&placeholders.push(spelling, value, Some(marked.len())));
                    length
                }
                _ => {
                    marked.push(next);
                    next.len_utf8()
                }
            };
            at += length;
            before = text.get(..at).and_then(|text| text.chars().next_back());
        }
        (marked, placeholders)
    }

    /// Adds one that the text doesn't show as such, and gives its character.
    pub(crate) fn add(&mut self, spelling: &str) -> String {
        self.push(spelling.to_owned(), None, None)
    }

    fn push(&mut self, spelling: String, value: Option<String>, at: Option<usize>) -> String {
        let index = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
        let character = FIRST.checked_add(index).and_then(char::from_u32);
        self.found.push(Placeholder {
            spelling,
            value,
            at,
        });
        character.map_or_else(String::new, String::from)
    }

    /// Puts values in their place: `{{jKey}}`, `<jKey>`, `$jKey` or `${jKey}` for the name `jKey`. A
    /// name that is written with its signs stands for just that spelling.
    pub fn fill<'v>(&mut self, values: impl IntoIterator<Item = (&'v str, &'v str)>) {
        for (name, value) in values {
            for placeholder in &mut self.found {
                if placeholder.value.is_none() && is_called(&placeholder.spelling, name) {
                    placeholder.value = Some(value.to_owned());
                }
            }
        }
    }

    /// Their spellings, with their signs.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.found
            .iter()
            .map(|placeholder| placeholder.spelling.as_str())
    }

    /// Where a byte of the marked text stands in the text as it is printed.
    #[must_use]
    pub fn printed_offset(&self, marked: usize) -> usize {
        let before = self.found.iter().filter_map(|placeholder| {
            let length = FIRST_CHARACTER_LENGTH;
            let at = placeholder.at?;
            (at + length <= marked).then_some((placeholder.spelling.len(), length))
        });
        let (printed, own) = before.fold((0, 0), |(printed, own), (one, other)| {
            (printed + one, own + other)
        });
        (marked + printed).saturating_sub(own)
    }

    /// A marked text with the values of its placeholders, and the spellings of those that have none.
    #[must_use]
    pub fn restore(&self, marked: &str) -> String {
        let restored = self.pieces(marked).into_iter().map(|piece| match piece {
            Piece::Literal(literal) => literal,
            Piece::Placeholder(placeholder) => placeholder
                .value
                .as_deref()
                .unwrap_or(&placeholder.spelling),
        });
        restored.collect()
    }

    /// Whether a marked text is nothing but a placeholder that has no value.
    #[must_use]
    pub fn is_open(&self, marked: &str) -> bool {
        self.only(marked)
            .is_some_and(|placeholder| placeholder.value.is_none())
    }

    /// The value of the placeholder that a character stands for; `None` if it stands for none, an
    /// inner `None` if it has no value.
    pub(crate) fn value_of(&self, character: char) -> Option<Option<&str>> {
        let placeholder = self.found.get(index_of(character)?)?;
        Some(placeholder.value.as_deref())
    }

    fn only(&self, marked: &str) -> Option<&Placeholder> {
        let mut characters = marked.chars();
        let index = index_of(characters.next()?)?;
        characters.next().is_none().then(|| self.found.get(index))?
    }

    /// Whether a text is what a marked one says; a placeholder without a value is any text.
    #[must_use]
    pub fn matches(&self, marked: &str, actual: &str) -> bool {
        // Between any two placeholders stands a literal, be it empty.
        let mut literals = vec![String::new()];
        for piece in self.pieces(marked) {
            let literal = match piece {
                Piece::Literal(literal) => Some(literal),
                Piece::Placeholder(placeholder) => placeholder.value.as_deref(),
            };
            match (literal, literals.last_mut()) {
                (Some(literal), Some(last)) => last.push_str(literal),
                _ => literals.push(String::new()),
            }
        }
        match literals.as_slice() {
            [only] => only == actual,
            several => matches_around(several, actual),
        }
    }

    fn pieces<'t>(&'t self, marked: &'t str) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut rest = marked;
        while let Some((at, character)) = rest.char_indices().find(|(_, c)| index_of(*c).is_some())
        {
            let placeholder = index_of(character).and_then(|index| self.found.get(index));
            let end = at + character.len_utf8();
            pieces.extend(rest.get(..at).map(Piece::Literal));
            pieces.push(match placeholder {
                Some(placeholder) => Piece::Placeholder(placeholder),
                None => Piece::Literal(rest.get(at..end).unwrap_or_default()),
            });
            rest = rest.get(end..).unwrap_or_default();
        }
        pieces.push(Piece::Literal(rest));
        pieces
    }
}

/// How many bytes a private character takes.
const FIRST_CHARACTER_LENGTH: usize = 4;

/// Whether a placeholder is meant by a name, with its signs or without.
#[must_use]
pub fn is_called(spelling: &str, name: &str) -> bool {
    spelling == name || bare_name(spelling) == name
}

/// The name of a placeholder without its signs.
#[must_use]
pub fn bare_name(spelling: &str) -> &str {
    [
        ("{{", "}}"),
        ("<", ">"),
        ("${", "}"),
        ("$", ""),
        ("[", "]"),
        ("@", ""),
    ]
    .into_iter()
    .find_map(|(open, close)| spelling.strip_prefix(open)?.strip_suffix(close))
    .unwrap_or(spelling)
}

fn index_of(character: char) -> Option<usize> {
    let index = u32::from(character).checked_sub(FIRST)?;
    usize::try_from(index).ok().filter(|index| *index < MOST)
}

/// Whether the literals stand in `actual` in their order, the first at its start and the last at
/// its end.
fn matches_around(literals: &[String], actual: &str) -> bool {
    let Some((first, rest)) = literals.split_first() else {
        return true;
    };
    let Some((last, middle)) = rest.split_last() else {
        return actual == first;
    };
    let Some(mut actual) = actual.strip_prefix(first.as_str()) else {
        return false;
    };
    for literal in middle {
        let Some((_, behind)) = actual.split_once(literal.as_str()) else {
            return false;
        };
        actual = behind;
    }
    actual.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, values: &[(&str, &str)]) -> String {
        let (marked, mut placeholders) = Placeholders::mark(text);
        placeholders.fill(values.iter().copied());
        placeholders.restore(&marked)
    }

    fn found(text: &str) -> Vec<String> {
        let (marked, placeholders) = Placeholders::mark(text);
        assert_eq!(placeholders.restore(&marked), text);
        placeholders.spellings().map(str::to_owned).collect()
    }

    fn matches(printed: &str, actual: &str) -> bool {
        let (marked, placeholders) = Placeholders::mark(printed);
        placeholders.matches(&marked, actual)
    }

    #[test]
    fn fills_every_spelling() {
        assert_eq!(
            filled(
                "{{jKey}} <jKey> $jKey <t> {{t}} [YOUR_KEY]:YOUR_KEY",
                &[("jKey", "1"), ("<t>", "2"), ("YOUR_KEY", "3")]
            ),
            "1 1 1 2 {{t}} 3:3"
        );
    }

    #[test]
    fn words_that_are_named_are_placeholders_without_signs() {
        let found = |text: &str, words: &[&str]| {
            let (marked, placeholders) = Placeholders::mark_with(text, words);
            assert_eq!(placeholders.restore(&marked), text);
            let found = placeholders.spellings().map(str::to_owned);
            found.collect::<Vec<_>>()
        };
        assert_eq!(
            found("/repos/OWNER/REPO?a=OWNER2&b=MY_REPO", &["OWNER", "REPO"]),
            ["OWNER", "REPO"]
        );
        assert_eq!(
            found("an access token here", &["access token"]),
            ["access token"]
        );
        // The word beside is the name of a member.
        assert_eq!(found("id={{id}}", &["id"]), ["{{id}}"]);
        assert_eq!(found("OWNER", &[""]), Vec::<String>::new());
    }

    #[test]
    fn a_name_that_begins_like_another_is_another() {
        assert_eq!(filled("$id $idea ${id}ea", &[("id", "1")]), "1 $idea 1ea");
    }

    #[test]
    fn they_are_found_in_order() {
        let spellings = found("a{{b}}<c d>$e-${f}<html>{{ [API_KEY] YOUR_TOKEN");
        assert_eq!(
            spellings,
            [
                "{{b}}",
                "<c d>",
                "$e",
                "${f}",
                "<html>",
                "[API_KEY]",
                "YOUR_TOKEN"
            ]
        );
        let names: Vec<&str> = spellings.iter().map(|found| bare_name(found)).collect();
        assert_eq!(
            names,
            ["b", "c d", "e", "f", "html", "API_KEY", "YOUR_TOKEN"]
        );
    }

    #[test]
    fn what_has_a_meaning_of_its_own_is_no_placeholder() {
        for text in [
            "ids[A]=1&amount[VALUE]=2",
            "[1, 2] [A] [\"A\"]",
            "<a>1</a><root b=\"c\">",
            r"pa\$word",
            "$5 and $",
            r#"{"$ref": 1, "$type" : "x"}"#,
            "?$top=5&$filter=x",
            "MYYOUR_X YOUR_name",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn they_match_anything() {
        assert!(matches("Bearer <token>", "Bearer abc"));
        assert!(matches("{{jKey}}", ""));
        assert!(matches("a-$X-b", "a-1-b"));
        assert!(!matches("Bearer <token>", "Basic abc"));
        assert!(!matches("a<x>b", "ab c"));
    }

    #[test]
    fn a_private_character_of_the_text_stands_for_itself() {
        assert!(matches("a\u{100000}b", "a\u{100000}b"));
        assert!(!matches("a\u{100000}b", "acb"));
    }

    #[test]
    fn offsets_lead_back_to_the_printed_text() {
        let text = "a <token> b $X c";
        let (marked, placeholders) = Placeholders::mark(text);
        for letter in ['a', 'b', 'c'] {
            let (printed, own) = (text.rfind(letter).unwrap(), marked.rfind(letter).unwrap());
            assert_eq!(placeholders.printed_offset(own), printed, "{letter}");
        }
    }
}
