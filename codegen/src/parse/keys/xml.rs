//! Bodies of elements.

use super::{KeyTable, other, required, text};

/// `xml` of a request or an outcome.
pub(in crate::parse) const XML_BODY: KeyTable = KeyTable {
    map: "`xml`",
    keys: &[
        required(text("root"), "root: order"),
        other("namespaces"),
        other("members"),
    ],
};
