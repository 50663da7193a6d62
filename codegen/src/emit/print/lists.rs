//! Elements between brackets, with commas: on one line, or each on its own with a comma behind the last.

use super::cursor::Printer;
use super::layout::{Break, COMMA, INDENT, NOTHING, SPACE, Style};
use crate::emit::tokens::Sign;

impl Printer<'_> {
    /// `(a, b)`, the brackets too.
    pub(super) fn group(&mut self, element: fn(&mut Self)) {
        self.bump();
        self.list(element);
        self.close_group();
    }

    /// What stands between brackets.
    pub(super) fn list(&mut self, element: fn(&mut Self)) {
        self.layout.begin(Style::Each, INDENT);
        self.layout.add(&NOTHING);
        self.elements(element, &COMMA);
        self.layout.shift(-INDENT);
        self.layout.end();
    }

    /// Elements up to the end of the group; behind the last one stands `last`.
    pub(super) fn elements(&mut self, element: fn(&mut Self), last: &'static Break) {
        while !self.is_end() {
            let start = self.index();
            element(self);
            self.comma(last);
            if self.index() == start {
                self.stray();
            }
        }
    }

    /// What stands behind an element.
    pub(super) fn comma(&mut self, last: &'static Break) {
        let has_comma = self.skip_if(Sign::Comma);
        if self.is_end() {
            self.layout.add(last);
        } else if has_comma {
            self.layout.word(",");
            self.layout.add(&SPACE);
        }
    }

    /// `(a,)`, where the comma makes the tuple, or `(a, b)`.
    pub(super) fn tuple(&mut self, element: fn(&mut Self)) {
        self.bump();
        self.layout.begin(Style::Each, INDENT);
        self.layout.add(&NOTHING);
        if !self.is_end() {
            element(self);
            let is_single =
                self.is(Sign::Comma) && self.at(self.index() + 1).sign == Sign::CloseParen;
            if is_single {
                self.bump();
                self.layout.add(&NOTHING);
            } else {
                self.comma(&COMMA);
                self.elements(element, &COMMA);
            }
        }
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_group();
    }
}
