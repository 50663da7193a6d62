//! Sessions: what an endpoint has to do with those of its schemes.

use super::{Access, Literal};

/// What an endpoint has to do with sessions.
#[derive(Debug, Clone, Default)]
pub struct SessionRole {
    /// Indices of the outcomes by which the server can say that the session of the call is over.
    pub expired: Vec<usize>,
    /// It isn't sent again in a new session.
    pub sent_once: bool,
    /// The sessions that it opens.
    pub opens: Vec<Opens>,
    /// Indices of the schemes of which it ends the session.
    pub closes: Vec<usize>,
}

/// A session that an endpoint opens.
#[derive(Debug, Clone)]
pub struct Opens {
    /// Index of the scheme.
    pub scheme: usize,
    /// The outcomes that open one.
    pub by: Vec<OpenedBy>,
}

/// An outcome that opens a session.
#[derive(Debug, Clone)]
pub struct OpenedBy {
    /// Index into the outcomes of the endpoint.
    pub outcome: usize,
    /// Index of each credential, and where it stands.
    pub credentials: Vec<(usize, CredentialSource)>,
    /// How long the session lasts.
    pub lasts: Option<Lasts>,
}

/// Where a credential stands.
#[derive(Debug, Clone)]
pub enum CredentialSource {
    /// In a member of the outcome.
    Member(Access),
    /// In this header.
    Header(String),
    /// In this cookie, which `Set-Cookie` sets.
    Cookie(String),
    /// In the request: index of the fact.
    Fact(usize),
}

/// How long a session lasts.
#[derive(Debug, Clone)]
pub enum Lasts {
    /// So many seconds.
    Seconds(u64),
    /// As many seconds as stand there.
    Member(Access),
}

/// Members whose values say of an outcome that the session is over: all of them have to.
#[derive(Debug, Clone)]
pub struct ExpiredWhen(pub Vec<(Access, Vec<Literal>)>);
