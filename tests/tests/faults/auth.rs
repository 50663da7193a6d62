//! Credentials that the server accepts no longer: access tokens that are fetched, and sessions that
//! a login opens.

use std::time::Duration;

use docwright_runtime::ErrorKind::Login;
use docwright_tests::accept::faults::{
    AccountResponse, Client, FileReportRequest, FileReportResponse, LoginRequest, LogoutResponse,
    RenameAccountRequest, RenameAccountResponse, ReportResponse,
};

use crate::script::{Act, Script, Step, failure, head, json, raw};
use crate::server::Server;
use crate::shop::{APP_SECRET, End, Ended, NEW, OLD, PASSWORD, patient};
use crate::table::{Table, holds, is_end, is_sent};

/// How many call at once.
const CALLERS: usize = 50;

#[tokio::test]
async fn auth() {
    let mut table = Table::of("auth");
    for way in [Way::Token, Way::Session] {
        for posts in [false, true] {
            let name = format!("{way:?} {}", if posts { "post" } else { "get" });
            table.case("F80", &name, renewed(way, posts)).await;
            table.case("F81", &name, refused(way, posts)).await;
        }
        table
            .case("F82", &format!("{way:?}"), renewed_once(way))
            .await;
        table
            .case("F83", &format!("{way:?}"), login_hangs(way))
            .await;
    }
    table.case("F84", "Session", logout()).await;
    table.finish();
}

/// What is opened before the call, and has ended.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// An access token of OAuth 2.0.
    Token,
    /// A session.
    Session,
}

impl Way {
    /// What the head of a login's request begins with.
    fn login(self) -> &'static str {
        match self {
            Self::Token => "POST /token ",
            Self::Session => "POST /login ",
        }
    }

    /// A server to which [`OLD`] is nobody, and which gives out [`NEW`].
    fn script(self, login: Option<Act>, old: Act, new: Act) -> Script {
        let (given, scheme) = match self {
            Self::Token => (
                format!(
                    r#"{{"access_token": "{NEW}", "token_type": "bearer", "expires_in": 3600}}"#
                ),
                "authorization: Bearer",
            ),
            Self::Session => (format!(r#"{{"ticket": "{NEW}"}}"#), "x-session:"),
        };
        Script::default()
            .route(self.login(), [login.unwrap_or_else(|| json(&given))])
            .route(format!("{scheme} {OLD}\r\n"), [old])
            .route(format!("{scheme} {NEW}\r\n"), [new])
    }

    fn client(self, server: &Server, deadline: Duration) -> Client {
        let builder = Client::builder()
            .base_url(server.url())
            .timeouts(patient())
            .timeout(deadline);
        let builder = match self {
            Self::Token => builder.app("shop", APP_SECRET).app_token(OLD),
            Self::Session => builder
                .session(OLD)
                .session_login(|| async { LoginRequest::new("ada", PASSWORD) }),
        };
        builder.build().expect("a client")
    }

    async fn call(self, client: &Client, posts: bool) -> Ended {
        Ok(match (self, posts) {
            (Self::Token, false) => match client.report().await? {
                ReportResponse::Report(_) => End::Ok,
                ReportResponse::Refused(_) => End::Failure("Refused"),
            },
            (Self::Token, true) => match client.file_report(FileReportRequest::new(3)).await? {
                FileReportResponse::Filed(_) => End::Ok,
                FileReportResponse::Refused(_) => End::Failure("Refused"),
            },
            (Self::Session, false) => match client.account().await? {
                AccountResponse::Account(_) => End::Ok,
                AccountResponse::Expired(_) => End::Failure("Expired"),
            },
            (Self::Session, true) => {
                let request = RenameAccountRequest::new("Eve");
                match client.rename_account(request).await? {
                    RenameAccountResponse::Account(_) => End::Ok,
                    RenameAccountResponse::Expired(_) => End::Failure("Expired"),
                }
            }
        })
    }
}

const DEADLINE: Duration = Duration::from_secs(10);

fn unauthorized() -> Act {
    failure("401 Unauthorized", "")
}

/// Right for all endpoints of both ways.
fn welcome() -> Act {
    json(r#"{"sold": 3, "name": "Ada"}"#)
}

async fn renewed(way: Way, posts: bool) -> Result<(), String> {
    let server = Server::start(way.script(None, unauthorized(), welcome()));
    is_end(
        &way.call(&way.client(&server, DEADLINE), posts).await,
        End::Ok,
    )?;
    logins(&server, way)?;
    is_sent(&server, 3)
}

async fn refused(way: Way, posts: bool) -> Result<(), String> {
    let server = Server::start(way.script(None, unauthorized(), unauthorized()));
    let ended = way.call(&way.client(&server, DEADLINE), posts).await;
    logins(&server, way)?;
    is_sent(&server, 3)?;
    is_end(&ended, Login)
}

async fn renewed_once(way: Way) -> Result<(), String> {
    let server = Server::start(way.script(None, unauthorized(), welcome()));
    for ended in all_at_once(way, &way.client(&server, DEADLINE)).await? {
        is_end(&ended, End::Ok)?;
    }
    logins(&server, way)
}

async fn login_hangs(way: Way) -> Result<(), String> {
    let hangs = Some(Act::new([Step::Wait]));
    let server = Server::start(way.script(hangs, unauthorized(), welcome()));
    let client = way.client(&server, Duration::from_millis(500));
    for ended in all_at_once(way, &client).await? {
        is_end(&ended, Login)?;
    }
    logins(&server, way)
}

async fn all_at_once(way: Way, client: &Client) -> Result<Vec<Ended>, String> {
    let calls = (0..CALLERS).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { way.call(&client, false).await })
    });
    let mut all = Vec::new();
    for ended in calls.collect::<Vec<_>>() {
        all.push(ended.await.map_err(|error| error.to_string())?);
    }
    Ok(all)
}

/// Whether there was one login.
fn logins(server: &Server, way: Way) -> Result<(), String> {
    let logins = server.requests_with(way.login());
    holds(logins == 1, || format!("{logins} logins in the place of 1"))
}

async fn logout() -> Result<(), String> {
    let server =
        Server::start(Way::Session.script(None, unauthorized(), raw(head("204 Gone", ""))));
    let client = Way::Session.client(&server, DEADLINE);
    let ended = match client.logout().await {
        Ok(LogoutResponse::LoggedOut(_)) => Ok(End::Ok),
        Ok(LogoutResponse::Expired(_)) => Ok(End::Failure("Expired")),
        Err(error) => Err(error),
    };
    is_end(&ended, End::Failure("Expired"))?;
    is_sent(&server, 1)
}
