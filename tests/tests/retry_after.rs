//! What a server asks for with `Retry-After` (RFC 9110 section 10.2.3), and what a call makes of it.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use docwright_runtime::http::{HeaderValue, Request, Response, StatusCode, header};
use docwright_runtime::{
    Body, Environment, Error, ErrorKind, Sleeping, Transport, TransportFuture,
};
use docwright_tests::accept::faults::{Client, GetOrderRequest, GetOrderResponse};

/// What a call does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// It is sent again after so many seconds.
    After(u64),
    /// It is sent again after a pause of its own choice.
    Soon,
    /// It ends at once, and tells that it was asked to wait for so many seconds.
    Never(u64),
}

use Next::{After, Never, Soon};

/// Header lines, and what comes of them at noon on 20 November 2026.
const TABLE: &[(&[&[u8]], Next)] = &[
    (&[], Soon),
    (&[b"0"], After(0)),
    (&[b"1"], After(1)),
    (&[b"007"], After(7)),
    (&[b" 5 "], After(5)),
    (&[b"30"], After(30)),
    (&[b"31"], Never(31)),
    (&[b"18446744073709551615"], Never(u64::MAX)),
    (&[b"18446744073709551616"], Never(u64::MAX)),
    (&[b"99999999999999999999"], Never(u64::MAX)),
    (&[b"-5"], After(0)),
    (&[b"-99999999999999999999"], After(0)),
    (&[b""], Soon),
    (&[b"-"], Soon),
    (&[b"+5"], Soon),
    (&[b"1.5"], Soon),
    (&[b"1e1"], Soon),
    (&[b"0x5"], Soon),
    (&[b"5 s"], Soon),
    (&[b"5, 6"], Soon),
    (&[b"soon"], Soon),
    (&[b"\xFF\xFE"], Soon),
    (&["\u{665}".as_bytes()], Soon),
    // The three formats of RFC 9110 section 5.6.7.
    (&[b"Fri, 20 Nov 2026 12:00:20 GMT"], After(20)),
    (&[b"Friday, 20-Nov-26 12:00:20 GMT"], After(20)),
    (&[b"Fri Nov 20 12:00:20 2026"], After(20)),
    (&[b"Fri, 20 Nov 2026 12:00:00 GMT"], After(0)),
    (&[b"Fri, 20 Nov 2026 11:59:59 GMT"], After(0)),
    (&[b"Thu, 01 Jan 1970 00:00:00 GMT"], After(0)),
    (&[b"Fri, 31 Dec 9999 23:59:59 GMT"], Never(251_607_124_799)),
    (&[b"Fri, 20 Nov 2026 12:00:20"], Soon),
    (&[b"Fri, 31 Nov 2026 12:00:20 GMT"], Soon),
    (&[b"2026-11-20T12:00:20Z"], Soon),
    (&[b"1", b"2"], After(2)),
    (&[b"2", b"1"], After(2)),
    (&[b"soon", b"5"], After(5)),
    (&[b"5", b"soon"], After(5)),
    (&[b"1", b"31"], Never(31)),
    (&[b"1", b"Fri, 20 Nov 2026 12:00:20 GMT"], After(20)),
];

/// In what way an answer is none that could be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// A documented failure.
    TooMany,
    /// A page of whatever stands before the server.
    Page,
}

/// A server that is busy once, then well.
#[derive(Clone)]
struct Server {
    headers: &'static [&'static [u8]],
    answer: Answer,
    requests: Arc<Mutex<u32>>,
}

