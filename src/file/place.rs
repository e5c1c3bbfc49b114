//! Where something stands in a file: offsets as lines and columns, parts of a map as offsets.

use std::collections::HashMap;

use super::json::Node;
use crate::model::Position;

/// Lines and columns of one text.
pub(crate) struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Places<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Line and column of an offset, both from 1, the column in characters.
    ///
    /// Cheap when offsets come in rising order, for it goes on where the last one ended.
    pub(crate) fn line_and_column(&mut self, at: usize) -> (usize, usize) {
        if at < self.at {
            *self = Self::new(self.text);
        }
        for character in self.text[self.at..at].chars() {
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = at;
        (self.line, self.column)
    }
}

/// A field of a part of a map, by the indices that the part had in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldPosition {
    pub part: Position,
    pub field: &'static str,
}

impl FieldPosition {
    pub(super) fn of(part: Position, field: &'static str) -> Self {
        Self { part, field }
    }
}

/// Finds parts of a map in the tree that it was read from.
pub(super) struct NodeFinder<'t> {
    root: Node<'t>,
    /// The items of lists that were asked for, by where the list begins: items are found by
    /// counting, and many things may be wrong in one list.
    lists: HashMap<usize, Vec<Node<'t>>>,
}

impl<'t> NodeFinder<'t> {
    pub(super) fn new(root: Node<'t>) -> Self {
        let lists = HashMap::new();
        Self { root, lists }
    }

    /// The value of the field; its record where the file lacks the field.
    pub(super) fn find(&mut self, place: FieldPosition) -> Node<'t> {
        let part = self.part(place.part).unwrap_or(self.root);
        part.field(place.field).unwrap_or(part)
    }

    fn part(&mut self, position: Position) -> Option<Node<'t>> {
        let root = self.root;
        match position {
            Position::Map => Some(root),
            Position::Persona(index) => self.item(root, "personas", index),
            Position::Channel(index) => self.item(root, "channels", index),
            Position::Stage(index) => self.item(root, "stages", index),
            Position::Step(stage, index) => {
                let stage = self.item(root, "stages", stage)?;
                self.item(stage, "steps", index)
            }
            Position::Lane(index) => self.item(root, "lanes", index),
            Position::Card(lane, index) => self.in_lane(lane, "cards", index),
            Position::Curve(lane, index) => self.in_lane(lane, "curves", index),
            Position::Point(lane, curve, index) => {
                let curve = self.in_lane(lane, "curves", curve)?;
                self.item(curve, "points", index)
            }
            Position::Mark(lane, index) => self.in_lane(lane, "marks", index),
            Position::Metric(lane, index) => self.in_lane(lane, "metrics", index),
            Position::Line(index) => self.item(root, "lines", index),
            Position::Arrow(index) => self.item(root, "arrows", index),
            Position::Stop(index) => self.item(root, "stops", index),
            Position::LevelWord(index) => self.item(root.field("emotion_scale")?, "words", index),
        }
    }

    fn in_lane(&mut self, lane: usize, list: &str, index: usize) -> Option<Node<'t>> {
        let lane = self.item(self.root, "lanes", lane)?;
        self.item(lane, list, index)
    }

    fn item(&mut self, of: Node<'t>, list: &str, index: usize) -> Option<Node<'t>> {
        let list = of.field(list)?;
        let items = self.lists.entry(list.at());
        let items = items.or_insert_with(|| {
            // What is no record was left out.
            let items = list.items().into_iter().flatten();
            items.filter(|node| node.is_record()).collect()
        });
        items.get(index).copied()
    }
}
