//! Generated files: in memory, compared with a folder, and written to it only where they differ.
//!
//! Everything stays below the folder. A list of what was written lies beside the files, so that
//! those of a removed endpoint go with it and nothing that a person wrote is ever touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Name of the list of the files that are ours.
const MANIFEST: &str = ".docwright";

/// Generated files by their path below the output folder, with `/` between the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    texts: BTreeMap<String, String>,
}

/// One difference between what would be generated and what a folder holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The file isn't there.
    Missing(String),
    /// The file says something else.
    Differs(String),
    /// The file was generated once and isn't any more.
    Stale(String),
}

impl Files {
    /// Every path with its text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    pub(crate) fn insert(&mut self, path: impl Into<String>, text: String) {
        self.texts.insert(path.into(), text);
    }

    /// What [`write`](Self::write) would change in a folder, sorted by kind and path.
    ///
    /// # Errors
    /// A file that is there but can't be read, and whatever [`write`](Self::write) refuses.
    pub fn check(&self, dir: &Path) -> io::Result<Vec<Change>> {
        let mut changes = Vec::new();
        let owned = read_manifest(dir)?;
        for (path, text) in &self.texts {
            let target = resolve(dir, path)?;
            match read(&target)? {
                None => changes.push(Change::Missing(path.clone())),
                Some(found) if found == text.as_bytes() => {}
                Some(found) => {
                    refuse_foreign(&target, path, &owned, &found)?;
                    changes.push(Change::Differs(path.clone()));
                }
            }
        }
        for path in owned.difference(&self.paths()) {
            if read(&resolve(dir, path)?)?.is_some() {
                changes.push(Change::Stale(path.clone()));
            }
        }
        changes.sort();
        Ok(changes)
    }

    /// Brings a folder up to date and says what was changed. Files that say the right thing are
    /// left alone, with their time of change; others are written beside their place and renamed
    /// into it, so that no reader ever sees half a file.
    ///
    /// # Errors
    /// A folder or file that can't be written; a symbolic link in the way; a file that is there
    /// but was not generated; a name with other characters than `a-z`, `0-9`, `_`, `.` and `/`.
    pub fn write(&self, dir: &Path) -> io::Result<Vec<Change>> {
        let changes = self.check(dir)?;
        if changes.is_empty() && read_manifest(dir)? == self.paths() {
            return Ok(changes);
        }
        refuse_link(dir)?;
        fs::create_dir_all(dir).map_err(|error| at(dir, &error))?;
        // Old and new names until all is done: a run that is cut short leaves nothing unowned.
        let mut owned = read_manifest(dir)?;
        owned.extend(self.paths());
        write_manifest(dir, &owned)?;
        for change in &changes {
            match change {
                Change::Missing(path) | Change::Differs(path) => {
                    let text = self.get(path).unwrap_or_default();
                    replace(&resolve(dir, path)?, text)?;
                }
                Change::Stale(path) => remove(dir, path)?,
            }
        }
        write_manifest(dir, &self.paths())?;
        Ok(changes)
    }

    fn paths(&self) -> BTreeSet<String> {
        self.texts.keys().cloned().collect()
    }
}

impl Change {
    /// The file, below the output folder.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing(path) | Self::Differs(path) | Self::Stale(path) => path,
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = match self {
            Self::Missing(_) => "missing",
            Self::Differs(_) => "differs",
            Self::Stale(_) => "stale",
        };
        write!(f, "{word}: {}", self.path())
    }
}

/// Where a file goes: below the folder, through folders only.
fn resolve(dir: &Path, path: &str) -> io::Result<PathBuf> {
    let is_valid = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .chars()
                .all(|character| matches!(character, 'a'..='z' | '0'..='9' | '_' | '.'))
    };
    if !path.split('/').all(is_valid) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("`{}` is no name for a generated file", path.escape_debug()),
        ));
    }
    let mut target = dir.to_owned();
    refuse_link(&target)?;
    for part in path.split('/') {
        target.push(part);
        refuse_link(&target)?;
    }
    Ok(target)
}

/// A link could lead out of the folder.
fn refuse_link(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{} is a symbolic link", path.display()),
        )),
        _ => Ok(()),
    }
}

/// What was not generated belongs to somebody.
fn refuse_foreign(
    target: &Path,
    path: &str,
    owned: &BTreeSet<String>,
    found: &[u8],
) -> io::Result<()> {
    if owned.contains(path) || found.starts_with(b"// @generated by docwright") {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!("{} is there and was not generated", target.display()),
    ))
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, &error)),
    }
}

