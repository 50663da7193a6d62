//! Sessions: the endpoints, outcomes and members that a scheme names are looked up.

mod settle;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Endpoint, Member, Outcome, OutcomeRef, Session, Shape, Type, TypeDef};
use crate::names::RustName;
use crate::source::{Spanned, Text};
use crate::spec;

use super::literal::{check_literal, is_null, lower_literal, show};
use super::types::Direction;
use super::types::type_name;

pub(super) use self::settle::settle;

/// What a session names must be there: endpoints, outcomes, members, credentials. What an endpoint has to
/// do with it is settled when types are: [`settle`].
pub(super) fn check_session(
    written: &spec::Scheme,
    api: &spec::Api,
    report: &mut Report,
) -> Option<Session> {
    for expired in expired_of(written) {
        check_expired(expired, api, report);
    }
    let spec::SchemeKind::Recipe(recipe) = &written.kind else {
        return None;
    };
    if let Some(name) = &recipe.logout {
        find_endpoint(name, api, report);
    }
    let login = recipe.login.as_ref()?;
    let endpoint = check_login(login, recipe, api, report)?;
    if is_handed(recipe) {
        return Some(Session::Handed);
    }
    let method = RustName::snake(&format!("{}_login", written.name.value));
    report_taken(&method, "logs in for", &written.name, api, report);
    Some(Session::Opened { endpoint, method })
}

/// Whether it is a refusal that brings the session with it: every outcome that the login takes it from is
/// also one by which the server says that there is none.
fn is_handed(recipe: &spec::Recipe) -> bool {
    let Some(login) = &recipe.login else {
        return false;
    };
    let mut sources = login.take.iter().map(|(_, source)| match source {
        spec::TakenFrom::Member(path) => path.as_str().split('.').next().unwrap_or_default(),
        spec::TakenFrom::Header { of, .. } | spec::TakenFrom::Cookie { of, .. } => of.as_str(),
        spec::TakenFrom::Request(_) => "",
    });
    let ends = |name: &str| {
        let mut expired = recipe.expired.iter();
        expired.any(|expired| expired.outcome.value == name)
    };
    !login.take.is_empty() && sources.all(ends)
}

/// The outcomes that end a scheme's session.
pub(super) fn expired_of(scheme: &spec::Scheme) -> &[spec::Expired] {
    match &scheme.kind {
        spec::SchemeKind::Recipe(recipe) => &recipe.expired,
        spec::SchemeKind::OAuth2(oauth2) => &oauth2.expired_outcomes,
        spec::SchemeKind::Bearer
        | spec::SchemeKind::Basic
        | spec::SchemeKind::Custom
        | spec::SchemeKind::Header(_)
        | spec::SchemeKind::Query(_)
        | spec::SchemeKind::Cookie(_) => &[],
    }
}

/// `app: { oauth2: … }` beside `app_token: bearer` would be two methods of one name.
pub(super) fn report_taken(
    method: &RustName,
    does: &str,
    name: &Text,
    api: &spec::Api,
    report: &mut Report,
) {
    let schemes = api.schemes.iter().map(|scheme| &scheme.name);
    let variables = api.variables.iter().map(|variable| &variable.name);
    let mut names = schemes.chain(variables);
    if let Some(taken) = names.find(|other| RustName::snake(other.as_str()) == *method) {
        let message = format!(
            "`{}` is the method that {does} `{}`",
            method.plain(),
            name.value
        );
        report.push(
            Diagnostic::new(Code::ReservedName, taken.span, message)
                .also(name.span, "this scheme")
                .help("rename one of the two"),
        );
    }
}

fn find_endpoint(name: &Text, api: &spec::Api, report: &mut Report) -> Option<usize> {
    let found = api
        .endpoints
        .iter()
        .position(|endpoint| endpoint.name == name.value);
    if found.is_none() {
        report.push(
            Diagnostic::new(
                Code::UnknownReference,
                name.span,
                format!("`{}` has no endpoint `{}`", api.name, name.value),
            )
            .suggest(
                name.as_str(),
                api.endpoints.iter().map(|endpoint| endpoint.name.as_str()),
            ),
        );
    }
    found
}

