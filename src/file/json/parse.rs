//! From text to tree: `serde_json` says whether the text is JSON, then its values are listed.

use std::{borrow::Cow, collections::HashSet};

use serde_json::value::RawValue;

use super::{JsonEntry, MAX_DEPTH, SyntaxError, SyntaxKind, Tree};

/// Reads the whole of `text`, which is no longer than [`crate::file::MAX_BYTES`], as one value.
pub(in crate::file) fn parse(text: &str) -> Result<Tree<'_>, SyntaxError> {
    let checked: &RawValue =
        serde_json::from_str(text).map_err(|error| syntax_error(text, 0, text, &error))?;
    let mut lister = Lister {
        tree: Tree {
            text,
            // Most values take more than eight bytes of a map.
            entries: Vec::with_capacity(text.len() / 8),
        },
        at: checked.get().as_ptr() as usize - text.as_ptr() as usize,
        names: Vec::new(),
    };
    lister.value(0)?;
    Ok(lister.tree)
}

/// Goes through a text that is known to be JSON, apart from what its escapes mean.
struct Lister<'a> {
    tree: Tree<'a>,
    /// What was gone through.
    at: usize,
    /// Entries of the names of all records that are open.
    names: Vec<u32>,
}

impl Lister<'_> {
    fn value(&mut self, depth: usize) -> Result<(), SyntaxError> {
        let first = self.peek();
        let at = self.at;
        if matches!(first, b'{' | b'[') && depth == MAX_DEPTH {
            let kind = SyntaxKind::TooDeep;
            return Err(SyntaxError { at, kind });
        }
        match first {
            b'{' => self.record(depth),
            b'[' => self.list(depth),
            b'"' => self.text(),
            _ => {
                let is_inside = |byte: &u8| !matches!(byte, b',' | b']' | b'}') && !is_blank(*byte);
                let rest = &self.tree.text.as_bytes()[at..];
                let length = rest.iter().take_while(|byte| is_inside(byte)).count();
                self.at += length;
                self.push(at, self.at);
                Ok(())
            }
        }
    }

    fn record(&mut self, depth: usize) -> Result<(), SyntaxError> {
        let (record, names) = (self.open(), self.names.len());
        loop {
            match self.peek() {
                b'"' => {
                    self.names.push(self.tree.entries.len() as u32);
                    self.text()?;
                    // The colon.
                    self.peek();
                    self.at += 1;
                    self.value(depth + 1)?;
                }
                b',' => self.at += 1,
                _ => break,
            }
        }
        self.drop_repeated(record, names);
        self.names.truncate(names);
        self.close(record);
        Ok(())
    }

    fn list(&mut self, depth: usize) -> Result<(), SyntaxError> {
        let list = self.open();
        loop {
            match self.peek() {
                b']' | 0 => break,
                b',' => self.at += 1,
                _ => self.value(depth + 1)?,
            }
        }
        self.close(list);
        Ok(())
    }

    fn text(&mut self) -> Result<(), SyntaxError> {
        let at = self.at;
        let TextEnd {
            end,
            is_escaped,
            has_codes,
        } = behind_text(self.tree.text.as_bytes(), at);
        self.at = end;
        self.push(at | if is_escaped { JsonEntry::ESCAPED } else { 0 }, end);
        if has_codes {
            // Half a surrogate pair is found by nothing else.
            let piece = &self.tree.text[at..end];
            serde_json::from_str::<String>(piece)
                .map_err(|error| syntax_error(self.tree.text, at, piece, &error))?;
        }
        Ok(())
    }

    /// The next byte that is not blank; 0 at the end.
    fn peek(&mut self) -> u8 {
        let bytes = self.tree.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !is_blank(*byte) {
                return *byte;
            }
            self.at += 1;
        }
        0
    }

    fn push(&mut self, at: usize, end: usize) {
        let (at, end) = (at as u32, end as u32);
        self.tree.entries.push(JsonEntry { at, end });
    }

    /// Begins a list or a record.
    fn open(&mut self) -> usize {
        let index = self.tree.entries.len();
        self.push(self.at, 0);
        self.at += 1;
        index
    }

    fn close(&mut self, index: usize) {
        self.at += 1;
        self.tree.entries[index].end = self.tree.entries.len() as u32;
    }

    /// Of the names of a record, those from `first` on, keeps the last of each, as other readers of
    /// JSON do.
    fn drop_repeated(&mut self, record: usize, first: usize) {
        const FEW: usize = 16;
        let names = &self.names[first..];
        let name = |index: u32| self.tree.name(self.tree.entries[index as usize]);
        let is_same = |a: u32, b: u32| {
            let (a, b) = (name(a), name(b));
            if a.is_escaped || b.is_escaped {
                return a.text() == b.text();
            }
            a.quoted == b.quoted
        };
        let repeats = |i: usize| names[..i].iter().any(|name| is_same(*name, names[i]));
        if names.len() <= FEW && !(1..names.len()).any(repeats) {
            return;
        }
        let mut seen: HashSet<Cow<str>> = HashSet::new();
        let mut dropped: Vec<u32> = Vec::new();
        for index in names.iter().rev() {
            if !seen.insert(name(*index).text()) {
                dropped.push(*index);
            }
        }
        for index in dropped {
            self.tree.entries[index as usize].at |= JsonEntry::DROPPED as u32;
            self.tree.entries[record].at |= JsonEntry::REPEATS as u32;
        }
    }
}

