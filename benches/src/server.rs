//! A server on loopback that gives each endpoint of `specs/shop` one answer, the same every time.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::payload;

/// Listens on a free port.
///
/// # Errors
/// If there is none.
pub async fn listen() -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Answers until it is dropped.
///
/// # Errors
/// If a connection can't be accepted.
pub async fn serve(listener: TcpListener) -> io::Result<()> {
    let orders = Bytes::from(payload::orders(1 << 10));
    let picture = Bytes::from(payload::picture(1 << 10));
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (orders, picture) = (orders.clone(), picture.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| answer(request, &orders, &picture));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            // A client that hangs up ends its connection and nothing else.
            let _ = connection.await;
        });
    }
}

/// Orders or a picture to a GET; a number to a POST.
async fn answer(
    request: Request<Incoming>,
    orders: &Bytes,
    picture: &Bytes,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let is_placed = request.method() == Method::POST;
    let is_picture = request.uri().path().contains("/pictures/");
    let has_body = request.into_body().collect().await.is_ok();
    let (status, body, media_type) = match (has_body, is_placed, is_picture) {
        (false, ..) => (StatusCode::BAD_REQUEST, Bytes::new(), "text/plain"),
        (_, true, _) => (
            StatusCode::CREATED,
            Bytes::from_static(b"{\"id\": 1}"),
            "application/json",
        ),
        (_, _, true) => (StatusCode::OK, picture.clone(), "image/png"),
        (_, _, false) => (StatusCode::OK, orders.clone(), "application/json"),
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    Ok(response)
}
