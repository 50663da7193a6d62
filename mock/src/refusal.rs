//! Refusals: the answer to what isn't documented.

use hyper::StatusCode;

/// Why a request gets no documented answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// 4xx, or 501 for what a server can't send.
    pub(crate) status: StatusCode,
    /// What differs, for a person to read.
    pub(crate) text: String,
    /// Methods that are documented, for 405 (RFC 9110 section 15.5.6).
    pub(crate) allow: Option<String>,
}

/// Longest text that is repeated from a request.
const EXCERPT: usize = 200;

impl Refusal {
    /// A refusal that says one thing.
    pub(crate) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self {
            status,
            text: text.into(),
            allow: None,
        }
    }

    /// The same with a list below it: a heading, and one line for each entry.
    pub(crate) fn with_list(
        mut self,
        heading: &str,
        entries: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut entries = entries.into_iter().peekable();
        if entries.peek().is_some() {
            self.text.push_str("\n\n");
            self.text.push_str(heading);
        }
        for entry in entries {
            self.text.push_str("\n  ");
            self.text.push_str(&entry);
        }
        self
    }
}

/// Enough of a text to recognise it, control characters escaped.
pub(crate) fn excerpt(text: &str) -> String {
    let mut excerpt: String = text
        .chars()
        .take(EXCERPT)
        .flat_map(|character| {
            let escaped = character.is_control().then(|| character.escape_unicode());
            let plain = (!character.is_control()).then_some(character);
            escaped.into_iter().flatten().chain(plain)
        })
        .collect();
    if text.chars().nth(EXCERPT).is_some() {
        excerpt.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_bounded_and_shows_controls() {
        assert_eq!(excerpt("a\u{1b}b"), "a\\u{1b}b");
        assert_eq!(excerpt(&"x".repeat(1000)).chars().count(), EXCERPT + 1);
    }

    #[test]
    fn an_empty_list_has_no_heading() {
        let refusal = Refusal::new(StatusCode::NOT_FOUND, "nothing");
        assert_eq!(refusal.clone().with_list("nearest:", []).text, "nothing");
        let listed = refusal.with_list("nearest:", ["a".to_owned(), "b".to_owned()]);
        assert_eq!(listed.text, "nothing\n\nnearest:\n  a\n  b");
    }
}
