//! Rules between the members of a request: what they name, whether they can hold, and whether
//! examples keep them.

mod inner;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Api, Content, Endpoint, Literal, Member, Rule, RuleCondition, RuleKind, RuleValue, Scalar,
    Shape, Type, TypeDef,
};
use crate::source::{Span, Spanned, Text};
use crate::spec;

use super::literal::check_literal;
use super::types::Direction;

/// How many members unconditional rules may name and still be tried in every combination.
const TRIED: usize = 12;

/// What has the members that rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Request,
    Object,
}

impl Owner {
    fn noun(self) -> &'static str {
        match self {
            Self::Request => "the request",
            Self::Object => "the object",
        }
    }
}

/// Resolves the rules of a request, or of an object in it.
pub(super) fn check_rules(
    written: &[spec::Rule],
    members: Vec<&Member>,
    owner: Owner,
    defs: &[TypeDef],
    report: &mut Report,
) -> Vec<Rule> {
    let scope = Scope {
        members,
        owner,
        defs,
    };
    let lowered: Vec<(Rule, Span)> = written
        .iter()
        .filter_map(|rule| Some((scope.lower(rule, report)?, rule.kind.span)))
        .collect();
    check_together(&lowered, report);
    lowered.into_iter().map(|(rule, _)| rule).collect()
}

/// Reports the rules that an example breaks, at `place`.
pub(super) fn check_example_rules(
    api: &Api,
    endpoint: &Endpoint,
    written: &[spec::Rule],
    values: &[Option<Literal>],
    place: Span,
    report: &mut Report,
) {
    let request = &endpoint.request;
    let members: Vec<&Member> = request.members().collect();
    let value = |index: usize| values.get(index).and_then(Option::as_ref);
    for (rule, written) in request.rules.iter().zip(written) {
        if !is_kept(rule, &members, value) {
            let diagnostic = broken(rule, &members, "", place);
            report.push(diagnostic.also(written.span, "this rule"));
        }
    }
    inner::check(api, request, values, place, report);
}

/// Whether the values that an example gives keep a rule.
pub(super) fn is_kept<'v>(
    rule: &Rule,
    members: &[&Member],
    value: impl Fn(usize) -> Option<&'v Literal>,
) -> bool {
    let is_given = |index: usize| {
        let mut member = members.get(index).into_iter();
        value(index).is_some() || member.any(|member| is_always_sent(member))
    };
    let condition = rule.when.iter().all(|condition| match &condition.holds {
        RuleValue::Present => is_given(condition.member),
        RuleValue::Missing => !is_given(condition.member),
        RuleValue::OneOf(known) => value(condition.member)
            .and_then(Literal::as_text)
            .is_some_and(|text| known.iter().any(|known| known == text)),
    });
    let given = rule.members.iter().filter(|index| is_given(**index));
    rule.kind
        .holds(rule.members.len(), given.count(), condition)
}

/// An example that breaks a rule, `at` this way from its top.
pub(super) fn broken(rule: &Rule, members: &[&Member], at: &str, place: Span) -> Diagnostic {
    let words = rule.words(members, |name| format!("`{name}`"));
    let at = if at.is_empty() {
        String::new()
    } else {
        format!(" in `{at}`")
    };
    let diagnostic = Diagnostic::new(
        Code::ExampleBreaksRule,
        place,
        format!("the example breaks a rule{at}: {words}"),
    );
    match &rule.says {
        Some(says) => diagnostic.note(says.as_str()),
        None => diagnostic,
    }
}

/// What rules can name.
struct Scope<'a> {
    members: Vec<&'a Member>,
    owner: Owner,
    defs: &'a [TypeDef],
}

