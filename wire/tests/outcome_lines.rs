//! JSON lines among documented outcomes.

use docwright_wire::Literal;
use docwright_wire::headers::Headers;
use docwright_wire::outcome::{BodyCondition, BodyKind, Candidate, Observed, select, streamed};

const fn of(outcome: usize, body: BodyKind<'static>) -> Candidate<'static> {
    Candidate {
        outcome,
        name: "Some",
        statuses: &[(200, 299)],
        body,
        ..Candidate::DEFAULT
    }
}

const FAILED: &[BodyCondition<'static>] = &[BodyCondition {
    path: &["status"],
    value: Literal::Text("failed"),
    ignore_case: false,
    or_missing: false,
}];

fn observed<'a>(status: u16, body: &'a [u8]) -> Observed<'a> {
    Observed {
        status,
        headers: Headers::NONE,
        media_type: None,
        body,
        facts: &[],
    }
}

#[test]
fn lines_are_told_from_one_text_that_spans_lines() {
    let json = Candidate {
        conditions: FAILED,
        ..of(0, BodyKind::Json)
    };
    let lines = of(1, BodyKind::Lines);
    let (text, empty) = (of(2, BodyKind::Text), of(3, BodyKind::Empty));
    let chosen = |candidates: &[Candidate<'_>], body: &[u8]| {
        let position = select(candidates, observed(200, body)).ok()?;
        candidates.get(position).map(|candidate| candidate.outcome)
    };
    let all = [json, lines, text, empty];
    for (body, outcome) in [
        (&b"{\"a\":1}\n{\"a\":2}\n"[..], 1),
        (b"{\"status\":\"failed\"}\n{\"status\":\"failed\"}\n", 1),
        (b"{\"status\":\"failed\"}\n", 0),
        (b"{\n\"status\":\"failed\"\n}", 0),
        (b"{\"status\":\"done\"}\n", 1),
        (b"1\n2\n", 1),
        (b"one\ntwo\n", 2),
        (b"", 3),
    ] {
        assert_eq!(chosen(&all, body), Some(outcome), "{body:?}");
    }
    assert_eq!(chosen(&[lines], b""), Some(1));
    assert_eq!(chosen(&[lines, text], b"7"), Some(1));
    assert_eq!(chosen(&[lines], b"one\ntwo\n"), None);
}

#[test]
fn a_body_that_is_read_while_it_comes_is_chosen_by_what_comes_before_it() {
    let json = Candidate {
        statuses: &[(203, 203)],
        ..of(0, BodyKind::Json)
    };
    for kind in [BodyKind::Stream, BodyKind::Download] {
        let stream = of(1, kind);
        let undocumented = Candidate {
            statuses: &[(100, 599)],
            ..of(2, BodyKind::Undocumented)
        };
        let all = [json, stream, undocumented];
        let head = |status| streamed(&all, &observed(status, b"")).map(|outcome| outcome.outcome);
        assert_eq!((head(200), head(203), head(500)), (Some(1), None, None));
        for (status, body, position) in
            [(200, "{}", 1), (200, "", 1), (203, "{}", 0), (500, "a", 2)]
        {
            let chosen = select(&all, observed(status, body.as_bytes()));
            assert_eq!(chosen, Ok(position), "{status} {body}");
        }
    }
}
