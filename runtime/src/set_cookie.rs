//! Cookies that a response sets (RFC 6265 section 4.1.1).

use http::{HeaderMap, header};

use crate::Secret;

/// A cookie as a response sets it.
pub(crate) struct SetCookie<'a> {
    value: &'a str,
    attributes: &'a str,
}

impl<'a> SetCookie<'a> {
    /// The last cookie of this name.
    pub(crate) fn find(headers: &'a HeaderMap, name: &str) -> Option<Self> {
        let lines = headers.get_all(header::SET_COOKIE).iter();
        let mut cookies = lines.rev().filter_map(|line| {
            let (pair, attributes) = split(line.to_str().ok()?, ';');
            let (other, value) = pair.split_once('=')?;
            (other.trim() == name).then_some((value.trim(), attributes))
        });
        let (value, attributes) = cookies.next()?;
        let quoted = value.strip_prefix('"');
        let quoted = quoted.and_then(|rest| rest.strip_suffix('"'));
        Some(Self {
            value: quoted.unwrap_or(value),
            attributes,
        })
    }

    /// Its value, without quotes around it.
    pub(crate) fn value(&self) -> Secret {
        Secret::from(self.value)
    }

    /// Whether it takes the cookie away: it is empty, or its `Max-Age` is no time at all.
    pub(crate) fn is_removal(&self) -> bool {
        let mut attributes = self
            .attributes
            .split(';')
            .map(|attribute| split(attribute, '='));
        self.value.is_empty()
            || attributes.any(|(name, value)| {
                name.trim().eq_ignore_ascii_case("max-age")
                    && value.trim().parse().is_ok_and(|seconds: i64| seconds <= 0)
            })
    }
}

/// What stands before a character and what behind it; all of it before, if there is none.
fn split(text: &str, at: char) -> (&str, &str) {
    text.split_once(at).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn found(lines: &[&'static str]) -> Option<(String, bool)> {
        let lines = lines.iter().map(|line| HeaderValue::from_static(line));
        let headers = lines.map(|line| (header::SET_COOKIE, line)).collect();
        let cookie = SetCookie::find(&headers, "sid")?;
        Some((cookie.value().expose().to_owned(), cookie.is_removal()))
    }

    #[test]
    fn the_last_cookie_of_a_name_counts() {
        let is = |lines: &[&'static str], value: &str, removal| {
            assert_eq!(found(lines), Some((value.to_owned(), removal)), "{lines:?}");
        };
        is(
            &["sid=a; Path=/", "other=b", "sid=\"c=d\"; HttpOnly"],
            "c=d",
            false,
        );
        is(&["sid=a; max-age = 60"], "a", false);
        is(&["sid=a; Max-Age=0"], "a", true);
        is(&["sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "", true);
        assert_eq!(found(&["SID=a", "sid"]), None);
    }
}
