//! Values of several parts, and those that are one of several.

use std::collections::BTreeMap;

use docwright_runtime::json::Value as Any;
use docwright_tests::Dice;
use docwright_tests::accept::echo_json::types::{
    Channel, ChannelPush, ChannelSms, Closed, Family, Level, Node, Shapes, ShapesObjects, Side,
    Value, ValueNamed, ValueOther,
};

use crate::json::{kept, nullable};
use crate::scalars::{decimal, digits, integer, maybe, number, several, text, text_of, truth};
use crate::times::instant;

pub(crate) fn shapes(dice: &mut Dice) -> Shapes {
    Shapes {
        sides: several(dice, 4, |dice| side(dice, |_| true)),
        levels: several(dice, 4, level),
        closed: several(dice, 4, closed),
        channels: several(dice, 4, channel),
        values: several(dice, 4, value),
        node: node(dice, 4),
        family: family(dice),
        anything: any(dice, 4),
        inside: any(dice, 4),
        spelt: kept(dice),
        nulls: several(dice, 4, |dice| maybe(dice, text)),
        // `-1` stands for `null`.
        marked: several(dice, 4, |dice| {
            maybe(dice, integer).filter(|one| *one != -1)
        }),
        one: several(dice, 2, decimal),
        nested: several(dice, 3, |dice| several(dice, 3, integer)),
        map: map(dice, number),
        lists: map(dice, |dice| several(dice, 3, truth)),
        pair: (decimal(dice), maybe(dice, integer)),
        points: several(dice, 3, |dice| (text(dice), kept(dice), any(dice, 2))),
        // Elements that hold the separator are refused, and so is a list of one empty text.
        joined: joined(dice, |c| c != ','),
        numbers: several(dice, 4, integer),
        pairs: several(dice, 4, |dice| {
            (integer(dice), side(dice, |c| !matches!(c, ',' | ':')))
        }),
        texts: several(dice, 4, text),
        objects: several(dice, 3, |dice| ShapesObjects {
            size: integer(dice),
        }),
    }
}

/// Texts of those characters that are kept, but not a single one that is empty.
pub(crate) fn joined(dice: &mut Dice, keep: impl Fn(char) -> bool) -> Vec<String> {
    let mut texts = several(dice, 4, |dice| text_of(dice, &keep));
    if texts == [""] {
        texts.push(String::new());
    }
    texts
}

/// An unknown value is none of those that are known.
fn side(dice: &mut Dice, keep: impl Fn(char) -> bool) -> Side {
    match dice.below(5) {
        0 => Side::Buy,
        1 => Side::Sell,
        2 => Side::Value,
        3 => Side::TwoWords,
        _ => Side::Unknown(format!("{}~", text_of(dice, keep))),
    }
}

fn closed(dice: &mut Dice) -> Closed {
    match truth(dice) {
        true => Closed::Open,
        false => Closed::Done,
    }
}

fn level(dice: &mut Dice) -> Level {
    match dice.below(4) {
        0 => Level::N1,
        1 => Level::N2,
        2 => Level::N3,
        _ => match integer(dice) {
            1 | 2 | -3 => Level::N1,
            other => Level::Unknown(other.to_string()),
        },
    }
}

fn channel(dice: &mut Dice) -> Channel {
    let delay = maybe(dice, |dice| nullable(maybe(dice, integer)));
    match dice.below(3) {
        0 => Channel::Sms(ChannelSms {
            delay,
            number: text(dice),
        }),
        1 => Channel::Push(ChannelPush {
            delay,
            device: integer(dice),
            wait: maybe(dice, number),
        }),
        _ => Channel::Unknown(Any::object([
            ("type", Any::from("pigeon")),
            ("speed", any(dice, 2)),
        ])),
    }
}

fn value(dice: &mut Dice) -> Value {
    match dice.below(7) {
        0 => Value::Text(text(dice)),
        1 => Value::Number(decimal(dice)),
        2 => Value::Flag(truth(dice)),
        3 => Value::Many(several(dice, 3, text)),
        4 => Value::Named(ValueNamed { name: text(dice) }),
        5 => Value::Other(ValueOther { id: integer(dice) }),
        _ => Value::Unknown(Any::object([("size", any(dice, 2))])),
    }
}

fn node(dice: &mut Dice, depth: usize) -> Node {
    let deeper = depth > 0;
    Node {
        name: text(dice),
        next: (deeper && truth(dice)).then(|| Box::new(node(dice, depth - 1))),
        below: match deeper {
            true => several(dice, 2, |dice| node(dice, depth - 1)),
            false => Vec::new(),
        },
    }
}

/// A key that makes the name of another member is refused.
fn family(dice: &mut Dice) -> Family {
    const OWN: [&str; 6] = ["maybe", "null", "either", "absent", "unset", "none"];
    let mut price = map(dice, decimal);
    price.retain(|key, _| !key.is_empty() && (!key.starts_with("at_") || key == "at_"));
    let mut price_at = map(dice, |dice| instant(dice, 1_000_000));
    price_at.retain(|key, _| !key.is_empty());
    let mut other = map(dice, |dice| any(dice, 2));
    other.retain(|key, _| {
        !OWN.contains(&key.as_str()) && (!key.starts_with("price_") || key == "price_")
    });
    let kept = kept(dice);
    Family {
        maybe: kept.maybe,
        null: kept.null,
        either: kept.either,
        absent: kept.absent,
        unset: kept.unset,
        none: kept.none,
        price,
        price_at,
        other,
    }
}

fn map<T>(dice: &mut Dice, mut one: impl FnMut(&mut Dice) -> T) -> BTreeMap<String, T> {
    const KEYS: [&str; 7] = ["", "*", "at_", "at_*", "price_", "price_eur", "maybe"];
    several(dice, 5, |dice| {
        let key = match dice.chance(40) {
            true => dice.pick(&KEYS).to_owned(),
            false => text(dice),
        };
        (key, one(dice))
    })
    .into_iter()
    .collect()
}

/// Any JSON that isn't deeper.
fn any(dice: &mut Dice, depth: usize) -> Any {
    match dice.below(if depth == 0 { 5 } else { 7 }) {
        0 => Any::Null,
        1 => Any::from(truth(dice)),
        2 => digits(dice).parse().expect("a number of JSON"),
        3 => Any::from(integer(dice)),
        4 => Any::from(text(dice)),
        5 => Any::List(several(dice, 3, |dice| any(dice, depth - 1))),
        _ => Any::object(map(dice, |dice| any(dice, depth - 1))),
    }
}
