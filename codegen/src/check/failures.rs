//! Failures inside: where the unions stand that have one among their variants.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Content, Effect, FailingItems, ItemList, Member, OneOf, Outcome, OutcomeBody, Shape, Step,
    Type, TypeDef, TypeId,
};
use crate::names::{Names, RustName};
use crate::source::Span;

/// Finds the items of each outcome that can be failures, and refuses unions that stand where their
/// failures would go unseen. `written` says where a union names its failure; with each outcome comes
/// the place of its name.
pub(super) fn settle_failures(
    outcomes: &mut [(Span, &mut Outcome)],
    defs: &[TypeDef],
    written: &BTreeMap<TypeId, Span>,
    report: &mut Report,
) {
    if written.is_empty() {
        return;
    }
    report_misplaced_ends(outcomes, defs, written, report);
    for (span, outcome) in outcomes {
        report_several_ends(*span, outcome, defs, report);
        let mut walk = Walk {
            defs,
            written,
            outcome: *span,
            within: Vec::new(),
            leading: BTreeMap::new(),
            ways: 0,
            found: Vec::new(),
            report,
        };
        walk.outcome(outcome);
        outcome.failing = named(walk.found);
    }
}

/// The union that a type is, if it is one.
fn union_of(defs: &[TypeDef], id: TypeId) -> Option<&OneOf> {
    match &defs.get(id.0)?.shape {
        Shape::OneOf(one_of) => Some(one_of),
        Shape::Object(_) | Shape::Tuple(_) | Shape::Enum(_) | Shape::OneElement(_) => None,
    }
}

/// What ends a stream of values of this type.
fn ends_with<'d>(defs: &'d [TypeDef], ty: &Type) -> Option<&'d Type> {
    match ty {
        Type::Named(id) => union_of(defs, *id)?.failure_with(Effect::Ends),
        _ => None,
    }
}

/// A union with `failure: ends` is what the lines or the events of a stream are, and nothing else.
fn report_misplaced_ends(
    outcomes: &[(Span, &mut Outcome)],
    defs: &[TypeDef],
    written: &BTreeMap<TypeId, Span>,
    report: &mut Report,
) {
    let mut misplaced = BTreeSet::new();
    let mut blame = |ty: &Type| {
        each(ty, &mut |ty| {
            if let (Type::Named(id), Some(_)) = (ty, ends_with(defs, ty)) {
                misplaced.insert(*id);
            }
        });
    };
    defs.iter()
        .flat_map(|def| def.shape.types())
        .for_each(&mut blame);
    for (_, outcome) in outcomes {
        let members = outcome.all_members().filter_map(Member::value_type);
        members.for_each(&mut blame);
        let values = outcome.values().into_iter();
        let ends = |ty: &&Type| outcome.stream && ends_with(defs, ty).is_some();
        values.filter(|ty| !ends(ty)).for_each(&mut blame);
    }
    let sent = written.keys().filter(|id| {
        let def = defs.get(id.0);
        def.is_some_and(|def| def.sent) && ends_with(defs, &Type::Named(**id)).is_some()
    });
    misplaced.extend(sent);
    for span in misplaced.iter().filter_map(|id| written.get(id)) {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                *span,
                "only lines and events that are read while they come end with a failure",
            )
            .note("the union is the type of the lines, or of the data of an event, and stands nowhere else")
            .help("add `stream: true` to the outcome, or write `failure: item`"),
        );
    }
}

/// Two kinds of failure that one stream of events could end with.
fn report_several_ends(span: Span, outcome: &Outcome, defs: &[TypeDef], report: &mut Report) {
    let OutcomeBody::Events(events) = &outcome.body else {
        return;
    };
    let inside = events.events.iter().filter_map(|event| event.json());
    let inside: BTreeSet<TypeId> = inside
        .filter(|ty| ends_with(defs, ty).is_some())
        .filter_map(|ty| match ty {
            Type::Named(id) => Some(*id),
            _ => None,
        })
        .collect();
    if inside.len() + usize::from(events.failure().is_some()) > 1 {
        report.push(
            Diagnostic::new(
                Code::OverlappingOutcomes,
                span,
                "events end with one kind of failure",
            )
            .help(
                "give one union a variant with `failure: ends`, and use it for all of the events",
            ),
        );
    }
}

/// A type and those that it is made of.
fn each(ty: &Type, visit: &mut dyn FnMut(&Type)) {
    visit(ty);
    for part in ty.parts() {
        each(part, visit);
    }
}

/// More ways than any page has. Where types hold each other twice, the ways multiply.
const MOST_WAYS: usize = 1_000;

/// The way from an outcome to unions with a failure.
struct Walk<'a> {
    defs: &'a [TypeDef],
    written: &'a BTreeMap<TypeId, Span>,
    outcome: Span,
    /// The objects that the walk is in.
    within: Vec<TypeId>,
    /// Whether a union with a failed item can be reached from a type, for those that were asked about.
    leading: BTreeMap<TypeId, bool>,
    /// How many named types it came to from which one can be reached.
    ways: usize,
    found: Vec<FailingItems>,
    report: &'a mut Report,
}

/// How far a walk has come.
#[derive(Clone, Default)]
struct Way {
    lists: Vec<ItemList>,
    steps: Vec<Step>,
}

