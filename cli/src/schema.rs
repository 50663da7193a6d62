//! `docwright schema`: JSON Schema of both kinds of file, for editors.
//!
//! The keys come from the tables that the parser itself looks into, and what an editor shows
//! beside a key is the line that `docs/spec-format.md` has for it.

mod shape;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use docwright_codegen::{Holds, KeyTable, known_keys};
use serde_json::{Map, Value, json};

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::Screen;

/// The description of the language, whose tables say what each key means.
const PAGE: &str = include_str!("../../docs/spec-format.md");

const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// Writes JSON Schemas of `api.yaml` and of endpoint files, so that editors complete and check
#[derive(Debug, clap::Args)]
#[command(
    long_about = LONG_ABOUT,
    after_help = EXAMPLES,
)]
pub(crate) struct Args {
    /// Folder of all specs; the schemas go to its folder `.schema`
    #[arg(default_value = "specs")]
    specs: PathBuf,

    /// Writes nothing, and ends with 1 if a schema is missing or of another version
    #[arg(long)]
    check: bool,

    /// Prints one schema in place of writing both
    #[arg(long, value_name = "KIND", conflicts_with = "check")]
    print: Option<Kind>,
}

const LONG_ABOUT: &str = "\
Writes JSON Schemas of `api.yaml` and of endpoint files, so that editors complete and check.

Editors with a language server for YAML find them by the first line of a spec:

  # yaml-language-server: $schema=../.schema/api.json         of an api.yaml
  # yaml-language-server: $schema=../.schema/endpoint.json    of an endpoint; with ../../ in a group

The schemas know keys, words and shapes. What depends on other lines, `docwright check` finds.";

const EXAMPLES: &str = "\
Examples:
  docwright schema                     specs/.schema/api.json and specs/.schema/endpoint.json
  docwright schema --check             for CI: whether they are those of this program
  docwright schema --print endpoint    to standard output

Exit codes: 0 done, 1 a schema is missing or old (with --check), 2 wrong use";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Api,
    Endpoint,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Api, Self::Endpoint];

    fn file(self) -> &'static str {
        match self {
            Self::Api => "api.json",
            Self::Endpoint => "endpoint.json",
        }
    }

    /// The map that a file of this kind is.
    fn map(self) -> &'static str {
        match self {
            Self::Api => "`api.yaml`",
            Self::Endpoint => "an endpoint file",
        }
    }
}

/// Writes, compares or prints.
///
/// # Errors
/// A file can't be read or written.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    if let Some(kind) = args.print {
        screen.print(&text(kind))?;
        return Ok(Verdict::Fine);
    }
    if !args.specs.is_dir() {
        return Err(Refusal::new(format!("{:?} is no folder", args.specs))
            .help("name the folder that holds your specs, or run in the folder above `specs`"));
    }
    let folder = args.specs.join(".schema");
    let mut verdict = Verdict::Fine;
    for kind in Kind::ALL {
        let path = folder.join(kind.file());
        let text = text(kind);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        if args.check {
            verdict = Verdict::Faults;
            screen.print(&format!("{} is missing or old\n", path.display()))?;
            continue;
        }
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Refusal::new(format!("cannot write {path:?}: {error}")))?;
        screen.print(&format!("{}\n", path.display()))?;
    }
    Ok(verdict)
}

fn text(kind: Kind) -> String {
    format!("{:#}\n", schema(kind))
}

/// The schema of one kind of file, whole in itself.
fn schema(kind: Kind) -> Value {
    let meanings = meanings();
    let mut definitions: Map<String, Value> = known_keys()
        .iter()
        .map(|table| (name(table.map), of_table(table, &meanings)))
        .collect();
    definitions.extend(shape::definitions());
    json!({
        "$schema": DIALECT,
        "title": format!("Docwright: {}", kind.map().trim_matches('`')),
        "$ref": reference(kind.map()),
        "definitions": definitions,
    })
}

fn of_table(table: &KeyTable, meanings: &BTreeMap<(String, String), String>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in table.keys {
        let mut property = match key.holds {
            Holds::Text => shape::text(),
            Holds::Day => json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
            Holds::Flag => json!({ "type": "boolean" }),
            Holds::Other => shape::of_key(table.map, key.name).unwrap_or_else(|| json!({})),
        };
        let meaning = meanings.get(&(table.map.to_owned(), key.name.to_owned()));
        if let (Some(meaning), Some(property)) = (meaning, property.as_object_mut()) {
            property.insert("description".to_owned(), json!(meaning));
        }
        if key.required {
            required.push(key.name);
        }
        if key.may_be_optional {
            properties.insert(format!("{}?", key.name), property.clone());
        }
        properties.insert(key.name.to_owned(), property);
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if let Some(schema) = schema.as_object_mut()
        && !required.is_empty()
    {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

/// What each key of each map means: the last column of the tables of keys.
fn meanings() -> BTreeMap<(String, String), String> {
    let mut meanings = BTreeMap::new();
    let mut maps: Vec<&str> = Vec::new();
    for line in PAGE.lines() {
        if let Some(named) = line.strip_prefix("<!-- keys of ") {
            maps = named.trim_end_matches(" -->").split("; ").collect();
        } else if line.starts_with('#') {
            maps.clear();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let [_, key, _, .., ""] = cells.as_slice()
            && let Some(key) = key.split('`').nth(1)
        {
            let meaning = cells.get(3..cells.len() - 1).unwrap_or_default().join("|");
            for map in &maps {
                meanings.insert(((*map).to_owned(), key.to_owned()), meaning.clone());
            }
        }
    }
    meanings
}

/// The name of a map's definition: `` `api.yaml` `` is `api_yaml`.
fn name(map: &str) -> String {
    let words: Vec<&str> = map
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}

fn reference(map: &str) -> String {
    format!("#/definitions/{}", name(map))
}
