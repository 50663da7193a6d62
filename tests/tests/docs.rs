//! `docs/spec-format.md` says what is so: its YAML is accepted, its tables have the keys that the
//! parser knows, and its links lead somewhere.
//!
//! What follows ```` ```yaml ```` says what a block is, and is not shown where the page is rendered:
//!
//! - `<folder>/<file>`: a whole file. Those of one folder are checked together, warnings included.
//! - `part of api.yaml`: keys of an `api.yaml`, in the place of those of [`API`], beside [`PING`].
//! - `part of an endpoint`: keys of an endpoint, in the place of those of [`PING`], in the folder of
//!   the page's first example.
//!
//! `<!-- keys of X; Y -->` above a table says whose keys it lists: the `map` of key tables.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use docwright_codegen::diagnostic::Format;
use docwright_codegen::{Key, KeyTable, Sources, check, known_keys};
use docwright_tests::page::{self, Block};

/// What a part of an `api.yaml` is completed with.
const API: &str = "base_url: https://api.shop.example\n";

/// What a part of an endpoint is completed with.
const PING: &str = "method: GET\nurl: /ping\nsuccess:\n  Pong: { status: 200, empty: true }\n";

/// Folder of the page's first example.
const SHOP: &str = "shop";

#[test]
fn whole_files_are_accepted_without_warnings() {
    let folders = folders();
    assert!(
        folders.len() > 1,
        "the page shows several folders: {:?}",
        folders.keys()
    );
    for (folder, files) in folders {
        let faults = faults(&sources(&folder, &files), true);
        assert!(
            faults.is_empty(),
            "the files of `{folder}`, whose lines begin at {:?}:\n{faults}",
            lines_of(&folder)
        );
    }
}

#[test]
fn parts_of_files_are_accepted() {
    let mut parts = 0;
    for block in blocks() {
        let files = match block.marker.as_str() {
            "part of api.yaml" => BTreeMap::from([
                ("api.yaml".to_owned(), complete(API, &block.text)),
                ("ping.yaml".to_owned(), PING.to_owned()),
            ]),
            "part of an endpoint" => {
                let mut files = folders().remove(SHOP).expect("the first example");
                files.retain(|file, _| file == "api.yaml");
                files.insert("ping.yaml".to_owned(), complete(PING, &block.text));
                files
            }
            marker => {
                assert!(
                    marker.split_once('/').is_some(),
                    "line {}: `{marker}` says nothing of how to check this YAML",
                    block.line
                );
                continue;
            }
        };
        parts += 1;
        let faults = faults(&sources(SHOP, &files), false);
        assert!(
            faults.is_empty(),
            "the block at line {}:\n{faults}",
            block.line
        );
    }
    assert!(parts > 20, "{parts} parts of files are found");
}

#[test]
fn every_table_lists_the_keys_that_the_parser_knows() {
    let tables = key_tables();
    let marked: BTreeSet<&str> = tables
        .iter()
        .flat_map(|table| table.maps.iter().map(String::as_str))
        .collect();
    let known: BTreeSet<&str> = known_keys().iter().map(|table| table.map).collect();
    assert_eq!(
        marked, known,
        "the maps that have a table, and those that are"
    );
    for table in &tables {
        let of_table: Vec<&KeyTable> = known_keys()
            .iter()
            .copied()
            .filter(|known| table.maps.iter().any(|map| map == known.map))
            .collect();
        let listed: BTreeMap<&str, bool> = of_table
            .iter()
            .flat_map(|known| known.keys)
            .map(|Key { name, required, .. }| (*name, *required))
            .collect();
        let shown: BTreeMap<&str, bool> = table
            .rows
            .iter()
            .map(|row| (row.key.as_str(), row.needed))
            .collect();
        assert_eq!(
            shown, listed,
            "the keys of {:?}, and which are needed",
            table.maps
        );
        assert_eq!(
            shown.len(),
            table.rows.len(),
            "a row stands twice: {:?}",
            table.maps
        );
    }
}

#[test]
fn every_key_is_shown_in_some_block() {
    let text: String = blocks().into_iter().map(|block| block.text).collect();
    let is_shown = |key: &str| {
        text.match_indices(key).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + key.len()..).unwrap_or_default();
            before.is_none_or(|before| matches!(before, ' ' | '\n' | '{')) && after.starts_with(':')
        })
    };
    let missing: BTreeSet<&str> = known_keys()
        .iter()
        .flat_map(|table| table.keys)
        .map(|key| key.name)
        .filter(|key| !is_shown(key))
        .collect();
    assert!(missing.is_empty(), "no block uses {missing:?}");
}