/// `take: { key: LoggedIn.data.key }`: a credential of the scheme, an outcome that the endpoint
/// itself writes, and members of objects. The index of the endpoint.
fn check_login(
    login: &spec::Login,
    recipe: &spec::Recipe,
    api: &spec::Api,
    report: &mut Report,
) -> Option<usize> {
    let index = find_endpoint(&login.endpoint, api, report);
    let endpoint = index.and_then(|index| api.endpoints.get(index));
    for (credential, source) in &login.take {
        if credential_index(credential, recipe).is_none() {
            let names = || recipe.credentials.iter().map(|known| known.name.as_str());
            let message = format!("the scheme has no credential `{}`", credential.value);
            report.push(
                Diagnostic::new(Code::UnknownCredential, credential.span, message)
                    .suggest(credential.as_str(), names()),
            );
        } else if let Some(endpoint) = endpoint
            && let Err(diagnostic) = check_taken(source, endpoint, api)
        {
            report.push(*diagnostic);
        }
    }
    if let (Some(spec::Lasting::Member(path)), Some(endpoint)) = (&login.expires_in, endpoint)
        && let Err(diagnostic) = check_member(path, endpoint, api)
    {
        report.push(*diagnostic);
    }
    index
}

fn credential_index(name: &Text, recipe: &spec::Recipe) -> Option<usize> {
    let mut known = recipe.credentials.iter();
    known.position(|known| known.name.value == name.value)
}

/// `LoggedIn.data.key`, or a header or a cookie `of: LoggedIn`. A member of the request is looked up when
/// its type is known.
fn check_taken(
    source: &spec::TakenFrom,
    endpoint: &spec::Endpoint,
    api: &spec::Api,
) -> Result<(), Box<Diagnostic>> {
    match source {
        spec::TakenFrom::Member(path) => check_member(path, endpoint, api),
        spec::TakenFrom::Header { of, .. } | spec::TakenFrom::Cookie { of, .. } => {
            find_outcome(endpoint, of.as_str(), of).map(drop)
        }
        spec::TakenFrom::Request(_) => Ok(()),
    }
}

/// `LoggedIn.data.key`.
fn check_member(
    path: &Text,
    endpoint: &spec::Endpoint,
    api: &spec::Api,
) -> Result<(), Box<Diagnostic>> {
    let mut parts = path.as_str().split('.').map(str::to_owned);
    let outcome = parts.next().unwrap_or_default();
    let members: Vec<String> = parts.collect();
    check_source(endpoint, &outcome, &members, path, api)
}

/// An outcome that the endpoint itself writes.
fn find_outcome<'s>(
    endpoint: &'s spec::Endpoint,
    outcome: &str,
    source: &Text,
) -> Result<&'s spec::Outcome, Box<Diagnostic>> {
    let own = || entries(endpoint).filter_map(own_outcome);
    own().find(|own| own.name.value == outcome).ok_or_else(|| {
        let message = format!("`{}` has no outcome `{outcome}` of its own", endpoint.name);
        let diagnostic = Diagnostic::new(Code::UnknownReference, source.span, message);
        Box::new(diagnostic.suggest(outcome, own().map(|own| own.name.as_str())))
    })
}

fn check_source(
    endpoint: &spec::Endpoint,
    outcome: &str,
    path: &[String],
    source: &Text,
    api: &spec::Api,
) -> Result<(), Box<Diagnostic>> {
    let found = find_outcome(endpoint, outcome, source)?;
    let unknown = |what: String| Diagnostic::new(Code::UnknownReference, source.span, what);
    if path.is_empty() {
        return Err(Box::new(
            unknown(format!("`{}` names no member", source.value))
                .help(format!("write `{outcome}.member`")),
        ));
    }
    let place = Place {
        outcome: found,
        types: [&endpoint.types, &api.types],
    };
    place.find(path).map(drop).map_err(|miss| {
        Box::new(
            unknown(format!("`{outcome}` has no member `{}`", path.join(".")))
                .suggest(miss.name, miss.known),
        )
    })
}

