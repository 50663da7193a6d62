//! OAuth 2.0 (RFC 6749): access tokens that are fetched before they are needed, kept until they
//! end, and fetched anew where a response says that one isn't accepted any more.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use docwright_wire::json::Value;
use docwright_wire::{base64, form, percent};
use http::{HeaderValue, Request, header};

use crate::error::ResponseParts;
use crate::{Body, Invalid, Secret, Session};

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

impl OAuth2 {
    /// The request for a token: with the refresh token that came last, or the first one.
    ///
    /// # Errors
    /// If a credential is missing or can't be sent.
    pub(crate) fn request(
        &self,
        url: &str,
        credentials: &[Secret],
        refresh: Option<&Secret>,
    ) -> Result<Request<Body>, Invalid> {
        let (Some(id), Some(secret)) = (credentials.first(), credentials.get(1)) else {
            return Err(Invalid::request("has no credentials to get a token with"));
        };
        let mut pairs = String::new();
        match self.grant {
            Grant::ClientCredentials => form::push(&mut pairs, "grant_type", "client_credentials"),
            Grant::RefreshToken => {
                let first = credentials.get(2);
                let refresh = refresh.or(first).map_or("", Secret::expose);
                form::push(&mut pairs, "grant_type", "refresh_token");
                form::push(&mut pairs, "refresh_token", refresh);
            }
        }
        if let Some(scope) = self.scope {
            form::push(&mut pairs, "scope", scope);
        }
        let mut authorization = None;
        match self.client {
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

    /// The token that a response holds (RFC 6749 section 5.1), which came `now`. Without a new refresh
    /// token the one before stays.
    ///
    /// # Errors
    /// In words, if it holds none: with the code of section 5.2 if there is one.
    pub(crate) fn token(
        response: &ResponseParts,
        refresh: Option<&Secret>,
        now: SystemTime,
    ) -> Result<Session, String> {
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
        let lasts = seconds.map(Duration::from_secs);
        Ok(Session {
            credentials: vec![access],
            refresh: text("refresh_token").map(Secret::from).or(refresh.cloned()),
            expires_at: lasts.and_then(|lasts| now.checked_add(lasts)),
        })
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

    fn request(oauth2: &OAuth2, refresh: Option<&Secret>) -> (HeaderMap, String) {
        let credentials = ["id", "se:cret", "refresh-1"].map(Secret::from);
        let url = "https://login.example/token";
        let request = oauth2.request(url, &credentials, refresh).unwrap();
        let (head, body) = request.into_parts();
        let body = body.into_whole().unwrap();
        (head.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    fn token(status: u16, body: &str) -> Result<Session, String> {
        let response = ResponseParts {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: Bytes::copy_from_slice(body.as_bytes()),
            retry_after: None,
        };
        OAuth2::token(&response, Some(&Secret::from("refresh-1")), NOW)
    }

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    #[test]
    fn the_client_stands_in_the_header_or_in_the_form() {
        let (headers, body) = request(&BY_HEADER, None);
        assert_eq!(body, "grant_type=client_credentials&scope=read+write");
        let token = base64::encode("id:se%3Acret");
        assert_eq!(headers["authorization"], format!("Basic {token}").as_str());
        assert!(headers["authorization"].is_sensitive());

        let (headers, body) = request(&BY_FORM, None);
        assert_eq!(
            body,
            "grant_type=refresh_token&refresh_token=refresh-1&client_id=id&client_secret=se%3Acret"
        );
        assert!(!headers.contains_key("authorization"));
    }

    #[test]
    fn a_token_lasts_as_long_as_the_response_says() {
        let lasts = |body: &str| {
            let session = token(200, body).unwrap();
            assert_eq!(session.credentials()[0].expose(), "a");
            session.lasts(NOW).map(|lasts| lasts.as_secs())
        };
        let typed = r#"{"access_token":"a","token_type":"Bearer","expires_in":3600}"#;
        assert_eq!(lasts(typed), Some(3600));
        assert_eq!(lasts(r#"{"access_token":"a","expires_in":"0"}"#), Some(0));
        assert_eq!(lasts(r#"{"access_token":"a"}"#), None);
    }

    #[test]
    fn a_new_refresh_token_takes_the_place_of_the_first() {
        let refresh = |body: &str| {
            let session = token(200, body).unwrap();
            request(&BY_FORM, session.refresh_token()).1
        };
        let second = refresh(r#"{"access_token":"a","refresh_token":"refresh-2"}"#);
        assert!(second.contains("refresh_token=refresh-2"), "{second}");
        let first = refresh(r#"{"access_token":"a"}"#);
        assert!(first.contains("refresh_token=refresh-1"), "{first}");
    }

    #[test]
    fn what_is_no_token_is_told_by_its_code_alone() {
        let refused = |status, body| token(status, body).unwrap_err();
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
