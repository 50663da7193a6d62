//! Auth: schemes and their parts.

use super::{KeyTable, flag, other, required, text};

/// A scheme of one key.
pub(in crate::parse) const SCHEME: KeyTable = KeyTable {
    map: "an auth scheme of one key",
    keys: &[
        text("type"),
        text("header"),
        text("query"),
        text("cookie"),
        other("oauth2"),
        text("description"),
    ],
};

/// `oauth2` of a scheme.
pub(in crate::parse) const OAUTH2: KeyTable = KeyTable {
    map: "`oauth2`",
    keys: &[
        required(text("token_url"), "token_url: /oauth/token"),
        required(other("grant"), "grant: client_credentials"),
        text("scope"),
        other("auth"),
        other("expired"),
    ],
};

/// A scheme by its parts.
pub(in crate::parse) const RECIPE: KeyTable = KeyTable {
    map: "an auth recipe",
    keys: &[
        text("description"),
        required(other("credentials"), "credentials: { key: {} }"),
        other("compute"),
        other("headers"),
        other("query"),
        other("cookies"),
        other("body"),
        text("path_prefix"),
        other("sign"),
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
        other("expires_in"),
    ],
};

/// An entry of `take` that is no member.
pub(in crate::parse) const TAKEN: KeyTable = KeyTable {
    map: "an entry of `take`",
    keys: &[text("header"), text("cookie"), text("request"), text("of")],
};

/// An entry of `expired`.
pub(in crate::parse) const EXPIRED: KeyTable = KeyTable {
    map: "an entry of `expired`",
    keys: &[required(text("outcome"), "outcome: Failed"), other("where")],
};

/// An entry of `compute`.
pub(in crate::parse) const COMPUTED: KeyTable = KeyTable {
    map: "an entry of `compute`",
    keys: &[
        text("now"),
        other("nonce"),
        other("length"),
        text("md5_hex"),
        text("sha1_hex"),
        text("sha1_base64"),
        text("sha256_hex"),
        text("sha256_base64"),
        text("sha512_hex"),
        text("base64"),
        text("base64url"),
        text("percent"),
    ],
};

/// An entry of `sign`.
pub(in crate::parse) const SIGNATURE: KeyTable = KeyTable {
    map: "an entry of `sign`",
    keys: &[
        text("hmac_sha256"),
        text("hmac_sha512"),
        text("hmac_sha1"),
        text("sha256"),
        text("sha512"),
        text("sha1"),
        text("md5"),
        text("key"),
        other("key_as"),
        other("sorted"),
        other("as"),
        other("in"),
    ],
};

/// `sorted` of an entry of `sign`.
pub(in crate::parse) const SORTED: KeyTable = KeyTable {
    map: "`sorted`",
    keys: &[
        other("of"),
        text("each"),
        text("between"),
        other("except"),
        other("with"),
        flag("empty"),
        flag("encoded"),
    ],
};

/// `auth` of an endpoint that uses several schemes.
pub(in crate::parse) const AUTH_USE: KeyTable = KeyTable {
    map: "`auth` with several schemes",
    keys: &[other("any_of"), other("all_of")],
};
