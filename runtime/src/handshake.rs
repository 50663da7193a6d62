//! Promises between generated code and this crate, checked while compiling: one sentence instead of
//! errors inside generated code.

/// Items that need features of this crate: as they are if those are on; else one sentence that names
/// the missing one, and none of the items, so that no error points into them.
///
/// ```
/// docwright_runtime::require! { [] fn needs_nothing() {} }
/// needs_nothing();
/// ```
#[macro_export]
macro_rules! require {
    ([] $($items:tt)*) => { $($items)* };
    ([jiff $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_jiff! { [$($rest),*] $($items)* } };
    ([decimal $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_decimal! { [$($rest),*] $($items)* } };
    ([uuid $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_uuid! { [$($rest),*] $($items)* } };
    ([sha2 $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_sha2! { [$($rest),*] $($items)* } };
    ([csv $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_csv! { [$($rest),*] $($items)* } };
    ([xml $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_xml! { [$($rest),*] $($items)* } };
    ([signatures $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_signatures! { [$($rest),*] $($items)* } };
    ([examples $(, $rest:ident)*] $($items:tt)*) => { $crate::__require_examples! { [$($rest),*] $($items)* } };
}

/// Refuses to compile code that was generated for another version of the interface between
/// generated code and this crate, which is version 1.
///
/// ```
/// docwright_runtime::require_version!(1);
/// ```
///
/// ```compile_fail
/// docwright_runtime::require_version!(2);
/// ```
#[macro_export]
macro_rules! require_version {
    (1) => {};
    ($version:literal) => {
        ::core::compile_error!(::core::concat!(
            "this client was generated for interface ",
            $version,
            " of docwright-runtime, but the docwright-runtime in use has interface 1: ",
            "use the same version of docwright-codegen and docwright-runtime"
        ));
    };
}

macro_rules! feature {
    // `$d` is the dollar sign, for the macro that is defined.
    ($d:tt $macro:ident, $feature:literal, $holder:literal) => {
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            ($d($d all:tt)*) => {
                $crate::require! { $d($d all)* }
            };
        }

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            ($d($d all:tt)*) => {
                ::core::compile_error!(::core::concat!(
                    "the specs need the feature `",
                    $feature,
                    "` of docwright-runtime (",
                    $holder,
                    "): add features = [\"",
                    $feature,
                    "\"] to that dependency in Cargo.toml"
                ));
            };
        }
    };
}

feature!($ __require_jiff, "jiff", "days and times");
feature!($ __require_decimal, "decimal", "decimal numbers");
feature!($ __require_uuid, "uuid", "UUIDs");
feature!($ __require_sha2, "sha2", "SHA-256 hashes");
feature!($ __require_csv, "csv", "bodies of CSV");
feature!($ __require_xml, "xml", "bodies of XML");
feature!($ __require_signatures, "signatures", "hashes and signatures of requests");
feature!($ __require_examples, "examples", "documented examples");
