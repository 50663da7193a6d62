//! The public surface of an endpoint as text: what a caller writes and gets, to be read in a diff.

mod auth;
mod inner;
mod response;
mod words;

use std::fmt::Write as _;

use crate::emit::{self, spelt};
use crate::ir::{
    Api, Content, Endpoint, ListNames, Literal, Member, Nesting, PairNames, Payload, Place,
    Request, RequestBody, Shape, TextForm, Type,
};

use self::words::{Words, null_words, scalar_words};

/// Some 20 to 40 lines: method and URL, auth, the request's fields, and each outcome with its
/// statuses, conditions and fields. Inner types stand indented below the first field that holds
/// them. Control and bidi characters of the spec are spelt out.
///
/// ```text
/// POST https://api.example.com/notes
/// auth: session (user, token)
///
/// AddNoteRequest
///   json
///     text: String
///     pinned: Option<bool> = "is_pinned"
///
/// AddNoteResponse
///   Added: success, 201, JSON
///     id: i64
/// ```
#[must_use]
pub fn surface(api: &Api, endpoint: &Endpoint) -> String {
    let mut page = Page {
        api,
        text: String::new(),
        shown: Vec::new(),
    };
    page.head(endpoint);
    page.request(endpoint);
    page.response(endpoint);
    page.text
}

struct Page<'a> {
    api: &'a Api,
    text: String,
    /// Types whose members stand there already.
    shown: Vec<crate::ir::TypeId>,
}

