//! The client, and what its calls come to.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use docwright_runtime::{Environment, Error, ErrorKind, Sleeping, Timeouts};
use docwright_tests::accept::faults::{
    Client, ClientBuilder, FindOrderRequest, FindOrderResponse, GetOrderRequest, GetOrderResponse,
    PayOrderRequest, PayOrderResponse, PlaceOrderRequest, PlaceOrderResponse,
};

use crate::over_reqwest;
use crate::server::Server;

/// The key that the client sends with each order.
pub(crate) const KEY: &str = "shopkeyQ7wk4J";

/// The secret that tokens are fetched with.
pub(crate) const APP_SECRET: &str = "appsecretR8xm5L";

/// The password of a login.
pub(crate) const PASSWORD: &str = "passwordT9yn6M";

/// What a token or a session was, and what the next one is.
pub(crate) const OLD: &str = "oldsessionU2zp7N";
pub(crate) const NEW: &str = "newsessionV3aq8P";

/// What no text shows that a program could print.
pub(crate) const SECRETS: [&str; 5] = [KEY, APP_SECRET, PASSWORD, OLD, NEW];

/// The idempotency key of a payment.
pub(crate) const ONCE: &str = "once-1";

/// A client of this server, with times in which no test on loopback comes to an end.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    let builder = Client::builder()
        .base_url(server.url())
        .key(KEY)
        .timeouts(patient())
        .environment(Pauses::default());
    match over_reqwest::is_asked_for() {
        true => builder.http(|settings| settings),
        false => builder,
    }
}

/// The pauses before calls are sent again, which take no time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pauses(Arc<Mutex<Vec<Duration>>>);

impl Pauses {
    /// Those so far.
    pub(crate) fn made(&self) -> Vec<Duration> {
        let pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.clone()
    }
}

impl Environment for Pauses {
    fn sleep(&self, pause: Duration) -> Sleeping<'_> {
        let mut pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.push(pause);
        Box::pin(std::future::ready(()))
    }
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().expect("a client")
}

/// Times that are not what a test is about.
pub(crate) fn patient() -> Timeouts {
    let mut times = Timeouts::default();
    times.connect = Duration::from_secs(5);
    times.attempt = Duration::from_secs(8);
    times.idle = Duration::from_secs(8);
    times.call = Duration::from_secs(15);
    times
}

/// A kind of call, by which it may be repeated or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Via {
    Get,
    Head,
    /// It may not be repeated once it was sent.
    Post,
    /// With an idempotency key.
    Keyed,
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "get",
            Self::Head => "head",
            Self::Post => "post",
            Self::Keyed => "post with a key",
        })
    }
}

/// What a call comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The documented success.
    Ok,
    /// The documented failure of this name.
    Failure(&'static str),
    Error(ErrorKind),
}

impl From<ErrorKind> for End {
    fn from(kind: ErrorKind) -> Self {
        Self::Error(kind)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok => f.write_str("Ok"),
            Self::Failure(name) => write!(f, "the documented failure {name}"),
            Self::Error(kind) => write!(f, "{kind:?}"),
        }
    }
}

/// What a call came to.
pub(crate) type Ended = Result<End, Error>;

/// Makes a call and waits for its end.
pub(crate) async fn call(client: &Client, via: Via) -> Ended {
    match via {
        Via::Get => get(client).await,
        Via::Head => head(client).await,
        Via::Post => post(client, "tea").await,
        Via::Keyed => keyed(client).await,
    }
}

async fn get(client: &Client) -> Ended {
    Ok(match client.get_order(GetOrderRequest::new("7")).await? {
        GetOrderResponse::Order(_) => End::Ok,
        GetOrderResponse::NotFound(_) => End::Failure("NotFound"),
        GetOrderResponse::TooMany(_) => End::Failure("TooMany"),
        GetOrderResponse::Busy(_) => End::Failure("Busy"),
    })
}

async fn head(client: &Client) -> Ended {
    Ok(match client.find_order(FindOrderRequest::new("7")).await? {
        FindOrderResponse::Found(_) => End::Ok,
        FindOrderResponse::NotFound(_) => End::Failure("NotFound"),
    })
}

/// Places an order of this.
pub(crate) async fn post(client: &Client, item: &str) -> Ended {
    let call = client.place_order(PlaceOrderRequest::new(item));
    Ok(match call.await? {
        PlaceOrderResponse::Placed(_) => End::Ok,
        PlaceOrderResponse::TooBig(_) => End::Failure("TooBig"),
        PlaceOrderResponse::TooMany(_) => End::Failure("TooMany"),
        PlaceOrderResponse::Busy(_) => End::Failure("Busy"),
    })
}

async fn keyed(client: &Client) -> Ended {
    let call = client.pay_order(PayOrderRequest::new(ONCE, 7));
    Ok(match call.await? {
        PayOrderResponse::Paid(_) => End::Ok,
        PayOrderResponse::TooMany(_) => End::Failure("TooMany"),
        PayOrderResponse::Busy(_) => End::Failure("Busy"),
    })
}
