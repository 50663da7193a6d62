//! Bodies of elements.

use super::{KeyTable, flag, other, text};

/// `xml` of a request or an outcome.
pub(in crate::parse) const XML_BODY: KeyTable = KeyTable {
    map: "`xml`",
    keys: &[
        text("root"),
        other("namespaces"),
        other("members"),
        flag("fragment"),
    ],
};
