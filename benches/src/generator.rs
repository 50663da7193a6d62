//! What generating takes, stage by stage: reading the specs, checking them, generating, writing.

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use docwright_codegen::diagnostic::Format;
use docwright_codegen::{Checked, Files, Options, check, generate, input};
use rustix::time::{ClockId, clock_gettime};

use crate::Failure;

/// What each stage took, and what it was given and gave.
#[derive(Debug)]
pub struct Report {
    stages: Vec<(&'static str, Spent)>,
    specs: Sizes,
    generated: Sizes,
    /// The most memory that the process had at once, as proc(5) has it.
    memory: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Spent {
    wall: Duration,
    /// User and system time of all threads.
    cpu: Duration,
}

#[derive(Debug, Default)]
struct Sizes {
    files: usize,
    lines: usize,
    bytes: usize,
}

/// Generates the client of a folder of specs into a folder.
///
/// # Errors
/// If a spec has a fault, or a file can't be read or written.
pub fn measure(specs: &Path, out: &Path, options: &Options) -> Result<Report, Failure> {
    let mut stages = Vec::new();
    let sources = timed(&mut stages, "read", || {
        input::read(specs).map_err(Into::into)
    })?;
    let checked = timed(&mut stages, "check", || {
        check(sources).map_err(|faults| faults.render(Format::Text, false).into())
    })?;
    let files = timed(&mut stages, "generate", || Ok(generate(&checked, options)))?;
    timed(&mut stages, "write", || {
        files.write(out).map_err(Into::into)
    })?;
    Ok(Report {
        stages,
        specs: Sizes::of_specs(&checked),
        generated: Sizes::of_generated(&files),
        memory: peak()?,
    })
}

fn timed<T>(
    stages: &mut Vec<(&'static str, Spent)>,
    name: &'static str,
    stage: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (started, cpu) = (Instant::now(), on_cpu());
    let done = stage()?;
    let spent = Spent {
        wall: started.elapsed(),
        cpu: on_cpu().saturating_sub(cpu),
    };
    stages.push((name, spent));
    Ok(done)
}

/// How long all threads of this process have been on a processor, ended ones too.
fn on_cpu() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap_or_default()
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

impl Sizes {
    fn of_specs(checked: &Checked) -> Self {
        let mut sizes = Self::default();
        for (_, file) in checked.sources().iter() {
            sizes.add(file.text());
        }
        sizes
    }

    fn of_generated(files: &Files) -> Self {
        let mut sizes = Self::default();
        for (_, text) in files.iter() {
            sizes.add(text);
        }
        sizes
    }

    fn add(&mut self, text: &str) {
        self.files += 1;
        self.lines += text.lines().count();
        self.bytes += text.len();
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut total = Spent::default();
        for (name, spent) in &self.stages {
            writeln!(f, "{name:<9}{spent}")?;
            total.wall += spent.wall;
            total.cpu += spent.cpu;
        }
        writeln!(f, "{:<9}{total}", "total")?;
        writeln!(f, "in       {}", self.specs)?;
        writeln!(f, "out      {}", self.generated)?;
        writeln!(f, "memory   {} at most", self.memory)
    }
}

impl Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wall, cpu) = (self.wall.as_secs_f64(), self.cpu.as_secs_f64());
        write!(f, "wall {wall:6.3} s  cpu {cpu:6.3} s")
    }
}

impl Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            files,
            lines,
            bytes,
        } = self;
        write!(f, "{files} files, {lines} lines, {bytes} bytes")
    }
}
