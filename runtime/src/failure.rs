//! The text of a documented failure.

use std::fmt::{self, Display, Write as _};

/// How many characters of one value are printed.
const SHOWN: usize = 200;

/// Writes a failure on one line: its name, and the members that aren't missing, each cut at 200
/// characters. Generated failures display themselves with it.
///
/// # Errors
/// If `f` does.
pub fn failure(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    members: &[(&str, &dyn Display)],
) -> fmt::Result {
    f.write_str(name)?;
    for (index, (member, value)) in members.iter().enumerate() {
        f.write_str(if index == 0 { ": " } else { ", " })?;
        write!(f, "{member} ")?;
        f.write_char('"')?;
        write_excerpt(f, &value.to_string(), SHOWN)?;
        f.write_char('"')?;
    }
    Ok(())
}

/// Writes a success whose items failed on one line: its name, how many did, and the text of the first.
/// Generated successes display themselves with it, where [`Call::ok`](crate::Call::ok) refuses them.
///
/// # Errors
/// If `f` does.
pub fn failures(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    items: &mut dyn Iterator<Item = &dyn Display>,
) -> fmt::Result {
    let Some(first) = items.next() else {
        return f.write_str(name);
    };
    match items.count() {
        0 => write!(f, "{name}: 1 item failed: {first}"),
        more => write!(f, "{name}: {} items failed, the first: {first}", more + 1),
    }
}

/// Writes up to `shown` characters of a text that came from a server. What could break the line or
/// steer a terminal is escaped.
pub(crate) fn write_excerpt(f: &mut fmt::Formatter<'_>, text: &str, shown: usize) -> fmt::Result {
    for (index, character) in text.chars().enumerate() {
        if index == shown {
            return f.write_char('…');
        }
        if character.is_control() || is_invisible(character) {
            write!(f, "{}", character.escape_default())?;
        } else {
            f.write_char(character)?;
        }
    }
    Ok(())
}

/// Line separators, and characters that change the direction of writing.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failed(&'static str);

    impl Display for Failed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            failure(f, "Failed", &[("code", &7), ("error.message", &self.0)])
        }
    }

    struct Imported(Vec<Failed>);

    impl Display for Imported {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            failures(f, "Imported", &mut self.0.iter().map(|failed| failed as _))
        }
    }

    #[test]
    fn failed_items_are_counted_and_the_first_is_shown() {
        let shown = |texts: &[&'static str]| {
            Imported(texts.iter().copied().map(Failed).collect()).to_string()
        };
        assert_eq!(shown(&[]), "Imported");
        assert_eq!(
            shown(&["a"]),
            "Imported: 1 item failed: Failed: code \"7\", error.message \"a\""
        );
        assert_eq!(
            shown(&["a", "b", "c"]),
            "Imported: 3 items failed, the first: Failed: code \"7\", error.message \"a\""
        );
    }

    #[test]
    fn a_failure_is_one_bounded_line() {
        assert_eq!(
            Failed("no\n\u{1b}[31m\u{202e}").to_string(),
            "Failed: code \"7\", error.message \"no\\n\\u{1b}[31m\\u{202e}\""
        );
        let long = Failed(Box::leak("x".repeat(1000).into_boxed_str())).to_string();
        assert!(long.len() < 300 && long.ends_with("…\""), "{long}");
    }
}
