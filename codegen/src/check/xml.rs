//! Bodies of elements: what XML can't spell, and names that no document can have.

mod choice;

use std::collections::BTreeSet;

use crate::check::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Content, Endpoint, Member, Outcome, OutcomeBody, OutcomeRef, RequestBody, Shape, TextForm,
    Type, TypeDef, TypeId, XmlBody, XmlPlace,
};
use crate::names::Names;
use crate::source::{Span, Text};
use crate::spec;
use docwright_wire::xml::is_name;

use super::member::{lower_members, lower_members_beside};
use super::types::{Context, TypeTable, element_of, type_name};

pub(super) use self::choice::refuse_elsewhere;

use self::choice::{Taken, written_variants};

/// The prefix that every document has (Namespaces in XML 1.0, section 3).
const XML: &str = "xml";

/// What has a name.
const ELEMENT: &str = "an element";

/// Resolves the XML body of an outcome. It has a root: that is what tells it apart.
pub(super) fn lower_response<'s>(
    written: &'s spec::XmlBody,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> XmlBody {
    if let Some(fragment) = written.fragment {
        report.push(
            Diagnostic::new(Code::MisplacedAttribute, fragment, "a response has a root")
                .note("`fragment` belongs to requests")
                .help("write `root:` with the name of the outermost element"),
        );
    }
    ask(written, report);
    let members = lower_members(&written.members, cx, types, report);
    lower(written, members, report)
}

/// Whether there is XML at all in this build.
fn ask(written: &spec::XmlBody, report: &mut Report) {
    let root = written.root.as_ref().map(|root| root.span);
    if let Some(span) = root.or(written.fragment) {
        Kind::Xml.ask(span, report);
    }
}

/// Resolves the XML body of a request; `fields` are the names taken beside its members.
pub(super) fn lower_request<'s>(
    written: &'s spec::XmlBody,
    cx: &Context,
    fields: &mut Names,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> XmlBody {
    ask(written, report);
    if let Some(fragment) = written.fragment {
        // A sequence of elements has nothing that attributes and text could be of.
        let no_element = |member: &&spec::Member| {
            !matches!(XmlPlace::of(&member.wire.value), XmlPlace::Element(_))
        };
        for member in written.members.iter().filter(no_element) {
            report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    member.wire.span,
                    format!("a fragment has no `{}`", member.wire.value),
                )
                .also(fragment, "it has no root")
                .note("attributes and text belong to an element"),
            );
        }
        for (prefix, _) in &written.namespaces {
            report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    prefix.span,
                    "a fragment has no root to declare namespaces on",
                )
                .also(fragment, "it has no root"),
            );
        }
    }
    let members = lower_members_beside(&written.members, cx, fields, types, report);
    lower(written, members, report)
}

fn lower(written: &spec::XmlBody, members: Vec<Member>, report: &mut Report) -> XmlBody {
    for (prefix, namespace) in &written.namespaces {
        if !is_name(prefix.as_str()) || prefix.value == XML {
            report.push(invalid_name(prefix, "prefix of a namespace").help(
                "write a short word, `s`; a default namespace is `\"@xmlns\": { const: … }`",
            ));
        }
        if namespace.value.is_empty() {
            report.push(Diagnostic::new(
                Code::InvalidValue,
                namespace.span,
                format!("the namespace of `{}` is empty", prefix.value),
            ));
        }
    }
    if let Some(root) = &written.root {
        check_name(
            root.as_str(),
            root.span,
            &written.namespaces,
            ELEMENT,
            report,
        );
    }
    XmlBody {
        root: written.root.as_ref().map(|root| root.value.clone()),
        namespaces: written
            .namespaces
            .iter()
            .map(|(prefix, namespace)| (prefix.value.clone(), namespace.value.clone()))
            .collect(),
        members,
    }
}

/// Looks at the members of every XML body, those of named types too, once all types are read.
pub(super) fn check_members(
    api: &spec::Api,
    endpoints: &[(usize, Endpoint)],
    shared: &[Outcome],
    defs: &[TypeDef],
    report: &mut Report,
) {
    for (index, endpoint) in endpoints {
        let written = api.endpoints.get(*index).map(|written| &written.request);
        if let (Some(spec::RequestBody::Xml(written)), Some(RequestBody::Xml(body))) = (
            written
                .and_then(|written| written.body.as_ref())
                .map(|body| &body.value),
            &endpoint.request.body,
        ) {
            check_body(written, body, defs, report);
        }
    }
    outcomes_with(api, endpoints, shared, |OutcomeUse { written, outcome }| {
        if let (Some(spec::OutcomeBody::Xml(written)), OutcomeBody::Xml(body)) =
            (written.body.as_ref().map(|body| &body.value), &outcome.body)
        {
            check_body(written, body, defs, report);
        }
    });
}

/// An outcome as it is written, and as it was read.
struct OutcomeUse<'o> {
    written: &'o spec::Outcome,
    outcome: &'o Outcome,
}

