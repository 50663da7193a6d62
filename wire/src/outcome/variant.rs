//! Which variant of a union a JSON value is, found before it is read.

use super::BodyCondition;
use super::condition::{Found, find_member};
use crate::Fault;
use crate::json::{Kind, Reader};

/// What tells one variant of a union from the others. Tables of them have the more specific ones
/// first.
#[derive(Debug, Clone, Copy)]
pub struct Variant<'a> {
    /// The kind of its values.
    pub kind: Kind,
    /// Constants that it holds; an empty path is the value itself.
    pub constants: &'a [BodyCondition<'a>],
    /// Members that it has.
    pub has: &'a [&'a str],
}

impl Variant<'_> {
    /// No constants and no members: for what a table doesn't say.
    pub const DEFAULT: Variant<'static> = Variant {
        kind: Kind::Object,
        constants: &[],
        has: &[],
    };

    fn is_next(&self, json: &Reader<'_>, kind: Kind) -> Result<bool, Fault> {
        if self.kind != kind {
            return Ok(false);
        }
        for name in self.has {
            if find_member(&mut json.clone(), &[name])? == Found::Missing {
                return Ok(false);
            }
        }
        for constant in self.constants {
            if !constant.holds_for(&find_member(&mut json.clone(), constant.path)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The position of the first variant that the next value is; nothing of it is read yet. `None` if it
/// is one that the page doesn't describe.
///
/// ```
/// use docwright_wire::json::{Kind, Reader};
/// use docwright_wire::outcome::{Variant, variant};
///
/// const VARIANTS: &[Variant<'static>] = &[
///     Variant { has: &["phone"], ..Variant::DEFAULT },
///     Variant { kind: Kind::String, ..Variant::DEFAULT },
/// ];
/// let mut json = Reader::new(br#"[{"phone": "1"}, "mail", {}]"#).unwrap();
/// let found = json.list(|json| {
///     let found = variant(json, VARIANTS)?;
///     json.skip()?;
///     Ok(found)
/// });
/// assert_eq!(found.unwrap(), [Some(0), Some(1), None]);
/// ```
///
/// # Errors
/// If the value can't be read as far as is needed to tell.
pub fn variant(json: &mut Reader<'_>, variants: &[Variant<'_>]) -> Result<Option<usize>, Fault> {
    let kind = json.kind()?;
    for (index, variant) in variants.iter().enumerate() {
        if variant.is_next(json, kind)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Literal;

    fn found(text: &str) -> Option<usize> {
        let tag = |value| BodyCondition {
            path: &["head", "type"],
            value: Literal::Text(value),
            ignore_case: false,
            or_missing: false,
        };
        let variants = [
            Variant {
                constants: &[tag("a")],
                has: &["x"],
                ..Variant::DEFAULT
            },
            Variant {
                constants: &[tag("a")],
                ..Variant::DEFAULT
            },
            Variant {
                kind: Kind::String,
                constants: &[BodyCondition {
                    path: &[],
                    value: Literal::Text("none"),
                    ignore_case: true,
                    or_missing: false,
                }],
                ..Variant::DEFAULT
            },
            Variant {
                kind: Kind::List,
                ..Variant::DEFAULT
            },
        ];
        let mut json = Reader::new(text.as_bytes()).unwrap();
        let found = variant(&mut json, &variants).unwrap();
        json.skip().unwrap();
        json.finish().unwrap();
        found
    }

    #[test]
    fn kind_constants_and_members_tell_variants_apart() {
        for (text, index) in [
            (r#"{"x": null, "head": {"type": "a"}}"#, Some(0)),
            (r#"{"head": {"type": "a"}}"#, Some(1)),
            (r#"{"head": {"type": "b"}, "x": 1}"#, None),
            ("\"NONE\"", Some(2)),
            ("\"some\"", None),
            ("[1]", Some(3)),
            ("1", None),
        ] {
            assert_eq!(found(text), index, "{text}");
        }
    }
}
