//! `docwright generate`: the client as files.

use std::io;
use std::path::PathBuf;

use docwright_codegen::output::Change;
use docwright_codegen::{Checked, Options};

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::{Screen, count, plain};
use crate::specs;

/// Writes the clients of specs as Rust files
#[derive(Debug, clap::Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folder of all specs, or folder of one API
    #[arg(default_value = "specs")]
    path: PathBuf,

    /// Folder that the files are written to; it is made if need be
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Writes nothing; names the files that differ and ends with 1 if there are any
    #[arg(long)]
    check: bool,

    /// An API to generate, may be repeated; every one by default
    #[arg(long = "api", value_name = "NAME")]
    apis: Vec<String>,
}

const LONG_ABOUT: &str = "\
Writes the clients of specs as Rust files: a `mod.rs`, and below it a folder for each API.

Only files that change are written. The folder holds what one call generates: files that an earlier one wrote and that \
are not part of this one are removed, those of APIs that were not asked for among them. Anything else in the folder is \
left alone.

Faults of specs go to standard error, and then nothing is written. A crate can do the same in its build script, without any file to commit.";

const EXAMPLES: &str = "\
Examples:
  docwright generate --out src/client            all of the folder `specs`
  docwright generate --out src/client --check    in CI: are the committed files up to date?
  docwright generate --out /tmp/shop --api shop  one API

Exit codes: 0 fine, 1 faults in specs or (with --check) files that differ, 2 wrong use";

/// Writes, or compares, the files of the clients.
///
/// # Errors
/// Specs that can't be read, an API that isn't there, files that can't be read or written.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    let Some(checked) = specs::check_folder(&args.path, screen)? else {
        return Ok(Verdict::Faults);
    };
    let options = Options {
        apis: chosen(&args.apis, &checked)?,
        ..Options::default()
    };
    let files = docwright_codegen::generate(&checked, &options);
    // The error names the file.
    let refused = |error: io::Error| Refusal::new(error.to_string());
    if args.check {
        let changes = files.check(&args.out).map_err(refused)?;
        return compared(&changes, files.len(), args, screen);
    }
    let changes = files.write(&args.out).map_err(refused)?;
    screen.print(&written(&changes, files.len(), args))?;
    Ok(Verdict::Fine)
}

/// The APIs to generate; `None` for every one.
fn chosen(names: &[String], checked: &Checked) -> Result<Option<Vec<String>>, Refusal> {
    if names.is_empty() {
        return Ok(None);
    }
    let known: Vec<String> = checked
        .apis()
        .iter()
        .map(|api| api.feature.clone())
        .collect();
    match names.iter().find(|name| !known.contains(name)) {
        None => Ok(Some(names.to_vec())),
        Some(name) => Err(Refusal::new(format!("there is no API `{name}`")).suggest(name, &known)),
    }
}

/// Names the files that differ.
fn compared(
    changes: &[Change],
    files: usize,
    args: &Args,
    screen: &mut Screen,
) -> Result<Verdict, Refusal> {
    let mut text = String::new();
    for change in changes {
        text.push_str(&format!("{change}\n"));
    }
    let files = count(files, "file");
    if changes.is_empty() {
        text.push_str(&format!("{files} in {:?}: up to date\n", args.out));
    } else {
        let differences = count(changes.len(), "difference");
        text.push_str(&format!(
            "{differences} in {:?}; without --check they are mended\n",
            args.out
        ));
    }
    screen.print(&plain(&text))?;
    Ok(if changes.is_empty() {
        Verdict::Fine
    } else {
        Verdict::Faults
    })
}

/// `12 files in "client": 3 written, 1 removed`.
fn written(changes: &[Change], files: usize, args: &Args) -> String {
    let removed = changes
        .iter()
        .filter(|change| matches!(change, Change::Stale(_)))
        .count();
    let written = changes.len() - removed;
    let done = match (written, removed) {
        (0, 0) => "up to date".to_owned(),
        (written, 0) => format!("{written} written"),
        (written, removed) => format!("{written} written, {removed} removed"),
    };
    plain(&format!(
        "{} in {:?}: {done}\n",
        count(files, "file"),
        args.out
    ))
}
