//! Types: words and names to resolved types, and the table of the Rust types they need.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Content, DateTime, EnumJson, EnumValue, Enumeration, Hash, NumberSpelling, Scalar, Scope,
    Shape, Type, TypeDef, TypeId,
};
use crate::names::{Names, RustName};
use crate::source::{Span, Text};
use crate::spec;

/// The words for types, besides the names under `types`.
pub(super) const WORDS: &[&str] = &[
    "string", "integer", "number", "decimal", "boolean", "uuid", "date", "time", "datetime",
    "secret",
];

/// Names of the prelude that generated code uses: no type of a spec may hide them.
const PRELUDE: &[&str] = &[
    "Box", "Default", "Err", "Into", "None", "Ok", "Option", "Result", "Self", "Some", "String",
    "Vec",
];

/// The types of one API while it is checked.
#[derive(Debug)]
pub(super) struct TypeTable<'s> {
    defs: Vec<TypeDef>,
    /// Whether the author said `open`, beside each definition.
    open: Vec<Option<bool>>,
    named: BTreeMap<(usize, &'s str), Named<'s>>,
    names: BTreeMap<usize, Names>,
}

#[derive(Debug)]
struct Named<'s> {
    written: &'s spec::NamedType,
    state: NamedState,
}

#[derive(Debug, Clone)]
enum NamedState {
    Unread,
    /// An alias that is being read: to meet it again is a cycle without a list or struct between.
    Reading,
    Read(Type),
    Broken,
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
    /// Path, query, header, cookie, form, properties: text alone.
    Text,
    /// An element of markup: text, found by `element`.
    Markup,
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
            names: BTreeMap::new(),
        };
        table.declare(Scope::Types, &api.types, report);
        for (index, endpoint) in api.endpoints.iter().enumerate() {
            table.declare(Scope::Endpoint(index), &endpoint.types, report);
        }
        table
    }

    fn declare(&mut self, scope: Scope, types: &'s [spec::NamedType], report: &mut Report) {
        for written in types {
            let key = (scope_key(scope), written.name.as_str());
            if WORDS.contains(&written.name.as_str()) {
                report.push(
                    Diagnostic::new(
                        Code::ReservedName,
                        written.name.span,
                        format!("`{}` is already the word for a type", written.name.value),
                    )
                    .help(format!(
                        "give it a name of its own: `{}`",
                        RustName::pascal(written.name.as_str())
                    )),
                );
            } else if let Some(first) = self.named.get(&key) {
                report.push(
                    Diagnostic::new(
                        Code::DuplicateName,
                        written.name.span,
                        format!("two types are called `{}`", written.name.value),
                    )
                    .also(first.written.name.span, "the first one"),
                );
            } else {
                self.named.insert(
                    key,
                    Named {
                        written,
                        state: NamedState::Unread,
                    },
                );
            }
        }
    }

    /// Reads the types that nobody used, so that their faults are found too.
    pub(super) fn read_unused(&mut self, report: &mut Report) {
        let keys: Vec<_> = self.named.keys().copied().collect();
        for (scope, name) in keys {
            let Some(named) = self.named.get(&(scope, name)) else {
                continue;
            };
            let written = named.written;
            self.resolve_name(scope_of(scope), &written.name, report);
        }
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

    /// Decides what is only known when every use is: which types are sent or received, which enums
    /// are open, which types hold secrets.
    pub(super) fn finish(mut self, sent: &[Type], received: &[Type]) -> Vec<TypeDef> {
        for ty in sent {
            mark(&mut self.defs, ty, |def| {
                std::mem::replace(&mut def.sent, true)
            });
        }
        for ty in received {
            mark(&mut self.defs, ty, |def| {
                std::mem::replace(&mut def.received, true)
            });
        }
        for (def, open) in self.defs.iter_mut().zip(&self.open) {
            if let Shape::Enum(enumeration) = &mut def.shape {
                enumeration.open = open.unwrap_or(def.received);
            }
        }
        loop {
            let holders: Vec<bool> = self
                .defs
                .iter()
                .map(|def| match &def.shape {
                    Shape::Object(members) => members
                        .iter()
                        .any(|member| holds_secret(&member.content, &self.defs)),
                    Shape::Enum(_) => false,
                })
                .collect();
            let mut changed = false;
            for (def, holds) in self.defs.iter_mut().zip(holders) {
                changed |= holds && !def.holds_secret;
                def.holds_secret |= holds;
            }
            if !changed {
                return self.defs;
            }
        }
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
        super::member::check_attributes(ty, cx, report);
        match &ty.kind {
            spec::TypeKind::Word(word) => self.lower_word(word, ty, cx, report),
            spec::TypeKind::Enum(values) => {
                let shape = lower_enum(ty, values, report)?;
                let name = self.claim(
                    cx.scope,
                    given_name(ty, report).unwrap_or_else(|| cx.prefix.clone()),
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
            spec::TypeKind::Object(_) | spec::TypeKind::List(_) if cx.medium != Medium::Json => {
                report.push(
                    Diagnostic::new(
                        Code::MisplacedType,
                        ty.span,
                        "an object or a list can't travel as plain text",
                    )
                    .note("path, query, headers, cookies, form, properties and html hold single values"),
                );
                None
            }
            spec::TypeKind::List(item) => {
                super::member::refuse_null(item, report);
                let item = self.lower(item, cx, report)?;
                Some(Type::List(Box::new(item)))
            }
            spec::TypeKind::Object(members) => {
                let name = self.claim(
                    cx.scope,
                    given_name(ty, report).unwrap_or_else(|| cx.prefix.clone()),
                );
                // Defined before its members are read: a member may name the type itself.
                let id = self.define(name.clone(), cx, ty, Shape::Object(Vec::new()));
                let inner = Context {
                    prefix: name.clone(),
                    owner: name,
                    ..cx.clone()
                };
                let members = super::member::lower_members(members, &inner, self, report);
                if let Some(def) = self.defs.get_mut(id.0) {
                    def.shape = Shape::Object(members);
                }
                Some(Type::Named(id))
            }
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
            sent: false,
            received: false,
            holds_secret: false,
        });
        id
    }

    fn lower_word(
        &mut self,
        word: &'s Text,
        ty: &spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        let attributes = &ty.attributes;
        let spelling = match attributes.spelling.as_ref().map(|spelling| spelling.value) {
            Some(spec::Spelling::String) => NumberSpelling::InString,
            Some(spec::Spelling::Sha256Hex) | None => NumberSpelling::Native,
        };
        let hash = match attributes.spelling.as_ref().map(|spelling| spelling.value) {
            Some(spec::Spelling::Sha256Hex) => Some(Hash::Sha256Hex),
            Some(spec::Spelling::String) | None => None,
        };
        let format = attributes
            .format
            .as_ref()
            .map(|format| format.value.clone());
        let scalar = match word.as_str() {
            "secret" => Scalar::Secret(hash),
            "string" if attributes.secret.is_some() => Scalar::Secret(hash),
            "string" => hash.map_or(Scalar::String, Scalar::Hashed),
            "integer" => Scalar::Integer(spelling),
            "number" => Scalar::Number(spelling),
            "decimal" => Scalar::Decimal(spelling),
            "boolean" => Scalar::Boolean(spelling),
            "uuid" => Scalar::Uuid,
            "date" => Scalar::Date(format),
            "time" => Scalar::Time(format),
            "datetime" => Scalar::DateTime(match format.as_deref() {
                None => DateTime::Rfc3339,
                Some("unix_s") => DateTime::UnixSeconds(spelling),
                Some("unix_ms") => DateTime::UnixMillis(spelling),
                Some(pattern) => DateTime::Civil(pattern.to_owned()),
            }),
            _ => {
                let resolved = self.resolve_name(cx.scope, word, report)?;
                if cx.medium != Medium::Json && !self.is_plain(&resolved) {
                    report.push(
                        Diagnostic::new(
                            Code::MisplacedType,
                            word.span,
                            format!("`{}` is an object or a list, which can't travel as plain text", word.value),
                        )
                        .note("path, query, headers, cookies, form, properties and html hold single values"),
                    );
                    return None;
                }
                return Some(resolved);
            }
        };
        Some(Type::Scalar(scalar))
    }

    fn is_plain(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) => true,
            Type::List(_) => false,
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Enum(_))),
        }
    }

    /// The type behind a name under `types`, the endpoint's own before the API's.
    fn resolve_name(&mut self, scope: Scope, name: &'s Text, report: &mut Report) -> Option<Type> {
        let own = (scope_key(scope), name.as_str());
        let shared = (scope_key(Scope::Types), name.as_str());
        let key = if self.named.contains_key(&own) {
            own
        } else {
            shared
        };
        let Some((&(scope, stored), named)) = self.named.get_key_value(&key) else {
            let names: Vec<&str> = self
                .named
                .keys()
                .filter(|(at, _)| *at == own.0 || *at == shared.0)
                .map(|(_, name)| *name)
                .collect();
            report.push(
                Diagnostic::new(
                    Code::UnknownType,
                    name.span,
                    format!("there is no type `{}`", name.value),
                )
                .note("a type is a word, or a name under `types` of the endpoint or of `api.yaml`")
                .suggest(name.as_str(), WORDS.iter().copied().chain(names)),
            );
            return None;
        };
        let written = named.written;
        match named.state.clone() {
            NamedState::Read(ty) => return Some(ty),
            NamedState::Broken => return None,
            NamedState::Reading => {
                report.push(
                    Diagnostic::new(
                        Code::RecursiveType,
                        name.span,
                        format!("`{}` stands for itself", name.value),
                    )
                    .also(written.name.span, "declared here"),
                );
                return None;
            }
            NamedState::Unread => {}
        }
        super::member::refuse_null(&written.ty, report);
        let key = (scope, stored);
        let scope = scope_of(scope);
        // Objects and enums are defined before they are read, so that they may name themselves.
        if let spec::TypeKind::Object(members) = &written.ty.kind {
            let wanted =
                given_name(&written.ty, report).unwrap_or_else(|| type_name(&written.name));
            let rust_name = self.claim(scope, wanted);
            let cx = named_context(scope, rust_name.clone());
            let id = self.define(rust_name, &cx, &written.ty, Shape::Object(Vec::new()));
            self.set_state(key, NamedState::Read(Type::Named(id)));
            super::member::check_attributes(&written.ty, &cx, report);
            let members = super::member::lower_members(members, &cx, self, report);
            if let Some(def) = self.defs.get_mut(id.0) {
                def.shape = Shape::Object(members);
            }
            if self.holds_itself(id) {
                report.push(
                    Diagnostic::new(
                        Code::RecursiveType,
                        written.name.span,
                        format!(
                            "`{}` holds itself without a list between",
                            written.name.value
                        ),
                    )
                    .help(format!("hold it in a list: `[{}]`", written.name.value)),
                );
            }
            return Some(Type::Named(id));
        }
        self.set_state(key, NamedState::Reading);
        let cx = named_context(scope, type_name(&written.name));
        let resolved = self.lower(&written.ty, &cx, report);
        let state = resolved
            .clone()
            .map_or(NamedState::Broken, NamedState::Read);
        self.set_state(key, state);
        resolved
    }

    fn set_state(&mut self, key: (usize, &'s str), state: NamedState) {
        if let Some(named) = self.named.get_mut(&key) {
            named.state = state;
        }
    }

    /// Whether a struct would have no size: it holds itself through structs and options alone.
    fn holds_itself(&self, id: TypeId) -> bool {
        let mut seen = vec![false; self.defs.len()];
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let Some(Shape::Object(members)) = self.shape(next) else {
                continue;
            };
            for member in members {
                let Content::Value(Type::Named(inner)) = &member.content else {
                    continue;
                };
                if *inner == id {
                    return true;
                }
                if let Some(seen) = seen.get_mut(inner.0)
                    && !std::mem::replace(seen, true)
                {
                    open.push(*inner);
                }
            }
        }
        false
    }
}

