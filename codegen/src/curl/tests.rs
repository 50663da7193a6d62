use super::*;

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn request(command: &str) -> HttpRequest {
    parse(command).unwrap().request
}

#[test]
fn a_postman_command() {
    let request = request(
        "curl --location --request POST 'https://api.example/V4/logout' \\\n\
         --header 'Content-Type: application/json' \\\n--data-raw '{\n\"jKey\": \"k\"\n}'",
    );
    assert_eq!(request.method, "POST");
    assert_eq!(request.origin, "https://api.example");
    assert_eq!(request.path, "/V4/logout");
    assert_eq!(request.headers, [pair("Content-Type", "application/json")]);
    assert_eq!(request.body, b"{\n\"jKey\": \"k\"\n}");
}

#[test]
fn short_options_cluster() {
    let request = request("curl -sXPUT -H'A:b' \"https://h.example?x=%20y&z=1+2\" -d a=b -d c=d");
    assert_eq!(request.method, "PUT");
    assert_eq!(request.path, "/");
    assert_eq!(request.query, [pair("x", " y"), pair("z", "1 2")]);
    assert_eq!(request.headers, [pair("A", "b")]);
    assert_eq!(request.body, b"a=b&c=d");
}

#[test]
fn data_makes_a_post_unless_it_goes_to_the_query() {
    assert_eq!(request("curl https://h.example").method, "GET");
    assert_eq!(request("curl https://h.example -d x=1").method, "POST");
    assert_eq!(request("curl https://h.example -F x=1").method, "POST");
    assert_eq!(request("curl https://h.example -T a.txt").method, "PUT");
    let get = request("curl -G https://h.example -d x=1");
    assert_eq!((get.method.as_str(), get.body.is_empty()), ("GET", true));
    assert_eq!(get.query, [pair("x", "1")]);
}

#[test]
fn lines_go_on_in_every_shell() {
    for command in [
        "curl -X PUT \\\n  https://h.example/a \\\n  -H 'A: b'",
        "curl -X PUT ^\r\n  https://h.example/a ^\r\n  -H \"A: b\"",
        "curl -X PUT `\n  https://h.example/a `\n  -H 'A: b'",
        "curl -X PUT\n  https://h.example/a\n  -H 'A: b'",
        "curl -X PUT 'https://h.example/a'\\  \n-H 'A: b' \\\n",
        "$ curl -X PUT https://h.example/a \\\n> -H 'A: b'",
        "> curl -X PUT https://h.example/a -H 'A: b' | jq .",
        "sudo curl -X PUT https://h.example/a -H 'A: b' > out.json",
        "TOKEN=abc /usr/bin/curl -X PUT https://h.example/a -H 'A: b';",
    ] {
        let request = request(command);
        assert_eq!(request.method, "PUT", "{command}");
        assert_eq!(request.path, "/a", "{command}");
        assert_eq!(request.headers, [pair("A", "b")], "{command}");
    }
}

#[test]
fn typeset_quotes_and_dashes_are_understood() {
    let request = request("curl –X PUT —header “A: b” ‘https://h.example/a’ –-data “x=‘1’”");
    assert_eq!(request.method, "PUT");
    assert_eq!(request.headers, [pair("A", "b")]);
    assert_eq!(request.body, "x=‘1’".as_bytes());
}

#[test]
fn escapes_between_dollar_and_quote() {
    let body = request(r"curl https://h.example -d $'it\'s\n\u00e9 \x41\U0001F600'").body;
    assert_eq!(body, "it's\né A😀".as_bytes());
}

#[test]
fn an_ampersand_needs_no_quotes() {
    let query = request("curl https://h.example/a?x=1&y=2").query;
    assert_eq!(query, [pair("x", "1"), pair("y", "2")]);
}

#[test]
fn parts_of_a_form() {
    let printed = parse(
        "curl https://h.example -F name=Ada -F 'photo=@/tmp/me.png;type=image/png' \
         -F 'file=@a.bin;filename=b.bin' --form-string 'raw=@x;type=y'",
    )
    .unwrap();
    let names: Vec<_> = printed
        .parts
        .iter()
        .map(|part| part.name.as_str())
        .collect();
    assert_eq!(names, ["name", "photo", "file", "raw"]);
    let [name, photo, file, raw] = printed.parts.as_slice() else {
        panic!("four parts")
    };
    assert_eq!(name.value, "Ada");
    assert!(printed.placeholders.is_open(&photo.value));
    assert_eq!(photo.file_name.as_deref(), Some("me.png"));
    assert_eq!(photo.media_type.as_deref(), Some("image/png"));
    assert_eq!(file.file_name.as_deref(), Some("b.bin"));
    assert_eq!(raw.value, "@x;type=y");
}

