//! The code of every fault: kebab-case, names the fault, never changes its meaning.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// What kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// As users see it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How bad it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The text is not YAML.
    YamlSyntax = "yaml-syntax", Error;
    /// A key stands twice in one map.
    DuplicateKey = "duplicate-key", Error;
    /// An anchor, an alias or a merge key.
    YamlAnchor = "yaml-anchor", Error;
    /// A tag.
    YamlTag = "yaml-tag", Error;
    /// Nested more than 64 levels deep.
    TooDeep = "too-deep", Error;
    /// Larger than 8 MiB.
    FileTooLarge = "file-too-large", Error;
    /// More than 500 of what each has to be told apart from each other.
    TooMany = "too-many", Error;
    /// A plain scalar that YAML takes for something else than the text that is meant.
    AmbiguousScalar = "ambiguous-scalar", Error;
    /// A file that is neither `api.yaml` nor an endpoint of a folder with one.
    MisplacedFile = "misplaced-file", Error;
    /// A folder of endpoints without `api.yaml`.
    MissingApiFile = "missing-api-file", Error;
    /// A key that has no meaning at its place.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there.
    MissingKey = "missing-key", Error;
    /// A map where a list is meant, and the like.
    WrongKind = "wrong-kind", Error;
    /// A word that is none of those possible at its place.
    UnknownWord = "unknown-word", Error;
    /// Two keys that exclude each other.
    ConflictingKeys = "conflicting-keys", Error;
    /// A status that is no HTTP status, class or word.
    InvalidStatus = "invalid-status", Error;
    /// A URL or template that can't be read.
    InvalidUrl = "invalid-url", Error;
    /// A kind of values that isn't built in.
    FeatureOff = "feature-off", Error;
    /// A type that is neither a word nor declared under `types`.
    UnknownType = "unknown-type", Error;
    /// A type that can't stand where it is used.
    MisplacedType = "misplaced-type", Error;
    /// An attribute that means nothing on its type.
    MisplacedAttribute = "misplaced-attribute", Error;
    /// A literal that is no value of its type.
    InvalidValue = "invalid-value", Error;
    /// A type that holds itself.
    RecursiveType = "recursive-type", Error;
    /// Values of one enum with several JSON types, or one twice.
    InvalidEnum = "invalid-enum", Error;
    /// A name that no element, attribute or prefix of XML can have.
    InvalidXmlName = "invalid-xml-name", Error;
    /// A prefix of XML that no namespace is declared for.
    UnknownNamespace = "unknown-namespace", Error;
    /// Two members of one place with one wire name.
    DuplicateWireName = "duplicate-wire-name", Error;
    /// Two outcomes, types or examples with one name.
    DuplicateName = "duplicate-name", Error;
    /// A name that generated code needs for itself.
    ReservedName = "reserved-name", Error;
    /// A `{variable}` of a base URL that isn't declared.
    UndeclaredVariable = "undeclared-variable", Error;
    /// A `{parameter}` of a URL that no path parameter fills.
    PathParameterMissing = "path-parameter-missing", Error;
    /// A path parameter that the URL doesn't use.
    PathParameterUnused = "path-parameter-unused", Error;
    /// An endpoint below a base URL that its API doesn't have.
    MissingBaseUrl = "missing-base-url", Error;
    /// A scheme that `api.yaml` doesn't declare.
    UnknownAuthScheme = "unknown-auth-scheme", Error;
    /// A rate limit that `api.yaml` doesn't declare.
    UnknownRateLimit = "unknown-rate-limit", Error;
    /// A credential that the scheme doesn't declare.
    UnknownCredential = "unknown-credential", Error;
    /// Auth writes into a body that is no object.
    AuthNeedsObject = "auth-needs-object", Error;
    /// An endpoint, outcome or member that a session names and nobody declares.
    UnknownReference = "unknown-reference", Error;
    /// A shared outcome that `api.yaml` doesn't declare.
    UnknownSharedOutcome = "unknown-shared-outcome", Error;
    /// A request member in `when` that the request doesn't have.
    UnknownRequestMember = "unknown-request-member", Error;
    /// Two outcomes that one reply could mean, none of them more specific.
    OverlappingOutcomes = "overlapping-outcomes", Error;
    /// Two variants of a union that one value could be, none of them more specific.
    OverlappingVariants = "overlapping-variants", Error;
    /// An endpoint without any outcome.
    NoOutcome = "no-outcome", Error;
    /// A rule that names what isn't there, or that no request can keep.
    InvalidRule = "invalid-rule", Error;
    /// The request of an example breaks a rule.
    ExampleBreaksRule = "example-breaks-rule", Error;
    /// `is` names an outcome that the endpoint doesn't have.
    UnknownOutcome = "unknown-outcome", Error;
    /// `as` names an example that the endpoint doesn't have, or that has nothing to take over.
    UnknownExample = "unknown-example", Error;
    /// A curl command that can't be read.
    InvalidCurl = "invalid-curl", Error;
    /// A printed HTTP message that can't be read.
    InvalidHttp = "invalid-http", Error;
    /// The request that is built is not the one that the page shows.
    ExampleRequestDiffers = "example-request-differs", Error;
    /// A required member or credential has no value in an example.
    ExampleValueMissing = "example-value-missing", Error;
    /// An example gives a value for something that the request doesn't have.
    ExampleValueUnknown = "example-value-unknown", Error;
    /// An example's response fits no outcome.
    ExampleFitsNone = "example-fits-none", Error;
    /// An example's response is another outcome than the one it names.
    ExampleOtherOutcome = "example-other-outcome", Error;
    /// An example's response is the named outcome, but its body doesn't fit the shape.
    ExampleMalformed = "example-malformed", Error;
    /// An outcome without an example.
    OutcomeWithoutExample = "outcome-without-example", Warning;
}
