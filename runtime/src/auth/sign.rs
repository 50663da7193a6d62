//! Signatures: hashes of the request as it travels.

use docwright_wire::recipe::{Coding, Digest};
use http::HeaderMap;

use super::compute::{join, value};
use super::{Part, Scheme, Signature};
use crate::encode::Encoded;
use crate::{Invalid, Method, Secret};

/// The signature of a request that has everything else.
///
/// # Errors
/// If the text or the key refers to a value that there is none of.
pub(super) fn sign(
    signature: &Signature,
    scheme: &Scheme,
    values: &[Secret],
    method: Method,
    request: &Encoded,
) -> Result<String, Invalid> {
    let mut text = Vec::new();
    for part in signature.text {
        let uri = &request.uri;
        match part {
            Part::Literal(literal) => text.extend_from_slice(literal.as_bytes()),
            Part::Value(index) => {
                text.extend_from_slice(value(*index, scheme, values)?.expose().as_bytes());
            }
            Part::Method => text.extend_from_slice(method.as_str().as_bytes()),
            Part::Path => text.extend_from_slice(uri.path().as_bytes()),
            Part::Query => text.extend_from_slice(uri.query().unwrap_or_default().as_bytes()),
            Part::Target => {
                let target = uri.path_and_query().map_or("", |target| target.as_str());
                text.extend_from_slice(target.as_bytes());
            }
            Part::Url => text.extend_from_slice(uri.to_string().as_bytes()),
            Part::Body => text.extend_from_slice(request.content.bytes()?),
            Part::BodySha256Hex => {
                let hash = hash(Digest::Sha256, None, request.content.bytes()?)?;
                text.extend_from_slice(Coding::Hex.spell(&hash).as_bytes());
            }
            Part::Header(name) => text.extend_from_slice(header(&request.headers, name)),
        }
    }
    let key = signature
        .key
        .map(|key| join(key, scheme, values))
        .transpose()?;
    let hash = hash(signature.digest, key.as_ref().map(String::as_bytes), &text)?;
    Ok(signature.coding.spell(&hash))
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h [u8] {
    headers.get(name).map_or(&[], |value| value.as_bytes())
}

/// The hash of a text, with a key or without.
///
/// # Errors
/// If the feature is off: specs that need it don't compile without.
pub(super) fn hash(digest: Digest, key: Option<&[u8]>, text: &[u8]) -> Result<Vec<u8>, Invalid> {
    #[cfg(feature = "signatures")]
    {
        Ok(match key {
            Some(key) => digest.hmac(key, text),
            None => digest.hash(text),
        })
    }
    #[cfg(not(feature = "signatures"))]
    {
        let _ = (digest, key, text);
        Err(Invalid::request(
            "needs the feature `signatures` of docwright-runtime",
        ))
    }
}
