//! Conditions on what arrives before the body: headers and the media type.

use crate::headers::Headers;
use crate::same_text;

/// A condition on a header of the response.
#[derive(Debug, Clone, Copy)]
pub struct HeaderCondition<'a> {
    /// Its name, in any letter case.
    pub name: &'a str,
    /// The value is one of these; `None` if any will do.
    pub values: Option<&'a [&'a str]>,
    /// Whether letter case of the value doesn't count.
    pub ignore_case: bool,
    /// Also holds if there is no such header.
    pub or_missing: bool,
}

impl HeaderCondition<'_> {
    /// Whether these headers satisfy it.
    #[must_use]
    pub fn holds(&self, headers: Headers<'_>) -> bool {
        match headers.text(self.name) {
            Ok(None) => self.or_missing,
            Ok(Some(found)) => self.values.is_none_or(|values| {
                values
                    .iter()
                    .any(|value| same_text(value, &found, self.ignore_case))
            }),
            // No text, so none of the values; but it is there.
            Err(_) => self.values.is_none(),
        }
    }
}

/// Whether a media type, perhaps with parameters, is in a range: `image/png`, `image/*` or `*/*`
/// (RFC 9110 section 12.5.1). Letter case doesn't count.
#[must_use]
pub fn is_in_range(media_type: &str, range: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let (Some((kind, subtype)), Some((wanted, wanted_subtype))) =
        (essence.split_once('/'), range.split_once('/'))
    else {
        return false;
    };
    let fits = |found: &str, wanted: &str| wanted == "*" || found.eq_ignore_ascii_case(wanted);
    fits(kind, wanted) && fits(subtype, wanted_subtype)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_takes_its_media_types_whatever_their_parameters() {
        for (media_type, range, is_in) in [
            ("image/png", "image/*", true),
            ("Image/PNG; q=1", "image/png", true),
            ("application/json", "image/*", false),
            ("imagepng", "image/*", false),
            ("", "*/*", false),
            ("a/b", "*/*", true),
        ] {
            assert_eq!(
                is_in_range(media_type, range),
                is_in,
                "{media_type} {range}"
            );
        }
    }

    #[test]
    fn a_header_is_there_or_missing_or_has_a_value() {
        let lines = [("X-Error", &b"Busy"[..]), ("X-Odd", b"\xFF")];
        let headers = Headers::new(&lines);
        let holds = |name, values, ignore_case, or_missing| {
            HeaderCondition {
                name,
                values,
                ignore_case,
                or_missing,
            }
            .holds(headers)
        };
        assert!(holds("x-error", None, false, false));
        assert!(!holds("x-error", Some(&["busy"]), false, true));
        assert!(holds("x-error", Some(&["done", "busy"]), true, false));
        assert!(!holds("x-error", Some(&[]), false, true));
        assert!(holds("x-other", Some(&[]), false, true));
        assert!(!holds("x-other", None, false, false));
        assert!(holds("x-odd", None, false, false));
        assert!(!holds("x-odd", Some(&["?"]), false, true));
    }
}
