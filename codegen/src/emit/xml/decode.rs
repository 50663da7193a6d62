//! Reading elements, member by member into one slot each.

use crate::emit::decode::{Beside, built, member_text, text, text_constant};
use crate::emit::docs::expect_deprecated;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{Ident, TokenStream, quote};
use crate::ir::{
    Content, Member, Scalar, Shape, Type, XmlBody, XmlPlace, one_element, qualified_names,
};
use crate::names::Names;

/// `rt::xml::Document { … }`: what the choice between outcomes has to know of a body.
pub(in crate::emit) fn document(body: &XmlBody) -> TokenStream {
    let root = body.root.as_deref().unwrap_or_default();
    let namespaces = body
        .namespaces
        .iter()
        .map(|(prefix, namespace)| quote!((#prefix, #namespace)));
    quote!(#XML_DOCUMENT { root: #root, namespaces: &[#(#namespaces),*] })
}

/// `fn <name>` that reads an element.
pub(in crate::emit) fn element(
    module: Module<'_>,
    name: &Ident,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    element_beside(module, name, members, &Beside::default(), visibility)
}

/// [`element`] of a struct with further fields.
pub(in crate::emit) fn element_beside(
    module: Module<'_>,
    name: &Ident,
    members: &[Member],
    beside: &Beside,
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter()).or_else(|| beside.expect.clone());
    let mut names = Names::default();
    for local in ["headers", "xml", "members", "member"] {
        names.reserve(local);
    }
    let slots: Vec<Ident> = members
        .iter()
        .map(|member| ident(&names.claim(member.field.clone())))
        .collect();
    let qualified = qualified_names(members, &module.api.types);
    let begin = if qualified.is_empty() {
        quote!(xml.members()?)
    } else {
        quote!(xml.qualified_members(&[#(#qualified),*])?)
    };
    let arms = members
        .iter()
        .zip(&slots)
        .map(|(member, slot)| arm(module, member, slot));
    let read = if members.is_empty() {
        quote!(while members.next(xml)?.is_some() {
            xml.skip()?;
        })
    } else {
        quote! {
            while let Some(member) = members.next(xml)? {
                match member { #(#arms,)* _ => xml.skip()?, }
            }
        }
    };
    let constants = members.iter().zip(&slots).filter_map(|(member, slot)| {
        let wire = &member.wire;
        (!member.is_field() && !member.optional).then(|| quote!(#XML::required(#slot, #wire)?;))
    });
    let fields: Vec<TokenStream> = members
        .iter()
        .zip(&slots)
        .filter(|(member, _)| member.is_field())
        .map(|(member, slot)| field(member, slot))
        .collect();
    let fields: Vec<TokenStream> = beside.fields.iter().cloned().chain(fields).collect();
    let value = built(&fields);
    let further = &beside.argument;
    quote! {
        #expect
        #visibility fn #name(xml: &mut #XML_READER<'_> #further) -> Result<Self, #FAULT> {
            #(let mut #slots = None;)*
            let mut members = #begin;
            #read
            #(#constants)*
            Ok(#value)
        }
    }
}

/// Puts a member into its slot; the elements of a list one behind the other.
fn arm(module: Module<'_>, member: &Member, slot: &Ident) -> TokenStream {
    let wire = &member.wire;
    if let Content::Value(ty) = &member.content
        && let Some(one_element) = one_element(ty, &module.api.types)
    {
        let elements = one_element.elements();
        let (put, read) = match ty {
            Type::List(item) => (quote!(push), chosen(module, item)),
            ty => (quote!(put), chosen(module, ty)),
        };
        return quote!(#(#elements)|* => #XML::#put(&mut #slot, #wire, #read)?);
    }
    if let Content::Value(Type::List(item)) = &member.content {
        let read = value(module, item).call;
        return quote!(#wire => #XML::push(&mut #slot, #wire, #read)?);
    }
    let reader = match &member.content {
        Content::Constant(constant) => {
            let constant = text_constant(constant);
            Reader::closure(quote!(xml.text(#constant)))
        }
        Content::Value(ty) => value(module, ty),
    };
    let read = if let (Some(ty), false) = (member.value_type(), member.null_as.is_empty()) {
        let text = member_text(module, member, ty);
        quote!(xml.text(#text))
    } else if member.nullable {
        let function = reader.function;
        quote!(xml.nullable(#function))
    } else {
        reader.call
    };
    quote!(#wire => #XML::put(&mut #slot, #wire, #read)?)
}

/// Reads one of several elements, which `member` names.
fn chosen(module: Module<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Boxed(part) => {
            let read = chosen(module, part);
            quote!(#read.map(Box::new))
        }
        Type::Named(id) => {
            let name = module.name_of(*id);
            quote!(#name::decode_xml(member, xml))
        }
        _ => TokenStream::new(),
    }
}

/// The field that is made of a slot.
fn field(member: &Member, slot: &Ident) -> TokenStream {
    let field = ident(&member.field);
    let wire = &member.wire;
    let is_option = member.may_be_left_out();
    let value = match &member.content {
        // A list may have no element, and a text no character.
        _ if may_be_empty(member) && !is_option => quote!(#slot.unwrap_or_default()),
        Content::Value(Type::List(_)) => quote!(#slot),
        _ => {
            let required = quote!(#XML::required(#slot, #wire)?);
            match (member.optional, member.send.is_some(), member.nullable) {
                (true, _, true) => quote!(#XML::optional_nullable(#slot)),
                (true, _, false) => quote!(#slot),
                (false, true, true) => quote!(Some(#required.into())),
                (false, true, false) => quote!(Some(#required)),
                (false, false, _) => required,
            }
        }
    };
    if member.optional && !member.nullable && field == *slot {
        quote!(#field)
    } else {
        quote!(#field: #value)
    }
}

fn may_be_empty(member: &Member) -> bool {
    match &member.content {
        Content::Value(Type::List(_)) => true,
        Content::Value(Type::Scalar(Scalar::String | Scalar::Hashed(_))) => {
            !member.nullable && XmlPlace::of(&member.wire) == XmlPlace::Text
        }
        Content::Value(_) | Content::Constant(_) => false,
    }
}

/// How a value is read: as a call on `xml`, and as a function of it.
pub(super) struct Reader {
    pub(super) call: TokenStream,
    function: TokenStream,
}

impl Reader {
    /// Any expression with `xml` in it.
    fn closure(call: TokenStream) -> Self {
        Self {
            function: quote!(|xml| #call),
            call,
        }
    }
}

pub(super) fn value(module: Module<'_>, ty: &Type) -> Reader {
    match ty {
        Type::Boxed(part) => {
            let read = value(module, part).call;
            Reader::closure(quote!(#read.map(Box::new)))
        }
        Type::Scalar(Scalar::String | Scalar::Hashed(_)) => Reader {
            call: quote!(xml.string()),
            function: quote!(#XML_READER::string),
        },
        Type::Scalar(Scalar::Secret(_)) => Reader::closure(quote!(xml.string().map(#SECRET::from))),
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(_)) => {
                let name = module.name_of(*id);
                Reader {
                    call: quote!(#name::decode_xml(xml)),
                    function: quote!(#name::decode_xml),
                }
            }
            Some(Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) | Shape::OneElement(_))
            | None => as_text(module, ty),
        },
        Type::Scalar(_)
        | Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Any
        | Type::InText(..) => as_text(module, ty),
    }
}

fn as_text(module: Module<'_>, ty: &Type) -> Reader {
    let read = text(module, ty);
    Reader::closure(quote!(xml.text(#read)))
}
