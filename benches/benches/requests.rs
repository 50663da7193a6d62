//! Times of building a request, the generated client beside reqwest by hand.

use std::time::Duration;

use criterion::Criterion;
use docwright_benches::{Failure, by_hand, ours};

const TOKEN: &str = "canary-token";

fn main() -> Result<(), Failure> {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    requests(&mut criterion)?;
    criterion.final_summary();
    Ok(())
}

fn requests(criterion: &mut Criterion) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let _entered = runtime.enter();
    let client = ours::client(TOKEN)?;
    let rival = by_hand::client()?;

    let mut group = criterion.benchmark_group("list_orders");
    group.bench_function("ours/made", |bench| {
        bench.iter(|| ours::list_orders(&client))
    });
    group.bench_function("ours/handed over", |bench| {
        bench.iter(|| ours::hand_over(ours::list_orders(&client)));
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| by_hand::list_orders(&rival, TOKEN));
    });
    group.finish();

    let mut group = criterion.benchmark_group("place_order");
    group.bench_function("ours/made", |bench| {
        bench.iter(|| ours::place_order(&client))
    });
    group.bench_function("ours/handed over", |bench| {
        bench.iter(|| ours::hand_over(ours::place_order(&client)));
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| by_hand::place_order(&rival, TOKEN));
    });
    group.finish();
    Ok(())
}
