//! The same call by hand.

use reqwest::StatusCode;
use serde::{Deserialize, Serialize};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Serialize)]
struct Order<'a> {
    reference: &'a str,
    product: &'a str,
    quantity: i64,
    price: f64,
    side: Side,
    express: bool,
    city: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Buy,
    #[expect(dead_code)]
    Sell,
}

#[derive(Deserialize)]
struct Placed {
    id: i64,
}

#[derive(Deserialize)]
struct Refused {
    code: String,
    message: String,
}

async fn place(url: &str, token: String) -> Result<(), Failure> {
    #[cfg(feature = "tls-ring")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().build()?;
    let order = Order {
        reference: "R-1",
        product: "lamp",
        quantity: 3,
        price: 413.5,
        side: Side::Buy,
        express: true,
        city: "Turin",
        note: None,
    };
    let request = client.post(format!("{url}/orders")).bearer_auth(token).json(&order);
    let response = request.send().await?;
    match response.status() {
        StatusCode::CREATED => {
            let Placed { id } = response.json().await?;
            println!("{id}");
            Ok(())
        }
        status if status.is_client_error() => {
            let Refused { code, message } = response.json().await?;
            Err(format!("{code}: {message}").into())
        }
        status => Err(format!("status {status}").into()),
    }
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (url, token) = arguments.next().zip(arguments.next()).ok_or("URL TOKEN")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(place(&url, token))
}
