//! Reads a curl command as pages print it, into the request that it would send.
//!
//! A leaf. Takes the command's text, gives a [`Printed`] or words on what can't be read.
//! Only the options that shape a request are read; those that shape curl's own work and output are
//! skipped. Headers that curl adds by itself, such as the form's content type, are not printed by the
//! page and so are left out.
//! See <https://curl.se/docs/manpage.html>.

use docwright_wire::headers::{is_of_token, trimmed};

use crate::ir::HttpRequest;
use crate::printed::{Part, Placeholders, Printed, Unreadable, split_printed_url};

mod options;
mod words;

use self::options::{Meaning, long, short};
use self::words::{Word, words};

/// Reads a command.
///
/// # Errors
///
/// What can't be read, in words and with its place: an open quote, an unknown option, no URL.
pub fn parse(command: &str) -> Result<Printed, Unreadable> {
    parse_with(command, &[])
}

/// The same, where these words are placeholders too.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_with(command: &str, words_for_values: &[&str]) -> Result<Printed, Unreadable> {
    let (marked, placeholders) = Placeholders::mark_with(command, words_for_values);
    let mut read = Command {
        placeholders,
        ..Command::default()
    };
    let done = words(&marked)
        .and_then(|words| read.words(words, &marked))
        .and_then(|()| read.finish());
    done.map_err(|unreadable| Unreadable {
        reason: read.placeholders.restore(&unreadable.reason),
        range: unreadable.range.map(|range| {
            let printed = |offset| read.placeholders.printed_offset(offset);
            printed(range.start)..printed(range.end)
        }),
        ..unreadable
    })
}

#[derive(Default)]
struct Command {
    placeholders: Placeholders,
    method: Option<String>,
    url: Option<Word>,
    headers: Vec<(String, String)>,
    user: Option<String>,
    data: Option<String>,
    data_in_query: bool,
    upload: bool,
    parts: Vec<Part>,
}

