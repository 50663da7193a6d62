//! A machine without CA certificates: what needs them says what to do, what doesn't works.

use std::process::Command;

use docwright_runtime::{Api, BuildError, ClientBuilder};

/// Set in a process that finds no certificates.
const CHILD: &str = "DOCWRIGHT_TEST_CERTIFICATES";

static SHOP: Api = Api {
    name: "shop",
    base_url: Some("https://shop.example"),
    variables: &[],
};

/// The environment of a process can't be changed safely, so another one makes clients. Where these
/// variables are set, rustls looks for certificates there and nowhere else.
#[test]
fn a_machine_without_certificates_says_so() {
    let output = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "clients_are_made"])
        .env(CHILD, "1")
        .env("SSL_CERT_FILE", "/nonexistent/certificates.pem")
        .env("SSL_CERT_DIR", "/nonexistent")
        .output()
        .expect("runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let has_run = output.status.success() && text.contains("1 passed");
    assert!(has_run, "{text}");
}

#[test]
fn clients_are_made() {
    let made = |change: fn(&mut ClientBuilder)| {
        let mut builder = ClientBuilder::new(&SHOP);
        change(&mut builder);
        builder.build().map(|_| ())
    };
    let has_certificates = std::env::var_os(CHILD).is_none();
    let expected = match has_certificates {
        true => Ok(()),
        false => Err(BuildError::NoCertificates),
    };
    assert_eq!(made(|_| ()), expected);
    assert_eq!(
        made(|builder| builder.base_url("http://127.0.0.1:1")),
        Ok(())
    );
    assert_eq!(
        made(|builder| builder.http(|http| http.tls_certs_only([]))),
        Ok(())
    );
    let text = BuildError::NoCertificates.to_string();
    for advice in ["install them", "`SSL_CERT_FILE`", "tls_certs_only"] {
        assert!(text.contains(advice), "{text}");
    }
}
