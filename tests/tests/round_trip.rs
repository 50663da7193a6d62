//! Every example of every endpoint over real HTTP: the generated client against the mock, which knows
//! the specs alone.

use docwright_mock::{Mock, header};
use docwright_runtime::examples::Example;
use docwright_runtime::reqwest;
use docwright_tests::{Suite, cookbook_suite, suites};

#[tokio::test]
async fn every_example_lands_in_its_outcome_over_http() {
    let mut calls = 0;
    for suite in suites().into_iter().chain([cookbook_suite()]) {
        let mock = Mock::start(&suite.checked).expect("a port");
        for example in below_base_url(&suite) {
            for status in example.statuses {
                let landed = (example.call)(&mock.base_url(example.api))
                    .expect("a client")
                    .header(header::EXAMPLE, &percent(example.name))
                    .header(header::STATUS, &status.to_string())
                    .send()
                    .await
                    .unwrap_or_else(|error| panic!("{}: {error}", example.name));
                assert_eq!(
                    (landed.outcome, landed.status),
                    (example.outcome, *status),
                    "{}",
                    example.name
                );
                calls += 1;
            }
        }
    }
    assert!(calls > 60, "only {calls} calls");
}

/// Without a header the mock compares what came with what is documented: the client sends just that.
#[tokio::test]
async fn every_request_is_a_documented_one() {
    for suite in suites().into_iter().chain([cookbook_suite()]) {
        let mock = Mock::start(&suite.checked).expect("a port");
        for example in below_base_url(&suite) {
            let landed = (example.call)(&mock.base_url(example.api))
                .expect("a client")
                .send()
                .await
                .unwrap_or_else(|error| {
                    panic!("{} of {}: {error}", example.name, example.endpoint)
                });
            // Several examples may have one request; the mock answers with the first of them.
            let chosen = landed
                .headers
                .get(header::CHOSEN)
                .expect("the mock says what it chose");
            let chosen = chosen.to_str().expect("text");
            assert!(
                chosen.starts_with(&format!("{}/", example.endpoint)),
                "{chosen}"
            );
        }
    }
}

/// The mock answers at every address that is documented, whatever the client sends to.
#[tokio::test]
async fn other_addresses_are_answered() {
    // What the first client of the runtime sets up for the process is needed by any other.
    let built = generated_client::firstock::Client::builder().build();
    assert!(built.is_ok());
    let client = reqwest::Client::new();
    let mut calls = 0;
    for suite in suites() {
        let mock = Mock::start(&suite.checked).expect("a port");
        for api in suite.checked.apis() {
            let examples = api.endpoints.iter().flat_map(|endpoint| {
                let examples = endpoint.examples.iter();
                examples.map(move |example| (endpoint, example))
            });
            for (endpoint, example) in examples {
                for (also, request) in endpoint.also.iter().zip(&example.also) {
                    let path = below_base(&also.url.template, &request.path);
                    let url = format!("{}{path}", mock.base_url(&api.name));
                    let url = reqwest::Url::parse_with_params(&url, &request.query).expect("a URL");
                    let method = request.method.parse().expect("a method");
                    let headers = request.headers.iter();
                    let call = headers.fold(client.request(method, url), |call, (name, value)| {
                        call.header(name, value)
                    });
                    let answer = call
                        .body(request.body.clone())
                        .send()
                        .await
                        .expect("an answer");
                    let chosen = answer.headers().get(header::CHOSEN).cloned();
                    let chosen = chosen.as_ref().and_then(|chosen| chosen.to_str().ok());
                    assert!(
                        chosen.is_some_and(
                            |chosen| chosen.starts_with(&format!("{}/", endpoint.name))
                        ),
                        "{} of {}: {chosen:?}",
                        example.name,
                        endpoint.name
                    );
                    calls += 1;
                }
            }
        }
    }
    assert!(calls > 5, "only {calls} calls");
}

/// The last segments of a path, as many as the template of a URL has.
fn below_base<'p>(template: &str, path: &'p str) -> &'p str {
    let template = template.split('?').next().unwrap_or_default();
    let depth = template.matches('/').count();
    let start = path.rmatch_indices('/').nth(depth - 1);
    start.map_or(path, |(start, _)| &path[start..])
}

/// A whole URL leads away from loopback, whatever the base URL is; those endpoints are sent by a
/// recorder alone, in the snapshots.
fn below_base_url(suite: &Suite) -> impl Iterator<Item = &Example> {
    suite.examples.iter().filter(|example| {
        let apis = suite
            .checked
            .apis()
            .iter()
            .filter(|api| api.name == example.api);
        apis.flat_map(|api| &api.endpoints)
            .filter(|endpoint| endpoint.name == example.endpoint)
            .any(|endpoint| endpoint.url.origin.is_none() && endpoint.url.given.is_none())
    })
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
