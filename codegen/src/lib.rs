//! Turns specs of HTTP endpoints into typed Rust clients.
//!
//! The core is pure: texts in, files or diagnostics out. [`check`] reads [`Sources`] and gives
//! the [`Checked`] form, or every fault that it found; [`generate`] turns that into [`Files`] and
//! can't fail.

pub mod compare;
pub mod diagnostic;
pub mod ir;
pub mod names;
pub mod output;
pub mod source;
pub mod spec;

mod check;
mod checked;
mod emit;
mod options;
mod parse;
mod surface;

pub use self::checked::Checked;
pub use self::options::Options;
pub use self::output::Files;
pub use self::surface::surface;

/// The files of the clients, formatted and in memory. What passed the checks can be generated, so
/// this can't fail; the same specs and options give the same bytes on any machine.
#[must_use]
pub fn generate(checked: &Checked, options: &Options) -> Files {
    emit::emit(checked.apis(), options)
}
