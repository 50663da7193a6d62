//! Which example an endpoint answers with: the one asked for, or the one whose request came.

use docwright_codegen::compare::differences;
use docwright_codegen::ir::{
    Api, AuthPlace, Endpoint, Example, HttpRequest, HttpResponse, OutcomeKind, Scheme, Segment,
};
use hyper::StatusCode;

use crate::header;
use crate::refusal::{Refusal, excerpt};
use crate::request::Wish;
use crate::route::Route;

/// How many examples a refusal compares with.
const EXAMPLES: usize = 10;

/// How many differences it shows of each.
const DIFFERENCES: usize = 10;

/// An example and the one of its responses that is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice<'a> {
    pub(crate) example: &'a Example,
    pub(crate) response: &'a HttpResponse,
}

/// Chooses by name of example or outcome, else by equality of requests; among several the first
/// success, else the first failure. `request` has its path below the API's prefix.
///
/// # Errors
///
/// 400, with the differences to each example, or with the names that there are.
pub(crate) fn choose<'a>(
    route: Route<'a>,
    request: &HttpRequest,
    wish: &Wish,
) -> Result<Choice<'a>, Refusal> {
    let endpoint = route.endpoint;
    let mut candidates = if wish.example.is_some() || wish.outcome.is_some() {
        named(endpoint, wish)?
    } else {
        equal(route, request)?
    };
    candidates.sort_by_key(|example| !is_success(endpoint, example));
    pick(&candidates, wish)
}

/// Whether the request that came is that of some documented example.
pub(crate) fn documents(route: Route<'_>, request: &HttpRequest) -> bool {
    equal(route, request).is_ok()
}

/// The examples that have the names of the wish.
fn named<'a>(endpoint: &'a Endpoint, wish: &Wish) -> Result<Vec<&'a Example>, Refusal> {
    let examples = endpoint.examples.iter();
    let fits = |example: &&Example| {
        let of_name = wish
            .example
            .as_ref()
            .is_none_or(|name| *name == example.name);
        let of_outcome = wish
            .outcome
            .as_ref()
            .is_none_or(|name| *name == outcome(endpoint, example));
        of_name && of_outcome
    };
    let found: Vec<&Example> = examples.clone().filter(fits).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let mut wanted = Vec::new();
    if let Some(name) = &wish.example {
        wanted.push(format!("called `{}`", excerpt(name)));
    }
    if let Some(name) = &wish.outcome {
        wanted.push(format!("for the outcome `{}`", excerpt(name)));
    }
    Err(Refusal::new(
        StatusCode::BAD_REQUEST,
        format!("`{}` has no example {}", endpoint.name, wanted.join(" ")),
    )
    .with_list(
        "its examples are:",
        examples.map(|example| titled(endpoint, example)),
    ))
}

/// The examples whose documented request is the one that came.
fn equal<'a>(route: Route<'a>, request: &HttpRequest) -> Result<Vec<&'a Example>, Refusal> {
    let endpoint = route.endpoint;
    let mut compared: Vec<(&Example, Vec<String>)> = endpoint
        .examples
        .iter()
        .map(|example| {
            let mut documented = documented(route, example);
            let mut actual = request.clone();
            for (place, name) in bound_to_url(route.api, example) {
                forget(&mut documented, place, name);
                forget(&mut actual, place, name);
            }
            (example, differences(&documented, &actual))
        })
        .collect();
    let is_equal = |(_, differences): &&(&'a Example, Vec<String>)| differences.is_empty();
    let found: Vec<&Example> = compared
        .iter()
        .filter(is_equal)
        .map(|(example, _)| *example)
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    compared.sort_by_key(|(_, differences)| differences.len());
    Err(unlike_any(endpoint, &compared))
}

/// What the schemes of an example make of its URL, which is another one here.
fn bound_to_url<'a>(
    api: &'a Api,
    example: &'a Example,
) -> impl Iterator<Item = (AuthPlace, &'a str)> {
    let schemes = example.credentials.iter();
    let schemes = schemes.filter_map(|(index, _)| api.schemes.get(*index));
    schemes.flat_map(Scheme::bound_to_url)
}

