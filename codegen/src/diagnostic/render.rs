//! Diagnostics as text, one line each, or JSON. The only file that names the drawing library.
//!
//! Text of a spec may hold anything, so control characters, bidirectional controls and line
//! separators are escaped in every form: no spec can move the cursor, hide or reorder what a
//! terminal shows.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::json::push_json;
use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{FileId, Position, SourceFile, Sources};

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With source excerpts, notes and help.
    Text,
    /// `file:line:col: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
}

impl Severity {
    /// As users see it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Diagnostics {
    /// All faults in one text that ends with a line break; empty if there is none. `color` adds
    /// the escape sequences of terminals, to [`Format::Text`] only.
    #[must_use]
    pub fn render(&self, format: Format, color: bool) -> String {
        let mut out = String::new();
        for diagnostic in &self.diagnostics {
            match format {
                Format::Text => {
                    out.push_str(&draw(&self.sources, diagnostic, color));
                    out.push('\n');
                }
                Format::Short => out.push_str(&self.short(diagnostic)),
                Format::Json => push_json(&mut out, &self.sources, diagnostic),
            }
            out.push('\n');
        }
        out
    }

    /// One fault as `file:line:col: severity[code]: message`, without a line break.
    #[must_use]
    pub fn short(&self, diagnostic: &Diagnostic) -> String {
        let (path, start, _) = place(&self.sources, &diagnostic.primary);
        format!(
            "{}:{}:{}: {}[{}]: {}",
            escaped(path),
            start.line,
            start.column,
            diagnostic.code.severity().as_str(),
            diagnostic.code.as_str(),
            escaped(&diagnostic.message)
        )
    }
}

/// As [`Format::Text`], without colour.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Format::Text, false))
    }
}

impl std::error::Error for Diagnostics {}

fn draw(sources: &Sources, diagnostic: &Diagnostic, color: bool) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(escaped(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for cluster in clusters(diagnostic) {
        if let Some(source) = sources.file(cluster.file) {
            group = excerpt(group, source, &cluster);
        }
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(escaped(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(escaped(help)));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// Labels of one file that are drawn in one excerpt.
struct Cluster<'d> {
    file: FileId,
    labels: Vec<(&'d Label, AnnotationKind)>,
}

/// Bytes between two labels beyond which each has an excerpt of its own, bytes of a line before its
/// first label beyond which it isn't shown, and bytes of a label that are shown. The drawing library
/// reads all that it is given.
const FAR: usize = 4096;

/// The labels by file and nearness, the place at fault first.
fn clusters(diagnostic: &Diagnostic) -> Vec<Cluster<'_>> {
    let primary = &diagnostic.primary;
    let mut clusters = vec![Cluster {
        file: primary.span.file,
        labels: vec![(primary, AnnotationKind::Primary)],
    }];
    for label in &diagnostic.secondary {
        let near = |other: &Label| {
            label.span.start.abs_diff(other.span.end) < FAR
                || other.span.start.abs_diff(label.span.end) < FAR
        };
        let home = clusters.iter_mut().find(|cluster| {
            cluster.file == label.span.file && cluster.labels.iter().any(|(other, _)| near(other))
        });
        match home {
            Some(cluster) => cluster.labels.push((label, AnnotationKind::Context)),
            None => clusters.push(Cluster {
                file: label.span.file,
                labels: vec![(label, AnnotationKind::Context)],
            }),
        }
    }
    clusters
}

/// Adds the lines from the first label of a cluster to the last.
fn excerpt<'a>(group: Group<'a>, source: &SourceFile, cluster: &Cluster<'_>) -> Group<'a> {
    let text = source.text();
    let labels: Vec<_> = cluster
        .labels
        .iter()
        .map(|(label, kind)| {
            let start = char_boundary(text, label.span.start);
            let end = label.span.end.min(label.span.start.saturating_add(FAR));
            let end = char_boundary(text, end).max(start);
            (start..end, &label.text, kind)
        })
        .collect();
    let first = labels
        .iter()
        .map(|(range, ..)| range.start)
        .min()
        .unwrap_or(0);
    let last = labels
        .iter()
        .map(|(range, ..)| range.end)
        .max()
        .unwrap_or(0);
    let line_start = text
        .get(..first)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1);
    if first - line_start > FAR {
        return origins(group, source, &labels);
    }
    let line_end = text
        .get(last..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |newline| last + newline);
    let to = line_end.min(char_boundary(text, last + FAR));
    let shown = harmless(text.get(line_start..to).unwrap_or(""));
    let annotations = labels.into_iter().map(|(range, words, kind)| {
        let annotation = kind.span(range.start - line_start..range.end - line_start);
        if words.is_empty() {
            annotation
        } else {
            annotation.label(escaped(words))
        }
    });
    let snippet = Snippet::source(shown)
        .path(escaped(source.path()))
        .line_start(source.position(line_start).line)
        .annotations(annotations);
    group.element(snippet)
}

/// Adds the places of labels in a line that is too long to be shown.
fn origins<'a>(
    group: Group<'a>,
    source: &SourceFile,
    labels: &[(Range<usize>, &String, &AnnotationKind)],
) -> Group<'a> {
    labels.iter().fold(group, |group, (range, words, _)| {
        let place = source.position(range.start);
        let origin = Origin::path(escaped(source.path()))
            .line(place.line)
            .char_column(place.column);
        let group = group.element(origin);
        if words.is_empty() {
            group
        } else {
            group.element(Level::NOTE.message(escaped(words)))
        }
    })
}

