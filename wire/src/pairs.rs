//! Names of pairs in queries and forms that say where in a list or an object their value belongs:
//! `filter[price][min]`, `filter.price.min`, `lines[0][sku]`.

use std::fmt::Write as _;

/// How the name of a pair leads into an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nesting {
    /// `filter[price]`.
    #[default]
    Brackets,
    /// `filter.price`.
    Dots,
}

/// The name of a pair, or the beginning of it.
///
/// ```
/// use docwright_wire::pairs::{Nesting, PairName};
///
/// let lines = PairName::new("lines", Nesting::Brackets);
/// assert_eq!(lines.index(0).member("sku").as_str(), "lines[0][sku]");
/// assert_eq!(lines.element().as_str(), "lines[]");
/// assert_eq!(PairName::new("price", Nesting::Dots).member("min").as_str(), "price.min");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairName {
    text: String,
    nesting: Nesting,
}

impl PairName {
    /// The name of a member at the top.
    #[must_use]
    pub fn new(name: impl Into<String>, nesting: Nesting) -> Self {
        Self {
            text: name.into(),
            nesting,
        }
    }

    /// The name of a member of the object that has this name.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let mut inner = self.clone();
        match self.nesting {
            Nesting::Brackets => {
                inner.text.push('[');
                inner.text.push_str(name);
                inner.text.push(']');
            }
            Nesting::Dots => {
                inner.text.push('.');
                inner.text.push_str(name);
            }
        }
        inner
    }

    /// The name of an element of the list that has this name, by its position from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut inner = self.clone();
        // Writing into a string can't fail.
        let _ = write!(inner.text, "[{index}]");
        inner
    }

    /// The name of each element of the list that has this name, where the order of pairs tells
    /// the elements apart.
    #[must_use]
    pub fn element(&self) -> Self {
        let mut inner = self.clone();
        inner.text.push_str("[]");
        inner
    }

    /// As it is sent, before percent-encoding.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        /// Different places of a value have different names, so that none takes another's value.
        #[test]
        fn no_two_places_have_one_name(
            ways in proptest::collection::btree_set(
                proptest::collection::vec((0_usize..3, 0_usize..4), 0..4),
                0..20,
            ),
            is_dotted in any::<bool>(),
        ) {
            let nesting = if is_dotted { Nesting::Dots } else { Nesting::Brackets };
            let names: BTreeSet<String> = ways
                .iter()
                .map(|way| {
                    let top = PairName::new("top", nesting);
                    let name = way.iter().fold(top, |name, (kind, step)| match kind {
                        0 => name.member(["a", "b", "ab", "c"][*step]),
                        1 => name.index(*step),
                        _ => name.element(),
                    });
                    name.as_str().to_owned()
                })
                .collect();
            let places: BTreeSet<Vec<(usize, usize)>> = ways
                .iter()
                .map(|way| {
                    way.iter()
                        .map(|(kind, step)| (*kind, if *kind == 2 { 0 } else { *step }))
                        .collect()
                })
                .collect();
            prop_assert_eq!(names.len(), places.len());
        }
    }
}