impl Command {
    fn words(&mut self, words: Vec<Word>, command: &str) -> Result<(), Unreadable> {
        let mut words = words.into_iter().skip_while(stands_before_curl);
        match words.next() {
            Some(word) if is_curl(&word.text) => {}
            Some(word) => {
                return Err(Unreadable::new("a command begins with `curl`").at(word.range));
            }
            None => return Err(Unreadable::new("a command begins with `curl`")),
        }
        while let Some(word) = words.next() {
            if let Some(option) = word.text.strip_prefix("--") {
                let (name, given) = match option.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (option, None),
                };
                let meaning = long(name).ok_or_else(|| unknown(&format!("--{name}"), &word))?;
                let value = match given {
                    _ if !meaning.takes_value() => String::new(),
                    Some(value) => value,
                    None => value_of(&format!("--{name}"), &word, &mut words)?,
                };
                self.apply(meaning, value)
                    .map_err(|fault| at_word(fault, &word))?;
            } else if let Some(cluster) =
                word.text.strip_prefix('-').filter(|rest| !rest.is_empty())
            {
                self.apply_short(cluster, &word, &mut words)?;
            } else if word.text == "curl" && begins_line(command, word.range.start) {
                return Err(Unreadable::new("a second command begins here")
                    .help("write one command to an example")
                    .at(word.range));
            } else if !word.text.trim().is_empty() {
                self.url(word)?;
            }
        }
        Ok(())
    }

    fn apply_short(
        &mut self,
        cluster: &str,
        word: &Word,
        words: &mut impl Iterator<Item = Word>,
    ) -> Result<(), Unreadable> {
        let mut rest = cluster;
        while let Some(letter) = rest.chars().next() {
            let (name, behind) = rest.split_at(letter.len_utf8());
            let meaning = short(name).ok_or_else(|| unknown(&format!("-{letter}"), word))?;
            if !meaning.takes_value() {
                self.apply(meaning, String::new())?;
                rest = behind;
                continue;
            }
            let value = if behind.is_empty() {
                value_of(&format!("-{letter}"), word, words)?
            } else {
                behind.to_owned()
            };
            return self
                .apply(meaning, value)
                .map_err(|fault| at_word(fault, word));
        }
        Ok(())
    }

    fn apply(&mut self, meaning: Meaning, value: String) -> Result<(), Unreadable> {
        match meaning {
            Meaning::Nothing | Meaning::NothingOfValue => {}
            Meaning::DataInQuery => self.data_in_query = true,
            Meaning::Head => self.method = Some("HEAD".to_owned()),
            Meaning::Method => self.method = Some(value),
            Meaning::Header => self.header(&value)?,
            Meaning::Data => {
                let data = self.content(&value, '@');
                self.add_data(&data);
            }
            Meaning::DataRaw => self.add_data(&value),
            Meaning::DataUrlencode => {
                let data = self.urlencoded(&value);
                self.add_data(&data);
            }
            Meaning::Json => {
                let data = self.content(&value, '@');
                match &mut self.data {
                    Some(before) => before.push_str(&data),
                    None => self.data = Some(data),
                }
                self.push_header("Content-Type", "application/json");
            }
            Meaning::Part => self.part(&value, true)?,
            Meaning::PartText => self.part(&value, false)?,
            Meaning::Upload => {
                let file = self.placeholders.add(&format!("@{value}"));
                self.upload = true;
                self.add_data(&file);
            }
            Meaning::User => self.user = Some(value),
            Meaning::Bearer => self.push_header("Authorization", &format!("Bearer {value}")),
            Meaning::Cookie => self.cookie(value)?,
            Meaning::UserAgent => self.push_header("User-Agent", &value),
            Meaning::Referer => self.push_header("Referer", &value),
            Meaning::Url => self.url(Word {
                text: value,
                range: 0..0,
                quoted: true,
            })?,
        }
        Ok(())
    }

    /// Blanks around a value are none of it (RFC 9110 section 5.5).
    fn push_header(&mut self, name: &str, value: &str) {
        self.headers
            .push((name.to_owned(), trimmed(value).to_owned()));
    }

    /// The name of a header, in which a placeholder may stand.
    fn header_name<'n>(&self, name: &'n str) -> Result<&'n str, Unreadable> {
        let name = trimmed(name);
        let is_known = |letter| is_of_token(letter) || self.placeholders.value_of(letter).is_some();
        if name.is_empty() || !name.chars().all(is_known) {
            let reason = format!("`{name}` is no name of a header");
            return Err(Unreadable::new(reason));
        }
        Ok(name)
    }

    /// `Name: value`; `Name;` is an empty one, and `Name:` one that curl leaves out.
    fn header(&mut self, header: &str) -> Result<(), Unreadable> {
        match header.split_once(':') {
            Some((_, value)) if value.trim().is_empty() => {}
            Some((name, value)) => self.push_header(self.header_name(name)?, value),
            None => match header.strip_suffix(';') {
                Some(name) => self.push_header(self.header_name(name)?, ""),
                None => {
                    return Err(Unreadable::new(format!("the header `{header}` has no `:`")));
                }
            },
        }
        Ok(())
    }

    /// Several options make one header.
    fn cookie(&mut self, value: String) -> Result<(), Unreadable> {
        if !value.contains('=') {
            return Err(
                Unreadable::new(format!("the cookies are in a file, `{value}`"))
                    .help("write them out: `-b name=value`"),
            );
        }
        let before = self.headers.iter_mut().find(|(name, _)| name == "Cookie");
        match before {
            Some((_, cookies)) => {
                cookies.push_str("; ");
                cookies.push_str(&value);
            }
            None => self.push_header("Cookie", &value),
        }
        Ok(())
    }

    /// The value of an option, or a placeholder for the content of the file that it names.
    fn content(&mut self, value: &str, sign: char) -> String {
        if value.starts_with(sign) {
            return self.placeholders.add(value);
        }
        value.to_owned()
    }

    /// `content`, `=content`, `name=content`, `@file` or `name@file`.
    fn urlencoded(&mut self, value: &str) -> String {
        let encode = docwright_wire::percent::encode_form;
        match value.find(['=', '@']) {
            None => encode(value),
            Some(at) => {
                let (name, content) = value.split_at(at);
                let content = match content.strip_prefix('=') {
                    Some(content) => encode(content),
                    None => encode(&self.placeholders.add(content)),
                };
                if name.is_empty() {
                    content
                } else {
                    format!("{name}={content}")
                }
            }
        }
    }

    /// `name=text`, `name=@file` or `name=<file`, with `;type=` and `;filename=` behind them.
    fn part(&mut self, written: &str, has_attributes: bool) -> Result<(), Unreadable> {
        let (name, value) = written.split_once('=').ok_or_else(|| {
            Unreadable::new(format!("the part `{written}` has no `=`"))
                .help("write `-F name=value` or `-F name=@file`")
        })?;
        let mut part = Part {
            name: name.to_owned(),
            value: value.to_owned(),
            file_name: None,
            media_type: None,
        };
        if has_attributes {
            let mut attributes = value.split(';');
            let content = attributes.next().unwrap_or_default();
            let mut text = content.to_owned();
            for attribute in attributes {
                let attribute_value = |key: &str| {
                    let value = attribute.trim_start().strip_prefix(key)?;
                    Some(value.trim_matches('"').to_owned())
                };
                if let Some(media_type) = attribute_value("type=") {
                    part.media_type = Some(media_type);
                } else if let Some(file_name) = attribute_value("filename=") {
                    part.file_name = Some(file_name);
                } else {
                    text.push(';');
                    text.push_str(attribute);
                }
            }
            if content.starts_with(['@', '<']) {
                if content.starts_with('@') && part.file_name.is_none() {
                    let path = content.trim_start_matches('@').trim_matches('"');
                    part.file_name = path.rsplit(['/', '\\']).next().map(str::to_owned);
                }
                text = self.placeholders.add(content);
            }
            part.value = text;
        }
        self.parts.push(part);
        Ok(())
    }

    fn url(&mut self, url: Word) -> Result<(), Unreadable> {
        match &self.url {
            Some(first) => Err(Unreadable::new(format!(
                "two URLs: `{}` and `{}`",
                first.text, url.text
            ))
            .help("quote a value that holds a space")
            .at(url.range)),
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

    fn finish(&mut self) -> Result<Printed, Unreadable> {
        let url = self
            .url
            .take()
            .ok_or_else(|| Unreadable::new("there is no URL"))?;
        let (origin, path, query) = split_printed_url(&url.text, &self.placeholders)
            .map_err(|reason| at_word(Unreadable::new(reason), &url))?;
        let mut query = parse_query(&query)?;
        let mut data = self.data.take();
        if self.data_in_query {
            query.extend(parse_query(&data.take().unwrap_or_default())?);
        }
        let usual = match (&data, self.upload) {
            (_, true) => "PUT",
            (Some(_), false) => "POST",
            (None, false) if !self.parts.is_empty() => "POST",
            (None, false) => "GET",
        };
        Ok(Printed {
            request: HttpRequest {
                method: self
                    .method
                    .take()
                    .unwrap_or_else(|| usual.to_owned())
                    .to_uppercase(),
                origin,
                path,
                query,
                headers: std::mem::take(&mut self.headers),
                body: data.unwrap_or_default().into_bytes(),
            },
            user: self.user.take(),
            parts: std::mem::take(&mut self.parts),
            incidental: Vec::new(),
            placeholders: std::mem::take(&mut self.placeholders),
        })
    }
}

/// What may stand in front of a command: `sudo`, `TOKEN=abc`.
fn stands_before_curl(word: &Word) -> bool {
    let is_assignment = word.text.split_once('=').is_some_and(|(name, _)| {
        name.bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    });
    word.text == "sudo" || is_assignment
}

fn is_curl(word: &str) -> bool {
    let program = word.rsplit(['/', '\\']).next().unwrap_or(word);
    matches!(program, "curl" | "curl.exe")
}

fn begins_line(command: &str, at: usize) -> bool {
    let before = command.get(..at).unwrap_or_default();
    before
        .trim_end_matches([' ', '\t', '$', '>'])
        .ends_with('\n')
}

fn value_of(
    name: &str,
    word: &Word,
    words: &mut impl Iterator<Item = Word>,
) -> Result<String, Unreadable> {
    let value = words.next().map(|value| value.text);
    value.ok_or_else(|| Unreadable::new(format!("`{name}` needs a value")).at(word.range.clone()))
}

fn unknown(name: &str, word: &Word) -> Unreadable {
    Unreadable::new(format!("`{name}` isn't known here")).at(word.range.clone())
}

fn at_word(fault: Unreadable, word: &Word) -> Unreadable {
    if fault.range.is_some() || word.range.is_empty() {
        return fault;
    }
    fault.at(word.range.clone())
}

fn parse_query(query: &str) -> Result<Vec<(String, String)>, Unreadable> {
    docwright_wire::form::parse(query)
        .map_err(|fault| Unreadable::new(format!("the query: {fault}")))
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

#[cfg(test)]
mod tests;
