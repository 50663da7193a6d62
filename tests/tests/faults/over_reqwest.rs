//! The same rows where settings of reqwest are asked for: then it sends, and not the client of hyper that it
//! stands on.

use std::env;
use std::process::Command;

use docwright_tests::accept::faults::Client;

use crate::script::good;
use crate::server::Server;
use crate::shop::{End, KEY, Via, call};
use crate::table::is_end;

/// Set in the child.
const OVER_REQWEST: &str = "DOCWRIGHT_TEST_OVER_REQWEST";

/// Whether this process is to send over reqwest.
pub(crate) fn is_asked_for() -> bool {
    env::var_os(OVER_REQWEST).is_some()
}

/// A process of its own, since tests are made from tables.
#[test]
fn every_group_over_reqwest() {
    if is_asked_for() {
        return;
    }
    let mut child = Command::new(env::current_exe().expect("this program"));
    let output = child.arg("--nocapture").env(OVER_REQWEST, "1").output();
    let output = output.expect("the same program again");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("test result: ok"),
        "{text}"
    );
    assert!(text.contains("F94"), "{text}");
}

/// The environment of a process can't be changed safely, so another one makes the call.
#[tokio::test]
async fn a_proxy_that_the_environment_names_is_asked() {
    let proxy = Server::start(good());
    let mut child = Command::new(env::current_exe().expect("this program"));
    child.args(["--exact", "over_reqwest::by_way_of_a_proxy"]);
    child.env("http_proxy", proxy.url()).env(OVER_REQWEST, "1");
    for variable in ["HTTP_PROXY", "NO_PROXY", "no_proxy", "REQUEST_METHOD"] {
        child.env_remove(variable);
    }
    let ran = tokio::task::spawn_blocking(move || child.output()).await;
    let output = ran.expect("a thread").expect("the same program again");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
    assert_eq!(proxy.connections(), 1);
}

/// Asks a host that there is none of, where the environment names a proxy.
#[tokio::test]
async fn by_way_of_a_proxy() {
    if !is_asked_for() || env::var_os("http_proxy").is_none() {
        return;
    }
    let client = Client::builder().key(KEY).allow_plain_http();
    let client = client.base_url("http://shop.example").build();
    let ended = call(&client.expect("a client"), Via::Get).await;
    assert_eq!(is_end(&ended, End::Ok), Ok(()));
}
