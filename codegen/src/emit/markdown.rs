//! Text of a spec as Markdown that shows the text and does nothing else.
//!
//! Takes what an author wrote, gives lines for doc comments. The text can't become a code block
//! (which rustdoc would run), a link, a heading, a table or HTML, and it can't hide anything from
//! a reader of the source: control, bidi and line-separator characters are spelt out. Inline code,
//! bullets and web addresses are kept, because pages use them and they can do no harm.

use std::borrow::Cow;

use super::bytes;

/// What separates words on one line.
const BLANK: [char; 2] = [' ', '\t'];

/// The text line by line: every kind of line end cuts, blank lines are kept once.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = if bytes::all(text, |byte| byte != b'\r') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    };
    let mut lines: Vec<String> = Vec::new();
    let mut in_bullet = false;
    for line in text.split('\n').map(|line| line.trim_matches(BLANK)) {
        if line.is_empty() {
            in_bullet = false;
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
        } else if let Some(item) = bullet(line) {
            in_bullet = true;
            lines.push(format!("- {}", escape(item)));
        } else if in_bullet {
            // Without the indent clippy takes the line for a slip (doc_lazy_continuation).
            lines.push(format!("  {}", escape(line)));
        } else {
            lines.push(escape(line));
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The text as one line.
pub(super) fn inline(text: &str) -> String {
    if is_one_line(text) {
        return escape(text);
    }
    let words = text.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    escape(&words.join(" "))
}

/// Whether the words of a text stand on one line, with one space between them and none around them.
fn is_one_line(text: &str) -> bool {
    let mut left = text.as_bytes();
    let mut follows_space = true;
    while let [byte, behind @ ..] = left {
        let is_space = *byte == b' ';
        if is_space && follows_space || matches!(byte, b'\t' | b'\n' | b'\r') {
            return false;
        }
        follows_space = is_space;
        left = behind;
    }
    !follows_space
}

/// A value as inline code, fenced by more backticks than it holds.
pub(super) fn code(value: &str) -> String {
    let is_plain = |byte| matches!(byte, b'!'..=b'~') && byte != b'`';
    if !value.is_empty() && bytes::all(value, is_plain) {
        return format!("`{value}`");
    }
    let value = visible(value.trim_matches('\n'));
    if value.trim().is_empty() {
        return format!("`\"{value}\"`");
    }
    let longest = value
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 {
        format!("`{value}`")
    } else {
        format!("{fence} {value} {fence}")
    }
}

/// A web address as a link; anything else as inline code.
pub(super) fn link(address: &str) -> String {
    match url_length(address) {
        Some(length) if length == address.len() => format!("<{address}>"),
        _ => code(address),
    }
}

/// What stands behind the bullet of a list item.
fn bullet(line: &str) -> Option<&str> {
    ["- ", "* ", "+ ", "• "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .map(|item| item.trim_start_matches(BLANK))
}

/// One trimmed line, everything with a meaning in Markdown escaped.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut before: Option<char> = None;
    // Whether only digits stand before: then `.` or `)` could open an ordered list.
    let mut numbering = true;
    while let Some(character) = rest.chars().next() {
        let plain = match before {
            Some(before) if !numbering => plain_length(rest, before.is_alphanumeric()),
            _ => 0,
        };
        if plain > 0 {
            let (done, left) = rest.split_at(plain);
            out.push_str(done);
            before = done.chars().next_back();
            rest = left;
            continue;
        }
        let taken = match run(rest, before) {
            Some((length, text)) => {
                numbering = false;
                out.push_str(&text);
                length
            }
            None => {
                let after = rest.chars().nth(1);
                if means_something(character, before, after, numbering) {
                    out.push('\\');
                }
                push_visible(character, &mut out);
                numbering &= character.is_ascii_digit();
                character.len_utf8()
            }
        };
        let (done, left) = rest.split_at(taken);
        before = done.chars().next_back();
        rest = left;
    }
    out
}

/// How many bytes at the beginning of `rest` stand for themselves, where text that is no number stands
/// before them. There may be more: what isn't ASCII is looked at by character.
fn plain_length(rest: &str, mut in_word: bool) -> usize {
    let mut left = rest.as_bytes();
    while let [byte, behind @ ..] = left {
        match byte {
            b' ' if matches!(behind, [b' ' | b'\t', ..]) => break,
            b'h' if !in_word && matches!(behind, [b't', b't', b'p', ..]) => break,
            b'\\' | b'[' | b'<' | b'*' | b'~' | b'|' | b'_' | b'&' | b'`' => break,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => in_word = true,
            b' '..=b'~' => in_word = false,
            _ => break,
        }
        left = behind;
    }
    rest.len() - left.len()
}

/// What a whole run at the beginning of `rest` becomes, with its length: white space, code, a web
/// address.
fn run(rest: &str, before: Option<char>) -> Option<(usize, String)> {
    if !matches!(rest.as_bytes(), [b' ' | b'\t' | b'`' | b'h', ..]) {
        return None;
    }
    let space = rest.len() - rest.trim_start_matches(BLANK).len();
    if space > 0 {
        return Some((space, " ".to_owned()));
    }
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    if ticks > 0 {
        let closed = code_length(rest, ticks).and_then(|length| rest.get(..length));
        return Some(match closed {
            Some(span) => (span.len(), visible(span)),
            None => (ticks, "\\`".repeat(ticks)),
        });
    }
    if before.is_none_or(|before| !before.is_alphanumeric()) {
        let length = url_length(rest)?;
        return Some((length, format!("<{}>", rest.get(..length)?)));
    }
    None
}

/// Length of the inline code that `rest` opens with this many backticks, if it is closed on the line.
fn code_length(rest: &str, ticks: usize) -> Option<usize> {
    let mut at = ticks;
    loop {
        let left = rest.get(at..)?;
        let next = at + left.find('`')?;
        let run = rest.get(next..)?;
        let run = run.len() - run.trim_start_matches('`').len();
        if run == ticks {
            return Some(next + run);
        }
        at = next + run;
    }
}

/// Length of the web address at the beginning of `text`, without the punctuation of the sentence.
fn url_length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let end = text
        .find(|character: char| {
            character.is_whitespace() || is_hidden(character) || "<>\"'`|\\".contains(character)
        })
        .unwrap_or(text.len());
    let url = text
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '_']);
    (url.len() > scheme.len()).then_some(url.len())
}

