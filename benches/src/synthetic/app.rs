//! Programs that await operations, one for each client: the same calls with the same values.

use std::fmt::Write as _;

use super::description::{Api, Member, Object, Operation, Sort, pascal};

/// Whose client is called.
#[derive(Clone, Copy)]
pub(super) enum Rival {
    Docwright,
    Progenitor,
}

impl Rival {
    pub(super) const BOTH: [Self; 2] = [Self::Docwright, Self::Progenitor];

    /// As packages and programs are named after it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Docwright => "docwright",
            Self::Progenitor => "progenitor",
        }
    }

    fn start(self) -> &'static str {
        match self {
            Self::Docwright => DOCWRIGHT,
            Self::Progenitor => PROGENITOR,
        }
    }

    /// The module of an object or an enum.
    fn module(self, operation: &Operation, name: &str) -> String {
        match self {
            Self::Progenitor => "types".to_owned(),
            Self::Docwright if operation.object(name).is_some() => {
                format!("{}::{}", operation.group, operation.name)
            }
            Self::Docwright => "types".to_owned(),
        }
    }
}

const DOCWRIGHT: &str = r#"use docwright_client::office::*;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn client(url: &str, token: String) -> Result<Client, Failure> {
    Ok(Client::builder().base_url(url).token(token).build()?)
}
"#;

const PROGENITOR: &str = r#"use progenitor_client_of_office::{types, Client};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn client(url: &str, token: String) -> Result<Client, Failure> {
    let mut token = reqwest::header::HeaderValue::from_str(&format!("Bearer {token}"))?;
    token.set_sensitive(true);
    let headers = [(reqwest::header::AUTHORIZATION, token)].into_iter().collect();
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    Ok(Client::new_with_client(url, http))
}
"#;

const MAIN: &str = r#"
fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("no URL")?;
    let client = client(&url, arguments.next().ok_or("no token")?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(calls(&client))
}
"#;

/// A program that awaits the first `count` operations.
pub(super) fn program(api: &Api, rival: Rival, count: usize) -> String {
    let mut text = rival.start().to_owned();
    let mut calls = String::new();
    let mut left = count;
    for group in &api.groups {
        let called = &group.operations;
        let called = called.get(..left.min(called.len())).unwrap_or_default();
        left -= called.len();
        if called.is_empty() {
            continue;
        }
        // Writing to a string doesn't fail, here and below.
        let _ = writeln!(calls, "    {}(client).await?;", group.name);
        let _ = writeln!(
            text,
            "\nasync fn {}(client: &Client) -> Result<(), Failure> {{",
            group.name
        );
        for operation in called {
            let _ = writeln!(
                text,
                "    std::hint::black_box({});",
                call(rival, operation)
            );
        }
        text.push_str("    Ok(())\n}\n");
    }
    let client = if calls.is_empty() {
        "_client"
    } else {
        "client"
    };
    let _ = writeln!(
        text,
        "\nasync fn calls({client}: &Client) -> Result<(), Failure> {{\n{calls}    Ok(())\n}}"
    );
    text + MAIN
}

fn call(rival: Rival, operation: &Operation) -> String {
    let name = &operation.name;
    match rival {
        Rival::Docwright => {
            let fields = operation
                .parameter
                .iter()
                .map(|parameter| format!("{parameter}: \"one\".to_owned()"));
            let members = operation.query.iter().chain(&operation.headers);
            let members = members.chain(operation.body.iter().flat_map(|body| &body.members));
            let fields: Vec<String> = fields
                .chain(members.map(|member| field(rival, operation, member)))
                .collect();
            format!(
                "client.{name}({}Request {{ {} }}).ok().await?",
                pascal(name),
                fields.join(", ")
            )
        }
        Rival::Progenitor => {
            let mut arguments: Vec<String> = operation
                .parameter
                .iter()
                .map(|_| "\"one\"".to_owned())
                .collect();
            let mut query: Vec<&Member> = operation.query.iter().collect();
            // It takes them by name.
            query.sort_by_key(|member| member.name);
            for member in query.into_iter().chain(&operation.headers) {
                arguments.push(match &member.sort {
                    Sort::Text => "Some(\"text\")".to_owned(),
                    sort => format!("Some({})", value(rival, operation, sort)),
                });
            }
            arguments.extend(
                operation
                    .body
                    .iter()
                    .map(|body| format!("&{}", literal(rival, operation, "types", body))),
            );
            format!(
                "client.{name}({}).await?.into_inner()",
                arguments.join(", ")
            )
        }
    }
}

fn literal(rival: Rival, operation: &Operation, module: &str, object: &Object) -> String {
    let fields = object
        .members
        .iter()
        .map(|member| field(rival, operation, member));
    let fields: Vec<String> = fields.collect();
    format!("{module}::{} {{ {} }}", object.name, fields.join(", "))
}

fn field(rival: Rival, operation: &Operation, member: &Member) -> String {
    let name = member.name.to_lowercase().replace('-', "_");
    let value = value(rival, operation, &member.sort);
    if member.is_optional {
        format!("{name}: Some({value})")
    } else {
        format!("{name}: {value}")
    }
}

fn value(rival: Rival, operation: &Operation, sort: &Sort) -> String {
    let inner = |name: &String| {
        let object = operation.object(name);
        let module = rival.module(operation, name);
        object.map_or_else(String::new, |object| {
            literal(rival, operation, &module, object)
        })
    };
    match sort {
        Sort::Text => "\"text\".to_owned()".to_owned(),
        Sort::Integer => "7".to_owned(),
        Sort::Number => "0.5".to_owned(),
        Sort::Boolean => "true".to_owned(),
        Sort::Texts => "vec![\"text\".to_owned()]".to_owned(),
        Sort::Enumeration(name, first) => {
            format!(
                "{}::{name}::{}",
                rival.module(operation, name),
                pascal(first)
            )
        }
        Sort::One(name) => inner(name),
        Sort::Many(name) => format!("vec![{}]", inner(name)),
    }
}
