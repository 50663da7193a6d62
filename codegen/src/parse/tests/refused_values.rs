//! Values: of another kind, look-alikes, unknown words.

use super::{api_faults, faults};

#[test]
fn ambiguous_text() {
    let text = r#"
title: no
method: GET
url: /a
description: 2026-11-20
notes: [0013, ~, 1e3]
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[ambiguous-scalar]: YAML can take `no` for a boolean, where text is meant
     --> a/b.yaml:1:8
      |
    1 | title: no
      |        ^^
      |
      = help: if the text is meant, quote it: `"no"`

    error[ambiguous-scalar]: YAML can take `2026-11-20` for a date, where text is meant
     --> a/b.yaml:4:14
      |
    4 | description: 2026-11-20
      |              ^^^^^^^^^^
      |
      = help: if the text is meant, quote it: `"2026-11-20"`

    error[ambiguous-scalar]: YAML can take `0013` for a number, where text is meant
     --> a/b.yaml:5:9
      |
    5 | notes: [0013, ~, 1e3]
      |         ^^^^
      |
      = help: if the text is meant, quote it: `"0013"`

    error[ambiguous-scalar]: YAML can take `~` for null, where text is meant
     --> a/b.yaml:5:15
      |
    5 | notes: [0013, ~, 1e3]
      |               ^
      |
      = help: if the text is meant, quote it: `"~"`

    error[ambiguous-scalar]: YAML can take `1e3` for a number, where text is meant
     --> a/b.yaml:5:18
      |
    5 | notes: [0013, ~, 1e3]
      |                  ^^^
      |
      = help: if the text is meant, quote it: `"1e3"`
    "#);
}

#[test]
fn ambiguous_nothing() {
    let text = r#"
title:
method: GET
url: /a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[ambiguous-scalar]: nothing is written where text is meant
     --> a/b.yaml:1:1
      |
    1 | title:
      | ^^^^^
      |
      = help: write `""` for an empty text, or remove the key
    "#);
}

#[test]
fn ambiguous_value() {
    let text = r#"
method: GET
url: /a
request:
  query:
    flag: { enum: [Y, no, 012, True] }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[ambiguous-scalar]: YAML can take `Y` for a boolean, where a value of JSON is meant
     --> a/b.yaml:5:20
      |
    5 |     flag: { enum: [Y, no, 012, True] }
      |                    ^
      |
      = help: if the text is meant, quote it: `"Y"`

    error[ambiguous-scalar]: YAML can take `no` for a boolean, where a value of JSON is meant
     --> a/b.yaml:5:23
      |
    5 |     flag: { enum: [Y, no, 012, True] }
      |                       ^^
      |
      = help: if the text is meant, quote it: `"no"`

    error[ambiguous-scalar]: YAML can take `012` for a number, where a value of JSON is meant
     --> a/b.yaml:5:27
      |
    5 |     flag: { enum: [Y, no, 012, True] }
      |                           ^^^
      |
      = help: if the text is meant, quote it: `"012"`

    error[ambiguous-scalar]: YAML can take `True` for a boolean, where a value of JSON is meant
     --> a/b.yaml:5:32
      |
    5 |     flag: { enum: [Y, no, 012, True] }
      |                                ^^^^
      |
      = help: if the text is meant, quote it: `"True"`
    "#);
}

#[test]
fn wrong_kind() {
    let text = r#"
method: GET
url: /a
notes: a note
request:
  query: [a, b]
success:
  - Done
failure:
  Failed:
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[wrong-kind]: expected a list of texts, found text
     --> a/b.yaml:3:8
      |
    3 | notes: a note
      |        ^^^^^^
      |
      = help: write the elements between `[` and `]`, or each on a line behind `- `

    error[wrong-kind]: expected a map of members, found a list
     --> a/b.yaml:5:10
      |
    5 |   query: [a, b]
      |          ^^^^^^
      |
      = help: write each member with its type: `a: string`

    error[wrong-kind]: expected a map of outcomes, found a list
     --> a/b.yaml:7:3
      |
    7 |   - Done
      |   ^^^^^^

    error[wrong-kind]: expected an outcome as a map, found nothing
     --> a/b.yaml:9:3
      |
    9 |   Failed:
      |   ^^^^^^
    "#);
}

