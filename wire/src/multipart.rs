//! Bodies of several parts (RFC 2046 section 5.1), as forms send them (RFC 7578).

use crate::{Fault, Problem};

/// What stands before the content of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head<'a> {
    /// Name of the member.
    pub name: &'a str,
    /// Name of the file, if it is one.
    pub file_name: Option<&'a str>,
    /// Media type of the content; text if none is given (RFC 7578 section 4.4).
    pub media_type: Option<&'a str>,
}

/// A part as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name of the member.
    pub name: String,
    /// Name of the file, if it is one.
    pub file_name: Option<String>,
    /// Media type of the content, if one is given.
    pub media_type: Option<String>,
    /// The content, as it stands.
    pub content: Vec<u8>,
}

/// What stands behind the content of each part.
pub const LINE_END: &[u8] = b"\r\n";

/// Appends what stands before the content of a part. Behind each content stands [`LINE_END`].
///
/// ```
/// use docwright_wire::multipart::{Head, LINE_END, push_end, push_head};
///
/// let mut body = Vec::new();
/// push_head(&mut body, "b", Head { name: "note", file_name: None, media_type: None });
/// body.extend_from_slice(b"Hi");
/// body.extend_from_slice(LINE_END);
/// push_end(&mut body, "b");
/// assert_eq!(
///     body,
///     b"--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nHi\r\n--b--\r\n"
/// );
/// ```
pub fn push_head(out: &mut Vec<u8>, boundary: &str, head: Head<'_>) {
    let mut text = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"");
    push_quoted(&mut text, head.name);
    if let Some(file_name) = head.file_name {
        text.push_str("\"; filename=\"");
        push_quoted(&mut text, file_name);
    }
    text.push_str("\"\r\n");
    if let Some(media_type) = head.media_type {
        text.push_str("Content-Type: ");
        text.extend(media_type.chars().filter(|c| !c.is_control()));
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    out.extend_from_slice(text.as_bytes());
}

/// Appends what stands behind the last part.
pub fn push_end(out: &mut Vec<u8>, boundary: &str) {
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
}

/// A name between quotes: what would end it, or the line, is escaped as browsers do it (WHATWG
/// HTML, multipart form data).
fn push_quoted(out: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            other => out.push(other),
        }
    }
}

/// Whether a content holds the boundary, so that it would be cut in two.
#[must_use]
pub fn holds(content: &[u8], boundary: &str) -> bool {
    find(content, boundary.as_bytes()).is_some()
}

/// The boundary that a `Content-Type` names (RFC 2046 section 5.1.1), if it is one of several parts.
///
/// ```
/// use docwright_wire::multipart::boundary_of;
///
/// assert_eq!(boundary_of("multipart/form-data; boundary=\"a b\""), Some("a b"));
/// assert_eq!(boundary_of("text/plain; boundary=x"), None);
/// ```
#[must_use]
pub fn boundary_of(content_type: &str) -> Option<&str> {
    let (essence, parameters) = content_type.split_once(';')?;
    if !is_multipart(essence) {
        return None;
    }
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim();
        let bare = value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        name.trim()
            .eq_ignore_ascii_case("boundary")
            .then_some(bare.unwrap_or(value))
    })
}

/// Whether a media type is one of several parts.
#[must_use]
pub fn is_multipart(media_type: &str) -> bool {
    media_type
        .trim_start()
        .get(..10)
        .is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
}

/// The parts of a body.
///
/// # Errors
/// If there is no such boundary, no last one, or a part without a name.
pub fn parse(body: &[u8], boundary: &str) -> Result<Vec<Part>, Fault> {
    let cut = || Fault::new(Problem::Cut { offset: body.len() });
    let first = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = match body.strip_prefix(first.as_bytes()) {
        Some(rest) => rest,
        None => split(body, between.as_bytes()).ok_or_else(cut)?.1,
    };
    let mut parts = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        let (line, behind) = split(rest, b"\r\n").ok_or_else(cut)?;
        if !line.trim_ascii().is_empty() {
            return Err(Fault::unreadable("a part behind its boundary"));
        }
        // A part without headers begins with the empty line itself.
        let (head, behind) = match behind.strip_prefix(b"\r\n") {
            Some(behind) => (&[][..], behind),
            None => split(behind, b"\r\n\r\n").ok_or_else(cut)?,
        };
        let (content, behind) = split(behind, between.as_bytes()).ok_or_else(cut)?;
        parts.push(read_part(head, content)?);
        rest = behind;
    }
}

