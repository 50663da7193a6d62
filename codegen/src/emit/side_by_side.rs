//! Independent work on all processors. What comes out doesn't depend on how many there are.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Parsing and printing tokens goes as deep as types nest, in a build without optimisation with
/// large frames; a process's first thread has as much on most systems.
const STACK: usize = 8 << 20;

/// Threads cost more than they save below this many jobs each.
const JOBS_PER_THREAD: usize = 16;

/// Runs every job once and gives the results, in the order of the jobs.
///
/// A system that gives no threads makes it slower, never wrong: the calling thread works too.
pub(super) fn run<T: Send>(jobs: &[impl Fn() -> T + Sync]) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(jobs.len() / JOBS_PER_THREAD).max(1);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match jobs.get(index) {
                Some(job) => done.push((index, job())),
                None => return done,
            }
        }
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .filter_map(|_| {
                let thread = thread::Builder::new().stack_size(STACK);
                thread.spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut results = work();
        for other in others {
            match other.join() {
                Ok(more) => results.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let jobs: Vec<_> = (0..1_000_usize).map(|number| move || number * 2).collect();
        let doubled: Vec<usize> = (0..1_000).map(|number| number * 2).collect();
        assert_eq!(run(&jobs), doubled);
    }

    #[test]
    fn no_jobs_give_no_results() {
        let jobs: [fn(); 0] = [];
        assert!(run(&jobs).is_empty());
    }
}
