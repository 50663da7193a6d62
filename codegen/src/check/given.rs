//! What an example gives for the members of its request: by place, or read out of what the page prints.

mod body;
mod credentials;
mod csv;
mod family;
mod in_text;
mod moment;
mod one_of;
mod pairs;
mod path;
mod printed;
mod secrets;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Api, Content, Endpoint, EnumJson, Literal, Member, Place, RequestBody, Scalar, Shape, Type,
};
use crate::printed::Printed;
use crate::source::{Span, Spanned};
use crate::spec::{self, ExamplePlace};

use super::encode::{self, Given};
use super::field_value::Field;
use super::literal::{check_literal, is_null, lower_literal};
use super::spelt;
use super::types::Direction;

pub(super) use self::secrets::spelt;

/// The values of an example's request, and those that must not be printed, as the caller gives
/// them and as they travel. `None` if a value is missing or misfits; the reasons are reported.
pub(super) fn gather(
    written: &spec::Example,
    printed: Option<&Printed>,
    api: &Api,
    endpoint: &Endpoint,
    report: &mut Report,
) -> Option<(Given, Vec<String>)> {
    let source = Source {
        written,
        printed,
        api,
        endpoint,
    };
    let known = source.check_known(report);
    let values = source.values(report);
    let auth = source.auth(report);
    let given = Given {
        values: values?,
        auth: auth?,
        variables: api
            .variables
            .iter()
            .map(|variable| {
                let shown = variable.example.as_ref().or(variable.default.as_ref());
                shown.unwrap_or(&variable.name).clone()
            })
            .collect(),
    };
    let secrets = source.secrets(&given);
    known.then_some((given, secrets))
}

struct Source<'e> {
    written: &'e spec::Example,
    printed: Option<&'e Printed>,
    api: &'e Api,
    endpoint: &'e Endpoint,
}

