//! A client as the generator writes one, for an API that is invented: a lending library.

use docwright_runtime as rt;

pub mod outcomes;

pub mod scan;
pub mod search;

pub mod open;

pub mod watch;

rt::require_version!(1);
rt::require! { [sha2] pub mod renew; }

#[derive(Debug, Clone)]
pub struct Client {
    pub core: rt::Client,
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

    pub fn scan(&self) -> rt::Call<scan::ScanResponse> {
        self.core.call(&scan::ScanRequest {})
    }

    pub fn watch(&self) -> rt::Call<watch::WatchResponse> {
        self.core.call(&watch::WatchRequest {})
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

    rt::builder_methods!();

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
    ..rt::Scheme::DEFAULT
};

static BEARER: rt::Scheme = rt::Scheme {
    name: "bearer",
    credentials: &["token"],
    placements: &[rt::Placement {
        place: rt::AuthPlace::Header,
        name: "Authorization",
        value: &[rt::Segment::Literal("Bearer "), rt::Segment::Value(0)],
    }],
    ..rt::Scheme::DEFAULT
};
