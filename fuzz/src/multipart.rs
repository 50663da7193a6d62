//! Bodies of several parts.

use docwright_wire::multipart::{
    Head, LINE_END, Part, boundary_of, holds, parse, push_end, push_head,
};

use crate::first_line;

/// What stands between parts that are written here.
const BOUNDARY: &str = "XyZ-9";

/// A line with a content type and a body: read or refused, and the parts that were read come back when
/// they are written.
pub fn multipart(data: &[u8]) {
    let split = data
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(data.len());
    let (head, body) = data.split_at(split);
    let head = String::from_utf8_lossy(head);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let boundary = boundary_of(&head).unwrap_or("b");
    assert!(head.contains(boundary) || boundary == "b", "{boundary:?}");
    let Ok(parts) = parse(body, boundary) else {
        return;
    };
    let content: usize = parts.iter().map(|part| part.content.len()).sum();
    assert!(content <= body.len(), "more content than there was");
    if parts.is_empty() || parts.iter().any(is_beyond_writing) {
        return;
    }
    let mut written = Vec::new();
    for part in &parts {
        let head = Head {
            name: &part.name,
            file_name: part.file_name.as_deref(),
            media_type: part.media_type.as_deref(),
        };
        push_head(&mut written, BOUNDARY, head);
        written.extend_from_slice(&part.content);
        written.extend_from_slice(LINE_END);
    }
    push_end(&mut written, BOUNDARY);
    let again = parse(&written, BOUNDARY);
    assert_eq!(again, Ok(parts), "{}", String::from_utf8_lossy(&written));
}

/// A part that would be cut in two, or whose head has signs that are not written.
fn is_beyond_writing(part: &Part) -> bool {
    let heads = [
        Some(&part.name),
        part.file_name.as_ref(),
        part.media_type.as_ref(),
    ];
    let is_odd =
        |text: &&String| text.contains(|c: char| c.is_control() && !matches!(c, '\r' | '\n'));
    let is_escaped = |text: &&String| ["%22", "%0A", "%0D"].iter().any(|sign| text.contains(sign));
    let media_type = part.media_type.as_deref().unwrap_or_default();
    holds(&part.content, BOUNDARY)
        || heads
            .into_iter()
            .flatten()
            .any(|text| is_odd(&text) || is_escaped(&text))
        || media_type.contains(|c: char| c.is_control())
        || media_type != first_line(media_type).0
}
