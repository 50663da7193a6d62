//! Writing values without members.

use super::{Operand, optional_text};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::{auth, spelt};
use crate::ir::{DateTime, Hash, NumberSpelling, Scalar};

pub(super) fn json_scalar(scalar: &Scalar, value: &Operand) -> TokenStream {
    use NumberSpelling::Native;
    let plain = value.value();
    match scalar {
        Scalar::Integer(Native) => quote!(json.integer(#plain);),
        Scalar::Number(Native) => quote!(json.number(#plain);),
        Scalar::Boolean(Native) => quote!(json.boolean(#plain);),
        Scalar::Decimal(Native) => {
            let reference = value.reference();
            quote!(json.decimal(#reference);)
        }
        Scalar::DateTime(DateTime::UnixSeconds(Native)) => {
            let reference = value.reference();
            quote!(json.integer(#DATE::to_unix_s(#reference));)
        }
        Scalar::DateTime(DateTime::UnixMillis(Native)) => {
            let reference = value.reference();
            quote!(json.integer(#DATE::to_unix_ms(#reference));)
        }
        Scalar::Spelt(spelt) => spelt::write_json(spelt, value),
        _ => {
            let text = scalar_text(scalar, value);
            quote!(json.string(#text);)
        }
    }
}

/// The hash of a text, which travels instead of it.
pub(in crate::emit) fn hashed(hash: Hash, text: &TokenStream) -> TokenStream {
    if hash.word() == "sha256_hex" {
        return quote!(#SHA256_HEX(#text));
    }
    let digest = auth::digest_word(hash.digest);
    let coding = auth::coding_word(hash.coding);
    quote!(#CODING::#coding.spell(&#DIGEST::#digest.hash(#text.as_bytes())))
}

pub(super) fn scalar_text(scalar: &Scalar, value: &Operand) -> TokenStream {
    let (receiver, reference, plain) = (value.receiver(), value.reference(), value.value());
    match scalar {
        // A file has no text: it is a part of its own.
        Scalar::String | Scalar::File => reference,
        Scalar::Secret(None) => quote!(#receiver.expose()),
        Scalar::Secret(Some(hash)) => {
            let hashed = hashed(*hash, &quote!(#receiver.expose()));
            quote!(&#hashed)
        }
        Scalar::Hashed(hash) => {
            let hashed = hashed(*hash, &reference);
            quote!(&#hashed)
        }
        Scalar::Boolean(_) => quote!(if #plain { "true" } else { "false" }),
        Scalar::Number(_) => quote!(&#TEXT::print_number(#plain)?),
        Scalar::Integer(_) | Scalar::Decimal(_) | Scalar::Uuid => quote!(&#receiver.to_string()),
        Scalar::Date(pattern) => {
            let pattern = optional_text(pattern.as_deref());
            quote!(&#DATE::print_date(#reference, #pattern)?)
        }
        Scalar::Time(pattern) => {
            let pattern = optional_text(pattern.as_deref());
            quote!(&#DATE::print_time(#reference, #pattern)?)
        }
        Scalar::DateTime(DateTime::Rfc3339) => quote!(&#DATE::print_timestamp(#reference)),
        Scalar::DateTime(DateTime::UnixSeconds(_)) => {
            quote!(&#DATE::to_unix_s(#reference).to_string())
        }
        Scalar::DateTime(DateTime::UnixMillis(_)) => {
            quote!(&#DATE::to_unix_ms(#reference).to_string())
        }
        Scalar::DateTime(DateTime::Civil(pattern)) => {
            quote!(&#DATE::print_civil(#reference, #pattern)?)
        }
        Scalar::Spelt(spelt) => spelt::text(spelt, value),
    }
}

/// Whether Rust copies the value.
pub(super) fn is_copy(scalar: &Scalar) -> bool {
    match scalar {
        Scalar::String | Scalar::Secret(_) | Scalar::Hashed(_) | Scalar::File => false,
        Scalar::Integer(_)
        | Scalar::Number(_)
        | Scalar::Decimal(_)
        | Scalar::Boolean(_)
        | Scalar::Uuid
        | Scalar::Date(_)
        | Scalar::Time(_)
        | Scalar::DateTime(_) => true,
        Scalar::Spelt(spelt) => spelt::is_copy(spelt),
    }
}

/// Whether some value can't be spelt in JSON.
pub(super) fn can_fail(scalar: &Scalar) -> bool {
    match scalar {
        Scalar::Number(NumberSpelling::InString)
        | Scalar::Date(_)
        | Scalar::Time(_)
        | Scalar::DateTime(DateTime::Civil(_)) => true,
        Scalar::Spelt(spelt) => spelt::can_fail(spelt),
        _ => false,
    }
}

/// Whether some value can't be spelt where there is text only.
pub(super) fn can_fail_in_text(scalar: &Scalar) -> bool {
    matches!(scalar, Scalar::Number(_)) || can_fail(scalar)
}
