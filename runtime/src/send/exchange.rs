//! A request with its credentials, and its answer.

use http::{HeaderMap, Request};
use tokio::time::Instant;

use super::attempt::{Answer, Attempt};
use super::login::Filled;
use super::{authenticate, login};
use crate::address::is_in_the_clear;
use crate::auth::Applied;
use crate::encode::Encoded;
use crate::{Body, Client, EndpointInfo, Error, ErrorKind, Invalid, Secret, auth};

/// Sends a request with the credentials that it needs; once more, until the time that `again` gives,
/// if the response says that they aren't accepted and that nothing was done.
pub(super) async fn exchange(
    attempt: Attempt<'_>,
    encoded: Encoded,
    headers: &HeaderMap,
    again: impl Fn(Instant) -> Instant,
) -> Result<Answer, Error> {
    let Attempt {
        client, endpoint, ..
    } = attempt;
    let invalid = |invalid: Invalid| Error::new(ErrorKind::Invalid, endpoint, invalid.to_string());
    let mut schemes = schemes_of(client, endpoint).map_err(invalid)?;
    let core = client.core();
    if let Some(given) = encoded.given {
        let has_auth = !schemes.is_empty();
        let checked = given.check(core.base_url(), &encoded, has_auth, core.allow_plain_http);
        checked.map_err(invalid)?;
    }
    let (mut attempt, mut encoded) = (attempt, encoded);
    let mut ended = Vec::new();
    let mut refused: Option<Answer> = None;
    loop {
        let filled = login::fill(&attempt, &mut schemes, &ended).await?;
        let is_first = refused.is_none();
        if let (Filled::Nothing, Some(refused)) = (filled, refused.take()) {
            return Ok(refused);
        }
        let is_renewed = attempt.session.resend && login::can_be_renewed(&attempt, &schemes);
        let may_be_refused = match is_first {
            true => is_renewed || authenticate::may_be_challenged(&schemes),
            // What comes out of the store may have ended long ago, and is no longer there by the next turn.
            false => filled == Filled::Stored,
        };
        let spare = (may_be_refused && encoded.content.can_be_repeated()).then(|| encoded.clone());
        // Before anything is made that has a time in it, and after the last thing that may take long.
        attempt = attempt.admitted(&again).await?;
        let prepared = prepare(client, endpoint, encoded, &schemes, headers).map_err(invalid)?;
        let answer = attempt.answer(prepared, &schemes).await?;
        ended = login::ended(&attempt, &schemes, &answer);
        let is_challenged = is_first && authenticate::is_challenged(&schemes, &answer);
        let opened = login::opened(&attempt, &answer);
        let closed = login::closed(&attempt, &schemes, &answer);
        // The server has acted, whatever becomes of the session here.
        let kept = login::keep_all(&attempt, opened).await;
        kept.map_err(|error| error.sent(true))?;
        login::forget(core, &closed).await;
        let is_refused = is_challenged || (is_renewed && !ended.is_empty());
        let Some(spare) = spare.filter(|_| is_refused) else {
            if is_first {
                login::forget(core, &ended).await;
                return Ok(answer);
            }
            return login::accepted(&attempt, &ended, answer);
        };
        attempt.deadline = again(Instant::now());
        (encoded, refused) = (spare, Some(answer));
    }
}

/// The schemes that are sent, with the client's credentials.
///
/// # Errors
/// If there are none.
fn schemes_of(client: &Client, endpoint: EndpointInfo) -> Result<Vec<Applied<'_>>, Invalid> {
    let Some(scheme) = endpoint.auth else {
        return Ok(Vec::new());
    };
    client.core().applied(scheme).ok_or_else(|| {
        Invalid::request(format!(
            "needs the credentials of the scheme `{}`",
            scheme.name
        ))
    })
}

/// A request as it travels.
pub(super) struct Prepared {
    pub(super) request: Request<Body>,
    /// Whatever errors must not show: the client's credentials, what is made of them, and secrets
    /// among the request's values.
    pub(super) secrets: Vec<Secret>,
}

/// The request as it travels: credentials put in, headers of the call put over it.
///
/// # Errors
/// If credentials are missing, can't stand where they must, or would travel in the clear.
fn prepare(
    client: &Client,
    endpoint: EndpointInfo,
    mut encoded: Encoded,
    schemes: &[Applied<'_>],
    headers: &HeaderMap,
) -> Result<Prepared, Invalid> {
    let core = client.core();
    if encoded.uri.scheme().is_none() {
        return Err(Invalid::request("has no base URL to be sent to"));
    }
    encoded.secrets.extend(auth::secrets_among(headers));
    let mut carries_secret = !encoded.secrets.is_empty();
    carries_secret |= !schemes.is_empty();
    let environment = core.environment.as_ref();
    auth::apply(schemes, environment, endpoint.method, &mut encoded)?;
    if carries_secret && !core.allow_plain_http && is_in_the_clear(&encoded.uri) {
        return Err(Invalid::request(
            "carries a secret, which is not sent over plain http unless that is allowed",
        ));
    }
    let body = encoded.take_body()?;
    for (name, value) in headers {
        encoded.headers.insert(name, value.clone());
    }
    let mut request = Request::new(body);
    *request.method_mut() = http::Method::from_bytes(endpoint.method.as_str().as_bytes())
        .map_err(|_| Invalid::request("has no valid method"))?;
    *request.uri_mut() = encoded.uri;
    *request.headers_mut() = encoded.headers;
    let sent = schemes
        .iter()
        .flat_map(|applied| applied.credentials.iter());
    let secrets = core.secrets().chain(sent).cloned();
    let secrets = secrets.chain(encoded.secrets).collect();
    Ok(Prepared { request, secrets })
}
