//! Rules between the members of a request, told to the runtime before anything is sent.

use super::encode::optional_text;
use super::markdown::{code, inline};
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{TokenStream, quote};
use crate::ir::{
    Content, Member, Request, Rule, RuleCondition, RuleKind, RuleValue, Scalar, Shape, Type,
};

/// A statement for each rule.
pub(super) fn emit(module: Module<'_>, request: &Request) -> TokenStream {
    let members: Vec<&Member> = request.members().collect();
    statements(module, &members, &request.rules)
}

/// A statement for each rule between the members of an inner object; nothing where it is only
/// received.
pub(super) fn inner(module: Module<'_>, members: &[Member], rules: &[Rule]) -> TokenStream {
    let members: Vec<&Member> = members.iter().collect();
    statements(module, &members, rules)
}

fn statements(module: Module<'_>, members: &[&Member], rules: &[Rule]) -> TokenStream {
    let rules = rules.iter().map(|rule| emit_rule(module, members, rule));
    quote!(#(#rules)*)
}

/// The rules in words, for docs.
pub(super) fn in_words(members: &[&Member], rules: &[Rule]) -> Vec<String> {
    let rules = rules.iter().map(|rule| {
        let words = rule.words(members, code);
        match &rule.says {
            Some(says) => format!("{words}: {}", inline(says)),
            None => words,
        }
    });
    rules.collect()
}

fn emit_rule(module: Module<'_>, members: &[&Member], rule: &Rule) -> TokenStream {
    let given = rule.members.iter().filter_map(|index| {
        let member = members.get(*index)?;
        let (wire, field) = (&member.wire, ident(&member.field));
        Some(quote!((#wire, self.#field.is_some())))
    });
    let says = optional_text(rule.says.as_deref());
    let kind = match rule.kind {
        RuleKind::AtLeastOneOf => quote!(AtLeastOneOf),
        RuleKind::ExactlyOneOf => quote!(ExactlyOneOf),
        RuleKind::AllOrNone => quote!(AllOrNone),
        RuleKind::Requires => quote!(Requires),
        RuleKind::OnlyWith => quote!(OnlyWith),
    };
    let check = quote!(#RULE::#kind.check(&[#(#given),*], #says)?;);
    let conditions: Vec<TokenStream> = rule
        .when
        .iter()
        .filter_map(|condition| emit_condition(module, members, condition))
        .collect();
    match (conditions.as_slice(), rule.kind) {
        ([], _) => check,
        ([only], RuleKind::OnlyWith) => quote!(if !#only { #check }),
        (all, RuleKind::OnlyWith) => quote!(if !(#(#all)&&*) { #check }),
        (all, _) => quote!(if #(#all)&&* { #check }),
    }
}

fn emit_condition(
    module: Module<'_>,
    members: &[&Member],
    condition: &RuleCondition,
) -> Option<TokenStream> {
    let member = members.get(condition.member)?;
    let Content::Value(ty) = &member.content else {
        return None;
    };
    let field = ident(&member.field);
    let may_be_none = member.may_be_left_out() || member.nullable;
    Some(match &condition.holds {
        RuleValue::Present if may_be_none => quote!(self.#field.is_some()),
        RuleValue::Missing if may_be_none => quote!(self.#field.is_none()),
        RuleValue::Present => quote!(true),
        RuleValue::Missing => quote!(false),
        RuleValue::OneOf(values) if !may_be_none && is_boolean(ty) => match values.as_slice() {
            [value] if value == "true" => quote!(self.#field),
            [_] => quote!(!self.#field),
            _ => quote!(true),
        },
        RuleValue::OneOf(values) => {
            let values = values.iter().map(|value| pattern(module, ty, value));
            if may_be_none {
                quote!(matches!(self.#field, Some(#(#values)|*)))
            } else {
                quote!(matches!(self.#field, #(#values)|*))
            }
        }
    })
}

/// The pattern of a value of an enum or of a boolean.
fn pattern(module: Module<'_>, ty: &Type, value: &str) -> TokenStream {
    if let Type::Named(id) = ty
        && let Some(Shape::Enum(enumeration)) = module.api.type_def(*id).map(|def| &def.shape)
    {
        let known = enumeration.values.iter().find(|known| known.wire == value);
        let name = module.name_of(*id);
        return known.map_or_else(TokenStream::new, |known| {
            let variant = ident(&known.variant);
            quote!(#name::#variant)
        });
    }
    if value == "true" {
        quote!(true)
    } else {
        quote!(false)
    }
}

fn is_boolean(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::Boolean(_)))
}
