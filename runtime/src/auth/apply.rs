//! Schemes, put into a request: first what stands by itself, then signatures of the whole.

use std::borrow::Cow;

use super::place::put;
use super::sign::Signing;
use super::{AuthPlace, Environment, Placement, Scheme, Segment, compute, place};
use crate::encode::Encoded;
use crate::{Authenticator, Invalid, Method, Secret};

const BASIC: Placement = Placement {
    place: AuthPlace::Header,
    name: "Authorization",
    value: &[Segment::Literal("Basic "), Segment::Value(0)],
};

/// A scheme and its credentials.
#[derive(Clone)]
pub(crate) struct Applied<'c> {
    pub(crate) scheme: &'static Scheme,
    pub(crate) credentials: Cow<'c, [Secret]>,
    /// Code of the caller's own in the place of credentials.
    pub(crate) own: Option<&'c dyn Authenticator>,
}

/// Puts credentials into `request` as their schemes say. What is made of them, such as the token of
/// basic authentication, joins the request's secrets: it gives them away as well.
///
/// # Errors
/// If a credential can't stand where it must.
pub(crate) fn apply(
    schemes: &[Applied<'_>],
    environment: &dyn Environment,
    method: Method,
    request: &mut Encoded,
) -> Result<(), Invalid> {
    let mut signed = Vec::new();
    for Applied {
        scheme,
        credentials,
        ..
    } in schemes
    {
        // The refusal of this request brings it.
        if scheme.is_handed() && credentials.is_empty() {
            continue;
        }
        let values = compute::values(scheme, credentials, environment, request)?;
        let placements = if scheme.basic && scheme.placements.is_empty() {
            std::slice::from_ref(&BASIC)
        } else {
            scheme.placements
        };
        let early = placements
            .iter()
            .filter(|placement| !scheme.signs(placement));
        place::place(early, scheme, &values, request)?;
        if !scheme.signatures.is_empty() {
            signed.push((*scheme, values, placements));
        }
    }
    for (scheme, values, placements) in signed {
        let mut values = values.into_owned();
        let mut digests = Vec::new();
        for signature in scheme.signatures {
            let signing = Signing {
                scheme,
                values: &values,
                digests: &digests,
                method,
                request,
            };
            let digest = signing.sign(signature)?;
            let value = match signature.coding {
                Some(coding) => Secret::from(coding.spell(&digest)),
                None => Secret::from(""),
            };
            digests.push(digest);
            if signature.coding.is_some() {
                request.secrets.push(value.clone());
            }
            if let Some(place) = signature.place {
                put(place, signature.name, value.expose(), request)?;
            }
            values.push(value);
        }
        let late = placements
            .iter()
            .filter(|placement| scheme.signs(placement));
        place::place(late, scheme, &values, request)?;
    }
    Ok(())
}

impl Scheme {
    /// Whether a part of the value is a signature: those stand behind what is given and computed.
    fn signs(&self, placement: &Placement) -> bool {
        let first = self.credentials.len() + self.computed.len();
        let mut segments = placement.value.iter();
        !self.signatures.is_empty()
            && segments.any(|segment| matches!(segment, Segment::Value(index) if *index >= first))
    }
}
