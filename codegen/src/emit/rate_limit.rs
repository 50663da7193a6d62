//! Rate limits: those of the API, and what an endpoint's requests count for.

use std::time::Duration;

use super::docs::doc;
use super::markdown::code;
use super::paths::*;
use super::tokens::{Literal, TokenStream, quote};
use crate::ir::{Api, Counted, Endpoint, Rate};

/// The `static` of all rate limits; nothing if there are none.
pub(super) fn declared(api: &Api) -> Option<TokenStream> {
    let limits = api.rate_limits.iter().map(|limit| {
        let name = &limit.name;
        let rates = limit.rates.iter().map(rate);
        quote!(#RATE_LIMIT { name: #name, rates: &[#(#rates),*] })
    });
    let count = Literal::number(api.rate_limits.len());
    let docs = doc("In the order in which a call waits for them.");
    (!api.rate_limits.is_empty()).then(|| {
        quote! {
            #docs
            static RATE_LIMITS: [#RATE_LIMIT; #count] = [#(#limits),*];
        }
    })
}

fn rate(rate: &Rate) -> TokenStream {
    let requests = Literal::number(rate.requests);
    let per = match (rate.per.as_secs(), rate.per.subsec_millis()) {
        (seconds, 0) => {
            let seconds = Literal::number(seconds);
            quote!(::std::time::Duration::from_secs(#seconds))
        }
        _ => {
            let milliseconds = u64::try_from(rate.per.as_millis()).unwrap_or(u64::MAX);
            let milliseconds = Literal::number(milliseconds);
            quote!(::std::time::Duration::from_millis(#milliseconds))
        }
    };
    let burst = rate.burst.map(|burst| {
        let burst = Literal::number(burst);
        quote!(.with_burst(#burst))
    });
    quote!(#RATE::new(#requests, #per) #burst)
}

/// What the builder is told of them.
pub(super) fn known(api: &Api) -> Option<TokenStream> {
    (!api.rate_limits.is_empty()).then(|| quote!(.with_rate_limits(&RATE_LIMITS)))
}

/// The builder's method that changes them.
pub(super) fn method(api: &Api) -> Option<TokenStream> {
    let names: Vec<String> = api
        .rate_limits
        .iter()
        .map(|limit| format!("{} ({})", code(&limit.name), rates(&limit.rates)))
        .collect();
    let docs = doc(format!(
        "Keeps to other rate limits than the documented ones: {}. Clones of a client share them.",
        names.join(", ")
    ));
    (!api.rate_limits.is_empty()).then(|| {
        quote! {
            #docs
            #[must_use]
            pub fn rate_limits(mut self, limits: #RATE_LIMITS) -> Self {
                self.core.rate_limits(limits);
                self
            }
        }
    })
}

/// What an implementation of `Endpoint` says of them.
pub(super) fn constant(api: &Api, endpoint: &Endpoint) -> Option<TokenStream> {
    let counted = used(api, endpoint).map(|(name, _, cost)| {
        let cost = Literal::number(cost);
        quote!((#name, #cost))
    });
    (!endpoint.rate_limits.is_empty())
        .then(|| quote!(const RATE_LIMITS: &'static [(&'static str, u32)] = &[#(#counted),*];))
}

/// The rate limits of an endpoint, in words; `spell` writes their names.
pub(crate) fn words(api: &Api, endpoint: &Endpoint, spell: fn(&str) -> String) -> Vec<String> {
    used(api, endpoint)
        .map(|(name, of, cost)| match cost {
            1 => format!("{}: {}", spell(name), rates(of)),
            cost => format!("{}: {}; counts for {cost}", spell(name), rates(of)),
        })
        .collect()
}

fn used<'a>(
    api: &'a Api,
    endpoint: &'a Endpoint,
) -> impl Iterator<Item = (&'a str, &'a [Rate], u32)> {
    let counted = endpoint.rate_limits.iter();
    counted.filter_map(|Counted { limit, cost }| {
        let limit = api.rate_limits.get(*limit)?;
        Some((limit.name.as_str(), limit.rates.as_slice(), *cost))
    })
}

/// `10 per second and 400 per minute`.
fn rates(rates: &[Rate]) -> String {
    let rates: Vec<String> = rates
        .iter()
        .map(|rate| {
            let often = format!("{} per {}", rate.requests, time(rate.per));
            match rate.burst {
                Some(burst) => format!("{often} after {burst} at once"),
                None => often,
            }
        })
        .collect();
    rates.join(" and ")
}

/// `second`, or `10 s`: in the largest unit that it is whole in.
fn time(per: Duration) -> String {
    const UNITS: [(u128, &str, &str); 5] = [
        (86_400_000, "day", "days"),
        (3_600_000, "hour", "h"),
        (60_000, "minute", "min"),
        (1_000, "second", "s"),
        (1, "millisecond", "ms"),
    ];
    let milliseconds = per.as_millis();
    let whole = |(length, ..): &&(u128, &str, &str)| milliseconds.is_multiple_of(*length);
    match UNITS.iter().find(whole) {
        Some((length, one, _)) if milliseconds == *length => (*one).to_owned(),
        Some((length, _, many)) => format!("{} {many}", milliseconds / length),
        None => format!("{milliseconds} ms"),
    }
}