/// The context of a type under `types`.
fn named_context(scope: Scope, name: RustName) -> Context {
    Context {
        scope,
        prefix: name.clone(),
        medium: Medium::Json,
        direction: Direction::Shared,
        owner: name,
        member: None,
    }
}

/// The name for Rust that the author gives, if it is one.
pub(super) fn given_name(ty: &spec::Type, report: &mut Report) -> Option<RustName> {
    let given = ty.attributes.rust_name.as_ref()?;
    let name = RustName::given(given.as_str());
    if name.is_none() {
        report.push(
            Diagnostic::new(
                Code::ReservedName,
                given.span,
                format!("`{}` can't be a name in Rust", given.value),
            )
            .help("letters, digits and `_`, not beginning with a digit, and no keyword"),
        );
    }
    name
}

/// The name of a type, variant or struct as its author wrote it, if it already is one.
pub(super) fn type_name(written: &Text) -> RustName {
    RustName::given(written.as_str())
        .filter(|name| name.as_str().starts_with(char::is_uppercase))
        .unwrap_or_else(|| RustName::pascal(written.as_str()))
}

fn lower_enum(ty: &spec::Type, values: &[spec::EnumValue], report: &mut Report) -> Option<Shape> {
    let mut lowered: Vec<EnumValue> = Vec::new();
    let mut names = Names::default();
    names.reserve("Unknown");
    let mut json = None;
    let mut first: Option<Span> = None;
    for value in values {
        let (found, wire) = match &value.value.value {
            spec::Literal::Text(text) => (EnumJson::Text, text.clone()),
            spec::Literal::Number(text) if text.parse::<i64>().is_ok() => {
                (EnumJson::Integer, text.clone())
            }
            _ => {
                report.push(
                    Diagnostic::new(
                        Code::InvalidEnum,
                        value.value.span,
                        "the values of an enum are texts or whole numbers",
                    )
                    .help(format!(
                        "quote it if text is meant: `\"{}\"`",
                        super::literal::show(&value.value.value)
                    )),
                );
                return None;
            }
        };
        if *json.get_or_insert(found) != found {
            let diagnostic = Diagnostic::new(
                Code::InvalidEnum,
                value.value.span,
                "the values of one enum have one JSON type, here are texts and numbers",
            );
            report.push(match first {
                Some(first) => diagnostic.also(first, "the other type"),
                None => diagnostic,
            });
            return None;
        }
        first.get_or_insert(value.value.span);
        if lowered.iter().any(|other| other.wire == wire) {
            report.push(Diagnostic::new(
                Code::InvalidEnum,
                value.value.span,
                format!("the value `{wire}` stands twice"),
            ));
            return None;
        }
        lowered.push(EnumValue {
            variant: names.claim(RustName::pascal(&wire)),
            wire,
            description: value.description.as_ref().map(|text| text.value.clone()),
        });
    }
    let Some(json) = json else {
        report.push(
            Diagnostic::new(
                Code::InvalidEnum,
                ty.span,
                "an enum needs at least one value",
            )
            .help("if the page lists none, write `string`"),
        );
        return None;
    };
    Some(Shape::Enum(Enumeration {
        values: lowered,
        open: ty.attributes.open.as_ref().is_some_and(|open| open.value),
        ignore_case: ty.attributes.ignore_case.is_some(),
        json,
        default: None,
    }))
}

