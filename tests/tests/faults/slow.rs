//! Servers that take their time. Each call ends by its deadline.

use std::time::Duration;

use docwright_runtime::ErrorKind::Timeout;
use docwright_tests::accept::faults::PlaceOrderRequest;
use docwright_tests::accept::stream_bytes::Client;
use tokio::time::timeout;

use crate::script::{Act, GOOD, Step, head, raw};
use crate::server::Server;
use crate::shop::{End, builder, patient};
use crate::size::MIB;
use crate::table::{Table, holds, is_end, is_sent};

#[tokio::test]
async fn slow() {
    let mut table = Table::of("slow");
    table.timeouts.call = Duration::from_millis(600);
    table.timeouts.attempt = Duration::from_secs(5);
    let body = || {
        let slowly = Step::Drip(vec![b' '; 100], Duration::from_millis(100));
        raw(head("200 OK", "content-length: 1000\r\n")).then(slowly)
    };
    table.each("F63", body, Timeout).await;

    table.timeouts.attempt = Duration::from_millis(400);
    table.timeouts.call = 2 * table.timeouts.attempt;
    let pause = Duration::from_millis(83);
    let slow_head = || {
        let bytes = head("200 OK", "content-length: 9\r\n").into_bytes();
        Act::new([Step::Drip(bytes, pause)])
    };
    table.each("F64", slow_head, Timeout).await;

    table.timeouts.attempt = Duration::from_secs(5);
    table.timeouts.call = Duration::from_secs(5);
    let (first, rest) = GOOD.split_at(3);
    let resting = || {
        raw(head("200 OK", "content-length: 9\r\n") + first)
            .then(Step::Pause(Duration::from_millis(300)))
            .then(Step::Write(rest.as_bytes().to_vec()))
    };
    table.each("F65", resting, End::Ok).await;

    table.case("F63", "a download", stops_in_time()).await;
    table.case("F63", "post, nobody reads it", unread()).await;
    table.finish();
}

/// How long after its deadline a call may end, for what else the machine does.
pub(crate) const MARGIN: Duration = Duration::from_millis(200);

/// A download has no deadline as a whole. It ends when nothing comes for as long as that may last.
async fn stops_in_time() -> Result<(), String> {
    let piece = raw(head("200 OK", "content-length: 1000\r\n") + "x");
    let server = Server::start(piece.then(Step::Wait));
    let mut times = patient();
    times.idle = Duration::from_secs(1);
    let client = Client::builder().base_url(server.url()).timeouts(times);
    let call = client.build().expect("a client").download_logo();
    let mut download = call.ok().await.map_err(|error| error.to_string())?.body;
    let first = download.next().await;
    holds(matches!(first, Some(Ok(_))), || format!("{first:?}"))?;
    let next = timeout(times.idle + MARGIN, download.next()).await;
    let Ok(Some(Err(error))) = next else {
        return Err(format!("{next:?}"));
    };
    holds(error.kind() == Timeout, || error.to_string())
}

/// A request that is larger than what lies on the way, and a server that takes none of it.
async fn unread() -> Result<(), String> {
    let server = Server::start(Act::new([Step::Pause(Duration::from_secs(10))]).at_the_head());
    let mut times = patient();
    times.call = Duration::from_secs(1);
    let client = builder(&server).timeouts(times).build();
    let client = client.expect("a client");
    // Encoded before the time begins.
    let call = client.place_order(PlaceOrderRequest::new("x".repeat(16 * MIB)));
    let ended = timeout(times.call + MARGIN, call).await;
    let ended = ended.map_err(|_| "did not end in time")?;
    is_end(&ended.map(|_| End::Ok), Timeout)?;
    is_sent(&server, 1)
}
