//! Turns specs of HTTP endpoints into typed Rust clients.
//!
//! The core is pure: texts in, files or diagnostics out. [`check`] reads [`Sources`] and gives
//! the [`Checked`] form, or every fault that it found; `generate` turns that into files and
//! can't fail.

pub mod compare;
pub mod curl;
pub mod diagnostic;
pub mod input;
pub mod ir;
pub mod names;
pub mod source;
pub mod spec;

mod check;
mod checked;
mod emit;
mod parse;

pub use self::checked::Checked;
pub use self::diagnostic::{Diagnostic, Diagnostics};
pub use self::parse::{Holds, Key, KeyTable, known_keys};
pub use self::source::Sources;

use self::diagnostic::Report;

/// Reads and checks specs: `parse`, then `check`. Examples are checked too.
///
/// # Errors
///
/// Every independent fault that was found, sorted by file and place. Parts that could not be read
/// are left out of later rules, so one mistake gives one message.
pub fn check(sources: Sources) -> Result<Checked, Diagnostics> {
    let mut report = Report::new();
    let spec = parse::parse(&sources, &mut report);
    let apis = check::check(&spec, &mut report);
    if report.has_errors() {
        return Err(report.finish(sources));
    }
    let warnings = report.finish(sources.clone());
    Ok(Checked::new(sources, spec, apis, warnings))
}
