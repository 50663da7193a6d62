//! Random clients in a crate of their own: they compile without a warning, and each example lands in
//! the outcome that it names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright_codegen::{Options, Sources, check, generate};

use docwright_tests::seeds;

use crate::{add, api};

/// Cases where nothing else is asked for.
const CASES: u64 = 40;

/// APIs in one crate.
const IN_ONE_CRATE: usize = 100;

const LIB: &str = "//! Random clients.\n#![deny(warnings)]\npub mod client;\n";

/// Sends every example to a transport that answers as its page does.
const MAIN: &str = r#"//! Sends every example.
use docwright_runtime::examples::Recorder;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let landed = runtime.expect("a runtime").block_on(async {
        let mut landed = 0;
        for example in random::client::examples() {
            for response in example.responses {
                let recorder = Recorder::answering(response.status, response.headers, response.body);
                let call = (example.call)("https://api.example").expect("a client");
                let at = format!("{}/{}: {}", example.api, example.endpoint, example.name);
                match call.send_by(&recorder).await {
                    Ok(reply) => assert_eq!(reply.outcome, example.outcome, "{at}"),
                    Err(error) => panic!("{at}: {error}"),
                }
                landed += 1;
            }
        }
        landed
    });
    println!("{landed} examples");
}
"#;

#[test]
fn random_clients_compile_without_warnings_and_answer_as_documented() {
    let seeds: Vec<u64> = seeds(CASES).collect();
    for batch in seeds.chunks(IN_ONE_CRATE) {
        let mut sources = Sources::new();
        for seed in batch {
            add(&mut sources, &api::api(*seed), *seed);
        }
        let Ok(checked) = check(sources) else {
            panic!("seeds {batch:?}: they aren't accepted");
        };
        let options = Options {
            examples: true,
            ..Options::default()
        };
        let folder = package();
        generate(&checked, &options)
            .write(&folder.join("src/client"))
            .unwrap_or_else(|error| panic!("{error}"));
        let output = Command::new(env!("CARGO"))
            .args(["run", "--offline", "--quiet", "--target-dir"])
            .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."))
            .current_dir(&folder)
            .output()
            .unwrap_or_else(|error| panic!("{error}"));
        let (said, complained) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(
            output.status.success() && said.ends_with(" examples\n"),
            "seeds {batch:?}:\n{said}\n{complained}"
        );
    }
}

/// The package of the clients, without them. It uses what the tests themselves were compiled with.
fn package() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random");
    let manifest = format!(
        "[package]\nname = \"random\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n\
         docwright-runtime = {{ path = {:?}, default-features = false, features = [\
         \"csv\", \"decimal\", \"examples\", \"jiff\", \"reqwest\", \"sha2\", \"signatures\", \"tls-ring\", \"uuid\", \"xml\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"rt\", \"time\"] }}\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[workspace]\n",
        here.join("../runtime")
    );
    let files = [
        ("Cargo.toml", manifest),
        ("src/lib.rs", LIB.to_owned()),
        ("src/main.rs", MAIN.to_owned()),
    ];
    let written = fs::create_dir_all(folder.join("src"))
        .and_then(|()| fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")))
        .and_then(|_| {
            let mut files = files.iter();
            files.try_for_each(|(name, text)| fs::write(folder.join(name), text))
        });
    written.unwrap_or_else(|error| panic!("{error}"));
    folder
}
