//! A spec, or a part of one, before it is text.

use std::fmt::Write as _;

use crate::quoted;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Null,
    Boolean(bool),
    /// Its digits.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Entries of a map.
pub(crate) type Entries = Vec<(String, Node)>;

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Node {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<Entries> for Node {
    fn from(entries: Entries) -> Self {
        Self::Map(entries)
    }
}

impl From<Vec<Node>> for Node {
    fn from(items: Vec<Node>) -> Self {
        Self::List(items)
    }
}

/// A map of these entries.
pub(crate) fn map<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Map(list(entries))
}

/// These entries.
pub(crate) fn list<const N: usize>(entries: [(&str, Node); N]) -> Entries {
    let entries = entries.into_iter();
    entries.map(|(key, node)| (key.to_owned(), node)).collect()
}

impl Node {
    /// The node as the file of a spec.
    pub(crate) fn yaml(&self) -> String {
        let mut text = String::new();
        self.block(0, &mut text);
        text
    }

    /// The node as JSON.
    pub(crate) fn json(&self) -> String {
        match self {
            Self::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::json).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, node)| {
                    let key = serde_json::Value::from(key.as_str());
                    format!("{key}: {}", node.json())
                });
                let entries: Vec<String> = entries.collect();
                format!("{{{}}}", entries.join(", "))
            }
            other => other.flow(),
        }
    }

    /// The node where there is text: that of a scalar, JSON of anything else.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            other => other.json(),
        }
    }

    fn block(&self, indent: usize, text: &mut String) {
        let Self::Map(entries) = self else {
            text.push_str(&self.flow());
            return;
        };
        for (key, node) in entries {
            let _ = write!(text, "{:indent$}{}:", "", scalar(key));
            let flow = node.flow();
            match node {
                Self::Map(inner) if !inner.is_empty() && (indent == 0 || flow.len() > 60) => {
                    text.push('\n');
                    node.block(indent + 2, text);
                }
                _ => {
                    let _ = writeln!(text, " {flow}");
                }
            }
        }
    }

    fn flow(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(value) => value.to_string(),
            Self::Number(digits) => digits.clone(),
            Self::Text(text) => scalar(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Map(entries) => {
                let entries = entries.iter();
                let entries: Vec<String> = entries
                    .map(|(key, node)| format!("{}: {}", scalar(key), node.flow()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// Every node with one entry or element less, the large ones first.
    pub(crate) fn smaller(&self) -> Vec<Node> {
        let mut found = Vec::new();
        match self {
            Self::Map(entries) => {
                for index in 0..entries.len() {
                    let mut fewer = entries.clone();
                    fewer.remove(index);
                    found.push(Self::Map(fewer));
                }
                for (index, (_, node)) in entries.iter().enumerate() {
                    for smaller in node.smaller() {
                        let mut entries = entries.clone();
                        entries[index].1 = smaller;
                        found.push(Self::Map(entries));
                    }
                }
            }
            Self::List(items) => {
                for index in 0..items.len() {
                    let mut fewer = items.clone();
                    fewer.remove(index);
                    found.push(Self::List(fewer));
                }
                for (index, node) in items.iter().enumerate() {
                    for smaller in node.smaller() {
                        let mut items = items.clone();
                        items[index] = smaller;
                        found.push(Self::List(items));
                    }
                }
            }
            _ => {}
        }
        found
    }
}

/// Text that needs no quotes without them, anything else in quotes.
fn scalar(text: &str) -> String {
    let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "_-?".contains(character));
    let is_other = matches!(
        text.to_ascii_lowercase().as_str(),
        "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "nan" | "inf"
    );
    if is_word && !is_other {
        text.to_owned()
    } else {
        quoted(text)
    }
}
