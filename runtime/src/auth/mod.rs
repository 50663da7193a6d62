//! Credentials: where a scheme puts them. They are applied to an encoded request when it is sent,
//! so that another token can take the place of one that has expired.

mod apply;
mod authenticator;
mod compute;
mod environment;
mod place;
mod secrets;
mod sign;

use docwright_wire::Bytes;
pub use docwright_wire::recipe::{Coding, Digest, Holder, Nonce, Now, PairPart, Sorted};

use crate::{OAuth2, SessionSource};

pub use self::authenticator::{AuthRequest, Authenticator, Authorizing, Challenge};
pub use self::environment::{Environment, Sleeping};

pub(crate) use self::apply::{Applied, apply};
pub(crate) use self::environment::System;
pub(crate) use self::secrets::secrets_among;

/// An auth scheme of an API.
#[derive(Debug)]
pub struct Scheme {
    /// Its name, which is also that of the builder's method.
    pub name: &'static str,
    /// Names of its credentials, in the order of the builder's arguments.
    pub credentials: &'static [&'static str],
    /// What is made for each request. Templates refer to it behind the credentials, in this order.
    pub computed: &'static [Computed],
    /// What is sent.
    pub placements: &'static [Placement],
    /// HTTP's basic authentication (RFC 7617): both credentials, joined and in base64, are the one
    /// value that placements refer to; without placements, it goes where that RFC says.
    pub basic: bool,
    /// What is made of the whole request, last. Templates refer to it behind what is computed.
    pub signatures: &'static [Signature],
    /// For a scheme that stands for others: each alternative lists schemes that are sent together.
    /// The first is taken whose credentials the client has.
    pub alternatives: &'static [&'static [&'static Scheme]],
    /// Where the one credential that is sent, an access token, comes from; the caller gives what
    /// tokens are fetched with.
    pub oauth2: Option<&'static OAuth2>,
    /// The caller gives an [`Authenticator`] in the place of credentials.
    pub custom: bool,
    /// The credentials are those of a session, and come from there.
    pub session: Option<SessionSource>,
}

impl Scheme {
    /// Sends nothing.
    pub const DEFAULT: Self = Self {
        name: "",
        credentials: &[],
        computed: &[],
        placements: &[],
        basic: false,
        signatures: &[],
        alternatives: &[],
        oauth2: None,
        custom: false,
        session: None,
    };

    /// Whether a refusal brings the session with it.
    pub(crate) fn is_handed(&self) -> bool {
        self.session == Some(SessionSource::Refusal)
    }

    /// Whether its credentials end, and others take their place.
    pub(crate) fn is_renewed(&self) -> bool {
        self.session.is_some() || self.oauth2.is_some()
    }
}

/// One value that is sent.
#[derive(Debug)]
pub struct Placement {
    /// Where.
    pub place: AuthPlace,
    /// Wire name; empty for the path.
    pub name: &'static str,
    /// The value's parts, which are joined.
    pub value: &'static [Segment],
}

/// Where a credential travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthPlace {
    /// A request header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
    /// A member of the body: of its JSON object, or of its form.
    Body,
    /// Before the endpoint's path, behind that of the base URL.
    Path,
}

/// A part of a value.
#[derive(Debug, Clone, Copy)]
pub enum Segment {
    /// Text of the spec.
    Literal(&'static str),
    /// The value at this position: credentials first, then what is computed, then signatures.
    Value(usize),
}

/// A value that is made anew for each request.
#[derive(Debug, Clone, Copy)]
pub enum Computed {
    /// The time.
    Now(Now<'static>),
    /// A text that is used once, with its length in characters.
    Nonce(Nonce, usize),
    /// The hash of a text.
    Hash(Digest, Coding, &'static [Segment]),
    /// A text in base64, or in that for URLs; in hexadecimal digits.
    Coded(Coding, &'static [Segment]),
    /// A text percent-encoded, all but RFC 3986's unreserved characters.
    Percent(&'static [Segment]),
}

/// A value that is made of the request as it travels.
#[derive(Debug)]
pub struct Signature {
    /// Where it goes by itself; `None` if only templates refer to it.
    pub place: Option<AuthPlace>,
    /// Wire name there.
    pub name: &'static str,
    /// The hash function.
    pub digest: Digest,
    /// The key of a keyed hash (HMAC, RFC 2104); `None` for the hash alone.
    pub key: Option<&'static [Part]>,
    /// What is signed: the parts, joined.
    pub text: &'static [Part],
    /// How the bytes are spelt; `None` if other signatures take them as they are.
    pub coding: Option<Coding>,
}

/// A part of a text that is signed, or of a key.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Text of the spec.
    Literal(&'static str),
    /// The value at this position, as in [`Segment::Value`].
    Value(usize),
    /// The bytes of the signature at this position among those of the scheme, which stands above.
    Digest(usize),
    /// The bytes that the value at this position spells.
    Decoded(Bytes, usize),
    /// `POST`.
    Method,
    /// The host of the URL, with its port unless that is the usual one of the scheme.
    Host,
    /// The path as sent, with that of the base URL.
    Path,
    /// The query as sent, without `?`; empty if there is none.
    Query,
    /// Path and query as sent, with `?` between them if there is a query.
    Target,
    /// The whole URL as sent.
    Url,
    /// The URL up to its path.
    Origin,
    /// The body as sent.
    Body,
    /// The SHA-256 of the body in hexadecimal digits.
    BodySha256Hex,
    /// The value of a request header; empty if there is none.
    Header(&'static str),
    /// Names and values of the request in the order of the names; with them more names, which aren't
    /// sent there, and the parts of their values.
    Sorted(
        &'static Sorted<'static>,
        &'static [(&'static str, &'static [Part])],
    ),
    /// Another part, percent-encoded: all but RFC 3986's unreserved characters.
    Percent(&'static Part),
}

#[cfg(test)]
mod tests;
