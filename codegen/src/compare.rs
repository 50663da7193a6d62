//! Whether two requests are the same: what the page prints against what is built, and what a
//! client sends against what is documented.

use std::borrow::Cow;

use docwright_wire::json::Value;
use docwright_wire::{base64, form, percent, xml};

use crate::ir::HttpRequest;
use crate::printed::{Placeholders, Printed};

mod parts;

pub(crate) use self::parts::of_printed;

/// One difference, in words: ``query parameter `format`: expected `json`, found nothing``.
pub type Difference = String;

/// Every way in which `actual` is not the request `expected`: method, origin, path, decoded query
/// pairs, each header of `expected` (`actual` may have more), JSON bodies by value, form bodies by
/// pairs, those of several parts by parts, others by bytes.
#[must_use]
pub fn differences(expected: &HttpRequest, actual: &HttpRequest) -> Vec<Difference> {
    let reading = Reading::Literal;
    let mut found = Vec::new();
    if expected.origin != actual.origin {
        found.push(differ("host", Some(&expected.origin), Some(&actual.origin)));
    }
    if !same_path(&expected.path, &actual.path, reading) {
        found.push(differ("path", Some(&expected.path), Some(&actual.path)));
    }
    compare_parts(expected, actual, reading, &mut found);
    let json = |text: &str| Value::parse(text).ok();
    compare_bodies(expected, &json, actual, reading, &mut found);
    found
}

/// As [`differences`], for a request that a page prints: a placeholder in it stands for its value,
/// or for anything if it has none. Nothing in a value is a placeholder. What the page doesn't print,
/// such as a scheme, may be anything, and incidental headers must agree only where they are sent.
#[must_use]
pub fn differences_from_printed(printed: &Printed, actual: &HttpRequest) -> Vec<Difference> {
    let reading = Reading::Printed(&printed.placeholders);
    let expected = &printed.request;
    let mut found = Vec::new();
    compare_urls(expected, actual, reading, &mut found);
    compare_parts(expected, actual, reading, &mut found);
    let sent: Vec<(String, String)> = printed
        .incidental
        .iter()
        .filter(|(name, _)| header_of(actual, name).is_some())
        .cloned()
        .collect();
    compare_headers(&sent, &actual.headers, reading, &mut found);
    if let Some(user) = &printed.user {
        compare_users(user, actual, reading, &mut found);
    }
    if let Some(expected) = parts::of_printed(printed) {
        let actual = parts::of(actual).unwrap_or_default();
        parts::compare(&expected, &actual, reading, &mut found);
        return found;
    }
    let json = |text: &str| printed.json_of(text);
    compare_bodies(expected, &json, actual, reading, &mut found);
    found
}

/// Every way in which the body of `actual` is not that of `expected`, compared as in [`differences`].
#[must_use]
pub fn differences_of_bodies(expected: &HttpRequest, actual: &HttpRequest) -> Vec<Difference> {
    let mut found = Vec::new();
    let json = |text: &str| Value::parse(text).ok();
    compare_bodies(expected, &json, actual, Reading::Literal, &mut found);
    found
}

/// What the private characters of the expected request mean.
#[derive(Clone, Copy)]
enum Reading<'p> {
    /// Themselves.
    Literal,
    /// These placeholders.
    Printed(&'p Placeholders),
}

impl Reading<'_> {
    /// Whether a text is a placeholder of no value.
    fn is_anything(self, text: &str) -> bool {
        match self {
            Self::Literal => false,
            Self::Printed(placeholders) => placeholders.is_open(text),
        }
    }

    /// Whether `actual` is what `expected` says.
    fn matches(self, expected: &str, actual: &str) -> bool {
        match self {
            Self::Literal => expected == actual,
            Self::Printed(placeholders) => placeholders.matches(expected, actual),
        }
    }

    /// Whether there are placeholders in a text and all of them have values.
    fn is_filled(self, text: &str) -> bool {
        let Self::Printed(placeholders) = self else {
            return false;
        };
        let found = text.chars();
        let mut found = found.filter_map(|character| placeholders.value_of(character));
        let first = found.next().flatten();
        first.is_some() && found.all(|value| value.is_some())
    }

    /// The expected text as people read it.
    fn shown(self, expected: &str) -> String {
        match self {
            Self::Literal => expected.to_owned(),
            Self::Printed(placeholders) => placeholders.restore(expected),
        }
    }
}

/// Method, query and headers.
fn compare_parts(
    expected: &HttpRequest,
    actual: &HttpRequest,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    if expected.method != actual.method {
        found.push(differ(
            "method",
            Some(&expected.method),
            Some(&actual.method),
        ));
    }
    compare_pairs(
        "query parameter",
        &expected.query,
        &actual.query,
        reading,
        found,
    );
    compare_headers(&expected.headers, &actual.headers, reading, found);
}

/// A printed URL, of which the scheme or all of the origin may be missing, or be a placeholder that
/// stands for a part of the path as well.
fn compare_urls(
    expected: &HttpRequest,
    actual: &HttpRequest,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    let origin = expected.origin.as_str();
    let (scheme, host) = actual
        .origin
        .split_once("://")
        .unwrap_or(("", &actual.origin));
    let usual_port = match scheme {
        "http" => ":80",
        _ => ":443",
    };
    let is_host = |printed: &str| {
        let printed = printed.strip_suffix(usual_port).unwrap_or(printed);
        reading.matches(printed, host.strip_suffix(usual_port).unwrap_or(host))
    };
    if !origin.is_empty() && !origin.contains("//") {
        let whole = |request: &HttpRequest| format!("{}{}", request.origin, request.path);
        if !reading.matches(&whole(expected), &whole(actual)) {
            let shown = reading.shown(&whole(expected));
            found.push(differ("URL", Some(&shown), Some(&whole(actual))));
        }
        return;
    }
    let same_origin = match origin.strip_prefix("//") {
        Some(host) => is_host(host),
        None => origin.is_empty() || reading.matches(origin, &actual.origin),
    };
    if !same_origin {
        let shown = reading.shown(origin.strip_prefix("//").unwrap_or(origin));
        found.push(differ("host", Some(&shown), Some(&actual.origin)));
    }
    if !same_path(&expected.path, &actual.path, reading) {
        let shown = reading.shown(&expected.path);
        found.push(differ("path", Some(&shown), Some(&actual.path)));
    }
}

