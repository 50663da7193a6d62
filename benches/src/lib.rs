//! What is measured: a generated client, the same by hand, and a thousand endpoints for the
//! generator. The figures are in the `README.md` beside this.

pub mod by_hand;
mod draw;
pub mod generator;
pub mod loopback;
pub mod ours;
pub mod payload;
#[cfg(test)]
mod same;
pub mod server;
pub mod synthetic;
pub mod thousand;

include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));

/// What keeps a figure from being taken.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