impl Transport for Server {
    fn send(&self, _: Request<Body>) -> TransportFuture<'_> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests += 1;
        let response = match *requests {
            1 => self.busy(),
            _ => Response::new(Body::whole(&br#"{"id": 7}"#[..])),
        };
        Box::pin(std::future::ready(Ok(response)))
    }
}

impl Server {
    fn busy(&self) -> Response<Body> {
        let (status, body) = match self.answer {
            Answer::TooMany => (429, Body::whole(&br#"{"error": "slow down"}"#[..])),
            Answer::Page => (502, Body::whole(&b"<p>Not now</p>"[..])),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(status).expect("a status");
        for value in self.headers {
            let value = HeaderValue::from_bytes(value).expect("a value");
            response.headers_mut().append(header::RETRY_AFTER, value);
        }
        response
    }
}

/// Noon, and pauses that take no time.
#[derive(Clone, Default)]
struct Noon(Arc<Mutex<Vec<Duration>>>);

/// What is drawn by chance.
const DRAWN: Duration = Duration::from_nanos(7);

impl Environment for Noon {
    fn now(&self) -> SystemTime {
        let noon: docwright_runtime::jiff::Timestamp =
            "2026-11-20T12:00:00Z".parse().expect("noon");
        noon.into()
    }

    fn jitter(&self, _: Duration) -> Duration {
        DRAWN
    }

    fn sleep(&self, pause: Duration) -> Sleeping<'_> {
        let mut pauses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.push(pause);
        Box::pin(std::future::ready(()))
    }
}

/// What a call came to: the wait that its end tells, if it was not sent again.
enum Ended {
    Well,
    Busy(Option<Duration>),
}

async fn call(client: &Client) -> Result<Ended, Error> {
    let reply = client.get_order(GetOrderRequest::new("7")).reply().await?;
    let wait = reply.retry_after();
    Ok(match reply.into_outcome() {
        GetOrderResponse::Order(_) => Ended::Well,
        _ => Ended::Busy(wait),
    })
}

/// Calls once, and gives the pauses and the end.
async fn pauses(
    headers: &'static [&'static [u8]],
    answer: Answer,
    time: Duration,
) -> (Vec<Duration>, Ended) {
    let server = Server {
        headers,
        answer,
        requests: Arc::default(),
    };
    let noon = Noon::default();
    let client = Client::builder()
        .key("key")
        .transport(server.clone())
        .environment(noon.clone())
        .timeout(time)
        .build()
        .expect("a client");
    let ended = match call(&client).await {
        Ok(ended) => ended,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Undocumented, "{error}");
            Ended::Busy(error.retry_after())
        }
    };
    let made = noon.0.lock().unwrap_or_else(PoisonError::into_inner);
    let requests = server
        .requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    assert_eq!(usize::try_from(*requests).ok(), Some(made.len() + 1));
    (made.clone(), ended)
}

#[tokio::test]
async fn the_wait_that_a_server_asks_for_is_kept_or_told() {
    for (headers, next) in TABLE {
        for answer in [Answer::TooMany, Answer::Page] {
            let (made, ended) = pauses(headers, answer, Duration::from_secs(60)).await;
            let case = || {
                let lines = headers.iter().map(|line| line.escape_ascii().to_string());
                format!("{:?}, {answer:?}", lines.collect::<Vec<_>>())
            };
            let (wanted, told) = match next {
                After(seconds) => (vec![Duration::from_secs(*seconds)], None),
                Soon => (vec![DRAWN], None),
                Never(seconds) => (vec![], Some(Duration::from_secs(*seconds))),
            };
            assert_eq!(made, wanted, "{}", case());
            match (told, ended) {
                (None, Ended::Well) => {}
                (Some(told), Ended::Busy(wait)) => assert_eq!(wait, Some(told), "{}", case()),
                (told, Ended::Well) => panic!("{}: ended well, not {told:?}", case()),
                (None, Ended::Busy(wait)) => panic!("{}: was told {wait:?}", case()),
            }
        }
    }
}

/// A call that would end before the wait does ends at once.
#[tokio::test]
async fn a_wait_beyond_the_time_that_is_left_is_none() {
    let time = Duration::from_secs(10);
    let (made, ended) = pauses(&[b"9"], Answer::TooMany, time).await;
    assert_eq!(made, [Duration::from_secs(9)]);
    assert!(matches!(ended, Ended::Well));
    const LATE: [&[&[u8]]; 2] = [&[b"10"], &[b"11"]];
    for headers in LATE {
        let (made, ended) = pauses(headers, Answer::TooMany, time).await;
        assert_eq!(made, []);
        assert!(matches!(ended, Ended::Busy(Some(wait)) if wait >= time));
    }
}
