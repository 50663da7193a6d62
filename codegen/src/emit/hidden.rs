//! What of an endpoint's answers is secret, named to the runtime: it leaves that out where it shows a
//! body.

use std::collections::BTreeSet;

use super::module::Module;
use super::paths::*;
use super::tokens::{TokenStream, quote};
use crate::ir::{Endpoint, Member, Outcome, OutcomeBody, Scalar, Shape, Type, TypeId};

/// The constant that says so; nothing if no answer holds a secret.
pub(super) fn constant(module: Module<'_>, endpoint: &Endpoint) -> Option<TokenStream> {
    let mut walk = Walk {
        module,
        names: BTreeSet::new(),
        has_unnamed: false,
        seen: BTreeSet::new(),
    };
    for used in &endpoint.outcomes {
        if let Some(outcome) = module.api.outcome(used) {
            walk.outcome(outcome);
        }
    }
    let names = walk.names.iter();
    let secrets = match (walk.has_unnamed, walk.names.is_empty()) {
        (true, _) => quote!(Body),
        (false, false) => quote!(Members(&[#(#names),*])),
        (false, true) => return None,
    };
    Some(quote!(const SECRETS: #SECRETS = #SECRETS::#secrets;))
}

/// Looks for secrets in bodies.
struct Walk<'a> {
    module: Module<'a>,
    /// Names of members whose values are secret, or hold a secret that has no name of its own.
    names: BTreeSet<String>,
    /// One stands where no name of JSON leads to it.
    has_unnamed: bool,
    seen: BTreeSet<(TypeId, Option<String>)>,
}

impl Walk<'_> {
    fn outcome(&mut self, outcome: &Outcome) {
        if !outcome.holds_secret {
            return;
        }
        match &outcome.body {
            OutcomeBody::Json(members) => self.members(members),
            OutcomeBody::JsonValue(ty) | OutcomeBody::Lines(ty) => self.ty(ty, None),
            OutcomeBody::Empty | OutcomeBody::TextEquals { .. } => (),
            _ => self.has_unnamed = true,
        }
    }

    fn members(&mut self, members: &[Member]) {
        for member in members {
            if let Some(ty) = member.value_type() {
                // The name of a family is a pattern.
                let name = (!member.is_family).then_some(member.wire.as_str());
                self.ty(ty, name);
            }
        }
    }

    /// A value, and the name of the member that it is or stands in.
    fn ty(&mut self, ty: &Type, name: Option<&str>) {
        if !self.module.holds_secret(ty) {
            return;
        }
        match ty {
            Type::Scalar(Scalar::Secret(_)) | Type::InText(..) => self.secret(name),
            Type::Named(id) => self.named(*id, name),
            ty => ty.parts().for_each(|part| self.ty(part, name)),
        }
    }

    fn named(&mut self, id: TypeId, name: Option<&str>) {
        if !self.seen.insert((id, name.map(str::to_owned))) {
            return;
        }
        let api = self.module.api;
        let Some(def) = api.type_def(id) else { return };
        match &def.shape {
            Shape::Object(members) => self.members(members),
            shape => shape.types().for_each(|ty| self.ty(ty, name)),
        }
    }

    fn secret(&mut self, name: Option<&str>) {
        match name {
            Some(name) => drop(self.names.insert(name.to_owned())),
            None => self.has_unnamed = true,
        }
    }
}
