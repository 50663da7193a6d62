//! Signatures: hashes of the request as it travels.

use docwright_wire::percent;
use docwright_wire::recipe::{Coding, Digest, Holder, Sorted, host, origin};
use http::HeaderMap;

use super::compute::value;
use super::{Part, Scheme, Signature};
use crate::encode::{Content, Encoded};
use crate::{Invalid, Method, Secret};

/// What a signature is made of: a request that has everything else, and the values above it.
pub(super) struct Signing<'s> {
    pub(super) scheme: &'s Scheme,
    /// What templates refer to.
    pub(super) values: &'s [Secret],
    /// The signatures above, as bytes.
    pub(super) digests: &'s [Vec<u8>],
    pub(super) method: Method,
    pub(super) request: &'s Encoded,
}

impl Signing<'_> {
    /// The bytes of the signature.
    ///
    /// # Errors
    /// If the text or the key refers to a value that there is none of, or if a key isn't spelt as
    /// it must be.
    pub(super) fn sign(&self, signature: &Signature) -> Result<Vec<u8>, Invalid> {
        let text = self.join(signature.text)?;
        let key = signature.key.map(|key| self.join(key)).transpose()?;
        hash(signature.digest, key.as_deref(), &text)
    }

    fn join(&self, parts: &[Part]) -> Result<Vec<u8>, Invalid> {
        let mut text = Vec::new();
        for part in parts {
            self.push(*part, &mut text)?;
        }
        Ok(text)
    }

    fn push(&self, part: Part, text: &mut Vec<u8>) -> Result<(), Invalid> {
        let uri = &self.request.uri;
        match part {
            Part::Literal(literal) => text.extend_from_slice(literal.as_bytes()),
            Part::Value(index) => text.extend_from_slice(self.value(index)?.as_bytes()),
            Part::Digest(index) => {
                text.extend_from_slice(self.digests.get(index).map_or(&[], Vec::as_slice));
            }
            Part::Decoded(bytes, index) => {
                let decoded = bytes.read(self.value(index)?);
                let credential = self.scheme.credentials.get(index).copied();
                text.extend(decoded.map_err(|fault| {
                    Invalid::parameter(credential.unwrap_or_default(), fault.to_string())
                })?);
            }
            Part::Method => text.extend_from_slice(self.method.as_str().as_bytes()),
            Part::Host => text.extend_from_slice(host(&uri.to_string()).as_bytes()),
            Part::Path => text.extend_from_slice(uri.path().as_bytes()),
            Part::Query => text.extend_from_slice(uri.query().unwrap_or_default().as_bytes()),
            Part::Target => {
                let target = uri.path_and_query().map_or("", |target| target.as_str());
                text.extend_from_slice(target.as_bytes());
            }
            Part::Url => text.extend_from_slice(uri.to_string().as_bytes()),
            Part::Origin => text.extend_from_slice(origin(&uri.to_string()).as_bytes()),
            Part::Sorted(rule, with) => text.extend(self.sorted(rule, with)?.into_bytes()),
            Part::Percent(part) => {
                let part = self.join(std::slice::from_ref(part))?;
                text.extend(percent::encode_bytes(&part).into_bytes());
            }
            Part::Body => text.extend_from_slice(self.request.content.bytes()?),
            Part::BodySha256Hex => {
                let hash = hash(Digest::Sha256, None, self.request.content.bytes()?)?;
                text.extend_from_slice(Coding::Hex.spell(&hash).as_bytes());
            }
            Part::Header(name) => text.extend_from_slice(header(&self.request.headers, name)),
        }
        Ok(())
    }

    /// Names and values of the request, sorted and joined.
    fn sorted(&self, rule: &Sorted<'_>, with: &[(&str, &[Part])]) -> Result<String, Invalid> {
        let mut pairs = Vec::new();
        for holder in rule.of {
            let text = match (holder, &self.request.content) {
                (Holder::Query, _) => self.request.uri.query().unwrap_or_default().as_bytes(),
                (Holder::Form, Content::Form(pairs)) => pairs.as_bytes(),
                (Holder::Json, Content::Json(body)) => body,
                (Holder::Form | Holder::Json, _) => continue,
            };
            let found = holder
                .pairs(text)
                .map_err(|fault| Invalid::request(format!("can't be signed: {fault}")))?;
            pairs.extend(found);
        }
        for (name, parts) in with {
            let value = String::from_utf8_lossy(&self.join(parts)?).into_owned();
            pairs.push(((*name).to_owned(), value));
        }
        Ok(rule.join(pairs))
    }

    fn value(&self, index: usize) -> Result<&str, Invalid> {
        Ok(value(index, self.scheme, self.values)?.expose())
    }
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
