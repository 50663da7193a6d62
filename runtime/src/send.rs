//! The one path that every call takes. It isn't generic: a request goes in, a response or an error
//! comes out.

mod admit;
mod again;
mod arrived;
mod attempt;
mod authenticate;
mod exchange;
mod login;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use tokio::time::Instant;

use self::again::Tries;
use self::attempt::{Answer, Attempt};
use self::exchange::exchange;
use crate::encode::Encoded;
use crate::endpoint::Described;
use crate::limits::HAS_CLOCK;
use crate::observe::Watch;
use crate::{Client, Error, ErrorKind, Invalid, Nonce, Purpose, Retries, Timeouts};

pub(crate) use self::arrived::Arrived;
pub(crate) use self::attempt::declared_length;

/// The header by which servers know a repeated request.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A call as it is about to be sent.
#[derive(Clone)]
pub(crate) struct Outgoing {
    /// `None` if no one sees the call.
    pub(crate) watch: Option<Arc<Watch>>,
    pub(crate) client: Client,
    pub(crate) endpoint: Described,
    pub(crate) request: Result<Encoded, Invalid>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    pub(crate) body_limit: usize,
    pub(crate) download_limit: u64,
    /// Of this call alone; they take the place of others.
    pub(crate) headers: HeaderMap,
}

/// A response that is on its way.
pub(crate) type Arriving = Pin<Box<dyn Future<Output = Result<Arrived, Error>> + Send>>;

/// Sends a call and waits for the whole response, or for its head where that is enough; again where
/// that does no harm.
///
/// # Errors
/// Whatever keeps the response from arriving whole.
pub(crate) async fn send(outgoing: Outgoing) -> Result<Arrived, Error> {
    let Outgoing {
        watch,
        client,
        endpoint:
            Described {
                info: endpoint,
                streamed,
                undone,
                takes_key,
                rate_limits,
                secrets: hidden,
                session,
            },
        request,
        timeouts,
        retries,
        body_limit,
        download_limit,
        mut headers,
    } = outgoing;
    let invalid = |invalid: Invalid| Error::new(ErrorKind::Invalid, endpoint, invalid.to_string());
    let mut encoded = request.map_err(invalid)?;
    if !HAS_CLOCK {
        return Err(invalid(Invalid::request(
            "needs a platform that keeps time, to be sent",
        )));
    }
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(invalid(Invalid::request(
            "needs a Tokio runtime to be sent in",
        )));
    }
    let core = client.core();
    let is_idempotent = endpoint
        .idempotent
        .unwrap_or_else(|| endpoint.method.is_idempotent());
    let mut idempotency_key = key_of(&headers).or_else(|| key_of(&encoded.headers));
    // What is sent once needs none.
    if takes_key && !is_idempotent && idempotency_key.is_none() && retries.attempts > 1 {
        let key = core.environment.nonce(Nonce::Uuid, 0).map_err(invalid)?;
        let value = HeaderValue::from_str(&key);
        let value = value.map_err(|_| invalid(Invalid::request("has no valid key")))?;
        headers.insert(IDEMPOTENCY_KEY, value);
        idempotency_key = Some(key);
    }
    let facts: Vec<Option<String>> = encoded
        .facts
        .iter()
        .map(|fact| fact.value.clone())
        .collect();
    let deadline = later(Instant::now(), timeouts.call);
    let can_be_repeated = encoded.content.can_be_repeated();
    let is_repeatable = is_idempotent || idempotency_key.is_some();
    let mut tries = Tries::new(core, retries, is_repeatable, rate_limits, deadline);
    loop {
        let spare = (can_be_repeated && tries.may_go_on()).then(|| encoded.clone());
        let again = |now| deadline.min(later(now, timeouts.attempt));
        let attempt = Attempt {
            client: &client,
            watch: watch.as_deref(),
            purpose: Purpose::Call,
            endpoint,
            session,
            streamed,
            facts: &facts,
            rate_limits,
            call_deadline: deadline,
            deadline: again(Instant::now()),
            idle: timeouts.idle,
            body_limit,
            download_limit,
        };
        let result = exchange(attempt, encoded, &headers, again).await;
        // In a session that is over it would fare no better.
        let is_undone = |answer: &Answer| {
            undone.is_some_and(|undone| answer.is(undone, &facts))
                && !session
                    .expired
                    .is_some_and(|expired| answer.is(expired, &facts))
        };
        let pause = tries.pause_after(&result, is_undone);
        let error = match (pause.zip(spare), result) {
            (Some((pause, spare)), _) => {
                if let Some(watch) = &watch {
                    watch.retries(pause);
                }
                core.environment.sleep(pause).await;
                encoded = spare;
                continue;
            }
            (None, Err(error)) => error,
            (None, Ok(answer)) => {
                return Ok(answer.arrived(endpoint, tries.made, facts, idempotency_key, hidden));
            }
        };
        let may_have_been_sent = tries.may_have_been_sent;
        return Err(error
            .sent(may_have_been_sent)
            .with_attempts(tries.made)
            .with_idempotency_key(idempotency_key)
            .hiding(hidden));
    }
}

/// The key by which servers know a repeated request.
fn key_of(headers: &HeaderMap) -> Option<String> {
    let key = headers.get(IDEMPOTENCY_KEY)?;
    key.to_str().ok().map(str::to_owned)
}

/// A point in time, as far away as can be told if it is too far.
pub(crate) fn later(from: Instant, wait: Duration) -> Instant {
    const FAR: Duration = Duration::from_secs(60 * 60 * 24 * 365);
    from + wait.min(FAR)
}
