//! A client written by hand as the generator writes them, over a canned transport and over real
//! sockets: what is sent, how it is read, and how each thing that can go wrong is told.

#![expect(unreachable_pub, reason = "written as the modules of a library")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod addresses;
mod api;
mod authenticators;
mod blocking;
mod downloads;
mod faults;
mod oauth2;
mod requests;
mod responses;
mod retries;
mod secrets;
mod server;
mod streams;

use api::{Client, ClientBuilder};

/// Credentials that must never be seen in a text.
const KEY: &str = "k3y-0f-the/card";
const TOKEN: &str = "t0ken+0f=bearer";
const PIN: &str = "p1n-0f-the-reader";

fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .card("C-17", KEY)
        .bearer(TOKEN)
}

fn client(url: &str) -> Client {
    builder(url).build().expect("a client for loopback")
}

fn recorded(recorder: &docwright_runtime::examples::Recorder) -> Client {
    builder("https://library.example/api/")
        .transport(recorder.clone())
        .build()
        .expect("a client")
}
