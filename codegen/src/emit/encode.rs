//! Writing values: JSON into the runtime's writer, text into the places that hold text only.
//!
//! A value that can't be spelt (NaN, a date that its pattern can't show) is refused before
//! anything is sent; where a type holds none of those, its `encode` returns nothing.

mod fallible;
mod scalar;
mod tuple;

use super::docs::expect_deprecated;
use super::family::{self, Case};
use super::module::{Module, ident};
use super::paths::*;
use super::rules;
use super::tokens::{Ident, Literal as Token, TokenStream, quote};
use super::types::refuses_unknown;
use crate::ir::{
    Content, EnumJson, Enumeration, Families, Literal, Member, Rule, Shape, TextForm, Type,
};
use crate::names::{Names, RustName};

pub(super) use self::fallible::{can_fail_in_text, fallible_types};
pub(super) use self::scalar::hashed;

use self::fallible::{can_fail, member_can_fail};
pub(super) use self::tuple::tuple;

use self::scalar::{json_scalar, scalar_text};

/// Locals of `encode` that no binding may hide.
const LOCALS: &[&str] = &["request", "json", "xml", "csv", "pairs", "index"];

/// An expression for a value, and whether it is the value or a reference to it.
pub(super) struct Operand {
    tokens: TokenStream,
    is_reference: bool,
}

