//! Which bodies are taken for CSV.

use docwright_wire::csv::{Column, Delimiter, Format};
use docwright_wire::headers::Headers;
use docwright_wire::outcome::{BodyKind, Candidate, Choice, Observed, RequestCondition, Unfit};
use docwright_wire::{Fault, Problem, text};

const TABLE: Format<'static> = Format {
    columns: &[Column::required("id")],
    delimiter: Delimiter::Asked {
        fact: 0,
        default: b',',
    },
    ..Format::DEFAULT
};

const HEADLESS: Format<'static> = Format {
    header: false,
    ..TABLE
};

fn candidate(body: BodyKind<'static>) -> Candidate<'static> {
    Candidate {
        outcome: 0,
        name: "Table",
        statuses: &[(200, 299)],
        body,
        ..Candidate::DEFAULT
    }
}

fn read(
    candidates: &[Candidate<'_>],
    facts: &[Option<&str>],
    body: &[u8],
) -> Result<Vec<i64>, Unfit> {
    read_as(None, candidates, facts, body)
}

fn read_as(
    media_type: Option<&str>,
    candidates: &[Candidate<'_>],
    facts: &[Option<&str>],
    body: &[u8],
) -> Result<Vec<i64>, Unfit> {
    let observed = Observed {
        status: 200,
        headers: Headers::NONE,
        media_type,
        body,
        facts,
    };
    let mut rows = Vec::new();
    Choice::new(candidates, observed)?.read(&mut |choice| {
        rows = choice.csv(|row| row.required("id", text::integer))?;
        Ok(())
    })?;
    Ok(rows)
}

/// What is wrong with a table; undocumented ones are empty here.
fn fault(result: Result<Vec<i64>, Unfit>) -> Fault {
    match result {
        Err(Unfit::Malformed { fault, .. }) => fault,
        Ok(_) | Err(Unfit::Undocumented) => Fault::unreadable("a malformed table"),
    }
}

#[test]
fn the_delimiter_is_the_one_of_the_request() {
    let table = [candidate(BodyKind::Csv(TABLE))];
    assert_eq!(read(&table, &[Some("~")], b"a~id\n1~2\n"), Ok(vec![2]));
    assert_eq!(read(&table, &[None], b"a,id\n1,2\n"), Ok(vec![2]));
    let two = fault(read(&table, &[Some("::")], b"a::id\n"));
    assert!(matches!(two.problem(), Problem::Unreadable { .. }), "{two}");
}

#[test]
fn what_is_no_text_is_no_table() {
    let table = [candidate(BodyKind::Csv(TABLE))];
    for body in [&b"<html></html>"[..], b"{\"id\": 1}", b"\x89PNG\xFF"] {
        assert_eq!(read(&table, &[None], body), Err(Unfit::Undocumented));
    }
    let latin = fault(read_as(Some("text/csv"), &table, &[None], b"id\n\xFF\n"));
    assert!(matches!(latin.problem(), Problem::NotInCharset { .. }));
    assert_eq!(
        fault(read(&table, &[None], b"name\n1\n")).place(),
        "column id"
    );
}

#[test]
fn a_single_value_is_a_table_where_no_json_is_documented() {
    let table = [candidate(BodyKind::Csv(HEADLESS))];
    assert_eq!(read(&table, &[None], b"17"), Ok(vec![17]));
    let json = Candidate {
        outcome: 1,
        name: "Json",
        body: BodyKind::Json,
        ..table[0]
    };
    let both = [table[0], json];
    assert_eq!(read(&both, &[None], b"17\n18\n"), Ok(vec![17, 18]));
}

#[test]
fn no_body_is_a_table_without_a_header_and_rows() {
    let headless = [candidate(BodyKind::Csv(HEADLESS))];
    assert_eq!(read(&headless, &[None], b""), Ok(Vec::new()));
    let table = [candidate(BodyKind::Csv(TABLE))];
    let empty = fault(read(&table, &[None], b"\n"));
    assert_eq!(empty.problem(), Problem::Empty);
}

#[test]
fn the_request_tells_a_table_from_text() {
    let table = Candidate {
        when: &[RequestCondition {
            fact: 0,
            values: &[","],
            or_missing: false,
        }],
        ..candidate(BodyKind::Csv(TABLE))
    };
    let candidates = [table, candidate(BodyKind::Properties)];
    assert_eq!(read(&candidates, &[Some(",")], b"id\n1\n"), Ok(vec![1]));
}
