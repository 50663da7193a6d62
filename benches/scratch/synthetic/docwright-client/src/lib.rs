//! The generated client.

#[rustfmt::skip]
mod client;

pub use client::office;
