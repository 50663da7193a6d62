//! What a value is before anything is read into it.

use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Api, Content, Effect, Member, OneOf, Scalar, Shape, Type, TypeId, Variant};

/// The fields of a struct.
pub(super) fn fields(members: &[Member]) -> Vec<TokenStream> {
    let fields = members.iter().filter_map(|member| {
        let Content::Value(ty) = &member.content else {
            return None;
        };
        let field = ident(&member.field);
        let blank = if member.may_be_left_out() || member.nullable {
            quote!(None)
        } else {
            of(ty)
        };
        Some(quote!(#field: #blank))
    });
    fields.collect()
}

/// A value of a type.
pub(super) fn of(ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(Scalar::String | Scalar::Hashed(_)) => quote!(String::new()),
        Type::Scalar(Scalar::Secret(_)) => quote!(#SECRET::from("")),
        Type::Scalar(Scalar::Integer(_)) => quote!(0),
        Type::Scalar(Scalar::Number(_)) => quote!(0.0),
        Type::Scalar(Scalar::Boolean(_)) => quote!(false),
        Type::Scalar(Scalar::Decimal(_)) => quote!(#DECIMAL::ZERO),
        Type::Scalar(_) => quote!(Default::default()),
        Type::List(_) | Type::ListOrOne(_) => quote!(Vec::new()),
        Type::Map(_) => quote!(BTreeMap::new()),
        Type::Tuple(parts) => {
            let parts = parts.iter().map(of);
            quote!((#(#parts),*))
        }
        Type::Nullable(..) => quote!(None),
        Type::Boxed(part) => {
            let part = of(part);
            quote!(Box::new(#part))
        }
        Type::Any => quote!(#JSON_VALUE::Null),
        Type::InText(inner, _) => of(inner),
        Type::Named(_) => quote!(#DECODE::blank()),
    }
}

/// A value of a union, whose variants stand with whether each holds a box: one that holds no other value
/// of that union.
pub(in crate::emit) fn of_union(
    module: Module<'_>,
    id: TypeId,
    one_of: &OneOf,
    variants: &[(&Variant, bool)],
) -> TokenStream {
    let blank = variants.iter().find_map(|(variant, boxed)| {
        let name = ident(&variant.name);
        match &variant.content {
            _ if variant.failure == Some(Effect::Ends) => None,
            Content::Constant(_) => Some(quote!(Self::#name)),
            Content::Value(ty) if ends(module.api, ty, &mut vec![id]) => {
                let blank = of(ty);
                Some(if *boxed {
                    quote!(Self::#name(Box::new(#blank)))
                } else {
                    quote!(Self::#name(#blank))
                })
            }
            Content::Value(_) => None,
        }
    });
    match blank {
        Some(blank) if !one_of.open => blank,
        _ => quote!(Self::Unknown(#JSON_VALUE::Null)),
    }
}

/// Whether a blank value of a type holds none of those that are `open`.
fn ends(api: &Api, ty: &Type, open: &mut Vec<TypeId>) -> bool {
    match ty {
        Type::Named(id) if open.contains(id) => false,
        Type::Named(id) => {
            open.push(*id);
            let does_end = match api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Object(members) | Shape::Tuple(members)) => members
                    .iter()
                    .filter(|member| !member.may_be_left_out() && !member.nullable)
                    .filter_map(Member::value_type)
                    .all(|ty| ends(api, ty, open)),
                Some(Shape::OneOf(one_of)) => {
                    one_of.open
                        || one_of
                            .variants
                            .iter()
                            .any(|variant| match &variant.content {
                                Content::Constant(_) => true,
                                Content::Value(ty) => ends(api, ty, open),
                            })
                }
                Some(Shape::Enum(_) | Shape::OneElement(_)) | None => true,
            };
            open.pop();
            does_end
        }
        Type::Boxed(part) | Type::InText(part, _) => ends(api, part, open),
        Type::Tuple(parts) => parts.iter().all(|part| ends(api, part, open)),
        Type::Scalar(_)
        | Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Nullable(..)
        | Type::Any => true,
    }
}
