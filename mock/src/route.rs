//! Which endpoint a request is for: by method, path and constant query pairs.

use docwright_codegen::ir::{Also, Api, AuthPlace, Endpoint, Example, HttpRequest, Template, Url};
use hyper::StatusCode;

use crate::refusal::{Refusal, excerpt};
use crate::request::decode;

/// How many endpoints a refusal names.
const NEAREST: usize = 5;

/// The endpoint that a request is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Route<'a> {
    pub(crate) api: &'a Api,
    pub(crate) endpoint: &'a Endpoint,
    /// Which of the endpoint's other addresses it is; `None` for its own.
    pub(crate) also: Option<usize>,
}

impl<'a> Route<'a> {
    /// The addresses of an endpoint, its own first.
    fn all(api: &'a Api, endpoint: &'a Endpoint) -> impl Iterator<Item = Self> {
        let others = (0..endpoint.also.len()).map(Some);
        let addresses = std::iter::once(None).chain(others);
        addresses.map(move |also| Self {
            api,
            endpoint,
            also,
        })
    }

    fn other(&self) -> Option<&'a Also> {
        self.endpoint.also.get(self.also?)
    }

    pub(crate) fn url(&self) -> &'a Url {
        self.other().map_or(&self.endpoint.url, |also| &also.url)
    }

    fn method(&self) -> &'static str {
        let method = self
            .other()
            .map_or(self.endpoint.method, |also| also.method);
        method.as_str()
    }

    /// What an example sends there.
    pub(crate) fn request(&self, example: &'a Example) -> &'a HttpRequest {
        let other = self.also.and_then(|index| example.also.get(index));
        other.unwrap_or(&example.request)
    }
}

/// Finds the endpoints, the likeliest first and never none, and cuts the API's prefix off the
/// request's path. There are several where one path and method serve many calls, which only their
/// bodies tell apart.
///
/// # Errors
///
/// 404 if no endpoint has the path and the query, 405 if some do but none with the method.
pub(crate) fn find<'a>(
    apis: &'a [Api],
    request: &mut HttpRequest,
) -> Result<Vec<Route<'a>>, Refusal> {
    let (prefix, below) = split_prefix(&request.path);
    let Some(api) = apis
        .iter()
        .find(|api| api.name == decode(prefix.as_bytes()))
    else {
        return Err(unknown_path(request, apis));
    };
    let below = below.to_owned();
    let mut of_path: Vec<Route<'a>> = api
        .endpoints
        .iter()
        .flat_map(|endpoint| Route::all(api, endpoint))
        .filter(|route| is_at(*route, &below))
        .filter(|route| has_constants(route.url(), request))
        .collect();
    if of_path.is_empty() {
        return Err(unknown_path(request, std::slice::from_ref(api)));
    }
    // Two endpoints may share a path: what is fixed wins over what varies.
    of_path.sort_by_key(|route| {
        let url = route.url();
        (url.path.value_count(), usize::MAX - url.query.len())
    });
    let of_method: Vec<Route<'a>> = of_path
        .iter()
        .filter(|route| route.method() == request.method)
        .copied()
        .collect();
    if of_method.is_empty() {
        return Err(wrong_method(request, &of_path));
    }
    request.path = below;
    Ok(of_method)
}

/// Whether a path is one of the endpoint's. Where callers give the URL, it is that of an example.
fn is_at(route: Route<'_>, path: &str) -> bool {
    match route.url().given {
        Some(_) => {
            let mut examples = route.endpoint.examples.iter();
            examples
                .any(|example| decode(example.request.path.as_bytes()) == decode(path.as_bytes()))
        }
        None => paths(route).any(|template| template.values_in(path).is_some()),
    }
}

/// The endpoint's path with what schemes put before it: one for each alternative of its auth.
fn paths(route: Route<'_>) -> impl Iterator<Item = Template> {
    const NO_AUTH: &[Vec<usize>] = &[Vec::new()];
    let Route { api, endpoint, .. } = route;
    let alternatives = match endpoint.auth.as_slice() {
        [] => NO_AUTH,
        alternatives => alternatives,
    };
    alternatives.iter().map(move |alternative| {
        let schemes = alternative
            .iter()
            .filter_map(|index| api.schemes.get(*index));
        let placements = schemes.flat_map(|scheme| &scheme.placements);
        let prefixes = placements.filter(|placement| placement.place == AuthPlace::Path);
        let templates = prefixes.map(|placement| &placement.value);
        let templates = templates.chain([&route.url().path]);
        Template(templates.flat_map(|template| template.0.clone()).collect())
    })
}

/// `/shop/logout` as `shop` and `/logout`.
fn split_prefix(path: &str) -> (&str, &str) {
    let path = path.strip_prefix('/').unwrap_or(path);
    let end = path.find('/').unwrap_or(path.len());
    path.split_at(end)
}

fn has_constants(url: &Url, request: &HttpRequest) -> bool {
    let constants = &url.query;
    constants.iter().all(|pair| request.query.contains(pair))
}

