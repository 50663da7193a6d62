//! Bodies of several parts: how they are taken from generated code, and how they are put together
//! when they are sent.

use std::collections::VecDeque;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use docwright_wire::multipart::{self, Head};
use futures_core::Stream;

use crate::transport::TransportError;
use crate::{Body, Invalid, Upload};

/// A file that is sent as a part of a body.
///
/// ```
/// use docwright_runtime::File;
///
/// let file = File::new("dot.png", b"\x89PNG").with_media_type("image/png");
/// assert_eq!(file.name, "dot.png");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// Its name, without a path.
    pub name: String,
    /// Its media type; `application/octet-stream` is sent for `None`.
    pub media_type: Option<String>,
    /// What it holds: bytes, or a stream.
    pub content: Upload,
}

impl File {
    /// A file of unknown media type.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Upload>) -> Self {
        Self {
            name: name.into(),
            media_type: None,
            content: content.into(),
        }
    }

    /// The same file, of this media type: `image/png`.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// A part of a body.
#[derive(Clone)]
pub(crate) struct Part {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Upload,
}

impl Part {
    /// A text.
    pub(crate) fn text(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            file_name: None,
            media_type: None,
            content: value.to_owned().into(),
        }
    }

    /// Whether it can be sent a second time: it is no stream.
    pub(crate) fn can_be_repeated(&self) -> bool {
        self.content.whole().is_some()
    }

    /// A JSON text.
    pub(crate) fn json(name: &str, json: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            file_name: None,
            media_type: Some("application/json".to_owned()),
            content: json.into(),
        }
    }

    /// A file.
    ///
    /// # Errors
    /// If its media type can't stand in a header.
    pub(crate) fn file(name: &'static str, file: &File) -> Result<Self, Invalid> {
        let media_type = file.media_type.as_deref();
        let media_type = media_type.unwrap_or("application/octet-stream");
        if media_type.chars().any(char::is_control) {
            return Err(Invalid::parameter(
                name,
                "has a media type with line breaks or other control characters",
            ));
        }
        Ok(Self {
            name: name.to_owned(),
            file_name: Some(file.name.clone()),
            media_type: Some(media_type.to_owned()),
            content: file.content.clone(),
        })
    }

    fn head(&self) -> Head<'_> {
        Head {
            name: &self.name,
            file_name: self.file_name.as_deref(),
            media_type: self.media_type.as_deref(),
        }
    }
}

/// The boundary and the body of parts. What is there already is one piece; streams are read one
/// after the other.
///
/// # Errors
/// If a stream was sent before.
pub(crate) fn assemble(parts: &[Part]) -> Result<(String, Body), Invalid> {
    let boundary = boundary(parts);
    let mut pieces = VecDeque::new();
    let mut text = Vec::new();
    for part in parts {
        multipart::push_head(&mut text, &boundary, part.head());
        match part.content.take()?.into_whole() {
            Ok(bytes) => text.extend_from_slice(&bytes),
            Err(stream) => {
                pieces.push_back(Body::whole(std::mem::take(&mut text)));
                pieces.push_back(stream);
            }
        }
        text.extend_from_slice(multipart::LINE_END);
    }
    multipart::push_end(&mut text, &boundary);
    if pieces.is_empty() {
        return Ok((boundary, Body::whole(text)));
    }
    pieces.push_back(Body::whole(text));
    let length = pieces.iter().map(Body::length).sum::<Option<u64>>();
    let body = Body::new(Chain(pieces));
    Ok((
        boundary,
        match length {
            Some(length) => body.with_length(length),
            None => body,
        },
    ))
}

/// A boundary that no content holds. Its 128 bits of chance see to that for streams, whose content
/// nobody knows yet; what is known is searched.
fn boundary(parts: &[Part]) -> String {
    loop {
        let random = || RandomState::new().hash_one(parts.len());
        let boundary = format!("docwright-{:016x}{:016x}", random(), random());
        let is_held = parts.iter().any(|part| {
            let whole = part.content.whole();
            whole.is_some_and(|content| multipart::holds(content, &boundary))
        });
        if !is_held {
            return boundary;
        }
    }
}

/// Bodies one after the other.
struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match body.poll_next(cx) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                polled => return polled,
            }
        }
        Poll::Ready(None)
    }
}

/// Names only: any content may be a secret.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Part({})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces that come one by one.
    struct Pieces(VecDeque<&'static str>);

    impl Stream for Pieces {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front().map(|text| Ok(Bytes::from(text))))
        }
    }

    fn streamed() -> Upload {
        let pieces = Pieces(["ab", "c"].into());
        Body::new(pieces).with_length(3).into()
    }

    #[tokio::test]
    async fn streams_stand_between_parts_that_are_there() {
        let file = File::new("f", streamed());
        let parts = [
            Part::text("a", "1"),
            Part::file("f", &file).unwrap(),
            Part::json("j", b"{}".to_vec()),
        ];
        let (boundary, mut body) = assemble(&parts).unwrap();
        let length = body.length().unwrap();
        let mut sent = Vec::new();
        while let Some(chunk) = body.next().await {
            sent.extend_from_slice(&chunk.unwrap());
        }
        assert_eq!(sent.len() as u64, length);
        let read = multipart::parse(&sent, &boundary).unwrap();
        let contents: Vec<&[u8]> = read.iter().map(|part| part.content.as_slice()).collect();
        assert_eq!(contents, [&b"1"[..], b"abc", b"{}"]);
        let again = assemble(&parts).unwrap_err();
        assert!(again.to_string().contains("sent already"), "{again}");
    }

    #[test]
    fn a_boundary_differs_each_time() {
        assert_ne!(boundary(&[]), boundary(&[]));
    }

    #[test]
    fn a_media_type_with_line_breaks_is_refused_by_its_member() {
        let file = File::new("f", "x").with_media_type("a/b\r\nX: y");
        let refused = Part::file("scan", &file).unwrap_err();
        assert!(refused.to_string().starts_with("`scan` has a media type"));
    }
}
