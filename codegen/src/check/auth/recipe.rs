//! Recipes: credentials, what is computed of them, where it all goes, and what is signed.

use docwright_wire::recipe::Now;

use crate::check::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    AuthPlace, Computation, Computed, Credential, Placement, Scheme, Segment, Template,
};
use crate::names::RustName;
use crate::source::{Span, Text};
use crate::spec;

use super::super::field_value::Field;
use super::super::member::duplicate;
use super::super::placement::HEADER_NAMES;
use super::super::template;
use super::sign::{PARTS, check_signature, report_sent_bytes};
use super::sorted;

/// Lowers a recipe into `scheme`.
pub(super) fn check_recipe(
    recipe: &spec::Recipe,
    name: &Text,
    scheme: &mut Scheme,
    report: &mut Report,
) {
    scheme.credentials = recipe.credentials.iter().map(credential).collect();
    report_one_name(recipe, report);
    for computed in &recipe.computed {
        let value = check_computation(computed, scheme, report);
        let secret = value.as_ref().is_some_and(|value| is_secret(value, scheme));
        scheme.computed.push(Computed {
            name: computed.name.value.clone(),
            value: value.unwrap_or(Computation::UnixSeconds),
            secret,
        });
    }
    for signature in &recipe.signatures {
        let signature = check_signature(signature, scheme, report);
        scheme.signatures.push(signature);
    }
    if recipe.placements.is_empty() && recipe.signatures.iter().all(|made| made.place.is_none()) {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                name.span,
                format!("the scheme `{}` sends nothing", name.value),
            )
            .help("add `headers:`, `query:`, `cookies:` or `body:` with templates"),
        );
    }
    for (index, placement) in recipe.placements.iter().enumerate() {
        let before = recipe.placements.iter().take(index);
        report_written_twice(placement.place, &placement.name, before, report);
        if placement.place == AuthPlace::Path {
            check_prefix(&placement.template, report);
        }
        let value = check_template(&placement.template, scheme, report);
        let Some(value) = value else { continue };
        let field = match placement.place {
            AuthPlace::Header => Some(Field::Header),
            AuthPlace::Cookie => Some(Field::Cookie),
            _ => None,
        };
        if let Some(field) = field {
            check_constant(field, &value, placement.template.span, report);
        }
        let lowered = Placement {
            place: placement.place,
            name: match placement.place {
                AuthPlace::Path => String::new(),
                _ => placement.name.value.clone(),
            },
            value,
        };
        report_sent_bytes(&lowered, &placement.template, scheme, report);
        scheme.placements.push(lowered);
    }
    for signature in &recipe.signatures {
        if let Some(place) = signature.place {
            report_written_twice(place, &signature.name, recipe.placements.iter(), report);
        }
    }
}

/// The constant parts of a header or a cookie: `cookies: { sid: "s {sid}" }`. Credentials are looked
/// at when they are known.
fn check_constant(field: Field, template: &Template, span: Span, report: &mut Report) {
    let text: String = template
        .0
        .iter()
        .map(|segment| match segment {
            Segment::Literal(text) => text.as_str(),
            // In its place, what either can hold.
            _ => "x",
        })
        .collect();
    field.check_value(Some(&text), span, report);
}

fn credential(written: &spec::Credential) -> Credential {
    let description = written.description.as_ref();
    Credential {
        name: written.name.value.clone(),
        argument: RustName::snake(written.name.as_str()),
        description: description.map(|text| text.value.clone()),
        secret: written.secret,
    }
}

/// `credentials: { t: {} }` beside `compute: { t: … }`: a template could mean either. Nor can a value
/// be called as a part of the request if something is signed.
fn report_one_name(recipe: &spec::Recipe, report: &mut Report) {
    let credentials = recipe.credentials.iter().map(|known| &known.name);
    let computed = recipe.computed.iter().map(|known| &known.name);
    let signatures = recipe.signatures.iter().map(|known| &known.name);
    let mut seen: Vec<&Text> = Vec::new();
    for name in credentials.chain(computed).chain(signatures) {
        let mut parts = PARTS.iter().map(|(part, _)| *part).chain([sorted::WORD]);
        let is_part = parts.any(|part| part == name.value);
        if is_part && !recipe.signatures.is_empty() {
            report.push(
                Diagnostic::new(
                    Code::ReservedName,
                    name.span,
                    format!(
                        "`{{{}}}` is a part of the request that is signed",
                        name.value
                    ),
                )
                .help("call the value something else"),
            );
        }
        match seen.iter().find(|first| first.value == name.value) {
            Some(first) => report.push(
                Diagnostic::new(
                    Code::DuplicateName,
                    name.span,
                    format!("two values of the scheme are called `{}`", name.value),
                )
                .also(first.span, "this one stands already"),
            ),
            None => seen.push(name),
        }
    }
}

/// Whether a time takes more than counting.
fn spelt_by_pattern(spelling: &str) -> bool {
    matches!(spelling, "rfc3339" | "http") || spelling.contains('%')
}

