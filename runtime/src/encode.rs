//! Encoding: a request's values into a URL, headers and a body, through functions that are not
//! generic, so that generated code stays small.

mod encoded;
mod headers;

use std::fmt;

use docwright_wire::{form, json, percent};
use http::{HeaderMap, Uri, header};

use crate::address::Given;
use crate::multipart::Part;
use crate::pairs::{PairPlace, Pairs};
use crate::{File, Invalid, Secret, Upload};

pub(crate) use self::encoded::{Content, Encoded, Whole};
pub(crate) use self::headers::{check_cookie, header_name, header_value, sensitive_header_value};

/// Room for a path and query of usual length, in bytes, so that they don't grow step by step.
const USUAL_TARGET: usize = 128;

/// Room for a JSON body of usual length, in bytes.
const USUAL_BODY: usize = 256;

/// What [`Uri`] holds at most, in bytes. Few servers take as much.
const LONGEST_URL: usize = 65_534;

/// Takes the parts of one request. Path first, then the query; the rest in any order.
pub struct Encoder {
    url: String,
    /// Where the path begins in `url`.
    path: usize,
    has_query: bool,
    headers: HeaderMap,
    cookies: String,
    json: Option<json::Writer>,
    form: Option<String>,
    whole: Option<Whole>,
    parts: Option<Vec<Part>>,
    #[cfg(feature = "xml")]
    xml: Option<docwright_wire::xml::Writer>,
    #[cfg(feature = "csv")]
    csv: Option<docwright_wire::csv::Writer>,
    facts: Vec<Fact>,
    secrets: Vec<Secret>,
    /// The URL is that of the caller.
    pub(crate) given: Option<Given>,
}

/// What was sent for a request member that decides between outcomes.
#[derive(Clone)]
pub(crate) struct Fact {
    pub(crate) value: Option<String>,
    name: &'static str,
}

impl Encoder {
    /// A value that was refused on its way into a body of JSON, with its place there.
    #[cold]
    pub(crate) fn locate(&self, invalid: Invalid) -> Invalid {
        match &self.json {
            Some(json) => invalid.within(json.place()),
            None => invalid,
        }
    }

    /// Starts at `base`: scheme, authority and the path that all endpoints stand below, without a
    /// slash at its end.
    pub(crate) fn new(base: &str) -> Self {
        let mut url = String::with_capacity(base.len() + USUAL_TARGET);
        url.push_str(base);
        Self {
            url,
            path: base.len(),
            has_query: false,
            headers: HeaderMap::new(),
            cookies: String::new(),
            json: None,
            form: None,
            whole: None,
            parts: None,
            #[cfg(feature = "xml")]
            xml: None,
            #[cfg(feature = "csv")]
            csv: None,
            facts: Vec::new(),
            secrets: Vec::new(),
            given: None,
        }
    }

    /// Starts anew at a whole URL, whose path begins there.
    pub(crate) fn begin_at(&mut self, url: &str, path: usize) {
        url.clone_into(&mut self.url);
        self.path = path;
        self.has_query = url.contains('?');
    }

    /// Appends a part of the path as it stands in the spec.
    pub fn path(&mut self, literal: &str) {
        self.url.push_str(literal);
    }

    /// Appends a path parameter; it stays within its segment whatever it holds.
    ///
    /// # Errors
    /// If it is empty, `.` or `..`, which would address another resource.
    pub fn path_value(&mut self, name: &'static str, value: &str) -> Result<(), Invalid> {
        if !percent::is_segment(value) {
            return Err(Invalid::parameter(
                name,
                "must not be empty, `.` or `..`, since it is a part of the path",
            ));
        }
        percent::push_component(&mut self.url, value);
        Ok(())
    }

    /// Appends a path parameter that spans segments: its slashes stay.
    ///
    /// # Errors
    /// If one of its segments is empty, `.` or `..`, which would address another resource.
    pub fn path_segments(&mut self, name: &'static str, value: &str) -> Result<(), Invalid> {
        let segments = percent::encode_segments(value).ok_or_else(|| {
            Invalid::parameter(
                name,
                "must have no segment that is empty, `.` or `..`, since it is a part of the path",
            )
        })?;
        self.url.push_str(&segments);
        Ok(())
    }

