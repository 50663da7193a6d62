//! The YAML reader's errors in the words of someone who writes a spec.

use granit_parser::ErrorKind;

use crate::diagnostic::Code;

/// Code, message and help for an error of the reader.
pub(super) fn explain(kind: &ErrorKind) -> (Code, String, Option<&'static str>) {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::RecursionLimitExceeded => return (Code::TooDeep, String::new(), None),
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagEscape
        | E::InvalidTagUtf8 => {
            let message = "a tag of YAML has no meaning here".to_owned();
            return (
                Code::YamlTag,
                message,
                Some("text that begins with `!` is quoted"),
            );
        }
        E::MissingAnchorOrAliasName => {
            let message = "`&` and `*` begin an anchor and an alias of YAML".to_owned();
            let help = "text that begins with `&` or `*` is quoted";
            return (Code::YamlAnchor, message, Some(help));
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => (
            "a tab where YAML wants spaces",
            "indent with spaces; set the editor to insert them for the tab key",
        ),
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent
        | E::MappingKeyNotAllowed => (
            "this line is indented like none of the lines above it",
            "the keys of one map begin in one column, and so do the dashes of one list",
        ),
        E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => (
            "a `-` where no element of a list can begin",
            "begin the list on a line of its own; text that begins with `-` is quoted",
        ),
        E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace | E::InvalidColonPlacement => {
            (
                "a `:` where no value can begin",
                "text that holds `: ` is quoted, or written as a block under `|`; a key and its value are indented alike",
            )
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "a key without its `:`",
            "write `key: value`; text of several lines is quoted, or written as a block under `|`",
        ),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
            "a quote is opened here and never closed",
            "close it, or write the text as a block under `|`",
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            "text stands behind the closing quote",
            "put the whole value inside the quotes; inside `'…'` a quote is written twice",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => (
            "an escape that YAML doesn't know",
            "write `\\\\` for a backslash, or use `'…'`, where nothing is escaped",
        ),
        E::UnclosedFlowCollection { open } | E::MismatchedFlowCollectionEnd { open, .. } => {
            let message = format!("`{open}` is opened and not closed");
            return (
                Code::YamlSyntax,
                message,
                Some("close it, or quote it if text is meant"),
            );
        }
        E::MisplacedFlowCollectionEnd => (
            "a closing bracket without an opening one",
            "remove it, or quote it if text is meant",
        ),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEof
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEofBlockMapping => (
            "the file ends inside a value",
            "close the bracket or quote that is open",
        ),
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => (
            "a comma or a closing bracket is missing",
            "part the elements by `, `; text with a comma, bracket or `: ` is quoted",
        ),
        E::UnexpectedCharacter { character } => {
            let message = format!("no value can begin with `{character}`");
            return (Code::YamlSyntax, message, Some("quote the text"));
        }
        E::DirectiveDisallowed => ("a directive of YAML has no meaning here", "remove the line"),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
            "a block of text begins with `|` or `>` alone on its line",
            "write the text from the next line on, indented",
        ),
        E::CommentNotSeparated | E::CommentInterceptedScalar => (
            "a comment in the middle of a value",
            "a space stands before `#`; text that holds `#` is quoted",
        ),
        E::BomInsideDocument => ("a byte order mark inside the text", "remove it"),
        E::InvalidDocumentEnd | E::ExpectedDocumentStart => (
            "text behind the end of the document",
            "a file holds one document",
        ),
        _ => {
            return (
                Code::YamlSyntax,
                "the text is not YAML here".to_owned(),
                None,
            );
        }
    };
    (Code::YamlSyntax, message.to_owned(), Some(help))
}
