//! What an example gives for the values that a scheme computes: its time and its nonce.

use docwright_wire::date;

use crate::check::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::Text;

use super::super::encode::auth::GivenAuth;
use super::Source;

impl Source<'_> {
    /// The time and the nonce. `None` if one is missing, misfits or isn't sent.
    pub(super) fn moment(&self, alternative: &[usize], report: &mut Report) -> Option<GivenAuth> {
        let request = &self.written.request;
        let schemes = || self.schemes(alternative).map(|(_, scheme)| scheme);
        let needs_now = schemes().any(crate::ir::Scheme::needs_now);
        let nonces: Vec<_> = schemes().flat_map(crate::ir::Scheme::nonces).collect();
        let now = self.given("now", "no time", request.now.as_ref(), needs_now, report);
        let nonce = request.nonce.as_ref();
        let nonce = self.given("nonce", "no nonce", nonce, !nonces.is_empty(), report);
        let time = now.flatten().map(|now| check_now(now, report));
        let misfit = nonce.flatten().and_then(|nonce| {
            let mut kinds = nonces.iter();
            let (_, length) =
                kinds.find(|(kind, length)| !kind.is_spelt(nonce.as_str(), *length))?;
            Some((nonce, length))
        });
        if let Some((nonce, length)) = misfit {
            let message = format!("`{}` is no nonce of the scheme", nonce.value);
            report.push(
                Diagnostic::new(Code::InvalidValue, nonce.span, message).note(format!(
                    "it has {length} characters of the kind that `compute` names"
                )),
            );
            return None;
        }
        let (_, nonce) = (now?, nonce?);
        let now = match time {
            Some(time) => Some(time?),
            None => None,
        };
        Some(GivenAuth {
            schemes: Vec::new(),
            now,
            nonce: nonce.map(|nonce| nonce.value.clone()),
        })
    }

    /// A value that is there if it is needed and only then.
    fn given<'t>(
        &self,
        key: &str,
        what: &str,
        value: Option<&'t Text>,
        is_needed: bool,
        report: &mut Report,
    ) -> Option<Option<&'t Text>> {
        match (value, is_needed) {
            (Some(value), false) => {
                let message = format!("`{}` sends {what} that is computed", self.endpoint.name);
                report.push(
                    Diagnostic::new(Code::ExampleValueUnknown, value.span, message)
                        .help(format!("remove `{key}`")),
                );
                None
            }
            (None, true) => {
                report.push(
                    Diagnostic::new(
                        Code::ExampleValueMissing,
                        self.place(),
                        format!("the example gives {what} for what its scheme computes"),
                    )
                    .help(format!("give it as `{key}:` under `request`")),
                );
                None
            }
            (value, _) => Some(value),
        }
    }
}

/// A time in milliseconds since 1970.
fn check_now(now: &Text, report: &mut Report) -> Option<i64> {
    if !Kind::Time.ask(now.span, report) {
        return None;
    }
    let time = date::timestamp(now.as_str()).ok();
    let time = time.map(|time| date::to_unix_ms(&time));
    let time = time.filter(|time| *time >= 0);
    if time.is_none() {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                now.span,
                format!("`{}` is no time since 1970", now.value),
            )
            .help("write it as RFC 3339 does: `2026-11-20T10:00:00.000Z`"),
        );
    }
    time
}
