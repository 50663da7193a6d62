//! Values of one text, in every spelling.

use crate::node::{Node, map};
use crate::values::{Medium, Usage, Value, with};
use docwright_tests::Dice;

/// Types that have one spelling, with a value.
const PLAIN: [(&str, &str); 6] = [
    ("uuid", "67e55044-10b1-426f-9247-bb680e5fe0c8"),
    ("date", "2026-11-20"),
    ("time", "15:04:05"),
    ("datetime", "2026-11-20T15:04:05.25Z"),
    ("bytes", "+/8="),
    ("url", "https://shop.example/a?b=c"),
];

/// Formats of points in time that are text.
const TEXTS: [(&str, &str, &str); 5] = [
    ("rfc3339", "", "2026-11-20T15:04:05Z"),
    ("rfc2822", "", "Fri, 20 Nov 2026 10:00:00 +0000"),
    ("http", "", "Fri, 20 Nov 2026 10:00:00 GMT"),
    ("%d/%m/%Y %H:%M:%S %z", "", "20/11/2026 15:30:00 +0000"),
    ("%d-%m-%Y %H:%M", "+05:30", "20-11-2026 10:00"),
];

/// Formats of points in time that are numbers.
const NUMBERS: [(&str, &str); 5] = [
    ("unix_s", "1795168800"),
    ("unix_ms", "1795168800250"),
    ("unix_us", "-1"),
    ("unix_ns", "1795168800000000001"),
    ("unix_fraction", "1795168800.25"),
];

const UNITS: [&str; 6] = ["ns", "us", "ms", "s", "min", "h"];

const INTEGERS: [&str; 5] = [
    "0",
    "-1",
    "42",
    "9223372036854775807",
    "-9223372036854775808",
];

const DECIMALS: [&str; 4] = ["12.50", "-0.0000001", "0", "9999999999999999999999999999"];

/// Text that a value of this medium can be.
pub(crate) fn text(dice: &mut Dice, medium: Medium) -> String {
    let narrow = ["plain", "x", "A-17"];
    let wide = [
        "two words",
        "null",
        "0013",
        "a=b&c",
        "{token}",
        "ünïcode 名前 🦀",
        "<b>\"quoted\" & 'more'</b>",
    ];
    let json = ["", "line\nend", "\\u0000 \u{7f}", "\u{feff}", " "];
    let text = match medium {
        Medium::Json if dice.chance(30) => dice.pick(&json),
        Medium::Json | Medium::Pairs | Medium::Inner | Medium::Parts if dice.chance(50) => {
            dice.pick(&wide)
        }
        Medium::Path if dice.chance(30) => "ä /ö?#%2F",
        Medium::Header | Medium::Properties if dice.chance(30) => "a b; c=\"d\"",
        Medium::Xml if dice.chance(30) => "a < b & \"c\"",
        _ => dice.pick(&narrow),
    };
    text.to_owned()
}

/// A value of `any`.
pub(crate) fn anything(dice: &mut Dice) -> Node {
    match dice.below(5) {
        0 => Node::Boolean(false),
        1 => Node::Number("1.2300".to_owned()),
        2 => text(dice, Medium::Json).into(),
        3 => vec![anything(dice), Node::from(1)].into(),
        _ => map([("", anything(dice)), ("a/b~c", Node::Null)]),
    }
}

/// A type whose values hold none of the separators of lists.
pub(crate) fn joinable(dice: &mut Dice, medium: Medium) -> Value {
    match dice.below(4) {
        0 => Value::same("integer".into(), number(&INTEGERS, dice)),
        1 => Value::same("date".into(), "2026-11-20".into()),
        2 if medium != Medium::Json => Value::same("boolean".into(), dice.chance(50).into()),
        _ => Value::same("string".into(), "A-17".into()),
    }
}

/// Any value of one text.
pub(crate) fn scalar(dice: &mut Dice, medium: Medium, usage: Usage) -> Value {
    // A cookie holds neither white space nor quotes (RFC 6265 section 4.1.1).
    if medium == Medium::Cookie {
        return joinable(dice, medium);
    }
    match dice.below(15) {
        0..3 => Value::same("string".into(), text(dice, medium).into()),
        3..5 => {
            let digits = number(&INTEGERS, dice);
            spelt(dice, "integer".into(), digits)
        }
        5 => {
            let among = ["1.5", "-0.25", "0", "1e3"];
            let digits = dice.pick(&among[..if usage == Usage::Printed { 3 } else { 4 }]);
            spelt(dice, "number".into(), Node::Number(digits.to_owned()))
        }
        6 => {
            let digits = number(&DECIMALS, dice);
            let ty = if dice.chance(30) {
                map([("type", "decimal".into()), ("format", "digits".into())])
            } else {
                "decimal".into()
            };
            spelt(dice, ty, digits)
        }
        7 => boolean(dice, usage),
        8 => {
            let (ty, value) = dice.pick(&PLAIN);
            Value::same(ty.into(), value.into())
        }
        9 => date(dice, usage),
        10 => {
            let ty = map([
                ("type", "duration".into()),
                ("unit", dice.pick(&UNITS).into()),
            ]);
            let number = Node::Number(dice.pick(&["0", "3", "250"]).to_owned());
            spelt(dice, ty, number)
        }
        11 => {
            let (spelling, value) =
                dice.pick(&[("base64", "+/8="), ("base64url", "-_8="), ("hex", "fbff")]);
            Value::same(
                with("bytes".into(), [("as", spelling.into())]),
                value.into(),
            )
        }
        12 => {
            let digits = Node::Number("12345678901234567890".to_owned());
            Value::same(with("string".into(), [("as", "number".into())]), digits)
        }
        13 => secret(dice, usage),
        _ => enumeration(dice, medium),
    }
}

