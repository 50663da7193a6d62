//! The one path that every call takes. It isn't generic: a request goes in, a response or an error
//! comes out.

mod admit;
mod again;
mod arrived;
mod attempt;
mod authenticate;
mod dispatch;
mod exchange;
mod login;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use tokio::time::Instant;

use self::again::{Next, Tries};
use self::attempt::{Answer, Attempt};
use self::exchange::exchange;
use crate::encode::{Encoded, Encoder, header_name, sensitive_header_value};
use crate::endpoint::Described;
use crate::limits::HAS_CLOCK;
use crate::observe::Watch;
use crate::{Client, Error, ErrorKind, Invalid, Nonce, Purpose, Retries, Timeouts};

pub(crate) use self::arrived::Arrived;
pub(crate) use self::attempt::declared_length;
pub(crate) use self::dispatch::{Dispatch, Ended, error};

/// The header by which servers know a repeated request.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// A call as it is about to be sent.
#[derive(Clone)]
pub(crate) struct Outgoing {
    /// `None` if no one sees the call.
    pub(crate) watch: Option<Arc<Watch>>,
    pub(crate) client: Client,
    pub(crate) endpoint: &'static Described,
    pub(crate) request: Result<Encoded, Invalid>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    /// How many are followed.
    pub(crate) redirects: u32,
    /// Whether it is made again in a new session, where that is safe.
    pub(crate) resend: bool,
    pub(crate) body_limit: usize,
    pub(crate) download_limit: u64,
    /// Of this call alone; they take the place of others.
    pub(crate) headers: HeaderMap,
}

impl Outgoing {
    /// With the client's settings, and what `encode` writes.
    pub(crate) fn new(
        client: &Client,
        endpoint: &'static Described,
        encode: &dyn Fn(&mut Encoder) -> Result<(), Invalid>,
    ) -> Box<Self> {
        let core = client.core();
        let base = endpoint.info.origin.or(core.base_url());
        let mut encoder = Encoder::new(base.unwrap_or_default());
        let encoded = encode(&mut encoder).map_err(|invalid| encoder.locate(invalid));
        Box::new(Self {
            watch: None,
            client: client.clone(),
            endpoint,
            request: encoded.and_then(|()| encoder.finish()),
            timeouts: core.timeouts,
            retries: core.retries,
            redirects: core.redirects,
            resend: endpoint.session.resend,
            body_limit: core.body_limit,
            download_limit: core.download_limit,
            headers: HeaderMap::new(),
        })
    }

    /// The URL that it goes to, without credentials; `None` if it can't be sent.
    pub(crate) fn uri(&self) -> Option<&Uri> {
        self.request.as_ref().ok().map(|encoded| &encoded.uri)
    }

    /// To another URL of its origin.
    pub(crate) fn lead_to(&mut self, uri: Uri) {
        if let Ok(encoded) = &mut self.request {
            encoded.uri = uri;
        }
    }

    /// Sends a header too, or instead of the one of that name. One that can't be sent is the error of the call.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        let header =
            header_name(name).and_then(|header| Ok((header, sensitive_header_value(name, value)?)));
        match header {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(invalid) => self.refuse(invalid),
        }
    }

    /// It isn't sent, for this reason or an earlier one.
    fn refuse(&mut self, invalid: Invalid) {
        if self.request.is_ok() {
            self.request = Err(invalid);
        }
    }
}

/// A response that is on its way.
pub(crate) type Arriving = Pin<Box<dyn Future<Output = Result<Arrived, Error>> + Send>>;

/// Sends a call and waits for the whole response, or for its head where that is enough; again where
/// that does no harm.
///
/// # Errors
/// Whatever keeps the response from arriving whole.
pub(crate) async fn send(mut outgoing: Box<Outgoing>) -> Result<Arrived, Error> {
    let described = outgoing.endpoint;
    let endpoint = &described.info;
    let invalid = |invalid: Invalid| Error::new(ErrorKind::Invalid, endpoint, invalid.to_string());
    let encoded = match &mut outgoing.request {
        Ok(encoded) => encoded,
        Err(refused) => {
            return Err(Error::new(
                ErrorKind::Invalid,
                endpoint,
                refused.to_string(),
            ));
        }
    };
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
    let core = outgoing.client.core();
    let is_idempotent = endpoint
        .idempotent
        .unwrap_or_else(|| endpoint.method.is_idempotent());
    let mut idempotency_key = key_of(&outgoing.headers).or_else(|| key_of(&encoded.headers));
    // What is sent once needs none.
    if described.takes_key
        && !is_idempotent
        && idempotency_key.is_none()
        && outgoing.retries.attempts > 1
    {
        let key = core.environment.nonce(Nonce::Uuid, 0).map_err(invalid)?;
        let value = HeaderValue::from_str(&key);
        let value = value.map_err(|_| invalid(Invalid::request("has no valid key")))?;
        outgoing.headers.insert(IDEMPOTENCY_KEY, value);
        idempotency_key = Some(key);
    }
    let facts = std::mem::take(&mut encoded.facts).into_iter();
    let facts: Vec<Option<String>> = facts.map(|fact| fact.value).collect();
    let deadline = later(Instant::now(), outgoing.timeouts.call);
    let can_be_repeated = encoded.content.can_be_repeated();
    let is_repeatable = is_idempotent || idempotency_key.is_some();
    let mut tries = Tries::new(
        core,
        &outgoing.retries,
        is_repeatable,
        described.rate_limits,
        deadline,
    );
    loop {
        let stays = can_be_repeated && tries.may_go_on();
        let again = |now| deadline.min(later(now, outgoing.timeouts.attempt));
        let mut attempt = Attempt {
            client: &outgoing.client,
            watch: outgoing.watch.as_deref(),
            purpose: Purpose::Call,
            endpoint: described,
            resend: outgoing.resend,
            facts: &facts,
            call_deadline: deadline,
            deadline: again(Instant::now()),
            idle: outgoing.timeouts.idle,
            body_limit: outgoing.body_limit,
            download_limit: outgoing.download_limit,
        };
        let result = exchange(&mut attempt, encoded, stays, &outgoing.headers, &again).await;
        // In a session that is over it would fare no better.
        let is_undone = |answer: &Answer| {
            let undone = described.undone;
            undone.is_some_and(|undone| answer.is(undone, &facts))
                && !described
                    .session
                    .expired
                    .is_some_and(|expired| answer.is(expired, &facts))
        };
        match tries.next(result, stays, is_undone) {
            Next::Again { pause } => {
                if let Some(watch) = &outgoing.watch {
                    watch.retries(pause);
                }
                core.environment.sleep(pause).await;
            }
            Next::Ended(Ok(answer)) => {
                return Ok(answer.arrived(described, tries.made, facts, idempotency_key));
            }
            Next::Ended(Err(error)) => {
                return Err(error
                    .sent(tries.may_have_been_sent)
                    .with_attempts(tries.made)
                    .with_idempotency_key(idempotency_key)
                    .hiding(described.secrets));
            }
        }
    }
}

/// The key by which servers know a repeated request.
fn key_of(headers: &HeaderMap) -> Option<String> {
    let key = headers.get(&IDEMPOTENCY_KEY)?;
    key.to_str().ok().map(str::to_owned)
}

/// A point in time, as far away as can be told if it is too far.
pub(crate) fn later(from: Instant, wait: Duration) -> Instant {
    const FAR: Duration = Duration::from_secs(60 * 60 * 24 * 365);
    from + wait.min(FAR)
}
