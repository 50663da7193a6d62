//! Places that servers name: links, references and whole URLs.

use docwright_wire::{address, link, reference};
use url::Url;

use crate::first_line;

/// Where references are read.
const BASE: &str = "https://api.example/v1/orders?page=1";

/// A relation and the value of a `Link` header, each behind a line end, and also a URL or a reference by
/// itself: the target is a part of the header; a whole URL that is taken leads where other readers see it
/// lead; a reference of plain signs resolves as it does for others.
pub fn address(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (relation, value) = first_line(&text);
    if let Some(target) = link::target(value, relation) {
        assert!(value.contains(target), "{target:?} of {value:?}");
        resolved(target);
    }
    resolved(&text);
    if let Ok(origin) = address::origin(&text) {
        assert!(text.starts_with(origin), "{origin:?} of {text:?}");
        let own = Url::parse(origin).map(|url| url.origin());
        if let (Ok(own), Ok(whole)) = (own, Url::parse(&text)) {
            assert_eq!(own, whole.origin(), "{text:?}");
            assert!(
                whole.username().is_empty() && whole.password().is_none(),
                "{text:?}"
            );
        }
    }
}

fn resolved(text: &str) {
    let own = reference::resolve(BASE, text);
    assert!(own.is_some(), "{text:?} leads nowhere");
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    // A scheme behind which no two slashes stand is read in many ways.
    if !text.bytes().all(plain) || text.contains(':') {
        return;
    }
    let own = own.and_then(|url| Url::parse(&url).ok());
    let other = Url::parse(BASE).and_then(|base| base.join(text));
    if let (Some(own), Ok(mut other)) = (own, other) {
        other.set_fragment(None);
        assert_eq!(own, other, "{text:?}");
    }
}
