//! Named types: structs with their fields, enums of texts and numbers.

mod enums;
mod one_element;
mod one_of;
mod tuple;

use super::docs::{self, Docs, deprecated};
use super::encode::word;
use super::markdown::code;
use super::mentions::mentions;
use super::module::{Module, ident};
use super::paths::*;
use super::reach::Reach;
use super::tokens::{TokenStream, quote};
use super::{csv, decode, encode, failure, group, pairs, rules, spelt, xml};
use crate::ir::{Api, Content, DateTime, Group, Member, Scalar, Shape, Type, TypeDef, TypeId};

pub(super) use self::enums::refuses_unknown;

use self::enums::enumerated;
use self::one_element::choice;
use self::one_of::union;
use self::tuple::named_tuple;

/// `<api>::types`: what several endpoints share.
pub(super) fn file(module: Module<'_>) -> TokenStream {
    let types: TokenStream = all(module).collect();
    let docs = Docs::new()
        .own("Types that several endpoints share.")
        .inner();
    let parts = parts(module.api, module.reach).map(|(_, group)| {
        let (cfg, name) = (group::cfg(group, true), ident(&group.module));
        quote! {
            #cfg
            mod #name;
            #cfg
            pub use self::#name::*;
        }
    });
    // Types that no endpoint sends or receives have no code.
    let import = mentions(&types, "rt").then(import);
    let imports = module.shared_imports(&[]);
    quote! { #docs #import #imports #(#parts)* #types }
}

/// `<api>::types::<group>`: those of them that only this group uses.
pub(super) fn part(module: Module<'_>, group: &Group) -> TokenStream {
    let types: TokenStream = all(module).collect();
    let docs = Docs::new()
        .own(format!(
            "Types that endpoints of the group {} share.",
            code(&group.name)
        ))
        .inner();
    let import = mentions(&types, "rt").then(import);
    let imports = module.shared_imports(&[]);
    quote! { #docs #import #imports #types }
}

/// The groups with types of their own among the shared ones.
pub(super) fn parts<'a>(
    api: &'a Api,
    reach: &'a Reach,
) -> impl Iterator<Item = (usize, &'a Group)> {
    let groups = api.groups.iter().enumerate();
    groups.filter(|(index, _)| reach.has_types_of(*index))
}

/// Every type that stands in a module.
pub(super) fn all(module: Module<'_>) -> impl Iterator<Item = TokenStream> {
    module.types().map(move |(id, def)| match &def.shape {
        Shape::Object(members) => object(module, id, def, members),
        Shape::Tuple(members) => named_tuple(module, id, def, members),
        Shape::Enum(enumeration) => enumerated(module, id, def, enumeration),
        Shape::OneOf(one_of) => union(module, id, def, one_of),
        Shape::OneElement(one_element) => choice(module, id, def, one_element),
    })
}

/// The type of a value without what optional and nullable add.
pub(super) fn rust_type(module: Module<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Named(id) => module.name_of(*id),
        Type::InText(inner, _) => rust_type(module, inner),
        Type::List(element) | Type::ListOrOne(element) => {
            let element = rust_type(module, element);
            quote!(Vec<#element>)
        }
        Type::Map(value) => {
            let value = rust_type(module, value);
            quote!(BTreeMap<String, #value>)
        }
        Type::Tuple(parts) => {
            let parts = parts.iter().map(|part| rust_type(module, part));
            quote!((#(#parts),*))
        }
        Type::Nullable(part, _) => {
            let part = rust_type(module, part);
            quote!(Option<#part>)
        }
        Type::Boxed(part) => {
            let part = rust_type(module, part);
            quote!(Box<#part>)
        }
        Type::Any => quote!(#JSON_VALUE),
        Type::Scalar(scalar) => match scalar {
            Scalar::String | Scalar::Hashed(_) => quote!(String),
            Scalar::Secret(_) => quote!(#SECRET),
            Scalar::Integer(_) => quote!(i64),
            Scalar::Number(_) => quote!(f64),
            Scalar::Decimal(_) => quote!(#DECIMAL),
            Scalar::Boolean(_) => quote!(bool),
            Scalar::Uuid => quote!(#UUID),
            Scalar::File => quote!(#FILE),
            Scalar::Date(_) => quote!(#JIFF::civil::Date),
            Scalar::Time(_) => quote!(#JIFF::civil::Time),
            Scalar::DateTime(DateTime::Civil(_)) => quote!(#JIFF::civil::DateTime),
            Scalar::DateTime(
                DateTime::Rfc3339 | DateTime::UnixSeconds(_) | DateTime::UnixMillis(_),
            ) => quote!(#JIFF::Timestamp),
            Scalar::Spelt(spelt) => spelt::rust_type(spelt),
        },
    }
}

/// The type of a field: what may be missing or `null` is an `Option`, what may be both tells them
/// apart.
pub(super) fn field_type(module: Module<'_>, member: &Member, ty: &Type) -> TokenStream {
    let plain = rust_type(module, ty);
    match (member.may_be_left_out(), member.nullable) {
        (true, true) => quote!(Option<#NULLABLE<#plain>>),
        (true, false) | (false, true) => quote!(Option<#plain>),
        (false, false) => plain,
    }
}

/// A struct's declaration: `pub struct Name { … }`, or `pub struct Name;` without fields.
pub(super) fn structure(
    module: Module<'_>,
    name: &TokenStream,
    members: &[&Member],
    sent: bool,
) -> TokenStream {
    declared(name, &fields(module, members.iter().copied(), sent))
}

/// The fields of a struct, each with its docs.
pub(super) fn fields<'m>(
    module: Module<'_>,
    members: impl IntoIterator<Item = &'m Member>,
    sent: bool,
) -> Vec<TokenStream> {
    members
        .into_iter()
        .filter_map(|member| field(module, member, &docs::member(module.api, member, sent)))
        .collect()
}

/// One field; a constant is none.
pub(super) fn field(
    module: Module<'_>,
    member: &Member,
    docs: &TokenStream,
) -> Option<TokenStream> {
    let Content::Value(ty) = &member.content else {
        return None;
    };
    let deprecated = deprecated(member.deprecated.as_deref());
    let field = ident(&member.field);
    let ty = field_type(module, member, ty);
    Some(quote! { #docs #deprecated pub #field: #ty })
}

/// `pub struct Name { … }`, or `pub struct Name;` without fields.
pub(super) fn declared(name: &TokenStream, fields: &[TokenStream]) -> TokenStream {
    if fields.is_empty() {
        quote!(pub struct #name;)
    } else {
        quote!(pub struct #name { #(#fields,)* })
    }
}

/// `#[derive(…)]` of a struct or of an enum of structs. Secrets can't be compared.
pub(super) fn derives(holds_secret: bool) -> TokenStream {
    if holds_secret {
        quote!(#[derive(Debug, Clone)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq)])
    }
}

fn object(module: Module<'_>, id: TypeId, def: &TypeDef, members: &[Member]) -> TokenStream {
    let name = ident(&def.name);
    let (sent, received) = (module.reach.is_sent(id), module.reach.is_received(id));
    let fields: Vec<&Member> = members.iter().collect();
    let docs = Docs::new()
        .text(def.description.as_deref())
        .or(purpose(def))
        .list(
            "Its members keep these rules where it is sent:",
            &rules::in_words(&fields, &def.rules),
        )
        .outer();
    let derives = derives(def.holds_secret);
    let sent_as_xml = module.reach.is_sent_as_xml(id);
    let paired = module.reach.is_paired(id);
    let sent_as_row = module.reach.is_sent_as_row(id);
    let received_as_row = module.reach.is_received_as_row(id);
    let is_sent = sent || sent_as_xml || paired || sent_as_row;
    let structure = structure(module, &quote!(#name), &fields, is_sent);
    let visibility = module.visibility();
    let encode = sent.then(|| encode::object(module, members, &def.rules, visibility.as_ref()));
    let decode = received.then(|| decode::json_object(module, &name, members));
    let encode_xml =
        sent_as_xml.then(|| xml::object(module, members, &def.rules, visibility.as_ref()));
    let pairs = paired.then(|| pairs::object(module, id, def, members, visibility.as_ref()));
    let decode_xml = module
        .reach
        .is_received_as_xml(id)
        .then(|| xml::element(module, &word("decode_xml"), members, visibility.as_ref()));
    let columns =
        (sent_as_row || received_as_row).then(|| csv::columns(members, visibility.as_ref()));
    let encode_row = sent_as_row.then(|| csv::encode_row(module, members, visibility.as_ref()));
    let decode_row = received_as_row.then(|| csv::decode_row(module, members, visibility.as_ref()));
    let secrets = super::secrets::method(module, id, def);
    let has_methods = is_sent || decode_xml.is_some() || columns.is_some() || secrets.is_some();
    let methods = has_methods
        .then(|| quote! { impl #name { #columns #secrets #encode #pairs #encode_xml #encode_row #decode_xml #decode_row } });
    let failure = module
        .reach
        .is_inner_failure(id)
        .then(|| failure::failure(module, &def.name, &[members], false));
    quote! { #docs #derives #structure #methods #decode #failure }
}

/// What a type without a description is there for.
fn purpose(def: &TypeDef) -> String {
    match &def.member_of {
        Some((wire, owner)) => format!("{} of [`{}`].", code(wire), owner.plain()),
        None => format!("The type {}.", code(def.name.plain())),
    }
}
