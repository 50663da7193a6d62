//! Shows whatever can be shown of a call.

use std::thread;

use docwright_runtime::{Call, Response};
use docwright_tests::capture::{QUIET, show, show_debug, show_error};

/// Makes a call twice: what comes of the first is shown in every way, that of the second is unwrapped
/// where it can't be.
pub(crate) async fn call<R: Response>(call: impl Fn() -> Call<R>) {
    show_debug(&call());
    let sending = call().reply();
    show_debug(&sending);
    match sending.await {
        Ok(reply) => show_debug(&reply),
        Err(error) => show_error(&error),
    }
    let result = call().await;
    panicking(move || match result.is_ok() {
        true => drop(result.expect_err("an error")),
        false => drop(result.expect("a response")),
    });
    match call().ok().await {
        Ok(_) => (),
        Err(docwright_runtime::CallError::Error(error)) => show_error(&error),
        Err(docwright_runtime::CallError::Failure(_)) => (),
    }
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
