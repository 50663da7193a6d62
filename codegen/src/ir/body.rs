//! Bodies of requests.

use super::{Api, CsvBody, Literal, Member, Scalar, Shape, Type, XmlBody};
use crate::names::RustName;

/// A request body.
#[derive(Debug, Clone)]
pub enum RequestBody {
    /// A JSON object with these members, `application/json`.
    Json(Vec<Member>),
    /// `application/x-www-form-urlencoded`.
    Form(Vec<Member>),
    /// `multipart/form-data`, a part for each.
    Multipart(Vec<Member>),
    /// XML, `application/xml`.
    Xml(XmlBody),
    /// Any other body: one value, field `body`.
    Value {
        /// What it is.
        payload: Payload,
        /// Whether the caller may leave it out; then no body is sent.
        optional: bool,
    },
    /// One of several, which the caller chooses: field `body`.
    OneOf {
        /// Name of the enum.
        name: RustName,
        /// No two of one kind, in the order of the file.
        variants: Vec<BodyVariant>,
        /// Whether the caller may leave it out; then no body is sent.
        optional: bool,
    },
}

/// One of several bodies.
#[derive(Debug, Clone)]
pub struct BodyVariant {
    /// Name of the variant.
    pub name: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// What it holds.
    pub payload: Payload,
}

/// What a body holds, and how it is spelt.
#[derive(Debug, Clone)]
pub enum Payload {
    /// A JSON value, `application/json`.
    Json(Type),
    /// The pairs of a struct, `application/x-www-form-urlencoded`.
    Form(Type),
    /// The parts of a struct, `multipart/form-data`.
    Multipart(Type),
    /// One value as text, `text/plain`.
    Text(Type),
    /// A list of this type, each element a line of JSON, `application/x-ndjson`.
    Lines(Type),
    /// A list of rows, `text/csv`.
    Csv(CsvBody),
    /// Bytes as they are, `application/octet-stream`.
    Bytes,
}

impl RequestBody {
    /// Members that are fields of the request itself.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match self {
            Self::Json(members) | Self::Form(members) | Self::Multipart(members) => members,
            Self::Xml(body) => &body.members,
            Self::Value { .. } | Self::OneOf { .. } => &[],
        }
    }

    /// What the field `body` can hold.
    pub fn payloads(&self) -> impl Iterator<Item = &Payload> {
        let (one, several) = match self {
            Self::Json(_) | Self::Form(_) | Self::Multipart(_) | Self::Xml(_) => (None, None),
            Self::Value { payload, .. } => (Some(payload), None),
            Self::OneOf { variants, .. } => (None, Some(variants)),
        };
        let several = several.into_iter().flatten();
        one.into_iter()
            .chain(several.map(|variant| &variant.payload))
    }

    /// What a value of the field `body` is spelt as, and the value itself. That of one of several is
    /// an object of one entry, named after its variant.
    #[must_use]
    pub fn chosen<'v>(&self, value: &'v Literal) -> Option<(&Payload, &'v Literal)> {
        match self {
            Self::Json(_) | Self::Form(_) | Self::Multipart(_) | Self::Xml(_) => None,
            Self::Value { payload, .. } => Some((payload, value)),
            Self::OneOf { variants, .. } => variants
                .iter()
                .find_map(|variant| Some((&variant.payload, value.member(variant.name.as_str())?))),
        }
    }
}

impl Payload {
    /// The type of the value, or of its elements; bytes have none.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty)
            | Self::Form(ty)
            | Self::Multipart(ty)
            | Self::Text(ty)
            | Self::Lines(ty) => Some(ty),
            Self::Csv(body) => Some(&body.row),
            Self::Bytes => None,
        }
    }

    /// The type that is written as JSON, if it is.
    #[must_use]
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Lines(ty) => Some(ty),
            Self::Form(_) | Self::Multipart(_) | Self::Text(_) | Self::Csv(_) | Self::Bytes => None,
        }
    }

    /// The media type that is sent where the request has no `Content-Type` of its own.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Json(_) => "application/json",
            Self::Form(_) => "application/x-www-form-urlencoded",
            Self::Multipart(_) => "multipart/form-data",
            Self::Text(_) => "text/plain; charset=utf-8",
            Self::Lines(_) => "application/x-ndjson",
            Self::Csv(_) => "text/csv; charset=utf-8",
            Self::Bytes => "application/octet-stream",
        }
    }
}

/// How a member travels as a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// As text.
    Text,
    /// As JSON, `application/json`.
    Json,
    /// As a file.
    File,
}

impl PartKind {
    /// How a value of this type travels; a list has a part for each element, unless it is JSON.
    #[must_use]
    pub fn of(api: &Api, ty: &Type) -> Self {
        match ty {
            Type::Scalar(Scalar::File) => Self::File,
            Type::Scalar(_) | Type::InText(..) => Self::Text,
            Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::Any => Self::Json,
            Type::List(element) => match element.as_ref() {
                Type::List(_) | Type::ListOrOne(_) => Self::Json,
                element => Self::of(api, element),
            },
            Type::Named(id) => match api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Enum(_)) => Self::Text,
                Some(_) | None => Self::Json,
            },
        }
    }
}
