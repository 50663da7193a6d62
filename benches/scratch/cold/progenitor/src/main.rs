//! The same call through progenitor's client.

use progenitor_client_of_shop::{Client, types};
use reqwest::header::{AUTHORIZATION, HeaderValue};

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn place(url: &str, token: String) -> Result<(), Failure> {
    #[cfg(feature = "tls-ring")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut token = HeaderValue::from_str(&format!("Bearer {token}"))?;
    token.set_sensitive(true);
    let headers = [(AUTHORIZATION, token)].into_iter().collect();
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    let client = Client::new_with_client(url, http);
    let order = types::Order {
        reference: "R-1".to_owned(),
        product: "lamp".to_owned(),
        quantity: 3,
        price: 413.5,
        side: types::OrderSide::Buy,
        express: true,
        city: "Turin".to_owned(),
        note: None,
    };
    println!("{}", client.place_order(&order).await?.into_inner().id);
    Ok(())
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (url, token) = arguments.next().zip(arguments.next()).ok_or("URL TOKEN")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(place(&url, token))
}
