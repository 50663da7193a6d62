//! Templates: text with `{names}` in it, for base URLs, paths and credentials.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Segment, Template};
use crate::source::Span;

/// A piece of a template before its names are looked up.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Literal(&'t str),
    Name(&'t str),
}

/// Cuts a template at its braces.
///
/// A brace that opens nothing, or closes nothing, is a fault: `/orders/{id`.
pub(super) fn pieces<'t>(text: &'t str, span: Span, report: &mut Report) -> Option<Vec<Piece<'t>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let name_end = after.split_once('}').filter(|(name, _)| !name.is_empty());
        let (Some((name, behind)), false) = (name_end, before.contains('}')) else {
            report.push(unbalanced(text, span));
            return None;
        };
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Name(name));
        rest = behind;
    }
    if rest.contains('}') {
        report.push(unbalanced(text, span));
        return None;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    Some(pieces)
}

/// Puts indices in the place of names; `find` reports a name that it doesn't know.
pub(super) fn resolve(
    pieces: &[Piece<'_>],
    mut find: impl FnMut(&str) -> Option<usize>,
) -> Option<Template> {
    let mut segments = Vec::new();
    let mut whole = true;
    for piece in pieces {
        match piece {
            Piece::Literal(text) => segments.push(Segment::Literal((*text).to_owned())),
            Piece::Name(name) => match find(name) {
                Some(index) => segments.push(Segment::Value(index)),
                None => whole = false,
            },
        }
    }
    whole.then_some(Template(segments))
}

fn unbalanced(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidUrl,
        span,
        format!("the braces in `{text}` don't pair up"),
    )
    .label("a name stands between `{` and `}`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    const SPAN: Span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };

    #[test]
    fn cuts_at_the_braces() {
        let mut report = Report::new();
        assert_eq!(
            pieces("/a/{b}.{c}", SPAN, &mut report),
            Some(vec![
                Piece::Literal("/a/"),
                Piece::Name("b"),
                Piece::Literal("."),
                Piece::Name("c")
            ])
        );
        assert!(!report.has_errors());
    }

    #[test]
    fn braces_must_pair_up() {
        for text in ["/a/{b", "/a/b}", "/a/{}", "}{a}"] {
            let mut report = Report::new();
            assert_eq!(pieces(text, SPAN, &mut report), None, "{text}");
            assert!(report.has_errors(), "{text}");
        }
    }
}
