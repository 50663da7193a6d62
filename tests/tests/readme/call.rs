// What the README shows; `main.rs` includes it.

use generated_client::firstock::{Client, LogoutResponse};

async fn end_session(j_key: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().session("AA0013", j_key).build()?;

    // One variant for each documented outcome.
    match client.logout().await? {
        LogoutResponse::LoggedOut(done) => println!("{}", done.data),
        LogoutResponse::Failed(failure) => eprintln!("{}: {}", failure.name, failure.error.message),
    }

    // The happy path: a documented failure becomes the error.
    let done = client.logout().ok().await?;
    println!("{}", done.data);

    // Everything: status, headers and raw body beside the outcome.
    let reply = client.logout().reply().await?;
    println!("{} {:?}", reply.status(), reply.outcome);
    Ok(())
}
