//! A client as the generator writes one, for an API that is invented: a lending library.

use docwright_runtime as rt;

pub mod renew {
    //! Renews a loan: JSON both ways, credentials in the body, a documented failure under any status.

    use super::{outcomes, rt};

    #[derive(Debug, Clone)]
    pub struct RenewRequest {
        pub loan: String,
        pub pin: rt::Secret,
        pub note: Option<String>,
        pub fee: Option<f64>,
    }

    impl RenewRequest {
        pub fn new(loan: impl Into<String>, pin: impl Into<rt::Secret>) -> Self {
            Self {
                loan: loan.into(),
                pin: pin.into(),
                note: None,
                fee: None,
            }
        }
    }

    #[derive(Debug, Clone)]
    pub enum RenewResponse {
        Renewed(Renewed),
        Refused(outcomes::Refused),
    }

    pub type RenewSuccess = Renewed;
    pub type RenewFailure = outcomes::Refused;

    impl rt::Endpoint for RenewRequest {
        type Response = RenewResponse;

        const INFO: rt::EndpointInfo = rt::EndpointInfo {
            api: "library",
            name: "renew",
            method: rt::Method::POST,
            origin: None,
            url: "/loans/{loan}/renew",
            auth: Some(&super::CARD),
            idempotent: None,
        };

        fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
            request.path("/loans/");
            request.path_value("loan", &self.loan)?;
            request.path("/renew");
            request.secret(&self.pin);
            if let Some(note) = &self.note {
                request.header("X-Note", note)?;
            }
            let json = request.json();
            json.begin_object();
            json.key("pin");
            json.string(&rt::hash::sha256_hex(self.pin.expose()));
            if let Some(fee) = self.fee {
                json.key("fee");
                json.number(fee);
            }
            json.end_object();
            Ok(())
        }

        fn decode(reply: &rt::Received<'_>) -> Result<RenewResponse, rt::Unfit> {
            let mut choice = reply.choose(OUTCOMES)?;
            loop {
                let read = match choice.outcome() {
                    0 => choice.json(Renewed::decode).map(RenewResponse::Renewed),
                    _ => choice
                        .json(outcomes::Refused::decode)
                        .map(RenewResponse::Refused),
                };
                match read {
                    Ok(response) => return Ok(response),
                    Err(fault) => choice.next(fault)?,
                }
            }
        }
    }

    impl rt::Response for RenewResponse {
        type Success = RenewSuccess;
        type Failure = RenewFailure;

        fn outcome(&self) -> &'static str {
            match self {
                Self::Renewed(_) => "Renewed",
                Self::Refused(_) => "Refused",
            }
        }

        fn into_result(self) -> Result<RenewSuccess, Box<RenewFailure>> {
            match self {
                Self::Renewed(success) => Ok(success),
                Self::Refused(failure) => Err(Box::new(failure)),
            }
        }
    }

    const OUTCOMES: &[rt::Candidate<'static>] = &[
        rt::Candidate {
            outcome: 0,
            name: "Renewed",
            statuses: &[(200, 299)],
            when: &[],
            body: rt::BodyKind::Json,
            conditions: &[rt::BodyCondition {
                path: &["result"],
                value: rt::Literal::Text("ok"),
                ignore_case: true,
                or_missing: false,
            }],
        },
        outcomes::REFUSED,
    ];

    #[derive(Debug, Clone)]
    pub struct Renewed {
        pub loans: Vec<Loan>,
        pub token: rt::Secret,
    }

    impl Renewed {
        fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {
            let mut result = None;
            let mut loans = None;
            let mut token = None;
            let mut members = json.object()?;
            while let Some(member) = members.next(json)? {
                match member {
                    "result" => rt::json::put(
                        &mut result,
                        "result",
                        json.constant(rt::Literal::Text("ok"), true),
                    )?,
                    "loans" => rt::json::put(&mut loans, "loans", json.list(Loan::decode))?,
                    "token" => {
                        rt::json::put(&mut token, "token", json.string().map(rt::Secret::from))?
                    }
                    _ => json.skip()?,
                }
            }
            rt::json::required(result, "result")?;
            Ok(Self {
                loans: rt::json::required(loans, "loans")?,
                token: rt::json::required(token, "token")?,
            })
        }
    }

    #[derive(Debug, Clone, PartialEq)]
    pub struct Loan {
        pub id: i64,
        pub due: Option<rt::Nullable<String>>,
    }

    impl Loan {
        fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {
            let mut id = None;
            let mut due = None;
            let mut members = json.object()?;
            while let Some(member) = members.next(json)? {
                match member {
                    "id" => rt::json::put(&mut id, "id", json.integer())?,
                    "due" => {
                        rt::json::put(&mut due, "due", json.nullable(rt::json::Reader::string))?
                    }
                    _ => json.skip()?,
                }
            }
            Ok(Self {
                id: rt::json::required(id, "id")?,
                due: rt::json::optional_nullable(due),
            })
        }
    }
}

