//! The headers by which a caller and the mock talk about examples.
//!
//! Names and values that aren't ASCII travel percent-encoded (RFC 3986 section 2.1), in UTF-8.

/// Request: the name of the example to answer with, whatever the request is.
pub const EXAMPLE: &str = "x-docwright-example";

/// Request: the name of the outcome to answer with; its first example is taken.
pub const OUTCOME: &str = "x-docwright-outcome";

/// Request: the status to answer with, among those that the example is documented with.
pub const STATUS: &str = "x-docwright-status";

/// Response: what was chosen, `<endpoint>/<example>`, or [`REFUSED`].
pub const CHOSEN: &str = "x-docwright-mock";

/// Value of [`CHOSEN`] where no example was.
pub const REFUSED: &str = "refused";
