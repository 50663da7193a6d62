//! The endpoints of the sample: one for each kind of request.

use super::*;

impl Sample<'_> {
    fn endpoint(&self, name: &str) -> Endpoint {
        let pascal = RustName::pascal(name);
        let named = |suffix: &str| RustName::pascal(&format!("{}_{suffix}", name));
        Endpoint {
            name: name.to_owned(),
            group: None,
            method_name: RustName::snake(name),
            key: format!("notes/{name}.yaml"),
            doc: self.doc(pascal.plain()),
            method: Method::Post,
            url: Url {
                origin: None,
                given: None,
                path: Template(vec![Segment::Literal(self.text("path"))]),
                query: Vec::new(),
                template: self.text("template"),
            },
            auth: vec![vec![0]],
            idempotent: None,
            rate_limits: Vec::new(),
            also: Vec::new(),
            request: Request {
                type_name: named("request"),
                parameters: Vec::new(),
                body: None,
                construction: Construction::Nothing,
                rules: Vec::new(),
                facts: Vec::new(),
            },
            response_name: named("response"),
            success_name: named("success"),
            failure_name: named("failure"),
            outcomes: Vec::new(),
            candidates: Vec::new(),
            pages: None,
            session: SessionRole::default(),
            examples: Vec::new(),
        }
    }

    pub(super) fn add_note(&self) -> Endpoint {
        let date = scalar(Scalar::Date(self.some("%d-%m-%Y")));
        let integer = scalar(Scalar::Integer(NumberSpelling::Native));
        let members = vec![
            self.member("text", string()),
            self.member("json", integer.clone()),
            self.member("password", scalar(Scalar::Secret(Some(sha256_hex())))),
            self.constant("kind", Literal::Number("1.50".to_owned())),
            self.optional("due", date),
            self.nullable("parent", string()),
            Member {
                nullable: true,
                ..self.optional("priority", Type::Named(PRIORITY))
            },
            self.optional("tags", list(list(Type::Named(TAG)))),
            Member {
                send: Some(Literal::Boolean(true)),
                ..self.optional("pinned", scalar(Scalar::Boolean(NumberSpelling::Native)))
            },
            self.optional(
                "at",
                scalar(Scalar::DateTime(DateTime::UnixMillis(
                    NumberSpelling::Native,
                ))),
            ),
            self.optional("level", Type::Named(LEVEL)),
            self.optional("share", scalar(Scalar::Number(NumberSpelling::InString))),
        ];
        let example = Example {
            name: self.text("example name"),
            description: None,
            from: None,
            repaired: None,
            values: vec![
                Some(Literal::Text(self.text("value"))),
                Some(Literal::Number("-7".to_owned())),
                Some(Literal::Text(self.text("password value"))),
                None,
                Some(Literal::Text("20-11-2026".to_owned())),
                Some(Literal::Null),
                Some(Literal::Null),
                Some(Literal::List(vec![Literal::List(vec![Literal::Object(
                    vec![(self.text("label"), Literal::Text(self.text("label value")))],
                )])])),
                None,
                Some(Literal::Number("1700000000000".to_owned())),
                Some(Literal::Number("5".to_owned())),
                Some(Literal::Number("3.14".to_owned())),
            ],
            credentials: vec![(0, vec![self.text("user value"), self.text("token value")])],
            now: None,
            nonce: None,
            variables: vec!["eu".to_owned()],
            request: HttpRequest {
                method: "POST".to_owned(),
                origin: "https://eu.example.com".to_owned(),
                path: "/v1/notes".to_owned(),
                query: Vec::new(),
                headers: Vec::new(),
                body: Vec::new(),
            },
            also: Vec::new(),
            secrets: vec![self.text("secret")],
            responses: vec![HttpResponse {
                status: 201,
                headers: vec![(self.text("header"), self.text("header value"))],
                body: self.text("body").into_bytes(),
            }],
            outcome: 0,
        };
        let added = Outcome {
            holds_secret: true,
            ..self.outcome(
                "Added",
                OutcomeBody::Json(vec![
                    self.member("id", scalar(Scalar::Uuid)),
                    self.member("receipt", scalar(Scalar::Secret(None))),
                    self.member("tags", list(Type::Named(TAG))),
                    self.optional("type", string()),
                    self.nullable("members", scalar(Scalar::Number(NumberSpelling::Native))),
                    Member {
                        nullable: true,
                        ..self.optional("at", scalar(Scalar::DateTime(DateTime::Rfc3339)))
                    },
                    self.constant("status", Literal::Text(self.text("ok"))),
                ]),
            )
        };
        Endpoint {
            request: Request {
                body: Some(RequestBody::Json(members)),
                construction: Construction::New,
                parameters: vec![
                    Parameter {
                        place: Place::Path,
                        member: self.member("note_id", string()),
                    },
                    Parameter {
                        place: Place::Header,
                        member: self.constant("accept", Literal::Text(self.text("accept value"))),
                    },
                    Parameter {
                        place: Place::Cookie,
                        member: self.optional("flavour", string()),
                    },
                ],
                ..self.endpoint("add_note").request
            },
            url: Url {
                path: Template(vec![
                    Segment::Literal("/notes/".to_owned()),
                    Segment::Value(0),
                ]),
                query: vec![(self.text("constant"), self.text("constant value"))],
                ..self.endpoint("add_note").url
            },
            outcomes: vec![
                used(
                    "Added",
                    OutcomeKind::Success,
                    OutcomeRef::Own(Box::new(added)),
                    self.status("201"),
                ),
                used(
                    "Failed",
                    OutcomeKind::Failure,
                    OutcomeRef::Shared(0),
                    self.unknown_status(),
                ),
            ],
            candidates: vec![0, 1],
            pages: None,
            session: SessionRole::default(),
            examples: vec![Example {
                values: std::iter::once(Some(Literal::Text("n1".to_owned())))
                    .chain([None, None])
                    .chain(example.values.clone())
                    .collect(),
                ..example
            }],
            ..self.endpoint("add_note")
        }
    }

    pub(super) fn ping(&self) -> Endpoint {
        let equals = OutcomeBody::TextEquals {
            text: self.text("pong"),
            trim: true,
        };
        Endpoint {
            doc: Doc {
                deprecated: self.some("deprecated"),
                ..self.doc("Ping")
            },
            auth: Vec::new(),
            outcomes: vec![
                used(
                    "Pong",
                    OutcomeKind::Success,
                    OutcomeRef::Own(Box::new(self.outcome("Pong", equals))),
                    self.status("200"),
                ),
                used(
                    "Nothing",
                    OutcomeKind::Success,
                    OutcomeRef::Own(Box::new(self.outcome("Nothing", OutcomeBody::Empty))),
                    self.status("204"),
                ),
            ],
            candidates: vec![0, 1],
            pages: None,
            session: SessionRole::default(),
            ..self.endpoint("ping")
        }
    }

    pub(super) fn search(&self) -> Endpoint {
        let format = Member {
            send: Some(Literal::Text(self.text("json"))),
            ..self.optional("format", Type::Named(FORMAT))
        };
        let markup = |element: &str, until: Option<String>| {
            Some(Markup {
                element: self.text(element),
                until,
            })
        };
        let denied = OutcomeBody::Html(vec![
            Member {
                markup: markup("title", None),
                ..self.member("title", string())
            },
            Member {
                markup: markup("b", self.some("until")),
                ..self.optional("code", scalar(Scalar::Integer(NumberSpelling::Native)))
            },
        ]);
        let lines = OutcomeBody::Properties(vec![
            self.constant("version", Literal::Number("2".to_owned())),
            self.optional("kind", Type::Named(PRIORITY)),
            self.nullable("total", scalar(Scalar::Integer(NumberSpelling::Native))),
            self.member("on", scalar(Scalar::Time(None))),
        ]);
        let own = |name: &str, body| OutcomeRef::Own(Box::new(self.outcome(name, body)));
        let when = |value: &str, or_missing| RequestCondition {
            fact: 0,
            values: vec![self.text(value)],
            or_missing,
        };
        Endpoint {
            method: Method::Get,
            auth: vec![vec![1]],
            idempotent: None,
            rate_limits: Vec::new(),
            also: Vec::new(),
            request: Request {
                parameters: vec![
                    Parameter {
                        place: Place::Query,
                        member: format,
                    },
                    Parameter {
                        place: Place::Query,
                        member: self.optional("words", list(string())),
                    },
                    Parameter {
                        place: Place::Query,
                        member: self
                            .optional("request", scalar(Scalar::Number(NumberSpelling::Native))),
                    },
                ],
                construction: Construction::Default,
                facts: vec![Fact {
                    wire: self.text("format"),
                    source: FactSource::Parameter(0),
                }],
                ..self.endpoint("search").request
            },
            outcomes: vec![
                OutcomeUse {
                    when: vec![when("json", false)],
                    ..used(
                        "Found",
                        OutcomeKind::Success,
                        own("Found", OutcomeBody::JsonValue(Type::Named(HIT))),
                        self.status("200"),
                    )
                },
                OutcomeUse {
                    when: vec![when("properties", true)],
                    ..used(
                        "Lines",
                        OutcomeKind::Success,
                        own("Lines", lines),
                        self.status("200"),
                    )
                },
                used(
                    "Denied",
                    OutcomeKind::Failure,
                    own("Denied", denied),
                    self.status("401"),
                ),
                used(
                    "Busy",
                    OutcomeKind::Failure,
                    own("Busy", OutcomeBody::Text { trim: false }),
                    self.status("503"),
                ),
                used(
                    "Failed",
                    OutcomeKind::Failure,
                    OutcomeRef::Shared(0),
                    self.unknown_status(),
                ),
            ],
            candidates: vec![0, 1, 2, 3, 4],
            pages: None,
            session: SessionRole::default(),
            ..self.endpoint("search")
        }
    }

    fn status(&self, label: &str) -> StatusSet {
        let code = label.parse().unwrap();
        StatusSet {
            ranges: vec![(code, code)],
            label: label.to_owned(),
            documented: true,
        }
    }

    fn unknown_status(&self) -> StatusSet {
        StatusSet {
            ranges: vec![(100, 599)],
            label: "undocumented".to_owned(),
            documented: false,
        }
    }
}

fn used(variant: &str, kind: OutcomeKind, outcome: OutcomeRef, status: StatusSet) -> OutcomeUse {
    OutcomeUse {
        variant: RustName::pascal(variant),
        kind,
        outcome,
        status,
        when: Vec::new(),
    }
}

fn sha256_hex() -> Hash {
    Hash {
        digest: Digest::Sha256,
        coding: Coding::Hex,
    }
}
