//! `docwright check`: every fault of the specs.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueEnum;
use docwright_codegen::diagnostic::{self, Severity};
use docwright_codegen::{Checked, Diagnostics};

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::{Screen, count};
use crate::specs::{self, Specs};

/// Reads specs and shows every fault, examples that don't fit included
#[derive(Debug, clap::Args)]
#[command(
    long_about = LONG_ABOUT,
    after_help = EXAMPLES,
)]
pub(crate) struct Args {
    /// Folder of all specs, folder of one API, or one file of it
    #[arg(default_value = "specs")]
    path: PathBuf,

    /// `text` has excerpts and a summary, `short` a line per fault, `json` an object per line
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Ends with 1 on warnings too
    #[arg(long)]
    deny_warnings: bool,
}

const LONG_ABOUT: &str = "\
Reads specs and shows every fault, examples that don't fit included.

An endpoint means nothing without its `api.yaml`. So the faults of a file and of the `api.yaml` beside it are shown. Other \
files of the folder are looked at as far as the file has to do with them, such as one of the same name: what is wrong in \
them alone, and in `api.yaml` by what they use of it, is left to a check of the folder. The last line says so.

Faults go to standard output in every format: they are what was asked for.";

const EXAMPLES: &str = "\
Examples:
  docwright check                          the folder `specs`
  docwright check specs/shop               one API
  docwright check specs/shop/order.yaml    one endpoint
  docwright check --format short           for editors: file:line:column: error[code]: message
  docwright check --format json            for programs: one JSON object per line

Exit codes: 0 no errors, 1 errors (or warnings, with --deny-warnings), 2 wrong use";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Short,
    Json,
}

/// Shows the faults of what PATH names.
///
/// # Errors
/// Nothing could be read, or nothing written.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    let specs = specs::read(&args.path)?;
    let (faults, counts) = found(&specs);
    screen.print_faults(&faults, args.format.into())?;
    if args.format == Format::Text {
        screen.print(&summary(&specs, &faults, &counts))?;
    }
    let denied = faults.has_errors() || (args.deny_warnings && !faults.is_empty());
    Ok(if denied {
        Verdict::Faults
    } else {
        Verdict::Fine
    })
}

/// What there is beside the faults.
struct Counts {
    /// Endpoints and their examples; `None` where faults left nothing to count.
    fine: Option<(usize, usize)>,
    /// What is said of the files that weren't asked for.
    elsewhere: Option<String>,
}

/// The faults of what was asked for. One endpoint is checked by itself if that tells them all.
fn found(specs: &Specs) -> (Diagnostics, Counts) {
    let key = specs.endpoint();
    if let Some(found) = key.and_then(|key| docwright_codegen::check_file(&specs.sources, key)) {
        let is_alone = specs.sources.len() == specs.files();
        let counts = Counts {
            fine: found.examples.map(|examples| (1, examples)),
            elsewhere: (!is_alone).then(|| "the other files weren't checked".to_owned()),
        };
        return (found.faults, counts);
    }
    let checked = docwright_codegen::check(specs.sources.clone());
    let all = match &checked {
        Ok(checked) => checked.warnings(),
        Err(faults) => faults,
    };
    let faults = specs.of_part(all);
    let elsewhere = all.len() - faults.len();
    let counts = Counts {
        fine: checked.as_ref().ok().map(|checked| counted(specs, checked)),
        elsewhere: (elsewhere > 0).then(|| format!("{} in other files", count(elsewhere, "fault"))),
    };
    (faults, counts)
}

/// The last line: `2 errors in 1 of 7 files`, or `7 files, 5 endpoints, 14 examples: fine`.
fn summary(specs: &Specs, faults: &Diagnostics, counts: &Counts) -> String {
    let files = count(specs.files(), "file");
    let mut line = if !faults.is_empty() {
        let places: BTreeSet<_> = faults.iter().map(|fault| fault.primary.span.file).collect();
        format!("{} in {} of {files}", severities(faults), places.len())
    } else if let Some((endpoints, examples)) = counts.fine {
        let endpoints = count(endpoints, "endpoint");
        format!("{files}, {endpoints}, {}: fine", count(examples, "example"))
    } else {
        format!("{files}: fine")
    };
    if let Some(elsewhere) = &counts.elsewhere {
        line.push_str(&format!(" ({elsewhere})"));
    }
    line.push('\n');
    line
}

/// How many endpoints were asked for, and how many examples they have.
fn counted(specs: &Specs, checked: &Checked) -> (usize, usize) {
    let endpoints = checked.apis().iter().flat_map(|api| &api.endpoints);
    let own = endpoints.filter(|endpoint| specs.includes(&endpoint.key));
    own.fold((0, 0), |(endpoints, examples), endpoint| {
        (endpoints + 1, examples + endpoint.examples.len())
    })
}

/// `2 errors, 1 warning`.
fn severities(faults: &Diagnostics) -> String {
    [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(|severity| {
            let number = faults
                .iter()
                .filter(|fault| fault.code.severity() == severity)
                .count();
            (number > 0).then(|| count(number, severity.as_str()))
        })
        .collect::<Vec<_>>()
        .join(", ")
}

impl From<Format> for diagnostic::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Short => Self::Short,
            Format::Json => Self::Json,
        }
    }
}
