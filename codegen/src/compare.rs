//! Whether two requests are the same: what the page prints against what is built, and what a
//! client sends against what is documented.

use std::borrow::Cow;

use docwright_wire::json::Value;
use docwright_wire::{form, percent};

use crate::ir::HttpRequest;

/// One difference, in words: ``query parameter `format`: expected `json`, found nothing``.
pub type Difference = String;

/// Every way in which `actual` is not the request `expected`: method, origin, path, decoded query
/// pairs, each header of `expected` (`actual` may have more), JSON bodies by value, form bodies by
/// pairs, others by bytes.
///
/// `{{…}}`, `<…>` and `$X` in `expected` match whatever stands there.
#[must_use]
pub fn differences(expected: &HttpRequest, actual: &HttpRequest) -> Vec<Difference> {
    let mut found = Vec::new();
    if expected.method != actual.method {
        found.push(differ(
            "method",
            Some(&expected.method),
            Some(&actual.method),
        ));
    }
    if !matches(&expected.origin, &actual.origin) {
        found.push(differ("host", Some(&expected.origin), Some(&actual.origin)));
    }
    if !same_path(&expected.path, &actual.path) {
        found.push(differ("path", Some(&expected.path), Some(&actual.path)));
    }
    compare_pairs(
        "query parameter",
        &expected.query,
        &actual.query,
        &mut found,
    );
    compare_headers(&expected.headers, &actual.headers, &mut found);
    compare_bodies(expected, actual, &mut found);
    found
}

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
enum Piece<'t> {
    Literal(&'t str),
    Placeholder(&'t str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
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

/// Whether `actual` is what `expected` says, its placeholders standing for anything.
fn matches(expected: &str, actual: &str) -> bool {
    // Between any two placeholders stands a literal, be it empty.
    let literals: Vec<&str> = pieces(expected)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Literal(literal) => Some(literal),
            Piece::Placeholder(_) => None,
        })
        .collect();
    match literals.as_slice() {
        [only] => *only == actual,
        several => matches_around(several, actual),
    }
}

/// Whether the literals stand in `actual` in their order, the first at its start and the last at
/// its end.
fn matches_around(literals: &[&str], actual: &str) -> bool {
    let Some((first, rest)) = literals.split_first() else {
        return true;
    };
    let Some((last, middle)) = rest.split_last() else {
        return actual == *first;
    };
    let Some(mut actual) = actual.strip_prefix(*first) else {
        return false;
    };
    for &literal in middle {
        let Some((_, behind)) = actual.split_once(literal) else {
            return false;
        };
        actual = behind;
    }
    actual.ends_with(last)
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

fn same_path(expected: &str, actual: &str) -> bool {
    let (expected, actual): (Vec<&str>, Vec<&str>) =
        (expected.split('/').collect(), actual.split('/').collect());
    expected.len() == actual.len()
        && expected
            .iter()
            .zip(&actual)
            .all(|(expected, actual)| matches(&decoded(expected), &decoded(actual)))
}

fn decoded(segment: &str) -> String {
    percent::decode(segment).map_or_else(|_| segment.to_owned(), Cow::into_owned)
}

fn compare_pairs(
    what: &str,
    expected: &[(String, String)],
    actual: &[(String, String)],
    found: &mut Vec<Difference>,
) {
    let mut left: Vec<&(String, String)> = actual.iter().collect();
    for (name, value) in expected {
        let same = left
            .iter()
            .position(|(other, sent)| name == other && matches(value, sent));
        if let Some(index) = same {
            left.remove(index);
            continue;
        }
        let other = left
            .iter()
            .position(|(other, _)| name == other)
            .map(|index| left.remove(index));
        found.push(differ(
            &format!("{what} `{name}`"),
            Some(value),
            other.map(|(_, value)| value.as_str()),
        ));
    }
    for (name, value) in left {
        found.push(differ(&format!("{what} `{name}`"), None, Some(value)));
    }
}

fn compare_headers(
    expected: &[(String, String)],
    actual: &[(String, String)],
    found: &mut Vec<Difference>,
) {
    for (name, value) in expected {
        let sent: Vec<&str> = actual
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        if !sent.iter().any(|sent| same_header(value, sent)) {
            found.push(differ(
                &format!("header `{name}`"),
                Some(value),
                sent.first().copied(),
            ));
        }
    }
}

/// Equal, or equal but for parameters of a media type that `expected` doesn't print.
fn same_header(expected: &str, actual: &str) -> bool {
    matches(expected, actual)
        || !expected.contains(';')
            && expected.contains('/')
            && actual
                .split(';')
                .next()
                .is_some_and(|essence| matches(expected, essence.trim()))
}

fn compare_bodies(expected: &HttpRequest, actual: &HttpRequest, found: &mut Vec<Difference>) {
    let (Ok(expected_text), Ok(actual_text)) = (
        std::str::from_utf8(&expected.body),
        std::str::from_utf8(&actual.body),
    ) else {
        if expected.body != actual.body {
            found.push(format!(
                "body: expected {} bytes, found {} other bytes",
                expected.body.len(),
                actual.body.len()
            ));
        }
        return;
    };
    if let (Ok(expected), Ok(actual)) = (
        Value::parse(expected_text.as_bytes()),
        Value::parse(actual_text.as_bytes()),
    ) {
        compare_json("body", &expected, &actual, found);
        return;
    }
    if is_form(actual)
        && let (Ok(expected), Ok(actual)) = (form::parse(expected_text), form::parse(actual_text))
    {
        compare_pairs("form member", &expected, &actual, found);
        return;
    }
    if !matches(expected_text, actual_text) {
        found.push(differ(
            "body",
            text_or_none(expected_text),
            text_or_none(actual_text),
        ));
    }
}

fn text_or_none(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn is_form(request: &HttpRequest) -> bool {
    request.headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type")
            && value.starts_with("application/x-www-form-urlencoded")
    })
}

