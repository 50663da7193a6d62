//! Objects of known members, each read in its place.

use self::Member::{Optional, Read, Required};
use super::Reader;
use crate::Fault;
use crate::json::Slot;

/// A member of an object: its name, and where its value goes.
pub enum Member<'s> {
    /// It must be there.
    Required(&'static str, &'s mut dyn Slot),
    /// It may be missing.
    Optional(&'static str, &'s mut dyn Slot),
    /// It was there.
    Read(&'static str),
}

impl Member<'_> {
    fn name(&self) -> &'static str {
        match self {
            Required(name, _) | Optional(name, _) | Read(name) => name,
        }
    }

    /// Reads the value, unless there was one before.
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        let (Required(name, slot) | Optional(name, slot)) = self else {
            return Err(Fault::duplicate(self.name()));
        };
        let name = *name;
        slot.read(json).map_err(|fault| fault.at_member(name))?;
        *self = Read(name);
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads an object of these members, in any order. Others are passed over.
    ///
    /// # Errors
    /// If the next value is no object, if a member that must be there is missing, or if one stands there twice;
    /// what reading one says, with its name added to the place.
    pub fn members(&mut self, members: &mut [Member<'_>]) -> Result<(), Fault> {
        self.members_or(members, &mut |_, json| json.skip())
    }

    /// As [`members`](Self::members), where `others` reads the values of other members, which it gets the names of.
    ///
    /// # Errors
    /// As [`members`](Self::members), and what `others` says.
    pub fn members_or(
        &mut self,
        members: &mut [Member<'_>],
        others: &mut dyn FnMut(&str, &mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.open_object()?;
        let mut is_first = true;
        // Most often they stand in the text as they do here.
        let mut likely = 0;
        while self.member(is_first)? {
            is_first = false;
            let name = self.quoted()?;
            self.colon()?;
            let index = match members.get(likely) {
                Some(member) if member.name() == name => Some(likely),
                _ => members.iter().position(|member| member.name() == name),
            };
            match index.and_then(|index| Some((index, members.get_mut(index)?))) {
                Some((index, member)) => {
                    member.read(self)?;
                    likely = index + 1;
                }
                None => others(&name, self)?,
            }
        }
        for member in members {
            if let Required(name, _) = member {
                return Err(Fault::missing(*name));
            }
        }
        Ok(())
    }
}
