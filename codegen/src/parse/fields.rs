//! The entries of a map, by key.

use super::yaml::{Entry, Node};

/// A map whose keys have been compared with its table.
#[derive(Clone, Copy)]
pub(super) struct Fields<'n> {
    entries: &'n [Entry<'n>],
}

impl<'n> Fields<'n> {
    /// The entries of a map, as they stand there.
    pub(super) fn new(entries: &'n [Entry<'n>]) -> Self {
        Self { entries }
    }

    /// The entries, in the order of the file.
    pub(super) fn iter(&self) -> std::slice::Iter<'n, Entry<'n>> {
        self.entries.iter()
    }

    /// The entry of a key.
    pub(super) fn entry(&self, key: &str) -> Option<&'n Entry<'n>> {
        self.entries.iter().find(|entry| entry.key.text == key)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        self.entry(key).map(|entry| &entry.value)
    }
}
