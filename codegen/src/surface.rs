//! The public surface of an endpoint as text: what a caller writes and gets, to be read in a diff.

mod auth;
mod inner;
mod words;

use std::fmt::Write as _;

use crate::emit::{self, spelt};
use crate::ir::{
    Api, BodyTest, Content, Endpoint, EventData, EventRole, Events, ListNames, Literal, Member,
    Nesting, Outcome, OutcomeBody, OutcomeKind, OutcomeRef, PairNames, Payload, Place, Request,
    RequestBody, Shape, TextForm, Type, XmlBody,
};

use self::words::{Words, acted, null_words, scalar_words};

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
        self.auth(endpoint);
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
        for rule in &request.rules {
            let mut words = request.rule_words(rule, str::to_owned);
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
            Payload::Bytes => "bytes",
        };
        let Some(ty) = payload.ty() else {
            return self.line(depth, &format!("{name}{kind}{optional}"));
        };
        let words = self.type_words(ty);
        self.line(depth, &format!("{name}{kind}: {words}{optional}"));
        self.inner(depth + 1, ty);
    }

    fn response(&mut self, endpoint: &Endpoint) {
        self.line(0, "");
        self.line(0, endpoint.response_name.plain());
        for used in &endpoint.outcomes {
            let Some(outcome) = self.api.outcome(used) else {
                continue;
            };
            let kind = match used.kind {
                OutcomeKind::Success => "success",
                OutcomeKind::Failure => "failure",
            };
            let shared = match &used.outcome {
                OutcomeRef::Own(_) => String::new(),
                OutcomeRef::Shared(_) => format!(", shared {}", outcome.name.plain()),
            };
            let status = if used.status.documented {
                used.status.label.clone()
            } else {
                format!("status {}", used.status.label)
            };
            let body = emit::response::body_word(&outcome.body);
            let acted = acted(outcome.acted);
            let name = used.variant.plain();
            self.line(
                1,
                &format!("{name}: {kind}, {status}, {body}{shared}{acted}"),
            );
            for condition in &used.when {
                let wire = endpoint
                    .request
                    .facts
                    .get(condition.fact)
                    .map_or("", |fact| fact.wire.as_str());
                let mut values: Vec<String> = condition
                    .values
                    .iter()
                    .map(|value| format!("{value:?}"))
                    .collect();
                if condition.or_missing {
                    values.push("missing".to_owned());
                }
                self.line(2, &format!("when {wire} is {}", values.join(" or ")));
            }
            self.conditions(outcome);
            for member in &outcome.headers {
                self.header(member);
            }
            self.outcome(outcome);
        }
    }

    /// What must be true of headers and body beside the constants.
    fn conditions(&mut self, outcome: &Outcome) {
        let listed = |values: &[String], or_missing: bool| {
            let mut words: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
            if or_missing {
                words.push("missing".to_owned());
            }
            words.join(" or ")
        };
        for condition in &outcome.when.headers {
            let words = match &condition.values {
                Some(values) => listed(values, condition.or_missing),
                None => "there".to_owned(),
            };
            self.line(2, &format!("when header {} is {words}", condition.name));
        }
        if !outcome.when.media_types.is_empty() {
            let words = outcome.when.media_types.join(" or ");
            self.line(2, &format!("when media type is {words}"));
        }
        for test in &outcome.when.tests {
            let words = match test {
                BodyTest::Has(way) => format!("body has {}", way.join(".")),
                BodyTest::Lacks(way) => format!("body lacks {}", way.join(".")),
                BodyTest::Begins(text) => format!("text begins with {text:?}"),
                BodyTest::Contains(text) => format!("text contains {text:?}"),
                BodyTest::Equals(text) => format!("text is {text:?}"),
            };
            self.line(2, &format!("when {words}"));
        }
    }

    /// A field out of a header; constants are conditions.
    fn header(&mut self, member: &Member) {
        if let Content::Value(ty) = &member.content {
            let field = self.field(member, ty);
            let name = member.field.plain();
            self.line(2, &format!("{name}: {field}, header {:?}", member.wire));
            self.inner(3, ty);
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match &outcome.body {
            OutcomeBody::Json(members)
            | OutcomeBody::Properties(members)
            | OutcomeBody::Form(members)
            | OutcomeBody::Html(members) => self.members(2, members),
            OutcomeBody::Xml(body) => self.xml(2, body),
            OutcomeBody::JsonValue(ty) => {
                let words = self.type_words(ty);
                self.line(2, &format!("body: {words}"));
                self.inner(3, ty);
            }
            OutcomeBody::Lines(ty) => {
                let words = self.type_words(ty);
                let list = if outcome.stream { "Stream" } else { "Vec" };
                self.line(2, &format!("lines: {list}<{words}>"));
                self.inner(3, ty);
            }
            OutcomeBody::Events(events) => self.events(events, outcome.stream),
            OutcomeBody::Text { .. } => self.line(2, "text: String"),
            OutcomeBody::TextEquals { text, .. } => self.line(2, &format!("= {text:?}")),
            OutcomeBody::TextPattern(body) => {
                self.line(2, &format!("= {:?}", body.pattern));
                self.members(2, &body.members);
            }
            OutcomeBody::Raw(_) => self.line(2, "body: RawBody"),
            OutcomeBody::Empty => {}
        }
    }

    /// The root with its namespaces, and its members below.
    fn xml(&mut self, depth: usize, body: &XmlBody) {
        let Some(root) = &body.root else {
            return self.members(depth, &body.members);
        };
        let namespaces: String = body
            .namespaces
            .iter()
            .map(|(prefix, namespace)| format!(" xmlns:{prefix}={namespace:?}"))
            .collect();
        self.line(depth, &format!("<{root}{namespaces}>"));
        self.members(depth + 1, &body.members);
    }

    fn events(&mut self, events: &Events, stream: bool) {
        let list = if stream { "Stream" } else { "Vec" };
        self.line(2, &format!("events: {list}<{}>", events.name.plain()));
        for event in &events.events {
            let name = format!("{} = {:?}", event.variant.plain(), event.wire);
            let role = match event.role {
                EventRole::Item => "",
                EventRole::End => " (ends)",
                EventRole::Failure => " (ends with a failure)",
            };
            match &event.data {
                EventData::Json(ty) => {
                    let words = self.type_words(ty);
                    self.line(3, &format!("{name}: {words}{role}"));
                    self.inner(4, ty);
                }
                EventData::Text { .. } => self.line(3, &format!("{name}: String{role}")),
                EventData::TextEquals { text, .. } => {
                    self.line(3, &format!("{name}, data {text:?}{role}"));
                }
            }
        }
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
