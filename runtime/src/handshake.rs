//! Promises between generated code and this crate, checked while compiling: one sentence instead of
//! errors inside generated code.

/// Refuses to compile unless a feature of this crate is on.
///
/// ```
/// docwright_runtime::require!();
/// ```
#[macro_export]
macro_rules! require {
    () => {};
    (jiff $(, $($rest:tt)*)?) => { $crate::__require_jiff!(); $crate::require!($($($rest)*)?); };
    (decimal $(, $($rest:tt)*)?) => { $crate::__require_decimal!(); $crate::require!($($($rest)*)?); };
    (uuid $(, $($rest:tt)*)?) => { $crate::__require_uuid!(); $crate::require!($($($rest)*)?); };
    (sha2 $(, $($rest:tt)*)?) => { $crate::__require_sha2!(); $crate::require!($($($rest)*)?); };
    (examples $(, $($rest:tt)*)?) => { $crate::__require_examples!(); $crate::require!($($($rest)*)?); };
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
    ($macro:ident, $feature:literal, $holder:literal) => {
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            () => {};
        }

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            () => {
                ::core::compile_error!(::core::concat!(
                    "the specs need the feature `",
                    $feature,
                    "` of docwright-runtime (",
                    $holder,
                    "): turn it on in Cargo.toml"
                ));
            };
        }
    };
}

feature!(__require_jiff, "jiff", "days and times");
feature!(__require_decimal, "decimal", "decimal numbers");
feature!(__require_uuid, "uuid", "UUIDs");
feature!(__require_sha2, "sha2", "SHA-256 hashes");
feature!(__require_examples, "examples", "documented examples");
