//! Bodies that are whole, and not what is documented.

use docwright_runtime::ErrorKind::{Malformed, Undocumented};
use docwright_tests::accept::faults::get_order::{Gift, Order, OrderState};
use docwright_tests::accept::faults::{GetOrderRequest, GetOrderResponse, TermsResponse};

use crate::script::{Act, GOOD, answer, json};
use crate::server::Server;
use crate::shop::{End, Ended, Via, call, client};
use crate::table::{Table, holds, is_end, is_sent};

#[tokio::test]
async fn content() {
    let mut table = Table::of("content");
    pages(&mut table).await;
    charsets(&mut table).await;
    values(&mut table).await;
    table.finish();
}

const PAGE: &str = "<html><body>Please log in</body></html>";

fn page(status: &str) -> Act {
    answer(status, "content-type: text/html\r\n", PAGE)
}

async fn pages(table: &mut Table) {
    table.each("F43", || page("200 OK"), Undocumented).await;
    let bad_gateway = || page("502 Bad Gateway");
    table.each("F44", bad_gateway, Undocumented).await;
    for (id, status) in [("F43", "200 OK"), ("F44", "502 Bad Gateway")] {
        table
            .case(id, "post, its body", keeps_the_page(status))
            .await;
    }
    table
        .each("F45", || answer("200 OK", "", GOOD), End::Ok)
        .await;
}

async fn keeps_the_page(status: &str) -> Result<(), String> {
    let server = Server::start(page(status));
    let ended = call(&client(&server), Via::Post).await;
    let error = ended.err().ok_or("a documented outcome")?;
    let is_kept = error.body() == PAGE.as_bytes()
        && error
            .status()
            .is_some_and(|kept| status.starts_with(kept.as_str()))
        && error
            .headers()
            .get("content-type")
            .is_some_and(|kind| kind == "text/html");
    holds(is_kept, || format!("{error:?}"))
}

async fn charsets(table: &mut Table) {
    let invalid = || json(b"{\"id\": 7, \"state\": \"a\xFF\xFEb\"}");
    table.each("F46", invalid, Malformed).await;
    let invalid = answer("200 OK", "content-type: text/plain\r\n", b"a\xFF\xFEb");
    table
        .case("F47", "get", async {
            let server = Server::start(invalid);
            is_end(&terms(&server).await.map(|_| End::Ok), Malformed)
        })
        .await;
    let latin1 = answer(
        "200 OK",
        "content-type: text/plain; charset=iso-8859-1\r\n",
        b"caf\xE9",
    );
    table
        .case("F48", "get", async {
            let server = Server::start(latin1);
            let text = terms(&server).await.map_err(|error| error.to_string())?;
            holds(text == "caf\u{e9}", || text)
        })
        .await;
    table
        .each("F49", || json(format!("\u{feff}{GOOD}")), End::Ok)
        .await;
}

async fn terms(server: &Server) -> Result<String, docwright_runtime::Error> {
    let TermsResponse::Terms(terms) = client(server).terms().await?;
    Ok(terms.text)
}

async fn values(table: &mut Table) {
    table
        .each("F50", || json(r#"{"id": 7, "id": 7}"#), Malformed)
        .await;
    let nested = "[".repeat(100_000) + &"]".repeat(100_000);
    for (name, member) in [("unknown", "other"), ("of any type", "more")] {
        let body = format!(r#"{{"id": 7, "{member}": {nested}}}"#);
        let name = format!("get, a member that is {name}");
        table.case("F51", &name, ends(body, Malformed.into())).await;
    }
    table.each("F52", || json(GOOD.repeat(2)), Malformed).await;
    table
        .each("F53", || json(r#"{"id": NaN}"#), Malformed)
        .await;
    for (member, value) in [("id", "9223372036854775808"), ("price", "1e400")] {
        let name = format!("get, {member}");
        table.case("F54", &name, out_of_range(member, value)).await;
    }
    table.case("F55", "get", unknown_values()).await;
}

async fn ends(body: String, end: End) -> Result<(), String> {
    let server = Server::start(json(body));
    is_end(&call(&client(&server), Via::Get).await, end)?;
    is_sent(&server, 1)
}

async fn out_of_range(member: &str, value: &str) -> Result<(), String> {
    let id = if member == "id" { "" } else { r#""id": 7, "# };
    let server = Server::start(json(format!(r#"{{{id}"{member}": {value}}}"#)));
    let ended: Ended = call(&client(&server), Via::Get).await;
    is_end(&ended, Malformed)?;
    is_sent(&server, 1)?;
    let place = ended
        .err()
        .and_then(|error| Some(error.fault()?.place().to_owned()));
    holds(place.as_deref() == Some(member), || format!("at {place:?}"))
}

async fn unknown_values() -> Result<(), String> {
    let body = r#"{"id": 7, "state": "lost", "gift": {"kind": "song", "by": "Ada"}, "new": 1}"#;
    let server = Server::start(json(body));
    let answer = client(&server).get_order(GetOrderRequest::new("7")).await;
    let GetOrderResponse::Order(order) = answer.map_err(|error| error.to_string())? else {
        return Err("another outcome".to_owned());
    };
    let Order {
        state: Some(OrderState::Unknown(state)),
        gift: Some(Gift::Unknown(gift)),
        ..
    } = &order
    else {
        return Err(format!("{order:?}"));
    };
    let gift = format!("{gift:?}");
    holds(state == "lost" && gift.contains("Ada"), || {
        format!("{state:?} {gift}")
    })
}
