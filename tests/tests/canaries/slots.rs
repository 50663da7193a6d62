//! The places that a secret can stand in, each with a call that has a canary there.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};

use docwright_runtime::{AuthRequest, Authenticator, Authorizing, LogBodies, Retries, Secret};
use docwright_tests::accept::{
    auth_basic, auth_bearer, auth_cookie, auth_custom, auth_header, auth_in_form_body,
    auth_in_json_body, auth_in_path, auth_none, auth_query, auth_signed, faults, type_secrets,
};

use crate::shown;

/// A place for a secret.
pub(crate) struct Slot {
    pub(crate) name: &'static str,
    /// What stands there. Letters and digits at both ends, and in most something that spellings differ in.
    pub(crate) canary: &'static str,
    /// Calls the server at this URL, and shows whatever can be shown.
    pub(crate) call: fn(String) -> Calling,
}

impl Slot {
    /// What the canary begins with, which looks the same in most places.
    pub(crate) fn letters(&self) -> &'static str {
        let end = self
            .canary
            .find(|letter: char| !letter.is_ascii_alphanumeric());
        self.canary
            .get(..end.unwrap_or_default())
            .unwrap_or_default()
    }
}

type Calling = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The token that is given for the client's secret.
const GIVEN: &str = "Granted7Wq/+Bd4NvTz";

/// The ticket of a session, a member of a response.
const TICKET: &str = "Ticket4Rm+/Hx8KyPd";

/// A ticket that isn't where it should be.
const WRAPPED: &str = "Wrapped9Ty/+Gh5JkLz";

/// One in a response that isn't documented.
const FAILED: &str = "Failed2Nm/+Bv6CxZq";

