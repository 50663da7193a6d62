//! Calls over loopback, the generated client beside reqwest by hand.
//!
//! - `loopback serve` prints the base URL of a server and answers until its standard input ends.
//! - `loopback count CASE SIDE TIMES URL` calls so many times, for a tool that counts.
//! - `loopback times URL` tells how long one call after another takes, by turns of both sides.
//! - `loopback throughput URL` tells how many calls a second are made, 64 at once on two threads.
//!
//! `SIDE` is `ours` or `hand`. Where time is taken the rival has two turns in each round, so that it
//! is compared with itself too: how much the two differ is how much the figures can be trusted.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use docwright_benches::loopback::{ByHand, Case, Ours, Side};
use docwright_benches::{Failure, server};
use tokio::runtime::{Builder, Runtime};

/// How many calls are made at once.
const AT_ONCE: usize = 64;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve"] => serve(),
        ["count", case, "ours", times, url] => {
            count(&Ours::new(url)?, case.parse()?, times.parse()?)
        }
        ["count", case, "hand", times, url] => {
            count(&ByHand::new(url)?, case.parse()?, times.parse()?)
        }
        ["times", url] => {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            compare(&runtime, url, "time of a call, µs", 1, |time, calls| {
                time.as_secs_f64() * 1e6 / calls
            })
        }
        ["throughput", url] => {
            let runtime = Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()?;
            compare(&runtime, url, "calls a second", AT_ONCE, |time, calls| {
                calls / time.as_secs_f64()
            })
        }
        _ => Err(
            "usage: loopback {serve, count CASE SIDE TIMES URL, times URL, throughput URL}".into(),
        ),
    }
}

fn serve() -> Result<(), Failure> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let (listener, address) = runtime.block_on(server::listen())?;
    runtime.spawn(server::serve(listener));
    let mut out = std::io::stdout().lock();
    writeln!(out, "http://{address}/v1")?;
    out.flush()?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn count(side: &impl Side, case: Case, times: usize) -> Result<(), Failure> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(calls(side, case, times))
}

async fn calls(side: &impl Side, case: Case, times: usize) -> Result<(), Failure> {
    for _ in 0..times {
        side.call(case).await?;
    }
    Ok(())
}

/// Lets both sides make all calls by turns, so many at once, and prints the medians of `figure`.
fn compare(
    runtime: &Runtime,
    url: &str,
    what: &str,
    at_once: usize,
    figure: impl Fn(Duration, f64) -> f64,
) -> Result<(), Failure> {
    const ROUNDS: usize = 41;
    const CALLS: usize = 4_096;
    let (ours, by_hand) = (Ours::new(url)?, ByHand::new(url)?);
    let each = CALLS / at_once;
    let take = |turn: Result<Duration, Failure>| Ok::<_, Failure>(figure(turn?, CALLS as f64));
    let mut out = std::io::stdout().lock();
    for case in Case::ALL {
        let (mut own, mut rival, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let first = take(turn(runtime, &by_hand, case, at_once, each))?;
            let middle = take(turn(runtime, &ours, case, at_once, each))?;
            let last = take(turn(runtime, &by_hand, case, at_once, each))?;
            // The first round opens connections.
            if round > 0 {
                own.push(middle);
                rival.push(first.midpoint(last));
                again.push(last / first);
            }
        }
        let ratios = own.iter().zip(&rival).map(|(own, rival)| own / rival);
        writeln!(
            out,
            "{:<8} {what}: ours {:9.2}   by hand {:9.2}   ratio {:.3}   by hand to itself {:.3}",
            case.name(),
            median(&own),
            median(&rival),
            median(&ratios.collect::<Vec<_>>()),
            median(&again),
        )?;
    }
    Ok(())
}

/// How long it takes to make `at_once` times `each` calls.
fn turn(
    runtime: &Runtime,
    side: &impl Side,
    case: Case,
    at_once: usize,
    each: usize,
) -> Result<Duration, Failure> {
    let all = all_at_once(side, case, at_once, each);
    runtime.block_on(async {
        let started = Instant::now();
        all.await?;
        Ok(started.elapsed())
    })
}

/// One task alone runs where it is awaited, so that nothing but the calls is timed.
async fn all_at_once(
    side: &impl Side,
    case: Case,
    at_once: usize,
    each: usize,
) -> Result<(), Failure> {
    if at_once == 1 {
        return calls(side, case, each).await;
    }
    let spawn = |_| {
        let side = side.clone();
        tokio::spawn(async move { calls(&side, case, each).await })
    };
    let tasks: Vec<_> = (0..at_once).map(spawn).collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

fn median(figures: &[f64]) -> f64 {
    let mut figures = figures.to_vec();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
