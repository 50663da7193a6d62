//! The API as a folder of specs: one file for each operation, in a folder for each group.

use std::fmt::Write as _;

use super::description::{Api, Group, Member, Object, Operation, Sort};

/// The files, by their path below the specs folder.
pub(super) fn files(api: &Api) -> Vec<(String, String)> {
    let mut files = vec![("office/api.yaml".to_owned(), api_yaml(api))];
    files.extend(api.operations().map(|operation| {
        let path = format!("office/{}/{}.yaml", operation.group, operation.name);
        (path, endpoint_yaml(operation))
    }));
    files
}

fn api_yaml(api: &Api) -> String {
    let mut text = "title: Office\n\
        description: A made-up API.\n\
        base_url: https://office.example/v1\n\
        auth: { token: bearer }\n\
        defaults: { auth: token }\n\
        types:\n"
        .to_owned();
    for enumeration in api
        .groups
        .iter()
        .flat_map(|group: &Group| &group.enumerations)
    {
        let values = enumeration.values.join(", ");
        // Writing to a string doesn't fail, here and below.
        let _ = writeln!(text, "  {}: {{ enum: [{values}] }}", enumeration.name);
    }
    text.push_str(
        "outcomes:\n  Refused: { status: 4xx, json: { code: string, message: string } }\n",
    );
    text
}

fn endpoint_yaml(operation: &Operation) -> String {
    let mut text = format!(
        "description: {}\nmethod: {}\nurl: {}\n",
        operation.description(),
        operation.method,
        operation.path,
    );
    text.push_str(&request(operation));
    if !operation.inner.is_empty() {
        text.push_str("types:\n");
        for object in &operation.inner {
            let _ = writeln!(text, "  {}:\n    object:", object.name);
            members(&mut text, 6, &object.members);
        }
    }
    let _ = writeln!(
        text,
        "success:\n  {}:\n    status: {}\n    json:",
        operation.done, operation.status
    );
    members(&mut text, 6, &operation.success.members);
    text.push_str("failure:\n  Refused: shared\n");
    text
}

fn request(operation: &Operation) -> String {
    let mut text = String::new();
    if let Some(name) = &operation.parameter {
        let _ = writeln!(text, "  path: {{ {name}: string }}");
    }
    let body = operation
        .body
        .as_ref()
        .map(|Object { members, .. }| members);
    let places = [
        ("query", Some(&operation.query)),
        ("headers", Some(&operation.headers)),
        ("json", body),
    ];
    for (place, held) in places {
        if let Some(held) = held.filter(|held| !held.is_empty()) {
            let _ = writeln!(text, "  {place}:");
            members(&mut text, 4, held);
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("request:\n{text}")
    }
}

fn members(text: &mut String, indent: usize, members: &[Member]) {
    for member in members {
        let mark = if member.is_optional { "?" } else { "" };
        let (name, sort) = (member.name, sort(&member.sort));
        let _ = match member.sort {
            Sort::Texts | Sort::Many(_) => writeln!(
                text,
                "{:indent$}{name}{mark}: {{ list: {sort}, description: {} }}",
                "",
                member.description()
            ),
            _ => writeln!(
                text,
                "{:indent$}{name}{mark}: {{ type: {sort}, description: {} }}",
                "",
                member.description()
            ),
        };
    }
}

/// Of a list, what it holds.
fn sort(sort: &Sort) -> &str {
    match sort {
        Sort::Text | Sort::Texts => "string",
        Sort::Integer => "integer",
        Sort::Number => "number",
        Sort::Boolean => "boolean",
        Sort::Enumeration(name, _) | Sort::One(name) | Sort::Many(name) => name,
    }
}
