//! Text with values put in: base URLs, paths and credentials; and which values made a given path.

use std::borrow::Cow;

use docwright_wire::percent;

/// Text with values put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(pub Vec<Segment>);

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text as it is.
    Literal(String),
    /// The value with this index: a variable, a credential or a path parameter, as the owner says.
    Value(usize),
    /// The same, with slashes that divide it into segments. It stands once, in the path of an
    /// endpoint, and shares its segments with nothing else.
    Greedy(usize),
}

/// A part of one segment of a path.
enum Piece {
    Literal(String),
    Value(usize),
    Greedy(usize),
}

impl Template {
    /// The values that make this path, by index and decoded; `None` if none do. No value is empty.
    /// Segments are compared decoded, so that a `/` inside a value doesn't count as one between
    /// segments. Where several values share a segment, the first ones are as short as can be.
    #[must_use]
    pub fn values_in(&self, path: &str) -> Option<Vec<(usize, String)>> {
        let segments = self.path_segments();
        let sent: Vec<Cow<'_, str>> = path
            .strip_prefix('/')
            .unwrap_or(path)
            .split('/')
            .map(|segment| percent::decode(segment).unwrap_or(Cow::Borrowed(segment)))
            .collect();
        let mut values = Vec::new();
        let greedy = segments
            .iter()
            .position(|pieces| matches!(pieces.as_slice(), [Piece::Greedy(_)]));
        let Some(at) = greedy else {
            return match_all(&segments, &sent, &mut values).then_some(values);
        };
        let (before, rest) = segments.split_at_checked(at)?;
        let ([Piece::Greedy(index)], behind) = split_first(rest)? else {
            return None;
        };
        let (first, rest) = sent.split_at_checked(before.len())?;
        let (spanned, last) = rest.split_at_checked(rest.len().checked_sub(behind.len())?)?;
        if spanned.is_empty() || spanned.iter().any(|segment| segment.is_empty()) {
            return None;
        }
        let mut matches = match_all(before, first, &mut values);
        values.push((*index, spanned.join("/")));
        matches &= match_all(behind, last, &mut values);
        matches.then_some(values)
    }

    /// How much of it varies.
    #[must_use]
    pub fn value_count(&self) -> usize {
        let is_value = |segment: &&Segment| !matches!(segment, Segment::Literal(_));
        self.0.iter().filter(is_value).count()
    }

    /// Its parts by segment of the path, their text decoded.
    fn path_segments(&self) -> Vec<Vec<Piece>> {
        let mut segments = Vec::new();
        let mut pieces = Vec::new();
        for segment in &self.0 {
            let text = match segment {
                Segment::Value(index) => {
                    pieces.push(Piece::Value(*index));
                    continue;
                }
                Segment::Greedy(index) => {
                    pieces.push(Piece::Greedy(*index));
                    continue;
                }
                Segment::Literal(text) => text,
            };
            for (index, text) in text.split('/').enumerate() {
                if index > 0 {
                    segments.push(std::mem::take(&mut pieces));
                }
                if !text.is_empty() {
                    let text = percent::decode(text).unwrap_or(Cow::Borrowed(text));
                    pieces.push(Piece::Literal(text.into_owned()));
                }
            }
        }
        segments.push(pieces);
        // What stands before the first `/` is nothing.
        if segments.len() > 1 && segments.first().is_some_and(Vec::is_empty) {
            segments.remove(0);
        }
        segments
    }
}

fn split_first(segments: &[Vec<Piece>]) -> Option<(&[Piece], &[Vec<Piece>])> {
    let (first, rest) = segments.split_first()?;
    Some((first, rest))
}

