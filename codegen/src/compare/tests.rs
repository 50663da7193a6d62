use super::*;
use crate::{curl, http};

fn request() -> HttpRequest {
    HttpRequest {
        method: "POST".to_owned(),
        origin: "https://api.example".to_owned(),
        path: "/a%20b/c".to_owned(),
        query: vec![("x".to_owned(), "1".to_owned())],
        headers: vec![("Authorization".to_owned(), "Bearer abc".to_owned())],
        body: br#"{"a": 1.0, "b": "text"}"#.to_vec(),
    }
}

/// What differs between a command, with these values, and a request.
fn differ_from(command: &str, values: &[(&str, &str)], actual: &HttpRequest) -> Vec<Difference> {
    let mut printed = curl::parse(command).unwrap();
    printed.placeholders.fill(values.iter().copied());
    differences_from_printed(&printed, actual)
}

#[test]
fn equal_by_value() {
    let command = r#"curl 'https://api.example/a b/<id>?x=1' -H 'authorization: Bearer <token>'
        -d '{ "b": "{{anything}}", "a": 1.0 }'"#;
    assert_eq!(differ_from(command, &[], &request()), Vec::<String>::new());
}

#[test]
fn every_difference_is_said() {
    let actual = HttpRequest {
        method: "GET".to_owned(),
        query: vec![("y".to_owned(), "2".to_owned())],
        headers: Vec::new(),
        body: br#"{"a": 2.0, "c": null}"#.to_vec(),
        ..request()
    };
    assert_eq!(
        differences(&request(), &actual),
        [
            "method: expected `POST`, found `GET`",
            "query parameter `x`: expected `1`, found nothing",
            "query parameter `y`: expected nothing, found `2`",
            "header `Authorization`: expected `Bearer abc`, found nothing",
            "body.a: expected `1.0`, found `2.0`",
            "body.b: expected `\"text\"`, found nothing",
            "body.c: expected nothing, found `null`",
        ]
    );
}

#[test]
fn json_in_a_text_is_equal_by_its_value() {
    let with = |filter: &str, inner: &str| HttpRequest {
        query: vec![("filter".to_owned(), filter.to_owned())],
        headers: vec![("X-Sort".to_owned(), inner.to_owned())],
        body: format!(r#"{{"inner": {inner:?}}}"#).into_bytes(),
        ..request()
    };
    let printed = with("{ \"a\": [1, 2] }", "[ 1 ]");
    assert!(differences(&printed, &with("{\"a\":[1,2]}", "[1]")).is_empty());
    assert_eq!(
        differences(&printed, &with("{\"a\":[2,1]}", "[2]")),
        [
            "query parameter `filter`: expected `{ \"a\": [1, 2] }`, found `{\"a\":[2,1]}`",
            "header `X-Sort`: expected `[ 1 ]`, found `[2]`",
            "body.inner: expected `\"[ 1 ]\"`, found `\"[2]\"`",
        ]
    );
}

#[test]
fn lines_are_equal_by_the_value_of_each() {
    let with = |body: &[u8]| HttpRequest {
        body: body.to_vec(),
        ..request()
    };
    let printed = with(b"{ \"a\": 1 }\n{\"a\":2}");
    assert!(differences(&printed, &with(b"{\"a\":1}\n{\"a\":2}\n")).is_empty());
    assert_eq!(
        differences(&printed, &with(b"{\"a\":1}\n{\"a\":3}\n")),
        ["lines[1].a: expected `2`, found `3`"]
    );
}

#[test]
fn only_what_is_printed_has_placeholders() {
    let with = |value: &str| HttpRequest {
        query: Vec::new(),
        headers: vec![("X-Password".to_owned(), value.to_owned())],
        body: format!(r#"{{"password": "{value}"}}"#).into_bytes(),
        ..request()
    };
    let command = r#"curl 'https://api.example/a b/c' -H 'X-Password: <password>'
        -d '{"password": "<password>"}'"#;
    let values = [("password", "pa$word")];
    let differ = |actual: &str| differ_from(command, &values, &with(actual));
    assert_eq!(differ("pa$word"), Vec::<String>::new());
    assert_eq!(differ("pass").len(), 2);
    assert_eq!(differences(&with("pa$word"), &with("pass")).len(), 2);
    assert_eq!(
        differ_from(command, &[], &with("pass")),
        Vec::<String>::new()
    );
}

#[test]
fn a_value_with_a_quote_is_a_text_of_its_own() {
    let actual = HttpRequest {
        query: Vec::new(),
        body: br#"{"q": "say \"a\"", "n": 5}"#.to_vec(),
        ..request()
    };
    let command = r#"curl https://api.example/a%20b/c -d '{"q": "<q>", "n": <n>}'"#;
    let values = [("q", "say \"a\""), ("n", "5")];
    assert_eq!(differ_from(command, &values, &actual), Vec::<String>::new());
    assert_eq!(
        differ_from(command, &[("n", "6")], &actual),
        ["body.n: expected `6`, found `5`"]
    );
}

#[test]
fn user_and_password_are_compared_as_they_are_given() {
    let actual = HttpRequest {
        method: "GET".to_owned(),
        query: Vec::new(),
        headers: vec![(
            "Authorization".to_owned(),
            format!("Basic {}", base64::encode("a:b c")),
        )],
        body: Vec::new(),
        ..request()
    };
    let command = "curl -u a:<password> https://api.example/a%20b/c";
    assert_eq!(differ_from(command, &[], &actual), Vec::<String>::new());
    assert_eq!(
        differ_from(command, &[("password", "c")], &actual),
        ["user: expected `a:c`, found `a:b c`"]
    );
}

#[test]
fn a_message_says_as_much_as_it_prints() {
    let read =
        |text: &str| differences_from_printed(&http::parse_request(text).unwrap(), &request());
    let body = "\n\n{\"a\": 1.0, \"b\": \"text\"}";
    for head in [
        "POST /a%20b/c?x=1 HTTP/1.1",
        "POST /a%20b/c?x=1\nHost: API.example:443\nUser-Agent: curl/8\nContent-Length: 1",
        "POST https://api.example/a%20b/c?x=1 HTTP/1.1\nAuthorization: Bearer <t>",
    ] {
        assert_eq!(
            read(&format!("{head}{body}")),
            Vec::<String>::new(),
            "{head}"
        );
    }
    assert_eq!(
        read(&format!("POST /a%20b/c?x=1\nHost: b.example\nX-A: 1{body}")),
        [
            "host: expected `b.example`, found `https://api.example`",
            "header `X-A`: expected `1`, found nothing",
        ]
    );
}

#[test]
fn a_placeholder_may_stand_for_the_base_url() {
    let actual = HttpRequest {
        method: "GET".to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Vec::new(),
        ..request()
    };
    for base in ["$BASE/c", "{{host}}/a%20b/c"] {
        let command = format!("curl {base}");
        assert_eq!(differ_from(&command, &[], &actual), Vec::<String>::new());
    }
    assert_eq!(
        differ_from("curl $BASE/d", &[], &actual),
        ["URL: expected `$BASE/d`, found `https://api.example/a%20b/c`"]
    );
}