/// Leaves a header or a query parameter out of a comparison.
fn forget(request: &mut HttpRequest, place: AuthPlace, name: &str) {
    match place {
        AuthPlace::Header => {
            let headers = &mut request.headers;
            headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        }
        AuthPlace::Query => request.query.retain(|(other, _)| other != name),
        AuthPlace::Cookie | AuthPlace::Body | AuthPlace::Path => {}
    }
}

fn unlike_any(endpoint: &Endpoint, compared: &[(&Example, Vec<String>)]) -> Refusal {
    let name = &endpoint.name;
    let mut refusal = Refusal::new(
        StatusCode::BAD_REQUEST,
        match compared {
            [] => format!("`{name}` has no documented example to answer with"),
            _ => format!("this request is that of no documented example of `{name}`"),
        },
    );
    for (example, differences) in compared.iter().take(EXAMPLES) {
        let more = differences.len().saturating_sub(DIFFERENCES);
        let shown = differences.iter().take(DIFFERENCES).cloned();
        let rest = (more > 0).then(|| format!("… and {more} more"));
        refusal = refusal.with_list(
            &format!("{}:", titled(endpoint, example)),
            shown.chain(rest),
        );
    }
    if compared.len() > EXAMPLES {
        refusal = refusal.with_list(
            "further examples:",
            [(compared.len() - EXAMPLES).to_string()],
        );
    }
    let hints = compared.first().map(|(example, _)| {
        let outcome = outcome(endpoint, example);
        [
            format!("{}: {}", header::EXAMPLE, example.name),
            format!("{}: {outcome}", header::OUTCOME),
        ]
    });
    refusal.with_list(
        "a header asks for an answer whatever the request is:",
        hints.into_iter().flatten(),
    )
}

/// The first response, or the first with the status of the wish.
fn pick<'a>(candidates: &[&'a Example], wish: &Wish) -> Result<Choice<'a>, Refusal> {
    let wanted = wish.status.as_deref();
    let responses = candidates.iter().flat_map(|example| {
        let responses = example.responses.iter();
        responses.map(|response| Choice { example, response })
    });
    let mut fitting = responses
        .clone()
        .filter(|choice| wanted.is_none_or(|status| status == choice.response.status.to_string()));
    fitting.next().ok_or_else(|| {
        Refusal::new(
            StatusCode::BAD_REQUEST,
            match wanted {
                Some(status) => format!(
                    "no response with status `{}` is documented here",
                    excerpt(status)
                ),
                None => "no response is documented here".to_owned(),
            },
        )
        .with_list(
            "there are:",
            responses.map(|choice| format!("{}, {}", choice.response.status, choice.example.name)),
        )
    })
}

/// The documented request as it comes here: below the API's prefix instead of its base URL.
fn documented(route: Route<'_>, example: &Example) -> HttpRequest {
    let url = route.url();
    let base = match url.origin.is_some() || url.given.is_some() {
        true => String::new(),
        false => base_path(route.api, example),
    };
    let request = route.request(example);
    let path = &request.path;
    HttpRequest {
        origin: String::new(),
        path: path.strip_prefix(&base).unwrap_or(path).to_owned(),
        ..request.clone()
    }
}

/// Path of the base URL, without a `/` at its end.
fn base_path(api: &Api, example: &Example) -> String {
    let segments = api.base_url.iter().flat_map(|template| &template.0);
    let url: String = segments
        .map(|segment| match segment {
            Segment::Literal(text) => text.as_str(),
            Segment::Value(index) | Segment::Greedy(index) => {
                example.variables.get(*index).map_or("", String::as_str)
            }
        })
        .collect();
    let behind_scheme = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let path = behind_scheme
        .find('/')
        .and_then(|start| behind_scheme.get(start..));
    path.unwrap_or_default().trim_end_matches('/').to_owned()
}

fn is_success(endpoint: &Endpoint, example: &Example) -> bool {
    let used = endpoint.outcomes.get(example.outcome);
    used.is_some_and(|used| used.kind == OutcomeKind::Success)
}

