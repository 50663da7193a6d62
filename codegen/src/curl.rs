//! Reads a curl command as pages print it, into the request that it would send.
//!
//! A leaf. Takes the command's text, gives an [`HttpRequest`] or words on what can't be read.
//! Only the options that shape a request are read; those that shape curl's own output are skipped.
//! Headers that curl adds by itself, such as the form's content type, are not printed by the page and
//! so are left out.
//! See <https://curl.se/docs/manpage.html>.

use crate::ir::HttpRequest;

/// Options without an argument that don't change the request.
const IGNORED: &[&str] = &[
    "compressed",
    "fail",
    "globoff",
    "http1.1",
    "http2",
    "include",
    "insecure",
    "location",
    "no-buffer",
    "show-error",
    "silent",
    "verbose",
];

/// Short forms of [`IGNORED`]. `K` is a config file in curl; pages print it for `k`.
const IGNORED_SHORT: &str = "fgikKLNsSv";

/// Reads a command.
///
/// # Errors
///
/// What can't be read, in words: an open quote, an unknown option, no URL.
pub fn parse(command: &str) -> Result<HttpRequest, String> {
    let words = words(command)?;
    let mut words = words.into_iter();
    if words.next().as_deref() != Some("curl") {
        return Err("a command begins with `curl`".to_owned());
    }
    let mut read = Command::default();
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--") {
            let (name, given) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (long, None),
            };
            if IGNORED.contains(&name) {
                continue;
            }
            if name == "get" {
                read.data_in_query = true;
                continue;
            }
            if name == "head" {
                read.method = Some("HEAD".to_owned());
                continue;
            }
            let option = option(name).ok_or_else(|| format!("`--{name}` isn't known here"))?;
            let value = given
                .or_else(|| words.next())
                .ok_or_else(|| format!("`--{name}` needs a value"))?;
            read.apply(option, value)?;
        } else if let Some(short) = word.strip_prefix('-').filter(|short| !short.is_empty()) {
            read.apply_short(short, &mut words)?;
        } else if !word.trim().is_empty() {
            read.url(word)?;
        }
    }
    read.finish()
}

/// What an option means.
#[derive(Clone, Copy)]
enum CurlOption {
    Method,
    Header,
    Data,
    DataUrlencode,
    Json,
    User,
    Cookie,
    UserAgent,
    Referer,
    Url,
}

fn option(name: &str) -> Option<CurlOption> {
    Some(match name {
        "request" | "X" => CurlOption::Method,
        "header" | "H" => CurlOption::Header,
        "data" | "data-raw" | "data-binary" | "data-ascii" | "d" => CurlOption::Data,
        "data-urlencode" => CurlOption::DataUrlencode,
        "json" => CurlOption::Json,
        "user" | "u" => CurlOption::User,
        "cookie" | "b" => CurlOption::Cookie,
        "user-agent" | "A" => CurlOption::UserAgent,
        "referer" | "e" => CurlOption::Referer,
        "url" => CurlOption::Url,
        _ => return None,
    })
}

#[derive(Default)]
struct Command {
    method: Option<String>,
    url: Option<String>,
    headers: Vec<(String, String)>,
    data: Option<String>,
    data_in_query: bool,
}

impl Command {
    fn apply_short(
        &mut self,
        cluster: &str,
        words: &mut impl Iterator<Item = String>,
    ) -> Result<(), String> {
        let mut rest = cluster;
        while let Some(letter) = rest.chars().next() {
            let (name, behind) = rest.split_at(letter.len_utf8());
            match letter {
                'G' => self.data_in_query = true,
                'I' => self.method = Some("HEAD".to_owned()),
                _ if IGNORED_SHORT.contains(letter) => {}
                _ => {
                    let option =
                        option(name).ok_or_else(|| format!("`-{letter}` isn't known here"))?;
                    let value = if behind.is_empty() {
                        words.next()
                    } else {
                        Some(behind.to_owned())
                    };
                    return self.apply(
                        option,
                        value.ok_or_else(|| format!("`-{letter}` needs a value"))?,
                    );
                }
            }
            rest = behind;
        }
        Ok(())
    }

    fn apply(&mut self, option: CurlOption, value: String) -> Result<(), String> {
        match option {
            CurlOption::Method => self.method = Some(value),
            CurlOption::Header => {
                let (name, value) = value
                    .split_once(':')
                    .ok_or_else(|| format!("the header `{value}` has no `:`"))?;
                self.headers
                    .push((name.trim().to_owned(), value.trim().to_owned()));
            }
            CurlOption::Data => self.add_data(&value),
            CurlOption::DataUrlencode => {
                let encoded = match value.split_once('=') {
                    Some((name, value)) if !name.is_empty() => {
                        format!("{name}={}", docwright_wire::percent::encode_form(value))
                    }
                    Some((_, value)) => docwright_wire::percent::encode_form(value),
                    None => docwright_wire::percent::encode_form(&value),
                };
                self.add_data(&encoded);
            }
            CurlOption::Json => {
                self.add_data(&value);
                self.headers
                    .push(("Content-Type".to_owned(), "application/json".to_owned()));
            }
            CurlOption::User => {
                let token = docwright_wire::base64::encode(value.as_bytes());
                self.headers
                    .push(("Authorization".to_owned(), format!("Basic {token}")));
            }
            CurlOption::Cookie => self.headers.push(("Cookie".to_owned(), value)),
            CurlOption::UserAgent => self.headers.push(("User-Agent".to_owned(), value)),
            CurlOption::Referer => self.headers.push(("Referer".to_owned(), value)),
            CurlOption::Url => self.url(value)?,
        }
        Ok(())
    }