/// `{ outcome: Failed, where: { code: [EXPIRED] } }`: an outcome of some endpoint, and members of it.
///
/// Endpoints may have outcomes of one name that differ: one with the member is enough. Whether the
/// members can have the values is known when types are: [`check_expired_values`].
fn check_expired(expired: &spec::Expired, api: &spec::Api, report: &mut Report) {
    let name = expired.outcome.as_str();
    let shared = api
        .outcomes
        .iter()
        .any(|outcome| outcome.name.value == name);
    let mut used = api.endpoints.iter().flat_map(entries);
    if !shared && !used.any(|entry| entry_name(entry).value == name) {
        report.push(
            Diagnostic::new(
                Code::UnknownReference,
                expired.outcome.span,
                format!("no endpoint of `{}` has an outcome `{name}`", api.name),
            )
            .suggest(
                name,
                api.outcomes.iter().map(|outcome| outcome.name.as_str()),
            ),
        );
        return;
    }
    let places = places_of(name, api);
    for (written, _) in &expired.when {
        let path: Vec<String> = written.value.split('.').map(str::to_owned).collect();
        let mut found = places.iter().map(|place| place.find(&path));
        if let Some(Err(miss)) = found.next()
            && !found.any(|found| found.is_ok())
        {
            report.push(
                Diagnostic::new(
                    Code::UnknownReference,
                    written.span,
                    format!("`{name}` has no member `{}`", written.value),
                )
                .suggest(miss.name, miss.known),
            );
        }
    }
}

/// A value that the member can't have would be a session that never ends: `where: { code: [EXPIRD] }`
/// where `code` is a closed enum.
pub(super) fn check_expired_values<'e>(
    api: &spec::Api,
    endpoints: impl Iterator<Item = &'e Endpoint> + Clone,
    outcomes: &[Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    for expired in api.schemes.iter().flat_map(expired_of) {
        let variant = type_name(&expired.outcome);
        let used = endpoints.clone().flat_map(|endpoint| &endpoint.outcomes);
        let used = used.filter(|used| used.variant == variant);
        let used = used.filter_map(|used| match &used.outcome {
            OutcomeRef::Own(outcome) => Some(outcome.as_ref()),
            OutcomeRef::Shared(index) => outcomes.get(*index),
        });
        let shared = outcomes.iter().filter(|outcome| outcome.name == variant);
        let named: Vec<&Outcome> = shared.chain(used).collect();
        for (path, values) in &expired.when {
            let members: Vec<&Member> = named
                .iter()
                .filter_map(|outcome| find_member(outcome.members(), path.as_str(), defs))
                .collect();
            for value in values {
                let is_possible = |member: &&Member| {
                    let mut aside = Report::new();
                    check_value(value, member, defs, &mut aside);
                    !aside.has_errors()
                };
                if let Some(first) = members.first()
                    && !members.iter().any(is_possible)
                {
                    check_value(value, first, defs, report);
                }
            }
        }
    }
}

/// The member at the end of a path of objects.
fn find_member<'m>(members: &'m [Member], path: &str, defs: &'m [TypeDef]) -> Option<&'m Member> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let member = members.iter().find(|member| member.wire == name)?;
    let Some(rest) = rest else {
        return Some(member);
    };
    let Content::Value(Type::Named(id)) = &member.content else {
        return None;
    };
    match &defs.get(id.0)?.shape {
        Shape::Object(members) => find_member(members, rest, defs),
        Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) | Shape::OneElement(_) => None,
    }
}

fn check_value(
    value: &Spanned<spec::Literal>,
    member: &Member,
    defs: &[TypeDef],
    report: &mut Report,
) {
    match &member.content {
        _ if member.nullable && is_null(&value.value, &member.null_as) => {}
        Content::Value(ty) => {
            check_literal(value, ty, Direction::Received, defs, report);
        }
        Content::Constant(constant) if lower_literal(&value.value) == constant.value => {}
        Content::Constant(_) => report.push(Diagnostic::new(
            Code::InvalidValue,
            value.span,
            format!(
                "`{}` is a constant, and not `{}`",
                member.wire,
                show(&value.value)
            ),
        )),
    }
}

/// The outcomes of an endpoint as written.
pub(super) fn entries(endpoint: &spec::Endpoint) -> impl Iterator<Item = &spec::OutcomeEntry> {
    endpoint.success.iter().chain(&endpoint.failure)
}

