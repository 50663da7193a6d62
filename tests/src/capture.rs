//! Whatever a program prints: all events and spans of `tracing`, all records of `log`, all panics, and
//! what a test shows.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::io;
use std::sync::{Mutex, Once, PoisonError};

use docwright_runtime::Error;
use tokio::sync::MutexGuard;
use tracing::Level;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::stop;

static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Writes to the text.
struct Writer;

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
        text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The records of `log`, to which other crates write.
struct Records;

impl log::Log for Records {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        show(&format!("{} {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

/// Captures from here on, for one test at a time.
///
/// # Panics
/// As [`install`].
pub async fn begin() -> MutexGuard<'static, ()> {
    static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let alone = ALONE.lock().await;
    install();
    drop(take());
    alone
}

/// Captures from here on, whatever test prints it.
///
/// # Panics
/// If the program has another subscriber or logger.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .without_time()
            .with_writer(|| Writer)
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap_or_else(|error| stop(&error));
        log::set_boxed_logger(Box::new(Records)).unwrap_or_else(|error| stop(&error));
        log::set_max_level(log::LevelFilter::Trace);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            show(&panic.to_string());
            // Panics of the tests themselves are to be seen as well.
            if std::thread::current().name() != Some(QUIET) {
                before(panic);
            }
        }));
    });
}

/// The name of threads whose panics are only captured.
pub const QUIET: &str = "panics";

/// Something that a program might print.
pub fn show(text: &str) {
    let mut all = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
    all.extend_from_slice(text.as_bytes());
    all.push(b'\n');
}

/// What was printed so far, and is forgotten then.
#[must_use]
pub fn take() -> String {
    let text = std::mem::take(&mut *TEXT.lock().unwrap_or_else(PoisonError::into_inner));
    String::from_utf8_lossy(&text).into_owned()
}

/// `{:?}` and `{:#?}`.
pub fn show_debug(value: &impl Debug) {
    show(&format!("{value:?} {value:#?}"));
}

/// An error in every way, with all that stands below it.
pub fn show_error(error: &Error) {
    show_debug(error);
    show(&format!("{error} {error:#}"));
    show_debug(&error.fault());
    show_debug(&error.outcome());
    let mut below = error.source();
    while let Some(source) = below {
        show(&format!("{source} {source:?} {source:#?}"));
        below = source.source();
    }
    let boxed: Box<dyn StdError + Send + Sync> = error.to_string().into();
    show_debug(&boxed);
}
