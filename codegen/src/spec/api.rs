//! `api.yaml`: what the endpoints of one vendor share.

use super::{
    AuthUse, Endpoint, NamedType, Outcome, Parameter, Presence, RateLimit, RateLimitUse, Scheme,
};
use crate::source::{FileId, Span, Spanned, Text};

/// One API: its `api.yaml`, and the endpoint files beside it and in its groups.
#[derive(Debug, Clone)]
pub struct Api {
    /// Name of the folder, `shop`.
    pub name: String,
    /// Path of the folder below the specs folder, `brokers/shop`.
    pub folder: String,
    /// The `api.yaml`.
    pub file: FileId,
    /// The whole document.
    pub span: Span,
    /// `title`: the vendor's name for the API.
    pub title: Option<Text>,
    /// `description`.
    pub description: Option<Text>,
    /// `docs`: the pages it was read from.
    pub docs: Vec<Doc>,
    /// `notes`: contradictions and gaps of the pages.
    pub notes: Vec<Text>,
    /// `base_url`, with `{variables}`.
    pub base_url: Option<Text>,
    /// `variables` of the base URL.
    pub variables: Vec<Variable>,
    /// `auth`: the schemes by name, in the order of the file.
    pub schemes: Vec<Scheme>,
    /// `rate_limits`, in the order of the file.
    pub rate_limits: Vec<RateLimit>,
    /// `defaults`.
    pub defaults: Defaults,
    /// `parameters`: groups that requests include by name.
    pub parameters: Vec<ParameterGroup>,
    /// `types` shared by the endpoints.
    pub types: Vec<NamedType>,
    /// `outcomes` shared by the endpoints.
    pub outcomes: Vec<Outcome>,
    /// The endpoint files: those beside `api.yaml`, then those of each group; by name.
    pub endpoints: Vec<Endpoint>,
}

/// An entry of `docs`: a page and the day it was read.
#[derive(Debug, Clone)]
pub struct Doc {
    /// `url` of the page.
    pub url: Text,
    /// `read`: the day, `2026-11-20`.
    pub read: Option<Text>,
    /// `note`: what this page is, where there are several.
    pub note: Option<Text>,
}

/// An entry of `variables`: a part of the base URL that differs between customers.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name, as in `{instance}`.
    pub name: Text,
    /// `description`.
    pub description: Option<Text>,
    /// `example`: what the page prints in its place.
    pub example: Option<Text>,
    /// `default`: used when the caller sets none.
    pub default: Option<Text>,
}

/// An entry of `parameters`: what several requests send alike.
#[derive(Debug, Clone)]
pub struct ParameterGroup {
    /// Its name.
    pub name: Text,
    /// `path`, `query`, `headers`, `cookies`: in the order of the file.
    pub parameters: Vec<Parameter>,
}

/// `defaults` of an API.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// `auth` for endpoints that say nothing.
    pub auth: Option<AuthUse>,
    /// `rate_limit` for endpoints that say nothing.
    pub rate_limit: Option<RateLimitUse>,
    /// `presence` of members of responses, for endpoints that say nothing.
    pub presence: Option<Spanned<Presence>>,
}