fn outcome<'a>(endpoint: &'a Endpoint, example: &Example) -> &'a str {
    let used = endpoint.outcomes.get(example.outcome);
    used.map_or("", |used| used.variant.plain())
}

fn titled(endpoint: &Endpoint, example: &Example) -> String {
    format!("{} ({})", example.name, outcome(endpoint, example))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::find;
    use crate::sample::{api, request};

    fn chosen(request: HttpRequest, wish: &Wish) -> Result<(String, u16), Refusal> {
        let apis = [api("notes")];
        let mut request = request;
        let [route] = find(&apis, &mut request)?[..] else {
            panic!("one endpoint")
        };
        let choice = choose(route, &request, wish)?;
        Ok((choice.example.name.clone(), choice.response.status))
    }

    fn wish(example: Option<&str>, outcome: Option<&str>, status: Option<&str>) -> Wish {
        Wish {
            example: example.map(str::to_owned),
            outcome: outcome.map(str::to_owned),
            status: status.map(str::to_owned),
        }
    }

    fn add(text: &str) -> HttpRequest {
        HttpRequest {
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: format!(r#"{{"text": "{text}"}}"#).into_bytes(),
            ..request("POST", "/notes/notes")
        }
    }

    #[test]
    fn the_example_of_the_request_answers() {
        assert_eq!(
            chosen(add("too long"), &Wish::default()),
            Ok(("too long".to_owned(), 200))
        );
    }

    #[test]
    fn of_equal_requests_the_success_answers() {
        assert_eq!(
            chosen(add("milk"), &Wish::default()),
            Ok(("added".to_owned(), 201))
        );
    }

    #[test]
    fn a_name_answers_whatever_the_request_is() {
        let by_example = wish(Some("refused"), None, None);
        assert_eq!(
            chosen(add("anything"), &by_example),
            Ok(("refused".to_owned(), 200))
        );
        let by_outcome = wish(None, Some("Refused"), None);
        assert_eq!(
            chosen(add("anything"), &by_outcome),
            Ok(("refused".to_owned(), 200))
        );
    }

    #[test]
    fn a_status_picks_among_responses() {
        let of_example = wish(Some("refused"), None, Some("500"));
        assert_eq!(
            chosen(add("anything"), &of_example),
            Ok(("refused".to_owned(), 500))
        );
        let of_request = wish(None, None, Some("401"));
        assert_eq!(
            chosen(add("milk"), &of_request),
            Ok(("refused".to_owned(), 401))
        );
    }

    #[test]
    fn a_status_that_is_not_documented_lists_those_that_are() {
        let refusal = chosen(add("milk"), &wish(Some("refused"), None, Some("418"))).unwrap_err();
        assert_eq!(
            refusal.text,
            "no response with status `418` is documented here\n\n\
             there are:\n  200, refused\n  401, refused\n  500, refused"
        );
    }

    #[test]
    fn an_unknown_name_lists_those_that_exist() {
        let refusal = chosen(add("milk"), &wish(Some("adde"), None, None)).unwrap_err();
        assert_eq!(refusal.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            refusal.text,
            "`add` has no example called `adde`\n\n\
             its examples are:\n  refused (Refused)\n  added (Added)\n  too long (Refused)"
        );
        let refusal = chosen(add("milk"), &wish(Some("added"), Some("Refused"), None)).unwrap_err();
        let first = refusal.text.lines().next();
        assert_eq!(
            first,
            Some("`add` has no example called `added` for the outcome `Refused`")
        );
    }

    #[test]
    fn an_undocumented_request_is_told_what_differs() {
        let refusal = chosen(add("eggs"), &Wish::default()).unwrap_err();
        assert_eq!(refusal.status, StatusCode::BAD_REQUEST);
        for part in [
            "no documented example of `add`",
            "added (Added):",
            "body.text",
            "eggs",
        ] {
            assert!(refusal.text.contains(part), "{part}: {}", refusal.text);
        }
    }

    #[test]
    fn the_base_url_gives_way_to_the_prefix() {
        let api = api("notes");
        let example = &api.endpoints[0].examples[0];
        assert!(example.request.path.starts_with("/v1/acme/"));
        assert_eq!(base_path(&api, example), "/v1/acme");
    }
}