fn unknown_path(request: &HttpRequest, apis: &[Api]) -> Refusal {
    let wanted = sent(request);
    let mut near: Vec<(usize, String)> = apis
        .iter()
        .flat_map(|api| {
            let endpoints = api.endpoints.iter();
            endpoints.flat_map(move |endpoint| Route::all(api, endpoint))
        })
        .map(shown)
        .map(|endpoint| (strsim::osa_distance(&wanted, &endpoint), endpoint))
        .collect();
    near.sort();
    Refusal::new(
        StatusCode::NOT_FOUND,
        format!("no endpoint is documented for `{wanted}`"),
    )
    .with_list(
        "the nearest are:",
        near.into_iter().take(NEAREST).map(|(_, endpoint)| endpoint),
    )
}

fn wrong_method(request: &HttpRequest, routes: &[Route<'_>]) -> Refusal {
    let mut methods: Vec<&str> = routes.iter().map(Route::method).collect();
    methods.sort_unstable();
    methods.dedup();
    Refusal {
        allow: Some(methods.join(", ")),
        ..Refusal::new(
            StatusCode::METHOD_NOT_ALLOWED,
            format!(
                "the method `{}` isn't documented for `{}`",
                excerpt(&request.method),
                excerpt(&request.path)
            ),
        )
    }
    .with_list("documented are:", routes.iter().copied().map(shown))
}

/// Method, path and query as they came.
fn sent(request: &HttpRequest) -> String {
    let mut line = format!("{} {}", request.method, request.path);
    for (index, (name, value)) in request.query.iter().enumerate() {
        line.push(if index == 0 { '?' } else { '&' });
        line.push_str(name);
        line.push('=');
        line.push_str(value);
    }
    excerpt(&line)
}

/// Method and URL template as they are served.
fn shown(route: Route<'_>) -> String {
    let url = route.url();
    if url.given.is_some() {
        return format!("{} {}", route.method(), url.template);
    }
    let template = match &url.origin {
        Some(origin) => url.template.strip_prefix(origin).unwrap_or(&url.template),
        None => &url.template,
    };
    format!("{} /{}{template}", route.method(), route.api.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{api, request};

    fn found(method: &str, path: &str) -> Result<(String, String), Refusal> {
        let apis = [api("notes"), api("other")];
        let mut request = request(method, path);
        let [route, ..] = find(&apis, &mut request)?[..] else {
            panic!("an endpoint")
        };
        let name = format!("{}/{}", route.api.name, route.endpoint.name);
        Ok((name, request.path))
    }

    #[test]
    fn each_api_has_its_prefix() {
        let (name, below) = found("POST", "/other/notes").unwrap();
        assert_eq!((name.as_str(), below.as_str()), ("other/add", "/notes"));
    }

    #[test]
    fn constant_pairs_tell_endpoints_apart() {
        let (name, _) = found("GET", "/notes/command?do=list&page=2").unwrap();
        assert_eq!(name, "notes/list");
        let (name, _) = found("GET", "/notes/command?do=count").unwrap();
        assert_eq!(name, "notes/count");
    }

    #[test]
    fn fixed_text_wins_over_a_value() {
        assert_eq!(
            found("GET", "/notes/notes/latest").unwrap().0,
            "notes/latest"
        );
        assert_eq!(found("GET", "/notes/notes/7").unwrap().0, "notes/read");
    }

    #[test]
    fn an_unknown_path_names_the_nearest_first() {
        let refusal = found("POST", "/notes/note").unwrap_err();
        assert_eq!(refusal.status, StatusCode::NOT_FOUND);
        let mut lines = refusal.text.lines();
        assert_eq!(
            lines.next(),
            Some("no endpoint is documented for `POST /notes/note`")
        );
        assert_eq!(lines.nth(2), Some("  POST /notes/notes"));
        assert!(!refusal.text.contains("/other/"), "{}", refusal.text);
    }

    #[test]
    fn an_unknown_constant_is_an_unknown_path() {
        let refusal = found("GET", "/notes/command?do=lost").unwrap_err();
        assert_eq!(refusal.status, StatusCode::NOT_FOUND);
        assert!(
            refusal.text.contains("GET /notes/command?do=list"),
            "{}",
            refusal.text
        );
    }

    #[test]
    fn an_unknown_api_lists_endpoints_of_all() {
        let refusal = found("POST", "/nothing/notes").unwrap_err();
        assert_eq!(refusal.status, StatusCode::NOT_FOUND);
        assert!(
            refusal.text.contains("POST /notes/notes"),
            "{}",
            refusal.text
        );
        assert!(
            refusal.text.contains("POST /other/notes"),
            "{}",
            refusal.text
        );
    }

    #[test]
    fn a_wrong_method_names_the_right_ones() {
        let refusal = found("HEAD", "/notes/notes/7").unwrap_err();
        assert_eq!(refusal.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(refusal.allow.as_deref(), Some("DELETE, GET"));
    }
}
