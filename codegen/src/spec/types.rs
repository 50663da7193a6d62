//! Members and types.

use super::{Hash, Rule};
use crate::source::{Span, Spanned, Text};

/// An entry of `types`.
#[derive(Debug, Clone)]
pub struct NamedType {
    /// The name that others use.
    pub name: Text,
    /// What it stands for.
    pub ty: Type,
}

/// A member of an object, a body or a place: its name to its type.
#[derive(Debug, Clone)]
pub struct Member {
    /// The key without `?`, which names the field in Rust.
    pub key: Text,
    /// The name on the wire: `wire`, else the key.
    pub wire: Text,
    /// Whether the key ended in `?`.
    pub optional: bool,
    /// Whether it stands for every name that fits its key: `X-Used-*`.
    pub is_family: bool,
    /// Its type.
    pub ty: Type,
}

/// A type with its attributes.
#[derive(Debug, Clone)]
pub struct Type {
    /// The whole type as written.
    pub span: Span,
    /// What kind of value.
    pub kind: TypeKind,
    /// `nullable: true`, or `| null` behind a word.
    pub nullable: bool,
    /// `null_as`: what stands for `null`; none without it.
    pub null_as: Vec<Spanned<Literal>>,
    /// Everything else that was said about it.
    pub attributes: Attributes,
}

impl Type {
    /// Whether it may be `null`, in whatever spelling.
    #[must_use]
    pub fn may_be_null(&self) -> bool {
        self.nullable || !self.null_as.is_empty()
    }
}

/// The kind of a type.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// A word or a name under `types`.
    Word(Text),
    /// `object`: members.
    Object(Vec<Member>),
    /// A list of one type.
    List(Box<Type>),
    /// `map`: values of one type, by names of any kind.
    Map(Box<Type>),
    /// `tuple`: a list whose elements have a type each, by their position.
    Tuple(Vec<Type>),
    /// `tuple` with a name for each element.
    NamedTuple(Vec<Member>),
    /// `one_of`: one of several types.
    OneOf(OneOf),
    /// `enum`: the values, all of one JSON type.
    Enum(Vec<EnumValue>),
    /// `const`: one value.
    Const(Spanned<Literal>),
}

/// `one_of`.
#[derive(Debug, Clone)]
pub struct OneOf {
    /// Its variants.
    pub variants: Vec<Variant>,
    /// `shared`: members of each variant that is an object.
    pub shared: Vec<Member>,
}

/// A variant of `one_of`: its name to its type.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name in Rust.
    pub name: Text,
    /// Its type.
    pub ty: Type,
    /// `has`: members by which it is known.
    pub has: Vec<Text>,
    /// `failure`: what comes of it if it says what went wrong.
    pub failure: Option<Text>,
    /// `wire`: the element of XML that it is.
    pub wire: Option<Text>,
}

/// A value of an `enum`.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: Spanned<Literal>,
    /// Its meaning, where `enum` is a map of value to description.
    pub description: Option<Text>,
}

/// What else a type says.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    /// `description`.
    pub description: Option<Text>,
    /// `example`.
    pub example: Option<Spanned<Literal>>,
    /// `default`: what the server assumes when the member is missing. Documentation, never sent.
    pub default: Option<Spanned<Literal>>,
    /// `send`: what the client sends when the caller says nothing.
    pub send: Option<Spanned<Literal>>,
    /// `as`: how it is spelt on the wire.
    pub spelling: Option<Spanned<Spelling>>,
    /// `format` of a date or time: strftime, or a word such as `unix_ms`.
    pub format: Option<Text>,
    /// Further formats under `format`: read, never written.
    pub other_formats: Vec<Text>,
    /// `zone` of a pattern: `utc` or an offset.
    pub zone: Option<Text>,
    /// `unit` of a `duration`.
    pub unit: Option<Text>,
    /// `secret: true`.
    pub secret: Option<Span>,
    /// `ignore_case: true`, for `const` and `enum`.
    pub ignore_case: Option<Span>,
    /// `open: true|false`, for `enum`.
    pub open: Option<Spanned<bool>>,
    /// `or_one: true`, for lists: one value stands for a list of one.
    pub or_one: Option<Span>,
    /// `rust_name`: the field's or the type's name in Rust.
    pub rust_name: Option<Text>,
    /// `deprecated`: the page's reason.
    pub deprecated: Option<Text>,
    /// `element` of markup that the value is read from.
    pub element: Option<Text>,
    /// `until`: the text that ends the value inside its element.
    pub until: Option<Text>,
    /// `min`, `max`, `min_length`, `max_length` and `pattern`.
    pub limits: Limits,
    /// `rules`: what the members of an object that is sent ask of each other.
    pub rules: Vec<Rule>,
    /// `include`: named objects whose members stand in front of those of this object.
    pub include: Vec<Text>,
}

/// What the page says of the values that are allowed. Documentation: the server judges.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    /// `min`: the least value.
    pub min: Option<Spanned<Literal>>,
    /// `max`: the greatest value.
    pub max: Option<Spanned<Literal>>,
    /// `min_length`: fewest characters, or elements.
    pub min_length: Option<Spanned<Literal>>,
    /// `max_length`: most characters, or elements.
    pub max_length: Option<Spanned<Literal>>,
    /// `pattern`: as the page writes it.
    pub pattern: Option<Text>,
}

/// `presence`: whether members that aren't marked with `?` are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// They are.
    Required,
    /// They may be missing, for pages that never say.
    Optional,
}

/// `as`.
#[derive(Debug, Clone, PartialEq)]
pub enum Spelling {
    /// `string`: a number or boolean inside a JSON string.
    String,
    /// `sha256_hex` and its like: the hash of what the caller gives.
    Hash(Hash),
    /// `json`: JSON inside a text.
    Json,
    /// `repeated`: a pair or header for each element, all of one name.
    Repeated,
    /// `brackets`: a pair for each element, all with `[]` behind the name.
    Brackets,
    /// `indexed`: a pair for each element, with its position behind the name.
    Indexed,
    /// `dotted`: members of an object with a dot before their names.
    Dotted,
    /// `number`: text that is a number in JSON.
    Number,
    /// `base64`: bytes inside a text.
    Base64,
    /// `base64url`: the same with the alphabet for URLs.
    Base64Url,
    /// `hex`: bytes as hexadecimal digits.
    Hex,
    /// `{ yes: "Y", no: ["N", ""] }`: the values that a boolean travels as.
    Flag {
        /// What means `true`; at least one.
        yes: Vec<Spanned<Literal>>,
        /// What means `false`; at least one.
        no: Vec<Spanned<Literal>>,
    },
    /// `{ joined: "," }`: the elements of a list in one text, with this between them.
    Joined(Text),
}

/// A value written in YAML, with its JSON type taken from the scalar.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Plain `null` or `~`.
    Null,
    /// Plain `true` or `false`.
    Boolean(bool),
    /// A plain number, every digit kept.
    Number(String),
    /// Any other scalar.
    Text(String),
    /// A sequence.
    List(Vec<Spanned<Literal>>),
    /// A mapping, in the order of the file.
    Object(Vec<(Text, Spanned<Literal>)>),
}
