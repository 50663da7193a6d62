//! `include` of objects and outcomes: the members of a named object, in front of the own ones.

use std::collections::{BTreeMap, BTreeSet};

use super::walk::{
    has_inner, has_type, inner_mut, members_of_mut, outcomes, outcomes_mut, outermost_mut,
};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::{Span, Text};
use crate::spec::{Api, Member, NamedType, Type, TypeKind};

/// Whether an outcome or a type of the API includes members.
pub(super) fn are_included(api: &Api) -> bool {
    outcomes(api).any(|outcome| !outcome.include.is_empty()) || has_type(api, includes)
}

fn includes(ty: &Type) -> bool {
    !ty.attributes.include.is_empty() || has_inner(ty, includes)
}

/// Puts the members in their places. They keep their spans, so that later faults show them where
/// they are written.
pub(super) fn include(api: &mut Api, report: &mut Report) {
    let named = Named::new(api);
    for (endpoint, ty) in outermost_mut(api) {
        named.include_into(ty, endpoint, report);
    }
    for (endpoint, outcome) in outcomes_mut(api) {
        let names = std::mem::take(&mut outcome.include);
        let (Some(first), Some(body)) = (names.first(), &mut outcome.body) else {
            continue;
        };
        let Some(own) = members_of_mut(&mut body.value) else {
            report.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    first.span,
                    format!("`{}` has no members that others could stand beside", outcome.name.value),
                )
                .help("members stand under `json`, `xml`, `properties` or `html`; `json: {}` has none of its own"),
            );
            continue;
        };
        let included = named.members(&names, endpoint, &mut Vec::new(), report);
        put_in_front(own, included);
    }
}

/// A member that comes by two ways stands there once.
fn put_in_front(own: &mut Vec<Member>, mut included: Vec<Member>) {
    let mut seen: BTreeSet<Span> = own.iter().map(|member| member.wire.span).collect();
    included.retain(|member| seen.insert(member.wire.span));
    own.splice(0..0, included);
}

/// The types of an API as they were written, by the endpoint they belong to and their name.
struct Named(BTreeMap<(Option<usize>, String), NamedType>);

impl Named {
    fn new(api: &Api) -> Self {
        let shared = api.types.iter().map(|named| (None, named));
        let own = api
            .endpoints
            .iter()
            .enumerate()
            .flat_map(|(index, endpoint)| {
                endpoint.types.iter().map(move |named| (Some(index), named))
            });
        let all = shared.chain(own);
        Self(
            all.map(|(endpoint, named)| ((endpoint, named.name.value.clone()), named.clone()))
                .collect(),
        )
    }

    fn find(&self, name: &Text, endpoint: Option<usize>) -> Option<&NamedType> {
        let of = |endpoint| self.0.get(&(endpoint, name.value.clone()));
        of(endpoint).or_else(|| of(None))
    }

    fn include_into(&self, ty: &mut Type, endpoint: Option<usize>, report: &mut Report) {
        for inner in inner_mut(ty) {
            self.include_into(inner, endpoint, report);
        }
        let names = std::mem::take(&mut ty.attributes.include);
        let Some(first) = names.first() else {
            return;
        };
        match &mut ty.kind {
            TypeKind::Object(own) => {
                let included = self.members(&names, endpoint, &mut Vec::new(), report);
                put_in_front(own, included);
            }
            _ => report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    first.span,
                    "only an object can include members",
                )
                .help("write `object:` beside `include:`; `object: {}` has no members of its own"),
            ),
        }
    }

    /// The members of named objects, those that they include themselves first.
    fn members(
        &self,
        names: &[Text],
        endpoint: Option<usize>,
        way: &mut Vec<String>,
        report: &mut Report,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        for name in names {
            let Some(named) = self.find(name, endpoint) else {
                report.push(self.unknown(name, endpoint));
                continue;
            };
            let TypeKind::Object(own) = &named.ty.kind else {
                report.push(
                    Diagnostic::new(
                        Code::MisplacedType,
                        name.span,
                        format!("`{}` is no object, so it has no members", name.value),
                    )
                    .also(named.ty.span, "it is declared here"),
                );
                continue;
            };
            if way.contains(&name.value) {
                report.push(
                    Diagnostic::new(
                        Code::RecursiveType,
                        name.span,
                        format!("`{}` includes itself", name.value),
                    )
                    .help("a member of that type can hold another: `inner?: Name`"),
                );
                continue;
            }
            way.push(name.value.clone());
            members.extend(self.members(&named.ty.attributes.include, endpoint, way, report));
            way.pop();
            let mut own = own.clone();
            for member in &mut own {
                self.include_into(&mut member.ty, endpoint, report);
            }
            members.extend(own);
        }
        members
    }

    fn unknown(&self, name: &Text, endpoint: Option<usize>) -> Diagnostic {
        let known = self
            .0
            .keys()
            .filter(|(of, _)| of.is_none() || *of == endpoint)
            .map(|(_, name)| name.as_str());
        Diagnostic::new(
            Code::UnknownType,
            name.span,
            format!("there is no type `{}`", name.value),
        )
        .suggest(name.as_str(), known)
    }
}
