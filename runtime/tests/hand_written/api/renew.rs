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
                "token" => rt::json::put(&mut token, "token", json.string().map(rt::Secret::from))?,
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
                "due" => rt::json::put(&mut due, "due", json.nullable(rt::json::Reader::string))?,
                _ => json.skip()?,
            }
        }
        Ok(Self {
            id: rt::json::required(id, "id")?,
            due: rt::json::optional_nullable(due),
        })
    }
}
