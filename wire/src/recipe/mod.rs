//! What auth schemes compute: the time, nonces, hashes and signatures, as they travel.

mod digest;
mod host;
mod nonce;
mod now;

pub use self::digest::{Coding, Digest};
pub use self::host::host;
pub use self::nonce::Nonce;
pub use self::now::Now;
