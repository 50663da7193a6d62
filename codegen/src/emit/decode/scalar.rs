//! Reading values without members.

use super::Reader;
use crate::emit::encode::optional_text;
use crate::emit::paths::*;
use crate::emit::spelt;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{DateTime, NumberSpelling, Scalar};

/// Whether a scalar is read as its Rust type usually is.
pub(super) fn is_plain(scalar: &Scalar) -> bool {
    use NumberSpelling::Native;
    matches!(
        scalar,
        Scalar::String
            | Scalar::Hashed(_)
            | Scalar::Integer(Native)
            | Scalar::Number(Native)
            | Scalar::Decimal(Native)
            | Scalar::Boolean(Native)
    )
}

pub(super) fn json_scalar(scalar: &Scalar) -> Reader {
    use NumberSpelling::Native;
    match scalar {
        Scalar::String | Scalar::Hashed(_) => Reader::method("string"),
        Scalar::Secret(_) => Reader::closure(quote!(json.string().map(#SECRET::from))),
        Scalar::Integer(Native) => Reader::method("integer"),
        Scalar::Number(Native) => Reader::method("number"),
        Scalar::Decimal(Native) => Reader::method("decimal"),
        Scalar::Boolean(Native) => Reader::method("boolean"),
        Scalar::DateTime(DateTime::UnixSeconds(Native)) => {
            Reader::closure(quote!(json.integer().and_then(#DATE::from_unix_s)))
        }
        Scalar::DateTime(DateTime::UnixMillis(Native)) => {
            Reader::closure(quote!(json.integer().and_then(#DATE::from_unix_ms)))
        }
        Scalar::Spelt(spelt) => Reader::closure(spelt::read_json(spelt)),
        _ => {
            let text = scalar_text(scalar);
            Reader::closure(quote!(json.string_as(#text)))
        }
    }
}

pub(super) fn scalar_text(scalar: &Scalar) -> TokenStream {
    match scalar {
        // A file is never received.
        Scalar::String | Scalar::Hashed(_) | Scalar::File => quote!(#TEXT::string),
        Scalar::Secret(_) => quote!(|text| Ok(#SECRET::from(text))),
        Scalar::Integer(_) => quote!(#TEXT::integer),
        Scalar::Number(_) => quote!(#TEXT::number),
        Scalar::Decimal(_) => quote!(#TEXT::decimal),
        Scalar::Boolean(_) => quote!(#TEXT::boolean),
        Scalar::Uuid => quote!(#TEXT::uuid),
        Scalar::Date(pattern) => {
            let pattern = optional_text(pattern.as_deref());
            quote!(|text| #DATE::date(text, #pattern))
        }
        Scalar::Time(pattern) => {
            let pattern = optional_text(pattern.as_deref());
            quote!(|text| #DATE::time(text, #pattern))
        }
        Scalar::DateTime(DateTime::Rfc3339) => quote!(#DATE::timestamp),
        Scalar::DateTime(DateTime::UnixSeconds(_)) => {
            quote!(|text| #TEXT::integer(text).and_then(#DATE::from_unix_s))
        }
        Scalar::DateTime(DateTime::UnixMillis(_)) => {
            quote!(|text| #TEXT::integer(text).and_then(#DATE::from_unix_ms))
        }
        Scalar::DateTime(DateTime::Civil(pattern)) => {
            quote!(|text| #DATE::civil(text, #pattern))
        }
        Scalar::Spelt(spelt) => spelt::read_text(spelt),
    }
}
