//! `<api>::examples`: the documented examples as data, with the call that each one shows.

use std::cell::Cell;

use docwright_wire::base64;

use super::body::Field;
use super::docs::{Docs, doc};
use super::encode::word;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Literal as Token, TokenStream, quote};
use super::{endpoint, group};
use crate::ir::{
    Construction, Content, CsvBody, DateTime, Endpoint, Enumeration, Example, HttpResponse,
    Literal, Member, OneElement, OneOf, Payload, RequestBody, Scalar, Shape, Type,
};

/// Every example of an API, endpoint by endpoint.
pub(super) fn file(module: Module<'_>, features: bool) -> TokenStream {
    let docs = Docs::new()
        .own("The documented examples, as data for tests.")
        .inner();
    let import = import();
    let all = doc("Every documented example, endpoint by endpoint, in the order of the pages.");
    let values = Values {
        module,
        uses_deprecated: Cell::new(false),
    };
    let mut examples = Vec::new();
    for endpoint in &module.api.endpoints {
        let group = module.api.group_of(endpoint);
        let cfg = group.and_then(|group| group::cfg(group, features));
        for example in &endpoint.examples {
            let example = values.example(endpoint, example);
            examples.push(quote!(#cfg #example));
        }
    }
    // What is deprecated may stand in a group that is off.
    let level = match features && !module.api.groups.is_empty() {
        true => word("allow"),
        false => word("expect"),
    };
    let expect = values
        .uses_deprecated
        .get()
        .then(|| quote!(#[#level(deprecated, reason = "the page still documents it")]));
    quote! {
        #docs
        #import
        #all
        #[must_use]
        #expect
        pub fn all() -> Vec<#EXAMPLE> {
            Vec::from([#(#examples),*])
        }
    }
}

/// Writes values as Rust, and keeps in mind whether one of them is deprecated.
struct Values<'a> {
    module: Module<'a>,
    uses_deprecated: Cell<bool>,
}

impl Values<'_> {
    fn example(&self, endpoint: &Endpoint, example: &Example) -> TokenStream {
        let (api, endpoint_name, name) = (&self.module.api.name, &endpoint.name, &example.name);
        let outcome = endpoint
            .outcomes
            .get(example.outcome)
            .map_or("", |used| used.variant.plain());
        let statuses = example
            .responses
            .iter()
            .map(|response| Token::number(response.status));
        let secrets = &example.secrets;
        let credentials = self.credentials(example);
        // What a page prints is no secret, so it goes where the page sends it.
        let plain_http = endpoint::url(self.module.api, endpoint)
            .starts_with("http://")
            .then(|| quote!(.allow_plain_http()));
        if endpoint.doc.deprecated.is_some() {
            self.uses_deprecated.set(true);
        }
        let method = ident(&endpoint.method_name);
        let request = (endpoint.request.construction != Construction::Nothing)
            .then(|| self.request(endpoint, example));
        let responses = example.responses.iter().map(response);
        quote! {
            #EXAMPLE {
                api: #api,
                endpoint: #endpoint_name,
                name: #name,
                outcome: #outcome,
                statuses: &[#(#statuses),*],
                secrets: &[#(#secrets),*],
                call: |base_url| {
                    let client = super::Client::builder()
                        .base_url(base_url) #plain_http #credentials .build()?;
                    Ok(#PENDING::new(client.#method(#request)))
                },
                responses: &[#(#responses),*],
            }
        }
    }

    /// Calls of the builder: the credentials of each scheme, and when the request is sent.
    fn credentials(&self, example: &Example) -> TokenStream {
        let schemes = example.credentials.iter().filter_map(|(index, values)| {
            let scheme = self.module.api.schemes.get(*index)?;
            let oauth2 = scheme.oauth2.as_ref();
            let method = oauth2.map_or(&scheme.method, |oauth2| &oauth2.token_method);
            let method = ident(method);
            if scheme.custom {
                return Some(quote!(.#method(#NO_CREDENTIALS)));
            }
            Some(quote!(.#method(#(#values),*)))
        });
        let moment = (example.now.is_some() || example.nonce.is_some()).then(|| {
            let now = Token::number(example.now.unwrap_or_default());
            let nonce = example.nonce.as_deref().unwrap_or_default();
            quote!(.environment(#MOMENT { now: #now, nonce: #nonce }))
        });
        quote!(#(#schemes)* #moment)
    }

    fn request(&self, endpoint: &Endpoint, example: &Example) -> TokenStream {
        let name = ident(&endpoint.request.type_name);
        let values = example
            .values
            .iter()
            .map(Option::as_ref)
            .chain(std::iter::repeat(None));
        let mut fields: Vec<TokenStream> = endpoint
            .request
            .members()
            .zip(values)
            .filter_map(|(member, value)| self.field(member, value))
            .collect();
        if let Some(field) = Field::of(&endpoint.request) {
            // Its value stands behind those of the parameters.
            let body = example.values.get(endpoint.request.parameters.len());
            let body = body
                .and_then(Option::as_ref)
                .and_then(|value| self.body(endpoint, value));
            fields.extend(match (body, field.optional()) {
                (None, true) => Some(quote!(body: None)),
                (None, false) => None,
                (Some(body), true) => Some(quote!(body: Some(#body))),
                (Some(body), false) => Some(quote!(body: #body)),
            });
        }
        quote!(super::#name { #(#fields,)* })
    }

    /// The value of the field `body`.
    fn body(&self, endpoint: &Endpoint, value: &Literal) -> Option<TokenStream> {
        let body = endpoint.request.body.as_ref()?;
        let (payload, chosen) = body.chosen(value)?;
        let written = self.payload(payload, chosen)?;
        let RequestBody::OneOf { name, variants, .. } = body else {
            return Some(written);
        };
        let boxes = super::size::boxed_bodies(self.module, variants);
        let mut variants = variants.iter().zip(boxes);
        let (variant, boxed) =
            variants.find(|(variant, _)| value.member(variant.name.as_str()).is_some())?;
        let (name, variant) = (ident(name), ident(&variant.name));
        let endpoint = self.module.endpoint(endpoint);
        Some(if boxed {
            quote!(super::#endpoint::#name::#variant(Box::new(#written)))
        } else {
            quote!(super::#endpoint::#name::#variant(#written))
        })
    }

    fn payload(&self, payload: &Payload, value: &Literal) -> Option<TokenStream> {
        match payload {
            Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) | Payload::Text(ty) => {
                self.expression(ty, value)
            }
            Payload::Lines(ty) | Payload::Csv(CsvBody { row: ty, .. }) => self.list(ty, value),
            Payload::Bytes => {
                let bytes = Token::byte_string(&base64::decode(value.as_text()?)?);
                Some(quote!(#bytes.into()))
            }
        }
    }

    fn field(&self, member: &Member, value: Option<&Literal>) -> Option<TokenStream> {
        let Content::Value(ty) = &member.content else {
            return None;
        };
        if member.deprecated.is_some() {
            self.uses_deprecated.set(true);
        }
        let field = ident(&member.field);
        let value = match (value, member.may_be_left_out(), member.nullable) {
            (None, true, _) | (Some(Literal::Null), false, true) => quote!(None),
            (Some(Literal::Null), true, true) => quote!(Some(#NULLABLE::Null)),
            (Some(value), true, true) => {
                let value = self.expression(ty, value)?;
                quote!(Some(#NULLABLE::Value(#value)))
            }
            (Some(value), true, false) | (Some(value), false, true) => {
                let value = self.expression(ty, value)?;
                quote!(Some(#value))
            }
            (Some(value), false, false) => self.expression(ty, value)?,
            (None, false, _) => return None,
        };
        Some(quote!(#field: #value))
    }

    fn union(&self, name: &TokenStream, one_of: &OneOf, value: &Literal) -> Option<TokenStream> {
        let boxes = super::size::boxed_variants(self.module, one_of);
        let variant = one_of.variant_of_literal(value)?;
        let mut boxes = one_of.variants.iter().zip(boxes);
        let is_boxed = boxes.any(|(other, boxed)| boxed && other.name == variant.name);
        let variant_name = ident(&variant.name);
        Some(match &variant.content {
            Content::Constant(_) => quote!(#name::#variant_name),
            Content::Value(ty) => {
                let value = self.expression(ty, value)?;
                if is_boxed {
                    quote!(#name::#variant_name(Box::new(#value)))
                } else {
                    quote!(#name::#variant_name(#value))
                }
            }
        })
    }

    fn element(
        &self,
        name: &TokenStream,
        one_element: &OneElement,
        value: &Literal,
    ) -> Option<TokenStream> {
        let boxes = super::size::boxed_elements(self.module, one_element);
        let (variant, inner) = one_element.variant_of_literal(value)?;
        let mut boxes = one_element.variants.iter().zip(boxes);
        let is_boxed = boxes.any(|(other, boxed)| boxed && other.name == variant.name);
        let variant_name = ident(&variant.name);
        let Some(ty) = variant.value_type() else {
            return Some(quote!(#name::#variant_name));
        };
        let value = self.expression(ty, inner)?;
        Some(if is_boxed {
            quote!(#name::#variant_name(Box::new(#value)))
        } else {
            quote!(#name::#variant_name(#value))
        })
    }

    fn list(&self, element: &Type, value: &Literal) -> Option<TokenStream> {
        let items = match value {
            Literal::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let items: Option<Vec<TokenStream>> = items
            .iter()
            .map(|item| self.expression(element, item))
            .collect();
        let items = items?;
        Some(quote!(Vec::from([#(#items),*])))
    }

    /// A value as a Rust expression, whose `?` is that of the call. None for a value that isn't one of
    /// its type, which no checked example has; its field is then missing.
    fn expression(&self, ty: &Type, value: &Literal) -> Option<TokenStream> {
        match ty {
            Type::Scalar(scalar) => scalar_expression(scalar, value),
            Type::InText(inner, _) => self.expression(inner, value),
            Type::List(element) | Type::ListOrOne(element) => self.list(element, value),
            Type::Map(part) => {
                let values = match value {
                    Literal::Object(values) => values.as_slice(),
                    _ => &[],
                };
                let values: Option<Vec<TokenStream>> = values
                    .iter()
                    .map(|(name, value)| {
                        let value = self.expression(part, value)?;
                        Some(quote!((#name.to_owned(), #value)))
                    })
                    .collect();
                let values = values?;
                Some(quote!(::std::collections::BTreeMap::from([#(#values),*])))
            }
            Type::Tuple(parts) => {
                let Literal::List(items) = value else {
                    return None;
                };
                let items = parts.iter().zip(items);
                let items: Option<Vec<TokenStream>> = items
                    .map(|(part, item)| self.expression(part, item))
                    .collect();
                let items = items?;
                Some(quote!((#(#items),*)))
            }
            Type::Nullable(..) if *value == Literal::Null => Some(quote!(None)),
            Type::Nullable(part, _) => {
                let value = self.expression(part, value)?;
                Some(quote!(Some(#value)))
            }
            Type::Boxed(part) => {
                let value = self.expression(part, value)?;
                Some(quote!(Box::new(#value)))
            }
            Type::Any => {
                let text = value.to_json().to_string();
                Some(quote!(#text.parse()?))
            }
            Type::Named(id) => {
                let name = self.module.name_of(*id);
                Some(match &self.module.api.type_def(*id)?.shape {
                    Shape::Object(members) => {
                        let fields: Vec<TokenStream> = members
                            .iter()
                            .filter_map(|member| self.field(member, find(value, &member.wire)))
                            .collect();
                        if fields.is_empty() {
                            quote!(#name)
                        } else {
                            quote!(#name { #(#fields,)* })
                        }
                    }
                    Shape::Tuple(members) => {
                        let Literal::List(items) = value else {
                            return None;
                        };
                        let fields = members.iter().enumerate();
                        let fields = fields
                            .filter_map(|(index, member)| self.field(member, items.get(index)));
                        quote!(#name { #(#fields,)* })
                    }
                    Shape::Enum(enumeration) => variant(&name, enumeration, value.as_text()?),
                    Shape::OneOf(one_of) => self.union(&name, one_of, value)?,
                    Shape::OneElement(one_element) => self.element(&name, one_element, value)?,
                })
            }
        }
    }
}

fn response(response: &HttpResponse) -> TokenStream {
    let status = Token::number(response.status);
    let headers = response
        .headers
        .iter()
        .map(|(name, value)| quote!((#name, #value)));
    let body = Token::byte_string(&response.body);
    quote! {
        #EXAMPLE_RESPONSE { status: #status, headers: &[#(#headers),*], body: #body }
    }
}

fn find<'a>(value: &'a Literal, wire: &str) -> Option<&'a Literal> {
    match value {
        Literal::Object(members) => members
            .iter()
            .find(|(name, _)| name == wire)
            .map(|(_, value)| value),
        _ => None,
    }
}

fn variant(name: &TokenStream, enumeration: &Enumeration, text: &str) -> TokenStream {
    let known = enumeration
        .values
        .iter()
        .find(|known| docwright_wire::same_text(&known.wire, text, enumeration.ignore_case));
    match known {
        Some(known) => {
            let variant = ident(&known.variant);
            quote!(#name::#variant)
        }
        None => quote!(#name::Unknown(#text.to_owned())),
    }
}

fn scalar_expression(scalar: &Scalar, value: &Literal) -> Option<TokenStream> {
    if let Scalar::File = scalar {
        return file_expression(value);
    }
    let text = value.as_text()?;
    Some(match scalar {
        Scalar::String | Scalar::Hashed(_) => quote!(#text.to_owned()),
        Scalar::Secret(_) => quote!(#text.into()),
        Scalar::Spelt(spelt) => super::spelt::expression(spelt, value),
        Scalar::Boolean(_) => {
            let value = text == "true";
            quote!(#value)
        }
        Scalar::Integer(_) => integer(text),
        // A float literal that looks like a well-known constant would be a lint.
        Scalar::Number(_) | Scalar::Decimal(_) | Scalar::Uuid => quote!(#text.parse()?),
        Scalar::File => return None,
        Scalar::Date(pattern) => parsed("Date", pattern.as_deref(), text),
        Scalar::Time(pattern) => parsed("Time", pattern.as_deref(), text),
        Scalar::DateTime(DateTime::Civil(pattern)) => parsed("DateTime", Some(pattern), text),
        Scalar::DateTime(DateTime::Rfc3339) => quote!(#text.parse()?),
        Scalar::DateTime(DateTime::UnixSeconds(_)) => {
            let value = integer(text);
            quote!(#JIFF::Timestamp::from_second(#value)?)
        }
        Scalar::DateTime(DateTime::UnixMillis(_)) => {
            let value = integer(text);
            quote!(#JIFF::Timestamp::from_millisecond(#value)?)
        }
    })
}

/// A whole number as it is written, or read when the call is made if it is beyond `i64`.
fn integer(text: &str) -> TokenStream {
    match text.parse::<i64>() {
        Ok(value) => {
            let value = Token::number(value);
            quote!(#value)
        }
        Err(_) => quote!(#text.parse()?),
    }
}

fn file_expression(value: &Literal) -> Option<TokenStream> {
    let text = |wire| value.member(wire).and_then(Literal::as_text);
    let name = text("name")?;
    let content = Token::byte_string(&base64::decode(text("base64")?)?);
    let typed = text("media_type").map(|media_type| quote!(.with_media_type(#media_type)));
    Some(quote!(#FILE::new(#name, #content)#typed))
}

fn parsed(ty: &str, pattern: Option<&str>, text: &str) -> TokenStream {
    let ty = super::encode::word(ty);
    match pattern {
        Some(pattern) => quote!(#JIFF::civil::#ty::strptime(#pattern, #text)?),
        None => quote!(#text.parse()?),
    }
}
