//! Reading hostile and odd JSON: exact values, exact places, nothing replaced.

use docwright_wire::json::{Nullable, Reader, optional_nullable, put, required};
use docwright_wire::{Fault, Literal, Problem, text};

fn read<'a, T>(
    json: &'a str,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut reader = Reader::new(json.as_bytes())?;
    let value = read(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

#[test]
fn integers_are_exact_and_bounded() {
    assert_eq!(
        read("9223372036854775807", Reader::integer).unwrap(),
        i64::MAX
    );
    assert_eq!(
        read("-9223372036854775808", Reader::integer).unwrap(),
        i64::MIN
    );
    for beyond in [
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890",
    ] {
        let fault = read(beyond, Reader::integer).unwrap_err();
        assert_eq!(
            fault.problem(),
            Problem::OutOfRange {
                expected: "64-bit integer"
            },
            "{beyond}"
        );
    }
    for fraction in ["1.0", "1e3", "0.5"] {
        let fault = read(fraction, Reader::integer).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "expected integer, found number",
            "{fraction}"
        );
    }
    for no_number in [
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "0x1",
        "NaN",
        "Infinity",
        "-Infinity",
    ] {
        assert!(read(no_number, Reader::integer).is_err(), "{no_number}");
        assert!(read(no_number, Reader::number).is_err(), "{no_number}");
        assert!(read(no_number, Reader::skip).is_err(), "{no_number}");
    }
}

#[test]
fn numbers_are_the_nearest_and_finite() {
    for spelt in [
        "0.1",
        "1e-400",
        "179769313486231570814527423731704356798070e267",
        "3.141592653589793238",
        "-0",
    ] {
        let expected: f64 = spelt.parse().unwrap();
        assert_eq!(
            read(spelt, Reader::number).unwrap().to_bits(),
            expected.to_bits(),
            "{spelt}"
        );
    }
    let fault = read("1e400", Reader::number).unwrap_err();
    assert_eq!(
        fault.problem(),
        Problem::OutOfRange {
            expected: "64-bit number"
        }
    );
}