fn number(among: &[&str], dice: &mut Dice) -> Node {
    Node::Number(dice.pick(among).to_owned())
}

/// A number, at times inside of a string.
fn spelt(dice: &mut Dice, ty: Node, digits: Node) -> Value {
    if !dice.chance(30) {
        return Value::same(ty, digits);
    }
    Value::same(with(ty, [("as", "string".into())]), digits.text().into())
}

fn boolean(dice: &mut Dice, usage: Usage) -> Value {
    match dice.below(3) {
        0 => Value::same("boolean".into(), dice.chance(50).into()),
        1 => spelt(dice, "boolean".into(), true.into()),
        _ => {
            let as_ = map([
                ("yes", dice.pick(&["Y", "on", "true"]).into()),
                ("no", vec![Node::from("N"), 0.into()].into()),
            ]);
            let value: Node = if dice.chance(50) || usage == Usage::Printed {
                "N".into()
            } else {
                0.into()
            };
            Value::same(with("boolean".into(), [("as", as_)]), value)
        }
    }
}

fn date(dice: &mut Dice, usage: Usage) -> Value {
    let instant = |format: Node| with("datetime".into(), [("format", format)]);
    match dice.below(6) {
        0 => Value::same(
            with("date".into(), [("format", "%d-%m-%Y".into())]),
            "20-11-2026".into(),
        ),
        1 => Value::same(
            with("time".into(), [("format", "%H:%M".into())]),
            "15:04".into(),
        ),
        2 => Value::same(
            instant("%H:%M:%S %d-%m-%Y".into()),
            "15:04:05 20-11-2026".into(),
        ),
        3 => {
            let (format, digits) = dice.pick(&NUMBERS);
            spelt(
                dice,
                instant(format.into()),
                Node::Number(digits.to_owned()),
            )
        }
        4 => {
            let (format, zone, value) = dice.pick(&TEXTS);
            let ty = instant(format.into());
            let ty = if zone.is_empty() {
                ty
            } else {
                with(ty, [("zone", zone.into())])
            };
            Value::same(ty, value.into())
        }
        _ => {
            let formats: Node = vec![Node::from("unix_ms"), "rfc3339".into()].into();
            let value = if dice.chance(50) || usage == Usage::Printed {
                Node::Number("1795168800250".to_owned())
            } else {
                "2026-11-20T15:04:05Z".into()
            };
            Value::same(instant(formats), value)
        }
    }
}

/// A text that occurs nowhere else, so that it can be looked for where it must not be shown.
fn secret(dice: &mut Dice, usage: Usage) -> Value {
    let value = format!("canary-{}", dice.fresh());
    let mut ty = if dice.chance(50) {
        "secret".into()
    } else {
        with("string".into(), [("secret", true.into())])
    };
    if usage == Usage::Sent && dice.chance(30) {
        let hashes = ["sha256_hex", "md5_hex", "sha1_base64", "sha512_base64"];
        ty = with(ty, [("as", dice.pick(&hashes).into())]);
    }
    Value::same(ty, value.into())
}

pub(crate) fn enumeration(dice: &mut Dice, medium: Medium) -> Value {
    let mut values: Vec<Node> = match (medium, dice.below(3)) {
        (_, 0) => vec![0.into(), (-1).into(), 2.into()],
        (Medium::Json | Medium::Pairs | Medium::Inner, 1) => {
            vec![
                "id".into(),
                "ID".into(),
                "a b".into(),
                "名前".into(),
                "fn".into(),
                "".into(),
            ]
        }
        _ => vec!["BUY".into(), "SELL".into(), "self".into()],
    };
    dice.shuffle(&mut values);
    values.truncate(1 + dice.below(values.len()));
    let value = dice.pick(&values.iter().collect::<Vec<_>>()).clone();
    let is_text = values.iter().all(|value| matches!(value, Node::Text(_)));
    let written = if is_text && dice.chance(30) {
        let meanings = values
            .iter()
            .map(|value| (value.text(), "What it means: `x`.".into()));
        Node::Map(meanings.collect())
    } else {
        values.into()
    };
    let mut ty = map([("enum", written)]);
    if dice.chance(40) {
        ty = with(ty, [("open", dice.chance(50).into())]);
    }
    Value::same(ty, value)
}
