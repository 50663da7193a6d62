//! The `Link` header (RFC 8288 section 3).

/// The target of the first link of this relation, in the value of a `Link` header. Relations are
/// compared without regard to letter case.
///
/// ```
/// use docwright_wire::link;
///
/// let value = r#"<https://a.example/?page=1>; rel="prev", </?page=3&x=a,b>; title="a, b"; rel=next"#;
/// assert_eq!(link::target(value, "next"), Some("/?page=3&x=a,b"));
/// assert_eq!(link::target(value, "last"), None);
/// ```
#[must_use]
pub fn target<'a>(value: &'a str, relation: &str) -> Option<&'a str> {
    let mut rest = value;
    while let Some((_, from)) = rest.split_once('<') {
        let (target, behind) = from.split_once('>')?;
        let (parameters, next) = split_outside_quotes(behind, ',');
        if has_relation(parameters, relation) {
            return Some(target.trim());
        }
        rest = next;
    }
    None
}

/// Whether the first `rel` among the parameters of a link names the relation: others don't count
/// (RFC 8288 section 3.3).
fn has_relation(parameters: &str, relation: &str) -> bool {
    let mut rest = parameters;
    while !rest.is_empty() {
        let (parameter, next) = split_outside_quotes(rest, ';');
        rest = next;
        let Some((name, value)) = parameter.split_once('=') else {
            continue;
        };
        if name.trim().eq_ignore_ascii_case("rel") {
            let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
            return relations.any(|found| found.eq_ignore_ascii_case(relation));
        }
    }
    false
}

/// What stands before the first separator that isn't within quotes, and what stands behind it.
fn split_outside_quotes(text: &str, separator: char) -> (&str, &str) {
    let mut quoted = false;
    let mut escaped = false;
    for (index, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if character == separator && !quoted => {
                let behind = text.get(index + separator.len_utf8()..).unwrap_or_default();
                return (text.get(..index).unwrap_or_default(), behind);
            }
            _ => {}
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_by_its_relation() {
        for (value, found) in [
            ("<b>; rel=next", Some("b")),
            ("<b>;REL=\"Next\"", Some("b")),
            ("<a>; rel=last, <b>; rel=\"prefetch next\"", Some("b")),
            (
                "<a>; title=\"x, <y>; rel=next\"; rel=last,<b>;rel=next",
                Some("b"),
            ),
            ("<a>; title=\"\\\"; rel=next\"; rel=last", None),
            ("<a>; rel=last; rel=next", None),
            ("<a>; rel=nextpage", None),
            ("<a>", None),
            ("<a; rel=next", None),
            ("a; rel=next", None),
            ("", None),
        ] {
            assert_eq!(target(value, "next"), found, "{value}");
        }
    }
}
