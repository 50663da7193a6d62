//! Signatures: what is signed, and with which key.

use docwright_wire::recipe;

use super::super::encode::word;
use super::super::paths::*;
use super::super::spelt::bytes;
use super::super::tokens::{Literal, TokenStream, quote};
use super::{coding_word, digest_word, list, place};
use crate::ir::{Holder, PairPart, Part, Signature, Sorted};

pub(super) fn signature(signature: &Signature) -> TokenStream {
    let name = &signature.name;
    let place = match signature.place.map(place) {
        Some(place) => quote!(Some(#AUTH_PLACE::#place)),
        None => quote!(None),
    };
    let digest = digest_word(signature.digest);
    let key = match &signature.key {
        Some(key) => {
            let key = key.iter().map(part);
            quote!(Some(&[#(#key),*]))
        }
        None => quote!(None),
    };
    let text = signature.text.iter().map(part);
    let coding = match signature.coding {
        Some(coding) => {
            let coding = coding_word(coding);
            quote!(Some(#CODING::#coding))
        }
        None => quote!(None),
    };
    quote! {
        #SIGNATURE {
            place: #place,
            name: #name,
            digest: #DIGEST::#digest,
            key: #key,
            text: &[#(#text),*],
            coding: #coding,
        }
    }
}

fn part(part: &Part) -> TokenStream {
    match part {
        Part::Literal(text) => quote!(#PART::Literal(#text)),
        Part::Value(index) => {
            let index = Literal::number(*index);
            quote!(#PART::Value(#index))
        }
        Part::Digest(index) => {
            let index = Literal::number(*index);
            quote!(#PART::Digest(#index))
        }
        Part::Decoded(spelt, index) => {
            let bytes = bytes(*spelt);
            let index = Literal::number(*index);
            quote!(#PART::Decoded(#bytes, #index))
        }
        Part::Method => quote!(#PART::Method),
        Part::Host => quote!(#PART::Host),
        Part::Path => quote!(#PART::Path),
        Part::Query => quote!(#PART::Query),
        Part::Target => quote!(#PART::Target),
        Part::Url => quote!(#PART::Url),
        Part::Body => quote!(#PART::Body),
        Part::BodySha256Hex => quote!(#PART::BodySha256Hex),
        Part::Origin => quote!(#PART::Origin),
        Part::Header(name) => quote!(#PART::Header(#name)),
        Part::Percent(part) => {
            let part = self::part(part);
            quote!(#PART::Percent(&#part))
        }
        Part::Sorted(sorted) => {
            let sorted = self::sorted(sorted);
            quote!(#PART::Sorted(#sorted))
        }
    }
}

fn sorted(sorted: &Sorted) -> TokenStream {
    let usual = recipe::Sorted::DEFAULT;
    let of = (sorted.of != usual.of).then(|| {
        let of = sorted.of.iter().map(|holder| {
            let holder = word(match holder {
                Holder::Query => "Query",
                Holder::Form => "Form",
                Holder::Json => "Json",
            });
            quote!(#HOLDER::#holder)
        });
        quote!(of: &[#(#of),*],)
    });
    let each = sorted.each.as_ref().map(|each| {
        let each = each.iter().map(|part| match part {
            PairPart::Literal(text) => quote!(#PAIR_PART::Literal(#text)),
            PairPart::Name => quote!(#PAIR_PART::Name),
            PairPart::Value => quote!(#PAIR_PART::Value),
        });
        quote!(each: &[#(#each),*],)
    });
    let between = &sorted.between;
    let between = (between != usual.between).then(|| quote!(between: #between,));
    let except = list(quote!(except), sorted.except.iter());
    let skips_empty = sorted.skips_empty.then(|| quote!(skips_empty: true,));
    let is_encoded = sorted.is_encoded.then(|| quote!(is_encoded: true,));
    let rule = quote! {
        #SORTED {
            #of
            #each
            #between
            #except
            #skips_empty
            #is_encoded
            ..#SORTED::DEFAULT
        }
    };
    let with = sorted.with.iter().map(|(name, parts)| {
        let parts = parts.iter().map(part);
        quote!((#name, &[#(#parts),*]))
    });
    quote!(&#rule, &[#(#with),*])
}
