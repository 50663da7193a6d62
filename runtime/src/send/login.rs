//! The session or token that a request needs: the one that is kept, or another one that is opened.

use std::borrow::Cow;
use std::time::SystemTime;

use tokio::time::timeout_at;

use super::attempt::{Answer, Attempt};
use crate::address::is_in_the_clear;
use crate::auth::Applied;
use crate::client::Core;
use crate::endpoint::Described;
use crate::session::{Kept, LogIn, LoginFailure};
use crate::{
    EndpointInfo, Error, ErrorKind, Invalid, Method, OAuth2, Opens, Purpose, Scheme, Secret,
    Session, SessionRole,
};

/// A session that was refused, and its scheme.
pub(super) struct Ended {
    scheme: &'static Scheme,
    credentials: Vec<Secret>,
}

/// A session that was opened, and its scheme.
pub(super) type Opening = (&'static Scheme, Session);

/// Where another session comes from.
enum Source<'c> {
    /// A token endpoint, and what it wants.
    Token(&'static OAuth2, &'c [Secret]),
    /// The caller's function.
    Login(&'c LogIn),
}

fn source<'c>(core: &'c Core, scheme: &'static Scheme) -> Option<Source<'c>> {
    let credentials = core.credentials(scheme);
    match scheme.oauth2 {
        // A token that the caller gave alone can't be renewed.
        Some(_) if credentials.is_empty() => None,
        Some(oauth2) => Some(Source::Token(oauth2, credentials)),
        None => core.login(scheme).map(Source::Login),
    }
}

/// Whether another session can take the place of one that is over. What opens and ends sessions is
/// sent in the one that there is.
fn is_renewable(attempt: &Attempt<'_>, scheme: &'static Scheme) -> bool {
    let core = attempt.client.core();
    scheme.is_renewed()
        && !attempt.endpoint.session.concerns(scheme)
        && (scheme.is_handed() || core.session_store.is_some() || source(core, scheme).is_some())
}

/// Whether a response can say that a session is over, and another one take its place.
pub(super) fn can_be_renewed(attempt: &Attempt<'_>, schemes: &[Applied<'_>]) -> bool {
    schemes.iter().any(|applied| {
        let statuses = applied
            .scheme
            .oauth2
            .map_or(&[][..], |oauth2| oauth2.expired);
        (!statuses.is_empty() || attempt.endpoint.session.expired.is_some())
            && is_renewable(attempt, applied.scheme)
    })
}

/// The sessions that a response refuses, of those that another one can take the place of.
pub(super) fn ended(attempt: &Attempt<'_>, schemes: &[Applied<'_>], answer: &Answer) -> Vec<Ended> {
    if !can_be_renewed(attempt, schemes) {
        return Vec::new();
    }
    let expired = attempt.endpoint.session.expired;
    let is_told = expired.is_some_and(|expired| answer.is(expired, attempt.facts));
    let status = answer.response.status.as_u16();
    let ended = schemes.iter().filter(|applied| {
        let statuses = applied
            .scheme
            .oauth2
            .map_or(&[][..], |oauth2| oauth2.expired);
        (is_told || statuses.contains(&status)) && is_renewable(attempt, applied.scheme)
    });
    ended
        .map(|applied| Ended {
            scheme: applied.scheme,
            credentials: applied.credentials.to_vec(),
        })
        .collect()
}

/// What took the place of sessions that are over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    /// Nothing: there is no way to another one.
    Nothing,
    /// One out of the store, which may be over as well.
    Stored,
    /// One that was opened since.
    Opened,
}

