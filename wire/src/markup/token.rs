//! Markup to tags and text.

/// A piece of markup. Comments, declarations, scripts and styles are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, entities not decoded.
    Text(&'a str),
    /// `<name …>`; `closed` for `<name/>`.
    Start { name: &'a str, closed: bool },
    /// `</name>`.
    End { name: &'a str },
}

/// The pieces of a text, in order.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The rest up to `end`, which is left out; all of it if there is no such text.
    fn take_until(&mut self, end: &str) -> &'a str {
        let (taken, rest) = self.rest.split_once(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Behind `<`: the tag that begins there.
    fn tag(&mut self) -> Option<Token<'a>> {
        let is_end = self.rest.starts_with('/');
        let inside = self.rest.strip_prefix('/').unwrap_or(self.rest);
        let length = inside
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(length)?;
        let Some(end) = tag_end(attributes) else {
            self.rest = "";
            return None;
        };
        let (attributes, rest) = attributes.split_at_checked(end)?;
        self.rest = rest.strip_prefix('>').unwrap_or(rest);
        if is_end {
            return Some(Token::End { name });
        }
        let closed = attributes.ends_with('/');
        if !closed
            && ["script", "style"]
                .iter()
                .any(|raw| name.eq_ignore_ascii_case(raw))
        {
            self.skip_raw(name);
            return Some(Token::Start { name, closed: true });
        }
        Some(Token::Start { name, closed })
    }

    /// Skips the content of a script or style up to behind its end tag.
    fn skip_raw(&mut self, name: &str) {
        loop {
            self.take_until("</");
            if self.rest.is_empty() {
                return;
            }
            if self
                .rest
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
            {
                self.take_until(">");
                return;
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let Some(behind) = self
                .rest
                .strip_prefix('<')
                .filter(|behind| begins_markup(behind))
            else {
                // A `<` that begins nothing is text, and so is all up to the next one.
                let after_first = self.rest.chars().next().map_or(0, char::len_utf8);
                let end = self
                    .rest
                    .get(after_first..)
                    .and_then(|rest| rest.find('<'))
                    .map_or(self.rest.len(), |at| at + after_first);
                let (text, rest) = self.rest.split_at_checked(end)?;
                self.rest = rest;
                return Some(Token::Text(text));
            };
            self.rest = behind;
            if let Some(comment) = behind.strip_prefix("!--") {
                self.rest = comment;
                self.take_until("-->");
            } else if behind.starts_with(['!', '?']) {
                self.take_until(">");
            } else {
                return self.tag();
            }
        }
        None
    }
}

fn begins_markup(behind: &str) -> bool {
    let name = behind.strip_prefix('/').unwrap_or(behind);
    name.starts_with(|c: char| c.is_ascii_alphabetic()) || behind.starts_with(['!', '?'])
}

/// Offset of the `>` that ends a tag; one inside a quoted attribute doesn't.
fn tag_end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, _) => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    None
}
