//! A body of which the page prints the value of one member: what stands around it.
//!
//! The constants of the outcome are known, and whatever else is required is given by `rest`, which is
//! the body without the fragment.

use docwright_wire::json::Value;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Constant, Content, Member, Outcome, OutcomeBody, Shape, Type};
use crate::source::{Spanned, Text};
use crate::spec;

/// The texts around a fragment.
pub(super) struct Around {
    pub(super) before: String,
    pub(super) behind: String,
}

/// Completes a fragment: `of` names the member, `a.b` a member of a member. `None` if there is no such
/// member; the reason is reported.
pub(super) fn around(
    of: &Text,
    rest: Option<&Spanned<spec::Literal>>,
    outcome: &Outcome,
    api: &Api,
    report: &mut Report,
) -> Option<Around> {
    let OutcomeBody::Json(members) = &outcome.body else {
        report.push(
            Diagnostic::new(
                Code::ExampleValueUnknown,
                of.span,
                "the body of this outcome has no members",
            )
            .note("a fragment is the value of a member of a JSON object"),
        );
        return None;
    };
    let mut around = Around {
        before: outcome.json_prefix.clone().unwrap_or_default(),
        behind: String::new(),
    };
    let mut members = members.as_slice();
    let mut rest = rest.map(|rest| &rest.value);
    for step in of.value.split('.') {
        let Some(member) = members.iter().find(|member| member.wire == step) else {
            let known = members.iter().map(|member| member.wire.as_str());
            report.push(
                Diagnostic::new(
                    Code::ExampleValueUnknown,
                    of.span,
                    format!("the body has no member `{step}` here"),
                )
                .suggest(step, known),
            );
            return None;
        };
        let given = match rest {
            Some(spec::Literal::Object(given)) => given.as_slice(),
            _ => &[],
        };
        open(step, members, given, &mut around);
        rest = given
            .iter()
            .find(|(name, _)| name.value == step)
            .map(|(_, value)| &value.value);
        members = inner(member, api);
    }
    Some(around)
}

/// Begins an object: what is known of it, and the member that goes on with the fragment.
fn open(
    step: &str,
    members: &[Member],
    given: &[(Text, Spanned<spec::Literal>)],
    around: &mut Around,
) {
    let mut known: Vec<(&str, Value)> = Vec::new();
    for member in members {
        let is_given = given.iter().any(|(name, _)| name.value == member.wire);
        if let Content::Constant(Constant { value, .. }) = &member.content
            && !is_given
            && !member.optional
        {
            known.push((&member.wire, value.to_json()));
        }
    }
    known.extend(
        given
            .iter()
            .map(|(name, value)| (name.as_str(), literal(&value.value))),
    );
    around.before.push('{');
    for (name, value) in known {
        if name != step {
            let name = Value::String(name.to_owned());
            around.before.push_str(&format!("{name}:{value},"));
        }
    }
    let step = Value::String(step.to_owned());
    around.before.push_str(&format!("{step}:"));
    around.behind.push('}');
}

/// The members of an object that a member holds.
fn inner<'a>(member: &Member, api: &'a Api) -> &'a [Member] {
    if let Content::Value(Type::Named(id)) = &member.content
        && let Some(Shape::Object(members)) = api.type_def(*id).map(|def| &def.shape)
    {
        return members;
    }
    &[]
}

fn literal(value: &spec::Literal) -> Value {
    match value {
        spec::Literal::Null => Value::Null,
        spec::Literal::Boolean(value) => Value::Boolean(*value),
        // Every number of a spec is one of JSON: its reader sees to that.
        spec::Literal::Number(digits) => digits.parse().map_or(Value::Null, Value::Number),
        spec::Literal::Text(text) => Value::String(text.clone()),
        spec::Literal::List(items) => {
            Value::List(items.iter().map(|item| literal(&item.value)).collect())
        }
        spec::Literal::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| (name.value.clone(), literal(&value.value)))
                .collect(),
        ),
    }
}
