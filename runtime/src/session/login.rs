//! Logging in: the caller's own function gives a request, which is sent.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::error::ResponseParts;
use crate::{Client, Endpoint, Error, Response};

/// What a function that gives a fresh login request may give: the request, or a `Result` of it.
pub trait IntoLogin<E> {
    /// The request.
    ///
    /// # Errors
    /// Why there is none: the one-time code couldn't be had, say.
    fn into_login(self) -> Result<E, Box<dyn StdError + Send + Sync>>;
}

impl<E: Endpoint> IntoLogin<E> for E {
    fn into_login(self) -> Result<E, Box<dyn StdError + Send + Sync>> {
        Ok(self)
    }
}

impl<E: Endpoint, F: Into<Box<dyn StdError + Send + Sync>>> IntoLogin<E> for Result<E, F> {
    fn into_login(self) -> Result<E, Box<dyn StdError + Send + Sync>> {
        self.map_err(Into::into)
    }
}

/// An async function that gives a fresh login request each time: one-time codes are used up.
///
/// It is implemented by functions and closures without arguments whose future gives the request, or a
/// `Result` of it.
pub trait FreshLogin<E>: Send + Sync + 'static {
    /// What the function gives.
    type Login: IntoLogin<E>;

    /// Makes the request.
    fn fresh(&self) -> impl Future<Output = Self::Login> + Send;
}

impl<E, F, L> FreshLogin<E> for F
where
    F: Fn() -> L + Send + Sync + 'static,
    L: Future + Send,
    L::Output: IntoLogin<E>,
{
    type Login = L::Output;

    fn fresh(&self) -> impl Future<Output = L::Output> + Send {
        self()
    }
}

/// Logs in: the answer opens the client's session where the call is sent.
pub(crate) type LogIn = Arc<dyn Fn(Client) -> LoggingIn + Send + Sync>;

type LoggingIn = Pin<Box<dyn Future<Output = Result<LoginAnswer, LoginFailure>> + Send>>;

/// What a login came to.
pub(crate) struct LoginAnswer {
    /// Name of the outcome.
    pub(crate) outcome: &'static str,
    /// Whether it is a success.
    pub(crate) is_success: bool,
    pub(crate) response: ResponseParts,
}

/// Why a login ended in no outcome.
pub(crate) enum LoginFailure {
    /// The caller's function gave no request.
    Request(Box<dyn StdError + Send + Sync>),
    /// The call failed.
    Call(Error),
}

/// The login of a function that gives requests.
pub(crate) fn log_in<E: Endpoint>(login: impl FreshLogin<E>) -> LogIn {
    let login = Arc::new(login);
    Arc::new(move |client| {
        let login = Arc::clone(&login);
        Box::pin(async move {
            let call = {
                let fresh = login.fresh().await.into_login();
                client.call(&fresh.map_err(LoginFailure::Request)?)
            };
            let reply = call.reply().await.map_err(LoginFailure::Call)?;
            let (answer, response) = reply.into_parts();
            Ok(LoginAnswer {
                outcome: answer.outcome(),
                is_success: answer.into_result().is_ok(),
                response,
            })
        })
    })
}
