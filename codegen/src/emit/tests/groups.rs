//! Shared types that one group uses alone are compiled with that group.

use crate::{Options, Sources, check, generate};

const API: &str = "\
base_url: https://api.example
types:
  Side: { enum: [buy, sell] }
  Coin: { enum: [eur, usd] }
  Price: { object: { amount: integer, coin: Coin } }
  Fee: { object: { price: Price, side: Side } }
  Unused: { object: { kept: Kept } }
  Kept: { enum: [one, two] }
  Told: { enum: [early, late] }
outcomes:
  Refused: { status: 4xx, json: { told: Told } }
";

fn endpoint(members: &str) -> String {
    format!(
        "method: GET\nurl: /\nsuccess: {{ Done: {{ status: 200, json: {{ {members} }} }} }}\nfailure: {{ Refused: shared }}\n"
    )
}

#[test]
fn types_of_one_group_stand_behind_its_feature() {
    let mut sources = Sources::new();
    for (path, text) in [
        ("shop/api.yaml", API.to_owned()),
        ("shop/wallet/pay.yaml", endpoint("fee: Fee, told: Told")),
        ("shop/trading/trade.yaml", endpoint("side: Side")),
        ("shop/trading/quit.yaml", endpoint("side: [Side]")),
    ] {
        sources.add(path, path, text);
    }
    let checked = check(sources).expect("no faults");
    let with = |features| Options {
        features,
        ..Options::default()
    };
    let files = generate(&checked, &with(true));
    let text = |path: &str| files.get(path).unwrap_or_default();
    let (types, wallet) = (text("shop/types.rs"), text("shop/types/wallet.rs"));
    for item in ["mod wallet;", "pub use self::wallet::*;"] {
        let item = format!("#[cfg(feature = \"shop-wallet\")]\n{item}");
        assert!(types.contains(&item), "{types}");
    }
    assert_eq!(files.get("shop/types/trading.rs"), None);
    let declared = |text: &str, name: &str| {
        text.contains(&format!("pub struct {name} {{"))
            || text.contains(&format!("pub enum {name} {{"))
    };
    for name in ["Coin", "Price", "Fee"] {
        assert!(declared(wallet, name) && !declared(types, name), "{name}");
    }
    // Two groups have it, an outcome has it that is compiled with the API, nobody has it.
    for name in ["Side", "Told", "Unused", "Kept"] {
        assert!(declared(types, name) && !declared(wallet, name), "{name}");
    }
    assert!(wallet.contains("pub side: super::Side,"), "{wallet}");
    assert!(wallet.contains("pub price: Price,"), "{wallet}");
    assert!(
        wallet.contains("impl rt::json::Decode for Price {"),
        "{wallet}"
    );
    let whole = generate(&checked, &with(false));
    assert_eq!(whole.get("shop/types/wallet.rs"), None);
}
