//! The hand-written half of every client that Docwright generates.
//!
//! Generated code describes an endpoint ([`Endpoint`]: how a request is encoded, how a response is
//! decoded); this crate acts: it sends through a [`Transport`], applies credentials, bounds time and
//! size, and turns whatever goes wrong into one [`Error`] that says whether the server may have
//! acted.
//!
//! For users of a client, what matters is [`Call`], [`Reply`], [`Error`], [`CallError`] and
//! [`Secret`]. The rest is the interface to generated code.

#[cfg(all(feature = "hyper", target_family = "wasm"))]
compile_error!(
    "the features `hyper` and `reqwest` of docwright-runtime are for platforms with sockets: turn off its default features on wasm"
);

mod address;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod buffer;
mod builder;
mod call;
mod client;
mod download;
mod encode;
mod endpoint;
mod error;
#[cfg(feature = "examples")]
pub mod examples;
mod failure;
mod handshake;
mod incoming;
mod invalid;
mod limits;
mod mask;
mod multipart;
mod oauth2;
mod observe;
mod pages;
mod pairs;
mod rate_limit;
mod received;
mod redirect;
mod reference;
mod reply;
mod retry;
mod retry_after;
mod rule;
mod secret;
mod send;
mod session;
mod set_cookie;
mod stream;
mod transport;
mod upload;

#[cfg(feature = "csv")]
pub use docwright_wire::csv;
#[cfg(feature = "jiff")]
pub use docwright_wire::date;
pub use docwright_wire::events::{Event, Step};
#[cfg(feature = "sha2")]
pub use docwright_wire::hash;
pub use docwright_wire::headers::Headers;
pub use docwright_wire::json::Nullable;
pub use docwright_wire::outcome::{
    Acted, BodyCondition, BodyKind, BodyTest, Candidate, Choice, HeaderCondition, RequestCondition,
    Unfit, Variant, variant,
};
#[cfg(feature = "xml")]
pub use docwright_wire::xml;
pub use docwright_wire::{
    Bytes, Digits, Fault, Flag, Literal, Problem, RawBody, Unit, family, joined, json, markup,
    properties, same_text, text, text_pattern,
};
pub use http;
#[cfg(feature = "jiff")]
pub use jiff;
#[cfg(feature = "decimal")]
pub use rust_decimal::Decimal;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

pub use self::auth::{
    AuthPlace, AuthRequest, Authenticator, Authorizing, Challenge, Coding, Computed, Digest,
    Environment, Holder, Nonce, Now, PairPart, Part, Placement, Scheme, Segment, Signature,
    Sleeping, Sorted,
};
#[cfg(feature = "blocking")]
pub use self::blocking::{Blocking, DownloadReader};
pub use self::call::{Call, Sending};
pub use self::client::{Api, Client, ClientBuilder, Variable};
pub use self::download::Download;
pub use self::encode::Encoder;
pub use self::endpoint::{
    Endpoint, EndpointInfo, Method, Never, Response, SaysActed, Secrets, Undone, UnknownValue,
    undone,
};
pub use self::error::{BuildError, CallError, Error, ErrorKind};
pub use self::failure::{failure, failures};
pub use self::invalid::Invalid;
pub use self::limits::Timeouts;
pub use self::multipart::File;
pub use self::oauth2::{ClientPlace, Grant, OAuth2};
#[cfg(feature = "tracing")]
pub use self::observe::LogBodies;
pub use self::observe::{AttemptInfo, AttemptRequest, AttemptResult, CallResult, Hook, Purpose};
pub use self::pages::{Items, PageError, Paged, Pages, next_offset, next_page};
pub use self::pairs::Pairs;
pub use self::rate_limit::{Rate, RateLimit, RateLimits};
pub use self::received::Received;
pub use self::reply::Reply;
pub use self::retry::Retries;
pub use self::rule::Rule;
pub use self::secret::Secret;
#[cfg(feature = "session-file")]
pub use self::session::SessionFile;
pub use self::session::{
    Closes, FreshLogin, IntoLogin, MemorySessions, Opened, Opens, Session, SessionKey, SessionRole,
    SessionSource, SessionStore, Storing, expired, succeeded,
};
pub use self::stream::Stream;
pub use self::transport::reqwest;
pub use self::transport::{Body, Transport, TransportError, TransportErrorKind, TransportFuture};
pub use self::upload::Upload;

/// The settings of the default HTTP client, as a builder's method `http` changes them.
pub type HttpSettings = self::transport::reqwest::ClientBuilder;
