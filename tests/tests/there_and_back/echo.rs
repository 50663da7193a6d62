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
    /// The cookies, one a line.
    Cookies,
    /// The segments of the path behind the first, one a line, with these names; the last one takes the
    /// rest.
    Path(&'static [&'static str]),
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
                plain(lines)
            }
            Self::Cookies => {
                let cookies = head.headers.get(header::COOKIE);
                let cookies = cookies.map(|cookies| cookies.to_str().expect("text"));
                let cookies = cookies.unwrap_or_default().split("; ");
                plain(cookies.map(|cookie| format!("{cookie}\n")).collect())
            }
            Self::Path(names) => {
                let segments = head.uri.path().splitn(names.len() + 2, '/').skip(2);
                let lines = segments.zip(names).map(|(segment, name)| {
                    // A plus is itself in a path.
                    let pair = format!("v={}", segment.replace('+', "%2B"));
                    let decoded = form_urlencoded::parse(pair.as_bytes()).next();
                    let (_, value) = decoded.expect("a value");
                    format!("{name}={value}\n")
                });
                plain(lines.collect())
            }
        }
    }
}

fn plain(lines: String) -> Response<Body> {
    let mut headers = HeaderMap::new();
    let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, media_type);
    response(headers, lines.into_bytes())
}

fn response(headers: HeaderMap, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::whole(body));
    *response.headers_mut() = headers;
    response
}
