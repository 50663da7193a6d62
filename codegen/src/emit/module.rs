//! Where code is being written, which decides how it names a type of another module.

use super::reach::Reach;
use super::tokens::{Ident, TokenStream, quote};
use crate::ir::{
    Api, Content, Endpoint, Events, Member, Outcome, OutcomeRef, Payload, Scalar, Scope, Type,
    TypeDef, TypeId,
};
use crate::names::RustName;

/// A module of generated code.
#[derive(Clone, Copy)]
pub(super) struct Module<'a> {
    /// The API it belongs to.
    pub(super) api: &'a Api,
    /// What is sent and received there.
    pub(super) reach: &'a Reach,
    place: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// A module that holds types itself.
    Scope(Scope),
    /// The part of `types` that only the group with this index uses.
    Group(usize),
    /// A module beside them that holds none.
    Beside,
}

/// The modules that a module takes names from.
#[derive(Default)]
struct Imports {
    types: bool,
    outcomes: bool,
    maps: bool,
}

/// A name as a token.
pub(super) fn ident(name: &RustName) -> Ident {
    Ident::new(name.as_str())
}

impl<'a> Module<'a> {
    /// A module that holds types of its own.
    pub(super) fn of(api: &'a Api, reach: &'a Reach, scope: Scope) -> Self {
        Self {
            api,
            reach,
            place: Place::Scope(scope),
        }
    }

    /// The part of `types` that only this group uses.
    pub(super) fn of_group(api: &'a Api, reach: &'a Reach, group: usize) -> Self {
        Self {
            api,
            reach,
            place: Place::Group(group),
        }
    }

    /// A module beside them.
    pub(super) fn beside(api: &'a Api, reach: &'a Reach) -> Self {
        Self {
            api,
            reach,
            place: Place::Beside,
        }
    }

    /// The types that stand here, with their ids.
    pub(super) fn types(self) -> impl Iterator<Item = (TypeId, &'a TypeDef)> {
        let (ids, group) = match self.place {
            Place::Scope(scope) => (self.reach.types_in(scope), None),
            Place::Group(group) => (self.reach.types_in(Scope::Types), Some(group)),
            Place::Beside => (&[][..], None),
        };
        ids.iter()
            .filter(move |id| self.reach.group_of(**id) == group)
            .filter_map(move |id| Some((*id, self.api.type_def(*id)?)))
    }

