//! Types, with Rust names beside wire names.

use docwright_wire::json::Value;
pub use docwright_wire::pairs::Nesting;

use super::Spelt;
use super::one_element::{ElementVariant, OneElement};
use super::one_of::{OneOf, Variant};
use super::rule::Rule;
use crate::names::RustName;

/// Index of a [`TypeDef`] in its API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A named Rust type: a struct or an enum.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Its name.
    pub name: RustName,
    /// The module that it stands in.
    pub scope: Scope,
    /// Meaning.
    pub description: Option<String>,
    /// The member that it is written for, and the type that has it: `data`, `LoggedOut`. `None` for
    /// types with names of their own.
    pub member_of: Option<(String, RustName)>,
    /// What it is.
    pub shape: Shape,
    /// What its members ask of each other where it is sent, if it is an object.
    pub rules: Vec<Rule>,
    /// Whether some request holds it, so that it can be encoded.
    pub sent: bool,
    /// Whether some outcome holds it, so that it can be decoded.
    pub received: bool,
    /// Whether it holds a secret, itself or further down: then there is no `PartialEq`.
    pub holds_secret: bool,
}

/// A module that holds types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// `<api>::types`.
    Types,
    /// `<api>::outcomes`.
    Outcomes,
    /// The module of the endpoint with this index.
    Endpoint(usize),
}

/// What a named type is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A struct.
    Object(Vec<Member>),
    /// A struct that is a list on the wire: its fields by their position. Those that may be missing
    /// stand at the end.
    Tuple(Vec<Member>),
    /// An enum of texts or numbers.
    Enum(Enumeration),
    /// An enum of types.
    OneOf(OneOf),
    /// An enum with a variant for each of several elements of XML.
    OneElement(OneElement),
}

/// An enum.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Values, in the order of the page.
    pub values: Vec<EnumValue>,
    /// Whether values that the page doesn't list are kept.
    pub open: bool,
    /// Whether letter case counts when reading.
    pub ignore_case: bool,
    /// JSON type of the values.
    pub json: EnumJson,
    /// Whether a value that the page doesn't list is refused before it is sent, although it is kept
    /// when it is received.
    pub closed_when_sent: bool,
}

/// JSON type of an enum's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumJson {
    /// `"a"`.
    Text,
    /// `1`.
    Integer,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// On the wire.
    pub wire: String,
    /// The variant.
    pub variant: RustName,
    /// Meaning.
    pub description: Option<String>,
}

/// A limit of the values of a member, for docs: `At most`, the value, ` long`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// What stands in front of the value.
    pub before: &'static str,
    /// The value.
    pub value: String,
    /// What stands behind it.
    pub after: &'static str,
}

/// A member of a struct, of a request place or of a body.
#[derive(Debug, Clone)]
pub struct Member {
    /// Name on the wire, unchanged.
    pub wire: String,
    /// Field name.
    pub field: RustName,
    /// What it holds.
    pub content: Content,
    /// Whether it may be missing.
    pub optional: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// What is `null` on the wire beside `null` itself: the first is written, all are read. Without any,
    /// `null` is written.
    pub null_as: Vec<Literal>,
    /// Meaning.
    pub description: Option<String>,
    /// The page's example value, as docs show it.
    pub example: Option<String>,
    /// What the server assumes if it is missing, as docs show it.
    pub default: Option<String>,
    /// Which values the page allows.
    pub limits: Vec<Limit>,
    /// What is sent if the caller gives none.
    pub send: Option<Literal>,
    /// The page's reason for not using it any more.
    pub deprecated: Option<String>,
    /// Whether it stands for every name that fits its wire name, a pattern with one `*`: a map by
    /// what that stands for, of all that no other member takes.
    pub is_family: bool,
    /// For `html`: where in the markup.
    pub markup: Option<Markup>,
    /// In a query or a form: the names of its pairs.
    pub pairs: PairNames,
}

/// Where in a page of markup a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup {
    /// Name of the element.
    pub element: String,
    /// Text that ends the value inside the element.
    pub until: Option<String>,
}

