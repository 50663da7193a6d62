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

/// Sends a request with the credentials that it needs, and keeps it if it `stays`; once more, until the
/// time that `again` gives, if the response says that they aren't accepted and that nothing was done.
pub(super) async fn exchange(
    attempt: &mut Attempt<'_>,
    encoded: &mut Encoded,
    stays: bool,
    headers: &HeaderMap,
    again: &(impl Fn(Instant) -> Instant + Sync),
) -> Result<Answer, Error> {
    let (client, endpoint) = (attempt.client, &attempt.endpoint.info);
    let invalid = |invalid: Invalid| Error::new(ErrorKind::Invalid, endpoint, invalid.to_string());
    let mut schemes = schemes_of(client, endpoint).map_err(invalid)?;
    if let Some(given) = encoded.given {
        let has_auth = !schemes.is_empty();
        let core = client.core();
        let checked = given.check(core.base_url(), encoded, has_auth, core.allow_plain_http);
        checked.map_err(invalid)?;
    }
    let mut ended = Vec::new();
    let mut refused: Option<Box<Answer>> = None;
    loop {
        let filled = login::fill(attempt, &mut schemes, &ended).await?;
        let is_first = refused.is_none();
        if let (Filled::Nothing, Some(refused)) = (filled, refused.take()) {
            return Ok(*refused);
        }
        let is_renewed = attempt.resend && login::can_be_renewed(attempt, &schemes);
        let may_be_refused = match is_first {
            true => is_renewed || authenticate::has_own(&schemes),
            // What comes out of the store may have ended long ago, and is no longer there by the next turn.
            false => filled == Filled::Stored,
        };
        let may_follow = may_be_refused && encoded.content.can_be_repeated();
        // Before anything is made that has a time in it, and after the last thing that may take long.
        if !attempt.endpoint.rate_limits.is_empty() {
            Box::pin(attempt.admit(again)).await?;
        }
        let prepared = prepare(attempt, encoded, stays || may_follow, &schemes, headers);
        let prepared = prepared.map_err(invalid)?;
        let Prepared { request, secrets } = match authenticate::has_own(&schemes) {
            true => Box::pin(authenticate::authorize(attempt, &schemes, prepared)).await?,
            false => prepared,
        };
        let came = match attempt.watch {
            // Boxed, so that calls that no one watches make no room for it.
            Some(_) => Box::pin(attempt.send(request, &secrets)).await,
            None => attempt.arrival(attempt.head(request)).await,
        };
        let answer = Answer::of(came, secrets)?;
        ended = login::ended(attempt, &schemes, &answer);
        let is_challenged = is_first && authenticate::is_challenged(&schemes, &answer);
        let is_refused = is_challenged || (is_renewed && !ended.is_empty());
        let is_sent_again = may_follow && is_refused;
        let opened = login::opened(attempt, &answer);
        let mut closed = login::closed(attempt, &schemes, &answer);
        if is_first && !is_sent_again {
            closed.append(&mut ended);
        }
        let answer = match opened.is_empty() && closed.is_empty() {
            true => answer,
            false => Box::pin(login::settle(attempt, opened, closed, answer)).await?,
        };
        if is_sent_again {
            attempt.deadline = again(Instant::now());
            refused = Some(Box::new(answer));
        } else if is_first {
            return Ok(answer);
        } else {
            return login::accepted(attempt, &ended, answer);
        }
    }
}

/// The schemes that are sent, with the client's credentials.
///
/// # Errors
/// If there are none.
fn schemes_of<'c>(
    client: &'c Client,
    endpoint: &EndpointInfo,
) -> Result<Vec<Applied<'c>>, Invalid> {
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
    attempt: &Attempt<'_>,
    encoded: &mut Encoded,
    stays: bool,
    schemes: &[Applied<'_>],
    headers: &HeaderMap,
) -> Result<Prepared, Invalid> {
    let (core, endpoint) = (attempt.client.core(), &attempt.endpoint.info);
    let mut encoded = encoded.take(stays);
    if encoded.uri.scheme().is_none() {
        return Err(Invalid::request("has no base URL to be sent to"));
    }
    encoded.secrets.extend(auth::secrets_among(headers));
    let mut carries_secret = !encoded.secrets.is_empty();
    carries_secret |= !schemes.is_empty();
    let environment = core.environment.as_ref();
    auth::apply(schemes, environment, endpoint.method, &mut encoded)?;
    // No other call leads away from the base URL's origin.
    let is_in_the_clear = match endpoint.origin.is_some() || encoded.given.is_some() {
        true => is_in_the_clear(&encoded.uri),
        false => core.is_base_in_the_clear,
    };
    if carries_secret && !core.allow_plain_http && is_in_the_clear {
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
    let mut secrets = encoded.secrets;
    secrets.extend_from_slice(&core.secrets);
    // Those of a session aren't the client's own.
    let sessions = schemes.iter().filter(|applied| applied.scheme.is_renewed());
    secrets.extend(sessions.flat_map(|applied| applied.credentials.iter().cloned()));
    Ok(Prepared { request, secrets })
}
