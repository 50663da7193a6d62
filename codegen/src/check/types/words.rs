//! Words for types: which scalar each of them stands for.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{DateTime, Hash, NumberSpelling, Scalar, Shape, Type};
use crate::source::Text;
use crate::spec;

use super::{Context, Medium, TypeTable};

impl<'s> TypeTable<'s> {
    pub(super) fn lower_word(
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
                    .help("write `string`, or what the page says of it"),
                );
                return None;
            }
            _ => {
                let resolved = self.resolve_name(cx.scope, word, report)?;
                if !cx.medium.has_structure() && !self.is_plain(&resolved) {
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
            Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Boxed(_) | Type::Any => false,
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Enum(_))),
        }
    }
}
