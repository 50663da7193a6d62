//! What an example gives for the credentials of its scheme.

use docwright_wire::form;
use docwright_wire::json::Value;

use crate::compare::is_placeholder;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Scheme, Segment, Template};

use super::{Source, cookie, header};

impl Source<'_> {
    /// The values of the scheme's credentials, in its order. `None` if one is missing or unknown.
    pub(super) fn credentials(&self, report: &mut Report) -> Option<Vec<String>> {
        let scheme = self
            .endpoint
            .scheme
            .and_then(|index| self.api.schemes.get(index));
        let names = || {
            scheme
                .into_iter()
                .flat_map(|scheme| &scheme.credentials)
                .map(|known| known.name.as_str())
        };
        let mut whole = true;
        for (name, _) in &self.written.request.auth {
            if !names().any(|known| known == name.value) {
                whole = false;
                let diagnostic = Diagnostic::new(
                    Code::ExampleValueUnknown,
                    name.span,
                    match scheme {
                        Some(scheme) => format!(
                            "the scheme `{}` has no credential `{}`",
                            scheme.name, name.value
                        ),
                        None => format!("`{}` needs no credentials", self.endpoint.name),
                    },
                );
                report.push(diagnostic.suggest(name.as_str(), names()));
            }
        }
        let Some(scheme) = scheme else {
            return whole.then(Vec::new);
        };
        let mut values = Vec::new();
        for (index, credential) in scheme.credentials.iter().enumerate() {
            let given = self
                .written
                .request
                .auth
                .iter()
                .find(|(name, _)| name.value == credential.name);
            let value = given.map(|(_, value)| value.value.clone()).or_else(|| {
                self.printed_credential(scheme, index)
                    .filter(|value| !is_placeholder(value))
            });
            match value {
                Some(value) => values.push(value),
                None => {
                    whole = false;
                    report.push(
                        self.missing(&format!("the credential `{}`", credential.name), "auth"),
                    );
                }
            }
        }
        whole.then_some(values)
    }

    /// A credential as the command prints it, where its scheme puts it and nothing else.
    fn printed_credential(&self, scheme: &Scheme, index: usize) -> Option<String> {
        let printed = self.printed?;
        scheme.placements.iter().find_map(|placement| {
            let (before, after) = around(&placement.value, index)?;
            let whole = match placement.place {
                AuthPlace::Header => header(printed, &placement.name)?,
                AuthPlace::Cookie => cookie(printed, &placement.name)?,
                AuthPlace::Query => {
                    let pair = printed
                        .query
                        .iter()
                        .find(|(name, _)| *name == placement.name)?;
                    pair.1.clone()
                }
                AuthPlace::Body => match Value::parse(&printed.body) {
                    Ok(Value::Object(members)) => {
                        let (_, value) =
                            members.iter().find(|(name, _)| *name == placement.name)?;
                        let Value::String(text) = value else {
                            return None;
                        };
                        text.clone()
                    }
                    _ => {
                        let pairs = form::parse(std::str::from_utf8(&printed.body).ok()?).ok()?;
                        pairs
                            .into_iter()
                            .find(|(name, _)| *name == placement.name)?
                            .1
                    }
                },
            };
            Some(whole.strip_prefix(before)?.strip_suffix(after)?.to_owned())
        })
    }
}

/// What a template has before and after a value, if it holds that value alone.
fn around(template: &Template, index: usize) -> Option<(&str, &str)> {
    match template.0.as_slice() {
        [Segment::Value(at)] if *at == index => Some(("", "")),
        [Segment::Literal(before), Segment::Value(at)] if *at == index => Some((before, "")),
        [Segment::Value(at), Segment::Literal(after)] if *at == index => Some(("", after)),
        [
            Segment::Literal(before),
            Segment::Value(at),
            Segment::Literal(after),
        ] if *at == index => Some((before, after)),
        _ => None,
    }
}
