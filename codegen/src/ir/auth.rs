//! Auth schemes, lowered to one form: credentials and templates.

pub use docwright_wire::recipe::Holder;

use super::{Bytes, Segment, Template};
use crate::names::RustName;

/// A scheme. The built-in ones are recipes by now.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Name in `api.yaml`.
    pub name: String,
    /// The builder's method.
    pub method: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// What the caller gives, in the order of the builder's arguments.
    pub credentials: Vec<Credential>,
    /// What is made for each request, in order.
    pub computed: Vec<Computed>,
    /// What is sent. Values in templates are indices: into `credentials`, behind them into
    /// `computed`, and behind those into `signatures`.
    pub placements: Vec<Placement>,
    /// `basic`: user and password are joined and base64-coded (RFC 7617 section 2).
    pub basic: bool,
    /// The caller gives code of their own in the place of credentials.
    pub custom: bool,
    /// What is made of the whole request, last.
    pub signatures: Vec<Signature>,
    /// Where the one credential, an access token, comes from.
    pub oauth2: Option<OAuth2>,
    /// The sessions that its credentials stand for, if an endpoint opens them.
    pub session: Option<Session>,
}

/// One value that the caller gives.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Name in the spec.
    pub name: String,
    /// Argument name.
    pub argument: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// Whether it must not be printed.
    pub secret: bool,
}

/// One value that is sent.
#[derive(Debug, Clone)]
pub struct Placement {
    /// Where.
    pub place: AuthPlace,
    /// Wire name.
    pub name: String,
    /// The value.
    pub value: Template,
}

/// Access tokens that are fetched (RFC 6749).
#[derive(Debug, Clone)]
pub struct OAuth2 {
    /// Absolute, or a path below the base URL.
    pub token_url: String,
    /// What is given for a token.
    pub grant: Grant,
    /// The scope that is asked for.
    pub scope: Option<String>,
    /// Where the client's own credentials stand.
    pub client: ClientPlace,
    /// The statuses that say that a token isn't accepted any more.
    pub expired: Vec<u16>,
    /// What tokens are fetched with, in the order of the builder's arguments.
    pub credentials: Vec<Credential>,
    /// The builder's method that takes a token instead.
    pub token_method: RustName,
}

pub use crate::spec::{AuthPlace, ClientPlace, Coding, Digest, Grant, Nonce};

/// A value that is made anew for each request.
#[derive(Debug, Clone)]
pub struct Computed {
    /// Its name in templates.
    pub name: String,
    /// How it is made.
    pub value: Computation,
    /// Whether it is made of a secret, and gives it away.
    pub secret: bool,
}

/// How a value is computed.
#[derive(Debug, Clone)]
pub enum Computation {
    /// Whole seconds since 1970.
    UnixSeconds,
    /// Whole milliseconds since 1970.
    UnixMillis,
    /// The time in UTC, by a pattern with strftime's letters.
    Time(String),
    /// A text that is used once, and its length.
    Nonce(Nonce, usize),
    /// The hash of a text.
    Hash(Digest, Coding, Template),
    /// A text in base64.
    Coded(Coding, Template),
    /// A text percent-encoded.
    Percent(Template),
}

/// A value that is made of the whole request.
#[derive(Debug, Clone)]
pub struct Signature {
    /// Its name in templates, and on the wire where it goes somewhere by itself.
    pub name: String,
    /// Where it goes by itself.
    pub place: Option<AuthPlace>,
    /// Which hash.
    pub digest: Digest,
    /// The key of a keyed hash, of no parts of the request.
    pub key: Option<Vec<Part>>,
    /// What is signed.
    pub text: Vec<Part>,
    /// How the hash is spelt; `None` if other signatures take its bytes as they are.
    pub coding: Option<Coding>,
}

/// A part of a text that is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text as it is.
    Literal(String),
    /// The value at this index, as in the templates of the scheme.
    Value(usize),
    /// The bytes of the signature at this position among those of the scheme.
    Digest(usize),
    /// The bytes that the credential at this index spells. Of keys alone.
    Decoded(Bytes, usize),
    /// The method.
    Method,
    /// Host of the URL, with its port unless that is the usual one.
    Host,
    /// The path as sent.
    Path,
    /// The query as sent.
    Query,
    /// Path and query as sent.
    Target,
    /// The whole URL as sent.
    Url,
    /// The URL up to its path.
    Origin,
    /// The body as sent.
    Body,
    /// The SHA-256 of the body in hexadecimal digits.
    BodySha256Hex,
    /// The value of this header.
    Header(String),
    /// Names and values in the order of the names.
    Sorted(Box<Sorted>),
    /// Another part, percent-encoded.
    Percent(Box<Part>),
}

