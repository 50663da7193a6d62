//! `auth`: where credentials travel.

use super::Literal;
use crate::source::{Spanned, Text};

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
    /// `{ header: X-Api-Key }`: one credential `key` in that header.
    Header(Text),
    /// `{ query: key }`: one credential `key` in that query parameter.
    Query(Text),
    /// `{ cookie: sid }`: one credential `key` in that cookie.
    Cookie(Text),
    /// Credentials and templates written out.
    Recipe(Recipe),
}

/// A scheme by its parts.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// `credentials`, in the order in which the builder takes them.
    pub credentials: Vec<Credential>,
    /// `headers`, `query`, `cookies`, `body`: name to template.
    pub placements: Vec<Placement>,
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
    /// Wire name.
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
}

/// `login`: `{ endpoint: login, take: { j_key: LoggedIn.data.susertoken } }`.
#[derive(Debug, Clone)]
pub struct Login {
    /// The endpoint's name.
    pub endpoint: Text,
    /// Credential name to `Outcome.member.member`.
    pub take: Vec<(Text, Text)>,
}

/// An entry of `expired`: `{ outcome: Failed, where: { name: [INVALID_JKEY] } }`.
#[derive(Debug, Clone)]
pub struct Expired {
    /// The outcome's name.
    pub outcome: Text,
    /// Member path to the values that mean expiry; empty if the outcome alone does.
    pub when: Vec<(Text, Vec<Spanned<Literal>>)>,
}

/// Which scheme an endpoint uses: `auth: session` or `auth: none`.
#[derive(Debug, Clone)]
pub enum AuthUse {
    /// `none`.
    None,
    /// A scheme's name.
    Scheme(Text),
}
