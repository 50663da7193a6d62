//! Reads HTTP messages as pages print them (RFC 9112 section 2): a request or a response with its
//! first line, headers, an empty line and a body.
//!
//! A leaf. What pages do to messages is understood: a target broken into lines that begin with `?` or
//! `&`, no version, `...` in the place of headers, `Content-Length` of another text.

use std::ops::Range;

use docwright_wire::headers::{is_token, trimmed};

use crate::ir::HttpRequest;
use crate::printed::{Placeholders, Printed, Unreadable, is_incidental, split_printed_url};

/// A response as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedResponse {
    /// Status.
    pub status: u16,
    /// Headers, in their order.
    pub headers: Vec<(String, String)>,
    /// Where the body stands in the text.
    pub body: Range<usize>,
}

/// Reads a request: `POST /path HTTP/1.1`, or the same with a whole URL.
///
/// # Errors
///
/// What can't be read, in words and with its place.
pub fn parse_request(text: &str) -> Result<Printed, Unreadable> {
    parse_request_with(text, &[])
}

/// The same, where these words are placeholders too.
///
/// # Errors
///
/// As [`parse_request`].
pub fn parse_request_with(text: &str, words: &[&str]) -> Result<Printed, Unreadable> {
    let (marked, placeholders) = Placeholders::mark_with(text, words);
    request(&marked, &placeholders)
        .map_err(|unreadable| Unreadable {
            reason: placeholders.restore(&unreadable.reason),
            range: unreadable.range.map(|range| {
                placeholders.printed_offset(range.start)..placeholders.printed_offset(range.end)
            }),
            ..unreadable
        })
        .map(|printed| Printed {
            placeholders,
            ..printed
        })
}

/// Reads a response: `HTTP/1.1 200 OK`, or `200 OK`.
///
/// # Errors
///
/// What can't be read, in words and with its place.
pub fn parse_response(text: &str) -> Result<PrintedResponse, Unreadable> {
    let mut lines = Lines { text, at: 0 };
    let first = lines.first("a status line, `HTTP/1.1 200 OK`")?;
    let mut words = first.text.split_whitespace();
    let status = match words.next() {
        Some(version) if is_version(version) => words.next(),
        other => other,
    };
    let status = status
        .filter(|status| status.len() == 3)
        .and_then(|status| status.parse().ok())
        .filter(|status| (100..=599).contains(status))
        .ok_or_else(|| {
            Unreadable::new("a response begins with its status: `HTTP/1.1 200 OK`")
                .at(first.range())
        })?;
    let headers = lines.headers()?;
    Ok(PrintedResponse {
        status,
        headers,
        body: lines.at..text.len(),
    })
}

fn request(text: &str, placeholders: &Placeholders) -> Result<Printed, Unreadable> {
    let mut lines = Lines { text, at: 0 };
    let first = lines.first("a request line, `GET /path HTTP/1.1`")?;
    let no_request_line = || {
        Unreadable::new("a request begins with its method and path: `GET /path HTTP/1.1`")
            .at(first.range())
    };
    let (method, rest) = first
        .text
        .trim_end_matches([' ', '\t'])
        .split_once(' ')
        .ok_or_else(no_request_line)?;
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(no_request_line());
    }
    let mut target = trimmed(rest);
    let mut whole = None;
    match target.rsplit_once(' ') {
        Some((before, version)) if is_version(version) => target = trimmed(before),
        // Pages break long targets.
        _ => whole = Some(lines.broken_target(target)),
    }
    let target = whole.as_deref().unwrap_or(target);
    // None stands in it (RFC 9112 section 3.2), and at its end it would be lost.
    let is_blank = |letter: char| letter.is_whitespace() || letter.is_control();
    if target.is_empty() || target.contains(is_blank) {
        return Err(Unreadable::new(format!("`{target}` is no path")).at(first.range()));
    }
    let headers = lines.headers()?;
    let body = text.get(lines.at..).unwrap_or_default();
    let (mut origin, path, query) = split_printed_url(target, placeholders)
        .map_err(|reason| Unreadable::new(reason).at(first.range()))?;
    let (host, headers): (Vec<_>, Vec<_>) = headers
        .into_iter()
        .partition(|(name, _)| name.eq_ignore_ascii_case("host"));
    if let (true, Some((_, host))) = (origin.is_empty(), host.into_iter().next()) {
        origin = format!("//{}", host.to_lowercase());
    }
    let (incidental, headers) = headers
        .into_iter()
        .partition(|(name, value)| is_incidental(name, value));
    Ok(Printed {
        request: HttpRequest {
            method: method.to_owned(),
            origin,
            path,
            query: docwright_wire::form::parse(&query).map_err(|fault| {
                Unreadable::new(format!("the query: {fault}")).at(first.range())
            })?,
            headers,
            body: printed_body(body).as_bytes().to_vec(),
        },
        user: None,
        parts: Vec::new(),
        incidental,
        placeholders: Placeholders::default(),
    })
}