fn holds_secret(content: &Content, defs: &[TypeDef]) -> bool {
    match content {
        Content::Constant(_) => false,
        Content::Value(ty) => type_holds_secret(ty, defs),
    }
}

/// Whether a value of this type holds a secret, as far as `defs` know by now.
pub(super) fn type_holds_secret(ty: &Type, defs: &[TypeDef]) -> bool {
    match ty {
        Type::Scalar(scalar) => matches!(scalar, Scalar::Secret(_)),
        Type::List(item) => type_holds_secret(item, defs),
        Type::Named(id) => defs.get(id.0).is_some_and(|def| def.holds_secret),
    }
}

/// Marks a type and all that it holds; `set` gives the mark's old value and stops at marked ones.
fn mark(defs: &mut [TypeDef], ty: &Type, set: fn(&mut TypeDef) -> bool) {
    let mut open = vec![ty.clone()];
    while let Some(ty) = open.pop() {
        match ty {
            Type::Scalar(_) => {}
            Type::List(item) => open.push(*item),
            Type::Named(id) => {
                let Some(def) = defs.get_mut(id.0) else {
                    continue;
                };
                if set(def) {
                    continue;
                }
                if let Shape::Object(members) = &def.shape {
                    open.extend(members.iter().filter_map(|member| match &member.content {
                        Content::Value(ty) => Some(ty.clone()),
                        Content::Constant(_) => None,
                    }));
                }
            }
        }
    }
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

fn scope_of(key: usize) -> Scope {
    match key {
        0 => Scope::Types,
        1 => Scope::Outcomes,
        _ => Scope::Endpoint(key - 2),
    }
}
