//! Choosing among documented outcomes.

use docwright_wire::headers::Headers;
use docwright_wire::json::{Reader, put, required};
use docwright_wire::outcome::{
    BodyCondition, BodyKind, Candidate, Choice, Observed, RequestCondition, Unfit, select,
};
use docwright_wire::{Fault, Literal, Problem, text};

const ANY: &[(u16, u16)] = &[(100, 599)];

const fn status_is(value: Literal<'static>) -> BodyCondition<'static> {
    BodyCondition {
        path: &["status"],
        value,
        ignore_case: true,
        or_missing: false,
    }
}

const DONE: Candidate<'static> = Candidate {
    outcome: 0,
    name: "Done",
    statuses: &[(200, 299)],
    body: BodyKind::Json,
    conditions: &[status_is(Literal::Text("success"))],
    ..Candidate::DEFAULT
};
const FAILED: Candidate<'static> = Candidate {
    outcome: 1,
    name: "Failed",
    statuses: ANY,
    body: BodyKind::Json,
    conditions: &[status_is(Literal::Text("failed"))],
    ..Candidate::DEFAULT
};
const PAGE: Candidate<'static> = Candidate {
    outcome: 2,
    name: "Page",
    statuses: &[(401, 401)],
    body: BodyKind::Html,
    ..Candidate::DEFAULT
};

fn seen(status: u16, body: &str) -> Observed<'_> {
    Observed {
        status,
        headers: Headers::NONE,
        media_type: None,
        body: body.as_bytes(),
        facts: &[],
    }
}

/// A body with the constant `status` and a required member `code`.
fn coded(status: &'static str) -> impl Fn(&mut Reader<'_>) -> Result<i64, Fault> {
    move |json| {
        let (mut constant, mut code) = (None, None);
        let mut members = json.object()?;
        while let Some(member) = members.next(json)? {
            match member {
                "status" => put(
                    &mut constant,
                    "status",
                    json.constant(Literal::Text(status), true),
                )?,
                "code" => put(&mut code, "code", json.integer())?,
                _ => json.skip()?,
            }
        }
        required(constant, "status")?;
        required(code, "code")
    }
}

