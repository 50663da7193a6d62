//! Requests as pages print them: any text is one or a fault with its place, and a request that is
//! printed reads the same.

use std::fmt::Write;

use docwright_codegen::http::{parse_request, parse_response};
use docwright_codegen::printed::{Placeholders, Printed, Unreadable};
use docwright_wire::form;

/// Any command: its request is that of the same in another spelling, or its fault lies within the text.
pub fn curl(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(printed) = readable(&text, docwright_codegen::curl::parse(&text)) else {
        return;
    };
    looked_at(&printed);
    // `<` in one word and `>` in another may be a placeholder between single quotes, but not between double ones.
    let mut commands = [single_quoted, double_quoted].map(|quoted| command(&printed, quoted));
    let is_free =
        |command: &Option<String>| command.as_ref().is_some_and(|it| !has_placeholders(it));
    let free = commands.iter().position(is_free).unwrap_or_default();
    if let Some(command) = commands.get_mut(free).and_then(Option::take) {
        let again = docwright_codegen::curl::parse(&command);
        // What was in several quotes may be a placeholder in one.
        if again
            .as_ref()
            .ok()
            .is_none_or(|again| plain(again).is_some())
        {
            let again = again.map(|again| (again.request, again.user));
            let own = (printed.request, printed.user);
            assert_eq!(again, Ok(own), "{text:?} as {command:?}");
        }
    }
}

/// Any message: its request is that of the same in another layout, or its fault lies within the text; so
/// for a response, whose body is a part of the text.
pub fn http(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(response) = readable(&text, parse_response(&text)) {
        assert!(
            text.get(response.body.clone()).is_some(),
            "{response:?} of {text:?}"
        );
        assert!((100..600).contains(&response.status), "{response:?}");
    }
    let Some(printed) = readable(&text, parse_request(&text)) else {
        return;
    };
    looked_at(&printed);
    if let Some(message) = message(&printed) {
        let again = parse_request(&message);
        // What was in several lines may be a placeholder in one.
        if again
            .as_ref()
            .ok()
            .is_none_or(|again| plain(again).is_some())
        {
            let again = again.map(|again| again.request);
            assert_eq!(again, Ok(printed.request), "{text:?} as {message:?}");
        }
    }
}

/// What was read; the place of a fault is one of the text.
fn readable<T>(text: &str, read: Result<T, Unreadable>) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(fault) => {
            assert!(!fault.reason.is_empty());
            if let Some(range) = fault.range {
                assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
            }
            None
        }
    }
}

/// Every question that is asked of a request has an answer.
fn looked_at(printed: &Printed) {
    let _ = (
        printed.json(),
        printed.lines(),
        printed.form(),
        printed.basic(),
        printed.cookie("id"),
    );
    let restored = printed.placeholders.restore(&printed.request.path);
    assert!(
        printed
            .placeholders
            .matches(&printed.request.path, &restored),
        "{restored:?}"
    );
}

/// The request as a command, its words quoted so; `None` where a placeholder or a file is a part of it.
fn command(printed: &Printed, quoted: fn(&str) -> String) -> Option<String> {
    let request = plain(printed)?;
    let mut command = format!("curl -X {}", quoted(&request.method));
    if let Some(user) = &printed.user {
        let _ = write!(command, " -u {}", quoted(user));
    }
    for (name, value) in request.headers.iter().chain(&printed.incidental) {
        let header = match value.as_str() {
            "" => format!("{name};"),
            value => format!("{name}: {value}"),
        };
        let _ = write!(command, " -H {}", quoted(&header));
    }
    if !request.body.is_empty() {
        let body = std::str::from_utf8(&request.body).ok()?;
        let _ = write!(command, " --data-raw {}", quoted(body));
    }
    let _ = write!(command, " --url {}", quoted(&url(printed)));
    Some(command)
}

fn message(printed: &Printed) -> Option<String> {
    let request = plain(printed)?;
    let target = url(printed);
    // A host without a scheme stands in a header of its own.
    let (host, target) = match request.origin.strip_prefix("//") {
        Some(host) => (Some(host), target.strip_prefix(host)?),
        None => (None, target.as_str()),
    };
    let mut message = format!("{} {target} HTTP/1.1\r\n", request.method);
    if let Some(host) = host {
        let _ = write!(message, "Host: {host}\r\n");
    }
    for (name, value) in request.headers.iter().chain(&printed.incidental) {
        let _ = write!(message, "{name}: {value}\r\n");
    }
    message.push_str("\r\n");
    message.push_str(std::str::from_utf8(&request.body).ok()?);
    message.push_str("\r\n");
    Some(message)
}

fn has_placeholders(text: &str) -> bool {
    let (_, placeholders) = Placeholders::mark(text);
    placeholders.spellings().next().is_some()
}

fn plain(printed: &Printed) -> Option<&docwright_codegen::ir::HttpRequest> {
    let is_plain = printed.placeholders.spellings().next().is_none() && printed.parts.is_empty();
    is_plain.then_some(&printed.request)
}

fn url(printed: &Printed) -> String {
    let request = &printed.request;
    let origin = request.origin.strip_prefix("//").unwrap_or(&request.origin);
    let query = form::encode(request.query.iter().map(|(name, value)| (name, value)));
    match query.as_str() {
        "" => format!("{origin}{}", request.path),
        query => format!("{origin}{}?{query}", request.path),
    }
}

/// A word of a shell, as it is.
fn single_quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// The same, where four characters have a meaning of their own.
fn double_quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in word.chars() {
        if matches!(letter, '"' | '\\' | '$' | '`') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}
