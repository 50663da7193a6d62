//! A loopback server that answers with the documented examples of a specs folder.
