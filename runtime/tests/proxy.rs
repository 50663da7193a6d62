//! A proxy that the environment names: reqwest knows what to do with one, and without its feature a client
//! isn't made that would go past it. `.ci/run` tests it with reqwest and without.

use std::process::Command;

use docwright_runtime::{Api, BuildError, ClientBuilder};

static SHOP: Api = Api {
    name: "shop",
    base_url: Some("http://shop.example"),
    variables: &[],
};

/// Set in a process whose environment is the one that is tested.
const CHILD: &str = "DOCWRIGHT_TEST_PROXY";

/// The environment of a process can't be changed safely, so another one makes clients.
#[test]
fn a_proxy_is_used_or_refused() {
    for name in ["", "ALL_PROXY", "HTTP_PROXY", "https_proxy"] {
        let mut child = Command::new(std::env::current_exe().expect("this test"));
        for proxy in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"] {
            child.env_remove(proxy).env_remove(proxy.to_lowercase());
        }
        child.args(["--exact", "clients_are_made"]).env(CHILD, name);
        if !name.is_empty() {
            child.env(name, "http://127.0.0.1:9");
        }
        let output = child.output().expect("runs");
        let text = String::from_utf8_lossy(&output.stdout);
        let has_run = output.status.success() && text.contains("1 passed");
        assert!(has_run, "{name}: {text}");
    }
}

#[test]
fn clients_are_made() {
    let Some(proxy) = std::env::var_os(CHILD) else {
        return;
    };
    let made = |base_url: &str| {
        let mut builder = ClientBuilder::new(&SHOP);
        builder.base_url(base_url);
        builder.build().map(|_| ())
    };
    // This machine is never asked for by way of a proxy.
    assert_eq!(made("http://127.0.0.1:1"), Ok(()));
    let expected = match proxy.is_empty() || cfg!(feature = "reqwest") {
        true => Ok(()),
        false => Err(BuildError::NoSettings),
    };
    assert_eq!(made("http://shop.example"), expected);
    let text = BuildError::NoSettings.to_string();
    assert!(text.contains("feature `reqwest`"), "{text}");
}
