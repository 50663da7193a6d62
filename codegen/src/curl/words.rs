//! Cuts a command into words as a POSIX shell does, without expanding anything; line ends as other
//! shells write them, quotes and dashes as typesetters do.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::printed::Unreadable;

/// A word of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// What it says, without its quotes.
    pub(super) text: String,
    /// Where it stands in the command.
    pub(super) range: Range<usize>,
    /// Whether a part of it is quoted.
    pub(super) quoted: bool,
}

/// The words up to the end of the command: a `|`, `>` or `;` that stands alone ends it.
pub(super) fn words(command: &str) -> Result<Vec<Word>, Unreadable> {
    let command = without_prompts(command);
    let mut reader = Words {
        characters: command.char_indices().peekable(),
        length: command.len(),
        words: Vec::new(),
        word: None,
    };
    reader.read()?;
    let end = reader
        .words
        .iter()
        .position(|word| !word.quoted && ends_command(&word.text));
    if let Some(end) = end {
        reader.words.truncate(end);
    }
    Ok(reader.words)
}

/// Prompts give way to spaces, so that offsets stay: `$ ` or `> ` at the beginning, and then `> ` on
/// the lines that follow.
fn without_prompts(command: &str) -> String {
    let indent = command.len() - command.trim_start().len();
    let begins = |text: &str| {
        ["$ ", "% ", "# ", "> "]
            .iter()
            .any(|sign| text.starts_with(sign))
    };
    if !command.get(indent..).is_some_and(begins) {
        return command.to_owned();
    }
    let mut plain = String::with_capacity(command.len());
    for (index, line) in command.split('\n').enumerate() {
        let indent = line.len() - line.trim_start().len();
        let (before, rest) = line.split_at(indent);
        if index > 0 {
            plain.push('\n');
        }
        plain.push_str(before);
        match rest.strip_prefix("> ") {
            Some(rest) => plain.extend(["  ", rest]),
            None if plain.trim().is_empty() && begins(rest) => {
                plain.extend(["  ", rest.get(2..).unwrap_or_default()]);
            }
            None => plain.push_str(rest),
        }
    }
    plain
}

fn ends_command(word: &str) -> bool {
    matches!(
        word,
        "|" | "||" | "&" | "&&" | ";" | ">" | ">>" | "2>" | "2>&1"
    )
}

struct Words<'c> {
    characters: Peekable<CharIndices<'c>>,
    length: usize,
    words: Vec<Word>,
    word: Option<Word>,
}

