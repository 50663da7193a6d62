//! The server: a thread of its own that listens on loopback until its [`Mock`] is dropped.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use docwright_codegen::Checked;
use docwright_codegen::ir::Api;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::answer;
use crate::choose::{choose, documents};
use crate::refusal::Refusal;
use crate::request::{self, Wish};
use crate::route;

/// Most bytes of a request's body.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// How long to wait when no connection can be accepted, for want of file descriptors perhaps.
const PAUSE: Duration = Duration::from_millis(50);

/// A running server. Dropping it closes its connections and its port.
///
/// It has a thread and a runtime of its own, so that it serves tests with and without one.
///
/// ```no_run
/// # fn of(checked: &docwright_codegen::Checked) -> std::io::Result<()> {
/// let mock = docwright_mock::Mock::start(checked)?;
/// println!("{}", mock.base_url("shop")); // http://127.0.0.1:49152/shop
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Mock {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Mock {
    /// Serves every API of the specs on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// No port or no thread is to be had.
    pub fn start(checked: &Checked) -> io::Result<Self> {
        Self::start_on(checked, 0)
    }

    /// Serves every API of the specs on this port of 127.0.0.1; 0 takes a free one.
    ///
    /// # Errors
    ///
    /// The port is taken, or no thread is to be had.
    pub fn start_on(checked: &Checked, port: u16) -> io::Result<Self> {
        Self::serve(checked.apis().to_vec(), port)
    }

    /// The server's own address, `http://127.0.0.1:49152`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What stands in place of an API's base URL, path included: [`Mock::url`] and the API's name.
    #[must_use]
    pub fn base_url(&self, api: &str) -> String {
        format!("http://{}/{api}", self.address)
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        self.join();
    }

    pub(crate) fn serve(apis: Vec<Api>, port: u16) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = {
            let _entered = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new()
            .name("docwright-mock".to_owned())
            .spawn(move || {
                runtime.spawn(accept(listener, Arc::new(apis)));
                // Ends when the sender is dropped as well. The runtime's tasks end with it.
                let _ = runtime.block_on(stopped);
            })?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic of the server has been reported by then; the caller's own test goes on.
            let _ = thread.join();
        }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.join();
    }
}

async fn accept(listener: TcpListener, apis: Arc<Vec<Api>>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(converse(stream, Arc::clone(&apis)));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Answers the requests of one connection.
async fn converse(stream: TcpStream, apis: Arc<Vec<Api>>) {
    let service = service_fn(move |request| {
        let apis = Arc::clone(&apis);
        async move { Ok::<_, Infallible>(respond(&apis, request).await) }
    });
    // A client that hangs up, or doesn't speak HTTP, ends its connection and nothing else.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(apis: &[Api], request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let body = match read_body(body).await {
        Ok(body) => body,
        Err(refusal) => return answer::refused(refusal),
    };
    let wish = Wish::read(&head.headers);
    let mut request = request::read(&head, body);
    let chosen = route::find(apis, &mut request).and_then(|mut routes| {
        // An example is asked for by a name that other endpoints of the URL may have, too.
        routes.sort_by_key(|route| !documents(*route, &request));
        let mut refused = None;
        for route in routes {
            match choose(route, &request, &wish) {
                Ok(choice) => return Ok((route, choice)),
                // What is said is what the likeliest endpoint says.
                Err(refusal) => {
                    refused.get_or_insert(refusal);
                }
            }
        }
        Err(refused
            .unwrap_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "no endpoint fits".to_owned())))
    });
    match chosen {
        Ok((route, choice)) => answer::documented(&route.endpoint.name, choice),
        Err(refusal) => answer::refused(refusal),
    }
}

