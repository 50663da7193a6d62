//! What code over jiter shares. Its errors have words of ours, less exact ones than our reader's.

use docwright_wire::json::Kind;
use docwright_wire::{Fault, Problem};
use jiter::{Jiter, JiterError, JiterErrorType, NumberInt, Peek};

use crate::lean::index_of;

type Read<T> = Result<T, Fault>;

#[cold]
fn fault(error: &JiterError) -> Fault {
    match error.error_type {
        JiterErrorType::WrongType { .. } => Fault::wrong_kind("another kind", Kind::Null),
        JiterErrorType::JsonError(_) => Fault::new(Problem::Syntax {
            expected: "JSON",
            offset: error.index,
        }),
    }
}

/// The position of the name of an object's first member in a table; of an unknown one, the number
/// behind the last.
///
/// # Errors
/// If there is no object.
pub fn first(json: &mut Jiter<'_>, names: &[&str]) -> Read<Option<usize>> {
    let name = json.next_object().map_err(|error| fault(&error))?;
    Ok(name.map(|name| index_of(names, name)))
}

/// As [`first`], of the next member.
///
/// # Errors
/// If the text isn't JSON there.
pub fn next(json: &mut Jiter<'_>, names: &[&str]) -> Read<Option<usize>> {
    let name = json.next_key().map_err(|error| fault(&error))?;
    Ok(name.map(|name| index_of(names, name)))
}

/// Reads past a value.
///
/// # Errors
/// If it isn't JSON.
pub fn skip(json: &mut Jiter<'_>) -> Read<()> {
    json.next_skip().map_err(|error| fault(&error))
}

/// Reads a string.
///
/// # Errors
/// If there is another value.
pub fn string(json: &mut Jiter<'_>) -> Read<String> {
    string_as(json, |text| Ok(text.to_owned()))
}

/// Reads a string that `read` reads as a value.
///
/// # Errors
/// If there is another value, or what `read` says.
pub fn string_as<T>(json: &mut Jiter<'_>, read: impl FnOnce(&str) -> Read<T>) -> Read<T> {
    match json.next_str() {
        Ok(text) => read(text),
        Err(error) => Err(fault(&error)),
    }
}

/// Reads one of the texts that `parse` knows.
///
/// # Errors
/// If there is another value.
pub fn text_enum<T>(json: &mut Jiter<'_>, parse: impl FnOnce(&str) -> Option<T>) -> Read<T> {
    string_as(json, |text| {
        parse(text).ok_or_else(|| Fault::new(Problem::UnknownValue))
    })
}

/// Reads a whole number. jiter has those of more than 18 digits with a further feature alone.
///
/// # Errors
/// If there is another value.
pub fn integer(json: &mut Jiter<'_>) -> Read<i64> {
    match json.next_int() {
        Ok(NumberInt::Int(number)) => Ok(number),
        Err(error) => Err(fault(&error)),
    }
}

/// Reads a number.
///
/// # Errors
/// If there is another value.
pub fn number(json: &mut Jiter<'_>) -> Read<f64> {
    json.next_float().map_err(|error| fault(&error))
}

/// Reads `true` or `false`.
///
/// # Errors
/// If there is another value.
pub fn boolean(json: &mut Jiter<'_>) -> Read<bool> {
    json.next_bool().map_err(|error| fault(&error))
}

/// Reads a list.
///
/// # Errors
/// If there is another value, or what `read` says, with the index added to its place.
pub fn list<'j, T>(json: &mut Jiter<'j>, read: impl Fn(&mut Jiter<'j>) -> Read<T>) -> Read<Vec<T>> {
    let mut elements = Vec::new();
    let mut next: Option<Peek> = json.next_array().map_err(|error| fault(&error))?;
    while next.is_some() {
        elements.push(read(json).map_err(|fault| fault.at_index(elements.len()))?);
        next = json.array_step().map_err(|error| fault(&error))?;
    }
    Ok(elements)
}
