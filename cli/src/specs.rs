//! PATH to specs: which folder is read, and which part of it was asked for.
//!
//! An endpoint means nothing without the `api.yaml` beside it, so the smallest thing that is read
//! is the folder of one API. Nothing above the path is ever read but that folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use docwright_codegen::diagnostic::{Code, Diagnostic, Report};
use docwright_codegen::source::FileId;
use docwright_codegen::{Checked, Diagnostics, Sources, input};

use crate::refusal::Refusal;
use crate::screen::Screen;

const API_FILE: &str = "api.yaml";

/// The texts that a PATH stands for.
pub(crate) struct Specs {
    pub(crate) sources: Sources,
    pub(crate) part: Part,
}

/// What of the texts was asked for.
pub(crate) enum Part {
    /// All of them.
    Whole,
    /// A group of one API, by the beginning of its keys, and the `api.yaml` that it stands on.
    Group { folder: String, api_key: String },
    /// One file, by its key. Its `api.yaml` belongs to it: each endpoint stands on it.
    File { key: String, api_key: String },
}

/// Reads the specs folder, the API's folder or the file that a path names.
///
/// # Errors
/// Nothing is there, it can't be read, or it holds no spec.
pub(crate) fn read(path: &Path) -> Result<Specs, Refusal> {
    let specs = if path.is_file() {
        read_file(path)?
    } else if path.is_dir() && is_api(path) {
        whole(read_api(path, &folder_name(path)?)?)
    } else if let Some(above) = group_of(path) {
        let (api, group) = (folder_name(&above)?, folder_name(path)?);
        Specs {
            sources: read_api(&above, &api)?,
            part: Part::Group {
                folder: format!("{api}/{group}/"),
                api_key: format!("{api}/{API_FILE}"),
            },
        }
    } else {
        whole(input::read(path).map_err(|error| absent(path, error.into()))?)
    };
    if specs.sources.is_empty() {
        return Err(Refusal::new(format!("no specs below {path:?}"))
            .help("write `<api>/api.yaml` there, and a file for each endpoint beside it"));
    }
    Ok(specs)
}

/// As [`read`], for commands that work on whole APIs.
///
/// # Errors
/// As [`read`]; also if the path names a file.
pub(crate) fn read_folder(path: &Path) -> Result<Sources, Refusal> {
    if path.is_file() {
        return Err(Refusal::new(format!("{path:?} is a file"))
            .help("name the folder of its API, or the folder of all specs"));
    }
    Ok(read(path)?.sources)
}

/// The checked specs of a folder, their warnings shown; `None` if they have faults, which are shown then.
///
/// # Errors
/// As [`read_folder`].
pub(crate) fn check_folder(path: &Path, screen: &mut Screen) -> Result<Option<Checked>, Refusal> {
    match docwright_codegen::check(read_folder(path)?) {
        Ok(checked) => {
            screen.report(checked.warnings());
            Ok(Some(checked))
        }
        Err(faults) => {
            screen.report(&faults);
            Ok(None)
        }
    }
}

fn whole(sources: Sources) -> Specs {
    Specs {
        sources,
        part: Part::Whole,
    }
}