/// Goes through every outcome that is written out and could be read.
fn outcomes_with(
    api: &spec::Api,
    endpoints: &[(usize, Endpoint)],
    shared: &[Outcome],
    mut look: impl FnMut(OutcomeUse<'_>),
) {
    for written in &api.outcomes {
        let name = type_name(&written.name);
        if let Some(outcome) = shared.iter().find(|outcome| outcome.name == name) {
            look(OutcomeUse { written, outcome });
        }
    }
    for (index, endpoint) in endpoints {
        let Some(written) = api.endpoints.get(*index) else {
            continue;
        };
        for entry in written.success.iter().chain(&written.failure) {
            let spec::OutcomeEntry::Own(own) = entry else {
                continue;
            };
            let variant = type_name(&own.name);
            let mut outcomes = endpoint.outcomes.iter();
            let used = outcomes.find(|used| used.variant == variant);
            if let Some(OutcomeRef::Own(outcome)) = used.map(|used| &used.outcome) {
                look(OutcomeUse {
                    written: own,
                    outcome,
                });
            }
        }
    }
}

fn check_body(written: &spec::XmlBody, body: &XmlBody, defs: &[TypeDef], report: &mut Report) {
    let mut walk = Walk {
        namespaces: &written.namespaces,
        defs,
        seen: BTreeSet::new(),
        report,
    };
    walk.members(&body.members, &written.members, None);
}

/// A way through all members of a body.
struct Walk<'w> {
    namespaces: &'w [(Text, Text)],
    defs: &'w [TypeDef],
    /// Named types that were looked at.
    seen: BTreeSet<TypeId>,
    report: &'w mut Report,
}

impl Walk<'_> {
    /// Members that are written here, or those of a named type that is used `at` a place.
    fn members(&mut self, members: &[Member], written: &[spec::Member], at: Option<Span>) {
        let mut taken = Taken::default();
        for member in members {
            let own = written
                .iter()
                .find(|written| written.wire.value == member.wire);
            let Some(span) = own.map(|own| own.wire.span).or(at) else {
                continue;
            };
            let ty = own.map(|own| &own.ty);
            taken.take(member, ty, span, self.defs, self.report);
            match XmlPlace::of(&member.wire) {
                XmlPlace::Attribute(name) => {
                    check_name(name, span, self.namespaces, "an attribute", self.report);
                    self.single(member, span);
                    if member.nullable && member.null_as.is_empty() {
                        self.report.push(
                            Diagnostic::new(
                                Code::MisplacedAttribute,
                                span,
                                format!("`{}` can't be `null`: it is an attribute", member.wire),
                            )
                            .help("remove `null`; an attribute that may be missing has a `?`"),
                        );
                    }
                }
                XmlPlace::Text => self.single(member, span),
                XmlPlace::Element(_) if member.one_element(self.defs).is_some() => {
                    self.choice(member, own, span);
                }
                XmlPlace::Element(name) => {
                    check_name(name, span, self.namespaces, ELEMENT, self.report);
                    if !member.null_as.is_empty() {
                        self.single(member, span);
                    }
                    if let Content::Value(ty) = &member.content {
                        if member.nullable && matches!(ty, Type::List(_)) {
                            self.report.push(
                                Diagnostic::new(
                                    Code::MisplacedAttribute,
                                    span,
                                    format!("`{}` can't be `null`: it is a list", member.wire),
                                )
                                .note("a list without elements is empty"),
                            );
                        }
                        self.value(ty, own.map(|own| &own.ty), span, false);
                    }
                }
            }
        }
    }

    /// One of several elements, or a list of such: the member itself is no element.
    fn choice(&mut self, member: &Member, own: Option<&spec::Member>, span: Span) {
        if member.nullable {
            self.report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    span,
                    format!(
                        "`{}` can't be `null`: it is one of several elements",
                        member.wire
                    ),
                )
                .help("one that may be missing has a `?`"),
            );
        }
        if let Some(own) = own.filter(|own| own.wire.span != own.key.span) {
            self.report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    own.wire.span,
                    format!("`{}` isn't on the wire: its elements are", own.key.value),
                )
                .help("write `wire` behind a variant; `rust_name` renames the field"),
            );
        }
        if let Some(ty) = member.value_type() {
            self.value(ty, own.map(|own| &own.ty), span, false);
        }
    }

    /// The elements of a choice, and what stands in them.
    fn elements(&mut self, id: TypeId, written: Option<&spec::Type>, span: Span) {
        let Some(Shape::OneElement(one_element)) = self.shape(id) else {
            return;
        };
        let written = written_variants(written);
        if !self.seen.insert(id) {
            return;
        }
        for variant in &one_element.variants {
            let own = written
                .iter()
                .find(|own| element_of(own).value == variant.element);
            let span = own.map_or(span, |own| element_of(own).span);
            check_name(
                &variant.element,
                span,
                self.namespaces,
                ELEMENT,
                self.report,
            );
            if let Some(ty) = variant.value_type() {
                self.value(ty, own.map(|own| &own.ty), span, true);
            }
        }
    }

    /// `{ "@id": [string] }`: an attribute and the text of an element hold single values.
    fn single(&mut self, member: &Member, span: Span) {
        let is_single = match &member.content {
            Content::Constant(_) | Content::Value(Type::Scalar(_) | Type::InText(..)) => true,
            Content::Value(Type::Named(id)) => {
                matches!(self.shape(*id), Some(Shape::Enum(_)))
            }
            Content::Value(
                Type::List(_)
                | Type::ListOrOne(_)
                | Type::Map(_)
                | Type::Tuple(_)
                | Type::Nullable(..)
                | Type::Boxed(_)
                | Type::Any,
            ) => false,
        };
        if !is_single {
            self.report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    span,
                    format!("`{}` holds a single value", member.wire),
                )
                .note("lists and objects are elements: their names begin with neither `@` nor `#`"),
            );
        }
    }

    fn value(&mut self, ty: &Type, written: Option<&spec::Type>, span: Span, in_list: bool) {
        match ty {
            Type::Scalar(_) | Type::InText(_, TextForm::Joined(_)) => {}
            Type::InText(_, TextForm::Json) => self.report.push(
                Diagnostic::new(Code::MisplacedType, span, "JSON inside of XML is not read")
                    .help("write `string`, and read the JSON where you use it"),
            ),
            Type::Boxed(part) => self.value(part, written, span, in_list),
            Type::Map(_) | Type::Tuple(_) | Type::Nullable(..) | Type::Any => {
                self.report.push(only_in_json(span));
            }
            Type::ListOrOne(_) => self.report.push(Diagnostic::new(
                Code::MisplacedType,
                span,
                "a list with `or_one` can only stand in JSON",
            )),
            Type::List(_) if in_list => self.report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    span,
                    "a list of lists has no spelling in XML",
                )
                .help("give the inner lists an element: `[{ object: { item: [string] } }]`"),
            ),
            Type::List(item) => {
                let written = written.and_then(|written| match &written.kind {
                    spec::TypeKind::List(item) => Some(item.as_ref()),
                    _ => None,
                });
                self.value(item, written, span, true);
            }
            Type::Named(id) => {
                let members = match self.shape(*id) {
                    Some(Shape::Object(members)) => members,
                    Some(Shape::OneElement(_)) => return self.elements(*id, written, span),
                    Some(Shape::OneOf(_)) => return self.report.push(kinds_of_json(span)),
                    Some(Shape::Tuple(_)) => return self.report.push(only_in_json(span)),
                    Some(Shape::Enum(_)) | None => return,
                };
                match written.map(|written| (&written.kind, written.span)) {
                    Some((spec::TypeKind::Object(inner), _)) => {
                        self.members(members, inner, None);
                    }
                    other => {
                        if self.seen.insert(*id) {
                            self.members(members, &[], Some(other.map_or(span, |(_, span)| span)));
                        }
                    }
                }
            }
        }
    }

    fn shape<'d>(&self, id: TypeId) -> Option<&'d Shape>
    where
        Self: 'd,
    {
        self.defs.get(id.0).map(|def| &def.shape)
    }
}

