//! Lines and server-sent events: however a body is cut into pieces.

use docwright_wire::Fault;
use docwright_wire::events::{Event, Parser, read};
use docwright_wire::lines::{self, End, Splitter};

/// A first byte that says how long pieces are, and the body: it has the same lines and the same events in
/// pieces as whole, and they hold no more than the body.
pub fn events(data: &[u8]) {
    let Some((length, body)) = data.split_first() else {
        return;
    };
    let length = usize::from(*length).max(1);
    let whole = read(body);
    assert_eq!(in_pieces(body, length), whole, "pieces of {length}");
    if let Ok(events) = whole {
        let held: usize = events.iter().map(|event| event.data.len()).sum();
        assert!(held <= body.len(), "more data than there was");
    }
    for end in [End::Newline, End::Any] {
        let own = split(body, end, length);
        assert_eq!(
            own,
            split(body, end, body.len().max(1)),
            "pieces of {length}"
        );
        assert!(
            own.concat().len() <= body.len(),
            "more lines than there were"
        );
    }
    if lines::are_lines(body) {
        // One text alone is a sequence if a record separator begins it (RFC 7464).
        let is_sequence = body.contains(&0x1E);
        assert!(
            is_sequence || lines::split(body).count() >= 2,
            "these are no lines"
        );
    }
}

fn in_pieces(body: &[u8], length: usize) -> Result<Vec<Event>, Fault> {
    let mut parser = Parser::default();
    let mut events = Vec::new();
    for line in split(body, End::Any, length) {
        events.extend(parser.line(&line)?);
    }
    events.extend(parser.finish());
    Ok(events)
}

fn split(body: &[u8], end: End, length: usize) -> Vec<Vec<u8>> {
    let mut splitter = Splitter::new(end);
    let mut lines = Vec::new();
    for piece in body.chunks(length) {
        splitter.push(piece);
        while let Some(line) = splitter.next() {
            lines.push(line.to_vec());
        }
        assert!(splitter.kept() <= body.len(), "more kept than there was");
    }
    lines.extend(splitter.rest().map(<[u8]>::to_vec));
    lines
}
