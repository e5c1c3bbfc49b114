//! What data formats hold: texts, lists and records, each with its line; and JSON as that.

use crate::{
    exchange::error::{ExchangeError, too_much},
    file::{self, Node, Places, Value},
    model::Excess,
};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// From 1.
    pub line: usize,
    pub data: Data,
}

/// What a value is; figures and flags are the texts that they are spelled by.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Data {
    Nothing,
    Text(String),
    List(Vec<Item>),
    Record(Vec<(String, Item)>),
}

impl Item {
    pub(super) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Of a list; none of anything else.
    pub(super) fn items(&self) -> &[Item] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// Of a record; none of anything else.
    pub(super) fn fields(&self) -> &[(String, Item)] {
        match &self.data {
            Data::Record(fields) => fields,
            _ => &[],
        }
    }

    pub(super) fn is_record(&self) -> bool {
        matches!(self.data, Data::Record(_))
    }

    /// How many values it is, itself among them.
    pub(super) fn count(&self) -> usize {
        let within = match &self.data {
            Data::Nothing | Data::Text(_) => 0,
            Data::List(items) => items.iter().map(Self::count).sum(),
            Data::Record(fields) => fields.iter().map(|(_, item)| item.count()).sum(),
        };
        1 + within
    }
}

/// How many values may still come; a value takes a hundred bytes where a text has eight for it.
pub(super) struct Room {
    bytes: usize,
    left: usize,
}

impl Room {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.len();
        let left = 10_000 + bytes / 16;
        Self { bytes, left }
    }

    /// # Errors
    /// Where so many more are too many.
    pub(super) fn take(&mut self, count: usize, line: usize) -> Result<(), ExchangeError> {
        let bytes = self.bytes;
        let left = self.left.checked_sub(count);
        self.left = left.ok_or_else(|| too_much(line, Excess::Empty { bytes }))?;
        Ok(())
    }
}

/// Reads a text in JSON.
///
/// # Errors
/// Where it is none, or has more values than anyone writes into so few bytes.
pub(super) fn of_json(text: &str) -> Result<Item, ExchangeError> {
    let tree = file::parse_json(text)?;
    item(tree.root(), &mut Places::new(text), &mut Room::of(text))
}

fn item(node: Node<'_>, places: &mut Places<'_>, room: &mut Room) -> Result<Item, ExchangeError> {
    let (line, _) = places.line_and_column(node.at());
    room.take(1, line)?;
    let data = match node.value() {
        Value::Null => Data::Nothing,
        Value::Flag(flag) => Data::Text(flag.to_string()),
        Value::Number(number) => Data::Text(number.to_owned()),
        Value::Text(text) => Data::Text(text.into_owned()),
        Value::List => {
            let items = node.items().into_iter().flatten();
            let items = items.map(|node| item(node, places, room));
            Data::List(items.collect::<Result<_, _>>()?)
        }
        Value::Record => {
            let fields = node.fields().map(|(name, node)| {
                let item = item(node, places, room)?;
                Ok((name.text().into_owned(), item))
            });
            Data::Record(fields.collect::<Result<_, ExchangeError>>()?)
        }
    };
    Ok(Item { line, data })
}
