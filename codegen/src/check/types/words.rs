//! Words for types: which scalar each of them stands for.

use crate::check::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{DateTime, NumberSpelling, Scalar, Type};
use crate::source::Text;
use crate::spec;

use super::spelt::{is_always_spelt, spelt};
use super::{Context, Medium, TypeTable};

impl<'s> TypeTable<'s> {
    pub(super) fn lower_word(
        &mut self,
        word: &'s Text,
        ty: &spec::Type,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        if Kind::of(ty).is_some_and(|kind| !kind.ask(word.span, report)) {
            return None;
        }
        let attributes = &ty.attributes;
        let written = attributes.spelling.as_ref().map(|spelling| &spelling.value);
        let spelling = match written {
            Some(spec::Spelling::String) => NumberSpelling::InString,
            _ => NumberSpelling::Native,
        };
        let hash = match written {
            Some(spec::Spelling::Hash(hash)) => Some(*hash),
            _ => None,
        };
        let format = attributes
            .format
            .as_ref()
            .map(|format| format.value.clone());
        if let Some(spelt) = spelt(word, ty, spelling, report) {
            return Some(Type::Scalar(Scalar::Spelt(spelt)));
        }
        if is_always_spelt(word.as_str()) {
            return None;
        }
        let scalar = match word.as_str() {
            "secret" => Scalar::Secret(hash),
            "string" if attributes.secret.is_some() => Scalar::Secret(hash),
            "string" => hash.map_or(Scalar::String, Scalar::Hashed),
            "integer" => Scalar::Integer(spelling),
            "number" => Scalar::Number(spelling),
            "decimal" => Scalar::Decimal(spelling),
            "boolean" => Scalar::Boolean(spelling),
            "uuid" => Scalar::Uuid,
            "file" => {
                if cx.medium != Medium::Parts {
                    report.push(
                        Diagnostic::new(
                            Code::MisplacedType,
                            word.span,
                            "a `file` can only be a part of `multipart`",
                        )
                        .help("a body that is a file and nothing else is `bytes: true`"),
                    );
                    return None;
                }
                Scalar::File
            }
            "date" => Scalar::Date(format),
            "time" => Scalar::Time(format),
            "datetime" => Scalar::DateTime(match format.as_deref() {
                None => DateTime::Rfc3339,
                Some("unix_s") => DateTime::UnixSeconds(spelling),
                Some("unix_ms") => DateTime::UnixMillis(spelling),
                Some(pattern) => DateTime::Civil(pattern.to_owned()),
            }),
            "any" if cx.medium == Medium::Json => return Some(Type::Any),
            "any" => {
                report.push(
                    Diagnostic::new(
                        Code::MisplacedType,
                        word.span,
                        "any JSON can only stand in JSON",
                    )
                    .help("write `as: json` beside it if the page sends JSON inside of a text, else `string`"),
                );
                return None;
            }
            _ => {
                let resolved = self.resolve_name(cx.scope, word, report)?;
                if !self.check_spellable(word, ty, &resolved, cx, report) {
                    return None;
                }
                return Some(resolved);
            }
        };
        Some(Type::Scalar(scalar))
    }
}
