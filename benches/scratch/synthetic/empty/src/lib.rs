//! Nothing: what cargo itself takes.
