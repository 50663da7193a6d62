//! Names of elements and attributes.

/// Whether a text is a name without a prefix (Namespaces in XML 1.0 section 3, `NCName`).
///
/// ```
/// use docwright_wire::xml::is_name;
///
/// assert!(is_name("order-line_2") && is_name("straße"));
/// assert!(!is_name("") && !is_name("2nd") && !is_name("s:order") && !is_name("a b"));
/// ```
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(begins_name) && text.chars().all(continues_name)
}

/// Whether a text is a name as documents have them, with or without prefixes.
#[cfg(feature = "xml")]
pub(super) fn is_written_name(text: &str) -> bool {
    text.split(':').all(is_name)
}

/// XML 1.0 section 2.3, `NameStartChar` without the colon.
fn begins_name(character: char) -> bool {
    matches!(
        character,
        'A'..='Z' | 'a'..='z' | '_'
            | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
            | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}'
    )
}

/// XML 1.0 section 2.3, `NameChar` without the colon.
fn continues_name(character: char) -> bool {
    begins_name(character)
        || matches!(
            character,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}'
        )
}
