//! Specs by the thousand: endpoints as documentation pages have them, made up from a seed, so that
//! they differ from each other and are the same in every run.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::draw::Draw;

/// Writes `apis` folders of `endpoints` each below `dir`.
///
/// Every endpoint has a path parameter, one to `members` query parameters and a header; every second
/// is a POST with a nested JSON body. It has two successes, one of which lists objects, two shared
/// failures and an example of each success and of one failure; the requests of every second endpoint
/// are curl commands too. Objects have about `members` members.
///
/// # Errors
/// If a file can't be written.
pub fn write(
    dir: &Path,
    seed: u64,
    apis: usize,
    endpoints: usize,
    members: usize,
) -> io::Result<()> {
    let mut draw = Draw::new(seed);
    for api in 0..apis {
        let folder = dir.join(format!("api{api:02}"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("api.yaml"), api_yaml(api))?;
        for number in 0..endpoints {
            let name = format!(
                "{}_{}_{number:04}",
                draw.word(&["get", "find", "place", "change", "list"]),
                draw.word(NOUNS)
            );
            let text = Endpoint::draw(&mut draw, members, api, number).yaml();
            fs::write(folder.join(format!("{name}.yaml")), text)?;
        }
    }
    Ok(())
}

const NOUNS: &[&str] = &[
    "account", "basket", "contract", "delivery", "invoice", "order", "parcel", "position", "quote",
    "refund", "report", "shelf", "ticket", "trade", "voucher",
];

const SORTS: &[(&str, &str, &str)] = &[
    ("string", "\"some text\"", "some+text"),
    ("integer", "42", "42"),
    ("boolean", "true", "true"),
    ("number", "0.25", "0.25"),
    ("{ type: decimal, as: string }", "\"413.50\"", "413.50"),
    ("{ type: integer, as: string }", "\"17\"", "17"),
    ("{ enum: [open, paid, shipped] }", "\"paid\"", "paid"),
    ("Side", "\"BUY\"", "BUY"),
];

fn api_yaml(number: usize) -> String {
    format!(
        "title: Made-up API {number}\n\
         docs: [{{ url: \"https://docs.example/{number}\", read: 2026-11-20 }}]\n\
         base_url: https://api{number}.example/v1\n\
         auth:\n  token: bearer\n\
         defaults: {{ auth: token }}\n\
         types:\n\
         \x20 Side: {{ description: Which way it goes., enum: [BUY, SELL] }}\n\
         \x20 Address:\n    description: Where somebody lives.\n    object: {{ street: string, city: string, zip?: string }}\n\
         outcomes:\n\
         \x20 Refused:\n    description: The call was refused.\n    status: [400, 403, 422]\n    json:\n\
         \x20     status: {{ const: failed }}\n      code: {{ type: string, description: What kind of refusal. }}\n\
         \x20     error: {{ object: {{ field?: string, message: string }} }}\n\
         \x20 Missing:\n    status: 404\n    json: {{ status: {{ const: missing }}, message: string }}\n"
    )
}

/// One endpoint: its members, drawn, with the value that each has in the examples.
struct Endpoint {
    api: usize,
    number: usize,
    noun: &'static str,
    is_post: bool,
    query: Vec<Member>,
    body: Vec<Member>,
    response: Vec<Member>,
}

struct Member {
    name: String,
    is_optional: bool,
    sort: &'static str,
    /// As JSON, which YAML reads the same.
    value: &'static str,
    /// In a query.
    encoded: &'static str,
}

impl Member {
    fn draw(draw: &mut Draw, count: usize) -> Vec<Self> {
        (0..count)
            .map(|number| {
                let (sort, value, encoded) = draw.pick(SORTS);
                let noun = draw.word(NOUNS);
                Self {
                    name: format!(
                        "{noun}{}",
                        [b'A', b'B', b'C', b'D', b'E', b'F', b'G', b'H']
                            .get(number)
                            .copied()
                            .map_or('X', char::from)
                    ),
                    is_optional: draw.below(3) == 0,
                    sort,
                    value,
                    encoded,
                }
            })
            .collect()
    }

    fn line(&self, text: &mut String, indent: usize) {
        let (name, sort) = (&self.name, self.sort.trim_start_matches("{ "));
        let mark = if self.is_optional { "?" } else { "" };
        // A word that is no attribute list is the value of `type`, so that a description fits.
        let attributes = if sort.len() == self.sort.len() {
            format!("type: {sort} }}")
        } else {
            sort.to_owned()
        };
        let _ = writeln!(
            text,
            "{:indent$}{name}{mark}: {{ description: \"The {name} as the page tells it, in a few words.\", {attributes}",
            "",
        );
    }
}

impl Endpoint {
    fn draw(draw: &mut Draw, members: usize, api: usize, number: usize) -> Self {
        let is_post = number % 2 == 1;
        let queries = 1 + draw.below(members);
        let answers = members.max(2) - 1 + draw.below(3);
        Self {
            api,
            number,
            noun: draw.word(NOUNS),
            is_post,
            query: Member::draw(draw, queries),
            body: if is_post {
                Member::draw(draw, members)
            } else {
                Vec::new()
            },
            response: Member::draw(draw, answers),
        }
    }

    fn yaml(&self) -> String {
        let mut text = String::new();
        let (api, number, noun) = (self.api, self.number, self.noun);
        let method = if self.is_post { "POST" } else { "GET" };
        // Writing to a string doesn't fail.
        let _ = write!(
            text,
            "title: The {noun} number {number}\n\
             docs: [{{ url: \"https://docs.example/{api}/{number}\", read: 2026-11-20 }}]\n\
             description: |\n  Looks after one {noun} of an account, as far as its owner may see it.\n\n  Values are of the last working day.\n\
             notes:\n  - The table and the sample of the page don't agree on the case of names.\n\
             method: {method}\nurl: /{noun}s/{number}/{{key}}\n\
             request:\n  path: {{ key: string }}\n  query:\n"
        );
        for member in &self.query {
            member.line(&mut text, 4);
        }
        text.push_str("  headers:\n    X-Trace?: string\n");
        if self.is_post {
            text.push_str("  json:\n");
            for member in &self.body {
                member.line(&mut text, 4);
            }
            text.push_str("    address: Address\n");
        }
        text.push_str("success:\n  Done:\n    status: 200\n    json:\n      status: { const: done }\n      lines:\n        list:\n          object:\n");
        for member in &self.response {
            member.line(&mut text, 12);
        }
        text.push_str(
            "  Queued: { status: 202, json: { status: { const: queued }, ticket: string, address?: Address } }\n\
             failure:\n  Refused: shared\n  Missing: shared\nexamples:\n",
        );
        let line = object(&self.response);
        let done = format!("{{\"status\": \"done\", \"lines\": [{line}, {line}]}}");
        self.example(&mut text, "done", 200, "Done", &done);
        self.example(
            &mut text,
            "queued",
            202,
            "Queued",
            "{\"status\": \"queued\", \"ticket\": \"T-1\"}",
        );
        self.example(
            &mut text,
            "refused",
            400,
            "Refused",
            "{\"status\": \"failed\", \"code\": \"E1\", \"error\": {\"message\": \"no\"}}",
        );
        text
    }

    fn example(&self, text: &mut String, name: &str, status: u16, outcome: &str, body: &str) {
        let _ = write!(
            text,
            "  {name}:\n    request:\n      auth: {{ token: canary-{} }}\n      path: {{ key: k-1 }}\n      query: {}\n",
            self.number,
            object(&self.query)
        );
        if self.is_post {
            let _ = writeln!(text, "      json: {}", self.body());
        }
        if self.number % 4 < 2 {
            let _ = writeln!(text, "      curl: |\n        {}", self.curl());
        }
        let _ = write!(
            text,
            "    response:\n      status: {status}\n      body: |\n        {body}\n    is: {outcome}\n"
        );
    }

    fn body(&self) -> String {
        let members = object(&self.body);
        let members = members.trim_end_matches('}');
        format!("{members}, \"address\": {{\"street\": \"Via Po 1\", \"city\": \"Turin\"}}}}")
    }

    fn curl(&self) -> String {
        let query: Vec<String> = self
            .query
            .iter()
            .map(|member| format!("{}={}", member.name, member.encoded))
            .collect();
        let mut command = format!(
            "curl 'https://api{}.example/v1/{}s/{}/k-1?{}' -H 'Authorization: Bearer canary-{}'",
            self.api,
            self.noun,
            self.number,
            query.join("&"),
            self.number,
        );
        if self.is_post {
            let _ = write!(
                command,
                " -H 'Content-Type: application/json' -d '{}'",
                self.body()
            );
        }
        command
    }
}

/// The members as a JSON object, which is a flow mapping too.
fn object(members: &[Member]) -> String {
    let pairs: Vec<String> = members
        .iter()
        .map(|member| format!("\"{}\": {}", member.name, member.value))
        .collect();
    format!("{{{}}}", pairs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn made_up_specs_have_no_faults_and_are_repeatable() -> Result<(), crate::Failure> {
        let (first, second) = (tempfile::tempdir()?, tempfile::tempdir()?);
        write(first.path(), 7, 2, 8, 6)?;
        write(second.path(), 7, 2, 8, 6)?;
        let read = |dir: &tempfile::TempDir| docwright_codegen::input::read(dir.path());
        let (sources, again) = (read(&first)?, read(&second)?);
        let texts = |sources: &docwright_codegen::Sources| -> Vec<String> {
            sources
                .iter()
                .map(|(_, file)| file.text().to_owned())
                .collect()
        };
        assert_eq!(texts(&sources), texts(&again));
        let checked = match docwright_codegen::check(sources) {
            Ok(checked) => checked,
            Err(faults) => {
                return Err(faults
                    .render(docwright_codegen::diagnostic::Format::Text, false)
                    .into());
            }
        };
        assert_eq!(
            checked
                .apis()
                .iter()
                .map(|api| api.endpoints.len())
                .sum::<usize>(),
            16
        );
        Ok(())
    }
}
