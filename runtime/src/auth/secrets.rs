//! Secrets among headers that a caller adds to one call.

use docwright_wire::base64;
use http::{HeaderMap, header};

use crate::Secret;

/// The secrets among headers that a caller adds to one call: credentials (RFC 9110 section 11) and
/// cookies, each as a whole and without the scheme or the name in front of it; of basic
/// authentication also the password.
pub(crate) fn secrets_among(headers: &HeaderMap) -> Vec<Secret> {
    let text = |name| {
        headers
            .get(name)
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
    };
    let mut secrets = Vec::new();
    for value in [header::AUTHORIZATION, header::PROXY_AUTHORIZATION]
        .into_iter()
        .filter_map(text)
    {
        secrets.push(Secret::from(value.as_ref()));
        if let Some((_, token)) = value.trim().split_once(' ') {
            secrets.push(Secret::from(token.trim()));
            secrets.extend(basic_parts(token.trim()));
        }
    }
    if let Some(value) = text(header::COOKIE) {
        secrets.push(Secret::from(value.as_ref()));
        let cookies = value.split(';').filter_map(|pair| pair.split_once('='));
        secrets.extend(cookies.map(|(_, cookie)| Secret::from(cookie.trim())));
    }
    secrets
}

/// What the token of basic authentication holds: user name and password, joined, and the password
/// alone (RFC 7617 section 2). Nothing of another token.
fn basic_parts(token: &str) -> Vec<Secret> {
    let decoded = base64::decode(token).and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(joined) = decoded else {
        return Vec::new();
    };
    match joined.split_once(':') {
        Some((_, password)) => vec![Secret::from(joined.as_str()), Secret::from(password)],
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn exposed(name: http::HeaderName, value: &'static str) -> Vec<String> {
        let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
        let secrets = secrets_among(&headers);
        let exposed = secrets.iter().map(|secret| secret.expose().to_owned());
        exposed.collect()
    }

    #[test]
    fn basic_credentials_are_secret_in_every_form() {
        assert_eq!(
            exposed(header::AUTHORIZATION, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            [
                "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                "Aladdin:open sesame",
                "open sesame"
            ]
        );
        assert_eq!(
            exposed(header::AUTHORIZATION, "Bearer not.base64"),
            ["Bearer not.base64", "not.base64"]
        );
    }

    #[test]
    fn cookies_are_secret_one_by_one() {
        assert_eq!(
            exposed(header::COOKIE, "sid=abc; lang=de"),
            ["sid=abc; lang=de", "abc", "de"]
        );
    }
}
