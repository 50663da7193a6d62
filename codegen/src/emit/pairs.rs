//! Writing values as pairs of a query or a form: lists as several pairs, objects as pairs whose
//! names say where a value belongs.

use std::collections::BTreeSet;

use super::docs::expect_deprecated;
use super::encode::{self, Operand, can_fail_in_text, presence, word};
use super::family::{self, Case};
use super::mentions::binding;
use super::module::Module;
use super::paths::*;
use super::request::put_literal;
use super::rules;
use super::tokens::{ToTokens, TokenStream, quote};
use crate::ir::{Content, Families, ListNames, Member, Nesting, Shape, Type, TypeDef, TypeId};

/// Where pairs go.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// Into the query of `request`.
    Query,
    /// Into the form of `request`.
    Form,
    /// Into `pairs`, below the object that is written.
    Pairs,
}

impl Target {
    /// Writes one pair of this name.
    fn pair(self, name: &impl ToTokens, value: &TokenStream) -> TokenStream {
        match self {
            Self::Query => quote!(request.query(#name, #value);),
            Self::Form => quote!(request.form(#name, #value);),
            Self::Pairs => quote!(pairs.member(#name, #value);),
        }
    }

    /// The pairs whose names begin with this one.
    fn inner(self, name: &str, nesting: Nesting) -> TokenStream {
        let pairs = match self {
            Self::Query => quote!(request.query_pairs(#name)),
            Self::Form => quote!(request.form_pairs(#name)),
            Self::Pairs => return quote!(pairs.inner(#name)),
        };
        match nesting {
            Nesting::Brackets => pairs,
            Nesting::Dots => quote!(#pairs.dotted()),
        }
    }
}

/// `fn pairs` of an object.
pub(super) fn object(
    module: Module<'_>,
    id: TypeId,
    def: &TypeDef,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let fallible = can_fail(module, id);
    let returns = fallible.then(|| quote!(-> Result<(), #FAULT>));
    let done = fallible.then(|| quote!(Ok(())));
    let families = Families::of(members);
    let rules = rules::inner(module, members, &def.rules);
    let members: TokenStream = members
        .iter()
        .map(|member| self::member(module, &quote!(self), member, &families, Target::Pairs))
        .collect();
    let pairs = binding(&members, "pairs");
    quote! {
        #expect
        #visibility fn pairs(&self, #pairs: &mut #PAIRS<'_>) #returns {
            #rules
            #members
            #done
        }
    }
}

/// Writes a member of `owner` as pairs. `families` are those of all its members.
pub(super) fn member(
    module: Module<'_>,
    owner: &TokenStream,
    member: &Member,
    families: &Families<'_>,
    target: Target,
) -> TokenStream {
    if let Some(part) = member.family_type() {
        let others = families.others(member);
        return family::each(
            owner,
            member,
            &others,
            Case::Exact,
            |name, value| match part {
                Type::List(element) => Some(encode::each(value, |item| {
                    Some(target.pair(name, &encode::text(module, element, item)?))
                })),
                _ => Some(target.pair(name, &encode::text(module, part, value)?)),
            },
        );
    }
    let wire = &member.wire;
    let put = |value: TokenStream| target.pair(wire, &value);
    match &member.content {
        Content::Constant(constant) => put_literal(&constant.value, &put),
        Content::Value(ty) => {
            let send = member.send.as_ref().map(|send| put_literal(send, &put));
            let some = |value: &Operand| self::value(module, member, ty, value, target);
            let null = member.null_text();
            presence(owner, member, ty, some, &put(quote!(#null)), send)
        }
    }
}

fn value(
    module: Module<'_>,
    member: &Member,
    ty: &Type,
    value: &Operand,
    target: Target,
) -> TokenStream {
    let wire = &member.wire;
    match ty {
        Type::Scalar(_) | Type::InText(..) => encode::text(module, ty, value)
            .map(|text| target.pair(wire, &text))
            .unwrap_or_default(),
        Type::Named(id) => match shape(module, *id) {
            Some(Shape::Object(_)) => {
                let pairs = target.inner(wire, member.pairs.nesting);
                inner_object(module, *id, value.receiver(), &pairs)
            }
            Some(Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) | Shape::OneElement(_))
            | None => encode::text(module, ty, value)
                .map(|text| target.pair(wire, &text))
                .unwrap_or_default(),
        },
        Type::List(element) => list(module, member, element, value, target),
        // They have no pairs.
        Type::ListOrOne(_) | Type::Map(_) | Type::Tuple(_) | Type::Nullable(..) | Type::Any => {
            TokenStream::new()
        }
        Type::Boxed(part) => self::value(module, member, part, value, target),
    }
}

fn list(
    module: Module<'_>,
    member: &Member,
    element: &Type,
    value: &Operand,
    target: Target,
) -> TokenStream {
    let wire = &member.wire;
    let all = target.inner(wire, member.pairs.nesting);
    let text = |item: &Operand| encode::text(module, element, item);
    match member.pairs.list {
        ListNames::Repeated => encode::each(value, |item| Some(target.pair(wire, &text(item)?))),
        ListNames::Brackets => encode::each(value, |item| {
            let text = text(item)?;
            Some(quote!(#all.element(#text);))
        }),
        ListNames::Indexed => {
            let item = Operand::bound(&word("item"), true);
            let write = match element {
                Type::Named(id) if matches!(shape(module, *id), Some(Shape::Object(_))) => {
                    inner_object(module, *id, &quote!(item), &quote!(#all.at(index)))
                }
                _ => match text(&item) {
                    Some(text) => quote!(#all.at(index).value(#text);),
                    None => return TokenStream::new(),
                },
            };
            let list = value.receiver();
            quote!(for (index, item) in #list.iter().enumerate() { #write })
        }
    }
}

fn inner_object(
    module: Module<'_>,
    id: TypeId,
    receiver: &TokenStream,
    pairs: &TokenStream,
) -> TokenStream {
    let mark = can_fail(module, id).then(|| quote!(?));
    quote!(#receiver.pairs(&mut #pairs)#mark;)
}

fn has_rules(module: Module<'_>, id: TypeId) -> bool {
    let def = module.api.type_def(id);
    def.is_some_and(|def| !def.rules.is_empty())
}

fn shape<'a>(module: Module<'a>, id: TypeId) -> Option<&'a Shape> {
    module.api.type_def(id).map(|def| &def.shape)
}

/// Whether some value of an object can't be written as pairs, itself or further down.
fn can_fail(module: Module<'_>, id: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if has_rules(module, id) {
            return true;
        }
        let Some(Shape::Object(members)) = shape(module, id) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        for member in members {
            let Content::Value(ty) = &member.content else {
                continue;
            };
            if member.is_family {
                return true;
            }
            let mut ty = ty;
            while let Type::List(element) | Type::Boxed(element) = ty {
                ty = element;
            }
            match ty {
                Type::Named(id) if matches!(shape(module, *id), Some(Shape::Object(_))) => {
                    open.push(*id);
                }
                ty if can_fail_in_text(module, ty) => return true,
                _ => {}
            }
        }
    }
    false
}

/// Whether a value of the member may be empty, so that no pair is sent for it: a list, an object.
pub(super) fn may_be_empty(module: Module<'_>, member: &Member) -> bool {
    match &member.content {
        Content::Value(Type::List(_)) => true,
        Content::Value(_) if member.is_family => true,
        Content::Value(Type::Named(id)) => matches!(shape(module, *id), Some(Shape::Object(_))),
        _ => false,
    }
}
