//! The generated client.

include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));
