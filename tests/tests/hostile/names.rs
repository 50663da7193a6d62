//! Any text is the name of something on the wire, and gives an identifier that is valid, unique
//! and always the same.

use std::collections::BTreeSet;

use docwright_codegen::{Checked, Sources, check};

use crate::quoted;

/// Keywords of all editions, strict, reserved and weak, and names of the prelude and of generated code.
const WORDS: &[&str] = &[
    "as",
    "async",
    "await",
    "break",
    "const",
    "continue",
    "crate",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "fn",
    "for",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "match",
    "mod",
    "move",
    "mut",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "type",
    "unsafe",
    "use",
    "where",
    "while",
    "abstract",
    "become",
    "box",
    "do",
    "final",
    "gen",
    "macro",
    "override",
    "priv",
    "try",
    "typeof",
    "unsized",
    "virtual",
    "yield",
    "macro_rules",
    "raw",
    "safe",
    "union",
    "'static",
    "_",
    "__",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Default",
    "Debug",
    "Clone",
    "PartialEq",
    "From",
    "str",
    "bool",
    "i64",
    "u8",
    "f64",
    "rt",
    "json",
    "member",
    "members",
    "request",
    "reply",
    "choice",
    "read",
    "fault",
    "new",
    "encode",
    "decode",
    "outcome",
    "into_result",
    "Unknown",
    "Other",
    "core",
    "std",
    "alloc",
];

/// Odd names that pages really have, and pairs that are nearly one.
const ODD: &[&str] = &[
    "",
    " ",
    "$ref",
    "@type",
    "#text",
    "a.b",
    "a b",
    "x-y",
    "x_y",
    "xY",
    "XY",
    "0abc",
    "0",
    "-1",
    "+1",
    "StartTime<",
    "StartTime>",
    "café",
    "cafe\u{301}",
    "１２３",
    "名前",
    "ß",
    "SS",
    "ﬁ",
    "fi",
    "İ",
    "i",
    "I",
    "ı",
    "id",
    "ID",
    "Id",
    "iD",
    "..",
    ".",
    "/",
    "\\",
    "a/b",
    "../../x",
    "/abs",
    "CON",
    "nul",
    "?",
    "??",
    "a?",
    "*",
    "a*",
    "{",
    "}",
    "{}",
    "[]",
    "a[b]",
    "\u{200d}",
    "\u{feff}",
    "\u{202e}x",
    "\0",
    "\n",
    "a\nb",
    "🦀",
    "r#type",
    "r#fn",
    "//",
    "/*",
    "\"",
    "'",
    "`",
    "%",
    "&",
    "=",
];

/// Every text, with two of 300 letters that differ in the last.
fn texts() -> Vec<String> {
    let long = "n".repeat(299);
    let mut texts: BTreeSet<String> = WORDS
        .iter()
        .chain(ODD)
        .chain(naughty_strings::BLNS)
        .map(|text| (*text).to_owned())
        .collect();
    texts.extend([format!("{long}a"), format!("{long}b")]);
    texts.into_iter().collect()
}

fn checked(endpoint: &str) -> Checked {
    let mut sources = Sources::new();
    sources.add(
        "shop/api.yaml",
        "shop/api.yaml",
        "base_url: https://api.shop.example\n",
    );
    sources.add("shop/ping.yaml", "shop/ping.yaml", endpoint);
    check(sources).unwrap_or_else(|faults| {
        let format = docwright_codegen::diagnostic::Format::Short;
        panic!("{}", faults.render(format, false))
    })
}

#[test]
fn every_text_is_a_member_and_a_value_of_an_enum() {
    let texts = texts();
    assert!(texts.len() > 600, "{} texts", texts.len());
    let members: String = texts
        .iter()
        .enumerate()
        .map(|(index, text)| format!("    m{index}: {{ type: string, wire: {} }}\n", quoted(text)))
        .collect();
    let values: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    let endpoint = format!(
        "method: POST\nurl: /ping\nrequest:\n  json:\n{members}    all: {{ enum: [{}] }}\nsuccess:\n  Pong: {{ status: 200, empty: true }}\n",
        values.join(", ")
    );
    let files =
        docwright_codegen::generate(&checked(&endpoint), &docwright_codegen::Options::default());
    for (path, text) in files.iter() {
        assert!(syn::parse_file(text).is_ok(), "{path}");
    }
}

/// Names by their keys, where no `wire` stands beside them.
#[test]
fn every_text_is_the_key_of_a_member() {
    let keys: Vec<String> = texts()
        .into_iter()
        // The language gives `?` and `*` a meaning, and YAML wants keys of less than 1,024 characters.
        .filter(|text| !text.is_empty() && !text.contains(['*', '?']) && quoted(text).len() < 1000)
        .collect();
    let members: String = keys
        .iter()
        .map(|text| format!("    {}: string\n", quoted(text)))
        .collect();
    let endpoint = format!(
        "method: POST\nurl: /ping\nrequest:\n  json:\n{members}success:\n  Pong: {{ status: 200, empty: true }}\n"
    );
    let checked = checked(&endpoint);
    let api = checked.apis().first().expect("the API");
    let members = api
        .endpoints
        .first()
        .expect("the endpoint")
        .request
        .body_members();
    assert_eq!(members.len(), keys.len());
    let mut fields = BTreeSet::new();
    for (member, key) in members.iter().zip(&keys) {
        assert_eq!(
            &member.wire, key,
            "names on the wire are as they were written"
        );
        let field = member.field.as_str();
        assert!(
            syn::parse_str::<syn::Ident>(field).is_ok() && !field.starts_with("r#_"),
            "{field:?} of {key:?}"
        );
        assert!(fields.insert(field.to_owned()), "{field} stands twice");
    }
}
