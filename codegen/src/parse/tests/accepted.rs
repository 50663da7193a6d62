//! Texts that are read, and what they become.

use super::read;
use crate::source::Spanned;
use crate::spec::{
    Api, AuthUse, ConditionValue, Endpoint, ExampleBody, ExamplePlace, ExampleStatus, Literal,
    Method, Outcome, OutcomeBody, OutcomeEntry, Place, RequestBody, SchemeKind, Spelling,
    StatusSet, TakenFrom, TypeKind,
};

pub(super) const API: &str = r#"
title: Trading
docs: [{ url: "https://docs.example", read: 2026-11-20, note: The overview. }]
base_url: https://{region}.example/api
variables:
  region: { description: The region, example: eu, default: eu }
auth:
  session:
    credentials: { user_id: { secret: false }, session_key: { description: From login. } }
    body: { userId: "{user_id}", sessionKey: "{session_key}" }
    headers: { X-Id: "{user_id}" }
    login: { endpoint: login, take: { session_key: LoggedIn.data.token } }
    logout: logout
    expired: [{ outcome: Failed, where: { name: [INVALID_KEY, EXPIRED] } }]
  token: bearer
  key: { header: X-Api-Key, description: From the console. }
  search: { query: key }
defaults: { auth: session }
types:
  Market: { enum: [SPOT, FUTURES] }
  Side: { enum: { B: buy, "0": sell } }
outcomes:
  Failed:
    status: undocumented
    json:
      status: { const: failed, ignore_case: true }
      code: string
      name: { enum: [INVALID_KEY, EXPIRED], open: true }
      error: { object: { field: string, message: string } }
"#;

pub(super) const LOGOUT: &str = r#"# a page
title: Logout
docs:
  - url: https://docs.example/logout
    read: 2026-11-20
    note: the page
description: |
  Ends the session. Ünïcödé comes before the rest.
notes:
  - The table says sessionkey, the sample sessionKey.
method: POST
url: /logout?cmd=out
auth: session
request:
  path: { id: integer }
  query:
    format?: { enum: [properties, json], default: properties, send: json }
    type: string | null
  json:
    type: string
    password: { type: string, as: sha256_hex, secret: true, wire: pass-word }
    when?: { type: date, format: "%d-%m-%Y", nullable: true }
    orders: [Order]
    tags: { list: { object: { name: string } }, description: All of them. }
success:
  LoggedOut:
    json:
      status: { const: success }
      number: { const: 0 }
      text: { const: "0" }
  LoggedOutProperties:
    status: [200, 4xx]
    when: { request: { format: [properties, missing], page: 1 } }
    properties: { type?: string }
  Text: { text: { equals: OK, trim: true } }
  Word: { text: string }
  Nothing: { status: 204, empty: true }
  List: { json: [Order] }
failure:
  Failed: shared
  Denied: { shared: Failed, status: [401] }
  InvalidToken:
    status: any
    html: { title: { element: title }, message: { element: body, until: "Query String=" } }
examples:
  documented success:
    from: an SDK
    request:
      auth: { user_id: u-0013, session_key: "00" }
      query: { format: json }
      json: { orders: [{ id: 1.50 }, null, true] }
      curl: |
        curl --request POST 'https://eu.example/api/logout'
      fill: { userID: u-0013 }
    response:
      status: unknown
      headers: { Content-Type: application/json }
      body: |
        { "status": "success" }
    is: LoggedOut
"#;

fn both() -> (Api, Endpoint) {
    let (spec, faults) = read(&[("trading/api.yaml", API), ("trading/logout.yaml", LOGOUT)]);
    assert_eq!(faults, "");
    let api = spec.apis.into_iter().next().unwrap();
    let endpoint = api.endpoints[0].clone();
    (api, endpoint)
}

fn own(entry: &OutcomeEntry) -> &Outcome {
    match entry {
        OutcomeEntry::Own(outcome) => outcome,
        OutcomeEntry::Shared(shared) => panic!("{shared:?} is shared"),
    }
}

#[test]
fn an_api_file() {
    let (api, _) = both();
    assert_eq!(api.name, "trading");
    assert_eq!(api.title.unwrap().value, "Trading");
    assert_eq!(api.docs[0].read.as_ref().unwrap().value, "2026-11-20");
    assert_eq!(api.docs[0].note.as_ref().unwrap().value, "The overview.");
    let region = &api.variables[0];
    assert_eq!(region.name.value, "region");
    assert_eq!(region.default.as_ref().unwrap().value, "eu");
    assert!(matches!(&api.defaults.auth, Some(AuthUse::Scheme(name)) if name.value == "session"));
    let names: Vec<&str> = api.types.iter().map(|ty| ty.name.as_str()).collect();
    assert_eq!(names, ["Market", "Side"]);
}