/// What a server gives for this request before it repeats what comes next.
pub(crate) fn given(request: &str) -> Option<(&'static str, String)> {
    let body = if request.starts_with("POST /token ") {
        Some(format!(
            r#"{{"access_token": "{GIVEN}", "token_type": "bearer"}}"#
        ))
    } else if request.contains("give-a-ticket") {
        Some(format!(r#"{{"ticket": "{TICKET}"}}"#))
    } else if request.contains("give-an-object") {
        Some(format!(r#"{{"ticket": {{"is": "{WRAPPED}"}}}}"#))
    } else if request.contains("give-an-error") {
        let body = format!(r#"{{"error": "no luck", "ticket": "{FAILED}"}}"#);
        return Some(("500 Oops", body));
    } else {
        None
    };
    Some(("200 OK", body?))
}

/// By turns: reqwest sends what it has settings for, hyper's client the rest.
fn is_every_second() -> bool {
    static CLIENTS: AtomicUsize = AtomicUsize::new(0);
    CLIENTS.fetch_add(1, Ordering::Relaxed) % 2 == 1
}

/// A client of this API: builder and client are shown, and bodies are logged.
macro_rules! client {
    ($api:ident, $url:expr $(, $method:ident($($argument:expr),*))*) => {{
        let builder = $api::Client::builder()
            .base_url(&$url)
            $(.$method($($argument),*))*
            .retries(Retries::none())
            .hook(LogBodies::new(100_000));
        let builder = match is_every_second() {
            true => builder.http(|http| http.connection_verbose(true)),
            false => builder,
        };
        docwright_tests::capture::show_debug(&builder);
        let client = builder.build().expect("a client");
        docwright_tests::capture::show_debug(&client);
        client
    }};
}

macro_rules! slot {
    ($name:literal, $canary:expr, |$url:ident| $client:expr, |$of:ident| $call:expr) => {
        Slot {
            name: $name,
            canary: $canary,
            call: |$url| {
                Box::pin(async move {
                    let $of = $client;
                    shown::call(|| $call).await;
                })
            },
        }
    };
}

/// Those that travel in the head of a request.
pub(crate) fn over_http2() -> Vec<Slot> {
    const BEARER: &str = "H2Bearer5Xc/+Yt9QwEr";
    const HEADER: &str = "H2Header8Kl/+Jh2GfDs";
    const QUERY: &str = "H2Query3Zx&/Cv6BnMq";
    const COOKIE: &str = "H2Cookie1Po/+Iu7YtRe";
    vec![
        slot!(
            "a bearer token",
            BEARER,
            |url| client!(
                auth_bearer,
                url,
                token(BEARER),
                http(|http| http.http2_prior_knowledge())
            ),
            |client| client.ping()
        ),
        slot!(
            "a key in a header",
            HEADER,
            |url| client!(
                auth_header,
                url,
                key(HEADER),
                http(|http| http.http2_prior_knowledge())
            ),
            |client| client.ping()
        ),
        slot!(
            "a key in the query",
            QUERY,
            |url| client!(
                auth_query,
                url,
                key(QUERY),
                http(|http| http.http2_prior_knowledge())
            ),
            |client| client.ping()
        ),
        slot!(
            "a key in a cookie",
            COOKIE,
            |url| client!(
                auth_cookie,
                url,
                key(COOKIE),
                http(|http| http.http2_prior_knowledge())
            ),
            |client| client.ping()
        ),
    ]
}

pub(crate) fn all() -> Vec<Slot> {
    let mut all = credentials();
    all.extend(made());
    all.extend(members());
    all
}

/// Credentials that the caller gives, in each place.
fn credentials() -> Vec<Slot> {
    const BEARER: &str = "Bearer7Qz/+Kp9LmXwAa";
    const PASSWORD: &str = "Password2Vb&<\"'Nh6JgFd";
    const HEADER: &str = "Header5Tr&<\"'Ee8WqZx";
    const QUERY: &str = "Query9Ui&=+/Oo3PlKm";
    const COOKIE: &str = "Cookie6Yh/+Bg4VfCd";
    const JSON: &str = "Json1Ab\"\\</é Cd7EfGh";
    const FORM: &str = "Form8Jk&=+ %Lm2NoPq";
    const PATH: &str = "Path4Rs:@!Tu5VwXyZz";
    const SESSION: &str = "Session3Aq/+Sw1DeFr";
    const OWN: &str = "Header0Own Bt9GyHu7";
    vec![
        slot!(
            "a bearer token",
            BEARER,
            |url| client!(auth_bearer, url, token(BEARER)),
            |client| client.ping()
        ),
        slot!(
            "a password of basic authentication",
            PASSWORD,
            |url| client!(auth_basic, url, key("ada", PASSWORD)),
            |client| client.ping()
        ),
        slot!(
            "a key in a header",
            HEADER,
            |url| client!(auth_header, url, key(HEADER)),
            |client| client.ping()
        ),
        slot!(
            "a key in the query",
            QUERY,
            |url| client!(auth_query, url, key(QUERY)),
            |client| client.ping()
        ),
        slot!(
            "a key in a cookie",
            COOKIE,
            |url| client!(auth_cookie, url, key(COOKIE)),
            |client| client.ping()
        ),
        slot!(
            "a key in a body of JSON",
            JSON,
            |url| client!(auth_in_json_body, url, session("ada", JSON)),
            |client| client.ping(auth_in_json_body::PingRequest::new("w"))
        ),
        slot!(
            "a key in a form",
            FORM,
            |url| client!(auth_in_form_body, url, session("ada", FORM)),
            |client| client.ping(auth_in_form_body::PingRequest::new("w"))
        ),
        slot!(
            "a key in the path",
            PATH,
            |url| client!(auth_in_path, url, bot(PATH)),
            |client| client.send(auth_in_path::SendRequest::new(7))
        ),
        slot!(
            "the ticket of a session",
            SESSION,
            |url| client!(faults, url, session(SESSION)),
            |client| client.account()
        ),
        slot!(
            "a header of one call",
            OWN,
            |url| client!(auth_none, url),
            |client| client.ping().header("authorization", &format!("Own {OWN}"))
        ),
    ]
}

/// What credentials are made of, and what is given for them.
fn made() -> Vec<Slot> {
    const KEY: &str = "Signing5Fg&<\"'Hj7KlQw";
    const CLIENT: &str = "Client2Er&<+/Ty8UiOp";
    const OWN: &str = "Vault6Zx/+Cv3BnMaSd";
    vec![
        slot!(
            "the key of a signature",
            KEY,
            |url| client!(auth_signed, url, old(KEY)),
            |client| client.legacy(auth_signed::LegacyRequest::new(5))
        ),
        slot!(
            "the secret that tokens are fetched with",
            CLIENT,
            |url| client!(faults, url, app("shop", CLIENT)),
            |client| client.report()
        ),
        slot!(
            "a token that was fetched",
            GIVEN,
            |url| client!(faults, url, app("shop", "no canary")),
            |client| client.report()
        ),
        slot!(
            "a token in the place of one that is fetched",
            "Brought1Lk/+Jh6GfDsAp",
            |url| client!(faults, url, app_token("Brought1Lk/+Jh6GfDsAp")),
            |client| client.report()
        ),
        slot!(
            "what an authenticator puts in",
            OWN,
            |url| client!(auth_custom, url, digest(Vault(Secret::from(OWN)))),
            |client| client.snapshot()
        ),
    ]
}

/// Secret members of requests and responses.
fn members() -> Vec<Slot> {
    const PIN: &str = "Pin7Qa\"\\</Ws4EdRfTg";
    const INNER: &str = "Inner3Ed\"&</Rf9TgYhUj";
    const PASSWORD: &str = "Secret8Uj+/=Mi2KoLpZa";
    vec![
        slot!(
            "a secret of a request",
            PIN,
            |url| client!(type_secrets, url),
            |client| client.login(type_secrets::LoginRequest {
                pin: Some(PIN.into()),
                ..request()
            })
        ),
        slot!(
            "a secret in an object of a request",
            INNER,
            |url| client!(type_secrets, url),
            |client| client.login(type_secrets::LoginRequest {
                card: Some(type_secrets::login::LoginCard {
                    holder: "h".to_owned(),
                    codes: vec![INNER.into()],
                }),
                ..request()
            })
        ),
        slot!(
            "a password that a login takes",
            PASSWORD,
            |url| client!(faults, url),
            |client| client.login(faults::LoginRequest::new("ada", PASSWORD))
        ),
        slot!(
            "a secret of a response",
            TICKET,
            |url| client!(faults, url),
            |client| client.login(faults::LoginRequest::new("give-a-ticket", "no canary"))
        ),
        slot!(
            "a secret of a response that isn't as documented",
            WRAPPED,
            |url| client!(faults, url),
            |client| client.login(faults::LoginRequest::new("give-an-object", "no canary"))
        ),
        slot!(
            "a secret of a response that isn't documented",
            FAILED,
            |url| client!(faults, url),
            |client| client.login(faults::LoginRequest::new("give-an-error", "no canary"))
        ),
    ]
}

fn request() -> type_secrets::LoginRequest {
    type_secrets::LoginRequest::new("ada", "no canary", "d")
}

/// Puts in what it has.
#[derive(Debug)]
struct Vault(Secret);

impl Authenticator for Vault {
    fn authorize<'a>(&'a self, mut request: AuthRequest<'a>) -> Authorizing<'a> {
        Box::pin(async move { Ok(request.set_header("x-vault", &self.0)?) })
    }
}
