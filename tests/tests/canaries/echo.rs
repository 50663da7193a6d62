//! A server that repeats each request whole: in every spelling, and wherever a response has room.

use std::fmt::Write as _;
use std::io;

use docwright_wire::{base64, percent};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How a text is spelt.
pub(crate) type Spell = fn(&str) -> String;

/// A whole response with this text in it, and whether it is cut.
pub(crate) type Answer = fn(&str) -> String;

pub(crate) const SPELLINGS: &[(&str, Spell)] = &[
    ("as it is", |text| text.to_owned()),
    ("percent-encoded", |text| percent::encode_segment(text)),
    ("percent-encoded as in a form", |text| {
        percent::encode_form(text)
    }),
    ("percent-encoded, all of it", |text| {
        each(text, |byte| format!("%{byte:02X}"))
    }),
    ("percent-encoded in lower case", |text| {
        each(text, |byte| format!("%{byte:02x}"))
    }),
    ("percent-encoded twice", |text| {
        percent::encode_segment(&percent::encode_segment(text))
    }),
    ("in base64", |text| base64::encode(text)),
    ("in base64 for URLs", |text| {
        base64::encode(text).replace('+', "-").replace('/', "_")
    }),
    ("in hexadecimal digits", |text| {
        each(text, |byte| format!("{byte:02x}"))
    }),
    ("in capital hexadecimal digits", |text| {
        each(text, |byte| format!("{byte:02X}"))
    }),
    ("escaped as in HTML", |text| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
            .replace('\'', "&#39;")
    }),
    ("as references of HTML", |text| {
        letters(text, |letter| format!("&#{letter};"))
    }),
    ("as hexadecimal references of HTML", |text| {
        letters(text, |letter| format!("&#x{letter:X};"))
    }),
    ("escaped as in JSON", |text| format!("{text:?}")),
    ("escaped as in JSON, all of it", |text| {
        letters(text, |letter| format!("\\u{letter:04x}"))
    }),
];

fn each(text: &str, spell: impl Fn(u8) -> String) -> String {
    text.bytes().map(spell).collect()
}

/// Characters, all of them below U+10000.
fn letters(text: &str, spell: impl Fn(u32) -> String) -> String {
    text.chars().map(u32::from).map(spell).collect()
}

pub(crate) const PLACES: &[(&str, Answer)] = &[
    ("in an error page", |text| {
        whole("500 Oops", "text/html", text)
    }),
    ("in a refusal", |text| whole("400 Bad", "text/plain", text)),
    ("with the status of credentials", |text| {
        whole("401 No", "text/plain", text)
    }),
    ("in a success", |text| whole("200 OK", "text/plain", text)),
    ("as JSON", |text| whole("200 OK", "application/json", text)),
    ("in JSON of a success", |text| {
        whole("200 OK", "application/json", &in_json(text))
    }),
    ("in JSON of an error", |text| {
        whole("500 Oops", "application/json", &in_json(text))
    }),
    ("where a header is", |text| {
        format!(
            "HTTP/1.1 500 Oops\r\nx-echo: {0}\r\nset-cookie: a={0}\r\ncontent-length: 0\r\n\r\n",
            one_line(text)
        )
    }),
    ("where it redirects to", |text| {
        format!(
            "HTTP/1.1 302 Found\r\nlocation: /?{}\r\ncontent-length: 0\r\n\r\n",
            one_line(text)
        )
    }),
    ("as the reason", |text| {
        format!(
            "HTTP/1.1 500 {}\r\ncontent-length: 0\r\n\r\n",
            one_line(text)
        )
    }),
    ("as a media type", |text| {
        whole("500 Oops", &one_line(text), "")
    }),
    ("as a coding", |text| {
        format!(
            "HTTP/1.1 200 OK\r\ncontent-encoding: {}\r\ncontent-length: 2\r\n\r\n{{}}",
            one_line(text)
        )
    }),
    ("in a body that is cut", |text| {
        format!(
            "HTTP/1.1 500 Oops\r\ncontent-length: {}\r\n\r\n{text}",
            text.len() + 9
        )
    }),
    ("as a chunk's size", |text| {
        format!("HTTP/1.1 500 Oops\r\ntransfer-encoding: chunked\r\n\r\n{text}\r\n")
    }),
    ("in the place of HTTP", str::to_owned),
];

fn whole(status: &str, media_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

/// A member of every type that a slot's outcome might have, and of none.
fn in_json(text: &str) -> String {
    let mut all = String::from("{");
    for name in ["id", "token", "profile", "more", "sold", "amount"] {
        let _ = write!(all, "\"{name}\": {text:?}, ");
    }
    let _ = write!(all, "{text:?}: 1}}");
    all
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// It runs until it is dropped.
pub(crate) struct Echo {
    url: String,
    requests: watch::Receiver<Vec<String>>,
    running: JoinHandle<()>,
}

impl Echo {
    pub(crate) async fn start(spell: Spell, answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (seen, requests) = watch::channel(Vec::new());
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let seen = seen.clone();
                tokio::spawn(async move {
                    // A client that has gone is as good as the end.
                    let _ = serve(stream, spell, answer, &seen).await;
                });
            }
        });
        Self {
            url,
            requests,
            running,
        }
    }

    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }

    /// How many requests so far hold this as it is.
    pub(crate) fn requests_with(&self, part: &str) -> usize {
        let requests = self.requests.borrow();
        requests.iter().filter(|text| text.contains(part)).count()
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Answers one request, and closes. A request for a token or a session gets one, by the path.
async fn serve(
    mut stream: TcpStream,
    spell: Spell,
    answer: Answer,
    seen: &watch::Sender<Vec<String>>,
) -> io::Result<()> {
    let request = read(&mut stream).await?;
    seen.send_modify(|seen| seen.push(request.clone()));
    let response = match crate::slots::given(&request) {
        Some((status, body)) => whole(status, "application/json", &body),
        None => answer(&spell(&request)),
    };
    stream.write_all(response.as_bytes()).await?;
    stream.shutdown().await?;
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await?;
    Ok(())
}

async fn read(stream: &mut TcpStream) -> io::Result<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                let is_length = name.eq_ignore_ascii_case("content-length");
                is_length.then(|| value.trim().parse::<usize>().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Ok(text);
            }
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}
