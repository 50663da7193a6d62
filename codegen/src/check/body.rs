//! The body of a request.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{BodyVariant, Payload, RequestBody};
use crate::names::{Names, RustName};
use crate::source::Span;
use crate::spec;

use super::csv;
use super::member::lower_members_beside;
use super::types::{Context, Medium, TypeTable, type_name};
use super::xml;

/// The field that holds a body of one value.
pub(super) const FIELD: &str = "body";

/// Resolves the body; `fields` are the names taken beside its members.
pub(super) fn lower_body<'s>(
    request: &'s spec::Request,
    cx: &Context,
    fields: &mut Names,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<RequestBody> {
    let cx = |medium| Context {
        medium,
        ..cx.clone()
    };
    match &request.body.as_ref()?.value {
        spec::RequestBody::Json(written) => Some(RequestBody::Json(lower_members_beside(
            written,
            &cx(Medium::Json),
            fields,
            types,
            report,
        ))),
        spec::RequestBody::Form(written) => Some(RequestBody::Form(lower_members_beside(
            written,
            &cx(Medium::Pairs),
            fields,
            types,
            report,
        ))),
        spec::RequestBody::Multipart(written) => Some(RequestBody::Multipart(
            lower_members_beside(written, &cx(Medium::Parts), fields, types, report),
        )),
        spec::RequestBody::Xml(written) => Some(RequestBody::Xml(xml::lower_request(
            written,
            &cx(Medium::Xml),
            fields,
            types,
            report,
        ))),
        spec::RequestBody::Value(written) => {
            let cx = |medium| {
                let cx = cx(medium);
                Context {
                    prefix: cx.prefix.joined(&RustName::pascal(FIELD)),
                    ..cx
                }
            };
            Some(RequestBody::Value {
                payload: lower_payload(written, cx, types, report)?,
                optional: request.body_optional,
            })
        }
        spec::RequestBody::OneOf(written) => {
            report_media_types(request, report);
            let optional = request.body_optional;
            let (name, variants) = lower_variants(written, &cx(Medium::Json), types, report);
            Some(RequestBody::OneOf {
                name,
                variants,
                optional,
            })
        }
    }
}

/// A header that names one media type for bodies of several.
fn report_media_types(request: &spec::Request, report: &mut Report) {
    let headers = request.parameters.iter().filter(|parameter| {
        parameter.place == spec::Place::Header
            && parameter
                .member
                .wire
                .value
                .eq_ignore_ascii_case("content-type")
    });
    for header in headers {
        report.push(
            Diagnostic::new(
                Code::ConflictingKeys,
                header.member.wire.span,
                "each body of `one_of` is sent with a media type of its own",
            )
            .help("remove the header"),
        );
    }
}

/// Several bodies, and the name of their enum. Each is of another kind: an example says which one it
/// gives by its place, and whoever reads the request by its media type.
fn lower_variants<'s>(
    written: &'s [spec::BodyVariant],
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> (RustName, Vec<BodyVariant>) {
    let enumeration = types.claim(cx.scope, cx.prefix.joined(&RustName::pascal(FIELD)));
    let mut names = Names::default();
    let mut kinds: BTreeMap<&str, Span> = BTreeMap::new();
    let mut variants = Vec::new();
    for variant in written {
        let name = names.claim(type_name(&variant.name));
        let inner = |medium| Context {
            prefix: enumeration.joined(&name),
            owner: enumeration.clone(),
            member: Some(variant.name.value.clone()),
            medium,
            ..cx.clone()
        };
        let Some(payload) = lower_payload(&variant.payload, inner, types, report) else {
            continue;
        };
        if let Some(first) = kinds.insert(payload.media_type(), variant.kind) {
            report.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    variant.kind,
                    format!("`{}` is sent as another body is", variant.name.value),
                )
                .also(first, "the first of this kind")
                .note("bodies are told apart by their media type")
                .help("write one of them, with members that may be missing or a type that is a `one_of`"),
            );
        }
        variants.push(BodyVariant {
            name,
            description: variant.description.as_ref().map(|text| text.value.clone()),
            payload,
        });
    }
    (enumeration, variants)
}

fn lower_payload<'s>(
    written: &'s spec::Payload,
    cx: impl Fn(Medium) -> Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<Payload> {
    let mut lower = |ty: &'s spec::Type, medium| {
        if medium == Medium::Json {
            return types.lower_part(ty, &cx(medium), report);
        }
        if ty.may_be_null() {
            report.push(null_as_text(ty));
        }
        types.lower(ty, &cx(medium), report)
    };
    Some(match written {
        spec::Payload::Json(ty) => Payload::Json(lower(ty, Medium::Json)?),
        spec::Payload::Lines(ty) => Payload::Lines(lower(ty, Medium::Json)?),
        spec::Payload::Csv(body) => Payload::Csv(csv::lower_request(
            body,
            &cx(Medium::Columns),
            types,
            report,
        )?),
        spec::Payload::Text(ty) => Payload::Text(lower(ty, Medium::Text)?),
        spec::Payload::Form(ty) => {
            Payload::Form(types.lower_body(ty, &cx(Medium::Pairs), report)?)
        }
        spec::Payload::Multipart(ty) => {
            Payload::Multipart(types.lower_body(ty, &cx(Medium::Parts), report)?)
        }
        spec::Payload::Bytes => Payload::Bytes,
    })
}

fn null_as_text(ty: &spec::Type) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedAttribute,
        ty.span,
        "a body of text can't be `null`",
    )
    .help("a body that may be left out is `text?:`")
}
