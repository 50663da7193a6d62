//! `docwright explain`: what a fault means, at length.
//!
//! The texts are `docs/diagnostics.md`: one section per code, its heading the code.

use docwright_codegen::diagnostic::Code;

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::Screen;

/// Where all texts stand.
const PAGE: &str = include_str!("../../docs/diagnostics.md");

/// Explains a fault: why it is one, a spec that has it, and the same spec without it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The code in the brackets of a message; all codes are listed without it
    code: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  docwright explain                         every code, a line each
  docwright explain overlapping-outcomes    one of them, at length

Exit codes: 0 explained, 2 wrong use";

/// Shows the section of a code, or the first sentence of each.
///
/// # Errors
/// There is no such code, or nothing could be written.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    match &args.code {
        None => {
            let width = Code::ALL
                .iter()
                .map(|code| code.as_str().len())
                .max()
                .unwrap_or_default();
            for code in Code::ALL {
                let name = code.as_str();
                let first =
                    section(name).and_then(|text| text.lines().find(|line| !line.is_empty()));
                screen.print(&format!("{name:width$}  {}\n", first.unwrap_or_default()))?;
            }
        }
        Some(given) => {
            // As it is copied from a message: `error[unknown-key]`.
            let name = given
                .trim_start_matches("error")
                .trim_start_matches("warning")
                .trim_matches(['[', ']', ':']);
            let Some(text) = section(name) else {
                let known: Vec<String> = Code::ALL
                    .iter()
                    .map(|code| code.as_str().to_owned())
                    .collect();
                return Err(
                    Refusal::new(format!("`{name}` is no code of a fault")).suggest(name, &known)
                );
            };
            screen.print(&format!("{name}\n\n{}", without_fences(text)))?;
        }
    }
    Ok(Verdict::Fine)
}

/// What stands below the heading of a code.
fn section(code: &str) -> Option<&'static str> {
    let begin = PAGE.find(&format!("\n## `{code}`\n"))?;
    let text = PAGE.get(begin..)?.split_once("`\n")?.1;
    let end = text.find("\n## ").unwrap_or(text.len());
    text.get(..end).map(str::trim)
}

/// Samples are indented where a page has fences around them.
fn without_fences(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_sample = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_sample = !in_sample;
            continue;
        }
        if in_sample && !line.is_empty() {
            out.push_str("    ");
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{PAGE, section};
    use docwright_codegen::diagnostic::Code;

    #[test]
    fn every_code_has_a_section_and_every_section_a_code() {
        for code in Code::ALL {
            assert!(section(code.as_str()).is_some(), "{}", code.as_str());
        }
        let headings = PAGE.lines().filter(|line| line.starts_with("## `")).count();
        assert_eq!(headings, Code::ALL.len());
    }
}
