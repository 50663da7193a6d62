//! Keys: unknown, missing, in conflict.

use super::{api_faults, faults};

#[test]
fn unknown_key() {
    let text = r#"
methd: GET
method: GET
url: /a
header: {}
query: { a: string }
frobnicate: 1
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[unknown-key]: `methd` is no key of an endpoint file
     --> a/b.yaml:1:1
      |
    1 | methd: GET
      | ^^^^^
      |
      = help: did you mean `method`?

    error[unknown-key]: `header` is no key of an endpoint file
     --> a/b.yaml:4:1
      |
    4 | header: {}
      | ^^^^^^
      |
      = help: did you mean `headers`, a key of `request`?

    error[unknown-key]: `query` is no key of an endpoint file
     --> a/b.yaml:5:1
      |
    5 | query: { a: string }
      | ^^^^^
      |
      = help: `query` is a key of `request`

    error[unknown-key]: `frobnicate` is no key of an endpoint file
     --> a/b.yaml:6:1
      |
    6 | frobnicate: 1
      | ^^^^^^^^^^
      |
      = help: known here: `title`, `docs`, `description`, `notes`, `deprecated`, `method`, `url`, `also`, `auth`, `auth_origins`, `idempotent`, `rate_limit`, `resend_after_login`, `request`, `presence`, `types`, `success`, `failure`, `pages`, `examples`
    "#);
}

#[test]
fn unknown_key_of_a_type() {
    let text = r#"
method: GET
url: /a
request:
  query:
    a: { type: string, desc: An a. }
    b: [{ type: string, wire: c }]
    c**: integer
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[unknown-key]: `desc` is no key of the type of a member
     --> a/b.yaml:5:24
      |
    5 |     a: { type: string, desc: An a. }
      |                        ^^^^
      |
      = help: did you mean `description`?

    error[unknown-key]: `wire` is no key of a type
     --> a/b.yaml:6:25
      |
    6 |     b: [{ type: string, wire: c }]
      |                         ^^^^
      |
      = help: `wire` is a key of the type of a member

    error[unknown-key]: `c**` is no name of a member
     --> a/b.yaml:7:5
      |
    7 |     c**: integer
      |     ^^^
      |
      = help: give the member a name of letters, and its name on the wire with `wire:`
    "#);
}

#[test]
fn missing_key() {
    let text = r#"
title: A
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[missing-key]: an endpoint file needs `method`
     --> a/b.yaml:1:1
      |
    1 | title: A
      | ^
      |
      = help: add `method: GET`

    error[missing-key]: an endpoint file needs `url`
     --> a/b.yaml:1:1
      |
    1 | title: A
      | ^
      |
      = help: add `url: /path`
    "#);
}

#[test]
fn missing_key_of_an_example() {
    let text = r#"
method: GET
url: /a
examples:
  one:
    is: Done
    response: { body: x }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[missing-key]: `response` of an example needs `status`
     --> a/b.yaml:6:5
      |
    6 |     response: { body: x }
      |     ^^^^^^^^
      |
      = help: add `status: 200`, or `status: unknown` if the page gives none
    "#);
}

#[test]
fn missing_kind() {
    let text = r#"
method: GET
url: /a
request:
  json:
    a: { user: string, amount: integer }
    b: { description: B. }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[missing-key]: a type without a kind
     --> a/b.yaml:5:5
      |
    5 |     a: { user: string, amount: integer }
      |     ^
      |
      = note: a map is a type here: one of `type`, `object`, `list`, `map`, `tuple`, `one_of`, `enum`, `const`, and attributes
      = help: if these are members, write `{ object: { … } }` around them

    error[missing-key]: a type without a kind
     --> a/b.yaml:6:5
      |
    6 |     b: { description: B. }
      |     ^
      |
      = help: add one of `type`, `object`, `list`, `map`, `tuple`, `one_of`, `enum`, `const`
    "#);
}

#[test]
fn conflicting_kinds() {
    let text = r#"
method: GET
url: /a
request:
  query:
    a: { type: string, enum: [b] }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[conflicting-keys]: `enum` can't stand beside `type`
     --> a/b.yaml:5:24
      |
    5 |     a: { type: string, enum: [b] }
      |          ----          ^^^^
      |          |
      |          this one stands already
      |
      = note: a type has one kind
    "#);
}

#[test]
fn conflicting_bodies() {
    let text = r#"
method: GET
url: /a
success:
  Done: { json: { a: string }, empty: true }
failure:
  Failed: { shared: Failed, json: { a: string } }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[conflicting-keys]: `empty` can't stand beside `json`
     --> a/b.yaml:4:32
      |
    4 |   Done: { json: { a: string }, empty: true }
      |           ----                 ^^^^^
      |           |
      |           this one stands already
      |
      = note: an outcome has one body

    error[conflicting-keys]: `json` can't stand beside `shared`
     --> a/b.yaml:6:29
      |
    6 |   Failed: { shared: Failed, json: { a: string } }
      |                             ^^^^
      |
      = note: what a shared outcome is stands in `api.yaml`; its use may only narrow the status
      = help: remove it, or write the outcome out without `shared`
    "#);
}

#[test]
fn faults_inside_plain_blocks() {
    let text = r#"
docs:
  - { url: true, raed: 2026-11-20 }
  - { note: the old one }
  - https://a.example
variables:
  region: { default: 1 }
"#;
    insta::assert_snapshot!(api_faults(text), @r#"
    error[ambiguous-scalar]: YAML can take `true` for a boolean, where text is meant
     --> a/api.yaml:2:12
      |
    2 |   - { url: true, raed: 2026-11-20 }
      |            ^^^^
      |
      = help: if the text is meant, quote it: `"true"`

    error[unknown-key]: `raed` is no key of an entry of `docs`
     --> a/api.yaml:2:18
      |
    2 |   - { url: true, raed: 2026-11-20 }
      |                  ^^^^
      |
      = help: did you mean `read`?

    error[missing-key]: an entry of `docs` needs `url`
     --> a/api.yaml:3:5
      |
    3 |   - { note: the old one }
      |     ^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add `url: "https://docs.example/page"`

    error[wrong-kind]: expected an entry of `docs` as a map, found text
     --> a/api.yaml:4:5
      |
    4 |   - https://a.example
      |     ^^^^^^^^^^^^^^^^^

    error[ambiguous-scalar]: YAML can take `1` for a number, where text is meant
     --> a/api.yaml:6:22
      |
    6 |   region: { default: 1 }
      |                      ^
      |
      = help: if the text is meant, quote it: `"1"`
    "#);
}

#[test]
fn three_faults_in_one_file() {
    let text = r#"
methd: GET
url: /a
success:
  Done: { status: 20 }
failure:
  Failed: sharde
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[unknown-key]: `methd` is no key of an endpoint file
     --> a/b.yaml:1:1
      |
    1 | methd: GET
      | ^^^^^
      |
      = help: did you mean `method`?

    error[invalid-status]: `20` is no HTTP status
     --> a/b.yaml:4:19
      |
    4 |   Done: { status: 20 }
      |                   ^^
      |
      = help: write a status from 100 to 599, a class such as `4xx`, a list of them, `any`, or `undocumented`

    error[unknown-word]: `sharde` is no outcome
     --> a/b.yaml:6:11
      |
    6 |   Failed: sharde
      |           ^^^^^^
      |
      = help: did you mean `shared`?
    "#);
}