fn read_manifest(dir: &Path) -> io::Result<BTreeSet<String>> {
    let path = dir.join(MANIFEST);
    refuse_link(&path)?;
    let text = read(&path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    Ok(text.lines().map(str::to_owned).collect())
}

fn write_manifest(dir: &Path, owned: &BTreeSet<String>) -> io::Result<()> {
    let mut text = String::new();
    for path in owned {
        text.push_str(path);
        text.push('\n');
    }
    let path = dir.join(MANIFEST);
    if read(&path)?.as_deref() == Some(text.as_bytes()) {
        return Ok(());
    }
    replace(&path, &text)
}

/// Writes beside the place and renames. The name holds the process, so that two runs at once
/// don't meet.
fn replace(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}", std::process::id()));
    let written = write_new(&temporary, text).and_then(|()| fs::rename(&temporary, target));
    if let Err(error) = written {
        // The first error is the one to tell; the file may not even be there.
        let _ = fs::remove_file(&temporary);
        return Err(at(target, &error));
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(text.as_bytes())
}

fn remove(dir: &Path, path: &str) -> io::Result<()> {
    let target = resolve(dir, path)?;
    fs::remove_file(&target).map_err(|error| at(&target, &error))?;
    let mut folder = target.parent();
    while let Some(path) = folder.filter(|path| *path != dir) {
        // A folder that isn't empty stays.
        if fs::remove_dir(path).is_err() {
            break;
        }
        folder = path.parent();
    }
    Ok(())
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "// @generated by docwright from specs/a.yaml. Do not edit.\n";

    fn files(paths: &[&str]) -> Files {
        let mut files = Files::default();
        for path in paths {
            files.insert(*path, format!("{HEAD}// {path}\n"));
        }
        files
    }

    fn kind(result: io::Result<Vec<Change>>) -> io::ErrorKind {
        result.unwrap_err().kind()
    }

    #[test]
    fn a_second_run_touches_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let files = files(&["mod.rs", "a/mod.rs"]);
        assert_eq!(files.write(dir.path()).unwrap().len(), 2);
        let before = fs::metadata(dir.path().join("a/mod.rs")).unwrap();
        assert_eq!(files.write(dir.path()).unwrap(), []);
        assert_eq!(files.check(dir.path()).unwrap(), []);
        let after = fs::metadata(dir.path().join("a/mod.rs")).unwrap();
        assert_eq!(before.modified().unwrap(), after.modified().unwrap());
    }

    #[test]
    fn check_says_what_write_does() {
        let dir = tempfile::tempdir().unwrap();
        files(&["mod.rs", "a/gone.rs", "a/kept.rs"])
            .write(dir.path())
            .unwrap();
        fs::write(dir.path().join("a/kept.rs"), "edited").unwrap();
        let now = files(&["mod.rs", "a/kept.rs", "b/new.rs"]);
        let expected = [
            Change::Missing("b/new.rs".to_owned()),
            Change::Differs("a/kept.rs".to_owned()),
            Change::Stale("a/gone.rs".to_owned()),
        ];
        assert_eq!(now.check(dir.path()).unwrap(), expected);
        assert_eq!(now.write(dir.path()).unwrap(), expected);
        assert_eq!(now.check(dir.path()).unwrap(), []);
    }

    #[test]
    fn a_removed_endpoint_takes_its_empty_folder_along() {
        let dir = tempfile::tempdir().unwrap();
        files(&["mod.rs", "a/mod.rs"]).write(dir.path()).unwrap();
        files(&["mod.rs"]).write(dir.path()).unwrap();
        assert!(!dir.path().join("a").exists());
    }

    #[test]
    fn what_a_person_wrote_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mod.rs"), "mod mine;").unwrap();
        fs::write(dir.path().join("mine.rs"), "mine").unwrap();
        assert_eq!(
            kind(files(&["mod.rs"]).write(dir.path())),
            io::ErrorKind::AlreadyExists
        );
        files(&["a.rs"]).write(dir.path()).unwrap();
        files(&["b.rs"]).write(dir.path()).unwrap();
        assert_eq!(
            fs::read_to_string(dir.path().join("mod.rs")).unwrap(),
            "mod mine;"
        );
        assert!(dir.path().join("mine.rs").exists());
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("inner");
        for path in [
            "../out.rs",
            "/out.rs",
            "a//b.rs",
            "a/../../b.rs",
            "A.rs",
            "",
            ".x",
            "a\\b",
        ] {
            assert_eq!(
                kind(files(&[path]).write(&inner)),
                io::ErrorKind::InvalidInput,
                "{path}"
            );
        }
        assert!(!inner.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let target = other.path().join("target");
        fs::write(&target, HEAD).unwrap();
        std::os::unix::fs::symlink(&target, dir.path().join("mod.rs")).unwrap();
        std::os::unix::fs::symlink(other.path(), dir.path().join("a")).unwrap();
        for path in ["mod.rs", "a/mod.rs"] {
            assert_eq!(
                kind(files(&[path]).write(dir.path())),
                io::ErrorKind::InvalidInput,
                "{path}"
            );
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), HEAD);
    }

    #[test]
    fn a_list_that_was_tampered_with_removes_nothing_outside() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("inner");
        fs::write(dir.path().join("precious"), "text").unwrap();
        files(&["mod.rs"]).write(&inner).unwrap();
        fs::write(inner.join(MANIFEST), "../precious\n").unwrap();
        assert_eq!(
            kind(files(&["mod.rs"]).write(&inner)),
            io::ErrorKind::InvalidInput
        );
        assert!(dir.path().join("precious").exists());
    }

    #[test]
    fn a_run_that_was_cut_short_is_made_good() {
        let dir = tempfile::tempdir().unwrap();
        let files = files(&["mod.rs", "a.rs"]);
        files.write(dir.path()).unwrap();
        // As if it had ended between two files, one of them half written beside its place.
        fs::remove_file(dir.path().join("a.rs")).unwrap();
        fs::write(
            dir.path().join(format!(".a.rs.{}", std::process::id())),
            "half",
        )
        .unwrap();
        files.write(dir.path()).unwrap();
        assert_eq!(files.check(dir.path()).unwrap(), []);
        assert!(
            fs::read_to_string(dir.path().join("a.rs"))
                .unwrap()
                .ends_with("// a.rs\n")
        );
    }
}
