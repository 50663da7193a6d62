//! The scan of a book: bytes that are read while they come.

use super::rt;

#[derive(Debug, Clone, Default)]
pub struct ScanRequest {}

#[derive(Debug)]
pub enum ScanResponse {
    Scan(Scan),
}

impl rt::Endpoint for ScanRequest {
    type Response = ScanResponse;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        api: "library",
        name: "scan",
        method: rt::Method::GET,
        origin: None,
        url: "/scan",
        auth: None,
        idempotent: None,
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] = OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/scan");
        Ok(())
    }
}

impl rt::Response for ScanResponse {
    type Success = Scan;
    type Failure = rt::Never;

    fn begin(_: &rt::Choice<'_>, reply: &rt::Received<'_>) -> Result<Self, rt::Fault> {
        reply.download().map(|body| Self::Scan(Scan { body }))
    }

    fn outcome(&self) -> &'static str {
        match self {
            Self::Scan(_) => "Scan",
        }
    }

    fn into_result(self) -> Result<Scan, Box<rt::Never>> {
        match self {
            Self::Scan(success) => Ok(success),
        }
    }
}

const OUTCOMES: &[rt::Candidate<'static>] = &[rt::Candidate {
    outcome: 0,
    name: "Scan",
    statuses: &[(200, 299)],
    body: rt::BodyKind::Download,
    ..rt::Candidate::DEFAULT
}];

#[derive(Debug)]
pub struct Scan {
    pub body: rt::Download,
}
