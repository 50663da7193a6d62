//! A server that sends back what it got, without a network.

use docwright_runtime::http::{HeaderMap, HeaderValue, Request, Response, header};
use docwright_runtime::{Body, Transport, TransportFuture};

/// What is sent back.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Echo {
    /// The body, with its media type.
    Body,
    /// The headers, without a body.
    Headers,
    /// The pairs of the query, one a line.
    Query,
}

impl Transport for Echo {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let echo = *self;
        Box::pin(async move { Ok(echo.answer(request)) })
    }
}

impl Echo {
    fn answer(self, request: Request<Body>) -> Response<Body> {
        let (head, body) = request.into_parts();
        match self {
            Self::Body => {
                let mut headers = HeaderMap::new();
                if let Some(media_type) = head.headers.get(header::CONTENT_TYPE) {
                    headers.insert(header::CONTENT_TYPE, media_type.clone());
                }
                let body = body.into_whole().expect("a body that is there whole");
                response(headers, body.to_vec())
            }
            Self::Headers => response(head.headers, Vec::new()),
            Self::Query => {
                let query = head.uri.query().unwrap_or_default();
                let lines: String = form_urlencoded::parse(query.as_bytes())
                    .map(|(name, value)| format!("{name}={value}\n"))
                    .collect();
                let mut headers = HeaderMap::new();
                let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
                headers.insert(header::CONTENT_TYPE, media_type);
                response(headers, lines.into_bytes())
            }
        }
    }
}

fn response(headers: HeaderMap, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::whole(body));
    *response.headers_mut() = headers;
    response
}
