//! Where in a printed text a placeholder stands: by its signs, or as a word that the page is said to
//! use for one.

use std::collections::BTreeSet;

/// The longest name that is taken for a placeholder's, in bytes.
const LONGEST_NAME: usize = 100;

/// The names that stand behind `</`: their `<name>` is an element of markup.
pub(super) fn closed_elements(text: &str) -> BTreeSet<&str> {
    let names = text.split("</").skip(1);
    names
        .map(|name| {
            let end = name.find(['>', ' ', '\n', '<']).unwrap_or(name.len());
            name.get(..end).unwrap_or_default()
        })
        .collect()
}

/// Whether what stands between them is the name of a member that begins with `$`, as in
/// `{ "$ref": 1 }` and `?$top=5&$filter=x`.
fn names_a_member(before: Option<char>, after: &str) -> bool {
    let is_key = || {
        let after = after.strip_prefix('"');
        after.is_some_and(|after| after.trim_start().starts_with(':'))
    };
    match before {
        Some('"') if is_key() => true,
        None | Some('?' | '&' | '\'' | '"' | '\n') => after.starts_with('='),
        _ => false,
    }
}

/// The length of the word out of `words` that `text` begins with: the longest that doesn't stand
/// inside of another.
pub(super) fn word(text: &str, before: Option<char>, words: &[&str]) -> Option<usize> {
    let is_inside = |beside: Option<char>, end: Option<char>| {
        let continues = |letter: char| letter.is_alphanumeric() || letter == '_';
        beside.is_some_and(continues) && end.is_some_and(continues)
    };
    let stands = words.iter().filter(|word| {
        let behind = text.strip_prefix(**word);
        behind.is_some_and(|behind| {
            !is_inside(before, word.chars().next())
                && !is_inside(behind.chars().next(), word.chars().next_back())
        })
    });
    stands.map(|word| word.len()).max()
}

/// Whether the byte may be the first of a placeholder, of one of `words` or of a private character. It
/// is the first of some character.
pub(super) fn may_begin(byte: u8, words: &[&str]) -> bool {
    const PRIVATE: u8 = 0xf4;
    let mut words = words.iter();
    matches!(byte, b'{' | b'<' | b'$' | b'[' | b'Y' | PRIVATE)
        || words.any(|word| word.as_bytes().first() == Some(&byte))
}

/// The length of the placeholder that `text` begins with; `before` is the character in front of it.
pub(super) fn placeholder(
    text: &str,
    before: Option<char>,
    closed: &BTreeSet<&str>,
) -> Option<usize> {
    let enclosed = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?;
        let end = inner
            .bytes()
            .take(LONGEST_NAME)
            .position(|byte| close.as_bytes().first() == Some(&byte))?;
        let (name, rest) = inner.split_at_checked(end)?;
        let is_name = rest.starts_with(close)
            && !name.is_empty()
            && !name.contains(['{', '}', '<', '>', '"', '\n', '/', '=']);
        is_name.then_some((open.len() + end + close.len(), name))
    };
    let in_word = before.is_some_and(|before| before.is_ascii_alphanumeric() || before == '_');
    let variable = || {
        let name = text.strip_prefix('$')?;
        let length = name
            .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
            .unwrap_or(name.len());
        let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        let is_name = names_a_member(before, name.get(length..).unwrap_or_default());
        (begins && !is_name).then_some(length + 1)
    };
    let shouted = |text: &str, signs: &[char]| {
        text.bytes()
            .take_while(|byte| {
                byte.is_ascii_uppercase()
                    || byte.is_ascii_digit()
                    || signs.contains(&char::from(*byte))
            })
            .count()
    };
    match text.chars().next()? {
        '{' => enclosed("{{", "}}").map(|(length, _)| length),
        '<' => enclosed("<", ">")
            .filter(|(_, name)| !closed.contains(name))
            .map(|(length, _)| length),
        '$' if before != Some('\\') => enclosed("${", "}")
            .map(|(length, _)| length)
            .or_else(variable),
        // `ids[A]` is a name with an index, and `[1]` a list.
        '[' if !in_word => {
            let inner = text.strip_prefix('[')?;
            let length = shouted(inner, &['_', '-', ' ']);
            let is_name = length > 2 && inner.starts_with(|first: char| first.is_ascii_uppercase());
            (is_name && inner.get(length..)?.starts_with(']')).then_some(length + 2)
        }
        'Y' if !in_word && text.starts_with("YOUR_") => {
            let length = shouted(text, &['_']);
            let ends = !text
                .get(length..)?
                .starts_with(|next: char| next.is_ascii_lowercase());
            (ends && length > "YOUR_".len()).then_some(length)
        }
        _ => None,
    }
}
