//! Choosing among the outcomes of an endpoint: the table by which the runtime does it, and how what was
//! chosen is read.

use super::csv;
use super::docs::doc;
use super::failing;
use super::mentions::binding;
use super::module::Module;
use super::outcome;
use super::paths::*;
use super::response::{Variant, variants};
use super::tokens::{Literal, TokenStream, quote};
use super::xml;
use crate::ir::{
    Acted, BodyCondition, BodyTest, Endpoint, HeaderCondition, OutcomeBody, Raw, RequestCondition,
};

/// `Response::begin` and `Response::read_json`.
pub(super) fn decode(module: Module<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let reads = variants.iter().map(|variant| begin(module, variant));
    let begin = by_position(reads.collect());
    let choice = binding(&begin, "choice");
    let reply = binding(&begin, "reply");
    let read_json = read_json(variants);
    quote! {
        fn begin(#choice: &#CHOICE<'_>, #reply: &#RECEIVED<'_>) -> Result<Self, #FAULT> { #begin }

        #read_json
    }
}

/// What is done for the outcome that is chosen, of what is done for each.
fn by_position(mut reads: Vec<TokenStream>) -> TokenStream {
    if reads.len() == 1 {
        return reads.remove(0);
    }
    let otherwise = reads.pop();
    let arms = reads.iter().enumerate().map(|(index, read)| {
        let index = Literal::number(index);
        quote!(#index => #read)
    });
    quote!(match choice.outcome() { #(#arms,)* _ => #otherwise, })
}

/// `Response::read_json`, if there is JSON to be read in place.
fn read_json(variants: &[Variant<'_>]) -> Option<TokenStream> {
    let in_place = variants.iter().filter(|variant| is_read_in_place(variant));
    let arms: Vec<TokenStream> = in_place
        .map(|variant| {
            let name = &variant.name;
            quote!(Self::#name(outcome) => choice.json(outcome),)
        })
        .collect();
    let others = (arms.len() < variants.len()).then(|| quote!(_ => Ok(()),));
    (!arms.is_empty()).then(|| {
        quote! {
            fn read_json(&mut self, choice: &#CHOICE<'_>) -> Result<(), #FAULT> {
                match self { #(#arms)* #others }
            }
        }
    })
}

/// Whether an outcome is blank at first: JSON, and nothing beside it.
fn is_read_in_place(variant: &Variant<'_>) -> bool {
    let body = &variant.outcome.body;
    matches!(body, OutcomeBody::Json(_) | OutcomeBody::JsonValue(_))
        && !outcome::reads_headers(variant.outcome)
}

/// The table by which an outcome is chosen.
pub(super) fn candidates(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let variants = variants(module, endpoint);
    let candidates = endpoint.candidates.iter().filter_map(|&index| {
        let variant = variants.get(index)?;
        let number = Literal::number(index);
        let name = variant.used.variant.plain();
        let statuses = variant.used.status.ranges.iter().map(|(first, last)| {
            let first = Literal::number(*first);
            let last = Literal::number(*last);
            quote!((#first, #last))
        });
        let body = if variant.outcome.is_download() {
            quote!(#BODY_KIND::Download)
        } else if variant.outcome.stream {
            quote!(#BODY_KIND::Stream)
        } else if let Some(prefix) = &variant.outcome.json_prefix {
            quote!(#BODY_KIND::JsonBehind { prefix: #prefix })
        } else {
            body_kind(module, &variant.outcome.body)
        };
        let when = variant.used.when.iter().map(request_condition);
        let conditions = variant.outcome.conditions.iter().filter_map(body_condition);
        let further = &variant.outcome.when;
        let set = [
            listed("when", when.collect()),
            listed(
                "headers",
                further.headers.iter().map(header_condition).collect(),
            ),
            listed(
                "media_types",
                further
                    .media_types
                    .iter()
                    .map(|range| quote!(#range))
                    .collect(),
            ),
            listed("conditions", conditions.collect()),
            listed("tests", further.tests.iter().map(body_test).collect()),
            variant.outcome.acted.map(acted),
        ];
        let rest = set
            .iter()
            .any(Option::is_none)
            .then(|| quote!(..#CANDIDATE::DEFAULT));
        Some(quote! {
            #CANDIDATE {
                outcome: #number,
                name: #name,
                statuses: &[#(#statuses),*],
                body: #body,
                #(#set)*
                #rest
            }
        })
    });
    let docs = doc(
        "What tells the outcomes apart, more specific ones first. The number is the position of the variant.",
    );
    quote! {
        #docs
        const OUTCOMES: &[#CANDIDATE<'static>] = &[#(#candidates),*];
    }
}

/// A field that holds a list, if there is anything in it.
fn listed(field: &str, entries: Vec<TokenStream>) -> Option<TokenStream> {
    let field = super::encode::word(field);
    (!entries.is_empty()).then(|| quote!(#field: &[#(#entries),*],))
}

fn acted(acted: Acted) -> TokenStream {
    match acted {
        Acted::No => quote!(acted: #ACTED::No,),
        Acted::Unknown => quote!(acted: #ACTED::Unknown,),
    }
}

fn request_condition(condition: &RequestCondition) -> TokenStream {
    let fact = Literal::number(condition.fact);
    let (values, or_missing) = (&condition.values, condition.or_missing);
    quote! {
        #REQUEST_CONDITION {
            fact: #fact,
            values: &[#(#values),*],
            or_missing: #or_missing,
        }
    }
}

fn header_condition(condition: &HeaderCondition) -> TokenStream {
    let (name, or_missing) = (&condition.name, condition.or_missing);
    let ignore_case = condition.ignore_case;
    let values = match &condition.values {
        Some(values) => quote!(Some(&[#(#values),*])),
        None => quote!(None),
    };
    quote! {
        #HEADER_CONDITION {
            name: #name,
            values: #values,
            ignore_case: #ignore_case,
            or_missing: #or_missing,
        }
    }
}

fn body_test(test: &BodyTest) -> TokenStream {
    match test {
        BodyTest::Has(way) => quote!(#BODY_TEST::Has(&[#(#way),*])),
        BodyTest::Lacks(way) => quote!(#BODY_TEST::Lacks(&[#(#way),*])),
        BodyTest::Begins(text) => quote!(#BODY_TEST::Begins(#text)),
        BodyTest::Contains(text) => quote!(#BODY_TEST::Contains(#text)),
        BodyTest::Equals(text) => quote!(#BODY_TEST::Equals(#text)),
    }
}

/// Constants are scalars, so each of them has a literal.
pub(super) fn body_condition(condition: &BodyCondition) -> Option<TokenStream> {
    let path = &condition.path;
    let value = super::decode::literal(&condition.value)?;
    let (ignore_case, or_missing) = (condition.ignore_case, condition.or_missing);
    Some(quote! {
        #BODY_CONDITION {
            path: &[#(#path),*],
            value: #value,
            ignore_case: #ignore_case,
            or_missing: #or_missing,
        }
    })
}

fn body_kind(module: Module<'_>, body: &OutcomeBody) -> TokenStream {
    match body {
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) => quote!(#BODY_KIND::Json),
        OutcomeBody::Lines(_) => quote!(#BODY_KIND::Lines),
        OutcomeBody::Xml(body) => {
            let document = xml::document(body);
            quote!(#BODY_KIND::Xml(#document))
        }
        OutcomeBody::Csv(body) => {
            let format = csv::format(module, body);
            quote!(#BODY_KIND::Csv(#format))
        }
        OutcomeBody::Events(_) => quote!(#BODY_KIND::Events),
        OutcomeBody::Properties(_) => quote!(#BODY_KIND::Properties),
        OutcomeBody::Form(_) => quote!(#BODY_KIND::Form),
        OutcomeBody::Html(_) => quote!(#BODY_KIND::Html),
        OutcomeBody::Text { .. } => quote!(#BODY_KIND::Text),
        OutcomeBody::TextEquals { text, trim } => {
            quote!(#BODY_KIND::TextEquals { text: #text, trim: #trim })
        }
        OutcomeBody::TextPattern(body) => {
            let (pattern, trim) = (&body.pattern, body.trim);
            quote!(#BODY_KIND::TextPattern { pattern: #pattern, trim: #trim })
        }
        OutcomeBody::Raw(Raw::Bytes) => quote!(#BODY_KIND::Bytes),
        OutcomeBody::Raw(Raw::Undocumented) => quote!(#BODY_KIND::Undocumented),
        OutcomeBody::Empty => quote!(#BODY_KIND::Empty),
    }
}

/// The outcome that was chosen, blank or read, as a `Result` of the response.
fn begin(module: Module<'_>, variant: &Variant<'_>) -> TokenStream {
    let (name, payload) = (&variant.name, &variant.payload);
    let made = |value: TokenStream| {
        if variant.boxed {
            quote!(Self::#name(Box::new(#value)))
        } else {
            quote!(Self::#name(#value))
        }
    };
    let decoded = || {
        if variant.boxed {
            let made = made(quote!(outcome));
            quote!(map(|outcome| #made))
        } else {
            quote!(map(Self::#name))
        }
    };
    let has_headers = outcome::reads_headers(variant.outcome);
    let read = |method: &str, word: &str| {
        let (method, word, decoded) = (
            super::encode::word(method),
            super::encode::word(word),
            decoded(),
        );
        if has_headers {
            quote!(choice.#method(|#word| #payload::decode(#word, choice.headers())).#decoded)
        } else {
            quote!(choice.#method(#payload::decode).#decoded)
        }
    };
    let several = |(values, field): (TokenStream, &str)| {
        let field = super::encode::word(field);
        if has_headers {
            let decoded = decoded();
            quote!(#values.and_then(|#field| #payload::decode(#field, choice.headers())).#decoded)
        } else {
            let made = made(quote!(#payload { #field }));
            quote!(#values.map(|#field| #made))
        }
    };
    match &variant.outcome.body {
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) if has_headers => {
            read("json_with", "json")
        }
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) => {
            quote!(choice.blank().map(Self::#name))
        }
        OutcomeBody::Lines(ty) => {
            let line = super::decode::json_function(module, ty);
            several(if variant.outcome.stream {
                let stream = match failing::ends_with(module, ty) {
                    Some(_) => quote!(line_stream_until),
                    None => quote!(line_stream),
                };
                (quote!(reply.#stream(#line)), "lines")
            } else {
                (quote!(choice.lines(#line)), "lines")
            })
        }
        OutcomeBody::Events(events) => {
            let event = module.event_name(&variant.used.outcome, events);
            let has_end = events.has_end();
            several(if variant.outcome.stream {
                (
                    quote!(reply.event_stream(#event::decode, #has_end)),
                    "events",
                )
            } else {
                (quote!(choice.events(#event::decode, #has_end)), "events")
            })
        }
        OutcomeBody::Csv(body) => {
            let row = csv::row_function(module, body);
            several((quote!(choice.csv(#row)), "rows"))
        }
        OutcomeBody::Xml(_) => read("xml", "xml"),
        OutcomeBody::Properties(_) => read("properties", "properties"),
        OutcomeBody::Form(_) => read("form", "form"),
        OutcomeBody::Html(_) => read("html", "html"),
        OutcomeBody::TextPattern(_) => read("text_pattern", "captures"),
        OutcomeBody::Text { trim } if has_headers => {
            let decoded = decoded();
            quote!(choice.text(#trim).and_then(|text| #payload::decode(text, choice.headers())).#decoded)
        }
        OutcomeBody::Text { trim } => {
            let made = made(quote!(#payload { text }));
            quote!(choice.text(#trim).map(|text| #made))
        }
        OutcomeBody::TextEquals { .. } if has_headers => {
            let decoded = decoded();
            quote!(choice.text_equals().and_then(|()| #payload::decode(choice.headers())).#decoded)
        }
        OutcomeBody::TextEquals { .. } => {
            let made = made(quote!(#payload));
            quote!(choice.text_equals().map(|()| #made))
        }
        OutcomeBody::Raw(_) if variant.outcome.stream => {
            several((quote!(reply.download()), "body"))
        }
        OutcomeBody::Raw(_) => several((quote!(choice.raw()), "body")),
        OutcomeBody::Empty if has_headers => {
            let decoded = decoded();
            quote!(#payload::decode(choice.headers()).#decoded)
        }
        OutcomeBody::Empty => {
            let made = made(quote!(#payload));
            quote!(choice.empty().map(|()| #made))
        }
    }
}
