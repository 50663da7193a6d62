//! The rival: what people write with reqwest and serde for the endpoints of `specs/shop`.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Client, ClientBuilder, Request, RequestBuilder, redirect};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Failure;

const BASE: &str = "https://shop.example/v1";

/// A page of orders.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Listed {
    /// The orders.
    pub orders: Vec<Order>,
}

/// An order, with the Rust types of the generated one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "as specs/shop/api.yaml has them")]
pub struct Order {
    pub id: i64,
    pub reference: String,
    pub status: Status,
    #[serde(with = "rust_decimal::serde::str")]
    pub total: Decimal,
    pub quantity: i64,
    pub customer: Customer,
    pub channel: String,
    pub note: Option<String>,
}

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "as specs/shop/api.yaml has them")]
pub enum Status {
    Open,
    Paid,
    Shipped,
    Returned,
}

/// Who ordered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "as specs/shop/api.yaml has them")]
pub struct Customer {
    pub name: String,
    pub city: String,
}

/// The answer to an order that is placed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "as specs/shop/place_order.yaml has them")]
pub struct Placed {
    pub id: i64,
}

/// The body of an order that is placed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "as specs/shop/place_order.yaml has them")]
pub struct NewOrder {
    pub reference: String,
    pub product: String,
    pub quantity: i64,
    #[serde(with = "rust_decimal::serde::str")]
    pub price: Decimal,
    pub side: Side,
    pub express: bool,
    pub city: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "as specs/shop/place_order.yaml has them")]
pub enum Side {
    Buy,
    Sell,
}

/// What the query of the list holds.
#[derive(Debug, Serialize)]
struct Filter<'a> {
    customer: &'a str,
    since: &'a str,
    limit: i64,
}

/// A client that trusts nobody: nothing is sent, and neither the certificates of the machine nor a
/// TLS library that another package of the build turns on have a part in the figures.
///
/// # Errors
/// As reqwest's `build`.
pub fn client() -> Result<Client, Failure> {
    Ok(settings()?.build()?)
}

/// The same for requests that are sent: with the time limits that a generated client has by default,
/// and no redirects.
///
/// # Errors
/// As reqwest's `build`.
pub fn patient_client() -> Result<Client, Failure> {
    let settings = settings()?
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(Duration::from_secs(20))
        .timeout(Duration::from_secs(60))
        .redirect(redirect::Policy::none())
        .no_proxy();
    Ok(settings.build()?)
}

fn settings() -> Result<ClientBuilder, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Ok(Client::builder().tls_backend_preconfigured(tls))
}

/// Builds the request for a list of orders: a path parameter, three query parameters, a header, a
/// bearer token.
///
/// # Errors
/// As reqwest's `build`.
pub fn list_orders(client: &Client, token: &str) -> Result<Request, Failure> {
    Ok(listing(client, BASE, token).build()?)
}

/// The same, to be sent to this base URL.
pub fn listing(client: &Client, base: &str, token: &str) -> RequestBuilder {
    let (shop, trace) = (black_box("north"), black_box("trace-0001"));
    client
        .get(format!("{base}/shops/{shop}/orders"))
        .query(&Filter {
            customer: black_box("Ada & Sons"),
            since: black_box("2026-11-20"),
            limit: black_box(50),
        })
        .header("X-Trace", trace)
        .bearer_auth(token)
}

/// Builds the request that places an order: JSON of eight members, a bearer token.
///
/// # Errors
/// As reqwest's `build`.
pub fn place_order(client: &Client, token: &str) -> Result<Request, Failure> {
    Ok(placing(client, BASE, token).build()?)
}

/// The same, to be sent to this base URL.
pub fn placing(client: &Client, base: &str, token: &str) -> RequestBuilder {
    let order = NewOrder {
        reference: black_box("R-2026-11-20-0001").to_owned(),
        product: black_box("lamp").to_owned(),
        quantity: black_box(3),
        price: black_box(Decimal::new(41_350, 2)),
        side: black_box(Side::Buy),
        express: black_box(true),
        city: black_box("Turin").to_owned(),
        note: Some(black_box("leave it with the \"neighbour\"").to_owned()),
    };
    client
        .post(format!("{base}/orders"))
        .bearer_auth(token)
        .json(&order)
}

/// The request for a picture, to be sent to this base URL: a path parameter, a bearer token.
pub fn showing(client: &Client, base: &str, token: &str) -> RequestBuilder {
    let picture = black_box("lamp");
    client
        .get(format!("{base}/pictures/{picture}"))
        .bearer_auth(token)
}

/// Decodes a body so many times, and says how long that took.
///
/// # Errors
/// As `serde_json::from_slice`.
pub fn decode(body: &[u8], times: u64) -> Result<Duration, Failure> {
    let started = Instant::now();
    for _ in 0..times {
        let listed: Listed = serde_json::from_slice(black_box(body))?;
        black_box(listed);
    }
    Ok(started.elapsed())
}
