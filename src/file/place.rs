//! Where something stands in a file: offsets as lines and columns, parts of a map as offsets.

use super::json::Node;

/// Lines and columns of one text.
pub(crate) struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
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
    pub fn line_and_column(&mut self, at: usize) -> (usize, usize) {
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
pub(super) struct Place {
    pub part: Spot,
    pub field: &'static str,
}

/// A part of a map by indices: lane first, then within it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot {
    Map,
    Persona(usize),
    Channel(usize),
    Stage(usize),
    Step(usize, usize),
    Lane(usize),
    Card(usize, usize),
    Curve(usize, usize),
    Point(usize, usize, usize),
    Mark(usize, usize),
    Metric(usize, usize),
    Line(usize),
    Arrow(usize),
    Word(usize),
}

impl Spot {
    pub fn field(self, field: &'static str) -> Place {
        Place { part: self, field }
    }

    fn in_tree<'n, 'a>(self, root: &'n Node<'a>) -> Option<&'n Node<'a>> {
        let at = |node: &'n Node<'a>, list, index| node.field(list)?.item(index);
        let lane = |index| at(root, "lanes", index);
        match self {
            Self::Map => Some(root),
            Self::Persona(index) => at(root, "personas", index),
            Self::Channel(index) => at(root, "channels", index),
            Self::Stage(index) => at(root, "stages", index),
            Self::Step(stage, index) => at(at(root, "stages", stage)?, "steps", index),
            Self::Lane(index) => lane(index),
            Self::Card(index, card) => at(lane(index)?, "cards", card),
            Self::Curve(index, curve) => at(lane(index)?, "curves", curve),
            Self::Point(index, curve, point) => {
                at(at(lane(index)?, "curves", curve)?, "points", point)
            }
            Self::Mark(index, mark) => at(lane(index)?, "marks", mark),
            Self::Metric(index, metric) => at(lane(index)?, "metrics", metric),
            Self::Line(index) => at(root, "lines", index),
            Self::Arrow(index) => at(root, "arrows", index),
            Self::Word(index) => at(root.field("emotion_scale")?, "words", index),
        }
    }
}

impl Place {
    /// The value of the field; its record where the file lacks the field.
    pub fn in_tree<'n, 'a>(self, root: &'n Node<'a>) -> &'n Node<'a> {
        let part = self.part.in_tree(root).unwrap_or(root);
        part.field(self.field).unwrap_or(part)
    }
}
