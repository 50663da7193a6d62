//! Reads a specs folder from disk: the one place of the core that touches files.
//!
//! Takes the folder as the user named it, gives [`Sources`] in which every file is named the same
//! way. Nothing outside of the folder is read, whatever links are in it.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::parse::MAX_BYTES;
use crate::source::Sources;

/// Why a specs folder could not be read.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    fault: ReadFault,
}

/// What went wrong at a path.
#[derive(Debug)]
enum ReadFault {
    Io(io::Error),
    NotUtf8 { offset: usize },
    NameNotUtf8,
    LeadsOut,
    LeadsBack,
}

/// Reads every `.yaml` and `.yml` file below `dir`, in the order of their names. Hidden files and
/// folders are passed over. Of a file larger than the bound of one spec, no more is read than shows
/// that it is.
///
/// # Errors
/// A folder or file that can't be opened, text that isn't UTF-8, and links that lead out of the
/// folder or back to a folder above them. The first one ends the reading.
pub fn read(dir: &Path) -> Result<Sources, ReadError> {
    let root = fs::canonicalize(dir).map_err(|error| ReadError::io(dir, error))?;
    let mut walk = Walk {
        shown: shown_root(dir),
        above: vec![root.clone()],
        root,
        sources: Sources::new(),
    };
    walk.folder(dir, "")?;
    Ok(walk.sources)
}

struct Walk {
    /// The specs folder with links resolved.
    root: PathBuf,
    /// The specs folder as messages name it, with a `/` behind it.
    shown: String,
    /// The folders that are being walked, from the root, with links resolved.
    above: Vec<PathBuf>,
    sources: Sources,
}

impl Walk {
    fn folder(&mut self, path: &Path, key: &str) -> Result<(), ReadError> {
        let listing = fs::read_dir(path).map_err(|error| ReadError::io(path, error))?;
        let mut names = Vec::new();
        for entry in listing {
            let entry = entry.map_err(|error| ReadError::io(path, error))?;
            names.push(entry.file_name());
        }
        names.sort();
        for name in names {
            let path = path.join(&name);
            let Some(name) = name.to_str() else {
                return Err(ReadError::new(&path, ReadFault::NameNotUtf8));
            };
            if !name.starts_with('.') {
                self.entry(&path, name, &format!("{key}{name}"))?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, name: &str, key: &str) -> Result<(), ReadError> {
        let kind = fs::symlink_metadata(path).map_err(|error| ReadError::io(path, error))?;
        let target = fs::canonicalize(path).map_err(|error| ReadError::io(path, error))?;
        if kind.is_symlink() && !target.starts_with(&self.root) {
            return Err(ReadError::new(path, ReadFault::LeadsOut));
        }
        if target.is_dir() {
            if self.above.contains(&target) {
                return Err(ReadError::new(path, ReadFault::LeadsBack));
            }
            self.above.push(target);
            self.folder(path, &format!("{key}/"))?;
            self.above.pop();
        } else if target.is_file() && (name.ends_with(".yaml") || name.ends_with(".yml")) {
            let text = read_text(path)?;
            self.sources.add(key, format!("{}{key}", self.shown), text);
        }
        Ok(())
    }
}

/// The text of a file, or its beginning if it is larger than the bound.
fn read_text(path: &Path) -> Result<String, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::io(path, error))?;
    // A few bytes more, so that a character that is cut at the end still leaves too many.
    let bound = u64::try_from(MAX_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(8);
    let mut bytes = Vec::new();
    file.take(bound)
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::io(path, error))?;
    String::from_utf8(bytes).or_else(|error| {
        let fault = error.utf8_error();
        let offset = fault.valid_up_to();
        if offset > MAX_BYTES && fault.error_len().is_none() {
            let mut bytes = error.into_bytes();
            bytes.truncate(offset);
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        Err(ReadError::new(path, ReadFault::NotUtf8 { offset }))
    })
}

fn shown_root(dir: &Path) -> String {
    let shown = dir.display().to_string();
    if shown.is_empty() || shown.ends_with(['/', std::path::MAIN_SEPARATOR]) {
        shown
    } else {
        format!("{shown}/")
    }
}

impl ReadError {
    fn new(path: &Path, fault: ReadFault) -> Self {
        Self {
            path: path.to_owned(),
            fault,
        }
    }

    fn io(path: &Path, error: io::Error) -> Self {
        Self::new(path, ReadFault::Io(error))
    }

    /// The file or folder at fault.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A path is quoted as Debug does: it may hold what a terminal would obey.
        write!(f, "cannot read {:?}: ", self.path)?;
        match &self.fault {
            ReadFault::Io(error) => write!(f, "{error}"),
            ReadFault::NotUtf8 { offset } => {
                write!(f, "the text is not UTF-8 from byte {offset} on")
            }
            ReadFault::NameNotUtf8 => f.write_str("its name is not UTF-8"),
            ReadFault::LeadsOut => f.write_str("the link leads out of the specs folder"),
            ReadFault::LeadsBack => f.write_str("the link leads back to a folder above it"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            ReadFault::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        let kind = match &error.fault {
            ReadFault::Io(inner) => inner.kind(),
            _ => io::ErrorKind::InvalidData,
        };
        io::Error::new(kind, error)
    }
}
