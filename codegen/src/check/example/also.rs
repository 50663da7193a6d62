//! The other addresses of an endpoint: which of them a page prints, and what an example sends there.

use std::borrow::Cow;
use std::cmp::Reverse;

use docwright_wire::form;

use super::super::encode::{Given, encode};
use crate::ir::{Also, Api, Endpoint, HttpRequest, Method, Url};
use crate::printed::Printed;

/// The index in `also` of the address that a printed request shows; `None` if it is the endpoint's
/// own, which is preferred where both could be meant.
pub(super) fn shown(printed: &Printed, endpoint: &Endpoint) -> Option<usize> {
    let has_form = printed.request.query.is_empty() && printed.body().is_some();
    let likeness = |method: Method, url: &Url, query_as_form: bool| {
        (
            method.as_str() == printed.request.method,
            Reverse(segments_above(url, &printed.request.path)),
            query_as_form == has_form,
        )
    };
    let mut best = likeness(endpoint.method, &endpoint.url, false);
    let mut shown = None;
    for (index, also) in endpoint.also.iter().enumerate() {
        let found = likeness(also.method, &also.url, also.query_as_form);
        if found > best {
            best = found;
            shown = Some(index);
        }
    }
    shown
}

/// How many segments stand in a path before those of a URL; more than there can be if it has others.
fn segments_above(url: &Url, path: &str) -> usize {
    let mut starts = path.match_indices('/').map(|(start, _)| start);
    let is_below = |start: usize| {
        path.get(start..)
            .is_some_and(|below| url.path.values_in(below).is_some())
    };
    starts.position(is_below).unwrap_or(usize::MAX)
}

/// The endpoint as it is spoken to at another address.
pub(super) fn at(also: &Also, endpoint: &Endpoint) -> Endpoint {
    Endpoint {
        method: also.method,
        url: also.url.clone(),
        ..endpoint.clone()
    }
}

/// A printed request with the pairs of its form in the query, where the spec has them.
pub(super) fn as_declared<'p>(printed: &'p Printed, also: &Also) -> Cow<'p, Printed> {
    if !also.query_as_form {
        return Cow::Borrowed(printed);
    }
    let mut declared = printed.clone();
    declared
        .request
        .query
        .extend(printed.form().unwrap_or_default());
    declared.request.body.clear();
    Cow::Owned(declared)
}

/// The request of an example as it is sent to another address.
pub(super) fn request_at(
    also: &Also,
    api: &Api,
    endpoint: &Endpoint,
    given: &Given,
) -> Option<HttpRequest> {
    let mut request = encode(api, &at(also, endpoint), given)?.request;
    if also.query_as_form {
        let pairs = request.query.split_off(also.url.query.len());
        request.body = form::encode(pairs).into_bytes();
        request.headers.push((
            "Content-Type".to_owned(),
            "application/x-www-form-urlencoded".to_owned(),
        ));
    }
    Some(request)
}
