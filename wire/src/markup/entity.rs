//! Character references (HTML standard, section 13.5): numeric ones, and the named ones that error
//! pages use. Any other stays as it is written.

/// Names and their characters.
const NAMED: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("middot", '·'),
    ("bull", '•'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("euro", '€'),
];

/// The longest reference that is looked at, in bytes between `&` and `;`.
const LONGEST: usize = 10;

/// Appends `text` with its character references decoded.
pub(super) fn push_decoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let end = behind
            .bytes()
            .take(LONGEST + 1)
            .position(|byte| byte == b';');
        let reference = end.and_then(|end| Some((behind.get(..end)?, behind.get(end + 1..)?)));
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                out.push(character);
                rest = after;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
}

fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, character)| *character);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok()
        .and_then(char::from_u32)
        .filter(|character| *character != '\0')
}

#[cfg(test)]
mod tests {
    use super::push_decoded;

    #[test]
    fn references_are_decoded_once() {
        for (text, decoded) in [
            ("a &amp; b", "a & b"),
            ("&amp;lt;", "&lt;"),
            ("&#39;&#x27;&#X1F600;", "''😀"),
            (
                "&nosuch; &; & &#; &#xD800; &#0; &amp",
                "&nosuch; &; & &#; &#xD800; &#0; &amp",
            ),
            ("&é;€&lt;", "&é;€<"),
        ] {
            let mut out = String::new();
            push_decoded(&mut out, text);
            assert_eq!(out, decoded);
        }
    }
}
