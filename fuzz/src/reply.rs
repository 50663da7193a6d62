//! Replies to calls of generated clients.

use std::sync::LazyLock;

use docwright_runtime::examples::{Example, Recorder};

/// What else than the documented status a reply has.
const STATUSES: [u16; 8] = [200, 201, 204, 302, 400, 401, 404, 503];

const MEDIA_TYPES: [&str; 6] = [
    "application/json",
    "text/html; charset=iso-8859-1",
    "text/plain",
    "text/xml",
    "application/x-www-form-urlencoded",
    "",
];

static EXAMPLES: LazyLock<Vec<Example>> = LazyLock::new(generated_client::examples);

/// The documented replies as [`reply`] takes them.
#[must_use]
pub fn documented() -> Vec<Vec<u8>> {
    let examples = EXAMPLES.iter().zip(0_u16..);
    let replies = examples.filter_map(|(example, number)| {
        let mut bytes = number.to_le_bytes().to_vec();
        bytes.extend([u8::MAX, u8::MAX]);
        bytes.extend_from_slice(example.responses.first()?.body);
        Some(bytes)
    });
    replies.collect()
}

/// Two bytes that say to which call, one for the status, one for the media type, and the body: an outcome
/// or an error, which shows none of the secrets of the call that the reply doesn't hold.
pub fn reply(data: &[u8]) {
    let [first, second, status, media_type, body @ ..] = data else {
        return;
    };
    let number = usize::from(u16::from_le_bytes([*first, *second]));
    let Some(example) = EXAMPLES.get(number % EXAMPLES.len().max(1)) else {
        return;
    };
    let Some(documented) = example.responses.first() else {
        return;
    };
    let status = STATUSES.get(usize::from(*status)).copied();
    let mut headers = documented.headers.to_vec();
    if let Some(media_type) = MEDIA_TYPES.get(usize::from(*media_type)) {
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        headers.push(("Content-Type", media_type));
    }
    let recorder = Recorder::answering(status.unwrap_or(documented.status), &headers, body);
    let call = (example.call)("http://localhost");
    let Ok(call) = call else {
        return assert!(call.is_ok(), "{}: no client", example.endpoint);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let Ok(runtime) = runtime else {
        return;
    };
    let shown = match runtime.block_on(call.send_by(&recorder)) {
        Ok(landed) => {
            assert!(!landed.outcome.is_empty());
            landed.debug
        }
        Err(error) => format!("{error} {error:?}"),
    };
    let sent = String::from_utf8_lossy(body);
    for secret in example.secrets.iter().filter(|secret| secret.len() > 3) {
        assert!(sent.contains(secret) || !shown.contains(secret), "{shown}");
    }
    assert!(!shown.is_empty());
    assert_eq!(recorder.requests().len(), 1, "{}", example.endpoint);
}
