//! What an example's response holds: the variants of the unions in it.

use docwright_wire::json::{Reader, Value};
use docwright_wire::{Fault, lines};

use crate::check::body;
use crate::check::types::type_name;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Api, Content, HttpResponse, Member, OneOf, Outcome, OutcomeBody, Shape, Type, Variant,
};
use crate::source::Text;
use crate::spec;

/// Compares the variants that `holds` names with those that stand in the body of a response, which is
/// this outcome: `holds: { lines.1: Failed }`.
pub(super) fn check_holds(
    written: &spec::Example,
    outcome: &Outcome,
    response: &HttpResponse,
    api: &Api,
    report: &mut Report,
) {
    for (way, variant) in &written.holds {
        let fault = match find(way, outcome, &response.body, api) {
            Ok((one_of, value)) => differs(way, variant, one_of, &value),
            Err(reason) => Some(
                Diagnostic::new(
                    Code::ExampleValueUnknown,
                    way.span,
                    format!("`{}` leads to no union", way.value),
                )
                .note(reason)
                .help("write the way with dots, elements by their positions from 0: `results.0`, `lines.1`, or `body.2` where the whole body is a list"),
            ),
        };
        if let Some(fault) = fault {
            report.push(fault);
        }
    }
}

/// Why a way leads nowhere.
type Miss = &'static str;

/// The union at the end of a way, and its value there.
fn find<'a>(
    way: &Text,
    outcome: &'a Outcome,
    bytes: &[u8],
    api: &'a Api,
) -> Result<(&'a OneOf, Value), Miss> {
    let mut names = way.as_str().split('.');
    let (mut at, mut value) = top(outcome, bytes, &mut names, api)?;
    for name in names {
        (at, value) = step(at, &value, name, api)?;
    }
    match at {
        At::Union(one_of) => Ok((one_of, value)),
        _ => Err("what stands there is no union"),
    }
}

/// What a value is.
enum At<'a> {
    /// An object with these members.
    Members(&'a [Member]),
    /// A list of elements of this type.
    Items(&'a Type),
    /// Values of this type, by name.
    Values(&'a Type),
    /// A list with a name for each of its elements.
    Elements(&'a [Member]),
    Union(&'a OneOf),
    Other,
}

impl<'a> At<'a> {
    fn of(ty: &'a Type, api: &'a Api) -> Self {
        match ty {
            Type::Boxed(part) | Type::Nullable(part, _) => Self::of(part, api),
            Type::List(item) | Type::ListOrOne(item) => Self::Items(item),
            Type::Map(value) => Self::Values(value),
            Type::Named(id) => match api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Object(members)) => Self::Members(members),
                Some(Shape::Tuple(members)) => Self::Elements(members),
                Some(Shape::OneOf(one_of)) => Self::Union(one_of),
                Some(Shape::Enum(_) | Shape::OneElement(_)) | None => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// Where a way begins: at the members of the body, or behind the name of the one field that it has.
fn top<'a, 'n>(
    outcome: &'a Outcome,
    bytes: &[u8],
    names: &mut impl Iterator<Item = &'n str>,
    api: &'a Api,
) -> Result<(At<'a>, Value), Miss> {
    const NO_JSON: Miss = "the body is no JSON";
    let mut is_field = |field| match names.next() == Some(field) {
        true => Ok(()),
        false => Err("the body has no members"),
    };
    match &outcome.body {
        OutcomeBody::Json(members) => {
            let value = json(outcome, bytes).map_err(|_| NO_JSON)?;
            Ok((At::Members(members), value))
        }
        OutcomeBody::JsonValue(ty) => {
            is_field(body::FIELD)?;
            let value = json(outcome, bytes).map_err(|_| NO_JSON)?;
            Ok((At::of(ty, api), value))
        }
        OutcomeBody::Lines(ty) => {
            is_field("lines")?;
            let lines = lines::read(bytes, Value::read).map_err(|_| NO_JSON)?;
            Ok((At::Items(ty), Value::List(lines)))
        }
        _ => Err(NO_JSON),
    }
}

fn json(outcome: &Outcome, bytes: &[u8]) -> Result<Value, Fault> {
    let prefix = outcome.json_prefix.as_deref().unwrap_or_default();
    let bytes = bytes.trim_ascii_start();
    let bytes = bytes.strip_prefix(prefix.as_bytes()).unwrap_or(bytes);
    Value::read(&mut Reader::new(bytes)?)
}

/// Goes on by one name.
fn step<'a>(at: At<'a>, value: &Value, name: &str, api: &'a Api) -> Result<(At<'a>, Value), Miss> {
    const NO_MEMBER: Miss = "there is no such member";
    const NO_ELEMENT: Miss = "there is no such element";
    match at {
        At::Members(members) => {
            let documented = members.iter().find(|member| member.wire == name);
            let ty = documented.and_then(Member::value_type).ok_or(NO_MEMBER)?;
            let value = member(value, name).ok_or(NO_MEMBER)?;
            Ok((At::of(ty, api), value))
        }
        At::Values(ty) => {
            let value = member(value, name).ok_or(NO_MEMBER)?;
            Ok((At::of(ty, api), value))
        }
        At::Items(ty) => {
            let index: usize = name.parse().map_err(|_| NO_ELEMENT)?;
            let found = match value {
                Value::List(items) => items.get(index),
                one => (index == 0).then_some(one),
            };
            Ok((At::of(ty, api), found.ok_or(NO_ELEMENT)?.clone()))
        }
        At::Elements(members) => {
            let index: usize = name.parse().map_err(|_| NO_ELEMENT)?;
            let ty = members.get(index).and_then(Member::value_type);
            let found = match value {
                Value::List(items) => items.get(index),
                _ => None,
            };
            let (ty, found) = ty.zip(found).ok_or(NO_ELEMENT)?;
            Ok((At::of(ty, api), found.clone()))
        }
        At::Union(one_of) => {
            let content = variant(one_of, value).map(|variant| &variant.content);
            let ty = content.and_then(Content::value_type).ok_or(NO_MEMBER)?;
            step(At::of(ty, api), value, name, api)
        }
        At::Other => Err(NO_MEMBER),
    }
}

fn member(value: &Value, name: &str) -> Option<Value> {
    let Value::Object(members) = value else {
        return None;
    };
    let found = members.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.clone())
}

/// The variant that a value is, by the rules of generated code.
fn variant<'a>(one_of: &'a OneOf, value: &Value) -> Option<&'a Variant> {
    let text = value.to_string();
    one_of.variant_of(&mut Reader::new(text.as_bytes()).ok()?)
}

/// What is wrong if the value isn't the variant that is named.
fn differs(way: &Text, named: &Text, one_of: &OneOf, value: &Value) -> Option<Diagnostic> {
    let wanted = type_name(named);
    let known = || one_of.variants.iter().map(|variant| variant.name.plain());
    if !known().any(|name| name == wanted.plain()) {
        let message = format!("no variant is called `{}`", named.value);
        return Some(
            Diagnostic::new(Code::UnknownReference, named.span, message)
                .suggest(named.as_str(), known()),
        );
    }
    let found = variant(one_of, value).map(|variant| variant.name.plain());
    if found == Some(wanted.plain()) {
        return None;
    }
    let found = found.map_or("none that is described".to_owned(), |name| {
        format!("`{name}`")
    });
    Some(
        Diagnostic::new(
            Code::ExampleOtherOutcome,
            named.span,
            format!("`{}` is {found}, not `{}`", way.value, named.value),
        )
        .help("mend the union if the page is right, else what is named here"),
    )
}
