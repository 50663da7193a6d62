//! Names as pages have them.

use crate::values::Medium;
use docwright_tests::Dice;

/// Names that any place can have.
const USUAL: [&str; 8] = [
    "id",
    "userId",
    "type",
    "self",
    "x-y",
    "StartTime",
    "fn",
    "request",
];

/// Names of members of JSON.
const ODD: [&str; 20] = [
    "",
    " ",
    "$ref",
    "@type",
    "#text",
    "a.b",
    "a b",
    "0abc",
    "ID",
    "Id",
    "名前",
    "ß",
    "é?",
    "*",
    "..",
    "{}",
    "\n",
    "\u{202e}x",
    "r#fn",
    "_",
];

/// Names in a query or a form.
const PAIRS: [&str; 8] = ["", "a b", "ID", "0abc", "名前", "x&y=z", "%41", "key"];

/// A name that may stand in this medium.
pub(crate) fn name(dice: &mut Dice, medium: Medium) -> String {
    let odd = dice.chance(30);
    let name = match medium {
        Medium::Json | Medium::Parts | Medium::Html if odd => dice.pick(&ODD),
        Medium::Pairs | Medium::Inner if odd => dice.pick(&PAIRS),
        Medium::Header | Medium::Cookie if odd => dice.pick(&["X-Trace", "x_y.z", "If-Match", "0"]),
        Medium::Path if odd => dice.pick(&["a.b", "ID", "名前"]),
        Medium::Xml if odd => dice.pick(&["@id", "@x-y", "a.b", "ID", "名前", "_"]),
        Medium::Properties if odd => dice.pick(&["a.b", "a b", "名前", "ID"]),
        _ => dice.pick(&USUAL),
    };
    name.to_owned()
}