/// A body without the line end behind it, which is the block's and not the request's.
fn printed_body(body: &str) -> &str {
    let body = body.strip_suffix('\n').unwrap_or(body);
    body.strip_suffix('\r').unwrap_or(body)
}

fn is_version(word: &str) -> bool {
    word.strip_prefix("HTTP")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A line without its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
}

impl Line<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.trim_end().len()
    }
}

/// Goes through the head of a message.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn peek(&self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split('\n').next()?;
        Some(Line {
            text: line.strip_suffix('\r').unwrap_or(line),
            start: self.at,
        })
    }

    fn next(&mut self) -> Option<Line<'t>> {
        let line = self.peek()?;
        let rest = self.text.get(self.at..)?;
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
        Some(line)
    }

    /// The first line that isn't empty.
    fn first(&mut self, what: &str) -> Result<Line<'t>, Unreadable> {
        while let Some(line) = self.next() {
            if !line.text.trim().is_empty() {
                return Ok(line);
            }
        }
        Err(Unreadable::new(format!(
            "the text has no line but should begin with {what}"
        )))
    }

    /// The rest of a target that the page broke, up to its version if it has one.
    fn broken_target(&mut self, begun: &str) -> String {
        let mut target = begun.to_owned();
        while let Some(line) = self.peek() {
            let piece = trimmed(line.text);
            let (piece, version) = match piece.rsplit_once(' ') {
                Some((before, version)) if is_version(version) => (trimmed(before), true),
                _ if is_version(piece) => ("", true),
                _ => (piece, false),
            };
            if !version && !piece.starts_with(['?', '&']) {
                break;
            }
            target.push_str(piece);
            self.next();
            if version {
                break;
            }
        }
        target
    }

    /// Headers up to the empty line; `...` stands for some that the page leaves out.
    fn headers(&mut self) -> Result<Vec<(String, String)>, Unreadable> {
        let mut headers: Vec<(String, String)> = Vec::new();
        while let Some(line) = self.next() {
            let text = trimmed(line.text);
            if text.is_empty() {
                break;
            }
            if text.starts_with("...") || text.starts_with('…') {
                continue;
            }
            // A line that is indented goes on with the header above it (RFC 9112 section 5.2).
            if let (true, Some((_, value))) =
                (line.text.starts_with([' ', '\t']), headers.last_mut())
            {
                // Of a header that begins below its name, nothing stands before it.
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(text);
                continue;
            }
            let header = text.split_once(':').filter(|(name, _)| is_token(name));
            let (name, value) = header.ok_or_else(|| {
                Unreadable::new("this line is no header, `Name: value`")
                    .at(line.range())
                    .help("leave an empty line between the headers and the body")
            })?;
            headers.push((name.to_owned(), trimmed(value).to_owned()));
        }
        Ok(headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_request_with_everything() {
        let printed = parse_request(
            "POST /orders?dry=1 HTTP/1.1\nHost: API.example\nContent-Type: application/json\n\
             Content-Length: 9\n\n{ \"a\": 1 }\n",
        )
        .unwrap();
        let request = printed.request;
        assert_eq!(request.method, "POST");
        assert_eq!(request.origin, "//api.example");
        assert_eq!(request.path, "/orders");
        assert_eq!(request.query, [pair("dry", "1")]);
        assert_eq!(request.headers, [pair("Content-Type", "application/json")]);
        assert_eq!(printed.incidental, [pair("Content-Length", "9")]);
        assert_eq!(request.body, br#"{ "a": 1 }"#);
    }

    #[test]
    fn a_target_that_is_broken_into_lines() {
        for text in [
            "GET /a\n    ?x=1\n    &y=2\nHTTP/1.1\nHost: h.example\n",
            "GET /a\n?x=1\n&y=2 HTTP/1.1\nHost: h.example",
            "GET https://h.example/a\n  ?x=1&y=2",
            "GET https://h.example/a?x=1&y=2 HTTP/2",
        ] {
            let request = parse_request(text).unwrap().request;
            assert!(request.origin.ends_with("//h.example"), "{text}");
            assert_eq!(request.path, "/a", "{text}");
            assert_eq!(request.query, [pair("x", "1"), pair("y", "2")], "{text}");
        }
    }

    #[test]
    fn placeholders_stand_anywhere() {
        let mut printed =
            parse_request("GET /a/<id>?q={{q}} HTTP/1.1\nAuthorization: Bearer <your token>\n\n")
                .unwrap();
        printed
            .placeholders
            .fill([("id", "7"), ("your token", "t")]);
        let restore = |text: &str| printed.placeholders.restore(text);
        assert_eq!(restore(&printed.request.path), "/a/7");
        assert_eq!(restore(&printed.request.query[0].1), "{{q}}");
        assert_eq!(restore(&printed.request.headers[0].1), "Bearer t");
    }

    #[test]
    fn a_response_with_everything() {
        let text = "HTTP/1.1 201 Created\r\nX-A: 1\r\n... more ...\r\nX-B: 2\r\n  and 3\r\nX-C:\r\n  4\r\n\r\nbody\n";
        let response = parse_response(text).unwrap();
        assert_eq!(response.status, 201);
        let headers = [("X-A", "1"), ("X-B", "2 and 3"), ("X-C", "4")];
        assert_eq!(
            response.headers,
            headers.map(|(name, value)| pair(name, value))
        );
        assert_eq!(&text[response.body], "body\n");
    }

    #[test]
    fn a_response_without_headers_or_body() {
        assert_eq!(parse_response("HTTP/2 204").unwrap().status, 204);
        let text = "200 OK\n\nOK";
        assert_eq!(&text[parse_response(text).unwrap().body], "OK");
    }

    #[test]
    fn what_cannot_be_read_is_said_where_it_stands() {
        for (text, words, place) in [
            ("/orders", "begins with its method", "/orders"),
            ("get /orders", "begins with its method", "get /orders"),
            ("GET /a b HTTP/1.1", "is no path", "GET /a b HTTP/1.1"),
            ("GET /<a> HTTP/1.1\nX: 1\n{}", "no header", "{}"),
        ] {
            let unreadable = parse_request(text).unwrap_err();
            assert!(unreadable.reason.contains(words), "{unreadable:?}");
            assert_eq!(&text[unreadable.range.unwrap()], place);
        }
        for (text, words) in [
            ("", "no line"),
            ("OK", "begins with its status"),
            ("HTTP/1.1 999 No", "begins with its status"),
            ("HTTP/1.1 200 OK\n{}", "no header"),
        ] {
            let unreadable = parse_response(text).unwrap_err();
            assert!(unreadable.reason.contains(words), "{unreadable:?}");
        }
    }
}