/// What a member holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// A value: a field of the struct.
    Value(Type),
    /// A constant: sent as it is, compared when received; no field.
    Constant(Constant),
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// The value.
    pub value: Literal,
    /// Whether letter case counts.
    pub ignore_case: bool,
}

/// A type, every name resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A value without members.
    Scalar(Scalar),
    /// A struct or enum of the same API.
    Named(TypeId),
    /// A list: `Vec`.
    List(Box<Type>),
    /// A list of which one value is read as a list of one: `Vec`.
    ListOrOne(Box<Type>),
    /// Values by name: `BTreeMap`.
    Map(Box<Type>),
    /// A list whose elements have a type each, two or more: a tuple.
    Tuple(Vec<Type>),
    /// A value or `null`, where that is no matter of a member: an element, a whole body. Beside it what
    /// stands for `null`, as of [`Member::null_as`].
    Nullable(Box<Type>, Vec<Literal>),
    /// Any JSON.
    Any,
    /// A type that holds itself through this one: `Box`.
    Boxed(Box<Type>),
    /// A value of that type, spelt as one text wherever it stands.
    InText(Box<Type>, TextForm),
}

/// How a value that isn't a text of its own stands in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextForm {
    /// The elements of a list or a tuple, with this between them.
    Joined(String),
    /// JSON.
    Json,
}

/// How the pairs of a query or a form are named that a list or an object makes. Without meaning
/// elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairNames {
    /// The elements of a list.
    pub list: ListNames,
    /// The members of an object, and of all objects in it.
    pub nesting: Nesting,
}

/// How a list names the pairs of its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListNames {
    /// One name for all: `ids=1&ids=2`.
    #[default]
    Repeated,
    /// One name with brackets: `ids[]=1&ids[]=2`.
    Brackets,
    /// The position in brackets: `ids[0]=1&ids[1]=2`.
    Indexed,
}

pub use crate::spec::Hash;

/// A value without members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// Any text: `String`.
    String,
    /// Text that isn't printed: `Secret`. `Hash` says what travels instead of it.
    Secret(Option<Hash>),
    /// Text that travels as its hash: `String`.
    Hashed(Hash),
    /// A whole number: `i64`.
    Integer(NumberSpelling),
    /// A number: `f64`.
    Number(NumberSpelling),
    /// A number with every digit: `rust_decimal::Decimal`.
    Decimal(NumberSpelling),
    /// `bool`.
    Boolean(NumberSpelling),
    /// `uuid::Uuid`.
    Uuid,
    /// A day, a time or both: `jiff`. The pattern is strftime's; `None` is RFC 3339.
    Date(Option<String>),
    /// `jiff::civil::Time`.
    Time(Option<String>),
    /// Day and time.
    DateTime(DateTime),
    /// A value in a spelling of its own.
    Spelt(Spelt),
    /// A part of a body that is a file: `File`.
    File,
}

/// How a number or boolean stands in JSON. In text places there is only text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberSpelling {
    /// As JSON's own number or boolean.
    Native,
    /// Inside a string.
    InString,
}

/// Day and time, by how it is spelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateTime {
    /// RFC 3339 with an offset: `jiff::Timestamp`.
    Rfc3339,
    /// Seconds since 1970-01-01T00:00:00Z, a number: `jiff::Timestamp`.
    UnixSeconds(NumberSpelling),
    /// Milliseconds since then.
    UnixMillis(NumberSpelling),
    /// A strftime pattern without an offset: `jiff::civil::DateTime`.
    Civil(String),
}

/// A value, with its JSON type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, every digit kept.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Literal>),
    /// Members, in order.
    Object(Vec<(String, Literal)>),
}

impl Member {
    /// Whether it is a field of the Rust struct.
    #[must_use]
    pub fn is_field(&self) -> bool {
        matches!(self.content, Content::Value(_))
    }

    /// The type of its value; a constant has none.
    #[must_use]
    pub fn value_type(&self) -> Option<&Type> {
        self.content.value_type()
    }

    /// What is written for `null`.
    #[must_use]
    pub fn null(&self) -> &Literal {
        self.null_as.first().unwrap_or(&Literal::Null)
    }

