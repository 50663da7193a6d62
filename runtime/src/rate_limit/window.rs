//! How the requests of one rate are counted.
//!
//! Times are those since the limiter was made.

use std::collections::VecDeque;
use std::time::Duration;

use super::Rate;

/// Most times that are kept of one rate. Requests of a rate that allows more share one.
const MOST_TIMES: u32 = 1024;

/// What one rate has let through.
#[derive(Debug)]
pub(super) enum Window {
    /// No stock is granted: no time of the rate's length may see more requests, wherever it begins. Servers
    /// count in seconds and minutes of their own clock, and this is right for any of them.
    Sliding(Sliding),
    /// A stock is granted.
    Stock(Stock),
}

impl Window {
    pub(super) fn new(rate: Rate) -> Self {
        match rate.burst {
            None => Self::Sliding(Sliding {
                requests: rate.requests,
                per: rate.per,
                sent: VecDeque::new(),
                counted: 0,
            }),
            Some(burst) => Self::Stock(Stock {
                rate,
                burst,
                full_at: Duration::ZERO,
            }),
        }
    }

    /// How long a request has to wait that counts for `cost`, if those go first that wait already and
    /// count for `ahead` together. It is never longer, unless one of them counts for more than one.
    pub(super) fn wait(&mut self, now: Duration, ahead: u64, cost: u32) -> Duration {
        match self {
            Self::Sliding(sliding) => sliding.wait(now, ahead, cost),
            Self::Stock(stock) => stock.wait(now, ahead, cost),
        }
    }

    /// Counts a request that is sent now.
    pub(super) fn take(&mut self, now: Duration, cost: u32) {
        match self {
            Self::Sliding(sliding) => sliding.take(now, cost),
            Self::Stock(stock) => stock.take(now, cost),
        }
    }
}

/// A log of the requests that still count.
#[derive(Debug)]
pub(super) struct Sliding {
    requests: u32,
    per: Duration,
    /// Until when how many of them count, the first that is over in front.
    sent: VecDeque<(Duration, u32)>,
    /// All of them together.
    counted: u32,
}

impl Sliding {
    fn wait(&mut self, now: Duration, ahead: u64, cost: u32) -> Duration {
        self.forget(now);
        let free = self.requests.saturating_sub(self.counted);
        // The place of the last request that this one needs, in the order in which places come free: as
        // many as the rate has, and then the same again a whole time later.
        let needed = ahead.saturating_add(u64::from(cost.min(self.requests)));
        let last = needed.saturating_sub(1);
        let rounds = last / u64::from(self.requests);
        let place = last % u64::from(self.requests);
        let at = match place.checked_sub(u64::from(free)) {
            None => now,
            Some(place) => self.over_at(place).unwrap_or(now),
        };
        let rounds = u32::try_from(rounds).unwrap_or(u32::MAX);
        at.saturating_add(self.per.saturating_mul(rounds))
            .saturating_sub(now)
    }

    /// When the place comes free that so many come free before.
    fn over_at(&self, mut place: u64) -> Option<Duration> {
        for (until, count) in &self.sent {
            match place.checked_sub(u64::from(*count)) {
                Some(rest) => place = rest,
                None => return Some(*until),
            }
        }
        None
    }

    fn take(&mut self, now: Duration, cost: u32) {
        self.forget(now);
        let cost = cost.min(self.requests);
        self.counted = self.counted.saturating_add(cost);
        let until = now.saturating_add(self.per);
        match self.sent.back_mut() {
            Some((shared, count)) if until <= *shared => *count = count.saturating_add(cost),
            _ if self.requests > MOST_TIMES => {
                let until = until.saturating_add(self.per / MOST_TIMES);
                self.sent.push_back((until, cost));
            }
            _ => self.sent.push_back((until, cost)),
        }
    }

    fn forget(&mut self, now: Duration) {
        while let Some((until, count)) = self.sent.front()
            && *until <= now
        {
            self.counted = self.counted.saturating_sub(*count);
            self.sent.pop_front();
        }
    }
}

/// A stock of requests that is filled at the rate: the generic cell rate algorithm (ITU-T I.371, annex
/// A), which keeps when the stock is full again, and nothing else.
#[derive(Debug)]
pub(super) struct Stock {
    rate: Rate,
    burst: u32,
    full_at: Duration,
}