impl Words<'_> {
    fn read(&mut self) -> Result<(), Unreadable> {
        while let Some((at, character)) = self.characters.next() {
            match character {
                '\\' | '^' | '`' if self.line_ends() => {}
                '\\' => match self.characters.next() {
                    Some((_, escaped)) => self.push(at, escaped),
                    None => {
                        return Err(Unreadable::new("the command ends with `\\`").at(at..at + 1));
                    }
                },
                '`' => return Err(runs_a_command("`…`").at(at..at + 1)),
                '$' if self.next_is('\'') => self.ansi(at)?,
                '$' if self.next_is('(') => return Err(runs_a_command("$(…)").at(at..at + 2)),
                '\'' => self.single(at, &['\''])?,
                '\u{2018}' | '\u{2019}' => self.single(at, &['\u{2018}', '\u{2019}'])?,
                '"' => self.double(at, &['"'])?,
                '\u{201C}' | '\u{201D}' => self.double(at, &['\u{201C}', '\u{201D}'])?,
                // A dash that was typeset.
                '\u{2013}' | '\u{2014}' if self.word.is_none() => {
                    self.push(at, '-');
                    // Two dashes become one: what follows tells `--data` from `-d`.
                    let mut ahead = self.characters.clone();
                    let letters = [ahead.next(), ahead.next()];
                    if letters
                        .iter()
                        .all(|next| next.is_some_and(|(_, c)| c.is_alphanumeric()))
                    {
                        self.push(at, '-');
                    }
                }
                character if character.is_whitespace() => self.end(at),
                ';' if self.at_end_of_word() => {
                    self.end(at);
                    self.push(at, ';');
                    self.end(at + 1);
                }
                character => self.push(at, character),
            }
        }
        self.end(self.length);
        Ok(())
    }

    /// Passes over a line end, if one is next.
    fn line_ends(&mut self) -> bool {
        let mut ahead = self.characters.clone();
        let mut blank = 0;
        let end = loop {
            match ahead.next() {
                Some((_, '\n')) => break true,
                // White space behind the sign is a slip that nobody sees.
                Some((_, ' ' | '\t' | '\r')) => blank += 1,
                _ => break false,
            }
        };
        if end {
            let _ = self.characters.nth(blank);
            let at = self.characters.peek().map_or(self.length, |(at, _)| *at);
            // In a shell the line end is nothing; what follows begins with white space or a dash.
            if self.next_is('-') {
                self.end(at);
            }
        }
        end
    }

    fn next_is(&mut self, wanted: char) -> bool {
        self.characters
            .peek()
            .is_some_and(|(_, next)| *next == wanted)
    }

    /// Whether a `;` ends the command, and isn't in the middle of a word as in `type=a;b`.
    fn at_end_of_word(&mut self) -> bool {
        let next = self.characters.peek();
        next.is_none_or(|(_, next)| next.is_whitespace())
    }

    fn push(&mut self, at: usize, character: char) {
        let word = self.word.get_or_insert_with(|| Word {
            text: String::new(),
            range: at..at,
            quoted: false,
        });
        word.text.push(character);
    }

    fn open(&mut self, at: usize) -> &mut Word {
        let word = self.word.get_or_insert_with(|| Word {
            text: String::new(),
            range: at..at,
            quoted: false,
        });
        word.quoted = true;
        word
    }

    fn end(&mut self, at: usize) {
        if let Some(mut word) = self.word.take() {
            word.range.end = at;
            self.words.push(word);
        }
    }

    fn single(&mut self, at: usize, close: &[char]) -> Result<(), Unreadable> {
        self.open(at);
        loop {
            match self.characters.next() {
                Some((_, character)) if close.contains(&character) => return Ok(()),
                Some((_, character)) => self.open(at).text.push(character),
                None => return Err(never_closed(at, close)),
            }
        }
    }

    fn double(&mut self, at: usize, close: &[char]) -> Result<(), Unreadable> {
        self.open(at);
        loop {
            match self.characters.next() {
                Some((_, character)) if close.contains(&character) => return Ok(()),
                Some((_, '\\')) => match self.characters.next() {
                    Some((_, '\n')) => {}
                    Some((_, escaped @ ('"' | '\\' | '$' | '`'))) => {
                        self.open(at).text.push(escaped);
                    }
                    Some((_, other)) => self.open(at).text.extend(['\\', other]),
                    None => return Err(never_closed(at, close)),
                },
                Some((from, '$')) if self.next_is('(') => {
                    return Err(runs_a_command("$(…)").at(from..from + 2));
                }
                Some((from, '`')) => return Err(runs_a_command("`…`").at(from..from + 1)),
                Some((_, character)) => self.open(at).text.push(character),
                None => return Err(never_closed(at, close)),
            }
        }
    }

    /// `$'…'`, whose escapes are those of C.
    fn ansi(&mut self, at: usize) -> Result<(), Unreadable> {
        let _ = self.characters.next();
        self.open(at);
        loop {
            let character = match self.characters.next() {
                Some((_, '\'')) => return Ok(()),
                Some((from, '\\')) => match self.characters.next() {
                    Some((_, 'n')) => '\n',
                    Some((_, 't')) => '\t',
                    Some((_, 'r')) => '\r',
                    Some((_, 'x')) => self.code(from, 2)?,
                    Some((_, 'u')) => self.code(from, 4)?,
                    Some((_, 'U')) => self.code(from, 8)?,
                    Some((_, same @ ('\\' | '\'' | '"' | '?'))) => same,
                    Some((end, other)) => {
                        return Err(Unreadable::new(format!(
                            "`\\{other}` isn't known between `$'` and `'`"
                        ))
                        .at(from..end + other.len_utf8()));
                    }
                    None => return Err(never_closed(at, &['\''])),
                },
                Some((_, character)) => character,
                None => return Err(never_closed(at, &['\''])),
            };
            self.open(at).text.push(character);
        }
    }

    /// A character by its number: up to so many hexadecimal digits.
    fn code(&mut self, from: usize, most: usize) -> Result<char, Unreadable> {
        let mut digits = String::new();
        while digits.len() < most
            && let Some((_, digit)) = self
                .characters
                .next_if(|(_, next)| next.is_ascii_hexdigit())
        {
            digits.push(digit);
        }
        let code = u32::from_str_radix(&digits, 16).ok();
        let character = code.filter(|code| most > 2 || *code < 0x80);
        character.and_then(char::from_u32).ok_or_else(|| {
            let end = from + 2 + digits.len();
            Unreadable::new("this escape is the code of no character").at(from..end)
        })
    }
}

fn never_closed(at: usize, close: &[char]) -> Unreadable {
    let sign = close.last().copied().unwrap_or('\'');
    let opened = at..at + sign.len_utf8();
    Unreadable::new(format!("a `{sign}` is never closed")).at(opened)
}

fn runs_a_command(sign: &str) -> Unreadable {
    Unreadable::new(format!("`{sign}` would run a command"))
        .help("write a placeholder in its place: `{{body}}`")
}
