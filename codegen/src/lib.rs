//! Turns specs of HTTP endpoints into typed Rust clients.
//!
//! The core is pure: texts in, files or diagnostics out. [`check`] reads [`Sources`] and gives
//! the [`Checked`] form, or every fault that it found; [`generate`] turns that into [`Files`] and
//! can't fail.

pub mod compare;
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

pub use self::parse::{Holds, Key, KeyTable, known_keys};
