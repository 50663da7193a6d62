//! What stands inside of itself very often: a stack that overflows ends the process, so each target has one
//! of its own.

use std::process::Command;

/// Set in the child.
const CHILD: &str = "DOCWRIGHT_TEST_DEEP";

/// What opens something.
const OPENERS: [&str; 14] = [
    "[",
    "{",
    "{\"a\":",
    "{ a: ",
    "<a>",
    "<b ",
    "(",
    "( a",
    "- ",
    "&amp;",
    "{a}(",
    "\"",
    "=&",
    "--b\r\n\r\n",
];

/// Runs the calling test again in a child, where it goes through what is deep.
pub(crate) fn holds(name: &str, module: &str) {
    if std::env::var_os(CHILD).is_some() {
        return opened(name);
    }
    let (_, module) = module.split_once("::").expect("a module of this test");
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", &format!("{module}::holds_for_what_is_deep")])
        .env(CHILD, "")
        .output()
        .expect("this program again");
    let said = String::from_utf8_lossy(&output.stdout);
    let faults = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{name}`: {said}{faults}");
    assert!(said.contains("1 passed"), "`{name}`: {said}");
}

fn opened(name: &str) {
    let holds = crate::target(name).holds;
    for opener in OPENERS {
        for before in [
            "",
            "\0",
            "\0\0\0\0",
            "method: GET\nurl: /a\nsuccess:\n  Found:\n    json: ",
        ] {
            holds(format!("{before}{}", opener.repeat(10_000)).as_bytes());
        }
    }
}
