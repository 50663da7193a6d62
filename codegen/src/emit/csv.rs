//! Bodies of rows: the columns, and how a row is read and written.

use docwright_wire::csv::{Delimiter, Format, LineEnd};

use super::decode;
use super::docs::{doc, expect_deprecated};
use super::encode::{Operand, can_fail_in_text, each, text};
use super::family::{self, Case};
use super::mentions::binding;
use super::module::{Module, ident};
use super::paths::*;
use super::request::text_member;
use super::tokens::{Literal, TokenStream, quote};
use crate::ir::{Content, CsvBody, Families, Member, Type};

/// How the body is written.
pub(super) fn format(module: Module<'_>, body: &CsvBody) -> TokenStream {
    let Format {
        columns: _,
        delimiter,
        header,
        quote,
        comment,
        skipped_lines,
        line_end,
    } = body.format;
    let columns = body.members(&module.api.types).is_some().then(|| {
        let row = super::types::rust_type(module, &body.row);
        quote!(columns: #row::COLUMNS,)
    });
    let delimiter = (delimiter != Format::DEFAULT.delimiter).then(|| {
        let delimiter = match delimiter {
            Delimiter::Is(character) => {
                let character = Literal::byte(character);
                quote!(Is(#character))
            }
            Delimiter::Asked { fact, default } => {
                let fact = Literal::number(fact);
                let default = Literal::byte(default);
                quote!(Asked { fact: #fact, default: #default })
            }
        };
        quote!(delimiter: #CSV_DELIMITER::#delimiter,)
    });
    let header = (!header).then(|| quote!(header: false,));
    let quote = (quote != Format::DEFAULT.quote).then(|| {
        let quote = character(quote);
        quote!(quote: #quote,)
    });
    let comment = comment.is_some().then(|| {
        let comment = character(comment);
        quote!(comment: #comment,)
    });
    let skipped = (skipped_lines > 0).then(|| {
        let count = Literal::number(skipped_lines);
        quote!(skipped_lines: #count,)
    });
    let line_end = match line_end {
        LineEnd::CrLf => None,
        LineEnd::Lf => Some(quote!(line_end: #CSV_LINE_END::Lf,)),
    };
    quote! {
        #CSV_FORMAT {
            #columns
            #delimiter
            #header
            #quote
            #comment
            #skipped
            #line_end
            ..#CSV_FORMAT::DEFAULT
        }
    }
}

fn character(character: Option<u8>) -> TokenStream {
    match character {
        Some(character) => {
            let character = Literal::byte(character);
            quote!(Some(#character))
        }
        None => quote!(None),
    }
}

/// `const COLUMNS` of a row: those that have a name of their own.
pub(super) fn columns(members: &[Member], visibility: Option<&TokenStream>) -> TokenStream {
    let named = members.iter().filter(|member| !member.is_family);
    let columns = named.map(|member| {
        let wire = &member.wire;
        if member.optional {
            quote!(#CSV_COLUMN::optional(#wire))
        } else {
            quote!(#CSV_COLUMN::required(#wire))
        }
    });
    let docs = doc("The columns in their order.");
    quote! {
        #docs
        #visibility const COLUMNS: &'static [#CSV_COLUMN<'static>] = &[#(#columns),*];
    }
}

/// `fn decode_row` of a row.
pub(super) fn decode_row(
    module: Module<'_>,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let families = Families::of(members);
    let mut constants = Vec::new();
    let mut fields = Vec::new();
    for member in members {
        let field = ident(&member.field);
        match &member.content {
            Content::Constant(constant) => {
                let read = get(member, &decode::text_constant(constant));
                constants.push(quote!(#read;));
            }
            Content::Value(ty) => {
                let value = match member.family_type() {
                    Some(part) => {
                        let (wire, others) = (&member.wire, families.others(member));
                        let read = decode::text(module, part);
                        quote!(row.family(#wire, &[#(#others),*], #read)?)
                    }
                    None => value(module, member, ty),
                };
                fields.push(quote!(#field: #value));
            }
        }
    }
    let value = decode::built(&fields);
    let body = quote!(#(#constants)* Ok(#value));
    let row = binding(&body, "row");
    quote! {
        #expect
        #visibility fn decode_row(#row: &#CSV_ROW<'_>) -> Result<Self, #FAULT> {
            #body
        }
    }
}

fn value(module: Module<'_>, member: &Member, ty: &Type) -> TokenStream {
    let value = get(member, &decode::member_text(module, member, ty));
    if member.optional && member.nullable {
        quote!(#JSON::optional_nullable(#value))
    } else {
        value
    }
}

/// Reads a column by its name.
fn get(member: &Member, read: &TokenStream) -> TokenStream {
    let wire = &member.wire;
    if !member.optional {
        quote!(row.required(#wire, #read)?)
    } else if member.has_empty_field() {
        quote!(row.present(#wire, #read)?)
    } else {
        quote!(row.optional(#wire, #read)?)
    }
}

/// What reads a row, as `Choice::csv` takes it.
pub(super) fn row_function(module: Module<'_>, body: &CsvBody) -> TokenStream {
    match &body.row {
        Type::List(element) => {
            let read = decode::text(module, element);
            quote!(|row| row.fields(#read))
        }
        row => {
            let row = super::types::rust_type(module, row);
            quote!(#row::decode_row)
        }
    }
}

/// `fn encode_row` of a row.
pub(super) fn encode_row(
    module: Module<'_>,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let fallible = can_fail(module, members);
    let returns = fallible.then(|| quote!(-> Result<(), #FAULT>));
    let done = fallible.then(|| quote!(Ok(())));
    let families = Families::of(members);
    let owner = quote!(self);
    let members: TokenStream = members
        .iter()
        .map(|member| match member.family_type() {
            Some(part) => {
                let others = families.others(member);
                family::each(&owner, member, &others, Case::Exact, |name, value| {
                    let value = text(module, part, value)?;
                    Some(quote!(csv.put(#name, #value);))
                })
            }
            None => {
                let wire = &member.wire;
                let put = |value: TokenStream| quote!(csv.put(#wire, #value););
                text_member(module, &owner, member, &put)
            }
        })
        .collect();
    let csv = binding(&members, "csv");
    quote! {
        #expect
        #visibility fn encode_row(&self, #csv: &mut #CSV_WRITER) #returns {
            #members
            #done
        }
    }
}

fn can_fail(module: Module<'_>, members: &[Member]) -> bool {
    members.iter().any(|member| {
        let ty = member.value_type();
        member.is_family || ty.is_some_and(|ty| can_fail_in_text(module, ty))
    })
}

/// Statements that make rows the body of a request.
pub(super) fn body(module: Module<'_>, body: &CsvBody, value: &Operand) -> TokenStream {
    let format = format(module, body);
    let members = body.members(&module.api.types).unwrap_or_default();
    let mark = can_fail(module, members).then(|| quote!(?));
    let rows = each(value, |row| {
        let row = row.receiver();
        Some(quote! { #row.encode_row(csv)#mark; csv.end_row(); })
    });
    quote! { let csv = request.csv(&#format); #rows }
}
