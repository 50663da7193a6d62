//! Reads a specs folder from disk: the one place of the core that touches files.
//!
//! Takes the folder as the user named it, gives [`Sources`] in which every file is named the same
//! way. Nothing outside of the folder is read, whatever links are in it.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::source::MAX_BYTES;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (key, bytes) in files {
            let path = dir.path().join(key);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        dir
    }

    fn keys(sources: &Sources) -> Vec<&str> {
        sources.iter().map(|(_, file)| file.key()).collect()
    }

    #[test]
    fn specs_are_sorted_and_named_as_the_user_named_the_folder() {
        let dir = folder(&[
            ("b/api.yaml", b"title: B"),
            ("a/z.yaml", b""),
            ("a/api.yaml", b""),
            ("a/group/c.yaml", b""),
            ("a/old.yml", b""),
            ("a/page.html", b"\xff"),
            ("a/.draft.yaml", b"\xff"),
            (".git/x.yaml", b"\xff"),
            ("top.yaml", b""),
        ]);
        let sources = read(dir.path()).unwrap();
        assert_eq!(
            keys(&sources),
            [
                "a/api.yaml",
                "a/group/c.yaml",
                "a/old.yml",
                "a/z.yaml",
                "b/api.yaml",
                "top.yaml"
            ]
        );
        let (_, last) = sources.iter().nth(4).unwrap();
        assert_eq!(last.path(), format!("{}/b/api.yaml", dir.path().display()));
        assert_eq!(last.text(), "title: B");
        let slashed = PathBuf::from(format!("{}/", dir.path().display()));
        let again = read(&slashed).unwrap();
        assert!(
            sources
                .iter()
                .zip(again.iter())
                .all(|(one, other)| one == other)
        );
    }

    #[test]
    fn text_that_is_not_utf8_is_named_with_its_place() {
        let dir = folder(&[("a/b.yaml", b"title: \xe9t\xe9")]);
        let error = read(dir.path()).unwrap_err();
        assert_eq!(error.path(), dir.path().join("a/b.yaml"));
        assert!(
            error
                .to_string()
                .ends_with("the text is not UTF-8 from byte 7 on"),
            "{error}"
        );
    }

    #[test]
    fn a_folder_that_is_not_there() {
        let dir = folder(&[]);
        let error = io::Error::from(read(&dir.path().join("specs")).unwrap_err());
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(error.to_string().contains("specs"), "{error}");
    }

    #[test]
    fn of_a_file_beyond_the_bound_the_beginning_is_read() {
        for sign in ["#", "\u{e9}", "\u{20ac}", "\u{1f600}"] {
            let text = format!("# {}", sign.repeat((MAX_BYTES + 64) / sign.len()));
            let dir = folder(&[("a/b.yaml", text.as_bytes())]);
            let sources = read(dir.path()).unwrap();
            let (_, file) = sources.iter().next().unwrap();
            assert!(file.text().len() > MAX_BYTES, "{sign}");
            assert!(file.text().len() <= MAX_BYTES + 8, "{sign}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside_the_folder() {
        use std::os::unix::fs::symlink;

        let outside = folder(&[("secret.yaml", b"title: S"), ("folder/x.yaml", b"")]);
        for target in ["secret.yaml", "folder"] {
            let dir = folder(&[("a/api.yaml", b"")]);
            symlink(outside.path().join(target), dir.path().join("a/link.yaml")).unwrap();
            let error = read(dir.path()).unwrap_err();
            assert!(
                error.to_string().ends_with("leads out of the specs folder"),
                "{error}"
            );
        }

        let dir = folder(&[("a/api.yaml", b"title: A")]);
        symlink(dir.path().join("a/api.yaml"), dir.path().join("a/b.yaml")).unwrap();
        assert_eq!(keys(&read(dir.path()).unwrap()), ["a/api.yaml", "a/b.yaml"]);

        symlink(dir.path(), dir.path().join("a/up")).unwrap();
        let error = read(dir.path()).unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("leads back to a folder above it"),
            "{error}"
        );
    }
}
