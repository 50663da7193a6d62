//! What stands behind keys that hold more than a word: shapes that several keys share.

use serde_json::{Map, Value, json};

use super::reference;

/// A plain text. YAML's look-alikes are the parser's to refuse.
pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

/// The shape behind a key of a map; `None` where anything may stand.
pub(super) fn of_key(map: &str, key: &str) -> Option<Value> {
    Some(match (map, key) {
        (_, "docs") => list_of(refer("an entry of `docs`")),
        (_, "notes") => list_of(text()),
        (_, "variables") => map_of(refer("an entry of `variables`")),
        ("`api.yaml`", "auth") => defined("schemes"),
        ("`oauth2`", "expired") => list_of(any(vec![
            json!({ "type": "integer", "minimum": 100, "maximum": 599 }),
            refer("an entry of `expired`"),
        ])),
        ("`oauth2`", "auth") => words(&["basic", "body"]),
        ("`request` of an example", "auth") => map_of(scalar()),
        (_, "auth") => defined("auth_use"),
        ("an endpoint file", "also") => list_of(refer("another address")),
        ("another address", "query_as") => words(&["form"]),
        ("an endpoint file", "auth_origins") => one_or_more(text()),
        (_, "any_of" | "all_of") => list_of(defined("auth_use")),
        (_, "rate_limits") => {
            let rate = refer("a rate limit");
            map_of(any(vec![rate.clone(), list_of(rate)]))
        }
        (_, "rate_limit") => any(vec![one_or_more(text()), map_of(scalar())]),
        ("a rate limit", "per") => text(),
        ("a rate limit", "requests" | "burst") => json!({ "type": "integer", "minimum": 1 }),
        (_, "defaults") => refer("`defaults`"),
        (_, "parameters") => map_of(refer("a group of parameters")),
        (_, "types") => map_of(defined("type")),
        (_, "outcomes") => map_of(refer("an outcome")),
        (_, "method") => words(&[
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "REPORT",
            "SEARCH",
        ]),
        ("an endpoint file", "request") => refer("`request`"),
        ("an endpoint file", "success" | "failure") => map_of(defined("outcome_entry")),
        ("an endpoint file", "examples") => map_of(refer("an example")),
        ("an example", "request") => refer("`request` of an example"),
        ("an example", "holds") => map_of(text()),
        ("an example", "response") => refer("`response` of an example"),
        ("`request` of an example", "fill") => map_of(scalar()),
        ("`response` of an example", "headers") => map_of(scalar()),
        (
            "`request`" | "a group of parameters",
            "path" | "query" | "headers" | "cookies" | "url",
        ) => defined("members"),
        ("`request`" | "an outcome", "form" | "multipart" | "properties" | "html") => {
            defined("members")
        }
        ("`request`" | "an outcome" | "an event", "json" | "lines") => defined("members_or_type"),
        ("`request`" | "an outcome", "xml") => refer("`xml`"),
        ("`request`" | "one of several bodies" | "an outcome", "csv") => refer("`csv`"),
        ("`csv`", "columns") => defined("members_or_type"),
        ("`csv`", "delimiter") => any(vec![text(), refer("`delimiter` of `csv`")]),
        ("`csv`", "skip_lines") => scalar(),
        ("`request`", "rules") => list_of(refer("a rule")),
        (_, "rules") if is_type(map) => list_of(refer("a rule")),
        ("an outcome", "headers") | ("`xml`", "members") => defined("members"),
        ("an outcome", "events") => map_of(refer("an event")),
        ("an outcome" | "a shared outcome" | "`response` of an example", "status") => {
            defined("status")
        }
        ("an outcome", "acted") => words(&["no", "unknown"]),
        ("a variant of `one_of`", "failure") => words(&["item", "ends"]),
        ("an outcome", "when") => refer("`when`"),
        (
            "`request`"
            | "an outcome"
            | "the type of a member"
            | "a type"
            | "a variant of `one_of`",
            "include",
        ) => one_or_more(text()),
        ("`when`", "request" | "header") => map_of(one_or_more(scalar())),
        ("`when`", "media_type" | "has" | "lacks") => one_or_more(text()),
        ("`when`", "text") => refer("`text` of `when`"),
        (
            "a rule",
            "at_least_one_of" | "exactly_one_of" | "all_or_none" | "requires" | "only_with",
        ) => list_of(text()),
        ("a rule", "when") => map_of(one_or_more(scalar())),
        ("an auth recipe", "credentials") => map_of(refer("a credential")),
        ("an auth recipe", "compute") => map_of(refer("an entry of `compute`")),
        ("an auth recipe", "sign") => map_of(refer("an entry of `sign`")),
        ("an entry of `sign`", "sorted") => refer("`sorted`"),
        ("`sorted`", "of") => one_or_more(words(&["query", "form", "json"])),
        ("`sorted`", "except") => one_or_more(text()),
        ("`sorted`", "with") => map_of(text()),
        ("an auth recipe", "headers" | "query" | "cookies" | "body") => map_of(text()),
        ("an auth recipe", "login") => refer("`login`"),
        ("an auth recipe", "expired") => list_of(refer("an entry of `expired`")),
        ("`login`", "take") => map_of(one_or_more(any(vec![text(), refer("an entry of `take`")]))),
        ("`login`", "expires_in") => any(vec![text(), json!({ "type": "integer", "minimum": 1 })]),
        ("an entry of `expired`", "where") => map_of(one_or_more(scalar())),
        ("`xml`", "namespaces") => map_of(text()),
        (_, "object" | "shared") if is_type(map) => defined("members"),
        (_, "list" | "map") if is_type(map) => defined("type"),
        (_, "tuple") if is_type(map) => {
            any(vec![list_of(defined("type")), map_of(defined("type"))])
        }
        (_, "one_of") if is_type(map) => map_of(defined("variant")),
        (_, "enum") if is_type(map) => any(vec![list_of(scalar()), map_of(text())]),
        (_, "const") if is_type(map) => scalar(),
        (_, "null_as") if is_type(map) => one_or_more(scalar()),
        ("a variant of `one_of`", "has") => list_of(text()),
        _ => return None,
    })
}

