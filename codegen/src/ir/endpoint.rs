//! An endpoint: one module, one request, one response enum.

use super::{
    Counted, Doc, Example, Member, Outcome, Pages, Payload, RequestBody, Rule, SessionRole,
    Template,
};
use crate::names::RustName;

/// One endpoint.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// File stem.
    pub name: String,
    /// Index into the API's groups; `None` beside the `api.yaml`.
    pub group: Option<usize>,
    /// Module name and method name.
    pub method_name: RustName,
    /// Path of the spec below the specs folder, for docs.
    pub key: String,
    /// What the page says.
    pub doc: Doc,
    /// HTTP method.
    pub method: Method,
    /// URL.
    pub url: Url,
    /// Other addresses that are documented. The client doesn't send there.
    pub also: Vec<Also>,
    /// Alternatives in the order in which they are tried, each with indices into the API's schemes
    /// that are sent together. No alternative, or an empty one: no auth.
    pub auth: Vec<Vec<usize>>,
    /// Whether sending it twice is the same as sending it once, where the spec says other than the
    /// method does (RFC 9110 section 9.2.2).
    pub idempotent: Option<bool>,
    /// The rate limits that its requests count for, in the order in which a call waits for them.
    pub rate_limits: Vec<Counted>,
    /// The request.
    pub request: Request,
    /// Name of the response enum.
    pub response_name: RustName,
    /// `<Endpoint>Success`.
    pub success_name: RustName,
    /// `<Endpoint>Failure`.
    pub failure_name: RustName,
    /// Outcomes in the order of the page: successes, then failures.
    pub outcomes: Vec<OutcomeUse>,
    /// Indices into `outcomes`, more specific ones first: the order in which they are tried.
    pub candidates: Vec<usize>,
    /// How its pages follow one another, if it has several.
    pub pages: Option<Pages>,
    /// What it has to do with sessions.
    pub session: SessionRole,
    /// Examples, in the order of the page.
    pub examples: Vec<Example>,
}

pub use crate::spec::{Method, Place};

/// Where an endpoint is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    /// Scheme and authority of an absolute URL; `None` if below the base URL.
    pub origin: Option<String>,
    /// The caller gives the whole of it, but for `query`.
    pub given: Option<GivenUrl>,
    /// The path; values are indices into the request's parameters.
    pub path: Template,
    /// Constant query pairs, decoded, in the order of the page.
    pub query: Vec<(String, String)>,
    /// As written in the spec: what errors and docs show.
    pub template: String,
}

/// Another method or address that means the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// HTTP method.
    pub method: Method,
    /// URL.
    pub url: Url,
    /// The pairs of the query, but for constants of the URL, are sent as a form.
    pub query_as_form: bool,
    /// What the page says of it.
    pub note: Option<String>,
}

/// A URL that the caller gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUrl {
    /// Index into the request's parameters.
    pub parameter: usize,
    /// Where credentials may go beside the origin of the base URL.
    pub auth_origins: Vec<String>,
}

/// The request of an endpoint.
#[derive(Debug, Clone)]
pub struct Request {
    /// Name of the struct.
    pub type_name: RustName,
    /// Parameters in the order of the file. Constants are among them.
    pub parameters: Vec<Parameter>,
    /// The body; `None` if nothing is sent. An auth scheme that writes into the body makes it JSON.
    pub body: Option<RequestBody>,
    /// How a caller makes one.
    pub construction: Construction,
    /// Rules between the members, in the order of the page.
    pub rules: Vec<Rule>,
    /// Request members that decide between outcomes: their values as sent travel with the reply.
    pub facts: Vec<Fact>,
}

/// A parameter of the request.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it goes.
    pub place: Place,
    /// The member.
    pub member: Member,
}

/// How a request struct is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Construction {
    /// It has no field: the method takes none.
    Nothing,
    /// Every field is optional: `Default`.
    Default,
    /// One to four required fields: `new`.
    New,
    /// A struct literal.
    Literal,
}

/// A request member whose sent value decides between outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Wire name.
    pub wire: String,
    /// Where it stands: the index of a parameter, or of a member of the body.
    pub source: FactSource,
}

/// Where a fact is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactSource {
    /// Index into the parameters.
    Parameter(usize),
    /// Index into the body's members.
    Body(usize),
}

/// An outcome as one endpoint uses it: a variant of its response.
#[derive(Debug, Clone)]
pub struct OutcomeUse {
    /// Name of the variant.
    pub variant: RustName,
    /// Success or failure.
    pub kind: OutcomeKind,
    /// What it is.
    pub outcome: OutcomeRef,
    /// Under which statuses.
    pub status: StatusSet,
    /// Under which request.
    pub when: Vec<RequestCondition>,
}

/// Own or shared.
#[derive(Debug, Clone)]
pub enum OutcomeRef {
    /// Written in the endpoint's file.
    Own(Box<Outcome>),
    /// Index into the API's outcomes.
    Shared(usize),
}

/// On which side of `?` an outcome stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeKind {
    /// Under `success`.
    Success,
    /// Under `failure`.
    Failure,
}

/// The statuses of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSet {
    /// Inclusive ranges, sorted, not touching.
    pub ranges: Vec<(u16, u16)>,
    /// How docs show it: `200`, `2xx`, `undocumented`.
    pub label: String,
    /// False if the page gives none.
    pub documented: bool,
}

/// A condition on the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestCondition {
    /// Index into the request's facts.
    pub fact: usize,
    /// Values as sent.
    pub values: Vec<String>,
    /// Whether it also holds when the member isn't sent.
    pub or_missing: bool,
}

impl Also {
    /// Whether both are one address, whatever is said of them.
    pub(crate) fn is_same_address(&self, other: &Self) -> bool {
        let address = |also: &Self| {
            (
                also.method,
                also.url.origin.clone(),
                also.url.path.clone(),
                also.url.query.clone(),
            )
        };
        address(self) == address(other) && self.query_as_form == other.query_as_form
    }
}

impl Request {
    /// Members of a body that are fields of the request; none otherwise.
    #[must_use]
    pub fn body_members(&self) -> &[Member] {
        self.body.as_ref().map_or(&[], RequestBody::members)
    }

    /// What the field `body` can hold, where there is one.
    pub fn payloads(&self) -> impl Iterator<Item = &Payload> {
        self.body.iter().flat_map(RequestBody::payloads)
    }

    /// Every member, parameters first: what the caller's fields are made of.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.parameters
            .iter()
            .map(|parameter| &parameter.member)
            .chain(self.body_members())
    }
}

impl Method {
    /// As it is sent.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Propfind => "PROPFIND",
            Self::Proppatch => "PROPPATCH",
            Self::Mkcol => "MKCOL",
            Self::Copy => "COPY",
            Self::Move => "MOVE",
            Self::Lock => "LOCK",
            Self::Unlock => "UNLOCK",
            Self::Report => "REPORT",
            Self::Search => "SEARCH",
        }
    }
}
