//! Where a text of JSON that isn't whole yet goes on.

use std::borrow::Cow;

use crate::{Fault, Problem, Step};

/// What is open at the end of the text.
enum Open<'t> {
    /// A list with so many elements before the one that is being written.
    List(usize),
    /// An object, and the name that was written last in quotes.
    Object(&'t [u8]),
}

/// The way to the value that is written next, outermost step first. `after_value` says that one was
/// just written, so that a list goes on behind it.
pub(super) fn steps(text: &[u8], after_value: bool) -> Vec<Step> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut rest = text;
    let mut is_key = false;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => {
                open.push(Open::Object(b""));
                is_key = true;
            }
            b'[' => open.push(Open::List(0)),
            b'}' | b']' => drop(open.pop()),
            b',' => match open.last_mut() {
                Some(Open::List(index)) => *index += 1,
                Some(Open::Object(_)) => is_key = true,
                None => {}
            },
            b'"' => {
                let (string, after) = rest.split_at(string_end(rest));
                rest = after.get(1..).unwrap_or_default();
                if let (true, Some(Open::Object(key))) = (is_key, open.last_mut()) {
                    *key = string;
                    is_key = false;
                }
            }
            _ => {}
        }
    }
    let last = open.len().saturating_sub(1);
    let mut steps = Vec::new();
    for (depth, open) in open.into_iter().enumerate() {
        match open {
            Open::List(index) => {
                let passed = usize::from(after_value && depth == last);
                steps.push(Step::Index(index + passed));
            }
            // Behind a value the object itself is what is being written.
            Open::Object(b"") => {}
            Open::Object(_) if after_value && depth == last => {}
            Open::Object(key) => {
                let name = String::from_utf8_lossy(key).into_owned();
                steps.push(Step::Member(Cow::Owned(name)));
            }
        }
    }
    steps
}

/// Steps as text.
pub(super) fn of_steps(steps: Vec<Step>) -> String {
    let top = Fault::new(Problem::Empty);
    let fault = steps.into_iter().rev().fold(top, |fault, step| match step {
        Step::Index(index) => fault.at_index(index),
        Step::Row(index) => fault.at_row(index),
        Step::Column(name) => fault.at_column(name),
        Step::Member(name) | Step::Header(name) => fault.at_member(name),
    });
    fault.place()
}

/// How many bytes a string has before the quote that ends it.
fn string_end(text: &[u8]) -> usize {
    let mut is_escaped = false;
    text.iter()
        .position(|byte| match byte {
            _ if is_escaped => {
                is_escaped = false;
                false
            }
            b'\\' => {
                is_escaped = true;
                false
            }
            byte => *byte == b'"',
        })
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use crate::json::Writer;

    fn place(write: impl FnOnce(&mut Writer)) -> String {
        let mut json = Writer::new();
        write(&mut json);
        json.place()
    }

    #[test]
    fn a_fault_is_located_where_the_text_goes_on() {
        assert_eq!(place(|_| {}), "");
        assert_eq!(place(|json| json.begin_object()), "");
        assert_eq!(
            place(|json| {
                json.begin_object();
                json.key("no\"te\\");
                json.string("[{\"x\":[");
                json.key("lines");
                json.begin_list();
                json.begin_object();
                json.end_object();
                json.begin_list();
                json.end_list();
            }),
            "lines[2]"
        );
        assert_eq!(
            place(|json| {
                json.begin_list();
                json.null();
                json.begin_object();
                json.key("b");
            }),
            "[1].b"
        );
        assert_eq!(
            place(|json| {
                json.begin_object();
                json.key("b");
                json.null();
            }),
            ""
        );
    }
}
