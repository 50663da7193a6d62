//! `oauth2` of a scheme.

use super::super::excerpt;
use super::super::keys::OAUTH2;
use super::super::outcome::status_code;
use super::super::reader::{Fields, Reader};
use super::super::yaml::Entry;
use super::recipe::word;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{ClientPlace, Grant, OAuth2};

const GRANTS: [(&str, Grant); 2] = [
    ("client_credentials", Grant::ClientCredentials),
    ("refresh_token", Grant::RefreshToken),
];

const PLACES: [(&str, ClientPlace); 2] =
    [("basic", ClientPlace::Basic), ("body", ClientPlace::Body)];

/// `{ token_url: …, grant: client_credentials }`.
pub(super) fn parse_oauth2(reader: &mut Reader<'_, '_>, entry: &Entry) -> Option<OAuth2> {
    let fields = reader.fields(&entry.value, entry.key_span, &OAUTH2)?;
    let token_url = reader.text_at(&fields, "token_url");
    let grant = fields.get("grant");
    let grant = grant.and_then(|node| word(reader, node, "grant", &GRANTS));
    let client = match fields.get("auth") {
        Some(node) => word(reader, node, "place of a client's credentials", &PLACES),
        None => Some(ClientPlace::Basic),
    };
    let expired = statuses(reader, &fields);
    Some(OAuth2 {
        token_url: token_url?,
        grant: grant?,
        scope: reader.text_at(&fields, "scope"),
        client: client?,
        expired,
    })
}

fn statuses(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<u16> {
    let Some(node) = fields.get("expired") else {
        return Vec::new();
    };
    let items = reader.items(node, "statuses").unwrap_or_default().iter();
    let statuses = items.filter_map(|item| {
        let scalar = reader.scalar(item, "a status")?;
        let status = status_code(&scalar.text);
        if status.is_none() {
            let message = format!("`{}` is no HTTP status", excerpt(&scalar.text));
            reader.fault(
                Diagnostic::new(Code::InvalidStatus, item.span, message)
                    .help("write a status such as `401`"),
            );
        }
        status
    });
    statuses.collect()
}
