//! Lists, and objects whose names are keys.

use std::collections::BTreeMap;

use super::Reader;
use crate::Fault;
use crate::fault::Problem;
use crate::json::Slot;

/// The elements of a list, one behind the other: what [`Reader::tuple`] gives.
#[derive(Debug)]
pub struct Elements<'r, 'j> {
    json: &'r mut Reader<'j>,
    /// Whether the list goes on.
    is_there: bool,
    index: usize,
}

impl<'j> Elements<'_, 'j> {
    /// Reads the next element.
    ///
    /// # Errors
    /// If there is none, or what `read` says; with its index as the place.
    pub fn next<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'j>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let index = self.index;
        if !self.is_there {
            return Err(Fault::new(Problem::Missing).at_index(index));
        }
        let value = read(self.json).map_err(|fault| fault.at_index(index))?;
        self.is_there = self.json.element(false)?;
        self.index += 1;
        Ok(value)
    }

    /// Reads the next element of a list that may end before it.
    ///
    /// # Errors
    /// What `read` says, with the index of the element as the place.
    pub fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'j>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.is_there.then(|| self.next(read)).transpose()
    }
}

impl Reader<'_> {
    /// Reads a list, each element with `read`.
    ///
    /// # Errors
    /// If the next value is no list, or what `read` says, with the index added to its place.
    pub fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let mut elements = Vec::new();
        let mut is_there = self.first_element()?;
        while is_there {
            let element = read(self).map_err(|fault| fault.at_index(elements.len()))?;
            elements.push(element);
            is_there = self.element(false)?;
        }
        Ok(elements)
    }

    /// Reads a list, each element into `next`.
    pub(in crate::json) fn elements(&mut self, next: &mut dyn Slot) -> Result<(), Fault> {
        let mut index = 0;
        let mut is_there = self.first_element()?;
        while is_there {
            next.read(self).map_err(|fault| fault.at_index(index))?;
            is_there = self.element(false)?;
            index += 1;
        }
        Ok(())
    }

    /// Reads a list, or one value as a list of one.
    ///
    /// # Errors
    /// What `read` says, with the index added to its place where there is a list.
    pub fn list_or_one<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        if self.next_byte() == Some(b'[') {
            self.list(read)
        } else {
            Ok(Vec::from([read(self)?]))
        }
    }

    /// Reads a list whose elements have a type each: `read` takes one behind the other. Further
    /// elements are passed over.
    ///
    /// ```
    /// use docwright_wire::json::Reader;
    ///
    /// let mut json = Reader::new(br#"[7, "red", true]"#).unwrap();
    /// let pair = json.tuple(|items| Ok((items.next(Reader::integer)?, items.next(Reader::string)?)));
    /// assert_eq!(pair.unwrap(), (7, "red".to_owned()));
    /// ```
    ///
    /// # Errors
    /// If the next value is no list or too short, or what `read` says.
    pub fn tuple<T>(
        &mut self,
        read: impl FnOnce(&mut Elements<'_, '_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let is_there = self.first_element()?;
        let mut elements = Elements {
            json: self,
            is_there,
            index: 0,
        };
        let value = read(&mut elements)?;
        while elements.is_there {
            elements.next(|json| json.skip())?;
        }
        Ok(value)
    }

    /// Goes into a list, and says whether it has an element.
    fn first_element(&mut self) -> Result<bool, Fault> {
        if self.next_byte() != Some(b'[') {
            return Err(self.unexpected("list"));
        }
        self.descend()?;
        self.element(true)
    }

    /// Reads an object of any names, each value with `read`.
    ///
    /// # Errors
    /// If the next value is no object or has a name twice, or what `read` says, with the name added
    /// to its place.
    pub fn map<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        let mut map = BTreeMap::new();
        let mut members = self.object()?;
        while let Some(name) = members.next(self)? {
            crate::json::put_into(&mut map, name, name, read(self))?;
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(json: &str) -> Result<(i64, Option<String>), Fault> {
        let mut reader = Reader::new(json.as_bytes())?;
        let pair = reader.tuple(|items| {
            let first = items.next(Reader::integer)?;
            let second = items.next(|json| json.nullable(Reader::string))?;
            Ok((first, second))
        })?;
        reader.finish()?;
        Ok(pair)
    }

    #[test]
    fn a_tuple_has_its_elements_and_passes_over_further_ones() {
        assert_eq!(pair(r#"[1, "a"]"#).unwrap(), (1, Some("a".to_owned())));
        assert_eq!(pair(r#"[1, null, [2, {}], 3]"#).unwrap(), (1, None));
    }

    #[test]
    fn a_tuple_can_end_early_where_it_may() {
        let read = |json: &str| {
            let mut reader = Reader::new(json.as_bytes())?;
            reader.tuple(|items| {
                let first = items.next(Reader::integer)?;
                let second = items.optional(Reader::string)?;
                let third = items.optional(|json| json.nullable(Reader::integer))?;
                Ok((first, second, third))
            })
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(read("[1]").unwrap(), (1, None, None));
        assert_eq!(read(r#"[1, "a"]"#).unwrap(), (1, text("a"), None));
        assert_eq!(
            read(r#"[1, "a", null, {}]"#).unwrap(),
            (1, text("a"), Some(None))
        );
        assert_eq!(read("[]").unwrap_err().to_string(), "`[0]`: is missing");
        assert_eq!(
            read("[1, null]").unwrap_err().to_string(),
            "`[1]`: expected string, found null"
        );
    }

    #[test]
    fn a_fault_in_a_tuple_says_which_element() {
        for (json, fault) in [
            ("[]", "`[0]`: is missing"),
            ("[1]", "`[1]`: is missing"),
            ("[1, 2]", "`[1]`: expected string, found number"),
            ("{}", "expected list, found object"),
        ] {
            assert_eq!(pair(json).unwrap_err().to_string(), fault, "{json}");
        }
        for cut in ["[", "[1", "[1,", "[1, null", "[1, null, 2", "[1 null]"] {
            assert!(pair(cut).is_err(), "{cut}");
        }
    }
}
