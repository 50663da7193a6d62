//! Every example of every endpoint over real HTTP: the generated client against the mock, which knows
//! the specs alone.

use docwright_mock::{Mock, header};
use docwright_tests::suites;

#[tokio::test]
async fn every_example_lands_in_its_outcome_over_http() {
    let mut calls = 0;
    for suite in suites() {
        let mock = Mock::start(&suite.checked).expect("a port");
        for example in &suite.examples {
            for status in example.statuses {
                let landed = (example.call)(&mock.base_url(example.api))
                    .expect("a client")
                    .header(header::EXAMPLE, &percent(example.name))
                    .header(header::STATUS, &status.to_string())
                    .send()
                    .await
                    .unwrap_or_else(|error| panic!("{}: {error}", example.name));
                assert_eq!((landed.outcome, landed.status), (example.outcome, *status), "{}", example.name);
                calls += 1;
            }
        }
    }
    assert!(calls > 60, "only {calls} calls");
}

/// Without a header the mock compares what came with what is documented: the client sends just that.
#[tokio::test]
async fn every_request_is_a_documented_one() {
    for suite in suites() {
        let mock = Mock::start(&suite.checked).expect("a port");
        for example in &suite.examples {
            let landed = (example.call)(&mock.base_url(example.api))
                .expect("a client")
                .send()
                .await
                .unwrap_or_else(|error| panic!("{} of {}: {error}", example.name, example.endpoint));
            assert!(landed.status >= 100);
        }
    }
}

fn percent(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'%' => "%25".to_owned(),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
