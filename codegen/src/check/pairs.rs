//! The names of pairs that a list or an object of a query or a form makes.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{ListNames, Nesting, PairNames, Shape, Type, TypeDef};
use crate::source::Span;
use crate::spec::{self, Spelling};

use super::types::{Context, Direction, Medium};

/// What `as` says of the pairs of a member. Lists repeat their name unless it says otherwise, those
/// of objects have positions, and objects have brackets.
///
/// Refused where nothing is named by it: `{ type: integer, as: brackets }`.
pub(super) fn pair_names(
    member: &spec::Member,
    ty: &Type,
    cx: &Context,
    defs: &[TypeDef],
    report: &mut Report,
) -> PairNames {
    let is_object = |ty: &Type| {
        matches!(ty, Type::Named(id) if matches!(
            defs.get(id.0).map(|def| &def.shape),
            Some(Shape::Object(_))
        ))
    };
    let of_objects = matches!(ty, Type::List(element) if is_object(element));
    let mut names = PairNames {
        list: if of_objects {
            ListNames::Indexed
        } else {
            ListNames::Repeated
        },
        nesting: Nesting::Brackets,
    };
    let Some(written) = &member.ty.attributes.spelling else {
        return names;
    };
    let list = match &written.value {
        Spelling::Repeated => ListNames::Repeated,
        Spelling::Brackets => ListNames::Brackets,
        Spelling::Indexed => ListNames::Indexed,
        Spelling::Dotted => {
            let is_outermost = cx.member.is_none();
            if cx.medium == Medium::Pairs && is_object(ty) && is_outermost {
                names.nesting = Nesting::Dots;
            } else {
                report.push(
                    means_nothing(written.span, "dotted", "objects of a query or a form")
                        .help("the outermost object says it for all that it holds"),
                );
            }
            return names;
        }
        _ => return names,
    };
    let word = match list {
        ListNames::Repeated => "repeated",
        ListNames::Brackets => "brackets",
        ListNames::Indexed => "indexed",
    };
    let has_names = match cx.medium {
        Medium::Pairs => true,
        Medium::Fields => list == ListNames::Repeated,
        // A type that a query or a form may use.
        Medium::Json => cx.direction == Direction::Shared,
        Medium::Text
        | Medium::Markup
        | Medium::Xml
        | Medium::Header
        | Medium::Columns
        | Medium::Parts => false,
    };
    if !matches!(ty, Type::List(_)) || !has_names {
        let place = match cx.medium {
            Medium::Fields => "lists of a query or a form; here `repeated` alone is possible",
            _ => "lists of a query or a form",
        };
        report.push(means_nothing(written.span, word, place));
    } else if of_objects && list != ListNames::Indexed {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                written.span,
                "the members of several objects can't be told apart by this",
            )
            .help("write `as: indexed`: `lines[0][sku]`"),
        );
    } else {
        names.list = list;
    }
    names
}

/// The member that sends them names pairs: `types: { Ids: { list: integer, as: brackets } }` has none.
pub(super) fn refuse_pair_names(ty: &spec::Type, report: &mut Report) {
    let Some(written) = &ty.attributes.spelling else {
        return;
    };
    let word = match &written.value {
        Spelling::Repeated => "repeated",
        Spelling::Brackets => "brackets",
        Spelling::Indexed => "indexed",
        Spelling::Dotted => "dotted",
        _ => return,
    };
    report.push(
        Diagnostic::new(
            Code::MisplacedAttribute,
            written.span,
            format!("`as: {word}` means nothing on an entry of `types`"),
        )
        .note("it says how the pairs of one member of a query or a form are named")
        .help(format!(
            "say it where the type is used: `ids: {{ type: Ids, as: {word} }}`"
        )),
    );
}

fn means_nothing(span: Span, word: &str, place: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedAttribute,
        span,
        format!("`as: {word}` means nothing here"),
    )
    .note(format!("`as: {word}` belongs to {place}"))
}
