//! Headers and cookies: what they can hold.

use std::borrow::Cow;

use http::{HeaderName, HeaderValue};

use crate::Invalid;

/// The name of a header.
///
/// # Errors
/// If no header can have it.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, Invalid> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Invalid::parameter(Cow::Owned(name.to_owned()), "is no name of a header"))
}

/// The value of a header (RFC 9110 section 5.5): no control characters but tabs, no blanks around it.
///
/// # Errors
/// Otherwise; the value isn't shown.
pub(crate) fn header_value(name: &str, value: &str) -> Result<HeaderValue, Invalid> {
    let refused = |reason: &'static str| Invalid::parameter(Cow::Owned(name.to_owned()), reason);
    let header = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        refused("must not hold line breaks or other control characters, since it is a header")
    })?;
    if !docwright_wire::headers::is_trimmed(value) {
        return Err(refused(
            "must not begin or end with a blank, since it is a header",
        ));
    }
    Ok(header)
}

/// The value of a header, marked so that nothing prints it and HTTP/2 keeps it out of its tables
/// (RFC 7541 section 7.1.3).
///
/// # Errors
/// As [`header_value`].
pub(crate) fn sensitive_header_value(name: &str, value: &str) -> Result<HeaderValue, Invalid> {
    let mut value = header_value(name, value)?;
    value.set_sensitive(true);
    Ok(value)
}

/// Whether a cookie can hold the value.
///
/// # Errors
/// Otherwise; the value isn't shown.
pub(crate) fn check_cookie(name: &'static str, value: &str) -> Result<(), Invalid> {
    if docwright_wire::cookie::is_value(value) {
        Ok(())
    } else {
        Err(Invalid::parameter(
            name,
            "holds a character that no cookie can hold",
        ))
    }
}
