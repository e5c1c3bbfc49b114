//! JSON text as a tree in which every value knows where it stands in the text.
//!
//! A mistake in a file is told with its line, its column and its path, and a field that this
//! version does not know goes back into the file as it came. The parsing is `serde_json`'s; its own
//! tree keeps neither places nor the spelling of numbers, so this one stands above its raw values.

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// Deeper nesting is refused: no map is like that, and the stack is finite.
pub(super) const MAX_DEPTH: usize = 32;

/// One value and the offset of its first byte.
#[derive(Debug, PartialEq)]
pub(crate) struct Node<'a> {
    pub at: usize,
    pub value: Value<'a>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Value<'a> {
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
pub(crate) struct Parsed<'a> {
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
    let mut reader = Reader {
        text,
        repeated: Vec::new(),
    };
    let root = serde_json::from_str(text).map_err(|error| reader.syntax_error(text, &error))?;
    let root = reader.node(root, 0)?;
    Ok(Parsed {
        root,
        repeated: reader.repeated,
    })
}

/// Opens values level by level. `serde_json` hands out each inner value as a piece of the text, so
/// that the place of the piece is the place of the value.
struct Reader<'a> {
    text: &'a str,
    repeated: Vec<(usize, String)>,
}

impl<'a> Reader<'a> {
    fn node(&mut self, raw: &'a RawValue, depth: usize) -> Result<Node<'a>, SyntaxError> {
        let json = raw.get();
        let at = self.offset_of(json);
        let value = match json.as_bytes()[0] {
            b'{' | b'[' if depth == MAX_DEPTH => {
                let kind = SyntaxKind::TooDeep;
                return Err(SyntaxError { at, kind });
            }
            b'{' => {
                let Entries(entries) = self.open(json)?;
                let mut fields = Vec::with_capacity(entries.len());
                for (name, raw) in entries {
                    fields.push((name.0, self.node(raw, depth + 1)?));
                }
                self.drop_repeated(&mut fields);
                Value::Record(fields)
            }
            b'[' => {
                let items: Vec<&'a RawValue> = self.open(json)?;
                let items = items.into_iter().map(|raw| self.node(raw, depth + 1));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            b'"' => Value::Text(self.open::<Text<'a>>(json)?.0),
            b't' => Value::Flag(true),
            b'f' => Value::Flag(false),
            b'n' => Value::Null,
            _ => Value::Number(json),
        };
        Ok(Node { at, value })
    }

    fn open<T: Deserialize<'a>>(&self, json: &'a str) -> Result<T, SyntaxError> {
        serde_json::from_str(json).map_err(|error| self.syntax_error(json, &error))
    }

    /// Where a piece of the text begins in it.
    fn offset_of(&self, piece: &str) -> usize {
        piece.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// What `serde_json` says of a piece of the text, with the place in the whole.
    fn syntax_error(&self, piece: &str, error: &serde_json::Error) -> SyntaxError {
        if error.is_eof() {
            let at = self.text.len();
            let kind = SyntaxKind::End;
            return SyntaxError { at, kind };
        }
        let lines = piece
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1));
        let line_start: usize = lines.map(str::len).sum();
        let at = line_start + error.column().saturating_sub(1);
        let at = self.offset_of(piece) + piece.floor_char_boundary(at.min(piece.len()));
        let message = error.to_string();
        let begins = |beginning: &&(&str, SyntaxKind)| message.starts_with(beginning.0);
        let kind = MESSAGES
            .iter()
            .find(begins)
            .map_or(SyntaxKind::ExpectedValue, |m| m.1);
        // A minus sign at the end of the text is no end to `serde_json`.
        if kind == SyntaxKind::ExpectedDigit && at + 1 >= self.text.len() {
            let kind = SyntaxKind::End;
            return SyntaxError { at, kind };
        }
        SyntaxError { at, kind }
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

/// The fields of a record, in the order of the text, repeated ones too.
struct Entries<'a>(Vec<(Text<'a>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// A text, borrowed when nothing in it is escaped.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_its_place_and_its_path() {
        let text = r#"{ "a": [1, { "b": "x" }], "c": {} }"#;
        let root = parse(text).unwrap().root;
        for (part, path) in [
            ("1", "a[0]"),
            ("\"x", "a[1].b"),
            ("{}", "c"),
            ("[", "a"),
            ("{ \"a", ""),
        ] {
            let at = text.find(part).unwrap();
            assert_eq!(root.path_to(at), path);
        }
    }
}
