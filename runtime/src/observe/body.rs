//! Bodies, as far as they may be shown.

use docwright_wire::json::{Value, Writer};

use crate::mask::{MASK, mask};
use crate::{Secret, Secrets};

/// What stands behind a body that goes on.
const MORE: &str = "…";

/// A body as text, of this many characters at most: known secrets are masked in every spelling, and
/// what the spec says to be secret is left out.
pub(super) fn shown(body: &[u8], known: &[Secret], secrets: Secrets, limit: usize) -> String {
    let text = match secrets {
        Secrets::Nothing => Some(String::from_utf8_lossy(body).into_owned()),
        Secrets::Members(names) => without(body, names),
        Secrets::Body => None,
    };
    let Some(text) = text else {
        return format!("{MASK} ({} bytes)", body.len());
    };
    // Before it is cut, or the beginning of a secret could stand at its end.
    let mut text = mask(&text, known);
    if let Some((end, _)) = text.char_indices().nth(limit) {
        text.truncate(end);
        text.push_str(MORE);
    }
    text
}

/// JSON, or lines of JSON, without the values of these members; another text as it is, in which no
/// member can be. `None` of JSON that can't be read.
pub(crate) fn without(body: &[u8], names: &[&str]) -> Option<String> {
    if let Ok(value) = Value::parse(body) {
        return written(value, names);
    }
    let text = std::str::from_utf8(body).ok()?;
    if !text.contains(['{', '"']) {
        return Some(text.to_owned());
    }
    let lines = text.lines();
    let lines = lines.filter(|line| !line.trim().is_empty());
    let lines: Option<Vec<String>> = lines
        .map(|line| written(Value::parse(line).ok()?, names))
        .collect();
    Some(lines?.join("\n"))
}

fn written(mut value: Value, names: &[&str]) -> Option<String> {
    hide(&mut value, names);
    let mut json = Writer::new();
    value.write(&mut json);
    String::from_utf8(json.finish().ok()?).ok()
}

fn hide(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if names.contains(&name.as_str()) {
                    *value = Value::String(MASK.to_owned());
                } else {
                    hide(value, names);
                }
            }
        }
        Value::List(values) => values.iter_mut().for_each(|value| hide(value, names)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::String(_) => (),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_secrets_are_masked_and_the_rest_is_shown() {
        let known = [Secret::from("s3cret")];
        let body = b"a s3cret b \xff";
        assert_eq!(
            shown(body, &known, Secrets::Nothing, 100),
            "a [secret] b \u{fffd}"
        );
        assert_eq!(shown(body, &known, Secrets::Nothing, 4), "a [s…");
        // What is cut off shows no part of it.
        assert_eq!(shown(b"ab s3cret", &known, Secrets::Nothing, 3), "ab …");
    }

    #[test]
    fn secret_members_are_left_out_wherever_they_stand() {
        let secrets = Secrets::Members(&["token", "codes"]);
        let shown = |body: &str| shown(body.as_bytes(), &[], secrets, 1000);
        assert_eq!(
            shown(r#"{"token": "t", "n": 1, "of": [{"codes": ["a", {"b": 2}], "x": null}]}"#),
            r#"{"token":"[secret]","n":1,"of":[{"codes":"[secret]","x":null}]}"#
        );
        assert_eq!(
            shown("{\"token\": \"t\"}\n\n{\"n\": 2}\n"),
            "{\"token\":\"[secret]\"}\n{\"n\":2}"
        );
    }

    #[test]
    fn a_body_whose_secrets_cannot_be_found_is_not_shown() {
        let secrets = Secrets::Members(&["token"]);
        let cut = br#"{"token": "t"#;
        assert_eq!(shown(cut, &[], secrets, 100), "[secret] (12 bytes)");
        assert_eq!(shown(b"{]", &[], secrets, 100), "[secret] (2 bytes)");
        assert_eq!(shown(b"<html>", &[], secrets, 100), "<html>");
        assert_eq!(shown(b"{}", &[], Secrets::Body, 100), "[secret] (2 bytes)");
    }
}