/// Whether Markdown would take the character for more than itself.
fn means_something(
    character: char,
    before: Option<char>,
    after: Option<char>,
    numbering: bool,
) -> bool {
    let in_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    match character {
        '\\' | '[' | '<' | '*' | '~' | '|' => true,
        '_' => !(in_word(before) && in_word(after)),
        '&' => after.is_some_and(|after| after.is_alphanumeric() || after == '#'),
        '#' | '>' | '=' | '-' | '+' => before.is_none(),
        '.' | ')' => numbering && before.is_some() && after.is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// The text with every character that can't be seen spelt out.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push_visible(character, &mut out);
    }
    out
}

fn push_visible(character: char, out: &mut String) {
    match character {
        '\n' | '\t' => out.push(' '),
        _ if is_hidden(character) => out.extend(character.escape_unicode()),
        _ => out.push(character),
    }
}

/// Characters that a reader can't see or that change how others are shown: controls, line and
/// paragraph separators, zero-width and bidi characters (Unicode general categories Cc, Cf, Zl, Zp).
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}'
            | '\u{600}'..='\u{605}'
            | '\u{61c}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shows_itself_and_does_nothing_else() {
        let table = [
            ("plain words", "plain words"),
            ("a `code` span", "a `code` span"),
            ("an `open span", r"an \`open span"),
            ("```rust", r"\`\`\`rust"),
            ("~~~", r"\~\~\~"),
            ("see [Client] or <b>", r"see \[Client] or \<b>"),
            ("user_id and _emphasis_", r"user_id and \_emphasis\_"),
            ("# heading", r"\# heading"),
            ("1. first", r"1\. first"),
            ("costs 1.5", "costs 1.5"),
            ("a | b", r"a \| b"),
            ("&amp; & co", r"\&amp; & co"),
            ("\u{202e}x", r"\u{202e}x"),
            ("a\u{2028}b", r"a\u{2028}b"),
            ("a\t\tb", "a b"),
            ("a  b \t c", "a b c"),
            ("1) and 2)", r"1\) and 2)"),
            ("-1. + 2.", r"\-1. + 2."),
            ("x# é> = a_é_b", "x# é> = a_é_b"),
            ("ahttp://a b", "ahttp://a b"),
            ("éhttp://a éh", "éhttp://a éh"),
            ("a http://a", "a <http://a>"),
            ("a (http://a)", "a (<http://a>)"),
            ("a\\b", r"a\\b"),
            (
                "see https://example.com/a_b?c=d.",
                "see <https://example.com/a_b?c=d>.",
            ),
            ("---", r"\---"),
            ("===", r"\==="),
        ];
        for (text, expected) in table {
            assert_eq!(lines(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn indentation_and_fences_open_no_code_block() {
        let text =
            "Before.\r\n\r\n    fn main() {}\r\n\r\n- ```\r\n      let x = 1;\r\n  ```\rAfter.";
        assert_eq!(
            lines(text),
            [
                "Before.",
                "",
                "fn main() {}",
                "",
                r"- \`\`\`",
                "  let x = 1;",
                r"  \`\`\`",
                "  After.",
            ]
        );
    }

    #[test]
    fn a_value_is_code_whatever_it_holds() {
        assert_eq!(code("AA0013"), "`AA0013`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code(""), "`\"\"`");
        assert_eq!(code("a\nb"), "`a b`");
    }

    #[test]
    fn words_are_one_line_however_far_apart() {
        for text in [
            "a b",
            " a b",
            "a b ",
            "a  b",
            "a\tb",
            "a\r\nb",
            "\n a \n b \n",
        ] {
            assert_eq!(inline(text), "a b", "{text:?}");
        }
        assert_eq!(inline("`a  b`"), "`a b`");
        assert_eq!(inline(""), "");
        assert_eq!(inline(" \n"), "");
    }

    #[test]
    fn only_a_web_address_is_a_link() {
        assert_eq!(link("https://example.com"), "<https://example.com>");
        assert_eq!(link("javascript:alert(1)"), "`javascript:alert(1)`");
        assert_eq!(link("https://a b"), "`https://a b`");
    }
}