    /// Appends a pair to the query.
    pub fn query(&mut self, name: &str, value: &str) {
        self.url.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        percent::push_component(&mut self.url, name);
        self.url.push('=');
        percent::push_component(&mut self.url, value);
    }

    /// Adds a header.
    ///
    /// # Errors
    /// If no header can have the name, or the value holds a character that no header can hold, such as a line break.
    pub fn header(&mut self, name: &str, value: &str) -> Result<(), Invalid> {
        let header = header_name(name)?;
        if header == header::CONTENT_TYPE {
            self.headers.insert(header, header_value(name, value)?);
        } else {
            self.headers
                .append(header, sensitive_header_value(name, value)?);
        }
        Ok(())
    }

    /// Adds a cookie.
    ///
    /// # Errors
    /// If the value holds a character that no cookie can hold (RFC 6265 section 4.1.1).
    pub fn cookie(&mut self, name: &'static str, value: &str) -> Result<(), Invalid> {
        check_cookie(name, value)?;
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(name);
        self.cookies.push('=');
        self.cookies.push_str(value);
        Ok(())
    }

    /// Makes the body JSON, to be written into what is returned.
    pub fn json(&mut self) -> &mut json::Writer {
        self.json
            .get_or_insert_with(|| json::Writer::with_capacity(USUAL_BODY))
    }

    /// Makes the body an XML document, whose root is begun.
    #[cfg(feature = "xml")]
    pub fn xml(
        &mut self,
        document: docwright_wire::xml::Document<'_>,
    ) -> &mut docwright_wire::xml::Writer {
        self.xml
            .insert(docwright_wire::xml::Writer::document(document))
    }

    /// Makes the body a sequence of XML elements without a root.
    #[cfg(feature = "xml")]
    pub fn xml_fragment(&mut self) -> &mut docwright_wire::xml::Writer {
        self.xml.insert(docwright_wire::xml::Writer::fragment())
    }

    /// Makes the body CSV, whose rows are to be written into what is returned, and each ended.
    #[cfg(feature = "csv")]
    pub fn csv(
        &mut self,
        format: &docwright_wire::csv::Format<'_>,
    ) -> &mut docwright_wire::csv::Writer {
        self.csv.insert(docwright_wire::csv::Writer::new(format))
    }

    /// Makes the body a form, for one that may stay empty.
    pub fn begin_form(&mut self) {
        self.form.get_or_insert_default();
    }

    /// Appends a pair to the form that is the body.
    pub fn form(&mut self, name: &str, value: &str) {
        form::push(self.form.get_or_insert_default(), name, value);
    }

    /// Makes the body this text.
    pub fn text(&mut self, text: &str) {
        self.whole = Some(Whole {
            media_type: "text/plain; charset=utf-8",
            content: text.to_owned().into(),
        });
    }

    /// Makes the body lines of JSON, each to be written into what is returned and ended.
    pub fn lines(&mut self) -> &mut json::Writer {
        self.whole = Some(Whole {
            media_type: "application/x-ndjson",
            content: Upload::default(),
        });
        self.json()
    }

    /// Makes the body these bytes.
    pub fn bytes(&mut self, content: &Upload) {
        self.whole = Some(Whole {
            media_type: "application/octet-stream",
            content: content.clone(),
        });
    }

    /// Makes the body one of several parts, for one that may have none.
    pub fn begin_multipart(&mut self) {
        self.parts.get_or_insert_default();
    }

    /// Appends a part of text.
    pub fn part(&mut self, name: &str, value: &str) {
        let parts = self.parts.get_or_insert_default();
        parts.push(Part::text(name, value));
    }

