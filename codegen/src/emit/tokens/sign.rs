//! Which keyword, operator or bracket a token is: known since it was made, so that whoever reads tokens
//! compares no text.

use super::Kind;

macro_rules! signs {
    ($($name:ident = $text:literal,)*) => {
        /// What a token is among those that layout depends on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::emit) enum Sign {
            /// Any other one.
            Other,
            /// A literal that holds neither a quotation mark nor a dot: a number, a byte, a character.
            ShortLiteral,
            $($name,)*
        }

        impl Sign {
            /// The keyword, operator or bracket that is spelt so.
            pub(in crate::emit) const fn spelt(text: &[u8]) -> Self {
                match text {
                    $($text => Self::$name,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

signs! {
    As = b"as",
    Async = b"async",
    Await = b"await",
    Break = b"break",
    Const = b"const",
    Continue = b"continue",
    Crate = b"crate",
    Dyn = b"dyn",
    Else = b"else",
    Enum = b"enum",
    Extern = b"extern",
    Fn = b"fn",
    For = b"for",
    If = b"if",
    Impl = b"impl",
    In = b"in",
    Let = b"let",
    Loop = b"loop",
    Macro = b"macro",
    Match = b"match",
    Mod = b"mod",
    Move = b"move",
    Mut = b"mut",
    Pub = b"pub",
    Ref = b"ref",
    Return = b"return",
    SelfValue = b"self",
    Static = b"static",
    Struct = b"struct",
    Trait = b"trait",
    Type = b"type",
    Union = b"union",
    Unsafe = b"unsafe",
    Use = b"use",
    Where = b"where",
    While = b"while",
    Yield = b"yield",
    True = b"true",
    False = b"false",
    Underscore = b"_",
    OpenParen = b"(",
    CloseParen = b")",
    OpenBracket = b"[",
    CloseBracket = b"]",
    OpenBrace = b"{",
    CloseBrace = b"}",
    Comma = b",",
    Semi = b";",
    Colon = b":",
    PathSep = b"::",
    RArrow = b"->",
    FatArrow = b"=>",
    Eq = b"=",
    EqEq = b"==",
    Ne = b"!=",
    Lt = b"<",
    Gt = b">",
    Le = b"<=",
    Ge = b">=",
    Shl = b"<<",
    Shr = b">>",
    And = b"&",
    AndAnd = b"&&",
    Or = b"|",
    OrOr = b"||",
    Not = b"!",
    Question = b"?",
    Dot = b".",
    DotDot = b"..",
    DotDotEq = b"..=",
    Plus = b"+",
    Minus = b"-",
    Star = b"*",
    Slash = b"/",
    Percent = b"%",
    Caret = b"^",
    Pound = b"#",
    At = b"@",
    PlusEq = b"+=",
    MinusEq = b"-=",
    StarEq = b"*=",
    SlashEq = b"/=",
    PercentEq = b"%=",
    CaretEq = b"^=",
    AndEq = b"&=",
    OrEq = b"|=",
    ShlEq = b"<<=",
    ShrEq = b">>=",
}

impl Sign {
    /// That of a token of that kind which is spelt so.
    pub(super) const fn of(kind: Kind, text: &[u8]) -> Self {
        match kind {
            Kind::Literal => Self::of_literal(text),
            Kind::Word | Kind::Punct | Kind::Open | Kind::Close if text.len() <= LONGEST => {
                Self::spelt(text)
            }
            _ => Self::Other,
        }
    }

    /// Whether a statement that begins with it is an item. `const` and `pub` may begin others too.
    pub(in crate::emit) const fn begins_item(self) -> bool {
        matches!(
            self,
            Self::Use
                | Self::Fn
                | Self::Struct
                | Self::Enum
                | Self::Impl
                | Self::Mod
                | Self::Type
                | Self::Trait
                | Self::Static
        )
    }

    const fn of_literal(text: &[u8]) -> Self {
        let mut left = text;
        while let [byte, behind @ ..] = left {
            if matches!(byte, b'"' | b'.') {
                return Self::Other;
            }
            left = behind;
        }
        Self::ShortLiteral
    }
}

/// The length of the longest keyword: `continue`.
const LONGEST: usize = 8;
