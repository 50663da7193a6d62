//! What auth schemes compute: the time, nonces, hashes and signatures, as they travel.

mod digest;
mod host;
mod nonce;
mod now;
mod sorted;

pub use self::digest::{Coding, Digest};
pub use self::host::{host, origin};
pub use self::nonce::Nonce;
pub use self::now::Now;
pub use self::sorted::{Holder, PairPart, Sorted};
