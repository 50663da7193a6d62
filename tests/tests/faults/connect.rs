//! No connection, or none to a server of HTTP.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use docwright_runtime::ErrorKind::{Connect, Protocol, Timeout};
use docwright_runtime::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use docwright_tests::accept::faults::Client;
use tokio::net::{TcpListener, TcpSocket, TcpStream, lookup_host};
use tokio::time::timeout;

use crate::script::{Act, Step, raw_and_close};
use crate::shop::{KEY, Pauses, Via, call, patient};
use crate::slow::MARGIN;
use crate::table::{Table, holds, is_end};

#[tokio::test]
async fn connect() {
    let mut table = Table::of("connect");
    for via in [Via::Get, Via::Post, Via::Keyed] {
        table.case("F01", &via.to_string(), refused(via)).await;
        table.case("F02", &via.to_string(), unknown_name(via)).await;
        table.case("F04", &via.to_string(), full_backlog(via)).await;
        let name = format!("{via}, its deadline");
        table.case("F04", &name, unanswered_in_time(via)).await;
        let name = format!("{via}, no address");
        table.case("F02", &name, no_address_in_time(via)).await;
    }
    let banner = || raw_and_close("SSH-2.0-OpenSSH_9.6\r\n");
    table.each("F05", banner, Protocol).await;
    // Alert, TLS 1.0, two bytes: fatal, unexpected message.
    let alert = || raw_and_close(b"\x15\x03\x01\x00\x02\x02\x0A");
    table.each("F06", alert, Protocol).await;
    table.timeouts.attempt = Duration::from_millis(300);
    table.timeouts.call = 2 * table.timeouts.attempt;
    table.each("F03", || Act::new([Step::Wait]), Timeout).await;
    table.finish();
}

/// Tells addresses, and counts how often it is asked: once for each connection that is tried.
struct Addresses {
    asked: AtomicUsize,
    /// That of all names; those of the system without it.
    address: Option<IpAddr>,
}

impl Resolve for Addresses {
    fn resolve(&self, name: Name) -> Resolving {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let address = self.address;
        Box::pin(async move {
            let found: Addrs = match address {
                Some(address) => Box::new(std::iter::once(SocketAddr::new(address, 0))),
                None => {
                    let found: Vec<_> = lookup_host((name.as_str(), 0)).await?.collect();
                    Box::new(found.into_iter())
                }
            };
            Ok(found)
        })
    }
}

/// A client whose connections are counted.
fn counted(url: &str, address: Option<IpAddr>) -> (Client, Arc<Addresses>) {
    let addresses = Arc::new(Addresses {
        asked: AtomicUsize::new(0),
        address,
    });
    let asked = Arc::clone(&addresses);
    let mut times = patient();
    times.connect = Duration::from_millis(200);
    let client = Client::builder()
        .base_url(url)
        .key(KEY)
        .allow_plain_http()
        .timeouts(times)
        .environment(Pauses::default())
        .http(move |http| http.no_proxy().dns_resolver(asked));
    (client.build().expect("a client"), addresses)
}

async fn fails(url: &str, address: Option<IpAddr>, via: Via) -> Result<usize, String> {
    let (client, addresses) = counted(url, address);
    is_end(&call(&client, via).await, Connect)?;
    Ok(addresses.asked.load(Ordering::Relaxed))
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

async fn refused(via: Via) -> Result<(), String> {
    let listener = TcpListener::bind((LOOPBACK, 0)).await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let url = format!("http://shop.localhost:{port}");
    let attempts = fails(&url, Some(LOOPBACK), via).await?;
    holds(attempts == 3, || {
        format!("{attempts} attempts in the place of 3")
    })
}

/// Names below `invalid` are nobody's (RFC 6761 section 6.4). A resolver doesn't say that it is so
/// for ever, so that another attempt may be made.
async fn unknown_name(via: Via) -> Result<(), String> {
    let attempts = fails("http://shop.invalid", None, via).await?;
    holds(matches!(attempts, 1 | 3), || format!("{attempts} attempts"))
}

/// A listener that accepts nothing leaves connections unanswered as soon as its backlog is full.
async fn full_backlog(via: Via) -> Result<(), String> {
    let full = Full::new().await?;
    let attempts = fails(&full.url, Some(LOOPBACK), via).await?;
    holds(attempts == 3, || {
        format!("{attempts} attempts in the place of 3")
    })
}

/// Less time than a connection may take.
async fn unanswered_in_time(via: Via) -> Result<(), String> {
    let full = Full::new().await?;
    let addresses = Arc::new(Addresses {
        asked: AtomicUsize::new(0),
        address: Some(LOOPBACK),
    });
    ends_in_time(&full.url, addresses, via).await
}

/// A resolver that never tells an address.
async fn no_address_in_time(via: Via) -> Result<(), String> {
    struct Silent;

    impl Resolve for Silent {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(std::future::pending())
        }
    }

    ends_in_time("http://shop.localhost", Arc::new(Silent), via).await
}

/// Where there is no connection within the time of the whole call, which is a second.
async fn ends_in_time<R: Resolve + 'static>(
    url: &str,
    addresses: Arc<R>,
    via: Via,
) -> Result<(), String> {
    let mut times = patient();
    times.call = Duration::from_secs(1);
    let client = Client::builder()
        .base_url(url)
        .key(KEY)
        .allow_plain_http()
        .timeouts(times)
        .environment(Pauses::default())
        .http(move |http| http.no_proxy().dns_resolver(addresses))
        .build()
        .expect("a client");
    let ended = timeout(times.call + MARGIN, call(&client, via)).await;
    is_end(&ended.map_err(|_| "did not end in time")?, Timeout)
}

/// A listener that answers no more connections.
struct Full {
    url: String,
    _listener: TcpListener,
    _waiting: Vec<TcpStream>,
}

impl Full {
    async fn new() -> Result<Self, String> {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind((LOOPBACK, 0).into()).expect("a free port");
        let listener = socket.listen(1).expect("a listener");
        let address = listener.local_addr().expect("an address");
        let mut waiting = Vec::new();
        while let Ok(connected) =
            timeout(Duration::from_millis(200), TcpStream::connect(address)).await
        {
            waiting.push(connected.map_err(|error| error.to_string())?);
            holds(waiting.len() < 100, || "the backlog has no end".to_owned())?;
        }
        Ok(Self {
            url: format!("http://shop.localhost:{}", address.port()),
            _listener: listener,
            _waiting: waiting,
        })
    }
}
