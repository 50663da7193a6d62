//! What no YAML reader, or not ours, takes for a spec, and files that stand where none can.

use super::{faults, read};

#[test]
fn too_deep() {
    let nested = format!("method: {}x{}\n", "[".repeat(70), "]".repeat(70));
    insta::assert_snapshot!(faults(&nested), @r#"
    error[too-deep]: maps and lists are nested more than 64 levels deep
     --> a/b.yaml:1:74
      |
    1 | method: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]...
      |                                                                          ^
      |
      = help: give the inner types names under `types`
    "#);
}

#[test]
fn file_too_large() {
    let large = "#".repeat(crate::source::MAX_BYTES + 1);
    insta::assert_snapshot!(faults(&large), @r#"
    error[file-too-large]: the file is larger than 8 MiB
     --> a/b.yaml:1:1
      |
    1 | #####################################################################################################################################...
      | ^
      |
      = help: write one endpoint into each file
    "#);
}

#[test]
fn misplaced_file() {
    let files = [
        ("a/api.yaml", "title: A"),
        ("a/b.yml", "method: GET"),
        ("a/group/deep/c.yaml", "method: GET"),
        ("d.yaml", "method: GET"),
    ];
    insta::assert_snapshot!(read(&files).1, @r#"
    error[misplaced-file]: a spec is a file that ends in `.yaml`
     --> a/b.yml:1:1
      |
    1 | method: GET
      | ^
      |
      = note: an API is a folder with `api.yaml` and one file for each endpoint; those in a folder below it are a group
      = help: rename it to `b.yaml`

    error[misplaced-file]: a spec in a folder of a group
     --> a/group/deep/c.yaml:1:1
      |
    1 | method: GET
      | ^
      |
      = note: an API is a folder with `api.yaml` and one file for each endpoint; those in a folder below it are a group
      = help: move it up: a group holds endpoints and no further groups

    error[misplaced-file]: a spec outside of an API's folder
     --> d.yaml:1:1
      |
    1 | method: GET
      | ^
      |
      = note: an API is a folder with `api.yaml` and one file for each endpoint; those in a folder below it are a group
      = help: move it to `<api>/d.yaml`, beside the `api.yaml` of its API
    "#);
}

#[test]
fn missing_api_file() {
    insta::assert_snapshot!(read(&[("a/b.yaml", "method: GET\nurl: /a\nhost: x\n")]).1, @r#"
    error[missing-api-file]: the folder `a` has no `api.yaml`
     --> a/b.yaml:1:1
      |
    1 | method: GET
      | ^
      |
      = note: it holds what the endpoints of a folder share: base URL, auth, types, outcomes
      = help: write `a/api.yaml`; `title` and `base_url` are enough to begin with

    error[unknown-key]: `host` is no key of an endpoint file
     --> a/b.yaml:3:1
      |
    3 | host: x
      | ^^^^
      |
      = help: known here: `title`, `docs`, `description`, `notes`, `deprecated`, `method`, `url`, `also`, `auth`, `auth_origins`, `idempotent`, `rate_limit`, `resend_after_login`, `request`, `presence`, `types`, `success`, `failure`, `pages`, `examples`
    "#);
}

#[test]
fn yaml_syntax_tab() {
    let text = "method: GET\nurl: /a\nrequest:\n\tquery: { a: string }\n";
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: a tab where YAML wants spaces
     --> a/b.yaml:4:1
      |
    4 |     query: { a: string }
      | ^^^^
      |
      = help: indent with spaces; set the editor to insert them for the tab key
    "#);
}

#[test]
fn yaml_syntax_indent() {
    let text = r#"
method: GET
url: /a
request:
    query: { a: string }
  json: { b: string }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: this line is indented like none of the lines above it
     --> a/b.yaml:5:3
      |
    5 |   json: { b: string }
      |   ^
      |
      = help: the keys of one map begin in one column, and so do the dashes of one list
    "#);
}

#[test]
fn yaml_syntax_indented_too_far() {
    let text = r#"
method: GET
  url: /a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: this line is indented like a part of the value above it
     --> a/b.yaml:2:3
      |
    2 |   url: /a
      |   ^
      |
      = help: the keys of one map begin in one column, and so do the dashes of one list
    "#);
}

#[test]
fn yaml_syntax_colon_in_text() {
    let text = r#"
description: Ends: the session
method: GET
url: /a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: a `:` inside of a text without quotes
     --> a/b.yaml:1:18
      |
    1 | description: Ends: the session
      |                  ^
      |
      = help: text that holds `: ` is quoted, or written as a block under `|`
    "#);
}

#[test]
fn yaml_syntax_open_quote() {
    let text = r#"
method: GET
url: "/a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: a quote is opened here and not closed
     --> a/b.yaml:2:6
      |
    2 | url: "/a
      |      ^
      |
      = help: close it; further lines of quoted text are indented more than their key
    "#);
}

#[test]
fn yaml_syntax_open_bracket() {
    let text = r#"
method: GET
url: /a
success: { Done: { json: [string } }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: `[` is opened and not closed
     --> a/b.yaml:3:26
      |
    3 | success: { Done: { json: [string } }
      |                          ^
      |
      = help: close it, or quote it if text is meant
    "#);
}

#[test]
fn yaml_syntax_reserved_character() {
    let text = r#"
method: GET
url: @a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: no value can begin with `@`
     --> a/b.yaml:2:6
      |
    2 | url: @a
      |      ^
      |
      = help: quote the text
    "#);
}

#[test]
fn yaml_syntax_key_without_colon() {
    let text = r#"
method GET
url: /a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: a key without its `:`
     --> a/b.yaml:1:1
      |
    1 | method GET
      | ^
      |
      = help: write `key: value`
    "#);
}

#[test]
fn yaml_syntax_escape() {
    let text = "method: GET\nurl: \"\\d\"\n";
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: an escape that YAML doesn't know
     --> a/b.yaml:2:6
      |
    2 | url: "\d"
      |      ^
      |
      = help: write `\\` for a backslash, or use `'…'`, where nothing is escaped
    "#);
}

#[test]
fn yaml_syntax_behind_a_quote() {
    let text = r#"
method: GET
url: "/a"b
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: text stands behind the closing quote
     --> a/b.yaml:2:10
      |
    2 | url: "/a"b
      |          ^
      |
      = help: put the whole value inside the quotes; inside `'…'` a quote is written twice
    "#);
}

#[test]
fn yaml_syntax_two_documents() {
    let text = r#"
method: GET
url: /a
---
method: GET
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: a second document begins here
     --> a/b.yaml:3:1
      |
    3 | ---
      | ^^^
      |
      = note: a file holds one document
      = help: remove the `---`, or move what follows into a file of its own
    "#);
}

#[test]
fn yaml_syntax_directive() {
    let text = "%YAML 1.2\n---\nmethod: GET\nurl: /a\n";
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-syntax]: a directive of YAML has no meaning here
     --> a/b.yaml:1:1
      |
    1 | %YAML 1.2
      | ^
      |
      = help: remove the line
    "#);
}

#[test]
fn an_empty_file() {
    let text = "# nothing but words\n";
    insta::assert_snapshot!(faults(text), @r#"
    error[wrong-kind]: the file is empty
     --> a/b.yaml:1:1
      |
    1 | # nothing but words
      | ^
    "#);
}

#[test]
fn duplicate_key() {
    let text = r#"
method: GET
url: /a
method: POST
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[duplicate-key]: `method` stands twice in this map
     --> a/b.yaml:3:1
      |
    1 | method: GET
      | ------ first here
    2 | url: /a
    3 | method: POST
      | ^^^^^^ again here
    "#);
}

#[test]
fn yaml_anchor() {
    let text = r#"
method: &m GET
url: /a
title: *m
request:
  <<: { a: string }
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-anchor]: an anchor of YAML has no meaning here
     --> a/b.yaml:1:9
      |
    1 | method: &m GET
      |         ^^
      |
      = help: write the value out, or give it a name under `types` or `outcomes` of `api.yaml`

    error[yaml-anchor]: an alias of YAML has no meaning here
     --> a/b.yaml:3:8
      |
    3 | title: *m
      |        ^^
      |
      = help: write the value out, or give it a name under `types` or `outcomes` of `api.yaml`

    error[yaml-anchor]: a merge key of YAML has no meaning here
     --> a/b.yaml:5:3
      |
    5 |   <<: { a: string }
      |   ^^
      |
      = help: write the value out, or give it a name under `types` or `outcomes` of `api.yaml`
    "#);
}

#[test]
fn yaml_tag() {
    let text = r#"
method: !!str GET
url: !x /a
"#;
    insta::assert_snapshot!(faults(text), @r#"
    error[yaml-tag]: a tag of YAML has no meaning here
     --> a/b.yaml:1:9
      |
    1 | method: !!str GET
      |         ^^^^^
      |
      = help: remove it; text that begins with `!` is quoted

    error[yaml-tag]: a tag of YAML has no meaning here
     --> a/b.yaml:2:6
      |
    2 | url: !x /a
      |      ^^
      |
      = help: remove it; text that begins with `!` is quoted
    "#);
}
