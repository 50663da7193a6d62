//! Runs one case so many times, for a tool that counts instructions.
//!
//! `count CASE TIMES`; the instructions of 2N times less those of N times, divided by N, are those
//! of one.

use std::hint::black_box;

use bytes::Bytes;
use docwright_benches::{Failure, by_hand, ours, payload};

const CASES: &str = "{ours,hand}-{list,place,1kb,1mb}, ours-{list,place}-handed-over";

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (Some(case), Some(times)) = (arguments.next(), arguments.next()) else {
        return Err(format!("usage: count CASE TIMES, with CASE one of {CASES}").into());
    };
    let times: u64 = times.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let entered = runtime.enter();
    let token = black_box("canary-token");
    match case.as_str() {
        "ours-list" | "ours-place" | "ours-list-handed-over" | "ours-place-handed-over" => {
            let client = ours::client(token)?;
            for _ in 0..times {
                match case.as_str() {
                    "ours-list" => drop(black_box(ours::list_orders(&client))),
                    "ours-place" => drop(black_box(ours::place_order(&client))),
                    "ours-list-handed-over" => ours::hand_over(ours::list_orders(&client))?,
                    _ => ours::hand_over(ours::place_order(&client))?,
                }
            }
        }
        "hand-list" | "hand-place" => {
            let client = by_hand::client()?;
            for _ in 0..times {
                black_box(match case.as_str() {
                    "hand-list" => by_hand::list_orders(&client, token)?,
                    _ => by_hand::place_order(&client, token)?,
                });
            }
        }
        "hand-1kb" | "hand-1mb" => {
            by_hand::decode(payload::orders(size(&case)).as_bytes(), times)?;
        }
        "ours-1kb" | "ours-1mb" => {
            // `block_on` wants a thread that has not entered a runtime.
            drop(entered);
            ours::decode(&runtime, &Bytes::from(payload::orders(size(&case))), times)?;
        }
        _ => return Err(format!("no case `{case}`; there are {CASES}").into()),
    }
    Ok(())
}

fn size(case: &str) -> usize {
    if case.ends_with("1kb") {
        1 << 10
    } else {
        1 << 20
    }
}
