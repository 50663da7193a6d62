//! Values in queries and forms, which hold any text.

use docwright_tests::accept::echo_places::form::{
    FormDotted, FormDottedY, FormNested, FormNestedInner,
};
use docwright_tests::accept::echo_places::{self, FormRequest};
use docwright_tests::accept::request_in_every_place::{Client, SearchRequest};

use crate::server::Server;
use crate::values::values;
use crate::{Sent, sent};

/// By another's code.
fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn a_query_holds_any_value() {
    let server = Server::start().await;
    let client = Client::builder().base_url(&server.url);
    let client = client.build().expect("a client");
    for value in values() {
        let request = SearchRequest::new("a", 7, &value);
        let Sent::Seen(request) = sent(&server, "q", client.search(request).await).await else {
            panic!("{value:?} was refused");
        };
        let (path, query) = request.target.split_once('?').expect("a query");
        assert_eq!(path, "/shelves/a/books/7.json", "{value:?}");
        let wanted = [pair("v", "2"), pair("q", &value)];
        assert_eq!(pairs(query.as_bytes()), wanted, "{value:?}");
    }
}

#[tokio::test]
async fn a_form_holds_any_value() {
    let server = Server::start().await;
    let client = echo_places::Client::builder().base_url(&server.url);
    let client = client.build().expect("a client");
    for value in values() {
        let request = FormRequest {
            plain: vec![value.clone(), "last".to_owned()],
            brackets: vec![value.clone()],
            indexed: Vec::new(),
            nested: FormNested {
                a_b: value.clone(),
                inner: FormNestedInner { n: 2 },
            },
            dotted: FormDotted {
                x: value.clone(),
                y: FormDottedY { z: 3 },
            },
            lines: Vec::new(),
        };
        let Sent::Seen(request) = sent(&server, "plain", client.form(request).await).await else {
            panic!("{value:?} was refused");
        };
        let wanted = [
            pair("plain", &value),
            pair("plain", "last"),
            pair("brackets[]", &value),
            pair("nested[a b]", &value),
            pair("nested[inner][n]", "2"),
            pair("dotted.x", &value),
            pair("dotted.y.z", "3"),
        ];
        assert_eq!(pairs(&request.body), wanted, "{value:?}");
    }
}
