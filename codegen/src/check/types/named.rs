//! Types by name: those under `types`, read when they are first used.

use crate::check::attributes::check_attributes;
use crate::check::member::refuse_null;
use crate::check::pairs::refuse_pair_names;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Scope, Shape, TextForm, Type};
use crate::names::RustName;
use crate::source::Text;
use crate::spec;

use super::{Case, Context, Direction, Medium, TypeTable, WORDS, given_name, scope_key, type_name};

/// An entry of `types`.
#[derive(Debug)]
pub(super) struct Named<'s> {
    pub(super) written: &'s spec::NamedType,
    pub(super) state: NamedState,
}

/// How far the reading of an entry is.
#[derive(Debug, Clone)]
pub(super) enum NamedState {
    Unread,
    /// An alias that is being read: to meet it again is a cycle without a list or struct between.
    Reading,
    Read(Type),
    Broken,
}

impl<'s> TypeTable<'s> {
    /// Takes the names of an API's or an endpoint's `types`; the first of two wins.
    pub(super) fn declare(
        &mut self,
        scope: Scope,
        types: &'s [spec::NamedType],
        report: &mut Report,
    ) {
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

    /// Reads the types that nobody used, so that their faults are found too; then looks at all of
    /// them together.
    pub(in crate::check) fn read_unused(&mut self, report: &mut Report) {
        let keys: Vec<_> = self.named.keys().copied().collect();
        for (scope, name) in keys {
            let Some(named) = self.named.get(&(scope, name)) else {
                continue;
            };
            let written = named.written;
            self.resolve_name(scope_of(scope), &written.name, report);
        }
        self.settle_unions(report);
        self.check_later(report);
        self.refuse_endless(report);
    }

    /// The type behind a name under `types`, the endpoint's own before the API's.
    pub(super) fn resolve_name(
        &mut self,
        scope: Scope,
        name: &'s Text,
        report: &mut Report,
    ) -> Option<Type> {
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
            let fault = Diagnostic::new(
                Code::UnknownType,
                name.span,
                format!("there is no type `{}`", name.value),
            )
            .note("a type is a word, or a name under `types` of the endpoint or of `api.yaml`");
            report.push(match word_of_elsewhere(name.as_str()) {
                Some(help) => fault.help(help),
                None => fault.suggest(name.as_str(), WORDS.iter().copied().chain(names)),
            });
            return None;
        };
        let written = named.written;
        let key = (scope, stored);
        match named.state.clone() {
            NamedState::Read(ty) => {
                let fits = self.nesting.use_again(key, name, report);
                return fits.then_some(ty);
            }
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
        if !self.nesting.begin(name, report) {
            return None;
        }
        let resolved = self.read_named(key, written, report);
        self.nesting.end(key);
        resolved
    }

    fn read_named(
        &mut self,
        key: (usize, &'s str),
        written: &'s spec::NamedType,
        report: &mut Report,
    ) -> Option<Type> {
        refuse_null(&written.ty, report);
        refuse_pair_names(&written.ty, report);
        let scope = scope_of(key.0);
        // Objects and unions are defined before they are read, so that they may name themselves.
        if let spec::TypeKind::Object(_)
        | spec::TypeKind::NamedTuple(_)
        | spec::TypeKind::OneOf(_) = &written.ty.kind
        {
            let wanted = given_name(&written.ty, Case::Type, report)
                .unwrap_or_else(|| type_name(&written.name));
            let rust_name = self.claim(scope, wanted);
            let cx = named_context(scope, rust_name.clone());
            let id = self.define(rust_name, &cx, &written.ty, Shape::Object(Vec::new()));
            let spelling = written.ty.attributes.spelling.as_ref();
            let resolved = match spelling.map(|spelling| &spelling.value) {
                Some(spec::Spelling::Json) => {
                    Type::InText(Box::new(Type::Named(id)), TextForm::Json)
                }
                _ => Type::Named(id),
            };
            self.set_state(key, NamedState::Read(resolved.clone()));
            check_attributes(&written.ty, &cx, report);
            self.read_into(id, &written.ty, &cx, report);
            return Some(resolved);
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

fn scope_of(key: usize) -> Scope {
    match key {
        0 => Scope::Types,
        1 => Scope::Outcomes,
        _ => Scope::Endpoint(key - 2),
    }
}

/// What to write for a word that pages and other languages have for a type.
fn word_of_elsewhere(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "str" | "text" | "char" | "varchar" => Some("text is `string`"),
        "int" | "long" | "short" | "int32" | "int64" => Some("a whole number is `integer`"),
        "float" | "double" => Some("a number is `number`, or `decimal` where every digit counts"),
        "bool" => Some("`true` or `false` is `boolean`"),
        "timestamp" => Some("a point in time is `datetime`"),
        "guid" => Some("it is called `uuid`"),
        "array" | "list" => Some("a list is written with the type of its elements: `[string]`"),
        "object" | "map" | "dict" => {
            Some("an object is written with its members: `{ object: { name: string } }`")
        }
        _ => None,
    }
}
