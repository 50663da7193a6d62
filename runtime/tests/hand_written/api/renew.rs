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

    const OUTCOMES: &'static [rt::Candidate<'static>] = OUTCOMES;

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
}

impl rt::Response for RenewResponse {
    type Success = RenewSuccess;
    type Failure = RenewFailure;

    fn begin(choice: &rt::Choice<'_>, _: &rt::Received<'_>) -> Result<Self, rt::Fault> {
        match choice.outcome() {
            0 => choice.blank().map(Self::Renewed),
            _ => choice.blank().map(Self::Refused),
        }
    }

    fn read_json(&mut self, choice: &rt::Choice<'_>) -> Result<(), rt::Fault> {
        match self {
            Self::Renewed(outcome) => choice.json(outcome),
            Self::Refused(outcome) => choice.json(outcome),
        }
    }

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
        body: rt::BodyKind::Json,
        conditions: &[rt::BodyCondition {
            path: &["result"],
            value: rt::Literal::Text("ok"),
            ignore_case: true,
            or_missing: false,
        }],
        ..rt::Candidate::DEFAULT
    },
    outcomes::REFUSED,
];

#[derive(Debug, Clone)]
pub struct Renewed {
    pub loans: Vec<Loan>,
    pub token: rt::Secret,
}

impl rt::json::Decode for Renewed {
    fn blank() -> Self {
        Self {
            loans: Vec::new(),
            token: rt::Secret::from(""),
        }
    }

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {
        json.members(&mut [
            rt::json::Required(
                "result",
                &mut rt::json::Constant(rt::Literal::Text("ok"), true),
            ),
            rt::json::Required("loans", &mut self.loans),
            rt::json::Required(
                "token",
                &mut rt::json::With(&mut self.token, |json| json.string().map(rt::Secret::from)),
            ),
        ])
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Loan {
    pub id: i64,
    pub due: Option<rt::Nullable<String>>,
}

impl rt::json::Decode for Loan {
    fn blank() -> Self {
        Self { id: 0, due: None }
    }

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {
        json.members(&mut [
            rt::json::Required("id", &mut self.id),
            rt::json::Optional("due", &mut self.due),
        ])
    }
}
