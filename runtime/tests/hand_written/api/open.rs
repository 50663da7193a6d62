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

    const OUTCOMES: &'static [rt::Candidate<'static>] = OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/open");
        Ok(())
    }
}

impl rt::Response for OpenResponse {
    type Success = Hours;
    type Failure = rt::Never;

    fn begin(choice: &rt::Choice<'_>, _: &rt::Received<'_>) -> Result<Self, rt::Fault> {
        choice.text(true).map(|text| Self::Hours(Hours { text }))
    }

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
    body: rt::BodyKind::Text,
    ..rt::Candidate::DEFAULT
}];

#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    pub text: String,
}
