//! Whether two requests are the same: what the page prints against what is built, and what a
//! client sends against what is documented.

use std::borrow::Cow;

use docwright_wire::json::Value;
use docwright_wire::{form, percent};

use crate::ir::HttpRequest;

mod placeholder;

use self::placeholder::{Piece, pieces, value_of};
pub use self::placeholder::{bare_name, fill, is_called, is_placeholder, placeholders};

/// One difference, in words: ``query parameter `format`: expected `json`, found nothing``.
pub type Difference = String;

/// Every way in which `actual` is not the request `expected`: method, origin, path, decoded query
/// pairs, each header of `expected` (`actual` may have more), JSON bodies by value, form bodies by
/// pairs, others by bytes.
#[must_use]
pub fn differences(expected: &HttpRequest, actual: &HttpRequest) -> Vec<Difference> {
    compare(expected, actual, Reading::Literal)
}

/// As [`differences`], for a request that a page prints: `{{…}}`, `<…>` and `$X` in it stand for
/// what `values` says, or for anything if it says nothing. Nothing in a value is a placeholder.
#[must_use]
pub fn differences_from_printed(
    printed: &HttpRequest,
    values: &[(String, String)],
    actual: &HttpRequest,
) -> Vec<Difference> {
    compare(printed, actual, Reading::Printed(values))
}

/// What the signs of placeholders mean in the expected request.
#[derive(Clone, Copy)]
enum Reading<'v> {
    /// Themselves.
    Literal,
    /// These values, by name, or anything.
    Printed(&'v [(String, String)]),
}

