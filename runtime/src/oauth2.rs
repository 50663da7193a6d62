//! OAuth 2.0 (RFC 6749): access tokens that are fetched before they are needed, kept until they
//! end, and fetched anew where a response says that one isn't accepted any more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::json::Value;
use docwright_wire::{base64, form, percent};
use http::{HeaderValue, Request, header};
use tokio::time::Instant;

use crate::error::ResponseParts;
use crate::{Body, Invalid, Scheme, Secret};

/// A token is fetched anew this long before it ends, or at half its time if that is shorter: what is
/// sent with it has yet to arrive.
const MARGIN: Duration = Duration::from_secs(30);

/// How a scheme gets its tokens.
#[derive(Debug)]
pub struct OAuth2 {
    /// Where tokens come from: an absolute URL, or a path below the base URL.
    pub token_url: &'static str,
    /// What is given for a token.
    pub grant: Grant,
    /// The scope that is asked for (RFC 6749 section 3.3).
    pub scope: Option<&'static str>,
    /// Where the client's own credentials stand.
    pub client: ClientPlace,
    /// Statuses by which a response says that the token isn't accepted any more, and that nothing
    /// was done: a new token is fetched, and the request sent once more.
    pub expired: &'static [u16],
}

/// What is given for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// Client identifier and secret alone (RFC 6749 section 4.4).
    ClientCredentials,
    /// A refresh token beside them (RFC 6749 section 6).
    RefreshToken,
}

/// Where the client's identifier and secret stand (RFC 6749 section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientPlace {
    /// In the header, as basic authentication.
    Basic,
    /// In the form, as `client_id` and `client_secret`.
    Body,
}

/// The tokens of a client, by scheme. Clones of a client share them.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<&'static str, Arc<tokio::sync::Mutex<Kept>>>>);

/// What is kept of a scheme. It is locked while a token is fetched, so that calls which wait for one
/// fetch it once.
#[derive(Default)]
pub(crate) struct Kept {
    token: Option<Token>,
    /// A refresh token that took the place of the first.
    refresh: Option<Secret>,
    /// When a fetch failed.
    failed: Option<Instant>,
}

struct Token {
    access: Secret,
    /// When to fetch another one.
    ends: Option<Instant>,
}

impl Tokens {
    /// Starts with tokens that the caller has.
    pub(crate) fn new(given: impl IntoIterator<Item = (&'static str, Secret)>) -> Self {
        let kept = given.into_iter().map(|(scheme, access)| {
            let token = Some(Token { access, ends: None });
            let kept = Kept {
                token,
                ..Kept::default()
            };
            (scheme, Arc::new(tokio::sync::Mutex::new(kept)))
        });
        Self(Mutex::new(kept.collect()))
    }

    /// What is kept of a scheme.
    pub(crate) fn of(&self, scheme: &Scheme) -> Arc<tokio::sync::Mutex<Kept>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(scheme.name).or_default())
    }

    /// Whether a token of the scheme was given or fetched.
    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.contains_key(scheme.name)
    }
}

impl Kept {
    /// The token, unless it has ended or is the one that was refused.
    pub(crate) fn token(&self, refused: Option<&Secret>) -> Option<&Secret> {
        let token = self.token.as_ref()?;
        let is_refused = refused.is_some_and(|refused| refused.expose() == token.access.expose());
        let has_ended = token.ends.is_some_and(|ends| ends <= Instant::now());
        (!is_refused && !has_ended).then_some(&token.access)
    }

    /// Takes note that no token could be fetched.
    pub(crate) fn fail(&mut self) {
        self.failed = Some(Instant::now());
    }

    /// Whether a fetch failed since then.
    pub(crate) fn has_failed_since(&self, then: Instant) -> bool {
        self.failed.is_some_and(|failed| failed >= then)
    }

    /// The request for a token.
    ///
    /// # Errors
    /// If a credential is missing or can't be sent.
    pub(crate) fn request(
        &self,
        oauth2: &OAuth2,
        url: &str,
        credentials: &[Secret],
    ) -> Result<Request<Body>, Invalid> {
        let (Some(id), Some(secret)) = (credentials.first(), credentials.get(1)) else {
            return Err(Invalid::request("has no credentials to get a token with"));
        };
        let mut pairs = String::new();
        match oauth2.grant {
            Grant::ClientCredentials => form::push(&mut pairs, "grant_type", "client_credentials"),
            Grant::RefreshToken => {
                let first = credentials.get(2);
                let refresh = self.refresh.as_ref().or(first).map_or("", Secret::expose);
                form::push(&mut pairs, "grant_type", "refresh_token");
                form::push(&mut pairs, "refresh_token", refresh);
            }
        }
        if let Some(scope) = oauth2.scope {
            form::push(&mut pairs, "scope", scope);
        }
        let mut authorization = None;
        match oauth2.client {
            ClientPlace::Basic => {
                // Both are encoded as in a form first (RFC 6749 section 2.3.1).
                let id = percent::encode_form(id.expose());
                let secret = percent::encode_form(secret.expose());
                let token = base64::encode(format!("{id}:{secret}"));
                let value = crate::encode::sensitive_header_value(
                    "Authorization",
                    &format!("Basic {token}"),
                )?;
                authorization = Some(value);
            }
            ClientPlace::Body => {
                form::push(&mut pairs, "client_id", id.expose());
                form::push(&mut pairs, "client_secret", secret.expose());
            }
        }
        let mut request = Request::new(Body::whole(Bytes::from(pairs)));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = url
            .parse()
            .map_err(|_| Invalid::request("has a token URL that can't be sent to"))?;
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(authorization) = authorization {
            headers.insert(header::AUTHORIZATION, authorization);
        }
        Ok(request)
    }

