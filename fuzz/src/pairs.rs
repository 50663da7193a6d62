//! Forms, properties and what is percent-encoded.

use docwright_wire::properties::Properties;
use docwright_wire::{form, percent};

/// Any text: as a form it comes back as it was read; as properties each key stands there once, with a value
/// that is a part of the text; and encoded in each way it is decoded again.
pub fn pairs(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(pairs) = form::parse(&text) {
        let encoded = form::encode(pairs.iter().map(|(name, value)| (name, value)));
        // A pair of nothing is written as one, `=`.
        assert_eq!(form::parse(&encoded).as_ref(), Ok(&pairs), "{text:?}");
        assert!(encoded.is_ascii(), "{encoded:?}");
    }
    if let Ok(properties) = Properties::parse(&text) {
        for (key, value) in properties.iter() {
            assert_eq!(properties.get(key), Some(value), "{key:?} in {text:?}");
            assert!(
                text.contains(&format!("{key}={value}")),
                "{key:?} in {text:?}"
            );
        }
    }
    if let Ok(properties) = Properties::parse_form(&text) {
        for (key, value) in properties.iter() {
            assert_eq!(properties.get(key), Some(value), "{key:?} in {text:?}");
        }
    }
    let segment = percent::encode_segment(&text);
    assert_eq!(percent::decode(&segment).as_deref(), Ok(&*text));
    assert!(!segment.contains(['/', '?', '#', '&', ' ']), "{segment:?}");
    let value = percent::encode_form(&text);
    assert_eq!(percent::decode_form(&value).as_deref(), Ok(&*text));
    assert!(!value.contains(['&', '=', ' ', '#']), "{value:?}");
    if let Some(path) = percent::encode_segments(&text) {
        assert_eq!(percent::decode(&path).as_deref(), Ok(&*text));
        assert!(path.split('/').all(percent::is_segment), "{path:?}");
    }
}
