//! Credentials that an [`Authenticator`](crate::Authenticator) puts into a request.

use super::attempt::{Answer, Attempt};
use super::exchange::Prepared;
use crate::auth::Applied;
use crate::{AuthRequest, Challenge, Error, ErrorKind};

/// Whether a scheme has its own code for credentials, which may ask for a second request.
pub(super) fn has_own(schemes: &[Applied<'_>]) -> bool {
    schemes.iter().any(|applied| applied.own.is_some())
}

/// Lets each scheme's own code see the response. Whether one of them has an answer to it.
pub(super) fn is_challenged(schemes: &[Applied<'_>], answer: &Answer) -> bool {
    let response = &answer.response;
    let challenge = Challenge::new(response.status, &response.headers, &response.body);
    let own = schemes.iter().filter_map(|applied| applied.own);
    // None is left out, whatever those before it say.
    let answered = own.filter(|own| own.challenged(&challenge));
    answered.count() > 0
}

/// Lets each scheme's own code put its credentials in.
///
/// # Errors
/// Of the kind `Login`, if one of them fails or takes too long.
pub(super) async fn authorize(
    attempt: &Attempt<'_>,
    schemes: &[Applied<'_>],
    prepared: Prepared,
) -> Result<Prepared, Error> {
    let Prepared {
        mut request,
        mut secrets,
    } = prepared;
    for applied in schemes {
        let Some(own) = applied.own else { continue };
        let name = applied.scheme.name;
        let failed = |reason: &str| {
            let detail = format!("the authenticator of `{name}` {reason}");
            Error::new(ErrorKind::Login, &attempt.endpoint.info, detail)
        };
        let authorizing = own.authorize(AuthRequest::new(&mut request, &mut secrets));
        match tokio::time::timeout_at(attempt.deadline, authorizing).await {
            Ok(Ok(())) => (),
            Ok(Err(error)) => {
                return Err(failed(&format!("failed: {error}")).with_secrets(secrets));
            }
            Err(_) => return Err(failed("took too long").with_secrets(secrets)),
        }
    }
    Ok(Prepared { request, secrets })
}
