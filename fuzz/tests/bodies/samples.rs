//! Samples for each target: specs, accepted and rejected ones, what they print, and what servers answer.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use docwright_fuzz::{BETWEEN, documented};
use docwright_tests::suites;

/// The samples of a target.
pub(crate) fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "yaml" => specs()
            .into_iter()
            .map(|(_, text)| text.into_bytes())
            .collect(),
        "specs" => whole(),
        "curl" => printed("curl: |"),
        "http" => printed("http: |"),
        "reply" => documented(),
        // Their first byte says how the rest is taken.
        "csv" => prefixed(&[0, 1, 2, 4, 8, 16]),
        "events" => prefixed(&[1, 7]),
        "multipart" => {
            let lines = b"multipart/form-data; boundary=b\n";
            let parts = b"multipart/form-data; boundary=b\n--b\r\nContent-Disposition: form-data; name=\"n\"; \
                filename=\"f\"\r\nContent-Type: text/plain\r\n\r\nHi\r\n--b--\r\n";
            let bodies = bodies()
                .into_iter()
                .map(|body| [lines.as_slice(), &body].concat());
            bodies.chain([parts.to_vec()]).collect()
        }
        "address" => lines(&ADDRESSES),
        "mask" => lines(&MASKS),
        "pattern" => lines(&PATTERNS),
        "scalars" => lines(&SCALARS),
        _ => bodies(),
    }
}

const ADDRESSES: [&str; 9] = [
    "next\n<https://a.example/?page=1>; rel=\"prev\", </?page=3&x=a,b>; title=\"a, b\"; rel=next",
    "next\n<../2>; rel=\"next last\"",
    "https://api.example:8443/a/b?c=d",
    "https://[::1]:80/a;p=%2F",
    "../../b/./c?d#e",
    "//b.example/x",
    "?page=2",
    "/v1/./orders/../2",
    "",
];

const MASKS: [&str; 4] = [
    "to/ken+\"1\n\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\nGET /?k=|&x=1",
    "a b&c<d>\n\u{7}\n{\"token\":\"|\"}",
    "\u{e9}\u{1f600}%25\n\u{3}\u{4}\n<p>|</p>",
    "s3cret\n\nBearer |",
];

const PATTERNS: [&str; 6] = [
    "ERROR {code}( in line {line})?\nERROR {all}\nERROR E7 in line 3",
    "{a}: {b}\n{a}:{b}\nx: y: z",
    "OK( {id})?\nOK\nOK 7",
    "(a)?(b)?{c}\n{a}b{c}\nabab",
    " OK \nOK\n OK ",
    "a{x}a\naa{y}\naaaa",
];

const SCALARS: [&str; 12] = [
    "12.50\n1.25e1",
    "-0\n0.0",
    "9223372036854775807\n9223372036854775808",
    "1e-400\n0",
    "2024-02-29",
    "2024-02-29T23:59:60Z",
    "1969-12-31T23:59:59.999999999-23:59",
    "23:59:59.5",
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "aGk=",
    "https://api.example/a?b#c",
    "true",
];

fn lines(samples: &[&str]) -> Vec<Vec<u8>> {
    samples
        .iter()
        .map(|sample| sample.as_bytes().to_vec())
        .collect()
}

/// The bodies of all documented responses.
static BODIES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let examples = suites().into_iter().flat_map(|suite| suite.examples);
    let responses = examples.flat_map(|example| example.responses.iter());
    let mut bodies: Vec<Vec<u8>> = responses.map(|response| response.body.to_vec()).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
});

fn bodies() -> Vec<Vec<u8>> {
    BODIES.clone()
}

fn prefixed(options: &[u8]) -> Vec<Vec<u8>> {
    let bodies = bodies().into_iter().zip(options.iter().cycle());
    bodies
        .map(|(body, option)| [&[*option], body.as_slice()].concat())
        .collect()
}

/// Every file of specs of this repository, with its path.
fn specs() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["specs", "tests/accept", "tests/reject"];
    let files = folders.iter().flat_map(|folder| files(&root.join(folder)));
    let specs = files.filter(|file| {
        file.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    let specs = specs.filter_map(|file| Some((file.clone(), fs::read_to_string(file).ok()?)));
    specs.collect()
}

/// Every endpoint with the `api.yaml` beside it.
fn whole() -> Vec<Vec<u8>> {
    let specs = specs();
    let endpoints = specs.iter().filter(|(path, _)| !path.ends_with("api.yaml"));
    let whole = endpoints.filter_map(|(path, endpoint)| {
        let api = path.with_file_name("api.yaml");
        let (_, api) = specs.iter().find(|(path, _)| *path == api)?;
        Some(format!("{api}{BETWEEN}{endpoint}").into_bytes())
    });
    whole.collect()
}

/// The block texts behind a key, as the samples of specs have them.
fn printed(key: &str) -> Vec<Vec<u8>> {
    let specs = specs();
    let blocks = specs
        .iter()
        .flat_map(|(_, text)| text.split(key).skip(1).filter_map(block));
    blocks.map(String::into_bytes).collect()
}

/// A block text without its indent: the lines up to the first that is indented less.
fn block(text: &str) -> Option<String> {
    let lines = text.lines().skip(1);
    let first = lines.clone().next()?;
    let indent = first.get(..first.len() - first.trim_start().len())?;
    let inner = lines.map_while(|line| match line.trim() {
        "" => Some(""),
        _ => line.strip_prefix(indent),
    });
    Some(inner.flat_map(|line| [line, "\n"]).collect())
}

/// Every file below a folder, sorted; none if there is no such folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files.sort_unstable();
    files
}
