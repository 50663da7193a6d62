//! Files of specs: faults with places, one layout, and clients that are Rust.

use docwright_codegen::diagnostic::{Code, Diagnostics, Format, Label};
use docwright_codegen::{Options, Sources, check, generate};

use crate::layout;

/// The line between `api.yaml` and the file of the endpoint in what [`specs`] takes. YAML ends a document
/// with it, so no spec holds it.
pub const BETWEEN: &str = "\n...\n";

/// An API to which an endpoint belongs.
const API: &str = "base_url: https://api.example\n";

/// Faults of a text that has no layout.
const UNREADABLE: [Code; 5] = [
    Code::YamlSyntax,
    Code::DuplicateKey,
    Code::YamlAnchor,
    Code::YamlTag,
    Code::TooDeep,
];

/// Any file of an endpoint: its faults lie within the text, and as YAML it has one layout, which says
/// the same as the file.
pub fn yaml(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let faults = faults(API, &text);
    if let Some(faults) = &faults {
        shown(faults);
    }
    let is_unreadable = |faults: &Diagnostics| {
        let mut codes = faults.iter().map(|fault| fault.code);
        codes.any(|code| UNREADABLE.contains(&code))
    };
    if faults.as_ref().is_some_and(is_unreadable) {
        return;
    }
    let Some(laid_out) = layout::format(&text) else {
        // A file that says nothing has no layout.
        let is_empty =
            faults.is_some_and(|faults| faults.iter().any(|fault| fault.primary.span.start == 0));
        assert!(is_empty, "no layout for {text:?}");
        return;
    };
    assert_eq!(
        layout::format(&laid_out),
        Some(laid_out.clone()),
        "{text:?}"
    );
    let messages = |faults: Option<Diagnostics>| -> Vec<(Code, String)> {
        let faults = faults.iter().flat_map(Diagnostics::iter);
        let mut all: Vec<_> = faults
            .map(|fault| (fault.code, fault.message.clone()))
            .collect();
        all.sort_by(|a, b| (a.0.as_str(), &a.1).cmp(&(b.0.as_str(), &b.1)));
        all
    };
    let after = self::faults(API, &laid_out);
    assert_eq!(
        messages(faults),
        messages(after),
        "{text:?} is laid out as {laid_out:?}"
    );
}

/// An `api.yaml`, a line `...` and the file of an endpoint: faults within the texts, or a client, the same
/// each time, whose files are Rust.
pub fn specs(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (api, endpoint) = text.split_once(BETWEEN).unwrap_or((API, &text));
    let checked = match check(sources(api, endpoint)) {
        Ok(checked) => checked,
        Err(faults) => return shown(&faults),
    };
    shown(checked.warnings());
    let options = Options {
        examples: true,
        ..Options::default()
    };
    let files = generate(&checked, &options);
    let again = generate(&checked, &options);
    assert!(files.iter().eq(again.iter()), "another client: {text:?}");
    for (path, code) in files.iter() {
        let rust = syn::parse_file(code);
        assert!(rust.is_ok(), "{path} is no Rust: {text:?}");
    }
}

fn faults(api: &str, endpoint: &str) -> Option<Diagnostics> {
    check(sources(api, endpoint)).err()
}

fn sources(api: &str, endpoint: &str) -> Sources {
    let mut sources = Sources::new();
    for (key, text) in [("shop/api.yaml", api), ("shop/order.yaml", endpoint)] {
        sources.add(key, key, text);
    }
    sources
}

/// Faults can be shown, and each is about a place of a file.
fn shown(faults: &Diagnostics) {
    for format in [Format::Text, Format::Short, Format::Json] {
        let text = faults.render(format, false);
        assert!(faults.is_empty() || !text.is_empty());
    }
    for fault in faults.iter() {
        let secondary = fault.secondary.iter();
        for Label { span, .. } in secondary.chain([&fault.primary]) {
            let file = faults.sources().file(span.file);
            let place = file.and_then(|file| file.text().get(span.start..span.end));
            assert!(place.is_some(), "{} at {span:?}", fault.message);
        }
        let short = faults.short(fault);
        assert!(!short.contains('\n'), "{short:?} is several lines");
    }
}
