//! Times of decoding a list of orders, the generated decoder beside serde's derive.

use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, Throughput};
use docwright_benches::{Failure, by_hand, ours, payload};

fn main() -> Result<(), Failure> {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    decoding(&mut criterion)?;
    criterion.final_summary();
    Ok(())
}

fn decoding(criterion: &mut Criterion) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    for (name, size) in [("1 KB", 1 << 10), ("1 MB", 1 << 20)] {
        let body = Bytes::from(payload::orders(size));
        // Once before anything is timed: what doesn't decode is no figure.
        ours::decode(&runtime, &body, 1)?;
        by_hand::decode(&body, 1)?;
        let mut group = criterion.benchmark_group(format!("decode {name}"));
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function("ours", |bench| {
            bench.iter_custom(|times| elapsed(ours::decode(&runtime, &body, times)));
        });
        group.bench_function("by hand", |bench| {
            bench.iter_custom(|times| elapsed(by_hand::decode(&body, times)));
        });
        group.finish();
    }
    Ok(())
}

/// The time of what has decoded before, so that it doesn't fail.
fn elapsed(decoded: Result<Duration, Failure>) -> Duration {
    decoded.unwrap_or_default()
}
