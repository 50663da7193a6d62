//! JSON: read as another reader reads it, and written so that it reads the same.

use docwright_wire::json::{Reader, Value, Writer};
use docwright_wire::{Problem, charset};

/// Any body: accepted and refused as `serde_json` does, but for members that stand there twice, depth and
/// the range of numbers; every number keeps its digits; what is written reads the same.
pub fn json(data: &[u8]) {
    let own = Value::parse(data);
    let plain = charset::without_bom(data);
    let other = serde_json::from_slice::<serde_json::Value>(plain);
    match (&own, &other) {
        (Ok(own), Ok(other)) => same(own, other),
        (Ok(_), Err(error)) => {
            let words = error.to_string();
            let bounds = ["out of range", "recursion limit"];
            let is_bound = bounds.iter().any(|bound| words.contains(bound));
            assert!(is_bound, "accepted, but {words}");
        }
        (Err(fault), Ok(_)) => {
            let is_bound = matches!(
                fault.problem(),
                Problem::Duplicate | Problem::TooDeep { .. } | Problem::OutOfRange { .. }
            );
            assert!(is_bound, "refused: {fault}");
        }
        (Err(_), Err(_)) => {}
    }
    if let Ok(own) = &own {
        written(own);
        let skipped = Reader::new(data).and_then(|mut json| {
            json.skip()?;
            json.finish()
        });
        assert!(skipped.is_ok(), "read, but not skipped: {skipped:?}");
        numbers(own, &String::from_utf8_lossy(data));
    }
}

fn written(value: &Value) {
    let mut json = Writer::new();
    value.write(&mut json);
    let text = json.finish().unwrap_or_default();
    assert_eq!(Value::parse(&text).as_ref(), Ok(value));
    assert!(value.same_as(value), "{value} differs from itself");
}

fn numbers(value: &Value, text: &str) {
    match value {
        Value::Number(number) => assert!(text.contains(number.as_str()), "{number:?} was another"),
        Value::List(items) => items.iter().for_each(|item| numbers(item, text)),
        Value::Object(members) => members.iter().for_each(|(_, item)| numbers(item, text)),
        Value::Null | Value::Boolean(_) | Value::String(_) => {}
    }
}

fn same(own: &Value, other: &serde_json::Value) {
    let is_same = match (own, other) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Boolean(own), serde_json::Value::Bool(other)) => own == other,
        (Value::String(own), serde_json::Value::String(other)) => own == other,
        (Value::Number(own), serde_json::Value::Number(other)) => {
            // `-0` is no integer to the other.
            let whole = own.as_i64().filter(|number| *number != 0);
            whole == other.as_i64().filter(|number| *number != 0)
                && near(own.as_f64(), other.as_f64())
        }
        (Value::List(own), serde_json::Value::Array(other)) => {
            own.iter()
                .zip(other)
                .for_each(|(own, other)| same(own, other));
            own.len() == other.len()
        }
        (Value::Object(own), serde_json::Value::Object(other)) => {
            let members = own.iter().zip(own.iter().map(|(name, _)| other.get(name)));
            members.for_each(|((name, own), other)| match other {
                Some(other) => same(own, other),
                None => assert!(other.is_some(), "the other has no {name:?}"),
            });
            own.len() == other.len()
        }
        _ => false,
    };
    assert!(is_same, "{own} is {other} to the other");
}

/// The other reader may miss the nearest number by one step.
fn near(own: Option<f64>, other: Option<f64>) -> bool {
    match (own, other) {
        (Some(own), Some(other)) => {
            own == other || own.next_up() == other || own.next_down() == other
        }
        _ => own == other,
    }
}
