//! A server on loopback that counts what it gets, and makes trouble.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use docwright_tests::Dice;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet, yield_now};

use crate::trouble::{Then, Trouble, answer};

/// What came to a server, and what it did about it.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    connections: u64,
    /// By number: the `Idempotency-Key` of each request that was there whole.
    pub(crate) requests: BTreeMap<u64, Vec<Option<String>>>,
    /// How often each trouble was made.
    pub(crate) troubles: BTreeMap<Trouble, u64>,
}

impl Seen {
    /// How often the request of this number came.
    pub(crate) fn times(&self, number: u64) -> usize {
        self.requests.get(&number).map_or(0, Vec::len)
    }

    pub(crate) fn note(&mut self, trouble: Trouble) {
        *self.troubles.entry(trouble).or_default() += 1;
    }
}

/// What is shared by all connections of a round.
pub(crate) type Shared = Arc<Mutex<Seen>>;

pub(crate) fn lock(seen: &Shared) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) seen: Shared,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(seed: u64) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let seen = Shared::default();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(accept(listener, seed, Arc::clone(&seen), stopped));
        Self {
            address,
            seen,
            stop,
            running,
        }
    }

    /// Waits for the end of all connections, those that wait to be accepted included. The clients
    /// must be gone.
    pub(crate) async fn finish(self) -> Shared {
        let _ = self.stop.send(());
        self.running.await.expect("a server that ends well");
        self.seen
    }
}

async fn accept(listener: TcpListener, seed: u64, seen: Shared, mut stop: oneshot::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        let stream = tokio::select! {
            biased;
            accepted = listener.accept() => accepted.expect("a connection").0,
            _ = &mut stop => break,
        };
        let seen = Arc::clone(&seen);
        connections.spawn(async move {
            // A client that goes away is what cancels are about.
            let _ = serve(stream, seed, &seen).await;
        });
    }
    while let Some(ended) = connections.join_next().await {
        ended.expect("a connection that ends well");
    }
}

async fn serve(mut stream: TcpStream, seed: u64, seen: &Shared) -> io::Result<()> {
    let place = {
        let mut seen = lock(seen);
        seen.connections += 1;
        seen.connections
    };
    let dice = &mut dice_of(seed, 1, place);
    if let Some(trouble) = Trouble::of_a_connection(dice) {
        lock(seen).note(trouble);
        // Closed with something unread, a connection is reset by the system.
        if trouble == Trouble::UnreadReset {
            stream.set_zero_linger()?;
        }
        return Ok(());
    }
    let mut read = Vec::new();
    while let Some(request) = next_request(&mut stream, &mut read).await? {
        let (trouble, number) = {
            let mut seen = lock(seen);
            let times = seen.requests.entry(request.number).or_default();
            times.push(request.key);
            let attempt = times.len() as u64;
            let dice = &mut dice_of(seed, 2 + attempt, request.number);
            let trouble = Trouble::of_a_request(dice);
            seen.note(trouble);
            (trouble, request.number)
        };
        let (pieces, then) = answer(trouble, number);
        for piece in pieces {
            stream.write_all(piece.as_bytes()).await?;
            yield_now().await;
        }
        match then {
            Then::Read => continue,
            Then::Close => stream.shutdown().await?,
            Then::Reset => {
                // What was written gets there first, as far as the client looks.
                yield_now().await;
                return stream.set_zero_linger();
            }
            Then::Wait => {}
        }
        return drain(&mut stream, &mut read, seen).await;
    }
    Ok(())
}

/// Chance of its own for each thing of each kind.
pub(crate) fn dice_of(seed: u64, kind: u64, number: u64) -> Dice {
    Dice::new((seed << 32) ^ (kind << 24) ^ number)
}

/// Reads until the client closes. A request that comes nevertheless counts as one.
async fn drain(stream: &mut TcpStream, read: &mut Vec<u8>, seen: &Shared) -> io::Result<()> {
    while let Some(request) = next_request(stream, read).await? {
        let mut seen = lock(seen);
        let times = seen.requests.entry(request.number).or_default();
        times.push(request.key);
    }
    Ok(())
}

struct Request {
    /// The last one in its body, or in its path if it has none.
    number: u64,
    key: Option<String>,
}

/// A request that is there whole; `None` if the client closes before.
async fn next_request(stream: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<Option<Request>> {
    loop {
        if let Some((request, length)) = parse(read) {
            read.drain(..length);
            return Ok(Some(request));
        }
        if stream.read_buf(read).await? == 0 {
            return Ok(None);
        }
    }
}

/// A request and its length.
fn parse(read: &[u8]) -> Option<(Request, usize)> {
    let end = read.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(read.get(..end)?).into_owned();
    let field = |name: &str| {
        head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            let is_it = found.eq_ignore_ascii_case(name);
            is_it.then(|| value.trim().to_owned())
        })
    };
    let length: usize = field("content-length").map_or(0, |text| text.parse().expect("a length"));
    let body = String::from_utf8_lossy(read.get(end..end + length)?).into_owned();
    let numbered = match body.as_str() {
        "" => head.split(' ').nth(1).expect("a path"),
        body => body,
    };
    let mut digits = numbered.split(|c: char| !c.is_ascii_digit());
    let number = digits.rfind(|digits| !digits.is_empty());
    let request = Request {
        number: number
            .and_then(|digits| digits.parse().ok())
            .expect("a number"),
        key: field("idempotency-key"),
    };
    Some((request, end + length))
}
