//! URLs as browsers have them, of those of HTTP. Reading a host takes most of the time that a URL
//! takes, and a client talks to one host as a rule: it is read once.

use std::sync::OnceLock;

use http::Uri;
use url::Url;

/// Makes URLs, and knows the origin of the first one.
#[derive(Debug, Default)]
pub(super) struct Urls(OnceLock<Origin>);

/// Scheme and authority as they are spelt, and the URL of the root there.
#[derive(Debug)]
struct Origin {
    scheme: String,
    authority: String,
    root: Url,
}

impl Urls {
    /// The same URL.
    ///
    /// # Errors
    /// Why browsers don't know it.
    pub(super) fn url(&self, uri: &Uri) -> Result<Url, String> {
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("the URL is not absolute".to_owned());
        };
        let authority = authority.as_str();
        let is_known = |known: &&Origin| known.scheme == scheme && known.authority == authority;
        if let Some(known) = self.0.get().filter(is_known) {
            let mut url = known.root.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        let url = [scheme, "://", authority, target].concat();
        let url = Url::parse(&url).map_err(|error| error.to_string())?;
        self.0.get_or_init(|| {
            let mut root = url.clone();
            root.set_path("/");
            root.set_query(None);
            Origin {
                scheme: scheme.to_owned(),
                authority: authority.to_owned(),
                root,
            }
        });
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a URL is to browsers, read as a whole.
    fn whole(uri: &str) -> Result<Url, url::ParseError> {
        Url::parse(uri)
    }

    #[test]
    fn a_known_host_makes_no_difference() {
        let origins = [
            "http://shop.example",
            "https://shop.example:8443",
            "http://127.0.0.1:80",
            "https://[::1]:443",
            "http://User@Shop.Example",
        ];
        let targets = [
            "/",
            "",
            "/orders/7?state=open&state=paid",
            "/?a=b",
            "?a=b",
            "/a%2Fb/%2e%2e/c/./d//e",
            "/..;/a=b/~!$&'()*+,;=:@",
            "/%ff/%C3%A9?q=%00%22%27&r=/?:@",
            "/caf|e/{id}?x={y}|^`\"",
            "/C:/d|/e",
        ];
        for origin in origins {
            let urls = Urls::default();
            for target in targets.iter().chain(targets.iter().rev()) {
                let Ok(uri) = format!("{origin}{target}").parse::<Uri>() else {
                    continue;
                };
                assert_eq!(
                    urls.url(&uri).ok(),
                    whole(&format!("{origin}{target}")).ok(),
                    "{origin}{target}"
                );
            }
        }
    }

    #[test]
    fn another_host_is_read_as_it_is() -> Result<(), Box<dyn std::error::Error>> {
        let urls = Urls::default();
        for uri in [
            "http://shop.example/a",
            "https://shop.example/a",
            "http://shop.example:81/a",
            "http://other.example/a",
            "http://u:P@shop.example/a",
            "http://u:p@shop.example/a",
        ] {
            assert_eq!(urls.url(&uri.parse()?)?, whole(uri)?);
        }
        assert!(urls.url(&"/a".parse()?).is_err());
        assert!(urls.url(&"http://1.2.3.999/".parse()?).is_err());
        Ok(())
    }
}
