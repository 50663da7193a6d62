//! What a value is before anything is read into it.

use crate::emit::module::ident;
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Content, Member, Scalar, Type};

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

/// A value of a union: none of its variants, as every union that is read has room for values that the page
/// doesn't describe. A variant could need another value of the union, and that one so on.
pub(in crate::emit) fn of_union() -> TokenStream {
    quote!(Self::Unknown(#JSON_VALUE::Null))
}
