//! Text of the elements of a page of HTML, as error pages are made of: found by name, read
//! tolerantly, without selectors or a tree.

mod entity;
mod token;

use self::token::{Token, Tokens};
use crate::Fault;

/// How many open elements are kept track of; the ones inside them are read as if they were closed.
const OPEN_LIMIT: usize = 256;

/// A page of markup.
///
/// Upper-case tags, attributes, comments, missing end tags and stray ones are all taken as a
/// browser would.
///
/// ```
/// use docwright_wire::markup::Markup;
///
/// let page = Markup::new("<TITLE>Not found</TITLE><body class=x>No <b>such</b> thing &mdash; sorry.<hr>Server: x");
/// assert_eq!(page.element("title", None).unwrap(), "Not found");
/// assert_eq!(page.element("body", Some("Server:")).unwrap(), "No such thing — sorry.");
/// assert!(page.optional_element("h1", None).unwrap().is_none());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Markup<'a> {
    text: &'a str,
}

impl<'a> Markup<'a> {
    /// Takes a text for a page of markup. Any text is one.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// The text of the first element called `name`, tags left out and entities decoded, up to
    /// where `until` stands in it, without the white space at both ends.
    ///
    /// # Errors
    /// Missing, if there is no such element.
    pub fn element(&self, name: &'static str, until: Option<&str>) -> Result<String, Fault> {
        self.find(name, until).ok_or_else(|| Fault::missing(name))
    }

    /// As [`element`](Self::element), or `None` if there is no such element.
    ///
    /// # Errors
    /// None; the signature is that of all readings of optional values.
    pub fn optional_element(
        &self,
        name: &'static str,
        until: Option<&str>,
    ) -> Result<Option<String>, Fault> {
        Ok(self.find(name, until))
    }

    /// As [`element`](Self::element), the text read with `read`.
    ///
    /// # Errors
    /// Missing, or what `read` says.
    pub fn element_as<T>(
        &self,
        name: &'static str,
        until: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        read(&self.element(name, until)?).map_err(|fault| fault.at_member(name))
    }

    /// As [`element_as`](Self::element_as), or `None` if there is no such element.
    ///
    /// # Errors
    /// What `read` says.
    pub fn optional_element_as<T>(
        &self,
        name: &'static str,
        until: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.find(name, until)
            .map(|text| read(&text).map_err(|fault| fault.at_member(name)))
            .transpose()
    }

    /// The text of the first element called `name`; see [`element`](Self::element).
    #[must_use]
    pub fn find(&self, name: &str, until: Option<&str>) -> Option<String> {
        let mut text = None;
        let mut open = Open::default();
        // How many elements are open around the one that is looked for.
        let mut around = 0;
        for token in Tokens::new(self.text) {
            match token {
                Token::Text(piece) => {
                    if let Some(text) = &mut text {
                        entity::push_decoded(text, piece);
                    }
                }
                Token::Start {
                    name: found,
                    closed,
                } => {
                    open.make_way_for(found);
                    if text.is_some() && open.depth() <= around {
                        break;
                    }
                    if text.is_none() && found.eq_ignore_ascii_case(name) {
                        text = Some(String::new());
                        around = open.depth();
                        if closed || is_void(found) {
                            break;
                        }
                    }
                    if !closed && !is_void(found) {
                        open.push(found);
                    }
                }
                Token::End { name: found } => {
                    open.close(found);
                    if text.is_some() && open.depth() <= around {
                        break;
                    }
                }
            }
        }
        let text = text?;
        let end = until
            .and_then(|until| text.find(until))
            .unwrap_or(text.len());
        Some(text.get(..end).unwrap_or(&text).trim().to_owned())
    }
}

/// The elements that are open, outermost first.
#[derive(Default)]
struct Open<'a> {
    names: Vec<&'a str>,
    /// Open ones beyond [`OPEN_LIMIT`], known by number only.
    beyond: usize,
}

impl<'a> Open<'a> {
    fn depth(&self) -> usize {
        self.names.len() + self.beyond
    }

