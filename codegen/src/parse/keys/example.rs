//! Examples.

use super::{KeyTable, other, required, text};

/// An entry of `examples`.
pub(in crate::parse) const EXAMPLE: KeyTable = KeyTable {
    map: "an example",
    keys: &[
        text("description"),
        text("from"),
        text("repaired"),
        other("request"),
        required(other("response"), "response: { status: 200, body: … }"),
        required(text("is"), "is: Done"),
        other("holds"),
    ],
};

/// `request` of an example.
pub(in crate::parse) const EXAMPLE_REQUEST: KeyTable = KeyTable {
    map: "`request` of an example",
    keys: &[
        text("as"),
        other("auth"),
        text("now"),
        text("nonce"),
        other("path"),
        other("query"),
        other("headers"),
        other("cookies"),
        other("url"),
        other("json"),
        other("form"),
        other("multipart"),
        other("xml"),
        text("text"),
        other("lines"),
        other("csv"),
        other("bytes"),
        text("curl"),
        text("http"),
        text("body"),
        other("fill"),
        text("printed"),
    ],
};

/// `response` of an example.
pub(in crate::parse) const EXAMPLE_RESPONSE: KeyTable = KeyTable {
    map: "`response` of an example",
    keys: &[
        text("as"),
        other("status"),
        other("headers"),
        text("body"),
        text("body_base64"),
        text("fragment_of"),
        other("rest"),
        text("http"),
        text("printed"),
    ],
};