fn decode(candidates: &[Candidate<'_>], observed: Observed<'_>) -> Result<(usize, i64), Unfit> {
    let mut code = 0;
    let outcome = Choice::new(candidates, observed)?.read(&mut |choice| {
        code = match choice.outcome() {
            0 => choice.json_with(coded("success"))?,
            1 => choice.json_with(coded("failed"))?,
            _ => choice.html(|page| page.element("title", None)).map(|_| 0)?,
        };
        Ok(())
    })?;
    Ok((outcome, code))
}

fn malformed<T: std::fmt::Debug>(result: Result<T, Unfit>) -> (Option<String>, String) {
    match result {
        Err(Unfit::Malformed { outcome, fault }) => (outcome, fault.to_string()),
        other => (None, format!("{other:?}")),
    }
}

#[test]
fn constants_name_the_outcome_under_any_status() {
    for order in [[DONE, FAILED, PAGE], [PAGE, FAILED, DONE]] {
        for status in [200, 401, 500] {
            let body = r#"{"code": 1, "status": "FAILED"}"#;
            assert_eq!(decode(&order, seen(status, body)), Ok((1, 1)));
        }
        assert_eq!(
            decode(&order, seen(200, r#"{"code": 2, "status": "Success"}"#)),
            Ok((0, 2))
        );
        assert_eq!(
            decode(&order, seen(500, r#"{"code": 2, "status": "success"}"#)),
            Err(Unfit::Undocumented)
        );
        assert_eq!(decode(&order, seen(401, "<title>x</title>")), Ok((2, 0)));
        assert_eq!(
            decode(&order, seen(503, "<title>x</title>")),
            Err(Unfit::Undocumented)
        );
    }
}

#[test]
fn mislabelled_json_is_json() {
    let observed = Observed {
        headers: Headers::NONE,
        media_type: Some("text/html"),
        ..seen(401, r#"{"code":1,"status":"failed"}"#)
    };
    assert_eq!(decode(&[DONE, FAILED, PAGE], observed), Ok((1, 1)));
}

#[test]
fn a_body_that_does_not_fit_its_outcome_is_malformed_there() {
    let all = [DONE, FAILED, PAGE];
    let cases = [
        (
            r#"{"status":"failed"}"#,
            Some("Failed"),
            "`code`: is missing",
        ),
        (
            r#"{"status":"success","code":"1"}"#,
            Some("Done"),
            "`code`: expected integer, found string",
        ),
        (
            r#"{"status":"success","code":1} x"#,
            Some("Done"),
            "more follows after the value, at byte 30",
        ),
        (
            r#"{"status":"failed","code":1"#,
            Some("Failed"),
            "ends too early, at byte 27",
        ),
        (r#"{"code":1"#, None, "ends too early, at byte 9"),
        ("", None, "is empty"),
    ];
    for (body, outcome, message) in cases {
        let found = malformed(decode(&all, seen(200, body)));
        assert_eq!(
            (found.0.as_deref(), found.1.as_str()),
            (outcome, message),
            "{body}"
        );
    }
    assert_eq!(
        malformed(decode(&[PAGE], seen(401, "<h1>x"))).1,
        "`title`: is missing"
    );
    assert_eq!(
        malformed(decode(&[PAGE], seen(401, "\n"))),
        (Some("Page".to_owned()), "is empty".to_owned())
    );
}

#[test]
fn what_names_no_outcome_is_undocumented() {
    let all = [DONE, FAILED, PAGE];
    for body in [
        r#"{"status":"pending","code":1}"#,
        r#"{"code":1}"#,
        "[]",
        "busy",
        "12",
        "\u{1}",
    ] {
        assert_eq!(
            decode(&all, seen(200, body)),
            Err(Unfit::Undocumented),
            "{body}"
        );
    }
}

#[test]
fn what_was_asked_decides() {
    const JSON: Candidate<'static> = Candidate {
        when: &[RequestCondition {
            fact: 0,
            values: &["json"],
            or_missing: false,
        }],
        ..DONE
    };
    const LINES: Candidate<'static> = Candidate {
        outcome: 5,
        name: "Lines",
        when: &[RequestCondition {
            fact: 0,
            values: &["properties"],
            or_missing: true,
        }],
        body: BodyKind::Properties,
        conditions: &[],
        ..DONE
    };
    let at = |fact, body: &'static str| {
        let facts = [fact];
        select(
            &[JSON, LINES],
            Observed {
                facts: &facts,
                ..seen(200, body)
            },
        )
    };
    assert_eq!(at(Some("json"), r#"{"status":"success"}"#), Ok(0));
    assert_eq!(at(Some("properties"), "a=1"), Ok(1));
    assert_eq!(at(None, "a=1"), Ok(1));
    assert_eq!(at(Some("json"), "a=1"), Err(Unfit::Undocumented));
    assert_eq!(
        at(None, r#"{"status":"success"}"#),
        Err(Unfit::Undocumented)
    );
    assert_eq!(at(Some("xml"), "a=1"), Err(Unfit::Undocumented));
}

#[test]
fn a_lone_scalar_is_text_where_no_json_is_documented() {
    let text = Candidate {
        body: BodyKind::Text,
        conditions: &[],
        ..PAGE
    };
    let json = Candidate {
        body: BodyKind::Json,
        conditions: &[],
        ..PAGE
    };
    assert_eq!(select(&[text], seen(401, "12")), Ok(0));
    assert_eq!(select(&[text, json], seen(401, "12")), Ok(1));
    assert_eq!(select(&[text, json], seen(401, "12 apples")), Ok(0));
}

#[test]
fn text_may_begin_like_json_where_json_is_not_documented() {
    let candidate = |body| Candidate {
        body,
        conditions: &[],
        ..PAGE
    };
    let (text, json) = (candidate(BodyKind::Text), candidate(BodyKind::Json));
    let fixed = candidate(BodyKind::TextEquals {
        text: "[done]",
        trim: true,
    });
    for body in ["[INFO] done", "{id} is gone"] {
        assert_eq!(select(&[text], seen(401, body)), Ok(0), "{body}");
        assert_eq!(select(&[text, PAGE], seen(401, body)), Ok(0), "{body}");
    }
    assert_eq!(select(&[fixed], seen(401, "[done]\n")), Ok(0));
    assert_eq!(select(&[text, json], seen(401, "[INFO] done")), Ok(1));
    // JSON and pages of a server in between are not what is documented as text.
    for body in ["{\"error\": 1}", "<html><p>Out of order</p></html>"] {
        assert_eq!(
            select(&[text], seen(401, body)),
            Err(Unfit::Undocumented),
            "{body}"
        );
    }
}

#[test]
fn fixed_texts_tell_outcomes_apart() {
    let fixed = |outcome, text| Candidate {
        outcome,
        body: BodyKind::TextEquals { text, trim: true },
        ..PAGE
    };
    let all = [
        fixed(0, "OK"),
        fixed(1, "BUSY"),
        Candidate {
            outcome: 2,
            body: BodyKind::Text,
            ..PAGE
        },
    ];
    assert_eq!(select(&all, seen(401, "BUSY\r\n")), Ok(1));
    assert_eq!(select(&all, seen(401, "ok")), Ok(2));
    assert_eq!(select(&all[..2], seen(401, "ok")), Err(Unfit::Undocumented));
    let choice = Choice::new(&all, seen(401, "BUSY\r\n")).unwrap();
    let mut asked = Vec::new();
    let read = choice.read(&mut |choice| {
        asked.push(choice.outcome());
        choice.text_equals()
    });
    assert_eq!((read, asked), (Ok(1), vec![0, 1]));
}

#[test]
fn conditions_go_into_objects_properties_and_elements() {
    let nested = |or_missing| BodyCondition {
        path: &["data", "type"],
        value: Literal::Number("1"),
        ignore_case: false,
        or_missing,
    };
    let (strict, lenient) = ([nested(false)], [nested(true)]);
    let json = |conditions| Candidate {
        conditions,
        statuses: ANY,
        ..DONE
    };
    for (body, strict_fits, lenient_fits) in [
        (r#"{"data":{"x":[],"type":1.0}}"#, true, true),
        (r#"{"data":{"type":2}}"#, false, false),
        (r#"{"data":{}}"#, false, true),
        (r#"{"data":{"type":{}}}"#, false, false),
        ("{}", false, true),
    ] {
        assert_eq!(
            select(&[json(&strict[..])], seen(200, body)).is_ok(),
            strict_fits,
            "{body}"
        );
        assert_eq!(
            select(&[json(&lenient[..])], seen(200, body)).is_ok(),
            lenient_fits,
            "{body}"
        );
    }

    let key = [BodyCondition {
        path: &["type"],
        ..status_is(Literal::Text("a"))
    }];
    let lines = Candidate {
        body: BodyKind::Properties,
        conditions: &key,
        statuses: ANY,
        ..DONE
    };
    assert_eq!(select(&[lines], seen(200, "x=1\ntype=A")), Ok(0));
    assert_eq!(
        select(&[lines], seen(200, "type=b")),
        Err(Unfit::Undocumented)
    );

    let title = [BodyCondition {
        path: &["title", ":"],
        ..status_is(Literal::Text("error"))
    }];
    let page = Candidate {
        body: BodyKind::Html,
        conditions: &title,
        statuses: ANY,
        ..DONE
    };
    assert_eq!(select(&[page], seen(200, "<title>Error: 7</title>")), Ok(0));
    assert_eq!(
        select(&[page], seen(200, "<title>Fine</title>")),
        Err(Unfit::Undocumented)
    );
}

#[test]
fn faults_in_lines_and_charsets_are_malformed() {
    let lines = Candidate {
        body: BodyKind::Properties,
        conditions: &[],
        statuses: ANY,
        ..DONE
    };
    let read = |body: &'static [u8], media_type| {
        let observed = Observed {
            status: 200,
            headers: Headers::NONE,
            media_type,
            body,
            facts: &[],
        };
        let mut value = String::new();
        Choice::new(std::slice::from_ref(&lines), observed)?.read(&mut |choice| {
            value = choice.properties(|lines| lines.required("a", text::string))?;
            Ok(())
        })?;
        Ok(value)
    };
    assert_eq!(
        read(b"a=\xE9", Some("text/plain; charset=iso-8859-1")).unwrap(),
        "é"
    );
    assert_eq!(
        malformed(read(b"a=\xE9", Some("text/plain"))).1,
        "not valid UTF-8 at byte 2"
    );
    assert_eq!(
        malformed(read(b"busy", None)).1,
        "expected a `key=value` line at byte 0"
    );
    assert_eq!(malformed(read(b"b=1", None)).1, "`a`: is missing");
    let fault = Fault::new(Problem::Empty);
    assert_eq!(malformed(read(b" ", None)).1, fault.to_string());
}

#[test]
fn bytes_are_what_no_other_kind_claims() {
    const fn of(outcome: usize, body: BodyKind<'static>) -> Candidate<'static> {
        Candidate {
            outcome,
            name: "Some",
            statuses: ANY,
            body,
            ..Candidate::DEFAULT
        }
    }
    let json = Candidate {
        conditions: &[status_is(Literal::Text("failed"))],
        ..of(0, BodyKind::Json)
    };
    let (bytes, text) = (of(1, BodyKind::Bytes), of(2, BodyKind::Text));
    let unknown = of(3, BodyKind::Undocumented);
    let chosen = |candidates: &[Candidate<'_>], media_type, body: &[u8]| {
        let observed = Observed {
            status: 200,
            headers: Headers::NONE,
            media_type,
            body,
            facts: &[],
        };
        let position = select(candidates, observed)?;
        Ok(candidates.get(position).map_or(99, |found| found.outcome))
    };
    let all = [json, text, bytes];
    for (media_type, body, outcome) in [
        (None, &b"{\"status\":\"failed\"}"[..], 0),
        // Another JSON than the documented one is a file.
        (Some("application/json"), b"{\"a\":1}", 1),
        (None, b"plain", 2),
        (Some("image/gif"), b"GIF89a", 1),
        (Some("application/octet-stream"), b"12", 1),
        (None, b"\x89PNG\xFF", 1),
        (Some("image/svg+xml"), b"<svg/>", 1),
    ] {
        assert_eq!(chosen(&all, media_type, body), Ok(outcome), "{body:?}");
    }
    assert!(matches!(
        chosen(&all, Some("image/gif"), b""),
        Err(Unfit::Malformed { .. })
    ));
    for body in [&b""[..], b"<p>", b"\xFF", b"{"] {
        assert_eq!(chosen(&[unknown], None, body), Ok(3), "{body:?}");
    }
}
