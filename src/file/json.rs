//! JSON text as a tree in which every value knows where it stands in the text.
//!
//! A mistake in a file is told with its line, its column and its path, and a field that this
//! version does not know goes back into the file as it came. A tree of `serde_json` keeps neither
//! places nor the spelling of numbers, and its typed errors are English sentences; so this reader
//! is our own, and a property test holds it to `serde_json`.

use std::{borrow::Cow, collections::HashSet};

/// Deeper nesting is refused: no map is like that, and the stack is finite.
pub(super) const MAX_DEPTH: usize = 128;

/// One value and the offset of its first byte.
#[derive(Debug, PartialEq)]
pub(super) struct Node<'a> {
    pub at: usize,
    pub value: Value<'a>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Flag(bool),
    /// As it is spelled.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    /// In the order of the text; no name twice.
    Record(Vec<(Cow<'a, str>, Node<'a>)>),
}

#[derive(Debug, PartialEq)]
pub(super) struct Parsed<'a> {
    pub root: Node<'a>,
    /// Names that a record has more than once, with the offset of the value that was dropped: the
    /// last one counts.
    pub repeated: Vec<(usize, String)>,
}

/// Where text stops being JSON, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub at: usize,
    pub kind: SyntaxKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxKind {
    /// The text ends within a value.
    End,
    TooDeep,
    ExpectedValue,
    ExpectedName,
    ExpectedColon,
    ExpectedCommaOrBrace,
    ExpectedCommaOrBracket,
    /// Something follows the end of the value.
    ExpectedEnd,
    ExpectedDigit,
    /// A backslash with something after it that JSON does not have, or half a surrogate pair.
    BadEscape,
    /// A line break or another control character within quotation marks.
    ControlCharacter,
}

/// Reads the whole of `text` as one value.
pub(super) fn parse(text: &str) -> Result<Parsed<'_>, SyntaxError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        repeated: Vec::new(),
    };
    let root = parser.value()?;
    match parser.peek() {
        None => Ok(Parsed {
            root,
            repeated: parser.repeated,
        }),
        Some(_) => parser.fail(SyntaxKind::ExpectedEnd),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    repeated: Vec<(usize, String)>,
}

impl<'a> Parser<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// An error here: at the end of the text always [`SyntaxKind::End`].
    fn fail<T>(&self, kind: SyntaxKind) -> Result<T, SyntaxError> {
        let kind = match self.byte() {
            None => SyntaxKind::End,
            Some(_) => kind,
        };
        Err(SyntaxError { at: self.at, kind })
    }

    fn value(&mut self) -> Result<Node<'a>, SyntaxError> {
        let first = self.peek();
        let at = self.at;
        let value = match first {
            Some(b'{') => self.nested(Self::record)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(b'"') => Value::Text(self.quoted()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b't') => self.keyword("true", Value::Flag(true))?,
            Some(b'f') => self.keyword("false", Value::Flag(false))?,
            Some(b'n') => self.keyword("null", Value::Null)?,
            _ => return self.fail(SyntaxKind::ExpectedValue),
        };
        Ok(Node { at, value })
    }

    /// Reads what an opening bracket begins.
    fn nested(
        &mut self,
        inside: fn(&mut Self) -> Result<Value<'a>, SyntaxError>,
    ) -> Result<Value<'a>, SyntaxError> {
        if self.depth == MAX_DEPTH {
            return self.fail(SyntaxKind::TooDeep);
        }
        self.depth += 1;
        self.at += 1;
        let value = inside(self)?;
        self.at += 1;
        self.depth -= 1;
        Ok(value)
    }

    fn list(&mut self) -> Result<Value<'a>, SyntaxError> {
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value()?);
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => return Ok(Value::List(items)),
                _ => return self.fail(SyntaxKind::ExpectedCommaOrBracket),
            }
        }
    }

    fn record(&mut self) -> Result<Value<'a>, SyntaxError> {
        let mut fields = Vec::new();
        if self.peek() == Some(b'}') {
            return Ok(Value::Record(fields));
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.fail(SyntaxKind::ExpectedName);
            }
            let name = self.quoted()?;
            if self.peek() != Some(b':') {
                return self.fail(SyntaxKind::ExpectedColon);
            }
            self.at += 1;
            fields.push((name, self.value()?));
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return self.fail(SyntaxKind::ExpectedCommaOrBrace),
            }
        }
        self.drop_repeated(&mut fields);
        Ok(Value::Record(fields))
    }

    /// Keeps the last of each name, as other readers of JSON do.
    fn drop_repeated(&mut self, fields: &mut Vec<(Cow<'a, str>, Node<'a>)>) {
        const FEW: usize = 16;
        let repeats = |i: usize| fields[..i].iter().any(|(name, _)| *name == fields[i].0);
        if fields.len() <= FEW && !(1..fields.len()).any(repeats) {
            return;
        }
        let mut seen = HashSet::new();
        let keep: Vec<bool> = fields
            .iter()
            .rev()
            .map(|(name, _)| seen.insert(name.clone()))
            .collect();
        let mut keep = keep.into_iter().rev();
        fields.retain(|(name, node)| {
            let kept = keep.next().unwrap_or(true);
            if !kept {
                self.repeated.push((node.at, name.to_string()));
            }
            kept
        });
    }

    fn keyword(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, SyntaxError> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        if word.as_bytes().starts_with(rest) {
            self.at = self.text.len();
        }
        self.fail(SyntaxKind::ExpectedValue)
    }

    fn number(&mut self) -> Result<&'a str, SyntaxError> {
        let start = self.at;
        self.skip(b"-");
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    /// Steps over one of `bytes`, if it stands here.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let skipped = self.byte().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(skipped);
        skipped
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            return self.fail(SyntaxKind::ExpectedDigit);
        }
        Ok(())
    }

    /// A text in quotation marks; borrowed when nothing in it is escaped.
    fn quoted(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        self.at += 1;
        let mut unescaped = String::new();
        loop {
            let start = self.at;
            while self
                .byte()
                .is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20))
            {
                self.at += 1;
            }
            let plain = &self.text[start..self.at];
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    if unescaped.is_empty() {
                        return Ok(Cow::Borrowed(plain));
                    }
                    unescaped.push_str(plain);
                    return Ok(Cow::Owned(unescaped));
                }
                Some(b'\\') => {
                    unescaped.push_str(plain);
                    unescaped.push(self.escaped()?);
                }
                _ => return self.fail(SyntaxKind::ControlCharacter),
            }
        }
    }

    /// The character of one escape, from its backslash on.
    fn escaped(&mut self) -> Result<char, SyntaxError> {
        let start = self.at;
        let bad = SyntaxError {
            at: start,
            kind: SyntaxKind::BadEscape,
        };
        self.at += 1;
        let Some(byte) = self.byte() else {
            return self.fail(SyntaxKind::End);
        };
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex().ok_or(bad)?;
                let is_pair = (0xD800..0xDC00).contains(&first)
                    && self.text.as_bytes()[self.at..].starts_with(b"\\u");
                let code = if is_pair {
                    self.at += 2;
                    let second = self.hex().filter(|code| (0xDC00..0xE000).contains(code));
                    0x10000 + ((first - 0xD800) << 10) + (second.ok_or(bad)? - 0xDC00)
                } else {
                    first
                };
                char::from_u32(code).ok_or(bad)?
            }
            _ => return Err(bad),
        })
    }

    /// Four hexadecimal digits.
    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

