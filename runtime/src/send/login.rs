//! Tokens that a request needs: taken from what is kept, or fetched.

use std::borrow::Cow;

use http::StatusCode;
use tokio::time::Instant;

use super::attempt::{Answer, Attempt};
use crate::address::is_in_the_clear;
use crate::auth::Applied;
use crate::client::Core;
use crate::oauth2::Kept;
use crate::{EndpointInfo, Error, ErrorKind, Invalid, Method, OAuth2, Purpose, Scheme, Secret};

/// A token that was refused, and its scheme.
pub(super) struct Ended {
    scheme: &'static Scheme,
    token: Secret,
}

/// Whether a response can say that a token isn't accepted any more.
pub(super) fn can_be_renewed(schemes: &[Applied<'_>]) -> bool {
    schemes.iter().any(|applied| {
        let expired = applied.scheme.oauth2.map(|oauth2| oauth2.expired);
        expired.is_some_and(|expired| !expired.is_empty())
    })
}

/// The tokens that a response refuses.
pub(super) fn ended(core: &Core, schemes: &[Applied<'_>], status: StatusCode) -> Vec<Ended> {
    let ended = schemes.iter().filter_map(|applied| {
        let oauth2 = applied.scheme.oauth2?;
        // A token that the caller gave alone can't be renewed.
        if core.credentials(applied.scheme).is_empty() {
            return None;
        }
        let is_expired = oauth2.expired.contains(&status.as_u16());
        let token = applied.credentials.first().filter(|_| is_expired)?;
        Some(Ended {
            scheme: applied.scheme,
            token: token.clone(),
        })
    });
    ended.collect()
}

/// Puts an access token in the place of the credentials that it is fetched with. Calls that wait for
/// the same token wait for one fetch, whatever comes of it.
///
/// # Errors
/// Of the kind `Login`, if there is no token.
pub(super) async fn fill(
    attempt: &Attempt<'_>,
    schemes: &mut [Applied<'_>],
    ended: &[Ended],
) -> Result<(), Error> {
    for applied in schemes {
        let Some(oauth2) = applied.scheme.oauth2 else {
            continue;
        };
        let core = attempt.client.core();
        let refused = ended
            .iter()
            .find(|ended| ended.scheme.name == applied.scheme.name);
        let kept = core.tokens.of(applied.scheme);
        let since = Instant::now();
        let waiting = tokio::time::timeout_at(attempt.deadline, kept.lock()).await;
        let mut kept = waiting.map_err(|_| failed(attempt, "no token in time"))?;
        let token = match kept.token(refused.map(|refused| &refused.token)) {
            Some(token) => token.clone(),
            None if kept.has_failed_since(since) => {
                return Err(failed(attempt, "other calls waited in vain for the token"));
            }
            None => {
                let credentials = core.credentials(applied.scheme);
                let fetched = fetch(attempt, oauth2, credentials, &mut kept).await;
                fetched.inspect_err(|_| kept.fail())?
            }
        };
        applied.credentials = Cow::Owned(vec![token]);
    }
    Ok(())
}

/// Asks the token endpoint.
async fn fetch(
    attempt: &Attempt<'_>,
    oauth2: &OAuth2,
    credentials: &[Secret],
    kept: &mut Kept,
) -> Result<Secret, Error> {
    let core = attempt.client.core();
    let invalid = |invalid: Invalid| failed(attempt, &format!("the token request {invalid}"));
    let url = core.token_url(oauth2);
    let url = url.map_err(|error| failed(attempt, &format!("the token endpoint: {error}")))?;
    let request = kept.request(oauth2, &url, credentials).map_err(invalid)?;
    if !core.allow_plain_http && is_in_the_clear(request.uri()) {
        return Err(failed(
            attempt,
            "the token request carries a secret, which is not sent over plain http",
        ));
    }
    // What is read is the answer to a POST, whatever the call's own method is.
    let asking = Attempt {
        endpoint: EndpointInfo {
            method: Method::POST,
            url: oauth2.token_url,
            ..attempt.endpoint
        },
        purpose: Purpose::Login,
        streamed: &[],
        ..*attempt
    };
    let (response, _) = asking.send(request, credentials).await.map_err(|error| {
        failed(
            attempt,
            &format!("the token endpoint gave no answer ({:?})", error.kind()),
        )
    })?;
    kept.keep(&response)
        .map_err(|reason| failed(attempt, &format!("the token endpoint: {reason}")))
}

/// The answer to a call, unless it says of a token that was just fetched that it isn't accepted: another
/// one would fare no better.
///
/// # Errors
/// Of the kind `Login`, with that answer.
pub(super) fn accepted(
    attempt: &Attempt<'_>,
    schemes: &[Applied<'_>],
    answer: Answer,
) -> Result<Answer, Error> {
    let core = attempt.client.core();
    if ended(core, schemes, answer.response.status).is_empty() {
        return Ok(answer);
    }
    let refused = failed(attempt, "the token that was just fetched is not accepted");
    Err(refused
        .with_response(answer.response)
        .with_secrets(answer.secrets))
}

fn failed(attempt: &Attempt<'_>, detail: &str) -> Error {
    Error::new(ErrorKind::Login, attempt.endpoint, detail)
}