#[test]
fn wrong_kind_list() {
    let text = r#"
method: GET
url: /a
success:
  Done: { json: [string, integer] }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[wrong-kind]: expected a list of one type, found 2 elements
     --> a/b.yaml:4:17
      |
    4 |   Done: { json: [string, integer] }
      |                 ^^^^^^^^^^^^^^^^^
      |
      = help: write `[string]` for a list of texts; values to choose from are `{ enum: […] }`
    "#);
}

#[test]
fn unquoted_template() {
    let text = r#"
auth:
  session:
    credentials: { user_id: {} }
    body: { userId: {user_id} }
"#;
    insta::assert_snapshot!(api_faults(text), @r#"
    error[wrong-kind]: expected text, found a map
     --> a/api.yaml:4:21
      |
    4 |     body: { userId: {user_id} }
      |                     ^^^^^^^^^
      |
      = help: if text is meant, quote it: `"{user_id}"`
    "#);
}

#[test]
fn unknown_word() {
    let text = r#"
method: GTE
url: /a
failure:
  Failed: sharde
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[unknown-word]: `GTE` is no method
     --> a/b.yaml:1:9
      |
    1 | method: GTE
      |         ^^^
      |
      = help: did you mean `GET`?

    error[unknown-word]: `sharde` is no outcome
     --> a/b.yaml:4:11
      |
    4 |   Failed: sharde
      |           ^^^^^^
      |
      = help: did you mean `shared`?
    "#);
}

#[test]
fn unknown_words_of_a_type() {
    let text = r#"
method: GET
url: /a
request:
  json:
    a: { type: string, as: sha256 }
    b: string | integer
    c: { type: string, secret: yes }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[unknown-word]: `sha256` is no spelling
     --> a/b.yaml:5:28
      |
    5 |     a: { type: string, as: sha256 }
      |                            ^^^^^^
      |
      = help: did you mean `sha256_hex`?

    error[unknown-word]: `string | integer` is no type
     --> a/b.yaml:6:8
      |
    6 |     b: string | integer
      |        ^^^^^^^^^^^^^^^^
      |
      = help: a word may be followed by `| null` and by nothing else: `string | null`

    error[unknown-word]: expected `true` or `false`, found `yes`
     --> a/b.yaml:7:32
      |
    7 |     c: { type: string, secret: yes }
      |                                ^^^
      |
      = help: write `true` or `false`, without quotes
    "#);
}

#[test]
fn unknown_scheme_word() {
    let text = r#"
auth:
  token: baerer
"#;
    insta::assert_snapshot!(api_faults(text), @r#"
    error[unknown-word]: `baerer` is no built-in scheme
     --> a/api.yaml:2:10
      |
    2 |   token: baerer
      |          ^^^^^^
      |
      = help: did you mean `bearer`?
    "#);
}

#[test]
fn invalid_status() {
    let text = r#"
method: GET
url: /a
success:
  A: { status: 20 }
  B: { status: [200, 6xx] }
  C: { status: [] }
examples:
  one:
    is: A
    response: { status: unkown }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[invalid-status]: `20` is no HTTP status
     --> a/b.yaml:4:16
      |
    4 |   A: { status: 20 }
      |                ^^
      |
      = help: write a status from 100 to 599, a class such as `4xx`, a list of them, `any`, or `undocumented`

    error[invalid-status]: `6xx` is no HTTP status
     --> a/b.yaml:5:22
      |
    5 |   B: { status: [200, 6xx] }
      |                      ^^^
      |
      = help: write a status from 100 to 599, a class such as `4xx`, a list of them, `any`, or `undocumented`

    error[invalid-status]: a list of no status
     --> a/b.yaml:6:16
      |
    6 |   C: { status: [] }
      |                ^^
      |
      = help: write `any`, or `undocumented` if the page gives none

    error[invalid-status]: `unkown` is no HTTP status
      --> a/b.yaml:10:25
       |
    10 |     response: { status: unkown }
       |                         ^^^^^^
       |
       = help: write a status from 100 to 599, or `unknown` if the page gives none
    "#);
}

#[test]
fn invalid_day() {
    let text = r#"
docs: [{ url: "https://a.example", read: yesterday }]
"#;
    insta::assert_snapshot!(api_faults(text), @r#"
    error[invalid-value]: expected a day, found `yesterday`
     --> a/api.yaml:1:42
      |
    1 | docs: [{ url: "https://a.example", read: yesterday }]
      |                                          ^^^^^^^^^
      |
      = help: write year, month and day: `2026-11-20`
    "#);
}
