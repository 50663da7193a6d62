//! Choosing among documented outcomes of XML and pages of HTML.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so")]

use docwright_wire::headers::Headers;
use docwright_wire::outcome::{
    BodyCondition, BodyKind, Candidate, Choice, Observed, Unfit, select,
};
use docwright_wire::xml::Document;
use docwright_wire::{Literal, Problem, text};

const fn rooted(outcome: usize, root: &'static str) -> Candidate<'static> {
    Candidate {
        outcome,
        name: "Rooted",
        statuses: &[(100, 599)],
        body: BodyKind::Xml(Document {
            root,
            namespaces: &[("s", "urn:s")],
        }),
        ..Candidate::DEFAULT
    }
}

const fn condition(
    path: &'static [&'static str],
    value: Literal<'static>,
) -> BodyCondition<'static> {
    BodyCondition {
        path,
        value,
        ignore_case: false,
        or_missing: false,
    }
}

const PAGE: Candidate<'static> = Candidate {
    outcome: 9,
    name: "Page",
    body: BodyKind::Html,
    ..rooted(9, "")
};

fn chosen(candidates: &[Candidate<'_>], body: &str) -> Result<usize, Unfit> {
    let observed = Observed {
        status: 200,
        headers: Headers::NONE,
        media_type: None,
        body: body.as_bytes(),
        facts: &[],
    };
    let position = select(candidates, observed)?;
    Ok(candidates.get(position).unwrap().outcome)
}

#[test]
fn the_root_tells_documents_and_pages_apart() {
    let candidates = [rooted(0, "order"), rooted(1, "error"), PAGE];
    for (body, outcome) in [
        ("<order/>", 0),
        (
            "<?xml version='1.0'?>\n<!-- x --><x:order xmlns:x='urn:x'/>",
            0,
        ),
        ("<error>", 1),
        ("<html><body>busy", 9),
        ("<!DOCTYPE html><br>", 9),
        ("<orde", 9),
    ] {
        assert_eq!(chosen(&candidates, body), Ok(outcome), "{body}");
    }
    let documents = &candidates[..2];
    assert_eq!(chosen(documents, "<html/>"), Err(Unfit::Undocumented));
    assert_eq!(chosen(documents, "{}"), Err(Unfit::Undocumented));
    // What is cut before its root is one of them: reading says what is wrong.
    assert_eq!(chosen(documents, "<orde"), Ok(0));
    let qualified = [rooted(0, "s:order"), PAGE];
    assert_eq!(chosen(&qualified, "<order xmlns='urn:s'/>"), Ok(0));
    assert_eq!(chosen(&qualified, "<order/>"), Ok(9));
}

#[test]
fn constants_tell_documents_of_one_root_apart() {
    let done = [condition(&["@success"], Literal::Text("true"))];
    let failed = [condition(&["@success"], Literal::Text("false"))];
    let locked = [
        condition(&["@success"], Literal::Text("false")),
        condition(&["s:fault", "code", "#text"], Literal::Number("7")),
    ];
    let candidates = [
        Candidate {
            conditions: &locked,
            ..rooted(2, "r")
        },
        Candidate {
            conditions: &done,
            ..rooted(0, "r")
        },
        Candidate {
            conditions: &failed,
            ..rooted(1, "r")
        },
    ];
    let fault = |code: &str| {
        format!(
            "<r success='false'><f:fault xmlns:f='urn:s'><code a=''>{code}</code></f:fault></r>"
        )
    };
    assert_eq!(chosen(&candidates, "<r success='true'>…</r>"), Ok(0));
    assert_eq!(chosen(&candidates, &fault(" 7.0\n")), Ok(2));
    assert_eq!(chosen(&candidates, &fault("8")), Ok(1));
    assert_eq!(
        chosen(
            &candidates,
            "<r success='false'><fault><code>7</code></fault></r>"
        ),
        Ok(1)
    );
    assert_eq!(chosen(&candidates, "<r/>"), Err(Unfit::Undocumented));
}

#[test]
fn a_value_that_is_an_element_with_elements_is_no_constant() {
    let conditions = [condition(&["state"], Literal::Text("ok"))];
    let candidate = Candidate {
        conditions: &conditions,
        ..rooted(0, "r")
    };
    let only = std::slice::from_ref(&candidate);
    assert_eq!(chosen(only, "<r><state>\n ok </state></r>"), Ok(0));
    assert_eq!(
        chosen(only, "<r><state>ok<b/></state></r>"),
        Err(Unfit::Undocumented)
    );
}

#[test]
fn documents_are_read_to_their_end() {
    let read = |body: &str| {
        let candidate = rooted(0, "r");
        let observed = Observed {
            status: 200,
            headers: Headers::NONE,
            media_type: None,
            body: body.as_bytes(),
            facts: &[],
        };
        let choice = Choice::new(std::slice::from_ref(&candidate), observed).unwrap();
        let mut value = None;
        let read = choice.read(&mut |choice| {
            value = Some(choice.xml(|xml| xml.text(text::integer))?);
            Ok(())
        });
        read.map(|_| value)
    };
    assert_eq!(read("<r> 7 </r>\n<!-- end -->"), Ok(Some(7)));
    for (body, problem) in [
        ("<r>7</r><r/>", Problem::TrailingText { offset: 8 }),
        ("<r>7", Problem::Cut { offset: 4 }),
        ("<r", Problem::Cut { offset: 2 }),
    ] {
        assert!(
            matches!(read(body), Err(Unfit::Malformed { fault, .. }) if fault.problem() == problem),
            "{body}"
        );
    }
}
