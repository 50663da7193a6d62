//! The same calls over loopback, by the generated client and by hand.

use std::future::Future;
use std::hint::black_box;
use std::str::FromStr;

use crate::shop::Client;
use crate::{Failure, by_hand, ours};

const TOKEN: &str = "canary-token";

/// What is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A GET with a query, a header and a bearer token, that answers 1 KB of JSON.
    List,
    /// A POST with a JSON body and a bearer token, that answers a number in JSON.
    Place,
    /// A GET with a bearer token, that answers 1 KB that isn't decoded.
    Picture,
}

impl Case {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::List, Self::Place, Self::Picture];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Place => "place",
            Self::Picture => "picture",
        }
    }
}

impl FromStr for Case {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        let mut cases = Self::ALL.into_iter();
        let case = cases.find(|case| case.name() == name);
        case.ok_or_else(|| format!("no case `{name}`").into())
    }
}

/// One of the two that are compared.
pub trait Side: Clone + Send + Sync + 'static {
    /// Makes a request, sends it, reads its answer, and tells something of it: how many orders, the
    /// number, how many bytes.
    ///
    /// # Errors
    /// If it isn't the documented success.
    fn call(&self, case: Case) -> impl Future<Output = Result<usize, Failure>> + Send;
}

/// The generated client, with its defaults.
#[derive(Clone)]
pub struct Ours(Client);

impl Ours {
    /// A client of the server at this base URL.
    ///
    /// # Errors
    /// As the builder's `build`.
    pub fn new(base: &str) -> Result<Self, Failure> {
        Ok(Self(Client::builder().token(TOKEN).base_url(base).build()?))
    }
}

impl Side for Ours {
    async fn call(&self, case: Case) -> Result<usize, Failure> {
        Ok(match case {
            Case::List => {
                let listed = black_box(ours::list_orders(&self.0).ok().await?);
                listed.orders.len()
            }
            Case::Place => {
                let placed = ours::place_order(&self.0).ok().await?;
                usize::try_from(placed.id)?
            }
            Case::Picture => {
                let picture = ours::get_picture(&self.0).ok().await?;
                picture.body.as_bytes().len()
            }
        })
    }
}

/// reqwest by hand, with the time limits of the other.
#[derive(Clone)]
pub struct ByHand {
    client: reqwest::Client,
    base: String,
}

impl ByHand {
    /// A client of the server at this base URL.
    ///
    /// # Errors
    /// As reqwest's `build`.
    pub fn new(base: &str) -> Result<Self, Failure> {
        Ok(Self {
            client: by_hand::patient_client()?,
            base: base.to_owned(),
        })
    }
}

impl Side for ByHand {
    async fn call(&self, case: Case) -> Result<usize, Failure> {
        let (client, base) = (&self.client, &self.base);
        Ok(match case {
            Case::List => {
                let response = by_hand::listing(client, base, TOKEN).send().await?;
                let listed: by_hand::Listed = response.error_for_status()?.json().await?;
                black_box(listed).orders.len()
            }
            Case::Place => {
                let response = by_hand::placing(client, base, TOKEN).send().await?;
                let placed: by_hand::Placed = response.error_for_status()?.json().await?;
                usize::try_from(placed.id)?
            }
            Case::Picture => {
                let response = by_hand::showing(client, base, TOKEN).send().await?;
                response.error_for_status()?.bytes().await?.len()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server;

    #[test]
    fn both_get_the_same_answers() -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let (listener, address) = server::listen().await?;
            tokio::spawn(server::serve(listener));
            let base = format!("http://{address}/v1");
            let (ours, by_hand) = (Ours::new(&base)?, ByHand::new(&base)?);
            for case in Case::ALL {
                let answered = ours.call(case).await?;
                assert!(answered > 0, "{case:?}");
                assert_eq!(answered, by_hand.call(case).await?, "{case:?}");
            }
            Ok(())
        })
    }
}