    /// The name of a type as it is written here.
    pub(super) fn name_of(&self, id: TypeId) -> TokenStream {
        let Some(def) = self.api.type_def(id) else {
            return TokenStream::new();
        };
        let name = ident(&def.name);
        if self.place == Place::Scope(def.scope) {
            return quote!(#name);
        }
        if let (Place::Group(group), Scope::Types) = (self.place, def.scope) {
            let beside = (self.reach.group_of(id) != Some(group)).then(|| quote!(super::));
            return quote!(#beside #name);
        }
        let beside = (self.place == Place::Beside).then(|| quote!(super::));
        match def.scope {
            Scope::Types => quote!(#beside types::#name),
            Scope::Outcomes => quote!(#beside outcomes::#name),
            Scope::Endpoint(index) => match self.api.endpoints.get(index) {
                Some(endpoint) => {
                    let module = self.endpoint(endpoint);
                    quote!(super::#module::#name)
                }
                None => quote!(#name),
            },
        }
    }

    /// The module of an endpoint as that of the API names it: `trading::place_order`.
    pub(super) fn endpoint(&self, endpoint: &Endpoint) -> TokenStream {
        let module = ident(&endpoint.method_name);
        match self.api.group_of(endpoint) {
            Some(group) => {
                let group = ident(&group.module);
                quote!(#group::#module)
            }
            None => quote!(#module),
        }
    }

    /// The way up to the API's module.
    pub(super) fn above(&self) -> TokenStream {
        let endpoint = match self.place {
            Place::Scope(Scope::Endpoint(index)) => self.api.endpoints.get(index),
            Place::Group(_) => return quote!(super::super),
            Place::Scope(Scope::Types | Scope::Outcomes) | Place::Beside => None,
        };
        match endpoint.and_then(|endpoint| endpoint.group) {
            Some(_) => quote!(super::super),
            None => quote!(super),
        }
    }

    /// The name of an outcome's struct as an endpoint writes it.
    pub(super) fn outcome_name(&self, used: &OutcomeRef) -> TokenStream {
        match used {
            OutcomeRef::Own(outcome) => {
                let name = ident(&outcome.name);
                quote!(#name)
            }
            OutcomeRef::Shared(index) => match self.api.outcomes.get(*index) {
                Some(outcome) => {
                    let name = ident(&outcome.name);
                    quote!(outcomes::#name)
                }
                None => TokenStream::new(),
            },
        }
    }

    /// The name of the enum of an outcome's events as an endpoint writes it.
    pub(super) fn event_name(&self, used: &OutcomeRef, events: &Events) -> TokenStream {
        let name = ident(&events.name);
        match used {
            OutcomeRef::Own(_) => quote!(#name),
            OutcomeRef::Shared(_) => quote!(outcomes::#name),
        }
    }

    /// Visibility of what the other modules of the API call: private in an endpoint's module, which
    /// no other calls into.
    pub(super) fn visibility(&self) -> Option<TokenStream> {
        match self.place {
            Place::Scope(Scope::Endpoint(_)) | Place::Beside => None,
            Place::Scope(Scope::Types | Scope::Outcomes) => Some(quote!(pub(super))),
            Place::Group(_) => Some(quote!(pub(in super::super))),
        }
    }

    /// Imports of an endpoint's module from the modules beside it.
    pub(super) fn endpoint_imports(&self, endpoint: &Endpoint) -> Option<TokenStream> {
        let mut imports = Imports::default();
        for member in endpoint.request.members() {
            imports.member(self.api, member);
        }
        for ty in endpoint.request.payloads().filter_map(Payload::ty) {
            imports.ty(self.api, ty);
        }
        for used in &endpoint.outcomes {
            match &used.outcome {
                OutcomeRef::Own(outcome) => imports.outcome(self.api, outcome),
                OutcomeRef::Shared(_) => imports.outcomes = true,
            }
        }
        if let Some(pages) = &endpoint.pages {
            imports.ty(self.api, &pages.items.ty);
        }
        imports.defs(self);
        imports.tokens(&self.above())
    }

    /// Imports of `outcomes` or `types` from the modules beside them.
    pub(super) fn shared_imports(&self, outcomes: &[&Outcome]) -> Option<TokenStream> {
        let mut imports = Imports::default();
        for outcome in outcomes {
            imports.outcome(self.api, outcome);
        }
        imports.defs(self);
        match self.place {
            Place::Scope(Scope::Types) | Place::Group(_) => imports.types = false,
            Place::Scope(Scope::Outcomes) => imports.outcomes = false,
            Place::Scope(Scope::Endpoint(_)) | Place::Beside => {}
        }
        imports.tokens(&self.above())
    }

    /// Whether a type holds a secret, itself or further down.
    pub(super) fn holds_secret(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(Scalar::Secret(_)) => true,
            Type::Named(id) => self.api.type_def(*id).is_some_and(|def| def.holds_secret),
            _ => ty.parts().any(|part| self.holds_secret(part)),
        }
    }
}

impl Imports {
    fn defs(&mut self, module: &Module<'_>) {
        for (_, def) in module.types() {
            for ty in def.shape.types() {
                self.ty(module.api, ty);
            }
        }
    }

    fn outcome(&mut self, api: &Api, outcome: &Outcome) {
        for member in outcome.all_members() {
            self.member(api, member);
        }
        for ty in outcome.values() {
            self.ty(api, ty);
        }
    }

    fn member(&mut self, api: &Api, member: &Member) {
        match &member.content {
            Content::Value(ty) => self.ty(api, ty),
            Content::Constant(_) => {}
        }
    }

    fn ty(&mut self, api: &Api, ty: &Type) {
        for part in ty.parts() {
            self.ty(api, part);
        }
        self.maps |= matches!(ty, Type::Map(_));
        if let Type::Named(id) = ty {
            match api.type_def(*id).map(|def| def.scope) {
                Some(Scope::Types) => self.types = true,
                Some(Scope::Outcomes) => self.outcomes = true,
                Some(Scope::Endpoint(_)) | None => {}
            }
        }
    }

    fn tokens(&self, above: &TokenStream) -> Option<TokenStream> {
        let beside = match (self.outcomes, self.types) {
            (true, true) => Some(quote!(
                use #above::{outcomes, types};
            )),
            (true, false) => Some(quote!(
                use #above::outcomes;
            )),
            (false, true) => Some(quote!(
                use #above::types;
            )),
            (false, false) => None,
        };
        let maps = self.maps.then(|| {
            quote!(
                use ::std::collections::BTreeMap;
            )
        });
        (beside.is_some() || maps.is_some()).then(|| quote!(#maps #beside))
    }
}
