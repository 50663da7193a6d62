//! Lists, and objects whose names are keys.

use std::collections::BTreeMap;

use jiter::Peek;

use super::Reader;
use crate::Fault;

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
        self.each(|json, index| {
            elements.push(read(json).map_err(|fault| fault.at_index(index))?);
            Ok(())
        })?;
        Ok(elements)
    }

    /// Reads a list, or one value as a list of one.
    ///
    /// # Errors
    /// What `read` says, with the index added to its place where there is a list.
    pub fn list_or_one<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        if self.peek()? == Peek::Array {
            self.list(read)
        } else {
            Ok(Vec::from([read(self)?]))
        }
    }

    /// Goes through a list, calling `read` with the index of each element.
    fn each(
        &mut self,
        mut read: impl FnMut(&mut Self, usize) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let peek = self.peek()?;
        if peek != Peek::Array {
            return Err(self.unexpected("list", peek));
        }
        self.descend()?;
        let mut next = self.parser.known_array();
        let mut index = 0;
        loop {
            match next {
                Ok(Some(_)) => read(self, index)?,
                Ok(None) => break,
                Err(error) => return Err(self.fault(&error)),
            }
            index += 1;
            next = self.parser.array_step();
        }
        self.depth -= 1;
        Ok(())
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
