//! The table of faults, and what became of each of its rows.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

use docwright_runtime::{ErrorKind, Retries, Timeouts};
use docwright_tests::capture;
use docwright_tests::search::hits;
use tokio::time::timeout;

use crate::script::Script;
use crate::server::Server;
use crate::shop::{End, Ended, SECRETS, Via, builder, call, patient};
use crate::slow::MARGIN;

/// Whatever happens, a case is over by then.
const PATIENCE: Duration = Duration::from_secs(30);

/// A line of `faults.tsv`: what a server does, and what a call must come to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    id: &'static str,
    group: &'static str,
    fault: &'static str,
    /// In words, with those of [`End`] among them.
    expected: &'static str,
    /// How often a GET is sent, and a POST: `3 / 1`; `-` where it isn't made.
    attempts: &'static str,
}

/// All rows.
pub(crate) fn rows() -> Vec<Row> {
    let lines = include_str!("faults.tsv").lines().skip(1);
    let row = |line: &'static str| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().expect("five columns");
        Row {
            id: next(),
            group: next(),
            fault: next(),
            expected: next(),
            attempts: next(),
        }
    };
    lines.map(row).collect()
}

/// The groups of rows, in their order.
pub(crate) fn groups() -> Vec<&'static str> {
    let mut groups: Vec<&str> = rows().iter().map(|row| row.group).collect();
    groups.dedup();
    groups
}

impl Row {
    /// Whether the row says that a call may come to this.
    fn allows(&self, end: End) -> bool {
        match end {
            End::Ok => self.expected.contains("Ok"),
            End::Failure(_) => self.expected.contains("the documented failure"),
            End::Error(kind) => self.expected.contains(&format!("{kind:?}")),
        }
    }

    /// How often a call is sent; `None` if there is no such call.
    fn attempts(&self, via: Via) -> Option<usize> {
        let (get, post) = self.attempts.split_once(" / ").expect("two numbers");
        let column = match via {
            Via::Get | Via::Head | Via::Keyed => get,
            Via::Post => post,
        };
        let digits = column.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    }
}

/// The cases of one group, and how they went.
pub(crate) struct Table {
    group: &'static str,
    rows: Vec<Row>,
    cases: Vec<Case>,
    /// Of the calls.
    pub(crate) timeouts: Timeouts,
}

struct Case {
    row: Row,
    name: String,
    result: Result<(), String>,
}

impl Table {
    pub(crate) fn of(group: &'static str) -> Self {
        capture::install();
        let rows = rows().into_iter().filter(|row| row.group == group);
        Self {
            group,
            rows: rows.collect(),
            cases: Vec::new(),
            timeouts: patient(),
        }
    }

    /// A GET, a POST and one with an idempotency key meet this fault and come to this, after as many
    /// attempts as the row says.
    pub(crate) async fn each<S: Into<Script>>(
        &mut self,
        id: &str,
        script: impl Fn() -> S,
        end: impl Into<End>,
    ) {
        let end = end.into();
        for via in [Via::Get, Via::Post, Via::Keyed] {
            let Some(attempts) = self.row(id).attempts(via) else {
                continue;
            };
            self.one(id, via, script(), end).await;
            if attempts > 1 {
                self.once(id, via, script(), end).await;
            }
        }
    }

    /// A call meets this fault and comes to this, after as many attempts as the row says.
    pub(crate) async fn one(
        &mut self,
        id: &str,
        via: Via,
        script: impl Into<Script>,
        end: impl Into<End>,
    ) {
        let attempts = self.row(id).attempts(via).expect("such a call in the row");
        let retries = Retries::default();
        let end = end.into();
        assert!(
            self.row(id).allows(end),
            "{id}: the row says nothing of {end}"
        );
        let result = self.ends(via, script, end, retries, attempts).await;
        self.note(id, &via.to_string(), result);
    }

    /// The same, where calls are never sent again.
    pub(crate) async fn once(
        &mut self,
        id: &str,
        via: Via,
        script: impl Into<Script>,
        end: impl Into<End>,
    ) {
        let result = self.ends(via, script, end, Retries::none(), 1).await;
        self.note(id, &format!("{via}, once"), result);
    }

