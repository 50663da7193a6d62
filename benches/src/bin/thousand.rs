//! Generates clients of a thousand made-up endpoints and says where the time went.
//!
//! `thousand [APIS ENDPOINTS_EACH MEMBERS [FOLDER]]`, with about so many members in each JSON object. Built
//! without optimisation, it is what a debug build script does: reading the specs, checking them,
//! generating, writing. Where a folder is named, the specs are written there and that is all.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use docwright_benches::{Failure, thousand};
use docwright_codegen::diagnostic::Format;
use docwright_codegen::{Options, check, generate, input};

const SEED: u64 = 2026;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse());
    let apis: usize = arguments.next().unwrap_or(Ok(10))?;
    let endpoints: usize = arguments.next().unwrap_or(Ok(100))?;
    let members: usize = arguments.next().unwrap_or(Ok(4))?;
    if let Some(folder) = std::env::args_os().nth(4) {
        thousand::write(Path::new(&folder), SEED, apis, endpoints, members)?;
        return Ok(());
    }
    let specs = tempfile::tempdir()?;
    let out = tempfile::tempdir()?;
    thousand::write(specs.path(), SEED, apis, endpoints, members)?;

    let mut out_lines = std::io::stdout().lock();
    writeln!(
        out_lines,
        "{apis} APIs of {endpoints} endpoints, about {members} members an object"
    )?;
    let mut total = Spent::default();
    let mut told = |stage: &str, spent: Spent| {
        total.wall += spent.wall;
        total.cpu += spent.cpu;
        writeln!(out_lines, "{stage:<9}{spent}")
    };

    let (sources, spent) = measure(|| input::read(specs.path()))?;
    told("read", spent)?;
    let (checked, spent) = measure(|| {
        check(sources).map_err(|faults| Failure::from(faults.render(Format::Text, false)))
    })?;
    told("check", spent)?;
    let (files, spent) = measure(|| Ok::<_, Failure>(generate(&checked, &Options::default())))?;
    told("generate", spent)?;
    let (_, spent) = measure(|| files.write(out.path()))?;
    told("write", spent)?;
    writeln!(out_lines, "{:<9}{total}", "total")?;

    let sizes = |texts: &mut dyn Iterator<Item = &str>| {
        texts.fold((0, 0, 0), |(files, lines, bytes), text| {
            (files + 1, lines + text.lines().count(), bytes + text.len())
        })
    };
    let (count, lines, bytes) = sizes(&mut checked.sources().iter().map(|(_, file)| file.text()));
    writeln!(
        out_lines,
        "in       {count} files, {lines} lines, {bytes} bytes"
    )?;
    let (count, lines, bytes) = sizes(&mut files.iter().map(|(_, text)| text));
    writeln!(
        out_lines,
        "out      {count} files, {lines} lines, {bytes} bytes"
    )?;
    writeln!(out_lines, "memory   {} at most", peak()?)?;
    Ok(())
}

#[derive(Default)]
struct Spent {
    wall: Duration,
    cpu: Duration,
}

impl std::fmt::Display for Spent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "wall {:6.3} s  cpu {:6.3} s",
            self.wall.as_secs_f64(),
            self.cpu.as_secs_f64()
        )
    }
}

fn measure<T, E: Into<Failure>>(
    stage: impl FnOnce() -> Result<T, E>,
) -> Result<(T, Spent), Failure> {
    let (started, cpu) = (Instant::now(), on_cpu()?);
    let done = stage().map_err(Into::into)?;
    let spent = Spent {
        wall: started.elapsed(),
        cpu: on_cpu()?.saturating_sub(cpu),
    };
    Ok((done, spent))
}

/// The most memory that this process had at once: `VmHWM` of proc(5).
fn peak() -> Result<String, Failure> {
    let text = fs::read_to_string("/proc/self/status")?;
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line
        .ok_or("/proc/self/status has no VmHWM")?
        .trim()
        .to_owned())
}

/// How long all threads of this process have been on a processor, ended ones too: user and system
/// time of Linux's `stat`, fields 14 and 15 of proc(5), in hundredths of a second.
fn on_cpu() -> Result<Duration, Failure> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // Field 2 is a name in parentheses that may hold spaces; field 3 follows it.
    let (_, fields) = text.rsplit_once(')').ok_or("/proc/self/stat has no name")?;
    let mut ticks = 0;
    for field in fields.split_whitespace().skip(14 - 3).take(2) {
        ticks += field.parse::<u64>()?;
    }
    Ok(Duration::from_millis(ticks * 10))
}
