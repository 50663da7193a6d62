//! Reading values: JSON from the runtime's reader, and values out of places that hold text only.
//!
//! What is read begins as a blank value of its type, and each member is read in its place there.

mod blank;
mod family;
mod member;
mod scalar;
mod tuple;

use super::docs::expect_deprecated;
use super::failing::ends_with;
use super::module::Module;
use super::paths::*;
use super::tokens::{Ident, TokenStream, quote};
use crate::ir::{Constant, Content, Literal, Member, Shape, TextForm, Type};

pub(super) use self::blank::of_union as blank_union;
pub(super) use self::tuple::tuple;

use self::scalar::{json_scalar, scalar_text};

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

/// `impl Decode` of a JSON object.
pub(super) fn json_object(module: Module<'_>, name: &Ident, members: &[Member]) -> TokenStream {
    let blank = built(&blank::fields(members));
    let read = member::read(module, members, &quote!(self));
    in_place(name, expect_deprecated(members.iter()), &blank, &read)
}

/// `fn decode` of a JSON object, in a struct with further fields.
pub(super) fn json_object_beside(
    module: Module<'_>,
    members: &[Member],
    beside: &Beside,
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter()).or_else(|| beside.expect.clone());
    let fields = beside.fields.iter().cloned();
    let fields: Vec<TokenStream> = fields.chain(blank::fields(members)).collect();
    let start = built(&fields);
    let mutable = members.iter().any(Member::is_field).then(|| quote!(mut));
    let read = member::read(module, members, &quote!(outcome));
    let further = &beside.argument;
    quote! {
        #expect
        #visibility fn decode(json: &mut #JSON_READER<'_> #further) -> Result<Self, #FAULT> {
            let #mutable outcome = #start;
            #read?;
            Ok(outcome)
        }
    }
}

/// `impl Decode` of a struct whose field `body` is a JSON value.
pub(super) fn json_body(module: Module<'_>, name: &Ident, ty: &Type) -> TokenStream {
    let blank = blank::of(ty);
    let read = if is_plain(module, ty) {
        quote!(#DECODE::read(&mut self.body, json))
    } else {
        let read = json(module, ty).call;
        quote! { self.body = #read?; Ok(()) }
    };
    in_place(name, None, &quote!(Self { body: #blank }), &read)
}

/// `fn decode` of a JSON value, in a struct with further fields.
pub(super) fn json_body_beside(
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

/// `impl Decode`: what a value begins as, and how it is read.
pub(super) fn in_place(
    name: &Ident,
    expect: Option<TokenStream>,
    blank: &TokenStream,
    read: &TokenStream,
) -> TokenStream {
    quote! {
        #expect
        impl #DECODE for #name {
            fn blank() -> Self { #blank }

            fn read(&mut self, json: &mut #JSON_READER<'_>) -> Result<(), #FAULT> { #read }
        }
    }
}

/// `impl Decode` of a value that is read as a whole, by an expression that gives a `Result`.
pub(super) fn at_once(
    name: &Ident,
    expect: Option<TokenStream>,
    blank: &TokenStream,
    read: &TokenStream,
) -> TokenStream {
    in_place(name, expect, blank, &quote! { *self = #read?; Ok(()) })
}

/// `Self { a, b }`, or `Self` without fields.
pub(super) fn built(fields: &[TokenStream]) -> TokenStream {
    if fields.is_empty() {
        quote!(Self)
    } else {
        quote!(Self { #(#fields,)* })
    }
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

/// Whether values are read as their Rust type usually is.
fn is_plain(module: Module<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar::is_plain(scalar),
        Type::List(part) | Type::Map(part) | Type::Boxed(part) => is_plain(module, part),
        Type::Any => true,
        Type::Named(_) => ends_with(module, ty).is_none(),
        Type::ListOrOne(_) | Type::Tuple(_) | Type::Nullable(..) | Type::InText(..) => false,
    }
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
            // What can end a stream is no value of its type, but a step.
            let owner = match ends_with(module, ty) {
                Some(_) => module.name_of(*id),
                None => quote!(#DECODE),
            };
            Reader {
                call: quote!(#owner::decode(json)),
                function: quote!(#owner::decode),
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
