//! Secrets of a request, named to the runtime: it masks them in errors and keeps them off plain HTTP.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Field;
use super::docs::page_documents_it;
use super::encode::{Operand, hashed, presence, word};
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Kind, TokenStream, quote};
use crate::ir::{Api, Content, Member, Request, Scalar, Shape, Type, TypeDef, TypeId};
use crate::names::RustName;

/// The most statements that stand where a type is used, and not in a function of the type.
const MOST: usize = 32;

/// A statement for each secret that the request holds, as the caller gives it and, where that is
/// something else, as it travels.
pub(super) fn emit(module: Module<'_>, request: &Request) -> TokenStream {
    let owner = quote!(self);
    let members: TokenStream = request
        .members()
        .filter_map(|member| in_member(module, &owner, member))
        .collect();
    let body = Field::of(request).and_then(|body| body.secrets(module));
    quote! { #members #body }
}

fn in_member(module: Module<'_>, owner: &TokenStream, member: &Member) -> Option<TokenStream> {
    let Content::Value(ty) = &member.content else {
        return None;
    };
    if !module.holds_secret(ty) {
        return None;
    }
    let some = |value: &Operand| in_value(module, ty, value).unwrap_or_default();
    // `null` holds no secret, so there is nothing to do for it.
    let member = Member {
        optional: member.may_be_left_out() || member.nullable,
        nullable: member.may_be_left_out() && member.nullable,
        ..member.clone()
    };
    let named = presence(owner, &member, ty, some, &TokenStream::new(), None);
    Some(collapsed(named))
}

/// One `if` that holds another one and nothing else, as one `if` with both conditions.
fn collapsed(code: TokenStream) -> TokenStream {
    let Some((outer, block)) = condition_of(&code) else {
        return code;
    };
    match condition_of(&block) {
        Some((inner, block)) => quote!(if #outer && #inner { #block }),
        None => code,
    }
}

/// The types whose secrets are named by a function of their own: those that hold themselves, and
/// those that hold so many that the statements for them stand in one place.
pub(super) fn functions(api: &Api, recursive: &BTreeSet<TypeId>) -> BTreeSet<TypeId> {
    let mut walk = Count {
        api,
        functions: recursive.clone(),
        known: BTreeMap::new(),
    };
    for index in 0..api.types.len() {
        walk.named(TypeId(index));
    }
    walk.functions
}

/// How many statements name the secrets of a value.
struct Count<'a> {
    api: &'a Api,
    functions: BTreeSet<TypeId>,
    known: BTreeMap<TypeId, usize>,
}

impl Count<'_> {
    fn named(&mut self, id: TypeId) -> usize {
        let Some(def) = self.api.type_def(id).filter(|def| def.holds_secret) else {
            return 0;
        };
        if self.functions.contains(&id) {
            return 1;
        }
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let mut count: usize = def.shape.types().map(|ty| self.ty(ty)).sum();
        if count > MOST {
            self.functions.insert(id);
            count = 1;
        }
        self.known.insert(id, count);
        count
    }

    fn ty(&mut self, ty: &Type) -> usize {
        match ty {
            Type::Scalar(Scalar::Secret(_)) => 1,
            Type::Named(id) => self.named(*id),
            ty => ty.parts().map(|part| self.ty(part)).sum(),
        }
    }
}