fn check_computation(
    computed: &spec::Computed,
    scheme: &Scheme,
    report: &mut Report,
) -> Option<Computation> {
    Some(match &computed.value {
        spec::Computation::Nonce(nonce, length) => Computation::Nonce(*nonce, *length),
        spec::Computation::Hash(digest, coding, text) => {
            Kind::Hash.ask(text.span, report).then_some(())?;
            Computation::Hash(*digest, *coding, check_template(text, scheme, report)?)
        }
        spec::Computation::Coded(coding, text) => {
            Computation::Coded(*coding, check_template(text, scheme, report)?)
        }
        spec::Computation::Percent(text) => {
            Computation::Percent(check_template(text, scheme, report)?)
        }
        spec::Computation::Now(word) => match word.as_str() {
            "unix_s" => Computation::UnixSeconds,
            "unix_ms" => Computation::UnixMillis,
            spelling if spelt_by_pattern(spelling) && !Kind::Time.ask(word.span, report) => {
                return None;
            }
            "rfc3339" => Computation::Time("%Y-%m-%dT%H:%M:%SZ".to_owned()),
            "http" => Computation::Time("%a, %d %b %Y %H:%M:%S GMT".to_owned()),
            pattern if pattern.contains('%') => {
                if Now::Pattern(pattern)
                    .spell(std::time::Duration::ZERO)
                    .is_err()
                {
                    report.push(
                        Diagnostic::new(
                            Code::InvalidValue,
                            word.span,
                            format!("`{pattern}` is no pattern of a time"),
                        )
                        .help("write a pattern with strftime's letters, such as `%Y%m%dT%H%M%SZ`"),
                    );
                    return None;
                }
                Computation::Time(pattern.to_owned())
            }
            other => {
                let known = ["unix_s", "unix_ms", "rfc3339", "http"];
                report.push(
                    Diagnostic::new(
                        Code::UnknownWord,
                        word.span,
                        format!("`{other}` is no spelling of the time"),
                    )
                    .suggest(other, known)
                    .note("a pattern has strftime's letters: `%Y%m%d`"),
                );
                return None;
            }
        },
    })
}

/// Whether a value is made of a secret.
fn is_secret(value: &Computation, scheme: &Scheme) -> bool {
    match value {
        Computation::Hash(.., template)
        | Computation::Coded(_, template)
        | Computation::Percent(template) => template.0.iter().any(|segment| match segment {
            Segment::Literal(_) => false,
            Segment::Value(index) | Segment::Greedy(index) => {
                let computed = index.checked_sub(scheme.credentials.len());
                let computed = computed.and_then(|index| scheme.computed.get(index));
                let credential = scheme.credentials.get(*index);
                credential.is_some_and(|known| known.secret)
                    || computed.is_some_and(|known| known.secret)
            }
        }),
        Computation::UnixSeconds
        | Computation::UnixMillis
        | Computation::Time(_)
        | Computation::Nonce(..) => false,
    }
}

/// A template of values that are known by now.
fn check_template(text: &Text, scheme: &Scheme, report: &mut Report) -> Option<Template> {
    let pieces = template::pieces(text.as_str(), text.span, report)?;
    template::resolve(&pieces, |name| {
        let found = scheme.names().position(|known| known == name);
        if found.is_none() {
            report.push(unknown_value(name, text.span, scheme, &[]));
        }
        found
    })
}

pub(super) fn unknown_value(name: &str, span: Span, scheme: &Scheme, more: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownCredential,
        span,
        format!("the scheme `{}` has no credential `{name}`", scheme.name),
    );
    if PARTS.iter().any(|(part, _)| *part == name) {
        return diagnostic.note("parts of the request can be named under `sign` alone");
    }
    diagnostic.suggest(name, scheme.names().chain(more.iter().copied()))
}

/// `path_prefix: /bot{token}`: it begins with a slash and ends without one.
fn check_prefix(template: &Text, report: &mut Report) {
    let text = template.as_str();
    let fits = text.starts_with('/')
        && !text.contains(['?', '#', ' '])
        && !text
            .split('/')
            .skip(1)
            .any(|part| matches!(part, "" | "." | ".."));
    if !fits {
        report.push(
            Diagnostic::new(
                Code::InvalidUrl,
                template.span,
                format!("`{text}` is no beginning of a path"),
            )
            .help("begin with a slash, end without one, and write no query: `/bot{token}`"),
        );
    }
}

/// `headers: { X-Key: "{id}", x-key: "{key}" }` would send the header twice.
fn report_written_twice<'s>(
    place: AuthPlace,
    name: &Text,
    mut before: impl Iterator<Item = &'s spec::Placement>,
    report: &mut Report,
) {
    let is_header = place == AuthPlace::Header;
    let first = before.find(|first| {
        first.place == place
            && (first.name.value == name.value
                || is_header && first.name.value.eq_ignore_ascii_case(&name.value))
    });
    if let Some(first) = first {
        let diagnostic = duplicate(name, first.name.span);
        report.push(if is_header {
            diagnostic.note(HEADER_NAMES)
        } else {
            diagnostic
        });
    }
}