#[test]
fn every_link_leads_to_a_heading() {
    let page = page();
    let headings: BTreeSet<String> = lines_of_prose(&page)
        .filter(|line| line.starts_with('#'))
        .map(|line| anchor(line.trim_start_matches('#').trim()))
        .collect();
    let mut links = 0;
    for line in lines_of_prose(&page) {
        for after in line.split("](#").skip(1) {
            let target = after.split(')').next().unwrap_or_default();
            assert!(headings.contains(target), "`#{target}` in: {line}");
            links += 1;
        }
    }
    assert!(links > 0, "the page has links");
}

/// The faults of a spec, one to a line; empty if there is none.
fn faults(sources: &Sources, warnings: bool) -> String {
    match check(sources.clone()) {
        Err(faults) => faults.render(Format::Text, false),
        Ok(checked) if warnings => checked.warnings().render(Format::Text, false),
        Ok(_) => String::new(),
    }
}

fn sources(folder: &str, files: &BTreeMap<String, String>) -> Sources {
    let mut sources = Sources::new();
    for (file, text) in files {
        let key = format!("{folder}/{file}");
        sources.add(key.clone(), key, text.clone());
    }
    sources
}

/// The texts of the blocks that are whole files, by folder and file.
fn folders() -> BTreeMap<String, BTreeMap<String, String>> {
    let text = |(file, block): (String, Block)| (file, block.text);
    page::files(&page())
        .into_iter()
        .map(|(folder, files)| (folder, files.into_iter().map(text).collect()))
        .collect()
}

/// Where the files of a folder begin on the page.
fn lines_of(folder: &str) -> Vec<(String, usize)> {
    let files = page::files(&page()).remove(folder).unwrap_or_default();
    files
        .into_iter()
        .map(|(file, block)| (file, block.line))
        .collect()
}

/// `frame` with the top-level keys of `part` in the place of its own.
fn complete(frame: &str, part: &str) -> String {
    let replaced: BTreeSet<&str> = part.lines().filter_map(top_level_key).collect();
    let mut kept = true;
    let mut whole = part.to_owned();
    for line in frame.lines() {
        if let Some(key) = top_level_key(line) {
            kept = !replaced.contains(key);
        }
        if kept {
            whole.push_str(line);
            whole.push('\n');
        }
    }
    whole
}

fn top_level_key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    (!key.starts_with([' ', '#', '-'])).then_some(key)
}

/// Every block of YAML, in the order of the page.
fn blocks() -> Vec<Block> {
    let mut blocks = page::blocks(&page());
    blocks.retain(|block| block.language == "yaml");
    blocks
}

/// A table of keys on the page.
struct ShownTable {
    /// The maps that its comment names.
    maps: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    needed: bool,
}

fn key_tables() -> Vec<ShownTable> {
    let page = page();
    let mut tables = Vec::new();
    let mut lines = lines_of_prose(&page);
    while let Some(line) = lines.next() {
        let Some(maps) = line
            .strip_prefix("<!-- keys of ")
            .and_then(|rest| rest.strip_suffix(" -->"))
        else {
            continue;
        };
        let rows = lines
            .by_ref()
            .skip_while(|line| line.is_empty())
            .take_while(|line| line.starts_with('|'))
            .skip(2)
            .map(row)
            .collect();
        tables.push(ShownTable {
            maps: maps.split("; ").map(str::to_owned).collect(),
            rows,
        });
    }
    tables
}

/// ``| [`key`](#anchor) | yes | … |``
fn row(line: &str) -> Row {
    let mut cells = line.split('|').skip(1);
    let key = cells.next().unwrap_or_default().split('`').nth(1);
    Row {
        key: key.expect("a key in the first column").to_owned(),
        needed: cells.next().unwrap_or_default().trim() == "yes",
    }
}

/// The lines of the page that stand outside of blocks.
fn lines_of_prose(page: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    page.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        in_block ^= is_fence;
        !in_block && !is_fence
    })
}

/// The anchor that a heading is given where the page is rendered.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ => character.is_alphanumeric().then_some(character),
        })
        .collect()
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/spec-format.md");
    fs::read_to_string(&path).expect("docs/spec-format.md")
}