impl Page<'_> {
    /// One line, indented by steps of two.
    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        for character in text.chars() {
            if emit::is_hidden(character) {
                self.text.extend(character.escape_unicode());
            } else {
                self.text.push(character);
            }
        }
        self.text.push('\n');
    }

    fn head(&mut self, endpoint: &Endpoint) {
        let url = emit::endpoint::url(self.api, endpoint);
        self.line(0, &format!("{} {url}", endpoint.method.as_str()));
        for also in &endpoint.also {
            let url = emit::endpoint::whole(self.api, &also.url);
            let query = if also.query_as_form {
                " (query as form)"
            } else {
                ""
            };
            self.line(0, &format!("also: {} {url}{query}", also.method.as_str()));
        }
        if let Some(reason) = &endpoint.doc.deprecated {
            self.line(0, &format!("deprecated: {reason}"));
        }
        if let Some(group) = self.api.group_of(endpoint) {
            self.line(0, &format!("group: {}", group.name));
        }
        self.auth(endpoint);
        for words in emit::rate_limit_words(self.api, endpoint, str::to_owned) {
            self.line(0, &format!("rate limit: {words}"));
        }
        if let Some(pages) = &endpoint.pages {
            self.line(0, &format!("pages: {}", pages.method_name.plain()));
        }
    }

    fn request(&mut self, endpoint: &Endpoint) {
        let request = &endpoint.request;
        self.line(0, "");
        self.line(0, request.type_name.plain());
        let is_empty = request.parameters.is_empty()
            && request.body.is_none()
            && endpoint.url.query.is_empty();
        if is_empty {
            self.line(1, "nothing");
        }
        let places = [
            (Place::Url, "url"),
            (Place::Path, "path"),
            (Place::Query, "query"),
            (Place::Header, "headers"),
            (Place::Cookie, "cookies"),
        ];
        for (place, word) in places {
            let members: Vec<&Member> = request
                .parameters
                .iter()
                .filter(|parameter| parameter.place == place)
                .map(|parameter| &parameter.member)
                .collect();
            let constants: &[(String, String)] = match place {
                Place::Query => &endpoint.url.query,
                Place::Path | Place::Header | Place::Cookie | Place::Url => &[],
            };
            if members.is_empty() && constants.is_empty() {
                continue;
            }
            self.line(1, word);
            for (name, value) in constants {
                self.line(2, &format!("{name} = {value:?}"));
            }
            for member in members {
                self.member(2, member);
            }
        }
        self.body(request);
        self.rules(request);
    }

    fn body(&mut self, request: &Request) {
        match &request.body {
            None => {}
            Some(RequestBody::Json(members)) => {
                self.line(1, "json");
                self.members(2, members);
            }
            Some(RequestBody::Form(members)) => {
                self.line(1, "form");
                self.members(2, members);
            }
            Some(RequestBody::Multipart(members)) => {
                self.line(1, "multipart");
                self.members(2, members);
            }
            Some(RequestBody::Xml(body)) => {
                self.line(1, "xml");
                self.xml(2, body);
            }
            Some(RequestBody::Value { payload, optional }) => {
                let optional = if *optional { " (may be left out)" } else { "" };
                self.payload(1, "", payload, optional);
            }
            Some(RequestBody::OneOf {
                name,
                variants,
                optional,
            }) => {
                let optional = if *optional { " (may be left out)" } else { "" };
                self.line(1, &format!("body: {}{optional}", name.plain()));
                for variant in variants {
                    let name = format!("{}: ", variant.name.plain());
                    self.payload(2, &name, &variant.payload, "");
                }
            }
        }
    }

    fn rules(&mut self, request: &Request) {
        if request.rules.is_empty() {
            return;
        }
        self.line(1, "rules");
        let members: Vec<&Member> = request.members().collect();
        for rule in &request.rules {
            let mut words = rule.words(&members, str::to_owned);
            if let Some(says) = &rule.says {
                let _ = write!(words, ": {says:?}");
            }
            self.line(2, &words);
        }
    }

    fn payload(&mut self, depth: usize, name: &str, payload: &Payload, optional: &str) {
        let kind = match payload {
            Payload::Json(_) => "json body",
            Payload::Form(_) => "form body",
            Payload::Multipart(_) => "multipart body",
            Payload::Text(_) => "text body",
            Payload::Lines(_) => "lines of json",
            Payload::Csv(_) => "rows of csv",
            Payload::Bytes => "bytes",
        };
        let Some(ty) = payload.ty() else {
            return self.line(depth, &format!("{name}{kind}{optional}"));
        };
        let words = self.type_words(ty);
        self.line(depth, &format!("{name}{kind}: {words}{optional}"));
        self.inner(depth + 1, ty);
    }

    fn members(&mut self, depth: usize, members: &[Member]) {
        for member in members {
            self.member(depth, member);
        }
    }

    fn member(&mut self, depth: usize, member: &Member) {
        let optional = if member.optional {
            " (may be missing)"
        } else {
            ""
        };
        match &member.content {
            Content::Constant(constant) => {
                let value = shown(&constant.value);
                let is_text = matches!(constant.value, Literal::Text(_));
                let case = if constant.ignore_case && is_text {
                    " in any case"
                } else {
                    ""
                };
                self.line(depth, &format!("{} = {value}{case}{optional}", member.wire));
            }
            Content::Value(ty) => {
                let mut text = format!("{}: {}", member.field.plain(), self.field(member, ty));
                if member.field.plain() != member.wire {
                    let _ = write!(text, " = {:?}", member.wire);
                }
                if let Some(send) = &member.send {
                    let _ = write!(text, ", sends {}", shown(send));
                }
                if let Some(markup) = &member.markup {
                    let _ = write!(text, ", <{}>", markup.element);
                    if let Some(until) = &markup.until {
                        let _ = write!(text, " until {until:?}");
                    }
                }
                text.push_str(self.pair_words(member.pairs, ty));
                if member.deprecated.is_some() {
                    text.push_str(", deprecated");
                }
                self.line(depth, &text);
                self.inner(depth + 1, ty);
            }
        }
    }

    /// How the pairs of a list or an object are named, unless as usual: by name, or by position for
    /// a list of objects.
    fn pair_words(&self, names: PairNames, ty: &Type) -> &'static str {
        let of_objects = || match ty {
            Type::List(element) => matches!(**element, Type::Named(id) if !matches!(
                self.api.type_def(id).map(|def| &def.shape),
                Some(Shape::Enum(_))
            )),
            _ => false,
        };
        match (names.nesting, names.list) {
            (Nesting::Dots, _) => ", dotted",
            (Nesting::Brackets, ListNames::Repeated) => "",
            (Nesting::Brackets, ListNames::Brackets) => ", in brackets",
            (Nesting::Brackets, ListNames::Indexed) if of_objects() => "",
            (Nesting::Brackets, ListNames::Indexed) => ", indexed",
        }
    }

    fn field(&self, member: &Member, ty: &Type) -> Words {
        let words = self.type_words(ty);
        let words = match null_words(&member.null_as) {
            Some(nulls) => words.also_spelt(&nulls),
            None => words,
        };
        match (member.may_be_left_out(), member.nullable) {
            (true, true) => words.within("Option<Nullable<", ">>"),
            (true, false) | (false, true) => words.within("Option<", ">"),
            (false, false) => words,
        }
    }

    fn type_words(&self, ty: &Type) -> Words {
        match ty {
            Type::Scalar(scalar) => scalar_words(scalar),
            Type::List(element) | Type::ListOrOne(element) => {
                self.type_words(element).within("Vec<", ">")
            }
            Type::Map(value) => self.type_words(value).within("BTreeMap<String, ", ">"),
            Type::Tuple(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|part| self.type_words(part).to_string())
                    .collect();
                Words::plain(format!("({})", parts.join(", ")))
            }
            Type::Nullable(part, nulls) => {
                let words = self.type_words(part).within("Option<", ">");
                match null_words(nulls) {
                    Some(nulls) => words.also_spelt(&nulls),
                    None => words,
                }
            }
            Type::Boxed(part) => self.type_words(part).within("Box<", ">"),
            Type::Any => Words::plain("Value"),
            Type::InText(inner, form) => self.type_words(inner).also_spelt(&match form {
                TextForm::Joined(separator) => format!("joined by {separator:?}"),
                TextForm::Json => "as JSON in a text".to_owned(),
            }),
            Type::Named(id) => match self.api.type_def(*id) {
                Some(def) => Words::plain(def.name.plain()),
                None => Words::plain(""),
            },
        }
    }
}

/// A literal, with quotes if it is text.
fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Null
        | Literal::Boolean(_)
        | Literal::Number(_)
        | Literal::List(_)
        | Literal::Object(_) => spelt(literal),
    }
}

#[cfg(test)]
mod tests {
    use crate::emit::tests::sample::Sample;

    #[test]
    fn a_surface_reads_like_a_page() {
        let api = Sample {
            text: &str::to_owned,
        }
        .api();
        let pages: Vec<String> = api
            .endpoints
            .iter()
            .map(|endpoint| super::surface(&api, endpoint))
            .collect();
        insta::assert_snapshot!(pages.join("\n"));
    }
}
