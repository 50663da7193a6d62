//! Kinds of values are features: with its feature off a kind is refused, and told which feature it is.
//! `.ci/run` tests it with all features and with none.

#![expect(clippy::panic, reason = "a test that can't go on says so")]

use docwright_codegen::diagnostic::{Code, Diagnostics, Format};
use docwright_codegen::{Sources, check};

const API: &str = "base_url: https://api.shop.example\n";
const ENDPOINT: &str = "method: POST\nurl: /ping\n";
const SUCCESS: &str = "success: { Pong: { status: 200, empty: true } }\n";

/// The faults of an API of one endpoint, with these keys beside those that each has.
fn faults_of(api: &str, endpoint: &str) -> Diagnostics {
    let mut sources = Sources::new();
    for (name, text) in [
        ("shop/api.yaml", format!("{API}{api}")),
        ("shop/ping.yaml", format!("{ENDPOINT}{endpoint}")),
    ] {
        sources.add(name.to_owned(), name.to_owned(), text);
    }
    match check(sources) {
        Ok(checked) => checked.warnings().clone(),
        Err(faults) => faults,
    }
}

/// The spec is refused if the feature is off, for that reason alone, and has no fault if it is on.
fn needs(feature: &str, is_on: bool, api: &str, endpoint: &str) {
    let faults = faults_of(api, endpoint);
    let rendered = faults.render(Format::Text, false);
    let errors = faults
        .iter()
        .filter(|fault| fault.code.severity() == docwright_codegen::diagnostic::Severity::Error);
    let codes: Vec<Code> = errors.map(|fault| fault.code).collect();
    let expected: &[Code] = if is_on { &[] } else { &[Code::FeatureOff] };
    assert_eq!(codes, expected, "{feature}: {endpoint}\n{rendered}");
    if !is_on && !rendered.contains(&format!("features = [\"{feature}\"]")) {
        panic!("{rendered}");
    }
}

fn value_needs(feature: &str, is_on: bool, ty: &str) {
    let received = format!("success: {{ Got: {{ status: 200, json: {{ value: {ty} }} }} }}\n");
    needs(feature, is_on, "", &received);
    let sent = format!("request: {{ json: {{ value: {ty} }} }}\n{SUCCESS}");
    needs(feature, is_on, "", &sent);
}

#[test]
fn values() {
    value_needs("decimal", cfg!(feature = "decimal"), "decimal");
    value_needs("uuid", cfg!(feature = "uuid"), "uuid");
    let jiff = cfg!(feature = "jiff");
    value_needs("jiff", jiff, "date");
    value_needs("jiff", jiff, "{ type: time, format: \"%H:%M\" }");
    value_needs("jiff", jiff, "{ type: datetime, format: unix_s }");
    value_needs("jiff", jiff, "{ type: datetime, format: [unix_ms, http] }");
}

#[test]
fn hashes_and_signatures() {
    let signatures = cfg!(feature = "signatures");
    let hashed = "request: { json: { value: { type: string, as: sha256_hex } } }\n";
    needs("signatures", signatures, "", &format!("{hashed}{SUCCESS}"));
    let scheme = |recipe: &str| {
        format!(
            "auth: {{ key: {{ credentials: {{ secret: {{}} }}, {recipe} }} }}\ndefaults: {{ auth: key }}\n"
        )
    };
    let computed = "compute: { sum: { sha256_hex: \"{secret}\" } }, headers: { X-Sum: \"{sum}\" }";
    needs("signatures", signatures, &scheme(computed), SUCCESS);
    let signed = "sign: { X-Sum: { hmac_sha256: \"{body}\", key: secret, as: hex, in: header } }";
    needs("signatures", signatures, &scheme(signed), SUCCESS);
    let timed = "compute: { at: { now: http } }, headers: { X-Key: \"{secret}\", Date: \"{at}\" }";
    needs("jiff", cfg!(feature = "jiff"), &scheme(timed), SUCCESS);
}

#[test]
fn xml() {
    let xml = "xml: { root: order, members: { line: string } }";
    let received = format!("success: {{ Got: {{ status: 200, {xml} }} }}\n");
    needs("xml", cfg!(feature = "xml"), "", &received);
    let sent = format!("request: {{ {xml} }}\n{SUCCESS}");
    needs("xml", cfg!(feature = "xml"), "", &sent);
}

#[test]
fn other_kinds_are_always_built_in() {
    for ty in [
        "integer",
        "{ type: decimal, format: digits }",
        "{ type: duration, unit: s }",
        "bytes",
        "any",
    ] {
        value_needs("none", true, ty);
    }
    let csv = "csv: { columns: { name: string } }";
    let csv = format!("success: {{ Got: {{ status: 200, {csv} }} }}\n");
    needs("none", true, "", &csv);
}
