//! `compute` and `sign` of a recipe.

use super::super::excerpt;
use super::super::keys::{COMPUTED, SIGNATURE};
use super::super::reader::{Fields, Reader};
use super::super::yaml::{Entry, Node};
use super::sorted::parse_sorted;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Spanned, Text};
use crate::spec::{AuthPlace, Bytes, Coding, Computation, Computed, Digest, Nonce, Signature};

/// What a template becomes.
type Made = fn(Text) -> Computation;

/// The keys of `compute` that make something of a text.
const OF_TEXT: [(&str, Made); 9] = [
    ("md5_hex", |text| {
        Computation::Hash(Digest::Md5, Coding::Hex, text)
    }),
    ("sha1_hex", |text| {
        Computation::Hash(Digest::Sha1, Coding::Hex, text)
    }),
    ("sha1_base64", |text| {
        Computation::Hash(Digest::Sha1, Coding::Base64, text)
    }),
    ("sha256_hex", |text| {
        Computation::Hash(Digest::Sha256, Coding::Hex, text)
    }),
    ("sha256_base64", |text| {
        Computation::Hash(Digest::Sha256, Coding::Base64, text)
    }),
    ("sha512_hex", |text| {
        Computation::Hash(Digest::Sha512, Coding::Hex, text)
    }),
    ("base64", |text| Computation::Coded(Coding::Base64, text)),
    ("base64url", |text| {
        Computation::Coded(Coding::Base64Url, text)
    }),
    ("percent", Computation::Percent),
];

/// The keys of `sign` that name a hash, and whether it takes a key.
const HASHES: [(&str, Digest, bool); 7] = [
    ("hmac_sha256", Digest::Sha256, true),
    ("hmac_sha512", Digest::Sha512, true),
    ("hmac_sha1", Digest::Sha1, true),
    ("sha256", Digest::Sha256, false),
    ("sha512", Digest::Sha512, false),
    ("sha1", Digest::Sha1, false),
    ("md5", Digest::Md5, false),
];

const NONCES: [(&str, Nonce); 4] = [
    ("hex", Nonce::Hex),
    ("digits", Nonce::Digits),
    ("alphanumeric", Nonce::Alphanumeric),
    ("uuid", Nonce::Uuid),
];

const CODINGS: [(&str, Option<Coding>); 6] = [
    ("hex", Some(Coding::Hex)),
    ("HEX", Some(Coding::UpperHex)),
    ("base64", Some(Coding::Base64)),
    ("base64url", Some(Coding::Base64Url)),
    ("base64_percent", Some(Coding::Base64Percent)),
    ("bytes", None),
];

/// How the bytes of a key can be spelt.
const KEYS: [(&str, Bytes); 3] = [
    ("base64", Bytes::Base64),
    ("base64url", Bytes::Base64Url),
    ("hex", Bytes::Hex),
];

const SIGNED_PLACES: [(&str, AuthPlace); 4] = [
    ("header", AuthPlace::Header),
    ("query", AuthPlace::Query),
    ("cookie", AuthPlace::Cookie),
    ("body", AuthPlace::Body),
];

/// Characters of a nonce that gives no length.
const USUAL_NONCE: usize = 32;

/// The longest nonce.
const LONGEST_NONCE: usize = 256;