    fn url(&mut self, url: String) -> Result<(), String> {
        match &self.url {
            Some(first) => Err(format!("two URLs: `{first}` and `{url}`")),
            None => {
                self.url = Some(url);
                Ok(())
            }
        }
    }

    /// Several pieces of data are joined by `&`.
    fn add_data(&mut self, more: &str) {
        match &mut self.data {
            Some(data) => {
                data.push('&');
                data.push_str(more);
            }
            None => self.data = Some(more.to_owned()),
        }
    }

    fn finish(mut self) -> Result<HttpRequest, String> {
        let url = self.url.take().ok_or("there is no URL")?;
        let (origin, path, query) = split_url(&url)?;
        let mut query = parse_query(&query)?;
        let mut data = self.data.take();
        if self.data_in_query {
            query.extend(parse_query(&data.take().unwrap_or_default())?);
        }
        let usual = if data.is_some() { "POST" } else { "GET" };
        Ok(HttpRequest {
            method: self
                .method
                .unwrap_or_else(|| usual.to_owned())
                .to_uppercase(),
            origin,
            path,
            query,
            headers: self.headers,
            body: data.unwrap_or_default().into_bytes(),
        })
    }
}

fn parse_query(query: &str) -> Result<Vec<(String, String)>, String> {
    docwright_wire::form::parse(query).map_err(|fault| format!("the query: {fault}"))
}

/// Origin, path and query of a URL, as they are written.
pub(crate) fn split_url(url: &str) -> Result<(String, String, String), String> {
    let url = url.split('#').next().unwrap_or(url);
    let (scheme, rest) = url
        .split_once("://")
        .ok_or_else(|| format!("the URL `{url}` has no `https://`"))?;
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(host_end);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = if path.is_empty() { "/" } else { path };
    Ok((
        format!("{}://{}", scheme.to_lowercase(), host.to_lowercase()),
        path.to_owned(),
        query.to_owned(),
    ))
}

/// Cuts a command into words as a POSIX shell does, without expanding anything.
fn words(command: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = command.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('\n') => {}
                Some('\r') => {
                    characters.next_if_eq(&'\n');
                }
                Some(escaped) => word.get_or_insert_default().push(escaped),
                None => return Err("the command ends with `\\`".to_owned()),
            },
            '\'' => {
                let quoted = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        Some('\'') => break,
                        Some(character) => quoted.push(character),
                        None => return Err("a `'` is never closed".to_owned()),
                    }
                }
            }
            '"' => {
                let quoted = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        Some('"') => break,
                        Some('\\') => match characters.next() {
                            Some('\n') => {}
                            Some(escaped @ ('"' | '\\' | '$' | '`')) => quoted.push(escaped),
                            Some(other) => {
                                quoted.push('\\');
                                quoted.push(other);
                            }
                            None => return Err("a `\"` is never closed".to_owned()),
                        },
                        Some(character) => quoted.push(character),
                        None => return Err("a `\"` is never closed".to_owned()),
                    }
                }
            }
            character if character.is_whitespace() => words.extend(word.take()),
            character => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postman_command() {
        let request = parse(
            "curl --location --request POST 'https://api.example/V4/logout' \\\n\
             --header 'Content-Type: application/json' \\\n--data-raw '{\n\"jKey\": \"{{jKey}}\"\n}'",
        )
        .unwrap();
        assert_eq!(request.method, "POST");
        assert_eq!(request.origin, "https://api.example");
        assert_eq!(request.path, "/V4/logout");
        assert_eq!(
            request.headers,
            [("Content-Type".to_owned(), "application/json".to_owned())]
        );
        assert_eq!(request.body, b"{\n\"jKey\": \"{{jKey}}\"\n}");
    }

    #[test]
    fn short_options_cluster() {
        let request =
            parse("curl -sXPUT -H'A:b' \"https://h.example?x=%20y&z=1+2\" -d a=b -d c=d").unwrap();
        assert_eq!(request.method, "PUT");
        assert_eq!(request.path, "/");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(request.query, [pair("x", " y"), pair("z", "1 2")]);
        assert_eq!(request.headers, [pair("A", "b")]);
        assert_eq!(request.body, b"a=b&c=d");
    }

    #[test]
    fn data_makes_a_post_unless_it_goes_to_the_query() {
        assert_eq!(parse("curl https://h.example").unwrap().method, "GET");
        assert_eq!(
            parse("curl https://h.example -d x=1").unwrap().method,
            "POST"
        );
        let get = parse("curl -G https://h.example -d x=1").unwrap();
        assert_eq!((get.method.as_str(), get.body.is_empty()), ("GET", true));
        assert_eq!(get.query, [("x".to_owned(), "1".to_owned())]);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (command, words) in [
            ("wget https://h.example", "begins with `curl`"),
            ("curl 'https://h.example", "never closed"),
            ("curl -H nocolon https://h.example", "has no `:`"),
            ("curl --frobnicate https://h.example", "`--frobnicate`"),
            ("curl -X POST", "no URL"),
            ("curl h.example", "no `https://`"),
            ("curl https://a.example https://b.example", "two URLs"),
        ] {
            let error = parse(command).unwrap_err();
            assert!(error.contains(words), "{command}: {error}");
        }
    }
}
