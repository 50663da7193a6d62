//! Ways to decode JSON, each for the same types and with the same bounds: members that stand there
//! twice are found, unknown ones are passed over. The figures are in `benches/README.md`.

// Printed code names this crate, here as in crates of its own.
extern crate self as docwright_decoding;

use std::error::Error;
use std::fmt::Debug;

use docwright_wire::Fault;
use docwright_wire::json::{Decode as _, Reader};

pub mod indexed;
pub mod lean;
pub mod over_jiter;
pub mod payload;
pub mod table;

/// The types of the payloads, in each way: printed by the build script.
#[expect(missing_docs, reason = "the ways are described where they are printed")]
pub mod printed {
    pub mod derive {
        include!(concat!(env!("OUT_DIR"), "/derive.rs"));
    }
    pub mod lean {
        include!(concat!(env!("OUT_DIR"), "/lean.rs"));
    }
    pub mod in_place {
        include!(concat!(env!("OUT_DIR"), "/in_place.rs"));
    }
    pub mod pull {
        include!(concat!(env!("OUT_DIR"), "/pull.rs"));
    }
    pub mod indexed {
        include!(concat!(env!("OUT_DIR"), "/indexed.rs"));
    }
    pub mod over_jiter {
        include!(concat!(env!("OUT_DIR"), "/over_jiter.rs"));
    }
    pub mod table {
        include!(concat!(env!("OUT_DIR"), "/table.rs"));
    }
}

/// Decodes a payload.
pub type Decoder = fn(&[u8]) -> Result<Box<dyn Debug>, Box<dyn Error>>;

/// The names of the ways, each with a file of 600 structs and 50 enums, to be checked by the compiler.
pub const WAYS: [(&str, &str); 7] = [
    (
        "derive",
        include_str!(concat!(env!("OUT_DIR"), "/many_derive.rs")),
    ),
    (
        "lean",
        include_str!(concat!(env!("OUT_DIR"), "/many_lean.rs")),
    ),
    (
        "in_place",
        include_str!(concat!(env!("OUT_DIR"), "/many_in_place.rs")),
    ),
    (
        "pull",
        include_str!(concat!(env!("OUT_DIR"), "/many_pull.rs")),
    ),
    (
        "indexed",
        include_str!(concat!(env!("OUT_DIR"), "/many_indexed.rs")),
    ),
    (
        "over_jiter",
        include_str!(concat!(env!("OUT_DIR"), "/many_over_jiter.rs")),
    ),
    (
        "table",
        include_str!(concat!(env!("OUT_DIR"), "/many_table.rs")),
    ),
];

/// The decoder of a payload in a way, if there are both.
#[must_use]
pub fn decoder(way: &str, payload: &str) -> Option<Decoder> {
    use printed::{derive, in_place, indexed, lean, over_jiter, pull, table};
    Some(match (way, payload) {
        ("derive", "mixed") => with_serde::<derive::Listed>,
        ("derive", "strings") => with_serde::<derive::Articles>,
        ("derive", "numbers") => with_serde::<derive::Candles>,
        ("lean", "mixed") => with_serde::<lean::Listed>,
        ("lean", "strings") => with_serde::<lean::Articles>,
        ("lean", "numbers") => with_serde::<lean::Candles>,
        ("in_place", "mixed") => |body| with_reader(body, in_place::Listed::decode),
        ("in_place", "strings") => |body| with_reader(body, in_place::Articles::decode),
        ("in_place", "numbers") => |body| with_reader(body, in_place::Candles::decode),
        ("pull", "mixed") => |body| with_reader(body, pull::Listed::decode),
        ("pull", "strings") => |body| with_reader(body, pull::Articles::decode),
        ("pull", "numbers") => |body| with_reader(body, pull::Candles::decode),
        ("indexed", "mixed") => |body| with_reader(body, indexed::Listed::decode),
        ("indexed", "strings") => |body| with_reader(body, indexed::Articles::decode),
        ("indexed", "numbers") => |body| with_reader(body, indexed::Candles::decode),
        ("over_jiter", "mixed") => |body| with_jiter(body, over_jiter::Listed::decode),
        ("over_jiter", "strings") => |body| with_jiter(body, over_jiter::Articles::decode),
        ("over_jiter", "numbers") => |body| with_jiter(body, over_jiter::Candles::decode),
        ("table", "mixed") => |body| with_table(body, table::Listed::MEMBERS, table::Listed::of),
        ("table", "strings") => {
            |body| with_table(body, table::Articles::MEMBERS, table::Articles::of)
        }
        ("table", "numbers") => {
            |body| with_table(body, table::Candles::MEMBERS, table::Candles::of)
        }
        _ => return None,
    })
}

