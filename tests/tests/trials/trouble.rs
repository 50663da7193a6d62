//! What happens to a request, drawn by chance.

use docwright_tests::Dice;

/// What happens to a request, or to the connection that it would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trouble {
    /// Nobody listens.
    Refused,
    /// The server takes the connection and closes it, whatever has come.
    Unread,
    /// The same, with a reset.
    UnreadReset,
    /// The request is read, and no answer comes.
    Closed,
    Reset,
    /// Half the head of an answer comes.
    CutHead,
    /// The answer is cut in its body.
    CutBody,
    /// The answer has no last chunk.
    CutChunks,
    /// The answer isn't HTTP.
    Garbage,
    /// The head of the answer never comes to its end.
    Slow,
    /// An answer of this status, and its `Retry-After`.
    Status(u16, &'static str),
    /// A good answer.
    None,
    /// A good answer that comes in two pieces.
    InPieces,
    /// A good answer, and an end that it doesn't announce.
    ThenClosed,
    ThenReset,
    /// A good answer that says that it is the last.
    Last,
}

const STATUSES: [u16; 6] = [408, 429, 500, 502, 503, 504];

const WAITS: [&str; 5] = ["", "", "0", "1", "99999999999999999999"];

impl Trouble {
    /// Where a new connection leads.
    pub(crate) fn of_an_address(dice: &mut Dice) -> Option<Self> {
        dice.chance(12).then_some(Self::Refused)
    }

    /// What a server does with a new connection.
    pub(crate) fn of_a_connection(dice: &mut Dice) -> Option<Self> {
        dice.chance(12)
            .then(|| dice.pick(&[Self::Unread, Self::UnreadReset]))
    }

    /// What a server does with a request that it has read.
    pub(crate) fn of_a_request(dice: &mut Dice) -> Self {
        if dice.chance(2) {
            return Self::Slow;
        }
        if dice.chance(50) {
            return dice.pick(&[Self::None, Self::None, Self::InPieces]);
        }
        if dice.chance(30) {
            return Self::Status(dice.pick(&STATUSES), dice.pick(&WAITS));
        }
        dice.pick(&[
            Self::Closed,
            Self::Reset,
            Self::CutHead,
            Self::CutBody,
            Self::CutChunks,
            Self::Garbage,
            Self::ThenClosed,
            Self::ThenReset,
            Self::Last,
        ])
    }
}

/// What is left to do behind an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Read the next request.
    Read,
    /// Close the connection (FIN).
    Close,
    /// Break it (RST).
    Reset,
    /// Wait for the client to close it.
    Wait,
}

/// The answer to the request of this number, in pieces, and what follows it.
pub(crate) fn answer(trouble: Trouble, number: u64) -> (Vec<String>, Then) {
    let good = format!(r#"{{"id": {number}, "more": "{}"}}"#, "x".repeat(300));
    let head = |status: &str, body: &str, headers: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n"
        )
    };
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let whole = || vec![head("200 OK", &good, "") + &good];
    let (start, rest) = good.split_at(100);
    match trouble {
        Trouble::Refused | Trouble::Unread | Trouble::Closed => (Vec::new(), Then::Close),
        Trouble::UnreadReset | Trouble::Reset => (Vec::new(), Then::Reset),
        Trouble::CutHead => (vec!["HTTP/1.1 200 OK\r\ncont".to_owned()], Then::Close),
        Trouble::CutBody => (vec![head("200 OK", &good, "") + start], Then::Close),
        Trouble::CutChunks => (
            vec![format!("{chunked}{:x}\r\n{good}\r\n", good.len())],
            Then::Close,
        ),
        Trouble::Garbage => (vec!["SSH-2.0-OpenSSH_9.6\r\n".to_owned()], Then::Close),
        Trouble::Slow => (vec!["HTTP/1.1 200 OK\r\ncont".to_owned()], Then::Wait),
        Trouble::Status(status, wait) => {
            let body = format!(r#"{{"error": "{number}"}}"#);
            let wait = match wait {
                "" => String::new(),
                wait => format!("retry-after: {wait}\r\n"),
            };
            let head = head(&format!("{status} Not now"), &body, &wait);
            (vec![head + &body], Then::Read)
        }
        Trouble::None => (whole(), Then::Read),
        Trouble::InPieces => (
            vec![head("200 OK", &good, "") + start, rest.to_owned()],
            Then::Read,
        ),
        Trouble::ThenClosed => (whole(), Then::Close),
        Trouble::ThenReset => (whole(), Then::Reset),
        Trouble::Last => (
            vec![head("200 OK", &good, "connection: close\r\n") + &good],
            Then::Close,
        ),
    }
}