fn read_file(path: &Path) -> Result<Specs, Refusal> {
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    if !is_yaml {
        return Err(Refusal::new(format!("{path:?} is no spec"))
            .help("a spec is a file that ends in `.yaml`"));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let file = text(path, path.file_name())?;
    if !is_api(&folder) && holds_apis(&folder) {
        return Ok(Specs {
            sources: input::read(&folder)?,
            part: Part::File {
                api_key: file.clone(),
                key: file,
            },
        });
    }
    let name = folder_name(&folder)?;
    let (api_folder, api, key) = match api_above(&folder).filter(|_| !is_api(&folder)) {
        Some(above) => {
            let api = folder_name(&above)?;
            let key = format!("{api}/{name}/{file}");
            (above, api, key)
        }
        None => {
            let key = format!("{name}/{file}");
            (folder, name, key)
        }
    };
    Ok(Specs {
        sources: read_api(&api_folder, &api)?,
        part: Part::File {
            key,
            api_key: format!("{api}/{API_FILE}"),
        },
    })
}

/// The texts of one API's folder, keyed as if its specs folder had been read.
fn read_api(folder: &Path, api: &str) -> Result<Sources, Refusal> {
    Ok(input::read(folder)?.in_folder(api))
}

fn is_api(folder: &Path) -> bool {
    folder.join(API_FILE).is_file()
}

/// The folder of the API of which a folder of endpoints is a group.
fn group_of(path: &Path) -> Option<PathBuf> {
    let mut entries = path.read_dir().ok()?;
    let has_specs = entries
        .any(|entry| entry.is_ok_and(|entry| entry.path().extension() == Some(OsStr::new("yaml"))));
    api_above(path).filter(|_| has_specs && !holds_apis(path))
}

/// The folder above one, if it is that of an API.
fn api_above(folder: &Path) -> Option<PathBuf> {
    let above = match folder.parent() {
        Some(above) if above.as_os_str().is_empty() && folder.file_name().is_some() => {
            PathBuf::from(".")
        }
        Some(above) if folder.file_name().is_some() => above.to_owned(),
        // `.`, or one that ends in `..`.
        _ => folder.join(".."),
    };
    is_api(&above).then_some(above)
}

fn holds_apis(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| is_api(&entry.path())))
    })
}

/// The folder's own name, also where the path is `.` or ends in `..`: it names the API.
fn folder_name(folder: &Path) -> Result<String, Refusal> {
    let resolved = folder
        .canonicalize()
        .map_err(|error| Refusal::new(format!("cannot read {folder:?}: {error}")))?;
    text(folder, resolved.file_name())
}

fn text(path: &Path, name: Option<&OsStr>) -> Result<String, Refusal> {
    name.and_then(OsStr::to_str)
        .map(str::to_owned)
        .ok_or_else(|| Refusal::new(format!("{path:?} has no name in UTF-8")))
}

/// What to try where the default folder isn't there.
fn absent(path: &Path, refusal: Refusal) -> Refusal {
    if path.exists() {
        return refusal;
    }
    refusal.help("name the folder that holds your specs, or run in the folder above `specs`")
}

impl Specs {
    /// The faults of what was asked for. Faults of the `api.yaml` and of the folder itself are
    /// everybody's.
    pub(crate) fn of_part(&self, faults: &Diagnostics) -> Diagnostics {
        let mut report = Report::new();
        for fault in faults.iter().filter(|fault| self.concerns(fault)) {
            report.push(fault.clone());
        }
        report.finish(faults.sources().clone())
    }

    /// How many files were asked for.
    pub(crate) fn files(&self) -> usize {
        self.sources
            .iter()
            .filter(|(id, _)| self.is_part(*id))
            .count()
    }

    /// The key of the endpoint that was asked for, if it is one.
    pub(crate) fn endpoint(&self) -> Option<&str> {
        match &self.part {
            Part::File { key, api_key } if key != api_key => Some(key),
            Part::Whole | Part::Group { .. } | Part::File { .. } => None,
        }
    }

    /// Whether the file with this key was asked for.
    pub(crate) fn includes(&self, key: &str) -> bool {
        match &self.part {
            Part::Whole => true,
            Part::Group { folder, api_key } => key.starts_with(folder) || key == api_key,
            Part::File { key: own, api_key } => key == own || key == api_key,
        }
    }

    fn concerns(&self, fault: &Diagnostic) -> bool {
        fault.code == Code::MissingApiFile
            || self.is_part(fault.primary.span.file)
            || fault
                .secondary
                .iter()
                .any(|label| self.is_part(label.span.file))
    }

    /// Whether this file was asked for.
    pub(crate) fn is_part(&self, file: FileId) -> bool {
        self.sources
            .file(file)
            .is_some_and(|file| self.includes(file.key()))
    }
}