impl Source<'_> {
    /// A value for something that the request doesn't have is a slip of the pen.
    fn check_known(&self, report: &mut Report) -> bool {
        let mut known = true;
        for (place, values) in &self.written.request.places {
            let members: Vec<&str> = self
                .members_at(place.value)
                .filter(|member| !member.is_family)
                .map(|member| member.wire.as_str())
                .collect();
            let spec::Literal::Object(values) = &values.value else {
                continue;
            };
            if self.is_body_value(place.value) {
                continue;
            }
            let families = self.families_at(place.value);
            for (name, _) in values {
                let is_known = members.contains(&name.as_str());
                if !is_known && families.find(name.as_str()).is_none() {
                    known = false;
                    report.push(
                        Diagnostic::new(
                            Code::ExampleValueUnknown,
                            name.span,
                            format!("the request has no `{}` in this place", name.value),
                        )
                        .suggest(name.as_str(), members.iter().copied()),
                    );
                }
            }
        }
        known
    }

    /// The members that have their values at a place.
    fn members_at(&self, place: ExamplePlace) -> impl Iterator<Item = &Member> {
        let request = &self.endpoint.request;
        let parameters = request.parameters.iter().filter(move |parameter| {
            matches!(
                (place, parameter.place),
                (ExamplePlace::Path, Place::Path)
                    | (ExamplePlace::Query, Place::Query)
                    | (ExamplePlace::Headers, Place::Header)
                    | (ExamplePlace::Cookies, Place::Cookie)
                    | (ExamplePlace::Url, Place::Url)
            )
        });
        let is_body = matches!(
            (place, &request.body),
            (ExamplePlace::Json, Some(RequestBody::Json(_)))
                | (ExamplePlace::Form, Some(RequestBody::Form(_)))
                | (ExamplePlace::Multipart, Some(RequestBody::Multipart(_)))
                | (ExamplePlace::Xml, Some(RequestBody::Xml(_)))
        );
        let body = if is_body { request.body_members() } else { &[] };
        parameters.map(|parameter| &parameter.member).chain(body)
    }

    fn values(&self, report: &mut Report) -> Option<Vec<Option<Literal>>> {
        let request = &self.endpoint.request;
        let mut values = Vec::new();
        let mut whole = true;
        for parameter in &request.parameters {
            let place = match parameter.place {
                Place::Path => ExamplePlace::Path,
                Place::Query => ExamplePlace::Query,
                Place::Header => ExamplePlace::Headers,
                Place::Cookie => ExamplePlace::Cookies,
                Place::Url => ExamplePlace::Url,
            };
            whole &= self.push_value(place, &parameter.member, &mut values, report);
        }
        let place = match request.body {
            Some(RequestBody::Form(_)) => ExamplePlace::Form,
            Some(RequestBody::Multipart(_)) => ExamplePlace::Multipart,
            Some(RequestBody::Xml(_)) => ExamplePlace::Xml,
            _ => ExamplePlace::Json,
        };
        for member in request.body_members() {
            whole &= self.push_value(place, member, &mut values, report);
        }
        match &request.body {
            Some(RequestBody::Value { payload, optional }) => {
                whole &= self.push_body(payload, *optional, &mut values, report);
            }
            Some(RequestBody::OneOf {
                variants, optional, ..
            }) => {
                whole &= self.push_one_of(variants, *optional, &mut values, report);
            }
            Some(
                RequestBody::Json(_)
                | RequestBody::Form(_)
                | RequestBody::Multipart(_)
                | RequestBody::Xml(_),
            )
            | None => {}
        }
        whole.then_some(values)
    }

    /// Finds and checks the value of one member; false if it is missing or misfits.
    fn push_value(
        &self,
        place: ExamplePlace,
        member: &Member,
        values: &mut Vec<Option<Literal>>,
        report: &mut Report,
    ) -> bool {
        let Content::Value(ty) = &member.content else {
            values.push(None);
            return true;
        };
        if let Some(part) = member.family_type() {
            return self.push_family(place, member, part, values, report);
        }
        let Some(value) = self.find(place, member, ty) else {
            values.push(None);
            if member.may_be_left_out() {
                return true;
            }
            report.push(self.missing(&format!("`{}`", member.wire), &[place_key(place)]));
            return false;
        };
        let is_text = |null: &Literal| {
            let text = lower_literal(&value.value);
            let text = text.as_text().filter(|_| place != ExamplePlace::Json);
            text.is_some_and(|text| null.as_constant().equals_text(text, false))
        };
        if member.nullable
            && (is_null(&value.value, &member.null_as) || member.null_as.iter().any(is_text))
        {
            values.push(Some(Literal::Null));
            return true;
        }
        let field = match place {
            ExamplePlace::Headers => Some(Field::Header),
            ExamplePlace::Cookies => Some(Field::Cookie),
            _ => None,
        };
        let checked = check_literal(&value, ty, Direction::Sent, &self.api.types, report)
            .filter(|_| self.leads_there(place, member, &value, report))
            .filter(|checked| {
                field.is_none_or(|field| {
                    encode::pairs::pairs(self.api, member, checked)
                        .iter()
                        .all(|(_, text)| field.check_value(Some(text), value.span, report))
                })
            });
        let fits = checked.is_some();
        values.push(checked);
        fits
    }

    /// Nothing is given for `what`, which could stand under any of the keys.
    fn missing(&self, what: &str, keys: &[&str]) -> Diagnostic {
        let diagnostic = Diagnostic::new(
            Code::ExampleValueMissing,
            self.place(),
            format!("the example gives no value for {what}"),
        );
        if let (Some(_), Some(written)) = (self.printed, &self.written.request.printed)
            && written.form != spec::PrintedForm::Body
        {
            let noun = written.form.noun();
            let keys = either(keys, |key| format!("`{key}:`"));
            return diagnostic.help(format!(
                "put a value in place of the {noun}'s placeholder with `fill`, or give it under {keys}"
            ));
        }
        let keys = either(keys, |key| format!("`request: {{ {key}: … }}`"));
        diagnostic.help(format!("give it under {keys}"))
    }

    fn place(&self) -> Span {
        let request = &self.written.request;
        let printed = request.printed.as_ref();
        let printed = printed.map(|printed| printed.block.text.span);
        printed.or(request.span).unwrap_or(self.written.name.span)
    }

    /// The value written for a member, else the one that the page prints.
    fn find(
        &self,
        place: ExamplePlace,
        member: &Member,
        ty: &Type,
    ) -> Option<Spanned<spec::Literal>> {
        let written = self
            .written
            .request
            .places
            .iter()
            .filter(|(at, _)| at.value == place);
        for (_, values) in written {
            if let spec::Literal::Object(values) = &values.value
                && let Some((_, value)) = values.iter().find(|(name, _)| name.value == member.wire)
            {
                return Some(value.clone());
            }
        }
        let value = self.printed_value(self.printed?, place, member, ty)?;
        Some(Spanned::new(value, self.place()))
    }

    /// Text as the literal that its type writes.
    fn literal_of(&self, text: String, ty: &Type) -> spec::Literal {
        let is_number = match ty {
            Type::InText(inner, form) => return self.literal_in_text(text, inner, form),
            Type::Scalar(Scalar::Spelt(spelt)) => return spelt::printed(spelt, text),
            Type::Scalar(scalar) => matches!(
                scalar,
                Scalar::Integer(_)
                    | Scalar::Number(_)
                    | Scalar::Decimal(_)
                    | Scalar::DateTime(
                        crate::ir::DateTime::UnixSeconds(_) | crate::ir::DateTime::UnixMillis(_)
                    )
            ),
            Type::Named(id) => matches!(
                self.api.type_def(*id).map(|def| &def.shape),
                Some(Shape::Enum(enumeration)) if enumeration.json == EnumJson::Integer
            ),
            Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::Any => false,
        };
        match (ty, text.as_str()) {
            (Type::Scalar(Scalar::Boolean(_)), "true") => spec::Literal::Boolean(true),
            (Type::Scalar(Scalar::Boolean(_)), "false") => spec::Literal::Boolean(false),
            _ if is_number => spec::Literal::Number(text),
            _ => spec::Literal::Text(text),
        }
    }
}

/// Keys as they are spelt, joined by `or`.
fn either(keys: &[&str], spelt: impl Fn(&str) -> String) -> String {
    let keys: Vec<String> = keys.iter().map(|key| spelt(key)).collect();
    keys.join(" or ")
}

fn place_key(place: ExamplePlace) -> &'static str {
    match place {
        ExamplePlace::Path => "path",
        ExamplePlace::Query => "query",
        ExamplePlace::Headers => "headers",
        ExamplePlace::Cookies => "cookies",
        ExamplePlace::Url => "url",
        ExamplePlace::Json => "json",
        ExamplePlace::Form => "form",
        ExamplePlace::Multipart => "multipart",
        ExamplePlace::Xml => "xml",
        ExamplePlace::Text => "text",
        ExamplePlace::Lines => "lines",
        ExamplePlace::Csv => "csv",
        ExamplePlace::Bytes => "bytes",
    }
}
