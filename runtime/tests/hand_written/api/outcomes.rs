//! Outcomes that several endpoints share.

use super::rt;

pub const REFUSED: rt::Candidate<'static> = rt::Candidate {
    outcome: 1,
    name: "Refused",
    statuses: &[(100, 599)],
    body: rt::BodyKind::Json,
    conditions: &[rt::BodyCondition {
        path: &["result"],
        value: rt::Literal::Text("refused"),
        ignore_case: true,
        or_missing: false,
    }],
    ..rt::Candidate::DEFAULT
};

#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub reason: RefusedReason,
}

impl rt::json::Decode for Refused {
    fn blank() -> Self {
        Self {
            reason: rt::json::Decode::blank(),
        }
    }

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {
        json.members(&mut [
            rt::json::Required(
                "result",
                &mut rt::json::Constant(rt::Literal::Text("refused"), true),
            ),
            rt::json::Required("reason", &mut self.reason),
        ])
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
}

impl rt::json::Decode for RefusedReason {
    fn blank() -> Self {
        Self::Reserved
    }

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {
        *self = json.text_enum(|text| text.parse().ok())?;
        Ok(())
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
