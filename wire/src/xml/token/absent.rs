//! Without the feature `xml` no document has a token.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{Start, Token};
use crate::Fault;

#[derive(Debug)]
pub(in crate::xml) struct Tokens<'a>(PhantomData<&'a str>);

impl<'a> Tokens<'a> {
    pub(in crate::xml) fn new(_: &'a str) -> Self {
        Self(PhantomData)
    }

    pub(in crate::xml) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        Err(Fault::unreadable("XML without the feature `xml`"))
    }

    pub(in crate::xml) fn skip(&mut self) -> Result<(), Fault> {
        self.next().map(drop)
    }

    pub(in crate::xml) fn offset(&self) -> usize {
        0
    }
}

impl<'a> Start<'a> {
    pub(in crate::xml) fn attributes(&self) -> AttributesOf<'a> {
        std::iter::empty()
    }
}

pub(in crate::xml) type AttributesOf<'a> = std::iter::Empty<Attribute<'a>>;

#[derive(Debug)]
pub(in crate::xml) struct Attribute<'a>(&'a str);

impl<'a> Attribute<'a> {
    pub(in crate::xml) fn name(&self) -> &'a str {
        self.0
    }

    pub(in crate::xml) fn value(&self, _: usize) -> Result<Cow<'a, str>, Fault> {
        Ok(Cow::Borrowed(self.0))
    }
}
