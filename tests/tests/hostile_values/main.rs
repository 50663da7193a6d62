//! Values that try to be more than values, in each place of a request: either a call is refused before
//! it connects, with the name of its parameter and without its value; or a server that knows nothing of
//! us reads the value back, and as many segments as the URL is documented with.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

mod headers;
mod pairs;
mod path;
mod server;
mod values;

use docwright_runtime::{Error, ErrorKind};

use crate::server::{Request, Server};

/// What came of one call to a server that had seen nothing before.
enum Sent {
    Refused(Error),
    Seen(Request),
}

/// Fails unless the server saw one request, or the call was refused before there was a connection, and
/// its error has the name of the parameter and nothing of the value.
async fn sent<T>(server: &Server, parameter: &str, result: Result<T, Error>) -> Sent {
    match (result, server.taken()) {
        // What the server answers is not what these tests are about.
        (Err(error), (0, _)) if error.kind() == ErrorKind::Invalid => {
            let text = format!("{error} {error:?}");
            assert!(
                text.contains(&format!("`{parameter}")),
                "{parameter}: {text}"
            );
            assert!(!text.contains("canary"), "{parameter}: {text}");
            assert!(!error.may_have_been_sent(), "{parameter}: {text}");
            Sent::Refused(error)
        }
        (Err(error), _) if error.kind() == ErrorKind::Invalid => {
            panic!("{parameter}: refused too late: {error}")
        }
        (_, (1, requests)) => {
            let [request] = requests.try_into().expect("one request");
            Sent::Seen(request)
        }
        (result, seen) => panic!("{parameter}: {:?}, {seen:?}", result.err()),
    }
}
