//! Where in the body of an example a fault is: the value that it names, as a place in the file.

use std::ops::Range;

use docwright_wire::json::{Kind, Reader};
use docwright_wire::{Fault, Problem, Step};

use crate::source::Span;
use crate::spec;

/// The place of a fault in a body, of which a block holds a part: what begins at the byte `in_block` of
/// it begins at the byte `in_body` of the body. None if the block isn't written line for line, as under
/// `|`, or if the fault has no place in it.
pub(super) fn place_of(
    fault: &Fault,
    body: &[u8],
    block: &spec::Block,
    in_block: usize,
    in_body: usize,
) -> Option<Span> {
    let range = range_of(fault, std::str::from_utf8(body).ok()?)?;
    let at = |offset: usize| (offset + in_block).checked_sub(in_body);
    block.span_of(at(range.start)?..at(range.end)?)
}

/// The bytes of the body that a fault is about.
fn range_of(fault: &Fault, body: &str) -> Option<Range<usize>> {
    let steps: Vec<&Step> = fault.steps().collect();
    match fault.problem() {
        Problem::Syntax { offset, .. } | Problem::TrailingText { offset } => {
            let length = body.get(offset..)?.chars().next()?.len_utf8();
            Some(offset..offset + length)
        }
        Problem::Cut { .. } => {
            let end = body.trim_end().len();
            let length = body.get(..end)?.chars().next_back()?.len_utf8();
            Some(end - length..end)
        }
        Problem::Missing => {
            let (_, owner) = steps.split_last()?;
            range_of_value(&mut Reader::new(body.as_bytes()).ok()?, owner)
        }
        _ => range_of_value(&mut Reader::new(body.as_bytes()).ok()?, &steps),
    }
}

/// The bytes of the value at the end of a way, from the value that is next.
fn range_of_value(json: &mut Reader<'_>, steps: &[&Step]) -> Option<Range<usize>> {
    let kind = json.kind().ok()?;
    match (steps.split_first(), kind) {
        (None, _) => {
            let start = json.offset();
            json.skip().ok()?;
            Some(start..json.offset())
        }
        (Some((Step::Member(wanted), rest)), Kind::Object) => {
            let mut members = json.object().ok()?;
            while let Some(name) = members.next(json).ok()? {
                if name == wanted {
                    return range_of_value(json, rest);
                }
                json.skip().ok()?;
            }
            None
        }
        (Some((Step::Index(wanted), rest)), Kind::List) => {
            let mut found = None;
            let mut index = 0;
            // What follows the element isn't read; so the list ends with a fault that says nothing.
            let _ = json.list(|json| {
                if index == *wanted {
                    found = range_of_value(json, rest);
                    return Err(Fault::new(Problem::Empty));
                }
                index += 1;
                json.skip()
            });
            found
        }
        _ => None,
    }
}
