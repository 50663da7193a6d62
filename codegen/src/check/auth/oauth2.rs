//! OAuth 2.0: what tokens are fetched with, and where.

use crate::diagnostic::{Code, Diagnostic, Report};
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
    check_url(&written.token_url, api, report);
    let token_method = RustName::snake(&format!("{}_token", name.value));
    report_taken(&token_method, name, api, report);
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

/// `token_url: oauth/token`: neither absolute nor below the base URL.
fn check_url(url: &Text, api: &spec::Api, report: &mut Report) {
    let text = url.as_str();
    let is_absolute = ["https://", "http://"].iter().any(|scheme| {
        let rest = text.strip_prefix(scheme);
        rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    });
    let is_below = text.starts_with('/') && api.base_url.is_some();
    let is_plain = !text.contains(['{', '}', '#', ' ']) && text.is_ascii();
    if (is_absolute || is_below) && is_plain {
        return;
    }
    let message = format!("`{text}` is no URL of a token endpoint");
    let diagnostic = Diagnostic::new(Code::InvalidUrl, url.span, message);
    report.push(if text.starts_with('/') && is_plain {
        diagnostic.note("a path stands below `base_url`, and there is none")
    } else {
        diagnostic.help("write `https://…`, or a path that begins with `/`")
    });
}

/// `app: { oauth2: … }` beside `app_token: bearer` would be two methods of one name.
fn report_taken(method: &RustName, name: &Text, api: &spec::Api, report: &mut Report) {
    let schemes = api.schemes.iter().map(|scheme| &scheme.name);
    let variables = api.variables.iter().map(|variable| &variable.name);
    let mut names = schemes.chain(variables);
    if let Some(taken) = names.find(|other| RustName::snake(other.as_str()) == *method) {
        let message = format!(
            "`{}` is the method that takes a token of `{}`",
            method.plain(),
            name.value
        );
        report.push(
            Diagnostic::new(Code::ReservedName, taken.span, message)
                .also(name.span, "this scheme fetches tokens")
                .help("rename one of the two"),
        );
    }
}
