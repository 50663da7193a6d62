//! How much memory a call takes whose answer has no measure. A process of its own makes it, since the
//! server here takes memory as well.

#![expect(clippy::print_stdout, reason = "the parent reads what was taken")]

use std::env;
use std::fs;
use std::process::Command;

use docwright_runtime::ErrorKind::TooLarge;
use docwright_tests::accept::faults::Client;
use docwright_tests::accept::stream_bytes;

use crate::script::{Act, Script, good};
use crate::server::Server;
use crate::shop::{KEY, Pauses, Via, call, patient};
use crate::size::MIB;
use crate::table::{holds, is_end};

/// Set in the child: the base URL.
const URL: &str = "DOCWRIGHT_TEST_URL";

/// What a call may take beyond the bytes that it may keep, in KiB.
const MARGIN: usize = 16 * 1024;

/// What bodies that are read as a whole are bounded by, unless said otherwise.
const BODY_LIMIT: usize = 8 * MIB;

/// Far beyond what a download may take in memory.
const DOWNLOAD_LIMIT: u64 = 64 * MIB as u64;

/// The whole body is kept until it is too large.
pub(crate) async fn of_a_body(act: Act) -> Result<(), String> {
    let taken = taken_by("memory::a_body", act).await?;
    let most = BODY_LIMIT / 1024 + MARGIN;
    holds(taken <= most, || format!("{taken} KiB, more than {most}"))
}

/// A piece is kept until the next one comes, however much comes.
pub(crate) async fn of_a_download(act: Act) -> Result<(), String> {
    let taken = taken_by("memory::a_download", act).await?;
    holds(taken <= MARGIN, || {
        format!("{taken} KiB, more than {MARGIN}")
    })
}

/// What this test takes more in a process of its own than a small call does, in KiB. Every request but
/// the first meets the fault.
async fn taken_by(test: &'static str, act: Act) -> Result<usize, String> {
    let server = Server::start(Script::default().route("", [good(), act]));
    let url = server.url().to_owned();
    let ran = tokio::task::spawn_blocking(move || {
        let mut child = Command::new(env::current_exe()?);
        child.args(["--exact", test, "--nocapture"]);
        child.env(URL, url).output()
    });
    let output = ran.await.map_err(|error| error.to_string())?;
    let output = output.map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let error = || format!("{text}{}", String::from_utf8_lossy(&output.stderr));
    holds(output.status.success(), error)?;
    let taken = text.lines().find_map(|line| line.strip_prefix("taken: "));
    taken.and_then(|taken| taken.parse().ok()).ok_or_else(error)
}

/// Most memory that this process had at once, in KiB.
fn most() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("a process's own status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a size")
}

/// Of the child: a small call.
async fn small(url: &str) -> Client {
    let client = Client::builder()
        .base_url(url)
        .key(KEY)
        .timeouts(patient())
        .environment(Pauses::default());
    let client = client.build().expect("a client");
    call(&client, Via::Get).await.expect("a small answer");
    client
}

#[tokio::test]
async fn a_body() {
    let Ok(url) = env::var(URL) else { return };
    let client = small(&url).await;
    let before = most();
    assert_eq!(is_end(&call(&client, Via::Get).await, TooLarge), Ok(()));
    // The name of the test stands on the line without its end.
    println!("\ntaken: {}", most() - before);
}

#[tokio::test]
async fn a_download() {
    let Ok(url) = env::var(URL) else { return };
    small(&url).await;
    let client = stream_bytes::Client::builder()
        .base_url(&url)
        .download_limit(DOWNLOAD_LIMIT);
    let client = client.build().expect("a client");
    let before = most();
    let mut download = client.download_logo().ok().await.expect("a head").body;
    let error = loop {
        match download.next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => break error,
            None => panic!("it has an end"),
        }
    };
    assert_eq!(error.kind(), TooLarge);
    assert!(download.received() > DOWNLOAD_LIMIT);
    println!("\ntaken: {}", most() - before);
}
