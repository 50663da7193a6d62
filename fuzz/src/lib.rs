//! What must hold for any input: one function per target, each of which takes any bytes.
//!
//! A function returns if its property holds, and panics with what differs if it doesn't. The fuzzer calls
//! them (`fuzz_targets/`), and so do the tests (`tests/bodies/`) with damaged samples and with what
//! the fuzzer found (`found/`).

mod address;
mod events;
mod html;
mod json;
mod layout;
#[path = "../../runtime/src/mask.rs"]
mod mask;
mod masked;
mod multipart;
mod pairs;
mod pattern;
mod printed;
mod reply;
mod scalars;
mod specs;
mod table;
mod xml;

/// What `mask` knows as `crate::Secret`.
use docwright_runtime::Secret;

pub use self::address::address;
pub use self::events::events;
pub use self::html::html;
pub use self::json::json;
pub use self::masked::mask;
pub use self::multipart::multipart;
pub use self::pairs::pairs;
pub use self::pattern::pattern;
pub use self::printed::{curl, http};
pub use self::reply::{documented, reply};
pub use self::scalars::scalars;
pub use self::specs::{BETWEEN, specs, yaml};
pub use self::table::csv;
pub use self::xml::xml;

/// A property of any bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name: that of the fuzz target and of the folder under `found/`.
    pub name: &'static str,
    /// Panics if it doesn't hold.
    pub holds: fn(&[u8]),
}

/// Every property.
pub const TARGETS: [Target; 16] = [
    target("address", address),
    target("csv", csv),
    target("curl", curl),
    target("events", events),
    target("html", html),
    target("http", http),
    target("json", json),
    target("mask", mask),
    target("multipart", multipart),
    target("pairs", pairs),
    target("pattern", pattern),
    target("reply", reply),
    target("scalars", scalars),
    target("specs", specs),
    target("xml", xml),
    target("yaml", yaml),
];

const fn target(name: &'static str, holds: fn(&[u8])) -> Target {
    Target { name, holds }
}

/// The first line of a text without its end, and the rest.
fn first_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}
