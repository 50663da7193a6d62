//! The thread on which the work of blocking calls is done.

use std::future::pending;
use std::sync::OnceLock;
use std::{io, thread};

use tokio::runtime::{Builder, Handle};

/// Its runtime, from the first call of a process on; `None` if there can be no such thread.
static SHARED: OnceLock<Option<Handle>> = OnceLock::new();

/// What this thread may wait with.
///
/// # Errors
/// Why it can't: in words that follow "the call".
pub(super) fn runtime() -> Result<&'static Handle, &'static str> {
    match Handle::try_current() {
        Err(error) if error.is_missing_context() => {}
        _ => return Err("would block a thread that runs async code: await it instead"),
    }
    let shared = SHARED.get_or_init(|| start().ok()).as_ref();
    shared.ok_or("needs a thread of its own, which the system doesn't give")
}

/// That thread drives connections and timers; a future is driven by whoever waits for it.
fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name("docwright-blocking".to_owned())
        .spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}
