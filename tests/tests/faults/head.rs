//! The connection breaks before the head of the response.

use std::time::Duration;

use docwright_runtime::ErrorKind::Ambiguous;

use crate::script::{Act, Step, failure};
use crate::server::Server;
use crate::shop::{End, client, post};
use crate::table::{Table, is_end, is_sent};

/// More than fits between client and server.
const LARGE: usize = 8 * 1024 * 1024;

#[tokio::test]
async fn head() {
    let mut table = Table::of("head");
    table
        .each("F07", || Act::new([Step::Reset]), Ambiguous)
        .await;
    table
        .each("F08", || Act::new([Step::Close]), Ambiguous)
        .await;
    let reset = Act::new([Step::Reset]).at_the_head();
    table
        .case("F09", "post", large(reset, Ambiguous.into()))
        .await;
    // The client has read the answer long before the connection breaks.
    let refused = failure("413 Content Too Large", "")
        .at_the_head()
        .then(Step::Pause(Duration::from_millis(300)))
        .then(Step::Reset);
    table
        .case("F10", "post", large(refused, End::Failure("TooBig")))
        .await;
    table.finish();
}

async fn large(act: Act, end: End) -> Result<(), String> {
    let server = Server::start(act);
    let ended = post(&client(&server), &"x".repeat(LARGE)).await;
    is_end(&ended, end)?;
    is_sent(&server, 1)
}