pub mod outcomes {
    use super::rt;

    pub const REFUSED: rt::Candidate<'static> = rt::Candidate {
        outcome: 1,
        name: "Refused",
        statuses: &[(100, 599)],
        when: &[],
        body: rt::BodyKind::Json,
        conditions: &[rt::BodyCondition {
            path: &["result"],
            value: rt::Literal::Text("refused"),
            ignore_case: true,
            or_missing: false,
        }],
    };

    #[derive(Debug, Clone, PartialEq)]
    pub struct Refused {
        pub reason: RefusedReason,
    }

    impl Refused {
        pub(crate) fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {
            let mut result = None;
            let mut reason = None;
            let mut members = json.object()?;
            while let Some(member) = members.next(json)? {
                match member {
                    "result" => rt::json::put(
                        &mut result,
                        "result",
                        json.constant(rt::Literal::Text("refused"), true),
                    )?,
                    "reason" => rt::json::put(&mut reason, "reason", RefusedReason::decode(json))?,
                    _ => json.skip()?,
                }
            }
            rt::json::required(result, "result")?;
            Ok(Self {
                reason: rt::json::required(reason, "reason")?,
            })
        }
    }

    impl std::fmt::Display for Refused {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            rt::failure(f, "Refused", &[("reason", &self.reason)])
        }
    }

    impl std::error::Error for Refused {}

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    pub enum RefusedReason {
        Reserved,
        Unknown(String),
    }

    impl RefusedReason {
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Reserved => "RESERVED",
                Self::Unknown(value) => value,
            }
        }

        pub(crate) fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {
            json.text_enum(|text| text.parse().ok())
        }
    }

    impl std::str::FromStr for RefusedReason {
        type Err = std::convert::Infallible;

        fn from_str(text: &str) -> Result<Self, Self::Err> {
            match text {
                "RESERVED" => Ok(Self::Reserved),
                _ => Ok(Self::Unknown(text.to_owned())),
            }
        }
    }

    impl std::fmt::Display for RefusedReason {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.as_str())
        }
    }
}

pub mod search {
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

        fn decode(reply: &rt::Received<'_>) -> Result<SearchResponse, rt::Unfit> {
            let mut choice = reply.choose(OUTCOMES)?;
            loop {
                let read = match choice.outcome() {
                    0 => choice.json(Found::decode).map(SearchResponse::Found),
                    1 => choice
                        .properties(FoundLines::decode)
                        .map(SearchResponse::FoundLines),
                    2 => choice
                        .html(InvalidToken::decode)
                        .map(SearchResponse::InvalidToken),
                    _ => choice.empty().map(|()| SearchResponse::Moved(Moved)),
                };
                match read {
                    Ok(response) => return Ok(response),
                    Err(fault) => choice.next(fault)?,
                }
            }
        }
    }

    impl rt::Response for SearchResponse {
        type Success = SearchSuccess;
        type Failure = SearchFailure;

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
            conditions: &[],
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
            conditions: &[],
        },
        rt::Candidate {
            outcome: 2,
            name: "InvalidToken",
            statuses: &[(401, 401)],
            when: &[],
            body: rt::BodyKind::Html,
            conditions: &[],
        },
        rt::Candidate {
            outcome: 3,
            name: "Moved",
            statuses: &[(301, 301)],
            when: &[],
            body: rt::BodyKind::Empty,
            conditions: &[],
        },
    ];

    #[derive(Debug, Clone, PartialEq)]
    pub struct Found {
        pub titles: Vec<String>,
    }

    impl Found {
        fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {
            let mut titles = None;
            let mut members = json.object()?;
            while let Some(member) = members.next(json)? {
                match member {
                    "titles" => {
                        rt::json::put(&mut titles, "titles", json.list(rt::json::Reader::string))?
                    }
                    _ => json.skip()?,
                }
            }
            Ok(Self {
                titles: rt::json::required(titles, "titles")?,
            })
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
}

pub mod open {
    //! Opening hours: no credentials, and documented as having no failure.

    use super::rt;

    #[derive(Debug, Clone, Default)]
    pub struct OpenRequest {}

    #[derive(Debug, Clone, PartialEq)]
    pub enum OpenResponse {
        Hours(Hours),
    }

    impl rt::Endpoint for OpenRequest {
        type Response = OpenResponse;

        const INFO: rt::EndpointInfo = rt::EndpointInfo {
            api: "library",
            name: "open",
            method: rt::Method::GET,
            origin: None,
            url: "/open",
            auth: None,
            idempotent: None,
        };

        fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
            request.path("/open");
            Ok(())
        }

        fn decode(reply: &rt::Received<'_>) -> Result<OpenResponse, rt::Unfit> {
            let mut choice = reply.choose(OUTCOMES)?;
            loop {
                let read = choice
                    .text(true)
                    .map(|text| OpenResponse::Hours(Hours { text }));
                match read {
                    Ok(response) => return Ok(response),
                    Err(fault) => choice.next(fault)?,
                }
            }
        }
    }

    impl rt::Response for OpenResponse {
        type Success = Hours;
        type Failure = rt::Never;

        fn outcome(&self) -> &'static str {
            match self {
                Self::Hours(_) => "Hours",
            }
        }

        fn into_result(self) -> Result<Hours, Box<rt::Never>> {
            match self {
                Self::Hours(success) => Ok(success),
            }
        }
    }

    const OUTCOMES: &[rt::Candidate<'static>] = &[rt::Candidate {
        outcome: 0,
        name: "Hours",
        statuses: &[(200, 299)],
        when: &[],
        body: rt::BodyKind::Text,
        conditions: &[],
    }];

    #[derive(Debug, Clone, PartialEq)]
    pub struct Hours {
        pub text: String,
    }
}

