//! The field `body`, which holds a body of one value, or one of several.

use super::encode_payload;
use super::one_of;
use crate::emit::docs::doc;
use crate::emit::encode::{Operand, each, word};
use crate::emit::mentions::mentions;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::request::argument;
use crate::emit::secrets;
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::types::rust_type;
use crate::ir::{BodyVariant, CsvBody, Payload, Request, RequestBody};
use crate::names::RustName;

/// A body that is the field `body`.
#[derive(Clone, Copy)]
pub(in crate::emit) struct Field<'a> {
    holds: Holds<'a>,
    optional: bool,
}

#[derive(Clone, Copy)]
enum Holds<'a> {
    One(&'a Payload),
    /// An enum of this name.
    Several(&'a RustName, &'a [BodyVariant]),
}

impl<'a> Field<'a> {
    /// The field of a request, if its body is one.
    pub(in crate::emit) fn of(request: &'a Request) -> Option<Self> {
        let (holds, optional) = match request.body.as_ref()? {
            RequestBody::Value { payload, optional } => (Holds::One(payload), *optional),
            RequestBody::OneOf {
                name,
                variants,
                optional,
            } => (Holds::Several(name, variants), *optional),
            RequestBody::Json(_)
            | RequestBody::Form(_)
            | RequestBody::Multipart(_)
            | RequestBody::Xml(_) => return None,
        };
        Some(Self { holds, optional })
    }

    /// Whether it may be left out.
    pub(in crate::emit) fn optional(self) -> bool {
        self.optional
    }

    /// `pub body: T`, with its docs.
    pub(in crate::emit) fn declare(self, module: Module<'_>) -> TokenStream {
        let docs = doc(match (self.holds, self.optional) {
            (Holds::One(_), true) => "The body; without one nothing is sent.",
            (Holds::One(_), false) => "The body.",
            (Holds::Several(..), true) => "The body, one of several; without one nothing is sent.",
            (Holds::Several(..), false) => "The body, one of several.",
        });
        let ty = match self.holds {
            Holds::One(payload) => payload_type(module, payload),
            Holds::Several(name, _) => {
                let name = ident(name);
                quote!(#name)
            }
        };
        let ty = if self.optional {
            quote!(Option<#ty>)
        } else {
            ty
        };
        quote!(#docs pub body: #ty)
    }

    /// Whether it can't be compared with others of its kind.
    pub(in crate::emit) fn holds_secret(self, module: Module<'_>) -> bool {
        match self.holds {
            Holds::One(payload) => payload.ty().is_some_and(|ty| module.holds_secret(ty)),
            Holds::Several(_, variants) => one_of::holds_secret(module, variants),
        }
    }

    /// Its argument of `new`, if it has one, and its value there.
    pub(in crate::emit) fn construct(
        self,
        module: Module<'_>,
    ) -> (Option<TokenStream>, TokenStream) {
        let field = word("body");
        if self.optional {
            return (None, quote!(#field: None));
        }
        let into = |ty: TokenStream| {
            (
                quote!(#field: impl Into<#ty>),
                quote!(#field: #field.into()),
            )
        };
        let (argument, value) = match self.holds {
            Holds::One(
                Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) | Payload::Text(ty),
            ) => argument(module, &field, ty),
            Holds::One(payload @ (Payload::Lines(_) | Payload::Csv(_))) => {
                let ty = payload_type(module, payload);
                (quote!(#field: #ty), quote!(#field))
            }
            Holds::One(Payload::Bytes) => into(quote!(#UPLOAD)),
            Holds::Several(name, _) => {
                let name = ident(name);
                into(quote!(#name))
            }
        };
        (Some(argument), value)
    }

    /// Statements that put it into the request.
    pub(super) fn encode(self, module: Module<'_>) -> TokenStream {
        self.with_value(|value| match self.holds {
            Holds::One(payload) => encode_payload(module, payload, value),
            Holds::Several(name, variants) => one_of::encode(module, name, variants, value),
        })
    }

    /// Statements that name its secrets to the runtime.
    pub(in crate::emit) fn secrets(self, module: Module<'_>) -> Option<TokenStream> {
        self.holds_secret(module).then(|| {
            self.with_value(|value| match self.holds {
                Holds::One(payload) => secrets_of(module, payload, value).unwrap_or_default(),
                Holds::Several(name, variants) => one_of::secrets(module, name, variants, value),
            })
        })
    }

    fn with_value(self, act: impl FnOnce(&Operand) -> TokenStream) -> TokenStream {
        let body = word("body");
        if self.optional {
            let act = act(&Operand::bound(&body, true));
            if mentions(&act, "body") {
                quote!(if let Some(body) = &self.body { #act })
            } else {
                quote!(if self.body.is_some() { #act })
            }
        } else {
            act(&Operand::field(&quote!(self), &body))
        }
    }
}

/// Statements that name the secrets of a body to the runtime; none where it can't hold one.
pub(super) fn secrets_of(
    module: Module<'_>,
    payload: &Payload,
    value: &Operand,
) -> Option<TokenStream> {
    let ty = payload.ty()?;
    if !module.holds_secret(ty) {
        return None;
    }
    match payload {
        Payload::Lines(_) | Payload::Csv(_) => {
            Some(each(value, |line| secrets::in_value(module, ty, line)))
        }
        _ => secrets::in_value(module, ty, value),
    }
}

/// The Rust type of a payload.
pub(super) fn payload_type(module: Module<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) | Payload::Text(ty) => {
            rust_type(module, ty)
        }
        Payload::Lines(ty) | Payload::Csv(CsvBody { row: ty, .. }) => {
            let line = rust_type(module, ty);
            quote!(Vec<#line>)
        }
        Payload::Bytes => quote!(#UPLOAD),
    }
}
