//! `docwright dump`: what a stage made of an endpoint.

mod referred;

use std::path::PathBuf;

use clap::ValueEnum;
use docwright_codegen::{Checked, Sources};

use crate::Verdict;
use crate::refusal::Refusal;
use crate::screen::{Screen, plain};
use crate::specs;

/// Shows what a stage of the generator made of an endpoint
#[derive(Debug, clap::Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The endpoint, as `api/endpoint`, with or without its group between the two
    endpoint: String,

    /// Folder of all specs, or folder of one API
    #[arg(default_value = "specs")]
    path: PathBuf,

    /// `spec`: what was written, `ir`: what was decided, `surface`: what a caller sees
    #[arg(long, value_name = "STAGE", default_value = "surface")]
    stage: Stage,
}

const LONG_ABOUT: &str = "\
Shows what a stage of the generator made of an endpoint: `spec` is what was written, with its places (file:first..end, in \
bytes), `ir` is what was decided, with the types that it refers to, `surface` is what a caller of the generated client \
sees. The first two print the generator's own data and follow its changes; they are meant to be read, and show examples \
with the credentials that pages print.

The endpoint's API must be without faults; they go to standard error. Other APIs aren't looked at.";

const EXAMPLES: &str = "\
Examples:
  docwright dump shop/order                 the public surface
  docwright dump --stage ir shop/order      what was decided
  docwright dump --stage spec shop/order my_specs

Exit codes: 0 fine, 1 faults in specs, 2 wrong use";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    Spec,
    Ir,
    Surface,
}

/// Shows an endpoint as one stage left it.
///
/// # Errors
/// Specs that can't be read, an endpoint that isn't there.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Verdict, Refusal> {
    let sources = specs::read_folder(&args.path)?;
    let (api, endpoint) = find(&args.endpoint, &sources)?;
    match docwright_codegen::check(of_api(&sources, api)) {
        Ok(checked) => {
            let Some(text) = dump(args.stage, &checked, api, endpoint) else {
                return Err(Refusal::new(format!("`{}` was left out", args.endpoint)));
            };
            screen.print(&plain(&text))?;
            Ok(Verdict::Fine)
        }
        Err(faults) => {
            screen.report(&faults);
            Ok(Verdict::Faults)
        }
    }
}

/// The folder of the API and the name of an endpoint that has a file. Its group may be left out.
fn find<'a>(wanted: &str, sources: &'a Sources) -> Result<(&'a str, &'a str), Refusal> {
    let mut known = Vec::new();
    for (_, file) in sources.iter() {
        let Some((folder, name)) = endpoint_of(file.key()) else {
            continue;
        };
        let api = api_of(folder, sources);
        let key = format!("{folder}/{name}");
        if key == wanted || wanted == format!("{api}/{name}") {
            return Ok((api, name));
        }
        known.push(key);
    }
    Err(Refusal::new(format!("there is no endpoint `{wanted}`")).suggest(wanted, &known))
}

/// The folder and the name of an endpoint's file.
fn endpoint_of(key: &str) -> Option<(&str, &str)> {
    let (folder, name) = key.strip_suffix(".yaml")?.rsplit_once('/')?;
    (name != "api").then_some((folder, name))
}

/// The folder with the `api.yaml`: this one, or the one above a group.
fn api_of<'a>(folder: &'a str, sources: &Sources) -> &'a str {
    let is_api = |folder: &str| {
        let key = format!("{folder}/api.yaml");
        sources.iter().any(|(_, file)| file.key() == key)
    };
    match folder.rsplit_once('/') {
        Some((above, _)) if !is_api(folder) && is_api(above) => above,
        _ => folder,
    }
}

fn of_api(sources: &Sources, api: &str) -> Sources {
    let mut own = Sources::new();
    for (_, file) in sources.iter() {
        let folder = file.key().rsplit_once('/').map(|(folder, _)| folder);
        if folder.is_some_and(|folder| api_of(folder, sources) == api) {
            own.add(file.key(), file.path(), file.text());
        }
    }
    own
}

/// `None` if the checked specs don't have the endpoint.
fn dump(stage: Stage, checked: &Checked, api: &str, endpoint: &str) -> Option<String> {
    if stage == Stage::Spec {
        let api = checked.spec().apis.iter().find(|spec| spec.folder == api)?;
        let endpoint = api.endpoints.iter().find(|spec| spec.name == endpoint)?;
        return Some(format!("{endpoint:#?}\n"));
    }
    let api = checked.apis().iter().find(|ir| ir.folder == api)?;
    let endpoint = api.endpoints.iter().find(|ir| ir.name == endpoint)?;
    Some(match stage {
        Stage::Ir => format!("{endpoint:#?}\n{}", referred::dump(api, endpoint)),
        Stage::Spec | Stage::Surface => docwright_codegen::surface(api, endpoint),
    })
}
