//! Answers on the wire: a documented response, or a refusal.

use docwright_codegen::ir::HttpResponse;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ALLOW, CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::choose::Choice;
use crate::header;
use crate::refusal::Refusal;

/// Headers that frame a message. The server frames its own: a documented length that isn't that of
/// the documented body would cut it.
const FRAMING: [&str; 4] = [
    "connection",
    "content-length",
    "keep-alive",
    "transfer-encoding",
];

/// What can't stand in a value of [`header::CHOSEN`], and the sign that escapes it.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'%');

/// The response of an example, byte by byte.
pub(crate) fn documented(endpoint: &str, choice: Choice<'_>) -> Response<Full<Bytes>> {
    match build(choice.response) {
        Ok(mut response) => {
            let chosen = format!("{endpoint}/{}", choice.example.name);
            mark(
                &mut response,
                &utf8_percent_encode(&chosen, ESCAPED).to_string(),
            );
            response
        }
        Err(reason) => refused(Refusal::new(
            StatusCode::NOT_IMPLEMENTED,
            format!("the documented response can't be sent: {reason}"),
        )),
    }
}

/// A refusal as text.
pub(crate) fn refused(refusal: Refusal) -> Response<Full<Bytes>> {
    let mut text = refusal.text;
    text.push('\n');
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = refusal.status;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    if let Some(Ok(methods)) = refusal.allow.as_deref().map(HeaderValue::from_str) {
        headers.insert(ALLOW, methods);
    }
    if refusal.status == StatusCode::PAYLOAD_TOO_LARGE {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    mark(&mut response, header::REFUSED);
    response
}

fn build(documented: &HttpResponse) -> Result<Response<Full<Bytes>>, String> {
    let status = StatusCode::from_u16(documented.status)
        .ok()
        .filter(|status| !status.is_informational())
        .ok_or_else(|| format!("{} is no final status", documented.status))?;
    let body = if has_content(status) {
        Bytes::from(documented.body.clone())
    } else {
        Bytes::new()
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    for (name, value) in &documented.headers {
        if FRAMING
            .iter()
            .any(|framing| framing.eq_ignore_ascii_case(name))
        {
            continue;
        }
        let wire_name = HeaderName::from_bytes(name.as_bytes());
        let wire_value = HeaderValue::from_str(value);
        let (Ok(wire_name), Ok(wire_value)) = (wire_name, wire_value) else {
            return Err(format!("`{name}` is no header"));
        };
        response.headers_mut().append(wire_name, wire_value);
    }
    Ok(response)
}

/// RFC 9110 section 6.4.1: these never have content.
fn has_content(status: StatusCode) -> bool {
    status != StatusCode::NO_CONTENT && status != StatusCode::NOT_MODIFIED
}

fn mark(response: &mut Response<Full<Bytes>>, chosen: &str) {
    if let Ok(chosen) = HeaderValue::from_str(chosen) {
        response.headers_mut().insert(header::CHOSEN, chosen);
    }
}
