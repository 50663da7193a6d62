//! Kinds of values that are built in by features of this crate: a build script that needs none of them
//! compiles none of what they need.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::Span;
use crate::spec::{Spelling, Type, TypeKind};

/// What a feature of this crate builds in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Decimal,
    Hash,
    Time,
    Uuid,
    Xml,
}

impl Kind {
    /// The kind of a type that is a word; `None` if it is always built in, or no word.
    pub(super) fn of(ty: &Type) -> Option<Self> {
        let TypeKind::Word(word) = &ty.kind else {
            return None;
        };
        let spelling = ty.attributes.spelling.as_ref();
        match (word.as_str(), spelling.map(|spelling| &spelling.value)) {
            // With a format it is kept as its digits.
            ("decimal", _) if ty.attributes.format.is_none() => Some(Self::Decimal),
            ("date" | "time" | "datetime", _) => Some(Self::Time),
            ("uuid", _) => Some(Self::Uuid),
            ("string" | "secret", Some(Spelling::Hash(_))) => Some(Self::Hash),
            _ => None,
        }
    }

    /// Whether its feature is on.
    pub(super) fn is_built_in(self) -> bool {
        match self {
            Self::Decimal => cfg!(feature = "decimal"),
            Self::Hash => cfg!(feature = "signatures"),
            Self::Time => cfg!(feature = "jiff"),
            Self::Uuid => cfg!(feature = "uuid"),
            Self::Xml => cfg!(feature = "xml"),
        }
    }

    /// Whether its feature is on; that it is off is reported of what stands at `span`.
    pub(super) fn ask(self, span: Span, report: &mut Report) -> bool {
        if self.is_built_in() {
            return true;
        }
        let feature = self.feature();
        let what = match self {
            Self::Decimal => "decimals take",
            Self::Hash => "hashes take",
            Self::Time => "days and times take",
            Self::Uuid => "UUIDs take",
            Self::Xml => "XML takes",
        };
        report.push(
            Diagnostic::new(
                Code::FeatureOff,
                span,
                format!("{what} the feature `{feature}` of docwright-codegen, which is off"),
            )
            .help(format!(
                "under `[build-dependencies]`, add it to that crate's features: `features = [\"{feature}\"]`"
            )),
        );
        false
    }

    fn feature(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Hash => "signatures",
            Self::Time => "jiff",
            Self::Uuid => "uuid",
            Self::Xml => "xml",
        }
    }
}