    /// Appends a part of JSON: what was written into `json`, which is empty again.
    ///
    /// # Errors
    /// If a value can't be spelt in JSON.
    pub fn json_part(&mut self, name: &str, json: &mut json::Writer) -> Result<(), Invalid> {
        let json = std::mem::take(json).finish()?;
        let parts = self.parts.get_or_insert_default();
        parts.push(Part::json(name, json));
        Ok(())
    }

    /// Appends a part that is a file.
    ///
    /// # Errors
    /// If its media type can't stand in a header.
    pub fn file(&mut self, name: &'static str, file: &File) -> Result<(), Invalid> {
        let part = Part::file(name, file)?;
        self.parts.get_or_insert_default().push(part);
        Ok(())
    }

    /// The pairs of the query whose names begin with `name`.
    pub fn query_pairs(&mut self, name: &str) -> Pairs<'_> {
        Pairs::new(self, PairPlace::Query, name)
    }

    /// The pairs of the form whose names begin with `name`.
    pub fn form_pairs(&mut self, name: &str) -> Pairs<'_> {
        Pairs::new(self, PairPlace::Form, name)
    }

    /// Keeps a value as sent, `None` if it isn't sent: outcomes depend on it. The first call is
    /// fact 0.
    pub fn fact(&mut self, name: &'static str, value: Option<&str>) {
        self.facts.push(Fact {
            value: value.map(str::to_owned),
            name,
        });
    }

    /// Says that this value is a secret: the request isn't sent over plain HTTP to other hosts, and
    /// errors mask it.
    pub fn secret(&mut self, secret: &Secret) {
        self.secrets.push(secret.clone());
    }

    /// # Errors
    /// If the URL is none, or a body can't be spelt.
    pub(crate) fn finish(mut self) -> Result<Encoded, Invalid> {
        if has_dot_segment(self.url.get(self.path..).unwrap_or_default()) {
            return Err(Invalid::request("has a path with a segment `.` or `..`"));
        }
        if self.url.len() > LONGEST_URL {
            return Err(Invalid::request(format!(
                "has a URL of more than {LONGEST_URL} bytes"
            )));
        }
        let uri = Uri::try_from(self.url)
            .map_err(|_| Invalid::request("has a URL that can't be sent"))?;
        if !self.cookies.is_empty() {
            let cookies = sensitive_header_value("Cookie", &self.cookies)?;
            self.headers.insert(header::COOKIE, cookies);
        }
        #[cfg(feature = "xml")]
        if let Some(writer) = self.xml {
            self.whole = Some(Whole {
                media_type: "application/xml",
                content: writer.finish()?.into(),
            });
        }
        #[cfg(feature = "csv")]
        if let Some(writer) = self.csv {
            self.whole = Some(Whole {
                media_type: "text/csv; charset=utf-8",
                content: writer.finish()?.into(),
            });
        }
        let content = match (self.parts, self.whole, self.json, self.form) {
            (Some(parts), ..) => Content::Parts(parts),
            // Lines: what was written is the body.
            (None, Some(whole), Some(writer), _) => Content::Whole(Whole {
                content: writer.finish()?.into(),
                ..whole
            }),
            (None, Some(whole), None, _) => Content::Whole(whole),
            (None, None, Some(writer), _) => Content::Json(writer.finish()?.into()),
            (None, None, None, Some(pairs)) => Content::Form(pairs),
            (None, None, None, None) => Content::Nothing,
        };
        Ok(Encoded {
            uri,
            base: self.path,
            headers: self.headers,
            content,
            facts: self.facts,
            secrets: self.secrets,
            given: self.given,
        })
    }
}

/// Whether a path, with the query behind it, has a segment `.` or `..`.
fn has_dot_segment(target: &str) -> bool {
    // Most have no dot at all, which takes less to find out.
    target.as_bytes().contains(&b'.') && {
        let path = target.split_once('?').map_or(target, |(path, _)| path);
        let mut segments = path.split('/');
        segments.any(|segment| matches!(segment, "." | ".."))
    }
}

/// Names only: any value may be a secret.
impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder")
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field(
                "facts",
                &self.facts.iter().map(|fact| fact.name).collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}
