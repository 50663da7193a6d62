//! What is signed, and with which key.

use crate::check::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Part, Placement, Scheme, Segment, Signature, Sorted};
use crate::source::Text;
use crate::spec;

use super::super::template::{self, Piece};
use super::recipe::unknown_value;
use super::sorted::{self, check_sorted, report_unused};

/// Parts of the request that a signature can name.
pub(super) const PARTS: [(&str, Part); 9] = [
    ("method", Part::Method),
    ("host", Part::Host),
    ("path", Part::Path),
    ("query", Part::Query),
    ("target", Part::Target),
    ("url", Part::Url),
    ("origin", Part::Origin),
    ("body", Part::Body),
    ("body_sha256_hex", Part::BodySha256Hex),
];

/// What begins the name of a header in a text that is signed.
const HEADER: &str = "header:";

/// What begins the name of a part that is percent-encoded there.
const PERCENT: &str = "percent:";

/// Lowers a signature; it can name what `scheme` has by now.
pub(super) fn check_signature(
    signature: &spec::Signature,
    scheme: &Scheme,
    report: &mut Report,
) -> Signature {
    if let (None, Some(_)) = (signature.coding, signature.place) {
        let name = &signature.name;
        let fault = format!("`{}` is bytes, which can't be sent", name.value);
        report.push(
            Diagnostic::new(Code::ConflictingKeys, name.span, fault).help(
                "leave `in` out and name it in another entry of `sign`, or write `as: base64`",
            ),
        );
    }
    let text = &signature.text;
    Kind::Hash.ask(text.span, report);
    let sorted = signature.sorted.as_ref();
    let sorted = sorted.map(|sorted| check_sorted(sorted, scheme, report));
    let known = PARTS.iter().map(|(name, _)| *name);
    let known: Vec<&str> = known.chain(sorted.as_ref().map(|_| sorted::WORD)).collect();
    let text = parts(text, scheme, &known, report, |name| {
        part(name, scheme, sorted.as_ref())
    });
    report_unused(signature, &text, report);
    Signature {
        name: signature.name.value.clone(),
        place: signature.place,
        digest: signature.digest,
        text,
        key: key(signature, scheme, report),
        coding: signature.coding,
    }
}

/// The key: the name of a value alone, or a template of values.
fn key(signature: &spec::Signature, scheme: &Scheme, report: &mut Report) -> Option<Vec<Part>> {
    let key = signature.key.as_ref();
    let Some(spelt) = &signature.key_as else {
        let key = key?;
        return match value(key.as_str(), scheme) {
            Some(value) => Some(vec![value]),
            None if key.value.contains('{') => Some(values(key, scheme, report)),
            None => {
                report.push(unknown_value(&key.value, key.span, scheme, &[]));
                None
            }
        };
    };
    let mut credentials = scheme.credentials.iter();
    match credentials.position(|known| key.is_some_and(|key| known.name == key.value)) {
        Some(index) => Some(vec![Part::Decoded(spelt.value, index)]),
        None => {
            if let Some(key) = key
                && !key.value.contains('{')
                && value(key.as_str(), scheme).is_none()
            {
                report.push(unknown_value(&key.value, key.span, scheme, &[]));
                return None;
            }
            let names = scheme.credentials.iter().map(|known| known.name.as_str());
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            report.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    spelt.span,
                    "only a credential has a spelling here",
                )
                .help(format!("write `key:` with one of {}", names.join(", "))),
            );
            None
        }
    }
}

/// The parts of a template. What `find` doesn't know is reported; `more` could stand there as well
/// as the values of the scheme.
fn parts(
    text: &Text,
    scheme: &Scheme,
    more: &[&str],
    report: &mut Report,
    find: impl Fn(&str) -> Option<Part>,
) -> Vec<Part> {
    let pieces = template::pieces(text.as_str(), text.span, report).unwrap_or_default();
    let parts = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Literal(literal) => Some(Part::Literal(literal.to_owned())),
        Piece::Name(name) => {
            let part = find(name);
            if part.is_none() {
                report.push(match name.strip_prefix(PERCENT).unwrap_or(name) {
                    sorted::WORD => sorted::missing(text.span),
                    name => unknown_value(name, text.span, scheme, more),
                });
            }
            part
        }
    });
    parts.collect()
}

/// The parts of a template of values alone.
pub(super) fn values(text: &Text, scheme: &Scheme, report: &mut Report) -> Vec<Part> {
    parts(text, scheme, &[], report, |name| value(name, scheme))
}

/// A part of the request, or a value of the scheme; percent-encoded once at most.
fn part(name: &str, scheme: &Scheme, sorted: Option<&Sorted>) -> Option<Part> {
    match name.strip_prefix(PERCENT) {
        Some(inner) => {
            let inner = plain_part(inner.trim(), scheme, sorted)?;
            Some(Part::Percent(Box::new(inner)))
        }
        None => plain_part(name, scheme, sorted),
    }
}

fn plain_part(name: &str, scheme: &Scheme, sorted: Option<&Sorted>) -> Option<Part> {
    if let (sorted::WORD, Some(sorted)) = (name, sorted) {
        return Some(Part::Sorted(Box::new(sorted.clone())));
    }
    if let Some(header) = name.strip_prefix(HEADER) {
        let header = header.trim();
        return (!header.is_empty()).then(|| Part::Header(header.to_owned()));
    }
    let part = PARTS.iter().find(|(known, _)| *known == name);
    let part = part.map(|(_, part)| part.clone());
    part.or_else(|| value(name, scheme))
}

/// A value of the scheme: as text, or the bytes of a signature.
fn value(name: &str, scheme: &Scheme) -> Option<Part> {
    let index = scheme.names().position(|known| known == name)?;
    let made = index.checked_sub(scheme.first_signature());
    let made = made.and_then(|made| Some((made, scheme.signatures.get(made)?)));
    Some(match made {
        Some((made, signature)) if signature.coding.is_none() => Part::Digest(made),
        _ => Part::Value(index),
    })
}

/// `headers: { X-Sum: "{sum}" }` where `sum` is bytes, which no header can hold.
pub(super) fn report_sent_bytes(
    placement: &Placement,
    written: &Text,
    scheme: &Scheme,
    report: &mut Report,
) {
    let sent = placement.value.0.iter().find_map(|segment| match segment {
        Segment::Value(index) => {
            let made = index.checked_sub(scheme.first_signature())?;
            let signature = scheme.signatures.get(made)?;
            signature.coding.is_none().then_some(&signature.name)
        }
        Segment::Literal(_) | Segment::Greedy(_) => None,
    });
    let Some(name) = sent else { return };
    let what = match placement.place {
        AuthPlace::Path => "a path",
        _ => "a text",
    };
    report.push(
        Diagnostic::new(
            Code::ConflictingKeys,
            written.span,
            format!("`{name}` is bytes, and this is {what}"),
        )
        .help("say how it is spelt: `as: hex`, `as: base64`"),
    );
}