#[test]
fn strings_are_decoded_and_never_repaired() {
    assert_eq!(
        read(r#""\u00e9\n\ud83d\ude00\/""#, Reader::string).unwrap(),
        "é\n😀/"
    );
    for bad in [
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud800\u0041""#,
        r#""\x""#,
        "\"a\nb\"",
        r#""\u12"#,
    ] {
        assert!(read(bad, Reader::string).is_err(), "{bad}");
        assert!(read(bad, Reader::skip).is_err(), "{bad}");
    }
}

#[test]
fn invalid_utf8_is_refused_even_where_nobody_reads() {
    let fault = Reader::new(b"{\"unread\": \"\xFF\"}").unwrap_err();
    assert_eq!(
        fault.problem(),
        Problem::NotInCharset {
            charset: "UTF-8",
            offset: 12
        }
    );
}

#[test]
fn a_byte_order_mark_is_skipped_and_counted() {
    assert_eq!(read("\u{feff} 1", Reader::integer).unwrap(), 1);
    let fault = read("\u{feff}1 2", Reader::integer).unwrap_err();
    assert_eq!(fault.problem(), Problem::TrailingText { offset: 5 });
}

#[test]
fn member_names_are_decoded_whatever_stands_around_them() {
    let json = "{ \"a\" : 1 , \"b\\u0063\\\"\"\t:\n2,\"\":3,\":\" :4,\"é:\":5}";
    let names = read(json, |json| {
        let mut names = Vec::new();
        let mut members = json.object()?;
        while let Some(name) = members.next(json)? {
            names.push(name.to_owned());
            json.skip()?;
        }
        assert!(members.next(json)?.is_none());
        Ok(names)
    });
    assert_eq!(names.unwrap(), ["a", "bc\"", "", ":", "é:"]);
}

/// Three members: required, `null` allowed, and both missing and `null` allowed.
type Three = (i64, Option<String>, Option<Nullable<bool>>);

fn three(json: &mut Reader<'_>) -> Result<Three, Fault> {
    let (mut a, mut b, mut c) = (None, None, None);
    let mut members = json.object()?;
    while let Some(member) = members.next(json)? {
        match member {
            "a" => put(&mut a, "a", json.string_as(text::integer))?,
            "b" => put(&mut b, "b", json.nullable(Reader::string))?,
            "c" => put(&mut c, "c", json.nullable(Reader::boolean))?,
            _ => json.skip()?,
        }
    }
    Ok((required(a, "a")?, required(b, "b")?, optional_nullable(c)))
}

#[test]
fn missing_and_null_are_told_apart() {
    assert_eq!(
        read(r#"{"a":"1","b":null,"x":[{}]}"#, three).unwrap(),
        (1, None, None)
    );
    assert_eq!(
        read(r#"{"c":null,"b":"","a":"1"}"#, three).unwrap(),
        (1, Some(String::new()), Some(Nullable::Null))
    );
    assert_eq!(
        read(r#"{"a":"1","b":null,"c":true}"#, three).unwrap().2,
        Some(Nullable::Value(true))
    );
}

#[test]
fn faults_name_the_place_and_never_the_value() {
    for (json, message) in [
        (
            r#"[{"a":"1","b":null},{"a":"s3cret"}]"#,
            "`[1].a`: expected integer, found other text",
        ),
        (r#"[{"a":7}]"#, "`[0].a`: expected string, found number"),
        (r#"[{"a":"1","a":"2"}]"#, "`[0].a`: stands there twice"),
        (r#"[{"a":"1"}]"#, "`[0].b`: is missing"),
        (
            r#"[{"a":"1","b":null,"c":"s3cret"}]"#,
            "`[0].c`: expected boolean, found string",
        ),
        (r#"{"a":"1"}"#, "expected list, found object"),
        (r#"[] x"#, "more follows after the value, at byte 3"),
        (r#"[{"a":"1","#, "`[0]`: ends too early, at byte 10"),
        ("", "is empty"),
        (r#"[{"a" "1"}]"#, "`[0]`: expected `:` at byte 6"),
        (
            r#"[{"a":s3cret}]"#,
            "`[0].a`: expected a JSON value at byte 6",
        ),
    ] {
        let fault = read(json, |json| json.list(three)).unwrap_err();
        assert_eq!(fault.to_string(), message, "{json}");
        assert!(!format!("{fault:?}").contains("s3cret"));
    }
}

#[test]
fn constants_keep_their_type() {
    for (json, literal, same) in [
        ("1.0", Literal::Number("1"), true),
        ("\"1\"", Literal::Number("1"), false),
        ("\"OK\"", Literal::Text("ok"), true),
        ("\"no\"", Literal::Text("ok"), false),
        ("null", Literal::Null, true),
        ("0", Literal::Null, false),
        ("true", Literal::Boolean(true), true),
        ("false", Literal::Boolean(true), false),
    ] {
        assert_eq!(
            read(json, |json| json.constant(literal, true)).is_ok(),
            same,
            "{json} {literal:?}"
        );
    }
}

#[test]
fn closed_enums_refuse_other_values() {
    let parse = |text: &str| ["a", "b"].iter().position(|known| *known == text);
    assert_eq!(read("\"b\"", |json| json.text_enum(parse)).unwrap(), 1);
    assert_eq!(
        read("\"c\"", |json| json.text_enum(parse))
            .unwrap_err()
            .problem(),
        Problem::UnknownValue
    );
    let parse = |digits: &str| (digits == "-7").then_some(());
    assert!(read("-7", |json| json.integer_enum(parse)).is_ok());
    assert!(read("\"-7\"", |json| json.integer_enum(parse)).is_err());
}

#[test]
fn the_fault_of_a_value_too_deep_to_be_skipped_names_the_bound_that_holds() {
    let skip = |depth, in_a_list| {
        let text = format!("{}0{}", "[".repeat(depth), "]".repeat(depth));
        match in_a_list {
            true => read(&text, |json| json.list(Reader::skip)).map(|_| ()),
            false => read(&text, Reader::skip),
        }
    };
    for in_a_list in [false, true] {
        let problem = skip(1000, in_a_list).unwrap_err().problem();
        let Problem::TooDeep { limit } = problem else {
            panic!("{problem}");
        };
        assert_eq!(skip(limit, in_a_list), Ok(()));
        let fault = skip(limit + 1, in_a_list).unwrap_err();
        assert_eq!(fault.problem(), Problem::TooDeep { limit });
    }
}

#[test]
fn deep_nesting_is_refused_in_what_is_read_and_in_what_is_skipped() {
    fn nested(json: &mut Reader<'_>) -> Result<(), Fault> {
        json.list(nested).map(|_| ())
    }
    let deep = "[".repeat(200_000);
    for fault in [
        read(&deep, nested).unwrap_err(),
        read(&deep, Reader::skip).unwrap_err(),
    ] {
        assert!(
            matches!(fault.problem(), Problem::TooDeep { .. }),
            "{fault}"
        );
    }
    // Depth counts what is open, not what was.
    let wide = format!("[{}]", vec!["[[]]"; 1000].join(","));
    assert!(read(&wide, nested).is_ok());
    let objects = format!("[{}]", vec!["{}"; 1000].join(","));
    let empty = |json: &mut Reader<'_>| {
        let mut members = json.object()?;
        members.next(json).map(|name| assert!(name.is_none()))
    };
    assert_eq!(read(&objects, |json| json.list(empty)).unwrap().len(), 1000);
}

#[cfg(feature = "decimal")]
#[test]
fn decimals_keep_every_digit() {
    let spelt = "1234567890123456789012345.670";
    assert_eq!(read(spelt, Reader::decimal).unwrap().to_string(), spelt);
    let mut json = docwright_wire::json::Writer::new();
    json.decimal(&spelt.parse().unwrap());
    assert_eq!(json.finish().unwrap(), spelt.as_bytes());
}

#[test]
fn a_map_has_each_name_once_and_names_the_place_of_a_fault() {
    let map = |text: &str| read(text, |json| json.map(Reader::integer));
    let found = map(r#"{"b": 2, "a/\u0061": 1}"#).unwrap();
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [("a/a".to_owned(), 1), ("b".to_owned(), 2)]
    );
    assert_eq!(
        map(r#"{"x": 1, "\u0078": 2}"#).unwrap_err().to_string(),
        "`x`: stands there twice"
    );
    assert_eq!(
        map(r#"{"x": "1"}"#).unwrap_err().to_string(),
        "`x`: expected integer, found string"
    );
}

#[test]
fn one_value_is_a_list_of_one() {
    let list = |json| read(json, |json| json.list_or_one(Reader::integer));
    assert_eq!(list("[]").unwrap(), []);
    assert_eq!(list("[1, 2]").unwrap(), [1, 2]);
    assert_eq!(list("7").unwrap(), [7]);
    let fault = list("[1, true]").unwrap_err();
    assert_eq!(fault.to_string(), "`[1]`: expected integer, found boolean");
    let fault = list("true").unwrap_err();
    assert_eq!(fault.to_string(), "expected integer, found boolean");
}
