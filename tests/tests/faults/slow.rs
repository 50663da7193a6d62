//! Servers that take their time. Each call ends by its deadline.

use std::time::Duration;

use docwright_runtime::ErrorKind::Timeout;

use crate::script::{Act, GOOD, Step, head, raw};
use crate::shop::End;
use crate::table::Table;

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
    table.finish();
}
