//! Values of headers and of cookies, which hold fewer signs than other texts.

use docwright_wire::{cookie, headers};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Member};
use crate::source::Span;
use crate::spec;

/// What has the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Header,
    Cookie,
}

impl Field {
    /// A constant of it, and what is sent if the caller gives none.
    pub(super) fn check_member(self, written: &spec::Member, member: &Member, report: &mut Report) {
        if let (spec::TypeKind::Const(value), Content::Constant(constant)) =
            (&written.ty.kind, &member.content)
        {
            self.check_value(constant.value.as_text(), value.span, report);
        }
        if let (Some(value), Some(send)) = (&written.ty.attributes.send, &member.send) {
            self.check_value(send.as_text(), value.span, report);
        }
    }

    /// Refuses a text that the runtime doesn't send as this; false if it does so.
    pub(super) fn check_value(self, text: Option<&str>, span: Span, report: &mut Report) -> bool {
        let is_held = match self {
            Self::Header => headers::is_value,
            Self::Cookie => cookie::is_value,
        };
        if text.is_none_or(is_held) {
            return true;
        }
        let refused = |message| Diagnostic::new(Code::InvalidValue, span, message);
        report.push(match self {
            Self::Header => refused("this is no value of a header")
                .note("a header holds no line breaks and no other control characters but tabs, and blanks around it are none of it (RFC 9110 section 5.5)")
                .help("leave them out: no server could get them"),
            Self::Cookie => refused("this holds a sign that no cookie can hold")
                .note("a cookie holds visible ASCII without `\"`, `,`, `;` and `\\` (RFC 6265 section 4.1.1)")
                .help("write the value as it is sent: servers that need other signs escape them, often as `%20`"),
        });
        false
    }
}
