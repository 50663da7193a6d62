//! The response of an endpoint: each outcome with its statuses, conditions and fields.

use super::Page;
use super::words::acted;
use crate::emit;
use crate::ir::{
    BodyTest, Content, Endpoint, EventData, EventRole, Events, Member, Outcome, OutcomeBody,
    OutcomeKind, OutcomeRef, XmlBody,
};

impl Page<'_> {
    pub(super) fn response(&mut self, endpoint: &Endpoint) {
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
            OutcomeBody::Csv(body) => {
                let words = self.type_words(&body.row);
                self.line(2, &format!("rows: Vec<{words}>"));
                self.inner(3, &body.row);
            }
            OutcomeBody::Events(events) => self.events(events, outcome.stream),
            OutcomeBody::Text { .. } => self.line(2, "text: String"),
            OutcomeBody::TextEquals { text, .. } => self.line(2, &format!("= {text:?}")),
            OutcomeBody::TextPattern(body) => {
                self.line(2, &format!("= {:?}", body.pattern));
                self.members(2, &body.members);
            }
            OutcomeBody::Raw(_) if outcome.stream => self.line(2, "body: Download"),
            OutcomeBody::Raw(_) => self.line(2, "body: RawBody"),
            OutcomeBody::Empty => {}
        }
    }

    /// The root with its namespaces, and its members below.
    pub(super) fn xml(&mut self, depth: usize, body: &XmlBody) {
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
}
