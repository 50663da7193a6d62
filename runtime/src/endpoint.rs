//! What generated code says about an endpoint.

use std::fmt;
use std::marker::PhantomData;

use docwright_wire::Fault;
use docwright_wire::outcome::{Candidate, Choice, Unfit};

use crate::call::InPlace;
use crate::{Encoder, Invalid, Received, Scheme, SessionRole};

/// A request, and how its endpoint is spoken to. Implementations do no I/O.
pub trait Endpoint {
    /// What comes back: one variant per documented outcome.
    type Response: Response;

    /// What holds for all requests of this kind.
    const INFO: EndpointInfo;

    /// The outcomes, more specific ones first.
    const OUTCOMES: &'static [Candidate<'static>];

    /// Tells answers of which the page says that the server did nothing, if it says so of any.
    const UNDONE: Option<Undone> = None;

    /// Whether the page has a header `Idempotency-Key` that may be left out: a call that can't be
    /// repeated otherwise gets one then.
    const TAKES_KEY: bool = false;

    /// The rate limits that its requests count for, by their names, and for how many requests each counts.
    const RATE_LIMITS: &'static [(&'static str, u32)] = &[];

    /// What of the answers' bodies is secret.
    const SECRETS: Secrets = Secrets::Nothing;
    /// What it has to do with the sessions of its API.
    const SESSION: SessionRole = SessionRole::NONE;

    /// Writes path, query, headers and body.
    ///
    /// # Errors
    /// If a value can't be sent as it is.
    fn encode(&self, request: &mut Encoder) -> Result<(), Invalid>;

    /// Reads what came back.
    ///
    /// # Errors
    /// If it is no documented outcome, or not spelt as documented.
    fn decode(reply: &Received<'_>) -> Result<Self::Response, Unfit> {
        let mut slot = InPlace(None);
        reply.read(Self::OUTCOMES, &mut slot)?;
        slot.0.ok_or(Unfit::Undocumented)
    }
}

/// A response: an enum with one variant per documented outcome.
pub trait Response: fmt::Debug + Sized + Send + 'static {
    /// What [`Call::ok`](crate::Call::ok) gives.
    type Success;
    /// What it fails with, beside errors.
    type Failure;

    /// The outcome that is chosen: a blank one if it is JSON, which [`read_json`](Self::read_json) puts there. All else is
    /// read.
    ///
    /// # Errors
    /// If it isn't spelt as documented.
    fn begin(choice: &Choice<'_>, reply: &Received<'_>) -> Result<Self, Fault>;

    /// Reads JSON into a blank outcome.
    ///
    /// # Errors
    /// If it isn't spelt as documented.
    fn read_json(&mut self, _: &Choice<'_>) -> Result<(), Fault> {
        Ok(())
    }

    /// The name of the outcome in the spec.
    fn outcome(&self) -> &'static str;

    /// Documented successes apart from documented failures.
    ///
    /// # Errors
    /// The failure, if it is one; the success, if items of it failed.
    fn into_result(self) -> Result<Self::Success, Box<Self::Failure>>;

    /// Whether the server may have acted before it answered so. It may, unless the page says that it
    /// didn't.
    fn may_have_acted(&self) -> bool {
        true
    }

    /// Whether the server says by it that the session is over, and that it did nothing.
    fn has_expired(&self) -> bool {
        false
    }
}

/// Whether an answer is one by which the page says that the server did nothing.
pub type Undone = fn(&Received<'_>) -> bool;

/// Whether what came back is an outcome of which the page says that the server did nothing.
pub fn undone<E: Endpoint>(received: &Received<'_>) -> bool {
    E::decode(received).is_ok_and(|response| !response.may_have_acted())
}

/// Where a response is read, whatever its type.
pub(crate) trait Slot {
    /// Reads the outcome that is chosen, which is in the slot then, whole or not. The slot is empty before.
    ///
    /// # Errors
    /// If it isn't spelt as documented.
    fn read(&mut self, choice: &Choice<'_>, reply: &Received<'_>) -> Result<(), Fault>;

    /// Makes it empty.
    fn clear(&mut self);
}

/// What an endpoint says of itself.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) info: EndpointInfo,
    pub(crate) outcomes: &'static [Candidate<'static>],
    pub(crate) undone: Option<Undone>,
    pub(crate) takes_key: bool,
    pub(crate) rate_limits: &'static [(&'static str, u32)],
    pub(crate) secrets: Secrets,
    pub(crate) session: SessionRole,
}

