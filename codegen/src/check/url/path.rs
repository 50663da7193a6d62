//! The path of an endpoint: every `{name}` is filled by a member of `request.path`, and each of those
//! is used.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Parameter, Place, Segment, Template};
use crate::source::Text;
use crate::spec;

use super::super::template::{self, Piece};
use super::{invalid, name_span};

/// The path with indices into `parameters` in the place of names.
pub(super) fn check_path(
    path: &str,
    written: &Text,
    request: &spec::Request,
    parameters: &[Parameter],
    report: &mut Report,
) -> Option<Template> {
    let pieces = template::pieces(path, written.span, report)?;
    let apart = check_adjacent(&pieces, written, report);
    let greedy = check_greedy(&pieces, written, report);
    check_unused(written, &pieces, request, report);
    let Template(segments) = template::resolve(&pieces, |name| {
        let name = bare(name);
        let of_name = |place, wire: &str| place == Place::Path && wire == name;
        let mut declared = request.parameters.iter();
        if !declared.any(|parameter| of_name(parameter.place, parameter.member.wire.as_str())) {
            report.push(missing(written, name, request));
        }
        let mut lowered = parameters.iter();
        lowered.position(|parameter| of_name(parameter.place, &parameter.member.wire))
    })?;
    if !(apart && greedy) {
        return None;
    }
    let segments = segments.into_iter().zip(&pieces);
    let segments = segments.map(|(segment, piece)| match (segment, piece) {
        (Segment::Value(index), Piece::Name(name)) if is_greedy(name) => Segment::Greedy(index),
        (segment, _) => segment,
    });
    Some(Template(segments.collect()))
}

/// `{path*}` spans segments.
fn is_greedy(name: &str) -> bool {
    name.ends_with('*')
}

/// The name of a parameter without the mark of one that spans segments.
fn bare(name: &str) -> &str {
    name.strip_suffix('*').unwrap_or(name)
}

fn name_of<'t>(piece: &Piece<'t>) -> Option<&'t str> {
    match piece {
        Piece::Name(name) => Some(bare(name)),
        Piece::Literal(_) => None,
    }
}

/// Between two parameters stands text, which tells where one ends: `/{a}{b}`.
fn check_adjacent(pieces: &[Piece<'_>], written: &Text, report: &mut Report) -> bool {
    let mut apart = true;
    for pair in pieces.windows(2) {
        if let [Piece::Name(first), Piece::Name(second)] = pair {
            apart = false;
            report.push(
                invalid(
                    written,
                    format!("nothing stands between `{{{first}}}` and `{{{second}}}`"),
                )
                .note("the server couldn't tell where one value ends")
                .help("make one parameter of them, or write the text that stands between them"),
            );
        }
    }
    apart
}

/// One that spans segments has them for itself, and there is one at most: `/a-{path*}`.
fn check_greedy(pieces: &[Piece<'_>], written: &Text, report: &mut Report) -> bool {
    let mut fits = true;
    let mut first = None;
    let before = std::iter::once(None).chain(pieces.iter().map(Some));
    let behind = pieces.iter().skip(1).map(Some).chain([None]);
    for ((before, piece), behind) in before.zip(pieces).zip(behind) {
        let Piece::Name(name) = piece else { continue };
        if !is_greedy(name) {
            continue;
        }
        let place = name_span(written, name);
        if let Some(other) = first.replace(place) {
            fits = false;
            report.push(
                Diagnostic::new(
                    Code::InvalidUrl,
                    place,
                    "two parameters of one URL span segments",
                )
                .also(other, "the first one")
                .note("the server couldn't tell where one value ends"),
            );
        }
        let begins = matches!(before, Some(Piece::Literal(text)) if text.ends_with('/'));
        let ends = match behind {
            None => true,
            Some(Piece::Literal(text)) => text.starts_with('/'),
            Some(Piece::Name(_)) => false,
        };
        if !(begins && ends) {
            fits = false;
            report.push(
                Diagnostic::new(
                    Code::InvalidUrl,
                    place,
                    format!("`{{{name}}}` spans segments and shares one with other text"),
                )
                .help(format!(
                    "put it between slashes, or write `{{{}}}`",
                    bare(name)
                )),
            );
        }
    }
    fits
}

fn check_unused(
    written: &Text,
    pieces: &[Piece<'_>],
    request: &spec::Request,
    report: &mut Report,
) {
    for parameter in request
        .parameters
        .iter()
        .filter(|parameter| parameter.place == Place::Path)
    {
        let name = parameter.member.wire.as_str();
        let unfilled = pieces.iter().filter_map(name_of);
        if unfilled.clone().any(|used| used == name) {
            continue;
        }
        // A slip of the pen is one fault: the name in the URL is reported, with this place beside it.
        if crate::diagnostic::nearest(name, unfilled.clone()).is_some() {
            continue;
        }
        report.push(
            Diagnostic::new(
                Code::PathParameterUnused,
                parameter.member.wire.span,
                format!("the URL doesn't use the path parameter `{name}`"),
            )
            .also(written.span, format!("no `{{{name}}}` here"))
            .suggest(name, unfilled),
        );
    }
}

fn missing(written: &Text, name: &str, request: &spec::Request) -> Diagnostic {
    let paths = request
        .parameters
        .iter()
        .filter(|parameter| parameter.place == Place::Path);
    let closest = crate::diagnostic::nearest(
        name,
        paths
            .clone()
            .map(|parameter| parameter.member.wire.as_str()),
    );
    let mut diagnostic = Diagnostic::new(
        Code::PathParameterMissing,
        name_span(written, name),
        format!("the URL uses `{{{name}}}` but no path parameter has that name"),
    )
    .label("nothing fills this")
    .note("every `{…}` in `url` is filled by a member of `request.path`");
    if let Some(closest) = closest {
        for parameter in paths.filter(|parameter| parameter.member.wire.value == closest) {
            diagnostic = diagnostic.also(
                parameter.member.wire.span,
                "the closest path parameter is here",
            );
        }
        return diagnostic.help(format!(
            "write `{{{closest}}}`, or declare `{name}` under `request.path`"
        ));
    }
    diagnostic.help(format!(
        "declare it: `request: {{ path: {{ {name}: string }} }}`"
    ))
}
