//! Doc comments: what the page says, beside the code that stands for it.

use super::markdown::{code, inline, lines, link};
use super::tokens::{TokenStream, quote};
use crate::ir;

/// The lines of one doc comment. Text of a spec enters through [`text`](Docs::text) and the
/// functions of [`markdown`](super::markdown) alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// An empty comment.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A paragraph in our own words, in Markdown.
    pub(super) fn own(mut self, paragraph: impl Into<String>) -> Self {
        self.gap();
        self.lines.push(paragraph.into());
        self
    }

    /// Text of a spec, if there is any.
    pub(super) fn text(mut self, text: Option<&str>) -> Self {
        let text = lines(text.unwrap_or_default());
        if !text.is_empty() {
            self.gap();
            self.lines.extend(text);
        }
        self
    }

    /// A list with a heading; nothing if the list is empty.
    pub(super) fn list(mut self, heading: &str, items: &[String]) -> Self {
        if !items.is_empty() {
            self.gap();
            self.lines.push(heading.to_owned());
            self.gap();
            self.lines
                .extend(items.iter().map(|item| format!("- {item}")));
        }
        self
    }

    /// Lines that belong together, such as a table.
    pub(super) fn block(mut self, lines: Vec<String>) -> Self {
        self.gap();
        self.lines.extend(lines);
        self
    }

    /// The comment, or what it says if there is nothing else to say.
    pub(super) fn or(self, otherwise: impl Into<String>) -> Self {
        if self.lines.is_empty() {
            self.own(otherwise)
        } else {
            self
        }
    }

    /// As the comment of what follows.
    pub(super) fn outer(&self) -> TokenStream {
        self.comment(TokenStream::push_doc)
    }

    /// As the comment of the module that it stands in.
    pub(super) fn inner(&self) -> TokenStream {
        self.comment(TokenStream::push_inner_doc)
    }

    fn comment(&self, push: fn(&mut TokenStream, &str)) -> TokenStream {
        let mut tokens = TokenStream::new();
        for line in &self.lines {
            push(&mut tokens, line);
        }
        tokens
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// A doc comment in our own words.
pub(super) fn doc(paragraph: impl Into<String>) -> TokenStream {
    Docs::new().own(paragraph).outer()
}

/// `#[deprecated]` with the page's reason.
pub(super) fn deprecated(reason: Option<&str>) -> Option<TokenStream> {
    let note = inline(reason?);
    Some(quote!(#[deprecated(note = #note)]))
}

/// Lets a function name what the page deprecates, so that only the caller is warned. An `expect`
/// with nothing to expect would warn as well, so it is written only where it is needed.
pub(super) fn expect_deprecated<'a>(
    mut used: impl Iterator<Item = &'a ir::Member>,
) -> Option<TokenStream> {
    used.any(|member| member.is_field() && member.deprecated.is_some())
        .then(page_documents_it)
}

/// Lets what follows name what the page deprecates.
pub(super) fn page_documents_it() -> TokenStream {
    quote!(#[expect(deprecated, reason = "the page still documents it")])
}

/// Title, text and addresses of a page; `call` is the line with method and URL.
pub(super) fn page(page: &ir::Doc, name: &str, call: Option<String>) -> Docs {
    let mut docs = Docs::new().own(inline(page.title.as_deref().unwrap_or(name)));
    docs = docs.text(page.description.as_deref());
    if let Some(call) = call {
        docs = docs.own(call);
    }
    let mut links = page.links.iter().map(page_link).collect::<Vec<_>>();
    match links.as_slice() {
        [_] => docs.own(links.remove(0)),
        _ => docs.list("Pages:", &links),
    }
}

/// What the page contradicts or leaves open.
pub(super) fn notes(docs: Docs, notes: &[String]) -> Docs {
    let notes: Vec<String> = notes.iter().map(|note| inline(note)).collect();
    docs.list("What the page leaves open:", &notes)
}

fn page_link(page: &ir::Link) -> String {
    let mut line = link(&page.url);
    if let Some(read) = &page.read {
        line.push_str(&format!(" (read {})", inline(read)));
    }
    if let Some(note) = &page.note {
        line.push_str(&format!(": {}", inline(note)));
    }
    line
}

/// What a field means and what is sent for it.
pub(super) fn member(api: &ir::Api, member: &ir::Member, sent: bool) -> TokenStream {
    let wire = code(&member.wire);
    if let Some(one_element) = member.one_element(&api.types) {
        let elements: Vec<String> = one_element.elements().map(code).collect();
        let before = match member.value_type() {
            Some(ir::Type::List(_)) => "Elements in their order",
            _ => "One element",
        };
        let elements = format!("{before}: {}.", elements.join(" or "));
        return described(member, sent).or(elements).outer();
    }
    if member.is_family {
        let names = if member.wire == "*" {
            "Under any other name on the wire.".to_owned()
        } else {
            format!("{wire} on the wire, by what `*` stands for.")
        };
        return described(member, sent).or(names).outer();
    }
    described(member, sent)
        .or(format!("{wire} on the wire."))
        .outer()
}

/// What a field means that is the element of a list at a position, which counts from 0.
pub(super) fn element(member: &ir::Member, position: usize, sent: bool) -> TokenStream {
    described(member, sent)
        .or(format!("The element `[{position}]`."))
        .outer()
}

/// What a field means that is read out of a header.
pub(super) fn header(member: &ir::Member) -> TokenStream {
    if member.is_family {
        let wire = code(&member.wire);
        return described(member, false)
            .or(format!(
                "The headers {wire}, by what `*` stands for in lower case."
            ))
            .outer();
    }
    described(member, false)
        .or(format!("The header {}.", code(&member.wire)))
        .outer()
}

fn described(member: &ir::Member, sent: bool) -> Docs {
    let mut facts = Vec::new();
    if let Some(example) = &member.example {
        facts.push(format!("Example: {}.", code(example)));
    }
    if let Some(default) = &member.default {
        facts.push(format!(
            "The server assumes {} if it is missing.",
            code(default)
        ));
    }
    facts.extend(
        member
            .limits
            .iter()
            .map(|limit| format!("{} {}{}.", limit.before, code(&limit.value), limit.after)),
    );
    if !member.null_as.is_empty() {
        facts.push(null_words(member));
    }
    if sent {
        facts.extend(travels_as(member));
        if let Some(text) = member.send.as_ref().map(spelt) {
            facts.push(format!("`None` sends {}.", code(&text)));
        }
    }
    let mut docs = Docs::new().text(member.description.as_deref());
    if !facts.is_empty() {
        docs = docs.own(facts.join(" "));
    }
    docs
}

/// What stands for `null`.
fn null_words(member: &ir::Member) -> String {
    let values: Vec<String> = member
        .null_as
        .iter()
        .map(|null| match null {
            ir::Literal::Text(text) if text.is_empty() => "an empty text".to_owned(),
            null => code(&spelt(null)),
        })
        .collect();
    let none = if member.may_be_left_out() {
        "`Nullable::Null`"
    } else {
        "`None`"
    };
    format!("{none} is {} on the wire.", values.join(" or "))
}

/// What travels in place of the value.
fn travels_as(member: &ir::Member) -> Option<String> {
    let scalar = match &member.content {
        ir::Content::Value(ir::Type::Scalar(scalar)) => scalar,
        ir::Content::Value(ir::Type::InText(_, ir::TextForm::Joined(separator))) => {
            return Some(format!(
                "Sent as one text, with {} between.",
                code(separator)
            ));
        }
        ir::Content::Value(ir::Type::InText(_, ir::TextForm::Json)) => {
            return Some("Sent as JSON in a text.".to_owned());
        }
        _ => return None,
    };
    match scalar {
        ir::Scalar::Secret(Some(hash)) | ir::Scalar::Hashed(hash) => Some(format!(
            "Sent as its {} in {}.",
            hash.title(),
            match hash.coding {
                ir::Coding::Hex => "lower-case hexadecimal digits",
                ir::Coding::UpperHex => "upper-case hexadecimal digits",
                ir::Coding::Base64 | ir::Coding::Base64Url | ir::Coding::Base64Percent => {
                    "base64"
                }
            }
        )),
        _ => None,
    }
}

/// A literal as a reader would write it.
pub(crate) fn spelt(literal: &ir::Literal) -> String {
    match literal {
        ir::Literal::Null => "null".to_owned(),
        ir::Literal::Boolean(value) => value.to_string(),
        ir::Literal::Number(text) | ir::Literal::Text(text) => text.clone(),
        ir::Literal::List(items) => {
            let items: Vec<String> = items.iter().map(spelt).collect();
            format!("[{}]", items.join(", "))
        }
        ir::Literal::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name}: {}", spelt(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}
