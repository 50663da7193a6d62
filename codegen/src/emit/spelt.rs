//! Values in a spelling of their own: their Rust types, and how they are read and written.

use super::encode::{Operand, word};
use super::paths::*;
use super::tokens::{Literal as Token, TokenStream, quote};
use crate::ir::{Bytes, Instant, Literal, NumberSpelling, Spelt, SpeltJson, Unit};

/// The Rust type.
pub(super) fn rust_type(spelt: &Spelt) -> TokenStream {
    match spelt {
        Spelt::Digits | Spelt::Url => quote!(String),
        Spelt::Exact { .. } => quote!(#DIGITS),
        Spelt::Flag { .. } => quote!(bool),
        Spelt::Bytes(_) => quote!(Vec<u8>),
        Spelt::Instant { .. } => quote!(#JIFF::Timestamp),
        Spelt::Duration { .. } => quote!(::std::time::Duration),
    }
}

/// Size in bytes, and whether `Option` costs nothing.
pub(super) fn size(spelt: &Spelt) -> (usize, bool) {
    match spelt {
        Spelt::Digits | Spelt::Exact { .. } | Spelt::Url | Spelt::Bytes(_) => (24, true),
        Spelt::Flag { .. } => (1, true),
        Spelt::Instant { .. } => (16, false),
        Spelt::Duration { .. } => (16, true),
    }
}

/// Whether Rust copies the value.
pub(super) fn is_copy(spelt: &Spelt) -> bool {
    match spelt {
        Spelt::Digits | Spelt::Exact { .. } | Spelt::Url | Spelt::Bytes(_) => false,
        Spelt::Flag { .. } | Spelt::Instant { .. } | Spelt::Duration { .. } => true,
    }
}

/// Whether some value can't be spelt.
pub(super) fn can_fail(spelt: &Spelt) -> bool {
    match spelt {
        Spelt::Flag { .. } | Spelt::Bytes(_) => false,
        Spelt::Exact { whole, .. } => *whole,
        Spelt::Digits | Spelt::Url | Spelt::Instant { .. } | Spelt::Duration { .. } => true,
    }
}

/// A value as text: an expression of type `&str`, or of `&String`.
pub(super) fn text(spelt: &Spelt, value: &Operand) -> TokenStream {
    let (reference, plain) = (value.reference(), value.value());
    match spelt {
        Spelt::Exact { whole: true, .. } => quote!(#TEXT::print_whole(#reference)?),
        Spelt::Exact { whole: false, .. } => {
            let receiver = value.receiver();
            quote!(#receiver.as_str())
        }
        Spelt::Digits => quote!(&#TEXT::digits(#reference)?),
        Spelt::Url => quote!(&#TEXT::url(#reference)?),
        Spelt::Flag { yes, no } => {
            let flag = flag(yes, no);
            quote!(#flag.text(#plain))
        }
        Spelt::Bytes(bytes) => {
            let bytes = self::bytes(*bytes);
            quote!(&#bytes.print(#reference))
        }
        Spelt::Instant { formats, .. } => {
            let format = formats.first().map(instant);
            quote!(&#format.print(#reference)?)
        }
        Spelt::Duration { unit, .. } => {
            let unit = self::unit(*unit);
            quote!(&#unit.print(#reference)?)
        }
    }
}

/// Writes a value into `json`.
pub(super) fn write_json(spelt: &Spelt, value: &Operand) -> TokenStream {
    if let Spelt::Flag { yes, no } = spelt {
        let (flag, plain) = (flag(yes, no), value.value());
        return quote!(#flag.write(json, #plain););
    }
    let text = text(spelt, value);
    match spelt.literal(String::new()) {
        Literal::Number(_) => quote!(json.literal(#LITERAL::Number(#text));),
        _ => quote!(json.string(#text);),
    }
}

/// A function from text to the value.
pub(super) fn read_text(spelt: &Spelt) -> TokenStream {
    match spelt {
        Spelt::Digits => quote!(#TEXT::digits),
        Spelt::Exact { whole: true, .. } => quote!(#TEXT::exact_whole),
        Spelt::Exact { whole: false, .. } => quote!(#TEXT::exact),
        Spelt::Url => quote!(#TEXT::url),
        Spelt::Flag { yes, no } => {
            let flag = flag(yes, no);
            quote!(|text| #flag.from_text(text))
        }
        Spelt::Bytes(bytes) => {
            let bytes = self::bytes(*bytes);
            quote!(|text| #bytes.read(text))
        }
        Spelt::Instant { formats, .. } => match formats.as_slice() {
            [format] => {
                let format = instant(format);
                quote!(|text| #format.read(text))
            }
            formats => {
                let formats = formats.iter().map(instant);
                quote!(|text| #DATE::instant(text, &[#(#formats),*]))
            }
        },
        Spelt::Duration { unit, .. } => {
            let unit = self::unit(*unit);
            quote!(|text| #unit.read(text))
        }
    }
}

/// A call on `json` that reads a value.
pub(super) fn read_json(spelt: &Spelt) -> TokenStream {
    match (spelt, spelt.json()) {
        (Spelt::Flag { yes, no }, _) => {
            let flag = flag(yes, no);
            quote!(#flag.read(json))
        }
        (Spelt::Instant { formats, .. }, SpeltJson::Any) => {
            let formats = formats.iter().map(instant);
            quote!(#DATE::read_instant(json, &[#(#formats),*]))
        }
        (_, SpeltJson::Number) => {
            let read = read_text(spelt);
            quote!(json.number_as(#read))
        }
        (_, SpeltJson::String | SpeltJson::Any) => {
            let read = read_text(spelt);
            quote!(json.string_as(#read))
        }
    }
}

/// A checked value of an example as an expression.
pub(super) fn expression(spelt: &Spelt, value: &Literal) -> TokenStream {
    let text = value.as_text().unwrap_or_default();
    match spelt {
        Spelt::Digits | Spelt::Url => quote!(#text.to_owned()),
        Spelt::Exact { .. } => quote!(#text.parse()?),
        Spelt::Flag { yes, .. } => {
            let is_yes = yes.first() == Some(value);
            quote!(#is_yes)
        }
        Spelt::Bytes(bytes) => {
            let bytes = Token::byte_string(&bytes.read(text).unwrap_or_default());
            quote!(Vec::from(*#bytes))
        }
        Spelt::Instant { formats, .. } => {
            let instant = formats
                .first()
                .and_then(|format| format.wire().read(text).ok());
            let text = instant.map_or_else(String::new, |instant| instant.to_string());
            quote!(#text.parse()?)
        }
        Spelt::Duration { unit, .. } => {
            let duration = unit.read(text).unwrap_or_default();
            let seconds = Token::number(duration.as_secs());
            let nanos = Token::number(duration.subsec_nanos());
            quote!(::std::time::Duration::new(#seconds, #nanos))
        }
    }
}

/// The Rust type, and how it is spelt, in words.
pub(crate) fn words(spelt: &Spelt) -> (&'static str, String) {
    let list = |values: &[Literal]| {
        let values: Vec<String> = values
            .iter()
            .map(|value| match value {
                Literal::Text(text) => format!("{text:?}"),
                other => super::spelt(other),
            })
            .collect();
        values.join("|")
    };
    match spelt {
        Spelt::Digits => ("String", "as number".to_owned()),
        Spelt::Exact { whole, spelling } => {
            let kind = if *whole { "whole" } else { "exact" };
            let in_string = match spelling {
                NumberSpelling::Native => "",
                NumberSpelling::InString => " in a string",
            };
            ("Digits", format!("{kind}{in_string}"))
        }
        Spelt::Url => ("String", "as URL".to_owned()),
        Spelt::Flag { yes, no } => ("bool", format!("as {} or {}", list(yes), list(no))),
        Spelt::Bytes(bytes) => ("Vec<u8>", format!("as {}", bytes_word(*bytes))),
        Spelt::Instant { formats, .. } => {
            let formats: Vec<String> = formats.iter().map(instant_words).collect();
            let in_string = match (spelt.json(), spelt.literal(String::new())) {
                (SpeltJson::String, _) if formats.iter().any(|one| one.starts_with("unix")) => {
                    " in a string"
                }
                _ => "",
            };
            ("Timestamp", format!("as {}{in_string}", formats.join("|")))
        }
        Spelt::Duration { unit, .. } => {
            let in_string = match spelt.json() {
                SpeltJson::String => " in a string",
                SpeltJson::Number | SpeltJson::Any => "",
            };
            ("Duration", format!("as {}{in_string}", unit_word(*unit)))
        }
    }
}

fn instant_words(format: &Instant) -> String {
    match format {
        Instant::Rfc3339 => "rfc3339".to_owned(),
        Instant::Rfc2822 => "rfc2822".to_owned(),
        Instant::Http => "http".to_owned(),
        Instant::UnixS => "unix_s".to_owned(),
        Instant::UnixMs => "unix_ms".to_owned(),
        Instant::UnixUs => "unix_us".to_owned(),
        Instant::UnixNs => "unix_ns".to_owned(),
        Instant::UnixFraction => "unix_fraction".to_owned(),
        Instant::JsonDate => "json_date".to_owned(),
        Instant::Pattern {
            pattern,
            offset: Some(seconds),
        } => format!("{pattern:?} at {seconds} s from UTC"),
        Instant::Pattern {
            pattern,
            offset: None,
        } => format!("{pattern:?}"),
    }
}

fn bytes_word(bytes: Bytes) -> &'static str {
    match bytes {
        Bytes::Base64 => "base64",
        Bytes::Base64Url => "base64url",
        Bytes::Hex => "hex",
    }
}

fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Ns => "ns",
        Unit::Us => "us",
        Unit::Ms => "ms",
        Unit::S => "s",
        Unit::Min => "min",
        Unit::H => "h",
    }
}

fn flag(yes: &[Literal], no: &[Literal]) -> TokenStream {
    let yes = yes.iter().filter_map(super::decode::literal);
    let no = no.iter().filter_map(super::decode::literal);
    quote!(#FLAG { yes: &[#(#yes),*], no: &[#(#no),*] })
}

pub(super) fn bytes(bytes: Bytes) -> TokenStream {
    let name = word(match bytes {
        Bytes::Base64 => "Base64",
        Bytes::Base64Url => "Base64Url",
        Bytes::Hex => "Hex",
    });
    quote!(#BYTES::#name)
}

fn unit(unit: Unit) -> TokenStream {
    let name = word(match unit {
        Unit::Ns => "Ns",
        Unit::Us => "Us",
        Unit::Ms => "Ms",
        Unit::S => "S",
        Unit::Min => "Min",
        Unit::H => "H",
    });
    quote!(#UNIT::#name)
}

fn instant(format: &Instant) -> TokenStream {
    let name = word(match format {
        Instant::Rfc3339 => "Rfc3339",
        Instant::Rfc2822 => "Rfc2822",
        Instant::Http => "Http",
        Instant::UnixS => "UnixS",
        Instant::UnixMs => "UnixMs",
        Instant::UnixUs => "UnixUs",
        Instant::UnixNs => "UnixNs",
        Instant::UnixFraction => "UnixFraction",
        Instant::JsonDate => "JsonDate",
        Instant::Pattern { pattern, offset } => {
            let offset = match offset {
                Some(seconds) => {
                    let seconds = Token::number(*seconds);
                    quote!(Some(#seconds))
                }
                None => quote!(None),
            };
            return quote!(#INSTANT::Pattern { pattern: #pattern, offset: #offset });
        }
    });
    quote!(#INSTANT::#name)
}
