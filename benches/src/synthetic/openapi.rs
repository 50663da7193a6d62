//! The API as an OpenAPI 3.0 document.

use serde_json::{Map, Value, json};

use super::description::{Api, Enumeration, Member, Object, Operation, Sort};

/// The document, as JSON.
pub(super) fn document(api: &Api) -> String {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    schemas.insert(
        "Refusal".to_owned(),
        json!({ "type": "object", "required": ["code", "message"], "properties": { "code": { "type": "string" }, "message": { "type": "string" } } }),
    );
    for group in &api.groups {
        schemas.extend(group.enumerations.iter().map(enumeration));
    }
    for operation in api.operations() {
        let path = paths.entry(&operation.path).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            let method = operation.method.to_lowercase();
            methods.insert(method, described(operation));
        }
        let objects = operation.body.iter().chain([&operation.success]);
        schemas.extend(objects.chain(&operation.inner).map(object));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Office", "description": "A made-up API.", "version": "1.0.0" },
        "servers": [{ "url": "https://office.example/v1" }],
        "paths": paths,
        "components": { "schemas": schemas },
    });
    format!("{document:#}\n")
}

fn described(operation: &Operation) -> Value {
    let mut parameters: Vec<Value> = Vec::new();
    if let Some(name) = &operation.parameter {
        parameters.push(
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
        );
    }
    let places = [("query", &operation.query), ("header", &operation.headers)];
    for (place, members) in places {
        parameters.extend(members.iter().map(|member| {
            json!({ "name": member.name, "in": place, "required": !member.is_optional, "schema": schema(&member.sort) })
        }));
    }
    let mut described = json!({
        "operationId": operation.name,
        "description": operation.description(),
        "tags": [operation.group],
        "parameters": parameters,
        "responses": {
            (operation.status.to_string()): { "description": operation.done, "content": content(&operation.success.name) },
            "4XX": { "description": "Refused.", "content": content("Refusal") },
        },
    });
    if let (Some(body), Some(members)) = (&operation.body, described.as_object_mut()) {
        let body = json!({ "required": true, "content": content(&body.name) });
        members.insert("requestBody".to_owned(), body);
    }
    described
}

fn content(name: &str) -> Value {
    json!({ "application/json": { "schema": reference(name) } })
}

fn enumeration(enumeration: &Enumeration) -> (String, Value) {
    let schema = json!({ "type": "string", "enum": enumeration.values });
    (enumeration.name.clone(), schema)
}

fn object(object: &Object) -> (String, Value) {
    let required = object.members.iter().filter(|member| !member.is_optional);
    let required: Vec<&str> = required.map(|member| member.name).collect();
    let properties: Map<String, Value> = object.members.iter().map(property).collect();
    let schema = json!({ "type": "object", "required": required, "properties": properties });
    (object.name.clone(), schema)
}

fn property(member: &Member) -> (String, Value) {
    let mut schema = schema(&member.sort);
    // Words beside a reference are passed over in this version of OpenAPI.
    if let Some(schema) = schema
        .as_object_mut()
        .filter(|schema| !schema.contains_key("$ref"))
    {
        schema.insert("description".to_owned(), json!(member.description()));
    }
    (member.name.to_owned(), schema)
}

fn schema(sort: &Sort) -> Value {
    match sort {
        Sort::Text => json!({ "type": "string" }),
        Sort::Integer => json!({ "type": "integer", "format": "int64" }),
        Sort::Number => json!({ "type": "number", "format": "double" }),
        Sort::Boolean => json!({ "type": "boolean" }),
        Sort::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Sort::Enumeration(name, _) | Sort::One(name) => reference(name),
        Sort::Many(name) => json!({ "type": "array", "items": reference(name) }),
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