/// Names and values of a request in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted {
    /// Where they are looked for.
    pub of: Vec<Holder>,
    /// How each name is written with its value, if not as `name=value`.
    pub each: Option<Vec<PairPart>>,
    /// What stands between two.
    pub between: String,
    /// The names that are left out.
    pub except: Vec<String>,
    /// More names, which aren't sent there, with the parts of their values.
    pub with: Vec<(String, Vec<Part>)>,
    /// Those without a value are left out.
    pub skips_empty: bool,
    /// Names and values are percent-encoded before they are sorted.
    pub is_encoded: bool,
}

/// A part of what is written for a name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairPart {
    /// Text as it is.
    Literal(String),
    /// The name.
    Name,
    /// The value.
    Value,
}

impl Part {
    /// Whether it is made of the body.
    fn concerns_body(&self) -> bool {
        match self {
            Self::Body | Self::BodySha256Hex => true,
            Self::Sorted(sorted) => sorted.of.iter().any(|holder| *holder != Holder::Query),
            Self::Percent(part) => part.concerns_body(),
            _ => false,
        }
    }

    /// Whether it is another text where the same request is sent to another base URL; `is_bound` knows
    /// it of the scheme's value at an index, and of a signature's bytes at a position.
    fn is_bound_to_url(&self, is_bound: &impl Fn(&Self) -> bool) -> bool {
        match self {
            Self::Host | Self::Path | Self::Target | Self::Url | Self::Origin => true,
            Self::Percent(part) => part.is_bound_to_url(is_bound),
            Self::Sorted(sorted) => {
                let mut with = sorted.with.iter().flat_map(|(_, parts)| parts);
                with.any(|part| part.is_bound_to_url(is_bound))
            }
            other => is_bound(other),
        }
    }
}

impl Signature {
    /// Whether it is made of the body, or stands there.
    #[must_use]
    pub fn concerns_body(&self) -> bool {
        self.place == Some(AuthPlace::Body) || self.text.iter().any(Part::concerns_body)
    }
}

impl Scheme {
    /// The names that templates refer to, in the order of their indices.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let credentials = self.credentials.iter().map(|known| known.name.as_str());
        let computed = self.computed.iter().map(|known| known.name.as_str());
        let signatures = self.signatures.iter().map(|known| known.name.as_str());
        credentials.chain(computed).chain(signatures)
    }

    /// Index of the first signature among the values that templates refer to.
    #[must_use]
    pub fn first_signature(&self) -> usize {
        self.credentials.len() + self.computed.len()
    }

    /// Whether a template refers to a signature: then it is filled after all others.
    #[must_use]
    pub fn is_signed(&self, template: &Template) -> bool {
        template.0.iter().any(
            |segment| matches!(segment, Segment::Value(index) if *index >= self.first_signature()),
        )
    }

    /// Whether the time is sent or signed.
    #[must_use]
    pub fn needs_now(&self) -> bool {
        self.computed.iter().any(|computed| {
            matches!(
                computed.value,
                Computation::UnixSeconds | Computation::UnixMillis | Computation::Time(_)
            )
        })
    }

    /// The nonces, with their lengths.
    pub fn nonces(&self) -> impl Iterator<Item = (Nonce, usize)> {
        self.computed
            .iter()
            .filter_map(|computed| match computed.value {
                Computation::Nonce(nonce, length) => Some((nonce, length)),
                _ => None,
            })
    }

    /// What is another value where the same request is sent to another base URL: place and name of
    /// each signature of a path or URL, and of what is made of those.
    #[must_use]
    pub fn bound_to_url(&self) -> Vec<(AuthPlace, &str)> {
        let mut bound: Vec<usize> = Vec::new();
        let mut names = Vec::new();
        for (index, signature) in (self.first_signature()..).zip(&self.signatures) {
            let mut parts = signature.text.iter().chain(signature.key.iter().flatten());
            let of_bound = |part: &Part| match part {
                Part::Value(index) => bound.contains(index),
                Part::Digest(index) => bound.contains(&(self.first_signature() + index)),
                _ => false,
            };
            if parts.any(|part| part.is_bound_to_url(&of_bound)) {
                bound.push(index);
                names.extend(
                    signature
                        .place
                        .map(|place| (place, signature.name.as_str())),
                );
            }
        }
        let templates = self.placements.iter().filter(|placement| {
            let mut segments = placement.value.0.iter();
            segments
                .any(|segment| matches!(segment, Segment::Value(index) if bound.contains(index)))
        });
        names.extend(templates.map(|placement| (placement.place, placement.name.as_str())));
        names
    }
}

/// Where the sessions of a scheme come from.
#[derive(Debug, Clone)]
pub enum Session {
    /// From an endpoint.
    Opened {
        /// Its index.
        endpoint: usize,
        /// The builder's method that takes a function for its requests.
        method: RustName,
    },
    /// From the refusal of a request without one, or with one that is over.
    Handed,
}
