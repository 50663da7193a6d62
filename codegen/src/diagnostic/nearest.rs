//! The word that a misspelt one was meant to be.

/// Letters of the longest name that is compared with others.
const LONGEST_NAME: usize = 100;

/// The known word nearest to a misspelt one, if it is near enough to be meant: optimal string
/// alignment distance, letter case and separators aside, at most a third of the length; else the
/// one that it is the beginning of, if it has three letters at least. Names of more than 100 letters
/// are like none.
#[must_use]
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    nearest_of(found, &known)
}

/// [`nearest`], compiled once.
pub(super) fn nearest_of<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace(['_', '-'], "");
    let found = plain(found);
    let length = found.chars().count();
    if length > LONGEST_NAME {
        return None;
    }
    let limit = (length / 3).max(1);
    let known: Vec<(String, &str)> = known
        .iter()
        .filter(|word| word.len() <= 4 * LONGEST_NAME)
        .map(|word| (plain(word), *word))
        .collect();
    let misspelt = known
        .iter()
        .map(|(plain, word)| (distance(&found, plain), *word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word);
    misspelt.or_else(|| {
        let longer = |(plain, _): &&(String, &str)| length >= 3 && plain.starts_with(&found);
        known.iter().find(longer).map(|(_, word)| *word)
    })
}

/// How many letters have to be put in, taken out, replaced, or swapped with the next one to make one
/// word of the other, where no letter is touched twice (optimal string alignment).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    // The distances of what was read of `from` to the beginnings of `to`, with one letter less, and two.
    let mut now: Vec<usize> = (0..=to.len()).collect();
    let mut before = Vec::new();
    let mut last = None;
    for (row, letter) in from.chars().enumerate() {
        let next = Vec::with_capacity(now.len());
        let long_before = std::mem::replace(&mut before, std::mem::replace(&mut now, next));
        now.push(row + 1);
        let mut left = None;
        for (column, other) in to.iter().enumerate() {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&before, column) + usize::from(letter != *other);
            let mut least = replaced
                .min(at(&before, column + 1) + 1)
                .min(at(&now, column) + 1);
            if let (Some(last), Some(left)) = (last, left)
                && (last, left) == (*other, letter)
            {
                least = least.min(at(&long_before, column - 1) + 1);
            }
            now.push(least);
            left = Some(*other);
        }
        last = Some(letter);
    }
    now.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_what_was_mistyped() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("status", "status", 0),
            ("status", "statu", 1),
            ("status", "stattus", 1),
            ("status", "stadus", 1),
            ("status", "sttaus", 1),
            ("ab", "bca", 3),
            ("größe", "grösse", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
            assert_eq!(distance(to, from), expected, "{to} {from}");
        }
    }
}
