//! What an example gives for the credentials of its scheme.

use docwright_wire::json::Value;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Placement, Scheme, Segment, Template};

use super::Source;
use crate::printed::Printed;

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
            let value = given
                .map(|(_, value)| value.value.clone())
                .or_else(|| printed_credential(self.printed?, scheme, index));
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
}

/// A credential as it is printed, where its scheme puts it and nothing else. None if a placeholder
/// stands there.
fn printed_credential(printed: &Printed, scheme: &Scheme, index: usize) -> Option<String> {
    let marked = match (scheme.basic, index) {
        (true, 0) => printed.basic()?.0,
        (true, _) => printed.basic()?.1,
        (false, _) => scheme
            .placements
            .iter()
            .find_map(|placement| placed(printed, placement, index))?,
    };
    let placeholders = &printed.placeholders;
    (!placeholders.is_open(&marked)).then(|| placeholders.restore(&marked))
}

fn placed(printed: &Printed, placement: &Placement, index: usize) -> Option<String> {
    let (before, after) = around(&placement.value, index)?;
    let pair = |pairs: Vec<(String, String)>| {
        let mut pairs = pairs.into_iter();
        Some(pairs.find(|(name, _)| *name == placement.name)?.1)
    };
    let whole = match placement.place {
        AuthPlace::Header => printed.header(&placement.name)?.to_owned(),
        AuthPlace::Cookie => printed.cookie(&placement.name)?.to_owned(),
        AuthPlace::Query => pair(printed.request.query.clone())?,
        AuthPlace::Body => match printed.json() {
            Some(Value::Object(members)) => {
                let mut members = members.into_iter();
                match members.find(|(name, _)| *name == placement.name)? {
                    (_, Value::String(text)) => text,
                    _ => return None,
                }
            }
            _ => pair(printed.form()?)?,
        },
    };
    Some(whole.strip_prefix(before)?.strip_suffix(after)?.to_owned())
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
