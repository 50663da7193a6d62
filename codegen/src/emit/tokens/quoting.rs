//! `quote!`, as the crate of that name has it: code is written as code, `#name` puts in what a variable
//! has, and `#(…)sep*` does so for each of what the variables in it have.
//!
//! Why not that crate: a build script runs unoptimised, and there its tokens, each an allocation or two
//! and a call, took a fifth of the time of all generating. Here all that stands between two `#` is one
//! call.

/// Tokens from code with `#name` and `#(…)*` in it.
macro_rules! quote {
    () => { $crate::emit::tokens::TokenStream::new() };
    ($($token:tt)*) => {{
        #[allow(unused_imports, reason = "not every piece of code has variables in it")]
        use $crate::emit::tokens::ToTokens as _;
        let mut tokens = $crate::emit::tokens::TokenStream::new();
        $crate::emit::tokens::append!(tokens [] $($token)*);
        tokens
    }};
}

/// Adds tokens to a stream. What stands in `[]` was read and isn't added yet: the texts of tokens, each
/// in parentheses. A bracket is a token like others: those behind it come first, then the `{}` that
/// stands for its partner, which no code has between `#` and a bracket.
macro_rules! append {
    ($to:ident []) => {};
    ($to:ident [$(($($text:tt)*))+]) => {
        $to.push_code(const {
            &[$($crate::emit::tokens::Token::spelt($($text)*)),+]
        });
    };
    ($to:ident $read:tt # $name:ident $($rest:tt)*) => {
        $crate::emit::tokens::append!($to $read);
        $name.to_tokens(&mut $to);
        $crate::emit::tokens::append!($to [] $($rest)*);
    };
    ($to:ident $read:tt #($($each:tt)*) * $($rest:tt)*) => {
        $crate::emit::tokens::append!($to $read);
        $crate::emit::tokens::repeat!($to [] [$($each)*] [] $($each)*);
        $crate::emit::tokens::append!($to [] $($rest)*);
    };
    ($to:ident $read:tt #($($each:tt)*) $separator:tt * $($rest:tt)*) => {
        $crate::emit::tokens::append!($to $read);
        $crate::emit::tokens::repeat!($to [$separator] [$($each)*] [] $($each)*);
        $crate::emit::tokens::append!($to [] $($rest)*);
    };
    ($to:ident [$($read:tt)*] #{close $bracket:literal} $($rest:tt)*) => {
        $crate::emit::tokens::append!($to [$($read)* ($bracket)] $($rest)*);
    };
    ($to:ident [$($read:tt)*] ($($inner:tt)*) $($rest:tt)*) => {
        $crate::emit::tokens::append!($to [$($read)* ("(")] $($inner)* #{close ")"} $($rest)*);
    };
    ($to:ident [$($read:tt)*] [$($inner:tt)*] $($rest:tt)*) => {
        $crate::emit::tokens::append!($to [$($read)* ("[")] $($inner)* #{close "]"} $($rest)*);
    };
    ($to:ident [$($read:tt)*] {$($inner:tt)*} $($rest:tt)*) => {
        $crate::emit::tokens::append!($to [$($read)* ("{")] $($inner)* #{close "}"} $($rest)*);
    };
    ($to:ident [$($read:tt)*] $token:tt $($rest:tt)*) => {
        $crate::emit::tokens::append!($to [$($read)* (stringify!($token))] $($rest)*);
    };
}

/// Adds tokens once for each of what the variables in them have. Takes what stands between two of them,
/// the tokens, the variables that were found in them, and the tokens that weren't searched for some yet.
macro_rules! repeat {
    ($to:ident [$($separator:tt)?] [$($each:tt)*] [$($name:ident)+]) => {{
        #[allow(unused_imports, reason = "one of them is needed")]
        use $crate::emit::tokens::{Repeated as _, RepeatedSlice as _};
        $(let mut $name = $name.repeated();)+
        let mut is_first = true;
        while let ($(Some($name),)+) = ($($name.next(),)+) {
            if !is_first {
                $crate::emit::tokens::append!($to [] $($separator)?);
            }
            is_first = false;
            $crate::emit::tokens::append!($to [] $($each)*);
        }
    }};
    ($to:ident $separator:tt $each:tt [$($name:ident)*] # $next:ident $($rest:tt)*) => {
        $crate::emit::tokens::repeat!($to $separator $each [$($name)* $next] $($rest)*);
    };
    ($to:ident $separator:tt $each:tt $names:tt ($($inner:tt)*) $($rest:tt)*) => {
        $crate::emit::tokens::repeat!($to $separator $each $names $($inner)* $($rest)*);
    };
    ($to:ident $separator:tt $each:tt $names:tt [$($inner:tt)*] $($rest:tt)*) => {
        $crate::emit::tokens::repeat!($to $separator $each $names $($inner)* $($rest)*);
    };
    ($to:ident $separator:tt $each:tt $names:tt {$($inner:tt)*} $($rest:tt)*) => {
        $crate::emit::tokens::repeat!($to $separator $each $names $($inner)* $($rest)*);
    };
    ($to:ident $separator:tt $each:tt $names:tt $other:tt $($rest:tt)*) => {
        $crate::emit::tokens::repeat!($to $separator $each $names $($rest)*);
    };
}

pub(in crate::emit) use {append, quote, repeat};
