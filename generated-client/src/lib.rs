//! Typed clients for the APIs under specs/.
