//! Endpoint files.

use super::also::parse_also;
use super::api::parse_docs;
use super::auth::parse_auth_use;
use super::body::parse_body;
use super::example::parse_examples;
use super::file_start;
use super::include::{one_or_more, parse_include, parse_presence};
use super::keys::{ENDPOINT, PARAMETERS, REQUEST};
use super::outcome::parse_outcome_entries;
use super::pages::parse_pages;
use super::rate_limit::parse_rate_limit_use;
use super::reader::{Fields, Reader};
use super::rule::parse_rules;
use super::types::{parse_members, parse_types};
use super::yaml::{Entry, Node};
use crate::source::Spanned;
use crate::spec::{Endpoint, Method, Parameter, ParameterGroup, Place, Request};

/// The methods of RFC 9110 section 9 and RFC 5789 that call an API, and those of WebDAV.
const METHODS: [(&str, Method); 16] = [
    ("GET", Method::Get),
    ("HEAD", Method::Head),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
    ("OPTIONS", Method::Options),
    ("PROPFIND", Method::Propfind),
    ("PROPPATCH", Method::Proppatch),
    ("MKCOL", Method::Mkcol),
    ("COPY", Method::Copy),
    ("MOVE", Method::Move),
    ("LOCK", Method::Lock),
    ("UNLOCK", Method::Unlock),
    ("REPORT", Method::Report),
    ("SEARCH", Method::Search),
];

/// An endpoint from its file; `name` is the file's stem, `group` the folder below the API's.
pub(super) fn parse_endpoint(
    reader: &mut Reader<'_, '_>,
    name: &str,
    group: Option<&str>,
    root: &Node<'_>,
) -> Option<Endpoint> {
    let fields = reader.fields(root, file_start(reader.file()), &ENDPOINT)?;
    Some(Endpoint {
        name: name.to_owned(),
        group: group.map(str::to_owned),
        file: reader.file(),
        span: root.span,
        title: reader.text_at(&fields, "title"),
        docs: parse_docs(reader, &fields),
        description: reader.text_at(&fields, "description"),
        notes: reader.notes(&fields),
        deprecated: reader.text_at(&fields, "deprecated"),
        method: parse_method(reader, &fields),
        url: reader.text_at(&fields, "url"),
        also: parse_also(reader, &fields),
        auth: parse_auth_use(reader, &fields),
        auth_origins: one_or_more(reader, &fields, "auth_origins"),
        idempotent: reader.flag_at(&fields, "idempotent").map(|flag| flag.value),
        rate_limit: parse_rate_limit_use(reader, &fields),
        resend_after_login: reader.flag_at(&fields, "resend_after_login"),
        request: fields
            .entry("request")
            .map_or_else(Request::default, |entry| parse_request(reader, entry)),
        presence: parse_presence(reader, &fields),
        types: parse_types(reader, &fields),
        success: parse_outcome_entries(reader, &fields, "success"),
        failure: parse_outcome_entries(reader, &fields, "failure"),
        pages: parse_pages(reader, &fields),
        examples: parse_examples(reader, &fields),
    })
}

pub(super) fn parse_method(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<Spanned<Method>> {
    let word = reader.text_at(fields, "method")?;
    match METHODS.iter().find(|(name, _)| *name == word.value) {
        Some((_, method)) => Some(Spanned::new(*method, word.span)),
        None => {
            let known = METHODS.map(|(name, _)| name);
            reader.unknown_word(&word, "method", &known);
            None
        }
    }
}

/// `request`: places in the order of the file, and one body.
fn parse_request(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Request {
    let Some(fields) = reader.fields(&entry.value, entry.key_span, &REQUEST) else {
        return Request::default();
    };
    let parameters = parse_places(reader, &fields);
    let (body, body_optional) = match parse_body(reader, &fields) {
        Some((body, optional)) => (Some(body), optional),
        None => (None, false),
    };
    Request {
        parameters,
        include: parse_include(reader, &fields),
        body,
        body_optional,
        rules: parse_rules(reader, &fields),
    }
}

/// Parameters by place, in the order of the file.
fn parse_places(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for entry in fields.iter() {
        let place = match &*entry.key.text {
            "path" => Place::Path,
            "query" => Place::Query,
            "headers" => Place::Header,
            "cookies" => Place::Cookie,
            "url" => Place::Url,
            _ => continue,
        };
        let members = parse_members(reader, &entry.value).unwrap_or_default();
        parameters.extend(
            members
                .into_iter()
                .map(|member| Parameter { place, member }),
        );
    }
    parameters
}

/// `parameters` of `api.yaml`: name to places.
pub(super) fn parse_groups(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Vec<ParameterGroup> {
    let Some(node) = fields.get("parameters") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of groups of parameters")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let fields = reader.fields(&entry.value, entry.key_span, &PARAMETERS)?;
            Some(ParameterGroup {
                name: entry.name(),
                parameters: parse_places(reader, &fields),
            })
        })
        .collect()
}