/// Puts the session that is kept, or else a new one, in the place of the credentials. Calls that wait
/// for the same session wait for one login, whatever comes of it.
///
/// # Errors
/// Of the kind `Login`, if there is no session.
pub(super) async fn fill(
    attempt: &Attempt<'_>,
    schemes: &mut [Applied<'_>],
    ended: &[Ended],
) -> Result<Filled, Error> {
    let mut filled = Filled::Opened;
    for applied in &mut *schemes {
        let scheme = applied.scheme;
        if !scheme.is_renewed() {
            continue;
        }
        let refused = ended.iter().find(|ended| ended.scheme.name == scheme.name);
        let refused = refused.map(|ended| ended.credentials.as_slice());
        // Boxed, so that calls without sessions make no room for it.
        match Box::pin(session(attempt, scheme, refused)).await? {
            Some((session, from)) => {
                applied.credentials = Cow::Owned(session.credentials);
                if from == Filled::Stored {
                    filled = from;
                }
            }
            None if refused.is_some() => return Ok(Filled::Nothing),
            // Those that the caller gave are sent as they are: the server knows best.
            None if scheme.session.is_some() && !applied.credentials.is_empty() => (),
            None if scheme.is_handed() => (),
            None => {
                let detail = format!("there is no session of the scheme `{}`", scheme.name);
                return Err(failed(attempt, &detail));
            }
        }
    }
    Ok(filled)
}

/// The session that is kept, unless it is the one that was refused; or a new one.
async fn session(
    attempt: &Attempt<'_>,
    scheme: &'static Scheme,
    refused: Option<&[Secret]>,
) -> Result<Option<(Session, Filled)>, Error> {
    let kept = attempt.client.core().sessions.of(scheme);
    let opened = |session| (session, Filled::Opened);
    if let Some(session) = kept.usable(refused) {
        return Ok(Some(opened(session)));
    }
    if !is_renewable(attempt, scheme) {
        return Ok(kept.any().map(opened));
    }
    let failures = kept.failures();
    let waiting = timeout_at(attempt.deadline, kept.renewing.lock()).await;
    let _renewing = waiting.map_err(|_| failed(attempt, "no session in time"))?;
    if let Some(session) = kept.usable(refused) {
        return Ok(Some(opened(session)));
    }
    if let Some(reason) = kept.failed_since(failures) {
        return Err(failed(
            attempt,
            &format!("another call waited in vain: {reason}"),
        ));
    }
    let renewed = timeout_at(attempt.deadline, renew(attempt, scheme, &kept, refused)).await;
    let renewed = renewed.unwrap_or_else(|_| Err(failed(attempt, "no session in time")));
    renewed.inspect_err(|error| kept.fail(error.detail().to_owned()))
}

/// Takes the session that another client has opened, or opens one.
async fn renew(
    attempt: &Attempt<'_>,
    scheme: &'static Scheme,
    kept: &Kept,
    refused: Option<&[Secret]>,
) -> Result<Option<(Session, Filled)>, Error> {
    let core = attempt.client.core();
    if let Some(store) = &core.session_store {
        let key = core.session_key(scheme);
        let stored = store.load(&key).await;
        let stored = stored.map_err(|error| failed(attempt, &format!("the store: {error}")))?;
        if let Some(stored) = stored {
            kept.keep(stored, core.environment.now());
        }
        if let Some(session) = kept.usable(refused) {
            return Ok(Some((session, Filled::Stored)));
        }
    }
    let opened = |session| (session, Filled::Opened);
    let is_new = |session: &Session| !refused.is_some_and(|refused| session.is(refused));
    match source(core, scheme) {
        None => Ok(kept.any().filter(is_new).map(opened)),
        Some(Source::Token(oauth2, credentials)) => {
            let session = fetch(attempt, oauth2, credentials, kept).await?;
            keep(attempt, scheme, kept, &session).await?;
            Ok(Some(opened(session)))
        }
        Some(Source::Login(login)) => {
            log_in(attempt, login).await?;
            match kept.any().filter(is_new) {
                Some(session) => Ok(Some(opened(session))),
                None => {
                    let detail = format!(
                        "the login opened no new session; what its answer doesn't give is that of the builder's `{}`",
                        scheme.name
                    );
                    Err(failed(attempt, &detail))
                }
            }
        }
    }
}

/// Has the caller's function sent: what its answer opens is kept where it arrives.
async fn log_in(attempt: &Attempt<'_>, login: &LogIn) -> Result<(), Error> {
    match login(attempt.client.clone()).await {
        Ok(answer) if answer.is_success => Ok(()),
        Ok(answer) => {
            let detail = format!("the login answered `{}`", answer.outcome);
            Err(failed(attempt, &detail).with_response(answer.response))
        }
        Err(LoginFailure::Request(error)) => Err(failed(
            attempt,
            &format!("no request for the login: {error}"),
        )),
        Err(LoginFailure::Call(error)) => {
            let status = error
                .status()
                .map(|status| format!(", status {}", status.as_u16()));
            let status = status.unwrap_or_default();
            let detail = format!("the login: {}{status}", error.kind());
            Err(failed(attempt, &detail).because_of(error))
        }
    }
}

/// Asks the token endpoint.
async fn fetch(
    attempt: &Attempt<'_>,
    oauth2: &OAuth2,
    credentials: &[Secret],
    kept: &Kept,
) -> Result<Session, Error> {
    let core = attempt.client.core();
    let invalid = |invalid: Invalid| failed(attempt, &format!("the token request {invalid}"));
    let url = core.token_url(oauth2);
    let url = url.map_err(|error| failed(attempt, &format!("the token endpoint: {error}")))?;
    let before = kept.any();
    let refresh = before.as_ref().and_then(Session::refresh_token);
    let request = oauth2
        .request(&url, credentials, refresh)
        .map_err(invalid)?;
    if !core.allow_plain_http && is_in_the_clear(request.uri()) {
        return Err(failed(
            attempt,
            "the token request carries a secret, which is not sent over plain http",
        ));
    }
    // What is read is the answer to a POST, whatever the call's own method is.
    let endpoint = Described {
        info: EndpointInfo {
            method: Method::POST,
            url: oauth2.token_url,
            ..attempt.endpoint.info
        },
        session: SessionRole::NONE,
        outcomes: &[],
        ..*attempt.endpoint
    };
    let asking = Attempt {
        endpoint: &endpoint,
        purpose: Purpose::Login,
        ..*attempt
    };
    let sent = asking.send(request, credentials).await;
    let (response, _) = sent.map_err(|error| {
        let detail = format!("the token endpoint gave no answer ({:?})", error.kind());
        failed(attempt, &detail)
    })?;
    OAuth2::token(&response, refresh, core.environment.now())
        .map_err(|reason| failed(attempt, &format!("the token endpoint: {reason}")))
}

/// The sessions that an answer opens.
pub(super) fn opened(attempt: &Attempt<'_>, answer: &Answer) -> Vec<Opening> {
    let opens = attempt.endpoint.session.opens.iter();
    let opened = opens.filter_map(|opens| Some((opens.scheme, opened_by(attempt, opens, answer)?)));
    opened.collect()
}

/// Keeps the sessions that an answer opens, and forgets those that it ends.
///
/// # Errors
/// Of the kind `Login`, if one can't be stored. The server has acted, whatever becomes of the session here.
pub(super) async fn settle(
    attempt: &Attempt<'_>,
    opened: Vec<Opening>,
    closed: Vec<Ended>,
    answer: Answer,
) -> Result<Answer, Error> {
    let core = attempt.client.core();
    for (scheme, session) in opened {
        let kept = core.sessions.of(scheme);
        let kept = keep(attempt, scheme, &kept, &session).await;
        kept.map_err(|error| error.sent(true))?;
    }
    forget(core, &closed).await;
    Ok(answer)
}

/// The sessions that an answer ends.
pub(super) fn closed(
    attempt: &Attempt<'_>,
    schemes: &[Applied<'_>],
    answer: &Answer,
) -> Vec<Ended> {
    let expired = attempt.endpoint.session.expired;
    let closed = attempt.endpoint.session.closes.iter().filter_map(|closes| {
        let mut sent = schemes.iter();
        let sent = sent.find(|sent| sent.scheme.name == closes.scheme.name)?;
        let is_over = answer.is(closes.is_closed, attempt.facts)
            || expired.is_some_and(|expired| answer.is(expired, attempt.facts));
        is_over.then(|| Ended {
            scheme: closes.scheme,
            credentials: sent.credentials.to_vec(),
        })
    });
    closed.collect()
}

/// The session that an answer opens, with credentials of the caller's own where it gives none; `None` if
/// it is not whole.
fn opened_by(attempt: &Attempt<'_>, opens: &Opens, answer: &Answer) -> Option<Session> {
    let opened = answer.with(attempt.facts, |received| (opens.session)(received))?;
    let core = attempt.client.core();
    let given = core.credentials(opens.scheme);
    let places = 0..opens.scheme.credentials.len();
    let credentials: Option<Vec<Secret>> = places
        .map(|place| {
            let mut taken = opened.credentials.iter();
            let taken = taken.find(|(taken, _)| *taken == place);
            taken.map(|(_, value)| value).or(given.get(place)).cloned()
        })
        .collect();
    let mut session = Session::new(credentials?);
    let lasts = opened.expires_in;
    session.expires_at = lasts.and_then(|lasts| core.environment.now().checked_add(lasts));
    Some(session)
}

/// Keeps a session, here and in the store.
async fn keep(
    attempt: &Attempt<'_>,
    scheme: &'static Scheme,
    kept: &Kept,
    session: &Session,
) -> Result<(), Error> {
    let core = attempt.client.core();
    let now: SystemTime = core.environment.now();
    kept.keep(session.clone(), now);
    let Some(store) = &core.session_store else {
        return Ok(());
    };
    let saved = store.save(&core.session_key(scheme), session).await;
    saved.map_err(|error| {
        let detail = format!("the session is open, but can't be stored: {error}");
        failed(attempt, &detail)
    })
}

/// Forgets sessions that are over, unless others have taken their place.
async fn forget(core: &Core, ended: &[Ended]) {
    for Ended {
        scheme,
        credentials,
    } in ended
    {
        core.sessions.of(scheme).forget(credentials);
        if let Some(store) = &core.session_store {
            let session = Session::new(credentials.iter().cloned());
            // Whoever takes it from there finds out by itself that it is over.
            let _ = store.remove(&core.session_key(scheme), &session).await;
        }
    }
}

/// The answer to a call, unless it says of a session that was just opened that it is over: another one
/// would fare no better.
///
/// # Errors
/// Of the kind `Login`, with that answer.
pub(super) fn accepted(
    attempt: &Attempt<'_>,
    ended: &[Ended],
    answer: Answer,
) -> Result<Answer, Error> {
    // What a refusal brings is no login that failed.
    if ended.iter().all(|ended| ended.scheme.is_handed()) {
        return Ok(answer);
    }
    let refused = failed(attempt, "what was just opened is not accepted");
    Err(refused
        .with_response(answer.response)
        .with_secrets(answer.secrets))
}

fn failed(attempt: &Attempt<'_>, detail: &str) -> Error {
    Error::new(ErrorKind::Login, &attempt.endpoint.info, detail)
}
