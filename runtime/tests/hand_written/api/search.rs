//! Searches the catalogue: the format that was asked for decides how the answer is spelt, and a
//! dead token is answered with a page.

use super::rt;

#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    pub words: Option<String>,
    pub format: Option<Format>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Properties,
    Json,
}

impl Format {
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Properties => "properties",
            Self::Json => "json",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum SearchResponse {
    Found(Found),
    FoundLines(FoundLines),
    InvalidToken(InvalidToken),
    Moved(Moved),
}

#[derive(Debug, Clone, PartialEq)]
pub enum SearchSuccess {
    Found(Found),
    FoundLines(FoundLines),
}

#[derive(Debug, Clone, PartialEq)]
pub enum SearchFailure {
    InvalidToken(InvalidToken),
    Moved(Moved),
}

impl rt::Endpoint for SearchRequest {
    type Response = SearchResponse;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        api: "library",
        name: "search",
        method: rt::Method::GET,
        origin: None,
        url: "/catalogue?op=search",
        auth: Some(&super::BEARER),
        idempotent: None,
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] = OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/catalogue");
        request.query("op", "search");
        if let Some(words) = &self.words {
            request.query("words", words);
        }
        if let Some(format) = &self.format {
            request.query("format", format.as_str());
            request.fact("format", Some(format.as_str()));
        } else {
            request.query("format", "json");
            request.fact("format", Some("json"));
        }
        Ok(())
    }
}

impl rt::Response for SearchResponse {
    type Success = SearchSuccess;
    type Failure = SearchFailure;

    fn begin(choice: &rt::Choice<'_>, _: &rt::Received<'_>) -> Result<Self, rt::Fault> {
        match choice.outcome() {
            0 => choice.blank().map(Self::Found),
            1 => choice.properties(FoundLines::decode).map(Self::FoundLines),
            2 => choice.html(InvalidToken::decode).map(Self::InvalidToken),
            _ => choice.empty().map(|()| Self::Moved(Moved)),
        }
    }

    fn read_json(&mut self, choice: &rt::Choice<'_>) -> Result<(), rt::Fault> {
        match self {
            Self::Found(outcome) => choice.json(outcome),
            _ => Ok(()),
        }
    }

    fn outcome(&self) -> &'static str {
        match self {
            Self::Found(_) => "Found",
            Self::FoundLines(_) => "FoundLines",
            Self::InvalidToken(_) => "InvalidToken",
            Self::Moved(_) => "Moved",
        }
    }

    fn into_result(self) -> Result<SearchSuccess, Box<SearchFailure>> {
        match self {
            Self::Found(success) => Ok(SearchSuccess::Found(success)),
            Self::FoundLines(success) => Ok(SearchSuccess::FoundLines(success)),
            Self::InvalidToken(failure) => Err(Box::new(SearchFailure::InvalidToken(failure))),
            Self::Moved(failure) => Err(Box::new(SearchFailure::Moved(failure))),
        }
    }
}

const OUTCOMES: &[rt::Candidate<'static>] = &[
    rt::Candidate {
        outcome: 0,
        name: "Found",
        statuses: &[(200, 200)],
        when: &[rt::RequestCondition {
            fact: 0,
            values: &["json"],
            or_missing: false,
        }],
        body: rt::BodyKind::Json,
        ..rt::Candidate::DEFAULT
    },
    rt::Candidate {
        outcome: 1,
        name: "FoundLines",
        statuses: &[(200, 200)],
        when: &[rt::RequestCondition {
            fact: 0,
            values: &["properties"],
            or_missing: true,
        }],
        body: rt::BodyKind::Properties,
        ..rt::Candidate::DEFAULT
    },
    rt::Candidate {
        outcome: 2,
        name: "InvalidToken",
        statuses: &[(401, 401)],
        body: rt::BodyKind::Html,
        ..rt::Candidate::DEFAULT
    },
    rt::Candidate {
        outcome: 3,
        name: "Moved",
        statuses: &[(301, 301)],
        body: rt::BodyKind::Empty,
        ..rt::Candidate::DEFAULT
    },
];

#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub titles: Vec<String>,
}

impl rt::json::Decode for Found {
    fn blank() -> Self {
        Self { titles: Vec::new() }
    }

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {
        json.members(&mut [rt::json::Required("titles", &mut self.titles)])
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct FoundLines {
    pub title: String,
    pub count: Option<i64>,
}

impl FoundLines {
    fn decode(properties: &rt::properties::Properties<'_>) -> Result<Self, rt::Fault> {
        Ok(Self {
            title: properties.required("title", rt::text::string)?,
            count: properties.optional("count", rt::text::integer)?,
        })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct InvalidToken {
    pub title: String,
    pub message: String,
}

impl InvalidToken {
    fn decode(html: &rt::markup::Markup<'_>) -> Result<Self, rt::Fault> {
        Ok(Self {
            title: html.element("title", None)?,
            message: html.element("body", Some("Query:"))?,
        })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Moved;

impl std::fmt::Display for SearchFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InvalidToken(failure) => {
                rt::failure(f, "InvalidToken", &[("message", &failure.message)])
            }
            Self::Moved(_) => rt::failure(f, "Moved", &[]),
        }
    }
}

impl std::error::Error for SearchFailure {}
