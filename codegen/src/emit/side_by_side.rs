//! Independent work on all processors. What comes out doesn't depend on how many there are.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Parsing and printing tokens goes as deep as types nest, in a build without optimisation with
/// large frames; a process's first thread has as much on most systems.
const STACK: usize = 8 << 20;

/// Threads cost more than they save below this many items each.
const ITEMS_PER_THREAD: usize = 16;

/// Does one thing with each item and gives the results, in the order of the items.
///
/// A system that gives no threads makes it slower, never wrong: the calling thread works too.
pub(super) fn map<I: Sync, T: Send>(items: &[I], make: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(items.len() / ITEMS_PER_THREAD).max(1);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => done.push((index, make(item))),
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
    use super::map;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled: Vec<usize> = (0..1_000).map(|number| number * 2).collect();
        assert_eq!(map(&items, |number| number * 2), doubled);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(map(&[], |number: &u8| *number).is_empty());
    }
}
