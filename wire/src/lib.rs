//! How values are spelt on the wire: JSON, XML, percent, form, properties, markup, dates, hashes.
//!
//! Nothing here does I/O. The generator uses these rules to check documented examples, the runtime
//! uses them to send and receive: each rule exists once. A reading that fails says where and what
//! with a [`Fault`], which never holds the value itself.

mod absent;
pub mod address;
pub mod base64;
mod bytes;
pub mod charset;
pub mod cookie;
pub mod csv;
#[cfg(feature = "jiff")]
pub mod date;
#[cfg(not(feature = "jiff"))]
#[doc(hidden)]
#[path = "date/absent.rs"]
pub mod date;
mod digits;
mod duration;
pub mod events;
pub mod family;
mod fault;
mod flag;
pub mod form;
#[cfg(feature = "sha2")]
pub mod hash;
pub mod headers;
pub mod joined;
pub mod json;
pub mod lines;
pub mod link;
mod literal;
pub mod markup;
pub mod multipart;
pub mod outcome;
pub mod pairs;
pub mod percent;
pub mod properties;
mod raw;
pub mod recipe;
pub mod reference;
mod short;
pub mod text;
pub mod text_pattern;
pub mod xml;

#[doc(hidden)]
pub use self::absent::Absent;
pub use self::bytes::Bytes;
pub use self::digits::Digits;
pub use self::duration::Unit;
pub use self::fault::{Fault, Problem, Step};
pub use self::flag::Flag;
pub use self::literal::{Literal, same_number, same_text};
pub use self::raw::RawBody;