/// A statement for each secret within a value; nothing for a type that can hold none.
pub(super) fn in_value(module: Module<'_>, ty: &Type, value: &Operand) -> Option<TokenStream> {
    match ty {
        Type::Scalar(Scalar::Secret(hash)) => {
            let (reference, receiver) = (value.reference(), value.receiver());
            let hashed = hash.map(|hash| {
                let hashed = hashed(hash, &quote!(#receiver.expose()));
                quote!(request.secret(&#SECRET::from(#hashed));)
            });
            Some(quote! { request.secret(#reference); #hashed })
        }
        Type::Scalar(_) | Type::Any => None,
        Type::Boxed(inner) | Type::InText(inner, _) => in_value(module, inner, value),
        Type::List(part) | Type::ListOrOne(part) => {
            let list = value.receiver();
            let every = value.reference();
            each_part(module, part, every, quote!(#list.iter().flatten()))
        }
        Type::Tuple(parts) => {
            let parts = parts.iter().enumerate();
            let held = parts.filter(|(_, part)| module.holds_secret(part));
            let secrets = held.map(|(index, part)| in_value(module, part, &value.element(index)));
            Some(secrets.flatten().collect())
        }
        Type::Map(part) => {
            let map = value.receiver();
            let every = quote!(#map.values());
            each_part(module, part, every, quote!(#map.values().flatten()))
        }
        Type::Nullable(part, _) => module.holds_secret(part).then(|| {
            let some = word("value");
            let values = in_value(module, part, &Operand::bound(&some, true));
            let option = value.reference();
            quote!(if let Some(#some) = #option { #values })
        }),
        Type::Named(id) if module.reach.names_secrets(*id) => {
            let receiver = value.receiver();
            Some(quote!(#receiver.secrets(request);))
        }
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members) | Shape::Tuple(members)) => Some(
                members
                    .iter()
                    .filter_map(|member| in_member(module, value.receiver(), member))
                    .collect(),
            ),
            Some(shape @ (Shape::OneOf(_) | Shape::OneElement(_))) => {
                Some(in_variants(module, *id, shape, value))
            }
            Some(Shape::Enum(_)) | None => None,
        },
    }
}

/// Goes through `every` value of a container, or through those that are `present` if they may be
/// `null`.
fn each_part(
    module: Module<'_>,
    part: &Type,
    every: TokenStream,
    present: TokenStream,
) -> Option<TokenStream> {
    let (part, values) = match part {
        Type::Nullable(part, _) => (&**part, present),
        part => (part, every),
    };
    module.holds_secret(part).then(|| {
        let item = word("item");
        let secrets = in_value(module, part, &Operand::bound(&item, true));
        quote!(for #item in #values { #secrets })
    })
}

/// `fn secrets` of a type that [`functions`] gives one.
pub(super) fn method(module: Module<'_>, id: TypeId, def: &TypeDef) -> Option<TokenStream> {
    if !def.holds_secret
        || !(def.sent || module.reach.is_sent_as_xml(id))
        || !module.reach.names_secrets(id)
    {
        return None;
    }
    let owner = quote!(self);
    let secrets = match &def.shape {
        Shape::Object(members) | Shape::Tuple(members) => members
            .iter()
            .filter_map(|member| in_member(module, &owner, member))
            .collect(),
        shape @ (Shape::OneOf(_) | Shape::OneElement(_)) => {
            in_variants(module, id, shape, &Operand::bound(&word("self"), true))
        }
        Shape::Enum(_) => TokenStream::new(),
    };
    let visibility = module.visibility();
    let expect = holds_deprecated(module, &def.shape).then(page_documents_it);
    Some(quote! {
        #expect
        #visibility fn secrets(&self, request: &mut #ENCODER) {
            #secrets
        }
    })
}

/// Whether naming the secrets of a request's body or parameters names deprecated members within
/// them.
pub(super) fn meet_deprecated(module: Module<'_>, request: &Request) -> bool {
    let of_members = request.members().filter_map(Member::value_type);
    let of_body = request.payloads().filter_map(|payload| payload.ty());
    let mut types = of_members.chain(of_body);
    types.any(|ty| meets_deprecated(module, ty))
}

fn meets_deprecated(module: Module<'_>, ty: &Type) -> bool {
    match ty {
        _ if !module.holds_secret(ty) => false,
        // It has a function of its own.
        Type::Named(id) if module.reach.names_secrets(*id) => false,
        Type::Named(id) => module
            .api
            .type_def(*id)
            .is_some_and(|def| holds_deprecated(module, &def.shape)),
        ty => ty
            .parts()
            .into_iter()
            .any(|part| meets_deprecated(module, part)),
    }
}

fn holds_deprecated(module: Module<'_>, shape: &Shape) -> bool {
    match shape {
        Shape::Object(members) | Shape::Tuple(members) => members.iter().any(|member| {
            member.value_type().is_some_and(|ty| {
                module.holds_secret(ty)
                    && (member.deprecated.is_some() || meets_deprecated(module, ty))
            })
        }),
        Shape::OneOf(one_of) => one_of.variants.iter().any(|variant| {
            let ty = variant.content.value_type();
            ty.is_some_and(|ty| meets_deprecated(module, ty))
        }),
        Shape::OneElement(one_element) => one_element.variants.iter().any(|variant| {
            let ty = variant.value_type();
            ty.is_some_and(|ty| meets_deprecated(module, ty))
        }),
        Shape::Enum(_) => false,
    }
}

/// The secrets of the variant that a union is, or a choice of elements.
fn in_variants(module: Module<'_>, id: TypeId, shape: &Shape, value: &Operand) -> TokenStream {
    let name = module.name_of(id);
    let (variants, open): (Vec<(&RustName, Option<&Type>)>, bool) = match shape {
        Shape::OneOf(one_of) => {
            let variants = one_of.variants.iter();
            let variants = variants.map(|variant| (&variant.name, variant.content.value_type()));
            (variants.collect(), one_of.open)
        }
        Shape::OneElement(one_element) => {
            let variants = one_element.variants.iter();
            let variants = variants.map(|variant| (&variant.name, variant.value_type()));
            (variants.collect(), false)
        }
        Shape::Object(_) | Shape::Tuple(_) | Shape::Enum(_) => (Vec::new(), false),
    };
    let holders = variants.iter().filter_map(|(variant, ty)| {
        let ty = (*ty)?;
        module.holds_secret(ty).then_some((*variant, ty))
    });
    let arms: Vec<(TokenStream, TokenStream)> = holders
        .map(|(variant, ty)| {
            let (variant, held) = (ident(variant), word("value"));
            let secrets = in_value(module, ty, &Operand::bound(&held, true)).unwrap_or_default();
            (quote!(#name::#variant(#held)), secrets)
        })
        .collect();
    let value = value.reference();
    let is_whole = arms.len() == variants.len() + usize::from(open);
    match (arms.as_slice(), is_whole) {
        ([(pattern, secrets)], false) => match condition_of(secrets) {
            Some((inner, block)) => quote!(if let #pattern = #value && #inner { #block }),
            None => quote!(if let #pattern = #value { #secrets }),
        },
        (_, whole) => {
            let arms = arms
                .iter()
                .map(|(pattern, secrets)| quote!(#pattern => { #secrets }));
            let rest = (!whole).then(|| quote!(_ => {}));
            quote!(match #value { #(#arms)* #rest })
        }
    }
}

/// What stands between `if` and its block, and what stands in that, where the code is one `if` without
/// `else`: it can be a part of another condition then.
fn condition_of(code: &TokenStream) -> Option<(TokenStream, TokenStream)> {
    let mut depth = 0_usize;
    let mut blocks = Vec::new();
    for (index, (kind, text)) in code.iter().enumerate() {
        match (kind, text) {
            (Kind::Word, "if") if index == 0 => {}
            _ if index == 0 => return None,
            (Kind::Open, bracket) => {
                if depth == 0 && bracket == "{" {
                    blocks.push(index);
                }
                depth += 1;
            }
            (Kind::Close, _) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let last = code.len().checked_sub(1)?;
    let ends_with_block = code.iter().last() == Some((Kind::Close, "}"));
    match blocks.as_slice() {
        [block] if ends_with_block => Some((code.part(1, *block), code.part(block + 1, last))),
        _ => None,
    }
}
