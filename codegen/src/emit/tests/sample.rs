//! A small API that holds one of everything, with every text of its spec in the caller's hand.

use crate::ir::*;
use crate::names::RustName;

/// Names stay as they are, so that two samples differ in their texts alone. `text` makes each text
/// that stands somewhere in the spec; its argument says which.
pub(crate) struct Sample<'a> {
    pub(crate) text: &'a dyn Fn(&str) -> String,
}

impl Sample<'_> {
    fn text(&self, label: &str) -> String {
        (self.text)(label)
    }

    fn some(&self, label: &str) -> Option<String> {
        Some(self.text(label))
    }

    pub(crate) fn api(&self) -> Api {
        Api {
            name: "notes".to_owned(),
            module: RustName::snake("notes"),
            feature: "notes".to_owned(),
            doc: self.doc("api"),
            base_url: Some(Template(vec![
                Segment::Literal("https://".to_owned()),
                Segment::Value(0),
                Segment::Literal(".example.com/v1".to_owned()),
            ])),
            variables: vec![Variable {
                name: "region".to_owned(),
                method: RustName::snake("region"),
                description: self.some("variable description"),
                example: self.some("variable example"),
                default: self.some("variable default"),
            }],
            schemes: self.schemes(),
            types: self.types(),
            outcomes: vec![self.failed(), self.unused()],
            endpoints: vec![self.add_note(), self.ping(), self.search()],
        }
    }

    fn doc(&self, label: &str) -> Doc {
        Doc {
            title: self.some(&format!("{label} title")),
            description: self.some(&format!("{label} description")),
            links: vec![Link {
                url: self.text("link"),
                read: self.some("read"),
                note: self.some("link note"),
            }],
            notes: vec![self.text("note"), self.text("other note")],
            deprecated: None,
        }
    }

    fn schemes(&self) -> Vec<Scheme> {
        let credential = |name: &str, secret| Credential {
            name: name.to_owned(),
            argument: RustName::snake(name),
            description: self.some("credential description"),
            secret,
        };
        let placement = |place, name: String, value| Placement {
            place,
            name,
            value: Template(value),
        };
        let scheme = |name: &str, credentials, placements| Scheme {
            name: name.to_owned(),
            method: RustName::snake(name),
            description: self.some("scheme description"),
            credentials,
            placements,
            basic: false,
            login: None,
            logout: None,
            expired: Vec::new(),
        };
        vec![
            scheme(
                "session",
                vec![credential("user", false), credential("token", true)],
                vec![
                    placement(AuthPlace::Body, "user".to_owned(), vec![Segment::Value(0)]),
                    placement(
                        AuthPlace::Body,
                        self.text("placement name"),
                        vec![Segment::Value(1)],
                    ),
                ],
            ),
            scheme(
                "api",
                vec![credential("key", true)],
                vec![placement(
                    AuthPlace::Header,
                    "Authorization".to_owned(),
                    vec![
                        Segment::Literal(self.text("template literal")),
                        Segment::Value(0),
                    ],
                )],
            ),
        ]
    }

    fn types(&self) -> Vec<TypeDef> {
        let def = |name: &str, scope, shape, holds_secret| TypeDef {
            name: RustName::pascal(name),
            scope,
            description: self.some("type description"),
            member_of: None,
            shape,
            sent: true,
            received: true,
            holds_secret,
        };
        let tag = vec![
            self.member("label", string()),
            self.optional("color", Type::Named(PRIORITY)),
            Member {
                deprecated: self.some("deprecated"),
                ..self.optional("weight", scalar(Scalar::Decimal(NumberSpelling::Native)))
            },
        ];
        let error = vec![
            self.member("field", string()),
            self.member("message", string()),
            self.optional("hint", string()),
        ];
        let hit: Vec<Member> = (0..12)
            .map(|number| self.member(&format!("part{number}"), string()))
            .collect();
        vec![
            def("Priority", Scope::Types, self.enumeration(false), false),
            def(
                "FailedReason",
                Scope::Outcomes,
                self.enumeration(true),
                false,
            ),
            def("FailedError", Scope::Outcomes, Shape::Object(error), false),
            def("Tag", Scope::Endpoint(0), Shape::Object(tag), false),
            def(
                "SearchFormat",
                Scope::Endpoint(2),
                self.enumeration(false),
                false,
            ),
            def("Hit", Scope::Endpoint(2), Shape::Object(hit), false),
            def("Level", Scope::Types, self.levels(), false),
        ]
    }

    fn enumeration(&self, open: bool) -> Shape {
        let value = |name: &str| EnumValue {
            wire: self.text(name),
            variant: RustName::pascal(name),
            description: self.some("value description"),
        };
        Shape::Enum(Enumeration {
            values: vec![value("json"), value("properties")],
            open,
            ignore_case: open,
            json: EnumJson::Text,
            default: None,
        })
    }

    fn levels(&self) -> Shape {
        let value = |wire: &str| EnumValue {
            wire: wire.to_owned(),
            variant: RustName::pascal(wire),
            description: None,
        };
        Shape::Enum(Enumeration {
            values: vec![value("1"), value("-2")],
            open: true,
            ignore_case: false,
            json: EnumJson::Integer,
            default: Some(1),
        })
    }

    fn member(&self, name: &str, ty: Type) -> Member {
        Member {
            wire: self.text(name),
            field: RustName::snake(name),
            content: Content::Value(ty),
            optional: false,
            nullable: false,
            description: self.some("member description"),
            example: self.some("member example"),
            default: self.some("member default"),
            send: None,
            deprecated: None,
            markup: None,
        }
    }

    fn optional(&self, name: &str, ty: Type) -> Member {
        Member {
            optional: true,
            ..self.member(name, ty)
        }
    }

    fn nullable(&self, name: &str, ty: Type) -> Member {
        Member {
            nullable: true,
            ..self.member(name, ty)
        }
    }

    fn constant(&self, name: &str, value: Literal) -> Member {
        Member {
            content: Content::Constant(Constant {
                value,
                ignore_case: true,
            }),
            ..self.member(name, string())
        }
    }

    fn outcome(&self, name: &str, body: OutcomeBody) -> Outcome {
        Outcome {
            name: RustName::pascal(name),
            description: self.some("outcome description"),
            notes: vec![self.text("outcome note")],
            body,
            conditions: Vec::new(),
            holds_secret: false,
        }
    }

    fn failed(&self) -> Outcome {
        Outcome {
            conditions: vec![BodyCondition {
                path: vec![self.text("status")],
                value: Literal::Text(self.text("failed")),
                ignore_case: true,
                or_missing: false,
            }],
            ..self.outcome(
                "Failed",
                OutcomeBody::Json(vec![
                    self.constant("status", Literal::Text(self.text("failed"))),
                    self.member("reason", Type::Named(REASON)),
                    self.nullable("code", scalar(Scalar::Integer(NumberSpelling::InString))),
                    self.member("error", Type::Named(ERROR)),
                    Member {
                        nullable: true,
                        ..self.optional("trace", string())
                    },
                ]),
            )
        }
    }

    fn unused(&self) -> Outcome {
        self.outcome("Gone", OutcomeBody::Json(vec![self.member("id", string())]))
    }

    fn endpoint(&self, name: &str) -> Endpoint {
        let pascal = RustName::pascal(name);
        let named = |suffix: &str| RustName::pascal(&format!("{}_{suffix}", name));
        Endpoint {
            name: name.to_owned(),
            method_name: RustName::snake(name),
            key: format!("notes/{name}.yaml"),
            doc: self.doc(pascal.plain()),
            method: Method::Post,
            url: Url {
                origin: None,
                path: Template(vec![Segment::Literal(self.text("path"))]),
                query: Vec::new(),
                template: self.text("template"),
            },
            scheme: Some(0),
            request: Request {
                type_name: named("request"),
                parameters: Vec::new(),
                body: None,
                construction: Construction::Nothing,
                facts: Vec::new(),
            },
            response_name: named("response"),
            success_name: named("success"),
            failure_name: named("failure"),
            outcomes: Vec::new(),
            candidates: Vec::new(),
            examples: Vec::new(),
        }
    }

    fn add_note(&self) -> Endpoint {
        let date = scalar(Scalar::Date(self.some("%d-%m-%Y")));
        let integer = scalar(Scalar::Integer(NumberSpelling::Native));
        let members = vec![
            self.member("text", string()),
            self.member("json", integer.clone()),
            self.member("password", scalar(Scalar::Secret(Some(Hash::Sha256Hex)))),
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
            credentials: vec![self.text("user value"), self.text("token value")],
            variables: vec!["eu".to_owned()],
            request: HttpRequest {
                method: "POST".to_owned(),
                origin: "https://eu.example.com".to_owned(),
                path: "/v1/notes".to_owned(),
                query: Vec::new(),
                headers: Vec::new(),
                body: Vec::new(),
            },
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
                    OutcomeRef::Own(added),
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

    fn ping(&self) -> Endpoint {
        let equals = OutcomeBody::TextEquals {
            text: self.text("pong"),
            trim: true,
        };
        Endpoint {
            doc: Doc {
                deprecated: self.some("deprecated"),
                ..self.doc("Ping")
            },
            scheme: None,
            outcomes: vec![
                used(
                    "Pong",
                    OutcomeKind::Success,
                    OutcomeRef::Own(self.outcome("Pong", equals)),
                    self.status("200"),
                ),
                used(
                    "Nothing",
                    OutcomeKind::Success,
                    OutcomeRef::Own(self.outcome("Nothing", OutcomeBody::Empty)),
                    self.status("204"),
                ),
            ],
            candidates: vec![0, 1],
            ..self.endpoint("ping")
        }
    }

    fn search(&self) -> Endpoint {
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
        let own = |name: &str, body| OutcomeRef::Own(self.outcome(name, body));
        let when = |value: &str, or_missing| RequestCondition {
            fact: 0,
            values: vec![self.text(value)],
            or_missing,
        };
        Endpoint {
            method: Method::Get,
            scheme: Some(1),
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

const PRIORITY: TypeId = TypeId(0);
const REASON: TypeId = TypeId(1);
const ERROR: TypeId = TypeId(2);
const TAG: TypeId = TypeId(3);
const FORMAT: TypeId = TypeId(4);
const HIT: TypeId = TypeId(5);
const LEVEL: TypeId = TypeId(6);

fn scalar(scalar: Scalar) -> Type {
    Type::Scalar(scalar)
}

fn string() -> Type {
    scalar(Scalar::String)
}

fn list(element: Type) -> Type {
    Type::List(Box::new(element))
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
