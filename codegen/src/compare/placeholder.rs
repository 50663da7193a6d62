//! The placeholders of printed commands: `{{token}}`, `<token>`, `$TOKEN`, `${TOKEN}`.

/// Whether a text is nothing but a placeholder: `{{token}}`, `<token>`, `$TOKEN`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    placeholder(text).is_some_and(|length| length == text.len())
}

/// Puts values in the place of placeholders: `{{jKey}}`, `<jKey>`, `$jKey` or `${jKey}` for the
/// name `jKey`. A name that is written with its signs stands for just that spelling.
#[must_use]
pub fn fill(text: &str, values: &[(String, String)]) -> String {
    let filled = pieces(text).into_iter().map(|piece| match piece {
        Piece::Literal(literal) => literal,
        Piece::Placeholder(placeholder) => values
            .iter()
            .find(|(name, _)| is_called(placeholder, name))
            .map_or(placeholder, |(_, value)| value.as_str()),
    });
    filled.collect()
}

/// The placeholders of a text, with their signs, in its order.
#[must_use]
pub fn placeholders(text: &str) -> Vec<&str> {
    let pieces = pieces(text).into_iter();
    let placeholders = pieces.filter_map(|piece| match piece {
        Piece::Literal(_) => None,
        Piece::Placeholder(placeholder) => Some(placeholder),
    });
    placeholders.collect()
}

/// Whether a placeholder is meant by a name, with its signs or without.
#[must_use]
pub fn is_called(placeholder: &str, name: &str) -> bool {
    placeholder == name || bare_name(placeholder) == name
}

/// The name of a placeholder without its signs.
#[must_use]
pub fn bare_name(placeholder: &str) -> &str {
    [("{{", "}}"), ("<", ">"), ("${", "}"), ("$", "")]
        .into_iter()
        .find_map(|(open, close)| placeholder.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(placeholder)
}

/// A part of a text.
pub(super) enum Piece<'t> {
    Literal(&'t str),
    Placeholder(&'t str),
}

pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut literal = 0;
    while let Some(next) = rest.get(literal..).and_then(|next| next.chars().next()) {
        let Some(length) = rest.get(literal..).and_then(placeholder) else {
            literal += next.len_utf8();
            continue;
        };
        let (before, found) = rest.split_at(literal);
        let (found, behind) = found.split_at(length);
        pieces.extend([Piece::Literal(before), Piece::Placeholder(found)]);
        rest = behind;
        literal = 0;
    }
    pieces.push(Piece::Literal(rest));
    pieces
}

/// What `values` says of a placeholder.
pub(super) fn value_of<'v>(placeholder: &str, values: &'v [(String, String)]) -> Option<&'v str> {
    let mut values = values.iter();
    let (_, value) = values.find(|(name, _)| is_called(placeholder, name))?;
    Some(value)
}

/// The length of the placeholder that `text` begins with.
fn placeholder(text: &str) -> Option<usize> {
    let enclosed = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?;
        let end = inner.find(close)?;
        let name = inner.get(..end)?;
        let is_name = !name.is_empty() && !name.contains(['{', '}', '<', '>', '"', '\n', '/', '=']);
        is_name.then_some(open.len() + end + close.len())
    };
    let variable = || {
        let name = text.strip_prefix('$')?;
        let length = name
            .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
            .unwrap_or(name.len());
        let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        begins.then_some(length + 1)
    };
    enclosed("{{", "}}")
        .or_else(|| enclosed("<", ">"))
        .or_else(|| enclosed("${", "}"))
        .or_else(variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_every_spelling() {
        let values = [
            ("jKey".to_owned(), "1".to_owned()),
            ("<t>".to_owned(), "2".to_owned()),
        ];
        assert_eq!(
            fill("{{jKey}} <jKey> $jKey <t> {{t}}", &values),
            "1 1 1 2 {{t}}"
        );
    }

    #[test]
    fn a_name_that_begins_like_another_is_another() {
        let values = [("id".to_owned(), "1".to_owned())];
        assert_eq!(fill("$id $idea ${id}ea", &values), "1 $idea 1ea");
    }

    #[test]
    fn placeholders_are_found_in_order() {
        let found = placeholders("a{{b}}<c d>$e-${f}<html><body>{{");
        assert_eq!(found, ["{{b}}", "<c d>", "$e", "${f}", "<html>", "<body>"]);
        let names: Vec<&str> = found.into_iter().map(bare_name).collect();
        assert_eq!(names, ["b", "c d", "e", "f", "html", "body"]);
    }
}
