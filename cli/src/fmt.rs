//! `docwright fmt`: one layout for all specs.

mod layout;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use docwright_codegen::diagnostic::{Code, Report};
use docwright_codegen::source::FileId;

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::{Screen, count};
use crate::specs;

/// Writes specs anew in one layout; what they say stays the same
#[derive(Debug, clap::Args)]
#[command(
    long_about = LONG_ABOUT,
    after_help = EXAMPLES,
)]
pub(crate) struct Args {
    /// Folder of all specs, folder of one API, or one file of it
    #[arg(default_value = "specs")]
    path: PathBuf,

    /// Writes nothing, and ends with 1 if a file would change
    #[arg(long)]
    check: bool,
}

const LONG_ABOUT: &str = "\
Writes specs anew in one layout; what they say stays the same.

Two spaces a level, lists below their key, one empty line at most, and no line longer than 120 characters where a map or \
list in brackets can be broken. Comments, quotes, block texts and the order of keys are kept.

A file that isn't YAML as specs want it is left alone, and its faults are shown.";

const EXAMPLES: &str = "\
Examples:
  docwright fmt                          the folder `specs`
  docwright fmt specs/shop/order.yaml    one file
  docwright fmt --check                  for CI: names the files that would change

Exit codes: 0 done, 1 files that can't be read as YAML (or, with --check, that would change), 2 wrong use";

/// Faults of the text itself, beyond which there is no layout to speak of.
const UNREADABLE: [Code; 8] = [
    Code::YamlSyntax,
    Code::DuplicateKey,
    Code::YamlAnchor,
    Code::YamlTag,
    Code::TooDeep,
    Code::FileTooLarge,
    Code::MisplacedFile,
    Code::MissingApiFile,
];

/// Lays out what PATH names.
///
/// # Errors
/// Nothing could be read, or a file couldn't be written.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    let specs = specs::read(&args.path)?;
    let unreadable = match docwright_codegen::check(specs.sources.clone()) {
        Ok(_) => Report::new().finish(specs.sources.clone()),
        Err(faults) => {
            let mut report = Report::new();
            for fault in faults
                .iter()
                .filter(|fault| UNREADABLE.contains(&fault.code))
            {
                report.push(fault.clone());
            }
            specs.of_part(&report.finish(specs.sources.clone()))
        }
    };
    let left_alone: BTreeSet<FileId> = unreadable
        .iter()
        .map(|fault| fault.primary.span.file)
        .collect();
    screen.report(&unreadable);
    let mut changed = 0;
    for (id, file) in specs.sources.iter() {
        if !specs.is_part(id) || left_alone.contains(&id) {
            continue;
        }
        let laid_out = layout::format(file.text()).ok_or_else(|| {
            Refusal::new(format!(
                "the layout of {:?} can't be changed without changing what it says",
                file.path()
            ))
            .help("this is a fault of docwright; the file is as it was")
        })?;
        if laid_out == file.text() {
            continue;
        }
        changed += 1;
        if !args.check {
            fs::write(file.path(), &laid_out).map_err(|error| {
                Refusal::new(format!("cannot write {:?}: {error}", file.path()))
            })?;
        }
        screen.print(&format!("{}\n", file.path()))?;
    }
    let verb = if args.check {
        "would change"
    } else {
        "changed"
    };
    screen.print(&format!(
        "{changed} of {} {verb}\n",
        count(specs.files(), "file")
    ))?;
    Ok(if !left_alone.is_empty() || (args.check && changed > 0) {
        Verdict::Faults
    } else {
        Verdict::Fine
    })
}
