//! The auth of an endpoint: which schemes, and what each of them sends.

use super::Page;
use crate::emit;
use crate::ir::{AuthPlace, Endpoint, Scheme};

impl Page<'_> {
    pub(super) fn auth(&mut self, endpoint: &Endpoint) {
        let several = endpoint.auth.len() > 1 || endpoint.auth.iter().any(|all| all.len() > 1);
        if several {
            let title = emit::auth_title(self.api, &endpoint.auth);
            self.line(0, &format!("auth: {title}"));
        }
        let mut used: Vec<usize> = endpoint.auth.iter().flatten().copied().collect();
        used.sort_unstable();
        used.dedup();
        if used.is_empty() {
            self.line(0, "auth: none");
        }
        let schemes = used
            .into_iter()
            .filter_map(|index| self.api.schemes.get(index));
        for scheme in schemes.collect::<Vec<_>>() {
            self.scheme(scheme);
        }
    }

    fn scheme(&mut self, scheme: &Scheme) {
        if scheme.custom {
            let method = scheme.method.plain();
            return self.line(0, &format!("auth: {method}(impl Authenticator)"));
        }
        let credentials: Vec<String> = scheme
            .credentials
            .iter()
            .map(|credential| {
                let secret = if credential.secret { ": Secret" } else { "" };
                format!("{}{secret}", credential.argument.plain())
            })
            .collect();
        self.line(
            0,
            &format!(
                "auth: {}({})",
                scheme.method.plain(),
                credentials.join(", ")
            ),
        );
        let names: Vec<&str> = scheme.names().collect();
        for placement in &scheme.placements {
            let place = place_word(placement.place);
            let value = emit::template_text(&placement.value, &names);
            let name = match placement.place {
                AuthPlace::Path => "prefix",
                _ => &placement.name,
            };
            self.line(1, &format!("{place} {name} = {value}"));
        }
        for signature in &scheme.signatures {
            if let Some(place) = signature.place {
                let name = &signature.name;
                self.line(1, &format!("{} {name} = signature", place_word(place)));
            }
        }
    }
}

fn place_word(place: AuthPlace) -> &'static str {
    match place {
        AuthPlace::Header => "header",
        AuthPlace::Query => "query",
        AuthPlace::Cookie => "cookie",
        AuthPlace::Body => "body",
        AuthPlace::Path => "path",
    }
}
