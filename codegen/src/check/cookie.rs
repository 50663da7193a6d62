//! Values of cookies, which hold fewer signs than other texts.

use docwright_wire::cookie;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Member};
use crate::source::Span;
use crate::spec;

/// A constant of a cookie, and what is sent if the caller gives none.
pub(super) fn check_member(written: &spec::Member, member: &Member, report: &mut Report) {
    if let (spec::TypeKind::Const(value), Content::Constant(constant)) =
        (&written.ty.kind, &member.content)
    {
        check_value(constant.value.as_text(), value.span, report);
    }
    if let (Some(value), Some(send)) = (&written.ty.attributes.send, &member.send) {
        check_value(send.as_text(), value.span, report);
    }
}

/// Refuses a text that the runtime doesn't send as a cookie; false if it does so.
pub(super) fn check_value(text: Option<&str>, span: Span, report: &mut Report) -> bool {
    if text.is_none_or(cookie::is_value) {
        return true;
    }
    report.push(
        Diagnostic::new(
            Code::InvalidValue,
            span,
            "this holds a sign that no cookie can hold",
        )
        .note("a cookie holds visible ASCII without `\"`, `,`, `;` and `\\` (RFC 6265 section 4.1.1)")
        .help("write the value as it is sent: servers that need other signs escape them, often as `%20`"),
    );
    false
}