impl Operand {
    /// A field.
    pub(super) fn field(owner: &TokenStream, name: &Ident) -> Self {
        Self {
            tokens: quote!(#owner.#name),
            is_reference: false,
        }
    }

    /// A value taken out of its field, or a reference to it.
    pub(super) fn bound(name: &Ident, is_reference: bool) -> Self {
        Self {
            tokens: quote!(#name),
            is_reference,
        }
    }

    /// An element of a tuple.
    pub(super) fn element(&self, index: usize) -> Self {
        let (tokens, index) = (&self.tokens, Token::number(index));
        Self {
            tokens: quote!(#tokens.#index),
            is_reference: false,
        }
    }

    pub(super) fn receiver(&self) -> &TokenStream {
        &self.tokens
    }

    pub(super) fn reference(&self) -> TokenStream {
        let tokens = &self.tokens;
        if self.is_reference {
            quote!(#tokens)
        } else {
            quote!(&#tokens)
        }
    }

    pub(super) fn value(&self) -> TokenStream {
        let tokens = &self.tokens;
        if self.is_reference {
            quote!(*#tokens)
        } else {
            quote!(#tokens)
        }
    }
}

/// `fn encode` of an object.
pub(super) fn object(
    module: Module<'_>,
    members: &[Member],
    rules: &[Rule],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let fallible =
        !rules.is_empty() || members.iter().any(|member| member_can_fail(module, member));
    let rules = rules::inner(module, members, rules);
    let returns = fallible.then(|| quote!(-> Result<(), #FAULT>));
    let done = fallible.then(|| quote!(Ok(())));
    let members = json_members(module, members);
    quote! {
        #expect
        #visibility fn encode(&self, json: &mut #JSON_WRITER) #returns {
            #rules
            #members
            #done
        }
    }
}

/// Writes an object into `json`.
pub(super) fn json_members(module: Module<'_>, members: &[Member]) -> TokenStream {
    let families = Families::of(members);
    let members = members.iter().map(|member| match member.family_type() {
        Some(part) => {
            let others = families.others(member);
            family::each(
                &quote!(self),
                member,
                &others,
                Case::Exact,
                |name, value| {
                    let value = json_value(module, part, value);
                    Some(quote! { json.key(#name); #value })
                },
            )
        }
        None => json_member(module, member),
    });
    quote! {
        json.begin_object();
        #(#members)*
        json.end_object();
    }
}

fn json_member(module: Module<'_>, member: &Member) -> TokenStream {
    let wire = &member.wire;
    let key = quote!(json.key(#wire););
    let ty = match &member.content {
        Content::Constant(constant) => {
            let value = json_literal(&constant.value);
            return quote! { #key #value };
        }
        Content::Value(ty) => ty,
    };
    let send = member.send.as_ref().map(json_literal);
    // Where something is sent in any case, the key stands once, before it.
    let always = !member.may_be_left_out() || send.is_some() && !member.nullable;
    let (before, inside) = if always {
        (Some(&key), None)
    } else {
        (None, Some(&key))
    };
    let null = json_literal(member.null());
    let value = presence(
        &quote!(self),
        member,
        ty,
        |value| {
            let value = json_value(module, ty, value);
            quote! { #inside #value }
        },
        &quote! { #inside #null },
        send.map(|send| quote! { #inside #send }),
    );
    quote! { #before #value }
}

/// Writes a value into `json`.
pub(super) fn json_value(module: Module<'_>, ty: &Type, value: &Operand) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => json_scalar(scalar, value),
        Type::List(element) | Type::ListOrOne(element) => {
            let items = each(value, |item| Some(json_value(module, element, item)));
            quote! { json.begin_list(); #items json.end_list(); }
        }
        Type::Map(part) => {
            let (name, item) = (word("name"), word("value"));
            let map = value.reference();
            let write = json_value(module, part, &Operand::bound(&item, true));
            quote! {
                json.begin_object();
                for (#name, #item) in #map { json.key(#name); #write }
                json.end_object();
            }
        }
        Type::Tuple(parts) => {
            let parts = parts.iter().enumerate();
            let parts = parts.map(|(index, part)| json_value(module, part, &value.element(index)));
            quote! { json.begin_list(); #(#parts)* json.end_list(); }
        }
        Type::Nullable(part, nulls) => {
            let some = word("value");
            let option = value.reference();
            let write = json_value(module, part, &Operand::bound(&some, true));
            let null = json_literal(nulls.first().unwrap_or(&Literal::Null));
            quote!(if let Some(#some) = #option { #write } else { #null })
        }
        Type::Boxed(part) => json_value(module, part, value),
        Type::InText(inner, form) => {
            let text = in_text(module, inner, form, value);
            quote!(json.string(#text);)
        }
        Type::Any => {
            let receiver = value.receiver();
            quote!(#receiver.write(json);)
        }
        Type::Named(id) => {
            let receiver = value.receiver();
            match module.api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Enum(enumeration)) if enumeration.json == EnumJson::Text => {
                    let text = enum_text(enumeration, receiver);
                    quote!(json.string(#text);)
                }
                _ if can_fail(module, ty) => quote!(#receiver.encode(json)?;),
                _ => quote!(#receiver.encode(json);),
            }
        }
    }
}

/// Writes the elements of a list one by one; nothing if they can't be written.
pub(super) fn each(
    list: &Operand,
    write: impl FnOnce(&Operand) -> Option<TokenStream>,
) -> TokenStream {
    let item = word("item");
    let list = list.reference();
    match write(&Operand::bound(&item, true)) {
        Some(write) => quote!(for #item in #list { #write }),
        None => TokenStream::new(),
    }
}

/// The value of an enum; one that the page doesn't list is refused where it can't be meant.
fn enum_text(enumeration: &Enumeration, receiver: &TokenStream) -> TokenStream {
    if refuses_unknown(enumeration) {
        quote!(#receiver.known()?)
    } else {
        quote!(#receiver.as_str())
    }
}

/// A value as text: an expression of type `&str`, or of `&String`, for an argument. Lists and
/// objects have no text.
pub(super) fn text(module: Module<'_>, ty: &Type, value: &Operand) -> Option<TokenStream> {
    match ty {
        Type::Scalar(scalar) => Some(scalar_text(scalar, value)),
        Type::InText(inner, form) => Some(in_text(module, inner, form, value)),
        Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::Any => None,
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Enum(enumeration)) => Some(enum_text(enumeration, value.receiver())),
            Some(Shape::Object(_) | Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_))
            | None => None,
        },
    }
}

/// A value that is written into a text of its own.
fn in_text(module: Module<'_>, inner: &Type, form: &TextForm, value: &Operand) -> TokenStream {
    match (form, inner) {
        (TextForm::Joined(separator), Type::List(element)) => {
            let item = Operand::bound(&word("item"), true);
            let text = text(module, element, &item);
            let list = value.reference();
            quote!(&#JOIN(#separator, #list, |item, list| list.push(#text))?)
        }
        (TextForm::Joined(separator), Type::Tuple(parts)) => {
            let parts = parts.iter().enumerate();
            let texts = parts.filter_map(|(index, part)| text(module, part, &value.element(index)));
            let mut pushes: Vec<_> = texts.map(|text| quote!(list.push(#text))).collect();
            let last = pushes.pop();
            quote!(&#JOIN_TUPLE(#separator, |list| { #(#pushes?;)* #last })?)
        }
        (TextForm::Joined(_) | TextForm::Json, _) => {
            let write = json_value(module, inner, value);
            quote!(&#TO_TEXT(|json| { #write Ok(()) })?)
        }
    }
}

/// What is done with a field of `owner` that may hold nothing: `some` with its value, `null` where
/// it is `null`, `missing` where the caller left it out.
pub(super) fn presence(
    owner: &TokenStream,
    member: &Member,
    ty: &Type,
    some: impl Fn(&Operand) -> TokenStream,
    null: &TokenStream,
    missing: Option<TokenStream>,
) -> TokenStream {
    presence_of(owner, member, ty, &some, null, missing)
}

/// [`presence`], compiled once.
fn presence_of(
    owner: &TokenStream,
    member: &Member,
    ty: &Type,
    some: &dyn Fn(&Operand) -> TokenStream,
    null: &TokenStream,
    missing: Option<TokenStream>,
) -> TokenStream {
    let field = ident(&member.field);
    let name = binding(&member.field);
    if !member.may_be_left_out() && !member.nullable {
        return some(&Operand::field(owner, &field));
    }
    if member.may_be_left_out() && member.nullable {
        let some = some(&Operand::bound(&name, true));
        let null = (!null.is_empty()).then(|| quote!(else if #owner.#field.is_some() { #null }));
        let otherwise = missing.map(|missing| quote!(else { #missing }));
        return quote! {
            if let Some(#NULLABLE::Value(#name)) = &#owner.#field { #some }
            #null
            #otherwise
        };
    }
    // Small values are bound as they are: `if let Some(limit) = self.limit`.
    let (value, operand) = if is_copied(ty) {
        (quote!(#owner.#field), Operand::bound(&name, false))
    } else {
        (quote!(&#owner.#field), Operand::bound(&name, true))
    };
    let some = some(&operand);
    let otherwise = if member.nullable {
        Some(quote!(else { #null }))
    } else {
        missing.map(|missing| quote!(else { #missing }))
    };
    quote! { if let Some(#name) = #value { #some } #otherwise }
}

/// The name of a value taken out of its field.
fn binding(field: &RustName) -> Ident {
    if !LOCALS.contains(&field.as_str()) {
        return ident(field);
    }
    let mut names = Names::default();
    for name in LOCALS {
        names.reserve(name);
    }
    ident(&names.claim(field.clone()))
}

/// Whether Rust copies the value.
fn is_copied(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar::is_copy(scalar),
        Type::InText(inner, _) => is_copied(inner),
        Type::Named(_)
        | Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::Any => false,
    }
}

/// Writes a literal into `json`.
pub(super) fn json_literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Null => quote!(json.null();),
        Literal::Boolean(value) => quote!(json.boolean(#value);),
        Literal::Number(text) => quote!(json.literal(#LITERAL::Number(#text));),
        Literal::Text(text) => quote!(json.string(#text);),
        Literal::List(items) => {
            let items = items.iter().map(json_literal);
            quote! { json.begin_list(); #(#items)* json.end_list(); }
        }
        Literal::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = json_literal(value);
                quote! { json.key(#name); #value }
            });
            quote! { json.begin_object(); #(#members)* json.end_object(); }
        }
    }
}

/// `Some("text")` or `None`.
pub(super) fn optional_text(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

/// An identifier of our own.
pub(super) fn word(name: &str) -> Ident {
    Ident::new(name)
}
