//! The generator in a build script: one call in `build.rs`,
//!
//! ```no_run
//! docwright_codegen::build("specs").run();
//! ```
//!
//! and one line where the client is to stand, in a crate that depends on `docwright-runtime`:
//!
//! ```text
//! include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));
//! ```

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Format};
use crate::{Checked, Options};

/// Starts a build from a folder of specs, seen from the package that is built.
pub fn build(specs: impl Into<PathBuf>) -> Build {
    Build {
        specs: specs.into(),
        out: None,
        features: false,
        examples: false,
    }
}

/// What a build script asks for.
#[derive(Debug, Clone)]
#[must_use = "nothing is generated until `run`"]
pub struct Build {
    specs: PathBuf,
    out: Option<PathBuf>,
    features: bool,
    examples: bool,
}

/// What cargo is told, line by line, and what a person is told if nothing could be generated.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    lines: Vec<String>,
    failure: Option<String>,
}

impl Build {
    /// Puts each API behind the cargo feature of its name, and each group behind `<api>-<group>`. APIs
    /// that are off are read and checked, but neither generated nor compiled; groups that are off
    /// aren't compiled.
    pub fn features(mut self) -> Self {
        self.features = true;
        self
    }

    /// Generates the documented examples too, as data for tests. Without this they are generated if
    /// the package has a feature `examples` and it is on.
    pub fn examples(mut self) -> Self {
        self.examples = true;
        self
    }

    /// Where the files go, instead of `docwright` in cargo's `OUT_DIR`.
    pub fn out(mut self, dir: impl Into<PathBuf>) -> Self {
        self.out = Some(dir.into());
        self
    }

    /// Reads the specs, checks them and writes the client.
    ///
    /// A fault in the specs ends the process with status 1: the full report is on standard error,
    /// and cargo is told of each fault in one line, which it shows as an error of the package.
    pub fn run(self) {
        let told = self.told(|name| std::env::var(name).ok());
        #[expect(
            clippy::print_stdout,
            reason = "this is how a build script talks to cargo"
        )]
        for line in told.lines {
            println!("{line}");
        }
        if let Some(failure) = told.failure {
            #[expect(clippy::print_stderr, reason = "cargo shows it when the script fails")]
            {
                eprintln!("{failure}");
            }
            std::process::exit(1);
        }
    }

    fn told(&self, environment: impl Fn(&str) -> Option<String>) -> Told {
        let mut told = Told::default();
        told.watch(&self.specs);
        let sources = match crate::input::read(&self.specs) {
            Ok(sources) => sources,
            Err(error) => return told.failed(&error.to_string()),
        };
        for (_, file) in sources.iter() {
            told.watch(Path::new(file.path()));
        }
        let checked = match crate::check(sources) {
            Ok(checked) => checked,
            Err(faults) => {
                told.diagnostics("error", &faults);
                told.failure = Some(faults.render(Format::Text, false));
                return told;
            }
        };
        told.diagnostics("warning", checked.warnings());
        let Some(out) = self.out_dir(&environment) else {
            return told
                .failed("OUT_DIR is not set: call this from a build script, or say `.out(…)`");
        };
        if let Some(reason) = self.lone_group(&checked, &environment) {
            return told.failed(&reason);
        }
        let options = self.options(&checked, &environment);
        match crate::generate(&checked, &options).write(&out) {
            Ok(_) => told,
            Err(error) => told.failed(&error.to_string()),
        }
    }

    fn out_dir(&self, environment: &impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
        self.out
            .clone()
            .or_else(|| Some(Path::new(&environment("OUT_DIR")?).join("docwright")))
    }

    /// What to write in `Cargo.toml`, if the feature of a group is on and that of its API isn't.
    fn lone_group(
        &self,
        checked: &Checked,
        environment: &impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let apis = checked.apis().iter();
        let apis = apis.filter(|api| self.features && !is_on(&api.feature, environment));
        let mut groups = apis.flat_map(|api| api.groups.iter().map(move |group| (api, group)));
        let (api, group) = groups.find(|(_, group)| is_on(&group.feature, environment))?;
        Some(format!(
            "the feature `{0}` is nothing without `{1}`: write `{0} = [\"{1}\"]` under `[features]`",
            group.feature, api.feature
        ))
    }

    fn options(&self, checked: &Checked, environment: &impl Fn(&str) -> Option<String>) -> Options {
        let is_on = |feature: &str| is_on(feature, environment);
        let features = checked.apis().iter().map(|api| api.feature.clone());
        Options {
            features: self.features,
            apis: self
                .features
                .then(|| features.filter(|feature| is_on(feature)).collect()),
            examples: self.examples || is_on("examples"),
        }
    }
}

/// Whether cargo says that a feature is on.
fn is_on(feature: &str, environment: &impl Fn(&str) -> Option<String>) -> bool {
    let name = feature.to_uppercase().replace('-', "_");
    environment(&format!("CARGO_FEATURE_{name}")).is_some()
}

impl Told {
    /// Runs the script again when this changes. A folder is watched with all that it holds.
    fn watch(&mut self, path: &Path) {
        self.lines
            .push(format!("cargo::rerun-if-changed={}", path.display()));
    }

    /// One line for each fault.
    fn diagnostics(&mut self, kind: &str, faults: &Diagnostics) {
        let short = faults.render(Format::Short, false);
        self.lines
            .extend(short.lines().map(|line| format!("cargo::{kind}={line}")));
    }

