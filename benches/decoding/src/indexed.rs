//! Members of an object by their positions in a table of names.

use docwright_wire::Fault;
use docwright_wire::json::{self, Reader};

use crate::lean::index_of;

/// The members of an object that is being read.
pub struct Members<'a> {
    members: json::Members<'a>,
    names: &'static [&'static str],
    /// The position of the one whose value is next.
    current: usize,
    /// One bit for each name that was there.
    seen: u128,
}

impl<'a> Members<'a> {
    /// Goes into an object.
    ///
    /// # Errors
    /// If there is none.
    pub fn new(json: &mut Reader<'a>, names: &'static [&'static str]) -> Result<Self, Fault> {
        Ok(Self {
            members: json.object()?,
            names,
            current: 0,
            seen: 0,
        })
    }

    /// The position of the next member's name; of an unknown one, the number behind the last.
    ///
    /// # Errors
    /// If the text isn't JSON there, or the member was there before.
    pub fn next(&mut self, json: &mut Reader<'a>) -> Result<Option<usize>, Fault> {
        let Some(name) = self.members.next(json)? else {
            return Ok(None);
        };
        self.current = index_of(self.names, name);
        let bit = match self.names.get(self.current) {
            Some(_) => 1 << self.current,
            None => 0,
        };
        if self.seen & bit != 0 {
            return Err(Fault::duplicate(self.name()));
        }
        self.seen |= bit;
        Ok(Some(self.current))
    }

    /// What was read as the value of the member.
    ///
    /// # Errors
    /// Those of the reading, with the name added to their place.
    pub fn at<T>(&self, read: Result<T, Fault>) -> Result<T, Fault> {
        read.map_err(|fault| fault.at_member(self.name()))
    }

    fn name(&self) -> &'static str {
        self.names.get(self.current).copied().unwrap_or_default()
    }
}