fn with_serde<T: Debug + serde::de::DeserializeOwned + 'static>(
    body: &[u8],
) -> Result<Box<dyn Debug>, Box<dyn Error>> {
    Ok(Box::new(serde_json::from_slice::<T>(body)?))
}

fn with_reader<T: Debug + 'static>(
    body: &[u8],
    decode: fn(&mut Reader<'_>) -> Result<T, Fault>,
) -> Result<Box<dyn Debug>, Box<dyn Error>> {
    let mut json = Reader::new(body)?;
    let value = decode(&mut json)?;
    json.finish()?;
    Ok(Box::new(value))
}

fn with_jiter<T: Debug + 'static>(
    body: &[u8],
    decode: fn(&mut jiter::Jiter<'_>) -> Result<T, Fault>,
) -> Result<Box<dyn Debug>, Box<dyn Error>> {
    let mut json = jiter::Jiter::new(body);
    let value = decode(&mut json)?;
    json.finish().map_err(|error| error.to_string())?;
    Ok(Box::new(value))
}

fn with_table<T: Debug + 'static>(
    body: &[u8],
    members: &'static [table::Member],
    of: fn(table::Values) -> Option<T>,
) -> Result<Box<dyn Debug>, Box<dyn Error>> {
    let mut json = Reader::new(body)?;
    let values = table::decode(&mut json, members)?;
    json.finish()?;
    Ok(Box::new(of(values).ok_or("the table is of other types")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::{PAYLOADS, payload};

    fn decode(way: &str, name: &str, text: &str) -> Result<String, String> {
        let decode = decoder(way, name).ok_or("no such decoder")?;
        match decode(text.as_bytes()) {
            Ok(value) => Ok(format!("{value:?}")),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn each_way_reads_the_same() {
        for name in PAYLOADS {
            let text = payload(name, 5_000);
            let expected = decode("derive", name, &text);
            assert!(
                expected.as_ref().is_ok_and(|value| value.len() > 3_000),
                "{expected:?}"
            );
            for (way, _) in WAYS {
                assert_eq!(decode(way, name, &text), expected, "{way}, {name}");
            }
        }
    }

    #[test]
    fn each_way_refuses_the_same() {
        let text = payload("mixed", 200);
        for (from, to) in [
            ("{\"id\"", "{\"id\":1,\"id\""),
            ("\"quantity\":1,", ""),
            ("\"open\"", "\"other\""),
            ("\"web\"", "7"),
            ("}]}", "}]} ]"),
        ] {
            let wrong = text.replacen(from, to, 1);
            assert_ne!(wrong, text);
            for (way, _) in WAYS {
                assert!(decode(way, "mixed", &wrong).is_err(), "{way}: {wrong}");
            }
        }
    }

    #[test]
    fn each_way_passes_over_what_it_does_not_know() {
        let text = payload("mixed", 200).replacen("{\"id\"", "{\"new\":[{}],\"id\"", 1);
        for (way, _) in WAYS {
            assert!(decode(way, "mixed", &text).is_ok(), "{way}");
        }
    }
}
