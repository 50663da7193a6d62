//! The made-up API as data. The document, the specs and the programs are written from it.

use crate::draw::Draw;

/// An API in groups.
pub struct Api {
    pub(super) groups: Vec<Group>,
}

/// Some resources, and the enums that they share.
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) enumerations: Vec<Enumeration>,
    pub(super) operations: Vec<Operation>,
}

/// A type that is one of some words.
pub(super) struct Enumeration {
    pub(super) name: String,
    pub(super) values: Vec<&'static str>,
}

/// A method and a path, with what goes there and what comes back.
pub(super) struct Operation {
    pub(super) group: &'static str,
    pub(super) name: String,
    pub(super) method: &'static str,
    pub(super) path: String,
    /// What fills the braces of the path.
    pub(super) parameter: Option<String>,
    pub(super) query: Vec<Member>,
    pub(super) headers: Vec<Member>,
    pub(super) body: Option<Object>,
    pub(super) status: u16,
    /// The participle that names the success.
    pub(super) done: &'static str,
    pub(super) success: Object,
    /// What stands inside body and success.
    pub(super) inner: Vec<Object>,
}

/// A type of seven or eight members.
pub(super) struct Object {
    pub(super) name: String,
    pub(super) members: Vec<Member>,
}

/// A member of an object, or a parameter.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) is_optional: bool,
    pub(super) sort: Sort,
}

/// What a member holds.
#[derive(Clone)]
pub(super) enum Sort {
    Text,
    Integer,
    Number,
    Boolean,
    Texts,
    /// The name of an [`Enumeration`], and its first value.
    Enumeration(String, &'static str),
    /// The name of an [`Object`].
    One(String),
    /// The name of an [`Object`], of which there are several.
    Many(String),
}

const GROUPS: [(&str, [&str; 4]); 10] = [
    ("accounts", ["user", "team", "role", "invite"]),
    ("billing", ["invoice", "payment", "refund", "tariff"]),
    ("catalog", ["product", "brand", "shelf", "picture"]),
    ("delivery", ["parcel", "route", "driver", "depot"]),
    ("events", ["booking", "ticket", "venue", "speaker"]),
    ("finance", ["ledger", "budget", "loan", "asset"]),
    ("fleet", ["vehicle", "tyre", "repair", "tank"]),
    ("hiring", ["vacancy", "applicant", "interview", "contract"]),
    ("insurance", ["policy", "claim", "quote", "broker"]),
    ("journal", ["article", "author", "review", "issue"]),
];

const ENUMERATIONS: [(&str, &[&str]); 5] = [
    ("State", &["open", "held", "closed", "void"]),
    ("Level", &["low", "middle", "high"]),
    ("Channel", &["web", "shop", "phone", "post", "partner"]),
    ("Unit", &["piece", "box", "pallet", "kilo", "litre", "hour"]),
    ("Reason", &["asked", "late", "broken", "wrong"]),
];

const MEMBERS: [&str; 40] = [
    "id", "title", "owner", "city", "street", "country", "phone", "email", "note", "label",
    "color", "size", "weight", "height", "price", "tax", "total", "count", "share", "score",
    "active", "visible", "paid", "urgent", "created", "changed", "expires", "started", "ended",
    "source", "target", "region", "branch", "agent", "partner", "contact", "code", "number",
    "season", "version",
];

/// What an operation does to a resource.
struct Verb {
    name: &'static str,
    method: &'static str,
    /// Of a success.
    status: u16,
    /// The participle that names the success.
    done: &'static str,
    /// Whether the path ends with the one that is meant.
    of_one: bool,
}

const LIST: Verb = Verb {
    name: "list",
    method: "GET",
    status: 200,
    done: "Listed",
    of_one: false,
};
const GET: Verb = Verb {
    name: "get",
    method: "GET",
    status: 200,
    done: "Found",
    of_one: true,
};
const CREATE: Verb = Verb {
    name: "create",
    method: "POST",
    status: 201,
    done: "Created",
    of_one: false,
};
const REPLACE: Verb = Verb {
    name: "replace",
    method: "PUT",
    status: 200,
    done: "Replaced",
    of_one: true,
};
const REMOVE: Verb = Verb {
    name: "remove",
    method: "DELETE",
    status: 200,
    done: "Removed",
    of_one: true,
};

impl Api {
    /// The same in every run.
    #[must_use]
    pub fn made_up() -> Self {
        let mut draw = Draw::new(2026);
        let groups = GROUPS.map(|(name, resources)| Group::draw(&mut draw, name, &resources));
        Self {
            groups: groups.into(),
        }
    }

    pub(super) fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}

impl Group {
    fn draw(draw: &mut Draw, name: &'static str, resources: &[&str]) -> Self {
        let enumerations = ENUMERATIONS.map(|(kind, values)| Enumeration {
            name: format!("{}{kind}", pascal(name)),
            values: values.to_vec(),
        });
        let mut group = Self {
            name,
            enumerations: enumerations.into(),
            operations: Vec::new(),
        };
        for resource in resources {
            let operations = group.resource(draw, resource);
            group.operations.extend(operations);
        }
        group
    }

