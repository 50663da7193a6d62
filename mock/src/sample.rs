//! A small API to test with, as the check of specs would make it.

use docwright_codegen::ir::{
    Api, Construction, Doc, Endpoint, Example, HttpRequest, HttpResponse, Method, Outcome,
    OutcomeBody, OutcomeKind, OutcomeRef, OutcomeUse, Request, Segment, SessionRole, StatusSet,
    Template, Url, Variable, When,
};
use docwright_codegen::names::RustName;

const ORIGIN: &str = "https://notes.example";
const BASE_PATH: &str = "/v1/acme";

/// An API of this name at `https://notes.example/v1/{team}/`.
pub(crate) fn api(name: &str) -> Api {
    Api {
        name: name.to_owned(),
        folder: name.to_owned(),
        module: RustName::snake(name),
        feature: name.to_owned(),
        groups: Vec::new(),
        doc: Doc::default(),
        rate_limits: Vec::new(),
        base_url: Some(Template(vec![
            Segment::Literal(format!("{ORIGIN}/v1/")),
            Segment::Value(0),
            Segment::Literal("/".to_owned()),
        ])),
        variables: vec![Variable {
            name: "team".to_owned(),
            method: RustName::snake("team"),
            description: None,
            example: Some("acme".to_owned()),
            default: None,
        }],
        schemes: Vec::new(),
        types: Vec::new(),
        outcomes: Vec::new(),
        endpoints: vec![add(), count(), latest(), list(), read(), remove()],
    }
}

/// A request as it comes, without headers and body.
pub(crate) fn request(method: &str, target: &str) -> HttpRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    HttpRequest {
        method: method.to_owned(),
        origin: String::new(),
        path: path.to_owned(),
        query: pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        headers: Vec::new(),
        body: Vec::new(),
    }
}

fn add() -> Endpoint {
    let sent = |text: &str| HttpRequest {
        headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
        body: format!(r#"{{"text":"{text}"}}"#).into_bytes(),
        ..documented("POST", "/notes")
    };
    let refused = |status| response(status, r#"{"refused":true}"#);
    endpoint(
        "add",
        Method::Post,
        "/notes",
        &[
            ("Added", OutcomeKind::Success),
            ("Refused", OutcomeKind::Failure),
        ],
        vec![
            example(
                "refused",
                1,
                sent("milk"),
                vec![refused(200), refused(401), refused(500)],
            ),
            example("added", 0, sent("milk"), vec![added()]),
            example("too long", 1, sent("too long"), vec![refused(200)]),
        ],
    )
}

fn added() -> HttpResponse {
    HttpResponse {
        headers: vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("X-Note".to_owned(), "7".to_owned()),
            ("Content-Length".to_owned(), "3".to_owned()),
        ],
        ..response(201, r#"{"id":7}"#)
    }
}

fn count() -> Endpoint {
    command("count")
}

fn list() -> Endpoint {
    command("list")
}

/// An endpoint that a constant query pair tells from its neighbour.
fn command(name: &str) -> Endpoint {
    let target = format!("/command?do={name}");
    let sent = documented("GET", &target);
    let done = response(200, &format!(r#"{{"done":"{name}"}}"#));
    endpoint(
        name,
        Method::Get,
        &target,
        &[("Done", OutcomeKind::Success)],
        vec![example("documented", 0, sent, vec![done])],
    )
}

fn latest() -> Endpoint {
    let sent = documented("GET", "/notes/latest");
    endpoint(
        "latest",
        Method::Get,
        "/notes/latest",
        &[("Found", OutcomeKind::Success)],
        vec![example("newest note", 0, sent, vec![response(200, "milk")])],
    )
}

fn read() -> Endpoint {
    let sent = documented("GET", "/notes/7");
    endpoint(
        "read",
        Method::Get,
        "/notes/{id}",
        &[("Found", OutcomeKind::Success)],
        vec![example("größe 100%", 0, sent, vec![response(200, "milk")])],
    )
}

fn remove() -> Endpoint {
    let sent = documented("DELETE", "/notes/7");
    endpoint(
        "remove",
        Method::Delete,
        "/notes/{id}",
        &[("Removed", OutcomeKind::Success)],
        vec![
            example("removed", 0, sent.clone(), vec![response(204, "nothing")]),
            example("unsendable", 0, sent, vec![response(101, "")]),
        ],
    )
}

fn documented(method: &str, target: &str) -> HttpRequest {
    HttpRequest {
        origin: ORIGIN.to_owned(),
        ..request(method, &format!("{BASE_PATH}{target}"))
    }
}

fn response(status: u16, body: &str) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
    }
}

fn example(
    name: &str,
    outcome: usize,
    request: HttpRequest,
    responses: Vec<HttpResponse>,
) -> Example {
    Example {
        name: name.to_owned(),
        description: None,
        from: None,
        repaired: None,
        values: Vec::new(),
        credentials: Vec::new(),
        now: None,
        nonce: None,
        variables: vec!["acme".to_owned()],
        request,
        also: Vec::new(),
        secrets: Vec::new(),
        responses,
        outcome,
    }
}

fn endpoint(
    name: &str,
    method: Method,
    template: &str,
    outcomes: &[(&str, OutcomeKind)],
    examples: Vec<Example>,
) -> Endpoint {
    let request = request("", template);
    let path = match request.path.strip_suffix("{id}") {
        Some(before) => vec![Segment::Literal(before.to_owned()), Segment::Value(0)],
        None => vec![Segment::Literal(request.path)],
    };
    Endpoint {
        name: name.to_owned(),
        group: None,
        method_name: RustName::snake(name),
        key: format!("notes/{name}.yaml"),
        doc: Doc::default(),
        method,
        url: Url {
            origin: None,
            given: None,
            path: Template(path),
            query: request.query,
            template: template.to_owned(),
        },
        auth: Vec::new(),
        idempotent: None,
        also: Vec::new(),
        request: Request {
            type_name: RustName::pascal(name),
            parameters: Vec::new(),
            body: None,
            construction: Construction::Nothing,
            rules: Vec::new(),
            facts: Vec::new(),
        },
        response_name: RustName::pascal("response"),
        success_name: RustName::pascal("success"),
        failure_name: RustName::pascal("failure"),
        outcomes: outcomes
            .iter()
            .map(|(name, kind)| outcome(name, *kind))
            .collect(),
        candidates: (0..outcomes.len()).collect(),
        pages: None,
        rate_limits: Vec::new(),
        session: SessionRole::default(),
        examples,
    }
}

fn outcome(name: &str, kind: OutcomeKind) -> OutcomeUse {
    OutcomeUse {
        variant: RustName::pascal(name),
        kind,
        outcome: OutcomeRef::Own(Box::new(Outcome {
            name: RustName::pascal(name),
            description: None,
            notes: Vec::new(),
            body: OutcomeBody::Empty,
            headers: Vec::new(),
            when: When::default(),
            conditions: Vec::new(),
            holds_secret: false,
            json_prefix: None,
            stream: false,
            acted: None,
            expired: Vec::new(),
            failing: Vec::new(),
        })),
        status: StatusSet {
            ranges: vec![(100, 999)],
            label: "undocumented".to_owned(),
            documented: false,
        },
        when: Vec::new(),
    }
}
