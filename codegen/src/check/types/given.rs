//! Names for Rust that authors give.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::names::RustName;
use crate::spec;

/// What a name is for, which decides its letter case (RFC 430 of Rust).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Case {
    /// A field: `user_id`.
    Field,
    /// A type: `UserId`.
    Type,
}

impl Case {
    /// Whether rustc takes the name without a warning.
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Field => !name.contains("__") && !name.contains(char::is_uppercase),
            Self::Type => name.starts_with(char::is_uppercase) && !name.contains('_'),
        }
    }

    fn spell(self, name: &str) -> RustName {
        match self {
            Self::Field => RustName::snake(name),
            Self::Type => RustName::pascal(name),
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Field => "a field",
            Self::Type => "a type",
        }
    }
}

/// The name for Rust that the author gives, if it is one.
pub(in crate::check) fn given_name(
    ty: &spec::Type,
    case: Case,
    report: &mut Report,
) -> Option<RustName> {
    let given = ty.attributes.rust_name.as_ref()?;
    let Some(name) = RustName::given(given.as_str()) else {
        report.push(
            Diagnostic::new(
                Code::ReservedName,
                given.span,
                format!("`{}` can't be a name in Rust", given.value),
            )
            .help("letters, digits and `_`, not beginning with a digit, and no keyword"),
        );
        return None;
    };
    if case.fits(given.as_str()) {
        return Some(name);
    }
    let spelt = case.spell(given.as_str());
    report.push(
        Diagnostic::new(
            Code::InvalidValue,
            given.span,
            format!("`{}` is not how Rust spells {}", given.value, case.noun()),
        )
        .note("fields are `snake_case`, types are `UpperCamelCase`")
        .help(format!("write `{}`", spelt.plain())),
    );
    Some(spelt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_a_warning_fit() {
        for (name, field, ty) in [
            ("user_id", true, false),
            ("userId", false, false),
            ("UserId", false, true),
            ("User_Id", false, false),
            ("id", true, false),
            ("a__b", false, false),
            ("sha256", true, false),
            ("HTTP", false, true),
        ] {
            assert_eq!(Case::Field.fits(name), field, "{name}");
            assert_eq!(Case::Type.fits(name), ty, "{name}");
        }
    }
}