/// Definitions that belong to no table of keys.
pub(super) fn definitions() -> Map<String, Value> {
    let definitions = json!({
        "type": any(vec![
            text(),
            json!({ "type": "array", "items": defined("type"), "minItems": 1, "maxItems": 1 }),
            refer("a type"),
        ]),
        "member": any(vec![
            text(),
            json!({ "type": "array", "items": defined("type"), "minItems": 1, "maxItems": 1 }),
            refer("the type of a member"),
        ]),
        "variant": any(vec![
            text(),
            json!({ "type": "array", "items": defined("type"), "minItems": 1, "maxItems": 1 }),
            refer("a variant of `one_of`"),
        ]),
        "members": map_of(defined("member")),
        "members_or_type": any(vec![
            text(),
            json!({ "type": "array", "items": defined("type"), "minItems": 1, "maxItems": 1 }),
            defined("members"),
        ]),
        "schemes": any(vec![
            words(&["bearer", "basic", "custom"]),
            map_of(any(vec![
                words(&["bearer", "basic", "custom"]),
                refer("an auth scheme of one key"),
                refer("an auth recipe"),
            ])),
        ]),
        "auth_use": any(vec![text(), refer("`auth` with several schemes")]),
        "outcome_entry": any(vec![
            words(&["shared"]),
            refer("a shared outcome"),
            refer("an outcome"),
        ]),
        "status": one_or_more(any(vec![
            json!({ "type": "integer", "minimum": 100, "maximum": 599 }),
            json!({ "type": "string", "pattern": "^([1-5]xx|[1-5][0-9][0-9]|any|undocumented|unknown)$" }),
        ])),
    });
    match definitions {
        Value::Object(definitions) => definitions,
        _ => Map::new(),
    }
}

fn is_type(map: &str) -> bool {
    matches!(
        map,
        "the type of a member" | "a type" | "a variant of `one_of`"
    )
}

fn refer(map: &str) -> Value {
    json!({ "$ref": reference(map) })
}

fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

fn words(words: &[&str]) -> Value {
    json!({ "enum": words })
}

fn list_of(item: Value) -> Value {
    json!({ "type": "array", "items": item })
}

fn map_of(value: Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

fn any(shapes: Vec<Value>) -> Value {
    json!({ "anyOf": shapes })
}

fn one_or_more(item: Value) -> Value {
    any(vec![item.clone(), list_of(item)])
}
