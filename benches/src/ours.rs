//! The generated client, seen through its public interface alone.

use std::fmt;
use std::future::IntoFuture;
use std::hint::black_box;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use docwright_runtime as rt;
use rt::Decimal;

use crate::Failure;
use crate::shop::place_order::PlaceOrderSide;
use crate::shop::{
    Client, GetPictureRequest, GetPictureResponse, ListOrdersRequest, ListOrdersResponse,
    PlaceOrderRequest, PlaceOrderResponse,
};

/// A client that hands its requests to a transport that keeps them.
///
/// # Errors
/// As the builder's `build`.
pub fn client(token: &str) -> Result<Client, Failure> {
    Ok(Client::builder().token(token).transport(Shelf).build()?)
}

/// Makes the call for a list of orders. All but the credentials is in it, encoded.
pub fn list_orders(client: &Client) -> rt::Call<ListOrdersResponse> {
    client.list_orders(ListOrdersRequest {
        shop: black_box("north").to_owned(),
        customer: black_box("Ada & Sons").to_owned(),
        since: black_box("2026-11-20").to_owned(),
        limit: black_box(50),
        x_trace: black_box("trace-0001").to_owned(),
    })
}

/// Makes the call that places an order. All but the credentials is in it, encoded.
pub fn place_order(client: &Client) -> rt::Call<PlaceOrderResponse> {
    client.place_order(PlaceOrderRequest {
        reference: black_box("R-2026-11-20-0001").to_owned(),
        product: black_box("lamp").to_owned(),
        quantity: black_box(3),
        price: black_box(Decimal::new(41_350, 2)),
        side: black_box(PlaceOrderSide::Buy),
        express: black_box(true),
        city: black_box("Turin").to_owned(),
        note: Some(black_box("leave it with the \"neighbour\"").to_owned()),
    })
}

/// Makes the call for a picture.
pub fn get_picture(client: &Client) -> rt::Call<GetPictureResponse> {
    client.get_picture(GetPictureRequest {
        picture: black_box("lamp").to_owned(),
    })
}

/// Awaits a call up to the point where its transport has the `http::Request`, and drops it there.
/// Needs a Tokio runtime to have been entered.
///
/// # Errors
/// If the call ends before that.
pub fn hand_over<R: rt::Response>(call: rt::Call<R>) -> Result<(), Failure> {
    let sending = pin!(call.into_future());
    match sending.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => Ok(()),
        Poll::Ready(Ok(_)) => Err("nothing could have answered".into()),
        Poll::Ready(Err(error)) => Err(error.into()),
    }
}

/// Takes requests and never answers.
struct Shelf;

impl rt::Transport for Shelf {
    fn send(&self, request: http::Request<rt::Body>) -> rt::TransportFuture<'_> {
        black_box(request);
        // Of no size, so that this allocates nothing.
        Box::pin(std::future::pending())
    }
}

/// Decodes a body so many times as the response to `list_orders`, and says how long that took.
///
/// # Errors
/// If it isn't the documented success.
pub fn decode(
    runtime: &tokio::runtime::Runtime,
    body: &Bytes,
    times: u64,
) -> Result<Duration, Failure> {
    TIMES.store(times, Ordering::Relaxed);
    let mut builder = rt::ClientBuilder::new(&API);
    builder.transport(Answer(body.clone()));
    builder.body_limit(usize::MAX);
    let call = builder.build()?.call(&Repeat);
    let Repeated(elapsed) = runtime.block_on(call.into_future())?;
    Ok(elapsed)
}

/// How many times [`Repeat`] decodes.
static TIMES: AtomicU64 = AtomicU64::new(0);

static API: rt::Api = rt::Api {
    name: "shop",
    base_url: Some("https://shop.example/v1"),
    variables: &[],
};

/// An endpoint that reads its response by the generated decoder of another, again and again: the
/// time and instructions of a decoder without those of sending.
struct Repeat;

struct Repeated(Duration);

impl fmt::Debug for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl rt::Endpoint for Repeat {
    type Response = Repeated;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        api: "shop",
        name: "list_orders",
        method: rt::Method::GET,
        origin: None,
        url: "/orders",
        auth: None,
        idempotent: None,
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] = &[rt::Candidate {
        name: "Listed",
        statuses: &[(200, 200)],
        body: rt::BodyKind::Undocumented,
        ..rt::Candidate::DEFAULT
    }];

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/orders");
        Ok(())
    }
}

impl rt::Response for Repeated {
    type Success = Self;
    type Failure = rt::Never;

    fn begin(_: &rt::Choice<'_>, reply: &rt::Received<'_>) -> Result<Self, rt::Fault> {
        let started = Instant::now();
        for _ in 0..TIMES.load(Ordering::Relaxed) {
            let read = <ListOrdersRequest as rt::Endpoint>::decode(black_box(reply));
            black_box(read.map_err(|_| rt::Fault::unreadable("list of orders"))?);
        }
        Ok(Self(started.elapsed()))
    }

    fn outcome(&self) -> &'static str {
        "Listed"
    }

    fn into_result(self) -> Result<Self, Box<rt::Never>> {
        Ok(self)
    }
}

/// Answers everything with one body.
struct Answer(Bytes);

impl rt::Transport for Answer {
    fn send(&self, _: http::Request<rt::Body>) -> rt::TransportFuture<'_> {
        let body = rt::Body::whole(self.0.clone());
        Box::pin(async {
            let mut response = http::Response::new(body);
            response.headers_mut().insert(
                http::header::CONTENT_TYPE,
                http::HeaderValue::from_static("application/json"),
            );
            Ok(response)
        })
    }
}
