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

An endpoint means nothing without its `api.yaml`. So a file's whole folder is read, and the faults of that file and of the \
`api.yaml` beside it are shown.

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
    let checked = docwright_codegen::check(specs.sources.clone());
    let all = match &checked {
        Ok(checked) => checked.warnings(),
        Err(faults) => faults,
    };
    let faults = specs.of_part(all);
    screen.print_faults(&faults, args.format.into())?;
    if args.format == Format::Text {
        let elsewhere = all.len() - faults.len();
        screen.print(&summary(&specs, &faults, elsewhere, checked.as_ref().ok()))?;
    }
    let denied = faults.has_errors() || (args.deny_warnings && !faults.is_empty());
    Ok(if denied {
        Verdict::Faults
    } else {
        Verdict::Fine
    })
}

/// The last line: `2 errors in 1 of 7 files`, or `7 files, 5 endpoints, 14 examples: fine`.
fn summary(
    specs: &Specs,
    faults: &Diagnostics,
    elsewhere: usize,
    checked: Option<&Checked>,
) -> String {
    let files = specs.files();
    let mut line = if faults.is_empty() {
        format!("{}: fine", counted(specs, checked))
    } else {
        let places: BTreeSet<_> = faults.iter().map(|fault| fault.primary.span.file).collect();
        let (at, files) = (places.len(), count(files, "file"));
        format!("{} in {at} of {files}", severities(faults))
    };
    if elsewhere > 0 {
        line.push_str(&format!(" ({} in other files)", count(elsewhere, "fault")));
    }
    line.push('\n');
    line
}

/// `7 files, 5 endpoints, 14 examples`. Files alone where faults of others left nothing to count.
fn counted(specs: &Specs, checked: Option<&Checked>) -> String {
    let files = count(specs.files(), "file");
    let Some(checked) = checked else {
        return files;
    };
    let endpoints: Vec<_> = checked
        .apis()
        .iter()
        .flat_map(|api| &api.endpoints)
        .filter(|endpoint| specs.includes(&endpoint.key))
        .collect();
    let examples = endpoints
        .iter()
        .map(|endpoint| endpoint.examples.len())
        .sum();
    format!(
        "{files}, {}, {}",
        count(endpoints.len(), "endpoint"),
        count(examples, "example")
    )
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
