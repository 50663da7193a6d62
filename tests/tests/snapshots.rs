//! What a reviewer reads: for each endpoint its public surface and, for each example, the request on
//! the wire and the decoded outcome, secrets masked; for each accepted case also the generated code.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::Path;

use docwright_codegen::ir::{Api, Endpoint};
use docwright_codegen::{Options, generate, surface};
use docwright_runtime::examples::{Example, Recorder};
use docwright_tests::suites;

#[tokio::test]
async fn every_endpoint_has_the_surface_and_the_examples_beside_it() {
    let mut different = Vec::new();
    for suite in suites() {
        for api in suite.checked.apis() {
            for endpoint in &api.endpoints {
                let mut text = surface(api, endpoint);
                for example in examples(&suite.examples, api, endpoint) {
                    text.push_str(&show(example, api).await);
                }
                let mut folder = suite.folder.join(&api.folder);
                folder.extend(api.group_of(endpoint).map(|group| &group.name));
                // All of them are looked at, so that one run leaves every snapshot to review.
                if catch_unwind(|| assert_beside(&folder, &endpoint.name, &text)).is_err() {
                    different.push(format!("{}/{}", api.name, endpoint.name));
                }
            }
        }
    }
    assert!(
        different.is_empty(),
        "to review, in the `.snap.new` beside each spec: {}",
        different.join(", ")
    );
}

#[test]
fn accepted_cases_show_their_generated_code() {
    for suite in suites()
        .iter()
        .filter(|suite| suite.folder.ends_with("accept"))
    {
        let files = generate(&suite.checked, &Options::default());
        for (path, text) in files.iter() {
            let Some((case, file)) = path.split_once('/') else {
                continue;
            };
            // The client's own file is the same everywhere but for credentials and variables.
            let shown = ["auth_", "base_url_", "groups"];
            if file == "mod.rs" && !shown.iter().any(|kind| case.starts_with(kind)) {
                continue;
            }
            let api = suite
                .checked
                .apis()
                .iter()
                .find(|api| api.module.plain() == case)
                .expect("the API that the file belongs to");
            let folder = suite.folder.join(&api.folder);
            match file.split_once('/') {
                Some((module, file)) => {
                    let mut groups = api.groups.iter();
                    let group = groups.find(|group| group.module.plain() == module);
                    let group = &group.expect("the group that the file belongs to").name;
                    assert_beside(&folder.join(group), file, text);
                }
                None => assert_beside(&folder, file, text),
            }
        }
    }
}

#[test]
fn every_example_of_the_specs_is_in_the_generated_client() {
    for suite in suites() {
        let generated: BTreeSet<(&str, &str, &str)> = suite
            .examples
            .iter()
            .map(|example| (example.api, example.endpoint, example.name))
            .collect();
        let mut written = BTreeSet::new();
        for api in suite.checked.apis() {
            for endpoint in &api.endpoints {
                for example in &endpoint.examples {
                    written.insert((
                        api.name.as_str(),
                        endpoint.name.as_str(),
                        example.name.as_str(),
                    ));
                }
            }
        }
        assert_eq!(generated, written);
        assert!(!written.is_empty());
    }
}

fn examples<'e>(
    examples: &'e [Example],
    api: &'e Api,
    endpoint: &'e Endpoint,
) -> impl Iterator<Item = &'e Example> {
    examples
        .iter()
        .filter(|example| example.api == api.name && example.endpoint == endpoint.name)
}

/// One example: its request as it is sent to the documented host, and what each response is.
async fn show(example: &Example, api: &Api) -> String {
    let mut text = format!("\n=== {}\n\n", example.name);
    let mut last = String::new();
    for (index, response) in example.responses.iter().enumerate() {
        let recorder = Recorder::answering(response.status, response.headers, response.body);
        let call = (example.call)(&documented_base(api)).expect("a client");
        let landed = call.send_by(&recorder).await.expect("a documented outcome");
        assert_eq!(landed.outcome, example.outcome, "{}", example.name);
        let requests = recorder.requests();
        let [request] = requests.as_slice() else {
            panic!("{} requests", requests.len())
        };
        if index == 0 {
            text.push_str(&masked(&request.to_text(), example.secrets));
        }
        for secret in example.secrets {
            assert!(
                !landed.debug.contains(secret),
                "{}/{}: `{}` shows a secret; if it holds its few letters by chance, give the example a longer one",
                example.api,
                example.endpoint,
                example.name
            );
        }
        // Where the page gives no status, the outcome is the same under each kind of status.
        let separator = if landed.debug == last { "" } else { "\n" };
        text.push_str(&format!("{separator}--- {}\n", response.status));
        if index + 1 == example.responses.len() || !separator.is_empty() && index > 0 {
            text.push_str(&format!("{}\n", landed.debug));
        }
        last = landed.debug;
    }
    text
}

/// The base URL with the values that the pages print in the place of variables.
fn documented_base(api: &Api) -> String {
    let first = api
        .endpoints
        .iter()
        .flat_map(|endpoint| &endpoint.examples)
        .next();
    let Some(base) = &api.base_url else {
        return "https://api.example".to_owned();
    };
    base.0
        .iter()
        .map(|segment| match segment {
            docwright_codegen::ir::Segment::Literal(text) => text.clone(),
            docwright_codegen::ir::Segment::Value(index)
            | docwright_codegen::ir::Segment::Greedy(index) => first
                .and_then(|example| example.variables.get(*index))
                .cloned()
                .unwrap_or_default(),
        })
        .collect()
}

fn masked(text: &str, secrets: &[&str]) -> String {
    let mut secrets = secrets.to_vec();
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.iter().fold(text.to_owned(), |text, secret| {
        text.replace(secret, "[secret]")
    })
}

fn assert_beside(folder: &Path, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}
