//! Every documented example of the repository's own specs, over real HTTP.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;

use docwright_codegen::ir::{Api, Endpoint, Example, HttpResponse};
use docwright_codegen::{Checked, check, input};
use docwright_mock::{Mock, header};

#[test]
fn each_documented_request_gets_an_answer_documented_for_it() {
    let checked = specs().expect("specs without faults");
    let mock = Mock::start(&checked).expect("a free port");
    for (api, endpoint, example) in examples(&checked) {
        let answer = send(&mock, &request(api, endpoint, example, &[])).expect("an answer");
        let documented: Vec<String> = endpoint
            .examples
            .iter()
            .filter(|other| other.request == example.request)
            .map(|other| format!("{}/{}", endpoint.name, other.name))
            .collect();
        let chosen = answer.header(header::CHOSEN);
        assert!(documented.contains(&chosen), "{documented:?}: {answer:?}");
    }
}

#[test]
fn each_response_can_be_asked_for_by_name_and_status() {
    let checked = specs().expect("specs without faults");
    let mock = Mock::start(&checked).expect("a free port");
    for (api, endpoint, example) in examples(&checked) {
        for HttpResponse { status, body, .. } in &example.responses {
            let status = status.to_string();
            let wish = [
                (header::EXAMPLE, example.name.as_str()),
                (header::STATUS, &status),
            ];
            let answer = send(&mock, &request(api, endpoint, example, &wish)).expect("an answer");
            let chosen = format!("{}/{}", endpoint.name, example.name);
            assert_eq!(answer.header(header::CHOSEN), chosen);
            assert_eq!(answer.status(), status);
            assert_eq!(&answer.body, body);
        }
    }
}

#[test]
fn a_changed_body_is_refused_with_what_differs() {
    let checked = specs().expect("specs without faults");
    let mock = Mock::start(&checked).expect("a free port");
    let with_body = examples(&checked).filter(|(_, _, example)| example.request.body.len() > 2);
    let mut refused = 0;
    for (api, endpoint, example) in with_body {
        let mut example = example.clone();
        let is_object = example.request.body.first() == Some(&b'{');
        let stray: &[u8] = if is_object {
            br#"{"stray":1,"#
        } else {
            b"<stray/>"
        };
        let rest = example.request.body.get(usize::from(is_object)..);
        example.request.body = [stray, rest.unwrap_or_default()].concat();
        let answer = send(&mock, &request(api, endpoint, &example, &[])).expect("an answer");
        assert_eq!(answer.status(), "400");
        assert_eq!(answer.header(header::CHOSEN), header::REFUSED);
        let said = String::from_utf8_lossy(&answer.body);
        let place = if is_object {
            "body.stray: expected nothing"
        } else {
            "stray"
        };
        assert!(said.contains(place), "{said}");
        refused += 1;
    }
    assert!(refused > 0, "no example has a body");
}

fn specs() -> Result<Checked, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let sources = input::read(&folder).map_err(|fault| fault.to_string())?;
    Ok(check(sources).map_err(|faults| faults.to_string())?)
}

fn examples(checked: &Checked) -> impl Iterator<Item = (&Api, &Endpoint, &Example)> {
    let endpoints = checked
        .apis()
        .iter()
        .flat_map(|api| api.endpoints.iter().map(move |endpoint| (api, endpoint)));
    endpoints.flat_map(|(api, endpoint)| {
        let examples = endpoint.examples.iter();
        examples.map(move |example| (api, endpoint, example))
    })
}

/// The example's request with the API's prefix in place of its base URL.
fn request(api: &Api, endpoint: &Endpoint, example: &Example, wish: &[(&str, &str)]) -> Vec<u8> {
    let sent = &example.request;
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&sent.query)
        .finish();
    let mut head = format!(
        "{} /{}{}?{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n",
        sent.method,
        api.name,
        below_base(endpoint, &sent.path),
        sent.body.len(),
    );
    let headers = sent
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in headers.chain(wish.iter().copied()) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    [head.as_bytes(), b"\r\n", &sent.body].concat()
}

/// The last segments of a path, as many as the endpoint's own URL has.
fn below_base<'a>(endpoint: &Endpoint, path: &'a str) -> &'a str {
    let template = endpoint.url.template.split('?').next().unwrap_or_default();
    let depth = template.matches('/').count();
    let start = path.rmatch_indices('/').nth(depth - 1);
    start.map_or(path, |(start, _)| &path[start..])
}

#[derive(Debug)]
struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    fn header(&self, wanted: &str) -> String {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut values = lines.filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        values
            .next()
            .map(|(_, value)| value.to_owned())
            .unwrap_or_default()
    }
}

fn send(mock: &Mock, request: &[u8]) -> io::Result<Answer> {
    let url = mock.url();
    let mut stream = TcpStream::connect(url.trim_start_matches("http://"))?;
    stream.write_all(request)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    let body = answer.split_off(end + 4);
    Ok(Answer {
        head: String::from_utf8_lossy(&answer).trim_end().to_owned(),
        body,
    })
}
