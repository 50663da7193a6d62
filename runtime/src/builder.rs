//! What the builders of all generated clients have in common.

/// The methods of a generated `ClientBuilder` that don't depend on the API: where and by what it
/// sends, and within which bounds. They hand what they are given to the [`ClientBuilder`] in the
/// field `core`.
///
/// [`ClientBuilder`]: crate::ClientBuilder
///
/// ```
/// pub struct ClientBuilder {
///     core: docwright_runtime::ClientBuilder,
/// }
///
/// impl ClientBuilder {
///     docwright_runtime::builder_methods!();
/// }
///
/// fn patient(builder: ClientBuilder) -> ClientBuilder {
///     builder.timeout(std::time::Duration::from_secs(300))
/// }
/// ```
#[macro_export]
macro_rules! builder_methods {
    () => {
        /// Sends to this base URL instead of the documented one.
        #[must_use]
        pub fn base_url(mut self, url: &str) -> Self {
            self.core.base_url(url);
            self
        }

        /// Time for one call, from the first attempt to the whole answer.
        #[must_use]
        pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.core.timeout(timeout);
            self
        }

        /// How long connecting, an attempt, a pause and a whole call may take.
        #[must_use]
        pub fn timeouts(mut self, timeouts: $crate::Timeouts) -> Self {
            self.core.timeouts(timeouts);
            self
        }

        /// How often a call is sent again, where that does no harm.
        #[must_use]
        pub fn retries(mut self, retries: $crate::Retries) -> Self {
            self.core.retries(retries);
            self
        }

        /// How many redirects of a GET or HEAD are followed, on the origin of the request alone; none unless
        /// said otherwise.
        #[must_use]
        pub fn follow_redirects(mut self, most: u32) -> Self {
            self.core.follow_redirects(most);
            self
        }

        /// How many bytes of a decompressed body are read; 8 MiB unless said otherwise.
        #[must_use]
        pub fn body_limit(mut self, bytes: usize) -> Self {
            self.core.body_limit(bytes);
            self
        }

        /// Allows credentials over plain http to hosts that are not this machine. Whoever listens
        /// on the way can read them.
        #[must_use]
        pub fn allow_plain_http(mut self) -> Self {
            self.core.allow_plain_http();
            self
        }

        /// Changes the settings of reqwest, which then sends in the place of hyper's client. Whatever is set here, it follows no redirects itself,
        /// requests are not repeated, the time to connect is that of `timeouts`, and `connection_verbose`
        /// is off: it would log what travels, credentials and all.
        #[must_use]
        pub fn http(
            mut self,
            configure: impl FnOnce($crate::HttpSettings) -> $crate::HttpSettings + Send + 'static,
        ) -> Self {
            self.core.http(configure);
            self
        }

        /// Takes the time, nonces and pauses from here instead of the system, as tests do.
        #[must_use]
        pub fn environment(mut self, environment: impl $crate::Environment) -> Self {
            self.core.environment(environment);
            self
        }

        /// Keeps sessions here as well, so that other clients and processes go on with them.
        #[must_use]
        pub fn session_store(mut self, store: impl $crate::SessionStore) -> Self {
            self.core.session_store(store);
            self
        }

        /// Sends through another HTTP client.
        #[must_use]
        pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
            self.core.transport(transport);
            self
        }

        /// Lets this see what is sent and what comes of it. Each one that is given comes after those
        /// before it.
        #[must_use]
        pub fn hook(mut self, hook: impl $crate::Hook) -> Self {
            self.core.hook(hook);
            self
        }
    };
}
