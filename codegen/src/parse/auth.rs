//! `auth`: the schemes of an API, and the schemes that an endpoint uses.

mod oauth2;
mod recipe;
mod session;
mod sorted;

use super::keys::{AUTH_USE, CREDENTIAL, RECIPE, SCHEME};
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind, Node};
use crate::spec::{AuthPlace, AuthUse, Credential, Placement, Recipe, Scheme, SchemeKind};

/// Schemes that are named by a word.
const WORDS: [&str; 3] = ["bearer", "basic", "custom"];

/// The keys of a recipe that place values, and where they place them.
const PLACES: [(&str, AuthPlace); 4] = [
    ("headers", AuthPlace::Header),
    ("query", AuthPlace::Query),
    ("cookies", AuthPlace::Cookie),
    ("body", AuthPlace::Body),
];

/// `auth` of `api.yaml`: name to scheme, or one word that names a built-in scheme and itself.
pub(super) fn parse_schemes(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Scheme> {
    let Some(node) = fields.get("auth") else {
        return Vec::new();
    };
    if let Kind::Scalar(scalar) = &node.kind
        && !scalar.text.is_empty()
    {
        let name = reader.text(node);
        let kind = parse_word(reader, node);
        return name
            .zip(kind)
            .map(|(name, kind)| Scheme {
                name,
                description: None,
                kind,
            })
            .into_iter()
            .collect();
    }
    let entries = reader.entries(node, "a map of schemes").unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| parse_scheme(reader, entry))
        .collect()
}

/// `auth` of an endpoint, or of `defaults`: a scheme's name, or `none`.
pub(super) fn parse_auth_use(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<AuthUse> {
    parse_use(reader, fields.get("auth")?)
}

fn parse_use(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<AuthUse> {
    if let Kind::Map(_) = node.kind {
        let owner = reader.first_line(node.span);
        let fields = reader.fields(node, owner, &AUTH_USE)?;
        let rule = "`any_of` says that one is enough, `all_of` that all are sent";
        let entry = reader.only_one(&fields, &["any_of", "all_of"], rule)?;
        let items = reader.items(&entry.value, "names of schemes")?;
        let parts = items.iter().filter_map(|item| parse_use(reader, item));
        let parts = parts.collect();
        return Some(match &*entry.key.text {
            "any_of" => AuthUse::AnyOf(parts),
            _ => AuthUse::AllOf(parts),
        });
    }
    reader.scalar(node, "the name of a scheme, `none`, or `{ any_of: … }`")?;
    let name = reader.text(node)?;
    Some(match name.as_str() {
        "none" => AuthUse::None,
        _ => AuthUse::Scheme(name),
    })
}

fn parse_scheme(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Scheme> {
    let name = entry.name();
    let node = &entry.value;
    match &node.kind {
        Kind::Scalar(_) => {
            let kind = parse_word(reader, node)?;
            Some(Scheme {
                name,
                description: None,
                kind,
            })
        }
        Kind::Map(entries) if entries.iter().any(is_one_key) => {
            let fields = reader.fields(node, entry.key_span, &SCHEME)?;
            let description = reader.text_at(&fields, "description");
            let kind = parse_one_key(reader, &fields)?;
            Some(Scheme {
                name,
                description,
                kind,
            })
        }
        Kind::Map(_) => {
            let fields = reader.fields(node, entry.key_span, &RECIPE)?;
            Some(Scheme {
                name,
                description: reader.text_at(&fields, "description"),
                kind: SchemeKind::Recipe(parse_recipe(reader, &fields)),
            })
        }
        Kind::List(_) => {
            reader.wrong_kind(node, "an auth scheme: a word or a map");
            None
        }
        Kind::Refused => None,
    }
}

fn parse_word(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<SchemeKind> {
    let word = reader.text(node)?;
    match word.as_str() {
        "bearer" => Some(SchemeKind::Bearer),
        "basic" => Some(SchemeKind::Basic),
        "custom" => Some(SchemeKind::Custom),
        _ => {
            reader.unknown_word(&word, "built-in scheme", &WORDS);
            None
        }
    }
}

/// Whether an entry makes its map a scheme of one key. `query` with a map behind it belongs to a
/// recipe.
fn is_one_key(entry: &Entry<'_>) -> bool {
    match &*entry.key.text {
        "header" | "cookie" | "type" | "oauth2" => true,
        "query" => matches!(entry.value.kind, Kind::Scalar(_)),
        _ => false,
    }
}

fn parse_one_key(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<SchemeKind> {
    let group = ["type", "header", "query", "cookie", "oauth2"];
    let entry = reader.only_one(fields, &group, "a scheme of one key has one place")?;
    if entry.key.text == "type" {
        return parse_word(reader, &entry.value);
    }
    if entry.key.text == "oauth2" {
        return oauth2::parse_oauth2(reader, entry).map(SchemeKind::OAuth2);
    }
    let name = reader.text(&entry.value)?;
    Some(match &*entry.key.text {
        "header" => SchemeKind::Header(name),
        "query" => SchemeKind::Query(name),
        _ => SchemeKind::Cookie(name),
    })
}

fn parse_recipe(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Recipe {
    let prefix = fields.entry("path_prefix");
    let mut placements: Vec<Placement> = prefix
        .and_then(|entry| {
            Some(Placement {
                place: AuthPlace::Path,
                name: entry.name(),
                template: reader.text(&entry.value)?,
            })
        })
        .into_iter()
        .collect();
    for (key, place) in PLACES {
        let templates = reader.texts_at(fields, key, "a map of name to template");
        placements.extend(templates.into_iter().map(|(name, template)| Placement {
            place,
            name,
            template,
        }));
    }
    Recipe {
        credentials: parse_credentials(reader, fields),
        computed: recipe::parse_computed(reader, fields),
        placements,
        signatures: recipe::parse_signatures(reader, fields),
        login: fields
            .entry("login")
            .and_then(|entry| session::parse_login(reader, entry)),
        logout: reader.text_at(fields, "logout"),
        expired: session::parse_expired(reader, fields),
    }
}

fn parse_credentials(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Credential> {
    let Some(node) = fields.get("credentials") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of credentials")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let fields = reader.plain(&entry.value, entry.key_span, &CREDENTIAL)?;
            let secret = reader.flag_at(&fields, "secret");
            Some(Credential {
                name: entry.name(),
                description: reader.text_at(&fields, "description"),
                secret: secret.is_none_or(|secret| secret.value),
            })
        })
        .collect()
}
