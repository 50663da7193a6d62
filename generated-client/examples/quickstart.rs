//! Calls the logouts of both APIs and prints the typed outcome of each documented example.
//!
//! A mock server on loopback answers with the examples of the specs; a header asks for one by name.
//! The last call goes to a server that answers what no page documents.

#![expect(clippy::print_stdout, reason = "what an example shows is printed")]

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use docwright_codegen::{check, input};
use docwright_mock::{Mock, header};
use generated_client::firstock::{self, LogoutResponse};
use generated_client::securid::logout_user::LogoutUserFormat;
use generated_client::securid::{self, LogoutUserRequest, LogoutUserResponse};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let checked = check(input::read(&specs)?)?;
    let mock = Mock::start(&checked)?;

    let client = firstock::Client::builder()
        .base_url(&mock.base_url("firstock"))
        .session("AA0013", "d9b4e1b1c79042476fd9611eed81003b")
        .build()?;
    println!("firstock logout");
    for example in examples(&checked, "firstock", "logout") {
        match client.logout().header(header::EXAMPLE, &example).await? {
            LogoutResponse::LoggedOut(done) => println!("  {example}: LoggedOut, {:?}", done.data),
            LogoutResponse::Failed(failure) => println!(
                "  {example}: Failed, {} because of {}: {}",
                failure.name, failure.error.field, failure.error.message
            ),
        }
    }

    let client = securid::Client::builder()
        .base_url(&mock.base_url("securid"))
        .bearer("ws31012566e36e3be2c9")
        .build()?;
    println!("securid logout_user");
    for example in examples(&checked, "securid", "logout_user") {
        let format = example
            .contains("properties")
            .then_some(LogoutUserFormat::Properties);
        let call = client.logout_user(LogoutUserRequest { format });
        match call.header(header::EXAMPLE, &example).await? {
            LogoutUserResponse::LoggedOut(_) => println!("  {example}: LoggedOut"),
            LogoutUserResponse::LoggedOutProperties(done) => {
                println!("  {example}: LoggedOutProperties, {:?}", done.r#type);
            }
            LogoutUserResponse::InvalidToken(page) => {
                println!(
                    "  {example}: InvalidToken, {:?}: {:?}",
                    page.title, page.message
                );
            }
        }
    }

    println!("firstock logout, while the server is down");
    let client = firstock::Client::builder()
        .base_url(&serve_once(
            "HTTP/1.1 503 Service Unavailable",
            "<html><h1>Down</h1></html>",
        )?)
        .session("AA0013", "d9b4e1b1c79042476fd9611eed81003b")
        .build()?;
    match client.logout().await {
        Ok(response) => println!("  unexpected: {response:?}"),
        Err(error) => {
            println!("  {:?}: {error}", error.kind());
            let body = String::from_utf8_lossy(error.body());
            let (status, headers) = (error.status(), error.headers());
            println!(
                "  kept: {status:?}, {} headers, body {body:?}",
                headers.len()
            );
        }
    }
    Ok(())
}

/// Names of the examples of an endpoint, in the order of its page.
fn examples(checked: &docwright_codegen::Checked, api: &str, endpoint: &str) -> Vec<String> {
    let apis = checked.apis().iter().filter(|known| known.name == api);
    let endpoints = apis
        .flat_map(|api| &api.endpoints)
        .filter(|known| known.name == endpoint);
    endpoints
        .flat_map(|endpoint| &endpoint.examples)
        .map(|example| example.name.clone())
        .collect()
}

/// A server on loopback that gives one answer, and its address.
fn serve_once(status_line: &'static str, body: &'static str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        let _ = stream.read(&mut [0; 4096])?;
        let length = body.len();
        write!(
            stream,
            "{status_line}\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n{body}"
        )
    });
    Ok(format!("http://{address}"))
}