impl Stock {
    fn wait(&self, now: Duration, ahead: u64, cost: u32) -> Duration {
        let needed = ahead.saturating_add(u64::from(cost.min(self.burst)));
        self.full_at
            .max(now)
            .saturating_add(self.fill(needed))
            .saturating_sub(self.fill(u64::from(self.burst)))
            .saturating_sub(now)
    }

    fn take(&mut self, now: Duration, cost: u32) {
        let filled = self.fill(u64::from(cost.min(self.burst)));
        self.full_at = self.full_at.max(now).saturating_add(filled);
    }

    /// The time in which so many requests are added.
    fn fill(&self, requests: u64) -> Duration {
        let nanos = self
            .rate
            .per
            .as_nanos()
            .saturating_mul(u128::from(requests));
        let nanos = nanos / u128::from(self.rate.requests);
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// When each of so many requests is sent that all wait from the beginning, in milliseconds.
    fn sent(rate: Rate, costs: &[u32]) -> Vec<u128> {
        let mut window = Window::new(rate);
        let mut now = Duration::ZERO;
        let mut times = Vec::new();
        for cost in costs {
            now += window.wait(now, 0, *cost);
            assert_eq!(window.wait(now, 0, *cost), Duration::ZERO);
            window.take(now, *cost);
            times.push(now.as_millis());
        }
        times
    }

    #[test]
    fn no_time_of_the_length_sees_more_than_the_rate() {
        assert_eq!(
            sent(Rate::new(2, SECOND), &[1; 5]),
            [0, 0, 1000, 1000, 2000]
        );
        let mut window = Window::new(Rate::new(2, SECOND));
        for at in [0, 900, 1000, 1900] {
            let at = Duration::from_millis(at);
            assert_eq!(window.wait(at, 0, 1), Duration::ZERO, "{at:?}");
            window.take(at, 1);
        }
        let at = Duration::from_millis(1950);
        assert_eq!(window.wait(at, 0, 1), Duration::from_millis(50));
        assert_eq!(window.wait(at, 0, 2), Duration::from_millis(950));
    }

    #[test]
    fn a_stock_is_spent_at_once_and_filled_one_by_one() {
        let rate = Rate::new(2, SECOND).with_burst(3);
        assert_eq!(sent(rate, &[1; 6]), [0, 0, 0, 500, 1000, 1500]);
        assert_eq!(sent(rate, &[3, 1, 2]), [0, 500, 1500]);
    }

    #[test]
    fn what_counts_for_more_than_ever_goes_at_once_waits_for_all() {
        assert_eq!(sent(Rate::new(2, SECOND), &[9, 1, 9]), [0, 1000, 2000]);
        let rate = Rate::new(1, SECOND).with_burst(2);
        assert_eq!(sent(rate, &[9, 9]), [0, 2000]);
    }

    #[test]
    fn who_waits_behind_others_knows_how_long() {
        for rate in [
            Rate::new(3, SECOND),
            Rate::new(1, SECOND),
            Rate::new(2, SECOND).with_burst(5),
            Rate::new(5_000, SECOND),
        ] {
            let times = sent(rate, &[1; 40]);
            let mut window = Window::new(rate);
            window.take(Duration::ZERO, 1);
            for (ahead, time) in (0..).zip(times.iter().skip(1)) {
                let wait = window.wait(Duration::ZERO, ahead, 1);
                assert_eq!(wait.as_millis(), *time, "{rate:?}, {ahead} ahead");
            }
        }
    }

    #[test]
    fn many_requests_take_little_room_and_still_keep_to_the_rate() {
        let per = Duration::from_secs(100);
        let mut window = Window::new(Rate::new(100_000, per));
        let mut now = Duration::ZERO;
        for _ in 0..250_000 {
            now += window.wait(now, 0, 1);
            window.take(now, 1);
            now += Duration::from_micros(100);
        }
        let Window::Sliding(sliding) = &window else {
            panic!("no stock is granted");
        };
        assert!(
            sliding.sent.len() <= MOST_TIMES as usize + 2,
            "{}",
            sliding.sent.len()
        );
        assert!(now > per * 2 && now < per * 5 / 2, "{now:?}");
    }
}