fn only_in_json(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedType,
        span,
        "maps, tuples, `null` and `any` can only stand in JSON",
    )
}

/// A union that is used in XML, and doesn't say which elements its variants are.
fn kinds_of_json(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedType,
        span,
        "these variants are told apart by what they are in JSON",
    )
    .note("in XML, each variant is an element")
    .help("name the element of each: `{ wire: add, object: { … } }`")
}

/// A name that a document can have, its prefix declared.
fn check_name(
    name: &str,
    span: Span,
    namespaces: &[(Text, Text)],
    what: &str,
    report: &mut Report,
) {
    let (prefix, local) = match name.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, name),
    };
    if !is_name(local) || prefix.is_some_and(|prefix| !is_name(prefix)) {
        let name = Text::new(name.to_owned(), span);
        report.push(invalid_name(&name, &format!("name of {what}")).note(
            "a name has letters, digits, `_`, `-` and `.`, begins with a letter or `_`, and may have one prefix before a `:`",
        ));
        return;
    }
    let Some(prefix) = prefix else {
        return;
    };
    if prefix == XML || namespaces.iter().any(|(known, _)| known.value == prefix) {
        return;
    }
    let diagnostic = Diagnostic::new(
        Code::UnknownNamespace,
        span,
        format!("the prefix `{prefix}` stands for no namespace"),
    )
    .help(format!(
        "declare it under `xml`: `namespaces: {{ {prefix}: \"…\" }}`"
    ));
    report.push(if what == ELEMENT {
        diagnostic.help(format!(
            "or write `{local}`, which is an element in any namespace"
        ))
    } else {
        diagnostic
    });
}

fn invalid_name(name: &Text, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidXmlName,
        name.span,
        format!("`{}` is no {what}", name.value),
    )
}
