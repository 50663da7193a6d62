//! The hand-written half of every client that Docwright generates.