#[test]
fn auth_schemes() {
    let (api, _) = both();
    let SchemeKind::Recipe(recipe) = &api.schemes[0].kind else {
        panic!("the session is a recipe");
    };
    let secret: Vec<bool> = recipe.credentials.iter().map(|one| one.secret).collect();
    assert_eq!(secret, [false, true]);
    let meaning = recipe.credentials[1].description.as_ref().unwrap();
    assert_eq!(meaning.value, "From login.");
    assert_eq!(recipe.placements.len(), 3);
    let (_, from) = &recipe.login.as_ref().unwrap().take[0];
    assert!(matches!(from, TakenFrom::Member(path) if path.value == "LoggedIn.data.token"));
    assert_eq!(recipe.logout.as_ref().unwrap().value, "logout");
    let (member, values) = &recipe.expired[0].when[0];
    assert_eq!(member.value, "name");
    assert_eq!(values.len(), 2);
    assert!(matches!(api.schemes[1].kind, SchemeKind::Bearer));
    assert!(matches!(&api.schemes[2].kind, SchemeKind::Header(name) if name.value == "X-Api-Key"));
    assert_eq!(
        api.schemes[2].description.as_ref().unwrap().value,
        "From the console."
    );
    assert!(matches!(&api.schemes[3].kind, SchemeKind::Query(name) if name.value == "key"));
}

#[test]
fn a_built_in_scheme_alone_is_named_after_itself() {
    let (spec, faults) = read(&[("a/api.yaml", "auth: bearer\n")]);
    assert_eq!(faults, "");
    assert_eq!(spec.apis[0].schemes[0].name.value, "bearer");
    assert!(matches!(spec.apis[0].schemes[0].kind, SchemeKind::Bearer));
}

#[test]
fn members_by_place() {
    let (_, endpoint) = both();
    assert_eq!(endpoint.method.unwrap().value, Method::Post);
    let parameters: Vec<_> = endpoint
        .request
        .parameters
        .iter()
        .map(|parameter| {
            let member = &parameter.member;
            (
                parameter.place,
                member.wire.as_str(),
                member.optional,
                member.ty.nullable,
            )
        })
        .collect();
    assert_eq!(
        parameters,
        [
            (Place::Path, "id", false, false),
            (Place::Query, "format", true, false),
            (Place::Query, "type", false, true),
        ]
    );
    let format = &endpoint.request.parameters[1].member.ty;
    assert_eq!(
        format.attributes.send.as_ref().unwrap().value,
        Literal::Text("json".into())
    );
    let Some(Spanned {
        value: RequestBody::Json(members),
        ..
    }) = endpoint.request.body
    else {
        panic!("the body has members");
    };
    let wires: Vec<&str> = members.iter().map(|member| member.wire.as_str()).collect();
    assert_eq!(wires, ["type", "pass-word", "when", "orders", "tags"]);
    assert_eq!(members[1].key.as_str(), "password");
    let password = &members[1].ty.attributes;
    let spelling = &password.spelling.as_ref().unwrap().value;
    assert!(matches!(spelling, Spelling::Hash(hash) if hash.word() == "sha256_hex"));
    assert!(password.secret.is_some());
    assert!(members[2].optional && members[2].ty.nullable);
    assert!(matches!(&members[3].ty.kind, TypeKind::List(_)));
    let TypeKind::List(item) = &members[4].ty.kind else {
        panic!("tags are a list");
    };
    assert!(matches!(&item.kind, TypeKind::Object(members) if members.len() == 1));
}

