//! Pairs as `application/x-www-form-urlencoded` (WHATWG URL section 5): bodies and queries.

use crate::{Fault, percent};

/// Appends one pair to a form, with `&` before it if it isn't the first.
///
/// ```
/// let mut form = String::new();
/// docwright_wire::form::push(&mut form, "q", "a b");
/// docwright_wire::form::push(&mut form, "page", "2");
/// assert_eq!(form, "q=a+b&page=2");
/// ```
pub fn push(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    percent::push_form(form, name);
    form.push('=');
    percent::push_form(form, value);
}

/// All pairs, in their order.
#[must_use]
pub fn encode<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> String {
    let mut form = String::new();
    for (name, value) in pairs {
        push(&mut form, name.as_ref(), value.as_ref());
    }
    form
}

/// The decoded pairs, in their order; a piece without `=` is a name with an empty value, and empty
/// pieces are skipped. Names may stand there several times.
///
/// # Errors
/// If a decoded name or value is no UTF-8.
pub fn parse(form: &str) -> Result<Vec<(String, String)>, Fault> {
    form.split('&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            Ok((
                percent::decode_form(name)?.into_owned(),
                percent::decode_form(value)?.into_owned(),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back() {
        let pairs = vec![
            ("a b".to_owned(), "1&2=3".to_owned()),
            ("é".to_owned(), String::new()),
            ("a b".to_owned(), "+%".to_owned()),
        ];
        assert_eq!(parse(&encode(pairs.clone())).unwrap(), pairs);
    }

    #[test]
    fn pieces_without_a_value_are_kept() {
        assert_eq!(
            parse("a&&b=&=c").unwrap(),
            [
                ("a".to_owned(), String::new()),
                ("b".to_owned(), String::new()),
                (String::new(), "c".to_owned())
            ]
        );
    }
}