    /// Ends with something that is no fault of the specs.
    fn failed(mut self, reason: &str) -> Self {
        let line = reason.replace(['\r', '\n'], " ");
        self.lines.push(format!("cargo::error={line}"));
        self.failure = Some(reason.to_owned());
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const API: &str = "title: Notes\nbase_url: https://example.com\n";
    const PING: &str = "\
title: Ping
method: GET
url: /ping
success:
  Pong: { status: 200, json: { ok: boolean } }
examples:
  documented:
    request: {}
    response: { status: 200, body: '{ \"ok\": true }' }
    is: Pong
";

    struct Package(tempfile::TempDir);

    impl Package {
        fn new(files: &[(&str, &str)]) -> Self {
            let package = Self(tempfile::tempdir().unwrap());
            for (path, text) in files {
                let path = package.path("specs").join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            package
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        /// What is told with these features on, and the generated files.
        fn told(&self, features: &[&str]) -> (Told, Vec<String>) {
            let told = build(self.path("specs")).features().told(|name| {
                if name == "OUT_DIR" {
                    return Some(self.path("out").display().to_string());
                }
                features.contains(&name).then(|| "1".to_owned())
            });
            let mut found = Vec::new();
            list(&self.path("out/docwright"), "", &mut found);
            found.sort();
            (told, found)
        }
    }

    fn list(dir: &Path, above: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() {
                list(&entry.path(), &format!("{above}{name}/"), found);
            } else if !name.starts_with('.') {
                found.push(format!("{above}{name}"));
            }
        }
    }

    #[test]
    fn only_the_apis_that_are_on_are_generated() {
        let files = [
            ("notes/api.yaml", API),
            ("notes/ping.yaml", PING),
            ("other-api/api.yaml", API),
            ("other-api/ping.yaml", PING),
        ];
        let package = Package::new(&files);
        let (told, found) = package.told(&["CARGO_FEATURE_NOTES", "CARGO_FEATURE_EXAMPLES"]);
        assert_eq!(told.failure, None);
        assert_eq!(
            found,
            [
                "mod.rs",
                "notes/examples.rs",
                "notes/mod.rs",
                "notes/ping.rs"
            ]
        );
        let (_, found) = package.told(&["CARGO_FEATURE_OTHER_API"]);
        assert_eq!(found, ["mod.rs", "other_api/mod.rs", "other_api/ping.rs"]);
    }

    #[test]
    fn a_group_is_behind_a_feature_that_needs_that_of_its_api() {
        let pong = PING.replace("ping", "pong");
        let files = [
            ("notes/api.yaml", API),
            ("notes/ping.yaml", PING),
            ("notes/old-ones/pong.yaml", &pong),
        ];
        let package = Package::new(&files);
        let (told, _) = package.told(&["CARGO_FEATURE_NOTES_OLD_ONES"]);
        let failure = told.failure.unwrap();
        assert!(
            failure.ends_with("write `notes-old-ones = [\"notes\"]` under `[features]`"),
            "{failure}"
        );
        let (told, found) = package.told(&["CARGO_FEATURE_NOTES", "CARGO_FEATURE_EXAMPLES"]);
        assert_eq!(told.failure, None);
        assert_eq!(
            found,
            [
                "mod.rs",
                "notes/examples.rs",
                "notes/mod.rs",
                "notes/old_ones/mod.rs",
                "notes/old_ones/pong.rs",
                "notes/ping.rs"
            ]
        );
        let text = |name| fs::read_to_string(package.path("out/docwright").join(name)).unwrap();
        let cfg = "#[cfg(feature = \"notes-old-ones\")]";
        for (name, times) in [
            ("notes/mod.rs", 2),
            ("notes/examples.rs", 1),
            ("notes/old_ones/mod.rs", 0),
        ] {
            assert_eq!(text(name).matches(cfg).count(), times, "{name}");
        }
        assert!(text("notes/mod.rs").contains("not(all(feature = \"notes-old-ones\"))"));
        fs::remove_file(package.path("specs/notes/old-ones/pong.yaml")).unwrap();
        let (_, found) = package.told(&["CARGO_FEATURE_NOTES"]);
        assert_eq!(found, ["mod.rs", "notes/mod.rs", "notes/ping.rs"]);
    }

    #[test]
    fn every_spec_is_watched() {
        let package = Package::new(&[("notes/api.yaml", API), ("notes/ping.yaml", PING)]);
        let (told, _) = package.told(&[]);
        for path in ["specs", "specs/notes/api.yaml", "specs/notes/ping.yaml"] {
            let line = format!("cargo::rerun-if-changed={}", package.path(path).display());
            assert!(told.lines.contains(&line), "{line} in {:?}", told.lines);
        }
    }

    #[test]
    fn each_fault_is_one_error_of_cargo_and_nothing_is_written() {
        let broken = PING
            .replace("method: GET", "methodd: GET")
            .replace("/ping", "ping ping");
        let package = Package::new(&[("notes/api.yaml", API), ("notes/ping.yaml", &broken)]);
        let (told, found) = package.told(&["CARGO_FEATURE_NOTES"]);
        let errors: Vec<&String> = told
            .lines
            .iter()
            .filter(|line| line.starts_with("cargo::error="))
            .collect();
        assert!(errors.len() > 1, "{errors:?}");
        assert!(
            errors.iter().any(|line| line.contains("ping.yaml:2:1: ")),
            "{errors:?}"
        );
        assert!(
            told.failure
                .is_some_and(|report| report.contains("methodd: GET"))
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_of_cargo() {
        let (told, _) = Package::new(&[]).told(&[]);
        assert!(
            told.lines
                .iter()
                .any(|line| line.starts_with("cargo::error="))
        );
        assert!(told.failure.is_some());
    }
}
