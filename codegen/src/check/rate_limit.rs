//! Rate limits: their numbers, and which of them an endpoint counts for.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Counted, Rate, RateLimit};
use crate::source::{Span, Text};
use crate::spec;

/// The word for no rate limit.
const NONE: &str = "none";

/// Words of `per`, in seconds.
const WORDS: [(&str, u64); 4] = [
    ("second", 1),
    ("minute", 60),
    ("hour", 60 * 60),
    ("day", 24 * 60 * 60),
];

/// Units of `per`, in milliseconds.
const UNITS: [(&str, u64); 5] = [
    ("ms", 1),
    ("s", 1_000),
    ("min", 60_000),
    ("h", 3_600_000),
    ("d", 86_400_000),
];

/// The longest time that requests are counted in: a year.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// The rate limits of an API, with those first that fewer endpoints count for: the order in which a
/// call waits for them. Whoever waits for what few share is in nobody else's way then.
pub(super) fn check_limits(api: &spec::Api, report: &mut Report) -> Vec<RateLimit> {
    let mut limits: Vec<RateLimit> = api
        .rate_limits
        .iter()
        .map(|limit| check_limit(limit, report))
        .collect();
    let users = |limit: &RateLimit| {
        let endpoints = api.endpoints.iter();
        let used = endpoints.filter_map(|endpoint| used_by(endpoint, api));
        used.filter(|used| {
            used.0
                .iter()
                .any(|counted| counted.name.value == limit.name)
        })
        .count()
    };
    limits.sort_by_cached_key(users);
    limits
}

fn check_limit(limit: &spec::RateLimit, report: &mut Report) -> RateLimit {
    if limit.name.value == NONE {
        report.push(
            Diagnostic::new(
                Code::ReservedName,
                limit.name.span,
                "`none` says that there is no rate limit",
            )
            .help("give it another name"),
        );
    }
    let mut rates = Vec::new();
    let mut seen: BTreeMap<(Duration, bool), Span> = BTreeMap::new();
    for written in &limit.rates {
        let Some(rate) = check_rate(written, report) else {
            continue;
        };
        if let Some(first) = seen.insert((rate.per, rate.burst.is_some()), written.span) {
            report.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    written.span,
                    format!("`{}` has two rates for one time", limit.name.value),
                )
                .also(first, "the other one")
                .help("keep the one that lets fewer requests through, or give the other a name of its own"),
            );
        }
        rates.push(rate);
    }
    RateLimit {
        name: limit.name.value.clone(),
        rates,
    }
}

fn check_rate(rate: &spec::Rate, report: &mut Report) -> Option<Rate> {
    let requests = rate.requests.as_ref().map(|text| count(text, report));
    let per = rate.per.as_ref().map(|text| duration(text, report));
    let burst = rate.burst.as_ref().map(|text| count(text, report));
    Some(Rate {
        requests: requests??,
        per: per??,
        burst: match burst {
            Some(burst) => Some(burst?),
            None => None,
        },
    })
}

/// `requests: 0` would let nothing through.
fn count(text: &Text, report: &mut Report) -> Option<u32> {
    let count = text.value.parse().ok().filter(|count| *count > 0);
    if count.is_none() {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("`{}` is no number of requests", text.value),
            )
            .help("write a whole number from 1 to 4294967295"),
        );
    }
    count
}

/// `per: fortnight` is no time.
fn duration(text: &Text, report: &mut Report) -> Option<Duration> {
    let per = in_words(&text.value)
        .or_else(|| in_units(&text.value))
        .filter(|per| !per.is_zero() && *per <= LONGEST);
    if per.is_none() {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("`{}` is no time in which requests are counted", text.value),
            )
            .help("write `second`, `minute`, `hour` or `day`, or a whole number with one of the units `ms`, `s`, `min`, `h`, `d`: `10 s`; a year at most"),
        );
    }
    per
}

fn in_words(text: &str) -> Option<Duration> {
    let (_, seconds) = WORDS.iter().find(|(word, _)| *word == text)?;
    Some(Duration::from_secs(*seconds))
}

fn in_units(text: &str) -> Option<Duration> {
    let digits = text.find(|character: char| !character.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(digits)?;
    let (_, milliseconds) = UNITS
        .iter()
        .find(|(known, _)| *known == unit.trim_start())?;
    let number: u64 = number.parse().ok()?;
    number.checked_mul(*milliseconds).map(Duration::from_millis)
}

/// What an endpoint says, or else the API's defaults.
fn used_by<'s>(endpoint: &'s spec::Endpoint, api: &'s spec::Api) -> Option<&'s spec::RateLimitUse> {
    let own = endpoint.rate_limit.as_ref();
    own.or(api.defaults.rate_limit.as_ref())
}

/// `defaults: { rate_limit: … }` names rate limits of the same file.
pub(super) fn check_default(api: &spec::Api, limits: &[RateLimit], report: &mut Report) {
    if let Some(used) = &api.defaults.rate_limit {
        lower(used, limits, report);
    }
}

/// The rate limits that the requests of an endpoint count for, in the order in which a call waits for
/// them.
pub(super) fn check_use(
    endpoint: &spec::Endpoint,
    api: &spec::Api,
    limits: &[RateLimit],
    report: &mut Report,
) -> Vec<Counted> {
    let mut aside = Report::new();
    let report = match &endpoint.rate_limit {
        Some(_) => report,
        // What is wrong with the defaults was said where they stand.
        None => &mut aside,
    };
    used_by(endpoint, api).map_or_else(Vec::new, |used| lower(used, limits, report))
}

fn lower(used: &spec::RateLimitUse, limits: &[RateLimit], report: &mut Report) -> Vec<Counted> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut lowered = Vec::new();
    for counted in &used.0 {
        let name = &counted.name;
        if let Some(first) = seen.insert(name.as_str(), name.span) {
            report.push(twice(name, first));
            continue;
        }
        let found = limits.iter().position(|limit| limit.name == name.value);
        let cost = match &counted.cost {
            Some(cost) => count(cost, report),
            None => Some(1),
        };
        let Some((index, limit)) = found.and_then(|index| Some((index, limits.get(index)?))) else {
            report.push(unknown(name, limits));
            continue;
        };
        let Some(cost) = cost else { continue };
        let narrow = limit.rates.iter().find(|rate| rate.most() < cost);
        if let (Some(rate), Some(written)) = (narrow, &counted.cost) {
            report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    written.span,
                    format!(
                        "a request that counts for {cost} never fits `{}`, which lets {} through at once",
                        limit.name,
                        rate.most()
                    ),
                )
                .help("look both numbers up on the page"),
            );
        }
        lowered.push(Counted { limit: index, cost });
    }
    lowered.sort_by_key(|counted| counted.limit);
    lowered
}

fn twice(name: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateName,
        name.span,
        format!("`{}` stands here twice", name.value),
    )
    .also(first, "the first one")
    .help(format!(
        "write what a request counts for: `{{ {}: 2 }}`",
        name.value
    ))
}

fn unknown(name: &Text, limits: &[RateLimit]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownRateLimit,
        name.span,
        format!("`api.yaml` has no rate limit `{}`", name.value),
    );
    if limits.is_empty() {
        return diagnostic.help(format!(
            "declare it in `api.yaml`: `rate_limits: {{ {}: {{ requests: 10, per: second }} }}`",
            name.value
        ));
    }
    diagnostic.suggest(
        name.as_str(),
        limits.iter().map(|limit| limit.name.as_str()),
    )
}
