//! Whatever comes back: an outcome or an error, and no panic.

use docwright_wire::events::Step;
use docwright_wire::headers::Headers;
use docwright_wire::json::Value;
use docwright_wire::outcome::{
    BodyCondition, BodyKind, BodyTest, Candidate, Choice, HeaderCondition, Observed,
    RequestCondition, Unfit, select, streamed,
};
use docwright_wire::xml::Document;
use docwright_wire::{Literal, csv, text};
use proptest::collection::vec;
use proptest::prelude::*;

const ALL: &[(u16, u16)] = &[(0, u16::MAX)];
const STATUS_IS_OK: &[BodyCondition<'static>] = &[BodyCondition {
    path: &["status"],
    value: Literal::Text("ok"),
    ignore_case: true,
    or_missing: false,
}];

const fn of(body: BodyKind<'static>) -> Candidate<'static> {
    Candidate {
        name: "Any",
        statuses: ALL,
        body,
        ..Candidate::DEFAULT
    }
}

/// One of each kind of body, and of each kind of condition.
const CANDIDATES: &[Candidate<'static>] = &[
    of(BodyKind::Json),
    of(BodyKind::Lines),
    of(BodyKind::Events),
    of(BodyKind::Stream),
    of(BodyKind::Download),
    of(BodyKind::JsonBehind { prefix: "ok" }),
    of(BodyKind::Csv(csv::Format {
        columns: &[csv::Column::required("status")],
        delimiter: csv::Delimiter::Asked {
            fact: 1,
            default: b',',
        },
        ..csv::Format::DEFAULT
    })),
    of(BodyKind::Properties),
    of(BodyKind::Form),
    of(BodyKind::Html),
    of(BodyKind::Text),
    of(BodyKind::Bytes),
    of(BodyKind::Undocumented),
    of(BodyKind::Empty),
    of(BodyKind::TextEquals {
        text: "OK",
        trim: true,
    }),
    of(BodyKind::TextPattern {
        pattern: "OK( {status}( of {all})?)?",
        trim: true,
    }),
    // One that no checked spec has.
    of(BodyKind::TextPattern {
        pattern: "{",
        trim: false,
    }),
    of(BodyKind::Xml(Document {
        root: "s:a",
        namespaces: &[("s", "urn:s")],
    })),
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::Json)
    },
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::Properties)
    },
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::Form)
    },
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::JsonBehind { prefix: "ok" })
    },
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::Html)
    },
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::TextPattern {
            pattern: "{status}: {message}",
            trim: false,
        })
    },
    Candidate {
        conditions: STATUS_IS_OK,
        ..of(BodyKind::Xml(Document {
            root: "a",
            namespaces: &[],
        }))
    },
    Candidate {
        tests: &[
            BodyTest::Has(&["rows", "*", "error"]),
            BodyTest::Lacks(&["status"]),
        ],
        ..of(BodyKind::Json)
    },
    Candidate {
        tests: &[BodyTest::Begins("OK"), BodyTest::Contains("=")],
        ..of(BodyKind::Text)
    },
    Candidate {
        statuses: &[(200, 299), (404, 404)],
        headers: &[HeaderCondition {
            name: "x-error",
            values: Some(&["1"]),
            ignore_case: true,
            or_missing: true,
        }],
        ..of(BodyKind::Json)
    },
    Candidate {
        media_types: &["image/*", "text/html"],
        ..of(BodyKind::Bytes)
    },
    Candidate {
        when: &[RequestCondition {
            fact: 1,
            values: &["json"],
            or_missing: true,
        }],
        ..of(BodyKind::Json)
    },
];

/// What stands in bodies that are nearly right.
const PARTS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"status\"",
    ":",
    "\"OK\"",
    ",",
    "\"rows\"",
    "\"error\"",
    "1e999",
    "null",
    "<",
    ">",
    "</",
    "<a>",
    "</a>",
    "<s:a xmlns:s=\"urn:s\">",
    "<status>ok</status>",
    "<!--",
    "&#0;",
    "OK",
    "status=ok",
    "=",
    ": ",
    " of ",
    "data: ",
    "event: x",
    "\n",
    "\r\n",
    "\u{feff}",
    "é",
    " ",
    "\0",
];

fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let parts = vec(proptest::sample::select(PARTS), 0..24);
    prop_oneof![
        vec(any::<u8>(), 0..64),
        parts.prop_map(|parts| parts.concat().into_bytes()),
        (
            vec(proptest::sample::select(PARTS), 0..12),
            vec(any::<u8>(), 0..4)
        )
            .prop_map(|(parts, bytes)| [parts.concat().into_bytes(), bytes].concat()),
    ]
}

fn media_types() -> impl Strategy<Value = Option<String>> {
    let known = [
        "application/json",
        "text/html; charset=utf-16",
        "image/png",
        "text/plain; charset=iso-8859-1",
        "text/event-stream",
        "/",
    ];
    proptest::option::of(prop_oneof![
        proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        any::<String>(),
    ])
}

/// Decodes as generated code does: the likeliest first, the next one after each fault. `choice` is
/// asked no oftener than there are candidates.
fn decode(candidates: &[Candidate<'_>], observed: Observed<'_>) -> Result<usize, Unfit> {
    let mut attempts = 0;
    Choice::new(candidates, observed)?.read(&mut |choice| {
        attempts += 1;
        assert!(attempts <= candidates.len() + 1);
        match candidates
            .get(choice.outcome())
            .map(|candidate| candidate.body)
        {
            Some(BodyKind::Json | BodyKind::JsonBehind { .. }) => {
                choice.json_with(|json| Value::read(json).map(drop))
            }
            Some(BodyKind::Lines) => choice.lines(|json| Value::read(json).map(drop)).map(drop),
            Some(BodyKind::Events) => choice
                .events(|event| event.json(|json| json.skip()).map(Step::Item), true)
                .map(drop),
            Some(BodyKind::Csv(_)) => choice
                .csv(|row| row.required("status", text::string).map(drop))
                .map(drop),
            Some(BodyKind::Properties) => choice
                .properties(|properties| properties.required("status", text::string).map(drop)),
            Some(BodyKind::Form) => {
                choice.form(|form| form.required("status", text::string).map(drop))
            }
            Some(BodyKind::Html) => choice.html(|html| html.element("a", None).map(drop)),
            Some(BodyKind::Text) => choice.text(true).map(drop),
            Some(BodyKind::TextEquals { .. }) => choice.text_equals(),
            Some(BodyKind::TextPattern { .. }) => {
                choice.text_pattern(|captures| captures.required("status", text::integer).map(drop))
            }
            Some(BodyKind::Xml(_)) => choice.xml(|xml| xml.skip()),
            Some(
                BodyKind::Bytes | BodyKind::Undocumented | BodyKind::Stream | BodyKind::Download,
            ) => choice.raw().map(drop),
            Some(BodyKind::Empty) | None => choice.empty(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_response_is_an_outcome_or_an_error(
        chosen in vec(proptest::sample::select(CANDIDATES), 0..6),
        status in any::<u16>().prop_map(|status| if status % 2 == 0 { 200 } else { status }),
        media_type in media_types(),
        error in proptest::option::of(any::<String>()),
        format in proptest::option::of(any::<String>()),
        body in bodies(),
    ) {
        let candidates: Vec<Candidate<'_>> = chosen
            .into_iter()
            .enumerate()
            .map(|(outcome, candidate)| Candidate { outcome, ..candidate })
            .collect();
        let fields: Vec<(String, String)> = error
            .into_iter()
            .map(|value| ("X-Error".to_owned(), value))
            .collect();
        let observed = Observed {
            status,
            headers: Headers::new(&fields),
            media_type: media_type.as_deref(),
            body: &body,
            facts: &[None, format.as_deref()],
        };
        if let Ok(position) = select(&candidates, observed) {
            prop_assert!(position < candidates.len());
        }
        if let Ok(outcome) = decode(&candidates, observed) {
            prop_assert!(outcome < candidates.len());
        } else if candidates.is_empty() {
            prop_assert_eq!(decode(&candidates, observed), Err(Unfit::Undocumented));
        }
        if let Some(found) = streamed(&candidates, &observed) {
            prop_assert!(found.body.is_unread());
        }
    }
}