    /// Five operations with fifteen objects.
    fn resource(&self, draw: &mut Draw, noun: &str) -> [Operation; 5] {
        let mut object = |name: String, held: &[Sort]| self.object(draw, name, held);
        let pascal = pascal(noun);
        let named = |suffix: &str| format!("{pascal}{suffix}");
        let one = |suffix: &str| Sort::One(named(suffix));
        let many = |suffix: &str| Sort::Many(named(suffix));
        let listed = Operation {
            query: self.filters(),
            headers: vec![Member::optional("X-Trace", Sort::Text)],
            inner: vec![
                object(named("Summary"), &[one("Keeper")]),
                object(named("Keeper"), &[]),
            ],
            ..Operation::new(
                self.name,
                noun,
                &LIST,
                object(named("Listed"), &[many("Summary")]),
            )
        };
        let found = Operation {
            inner: vec![object(named("Part"), &[]), object(named("Place"), &[])],
            ..Operation::new(
                self.name,
                noun,
                &GET,
                object(named("Found"), &[many("Part"), one("Place")]),
            )
        };
        let created = Operation {
            body: Some(object(format!("New{pascal}"), &[many("Entry")])),
            inner: vec![object(named("Entry"), &[])],
            ..Operation::new(self.name, noun, &CREATE, object(named("Created"), &[]))
        };
        let replaced = Operation {
            body: Some(object(format!("Other{pascal}"), &[one("Terms")])),
            inner: vec![object(named("Terms"), &[])],
            ..Operation::new(self.name, noun, &REPLACE, object(named("Replaced"), &[]))
        };
        let removed = Operation {
            inner: vec![object(named("Balance"), &[]), object(named("Remains"), &[])],
            ..Operation::new(
                self.name,
                noun,
                &REMOVE,
                object(named("Removed"), &[one("Balance"), many("Remains")]),
            )
        };
        [listed, found, created, replaced, removed]
    }

    fn filters(&self) -> Vec<Member> {
        let state = self.enumerations.first().map(Enumeration::sort);
        let mut filters = vec![
            Member::optional("limit", Sort::Integer),
            Member::optional("after", Sort::Text),
        ];
        filters.extend(state.map(|state| Member::optional("state", state)));
        filters
    }

    /// An object that holds these, and others that are drawn.
    fn object(&self, draw: &mut Draw, name: String, held: &[Sort]) -> Object {
        let first = draw.below(MEMBERS.len());
        let names = MEMBERS.iter().cycle().skip(first).copied();
        let count = 7 + draw.below(2);
        let sorts: Vec<Sort> = (0..count)
            .map(|place| match held.get(place) {
                Some(held) => held.clone(),
                None => self.sort(draw),
            })
            .collect();
        let members = names.zip(sorts).map(|(name, sort)| Member {
            name,
            // A list that is missing and an empty one are the same to one side, so that none is optional.
            is_optional: !matches!(sort, Sort::Texts | Sort::Many(_)) && draw.below(4) == 0,
            sort,
        });
        Object {
            members: members.collect(),
            name,
        }
    }

    fn sort(&self, draw: &mut Draw) -> Sort {
        match draw.below(10) {
            0..4 => Sort::Text,
            4 | 5 => Sort::Integer,
            6 => Sort::Number,
            7 => Sort::Boolean,
            8 => Sort::Texts,
            _ => {
                let place = draw.below(self.enumerations.len());
                self.enumerations
                    .get(place)
                    .map_or(Sort::Text, Enumeration::sort)
            }
        }
    }
}

impl Enumeration {
    fn sort(&self) -> Sort {
        let first = self.values.first().copied().unwrap_or_default();
        Sort::Enumeration(self.name.clone(), first)
    }
}

impl Operation {
    /// One that sends nothing but what fills its path.
    fn new(group: &'static str, noun: &str, verb: &Verb, success: Object) -> Self {
        let of_all = format!("/{group}/{noun}");
        let parameter = verb.of_one.then(|| format!("{noun}_id"));
        Self {
            group,
            name: format!("{}_{noun}", verb.name),
            method: verb.method,
            path: match &parameter {
                Some(parameter) => format!("{of_all}/{{{parameter}}}"),
                None => of_all,
            },
            parameter,
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
            status: verb.status,
            done: verb.done,
            success,
            inner: Vec::new(),
        }
    }

    /// One line of words for the docs.
    pub(super) fn description(&self) -> String {
        let (verb, noun) = self.name.split_once('_').unwrap_or((&self.name, ""));
        format!("Asks to {verb} the {noun} as far as the owner of the token may.")
    }

    pub(super) fn object(&self, name: &str) -> Option<&Object> {
        self.inner.iter().find(|object| object.name == name)
    }
}

impl Member {
    fn optional(name: &'static str, sort: Sort) -> Self {
        Self {
            name,
            is_optional: true,
            sort,
        }
    }

    /// One line of words for the docs.
    pub(super) fn description(&self) -> String {
        format!("The {} as it was last told.", self.name)
    }
}

/// `billing_state` or `billing` as a type is named.
pub(super) fn pascal(name: &str) -> String {
    let parts = name.split('_').map(|part| {
        let (first, rest) = part.split_at(part.len().min(1));
        first.to_uppercase() + rest
    });
    parts.collect()
}