    /// `null` where there is only text: nothing, unless something stands for it.
    #[must_use]
    pub fn null_text(&self) -> &str {
        self.null().as_text().unwrap_or_default()
    }

    /// Whether a caller may leave it out: it may be missing, or something is sent in its place.
    #[must_use]
    pub fn may_be_left_out(&self) -> bool {
        self.optional || self.send.is_some()
    }
}

impl Type {
    /// The types that it is made of. Those within named types aren't among them.
    pub fn parts(&self) -> impl Iterator<Item = &Type> {
        let parts = match self {
            Self::List(part)
            | Self::ListOrOne(part)
            | Self::Map(part)
            | Self::Nullable(part, _)
            | Self::Boxed(part)
            | Self::InText(part, _) => std::slice::from_ref(&**part),
            Self::Tuple(parts) => parts,
            Self::Scalar(_) | Self::Named(_) | Self::Any => &[],
        };
        parts.iter()
    }
}

impl Shape {
    /// The types of its values.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (members, variants, elements): (&[Member], &[Variant], &[ElementVariant]) = match self {
            Self::Object(members) | Self::Tuple(members) => (members, &[], &[]),
            Self::OneOf(one_of) => (&[], &one_of.variants, &[]),
            Self::OneElement(one_element) => (&[], &[], &one_element.variants),
            Self::Enum(_) => (&[], &[], &[]),
        };
        let contents = members.iter().map(|member| &member.content);
        contents
            .chain(variants.iter().map(|variant| &variant.content))
            .chain(
                elements
                    .iter()
                    .filter_map(|variant| variant.content.as_ref()),
            )
            .filter_map(Content::value_type)
    }

    /// The types of its values, to be amended.
    pub(crate) fn contents_mut(&mut self) -> impl Iterator<Item = &mut Content> {
        let (members, variants, elements): (&mut [Member], &mut [Variant], &mut [ElementVariant]) =
            match self {
                Self::Object(members) | Self::Tuple(members) => (members, &mut [], &mut []),
                Self::OneOf(one_of) => (&mut [], &mut one_of.variants, &mut []),
                Self::OneElement(one_element) => (&mut [], &mut [], &mut one_element.variants),
                Self::Enum(_) => (&mut [], &mut [], &mut []),
            };
        let contents = members.iter_mut().map(|member| &mut member.content);
        let elements = elements
            .iter_mut()
            .filter_map(|variant| variant.content.as_mut());
        contents
            .chain(variants.iter_mut().map(|variant| &mut variant.content))
            .chain(elements)
    }
}

impl Content {
    /// The type of a value; a constant has none.
    #[must_use]
    pub fn value_type(&self) -> Option<&Type> {
        match self {
            Self::Value(ty) => Some(ty),
            Self::Constant(_) => None,
        }
    }
}

impl Literal {
    /// The value of a member, if this is an object that has it.
    #[must_use]
    pub fn member(&self, wire: &str) -> Option<&Literal> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(name, _)| name == wire)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value as readers compare it. Lists and objects are no constants.
    #[must_use]
    pub fn as_constant(&self) -> docwright_wire::Literal<'_> {
        match self {
            Self::Boolean(value) => docwright_wire::Literal::Boolean(*value),
            Self::Number(text) => docwright_wire::Literal::Number(text),
            Self::Text(text) => docwright_wire::Literal::Text(text),
            Self::Null | Self::List(_) | Self::Object(_) => docwright_wire::Literal::Null,
        }
    }

    /// The value as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(*value),
            // Every number of a spec is one of JSON: its reader sees to that.
            Self::Number(digits) => digits.parse().map_or(Value::Null, Value::Number),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(items) => Value::List(items.iter().map(Self::to_json).collect()),
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, value)| (name.clone(), value.to_json()))
                    .collect(),
            ),
        }
    }

    /// The value as text places spell it: text as it is, numbers and booleans by their digits
    /// and words, `null` as nothing. Lists and objects have no such spelling.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Null => Some(""),
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Number(text) | Self::Text(text) => Some(text),
            Self::List(_) | Self::Object(_) => None,
        }
    }
}
