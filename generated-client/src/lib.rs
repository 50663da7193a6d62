//! Typed clients for the APIs under `specs/`: one module and one cargo feature for each.
//!
//! Every documented response is a variant of the endpoint's response enum; what is not documented
//! is an [`Error`](docwright_runtime::Error) that keeps status, headers and body.

include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));

pub use docwright_runtime as runtime;