/// The nearest place at or before an offset where a character begins.
fn char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

pub(super) fn place<'s>(sources: &'s Sources, label: &Label) -> (&'s str, Position, Position) {
    let nowhere = Position { line: 1, column: 1 };
    match sources.file(label.span.file) {
        Some(source) => (
            source.path(),
            source.position(label.span.start),
            source.position(label.span.end),
        ),
        None => ("", nowhere, nowhere),
    }
}

/// Characters of one text that are shown. What a spec names may be as long as its file.
const LONGEST: usize = 2000;

/// Text for one line of output: what a terminal would obey is written `\u{…}`, and a text that is
/// too long to be read ends in `…`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            out.push('…');
            break;
        }
        if is_obeyed(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

/// Lines of a source for the drawing library, which counts bytes: what a terminal would obey is
/// replaced by a sign of the same length. The library itself shows the other controls.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\t' => character,
            obeyed if is_obeyed(obeyed) => match obeyed.len_utf8() {
                1 => '?',
                2 => '¿',
                _ => '\u{fffd}',
            },
            shown => shown,
        })
        .collect()
}

/// Whether a terminal acts on a character instead of showing it: controls (C0, DEL, C1), line
/// separators, bidirectional controls (UAX #9), and the byte order mark.
pub(super) fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Report};
    use super::*;
    use crate::source::Span;

    fn two_files() -> Diagnostics {
        let mut sources = Sources::new();
        sources.add(
            "a/api.yaml",
            "specs/a/api.yaml",
            "types:\n  Order: string\n",
        );
        sources.add(
            "a/b.yaml",
            "specs/a/b.yaml",
            "é: x\nurl: \u{1b}]0;x\u{7}\u{202e}y\n",
        );
        let span = |file: usize, start, end| Span {
            file: FileId(file),
            start,
            end,
        };
        let mut report = Report::new();
        report.push(
            Diagnostic::new(
                Code::InvalidUrl,
                span(1, 11, 20),
                "bad \u{1b}[31m `\u{202e}y`",
            )
            .label("this \"one\"")
            .also(span(0, 9, 14), "declared\nhere")
            .note("a rule")
            .help("write `/y`"),
        );
        report.finish(sources)
    }

    #[test]
    fn text_shows_both_files_and_no_control_character() {
        insta::assert_snapshot!(two_files(), @r#"
        error[invalid-url]: bad \u{1b}[31m `\u{202e}y`
         --> specs/a/b.yaml:2:6
          |
        2 | url: ?]0;x?�y
          |      ^^^^^^^ this "one"
          |
         ::: specs/a/api.yaml:2:3
          |
        2 |   Order: string
          |   ----- declared\u{a}here
          |
          = note: a rule
          = help: write `/y`
        "#);
    }

    #[test]
    fn short_is_one_line() {
        insta::assert_snapshot!(
            two_files().render(Format::Short, false),
            @r"specs/a/b.yaml:2:6: error[invalid-url]: bad \u{1b}[31m `\u{202e}y`"
        );
    }

    #[test]
    fn json_is_one_object_a_line() {
        insta::assert_snapshot!(two_files().render(Format::Json, false), @r#"{"code":"invalid-url","severity":"error","message":"bad \u001b[31m `\u202ey`","file":"specs/a/b.yaml","line":2,"column":6,"end_line":2,"end_column":13,"label":"this \"one\"","labels":[{"file":"specs/a/api.yaml","line":2,"column":3,"end_line":2,"end_column":8,"text":"declared\nhere"}],"notes":["a rule"],"help":["write `/y`"]}"#);
    }

    #[test]
    fn labels_far_apart_and_long_lines_are_cut() {
        let mut sources = Sources::new();
        let text = format!(
            "a: 1\n{}\nb: {}é{}\n",
            "#\n".repeat(5_000),
            "x".repeat(9_000),
            "y".repeat(9_000)
        );
        let at = text.find('é').unwrap();
        sources.add("a/b.yaml", "b.yaml", text);
        let span = |start, end| Span {
            file: FileId(0),
            start,
            end,
        };
        let mut report = Report::new();
        report.push(
            Diagnostic::new(Code::InvalidValue, span(at, at + 2), "far")
                .label("here")
                .also(span(0, 1), "first"),
        );
        insta::assert_snapshot!(report.finish(sources), @r#"
        error[invalid-value]: far
         --> b.yaml:5003:9004
          = note: here
          |
         ::: b.yaml:1:1
          |
        1 | a: 1
          | - first
        "#);
    }

    #[test]
    fn what_is_too_long_to_be_read_is_cut() {
        let name = "é".repeat(100_000);
        let mut sources = Sources::new();
        sources.add("a/b.yaml", "b.yaml", format!("a: {name}\n"));
        let span = Span {
            file: FileId(0),
            start: 3,
            end: 3 + name.len(),
        };
        let mut report = Report::new();
        let message = format!("there is no type `{name}`");
        report.push(Diagnostic::new(Code::UnknownType, span, message));
        let faults = report.finish(sources);
        let text = faults.to_string();
        assert!(text.contains("é…\n"), "{text}");
        assert!(text.len() < 20_000, "{} bytes", text.len());
        let short = faults.render(Format::Short, false);
        assert!(short.ends_with("é…\n"), "{short}");
    }

    #[test]
    fn color_is_asked_for() {
        assert!(two_files().render(Format::Text, true).contains("\u{1b}["));
        assert!(!two_files().render(Format::Text, false).contains('\u{1b}'));
    }

    #[test]
    fn the_end_of_a_file_and_of_an_empty_one_can_be_shown() {
        for text in ["", "a: b", "a: b\n"] {
            let mut sources = Sources::new();
            sources.add("a/b.yaml", "b.yaml", text);
            let end = text.len();
            let span = Span {
                file: FileId(0),
                start: end,
                end: end + 1,
            };
            let mut report = Report::new();
            report.push(Diagnostic::new(Code::YamlSyntax, span, "here"));
            let text = report.finish(sources).to_string();
            assert!(text.contains("--> b.yaml:"), "{text}");
        }
    }
}
