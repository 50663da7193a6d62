//! Types: words and names to resolved types, and the table of the Rust types they need.

mod enums;
mod given;
mod in_text;
mod named;
mod nesting;
mod one_element;
mod one_of;
mod recursion;
mod spelt;
mod tuple;
mod uses;
mod values;
mod words;

use std::collections::BTreeMap;

use crate::check::attributes::check_attributes;
use crate::check::member::null_as;
use crate::check::rule::{Owner, check_rules};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Member, Scope, Shape, TextForm, Type, TypeDef, TypeId};
use crate::names::{Names, RustName};
use crate::source::{Span, Text};
use crate::spec;

pub(super) use self::given::{Case, given_name};
pub(super) use self::one_element::element_of;
pub(super) use self::spelt::{holds_offset, word as instant_word};
pub(super) use self::uses::type_holds_secret;

use self::enums::lower_enum;
use self::named::Named;
use self::nesting::Nesting;
use self::one_element::is_of_elements;
use self::one_of::Union;
use self::values::Later;

/// The words for types, besides the names under `types`.
pub(super) const WORDS: &[&str] = &[
    "string", "integer", "number", "decimal", "boolean", "uuid", "date", "time", "datetime",
    "secret", "any", "file", "bytes", "duration", "url",
];

/// Names of the prelude that generated code uses: no type of a spec may hide them.
const PRELUDE: &[&str] = &[
    "BTreeMap", "Box", "Default", "Err", "Into", "None", "Ok", "Option", "Result", "Self", "Some",
    "String", "Vec",
];

/// The types of one API while it is checked.
#[derive(Debug)]
pub(super) struct TypeTable<'s> {
    defs: Vec<TypeDef>,
    /// Whether the author said `open`, beside each definition.
    open: Vec<Option<bool>>,
    named: BTreeMap<(usize, &'s str), Named<'s>>,
    nesting: Nesting<'s>,
    names: BTreeMap<usize, Names>,
    unions: Vec<Union>,
    later: Vec<Later<'s>>,
    /// Where unions say which of their variants is a failure.
    failures: BTreeMap<TypeId, Span>,
    /// Choices of XML, and where they are written.
    choices: Vec<(TypeId, Span)>,
}

/// Where a type is written, and what that allows.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// The module that its Rust types go to.
    pub(super) scope: Scope,
    /// What the names of its Rust types begin with.
    pub(super) prefix: RustName,
    /// What it travels in.
    pub(super) medium: Medium,
    /// Whether we send it or receive it.
    pub(super) direction: Direction,
    /// The type whose member it is written for, or the type itself.
    pub(super) owner: RustName,
    /// That member on the wire.
    pub(super) member: Option<String>,
}

/// What a value travels in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// JSON: everything can be said.
    Json,
    /// Query and form: texts with names that can say where a value belongs.
    Pairs,
    /// Headers and cookies: texts with names that may stand there several times.
    Fields,
    /// Path, properties, a body of text: one text.
    Text,
    /// An element of markup: text, found by `element`.
    Markup,
    /// XML: attributes and elements.
    Xml,
    /// Headers of a response: text, or a list of texts, one to a line.
    Header,
    /// A row of CSV: one text for each name.
    Columns,
    /// A part of several: a text, JSON or a file.
    Parts,
}

impl Medium {
    /// Whether a value may be `null` in it.
    pub(super) fn has_null(self) -> bool {
        match self {
            Self::Json | Self::Xml | Self::Parts => true,
            Self::Pairs
            | Self::Fields
            | Self::Text
            | Self::Markup
            | Self::Header
            | Self::Columns => false,
        }
    }

    /// What the members of an inner object travel in: a part that is an object is JSON.
    fn of_members(self) -> Self {
        match self {
            Self::Parts => Self::Json,
            medium => medium,
        }
    }

    /// What the elements of a list travel in; `item` is their type.
    fn of_items(self, item: &spec::Type) -> Self {
        match (self, &item.kind) {
            // A header or a cookie of several lines: one text to each.
            (Self::Fields | Self::Header, _) => Self::Text,
            // A list of lists is one part of JSON.
            (_, spec::TypeKind::List(_)) => self.of_members(),
            _ => self,
        }
    }
}

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Received,
    /// Under `types`: as its users say.
    Shared,
}

impl<'s> TypeTable<'s> {
    /// Declares the shared types; their bodies are read when they are first used, or at the end.
    pub(super) fn new(api: &'s spec::Api, report: &mut Report) -> Self {
        let mut table = Self {
            defs: Vec::new(),
            open: Vec::new(),
            named: BTreeMap::new(),
            nesting: Nesting::default(),
            names: BTreeMap::new(),
            unions: Vec::new(),
            later: Vec::new(),
            failures: BTreeMap::new(),
            choices: Vec::new(),
        };
        table.declare(Scope::Types, &api.types, report);
        for (index, endpoint) in api.endpoints.iter().enumerate() {
            table.declare(Scope::Endpoint(index), &endpoint.types, report);
        }
        table
    }

