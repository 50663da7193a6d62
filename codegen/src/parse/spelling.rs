//! `as`: how a value is spelt on the wire.

use super::keys::SPELLING;
use super::reader::{Fields, Reader};
use super::yaml::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::spec::{Hash, Literal, Spelling};

const WORDS: [(&str, Spelling); 10] = [
    ("string", Spelling::String),
    ("number", Spelling::Number),
    ("json", Spelling::Json),
    ("base64", Spelling::Base64),
    ("base64url", Spelling::Base64Url),
    ("hex", Spelling::Hex),
    ("repeated", Spelling::Repeated),
    ("brackets", Spelling::Brackets),
    ("indexed", Spelling::Indexed),
    ("dotted", Spelling::Dotted),
];

/// `as`: a word, `{ joined: "," }`, or `{ yes: "Y", no: "N" }`.
pub(super) fn parse_spelling(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<Spanned<Spelling>> {
    let node = fields.get("as")?;
    let spelling = match &node.kind {
        Kind::Map(_) => parse_map(reader, node)?,
        Kind::Scalar(_) | Kind::List(_) | Kind::Refused => {
            let word = reader.text(node)?;
            let known = words().find(|(name, _)| *name == word.value);
            let Some((_, spelling)) = known else {
                let names: Vec<&str> = words().map(|(name, _)| name).collect();
                reader.unknown_word(&word, "spelling", &names);
                return None;
            };
            spelling
        }
    };
    Some(Spanned::new(spelling, node.span))
}

/// Every word that `as` takes.
fn words() -> impl Iterator<Item = (&'static str, Spelling)> {
    let hashes = Hash::WORDS.map(|(word, hash)| (word, Spelling::Hash(hash)));
    WORDS.into_iter().chain(hashes)
}

fn parse_map(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Spelling> {
    let fields = reader.fields(node, node.span, &SPELLING)?;
    if fields.get("yes").is_some() || fields.get("no").is_some() {
        let yes = parse_values(reader, &fields, "yes", node)?;
        let no = parse_values(reader, &fields, "no", node)?;
        return Some(Spelling::Flag { yes, no });
    }
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

/// The values under `yes` or `no`: one, or a list.
fn parse_values(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
    key: &str,
    node: &Node<'_>,
) -> Option<Vec<Spanned<Literal>>> {
    let Some(value) = reader.literal_at(fields, key) else {
        if fields.get(key).is_none() {
            let diagnostic = Diagnostic::new(
                Code::MissingKey,
                node.span,
                format!("`as` doesn't say what means `{key}`"),
            );
            reader.fault(diagnostic.help("write the values of the page: `{ yes: 1, no: 0 }`"));
        }
        return None;
    };
    let values = match value.value {
        Literal::List(values) => values,
        _ => vec![value],
    };
    let odd = values
        .iter()
        .find(|value| matches!(value.value, Literal::List(_) | Literal::Object(_)));
    let span = odd.map(|value| value.span);
    if let Some(span) = span.or_else(|| values.is_empty().then_some(node.span)) {
        reader.fault(Diagnostic::new(
            Code::WrongKind,
            span,
            format!("expected the value that means `{key}`, or a list of such values"),
        ));
        return None;
    }
    Some(values)
}
