//! Types that are printed in each way.

/// Objects and enums.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    /// Objects; one that another holds stands in front of it.
    pub(crate) objects: Vec<Object>,
    /// Enums of texts.
    pub(crate) enums: Vec<Enumeration>,
}

/// An object with its members.
#[derive(Debug)]
pub(crate) struct Object {
    /// The Rust type.
    pub(crate) name: String,
    /// Its members.
    pub(crate) members: Vec<Member>,
}

/// A member. Its name is that of the field.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name.
    pub(crate) name: String,
    /// Its values.
    pub(crate) kind: Kind,
    /// Whether it may be missing.
    pub(crate) optional: bool,
}

/// Values of a member.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Strings.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with fractions.
    Number,
    /// Decimals in strings.
    Decimal,
    /// Booleans.
    Boolean,
    /// One of an enum of this name.
    Enum(String),
    /// An object of this name.
    Object(String),
    /// A list of objects of this name.
    List(String),
}

/// Texts, each in small letters on the wire.
#[derive(Debug)]
pub(crate) struct Enumeration {
    /// The Rust type.
    pub(crate) name: String,
    /// The variants.
    pub(crate) variants: Vec<String>,
}

/// The types of what `payload` makes.
pub(crate) fn payloads() -> Schema {
    let mut schema = Schema::default();
    schema.enumeration("Status", "Open Paid Shipped Returned");
    schema.object("Customer", "name city");
    schema.object(
        "Order",
        "id:integer reference status:Status total:decimal quantity:integer customer:Customer channel note?",
    );
    schema.object("Listed", "orders:[Order]");
    schema.object(
        "Article",
        "title author abstract_text language url published section editor?",
    );
    schema.object("Articles", "articles:[Article]");
    schema.object(
        "Candle",
        "time:integer open:number high:number low:number close:number volume:number trades:integer closed:boolean",
    );
    schema.object("Candles", "candles:[Candle]");
    schema
}

/// 600 objects of 7 or 8 members, every second of which holds another that holds none, and 50 enums of
/// four texts.
pub(crate) fn many() -> Schema {
    const MIXTURES: [&str; 4] = [
        "id:integer reference created_at status:State total:decimal channel note?",
        "code name quantity:integer price:decimal active:boolean part:Part comment? remark?",
        "key:integer title weight:number height:number open:boolean kind:State description?",
        "first last age:integer rate:number address:Part state:State phone? mail?",
    ];
    let mut schema = Schema::default();
    for number in 0..50 {
        schema.enumeration(&format!("State{number}"), "Open Paid Shipped Returned");
    }
    for (number, members) in (0..600).zip(MIXTURES.iter().cycle()) {
        let members = members
            .replace(":State", &format!(":State{}", number % 50))
            .replace(
                ":Part",
                &format!(":Record{}", number - number % MIXTURES.len()),
            );
        schema.object(&format!("Record{number}"), &members);
    }
    schema
}

impl Schema {
    fn enumeration(&mut self, name: &str, variants: &str) {
        self.enums.push(Enumeration {
            name: name.to_owned(),
            variants: variants.split(' ').map(str::to_owned).collect(),
        });
    }

    /// Adds an object: names, each with `:` and its kind where it isn't text, and `?` if it may be
    /// missing.
    fn object(&mut self, name: &str, members: &str) {
        let members = members.split(' ').map(|member| {
            let (name, kind) = member.split_once(':').unwrap_or((member, "text"));
            Member {
                name: name.trim_end_matches('?').to_owned(),
                kind: self.kind(kind),
                optional: name.ends_with('?'),
            }
        });
        let object = Object {
            name: name.to_owned(),
            members: members.collect(),
        };
        self.objects.push(object);
    }

    fn kind(&self, kind: &str) -> Kind {
        match kind {
            "text" => Kind::Text,
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "decimal" => Kind::Decimal,
            "boolean" => Kind::Boolean,
            name if self.enums.iter().any(|known| known.name == name) => {
                Kind::Enum(name.to_owned())
            }
            name => match name
                .strip_prefix('[')
                .and_then(|name| name.strip_suffix(']'))
            {
                Some(element) => Kind::List(element.to_owned()),
                None => Kind::Object(name.to_owned()),
            },
        }
    }
}

impl Kind {
    /// The Rust type.
    pub(crate) fn rust(&self) -> String {
        match self {
            Self::Text => "String".to_owned(),
            Self::Integer => "i64".to_owned(),
            Self::Number => "f64".to_owned(),
            Self::Decimal => "Decimal".to_owned(),
            Self::Boolean => "bool".to_owned(),
            Self::Enum(name) | Self::Object(name) => name.clone(),
            Self::List(name) => format!("Vec<{name}>"),
        }
    }
}
