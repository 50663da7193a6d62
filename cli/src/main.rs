//! The `docwright` program: one file per command, and what they share.
//!
//! Commands are callers of the libraries like any other. They give a [`Verdict`] or refuse the
//! call; here that becomes an exit code.

mod check;
mod dump;
mod explain;
mod fmt;
mod generate;
mod mock;
mod refusal;
mod schema;
mod screen;
mod specs;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::screen::{Color, Screen};

/// Turns the documentation pages of HTTP endpoints, transcribed to YAML, into typed Rust clients.
#[derive(Debug, Parser)]
#[command(version, term_width = 100, after_help = EXIT_CODES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to colour what is printed; `auto` also respects NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Generate(generate::Args),
    Fmt(fmt::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Dump(dump::Args),
    Mock(mock::Args),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  faults in specs, or files that differ under `--check`
  2  wrong use: an unknown flag or name, a path that can't be read or written";

/// How a command ended that did what it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Exit code 0.
    Fine,
    /// Exit code 1: the specs, or the files made from them, are at fault.
    Faults,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut screen = Screen::new(cli.color);
    let ended = match &cli.command {
        Command::Check(args) => check::run(args, &mut screen),
        Command::Generate(args) => generate::run(args, &mut screen),
        Command::Fmt(args) => fmt::run(args, &mut screen),
        Command::Explain(args) => explain::run(args, &mut screen),
        Command::Schema(args) => schema::run(args, &mut screen),
        Command::Dump(args) => dump::run(args, &mut screen),
        Command::Mock(args) => mock::run(args, &mut screen),
    };
    match ended {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Faults) => ExitCode::from(1),
        Err(refusal) => {
            screen.refuse(&refusal);
            ExitCode::from(2)
        }
    }
}
