//! `as`: how a value is spelt on the wire.

use super::keys::SPELLING;
use super::reader::{Fields, Reader};
use super::yaml::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::spec::Spelling;

const WORDS: [(&str, Spelling); 7] = [
    ("string", Spelling::String),
    ("json", Spelling::Json),
    ("repeated", Spelling::Repeated),
    ("brackets", Spelling::Brackets),
    ("indexed", Spelling::Indexed),
    ("dotted", Spelling::Dotted),
    ("sha256_hex", Spelling::Sha256Hex),
];

/// `as`: a word, or `{ joined: "," }`.
pub(super) fn parse_spelling(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<Spanned<Spelling>> {
    let node = fields.get("as")?;
    let spelling = match &node.kind {
        Kind::Map(_) => parse_map(reader, node)?,
        Kind::Scalar(_) | Kind::List(_) | Kind::Refused => {
            let word = reader.text(node)?;
            let known = WORDS.iter().find(|(name, _)| *name == word.value);
            let Some((_, spelling)) = known else {
                let names = WORDS.map(|(name, _)| name);
                reader.unknown_word(&word, "spelling", &names);
                return None;
            };
            spelling.clone()
        }
    };
    Some(Spanned::new(spelling, node.span))
}

fn parse_map(reader: &mut Reader<'_, '_>, node: &Node) -> Option<Spelling> {
    let fields = reader.fields(node, node.span, &SPELLING)?;
    let separator = reader.text_at(&fields, "joined")?;
    if separator.value.is_empty() {
        reader.fault(
            Diagnostic::new(
                Code::InvalidValue,
                separator.span,
                "nothing stands between the elements, so none can be told from the next",
            )
            .help("write what the page has between them: `{ joined: \",\" }`"),
        );
        return None;
    }
    Some(Spelling::Joined(separator))
}
