//! Turns specs of HTTP endpoints into typed Rust clients.
//!
//! The core is pure: texts in, files or diagnostics out. [`check`] reads [`Sources`] and gives
//! the [`Checked`] form, or every fault that it found; [`generate`] turns that into [`Files`] and
//! can't fail.

#![recursion_limit = "1024"] // `emit::tokens::quote!` reads code token by token.

pub mod build;
pub mod compare;
pub mod curl;
pub mod diagnostic;
pub mod http;
pub mod input;
pub mod ir;
pub mod names;
pub mod output;
pub mod printed;
pub mod source;
pub mod spec;

mod check;
mod checked;
mod emit;
mod one_file;
mod options;
mod parallel;
mod parse;
mod surface;

pub use self::build::build;
pub use self::checked::Checked;
pub use self::diagnostic::{Diagnostic, Diagnostics};
pub use self::one_file::{FileCheck, check_file};
pub use self::options::Options;
pub use self::output::Files;
pub use self::parse::{Holds, Key, KeyTable, known_keys};
pub use self::source::Sources;
pub use self::surface::surface;

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

/// The files of the clients, formatted and in memory. What passed the checks can be generated, so
/// this can't fail; the same specs and options give the same bytes on any machine.
#[must_use]
pub fn generate(checked: &Checked, options: &Options) -> Files {
    emit::emit(checked.apis(), options)
}
