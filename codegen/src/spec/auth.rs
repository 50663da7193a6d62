//! `auth`: where credentials travel.

pub use docwright_wire::Bytes;

use super::{Coding, Digest, Literal};
use crate::source::{Span, Spanned, Text};

/// An entry of `auth` in `api.yaml`.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name, which is also the builder's method.
    pub name: Text,
    /// `description`.
    pub description: Option<Text>,
    /// What was written for it.
    pub kind: SchemeKind,
}

/// How a scheme is written.
#[derive(Debug, Clone)]
pub enum SchemeKind {
    /// `bearer`: one credential `token`, sent as `Authorization: Bearer {token}` (RFC 6750 section 2.1).
    Bearer,
    /// `basic`: `username` and `password`, sent as RFC 7617 says.
    Basic,
    /// `custom`: code of the caller's own.
    Custom,
    /// `{ header: X-Api-Key }`: one credential `key` in that header.
    Header(Text),
    /// `{ query: key }`: one credential `key` in that query parameter.
    Query(Text),
    /// `{ cookie: sid }`: one credential `key` in that cookie.
    Cookie(Text),
    /// `{ oauth2: … }`: access tokens that are fetched (RFC 6749).
    OAuth2(OAuth2),
    /// Credentials and templates written out.
    Recipe(Recipe),
}

/// `oauth2` of a scheme.
#[derive(Debug, Clone)]
pub struct OAuth2 {
    /// `token_url`: absolute, or below the base URL.
    pub token_url: Text,
    /// `grant`.
    pub grant: Grant,
    /// `scope`.
    pub scope: Option<Text>,
    /// `auth`: where the client's own credentials stand.
    pub client: ClientPlace,
    /// `expired`: the statuses that say that a token isn't accepted any more.
    pub expired: Vec<u16>,
    /// `expired`: the outcomes that say so.
    pub expired_outcomes: Vec<Expired>,
}

/// What is given for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// `client_credentials` (RFC 6749 section 4.4).
    ClientCredentials,
    /// `refresh_token` (RFC 6749 section 6).
    RefreshToken,
}

/// Where identifier and secret of a client stand (RFC 6749 section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientPlace {
    /// `basic`: in the header.
    Basic,
    /// `body`: in the form.
    Body,
}

/// A scheme by its parts.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// `credentials`, in the order in which the builder takes them.
    pub credentials: Vec<Credential>,
    /// `compute`, in the order of the file.
    pub computed: Vec<Computed>,
    /// `headers`, `query`, `cookies`, `body`: name to template; `path_prefix`: a template.
    pub placements: Vec<Placement>,
    /// `sign`, in the order of the file.
    pub signatures: Vec<Signature>,
    /// `login`: which endpoint opens a session, and where the credentials stand in its outcome.
    pub login: Option<Login>,
    /// `logout`: the endpoint that ends it.
    pub logout: Option<Text>,
    /// `expired`: the outcomes that mean that the session is dead.
    pub expired: Vec<Expired>,
}

/// An entry of `credentials`.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Its name, as in `{j_key}`.
    pub name: Text,
    /// `description`.
    pub description: Option<Text>,
    /// `secret`: true unless said otherwise.
    pub secret: bool,
}

/// One templated value of a recipe.
#[derive(Debug, Clone)]
pub struct Placement {
    /// Where it goes.
    pub place: AuthPlace,
    /// Wire name; the key itself for `path_prefix`.
    pub name: Text,
    /// Template with `{credential}` in it.
    pub template: Text,
}

/// Where a scheme can put a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthPlace {
    /// A request header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
    /// A member of the request body.
    Body,
    /// Before the endpoint's path.
    Path,
}

/// An entry of `compute`: a value that is made anew for each request.
#[derive(Debug, Clone)]
pub struct Computed {
    /// Its name, as in `{timestamp}`.
    pub name: Text,
    /// What it is.
    pub value: Computation,
}

