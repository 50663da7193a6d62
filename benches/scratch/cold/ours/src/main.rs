//! One call through a generated client.

use client::shop::place_order::PlaceOrderSide;
use client::shop::{Client, PlaceOrderRequest};

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn place(url: &str, token: String) -> Result<(), Failure> {
    let client = Client::builder().base_url(url).token(token).build()?;
    let call = client.place_order(PlaceOrderRequest {
        reference: "R-1".to_owned(),
        product: "lamp".to_owned(),
        quantity: 3,
        price: 413.5,
        side: PlaceOrderSide::Buy,
        express: true,
        city: "Turin".to_owned(),
        note: None,
    });
    println!("{}", call.ok().await?.id);
    Ok(())
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (url, token) = arguments.next().zip(arguments.next()).ok_or("URL TOKEN")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(place(&url, token))
}