    async fn ends(
        &self,
        via: Via,
        script: impl Into<Script>,
        end: impl Into<End>,
        retries: Retries,
        attempts: usize,
    ) -> Result<(), String> {
        let server = Server::start(script);
        let builder = builder(&server).timeouts(self.timeouts).retries(retries);
        let client = builder.build().expect("a client");
        let ended = call(&client, via);
        // It ends by its deadline.
        let deadline = PATIENCE.min(self.timeouts.call + MARGIN);
        match timeout(deadline, ended).await {
            Ok(ended) => is_end(&ended, end).and_then(|()| is_sent(&server, attempts)),
            Err(_) => Err("did not end in time".to_owned()),
        }
    }

    /// A case of another shape.
    pub(crate) async fn case(
        &mut self,
        id: &str,
        name: &str,
        case: impl Future<Output = Result<(), String>>,
    ) {
        let result = timeout(PATIENCE, case).await;
        let result = result.unwrap_or_else(|_| Err("did not end in time".to_owned()));
        self.note(id, name, result);
    }

    fn note(&mut self, id: &str, name: &str, result: Result<(), String>) {
        self.cases.push(Case {
            row: self.row(id),
            name: format!("{id} {name}"),
            result,
        });
    }

    fn row(&self, id: &str) -> Row {
        let row = self.rows.iter().find(|row| row.id == id);
        *row.expect("a row of this group")
    }

    /// How many rows end as they should, in all their cases.
    fn heading(&self) -> String {
        let ends = |row: &&Row| {
            let mut cases = self.cases.iter().filter(|case| case.row.id == row.id);
            cases.all(|case| case.result.is_ok())
        };
        let rows = self.rows.iter().filter(ends).count();
        let (group, all, cases) = (self.group, self.rows.len(), self.cases.len());
        format!("\n{group}: {rows} of {all} rows end as they should, in {cases} cases\n")
    }

    /// Prints how each case went.
    ///
    /// # Panics
    /// If a case ended otherwise than its row says, or if a row has no case.
    pub(crate) fn finish(self) {
        let mut text = String::new();
        let mut faults = BTreeSet::new();
        for Case { row, name, result } in &self.cases {
            let verdict = match result {
                Ok(()) => "as it should".to_owned(),
                Err(reason) => {
                    faults.insert(name.as_str());
                    format!("NOT AS IT SHOULD: {reason}")
                }
            };
            let _ = writeln!(text, "{name:20}  {:50}  {verdict}", row.fault);
        }
        for row in &self.rows {
            if !self.cases.iter().any(|case| case.row.id == row.id) {
                faults.insert(row.id);
                let _ = writeln!(text, "{:20}  {:50}  NO CASE", row.id, row.fault);
            }
        }
        // Also what other groups have printed meanwhile.
        let printed = capture::take();
        for hit in SECRETS
            .into_iter()
            .flat_map(|secret| hits(&printed, secret))
        {
            faults.insert("a secret that was printed");
            let _ = writeln!(text, "PRINTED: {hit}");
        }
        // Not by `println!`, which the test harness keeps to itself.
        let printed = std::io::stdout().write_all(format!("{}{text}", self.heading()).as_bytes());
        printed.expect("a place to print to");
        assert!(faults.is_empty(), "{}: {faults:?}\n{text}", self.group);
    }
}

/// Whether a call came to this, and says rightly whether the server may have seen it.
///
/// # Errors
/// What it came to.
pub(crate) fn is_end(ended: &Ended, end: impl Into<End>) -> Result<(), String> {
    let end = end.into();
    let (came_to, said) = match ended {
        Ok(end) => (*end, String::new()),
        Err(error) => (End::Error(error.kind()), format!(": {error}")),
    };
    if came_to != end {
        return Err(format!("{came_to} in the place of {end}{said}"));
    }
    let Err(error) = ended else { return Ok(()) };
    capture::show_error(error);
    let never_left = [ErrorKind::Invalid, ErrorKind::Connect, ErrorKind::Login];
    let may_have_been_sent = !never_left.contains(&error.kind());
    holds(error.may_have_been_sent() == may_have_been_sent, || {
        format!("says that it may have been sent: {}", !may_have_been_sent)
    })
}

/// Whether the server saw so many requests.
///
/// # Errors
/// How many it saw.
pub(crate) fn is_sent(server: &Server, times: usize) -> Result<(), String> {
    let seen = server.requests().len();
    holds(seen == times, || {
        format!("{seen} requests in the place of {times}")
    })
}

/// Whether this is so.
///
/// # Errors
/// What is so.
pub(crate) fn holds(is_so: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(otherwise()) }
}