fn match_all(
    segments: &[Vec<Piece>],
    sent: &[Cow<'_, str>],
    values: &mut Vec<(usize, String)>,
) -> bool {
    segments.len() == sent.len()
        && segments
            .iter()
            .zip(sent)
            .all(|(pieces, sent)| match_one(pieces, sent, values))
}

/// Tries every end of a value; what a try that fails has put into `values` is taken out again.
fn match_one(pieces: &[Piece], text: &str, values: &mut Vec<(usize, String)>) -> bool {
    match pieces.split_first() {
        None => text.is_empty(),
        Some((Piece::Literal(literal), rest)) => text
            .strip_prefix(literal.as_str())
            .is_some_and(|behind| match_one(rest, behind, values)),
        Some((Piece::Value(index) | Piece::Greedy(index), rest)) => {
            let ends = text.char_indices().map(|(at, _)| at).skip(1);
            let whole = (!text.is_empty()).then_some(text.len());
            let kept = values.len();
            ends.chain(whole).any(|end| {
                let (value, behind) = text.split_at(end);
                values.truncate(kept);
                values.push((*index, value.to_owned()));
                match_one(rest, behind, values)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A template, a path, and the values that make it.
    type Case<'c> = (&'c [&'c str], &'c str, Option<&'c [&'c str]>);

    fn template(segments: &[&str]) -> Template {
        let values = segments
            .iter()
            .enumerate()
            .map(|(index, text)| match *text {
                "{}" => Segment::Value(index),
                "{*}" => Segment::Greedy(index),
                text => Segment::Literal(text.to_owned()),
            });
        Template(values.collect())
    }

    #[test]
    fn paths_give_their_values() {
        let table: &[Case<'_>] = &[
            (&["/notes"], "/notes", Some(&[])),
            (&["/notes"], "/notes/", None),
            (&["/notes"], "/note", None),
            (&["/notes/", "{}"], "/notes/7", Some(&["7"])),
            (&["/notes/", "{}"], "/notes/a%2Fb", Some(&["a/b"])),
            (&["/notes/", "{}"], "/notes/a/b", None),
            (&["/notes/", "{}"], "/notes/", None),
            (&["/notes/", "{}", "/lines"], "/notes/7/lines", Some(&["7"])),
            (&["/notes(", "{}", ")"], "/notes(7)", Some(&["7"])),
            (&["/notes(", "{}", ")"], "/notes%287%29", Some(&["7"])),
            (
                &["/", "{}", "-", "{}", ".txt"],
                "/a-b-c.txt",
                Some(&["a", "b-c"]),
            ),
            (
                &["/", "{}", ".", "{}", ".txt"],
                "/a.txt.txt.txt",
                Some(&["a", "txt.txt"]),
            ),
            (&["/", "{}", "-", "{}", ".txt"], "/a-.txt", None),
            (&["/", "{}", "-x"], "/é-x-x", Some(&["é-x"])),
            (&["/a b"], "/a%20b", Some(&[])),
            (&[""], "", Some(&[])),
            (&["/"], "/", Some(&[])),
            (&["/files/", "{*}"], "/files/a", Some(&["a"])),
            (&["/files/", "{*}"], "/files/a%20b/c", Some(&["a b/c"])),
            (&["/files/", "{*}"], "/files/", None),
            (&["/files/", "{*}"], "/files", None),
            (&["/files/", "{*}"], "/files/a//b", None),
            (
                &["/", "{}", "/", "{*}", "/log"],
                "/a/b/c/log",
                Some(&["a", "b/c"]),
            ),
            (&["/", "{}", "/", "{*}", "/log"], "/a/log", None),
            (&["/", "{*}"], "/", None),
        ];
        for (segments, path, expected) in table {
            let found = template(segments).values_in(path);
            let found: Option<Vec<String>> =
                found.map(|found| found.into_iter().map(|(_, value)| value).collect());
            let expected: Option<Vec<String>> =
                expected.map(|values| values.iter().map(|&value| value.to_owned()).collect());
            assert_eq!(found, expected, "{segments:?} {path}");
        }
    }

    #[test]
    fn values_keep_their_indices() {
        let found = template(&["{*}", "/", "{}"]).values_in("/a/b/c");
        let expected = vec![(0, "a/b".to_owned()), (2, "c".to_owned())];
        assert_eq!(found, Some(expected));
    }
}