impl Way {
    fn member(&self, member: &Member) -> Self {
        let mut way = self.clone();
        way.steps.push(Step {
            field: member.field.clone(),
            optional: member.optional,
            nullable: member.nullable,
            deprecated: member.deprecated.is_some(),
        });
        way
    }

    fn field(name: &str) -> Self {
        Self {
            lists: Vec::new(),
            steps: vec![Step {
                field: RustName::snake(name),
                optional: false,
                nullable: false,
                deprecated: false,
            }],
        }
    }

    fn list(mut self, item: &Type) -> Self {
        self.lists.push(ItemList {
            steps: std::mem::take(&mut self.steps),
            nullable_items: matches!(item, Type::Nullable(..)),
        });
        self
    }
}

impl Walk<'_> {
    fn outcome(&mut self, outcome: &Outcome) {
        match &outcome.body {
            OutcomeBody::Json(members) => self.members(members, &Way::default()),
            OutcomeBody::JsonValue(ty) => self.ty(ty, Way::field("body")),
            // Whoever reads a stream meets its failures.
            OutcomeBody::Lines(_) | OutcomeBody::Events(_) if outcome.stream => {}
            OutcomeBody::Lines(ty) => self.ty(ty, Way::field("lines").list(ty)),
            _ => {
                let members = outcome.all_members().filter_map(Member::value_type);
                for ty in outcome.values().into_iter().chain(members) {
                    self.refuse(ty);
                }
            }
        }
    }

    fn members(&mut self, members: &[Member], way: &Way) {
        for member in members {
            if let Content::Value(ty) = &member.content {
                self.ty(ty, way.member(member));
            }
        }
    }

    fn ty(&mut self, ty: &Type, way: Way) {
        match ty {
            Type::Boxed(part) | Type::Nullable(part, _) => self.ty(part, way),
            Type::List(item) | Type::ListOrOne(item) => self.ty(item, way.list(item)),
            Type::Named(id) => self.named(*id, way),
            _ => self.refuse(ty),
        }
    }

    fn named(&mut self, id: TypeId, way: Way) {
        let defs = self.defs;
        if self.ways > MOST_WAYS || !self.leads(id) {
            return;
        }
        self.ways += 1;
        if self.ways > MOST_WAYS {
            self.report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    self.outcome,
                    "failed items stand in more places of this outcome than can be looked for",
                )
                .help("remove `failure` from the union"),
            );
            return;
        }
        match defs.get(id.0).map(|def| &def.shape) {
            Some(Shape::Object(_)) if self.within.contains(&id) => self.refuse(&Type::Named(id)),
            Some(Shape::Object(members)) => {
                self.within.push(id);
                self.members(members, &way);
                self.within.pop();
            }
            Some(Shape::OneOf(one_of)) => {
                if one_of.failure_with(Effect::Item).is_some() {
                    if way.lists.is_empty() {
                        return self.refuse(&Type::Named(id));
                    }
                    self.found.push(FailingItems {
                        method: RustName::snake("failures"),
                        lists: way.lists,
                        rest: way.steps,
                        union: id,
                    });
                }
                for variant in &one_of.variants {
                    if let Some(ty) = variant.content.value_type() {
                        self.refuse(ty);
                    }
                }
            }
            Some(Shape::Tuple(_)) => self.refuse(&Type::Named(id)),
            Some(Shape::Enum(_) | Shape::OneElement(_)) | None => {}
        }
    }

    /// Whether a union with a failed item can be reached from a type.
    fn leads(&mut self, id: TypeId) -> bool {
        if let Some(known) = self.leading.get(&id) {
            return *known;
        }
        let leads = !self.reachable(&Type::Named(id)).is_empty();
        self.leading.insert(id, leads);
        leads
    }

    /// Reports every union with a failure that can be reached from here, where none is looked for.
    fn refuse(&mut self, ty: &Type) {
        for id in self.reachable(ty) {
            if let Some(span) = self.written.get(&id) {
                self.report.push(
                    Diagnostic::new(
                        Code::MisplacedAttribute,
                        *span,
                        "a failed item stands in a list or on a line",
                    )
                    .also(self.outcome, "here the union stands elsewhere")
                    .note("failures are looked for in lists that are reached through objects and lists; not in maps, in other variants, and in types that hold themselves")
                    .help("remove `failure`; a body that says as a whole what went wrong is an outcome under `failure`"),
                );
            }
        }
    }

    /// The unions with a failed item that a value of the type can hold.
    fn reachable(&self, ty: &Type) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            open.extend(ty.parts());
            let Type::Named(id) = ty else { continue };
            let Some(def) = self.defs.get(id.0).filter(|_| seen.insert(*id)) else {
                continue;
            };
            open.extend(def.shape.types());
            let item = union_of(self.defs, *id).and_then(|union| union.failure_with(Effect::Item));
            found.extend(item.map(|_| *id));
        }
        found
    }
}

/// Gives each list its method: `failures`, or where there are several, one by the names of its fields.
fn named(mut found: Vec<FailingItems>) -> Vec<FailingItems> {
    if found.len() < 2 {
        return found;
    }
    let mut names = Names::default();
    for items in &mut found {
        let steps = items.lists.iter().flat_map(|list| &list.steps);
        let fields: Vec<&str> = steps
            .chain(&items.rest)
            .map(|step| step.field.plain())
            .collect();
        let name = RustName::snake(&format!("{}_failures", fields.join("_")));
        items.method = names.claim(name);
    }
    found
}
