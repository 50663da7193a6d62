//! Books as they are lent: lines that are read while they come.

use super::rt;

#[derive(Debug, Clone, Default)]
pub struct WatchRequest {}

#[derive(Debug)]
pub enum WatchResponse {
    Lent(Lent),
}

impl rt::Endpoint for WatchRequest {
    type Response = WatchResponse;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        api: "library",
        name: "watch",
        method: rt::Method::GET,
        origin: None,
        url: "/watch",
        auth: None,
        idempotent: None,
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] = OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/watch");
        Ok(())
    }
}

impl rt::Response for WatchResponse {
    type Success = Lent;
    type Failure = rt::Never;

    fn begin(_: &rt::Choice<'_>, reply: &rt::Received<'_>) -> Result<Self, rt::Fault> {
        reply
            .line_stream(|json| json.integer())
            .map(|lines| Self::Lent(Lent { lines }))
    }

    fn outcome(&self) -> &'static str {
        match self {
            Self::Lent(_) => "Lent",
        }
    }

    fn into_result(self) -> Result<Lent, Box<rt::Never>> {
        match self {
            Self::Lent(success) => Ok(success),
        }
    }
}

const OUTCOMES: &[rt::Candidate<'static>] = &[rt::Candidate {
    outcome: 0,
    name: "Lent",
    statuses: &[(200, 299)],
    body: rt::BodyKind::Stream,
    ..rt::Candidate::DEFAULT
}];

#[derive(Debug)]
pub struct Lent {
    pub lines: rt::Stream<i64>,
}
