//! Lists in one text, with a separator between their elements: `a,b,c`.
//!
//! No element is escaped, since no page says how; so an element that holds the separator, or a list
//! of nothing but one empty text, has no spelling and is refused. An empty text is an empty list.

use crate::Fault;
use crate::fault::Problem;

/// A list on its way into a text.
#[derive(Debug)]
pub struct Joined<'s> {
    separator: &'s str,
    text: String,
    count: usize,
    /// Length of the last element.
    last: usize,
}

impl Joined<'_> {
    /// Appends an element.
    ///
    /// # Errors
    /// If it holds the separator, so that it would be read as two; if the one before ends in what makes
    /// a separator too early: `a:` and `b` with `::` between would be read as `a` and `:b`.
    pub fn push(&mut self, element: &str) -> Result<(), Fault> {
        let refused =
            |index| Fault::unreadable("text without the separator of its list").at_index(index);
        if element.contains(self.separator) {
            return Err(refused(self.count));
        }
        if let Some(before) = self.count.checked_sub(1) {
            let start = self.text.len() - self.last;
            self.text.push_str(self.separator);
            let read = self
                .text
                .get(start..)
                .and_then(|text| text.find(self.separator));
            if read != Some(self.last) {
                return Err(refused(before));
            }
        }
        self.text.push_str(element);
        self.last = element.len();
        self.count += 1;
        Ok(())
    }
}

/// The elements as one text; `push` appends each of them.
///
/// ```
/// use docwright_wire::joined;
///
/// let text = joined::join(",", &[3, 5], |item: &i64, list| list.push(&item.to_string()));
/// assert_eq!(text.unwrap(), "3,5");
/// ```
///
/// # Errors
/// What `push` says, and a list whose only element is empty, which would be read as an empty list.
pub fn join<T>(
    separator: &str,
    items: &[T],
    mut push: impl FnMut(&T, &mut Joined<'_>) -> Result<(), Fault>,
) -> Result<String, Fault> {
    let mut joined = Joined {
        separator,
        text: String::new(),
        count: 0,
        last: 0,
    };
    for item in items {
        push(item, &mut joined)?;
    }
    if joined.text.is_empty() && joined.count == 1 {
        return Err(Fault::unreadable("text that isn't empty").at_index(0));
    }
    Ok(joined.text)
}

/// Elements with a type each as one text; `push` appends them.
///
/// ```
/// use docwright_wire::joined;
///
/// let text = joined::join_tuple(":", |list| {
///     list.push("name")?;
///     list.push("asc")
/// });
/// assert_eq!(text.unwrap(), "name:asc");
/// ```
///
/// # Errors
/// What `push` says.
pub fn join_tuple(
    separator: &str,
    push: impl FnOnce(&mut Joined<'_>) -> Result<(), Fault>,
) -> Result<String, Fault> {
    let mut joined = Joined {
        separator,
        text: String::new(),
        count: 0,
        last: 0,
    };
    push(&mut joined)?;
    Ok(joined.text)
}

/// The elements of a text, one behind the other.
#[derive(Debug)]
pub struct Parts<'t> {
    parts: std::str::Split<'t, &'t str>,
    index: usize,
}

impl Parts<'_> {
    /// Reads the next element.
    ///
    /// # Errors
    /// If there is none, or what `read` says; with its index as the place.
    pub fn next<T>(&mut self, read: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Fault> {
        let index = self.index;
        self.index += 1;
        let value = match self.parts.next() {
            Some(part) => read(part),
            None => Err(Fault::new(Problem::Missing)),
        };
        value.map_err(|fault| fault.at_index(index))
    }
}

/// A reader of a text whose elements have a type each: `read` takes one behind the other. Further
/// elements are passed over.
///
/// ```
/// use docwright_wire::{joined, text};
///
/// let read = joined::split_tuple(":", |parts| {
///     Ok((parts.next(text::string)?, parts.next(text::integer)?))
/// });
/// assert_eq!(read("a:1:x").unwrap(), ("a".to_owned(), 1));
/// assert_eq!(read("a").unwrap_err().to_string(), "`[1]`: is missing");
/// ```
pub fn split_tuple<T>(
    separator: &str,
    read: impl Fn(&mut Parts<'_>) -> Result<T, Fault>,
) -> impl Fn(&str) -> Result<T, Fault> {
    move |text| {
        let parts = text.split(separator);
        read(&mut Parts { parts, index: 0 })
    }
}

/// A reader of such a text, which reads each element with `read`.
///
/// ```
/// use docwright_wire::{joined, text};
///
/// assert_eq!(joined::split("|", text::integer)("3|5").unwrap(), [3, 5]);
/// assert_eq!(joined::split("|", text::integer)("").unwrap(), []);
/// ```
pub fn split<T>(
    separator: &str,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> impl Fn(&str) -> Result<Vec<T>, Fault> {
    move |text| {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        text.split(separator)
            .enumerate()
            .map(|(index, element)| read(element).map_err(|fault| fault.at_index(index)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text;

    fn joined(separator: &str, items: &[String]) -> Result<String, Fault> {
        join(separator, items, |item, list| list.push(item))
    }

    #[test]
    fn a_fault_names_the_element() {
        let fault = split(",", text::integer)("1,x").unwrap_err();
        assert_eq!(
            fault.to_string(),
            "`[1]`: expected integer, found other text"
        );
    }

    #[test]
    fn what_would_be_read_as_another_list_is_refused() {
        let refused = |items: &[&str]| {
            let items: Vec<String> = items.iter().map(|&item| item.to_owned()).collect();
            joined(",", &items).is_err()
        };
        assert!(refused(&["a,b"]));
        assert!(joined("::", &["a:".to_owned(), "b".to_owned()]).is_err());
        assert!(joined("::", &["a".to_owned(), ":b".to_owned()]).is_ok());
        assert!(refused(&[""]));
        assert!(!refused(&[]));
        assert!(!refused(&["", ""]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn a_list_comes_back_or_is_refused(
            separator in "[,|;: ]|, |::|,;,",
            items in proptest::collection::vec("[a-c,|;: é]{0,4}", 0..5),
        ) {
            if let Ok(text) = joined(&separator, &items) {
                prop_assert_eq!(split(&separator, text::string)(&text).unwrap(), items);
            } else {
                let is_alone = items.len() == 1 && items.iter().all(String::is_empty);
                let is_read_otherwise = |item: &String| {
                    format!("{item}{separator}").find(&separator) != Some(item.len())
                };
                prop_assert!(is_alone || items.iter().any(is_read_otherwise));
            }
        }

        #[test]
        fn numbers_come_back(items in proptest::collection::vec(any::<i64>(), 0..6)) {
            let text = join(",", &items, |item, list| list.push(&item.to_string())).unwrap();
            prop_assert_eq!(split(",", text::integer)(&text).unwrap(), items);
        }
    }
}
