//! JSON text as a tree in which every value knows where it stands in the text.
//!
//! A mistake in a file is told with its line and its column, and a field that this
//! version does not know goes back into the file as it came. Whether a text is JSON is said by
//! `serde_json`; its own tree keeps neither places nor the spelling of numbers, so this one is a
//! list of places in the text, eight bytes a value, and what stands there is read when asked for.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

mod parse;
mod write;

use std::borrow::Cow;

pub(super) use parse::parse;
pub(super) use write::{write_all, write_number, write_text};

/// Deeper nesting is refused: no map is like that, and the stack is finite.
pub(super) const MAX_DEPTH: usize = 32;

/// A text in JSON and the places of its values.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    text: &'a str,
    /// In the order of the text: a list before its items; a record before its fields, each of
    /// them a name and a value.
    entries: Vec<JsonEntry>,
}

/// Where one value or name stands.
#[derive(Debug, Clone, Copy)]
struct JsonEntry {
    /// The offset of its first byte, and what else there is to say, in the bits that offsets in
    /// texts of the greatest size leave.
    at: u32,
    /// Of a list or a record: the entry after all that are inside. Else the offset behind it.
    end: u32,
}

/// One value of a tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

/// What a value is.
#[derive(Debug, PartialEq)]
pub(crate) enum Value<'t> {
    Null,
    Flag(bool),
    /// As it is spelled.
    Number(&'t str),
    Text(Cow<'t, str>),
    List,
    Record,
}

/// Where text stops being JSON, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub at: usize,
    pub kind: SyntaxKind,
}

/// Which rule of JSON a text breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxKind {
    /// The text ends within a value.
    End,
    /// Values stand in values beyond the bound.
    TooDeep,
    /// A value has to stand here.
    ExpectedValue,
    /// The name of a field has to stand here.
    ExpectedName,
    /// A colon has to stand behind the name.
    ExpectedColon,
    /// A record goes on with a comma, or ends.
    ExpectedCommaOrBrace,
    /// A list goes on with a comma, or ends.
    ExpectedCommaOrBracket,
    /// It should have stood here, often at the end of a line.
    MissingComma,
    /// A record is not closed.
    MissingBrace,
    /// A list is not closed.
    MissingBracket,
    /// The last brace of all.
    MissingEnd,
    /// Something follows the end of the value.
    ExpectedEnd,
    /// A number goes on with a digit.
    ExpectedDigit,
    /// A backslash with something after it that JSON does not have, or half a surrogate pair.
    BadEscape,
    /// A line break or another control character within quotation marks.
    ControlCharacter,
}

impl Value<'_> {
    /// What such a value is called; English, for the translation table.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing (null)",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List => "a list",
            Self::Record => "a record",
        }
    }
}

impl JsonEntry {
    /// Of a text: something in it is written with a backslash.
    const ESCAPED: usize = 1 << 31;
    /// Of a record: it has a name more than once.
    const REPEATS: usize = Self::ESCAPED;
    /// Of a name: it stands again further on in its record.
    const DROPPED: usize = 1 << 30;

    fn offset(self) -> usize {
        self.at as usize & !(Self::ESCAPED | Self::DROPPED)
    }

    fn has(self, mark: usize) -> bool {
        self.at as usize & mark != 0
    }
}

impl Tree<'_> {
    pub(crate) fn root(&self) -> Node<'_> {
        Node {
            tree: self,
            index: 0,
        }
    }

    fn slice(&self, entry: JsonEntry) -> &str {
        &self.text[entry.offset()..entry.end as usize]
    }

    fn name(&self, entry: JsonEntry) -> Name<'_> {
        Name {
            quoted: self.slice(entry),
            is_escaped: entry.has(JsonEntry::ESCAPED),
        }
    }
}

impl<'t> Node<'t> {
    fn entry(self) -> JsonEntry {
        self.tree.entries[self.index as usize]
    }

    fn first_byte(self) -> u8 {
        self.tree.text.as_bytes()[self.at()]
    }

    fn at_index(self, index: u32) -> Self {
        Self { index, ..self }
    }

    /// The entry after all that is inside this value.
    fn end(self) -> u32 {
        if matches!(self.first_byte(), b'[' | b'{') {
            self.entry().end
        } else {
            self.index + 1
        }
    }