async fn read_body(body: Incoming) -> Result<Vec<u8>, Refusal> {
    let too_large = || {
        Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body has more than {MAX_BODY} bytes"),
        )
    };
    if body.size_hint().lower() > MAX_BODY as u64 {
        return Err(too_large());
    }
    match Limited::new(body, MAX_BODY).collect().await {
        Ok(whole) => Ok(whole.to_bytes().to_vec()),
        Err(fault) if fault.is::<LengthLimitError>() => Err(too_large()),
        Err(_) => Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            "the body can't be read",
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;
    use crate::sample::api;

    fn start() -> Mock {
        Mock::serve(vec![api("notes"), api("other")], 0).unwrap()
    }

    /// Sends one request as written and gives the whole answer, head in lower case.
    fn send(mock: &Mock, request: &[u8]) -> (String, String) {
        let mut stream = std::net::TcpStream::connect(mock.address).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    fn request(line: &str, headers: &str, body: &str) -> Vec<u8> {
        let length = body.len();
        format!(
            "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
        .into_bytes()
    }

    fn add(headers: &str, text: &str) -> Vec<u8> {
        let headers = format!("Content-Type: application/json\r\n{headers}");
        request(
            "POST /notes/notes",
            &headers,
            &format!(r#"{{ "text": "{text}" }}"#),
        )
    }

    #[test]
    fn a_documented_request_gets_the_documented_answer() {
        let (head, body) = send(&start(), &add("", "milk"));
        assert!(head.starts_with("http/1.1 201 "), "{head}");
        for line in [
            "content-type: application/json",
            "x-note: 7",
            "x-docwright-mock: add/added",
        ] {
            assert!(head.lines().any(|found| found == line), "{line}: {head}");
        }
        assert!(
            head.contains("content-length: 8"),
            "the length is the body's own: {head}"
        );
        assert_eq!(body, r#"{"id":7}"#);
    }

    #[test]
    fn headers_ask_for_another_answer() {
        let headers = "X-Docwright-Outcome: Refused\r\nX-Docwright-Status: 500\r\n";
        let (head, body) = send(&start(), &add(headers, "milk"));
        assert!(head.starts_with("http/1.1 500 "), "{head}");
        assert!(head.contains("x-docwright-mock: add/refused"), "{head}");
        assert_eq!(body, r#"{"refused":true}"#);
    }

    #[test]
    fn names_travel_percent_encoded() {
        let headers = "X-Docwright-Example: gr%C3%B6%C3%9Fe 100%25\r\n";
        let (head, body) = send(&start(), &request("GET /notes/notes/8", headers, ""));
        assert!(
            head.contains("x-docwright-mock: read/gr%c3%b6%c3%9fe 100%25"),
            "{head}"
        );
        assert_eq!(body, "milk");
    }

    #[test]
    fn what_is_not_documented_is_refused() {
        let mock = start();
        let table = [
            (request("GET /", "", ""), 404, "no endpoint is documented"),
            (
                request("GET /notes/notes", "", ""),
                405,
                "POST /notes/notes",
            ),
            (add("", "eggs"), 400, "body.text"),
            (
                add("X-Docwright-Example: lost\r\n", "milk"),
                400,
                "added (Added)",
            ),
        ];
        for (request, status, part) in table {
            let (head, body) = send(&mock, &request);
            assert!(head.starts_with(&format!("http/1.1 {status} ")), "{head}");
            assert!(head.contains("x-docwright-mock: refused"), "{head}");
            assert!(
                head.contains("content-type: text/plain; charset=utf-8"),
                "{head}"
            );
            assert!(body.contains(part), "{part}: {body}");
        }
    }

    #[test]
    fn a_wrong_method_is_told_which_are_allowed() {
        let (head, _) = send(&start(), &request("PUT /notes/notes/7", "", ""));
        assert!(head.contains("allow: delete, get"), "{head}");
    }

    #[test]
    fn no_content_has_no_body() {
        let mock = start();
        let (head, body) = send(&mock, &request("DELETE /notes/notes/7", "", ""));
        assert!(head.starts_with("http/1.1 204 "), "{head}");
        assert_eq!(body, "");
        let (head, body) = send(&mock, &request("HEAD /notes/notes/7", "", ""));
        assert!(head.starts_with("http/1.1 405 "), "{head}");
        assert_eq!(body, "");
    }

    #[test]
    fn an_interim_status_cannot_be_the_answer() {
        let headers = "X-Docwright-Example: unsendable\r\n";
        let (head, body) = send(&start(), &request("DELETE /notes/notes/7", headers, ""));
        assert!(head.starts_with("http/1.1 501 "), "{head}");
        assert!(body.contains("101 is no final status"), "{body}");
    }

    #[test]
    fn a_body_has_a_limit() {
        let mock = start();
        let announced = format!(
            "POST /notes/notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n",
            MAX_BODY + 1
        );
        let (head, _) = send(&mock, announced.as_bytes());
        assert!(head.starts_with("http/1.1 413 "), "{head}");
        let mut chunked =
            b"POST /notes/notes HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                .to_vec();
        chunked.extend(format!("{:x}\r\n", MAX_BODY + 1).bytes());
        chunked.resize(chunked.len() + MAX_BODY + 1, b'x');
        let (head, _) = send(&mock, &chunked);
        assert!(head.starts_with("http/1.1 413 "), "{head}");
    }

    #[test]
    fn one_connection_carries_many_requests() {
        let mock = start();
        let mut stream = std::net::TcpStream::connect(mock.address).unwrap();
        let first = b"GET /notes/notes/latest HTTP/1.1\r\nHost: localhost\r\n\r\n".as_slice();
        let last = request("GET /other/command?do=list", "", "");
        stream.write_all(&[first, &last].concat()).unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert!(answers.contains("latest/newest note"), "{answers}");
        assert!(answers.ends_with(r#"{"done":"list"}"#), "{answers}");
    }

    #[test]
    fn dropping_it_closes_the_port() {
        let mock = start();
        let address = mock.address;
        let idle = std::net::TcpStream::connect(address).unwrap();
        drop(mock);
        assert!(std::net::TcpStream::connect(address).is_err());
        assert_eq!((&idle).read(&mut [0]).unwrap_or(0), 0);
    }

    #[test]
    fn addresses_are_loopback_and_per_api() {
        let mock = start();
        assert_eq!(
            mock.url(),
            format!("http://127.0.0.1:{}", mock.address.port())
        );
        assert_eq!(mock.base_url("notes"), format!("{}/notes", mock.url()));
    }
}
