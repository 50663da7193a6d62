//! The body of a request.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Payload, RequestBody};
use crate::names::{Names, RustName};
use crate::spec;

use super::member::lower_members_beside;
use super::types::{Context, Medium, TypeTable};
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
    }
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
        if ty.nullable {
            report.push(null_as_text(ty));
        }
        types.lower(ty, &cx(medium), report)
    };
    Some(match written {
        spec::Payload::Json(ty) => Payload::Json(lower(ty, Medium::Json)?),
        spec::Payload::Lines(ty) => Payload::Lines(lower(ty, Medium::Json)?),
        spec::Payload::Text(ty) => Payload::Text(lower(ty, Medium::Text)?),
        spec::Payload::Form(ty) => {
            Payload::Form(types.lower_struct(ty, &cx(Medium::Pairs), report)?)
        }
        spec::Payload::Multipart(ty) => {
            Payload::Multipart(types.lower_struct(ty, &cx(Medium::Parts), report)?)
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
