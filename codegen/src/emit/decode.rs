//! Reading values: JSON from the runtime's reader, and values out of places that hold text only.
//!
//! An object is read member by member into one slot each, so that a member that is missing or
//! stands there twice is seen, and named.

mod family;
mod scalar;
mod tuple;

use super::docs::expect_deprecated;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Ident, TokenStream, quote};
use crate::ir::{Constant, Content, Literal, Member, Shape, TextForm, Type};
use crate::names::Names;

pub(super) use self::tuple::tuple;

use self::scalar::{json_scalar, scalar_text};

/// `fn decode` of a JSON object.
pub(super) fn json_object(
    module: Module<'_>,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    json_object_beside(module, members, &Beside::default(), visibility)
}

/// What a struct takes from elsewhere than the body.
#[derive(Default)]
pub(super) struct Beside {
    /// The further argument of `decode`, behind a comma.
    pub(super) argument: TokenStream,
    /// The fields, each with its value.
    pub(super) fields: Vec<TokenStream>,
    /// Lets `decode` name those of them that the page deprecates.
    pub(super) expect: Option<TokenStream>,
}

/// [`json_object`] of a struct with further fields.
pub(super) fn json_object_beside(
    module: Module<'_>,
    members: &[Member],
    beside: &Beside,
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter()).or_else(|| beside.expect.clone());
    let mut names = Names::default();
    for local in ["headers", "json", "key", "members", "member"] {
        names.reserve(local);
    }
    let slots: Vec<_> = members
        .iter()
        .map(|member| ident(&names.claim(member.field.clone())))
        .collect();
    let named = || {
        members
            .iter()
            .zip(&slots)
            .filter(|(member, _)| !member.is_family)
    };
    let starts = members.iter().map(|member| {
        if member.is_family {
            quote!(BTreeMap::new())
        } else {
            quote!(None)
        }
    });
    let arms = named().map(|(member, slot)| {
        let wire = &member.wire;
        let read = json_member(module, member);
        quote!(#wire => #JSON::put(&mut #slot, #wire, #read))
    });
    let others = family::read(module, members, &slots);
    // One `?` behind all arms: one in each of them is most of what the compiler checks here.
    let read = match (named().next(), others) {
        (None, None) => quote!(while members.next(json)?.is_some() {
            json.skip()?;
        }),
        (None, Some(others)) => quote!(while let Some(member) = members.next(json)? { #others?; }),
        (Some(_), others) => {
            let others = others.unwrap_or_else(|| quote!(json.skip()));
            quote! {
                while let Some(member) = members.next(json)? {
                    match member { #(#arms,)* _ => #others, }?;
                }
            }
        }
    };
    let constants = members.iter().zip(&slots).filter_map(|(member, slot)| {
        let wire = &member.wire;
        (!member.is_field() && !member.optional).then(|| quote!(#JSON::required(#slot, #wire)?;))
    });
    let fields: Vec<TokenStream> = members
        .iter()
        .zip(&slots)
        .filter(|(member, _)| member.is_field())
        .map(|(member, slot)| {
            let field = ident(&member.field);
            let value = from_slot(member, slot);
            match value {
                None if field == *slot => quote!(#field),
                None => quote!(#field: #slot),
                Some(value) => quote!(#field: #value),
            }
        })
        .collect();
    let fields: Vec<TokenStream> = beside.fields.iter().cloned().chain(fields).collect();
    let value = built(&fields);
    let further = &beside.argument;
    quote! {
        #expect
        #visibility fn decode(json: &mut #JSON_READER<'_> #further) -> Result<Self, #FAULT> {
            #(let mut #slots = #starts;)*
            let mut members = json.object()?;
            #read
            #(#constants)*
            Ok(#value)
        }
    }
}

/// `fn decode` of a JSON value that is no object, field `body`.
pub(super) fn json_body(
    module: Module<'_>,
    ty: &Type,
    beside: &Beside,
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let read = json(module, ty).call;
    let Beside {
        argument,
        fields,
        expect,
    } = beside;
    quote! {
        #expect
        #visibility fn decode(json: &mut #JSON_READER<'_> #argument) -> Result<Self, #FAULT> {
            Ok(Self { #(#fields,)* body: #read? })
        }
    }
}

/// `Self { a, b }`, or `Self` without fields.
pub(super) fn built(fields: &[TokenStream]) -> TokenStream {
    if fields.is_empty() {
        quote!(Self)
    } else {
        quote!(Self { #(#fields,)* })
    }
}

/// What the field is made of, where it isn't the slot itself.
fn from_slot(member: &Member, slot: &Ident) -> Option<TokenStream> {
    if member.is_family {
        return None;
    }
    let wire = &member.wire;
    let required = quote!(#JSON::required(#slot, #wire)?);
    match (member.optional, member.send.is_some(), member.nullable) {
        (true, _, true) => Some(quote!(#JSON::optional_nullable(#slot))),
        (true, _, false) => None,
        (false, true, true) => Some(quote!(Some(#required.into()))),
        (false, true, false) => Some(quote!(Some(#required))),
        (false, false, _) => Some(required),
    }
}

fn json_member(module: Module<'_>, member: &Member) -> TokenStream {
    member_reader(module, member).call
}

fn member_reader(module: Module<'_>, member: &Member) -> Reader {
    let reader = match &member.content {
        Content::Constant(constant) => Reader::closure(json_constant(constant)),
        Content::Value(ty) => json(module, ty),
    };
    let function = &reader.function;
    if !member.null_as.is_empty() {
        let nulls = nulls(&member.null_as);
        Reader::closure(quote!(json.null_as(#nulls, #function)))
    } else if member.nullable {
        Reader::closure(quote!(json.nullable(#function)))
    } else {
        reader
    }
}

fn json_constant(constant: &Constant) -> TokenStream {
    let ignore_case = constant.ignore_case;
    match literal(&constant.value) {
        Some(value) => quote!(json.constant(#value, #ignore_case)),
        None => quote!(json.skip()),
    }
}

/// A literal as the runtime compares it; lists and objects are not compared.
pub(super) fn literal(literal: &Literal) -> Option<TokenStream> {
    match literal {
        Literal::Null => Some(quote!(#LITERAL::Null)),
        Literal::Boolean(value) => Some(quote!(#LITERAL::Boolean(#value))),
        Literal::Number(text) => Some(quote!(#LITERAL::Number(#text))),
        Literal::Text(text) => Some(quote!(#LITERAL::Text(#text))),
        Literal::List(_) | Literal::Object(_) => None,
    }
}

/// How a value is read: as a call on `json`, and as a function of it.
struct Reader {
    call: TokenStream,
    function: TokenStream,
}

impl Reader {
    /// A method of the reader without arguments.
    fn method(name: &str) -> Self {
        let name = super::encode::word(name);
        Self {
            call: quote!(json.#name()),
            function: quote!(#JSON_READER::#name),
        }
    }

    /// Any expression with `json` in it.
    fn closure(call: TokenStream) -> Self {
        Self {
            function: quote!(|json| #call),
            call,
        }
    }
}

/// A function that reads a value from any JSON reader, whatever it borrows.
pub(super) fn json_function(module: Module<'_>, ty: &Type) -> TokenStream {
    let reader = json(module, ty);
    match ty {
        Type::Named(_) | Type::Any => reader.function,
        Type::Scalar(_)
        | Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::InText(..) => Reader::closure(reader.call).function,
    }
}

/// An expression that reads a value from `json`.
pub(super) fn json_call(module: Module<'_>, ty: &Type) -> TokenStream {
    json(module, ty).call
}

fn json(module: Module<'_>, ty: &Type) -> Reader {
    match ty {
        Type::Scalar(scalar) => json_scalar(scalar),
        Type::List(element) => {
            let element = json(module, element).function;
            Reader::closure(quote!(json.list(#element)))
        }
        Type::ListOrOne(element) => {
            let element = json(module, element).function;
            Reader::closure(quote!(json.list_or_one(#element)))
        }
        Type::Map(value) => {
            let value = json(module, value).function;
            Reader::closure(quote!(json.map(#value)))
        }
        Type::Tuple(parts) => {
            let parts = parts.iter().map(|part| json(module, part).function);
            Reader::closure(quote!(json.tuple(|items| Ok((#(items.next(#parts)?),*)))))
        }
        Type::Nullable(part, values) => {
            let part = json(module, part).function;
            Reader::closure(if values.is_empty() {
                quote!(json.nullable(#part))
            } else {
                let nulls = nulls(values);
                quote!(json.null_as(#nulls, #part))
            })
        }
        Type::Boxed(part) => {
            let part = json(module, part).call;
            Reader::closure(quote!(#part.map(Box::new)))
        }
        Type::Any => Reader {
            call: quote!(#JSON_VALUE::read(json)),
            function: quote!(#JSON_VALUE::read),
        },
        Type::InText(..) => {
            let text = text(module, ty);
            Reader::closure(quote!(json.string_as(#text)))
        }
        Type::Named(id) => {
            let name = module.name_of(*id);
            Reader {
                call: quote!(#name::decode(json)),
                function: quote!(#name::decode),
            }
        }
    }
}

/// A function from text to the value, for places that hold text only. Lists and objects have none.
pub(super) fn text(module: Module<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => scalar_text(scalar),
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Enum(_)) => quote!(#TEXT::one_of(|text| text.parse().ok())),
            Some(Shape::Object(_) | Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_))
            | None => TokenStream::new(),
        },
        Type::InText(inner, TextForm::Json) => {
            let read = json(module, inner).function;
            quote!(|text| #FROM_TEXT(text, #read))
        }
        Type::InText(inner, TextForm::Joined(separator)) => match inner.as_ref() {
            Type::List(element) => {
                let read = text(module, element);
                quote!(#SPLIT(#separator, #read))
            }
            Type::Tuple(parts) => {
                let parts = parts.iter().map(|part| text(module, part));
                quote!(#SPLIT_TUPLE(#separator, |parts| Ok((#(parts.next(#parts)?),*))))
            }
            _ => TokenStream::new(),
        },
        Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::Any => TokenStream::new(),
    }
}

/// As [`text`], for the value of a member that may be `null`: nothing, unless something stands for it.
pub(super) fn member_text(module: Module<'_>, member: &Member, ty: &Type) -> TokenStream {
    let read = text(module, ty);
    if !member.nullable {
        return read;
    }
    let nulls = if member.null_as.is_empty() {
        nulls(&[Literal::Null])
    } else {
        nulls(&member.null_as)
    };
    quote!(#TEXT::null_as(#nulls, #read))
}

/// What stands for `null`, as readers take it.
fn nulls(values: &[Literal]) -> TokenStream {
    let values = values.iter().filter_map(literal);
    quote!(&[#(#values),*])
}

/// A function that takes a constant and nothing else.
pub(super) fn text_constant(constant: &Constant) -> TokenStream {
    let ignore_case = constant.ignore_case;
    match literal(&constant.value) {
        Some(value) => quote!(#TEXT::constant(#value, #ignore_case)),
        None => quote!(|_| Ok(())),
    }
}
