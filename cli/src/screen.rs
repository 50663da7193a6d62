//! What reaches the terminal: the only place that writes to standard output and standard error.
//!
//! Standard output has what a command was asked for, standard error why there is none of it. Text
//! of specs passes through [`plain`], so that no spec can move the cursor or reorder a line.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use docwright_codegen::diagnostic::{Diagnostics, Format};

use crate::refusal::Refusal;

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On terminals, unless the environment says otherwise.
    #[value(help = None)]
    Auto,
    /// Everywhere.
    #[value(help = None)]
    Always,
    /// Nowhere.
    #[value(help = None)]
    Never,
}

/// Both streams, with colour as asked for.
pub(crate) struct Screen {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
}

impl Screen {
    pub(crate) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
        }
    }

    /// Writes text to standard output, as it is. A reader that has gone, as in `docwright check |
    /// head`, is no fault: the rest goes nowhere and the exit code is what it would have been.
    ///
    /// # Errors
    /// Any other failure to write, such as a full disk.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Refusal> {
        let written = self
            .out
            .write_all(text.as_bytes())
            .and_then(|()| self.out.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Refusal::new(format!(
                "cannot write to standard output: {error}"
            ))),
            _ => Ok(()),
        }
    }

    /// Writes faults to standard output.
    ///
    /// # Errors
    /// As [`Screen::print`].
    pub(crate) fn print_faults(
        &mut self,
        faults: &Diagnostics,
        format: Format,
    ) -> Result<(), Refusal> {
        // The stream takes the colour out again where there is to be none.
        self.print(&faults.render(format, true))
    }

    /// Writes faults to standard error: they are why there is no answer.
    pub(crate) fn report(&mut self, faults: &Diagnostics) {
        self.warn(&faults.render(Format::Text, true));
    }

    /// Writes to standard error why the call can't be answered.
    pub(crate) fn refuse(&mut self, refusal: &Refusal) {
        let mut text = format!(
            "\u{1b}[1;31merror\u{1b}[0m: {}\n",
            plain(&refusal.to_string())
        );
        for hint in refusal.hints() {
            text.push_str(&format!("  = help: {}\n", plain(hint)));
        }
        self.warn(&text);
    }

    /// Where standard error itself fails there is nobody left to tell.
    fn warn(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
        let _ = self.err.flush();
    }
}

/// Text in which a terminal obeys nothing but line breaks: control, bidirectional and other
/// characters without a shape of their own are written `\u{…}`.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '"' | '\'' | '\\' => out.push(character),
            other => out.extend(other.escape_debug()),
        }
    }
    out
}

/// A number with its noun: `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_line_breaks_alone() {
        assert_eq!(
            plain("a\u{1b}]0;x\u{7}\u{9b}\u{202e}\u{2028}\u{200b}\r\n\"é\" \\'"),
            "a\\u{1b}]0;x\\u{7}\\u{9b}\\u{202e}\\u{2028}\\u{200b}\\r\n\"é\" \\'"
        );
    }
}
