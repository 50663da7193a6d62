//! OAuth 2.0: what tokens are fetched with, and where.

use crate::check::session::report_taken;
use crate::check::url::check_token_url;
use crate::diagnostic::Report;
use crate::ir::{Credential, Grant, OAuth2};
use crate::names::RustName;
use crate::source::Text;
use crate::spec;

use super::secret;

/// Lowers `oauth2` of the scheme of this name.
pub(super) fn check_oauth2(
    written: &spec::OAuth2,
    name: &Text,
    api: &spec::Api,
    report: &mut Report,
) -> OAuth2 {
    check_token_url(&written.token_url, api, report);
    let token_method = RustName::snake(&format!("{}_token", name.value));
    report_taken(&token_method, "takes a token of", name, api, report);
    let mut credentials = vec![
        Credential {
            secret: false,
            ..secret("client_id")
        },
        secret("client_secret"),
    ];
    if written.grant == Grant::RefreshToken {
        credentials.push(secret("refresh_token"));
    }
    OAuth2 {
        token_url: written.token_url.value.clone(),
        grant: written.grant,
        scope: written.scope.as_ref().map(|scope| scope.value.clone()),
        client: written.client,
        expired: written.expired.clone(),
        credentials,
        token_method,
    }
}
