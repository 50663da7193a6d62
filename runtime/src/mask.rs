//! Secrets out of texts that servers wrote: error pages like to repeat what they were sent.

use docwright_wire::{base64, percent};

use crate::Secret;

/// What stands in the place of a secret.
const MASK: &str = "[secret]";

/// Shorter ones would mask letters of ordinary words, and are no secrets.
const SHORTEST: usize = 4;

/// `text` without the secrets: as they are, percent-encoded, as in a form or in JSON, and in base64.
pub(crate) fn mask(text: &str, secrets: &[Secret]) -> String {
    let mut spellings: Vec<String> = secrets
        .iter()
        .map(Secret::expose)
        .filter(|secret| secret.len() >= SHORTEST)
        .flat_map(|secret| {
            let json = format!("{secret:?}");
            let json = json.get(1..json.len() - 1).unwrap_or_default().to_owned();
            let base64 = base64::encode(secret).trim_end_matches('=').to_owned();
            [
                secret.to_owned(),
                percent::encode_segment(secret),
                percent::encode_form(secret),
                json,
                base64,
            ]
        })
        .collect();
    // Longer ones first: a secret may be a part of another.
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    spellings.dedup();
    let mut masked = text.to_owned();
    for spelling in &spellings {
        if masked.contains(spelling.as_str()) {
            masked = masked.replace(spelling.as_str(), MASK);
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_secret_is_masked() {
        let secrets = [
            Secret::from("to/ken+\"1"),
            Secret::from("abcdef"),
            Secret::from("abcdefgh"),
            Secret::from("e"),
        ];
        let text = "to/ken+\"1 to%2Fken%2B%221 to/ken+\\\"1 dG8va2VuKyIx abcdefgh abcdef here";
        let masked = mask(text, &secrets);
        assert_eq!(
            masked,
            "[secret] [secret] [secret] [secret] [secret] [secret] here"
        );
    }
}
