//! Bodies of several parts: compared part by part, whatever their boundaries are.

use docwright_wire::json::Value;
use docwright_wire::multipart::{self, Part};

use super::{Difference, Reading, compare_json, differ, header_of};
use crate::ir::HttpRequest;
use crate::printed::Printed;

/// The parts of a body; nothing if it is something else.
pub(super) fn of(request: &HttpRequest) -> Option<Vec<Part>> {
    let content_type = header_of(request, "content-type")?;
    multipart::parse(&request.body, multipart::boundary_of(content_type)?).ok()
}

/// The parts that a page prints: the options of a command, or the body of a message, whose lines may
/// end as those of the page do. Nothing if it prints something else.
pub(crate) fn of_printed(printed: &Printed) -> Option<Vec<Part>> {
    if printed.parts.is_empty() {
        return of(&printed.request).or_else(|| {
            let text = printed.body()?.replace('\r', "");
            of(&HttpRequest {
                body: text.replace('\n', "\r\n").into_bytes(),
                ..printed.request.clone()
            })
        });
    }
    let parts = printed.parts.iter().map(|part| Part {
        name: part.name.clone(),
        file_name: part.file_name.clone(),
        media_type: part.media_type.clone(),
        content: part.value.clone().into_bytes(),
    });
    Some(parts.collect())
}

/// Whether both are the same but for their boundaries, which are a matter of chance.
pub(super) fn same_media_type(expected: &str, actual: &str) -> bool {
    let essence = |text: &str| {
        let essence = text.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    };
    multipart::boundary_of(expected).is_some()
        && multipart::boundary_of(actual).is_some()
        && essence(expected) == essence(actual)
}

/// Every way in which the parts differ: parts of one name are compared in their order.
pub(super) fn compare(
    expected: &[Part],
    actual: &[Part],
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    let mut left: Vec<&Part> = actual.iter().collect();
    for part in expected {
        let what = format!("part `{}`", part.name);
        let Some(index) = left.iter().position(|other| other.name == part.name) else {
            found.push(differ(&what, Some(&reading.shown(&shown(part))), None));
            continue;
        };
        let sent = left.remove(index);
        compare_option(
            &what,
            "file name",
            &part.file_name,
            &sent.file_name,
            reading,
            found,
        );
        // A page that prints no media type says nothing of it.
        if part.media_type.is_some() {
            compare_option(
                &what,
                "media type",
                &part.media_type,
                &sent.media_type,
                reading,
                found,
            );
        }
        compare_content(&what, part, sent, reading, found);
    }
    for part in left {
        let what = format!("part `{}`", part.name);
        found.push(differ(&what, None, Some(&shown(part))));
    }
}

fn compare_option(
    what: &str,
    which: &str,
    expected: &Option<String>,
    actual: &Option<String>,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    let same = match (expected, actual) {
        (Some(expected), Some(actual)) => reading.matches(expected, actual),
        (expected, actual) => expected == actual,
    };
    if !same {
        let what = format!("{which} of {what}");
        let expected = expected.as_deref().map(|text| reading.shown(text));
        found.push(differ(&what, expected.as_deref(), actual.as_deref()));
    }
}

fn compare_content(
    what: &str,
    expected: &Part,
    actual: &Part,
    reading: Reading<'_>,
    found: &mut Vec<Difference>,
) {
    if expected.content == actual.content {
        return;
    }
    let text = std::str::from_utf8(&expected.content);
    if text.is_ok_and(|text| reading.is_anything(text)) {
        return;
    }
    let json = |part: &Part| Value::parse(&part.content).ok();
    if let (Some(expected), Some(actual)) = (json(expected), json(actual)) {
        return compare_json(what, &expected, &actual, reading, found);
    }
    let same = match (text, std::str::from_utf8(&actual.content)) {
        (Ok(expected), Ok(actual)) => reading.matches(expected, actual),
        _ => false,
    };
    if !same {
        let expected = reading.shown(&shown(expected));
        found.push(differ(what, Some(&expected), Some(&shown(actual))));
    }
}

/// A content as text, or how long it is.
fn shown(part: &Part) -> String {
    match std::str::from_utf8(&part.content) {
        Ok(text) => text.to_owned(),
        Err(_) => format!("{} bytes", part.content.len()),
    }
}

#[cfg(test)]
mod tests {
    use docwright_wire::multipart::{Head, LINE_END, push_end, push_head};

    use crate::compare::differences;
    use crate::ir::HttpRequest;

    fn request(boundary: &str, parts: &[(&str, Option<&str>, &[u8])]) -> HttpRequest {
        let mut body = Vec::new();
        for (name, file_name, content) in parts {
            let head = Head {
                name,
                file_name: *file_name,
                media_type: None,
            };
            push_head(&mut body, boundary, head);
            body.extend_from_slice(content);
            body.extend_from_slice(LINE_END);
        }
        push_end(&mut body, boundary);
        HttpRequest {
            method: "POST".to_owned(),
            origin: String::new(),
            path: "/".to_owned(),
            query: Vec::new(),
            headers: vec![(
                "Content-Type".to_owned(),
                format!("multipart/form-data; boundary={boundary}"),
            )],
            body,
        }
    }

    #[test]
    fn boundaries_do_not_matter_and_parts_do() {
        let parts: [(&str, Option<&str>, &[u8]); 2] =
            [("a", None, b"{\"x\": 1}"), ("f", Some("f.bin"), b"\xff")];
        let expected = request("one", &parts);
        let spaced: [(&str, Option<&str>, &[u8]); 2] = [("a", None, b"{\"x\":1}"), parts[1]];
        assert!(differences(&expected, &request("two", &spaced)).is_empty());
        let other: [(&str, Option<&str>, &[u8]); 2] =
            [("b", None, b"1"), ("f", Some("g.bin"), b"\xfe\xff")];
        assert_eq!(
            differences(&expected, &request("one", &other)),
            [
                "part `a`: expected `{\"x\": 1}`, found nothing",
                "file name of part `f`: expected `f.bin`, found `g.bin`",
                "part `f`: expected `1 bytes`, found `2 bytes`",
                "part `b`: expected nothing, found `1`",
            ]
        );
    }
}
