//! The options of curl, and what each means for the request.

/// What an option means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing for the request, and no value stands behind it.
    Nothing,
    /// Nothing for the request, and a value stands behind it.
    NothingOfValue,
    /// Data goes into the query.
    DataInQuery,
    Head,
    Method,
    Header,
    /// Data, or `@` and a file.
    Data,
    /// Data that `@` has no meaning in.
    DataRaw,
    DataUrlencode,
    Json,
    /// A part of a multipart body.
    Part,
    /// The same without meaning for `@`, `<` and `;`.
    PartText,
    /// A file as the body.
    Upload,
    User,
    Bearer,
    Cookie,
    UserAgent,
    Referer,
    Url,
}

impl Meaning {
    /// Whether a value stands behind the option.
    pub(super) fn takes_value(self) -> bool {
        !matches!(self, Self::Nothing | Self::DataInQuery | Self::Head)
    }
}

/// The meaning of `--name`.
pub(super) fn long(name: &str) -> Option<Meaning> {
    Some(match name {
        "request" => Meaning::Method,
        "header" => Meaning::Header,
        "data" | "data-ascii" | "data-binary" => Meaning::Data,
        "data-raw" => Meaning::DataRaw,
        "data-urlencode" => Meaning::DataUrlencode,
        "json" => Meaning::Json,
        "form" => Meaning::Part,
        "form-string" => Meaning::PartText,
        "upload-file" => Meaning::Upload,
        "user" => Meaning::User,
        "oauth2-bearer" => Meaning::Bearer,
        "cookie" => Meaning::Cookie,
        "user-agent" => Meaning::UserAgent,
        "referer" => Meaning::Referer,
        "url" => Meaning::Url,
        "get" => Meaning::DataInQuery,
        "head" => Meaning::Head,
        "anyauth"
        | "basic"
        | "compressed"
        | "digest"
        | "fail"
        | "fail-with-body"
        | "globoff"
        | "http1.0"
        | "http1.1"
        | "http2"
        | "http2-prior-knowledge"
        | "http3"
        | "include"
        | "insecure"
        | "ipv4"
        | "ipv6"
        | "junk-session-cookies"
        | "location"
        | "location-trusted"
        | "negotiate"
        | "no-buffer"
        | "no-progress-meter"
        | "ntlm"
        | "path-as-is"
        | "progress-bar"
        | "remote-header-name"
        | "remote-name"
        | "show-error"
        | "silent"
        | "ssl"
        | "tlsv1.2"
        | "tlsv1.3"
        | "verbose" => Meaning::Nothing,
        "cacert" | "cert" | "cert-type" | "connect-timeout" | "cookie-jar" | "dump-header"
        | "key" | "max-time" | "output" | "pass" | "proxy" | "resolve" | "retry"
        | "retry-delay" | "tls-max" | "write-out" => Meaning::NothingOfValue,
        _ => return None,
    })
}

/// The meaning of `-x`. `-K` is a config file in curl; pages print it for `-k`.
pub(super) fn short(letter: &str) -> Option<Meaning> {
    Some(match letter {
        "X" => Meaning::Method,
        "H" => Meaning::Header,
        "d" => Meaning::Data,
        "F" => Meaning::Part,
        "T" => Meaning::Upload,
        "u" => Meaning::User,
        "b" => Meaning::Cookie,
        "A" => Meaning::UserAgent,
        "e" => Meaning::Referer,
        "G" => Meaning::DataInQuery,
        "I" => Meaning::Head,
        "0" | "4" | "6" | "f" | "g" | "i" | "j" | "J" | "k" | "K" | "L" | "N" | "O" | "s" | "S"
        | "v" | "#" => Meaning::Nothing,
        "c" | "D" | "E" | "m" | "o" | "w" | "x" => Meaning::NothingOfValue,
        _ => return None,
    })
}
