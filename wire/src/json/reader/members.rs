//! Members of an object, and elements of a list, one behind the other.

use std::marker::PhantomData;

use super::Reader;
use crate::Fault;

/// The members of an object, in the order of the text. Read each value before the next name.
#[derive(Debug)]
pub struct Members<'a> {
    /// The name read last, if it holds escapes.
    unescaped: String,
    state: State,
    text: PhantomData<&'a str>,
}

/// How far an object is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Inside,
    After,
}

impl<'a> Members<'a> {
    pub(super) fn new() -> Self {
        Self {
            unescaped: String::new(),
            state: State::Before,
            text: PhantomData,
        }
    }

    /// The name of the next member, whose value is to be read from `json`; `None` after the last.
    ///
    /// # Errors
    /// If the text isn't JSON there.
    pub fn next(&mut self, json: &mut Reader<'a>) -> Result<Option<&str>, Fault> {
        if self.state == State::After {
            return Ok(None);
        }
        if !json.member(self.state == State::Before)? {
            self.state = State::After;
            return Ok(None);
        }
        self.state = State::Inside;
        if let Some(name) = json.plain() {
            json.colon()?;
            return Ok(Some(name));
        }
        self.unescaped = json.unescaped()?;
        json.colon()?;
        Ok(Some(&self.unescaped))
    }
}

impl Reader<'_> {
    /// Goes on to the name of the next member of an object, and says whether there is one; if not, the
    /// object is left.
    #[inline]
    pub(super) fn member(&mut self, is_first: bool) -> Result<bool, Fault> {
        let mut next = self.next_byte();
        if next == Some(b'}') {
            self.ascend();
            return Ok(false);
        }
        if !is_first {
            if next != Some(b',') {
                return Err(self.syntax("`,` or `}`", self.at));
            }
            self.at += 1;
            next = self.next_byte();
        }
        match next {
            Some(b'"') => Ok(true),
            Some(b'}') => Err(self.syntax("a value after `,`", self.at)),
            _ => Err(self.syntax("a member name in quotes", self.at)),
        }
    }

    /// Goes past the colon behind a name.
    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), Fault> {
        if self.next_byte() != Some(b':') {
            return Err(self.syntax("`:`", self.at));
        }
        self.at += 1;
        Ok(())
    }

    /// Goes on to the next element of a list, and says whether there is one; if not, the list is left.
    pub(super) fn element(&mut self, is_first: bool) -> Result<bool, Fault> {
        let next = self.next_byte();
        if next == Some(b']') {
            self.ascend();
            return Ok(false);
        }
        if is_first {
            return match next {
                Some(_) => Ok(true),
                None => Err(self.syntax("a JSON value", self.at)),
            };
        }
        if next != Some(b',') {
            return Err(self.syntax("`,` or `]`", self.at));
        }
        self.at += 1;
        match self.next_byte() {
            Some(b']') => Err(self.syntax("a value after `,`", self.at)),
            Some(_) => Ok(true),
            None => Err(self.syntax("a JSON value", self.at)),
        }
    }

    /// Reads past the next value, whatever it is. It is read as strictly as any other.
    ///
    /// # Errors
    /// If it isn't JSON, or too deep.
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth;
        // One bit for each list and object that is open, the innermost one last: set for objects.
        let mut objects = 0_u128;
        loop {
            let mut is_first = false;
            match self.next_byte() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.descend()?;
                    objects = objects << 1 | u128::from(bracket == b'{');
                    is_first = true;
                }
                Some(b'"') => drop(self.quoted()?),
                Some(b'n') => self.word("null")?,
                Some(b't') => self.word("true")?,
                Some(b'f') => self.word("false")?,
                _ => drop(self.digits("a JSON value")?),
            }
            loop {
                if self.depth == outside {
                    return Ok(());
                }
                if objects & 1 == 0 {
                    if self.element(is_first)? {
                        break;
                    }
                } else if self.member(is_first)? {
                    self.quoted()?;
                    self.colon()?;
                    break;
                }
                objects >>= 1;
                is_first = false;
            }
        }
    }
}
