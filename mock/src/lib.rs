//! A loopback server that answers with the documented examples of a specs folder.
//!
//! Takes [`Checked`](docwright_codegen::Checked) specs, gives a base URL per API. A request that is
//! one of the documented ones gets the response that is documented with it; headers ask for
//! another (see [`header`]). Anything else is refused with a status of 4xx and a text that says
//! what differs.
//!
//! It knows the specs alone and never a generated client, so that no fault can hide on both sides
//! of a round trip. Refusals repeat values of the request: it is meant for tests and for trying
//! things out, with the credentials that pages print.

pub mod header;

mod answer;
mod choose;
mod refusal;
mod request;
mod route;
mod server;

#[cfg(test)]
mod sample;

pub use self::server::Mock;