impl Reading<'_> {
    /// Whether a text is a placeholder of no value.
    fn is_anything(self, text: &str) -> bool {
        match self {
            Self::Literal => false,
            Self::Printed(values) => is_placeholder(text) && value_of(text, values).is_none(),
        }
    }

    /// Whether `actual` is what `expected` says.
    fn matches(self, expected: &str, actual: &str) -> bool {
        let Self::Printed(values) = self else {
            return expected == actual;
        };
        // Between any two placeholders stands a literal, be it empty.
        let mut literals = vec![String::new()];
        for piece in pieces(expected) {
            let literal = match piece {
                Piece::Literal(literal) => Some(literal),
                Piece::Placeholder(placeholder) => value_of(placeholder, values),
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
}

fn compare(expected: &HttpRequest, actual: &HttpRequest, reading: Reading<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    if expected.method != actual.method {
        found.push(differ(
            "method",
            Some(&expected.method),
            Some(&actual.method),
        ));
    }
    if !reading.matches(&expected.origin, &actual.origin) {
        found.push(differ("host", Some(&expected.origin), Some(&actual.origin)));
    }
    if !same_path(&expected.path, &actual.path, reading) {
        found.push(differ("path", Some(&expected.path), Some(&actual.path)));
    }
    compare_pairs(
        "query parameter",
        &expected.query,
        &actual.query,
        reading,
        &mut found,
    );
    compare_headers(&expected.headers, &actual.headers, reading, &mut found);
    compare_bodies(expected, actual, reading, &mut found);
    found
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

fn same_path(expected: &str, actual: &str, reading: Reading<'_>) -> bool {
    let (expected, actual): (Vec<&str>, Vec<&str>) =
        (expected.split('/').collect(), actual.split('/').collect());
    expected.len() == actual.len()
        && expected
            .iter()
            .zip(&actual)
            .all(|(expected, actual)| reading.matches(&decoded(expected), &decoded(actual)))
}

fn decoded(segment: &str) -> String {
    percent::decode(segment).map_or_else(|_| segment.to_owned(), Cow::into_owned)
}

fn compare_pairs(
    what: &str,
    expected: &[(String, String)],
    actual: &[(String, String)],
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    let mut left: Vec<&(String, String)> = actual.iter().collect();
    for (name, value) in expected {
        let same = left
            .iter()
            .position(|(other, sent)| name == other && reading.matches(value, sent));
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
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    for (name, value) in expected {
        let sent: Vec<&str> = actual
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        if !sent.iter().any(|sent| same_header(value, sent, reading)) {
            found.push(differ(
                &format!("header `{name}`"),
                Some(value),
                sent.first().copied(),
            ));
        }
    }
}

/// Equal, or equal but for parameters of a media type that `expected` doesn't print.
fn same_header(expected: &str, actual: &str, reading: Reading<'_>) -> bool {
    reading.matches(expected, actual)
        || !expected.contains(';')
            && expected.contains('/')
            && actual
                .split(';')
                .next()
                .is_some_and(|essence| reading.matches(expected, essence.trim()))
}

fn compare_bodies(
    expected: &HttpRequest,
    actual: &HttpRequest,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
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
    let (expected_json, reading) = printed_json(expected_text, reading);
    if let (Some(expected), Ok(actual)) = (expected_json, Value::parse(actual_text.as_bytes())) {
        compare_json("body", &expected, &actual, reading, found);
        return;
    }
    if let (Some(expected), Some(actual)) = (json_lines(expected_text), json_lines(actual_text)) {
        compare_json("lines", &expected, &actual, reading, found);
        return;
    }
    if is_form(actual)
        && let (Ok(expected), Ok(actual)) = (form::parse(expected_text), form::parse(actual_text))
    {
        compare_pairs("form member", &expected, &actual, reading, found);
        return;
    }
    if !reading.matches(expected_text, actual_text) {
        found.push(differ(
            "body",
            text_or_none(expected_text),
            text_or_none(actual_text),
        ));
    }
}

/// The JSON of a body, and how its texts are to be read. A placeholder outside a string,
/// `{ "n": <n> }`, has to be filled before there is any JSON.
fn printed_json<'v>(text: &str, reading: Reading<'v>) -> (Option<Value>, Reading<'v>) {
    let parse = |text: &str| Value::parse(text.as_bytes()).ok();
    match (parse(text), reading) {
        (None, Reading::Printed(values)) => {
            let filled = parse(&fill(text, values));
            let all = placeholders(text)
                .iter()
                .all(|placeholder| value_of(placeholder, values).is_some());
            match (filled, all) {
                (None, _) => (None, reading),
                (json, true) => (json, Reading::Literal),
                (json, false) => (json, Reading::Printed(&[])),
            }
        }
        (json, reading) => (json, reading),
    }
}

/// A body with a JSON text on each of its lines, as a list; nothing if it is something else.
fn json_lines(text: &str) -> Option<Value> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let values: Option<Vec<Value>> = lines
        .map(|line| Value::parse(line.as_bytes()).ok())
        .collect();
    values.filter(|values| !values.is_empty()).map(Value::List)
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

fn compare_json(
    path: &str,
    expected: &Value,
    actual: &Value,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                match actual.iter().find(|(other, _)| other == name) {
                    Some((_, sent)) => {
                        compare_json(&format!("{path}.{name}"), value, sent, reading, found)
                    }
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
                compare_json(
                    &format!("{path}[{index}]"),
                    expected,
                    actual,
                    reading,
                    found,
                );
            }
        }
        (Value::String(expected), _) if reading.is_anything(expected) => {}
        (Value::String(expected), Value::String(actual)) if reading.matches(expected, actual) => {}
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

    fn read(expected: &str, actual: &str) -> bool {
        Reading::Printed(&[]).matches(expected, actual)
    }

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
        assert!(read("Bearer <token>", "Bearer abc"));
        assert!(read("{{jKey}}", ""));
        assert!(read("a-$X-b", "a-1-b"));
        assert!(!read("Bearer <token>", "Basic abc"));
        assert!(!read("a<x>b", "ab c"));
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
        assert_eq!(
            differences_from_printed(&expected, &[], &request()),
            Vec::<String>::new()
        );
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
    fn lines_are_equal_by_the_value_of_each() {
        let with = |body: &[u8]| HttpRequest {
            body: body.to_vec(),
            ..request()
        };
        let printed = with(b"{ \"a\": 1 }\n{\"a\":2}");
        assert!(differences(&printed, &with(b"{\"a\":1}\n{\"a\":2}\n")).is_empty());
        assert_eq!(
            differences(&printed, &with(b"{\"a\":1}\n{\"a\":3}\n")),
            ["lines[1].a: expected `2`, found `3`"]
        );
    }

    #[test]
    fn only_what_is_printed_has_placeholders() {
        let with = |value: &str| HttpRequest {
            headers: vec![("X-Password".to_owned(), value.to_owned())],
            body: format!(r#"{{"password": "{value}"}}"#).into_bytes(),
            ..request()
        };
        let values = [("password".to_owned(), "pa$word".to_owned())];
        let printed = with("<password>");
        let differ = |actual: &str| differences_from_printed(&printed, &values, &with(actual));
        assert_eq!(differ("pa$word"), Vec::<String>::new());
        assert_eq!(differ("pass").len(), 2);
        assert_eq!(differences(&with("pa$word"), &with("pass")).len(), 2);
        assert_eq!(
            differences_from_printed(&printed, &[], &with("pass")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_value_with_a_quote_is_a_text_of_its_own() {
        let printed = HttpRequest {
            body: br#"{"q": "<q>"}"#.to_vec(),
            ..request()
        };
        let actual = HttpRequest {
            body: br#"{"q": "say \"a\""}"#.to_vec(),
            ..request()
        };
        let values = [("q".to_owned(), "say \"a\"".to_owned())];
        assert_eq!(
            differences_from_printed(&printed, &values, &actual),
            Vec::<String>::new()
        );
    }
}
