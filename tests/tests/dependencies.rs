//! What the runtime brings along: without the features `hyper` and `reqwest` nothing that opens sockets, on any
//! platform.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::collections::BTreeSet;
use std::process::Command;

/// Crates that open sockets, speak HTTP or TLS, or wait for the system's events.
const OF_NETWORKS: [&str; 10] = [
    "h2",
    "hyper",
    "hyper-util",
    "mio",
    "native-tls",
    "reqwest",
    "ring",
    "rustls",
    "socket2",
    "tower",
];

/// The crates that the runtime is compiled with.
fn crates(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "docwright-runtime"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let faults = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{faults}");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

/// Those among them that need a network.
fn of_networks(crates: &BTreeSet<String>) -> Vec<&str> {
    let names = crates.iter().map(String::as_str);
    names.filter(|name| OF_NETWORKS.contains(name)).collect()
}

#[test]
fn a_transport_of_one_s_own_brings_no_other() {
    let everything_else = "blocking,csv,decimal,examples,jiff,sha2,signatures,tracing,uuid,xml";
    let lean = ["--no-default-features", "--features", everything_else];
    let crates = crates(&lean);
    assert!(crates.contains("tokio"), "{crates:?}");
    assert_eq!(of_networks(&crates), [""; 0]);
}

#[test]
fn hyper_alone_brings_no_reqwest() {
    let crates = crates(&["--no-default-features", "--features", "hyper,tls-ring"]);
    let found = of_networks(&crates);
    assert!(
        found.contains(&"hyper") && found.contains(&"rustls") && !found.contains(&"reqwest"),
        "{found:?}"
    );
}

#[test]
fn wasm_brings_nothing_that_it_has_not() {
    let lean = ["--no-default-features", "--features", "wasm-js"];
    let crates = crates(&[&lean[..], &["--target", "wasm32-unknown-unknown"]].concat());
    assert!(crates.contains("wasm-bindgen"), "{crates:?}");
    assert_eq!(of_networks(&crates), [""; 0]);
}

#[test]
fn the_default_brings_one_http_client() {
    let crates = crates(&[]);
    let found = of_networks(&crates);
    assert!(
        found.contains(&"reqwest") && found.contains(&"rustls"),
        "{found:?}"
    );
}