fn read_part(head: &[u8], content: &[u8]) -> Result<Part, Fault> {
    let head = std::str::from_utf8(head).map_err(|_| Fault::unreadable("headers of a part"))?;
    let header = |name: &str| {
        head.split("\r\n").find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found
                .trim()
                .eq_ignore_ascii_case(name)
                .then_some(value.trim())
        })
    };
    let disposition = header("content-disposition").unwrap_or_default();
    Ok(Part {
        name: quoted(disposition, "name").ok_or_else(|| Fault::missing("name"))?,
        file_name: quoted(disposition, "filename"),
        media_type: header("content-type").map(str::to_owned),
        content: content.to_vec(),
    })
}

/// A parameter of `Content-Disposition`, with what [`push_quoted`] escapes as it was.
fn quoted(disposition: &str, name: &str) -> Option<String> {
    let mut rest = disposition;
    loop {
        let (_, behind) = rest.split_once(';')?;
        let (found, value) = behind.split_once('=')?;
        let (value, behind) = match value.trim_start().strip_prefix('"') {
            Some(value) => value.split_once('"')?,
            None => match value.find(';') {
                Some(end) => value.split_at(end),
                None => (value, ""),
            },
        };
        if found.trim().eq_ignore_ascii_case(name) {
            let value = value.replace("%22", "\"").replace("%0D", "\r");
            return Some(value.replace("%0A", "\n"));
        }
        rest = behind;
    }
}

fn split<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let start = find(bytes, separator)?;
    let (before, behind) = bytes.split_at(start);
    Some((before, behind.get(separator.len()..)?))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len().max(1))
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(parts: &[(Head<'_>, &[u8])]) -> Vec<u8> {
        let mut body = Vec::new();
        for (head, content) in parts {
            push_head(&mut body, "XyZ", *head);
            body.extend_from_slice(content);
            body.extend_from_slice(LINE_END);
        }
        push_end(&mut body, "XyZ");
        body
    }

    fn head<'a>(
        name: &'a str,
        file_name: Option<&'a str>,
        media_type: Option<&'a str>,
    ) -> Head<'a> {
        Head {
            name,
            file_name,
            media_type,
        }
    }

    #[test]
    fn parts_come_back() {
        let sent: [(Head<'_>, &[u8]); 4] = [
            (head("a", None, None), b""),
            (
                head("b \"quoted\"\r\n", None, Some("application/json")),
                b"{}",
            ),
            (
                head("c", Some("gr\u{f6}\u{df}e.png"), Some("image/png")),
                b"\r\n--\xff\0--Xy\r\n",
            ),
            (head("a", Some("x"), None), b"--"),
        ];
        let read = parse(&body(&sent), "XyZ").unwrap();
        assert_eq!(read.len(), sent.len());
        for (part, (head, content)) in read.iter().zip(sent) {
            assert_eq!(part.name, head.name);
            assert_eq!(part.file_name.as_deref(), head.file_name);
            assert_eq!(part.media_type.as_deref(), head.media_type);
            assert_eq!(part.content, content);
        }
        assert_eq!(parse(&body(&[]), "XyZ").unwrap(), []);
    }

    #[test]
    fn text_around_the_parts_is_passed_over() {
        let text = b"hello\r\n--b\r\ncontent-disposition: form-data; filename=x.txt; name=n\r\n\r\n1\r\n--b--\r\nbye";
        let parts = parse(text, "b").unwrap();
        let names: Vec<_> = parts
            .iter()
            .map(|part| (part.name.as_str(), part.file_name.as_deref()))
            .collect();
        assert_eq!(names, [("n", Some("x.txt"))]);
    }

    #[test]
    fn what_is_cut_or_has_no_name_is_refused() {
        let whole = body(&[(head("a", None, None), b"1")]);
        for end in 0..whole.len() - 4 {
            let part = whole.get(..end).unwrap();
            assert!(parse(part, "XyZ").is_err(), "{end}");
        }
        assert!(parse(&whole, "other").is_err());
        assert!(parse(b"--b\r\n\r\n1\r\n--b--", "b").is_err());
        assert!(parse(b"--bc\r\n\r\n1\r\n--b--", "b").is_err());
    }

    #[test]
    fn a_media_type_adds_no_lines() {
        let injected = body(&[(head("a", None, Some("a/b\r\nX: y")), b"")]);
        assert!(!holds(&injected, "\r\nX"));
        assert!(holds(b"some XyZ here", "XyZ"));
    }
}