/// Where a text between quotation marks ends, and what is in it.
pub(super) struct TextEnd {
    /// The offset behind its second quotation mark.
    pub end: usize,
    is_escaped: bool,
    /// Something is written as `\u`.
    has_codes: bool,
}

/// Goes through the text whose first quotation mark stands at `at`.
pub(super) fn behind_text(bytes: &[u8], at: usize) -> TextEnd {
    let mut end = at + 1;
    let (mut is_escaped, mut has_codes) = (false, false);
    loop {
        let rest = bytes.get(end..).unwrap_or_default();
        let Some(plain) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
            end = bytes.len();
            break;
        };
        end += plain + 1;
        if rest[plain] == b'"' {
            break;
        }
        is_escaped = true;
        has_codes |= rest.get(plain + 1) == Some(&b'u');
        end += 1;
    }
    TextEnd {
        end,
        is_escaped,
        has_codes,
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// What `serde_json` says of a piece of the text, which begins at `start`, with the place in the
/// whole.
fn syntax_error(text: &str, start: usize, piece: &str, error: &serde_json::Error) -> SyntaxError {
    if error.is_eof() {
        let at = text.len();
        let kind = SyntaxKind::End;
        return SyntaxError { at, kind };
    }
    let lines = piece
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let line_start: usize = lines.map(str::len).sum();
    let at = line_start + error.column().saturating_sub(1);
    let at = start + piece.floor_char_boundary(at.min(piece.len()));
    let message = error.to_string();
    let begins = |beginning: &&(&str, SyntaxKind)| message.starts_with(beginning.0);
    let kind = MESSAGES
        .iter()
        .find(begins)
        .map_or(SyntaxKind::ExpectedValue, |m| m.1);
    // A minus sign at the end of the text is no end to `serde_json`.
    if kind == SyntaxKind::ExpectedDigit && at + 1 >= text.len() {
        let kind = SyntaxKind::End;
        return SyntaxError { at, kind };
    }
    SyntaxError { at, kind }
}

/// How the messages of `serde_json` begin; it tells its reasons in no other way.
const MESSAGES: &[(&str, SyntaxKind)] = &[
    ("key must be a string", SyntaxKind::ExpectedName),
    ("expected `:`", SyntaxKind::ExpectedColon),
    ("expected `,` or `}`", SyntaxKind::ExpectedCommaOrBrace),
    ("expected `,` or `]`", SyntaxKind::ExpectedCommaOrBracket),
    ("trailing characters", SyntaxKind::ExpectedEnd),
    ("invalid number", SyntaxKind::ExpectedDigit),
    ("invalid escape", SyntaxKind::BadEscape),
    ("lone leading surrogate", SyntaxKind::BadEscape),
    ("unexpected end of hex escape", SyntaxKind::BadEscape),
    ("invalid unicode code point", SyntaxKind::BadEscape),
    ("control character", SyntaxKind::ControlCharacter),
];
