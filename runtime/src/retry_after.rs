//! The `Retry-After` header (RFC 9110 section 10.2.3).

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// How long the server asks to wait: whole seconds, or a date seen from `now`. A date that is past
/// is no wait; what is neither is none asked for. Of several headers, of which each may be from another
/// server on the way, the longest wait suits all.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let values = headers.get_all(header::RETRY_AFTER).iter();
    values
        .filter_map(|value| wait(value.to_str().ok()?.trim(), now))
        .max()
}

fn wait(text: &str, now: SystemTime) -> Option<Duration> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(if digits == text {
            // More digits than a number holds are a very long wait.
            Duration::from_secs(text.parse().unwrap_or(u64::MAX))
        } else {
            Duration::ZERO
        });
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_understood_and_nothing_else() {
        let now = httpdate::parse_http_date("Fri, 20 Nov 2026 12:00:00 GMT").unwrap();
        for (text, wait) in [
            ("120", Some(120)),
            ("0", Some(0)),
            ("-5", Some(0)),
            ("99999999999999999999", Some(u64::MAX)),
            ("Fri, 20 Nov 2026 12:00:30 GMT", Some(30)),
            ("Fri, 20 Nov 2026 11:59:00 GMT", Some(0)),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, text.parse().unwrap());
            assert_eq!(
                retry_after(&headers, now),
                wait.map(Duration::from_secs),
                "{text}"
            );
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
