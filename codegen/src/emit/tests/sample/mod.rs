//! A small API that holds one of everything, with every text of its spec in the caller's hand.

mod endpoints;

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
            groups: Vec::new(),
            folder: "notes".to_owned(),
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
            rate_limits: Vec::new(),
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
            computed: Vec::new(),
            basic: false,
            custom: false,
            signatures: Vec::new(),
            oauth2: None,
            session: None,
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
            rules: Vec::new(),
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
            closed_when_sent: true,
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
            closed_when_sent: true,
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
            limits: Vec::new(),
            send: None,
            deprecated: None,
            null_as: Vec::new(),
            is_family: false,
            markup: None,
            pairs: PairNames::default(),
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
            headers: Vec::new(),
            when: When::default(),
            conditions: Vec::new(),
            holds_secret: false,
            json_prefix: None,
            stream: false,
            acted: None,
            expired: Vec::new(),
            failing: Vec::new(),
        }
    }

    fn failed(&self) -> Outcome {
        Outcome {
            headers: Vec::new(),
            when: When::default(),
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
