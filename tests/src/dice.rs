//! Where chance comes from: the same seed gives the same case on every machine.

/// The generator SplitMix64.
#[derive(Debug, Clone)]
pub struct Dice {
    state: u64,
    counter: usize,
}

impl Dice {
    /// Begins with a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            counter: 0,
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these, of which there is at least one.
    #[expect(
        clippy::indexing_slicing,
        reason = "there is at least one, and the place is below their number"
    )]
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }

    /// Puts them into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A number that it hasn't given yet.
    pub fn fresh(&mut self) -> usize {
        self.counter += 1;
        self.counter
    }
}

/// The seeds to go through: `DOCWRIGHT_CASES` of them, or `usual`, from `DOCWRIGHT_SEED` on.
pub fn seeds(usual: u64) -> impl Iterator<Item = u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first: u64 = number("DOCWRIGHT_SEED").unwrap_or(0);
    first..first + number("DOCWRIGHT_CASES").unwrap_or(usual)
}
