//! A request as a page prints it: read out of a command or a message, placeholders and all.
//!
//! A leaf. [`crate::curl`] and [`crate::http`] make a [`Printed`], [`crate::compare`] holds it against
//! the request that is built, and the checks read the values of examples out of it.

use std::ops::Range;

use docwright_wire::json::Value;
use docwright_wire::{base64, form};

use crate::ir::HttpRequest;

mod placeholder;
mod signs;

pub use self::placeholder::{Placeholders, bare_name, is_called};

/// A printed request. Its texts hold a private character for each placeholder, which
/// [`Placeholders::restore`] turns back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The request. Its origin is empty where the page prints none, and begins with `//` where it
    /// prints a host and no scheme. Its path is below a placeholder if the origin is one.
    pub request: HttpRequest,
    /// The user and password of basic authentication, joined by `:`.
    pub user: Option<String>,
    /// The parts of a `multipart/form-data` body, which then isn't in [`Self::request`].
    pub parts: Vec<Part>,
    /// Headers that need not be sent: what the tool adds that made the printed request.
    pub incidental: Vec<(String, String)>,
    /// The placeholders of all texts.
    pub placeholders: Placeholders,
}

/// A part of a printed multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its text, or a placeholder for the content of a file.
    pub value: String,
    /// Name of its file.
    pub file_name: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
}

/// Why a printed request or response can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, in words.
    pub reason: String,
    /// The bytes of the printed text that are at fault, if it is a part of them.
    pub range: Option<Range<usize>>,
    /// What to write instead, if it is known.
    pub help: Option<String>,
}

impl Unreadable {
    /// A fault of the whole text.
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            range: None,
            help: None,
        }
    }

    /// The same at a place.
    pub(crate) fn at(self, range: Range<usize>) -> Self {
        Self {
            range: Some(range),
            ..self
        }
    }

    /// The same with advice.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

impl Printed {
    /// A body alone, as it is: nothing in it is a placeholder.
    #[must_use]
    pub fn of_body(body: &str) -> Self {
        Self {
            request: HttpRequest {
                method: String::new(),
                origin: String::new(),
                path: String::new(),
                query: Vec::new(),
                headers: Vec::new(),
                body: body.as_bytes().to_vec(),
            },
            user: None,
            parts: Vec::new(),
            incidental: Vec::new(),
            placeholders: Placeholders::default(),
        }
    }

    /// The body as JSON. A placeholder outside of a string, `{ "n": <n> }`, is its value, or a string
    /// of itself if it has none. `None` if that is no JSON.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        self.json_of(self.body()?)
    }

    /// The body as lines of JSON, each read as [`Self::json`] reads a whole body.
    #[must_use]
    pub fn lines(&self) -> Option<Vec<Value>> {
        let lines = self.body()?.lines();
        let lines = lines.filter(|line| !line.trim().is_empty());
        lines.map(|line| self.json_of(line)).collect()
    }

    /// The body if it is text, placeholders and all; `None` if there is none.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        let body = std::str::from_utf8(&self.request.body).ok()?;
        (!body.is_empty()).then_some(body)
    }

    pub(crate) fn json_of(&self, body: &str) -> Option<Value> {
        let mut json = String::with_capacity(body.len());
        let (mut in_string, mut escaped) = (false, false);
        for character in body.chars() {
            match (in_string, self.placeholders.value_of(character)) {
                (false, Some(value)) => match value.filter(|value| Value::parse(value).is_ok()) {
                    Some(value) => json.push_str(value),
                    None => json.extend(['"', character, '"']),
                },
                _ => json.push(character),
            }
            in_string ^= character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
        }
        Value::parse(&json).ok()
    }

    /// The body as pairs of a form. `None` if it is no text.
    #[must_use]
    pub fn form(&self) -> Option<Vec<(String, String)>> {
        form::parse(self.body()?).ok()
    }

    /// The value of a header, whatever the letter case of its name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.request.headers.iter().chain(&self.incidental);
        let (_, value) = headers.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self.header("cookie")?.split(';');
        pairs
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(other, value)| (other == name).then_some(value))
    }

    /// Puts the value of a placeholder that begins the URL in its place, if that is a whole URL:
    /// `<upload>?final=true` with `https://api.example/u?id=7`.
    pub(crate) fn fill_url(&mut self) {
        let request = &mut self.request;
        let is_whole = request.origin.is_empty() || request.origin.contains("//");
        if is_whole || self.placeholders.is_open(&request.origin) {
            return;
        }
        let url = self.placeholders.restore(&request.origin);
        let Ok((origin, path, query)) = split_printed_url(&url, &self.placeholders) else {
            return;
        };
        let Ok(mut pairs) = form::parse(&query) else {
            return;
        };
        request.origin = origin;
        request.path = match request.path.as_str() {
            "" => path,
            below => format!("{}{below}", path.trim_end_matches('/')),
        };
        pairs.append(&mut request.query);
        request.query = pairs;
    }

    /// User and password of basic authentication: those of the command, or those in the header.
    #[must_use]
    pub fn basic(&self) -> Option<(String, String)> {
        let joined = match &self.user {
            Some(user) => user.clone(),
            None => {
                let value = self.placeholders.restore(self.header("authorization")?);
                let token = value.strip_prefix("Basic ")?;
                String::from_utf8(base64::decode(token.trim())?).ok()?
            }
        };
        let (user, password) = joined.split_once(':').unwrap_or((&joined, ""));
        Some((user.to_owned(), password.to_owned()))
    }
}

/// Whether a header is one that tools add and connections need, whatever the page is about.
pub(crate) fn is_incidental(name: &str, value: &str) -> bool {
    const NAMES: [&str; 8] = [
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "keep-alive",
        "te",
        "transfer-encoding",
        "user-agent",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        || (name.eq_ignore_ascii_case("accept") && value == "*/*")
}

/// Origin, path and query of a URL, as they are written. The origin of `api.example/a` is
/// `//api.example`, since its scheme is left open, and that of `/a` is empty.
///
/// # Errors
///
/// Words on what is no URL.
pub(crate) fn split_printed_url(
    url: &str,
    placeholders: &Placeholders,
) -> Result<(String, String, String), String> {
    let url = url.split('#').next().unwrap_or(url);
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?']) => (Some(scheme), rest),
        _ => (None, url),
    };
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(host_end);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if let Some(letter) = host.chars().find(|letter| is_never_of_a_host(*letter)) {
        let url = placeholders.restore(url);
        return Err(format!("`{url}` is no URL: its host has {letter:?} in it"));
    }
    let is_host = host.contains(['.', ':']) || host == "localhost";
    let is_placeholder = host
        .chars()
        .next()
        .is_some_and(|first| placeholders.value_of(first).is_some());
    // A placeholder may stand for the path as well.
    let path = if path.is_empty() && !is_placeholder {
        "/"
    } else {
        path
    };
    let origin = match scheme {
        Some(scheme) => format!("{}://{}", scheme.to_lowercase(), host.to_lowercase()),
        None if host.is_empty() || is_placeholder => host.to_owned(),
        None if is_host => format!("//{}", host.to_lowercase()),
        None => return Err(format!("`{}` is no URL", placeholders.restore(url))),
    };
    Ok((origin, path.to_owned(), query.to_owned()))
}

/// Whether no authority holds this character (RFC 3986 section 3.2), not even one in letters of its own.
fn is_never_of_a_host(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '\\' | '<' | '>')
}
