//! There and back where there is text only: a form, headers, and a query that comes back as lines.

use docwright_tests::accept::echo_text::types::{Inside, Level, Side};
use docwright_tests::accept::echo_text::{self as api, Client};
use docwright_tests::{Dice, seeds};

use crate::echo::Echo;
use crate::json::nullable;
use crate::scalars::{
    bytes, count, decimal, digits, exact, integer, maybe, number, several, text_of, truth, url,
    uuid,
};
use crate::shapes::joined;
use crate::times::{SECOND, civil, day, instant, instant_of_mail, length, time};
use crate::{CASES, assert_same};

/// A test of one endpoint: its place can hold some characters of a text, and perhaps no spaces at the
/// ends.
macro_rules! comes_back {
    ($test:ident, $call:ident, $request:ident, $response:ident, $echo:expr, $keep:expr, $finish:expr) => {
        #[tokio::test]
        async fn $test() {
            let client = Client::builder()
                .transport($echo)
                .build()
                .expect("a client");
            for seed in seeds(CASES) {
                let dice = &mut Dice::new(seed);
                let sent = values!(dice, $request, $keep, $finish);
                let api::$response::Echoed(back) = client
                    .$call(sent.clone())
                    .await
                    .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sent:#?}"));
                all_same!(sent, back, seed, $call);
            }
        }
    };
}

macro_rules! values {
    ($dice:ident, $request:ident, $keep:expr, $finish:expr) => {{
        let text = |dice: &mut Dice| -> String { $finish(text_of(dice, $keep)) };
        api::$request {
            words: text($dice),
            whole: integer($dice),
            number: number($dice),
            decimal: decimal($dice),
            truth: truth($dice),
            flag: truth($dice),
            id: uuid($dice),
            link: url($dice),
            digits: digits($dice),
            exact: exact($dice),
            count: count($dice),
            side: side($dice, $keep),
            level: level($dice),
            base64: bytes($dice),
            base64url: bytes($dice),
            hex: bytes($dice),
            day: day($dice),
            numbered: day($dice),
            time: time($dice, 1),
            civil: civil($dice, 1_000_000_000),
            at: instant($dice, 1),
            unix_s: instant($dice, SECOND),
            unix_ns: instant($dice, 1),
            fraction: instant($dice, 1),
            http: instant_of_mail($dice),
            zoned: instant($dice, 60 * SECOND),
            wait: length($dice, 1),
            maybe: maybe($dice, text),
            absent: maybe($dice, |dice| nullable(maybe(dice, day))),
            joined: joined($dice, |c| c != ',' && !c.is_whitespace() && $keep(c)),
            numbers: several($dice, 4, integer),
            pair: (decimal($dice), side($dice, |c| c != ':' && $keep(c))),
            // JSON has escapes for what the place can't hold, but not for U+007F.
            inside: Inside {
                name: text_of($dice, |c| c != '\u{7f}'),
                sizes: maybe($dice, |dice| several(dice, 3, integer)),
            },
        }
    }};
}

/// Compares each member; one that is forgotten doesn't compile.
macro_rules! all_same {
    ($sent:ident, $back:ident, $seed:ident, $module:ident) => {
        all_same!(
            $sent, $back, $seed, $module: words whole number decimal truth flag id link digits exact count side
            level base64 base64url hex day numbered time civil at unix_s unix_ns fraction http zoned
            wait maybe absent joined numbers pair inside
        )
    };
    ($sent:ident, $back:ident, $seed:ident, $module:ident: $($member:ident)*) => {
        let api::$module::Echoed { $($member),* } = $back;
        $(assert_same(&$sent.$member, &$member, stringify!($member), $seed);)*
    };
}

comes_back!(
    every_type_comes_back_in_a_form,
    form,
    FormRequest,
    FormResponse,
    Echo::Body,
    |_: char| true,
    |text| text
);

// RFC 9110 section 5.5: no control characters but tabs, and spaces at the ends belong to no value.
comes_back!(
    every_type_comes_back_in_headers,
    headers,
    HeadersRequest,
    HeadersResponse,
    Echo::Headers,
    |c: char| c == '\t' || !c.is_ascii_control(),
    |text: String| text.trim_matches([' ', '\t']).to_owned()
);

// A line ends the value, and nothing is escaped.
comes_back!(
    every_type_comes_back_from_a_query_in_lines,
    lines,
    LinesRequest,
    LinesResponse,
    Echo::Query,
    |c: char| !matches!(c, '\r' | '\n'),
    |text| text
);

/// An unknown value is none of those that are known.
fn side(dice: &mut Dice, keep: impl Fn(char) -> bool) -> Side {
    match dice.below(4) {
        0 => Side::Buy,
        1 => Side::Sell,
        2 => Side::TwoWords,
        _ => Side::Unknown(format!("~{}~", text_of(dice, keep))),
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
