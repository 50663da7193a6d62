//! Shows whatever can be shown of a call.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::thread;

use docwright_runtime::{Call, Error, Response};

use crate::capture::{QUIET, show};

/// Makes a call twice: what comes of the first is shown in every way, that of the second is unwrapped
/// where it can't be.
pub(crate) async fn call<R: Response>(call: impl Fn() -> Call<R>) {
    debug(&call());
    let sending = call().reply();
    debug(&sending);
    match sending.await {
        Ok(reply) => debug(&reply),
        Err(error) => fault(&error),
    }
    let result = call().await;
    panicking(move || match result.is_ok() {
        true => drop(result.expect_err("an error")),
        false => drop(result.expect("a response")),
    });
    match call().ok().await {
        Ok(_) => (),
        Err(docwright_runtime::CallError::Error(error)) => fault(&error),
        Err(docwright_runtime::CallError::Failure(_)) => (),
    }
}

/// `{:?}` and `{:#?}`.
pub(crate) fn debug(value: &impl Debug) {
    show(&format!("{value:?} {value:#?}"));
}

/// An error with all that stands below it.
fn fault(error: &Error) {
    debug(error);
    show(&format!("{error} {error:#}"));
    debug(&error.fault());
    debug(&error.outcome());
    let mut below = error.source();
    while let Some(source) = below {
        show(&format!("{source} {source:?} {source:#?}"));
        below = source.source();
    }
    let boxed: Box<dyn StdError + Send + Sync> = error.to_string().into();
    debug(&boxed);
}

/// Runs what panics, on a thread whose panic is captured and not printed.
pub(crate) fn panicking<T>(act: impl FnOnce() -> T + Send) {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name(QUIET.to_owned());
        let act = thread.spawn_scoped(scope, move || drop(act()));
        let panic = act.expect("a thread").join().expect_err("a panic");
        let text = panic.downcast_ref::<String>().map(String::as_str);
        show(
            text.or(panic.downcast_ref::<&str>().copied())
                .unwrap_or_default(),
        );
    });
}