#[test]
fn a_file_is_a_placeholder() {
    let mut printed = parse("curl https://h.example -d @order.json").unwrap();
    assert_eq!(
        printed.placeholders.spellings().collect::<Vec<_>>(),
        ["@order.json"]
    );
    printed.placeholders.fill([("order.json", "{\"a\": 1}")]);
    assert_eq!(printed.json().unwrap().to_string(), "{\"a\":1}");
    let printed = parse("curl -T order.json https://h.example").unwrap();
    let body = String::from_utf8(printed.request.body.clone()).unwrap();
    assert!(printed.placeholders.is_open(&body));
}

#[test]
fn values_take_their_place_before_anything_is_encoded() {
    let mut printed = parse(
        "curl -u [YOUR_KEY]:{{secret}} https://h.example/<id> --data-urlencode 'q=<text>' \
         -d 'n=$n' -H 'X: a-${x}'",
    )
    .unwrap();
    printed.placeholders.fill([
        ("YOUR_KEY", "k"),
        ("secret", "s:1"),
        ("id", "a/b"),
        ("text", "a&b=c"),
        ("n", "1%2"),
        ("x", "€"),
    ]);
    let restore = |text: &str| printed.placeholders.restore(text);
    let (user, password) = printed.basic().unwrap();
    assert_eq!(
        (restore(&user), restore(&password)),
        ("k".to_owned(), "s:1".to_owned())
    );
    let form: Vec<_> = printed.form().unwrap();
    let form: Vec<_> = form
        .iter()
        .map(|(name, value)| (name.as_str(), restore(value)))
        .collect();
    assert_eq!(form, [("q", "a&b=c".to_owned()), ("n", "1%2".to_owned())]);
    assert_eq!(restore(printed.header("x").unwrap()), "a-€");
}

#[test]
fn headers_as_curl_takes_them() {
    let headers = request("curl https://h.example -H 'A;' -H 'Expect:' -b a=1 -b b=2").headers;
    assert_eq!(headers, [pair("A", ""), pair("Cookie", "a=1; b=2")]);
    let bearer = request("curl https://h.example --oauth2-bearer t").headers;
    assert_eq!(bearer, [pair("Authorization", "Bearer t")]);
}

#[test]
fn a_url_may_have_no_scheme() {
    assert_eq!(request("curl h.example/a").origin, "//h.example");
    let printed = parse("curl $BASE/orders").unwrap();
    assert_eq!(
        printed.placeholders.restore(&printed.request.origin),
        "$BASE"
    );
    assert_eq!(printed.request.path, "/orders");
}

#[test]
fn what_cannot_be_read_is_said_where_it_stands() {
    for (command, words, place) in [
        ("wget https://h.example", "begins with `curl`", "wget"),
        ("curl 'https://h.example", "never closed", "'"),
        ("curl -H nocolon https://h.example", "has no `:`", "-H"),
        (
            "curl <a> --frobnicate https://h.example",
            "`--frobnicate`",
            "--frobnicate",
        ),
        ("curl https://h.example -y", "`-y`", "-y"),
        ("curl -X", "needs a value", "-X"),
        ("curl orders", "is no URL", "orders"),
        ("curl -X $METHOD orders", "is no URL", "orders"),
        (
            "curl 'https://h.ex\u{b}ample/v1'",
            "is no URL: its host has '\\u{b}' in it",
            "'https://h.ex\u{b}ample/v1'",
        ),
        (
            "curl https://a.example <b> https://b.example",
            "two URLs",
            "<b>",
        ),
        (
            "curl https://a.example\ncurl https://b.example",
            "second command",
            "curl",
        ),
        (
            "curl https://h.example -d \"$(cat a.json)\"",
            "would run",
            "$(",
        ),
        (
            "curl https://h.example -d $'\\q'",
            "isn't known between",
            "\\q",
        ),
        (
            "curl https://h.example -H 'a b: c'",
            "`a b` is no name of a header",
            "-H",
        ),
        ("curl https://h.example -b jar.txt", "in a file", "-b"),
        ("curl https://h.example -F name", "has no `=`", "-F"),
    ] {
        let unreadable = parse(command).unwrap_err();
        assert!(
            unreadable.reason.contains(words),
            "{command}: {unreadable:?}"
        );
        assert_eq!(&command[unreadable.range.unwrap()], place, "{command}");
    }
    assert_eq!(parse("curl -X POST").unwrap_err().reason, "there is no URL");
    assert_eq!(
        parse("").unwrap_err().reason,
        "a command begins with `curl`"
    );
}
