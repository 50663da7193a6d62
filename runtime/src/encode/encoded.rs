//! A request that is encoded.

use bytes::Bytes;
use docwright_wire::multipart;
use http::{HeaderMap, HeaderValue, Uri, header};

use super::{Fact, header_value};
use crate::address::Given;
use crate::multipart::{Part, assemble};
use crate::{Body, Invalid, Secret, Upload};

/// A request that is ready, but for the credentials.
#[derive(Clone, Default)]
pub(crate) struct Encoded {
    pub(crate) uri: Uri,
    /// Where the endpoint's own path begins in `uri`.
    pub(crate) base: usize,
    pub(crate) headers: HeaderMap,
    pub(crate) content: Content,
    /// Values as sent of the members that decide between outcomes.
    pub(crate) facts: Vec<Fact>,
    /// Secrets among its values, to be masked in errors.
    pub(crate) secrets: Vec<Secret>,
    /// The URL is that of the caller.
    pub(crate) given: Option<Given>,
}

impl Encoded {
    /// The request, to be sent; a copy of it `stays`, if it may be sent again.
    pub(crate) fn take(&mut self, stays: bool) -> Self {
        // The original has room for the headers that are still to come.
        match stays.then(|| self.clone()) {
            Some(copy) => std::mem::replace(self, copy),
            None => std::mem::take(self),
        }
    }

    /// The body; its media type is set where the spec gives no other.
    ///
    /// # Errors
    /// If it is a stream that was sent before.
    pub(crate) fn take_body(&mut self) -> Result<Body, Invalid> {
        let (media_type, body) = match std::mem::take(&mut self.content) {
            Content::Nothing => return Ok(Body::whole(Bytes::new())),
            Content::Json(body) => ("application/json", Body::whole(body)),
            Content::Form(pairs) => ("application/x-www-form-urlencoded", Body::whole(pairs)),
            Content::Whole(whole) => (whole.media_type, whole.content.take()?),
            Content::Parts(parts) => return self.assemble(&parts),
        };
        self.headers
            .entry(header::CONTENT_TYPE)
            .or_insert(HeaderValue::from_static(media_type));
        Ok(body)
    }

    /// The parts as a body; the boundary joins the `Content-Type`.
    ///
    /// # Errors
    /// If the `Content-Type` that the request has is none of several parts, or a stream was sent
    /// before.
    fn assemble(&mut self, parts: &[Part]) -> Result<Body, Invalid> {
        let given = self.headers.get(header::CONTENT_TYPE);
        let given = given.map(|value| value.to_str().unwrap_or_default());
        let media_type = given.unwrap_or("multipart/form-data");
        if !multipart::is_multipart(media_type) {
            return Err(Invalid::parameter(
                "Content-Type",
                "must begin with `multipart/`, since the body has several parts",
            ));
        }
        let (boundary, body) = assemble(parts)?;
        let essence = media_type.split(';').next().unwrap_or_default();
        let value = format!("{}; boundary={boundary}", essence.trim());
        let value = header_value("Content-Type", &value)?;
        self.headers.insert(header::CONTENT_TYPE, value);
        Ok(body)
    }
}

/// A request's body.
#[derive(Clone, Default)]
pub(crate) enum Content {
    #[default]
    Nothing,
    Json(Bytes),
    Form(String),
    Whole(Whole),
    Parts(Vec<Part>),
}

/// A body of one value that is neither JSON nor a form.
#[derive(Clone)]
pub(crate) struct Whole {
    pub(super) media_type: &'static str,
    pub(super) content: Upload,
}

impl Content {
    /// Whether it can be sent a second time: no stream is in it.
    pub(crate) fn can_be_repeated(&self) -> bool {
        match self {
            Self::Nothing | Self::Json(_) | Self::Form(_) => true,
            Self::Whole(whole) => whole.content.whole().is_some(),
            Self::Parts(parts) => parts.iter().all(Part::can_be_repeated),
        }
    }

    /// The bytes as they are sent.
    ///
    /// # Errors
    /// If it is a stream, or parts with a boundary that isn't chosen yet.
    pub(crate) fn bytes(&self) -> Result<&[u8], Invalid> {
        match self {
            Self::Nothing => Ok(&[]),
            Self::Json(body) => Ok(body),
            Self::Form(pairs) => Ok(pairs.as_bytes()),
            Self::Whole(whole) => whole
                .content
                .whole()
                .map(|bytes| bytes.as_ref())
                .ok_or_else(|| Invalid::request("has a stream as its body, which can't be signed")),
            Self::Parts(_) => Err(Invalid::request(
                "has a body of parts, which can't be signed",
            )),
        }
    }
}
