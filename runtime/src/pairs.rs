//! Lists and objects as pairs of a query or a form.

use docwright_wire::pairs::{Nesting, PairName};

use crate::Encoder;

/// The pairs of a query or a form whose names begin with that of one member: what
/// [`Encoder::query_pairs`] and [`Encoder::form_pairs`] give.
#[derive(Debug)]
pub struct Pairs<'e> {
    encoder: &'e mut Encoder,
    place: PairPlace,
    name: PairName,
}

/// Where pairs go.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PairPlace {
    Query,
    Form,
}

impl<'e> Pairs<'e> {
    pub(crate) fn new(encoder: &'e mut Encoder, place: PairPlace, name: &str) -> Self {
        Self {
            encoder,
            place,
            name: PairName::new(name, Nesting::Brackets),
        }
    }

    /// The same with dots: `filter.price` in place of `filter[price]`.
    #[must_use]
    pub fn dotted(self) -> Self {
        Self {
            name: PairName::new(self.name.as_str(), Nesting::Dots),
            ..self
        }
    }

    /// Appends the pair of this very name.
    pub fn value(&mut self, value: &str) {
        put(self.encoder, self.place, &self.name, value);
    }

    /// Appends the pair of an object's member.
    pub fn member(&mut self, name: &str, value: &str) {
        put(self.encoder, self.place, &self.name.member(name), value);
    }

    /// Appends the pair of an element of a list, where the order alone tells elements apart.
    pub fn element(&mut self, value: &str) {
        put(self.encoder, self.place, &self.name.element(), value);
    }

    /// The pairs of an object's member.
    pub fn inner(&mut self, name: &str) -> Pairs<'_> {
        let name = self.name.member(name);
        self.below(name)
    }

    /// The pairs of a list's element, by its position from 0.
    pub fn at(&mut self, index: usize) -> Pairs<'_> {
        let name = self.name.index(index);
        self.below(name)
    }

    fn below(&mut self, name: PairName) -> Pairs<'_> {
        Pairs {
            encoder: self.encoder,
            place: self.place,
            name,
        }
    }
}

fn put(encoder: &mut Encoder, place: PairPlace, name: &PairName, value: &str) {
    match place {
        PairPlace::Query => encoder.query(name.as_str(), value),
        PairPlace::Form => encoder.form(name.as_str(), value),
    }
}
