//! Pages of the docs, as tests read them: their fenced blocks, and the specs that these make up.

use std::collections::BTreeMap;

use docwright_codegen::Sources;

/// A fenced block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The language that its first line names.
    pub language: String,
    /// What follows the language there.
    pub marker: String,
    /// Number of its first line of text, from 1.
    pub line: usize,
    /// Its lines, with their ends.
    pub text: String,
}

/// Every fenced block of a page, in its order.
#[must_use]
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let (language, marker) = info.split_once(' ').unwrap_or((info, ""));
        blocks.push(Block {
            language: language.to_owned(),
            marker: marker.trim().to_owned(),
            line: number + 1,
            text: lines
                .by_ref()
                .map(|(line, _)| line)
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect(),
        });
    }
    blocks
}

/// The files that a page shows whole, by folder and name: blocks of YAML whose marker is `<folder>/<file>`.
///
/// # Panics
///
/// If a page shows one file twice.
#[must_use]
pub fn files(page: &str) -> BTreeMap<String, BTreeMap<String, Block>> {
    let mut folders: BTreeMap<String, BTreeMap<String, Block>> = BTreeMap::new();
    for block in blocks(page) {
        let Some((folder, file)) = block.marker.split_once('/') else {
            continue;
        };
        if block.language == "yaml" {
            let files = folders.entry(folder.to_owned()).or_default();
            let former = files.insert(file.to_owned(), block.clone());
            assert!(former.is_none(), "two blocks are `{}`", block.marker);
        }
    }
    folders
}

/// The specs that a page shows whole. Faults in them name the page and the line at which a file begins.
#[must_use]
pub fn sources(name: &str, page: &str) -> Sources {
    let mut sources = Sources::new();
    for (folder, files) in files(page) {
        for (file, block) in files {
            let shown = format!("{name}, line {}: {folder}/{file}", block.line);
            sources.add(format!("{folder}/{file}"), shown, block.text);
        }
    }
    sources
}
