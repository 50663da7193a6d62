//! Reading of values whose JSON type isn't known beforehand.

use super::{Kind, Reader};
use crate::{Fault, Literal};

impl Reader<'_> {
    /// Reads a string, a number, a boolean or `null`, whichever stands there, with `read`.
    ///
    /// # Errors
    /// A list or an object in the place of what is `expected`, or what `read` says.
    pub fn scalar<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(Literal<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        match self.kind()? {
            Kind::String => self.string_as(|text| read(Literal::Text(text))),
            Kind::Number => self.number_as(|digits| read(Literal::Number(digits))),
            Kind::Boolean => {
                let value = self.boolean()?;
                read(Literal::Boolean(value))
            }
            Kind::Null => {
                self.constant(Literal::Null, false)?;
                read(Literal::Null)
            }
            found @ (Kind::List | Kind::Object) => Err(Fault::wrong_kind(expected, found)),
        }
    }

    /// Reads one of `nulls` and `null` itself as `None`, anything else with `read`.
    ///
    /// ```
    /// use docwright_wire::{Literal, json::Reader};
    ///
    /// let nulls = [Literal::Number("-1"), Literal::Text("")];
    /// let mut json = Reader::new(b"-1").unwrap();
    /// assert_eq!(json.null_as(&nulls, Reader::integer).unwrap(), None);
    /// let mut json = Reader::new(b"5").unwrap();
    /// assert_eq!(json.null_as(&nulls, Reader::integer).unwrap(), Some(5));
    /// ```
    ///
    /// # Errors
    /// What `read` says.
    pub fn null_as<T>(
        &mut self,
        nulls: &[Literal<'_>],
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if !matches!(self.kind()?, Kind::List | Kind::Object) {
            let mut ahead = self.clone();
            let is_null = ahead.scalar("null", |found| {
                Ok(found == Literal::Null || nulls.iter().any(|null| null.equals(found, false)))
            })?;
            if is_null {
                *self = ahead;
                return Ok(None);
            }
        }
        read(self).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NULLS: [Literal<'static>; 2] = [Literal::Text(""), Literal::Boolean(false)];

    #[test]
    fn whatever_means_null_is_read_and_the_next_value_follows() {
        let mut json = Reader::new(br#"["", false, null, [7], []]"#).unwrap();
        let lists = json.list(|json| json.null_as(&NULLS, |json| json.list(Reader::integer)));
        assert_eq!(
            lists.unwrap(),
            [None, None, None, Some(vec![7]), Some(vec![])]
        );
        json.finish().unwrap();
    }

    #[test]
    fn what_means_something_else_is_left_to_the_reader() {
        let mut json = Reader::new(b"true").unwrap();
        let fault = json.null_as(&NULLS, |json| json.list(Reader::integer));
        assert_eq!(
            fault.unwrap_err().to_string(),
            "expected list, found boolean"
        );
    }
}