fn compare_json(path: &str, expected: &Value, actual: &Value, found: &mut Vec<Difference>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                match actual.iter().find(|(other, _)| other == name) {
                    Some((_, sent)) => compare_json(&format!("{path}.{name}"), value, sent, found),
                    None => found.push(differ(
                        &format!("{path}.{name}"),
                        Some(&value.to_string()),
                        None,
                    )),
                }
            }
            for (name, value) in actual {
                if !expected.iter().any(|(other, _)| other == name) {
                    found.push(differ(
                        &format!("{path}.{name}"),
                        None,
                        Some(&value.to_string()),
                    ));
                }
            }
        }
        (Value::List(expected), Value::List(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare_json(&format!("{path}[{index}]"), expected, actual, found);
            }
        }
        (Value::String(expected), actual) if is_placeholder(expected) => {
            let _ = actual;
        }
        (Value::String(expected), Value::String(actual)) if matches(expected, actual) => {}
        _ if expected.same_as(actual) => {}
        _ => found.push(differ(
            path,
            Some(&expected.to_string()),
            Some(&actual.to_string()),
        )),
    }
}

fn differ(what: &str, expected: Option<&str>, actual: Option<&str>) -> Difference {
    let show = |text: Option<&str>| match text {
        None => "nothing".to_owned(),
        Some(text) => format!("`{}`", excerpt(text)),
    };
    format!(
        "{what}: expected {}, found {}",
        show(expected),
        show(actual)
    )
}

/// Enough of a text to recognise it.
fn excerpt(text: &str) -> String {
    const LIMIT: usize = 120;
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    text.chars().take(LIMIT).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> HttpRequest {
        HttpRequest {
            method: "POST".to_owned(),
            origin: "https://api.example".to_owned(),
            path: "/a%20b/c".to_owned(),
            query: vec![("x".to_owned(), "1".to_owned())],
            headers: vec![("Authorization".to_owned(), "Bearer abc".to_owned())],
            body: br#"{"a": 1.0, "b": "text"}"#.to_vec(),
        }
    }

    #[test]
    fn placeholders_match_anything() {
        assert!(matches("Bearer <token>", "Bearer abc"));
        assert!(matches("{{jKey}}", ""));
        assert!(matches("a-$X-b", "a-1-b"));
        assert!(!matches("Bearer <token>", "Basic abc"));
        assert!(!matches("a<x>b", "ab c"));
        assert!(!is_placeholder("<html><body>"));
    }

    #[test]
    fn equal_by_value() {
        let expected = HttpRequest {
            body: br#"{ "b": "{{anything}}", "a": 1.0 }"#.to_vec(),
            path: "/a b/<id>".to_owned(),
            headers: vec![("authorization".to_owned(), "Bearer <token>".to_owned())],
            ..request()
        };
        assert_eq!(differences(&expected, &request()), Vec::<String>::new());
    }

    #[test]
    fn every_difference_is_said() {
        let actual = HttpRequest {
            method: "GET".to_owned(),
            query: vec![("y".to_owned(), "2".to_owned())],
            headers: Vec::new(),
            body: br#"{"a": 2.0, "c": null}"#.to_vec(),
            ..request()
        };
        assert_eq!(
            differences(&request(), &actual),
            [
                "method: expected `POST`, found `GET`",
                "query parameter `x`: expected `1`, found nothing",
                "query parameter `y`: expected nothing, found `2`",
                "header `Authorization`: expected `Bearer abc`, found nothing",
                "body.a: expected `1.0`, found `2.0`",
                "body.b: expected `\"text\"`, found nothing",
                "body.c: expected nothing, found `null`",
            ]
        );
    }

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