    /// Keeps the token that a response holds (RFC 6749 section 5.1).
    ///
    /// # Errors
    /// In words, if it holds none: with the code of section 5.2 if there is one.
    pub(crate) fn keep(&mut self, response: &ResponseParts) -> Result<Secret, String> {
        let status = response.status;
        let body = Value::parse(&response.body).ok();
        let text = |name: &str| match body.as_ref()?.member(name)? {
            Value::String(text) => Some(text.as_str()),
            _ => None,
        };
        if !status.is_success() {
            let code = text("error").filter(|code| is_code(code));
            let code = code.map_or_else(String::new, |code| format!(": {code}"));
            return Err(format!("no token, status {}{code}", status.as_u16()));
        }
        let access = text("access_token").filter(|token| !token.is_empty());
        let access = Secret::from(access.ok_or("the response holds no token")?);
        if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err("the token is no bearer token".to_owned());
        }
        let lifetime = body.as_ref().and_then(|body| body.member("expires_in"));
        let seconds: Option<u64> = match lifetime {
            Some(Value::Number(number)) => number.to_string().parse().ok(),
            Some(Value::String(text)) => text.parse().ok(),
            _ => None,
        };
        let ends = seconds.and_then(|seconds| {
            let time = Duration::from_secs(seconds);
            Instant::now().checked_add(time - MARGIN.min(time / 2))
        });
        if let Some(refresh) = text("refresh_token") {
            self.refresh = Some(Secret::from(refresh));
        }
        self.token = Some(Token {
            access: access.clone(),
            ends,
        });
        Ok(access)
    }
}

/// Whether it is a code of errors and no other text, which could repeat a secret.
fn is_code(text: &str) -> bool {
    text.len() <= 32
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;

    const BY_HEADER: OAuth2 = OAuth2 {
        token_url: "/token",
        grant: Grant::ClientCredentials,
        scope: Some("read write"),
        client: ClientPlace::Basic,
        expired: &[401],
    };

    const BY_FORM: OAuth2 = OAuth2 {
        token_url: "https://login.example/token",
        grant: Grant::RefreshToken,
        scope: None,
        client: ClientPlace::Body,
        expired: &[],
    };

    fn request(kept: &Kept, oauth2: &OAuth2) -> (HeaderMap, String) {
        let credentials = ["id", "se:cret", "refresh-1"].map(Secret::from);
        let url = "https://login.example/token";
        let request = kept.request(oauth2, url, &credentials).unwrap();
        let (head, body) = request.into_parts();
        let body = body.into_whole().unwrap();
        (head.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    fn keep(kept: &mut Kept, status: u16, body: &str) -> Result<String, String> {
        let response = ResponseParts {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        kept.keep(&response).map(|token| token.expose().to_owned())
    }

    #[test]
    fn the_client_stands_in_the_header_or_in_the_form() {
        let (headers, body) = request(&Kept::default(), &BY_HEADER);
        assert_eq!(body, "grant_type=client_credentials&scope=read+write");
        let token = base64::encode("id:se%3Acret");
        assert_eq!(headers["authorization"], format!("Basic {token}").as_str());
        assert!(headers["authorization"].is_sensitive());

        let (headers, body) = request(&Kept::default(), &BY_FORM);
        assert_eq!(
            body,
            "grant_type=refresh_token&refresh_token=refresh-1&client_id=id&client_secret=se%3Acret"
        );
        assert!(!headers.contains_key("authorization"));
    }

    #[tokio::test]
    async fn a_token_is_kept_until_it_ends() {
        let mut kept = Kept::default();
        assert!(kept.token(None).is_none());
        let body = r#"{"access_token":"a","token_type":"Bearer","expires_in":3600}"#;
        assert_eq!(keep(&mut kept, 200, body).unwrap(), "a");
        assert_eq!(kept.token(None).unwrap().expose(), "a");
        assert!(kept.token(Some(&Secret::from("a"))).is_none());
        assert!(kept.token(Some(&Secret::from("older"))).is_some());
        keep(&mut kept, 200, r#"{"access_token":"b","expires_in":"0"}"#).unwrap();
        assert!(kept.token(None).is_none());
        keep(&mut kept, 200, r#"{"access_token":"c"}"#).unwrap();
        assert!(kept.token(None).is_some());
    }

    #[test]
    fn a_new_refresh_token_takes_the_place_of_the_first() {
        let mut kept = Kept::default();
        let body = r#"{"access_token":"a","refresh_token":"refresh-2"}"#;
        keep(&mut kept, 200, body).unwrap();
        assert!(
            request(&kept, &BY_FORM)
                .1
                .contains("refresh_token=refresh-2")
        );
    }

    #[test]
    fn what_is_no_token_is_told_by_its_code_alone() {
        let refused = |status, body| keep(&mut Kept::default(), status, body).unwrap_err();
        assert_eq!(
            refused(
                400,
                r#"{"error":"invalid_client","error_description":"se:cret"}"#
            ),
            "no token, status 400: invalid_client"
        );
        assert_eq!(
            refused(401, r#"{"error":"Se cret"}"#),
            "no token, status 401"
        );
        assert_eq!(refused(500, "<html>"), "no token, status 500");
        assert_eq!(refused(200, "{}"), "the response holds no token");
        assert!(refused(200, r#"{"access_token":"a","token_type":"mac"}"#).contains("bearer"));
    }
}