#[test]
fn outcomes() {
    let (_, endpoint) = both();
    let [json, properties, text, word, nothing, list] = endpoint.success.as_slice() else {
        panic!("six successes");
    };
    let Some(OutcomeBody::Json(members)) = own(json).body.as_ref().map(|body| &body.value) else {
        panic!("json with members");
    };
    let constants: Vec<&Literal> = members
        .iter()
        .filter_map(|member| match &member.ty.kind {
            TypeKind::Const(value) => Some(&value.value),
            _ => None,
        })
        .collect();
    assert_eq!(
        constants,
        [
            &Literal::Text("success".into()),
            &Literal::Number("0".into()),
            &Literal::Text("0".into()),
        ]
    );
    let properties = own(properties);
    assert_eq!(
        properties.status.as_ref().unwrap().value,
        StatusSet::Ranges(vec![(200, 200), (400, 499)])
    );
    let conditions: Vec<_> = properties
        .when
        .request
        .iter()
        .map(|condition| (condition.member.as_str(), condition.values.clone()))
        .collect();
    assert_eq!(conditions[0].0, "format");
    assert_eq!(
        conditions[0].1[0].value,
        ConditionValue::Sent(Literal::Text("properties".into()))
    );
    assert_eq!(conditions[0].1[1].value, ConditionValue::Missing);
    assert_eq!(
        conditions[1].1[0].value,
        ConditionValue::Sent(Literal::Number("1".into()))
    );
    let body = |entry| own(entry).body.clone().unwrap().value;
    assert!(matches!(body(text), OutcomeBody::Text(text) if text.trim && text.equals.is_some()));
    assert!(matches!(body(word), OutcomeBody::Text(text) if !text.trim && text.equals.is_none()));
    assert!(matches!(body(nothing), OutcomeBody::Empty));
    assert!(matches!(body(list), OutcomeBody::JsonValue(_)));

    let [failed, denied, token] = endpoint.failure.as_slice() else {
        panic!("three failures");
    };
    assert!(matches!(failed, OutcomeEntry::Shared(one) if one.shared.value == "Failed"));
    assert!(matches!(denied, OutcomeEntry::Shared(one)
        if one.name.value == "Denied" && one.shared.value == "Failed" && one.status.is_some()));
    let Some(OutcomeBody::Html(members)) = own(token).body.clone().map(|body| body.value) else {
        panic!("markup with members");
    };
    assert!(matches!(&members[0].ty.kind, TypeKind::Word(word) if word.value == "string"));
    assert_eq!(
        members[1].ty.attributes.until.as_ref().unwrap().value,
        "Query String="
    );
}

#[test]
fn examples() {
    let (_, endpoint) = both();
    let example = &endpoint.examples[0];
    assert_eq!(example.name.value, "documented success");
    assert_eq!(example.request.auth[1].1.value, "00");
    assert_eq!(example.request.fill[0].0.value, "userID");
    assert_eq!(example.request.places[0].0.value, ExamplePlace::Query);
    let Literal::Object(members) = &example.request.places[1].1.value else {
        panic!("an object");
    };
    let Literal::List(orders) = &members[0].1.value else {
        panic!("a list");
    };
    assert!(matches!(&orders[0].value, Literal::Object(order)
        if order[0].1.value == Literal::Number("1.50".into())));
    assert_eq!(orders[1].value, Literal::Null);
    assert_eq!(orders[2].value, Literal::Boolean(true));
    let response = example.response.as_ref().unwrap();
    assert_eq!(
        response.status.as_ref().unwrap().value,
        ExampleStatus::Unknown
    );
    assert!(matches!(&response.body, Some(ExampleBody::Exact(body))
            if body.text.value == "{ \"status\": \"success\" }\n"));
}

#[test]
fn places_are_bytes_behind_text_that_is_not_ascii() {
    let (_, endpoint) = both();
    let shown = |span: crate::source::Span| &LOGOUT[span.start..span.end];
    assert_eq!(shown(endpoint.url.unwrap().span), "/logout?cmd=out");
    let format = &endpoint.request.parameters[1].member;
    assert_eq!(shown(format.wire.span), "format?");
    assert_eq!(
        shown(format.ty.span),
        "{ enum: [properties, json], default: properties, send: json }"
    );
    let OutcomeEntry::Own(logged_out) = &endpoint.success[0] else {
        panic!("written out");
    };
    assert!(shown(logged_out.span).ends_with("text: { const: \"0\" }"));
    let curl = &endpoint.examples[0]
        .request
        .printed
        .as_ref()
        .unwrap()
        .block
        .text;
    assert!(shown(curl.span).ends_with("/api/logout'"));
}

#[test]
fn hidden_files_and_other_files_are_no_specs() {
    let (spec, faults) = read(&[
        ("README.md", "# words"),
        ("a/.draft.yaml", "{"),
        (".git/a.yaml", "{"),
        ("a/api.yaml", "title: A"),
        ("a/page.html", "<p>"),
    ]);
    assert_eq!(faults, "");
    assert_eq!(spec.apis.len(), 1);
    assert!(spec.apis[0].endpoints.is_empty());
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_harmless() {
    let (spec, faults) = read(&[(
        "a/api.yaml",
        "\u{feff}title: A\r\nbase_url: https://a.example\r\n",
    )]);
    assert_eq!(faults, "");
    assert_eq!(
        spec.apis[0].base_url.as_ref().unwrap().value,
        "https://a.example"
    );
    assert_eq!(spec.apis[0].title.as_ref().unwrap().span.start, 10);
}