impl Value<'_> {
    /// What such a value is called; English, for the translation table.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing (null)",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Record(_) => "a record",
        }
    }
}

impl<'a> Node<'a> {
    /// The value of a field of a record.
    pub fn field(&self, name: &str) -> Option<&Node<'a>> {
        let Value::Record(fields) = &self.value else {
            return None;
        };
        let (_, node) = fields.iter().find(|(known, _)| known == name)?;
        Some(node)
    }

    /// The text of a field of a record.
    pub fn text_field(&self, name: &str) -> Option<&str> {
        match &self.field(name)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An item of a list.
    pub fn item(&self, index: usize) -> Option<&Node<'a>> {
        match &self.value {
            Value::List(items) => items.get(index),
            _ => None,
        }
    }

    /// The path to the value at an offset, as in `stages[2].title`; empty for the whole.
    pub fn path_to(&self, at: usize) -> String {
        let mut path = String::new();
        let mut node = self;
        while node.at != at {
            let next = match &node.value {
                Value::List(items) => {
                    let after = items.partition_point(|item| item.at <= at);
                    let Some(index) = after.checked_sub(1) else {
                        break;
                    };
                    path.push_str(&format!("[{index}]"));
                    &items[index]
                }
                Value::Record(fields) => {
                    let after = fields.partition_point(|(_, field)| field.at <= at);
                    let Some((name, field)) = after.checked_sub(1).map(|index| &fields[index])
                    else {
                        break;
                    };
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                    field
                }
                _ => break,
            };
            node = next;
        }
        path
    }

    /// Writes the value on one line, always in the same spelling.
    pub fn write(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Value::Number(number) => out.push_str(number),
            Value::Text(text) => write_text(text, out),
            Value::List(items) => write_all(items, ["[", "]"], out, Node::write),
            Value::Record(fields) if fields.is_empty() => out.push_str("{}"),
            Value::Record(fields) => write_record(fields, out),
        }
    }
}

/// Writes fields, at least one, as a record on one line.
pub(super) fn write_record<'n, 'a: 'n>(
    fields: impl IntoIterator<Item = &'n (Cow<'a, str>, Node<'a>)>,
    out: &mut String,
) {
    write_all(fields, ["{ ", " }"], out, |(name, node), out| {
        write_text(name, out);
        out.push_str(": ");
        node.write(out);
    });
}

/// Writes items with commas between two brackets.
pub(super) fn write_all<T>(
    items: impl IntoIterator<Item = T>,
    brackets: [&str; 2],
    out: &mut String,
    mut write: impl FnMut(T, &mut String),
) {
    out.push_str(brackets[0]);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(item, out);
    }
    out.push_str(brackets[1]);
}

/// Writes a text in quotation marks; only what JSON demands is escaped.
pub(super) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let control;
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x20 => {
                control = format!("\\u{byte:04x}");
                &control
            }
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(escape);
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Writes a finite number in the fewest digits that read back as the same.
pub(super) fn write_number(number: f64, out: &mut String) {
    use std::fmt::Write as _;
    let size = number.abs();
    // Writing to a String cannot fail.
    let _ = if size == 0.0 {
        write!(out, "0")
    } else if (1e-6..1e15).contains(&size) {
        write!(out, "{number}")
    } else {
        write!(out, "{number:e}")
    };
}
