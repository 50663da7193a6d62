//! A body of several parts.

use std::borrow::Cow;

use docwright_wire::base64;
use docwright_wire::multipart::{self, Head};

use crate::check::encode::text;
use crate::check::encode::value::json;
use crate::ir::{Api, Content, Literal, Member, PartKind, Type};

use super::Encoded;

/// A part before it is put together.
struct Part {
    name: String,
    file_name: Option<String>,
    media_type: Option<String>,
    content: Vec<u8>,
}

/// Credentials first, then a part for each value. `content_type` is what the request names itself.
pub(super) fn encode<'m>(
    api: &Api,
    in_body: Vec<(String, String)>,
    members: impl Iterator<Item = (&'m Member, Literal)>,
    content_type: Option<&str>,
) -> Encoded {
    let credential = |(name, text): (String, String)| Part {
        name,
        file_name: None,
        media_type: None,
        content: text.into_bytes(),
    };
    let mut parts: Vec<Part> = in_body.into_iter().map(credential).collect();
    for (member, value) in members {
        push_member(api, member, &value, &mut parts);
    }
    let boundary = boundary(&parts);
    let mut body = Vec::new();
    for part in &parts {
        let head = Head {
            name: &part.name,
            file_name: part.file_name.as_deref(),
            media_type: part.media_type.as_deref(),
        };
        multipart::push_head(&mut body, &boundary, head);
        body.extend_from_slice(&part.content);
        body.extend_from_slice(multipart::LINE_END);
    }
    multipart::push_end(&mut body, &boundary);
    let given = content_type.filter(|given| multipart::is_multipart(given));
    let essence = given.unwrap_or("multipart/form-data").split(';').next();
    let essence = essence.unwrap_or_default().trim();
    (Cow::Owned(format!("{essence}; boundary={boundary}")), body)
}

/// The same for the same parts; no content holds it.
fn boundary(parts: &[Part]) -> String {
    let mut boundary = "boundary".to_owned();
    while parts
        .iter()
        .any(|part| multipart::holds(&part.content, &boundary))
    {
        boundary.push('-');
    }
    boundary
}

fn push_member(api: &Api, member: &Member, value: &Literal, parts: &mut Vec<Part>) {
    let part = |content: Vec<u8>| Part {
        name: member.wire.clone(),
        file_name: None,
        media_type: None,
        content,
    };
    let Content::Value(ty) = &member.content else {
        parts.extend(value.as_text().map(|text| part(text.as_bytes().to_vec())));
        return;
    };
    let kind = PartKind::of(api, ty);
    if let (PartKind::Text, Literal::Null) = (kind, value) {
        parts.push(part(member.null_text().as_bytes().to_vec()));
        return;
    }
    let (items, ty) = match (kind, ty, value) {
        (PartKind::Text | PartKind::File, Type::List(item), Literal::List(items)) => {
            (items.as_slice(), item.as_ref())
        }
        _ => (std::slice::from_ref(value), ty),
    };
    for item in items {
        parts.extend(match kind {
            PartKind::Json => Some(Part {
                media_type: Some("application/json".to_owned()),
                ..part(json(api, ty, item).to_string().into_bytes())
            }),
            PartKind::Text => text(api, ty, item).map(|text| part(text.into_bytes())),
            PartKind::File => {
                let text = |wire| item.member(wire).and_then(Literal::as_text);
                let content = base64::decode(text("base64").unwrap_or_default());
                let media_type = text("media_type").unwrap_or("application/octet-stream");
                Some(Part {
                    file_name: text("name").map(str::to_owned),
                    media_type: Some(media_type.to_owned()),
                    ..part(content.unwrap_or_default())
                })
            }
        });
    }
}
