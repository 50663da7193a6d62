//! `api.yaml`, and the blocks of words that both kinds of file share.

use super::auth::{parse_auth_use, parse_schemes};
use super::endpoint::parse_groups;
use super::file_start;
use super::include::parse_presence;
use super::keys::{API, DEFAULTS, DOC, VARIABLE};
use super::outcome::parse_outcomes;
use super::rate_limit::{parse_rate_limit_use, parse_rate_limits};
use super::reader::{Fields, Reader};
use super::types::parse_types;
use super::yaml::Node;
use crate::spec::{Api, Defaults, Doc, Endpoint, Variable};

/// An API from its `api.yaml`, from the path of its folder, with the endpoints that stand beside it.
pub(super) fn parse_api(
    reader: &mut Reader<'_, '_>,
    folder: &str,
    root: &Node<'_>,
    endpoints: Vec<Endpoint>,
) -> Option<Api> {
    let fields = reader.fields(root, file_start(reader.file()), &API)?;
    Some(Api {
        name: folder.rsplit('/').next().unwrap_or(folder).to_owned(),
        folder: folder.to_owned(),
        file: reader.file(),
        span: root.span,
        title: reader.text_at(&fields, "title"),
        description: reader.text_at(&fields, "description"),
        docs: parse_docs(reader, &fields),
        notes: reader.notes(&fields),
        base_url: reader.text_at(&fields, "base_url"),
        variables: parse_variables(reader, &fields),
        schemes: parse_schemes(reader, &fields),
        rate_limits: parse_rate_limits(reader, &fields),
        defaults: parse_defaults(reader, &fields),
        parameters: parse_groups(reader, &fields),
        types: parse_types(reader, &fields),
        outcomes: parse_outcomes(reader, &fields),
        endpoints,
    })
}

/// `docs`: a list of pages.
pub(super) fn parse_docs(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Doc> {
    let Some(node) = fields.get("docs") else {
        return Vec::new();
    };
    let items = reader
        .items(node, "`{ url: …, read: … }`")
        .unwrap_or_default();
    items
        .iter()
        .filter_map(|item| {
            let owner = reader.first_line(item.span);
            let fields = reader.plain(item, owner, &DOC)?;
            Some(Doc {
                url: reader.text_at(&fields, "url")?,
                read: reader.day_at(&fields, "read"),
                note: reader.text_at(&fields, "note"),
            })
        })
        .collect()
}

fn parse_variables(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Variable> {
    let Some(node) = fields.get("variables") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of variables")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let fields = reader.plain(&entry.value, entry.key_span, &VARIABLE)?;
            Some(Variable {
                name: entry.name(),
                description: reader.text_at(&fields, "description"),
                example: reader.text_at(&fields, "example"),
                default: reader.text_at(&fields, "default"),
            })
        })
        .collect()
}

fn parse_defaults(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Defaults {
    let Some(entry) = fields.entry("defaults") else {
        return Defaults::default();
    };
    match reader.fields(&entry.value, entry.key_span, &DEFAULTS) {
        Some(fields) => Defaults {
            auth: parse_auth_use(reader, &fields),
            rate_limit: parse_rate_limit_use(reader, &fields),
            presence: parse_presence(reader, &fields),
        },
        None => Defaults::default(),
    }
}
