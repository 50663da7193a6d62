//! JSON inside of a text: in a JSON string, a query, a form, a header.

use super::{Reader, Writer};
use crate::Fault;

/// What `write` writes, as a text.
///
/// ```
/// use docwright_wire::json;
///
/// let text = json::to_text(|json| {
///     json.begin_list();
///     json.integer(7);
///     json.end_list();
///     Ok(())
/// });
/// assert_eq!(text.unwrap(), "[7]");
/// ```
///
/// # Errors
/// What `write` says, or a value that has no spelling in JSON.
pub fn to_text(write: impl FnOnce(&mut Writer) -> Result<(), Fault>) -> Result<String, Fault> {
    let mut json = Writer::new();
    write(&mut json)?;
    let bytes = json.finish()?;
    String::from_utf8(bytes).map_err(|_| Fault::unreadable("text in UTF-8"))
}

/// What `read` reads out of a text that is JSON from one end to the other.
///
/// ```
/// use docwright_wire::json::{self, Reader};
///
/// assert_eq!(json::from_text("7", Reader::integer).unwrap(), 7);
/// assert!(json::from_text("7 8", Reader::integer).is_err());
/// ```
///
/// # Errors
/// What `read` says, and more text behind the value.
pub fn from_text<'t, T>(
    text: &'t str,
    read: impl FnOnce(&mut Reader<'t>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut json = Reader::new(text.as_bytes())?;
    let value = read(&mut json)?;
    json.finish()?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_text_within_texts_comes_back(value in any::<String>(), depth in 1_usize..4) {
            let mut text = value.clone();
            for _ in 0..depth {
                text = to_text(|json| {
                    json.string(&text);
                    Ok(())
                })
                .unwrap();
            }
            for _ in 0..depth {
                text = from_text(&text, Reader::string).unwrap();
            }
            prop_assert_eq!(text, value);
        }
    }
}
