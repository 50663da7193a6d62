//! What an example gives for the credentials of its schemes.

use docwright_wire::json::Value;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Part, Placement, Scheme, Segment, Template};
use crate::printed::Printed;

use super::super::encode::auth::GivenAuth;
use super::Source;

impl<'e> Source<'e> {
    /// The schemes that the example shows, each with its credentials in its order, and what goes
    /// with them. `None` if something is missing or unknown.
    pub(super) fn auth(&self, report: &mut Report) -> Option<GivenAuth> {
        let alternative = self.alternative();
        let mut whole = self.check_names(alternative, report);
        let mut schemes = Vec::new();
        for (index, scheme) in self.schemes(alternative) {
            let mut values = Vec::new();
            for (at, credential) in scheme.credentials.iter().enumerate() {
                match self.credential(scheme, at) {
                    Some(value) => {
                        whole &= self.check_key(scheme, at, &value, report);
                        values.push(value);
                    }
                    None => {
                        whole = false;
                        let what = format!("the credential `{}`", credential.name);
                        report.push(self.missing(&what, &["auth"]));
                    }
                }
            }
            schemes.push((index, values));
        }
        let moment = self.moment(alternative, report)?;
        whole.then_some(GivenAuth { schemes, ..moment })
    }

    /// A key that is written in base64 or in digits can be read: the signature is made of its bytes.
    fn check_key(&self, scheme: &Scheme, at: usize, value: &str, report: &mut Report) -> bool {
        let keys = scheme
            .signatures
            .iter()
            .flat_map(|made| &made.key)
            .flatten();
        let unreadable = keys.into_iter().find_map(|part| match part {
            Part::Decoded(bytes, index) if *index == at => bytes.read(value).err(),
            _ => None,
        });
        let Some(fault) = unreadable else { return true };
        let name = scheme.credentials.get(at).map(|known| &known.name);
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                self.place(),
                format!(
                    "the credential `{}` is no key: {fault}",
                    name.map_or("", String::as_str)
                ),
            )
            .help("write a value of that spelling under `auth:`, made up if the page prints none"),
        );
        false
    }

    /// The schemes of an alternative, with their indices.
    pub(super) fn schemes<'a>(
        &'a self,
        alternative: &'a [usize],
    ) -> impl Iterator<Item = (usize, &'e Scheme)> + 'a {
        let indices = alternative.iter();
        indices.filter_map(|index| Some((*index, self.api.schemes.get(*index)?)))
    }

    /// The alternative that the example shows: the first that has every name under `auth` and lacks
    /// nothing; else the one that comes closest.
    fn alternative(&self) -> &'e [usize] {
        let fitness = |alternative: &&'e Vec<usize>| {
            let given = self.written.request.auth.iter();
            let unknown = given
                .filter(|(name, _)| !self.knows(alternative, name.as_str()))
                .count();
            let credentials = self.schemes(alternative).flat_map(|(_, scheme)| {
                (0..scheme.credentials.len()).map(move |index| (scheme, index))
            });
            let missing = credentials
                .filter(|(scheme, index)| self.credential(scheme, *index).is_none())
                .count();
            (unknown > 0, missing > 0, unknown, missing)
        };
        let alternatives = self.endpoint.auth.iter();
        alternatives.min_by_key(fitness).map_or(&[], Vec::as_slice)
    }

    /// Whether `key` or `scheme.key` is a credential of these schemes.
    fn knows(&self, alternative: &[usize], name: &str) -> bool {
        self.schemes(alternative).any(|(_, scheme)| {
            let mut names = scheme.credentials.iter();
            names.any(|known| is_called(name, scheme, &known.name))
        })
    }

    /// A name under `auth` that no scheme has is a slip of the pen.
    fn check_names(&self, alternative: &[usize], report: &mut Report) -> bool {
        let mut whole = true;
        for (name, _) in &self.written.request.auth {
            if self.knows(alternative, name.as_str()) {
                continue;
            }
            whole = false;
            let schemes: Vec<&Scheme> = self.schemes(alternative).map(|(_, it)| it).collect();
            let message = match schemes.as_slice() {
                [] => format!("`{}` needs no credentials", self.endpoint.name),
                [scheme] => format!(
                    "the scheme `{}` has no credential `{}`",
                    scheme.name, name.value
                ),
                several => {
                    let names: Vec<String> =
                        several.iter().map(|it| format!("`{}`", it.name)).collect();
                    let names = names.join(", ");
                    format!(
                        "none of the schemes {names} has a credential `{}`",
                        name.value
                    )
                }
            };
            let known = schemes.iter().flat_map(|scheme| &scheme.credentials);
            let known = known.map(|known| known.name.as_str());
            report.push(
                Diagnostic::new(Code::ExampleValueUnknown, name.span, message)
                    .suggest(name.as_str(), known),
            );
        }
        whole
    }

    /// The value of a credential: as written, or as the command prints it.
    fn credential(&self, scheme: &Scheme, index: usize) -> Option<String> {
        let name = &scheme.credentials.get(index)?.name;
        let mut written = self.written.request.auth.iter();
        let written = written.find(|(given, _)| is_called(given.as_str(), scheme, name));
        written
            .map(|(_, value)| value.value.clone())
            .or_else(|| printed_credential(self.printed?, scheme, index))
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
        // Nothing tells where it ends.
        AuthPlace::Path => return None,
    };
    Some(whole.strip_prefix(before)?.strip_suffix(after)?.to_owned())
}

/// `key`, or `scheme.key` where several schemes have a credential of that name.
fn is_called(name: &str, scheme: &Scheme, credential: &str) -> bool {
    let qualified = name.strip_prefix(scheme.name.as_str());
    let qualified = qualified.and_then(|rest| rest.strip_prefix('.'));
    name == credential || qualified == Some(credential)
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
