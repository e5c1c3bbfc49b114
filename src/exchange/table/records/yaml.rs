//! YAML as values, within bounds: what stands in what, what is meant again by its name, how much.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use saphyr_parser::{Event, Parser};

use super::data::{Data, Item, Room};
use crate::exchange::error::{ExchangeError, ExchangeErrorKind};

/// Nobody writes a journey by hand that is larger.
const MAX_BYTES: usize = 2 << 20;
/// No journey stands deeper.
const MAX_DEPTH: usize = 32;
/// Values that are meant again have names; more than anyone gives.
const MAX_NAMED: usize = 1_000;
/// Takes the fields of another record in.
const MERGE: &str = "<<";

/// Reads the documents of a text.
///
/// # Errors
/// Where it is no YAML, or beyond the bounds.
pub(super) fn read(text: &str) -> Result<Vec<Item>, ExchangeError> {
    if text.len() > MAX_BYTES {
        return Err(fail(1, 1, ExchangeErrorKind::LargeTable));
    }
    // The library has words like "must be" in it, and nothing that a file says may end the program.
    catch_unwind(AssertUnwindSafe(|| documents(text)))
        .unwrap_or_else(|_| Err(fail(1, 1, ExchangeErrorKind::BrokenYaml)))
}

fn fail(line: usize, column: usize, kind: ExchangeErrorKind) -> ExchangeError {
    ExchangeError { line, column, kind }
}

fn documents(text: &str) -> Result<Vec<Item>, ExchangeError> {
    let mut builder = ItemBuilder {
        room: Room::of(text),
        open: Vec::new(),
        named: HashMap::new(),
        documents: Vec::new(),
    };
    // Places are told within the text, whatever the library counts beyond its end.
    let line_count = text.lines().count().max(1);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker();
            let line = at.line().clamp(1, line_count);
            fail(line, 1, ExchangeErrorKind::BrokenYaml)
        })?;
        let line = span.start.line().clamp(1, line_count);
        builder.event(event, line)?;
    }
    Ok(builder.documents)
}

/// A list or record that is not at its end.
struct OpenItem {
    item: Item,
    /// What a record says next is of this name.
    name: Option<String>,
    /// By which it is meant again; 0 for none.
    anchor: usize,
}

struct ItemBuilder {
    room: Room,
    open: Vec<OpenItem>,
    named: HashMap<usize, Item>,
    documents: Vec<Item>,
}

impl ItemBuilder {
    fn event(&mut self, event: Event<'_>, line: usize) -> Result<(), ExchangeError> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.room.take(1, line)?;
                let is_plain = style == saphyr_parser::ScalarStyle::Plain;
                let is_nothing = is_plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let data = match is_nothing {
                    true => Data::Nothing,
                    false => Data::Text(text.into_owned()),
                };
                self.whole(Item { line, data }, anchor)
            }
            Event::Alias(anchor) => {
                let item = self.named.get(&anchor).cloned();
                let data = Data::Nothing;
                let item = item.unwrap_or(Item { line, data });
                self.room.take(item.count(), line)?;
                self.whole(item, 0)
            }
            Event::SequenceStart(anchor, _) => self.begin(Data::List(Vec::new()), anchor, line),
            Event::MappingStart(anchor, _) => self.begin(Data::Record(Vec::new()), anchor, line),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(OpenItem { item, anchor, .. }) => self.whole(item, anchor),
                None => Ok(()),
            },
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn begin(&mut self, data: Data, anchor: usize, line: usize) -> Result<(), ExchangeError> {
        self.room.take(1, line)?;
        if self.open.len() >= MAX_DEPTH {
            return Err(fail(line, 1, ExchangeErrorKind::BrokenYaml));
        }
        self.open.push(OpenItem {
            item: Item { line, data },
            name: None,
            anchor,
        });
        Ok(())
    }

    fn whole(&mut self, item: Item, anchor: usize) -> Result<(), ExchangeError> {
        if anchor > 0 && self.named.len() < MAX_NAMED {
            self.room.take(item.count(), item.line)?;
            self.named.insert(anchor, item.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.documents.push(item);
            return Ok(());
        };
        match &mut open.item.data {
            Data::List(items) => items.push(item),
            Data::Record(fields) => match open.name.take() {
                None => open.name = Some(item.text().unwrap_or_default().to_owned()),
                Some(name) if name == MERGE => merge(fields, item),
                Some(name) => fields.push((name, item)),
            },
            Data::Nothing | Data::Text(_) => {}
        }
        Ok(())
    }
}

/// Takes in what a record does not say itself.
fn merge(fields: &mut Vec<(String, Item)>, item: Item) {
    match item.data {
        Data::Record(others) => {
            for (name, item) in others {
                if !fields.iter().any(|(known, _)| *known == name) {
                    fields.push((name, item));
                }
            }
        }
        Data::List(items) => items.into_iter().for_each(|item| merge(fields, item)),
        Data::Nothing | Data::Text(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Item {
        read(text).unwrap().remove(0)
    }

    #[test]
    fn what_yaml_says_is_read_with_its_lines() {
        let item = one("a: 1\nb:\n  - x\n  - 'y: z'\nc: {d: ~, e: [1, 2]}\nf: |\n  two\n  lines\n");
        let names: Vec<_> = item.fields().iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["a", "b", "c", "f"]);
        assert_eq!(item.fields()[1].1.items()[1].text(), Some("y: z"));
        assert_eq!(item.fields()[1].1.items()[1].line, 4);
        assert_eq!(item.fields()[2].1.fields()[0].1.data, Data::Nothing);
        assert_eq!(item.fields()[3].1.text(), Some("two\nlines"));
        assert_eq!(read("a: 1\n---\nb: 2\n").unwrap().len(), 2);
    }

    #[test]
    fn what_is_meant_again_comes_again() {
        let item = one("base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\nsame: *b\n");
        let more = item.fields()[1].1.fields();
        assert_eq!(more[0].1.text(), Some("1"));
        assert_eq!(item.fields()[2].1.fields().len(), 2);
    }

    #[test]
    fn there_is_an_end_to_it() {
        let deep = "[".repeat(40) + &"]".repeat(40);
        assert!(read(&deep).is_err());
        let deep: String = (0..40).map(|at| " ".repeat(at) + "a:\n").collect();
        assert!(read(&deep).is_err());
        let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for at in 1..9 {
            let before = format!("*a{}, ", at - 1).repeat(9);
            laughs += &format!("a{at}: &a{at} [{before}]\n");
        }
        assert!(read(&laughs).is_err());
        assert!(read(&"x".repeat(MAX_BYTES + 1)).is_err());
        assert_eq!(
            read("a: [\n").unwrap_err().kind,
            ExchangeErrorKind::BrokenYaml
        );
    }
}
