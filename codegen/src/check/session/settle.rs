//! What each endpoint has to do with the sessions of its schemes, when types and outcomes are settled.

use std::collections::BTreeMap;

use crate::check::path::{Checked, lead, misfit};
use crate::check::types::type_name;
use crate::check::when::find_fact;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Access, Content, CredentialSource, Endpoint, ExpiredWhen, Lasts, Literal, NumberSpelling,
    OpenedBy, Opens, Outcome, OutcomeRef, Scalar, Shape, Type, TypeDef,
};
use crate::source::Text;
use crate::spec;

use super::{credential_index, expired_of, find_member, is_handed, lower_literal};

/// Endpoints that open and end sessions, and outcomes that end them.
pub(in crate::check) fn settle(
    api: &spec::Api,
    endpoints: &mut [(usize, Endpoint)],
    outcomes: &mut [Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    // What was left out of a broken file may be what is named here.
    if report.has_errors_in(api.file) {
        return;
    }
    for (scheme, written) in api.schemes.iter().enumerate() {
        for expired in expired_of(written) {
            settle_expired(expired, scheme, endpoints, outcomes, defs, report);
        }
        let spec::SchemeKind::Recipe(recipe) = &written.kind else {
            continue;
        };
        if let Some(closing) = recipe
            .logout
            .as_ref()
            .and_then(|name| named(endpoints, name))
        {
            closing.session.closes.push(scheme);
        }
        let Some(login) = &recipe.login else { continue };
        if is_handed(recipe) {
            let users = endpoints.iter_mut().map(|(_, endpoint)| endpoint);
            for user in users.filter(|endpoint| uses(endpoint, scheme)) {
                settle_login(login, recipe, scheme, user, outcomes, defs, report);
            }
        } else if let Some(opening) = named(endpoints, &login.endpoint) {
            refuse_circle(login, &written.name, scheme, opening, report);
            settle_login(login, recipe, scheme, opening, outcomes, defs, report);
        }
    }
    for (index, endpoint) in endpoints {
        let resend = api.endpoints.get(*index);
        let resend = resend.and_then(|written| written.resend_after_login.as_ref());
        if let Some(resend) = resend
            && endpoint.session.expired.is_empty()
        {
            report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    resend.span,
                    format!("no outcome of `{}` says that a session is over", endpoint.name),
                )
                .help("leave `resend_after_login` away, or name the outcome under `expired` of its scheme"),
            );
        }
    }
}

fn named<'e>(endpoints: &'e mut [(usize, Endpoint)], name: &Text) -> Option<&'e mut Endpoint> {
    let mut all = endpoints.iter_mut().map(|(_, endpoint)| endpoint);
    all.find(|endpoint| endpoint.name == name.value)
}

fn uses(endpoint: &Endpoint, scheme: usize) -> bool {
    endpoint.auth.iter().flatten().any(|used| *used == scheme)
}

/// A login that needs the session that it opens could never begin.
fn refuse_circle(
    login: &spec::Login,
    name: &Text,
    scheme: usize,
    opening: &Endpoint,
    report: &mut Report,
) {
    if uses(opening, scheme) {
        let message = format!(
            "`{}` needs a session of `{}` itself",
            opening.name, name.value
        );
        report.push(
            Diagnostic::new(Code::InvalidValue, login.endpoint.span, message)
                .note("what opens a session is sent without one")
                .help("write `auth: none`, or the scheme that it does need, at the endpoint")
                .help("if a refusal brings the session with it, name its outcome under `expired` as well"),
        );
    }
}