    /// The offset of its first byte.
    pub(crate) fn at(self) -> usize {
        self.entry().offset()
    }

    pub(crate) fn value(self) -> Value<'t> {
        let entry = self.entry();
        match self.first_byte() {
            b'{' => Value::Record,
            b'[' => Value::List,
            b'"' => Value::Text(self.tree.name(entry).text()),
            b't' => Value::Flag(true),
            b'f' => Value::Flag(false),
            b'n' => Value::Null,
            _ => Value::Number(self.tree.slice(entry)),
        }
    }

    pub(crate) fn is_null(self) -> bool {
        self.first_byte() == b'n'
    }

    pub(crate) fn is_record(self) -> bool {
        self.first_byte() == b'{'
    }

    /// The items of a list; `None` of anything else.
    pub(crate) fn items(self) -> Option<impl Iterator<Item = Node<'t>> + Clone + use<'t>> {
        let end = (self.first_byte() == b'[').then(|| self.end())?;
        let mut next = self.at_index(self.index + 1);
        Some(std::iter::from_fn(move || {
            let item = (next.index < end).then_some(next)?;
            next.index = item.end();
            Some(item)
        }))
    }

    /// The fields of a record in the order of the text, no name twice; none of anything else.
    pub(crate) fn fields(self) -> impl Iterator<Item = (Name<'t>, Node<'t>)> + Clone {
        self.fields_that(false)
    }

    /// The fields of a record whose name stands again further on in it.
    pub(crate) fn repeated(self) -> impl Iterator<Item = (Name<'t>, Node<'t>)> + Clone {
        let any = self.is_record() && self.entry().has(JsonEntry::REPEATS);
        any.then(|| self.fields_that(true)).into_iter().flatten()
    }

    fn fields_that(self, are_dropped: bool) -> impl Iterator<Item = (Name<'t>, Node<'t>)> + Clone {
        let end = if self.is_record() { self.end() } else { 0 };
        let mut next = self.at_index(self.index + 1);
        std::iter::from_fn(move || {
            while next.index < end {
                let name = next.entry();
                let value = next.at_index(next.index + 1);
                next.index = value.end();
                if name.has(JsonEntry::DROPPED) == are_dropped {
                    return Some((self.tree.name(name), value));
                }
            }
            None
        })
    }

    /// The value of a field of a record.
    pub(crate) fn field(self, name: &str) -> Option<Self> {
        let mut fields = self.fields();
        fields.find_map(|(known, node)| known.is(name).then_some(node))
    }

    /// The text of a field of a record.
    pub(crate) fn text_field(self, name: &str) -> Option<Cow<'t, str>> {
        match self.field(name)?.value() {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value as it is spelled in the text.
    pub(crate) fn spelled(self) -> &'t str {
        if !matches!(self.first_byte(), b'[' | b'{') {
            return self.tree.slice(self.entry());
        }
        let bytes = self.tree.text.as_bytes();
        let (mut at, mut open) = (self.at(), 0);
        loop {
            match bytes[at] {
                b'"' => at = parse::behind_text(bytes, at).end - 1,
                b'[' | b'{' => open += 1,
                b']' | b'}' => open -= 1,
                _ => {}
            }
            at += 1;
            if open == 0 {
                return &self.tree.text[self.at()..at];
            }
        }
    }
}

/// The name of a field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'t> {
    /// With its quotation marks.
    quoted: &'t str,
    is_escaped: bool,
}

impl<'t> Name<'t> {
    pub(crate) fn text(self) -> Cow<'t, str> {
        text_of(self.quoted, self.is_escaped)
    }

    /// What stands between its quotation marks.
    pub(crate) fn spelled(self) -> &'t str {
        &self.quoted[1..self.quoted.len() - 1]
    }

    pub(crate) fn is(self, name: &str) -> bool {
        if self.is_escaped {
            return self.text() == name;
        }
        self.quoted.len() == name.len() + 2 && &self.quoted[1..=name.len()] == name
    }
}

/// What a text between quotation marks says.
fn text_of(quoted: &str, is_escaped: bool) -> Cow<'_, str> {
    if is_escaped {
        // It was read before, or has no escape that could be wrong.
        return Cow::Owned(serde_json::from_str(quoted).unwrap_or_default());
    }
    Cow::Borrowed(&quoted[1..quoted.len() - 1])
}