/// `compute`: name to what is computed.
pub(super) fn parse_computed(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Computed> {
    let Some(node) = fields.get("compute") else {
        return Vec::new();
    };
    let entries = reader.entries(node, "a map of computed values");
    let entries = entries.unwrap_or_default().iter();
    let computed = entries.filter_map(|entry| {
        Some(Computed {
            name: entry.name(),
            value: parse_computation(reader, entry)?,
        })
    });
    computed.collect()
}

fn parse_computation(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Computation> {
    let fields = reader.fields(&entry.value, entry.key_span, &COMPUTED)?;
    let mut group = vec!["now", "nonce"];
    group.extend(OF_TEXT.iter().map(|(key, _)| *key));
    let Some(kind) = reader.only_one(&fields, &group, "a value is computed in one way") else {
        reader.fault(
            Diagnostic::new(
                Code::MissingKey,
                entry.key_span,
                format!("nothing says what `{}` is", excerpt(&entry.key.text)),
            )
            .help("write `now: unix_ms`, `nonce: hex`, or a hash such as `sha256_hex: \"{key}\"`"),
        );
        return None;
    };
    match &*kind.key.text {
        "now" => Some(Computation::Now(reader.text(&kind.value)?)),
        "nonce" => {
            let nonce = word(reader, &kind.value, "kind of nonce", &NONCES)?;
            Some(Computation::Nonce(nonce, length(reader, &fields)?))
        }
        key => {
            let (_, make) = OF_TEXT.iter().find(|(name, _)| *name == key)?;
            Some(make(reader.text(&kind.value)?))
        }
    }
}

fn length(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<usize> {
    let Some(node) = fields.get("length") else {
        return Some(USUAL_NONCE);
    };
    let scalar = reader.scalar(node, "a number of characters")?;
    let length = scalar.text.parse().ok();
    let length = length.filter(|length| (1..=LONGEST_NONCE).contains(length));
    if length.is_none() {
        reader.fault(
            Diagnostic::new(
                Code::InvalidValue,
                node.span,
                format!("`{}` is no length of a nonce", excerpt(&scalar.text)),
            )
            .help(format!("write a number from 1 to {LONGEST_NONCE}")),
        );
    }
    length
}

/// `sign`: name to signature.
pub(super) fn parse_signatures(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Signature> {
    let Some(node) = fields.get("sign") else {
        return Vec::new();
    };
    let entries = reader.entries(node, "a map of signatures");
    let entries = entries.unwrap_or_default().iter();
    let signatures = entries.filter_map(|entry| parse_signature(reader, entry));
    signatures.collect()
}

fn parse_signature(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Signature> {
    let fields = reader.fields(&entry.value, entry.key_span, &SIGNATURE)?;
    let group = HASHES.map(|(key, ..)| key);
    let Some(hash) = reader.only_one(&fields, &group, "a signature is made by one hash") else {
        reader.fault(
            Diagnostic::new(
                Code::MissingKey,
                entry.key_span,
                format!("nothing says how `{}` is made", excerpt(&entry.key.text)),
            )
            .help("write `hmac_sha256: \"{query}{body}\"` and `key:`"),
        );
        return None;
    };
    let (_, digest, is_keyed) = HASHES.iter().find(|(key, ..)| *key == hash.key.text)?;
    let key = reader.text_at(&fields, "key");
    match (is_keyed, fields.entry("key")) {
        (true, None) => {
            let fault = format!("`{}` needs `key`", hash.key.text);
            reader.fault(
                Diagnostic::new(Code::MissingKey, hash.key_span, fault)
                    .help("add `key:` with the name of a credential"),
            );
        }
        (false, Some(key)) => reader.fault(
            Diagnostic::new(
                Code::ConflictingKeys,
                key.key_span,
                format!("`{}` takes no key", hash.key.text),
            )
            .help(format!("write `hmac_{}` for a keyed hash", hash.key.text)),
        ),
        (true, Some(_)) | (false, None) => {}
    }
    let key_as = match fields.get("key_as") {
        Some(node) => Some(Spanned {
            span: node.span,
            value: word(reader, node, "spelling of a key", &KEYS)?,
        }),
        None => None,
    };
    let coding = match fields.get("as") {
        Some(node) => word(reader, node, "spelling of a hash", &CODINGS)?,
        None => Some(Coding::Hex),
    };
    let place = match fields.get("in") {
        Some(node) => Some(word(reader, node, "place of a signature", &SIGNED_PLACES)?),
        None => None,
    };
    Some(Signature {
        name: entry.name(),
        place,
        digest: *digest,
        key,
        key_as,
        text: reader.text(&hash.value)?,
        sorted: parse_sorted(reader, &fields),
        coding,
    })
}

/// What a word of a table stands for.
pub(super) fn word<T: Copy>(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    what: &str,
    known: &[(&'static str, T)],
) -> Option<T> {
    let word = reader.text(node)?;
    let found = known.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        reader.unknown_word(&word, what, &names);
    }
    found.map(|(_, value)| *value)
}
