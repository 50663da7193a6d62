//! Auth: schemes and their parts.

use super::{KeyTable, flag, other, required, text};

/// A scheme of one key.
pub(in crate::parse) const SCHEME: KeyTable = KeyTable {
    map: "an auth scheme of one key",
    keys: &[
        text("header"),
        text("query"),
        text("cookie"),
        text("description"),
    ],
};

/// A scheme by its parts.
pub(in crate::parse) const RECIPE: KeyTable = KeyTable {
    map: "an auth recipe",
    keys: &[
        text("description"),
        required(other("credentials"), "credentials: { key: {} }"),
        other("headers"),
        other("query"),
        other("cookies"),
        other("body"),
        other("login"),
        text("logout"),
        other("expired"),
    ],
};

/// An entry of `credentials`.
pub(in crate::parse) const CREDENTIAL: KeyTable = KeyTable {
    map: "a credential",
    keys: &[text("description"), flag("secret")],
};

/// `login` of a recipe.
pub(in crate::parse) const LOGIN: KeyTable = KeyTable {
    map: "`login`",
    keys: &[
        required(text("endpoint"), "endpoint: login"),
        required(other("take"), "take: { key: LoggedIn.token }"),
    ],
};

/// An entry of `expired`.
pub(in crate::parse) const EXPIRED: KeyTable = KeyTable {
    map: "an entry of `expired`",
    keys: &[required(text("outcome"), "outcome: Failed"), other("where")],
};
