//! A server on loopback that keeps what it gets as it came.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request, taken apart at its line ends and nowhere else.
#[derive(Debug)]
pub(crate) struct Request {
    /// What stands between method and version.
    pub(crate) target: String,
    /// Name and value of each field, without the blanks around it.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The values of all fields of this name.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let headers = self.headers.iter();
        let named = headers.filter(|(found, _)| found.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }
}

#[derive(Debug, Default)]
struct Seen {
    connections: usize,
    requests: Vec<Request>,
}

/// It runs until it is dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Seen>>,
    running: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let running = tokio::spawn(accept(listener, Arc::clone(&seen)));
        Self { url, seen, running }
    }

    /// How many connections there were since this was asked last, and the requests on them.
    pub(crate) fn taken(&self) -> (usize, Vec<Request>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Seen {
            connections,
            requests,
        } = std::mem::take(&mut *seen);
        (connections, requests)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn accept(listener: TcpListener, seen: Arc<Mutex<Seen>>) {
    let seen = || seen.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        seen().connections += 1;
        if let Some(request) = read(&mut stream).await {
            seen().requests.push(request);
            // Each request comes on a connection of its own.
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(answer).await.expect("a writable stream");
        }
    }
}

/// The request that comes; `None` if none does.
async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut read = Vec::new();
    let (head, body) = loop {
        if stream.read_buf(&mut read).await.expect("a readable stream") == 0 {
            return None;
        }
        let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8(read[..end].to_vec()).expect("UTF-8");
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length.then(|| value.parse().expect("a length"))
        });
        let body = &read[end + 4..];
        if body.len() >= length.unwrap_or(0) {
            break (head, body.to_vec());
        }
    };
    let mut lines = head.split("\r\n");
    let first: Vec<&str> = lines.next().expect("a first line").split(' ').collect();
    let [_, target, "HTTP/1.1"] = first.as_slice() else {
        panic!("no first line: {first:?}");
    };
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(':').expect("a field");
        // RFC 9110 section 5.5: blanks around a value are none of it.
        (name.to_owned(), value.trim_matches([' ', '\t']).to_owned())
    });
    Some(Request {
        target: (*target).to_owned(),
        headers: headers.collect(),
        body,
    })
}
