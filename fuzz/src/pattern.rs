//! Patterns of text: what was decided about two of them holds for every text.

use docwright_wire::text_pattern::TextPattern;

use crate::first_line;

/// A pattern, another one and a text, each behind a line end: values are parts of the text; two patterns that
/// exclude each other never both fit; a text that fits a pattern fits all that this one implies.
pub fn pattern(data: &[u8]) {
    let all = String::from_utf8_lossy(data);
    let (first, rest) = first_line(&all);
    let (second, text) = first_line(rest);
    let (first, second) = (TextPattern::parse(first), TextPattern::parse(second));
    for pattern in [&first, &second].into_iter().flatten() {
        captured(pattern, text);
    }
    let (Ok(first), Ok(second)) = (first, second) else {
        return;
    };
    // What is documented can't hold the sign that stands for a value.
    if text.contains('\0') {
        return;
    }
    for (one, other) in [(&first, &second), (&second, &first)] {
        if one.fits(text) {
            assert!(
                !one.excludes(other, false) || !other.fits(text),
                "{all:?} fits both"
            );
            assert!(
                !one.implies(other) || other.fits(text),
                "{all:?} doesn't imply"
            );
            let trimmed = !one.excludes(other, true) || !other.fits(text.trim());
            assert!(trimmed, "{all:?} fits both if it is trimmed");
        }
    }
    assert_eq!(
        first.excludes(&second, false),
        second.excludes(&first, false),
        "{all:?}"
    );
    assert_eq!(
        first.excludes(&second, true),
        second.excludes(&first, true),
        "{all:?}"
    );
}

fn captured(pattern: &TextPattern<'_>, text: &str) {
    let captures = pattern.captures(text);
    assert_eq!(captures.is_ok(), pattern.fits(text), "{text:?}");
    let Ok(captures) = captures else {
        return;
    };
    for (name, optional) in pattern.names() {
        match captures.get(name) {
            Some(value) => assert!(
                !value.is_empty() && text.contains(value),
                "{name} of {text:?}"
            ),
            None => assert!(optional, "{name} is missing in {text:?}"),
        }
    }
}