    fn push(&mut self, name: &'a str) {
        if self.names.len() < OPEN_LIMIT {
            self.names.push(name);
        } else {
            self.beyond += 1;
        }
    }

    /// Closes the innermost element called `name` and all inside it; a stray end tag does nothing.
    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(at) = self
            .names
            .iter()
            .rposition(|open| open.eq_ignore_ascii_case(name))
        {
            self.names.truncate(at);
        }
    }

    /// Closes what the start of `name` ends without an end tag (HTML standard, section 13.1.2.4).
    fn make_way_for(&mut self, name: &str) {
        const OWN_KIND_ENDS: [&str; 8] = ["p", "li", "dt", "dd", "tr", "td", "th", "option"];
        if name.eq_ignore_ascii_case("body") {
            self.close("head");
        } else if OWN_KIND_ENDS
            .iter()
            .any(|kind| name.eq_ignore_ascii_case(kind))
            && self
                .names
                .last()
                .is_some_and(|open| open.eq_ignore_ascii_case(name))
        {
            self.close(name);
        }
    }
}

/// Whether an element never has content (HTML standard, section 13.1.2).
fn is_void(name: &str) -> bool {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ];
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(page: &str, name: &str) -> Option<String> {
        Markup::new(page).find(name, None)
    }

    #[test]
    fn missing_end_tags_end_where_a_browser_ends_them() {
        assert_eq!(
            find("<head><title>Error</head><body>b", "title").unwrap(),
            "Error"
        );
        assert_eq!(find("<head><title>Error<body>b", "title").unwrap(), "Error");
        assert_eq!(find("<ul><li>one<li>two</ul>", "li").unwrap(), "one");
        assert_eq!(find("<body><p>one<p>two", "body").unwrap(), "onetwo");
        assert_eq!(find("<div>a<div>b</div>c</div>d", "div").unwrap(), "abc");
    }

    #[test]
    fn stray_end_tags_and_void_elements_change_nothing() {
        assert_eq!(
            find("<body>a</p><br>b<img src=x>c</body>", "body").unwrap(),
            "abc"
        );
        assert_eq!(find("<x/>after", "x").unwrap(), "");
    }

    #[test]
    fn comments_scripts_and_attributes_are_no_text() {
        let page = "<!DOCTYPE html><!-- <h1>no</h1> --><body title='a>b'>yes<script>if (a < b) '</p>'</script><style>p{}</style>!</body>";
        assert_eq!(find(page, "h1"), None);
        assert_eq!(find(page, "body").unwrap(), "yes!");
    }

    #[test]
    fn inner_white_space_is_kept_and_outer_is_not() {
        assert_eq!(find("<h1>\n a  b\n</h1>", "h1").unwrap(), "a  b");
    }

    #[test]
    fn only_the_first_element_of_a_name_counts() {
        assert_eq!(find("<h1>one</h1><h1>two</h1>", "h1").unwrap(), "one");
    }

    #[test]
    fn until_cuts_and_absence_of_it_does_not() {
        let page = Markup::new("<body>Wrong token. Query String=a=b</body>");
        assert_eq!(
            page.find("body", Some("Query String=")).unwrap(),
            "Wrong token."
        );
        assert_eq!(
            page.find("body", Some("nowhere")).unwrap(),
            "Wrong token. Query String=a=b"
        );
    }

    #[test]
    fn deep_nesting_is_read_in_one_pass() {
        let depth = 100_000;
        let page = format!(
            "<body>{}x{}y</body>z",
            "<b>".repeat(depth),
            "</b>".repeat(depth)
        );
        assert_eq!(find(&page, "body").unwrap(), "xy");
    }

    #[test]
    fn unfinished_markup_is_read_to_its_end() {
        assert_eq!(find("<body>a < b & c <", "body").unwrap(), "a < b & c <");
        assert_eq!(find("<body>a<b", "body").unwrap(), "a");
        assert_eq!(find("<body>a<!-- b", "body").unwrap(), "a");
    }
}
