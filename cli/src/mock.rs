//! `docwright mock`: a server that answers with the documented examples.

use std::fmt::Write as _;
use std::path::PathBuf;

use docwright_codegen::Checked;
use docwright_mock::{Mock, header};

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::{Screen, plain};
use crate::specs;

/// Serves the documented examples on loopback until Ctrl-C
#[derive(Debug, clap::Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folder of all specs, or folder of one API
    #[arg(default_value = "specs")]
    path: PathBuf,

    /// Port of 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
}

const LONG_ABOUT: &str = "\
Serves the documented examples on 127.0.0.1 until Ctrl-C, and prints the base URL of each API.

A documented request gets the response that is documented with it. Headers of the request ask for another one. Anything \
undocumented is refused with a status of 4xx and a text that says what differs. It is for tests and trials, with the \
credentials that pages print.";

const EXAMPLES: &str = "\
Examples:
  docwright mock                               the folder `specs`, a free port
  docwright mock specs/shop --port 8080
  curl -H 'x-docwright-outcome: Refused' http://127.0.0.1:8080/shop/orders

Exit codes: 0 fine, 1 faults in specs, 2 wrong use or a port that is taken";

/// Serves until the process is ended.
///
/// # Errors
/// Specs that can't be read, a port that can't be had.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    let Some(checked) = specs::check_folder(&args.path, screen)? else {
        return Ok(Verdict::Faults);
    };
    let mock = Mock::start_on(&checked, args.port).map_err(|error| {
        Refusal::new(format!(
            "cannot listen on port {} of 127.0.0.1: {error}",
            args.port
        ))
    })?;
    screen.print(&greeting(&mock, &checked))?;
    mock.wait();
    Ok(Verdict::Fine)
}

/// Where each API is, and how to choose an answer.
fn greeting(mock: &Mock, checked: &Checked) -> String {
    let width = checked
        .apis()
        .iter()
        .map(|api| api.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for api in checked.apis() {
        let url = mock.base_url(&api.name);
        // Writing to a String can't fail.
        let _ = writeln!(text, "{:width$}  {}", plain(&api.name), plain(&url));
    }
    text.push_str("\nA request that no example shows, or another answer? Say so in a header:\n");
    for (name, meaning) in [
        (header::EXAMPLE, "name of an example"),
        (header::OUTCOME, "name of an outcome"),
        (header::STATUS, "status, where the page gives none"),
    ] {
        let _ = writeln!(text, "  {name}: <{meaning}>");
    }
    text.push_str("Ctrl-C ends it.\n");
    text
}
