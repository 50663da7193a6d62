//! The names and values of a request in the order of their names, joined to be signed.

use crate::json::Value;
use crate::{Fault, form, percent};

/// Which names and values of a request are joined, and how.
///
/// ```
/// use docwright_wire::recipe::{Holder, Sorted};
///
/// let pairs = Holder::Query.pairs(b"b=2&a=x%20y").unwrap();
/// assert_eq!(Sorted::DEFAULT.join(pairs), "a=x y&b=2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorted<'s> {
    /// Where they are looked for.
    pub of: &'s [Holder],
    /// How each name is written with its value.
    pub each: &'s [PairPart<'s>],
    /// What stands between two of them.
    pub between: &'s str,
    /// The names that are left out.
    pub except: &'s [&'s str],
    /// Whether those without a value are left out.
    pub skips_empty: bool,
    /// Whether names and values are percent-encoded before they are sorted (RFC 5849 section 3.4.1.3.2).
    pub is_encoded: bool,
}

/// A part of a request that holds names and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The query.
    Query,
    /// A body of pairs, `application/x-www-form-urlencoded`.
    Form,
    /// A body that is a JSON object: its own members that are texts, numbers or booleans, as they
    /// are written.
    Json,
}

/// A part of what is written for a name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairPart<'s> {
    /// Text as it is.
    Literal(&'s str),
    /// The name.
    Name,
    /// The value.
    Value,
}

impl Sorted<'_> {
    /// `name=value` of the whole request, with `&` between.
    pub const DEFAULT: Self = Self {
        of: &[Holder::Query, Holder::Form, Holder::Json],
        each: &[PairPart::Name, PairPart::Literal("="), PairPart::Value],
        between: "&",
        except: &[],
        skips_empty: false,
        is_encoded: false,
    };

    /// The pairs that stay, by their names and then by their values, byte by byte, as one text.
    #[must_use]
    pub fn join(&self, mut pairs: Vec<(String, String)>) -> String {
        pairs.retain(|(name, value)| {
            let is_left_out = self.except.contains(&name.as_str());
            let is_skipped = self.skips_empty && value.is_empty();
            !is_left_out && !is_skipped
        });
        if self.is_encoded {
            for (name, value) in &mut pairs {
                *name = percent::encode_segment(name);
                *value = percent::encode_segment(value);
            }
        }
        pairs.sort_unstable();
        let mut text = String::new();
        for (index, (name, value)) in pairs.iter().enumerate() {
            if index > 0 {
                text.push_str(self.between);
            }
            for part in self.each {
                text.push_str(match part {
                    PairPart::Literal(literal) => literal,
                    PairPart::Name => name,
                    PairPart::Value => value,
                });
            }
        }
        text
    }
}

impl Holder {
    /// The names and values that stand in the text of such a part, decoded, in their order there.
    ///
    /// # Errors
    /// If the text isn't of that kind.
    pub fn pairs(self, text: &[u8]) -> Result<Vec<(String, String)>, Fault> {
        match self {
            Self::Query => query(&String::from_utf8_lossy(text)),
            Self::Form => form::parse(&String::from_utf8_lossy(text)),
            Self::Json => Ok(members(Value::parse(text)?)),
        }
    }
}

/// As a form's pairs, but that a `+` is one: what encodes queries never writes it for a space.
fn query(text: &str) -> Result<Vec<(String, String)>, Fault> {
    let pieces = text.split('&').filter(|piece| !piece.is_empty());
    let pairs = pieces.map(|piece| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let name = percent::decode(name)?.into_owned();
        Ok((name, percent::decode(value)?.into_owned()))
    });
    pairs.collect()
}

fn members(body: Value) -> Vec<(String, String)> {
    let Value::Object(members) = body else {
        return Vec::new();
    };
    let members = members.into_iter().filter_map(|(name, value)| {
        let value = match value {
            Value::String(text) => text,
            Value::Number(_) | Value::Boolean(_) => value.to_string(),
            Value::Null | Value::List(_) | Value::Object(_) => return None,
        };
        Some((name, value))
    });
    members.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(rule: Sorted<'_>, holder: Holder, text: &str) -> String {
        rule.join(holder.pairs(text.as_bytes()).unwrap())
    }

    /// The parameters of RFC 5849 section 3.4.1.3.1, and what section 3.4.1.3.2 makes of them.
    #[test]
    fn names_then_values_are_sorted_encoded() {
        let rule = Sorted {
            is_encoded: true,
            ..Sorted::DEFAULT
        };
        let mut pairs = Holder::Query
            .pairs(b"b5=%3D%253D&a3=a&c%40=&a2=r%20b")
            .unwrap();
        pairs.extend(Holder::Form.pairs(b"c2&a3=2+q").unwrap());
        for (name, value) in [
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
        ] {
            pairs.push((name.to_owned(), value.to_owned()));
        }
        assert_eq!(
            rule.join(pairs),
            "a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=&oauth_consumer_key=9djdj82h48djs9d2&\
             oauth_nonce=7d8f3e4a&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&\
             oauth_token=kkk9d7dh3k39sjv7"
        );
    }

    #[test]
    fn names_are_sorted_by_their_bytes() {
        let text = "b=1&B=2&a_=3&a1=4&a=5&%C3%A9=6";
        assert_eq!(
            joined(Sorted::DEFAULT, Holder::Query, text),
            "B=2&a=5&a1=4&a_=3&b=1&é=6"
        );
    }

    #[test]
    fn a_plus_is_a_space_in_forms_alone() {
        let both = [Holder::Query, Holder::Form];
        let joined = both.map(|holder| joined(Sorted::DEFAULT, holder, "a=1+2"));
        assert_eq!(joined, ["a=1+2", "a=1 2"]);
    }

    #[test]
    fn what_is_left_out_and_how_the_rest_is_written() {
        let rule = Sorted {
            each: &[PairPart::Name, PairPart::Value],
            between: "",
            except: &["format"],
            skips_empty: true,
            ..Sorted::DEFAULT
        };
        let text = "method=get&format=json&api_key=k&user=&c";
        assert_eq!(joined(rule, Holder::Form, text), "api_keykmethodget");
        let values = Sorted {
            each: &[PairPart::Value],
            between: "|",
            ..Sorted::DEFAULT
        };
        assert_eq!(joined(values, Holder::Query, "b=2&a=1&c="), "1|2|");
        assert_eq!(joined(values, Holder::Query, ""), "");
    }

    #[test]
    fn members_of_an_object_are_written_as_they_stand() {
        let text = r#"{"b":1.50,"a":"x\ny","on":true,"none":null,"list":[1],"inner":{"c":1}}"#;
        assert_eq!(
            joined(Sorted::DEFAULT, Holder::Json, text),
            "a=x\ny&b=1.50&on=true"
        );
        assert_eq!(joined(Sorted::DEFAULT, Holder::Json, "[1]"), "");
        assert!(Holder::Json.pairs(b"{").is_err());
    }
}