fn own_outcome(entry: &spec::OutcomeEntry) -> Option<&spec::Outcome> {
    match entry {
        spec::OutcomeEntry::Own(outcome) => Some(outcome),
        spec::OutcomeEntry::Shared(_) => None,
    }
}

/// The name that an endpoint gives to an outcome.
pub(super) fn entry_name(entry: &spec::OutcomeEntry) -> &Text {
    match entry {
        spec::OutcomeEntry::Own(outcome) => &outcome.name,
        spec::OutcomeEntry::Shared(used) => &used.name,
    }
}

/// An outcome as written, and the types that its words may name: the nearer ones first.
struct Place<'s> {
    outcome: &'s spec::Outcome,
    types: [&'s [spec::NamedType]; 2],
}

/// Where a path of members ends early.
struct Miss<'p> {
    name: &'p str,
    known: Vec<&'p str>,
}

/// The outcomes of a name: shared ones, and those of any endpoint.
fn places_of<'s>(name: &str, api: &'s spec::Api) -> Vec<Place<'s>> {
    let find_shared = |name: &str| {
        let found = api.outcomes.iter().find(|shared| shared.name.value == name);
        found.map(|outcome| Place {
            outcome,
            types: [&[], &api.types],
        })
    };
    let mut places: Vec<Place<'s>> = find_shared(name).into_iter().collect();
    for endpoint in &api.endpoints {
        let named = entries(endpoint).filter(|entry| entry_name(entry).value == name);
        places.extend(named.filter_map(|entry| match entry {
            spec::OutcomeEntry::Own(outcome) => Some(Place {
                outcome,
                types: [&endpoint.types, &api.types],
            }),
            spec::OutcomeEntry::Shared(used) => find_shared(used.shared.as_str()),
        }));
    }
    places
}

/// Most names that stand for one another before a type is given up as one that names itself.
const MOST_ALIASES: usize = 64;

impl<'s> Place<'s> {
    /// Goes from member to member, through objects and the types that are named.
    fn find<'p>(&self, path: &'p [String]) -> Result<(), Miss<'p>>
    where
        's: 'p,
    {
        let mut members: &[spec::Member] = match self.outcome.body.as_ref().map(|body| &body.value)
        {
            Some(
                spec::OutcomeBody::Json(members)
                | spec::OutcomeBody::Properties(members)
                | spec::OutcomeBody::Form(members)
                | spec::OutcomeBody::Html(members),
            ) => members,
            Some(spec::OutcomeBody::Xml(body)) => &body.members,
            Some(spec::OutcomeBody::TextPattern(body)) => &body.members,
            Some(spec::OutcomeBody::JsonValue(ty)) => self.members_of(ty),
            Some(
                spec::OutcomeBody::Lines(_)
                | spec::OutcomeBody::Csv(_)
                | spec::OutcomeBody::Raw(_)
                | spec::OutcomeBody::Events(_)
                | spec::OutcomeBody::Text(_)
                | spec::OutcomeBody::Empty,
            )
            | None => &[],
        };
        for name in path {
            let Some(member) = members.iter().find(|member| member.wire.value == *name) else {
                return Err(Miss {
                    name,
                    known: members.iter().map(|member| member.wire.as_str()).collect(),
                });
            };
            members = self.members_of(&member.ty);
        }
        Ok(())
    }

    fn members_of(&self, ty: &'s spec::Type) -> &'s [spec::Member] {
        let mut ty = ty;
        for _ in 0..MOST_ALIASES {
            match &ty.kind {
                spec::TypeKind::Object(members) => return members,
                spec::TypeKind::Word(word) => {
                    let named = self.types.iter().copied().flatten();
                    let mut named = named.filter(|named| named.name.value == word.value);
                    match named.next() {
                        Some(named) => ty = &named.ty,
                        None => return &[],
                    }
                }
                spec::TypeKind::List(_)
                | spec::TypeKind::Map(_)
                | spec::TypeKind::Tuple(_)
                | spec::TypeKind::NamedTuple(_)
                | spec::TypeKind::OneOf(_)
                | spec::TypeKind::Enum(_)
                | spec::TypeKind::Const(_) => return &[],
            }
        }
        &[]
    }
}
