//! There and back as JSON.

use docwright_runtime::{Nullable, Secret};
use docwright_tests::accept::echo_json::types::{
    Days, Everything, Instants, Kept, Lengths, Scalars,
};
use docwright_tests::accept::echo_json::{Client, EchoRequest, EchoResponse};
use docwright_tests::{Dice, seeds};

use crate::echo::Echo;
use crate::scalars::{
    bytes, count, decimal, digits, exact, integer, maybe, number, text, truth, url, uuid,
};
use crate::times::{SECOND, civil, day, day_of, instant, instant_of_mail, length, time};
use crate::{CASES, assert_same, shapes};

#[tokio::test]
async fn every_type_comes_back_in_json() {
    let client = Client::builder()
        .transport(Echo::Body)
        .build()
        .expect("a client");
    for seed in seeds(CASES) {
        let dice = &mut Dice::new(seed);
        let hidden = text(dice);
        let all = everything(dice);
        let request = EchoRequest::new(Secret::from(hidden.as_str()), all.clone());
        let EchoResponse::Echoed(back) = client
            .echo(request)
            .await
            .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{all:#?}"));
        assert_same(&all, &back.all, "all", seed);
        // A secret has no equality, and `Debug` doesn't show it.
        assert_eq!(back.hidden.expose(), hidden, "seed {seed}");
    }
}

fn everything(dice: &mut Dice) -> Everything {
    Everything {
        scalars: scalars(dice),
        days: days(dice),
        instants: instants(dice),
        lengths: lengths(dice),
        kept: kept(dice),
        shapes: shapes::shapes(dice),
    }
}

fn scalars(dice: &mut Dice) -> Scalars {
    Scalars {
        text: text(dice),
        whole: integer(dice),
        number: number(dice),
        decimal: decimal(dice),
        truth: truth(dice),
        id: uuid(dice),
        link: url(dice),
        whole_text: integer(dice),
        number_text: number(dice),
        decimal_text: decimal(dice),
        truth_text: truth(dice),
        digits: digits(dice),
        exact: exact(dice),
        exact_text: exact(dice),
        count: count(dice),
        count_text: count(dice),
        letters: truth(dice),
        bits: truth(dice),
        base64: bytes(dice),
        base64url: bytes(dice),
        hex: bytes(dice),
        inside: decimal(dice),
    }
}

fn days(dice: &mut Dice) -> Days {
    Days {
        day: day(dice),
        numbered: day(dice),
        named: day(dice),
        // Two digits are a year between 1969 and 2068 (POSIX strptime).
        short: day_of(dice, 1969, 2068),
        compact: day_of(dice, 0, 9999),
        time: time(dice, 1),
        minutes: time(dice, 60_000_000_000),
        halves: time(dice, 1_000_000_000),
        civil: civil(dice, 1_000_000_000),
        exact: civil(dice, 1),
    }
}

/// Each to the fraction that its spelling holds.
fn instants(dice: &mut Dice) -> Instants {
    Instants {
        at: instant(dice, 1),
        unix_s: instant(dice, SECOND),
        unix_ms: instant(dice, 1_000_000),
        unix_us: instant(dice, 1_000),
        unix_ns: instant(dice, 1),
        fraction: instant(dice, 1),
        ms_text: instant(dice, 1_000_000),
        ns_text: instant(dice, 1),
        fraction_text: instant(dice, 1),
        rfc2822: instant_of_mail(dice),
        http: instant_of_mail(dice),
        utc: instant(dice, 1_000_000),
        zoned: instant(dice, 60 * SECOND),
        offset: instant(dice, SECOND),
        several: instant(dice, 1_000),
    }
}

/// A minute has 60 seconds: only each third nanosecond has an end in digits, and of an hour each ninth.
fn lengths(dice: &mut Dice) -> Lengths {
    Lengths {
        ns: length(dice, 1),
        us: length(dice, 1),
        ms: length(dice, 1),
        s: length(dice, 1),
        min: length(dice, 3),
        h: length(dice, 9),
        s_text: length(dice, 1),
    }
}

/// `-1` stands for `null` in `unset`, so it is no value of it.
pub(crate) fn kept(dice: &mut Dice) -> Kept {
    let unset = integer(dice);
    Kept {
        maybe: maybe(dice, text),
        null: maybe(dice, text),
        either: maybe(dice, |dice| nullable(maybe(dice, integer))),
        absent: maybe(dice, day),
        unset: maybe(dice, |dice| {
            nullable(maybe(dice, |_| if unset == -1 { 0 } else { unset }))
        }),
        none: maybe(dice, decimal),
    }
}

/// A value, or `null`.
pub(crate) fn nullable<T>(value: Option<T>) -> Nullable<T> {
    value.map_or(Nullable::Null, Nullable::Value)
}
