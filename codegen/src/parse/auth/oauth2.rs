//! `oauth2` of a scheme.

use super::super::keys::OAUTH2;
use super::super::reader::Reader;
use super::super::yaml::Entry;
use super::recipe::word;
use super::session;
use crate::spec::{ClientPlace, Grant, OAuth2};

const GRANTS: [(&str, Grant); 2] = [
    ("client_credentials", Grant::ClientCredentials),
    ("refresh_token", Grant::RefreshToken),
];

const PLACES: [(&str, ClientPlace); 2] =
    [("basic", ClientPlace::Basic), ("body", ClientPlace::Body)];

/// `{ token_url: …, grant: client_credentials }`.
pub(super) fn parse_oauth2(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<OAuth2> {
    let fields = reader.fields(&entry.value, entry.key_span, &OAUTH2)?;
    let token_url = reader.text_at(&fields, "token_url");
    let grant = fields.get("grant");
    let grant = grant.and_then(|node| word(reader, node, "grant", &GRANTS));
    let client = match fields.get("auth") {
        Some(node) => word(reader, node, "place of a client's credentials", &PLACES),
        None => Some(ClientPlace::Basic),
    };
    let (expired, expired_outcomes) = session::parse_refused(reader, &fields);
    Some(OAuth2 {
        token_url: token_url?,
        grant: grant?,
        scope: reader.text_at(&fields, "scope"),
        client: client?,
        expired,
        expired_outcomes,
    })
}