impl Scope<'_> {
    fn lower(&self, written: &spec::Rule, report: &mut Report) -> Option<Rule> {
        let kind = match written.kind.value {
            spec::RuleWord::AtLeastOneOf => RuleKind::AtLeastOneOf,
            spec::RuleWord::ExactlyOneOf => RuleKind::ExactlyOneOf,
            spec::RuleWord::AllOrNone => RuleKind::AllOrNone,
            spec::RuleWord::Requires => RuleKind::Requires,
            spec::RuleWord::OnlyWith => RuleKind::OnlyWith,
        };
        let mut whole = true;
        let mut members = Vec::new();
        for name in &written.members {
            match self.member(name, &members, report) {
                Some(index) => members.push(index),
                None => whole = false,
            }
        }
        let mut when = Vec::new();
        for (name, values) in &written.when {
            match self.condition(name, values, report) {
                Some(condition) => when.push(condition),
                None => whole = false,
            }
        }
        let needs_condition = matches!(kind, RuleKind::Requires | RuleKind::OnlyWith);
        let invalid =
            |message: String| Diagnostic::new(Code::InvalidRule, written.kind.span, message);
        if needs_condition && written.when.is_empty() {
            report.push(
                invalid(format!("`{}` doesn't say when", kind.as_str()))
                    .help("add `when: { member: value }`, or `when: { member: present }`"),
            );
            return None;
        }
        let least = if needs_condition { 1 } else { 2 };
        if whole && members.len() < least {
            report.push(invalid(format!(
                "`{}` names too few members: it takes {least} or more",
                kind.as_str()
            )));
            return None;
        }
        whole.then(|| Rule {
            kind,
            members,
            when,
            says: written.says.as_ref().map(|says| says.value.clone()),
        })
    }

    fn find(&self, name: &Text, report: &mut Report) -> Option<usize> {
        let mut called = self.members.iter().enumerate();
        let mut called = called
            .by_ref()
            .filter(|(_, member)| member.wire == name.value);
        let found = called.next();
        if found.is_some() && called.next().is_some() {
            report.push(
                Diagnostic::new(
                    Code::InvalidRule,
                    name.span,
                    format!("{} has `{}` in two places", self.owner.noun(), name.value),
                )
                .note("a rule names a member, not its place"),
            );
            return None;
        }
        if found.is_none() {
            let known = self.members.iter().map(|member| member.wire.as_str());
            report.push(
                Diagnostic::new(
                    Code::InvalidRule,
                    name.span,
                    format!("{} has no member `{}`", self.owner.noun(), name.value),
                )
                .suggest(name.as_str(), known),
            );
        }
        found.map(|(index, _)| index)
    }

    /// A member that a rule is about: one that can be left out, and not named before.
    fn member(&self, name: &Text, before: &[usize], report: &mut Report) -> Option<usize> {
        let index = self.find(name, report)?;
        let invalid = |message: String| Diagnostic::new(Code::InvalidRule, name.span, message);
        if before.contains(&index) {
            report.push(invalid(format!(
                "`{}` stands in the rule twice",
                name.value
            )));
            return None;
        }
        let member = self.members.get(index)?;
        if is_always_sent(member) {
            let mut fault = invalid(format!(
                "`{}` is always sent, so no rule can ask for it",
                name.value
            ));
            if member.is_field() && member.send.is_none() {
                fault = fault.help(format!("write `{}?` if it can be left out", name.value));
            }
            report.push(fault);
            return None;
        }
        Some(index)
    }

    fn condition(
        &self,
        name: &Text,
        values: &[Spanned<spec::Literal>],
        report: &mut Report,
    ) -> Option<RuleCondition> {
        let index = self.find(name, report)?;
        let member = self.members.get(index)?;
        let holds = |holds| {
            Some(RuleCondition {
                member: index,
                holds,
            })
        };
        if let [
            Spanned {
                value: spec::Literal::Text(word),
                ..
            },
        ] = values
        {
            match word.as_str() {
                "present" => return holds(RuleValue::Present),
                "missing" => return holds(RuleValue::Missing),
                _ => {}
            }
        }
        let Content::Value(ty) = &member.content else {
            report.push(Diagnostic::new(
                Code::InvalidRule,
                name.span,
                format!("`{}` is a constant: it decides nothing", name.value),
            ));
            return None;
        };
        if !self.decides(ty) {
            report.push(
                Diagnostic::new(
                    Code::InvalidRule,
                    name.span,
                    format!("`{}` is neither an enum nor a boolean", name.value),
                )
                .help("a rule can ask whether it is there: `present` or `missing`"),
            );
            return None;
        }
        let texts: Vec<Option<String>> = values
            .iter()
            .map(|value| {
                let checked = check_literal(value, ty, Direction::Sent, self.defs, report)?;
                checked.as_text().map(str::to_owned)
            })
            .collect();
        holds(RuleValue::OneOf(texts.into_iter().collect::<Option<_>>()?))
    }

    fn decides(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(Scalar::Boolean(_)) => true,
            Type::Named(id) => {
                let shape = self.defs.get(id.0).map(|def| &def.shape);
                matches!(shape, Some(Shape::Enum(_)))
            }
            _ => false,
        }
    }
}

/// Whether a caller has no way to leave it out.
fn is_always_sent(member: &Member) -> bool {
    !member.optional || member.send.is_some() || !member.is_field()
}

/// Rules without a condition hold together for some request:
/// `[{ exactly_one_of: [a, b] }, { all_or_none: [a, b] }]` never do.
fn check_together(rules: &[(Rule, Span)], report: &mut Report) {
    let always: Vec<&(Rule, Span)> = rules
        .iter()
        .filter(|(rule, _)| rule.when.is_empty())
        .collect();
    let members: BTreeSet<usize> = always
        .iter()
        .flat_map(|(rule, _)| rule.members.iter().copied())
        .collect();
    let members: Vec<usize> = members.into_iter().collect();
    if members.len() > TRIED {
        return;
    }
    let holds_for = |chosen: usize| {
        let is_given = |index: &&usize| {
            let bit = members.iter().position(|member| member == *index);
            bit.is_some_and(|bit| chosen & (1 << bit) != 0)
        };
        always.iter().all(|(rule, _)| {
            let given = rule.members.iter().filter(is_given).count();
            rule.kind.holds(rule.members.len(), given, true)
        })
    };
    if (0..1_usize << members.len()).any(holds_for) {
        return;
    }
    let mut spans = always.iter().map(|(_, span)| *span);
    if let Some(last) = spans.next_back() {
        let mut fault = Diagnostic::new(
            Code::InvalidRule,
            last,
            "no request can keep these rules together",
        );
        for span in spans {
            fault = fault.also(span, "and this one");
        }
        report.push(fault);
    }
}
