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
    body: rt::BodyKind::Text,
    ..rt::Candidate::DEFAULT
}];

#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    pub text: String,
}