rt::require_version!(1);
rt::require!(sha2);

#[derive(Debug, Clone)]
pub struct Client {
    core: rt::Client,
}

impl Client {
    #[must_use]
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            core: rt::ClientBuilder::new(&API),
        }
    }

    pub fn renew(&self, request: renew::RenewRequest) -> rt::Call<renew::RenewResponse> {
        self.core.call(&request)
    }

    pub fn search(&self, request: search::SearchRequest) -> rt::Call<search::SearchResponse> {
        self.core.call(&request)
    }

    pub fn open(&self) -> rt::Call<open::OpenResponse> {
        self.core.call(&open::OpenRequest {})
    }
}

#[derive(Debug)]
pub struct ClientBuilder {
    core: rt::ClientBuilder,
}

impl ClientBuilder {
    #[must_use]
    pub fn base_url(mut self, url: &str) -> Self {
        self.core.base_url(url);
        self
    }

    #[must_use]
    pub fn card(mut self, number: impl Into<String>, key: impl Into<rt::Secret>) -> Self {
        self.core
            .credentials(&CARD, [number.into().into(), key.into()]);
        self
    }

    #[must_use]
    pub fn bearer(mut self, token: impl Into<rt::Secret>) -> Self {
        self.core.credentials(&BEARER, [token.into()]);
        self
    }

    #[must_use]
    pub fn branch(mut self, value: &str) -> Self {
        self.core.variable("branch", value);
        self
    }

    #[must_use]
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.core.timeout(timeout);
        self
    }

    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.core.allow_plain_http();
        self
    }

    #[must_use]
    pub fn http(
        mut self,
        configure: impl FnOnce(rt::HttpSettings) -> rt::HttpSettings + Send + 'static,
    ) -> Self {
        self.core.http(configure);
        self
    }

    #[must_use]
    pub fn transport(mut self, transport: impl rt::Transport) -> Self {
        self.core.transport(transport);
        self
    }

    pub fn build(self) -> Result<Client, rt::BuildError> {
        Ok(Client {
            core: self.core.build()?,
        })
    }
}

static API: rt::Api = rt::Api {
    name: "library",
    base_url: Some("https://{branch}.library.example/api"),
    variables: &[rt::Variable {
        name: "branch",
        default: None,
    }],
};

static CARD: rt::Scheme = rt::Scheme {
    name: "card",
    credentials: &["number", "key"],
    placements: &[
        rt::Placement {
            place: rt::AuthPlace::Body,
            name: "card",
            value: &[rt::Segment::Value(0)],
        },
        rt::Placement {
            place: rt::AuthPlace::Body,
            name: "key",
            value: &[rt::Segment::Value(1)],
        },
    ],
    basic: false,
};

static BEARER: rt::Scheme = rt::Scheme {
    name: "bearer",
    credentials: &["token"],
    placements: &[rt::Placement {
        place: rt::AuthPlace::Header,
        name: "Authorization",
        value: &[rt::Segment::Literal("Bearer "), rt::Segment::Value(0)],
    }],
    basic: false,
};
