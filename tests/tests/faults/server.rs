//! A server on loopback that does to each request what a script says, byte for byte, and counts.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use crate::script::{Act, Script, Step};

/// How long a connection may last, and how long a test waits for the server.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many connections are served.
const MOST_CONNECTIONS: usize = 1000;

/// The system keeps no more than this of what a server writes: what is written beyond it, and what
/// the client's side keeps, was read by the client.
const SEND_BUFFER: u32 = 64 * 1024;

/// What a server has seen so far.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) connections: usize,
    /// Connections that are over on both sides.
    pub(crate) ended: usize,
    /// Requests as they came; the body is missing where the script doesn't read it.
    pub(crate) requests: Vec<String>,
    /// Scripted steps that were done.
    pub(crate) steps: usize,
    /// Bytes that were written.
    pub(crate) written: usize,
}

/// It runs until it is dropped.
pub(crate) struct Server {
    url: String,
    seen: watch::Receiver<Seen>,
    running: JoinHandle<()>,
}

impl Server {
    pub(crate) fn start(script: impl Into<Script>) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket
            .set_send_buffer_size(SEND_BUFFER)
            .expect("a small buffer");
        socket
            .bind(([127, 0, 0, 1], 0).into())
            .expect("a free port");
        let listener = socket.listen(1024).expect("a listener");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, seen) = watch::channel(Seen::default());
        let running = tokio::spawn(accept(listener, Arc::new(script.into()), sender));
        Self { url, seen, running }
    }

    /// The base URL.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.borrow().connections
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.borrow().requests.clone()
    }

    /// How many requests have come whose text holds `part`.
    pub(crate) fn requests_with(&self, part: &str) -> usize {
        let requests = &self.seen.borrow().requests;
        requests.iter().filter(|text| text.contains(part)).count()
    }

    /// How many bytes were written.
    pub(crate) fn written(&self) -> usize {
        self.seen.borrow().written
    }

    /// Waits until the server has seen this.
    ///
    /// # Errors
    /// If it doesn't in time.
    pub(crate) async fn until(&self, holds: impl FnMut(&Seen) -> bool) -> Result<(), String> {
        let mut seen = self.seen.clone();
        match timeout(PATIENCE, seen.wait_for(holds)).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err("the server never came to that".to_owned()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn accept(listener: TcpListener, script: Arc<Script>, seen: watch::Sender<Seen>) {
    let seen = Arc::new(seen);
    let mut connections = JoinSet::new();
    for _ in 0..MOST_CONNECTIONS {
        let Ok((stream, _)) = listener.accept().await else {
            break;
        };
        seen.send_modify(|seen| seen.connections += 1);
        let (script, seen) = (Arc::clone(&script), Arc::clone(&seen));
        connections.spawn(async move {
            let mut connection = Connection {
                stream,
                read: Vec::new(),
                seen: &seen,
            };
            // A client that has gone is as good as the end of the script.
            let _ = timeout(PATIENCE, connection.serve(&script)).await;
            drop(connection);
            seen.send_modify(|seen| seen.ended += 1);
        });
    }
    while connections.join_next().await.is_some() {}
}

struct Connection<'a> {
    stream: TcpStream,
    /// Read, but no part of a request yet.
    read: Vec<u8>,
    seen: &'a watch::Sender<Seen>,
}

impl Connection<'_> {
    async fn serve(&mut self, script: &Script) -> io::Result<()> {
        for step in &script.greeting {
            if self.perform(step).await? {
                return Ok(());
            }
        }
        while let Some(head) = self.read_head().await? {
            let place = self.seen.borrow().requests.len();
            self.seen
                .send_modify(|seen| seen.requests.push(head.clone()));
            let act = script.act(&head);
            if act.reads_body {
                self.read_body(&head, place).await?;
            }
            if self.act(act).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether the connection is over.
    async fn act(&mut self, act: &Act) -> io::Result<bool> {
        for step in &act.steps {
            if self.perform(step).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the connection is over.
    async fn perform(&mut self, step: &Step) -> io::Result<bool> {
        match step {
            Step::Write(bytes) => self.write(bytes).await?,
            Step::Repeat(bytes, times) => {
                for _ in 0..*times {
                    self.write(bytes).await?;
                }
            }
            Step::Drip(bytes, pause) => {
                for byte in bytes {
                    self.write(&[*byte]).await?;
                    sleep(*pause).await;
                }
            }
            Step::Pause(time) => sleep(*time).await,
            Step::Close => {
                self.stream.shutdown().await?;
                self.drain().await?;
                return Ok(true);
            }
            Step::Reset => {
                self.stream.set_zero_linger()?;
                return Ok(true);
            }
            Step::Wait => {
                self.seen.send_modify(|seen| seen.steps += 1);
                self.drain().await?;
                return Ok(true);
            }
        }
        self.seen.send_modify(|seen| seen.steps += 1);
        Ok(false)
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.seen.send_modify(|seen| seen.written += bytes.len());
        Ok(())
    }

    /// Reads until the client closes.
    async fn drain(&mut self) -> io::Result<()> {
        let mut piece = vec![0; 16 * 1024];
        while self.stream.read(&mut piece).await? > 0 {}
        Ok(())
    }

    /// The head of a request with the empty line that ends it; `None` if the client closes.
    async fn read_head(&mut self) -> io::Result<Option<String>> {
        loop {
            let end = self.read.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = end {
                let rest = self.read.split_off(end + 4);
                let head = std::mem::replace(&mut self.read, rest);
                return Ok(Some(String::from_utf8_lossy(&head).into_owned()));
            }
            if self.stream.read_buf(&mut self.read).await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Puts the body behind the head of the request at `place`.
    async fn read_body(&mut self, head: &str, place: usize) -> io::Result<()> {
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_length = name.eq_ignore_ascii_case("content-length");
            is_length.then(|| value.trim().parse().ok())?
        });
        let length = length.unwrap_or(0);
        while self.read.len() < length {
            if self.stream.read_buf(&mut self.read).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let rest = self.read.split_off(length);
        let body = std::mem::replace(&mut self.read, rest);
        self.seen.send_modify(|seen| {
            if let Some(request) = seen.requests.get_mut(place) {
                request.push_str(&String::from_utf8_lossy(&body));
            }
        });
        Ok(())
    }
}
