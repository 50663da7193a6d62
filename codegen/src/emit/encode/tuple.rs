//! Writing tuples with names.

use super::{json_literal, json_value, member_can_fail, presence};
use crate::emit::docs::expect_deprecated;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Content, Member};

/// `fn encode` of a list whose elements have names. Those that are missing at its end are left out;
/// before one that is there, `null` stands for what is missing if it may, and otherwise the value
/// is refused.
pub(in crate::emit) fn tuple(
    module: Module<'_>,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let fallible =
        has_gaps(members) || members.iter().any(|member| member_can_fail(module, member));
    let returns = fallible.then(|| quote!(-> Result<(), #FAULT>));
    let done = fallible.then(|| quote!(Ok(())));
    let elements = members.iter().enumerate().map(|(index, member)| {
        let behind = members.get(index + 1..).unwrap_or_default();
        element(module, member, behind)
    });
    quote! {
        #expect
        #visibility fn encode(&self, json: &mut #JSON_WRITER) #returns {
            json.begin_list();
            #(#elements)*
            json.end_list();
            #done
        }
    }
}

/// Whether an element can be missing before one that is there, with nothing to stand for it.
pub(super) fn has_gaps(members: &[Member]) -> bool {
    let before_last = members.split_last().map_or(members, |(_, before)| before);
    before_last
        .iter()
        .any(|member| member.optional && !member.nullable)
}

fn element(module: Module<'_>, member: &Member, behind: &[Member]) -> TokenStream {
    let Content::Value(ty) = &member.content else {
        return TokenStream::new();
    };
    let null = json_literal(member.null());
    let owner = quote!(self);
    let write = |null: &TokenStream| {
        presence(
            &owner,
            member,
            ty,
            |value| json_value(module, ty, value),
            null,
            None,
        )
    };
    if !member.optional {
        return write(&null);
    }
    let value = write(&TokenStream::new());
    let is_there = |member: &Member| {
        let field = ident(&member.field);
        quote!(self.#field.is_some())
    };
    let later = behind.iter().map(is_there);
    if member.nullable {
        let itself = is_there(member);
        return quote!(#value else if #itself #(|| #later)* { #null });
    }
    let wire = &member.wire;
    let gap = (!behind.is_empty())
        .then(|| quote!(else if #(#later)||* { return Err(#FAULT::missing(#wire)); }));
    quote!(#value #gap)
}
