//! The runtime as generated code sees it: the only list of paths that it may name.
//!
//! Generated modules import the runtime as `rt`. A path is interpolated by its constant, so a
//! path that isn't listed here can't be written by accident.

use super::tokens::{Literal, ToTokens, Token, TokenStream, quote};

/// A path below the runtime crate.
pub(super) struct Path {
    code: &'static [Token<'static>],
}

macro_rules! paths {
    ($($name:ident = $first:ident $(:: $rest:ident)*;)*) => {
        $(pub(super) const $name: Path = Path {
            code: &[
                Token::spelt("rt"),
                Token::spelt("::"),
                Token::spelt(stringify!($first)),
                $(Token::spelt("::"), Token::spelt(stringify!($rest)),)*
            ],
        };)*
    };
}

paths! {
    // The client.
    API = Api;
    BUILD_ERROR = BuildError;
    CALL = Call;
    CLIENT = Client;
    CLIENT_BUILDER = ClientBuilder;
    RATE = Rate;
    RATE_LIMIT = RateLimit;
    RATE_LIMITS = RateLimits;
    VARIABLE = Variable;

    // Credentials.
    AUTH_PLACE = AuthPlace;
    AUTHENTICATOR = Authenticator;
    CLIENT_PLACE = ClientPlace;
    COMPUTED = Computed;
    DIGEST = Digest;
    GRANT = Grant;
    NONCE = Nonce;
    NOW = Now;
    OAUTH2 = OAuth2;
    HOLDER = Holder;
    PAIR_PART = PairPart;
    PART = Part;
    PLACEMENT = Placement;
    SCHEME = Scheme;
    SECRET = Secret;
    SEGMENT = Segment;
    SIGNATURE = Signature;
    SORTED = Sorted;
    CODING = Coding;

    // An endpoint and its two directions.
    ENCODER = Encoder;
    ENDPOINT = Endpoint;
    ENDPOINT_INFO = EndpointInfo;
    INVALID = Invalid;
    METHOD = Method;
    NEXT_OFFSET = next_offset;
    NEXT_PAGE = next_page;
    PAGED = Paged;
    PAGES = Pages;
    RECEIVED = Received;
    RESPONSE = Response;
    RULE = Rule;
    SECRETS = Secrets;
    UPLOAD = Upload;

    // Outcomes.
    CALL_ERROR = CallError;
    ERROR = Error;
    EVENT = Event;
    STEP = Step;
    STREAM = Stream;
    BODY_CONDITION = BodyCondition;
    BODY_KIND = BodyKind;
    BODY_TEST = BodyTest;
    VARIANT = Variant;
    FIND_VARIANT = variant;
    CANDIDATE = Candidate;
    CHOICE = Choice;
    ACTED = Acted;
    FAILURE = failure;
    SAYS_ACTED = SaysActed;
    CLOSES = Closes;
    EXPIRED = expired;
    FRESH_LOGIN = FreshLogin;
    OPENED = Opened;
    OPENS = Opens;
    SESSION_ROLE = SessionRole;
    SESSION_SOURCE = SessionSource;
    SUCCEEDED = succeeded;
    UNDONE = Undone;
    IS_UNDONE = undone;
    FAILURES = failures;
    HEADER_CONDITION = HeaderCondition;
    HEADERS = Headers;
    LITERAL = Literal;
    NEVER = Never;
    REQUEST_CONDITION = RequestCondition;

    // Values.
    DECIMAL = Decimal;
    DIGITS = Digits;
    FAMILY = family;
    FAULT = Fault;
    FILE = File;
    JIFF = jiff;
    NULLABLE = Nullable;
    PROBLEM = Problem;
    RAW_BODY = RawBody;
    DOWNLOAD = Download;
    SHA256_HEX = hash::sha256_hex;
    SAME_TEXT = same_text;
    UNKNOWN_VALUE = UnknownValue;
    UUID = Uuid;

    // Bodies.
    JSON = json;
    CONSTANT = json::Constant;
    DECODE = json::Decode;
    JSON_KIND = json::Kind;
    JSON_READER = json::Reader;
    JSON_VALUE = json::Value;
    JSON_WRITER = json::Writer;
    OPTIONAL = json::Optional;
    REQUIRED = json::Required;
    PLACE = json::Place;
    SKIP = json::Skip;
    WITH = json::With;
    MARKUP = markup::Markup;
    PROPERTIES = properties::Properties;
    TEXT = text;
    CAPTURES = text_pattern::Captures;
    CSV_COLUMN = csv::Column;
    CSV_DELIMITER = csv::Delimiter;
    CSV_FORMAT = csv::Format;
    CSV_LINE_END = csv::LineEnd;
    CSV_ROW = csv::Row;
    CSV_WRITER = csv::Writer;
    XML = xml;
    XML_DOCUMENT = xml::Document;
    XML_READER = xml::Reader;
    XML_WRITER = xml::Writer;
    FROM_TEXT = json::from_text;
    TO_TEXT = json::to_text;
    JOIN = joined::join;
    JOIN_TUPLE = joined::join_tuple;
    SPLIT = joined::split;
    SPLIT_TUPLE = joined::split_tuple;
    PAIRS = Pairs;
    BYTES = Bytes;
    FLAG = Flag;
    INSTANT = date::Instant;
    UNIT = Unit;
    DATE = date;

    // Examples.
    EXAMPLE = examples::Example;
    EXAMPLE_RESPONSE = examples::Response;
    MOMENT = examples::Moment;
    NO_CREDENTIALS = examples::NoCredentials;
    PENDING = examples::Pending;

    // Promises between generated code and the runtime.
}

/// The version of everything that is named here; the runtime refuses code of another one.
const INTERFACE: u8 = 1;

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push_code(self.code);
    }
}

/// The macro that holds items back if the runtime lacks a feature that they need.
pub(super) fn require() -> TokenStream {
    quote!(::docwright_runtime::require)
}

/// Refuses a runtime of another version, with one sentence.
pub(super) fn require_version() -> TokenStream {
    let version = Literal::number(INTERFACE);
    quote!(::docwright_runtime::require_version!(#version);)
}

/// The methods that every client's builder has.
pub(super) fn builder_methods() -> TokenStream {
    quote!(rt::builder_methods!();)
}

/// The list of all documented examples, where there is no import.
pub(super) fn example_list() -> TokenStream {
    quote!(Vec<::docwright_runtime::examples::Example>)
}

/// The import that opens every generated module.
pub(super) fn import() -> TokenStream {
    quote!(
        use ::docwright_runtime as rt;
    )
}
