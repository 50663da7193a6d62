//! Choices of XML: elements that two members could take, and choices that travel in something else.

use std::collections::BTreeSet;

use super::{OutcomeUse, outcomes_with};
use crate::check::types::element_of;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Endpoint, Member, Outcome, OutcomeBody, Payload, RequestBody, TextForm, Type, TypeDef, TypeId,
};
use crate::source::Span;
use crate::spec;

/// The variants of a choice that is written out behind a member.
pub(super) fn written_variants(ty: Option<&spec::Type>) -> &[spec::Variant] {
    match ty.map(|ty| &ty.kind) {
        Some(spec::TypeKind::OneOf(one_of)) => &one_of.variants,
        Some(spec::TypeKind::List(item)) => written_variants(Some(item)),
        _ => &[],
    }
}

/// Members of one element: which of them takes a child by its name has to be clear.
#[derive(Debug, Default)]
pub(super) struct Taken<'m> {
    elements: Vec<(&'m str, Span, bool)>,
}

impl<'m> Taken<'m> {
    /// Takes the elements of a member, which is written at a place.
    pub(super) fn take(
        &mut self,
        member: &'m Member,
        written: Option<&spec::Type>,
        span: Span,
        defs: &'m [TypeDef],
        report: &mut Report,
    ) {
        let is_choice = member.one_element(defs).is_some();
        for element in member.elements(defs) {
            let mut names = written_variants(written).iter().map(element_of);
            let own = names.find(|name| name.value == element);
            let span = own.map_or(span, |name| name.span);
            let mut taken = self.elements.iter();
            // Two members of one name are refused where they are read.
            let first =
                taken.find(|(name, _, of_choice)| *name == element && (is_choice || *of_choice));
            if let Some((_, first, _)) = first {
                report.push(
                    Diagnostic::new(
                        Code::DuplicateWireName,
                        span,
                        format!("two members could take the element `{element}`"),
                    )
                    .also(*first, "the first one")
                    .help("name the elements of both in one `one_of`, and leave the other out"),
                );
            }
            self.elements.push((element, span, is_choice));
        }
    }
}

/// A type, whether it travels in XML, and who uses it.
struct Use {
    ty: Type,
    in_xml: bool,
    span: Span,
}

/// Refuses choices that something else than XML holds.
pub(in crate::check) fn refuse_elsewhere(
    choices: &[(TypeId, Span)],
    api: &spec::Api,
    endpoints: &[(usize, Endpoint)],
    shared: &[Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    if choices.is_empty() {
        return;
    }
    let mut uses = Vec::new();
    for (index, endpoint) in endpoints {
        if let Some(written) = api.endpoints.get(*index) {
            of_request(&written.request, endpoint, &mut uses);
        }
    }
    outcomes_with(api, endpoints, shared, |OutcomeUse { written, outcome }| {
        of_outcome(outcome, written.name.span, &mut uses);
    });
    for (choice, span) in choices {
        let user = uses
            .iter()
            .find(|user| stands_elsewhere(&user.ty, user.in_xml, *choice, defs));
        if let Some(user) = user {
            report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    *span,
                    "one of several elements can only stand in XML",
                )
                .also(user.span, "what holds it travels in something else here")
                .help("leave out `wire`, which names an element: variants in JSON are told apart by `const` members and by `has`"),
            );
        }
    }
}

fn of_request(written: &spec::Request, endpoint: &Endpoint, uses: &mut Vec<Use>) {
    let request = &endpoint.request;
    for parameter in &request.parameters {
        let wire = &parameter.member.wire;
        let own = written
            .parameters
            .iter()
            .find(|own| own.place == parameter.place && own.member.wire.value == *wire);
        if let (Some(own), Some(ty)) = (own, parameter.member.value_type()) {
            uses.push(Use {
                ty: ty.clone(),
                in_xml: false,
                span: own.member.wire.span,
            });
        }
    }
    let Some(body) = &written.body else {
        return;
    };
    let in_xml = matches!(request.body, Some(RequestBody::Xml(_)));
    let members = request.body_members().iter().filter_map(Member::value_type);
    let payloads = request.payloads().filter_map(Payload::ty);
    uses.extend(members.chain(payloads).map(|ty| Use {
        ty: ty.clone(),
        in_xml,
        span: body.span,
    }));
}

fn of_outcome(outcome: &Outcome, span: Span, uses: &mut Vec<Use>) {
    let in_xml = matches!(outcome.body, OutcomeBody::Xml(_));
    let headers = outcome.headers.iter().filter_map(Member::value_type);
    let members = outcome.members().iter().filter_map(Member::value_type);
    let headers = headers.chain(outcome.values()).map(|ty| (ty, false));
    uses.extend(
        headers
            .chain(members.map(|ty| (ty, in_xml)))
            .map(|(ty, in_xml)| Use {
                ty: ty.clone(),
                in_xml,
                span,
            }),
    );
}

/// Whether a value of the type holds the choice where there is no XML.
fn stands_elsewhere(ty: &Type, in_xml: bool, choice: TypeId, defs: &[TypeDef]) -> bool {
    let mut seen: BTreeSet<(usize, bool)> = BTreeSet::new();
    let mut open = vec![(ty, in_xml)];
    while let Some((ty, in_xml)) = open.pop() {
        let in_xml = in_xml && !matches!(ty, Type::InText(_, TextForm::Json));
        open.extend(ty.parts().map(|part| (part, in_xml)));
        let Type::Named(id) = ty else {
            continue;
        };
        if *id == choice && !in_xml {
            return true;
        }
        if let Some(def) = defs.get(id.0)
            && seen.insert((id.0, in_xml))
        {
            open.extend(def.shape.types().map(|ty| (ty, in_xml)));
        }
    }
    false
}
