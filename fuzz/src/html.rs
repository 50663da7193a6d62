//! Pages of markup: any text is one.

use docwright_wire::markup::Markup;

const NAMES: [&str; 6] = ["title", "body", "p", "h1", "td", "pre"];

/// Any page: the text of an element is no longer than the page, has no white space at its ends, and is cut
/// where it is told to end.
pub fn html(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let page = Markup::new(&text);
    for name in NAMES {
        let Some(found) = page.find(name, None) else {
            assert_eq!(page.find(name, Some("e")), None, "{name}: {text:?}");
            continue;
        };
        assert!(found.len() <= text.len(), "{name}: {found:?} of {text:?}");
        assert_eq!(found.trim(), found, "{name}: {text:?}");
        let cut = page.find(name, Some("e")).unwrap_or_default();
        assert!(
            found.starts_with(&cut) && !cut.contains('e'),
            "{name}: {cut:?} of {found:?}"
        );
        let upper = page.find(&name.to_uppercase(), None);
        assert_eq!(upper, Some(found), "{name}: {text:?}");
    }
}
