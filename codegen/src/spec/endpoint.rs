//! An endpoint file.

use super::{
    AuthUse, CsvBody, Doc, Example, Member, NamedType, Outcome, OutcomeUse, Pages, Presence,
    RateLimitUse, Rule, Type, XmlBody,
};
use crate::source::{FileId, Span, Spanned, Text};

/// One endpoint file, in the order of the page.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// File stem, `logout_user`.
    pub name: String,
    /// Name of the folder below the API's, `trading`; `None` beside the `api.yaml`.
    pub group: Option<String>,
    /// The file.
    pub file: FileId,
    /// The whole document.
    pub span: Span,
    /// `title` of the page.
    pub title: Option<Text>,
    /// `docs`.
    pub docs: Vec<Doc>,
    /// `description`.
    pub description: Option<Text>,
    /// `notes`.
    pub notes: Vec<Text>,
    /// `deprecated`: the page's reason.
    pub deprecated: Option<Text>,
    /// `method`.
    pub method: Option<Spanned<Method>>,
    /// `url`: below `base_url`, or absolute, with constant query pairs.
    pub url: Option<Text>,
    /// `also`: other methods and addresses with the same meaning.
    pub also: Vec<Also>,
    /// `auth`.
    pub auth: Option<AuthUse>,
    /// `auth_origins`: where credentials may go beside the origin of the base URL.
    pub auth_origins: Vec<Text>,
    /// `idempotent`: whether sending it twice is the same as sending it once, where the page says other
    /// than the method does.
    pub idempotent: Option<bool>,
    /// `rate_limit`: what its requests count for; the default of the API if missing.
    pub rate_limit: Option<RateLimitUse>,
    /// `resend_after_login`: whether it is sent again in a new session after an answer by which the old
    /// one is over.
    pub resend_after_login: Option<Spanned<bool>>,
    /// `request`.
    pub request: Request,
    /// `presence` of members of its responses; that of the API if missing.
    pub presence: Option<Spanned<Presence>>,
    /// `types` of this endpoint alone.
    pub types: Vec<NamedType>,
    /// `success`, in the order of the page.
    pub success: Vec<OutcomeEntry>,
    /// `failure`, in the order of the page.
    pub failure: Vec<OutcomeEntry>,
    /// `pages`.
    pub pages: Option<Pages>,
    /// `examples`.
    pub examples: Vec<Example>,
}

/// An entry of `also`.
#[derive(Debug, Clone)]
pub struct Also {
    /// The whole of it.
    pub span: Span,
    /// `method`; that of the endpoint if missing.
    pub method: Option<Spanned<Method>>,
    /// `url`; that of the endpoint if missing.
    pub url: Option<Text>,
    /// `query_as: form`: the pairs of the query are the body there.
    pub query_as_form: Option<Span>,
    /// `note`.
    pub note: Option<Text>,
}

/// `method`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`: reads (RFC 9110 section 9.3.1).
    Get,
    /// `HEAD`: as `GET`, without the body (section 9.3.2).
    Head,
    /// `POST`: acts as the resource sees fit (section 9.3.3).
    Post,
    /// `PUT`: puts a state in place of another (section 9.3.4).
    Put,
    /// `PATCH`: changes a part (RFC 5789).
    Patch,
    /// `DELETE`: removes (RFC 9110 section 9.3.5).
    Delete,
    /// `OPTIONS`: asks what is possible (section 9.3.7).
    Options,
    /// `PROPFIND`: asks for properties (RFC 4918 section 9.1).
    Propfind,
    /// `PROPPATCH`: sets and removes properties (section 9.2).
    Proppatch,
    /// `MKCOL`: makes a collection (section 9.3).
    Mkcol,
    /// `COPY`: copies to the `Destination` (section 9.8).
    Copy,
    /// `MOVE`: moves to the `Destination` (section 9.9).
    Move,
    /// `LOCK`: locks, or renews a lock (section 9.10).
    Lock,
    /// `UNLOCK`: takes a lock away (section 9.11).
    Unlock,
    /// `REPORT`: asks for a report (RFC 3253 section 3.6).
    Report,
    /// `SEARCH`: searches (RFC 5323 section 2).
    Search,
}

/// `request`: members by place.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `path`, `query`, `headers`, `cookies`: in the order of the file.
    pub parameters: Vec<Parameter>,
    /// `include`: names of groups under `parameters` of `api.yaml`.
    pub include: Vec<Text>,
    /// The one body.
    pub body: Option<Spanned<RequestBody>>,
    /// Whether the key of the body ended in `?`: the caller may leave it out.
    pub body_optional: bool,
    /// `rules` between members, in the order of the page.
    pub rules: Vec<Rule>,
}

/// A parameter and where it goes.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The place.
    pub place: Place,
    /// The member.
    pub member: Member,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A `{name}` of the URL.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// The whole URL.
    Url,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub enum RequestBody {
    /// `json` with members.
    Json(Vec<Member>),
    /// `form` with members.
    Form(Vec<Member>),
    /// `multipart` with members, a part for each.
    Multipart(Vec<Member>),
    /// `xml`.
    Xml(XmlBody),
    /// Any other, and each one that may be left out.
    Value(Payload),
    /// `one_of`: the caller chooses among several.
    OneOf(Vec<BodyVariant>),
}

/// One of several bodies.
#[derive(Debug, Clone)]
pub struct BodyVariant {
    /// Its name.
    pub name: Text,
    /// `description`.
    pub description: Option<Text>,
    /// The key that says its kind.
    pub kind: Span,
    /// The body.
    pub payload: Payload,
}

/// A body that is one value.
#[derive(Debug, Clone)]
pub enum Payload {
    /// `json`.
    Json(Box<Type>),
    /// `form`: an object.
    Form(Box<Type>),
    /// `multipart`: an object.
    Multipart(Box<Type>),
    /// `text`.
    Text(Box<Type>),
    /// `lines`: the type of one line.
    Lines(Box<Type>),
    /// `csv`: rows.
    Csv(Box<CsvBody>),
    /// `bytes`.
    Bytes,
}

/// An entry under `success` or `failure`.
#[derive(Debug, Clone)]
pub enum OutcomeEntry {
    /// Written out here.
    Own(Box<Outcome>),
    /// `Failed: shared`, or `{ shared: Failed, status: … }`.
    Shared(OutcomeUse),
}