/// Marks the outcomes that end sessions of a scheme, at the endpoints that use it.
fn settle_expired(
    expired: &spec::Expired,
    scheme: usize,
    endpoints: &mut [(usize, Endpoint)],
    outcomes: &mut [Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    let variant = type_name(&expired.outcome);
    let mut shared: BTreeMap<usize, ExpiredWhen> = BTreeMap::new();
    for (_, endpoint) in endpoints {
        if !uses(endpoint, scheme) {
            continue;
        }
        for (index, used) in endpoint.outcomes.iter_mut().enumerate() {
            if used.variant != variant {
                continue;
            }
            let outcome = match &used.outcome {
                OutcomeRef::Own(outcome) => Some(&**outcome),
                OutcomeRef::Shared(shared) => outcomes.get(*shared),
            };
            let when = outcome.and_then(|outcome| expired_when(expired, outcome, defs, report));
            let Some(when) = when else { continue };
            match &mut used.outcome {
                OutcomeRef::Own(outcome) => outcome.expired.push(when),
                OutcomeRef::Shared(index) => {
                    shared.insert(*index, when);
                }
            }
            if !endpoint.session.expired.contains(&index) {
                endpoint.session.expired.push(index);
            }
        }
    }
    for (index, when) in shared {
        if let Some(outcome) = outcomes.get_mut(index) {
            outcome.expired.push(when);
        }
    }
}

/// What must be true of an outcome's members; `None` if it never is.
fn expired_when(
    expired: &spec::Expired,
    outcome: &Outcome,
    defs: &[TypeDef],
    report: &mut Report,
) -> Option<ExpiredWhen> {
    let mut when = Vec::new();
    for (path, values) in &expired.when {
        let values: Vec<Literal> = values
            .iter()
            .map(|value| lower_literal(&value.value))
            .collect();
        let member = find_member(outcome.members(), path.as_str(), defs)?;
        if let Content::Constant(constant) = &member.content {
            if values.contains(&constant.value) {
                continue;
            }
            return None;
        }
        let access = lead(outcome, path, Some(path.as_str()), defs).ok()?;
        if !is_compared(&access.ty, defs) {
            let message =
                "is neither text nor enum, boolean or whole number, and can't be compared";
            report.push(misfit(path, message));
            return None;
        }
        when.push((access, values));
    }
    Some(ExpiredWhen(when))
}

fn is_compared(ty: &Type, defs: &[TypeDef]) -> bool {
    match ty {
        Type::Scalar(scalar) => matches!(
            scalar,
            Scalar::String | Scalar::Integer(_) | Scalar::Boolean(_)
        ),
        Type::Named(id) => {
            matches!(defs.get(id.0).map(|def| &def.shape), Some(Shape::Enum(_)))
        }
        _ => false,
    }
}

/// What the outcomes of a login give of the session.
fn settle_login(
    login: &spec::Login,
    recipe: &spec::Recipe,
    scheme: usize,
    opening: &mut Endpoint,
    outcomes: &[Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    let mut of_request = Vec::new();
    let mut by: Vec<OpenedBy> = Vec::new();
    for (credential, source) in &login.take {
        let Some(place) = credential_index(credential, recipe) else {
            continue;
        };
        let name = match source {
            spec::TakenFrom::Request(member) => {
                let fact = find_fact(member, &mut opening.request, defs, report);
                of_request.extend(fact.map(|(fact, _)| (place, CredentialSource::Fact(fact))));
                continue;
            }
            spec::TakenFrom::Member(path) => first_part(path),
            spec::TakenFrom::Header { of, .. } | spec::TakenFrom::Cookie { of, .. } => of.clone(),
        };
        let Some((index, outcome)) = find_used(&name, opening, outcomes) else {
            continue;
        };
        let source = match source {
            spec::TakenFrom::Header { name, .. } => CredentialSource::Header(name.value.clone()),
            spec::TakenFrom::Cookie { name, .. } => CredentialSource::Cookie(name.value.clone()),
            spec::TakenFrom::Member(path) | spec::TakenFrom::Request(path) => {
                match member(path, outcome, is_credential, "is no text", defs) {
                    Ok(access) => CredentialSource::Member(access),
                    Err(problem) => {
                        report.push(*problem);
                        continue;
                    }
                }
            }
        };
        let known = by.iter().position(|opened| opened.outcome == index);
        match known.and_then(|known| by.get_mut(known)) {
            Some(opened) => opened.credentials.push((place, source)),
            None => by.push(OpenedBy {
                outcome: index,
                credentials: vec![(place, source)],
                lasts: None,
            }),
        }
    }
    if by.is_empty() {
        if !report.has_errors() && login.endpoint.value == opening.name {
            let message = "nothing of the session is taken from an outcome";
            report.push(
                Diagnostic::new(Code::InvalidValue, login.endpoint.span, message).help(
                    "write where the session's key stands, such as `take: { key: LoggedIn.key }`",
                ),
            );
        }
        return;
    }
    for opened in &mut by {
        opened.credentials.extend(of_request.iter().cloned());
    }
    match &login.expires_in {
        None => (),
        Some(spec::Lasting::Seconds(seconds)) => {
            for opened in &mut by {
                opened.lasts = Some(Lasts::Seconds(*seconds));
            }
        }
        Some(spec::Lasting::Member(path)) => {
            let Some((index, outcome)) = find_used(&first_part(path), opening, outcomes) else {
                return;
            };
            let lasts = member(path, outcome, is_seconds, "is no whole number", defs);
            let opened = by.iter_mut().find(|opened| opened.outcome == index);
            match (lasts, opened) {
                (Ok(access), Some(opened)) => opened.lasts = Some(Lasts::Member(access)),
                (Ok(_), None) => {
                    report.push(misfit(path, "is of an outcome that opens no session"))
                }
                (Err(problem), _) => report.push(*problem),
            }
        }
    }
    opening.session.opens.push(Opens { scheme, by });
}

/// The outcome that a path begins with.
fn first_part(path: &Text) -> Text {
    path.clone()
        .map(|path| path.split('.').next().unwrap_or_default().to_owned())
}

/// An outcome of an endpoint by its name.
fn find_used<'o>(
    name: &Text,
    endpoint: &'o Endpoint,
    outcomes: &'o [Outcome],
) -> Option<(usize, &'o Outcome)> {
    let variant = type_name(name);
    let mut used = endpoint.outcomes.iter().enumerate();
    let (index, used) = used.find(|(_, used)| used.variant == variant)?;
    let outcome = match &used.outcome {
        OutcomeRef::Own(outcome) => &**outcome,
        OutcomeRef::Shared(shared) => outcomes.get(*shared)?,
    };
    Some((index, outcome))
}

/// `LoggedIn.data.key`, if what stands there is what it must be.
fn member(
    path: &Text,
    outcome: &Outcome,
    fits: impl Fn(&Type) -> bool,
    otherwise: &str,
    defs: &[TypeDef],
) -> Checked<Access> {
    let way = path.as_str().split_once('.').map(|(_, way)| way);
    let access = lead(outcome, path, way, defs)?;
    match fits(&access.ty) {
        true => Ok(access),
        false => Err(misfit(path, otherwise).into()),
    }
}

fn is_credential(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Secret(_) | Scalar::String))
}

fn is_seconds(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Scalar(Scalar::Integer(
            NumberSpelling::Native | NumberSpelling::InString
        ))
    )
}
