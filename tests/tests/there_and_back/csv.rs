//! There and back in rows of CSV.

use docwright_tests::accept::echo_csv::types::{Inside, Row, Side};
use docwright_tests::accept::echo_csv::{Client, OtherTableRequest, OtherTableResponse};
use docwright_tests::accept::echo_csv::{TableRequest, TableResponse};
use docwright_tests::{Dice, seeds};

use crate::echo::Echo;
use crate::json::nullable;
use crate::scalars::{bytes, decimal, integer, maybe, number, text_of, truth};
use crate::shapes::joined;
use crate::times::{day, instant};
use crate::{CASES, assert_same};

macro_rules! comes_back {
    ($test:ident, $call:ident, $request:ident, $response:ident) => {
        #[tokio::test]
        async fn $test() {
            let client = Client::builder()
                .transport(Echo::Body)
                .build()
                .expect("a client");
            for seed in seeds(CASES) {
                let dice = &mut Dice::new(seed);
                let rows: Vec<Row> = (0..dice.below(4)).map(|_| row(dice)).collect();
                let request = $request { body: rows.clone() };
                let $response::Echoed(back) = client
                    .$call(request)
                    .await
                    .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{rows:#?}"));
                assert_same(&rows, &back.rows, stringify!($call), seed);
            }
        }
    };
}

comes_back!(
    rows_come_back_in_any_table,
    table,
    TableRequest,
    TableResponse
);

comes_back!(
    rows_come_back_without_the_names_of_their_columns,
    other_table,
    OtherTableRequest,
    OtherTableResponse
);

fn row(dice: &mut Dice) -> Row {
    Row {
        // First, since a table that begins with `<` is taken for markup.
        whole: integer(dice),
        words: text_of(dice, |_| true),
        // An empty field is a missing one.
        other_words: maybe(dice, |dice| text_of(dice, |_| true)).filter(|text| !text.is_empty()),
        number: number(dice),
        decimal: decimal(dice),
        flag: truth(dice),
        side: side(dice),
        bytes: bytes(dice),
        day: maybe(dice, day),
        at: maybe(dice, |dice| instant(dice, 1)),
        absent: maybe(dice, |dice| nullable(maybe(dice, integer))),
        joined: joined(dice, |c| c != ',' && !c.is_whitespace()),
        inside: Inside {
            name: text_of(dice, |_| true),
        },
    }
}

fn side(dice: &mut Dice) -> Side {
    match dice.below(4) {
        0 => Side::Buy,
        1 => Side::Sell,
        2 => Side::TwoWords,
        _ => Side::Unknown(format!("~{}~", text_of(dice, |_| true))),
    }
}
