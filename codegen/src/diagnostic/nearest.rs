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
        .map(|(plain, word)| (strsim::osa_distance(&found, plain), *word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word);
    misspelt.or_else(|| {
        let longer = |(plain, _): &&(String, &str)| length >= 3 && plain.starts_with(&found);
        known.iter().find(longer).map(|(_, word)| *word)
    })
}