/// `user:password`, which travel in base64 (RFC 7617 section 2).
fn compare_users(
    expected: &str,
    actual: &HttpRequest,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    let sent = header_of(actual, "authorization")
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(base64::decode)
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let expected = match expected.contains(':') {
        true => expected.to_owned(),
        false => format!("{expected}:"),
    };
    if !sent
        .as_deref()
        .is_some_and(|sent| reading.matches(&expected, sent))
    {
        let shown = reading.shown(&expected);
        found.push(differ("user", Some(&shown), sent.as_deref()));
    }
}

fn header_of<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    let mut headers = request.headers.iter();
    let (_, value) = headers.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
    Some(value)
}

fn same_path(expected: &str, actual: &str, reading: Reading<'_>) -> bool {
    let segments: (Vec<&str>, Vec<&str>) =
        (expected.split('/').collect(), actual.split('/').collect());
    if segments.0.len() == segments.1.len() {
        let mut pairs = segments.0.iter().zip(&segments.1);
        return pairs
            .all(|(expected, actual)| reading.matches(&decoded(expected), &decoded(actual)));
    }
    // A value that was put in may span segments.
    reading.is_filled(expected) && decoded(&reading.shown(expected)) == decoded(actual)
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
            .position(|(other, sent)| name == other && same_text(value, sent, reading));
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
            Some(&reading.shown(value)),
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
                Some(&reading.shown(value)),
                sent.first().copied(),
            ));
        }
    }
}

/// Equal, or JSON of one value: a page breaks its objects into lines, and we don't.
fn same_text(expected: &str, actual: &str, reading: Reading<'_>) -> bool {
    let whole = |text: &str| match Value::parse(text) {
        Ok(value @ (Value::Object(_) | Value::List(_))) => Some(value),
        _ => None,
    };
    reading.matches(expected, actual)
        || actual.starts_with(['{', '['])
            && whole(expected)
                .zip(whole(actual))
                .is_some_and(|(expected, actual)| expected.same_as(&actual))
}

/// Equal, or equal but for parameters of a media type that `expected` doesn't print.
fn same_header(expected: &str, actual: &str, reading: Reading<'_>) -> bool {
    same_text(expected, actual, reading)
        || parts::same_media_type(expected, actual)
        || !expected.contains(';')
            && expected.contains('/')
            && actual
                .split(';')
                .next()
                .is_some_and(|essence| reading.matches(expected, essence.trim()))
}

fn compare_bodies(
    expected: &HttpRequest,
    json: &dyn Fn(&str) -> Option<Value>,
    actual: &HttpRequest,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    if let (Some(expected), Some(actual)) = (parts::of(expected), parts::of(actual)) {
        parts::compare(&expected, &actual, reading, found);
        return;
    }
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
    if let (Some(expected), Ok(actual)) = (json(expected_text), Value::parse(actual_text)) {
        compare_json("body", &expected, &actual, reading, found);
        return;
    }
    if let (Some(expected), Some(actual)) = (
        json_lines(expected_text, json),
        json_lines(actual_text, &|text| Value::parse(text).ok()),
    ) {
        compare_json("lines", &expected, &actual, reading, found);
        return;
    }
    if actual_text.trim_start().starts_with('<')
        && let (Ok(expected), Ok(actual)) = (xml::value(expected_text), xml::value(actual_text))
    {
        compare_json("xml", &expected, &actual, reading, found);
        return;
    }
    if is_form(actual)
        && let (Ok(expected), Ok(actual)) = (form::parse(expected_text), form::parse(actual_text))
    {
        compare_pairs("form member", &expected, &actual, reading, found);
        return;
    }
    if is_table(actual) && reading.matches(&lines_of(expected_text), &lines_of(actual_text)) {
        return;
    }
    if !reading.matches(expected_text, actual_text) {
        found.push(differ(
            "body",
            text_or_none(&reading.shown(expected_text)),
            text_or_none(actual_text),
        ));
    }
}

/// A body with a JSON text on each of its lines, as a list; nothing if it is something else.
fn json_lines(text: &str, json: &dyn Fn(&str) -> Option<Value>) -> Option<Value> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let values: Option<Vec<Value>> = lines.map(json).collect();
    values.filter(|values| !values.is_empty()).map(Value::List)
}

fn text_or_none(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A text whose lines end with LF, the last one without: how a page prints line ends can't be seen.
fn lines_of(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

/// Whether the body has rows.
fn is_table(request: &HttpRequest) -> bool {
    let media_type = header_of(request, "content-type").unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    ["text/csv", "text/tab-separated-values"]
        .iter()
        .any(|table| essence.eq_ignore_ascii_case(table))
}

pub(crate) fn is_form(request: &HttpRequest) -> bool {
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
                        Some(&reading.shown(&value.to_string())),
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
        (Value::String(expected), Value::String(actual))
            if same_text(expected, actual, reading) => {}
        _ if expected.same_as(actual) => {}
        _ => found.push(differ(
            path,
            Some(&reading.shown(&expected.to_string())),
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
mod tests;
