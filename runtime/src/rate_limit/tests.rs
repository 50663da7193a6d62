use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::{Limiter, Rate, RateLimit, RateLimits};
use crate::{BuildError, Environment, Sleeping};

const SECOND: Duration = Duration::from_secs(1);

static LIMITS: [RateLimit; 2] = [
    RateLimit {
        name: "orders",
        rates: &[Rate::new(1, SECOND)],
    },
    RateLimit {
        name: "account",
        rates: &[Rate::new(3, SECOND), Rate::new(5, Duration::from_secs(10))],
    },
];

fn limiter() -> Arc<Limiter> {
    Arc::new(RateLimits::documented().limiter(&LIMITS).unwrap())
}

struct Clock;

impl Environment for Clock {}

/// A deadline that is far away.
fn far() -> Instant {
    Instant::now() + Duration::from_secs(3600)
}

/// Waits, and gives the seconds since the beginning at which it was let through.
async fn admitted(limiter: &Limiter, counts_for: &[(&str, u32)], began: Instant) -> u64 {
    limiter.admit(counts_for, far(), &Clock).await.unwrap();
    began.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn all_rates_of_a_limit_hold_at_once() {
    let (limiter, began) = (limiter(), Instant::now());
    let mut times = Vec::new();
    for _ in 0..7 {
        times.push(admitted(&limiter, &[("account", 1)], began).await);
    }
    assert_eq!(times, [0, 0, 0, 1, 1, 10, 10]);
}

#[tokio::test(start_paused = true)]
async fn who_comes_first_goes_first() {
    let (limiter, began) = (limiter(), Instant::now());
    let order = Arc::new(AtomicU32::new(0));
    let mut calls = Vec::new();
    for number in 0..4 {
        let (limiter, order) = (Arc::clone(&limiter), Arc::clone(&order));
        calls.push(tokio::spawn(async move {
            let time = admitted(&limiter, &[("orders", 1)], began).await;
            (number, order.fetch_add(1, Ordering::Relaxed), time)
        }));
        tokio::task::yield_now().await;
    }
    for (expected, call) in (0..).zip(calls) {
        assert_eq!(
            call.await.unwrap(),
            (expected, expected, u64::from(expected))
        );
    }
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_what_few_share_is_in_nobody_s_way() {
    let (limiter, began) = (limiter(), Instant::now());
    let both: &[(&str, u32)] = &[("orders", 1), ("account", 1)];
    assert_eq!(admitted(&limiter, both, began).await, 0);
    let waiting = {
        let limiter = Arc::clone(&limiter);
        tokio::spawn(async move { admitted(&limiter, both, began).await })
    };
    tokio::task::yield_now().await;
    assert_eq!(admitted(&limiter, &[("account", 1)], began).await, 0);
    assert_eq!(waiting.await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_takes_nothing() {
    let (limiter, began) = (limiter(), Instant::now());
    let orders: &[(&str, u32)] = &[("orders", 1)];
    assert_eq!(admitted(&limiter, orders, began).await, 0);
    for _ in 0..10 {
        let pause = Duration::from_millis(10);
        let dropped = tokio::time::timeout(pause, admitted(&limiter, orders, began));
        assert!(dropped.await.is_err());
    }
    assert_eq!(admitted(&limiter, orders, began).await, 1);
}

#[tokio::test(start_paused = true)]
async fn what_would_come_too_late_is_refused_at_once() {
    let (limiter, began) = (limiter(), Instant::now());
    let orders: &[(&str, u32)] = &[("orders", 1)];
    let mut waiting = Vec::new();
    for _ in 0..5 {
        let limiter = Arc::clone(&limiter);
        waiting.push(tokio::spawn(async move {
            admitted(&limiter, orders, began).await
        }));
        tokio::task::yield_now().await;
    }
    let late = limiter.admit(orders, began + Duration::from_millis(4_999), &Clock);
    assert_eq!(late.await.unwrap_err().name, "orders");
    assert!(began.elapsed() < SECOND);
    limiter
        .admit(orders, began + 5 * SECOND, &Clock)
        .await
        .unwrap();
    assert_eq!(began.elapsed().as_secs(), 5);
}

/// A clock whose pauses are over at once.
struct Hasty(AtomicU32);

impl Environment for Hasty {
    fn sleep(&self, _: Duration) -> Sleeping<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_pause_that_is_skipped_counts_as_waited_for() {
    let (limiter, hasty) = (limiter(), Hasty(AtomicU32::new(0)));
    for _ in 0..500 {
        let soon = Instant::now() + Duration::from_secs(5);
        limiter.admit(&[("orders", 1)], soon, &hasty).await.unwrap();
    }
    assert_eq!(hasty.0.into_inner(), 499);
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_changed_and_switched_off() {
    let began = Instant::now();
    let wider = RateLimits::documented().with("orders", [Rate::new(2, SECOND)]);
    let wider = wider.limiter(&LIMITS).unwrap();
    let none = RateLimits::none().limiter(&LIMITS).unwrap();
    let but_one = RateLimits::none().with("orders", [Rate::new(100, SECOND)]);
    let but_one = but_one.limiter(&LIMITS).unwrap();
    let both: &[(&str, u32)] = &[("orders", 1), ("account", 1)];
    for _ in 0..2 {
        assert_eq!(admitted(&wider, both, began).await, 0);
    }
    for _ in 0..100 {
        assert_eq!(admitted(&none, both, began).await, 0);
        assert_eq!(admitted(&but_one, both, began).await, 0);
    }
    assert_eq!(admitted(&wider, both, began).await, 1);
    let unknown = RateLimits::none().with("oders", []).limiter(&LIMITS);
    assert_eq!(
        unknown.unwrap_err(),
        BuildError::UnknownRateLimit {
            name: "oders".to_owned()
        }
    );
}
