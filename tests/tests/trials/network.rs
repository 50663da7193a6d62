//! The way to a server, which leads nowhere now and then.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use docwright_runtime::reqwest::ClientBuilder;
use docwright_runtime::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use docwright_runtime::{Environment, Sleeping, Timeouts};
use docwright_tests::accept::faults::Client;
use tokio::net::TcpSocket;

use crate::server::{Server, Shared, dice_of, lock};
use crate::trouble::Trouble;

/// Its port is that of whatever address the network gives.
pub(crate) const URL: &str = "http://shop.localhost";

/// Gives the address of a server, or one where nobody listens.
pub(crate) struct Network {
    server: SocketAddr,
    /// Its port is taken, so that nobody else listens there.
    closed: TcpSocket,
    seed: u64,
    asked: AtomicU64,
    seen: Shared,
}

impl Network {
    pub(crate) fn to(server: &Server, seed: u64) -> Self {
        let closed = TcpSocket::new_v4().expect("a socket");
        closed
            .bind(([127, 0, 0, 1], 0).into())
            .expect("a free port");
        Self {
            server: server.address,
            closed,
            seed,
            asked: AtomicU64::new(0),
            seen: Arc::clone(&server.seen),
        }
    }

    /// Makes a client go this way.
    pub(crate) fn under(self) -> impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static {
        move |http| http.no_proxy().dns_resolver(Arc::new(self))
    }
}

impl Resolve for Network {
    fn resolve(&self, _: Name) -> Resolving {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        let trouble = Trouble::of_an_address(&mut dice_of(self.seed, 0, asked));
        let address = match trouble {
            Some(trouble) => {
                lock(&self.seen).note(trouble);
                self.closed.local_addr().expect("an address")
            }
            None => self.server,
        };
        let addresses: Addrs = Box::new(std::iter::once(address));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

/// Pauses take no time.
pub(crate) struct Restless;

impl Environment for Restless {
    fn sleep(&self, _: Duration) -> Sleeping<'_> {
        Box::pin(std::future::ready(()))
    }
}

/// An attempt is given up soon, so that slow servers don't make slow tests.
pub(crate) fn times() -> Timeouts {
    let mut times = Timeouts::default();
    times.attempt = Duration::from_millis(80);
    times.idle = times.attempt;
    times
}

/// Makes a client of a server. By turns it goes this way, over reqwest, whose resolver leads nowhere now and
/// then, and straight there, over hyper's client.
macro_rules! client_of {
    ($builder:expr, $server:expr, $seed:expr) => {{
        use $crate::network::{Network, Restless, URL, times};

        let builder = $builder.timeouts(times()).environment(Restless);
        let builder = match $seed % 2 {
            0 => builder
                .base_url(URL)
                .http(Network::to($server, $seed).under()),
            _ => builder.base_url(&format!("http://{}", $server.address)),
        };
        builder.build().expect("a client")
    }};
}

pub(crate) use client_of;

/// A client of the shop.
pub(crate) fn shop(server: &Server, seed: u64) -> Client {
    let builder = Client::builder().key("canary-key").allow_plain_http();
    client_of!(builder, server, seed)
}