impl Described {
    pub(crate) fn of<E: Endpoint>() -> &'static Self {
        OfEndpoint::<E>::DESCRIBED
    }
}

/// Where a constant is made for each endpoint, so that calls refer to it.
struct OfEndpoint<E>(PhantomData<E>);

impl<E: Endpoint> OfEndpoint<E> {
    const DESCRIBED: &'static Described = &Described {
        info: E::INFO,
        outcomes: E::OUTCOMES,
        undone: E::UNDONE,
        takes_key: E::TAKES_KEY,
        rate_limits: E::RATE_LIMITS,
        secrets: E::SECRETS,
        session: E::SESSION,
    };
}

/// What of the bodies that an endpoint answers with is secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// Nothing that the spec knows of.
    Nothing,
    /// The members of these names, wherever they stand in the JSON, with all that they hold.
    Members(&'static [&'static str]),
    /// Something that no name leads to: all of it.
    Body,
}

/// A documented failure of which the page says whether the server acted before it answered so.
pub trait SaysActed {
    /// Whether the server may have acted. If not, the call can be made again without risk.
    fn may_have_acted(&self) -> bool;
}

/// What holds for all requests of an endpoint.
#[derive(Debug, Clone, Copy)]
pub struct EndpointInfo {
    /// Name of the API.
    pub api: &'static str,
    /// Name of the endpoint.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Scheme and authority of an absolute URL; `None` for one below the base URL.
    pub origin: Option<&'static str>,
    /// The URL as documented, with its placeholders: for errors.
    pub url: &'static str,
    /// Which credentials it takes.
    pub auth: Option<&'static Scheme>,
    /// Whether sending it twice is the same as sending it once, where the spec says other than the
    /// method does.
    pub idempotent: Option<bool>,
}

/// An HTTP method (RFC 9110 section 9; PATCH: RFC 5789; of WebDAV: RFC 4918, RFC 3253, RFC 5323).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method(&'static str);

impl Method {
    /// `GET`.
    pub const GET: Self = Self("GET");
    /// `HEAD`.
    pub const HEAD: Self = Self("HEAD");
    /// `POST`.
    pub const POST: Self = Self("POST");
    /// `PUT`.
    pub const PUT: Self = Self("PUT");
    /// `PATCH`.
    pub const PATCH: Self = Self("PATCH");
    /// `DELETE`.
    pub const DELETE: Self = Self("DELETE");
    /// `OPTIONS`.
    pub const OPTIONS: Self = Self("OPTIONS");
    /// `PROPFIND`.
    pub const PROPFIND: Self = Self("PROPFIND");
    /// `PROPPATCH`.
    pub const PROPPATCH: Self = Self("PROPPATCH");
    /// `MKCOL`.
    pub const MKCOL: Self = Self("MKCOL");
    /// `COPY`.
    pub const COPY: Self = Self("COPY");
    /// `MOVE`.
    pub const MOVE: Self = Self("MOVE");
    /// `LOCK`.
    pub const LOCK: Self = Self("LOCK");
    /// `UNLOCK`.
    pub const UNLOCK: Self = Self("UNLOCK");
    /// `REPORT`.
    pub const REPORT: Self = Self("REPORT");
    /// `SEARCH`.
    pub const SEARCH: Self = Self("SEARCH");

    /// Whether sending it twice is the same as sending it once, by what methods are: RFC 9110 section
    /// 9.2.2, and IANA's registry of methods for those of WebDAV, of which `LOCK` alone isn't so.
    #[must_use]
    pub fn is_idempotent(self) -> bool {
        !matches!(self.0, "POST" | "PATCH" | "LOCK")
    }

    /// As on the wire, in capitals.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The success of an endpoint that documents none, or the failure of one that documents none: a
/// value of it can't exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

/// A text is none of the values of a closed enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownValue;

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the documented values")
    }
}

impl std::error::Error for UnknownValue {}
