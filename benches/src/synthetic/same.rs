//! The document and the specs say the same: each is read back, the specs by the generator itself,
//! and every operation is spelt out down to the last member.

use std::collections::{BTreeMap, BTreeSet};

use docwright_codegen::diagnostic::Format;
use docwright_codegen::ir::{self, OutcomeBody, Place, RequestBody, Scalar, Shape, Type};
use docwright_codegen::{Sources, check};
use serde_json::Value;

use super::description::Api;
use super::{openapi, specs};
use crate::Failure;

/// What each operation takes and gives, by its name.
type Operations = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_document_and_the_specs_say_the_same() -> Result<(), Failure> {
    let api = Api::made_up();
    let document = serde_json::from_str(&openapi::document(&api))?;
    let mut sources = Sources::new();
    for (name, text) in specs::files(&api) {
        sources.add(name.clone(), name, text);
    }
    let checked =
        check(sources).map_err(|faults| Failure::from(faults.render(Format::Text, false)))?;
    let [checked] = checked.apis() else {
        return Err("more than one API".into());
    };
    let (theirs, ours) = (of_document(&document), of_specs(checked));
    assert_eq!(theirs, ours);
    assert_eq!(ours.len(), 200);
    assert_eq!(checked.groups.len(), 10);
    Ok(())
}

#[test]
fn it_is_as_large_as_it_says() {
    let api = Api::made_up();
    let objects = api.operations().flat_map(|operation| {
        let outer = operation.body.iter().chain([&operation.success]);
        outer.chain(&operation.inner)
    });
    let mut count = 0;
    for object in objects {
        assert!((7..=8).contains(&object.members.len()), "{}", object.name);
        count += 1;
    }
    assert_eq!(count, 600);
    let enumerations = api.groups.iter().flat_map(|group| &group.enumerations);
    assert_eq!(enumerations.count(), 50);
}

fn of_document(document: &Value) -> Operations {
    let mut operations = Operations::new();
    for (path, methods) in members(&document["paths"]) {
        for (method, operation) in members(methods) {
            let mut said = BTreeSet::from([format!("{} {path}", method.to_uppercase())]);
            let parameters = operation["parameters"].as_array();
            said.extend(parameters.into_iter().flatten().map(|parameter| {
                let mark = mark(parameter["required"] != true);
                let held = held(document, &parameter["schema"]);
                format!(
                    "{} {}{mark}: {held}",
                    text(&parameter["in"]),
                    text(&parameter["name"])
                )
            }));
            let body = &operation["requestBody"];
            if body.is_object() {
                assert_eq!(body["required"], true);
                said.insert(format!("body {}", held(document, json(body))));
            }
            for (status, response) in members(&operation["responses"]) {
                said.insert(format!(
                    "{} {}",
                    status.to_lowercase(),
                    held(document, json(response))
                ));
            }
            operations.insert(text(&operation["operationId"]).to_owned(), said);
        }
    }
    operations
}

/// A schema as a type is spelt here: `string`, `[string]`, `one|two`, `{name?: string}`.
fn held(document: &Value, schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        return document
            .pointer(pointer)
            .map_or_else(String::new, |schema| held(document, schema));
    }
    if let Some(values) = schema["enum"].as_array() {
        return one_of(values.iter().map(text));
    }
    match text(&schema["type"]) {
        "array" => format!("[{}]", held(document, &schema["items"])),
        "object" => {
            let required = schema["required"].as_array();
            let required: BTreeSet<&str> = required.into_iter().flatten().map(text).collect();
            object(members(&schema["properties"]).map(|(name, schema)| {
                let mark = mark(!required.contains(name.as_str()));
                format!("{name}{mark}: {}", held(document, schema))
            }))
        }
        scalar => scalar.to_owned(),
    }
}

fn json(with_content: &Value) -> &Value {
    &with_content["content"]["application/json"]["schema"]
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn of_specs(api: &ir::Api) -> Operations {
    let operations = api.endpoints.iter().map(|endpoint| {
        let method = endpoint.method.as_str();
        let mut said = BTreeSet::from([format!("{method} {}", endpoint.url.template)]);
        said.extend(endpoint.request.parameters.iter().map(|parameter| {
            let place = match parameter.place {
                Place::Path => "path",
                Place::Query => "query",
                Place::Header => "header",
                _ => "elsewhere",
            };
            format!("{place} {}", member(api, &parameter.member))
        }));
        if let Some(RequestBody::Json(members)) = &endpoint.request.body {
            said.insert(format!("body {}", of_members(api, members)));
        }
        said.extend(endpoint.outcomes.iter().map(|used| {
            let members = match api.outcome(used).map(|outcome| &outcome.body) {
                Some(OutcomeBody::Json(members)) => of_members(api, members),
                _ => "no JSON".to_owned(),
            };
            format!("{} {members}", used.status.label)
        }));
        (endpoint.name.clone(), said)
    });
    operations.collect()
}

fn of_members(api: &ir::Api, members: &[ir::Member]) -> String {
    object(members.iter().map(|held| member(api, held)))
}

fn member(api: &ir::Api, member: &ir::Member) -> String {
    let held = member.value_type().map(|ty| of_type(api, ty));
    let mark = mark(member.optional);
    format!("{}{mark}: {}", member.wire, held.unwrap_or_default())
}

fn of_type(api: &ir::Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(Scalar::String) => "string".to_owned(),
        Type::Scalar(Scalar::Integer(_)) => "integer".to_owned(),
        Type::Scalar(Scalar::Number(_)) => "number".to_owned(),
        Type::Scalar(Scalar::Boolean(_)) => "boolean".to_owned(),
        Type::List(item) => format!("[{}]", of_type(api, item)),
        Type::Named(id) => match api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => of_members(api, members),
            Some(Shape::Enum(enumeration)) => {
                one_of(enumeration.values.iter().map(|value| value.wire.as_str()))
            }
            _ => format!("{ty:?}"),
        },
        _ => format!("{ty:?}"),
    }
}

fn mark(is_optional: bool) -> &'static str {
    if is_optional { "?" } else { "" }
}

fn one_of<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.collect::<Vec<_>>().join("|")
}

/// The order of members says nothing.
fn object(members: impl Iterator<Item = String>) -> String {
    let members: BTreeSet<String> = members.collect();
    format!("{{{}}}", Vec::from_iter(members).join(", "))
}
