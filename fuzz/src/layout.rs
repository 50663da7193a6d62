//! The layout that `docwright fmt` gives to specs. The program has no library, so its files are read
//! here.

#[path = "../../cli/src/fmt/layout.rs"]
mod printer;
#[path = "../../cli/src/fmt/tree.rs"]
mod tree;

/// A text in the one layout; `None` if it can't be read, or would come to say something else.
pub(crate) fn format(text: &str) -> Option<String> {
    printer::format(text)
}
