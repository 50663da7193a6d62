//! The program as a user meets it: arguments in; exit code, standard output and standard error out.
//!
//! Each test runs in a folder of its own with a small `specs/`, so that paths in messages are the
//! same everywhere.

#![expect(clippy::unwrap_used, reason = "a test ends where its ground gives way")]

mod check;
mod dump;
mod explain;
mod fmt;
mod generate;
mod mock;
mod schema;
mod usage;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const API: &str = "\
title: Notes
base_url: https://notes.example/v1
";

const ADD: &str = "\
title: Add a note
description: Keeps a text.
method: POST
url: /notes
request:
  json:
    text: { type: string, description: What to keep. }
success:
  Added: { status: 201, json: { id: integer } }
failure:
  Refused: { status: 422, json: { reason: string } }
examples:
  milk:
    request: { json: { text: milk } }
    response: { status: 201, body: '{\"id\":7}' }
    is: Added
  too long:
    request: { json: { text: a very long text } }
    response: { status: 422, body: '{\"reason\":\"too long\"}' }
    is: Refused
";

const PING: &str = "\
method: GET
url: /ping
success:
  Pong: { status: 204, empty: true }
examples:
  ping:
    response: { status: 204 }
    is: Pong
";

/// As [`PING`], with two mistakes.
const BROKEN: &str = "\
metod: GET
url: /ping
success:
  Pong: { status: 2004, empty: true }
examples:
  ping:
    response: { status: 204 }
    is: Pong
";

/// A folder with specs, and the program in it.
struct Place {
    folder: TempDir,
}

impl Place {
    /// Has `specs/notes` with an `api.yaml` and two endpoints.
    fn new() -> Self {
        let place = Self {
            folder: TempDir::new().unwrap(),
        };
        place.write("specs/notes/api.yaml", API);
        place.write("specs/notes/add.yaml", ADD);
        place.write("specs/notes/ping.yaml", PING);
        place
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program, to be run here and with none of the environment's wishes about colour.
    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
        command.current_dir(self.path());
        command.args(arguments.split_whitespace());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    fn output(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a run shows, for a snapshot.
    fn run(&self, arguments: &str) -> String {
        shown(arguments, &self.output(arguments))
    }
}

fn shown(arguments: &str, output: &Output) -> String {
    let mut text = format!("$ docwright {arguments}\n");
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        if !bytes.is_empty() {
            let stream = String::from_utf8(bytes.clone()).unwrap();
            text.push_str(&format!("--- {name}\n{stream}"));
        }
    }
    text.push_str(&format!(
        "--- exit code {}\n",
        output.status.code().unwrap()
    ));
    text
}
