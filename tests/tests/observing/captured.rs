//! What a program's log would have: each test sees what is written on its own thread.

use std::cell::RefCell;
use std::io;
use std::sync::Once;

use tracing::Level;
use tracing_subscriber::fmt::format::FmtSpan;

thread_local! {
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes to the text of this thread.
struct Local;

impl io::Write for Local {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        TEXT.with_borrow_mut(|text| text.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Has to be called before anything is written: what is off once stays off on some threads.
pub(crate) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .without_time()
            .with_writer(|| Local)
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("the only subscriber");
    });
}

/// A line for each span that ended, in the order of their ends.
pub(crate) fn spans() -> String {
    lines(true)
}

/// A line for each event.
pub(crate) fn events() -> String {
    lines(false)
}

fn lines(ends: bool) -> String {
    let text = TEXT.with_borrow(|text| String::from_utf8_lossy(text).into_owned());
    let lines = text
        .lines()
        .filter(|line| line.ends_with(": close") == ends);
    let lines = lines.map(|line| {
        let line = line.trim().trim_end_matches(": docwright: close");
        // Of the spans above it, the names.
        match line.split_once("}:") {
            Some((above, span)) => {
                let (name, _) = above.split_once('{').expect("fields of a span");
                format!("{name}: {span}")
            }
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