    /// A free name for a type in a module; it is taken from now on.
    pub(super) fn claim(&mut self, scope: Scope, wanted: RustName) -> RustName {
        self.names
            .entry(scope_key(scope))
            .or_insert_with(prelude)
            .claim(wanted)
    }

    /// The shape of a type, once it is read.
    pub(super) fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.defs.get(id.0).map(|def| &def.shape)
    }

    /// The definitions so far, to be looked at.
    pub(super) fn defs(&self) -> &[TypeDef] {
        &self.defs
    }

    /// The definitions so far, to be amended.
    pub(super) fn defs_mut(&mut self) -> &mut [TypeDef] {
        &mut self.defs
    }

    /// Resolves a type as written.
    pub(super) fn lower(
        &mut self,
        ty: &'s spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        let is_word = matches!(ty.kind, spec::TypeKind::Word(_));
        if !is_word {
            check_attributes(ty, cx, report);
        }
        let spelling = ty.attributes.spelling.as_ref();
        let lowered = match spelling.map(|spelling| &spelling.value) {
            Some(spec::Spelling::Json) => {
                let cx = Context {
                    medium: Medium::Json,
                    ..cx.clone()
                };
                let inner = self.lower_kind(ty, &cx, report)?;
                Type::InText(Box::new(inner), TextForm::Json)
            }
            Some(spec::Spelling::Joined(separator)) => {
                self.lower_joined(ty, separator, cx, report)?
            }
            _ => self.lower_kind(ty, cx, report)?,
        };
        // Which attributes may stand beside a word can't be said if it isn't known.
        if is_word {
            check_attributes(ty, cx, report);
        }
        Some(lowered)
    }

    /// Resolves a type as if it stood there by itself, and not inside of a text.
    fn lower_kind(
        &mut self,
        ty: &'s spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        match &ty.kind {
            spec::TypeKind::Word(word) => self.lower_word(word, ty, cx, report),
            spec::TypeKind::Enum(values) => {
                let shape = lower_enum(ty, values, report)?;
                let name = self.claim(
                    cx.scope,
                    given_name(ty, Case::Type, report).unwrap_or_else(|| cx.prefix.clone()),
                );
                Some(Type::Named(self.define(name, cx, ty, shape)))
            }
            spec::TypeKind::Const(value) => {
                report.push(
                    Diagnostic::new(
                        Code::MisplacedType,
                        value.span,
                        "a constant can only be a member of an object, a body or a place",
                    )
                    .help("write the type of the value, or make it a member"),
                );
                None
            }
            spec::TypeKind::Object(_)
            | spec::TypeKind::List(_)
            | spec::TypeKind::Map(_)
            | spec::TypeKind::Tuple(_)
            | spec::TypeKind::NamedTuple(_)
            | spec::TypeKind::OneOf(_)
                if !in_text::check_spellable_kind(ty, cx, report) =>
            {
                None
            }
            spec::TypeKind::List(item) => {
                let cx = Context {
                    medium: cx.medium.of_items(item),
                    ..cx.clone()
                };
                let element = self.lower_part(item, &cx, report)?;
                if cx.medium == Medium::Pairs && matches!(element, Type::List(_)) {
                    report.push(in_text::list_of_lists(item.span));
                    return None;
                }
                if ty.attributes.or_one.is_none() {
                    return Some(Type::List(Box::new(element)));
                }
                if let Some(fault) = self.could_be_list(&element, item.span) {
                    report.push(fault);
                    return None;
                }
                Some(Type::ListOrOne(Box::new(element)))
            }
            spec::TypeKind::Tuple(elements) => self.lower_tuple(ty, elements, cx, report),
            spec::TypeKind::Map(value) => {
                let cx = Context {
                    medium: cx.medium.of_members(),
                    ..cx.clone()
                };
                let value = self.lower_part(value, &cx, report)?;
                Some(Type::Map(Box::new(value)))
            }
            spec::TypeKind::Object(_)
            | spec::TypeKind::NamedTuple(_)
            | spec::TypeKind::OneOf(_) => {
                let cx = Context {
                    medium: cx.medium.of_members(),
                    ..cx.clone()
                };
                self.lower_struct(ty, &cx, report)
            }
        }
    }

    /// Resolves a type that is no member's, where it may be `null`: an element, a whole body.
    pub(super) fn lower_part(
        &mut self,
        ty: &'s spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        if !self.nesting.enter(ty.span, report) {
            return None;
        }
        let part = self.lower(ty, cx, report);
        self.nesting.leave();
        let part = part?;
        if ty.may_be_null() && cx.medium != Medium::Json {
            report.push(Diagnostic::new(
                Code::MisplacedAttribute,
                ty.span,
                "only values of JSON can be `null`",
            ));
        }
        Some(if ty.may_be_null() {
            Type::Nullable(Box::new(part), null_as(ty))
        } else {
            part
        })
    }

    /// Resolves an object or a union, whose members travel in the context's medium.
    pub(super) fn lower_struct(
        &mut self,
        ty: &'s spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        self.lower_struct_of(ty, cx, cx.member.clone(), report)
    }

    /// As [`Self::lower_struct`], for a whole body: no object stands around its members.
    pub(super) fn lower_body(
        &mut self,
        ty: &'s spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        self.lower_struct_of(ty, cx, None, report)
    }

    fn lower_struct_of(
        &mut self,
        ty: &'s spec::Type,
        cx: &Context,
        member: Option<String>,
        report: &mut Report,
    ) -> Option<Type> {
        let name = self.claim(
            cx.scope,
            given_name(ty, Case::Type, report).unwrap_or_else(|| cx.prefix.clone()),
        );
        let id = self.define(name.clone(), cx, ty, Shape::Object(Vec::new()));
        let inner = Context {
            prefix: name.clone(),
            owner: name,
            member,
            ..cx.clone()
        };
        self.read_into(id, ty, &inner, report);
        Some(Type::Named(id))
    }

    /// Reads what an object or a union holds into its definition, which is there before: it may name
    /// itself.
    fn read_into(&mut self, id: TypeId, ty: &'s spec::Type, cx: &Context, report: &mut Report) {
        if self.nesting.enter(ty.span, report) {
            self.read_members(id, ty, cx, report);
            self.nesting.leave();
        }
    }

    fn read_members(&mut self, id: TypeId, ty: &'s spec::Type, cx: &Context, report: &mut Report) {
        match &ty.kind {
            spec::TypeKind::Object(members) => {
                let members = super::member::lower_members(members, cx, self, report);
                self.set_object(id, ty, members, report);
            }
            spec::TypeKind::NamedTuple(elements) => {
                let members = self.lower_elements(ty, elements, cx, report);
                if let Some(def) = self.defs.get_mut(id.0) {
                    def.shape = Shape::Tuple(members);
                }
            }
            spec::TypeKind::OneOf(one_of) if is_of_elements(one_of, cx) => {
                self.lower_one_element(id, ty, one_of, cx, report);
            }
            spec::TypeKind::OneOf(one_of) => self.lower_one_of(id, one_of, cx, report),
            _ => {}
        }
    }

    /// Elements that are lists themselves: `{ list: [string], or_one: true }` has two readings.
    fn could_be_list(&self, element: &Type, span: Span) -> Option<Diagnostic> {
        let is_list = match element {
            Type::List(_) | Type::ListOrOne(_) | Type::Tuple(_) | Type::Any => true,
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Tuple(_))),
            Type::Nullable(part, _) | Type::Boxed(part) => return self.could_be_list(part, span),
            Type::Scalar(_) | Type::Map(_) | Type::InText(..) => false,
        };
        is_list.then(|| {
            Diagnostic::new(
                Code::MisplacedType,
                span,
                "a list could be this element, or the list of them",
            )
            .help("leave `or_one` out, or write the type of one value that is no list")
        })
    }

    /// The members of an object, and the rules between them.
    fn set_object(
        &mut self,
        id: TypeId,
        ty: &spec::Type,
        members: Vec<Member>,
        report: &mut Report,
    ) {
        let written = &ty.attributes.rules;
        let rules = check_rules(
            written,
            members.iter().collect(),
            Owner::Object,
            &self.defs,
            report,
        );
        if let Some(def) = self.defs.get_mut(id.0) {
            def.shape = Shape::Object(members);
            def.rules = rules;
        }
    }

    fn define(&mut self, name: RustName, cx: &Context, ty: &spec::Type, shape: Shape) -> TypeId {
        let id = TypeId(self.defs.len());
        self.open
            .push(ty.attributes.open.as_ref().map(|open| open.value));
        self.defs.push(TypeDef {
            name,
            scope: cx.scope,
            member_of: cx.member.clone().map(|member| (member, cx.owner.clone())),
            description: ty
                .attributes
                .description
                .as_ref()
                .map(|text| text.value.clone()),
            shape,
            rules: Vec::new(),
            sent: false,
            received: false,
            holds_secret: false,
        });
        id
    }
}

/// The name of a type, variant or struct as its author wrote it, if it already is one.
pub(super) fn type_name(written: &Text) -> RustName {
    RustName::given(written.as_str())
        .filter(|name| name.as_str().starts_with(char::is_uppercase))
        .unwrap_or_else(|| RustName::pascal(written.as_str()))
}

fn prelude() -> Names {
    let mut names = Names::default();
    for name in PRELUDE {
        names.reserve(name);
    }
    names
}

fn scope_key(scope: Scope) -> usize {
    match scope {
        Scope::Types => 0,
        Scope::Outcomes => 1,
        Scope::Endpoint(index) => index + 2,
    }
}