/// How a value is computed.
#[derive(Debug, Clone)]
pub enum Computation {
    /// `{ now: unix_ms }`: a word, or a pattern with strftime's letters.
    Now(Text),
    /// `{ nonce: hex, length: 12 }`: its kind and its length in characters.
    Nonce(Nonce, usize),
    /// `{ md5_hex: "{password}{salt}" }`.
    Hash(Digest, Coding, Text),
    /// `{ base64: "{user}:{password}" }`.
    Coded(Coding, Text),
    /// `{ percent: "{key}" }`.
    Percent(Text),
}

pub use docwright_wire::recipe::{Holder, Nonce};

/// An entry of `sign`: a value that is made of the whole request.
#[derive(Debug, Clone)]
pub struct Signature {
    /// Its name: on the wire if it goes somewhere by itself, and in templates.
    pub name: Text,
    /// `in`: where it goes by itself.
    pub place: Option<AuthPlace>,
    /// Which hash.
    pub digest: Digest,
    /// `key` of a keyed hash: a template, or the name of a value alone.
    pub key: Option<Text>,
    /// `key_as`: how the credential that is the key spells its bytes.
    pub key_as: Option<Spanned<Bytes>>,
    /// What is signed, a template.
    pub text: Text,
    /// `sorted`: what `{sorted}` is in the text.
    pub sorted: Option<Sorted>,
    /// `as`; `None` for `bytes`, which other signatures take as they are.
    pub coding: Option<Coding>,
}

/// `sorted` of a signature: names and values of the request in the order of their names.
#[derive(Debug, Clone)]
pub struct Sorted {
    /// Where the key stands.
    pub span: Span,
    /// `of`: where they are looked for; all places without it.
    pub of: Option<Vec<Holder>>,
    /// `each`: a template of `{name}` and `{value}`.
    pub each: Option<Text>,
    /// `between`: what stands between two.
    pub between: Option<Text>,
    /// `except`: names that are left out.
    pub except: Vec<Text>,
    /// `with`: names that aren't sent there, with the templates of their values.
    pub with: Vec<(Text, Text)>,
    /// `empty: false`: those without a value are left out.
    pub skips_empty: bool,
    /// `encoded: true`: names and values are percent-encoded.
    pub is_encoded: bool,
}

/// `login`: `{ endpoint: login, take: { j_key: LoggedIn.data.susertoken } }`.
#[derive(Debug, Clone)]
pub struct Login {
    /// The endpoint's name.
    pub endpoint: Text,
    /// Credential name to where its value stands.
    pub take: Vec<(Text, TakenFrom)>,
    /// `expires_in`: how long a session lasts.
    pub expires_in: Option<Lasting>,
}

/// How long a session lasts.
#[derive(Debug, Clone)]
pub enum Lasting {
    /// So many seconds.
    Seconds(u64),
    /// `LoggedIn.expires_in`: as many seconds as stand there.
    Member(Text),
}

/// Where the value of a credential stands, in a response or in the request before it.
#[derive(Debug, Clone)]
pub enum TakenFrom {
    /// `LoggedIn.data.key`: an outcome and its members.
    Member(Text),
    /// `{ request: userId }`: a member of the login's own request.
    Request(Text),
    /// `{ header: X-Session-Id, of: LoggedIn }`.
    Header {
        /// Name of the header.
        name: Text,
        /// The outcome.
        of: Text,
    },
    /// `{ cookie: sid, of: LoggedIn }`: set by `Set-Cookie`.
    Cookie {
        /// Name of the cookie.
        name: Text,
        /// The outcome.
        of: Text,
    },
}

/// An entry of `expired`: `{ outcome: Failed, where: { name: [INVALID_JKEY] } }`.
#[derive(Debug, Clone)]
pub struct Expired {
    /// The outcome's name.
    pub outcome: Text,
    /// Member path to the values that mean expiry; empty if the outcome alone does.
    pub when: Vec<(Text, Vec<Spanned<Literal>>)>,
}

/// Which scheme an endpoint uses: `auth: session`, `auth: none`, or several of them.
#[derive(Debug, Clone)]
pub enum AuthUse {
    /// `none`.
    None,
    /// A scheme's name.
    Scheme(Text),
    /// `{ any_of: [none, token] }`: one of these.
    AnyOf(Vec<AuthUse>),
    /// `{ all_of: [key, session] }`: these together.
    AllOf(Vec<AuthUse>),
}
