//! The YAML reader's errors in the words of someone who writes a spec.

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

/// An error of the reader, explained.
pub(super) struct SyntaxFault {
    /// What kind of fault.
    pub(super) code: Code,
    /// The byte to show.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) message: String,
    /// What to type.
    pub(super) help: &'static str,
}

const INDENT: &str = "the keys of one map begin in one column, and so do the dashes of one list";
const QUOTE_COLON: &str = "text that holds `: ` is quoted, or written as a block under `|`";
const CLOSE: &str = "close it, or quote it if text is meant";

/// Explains an error that the reader met at a byte of a text.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> SyntaxFault {
    match kind {
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::InvalidColonPlacement => misplaced_colon(text, at),
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::DocumentIndicatorInQuotedScalar => {
            SyntaxFault {
                code: Code::YamlSyntax,
                at: opening_quote(text, at),
                message: "a quote is opened here and not closed".to_owned(),
                help: "close it; further lines of quoted text are indented more than their key",
            }
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => SyntaxFault {
            code: Code::YamlSyntax,
            at: line_before(text, at).0 + line_before(text, at).1.find('\t').unwrap_or(0),
            message: "a tab where YAML wants spaces".to_owned(),
            help: "indent with spaces; set the editor to insert them for the tab key",
        },
        _ => {
            let (code, message, help) = in_words(kind);
            SyntaxFault {
                code,
                at,
                message,
                help,
            }
        }
    }
}

/// A `:` that begins no value has one of three reasons, which the reader doesn't tell apart: the
/// text before it on its line already is a value; the line above lacks its own `:`, so that both
/// lines are one text; or this line is indented below a key that has a value.
fn misplaced_colon(text: &str, at: usize) -> SyntaxFault {
    let (start, before) = line_before(text, at);
    let fault = |at, message: &str, help| SyntaxFault {
        code: Code::YamlSyntax,
        at,
        message: message.to_owned(),
        help,
    };
    if before.contains(": ") {
        return fault(at, "a `:` inside of a text without quotes", QUOTE_COLON);
    }
    let above = text.get(..start).unwrap_or("").trim_end();
    let (above_start, above) = line_before(text, above.len());
    let indent = |line: &str| line.len() - line.trim_start().len();
    if !above.contains(':') && !above.trim().is_empty() {
        let at = above_start + indent(above);
        return fault(at, "a key without its `:`", "write `key: value`");
    }
    let at = start + indent(before);
    fault(
        at,
        "this line is indented like a part of the value above it",
        INDENT,
    )
}

/// Where the line of a byte begins, and what stands on it before the byte.
fn line_before(text: &str, at: usize) -> (usize, &str) {
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (start, before.get(start..).unwrap_or(""))
}

/// The last quote before a byte that stands where a value can begin.
fn opening_quote(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    before
        .rmatch_indices(['"', '\''])
        .find(|(quote, _)| {
            let earlier = before.get(..*quote).unwrap_or("");
            earlier.ends_with([' ', '\n', '[', '{', ',']) || earlier.is_empty()
        })
        .map_or(at, |(quote, _)| quote)
}

/// Code, message and help of the errors that need no look at the text.
fn in_words(kind: &ErrorKind) -> (Code, String, &'static str) {
    use ErrorKind as E;
    let syntax = |message: &str, help| (Code::YamlSyntax, message.to_owned(), help);
    match kind {
        E::RecursionLimitExceeded => (Code::TooDeep, String::new(), ""),
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagEscape
        | E::InvalidTagUtf8 => {
            let message = "a tag of YAML has no meaning here".to_owned();
            (
                Code::YamlTag,
                message,
                "text that begins with `!` is quoted",
            )
        }
        E::MissingAnchorOrAliasName => {
            let message = "`&` and `*` begin an anchor and an alias of YAML".to_owned();
            (
                Code::YamlAnchor,
                message,
                "text that begins with `&` or `*` is quoted",
            )
        }
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidBlockScalarIndent
        | E::InvalidFlowScalarIndent
        | E::MappingKeyNotAllowed => syntax(
            "this line is indented like none of the lines above it",
            INDENT,
        ),
        E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => syntax(
            "a `-` where no element of a list can begin",
            "begin the list on a line of its own; text that begins with `-` is quoted",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => syntax(
            "a key without its `:`",
            "write `key: value`; text of several lines is quoted, or written as a block under `|`",
        ),
        E::UnclosedQuotedScalar => syntax(
            "a quote is opened here and not closed",
            "close it, or write the text as a block under `|`",
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => syntax(
            "text stands behind the closing quote",
            "put the whole value inside the quotes; inside `'…'` a quote is written twice",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => syntax(
            "an escape that YAML doesn't know",
            "write `\\\\` for a backslash, or use `'…'`, where nothing is escaped",
        ),
        E::UnclosedFlowCollection { open } | E::MismatchedFlowCollectionEnd { open, .. } => {
            syntax(&format!("`{open}` is opened and not closed"), CLOSE)
        }
        E::MisplacedFlowCollectionEnd => syntax(
            "a closing bracket without an opening one",
            "remove it, or quote it if text is meant",
        ),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEof
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEofBlockMapping => syntax(
            "the file ends inside a value",
            "close the bracket or quote that is open",
        ),
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => syntax(
            "a comma or a closing bracket is missing",
            "part the elements by `, `; text with a comma, bracket or `: ` is quoted",
        ),
        E::UnexpectedCharacter { character } => syntax(
            &format!("no value can begin with `{character}`"),
            "quote the text",
        ),
        E::DirectiveDisallowed => {
            syntax("a directive of YAML has no meaning here", "remove the line")
        }
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => syntax(
            "a block of text begins with `|` or `>` alone on its line",
            "write the text from the next line on, indented",
        ),
        E::CommentNotSeparated | E::CommentInterceptedScalar => syntax(
            "a comment in the middle of a value",
            "a space stands before `#`; text that holds `#` is quoted",
        ),
        E::BomInsideDocument => syntax("a byte order mark inside the text", "remove it"),
        E::InvalidDocumentEnd | E::ExpectedDocumentStart => syntax(
            "text behind the end of the document",
            "a file holds one document",
        ),
        _ => syntax(
            "the text is not YAML here",
            "text with signs that YAML uses is quoted, or written as a block under `|`",
        ),
    }
}
