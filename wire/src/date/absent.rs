//! Days and times without the feature `jiff`: there are none, and each text is refused.

mod spelling;

use crate::json::Reader;
use crate::{Absent, Fault};

pub use self::spelling::Instant;

fn refused<T>() -> Result<T, Fault> {
    Err(Fault::unreadable("date or time without the feature `jiff`"))
}

pub fn date(_: &str, _: Option<&str>) -> Result<Absent, Fault> {
    refused()
}

pub fn time(_: &str, _: Option<&str>) -> Result<Absent, Fault> {
    refused()
}

pub fn civil(_: &str, _: &str) -> Result<Absent, Fault> {
    refused()
}

pub fn timestamp(_: &str) -> Result<Absent, Fault> {
    refused()
}

pub fn instant(_: &str, _: &[Instant<'_>]) -> Result<Absent, Fault> {
    refused()
}

pub fn read_instant(_: &mut Reader<'_>, _: &[Instant<'_>]) -> Result<Absent, Fault> {
    refused()
}

pub fn from_unix_s(_: i64) -> Result<Absent, Fault> {
    refused()
}

pub fn from_unix_ms(_: i64) -> Result<Absent, Fault> {
    refused()
}

pub fn to_unix_s(_: &Absent) -> i64 {
    0
}

pub fn to_unix_ms(_: &Absent) -> i64 {
    0
}

pub fn print_date(_: &Absent, _: Option<&str>) -> Result<String, Fault> {
    refused()
}

pub fn print_time(_: &Absent, _: Option<&str>) -> Result<String, Fault> {
    refused()
}

pub fn print_civil(_: &Absent, _: &str) -> Result<String, Fault> {
    refused()
}

pub fn print_timestamp(_: &Absent) -> String {
    String::new()
}

impl Instant<'_> {
    pub fn read(&self, _: &str) -> Result<Absent, Fault> {
        refused()
    }

    pub fn print(&self, _: &Absent) -> Result<String, Fault> {
        refused()
    }
}
