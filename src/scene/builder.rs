//! A chunk in the making: what is drawn of one thing, in the colours of a theme.

use std::collections::BTreeSet;

use super::{Chunk, Icon, Item, Paint, Shape, Stroke, Subject, Text};
use crate::{
    geom::Rect,
    layout::{Explained, MarkKind, TextBox},
    model::{Color, Picture, Theme},
    text::Line,
};

/// A chunk in the making.
pub(super) struct ChunkBuilder<'a> {
    pub theme: &'a Theme,
    items: Vec<Item>,
    marks: BTreeSet<Explained>,
    /// What all colours are drawn towards, for what is meant to stand back.
    ground: Option<Color>,
    bounds: Option<Rect>,
}

impl<'a> ChunkBuilder<'a> {
    pub(super) fn new(theme: &'a Theme) -> Self {
        Self {
            theme,
            items: Vec::new(),
            marks: BTreeSet::new(),
            ground: None,
            bounds: None,
        }
    }

    /// For what stands back, when it is `faded`, on a ground.
    pub(super) fn fading(theme: &'a Theme, faded: bool, ground: Color) -> Self {
        Self {
            ground: faded.then_some(ground),
            ..Self::new(theme)
        }
    }

    fn tone(&self, color: Color) -> Color {
        const FADED: f64 = 0.72;
        self.ground.map_or(color, |ground| color.mix(ground, FADED))
    }

    fn push(&mut self, item: Item, bounds: Rect) {
        self.bounds = Some(self.bounds.map_or(bounds, |all| all.union(bounds)));
        self.items.push(item);
    }

    /// Notes that a mark is drawn, which the legend has to explain.
    pub(super) fn marked(&mut self, mark: MarkKind) {
        self.marks.insert(mark.explained());
    }

    pub(super) fn fill(&mut self, shape: Shape, color: Color) {
        self.fill_through(shape, color, 1.0);
    }

    pub(super) fn fill_through(&mut self, shape: Shape, color: Color, opacity: f64) {
        let bounds = shape.bounds();
        let item = Item::Fill {
            shape,
            color: self.tone(color),
            opacity,
        };
        self.push(item, bounds);
    }

    pub(super) fn stroke(&mut self, shape: Shape, stroke: Stroke, paint: Paint) {
        // A mitre may reach beyond half the width; the full width covers what occurs here.
        let bounds = shape.bounds().inflate(stroke.width, stroke.width);
        let paint = match paint {
            Paint::Solid(color) => Paint::Solid(self.tone(color)),
            Paint::Vertical { top, bottom, stops } => Paint::Vertical {
                top,
                bottom,
                stops: stops
                    .into_iter()
                    .map(|(at, color)| (at, self.tone(color)))
                    .collect(),
            },
        };
        let item = Item::Stroke {
            shape,
            stroke,
            paint,
        };
        self.push(item, bounds);
    }

    /// A rounded box with a border of one unit inside its edge.
    pub(super) fn boxed(&mut self, rect: Rect, radius: f64, fill: Color, border: Color) {
        self.fill(Shape::Rect { rect, radius }, fill);
        self.stroke(
            Shape::Rect { rect, radius },
            Stroke::solid(1.0),
            Paint::Solid(border),
        );
    }

    /// A paragraph, unless nothing of it shows.
    pub(super) fn text(&mut self, text: &TextBox) {
        let em = self.theme.style(text.role).size;
        let laid_out = Text {
            paragraph: text.paragraph.clone(),
            rect: text.rect,
            align: text.align,
            role: text.role,
            color: self.tone(self.theme.ink_on(text.ink, text.ground)),
        };
        let lines = laid_out.lines().map(|(line, at)| {
            let (left, right) = (at.x - em / 2.0, at.x + line.width + em / 2.0);
            Rect::new(left, at.y - Line::UP * em, right, at.y + Line::DOWN * em)
        });
        if let Some(bounds) = lines.reduce(|all, line| all.union(line)) {
            self.push(Item::Text(laid_out), bounds);
        }
    }

    /// The icon of a name; one that is not in the set appears as a note.
    pub(super) fn icon(&mut self, name: &str, rect: Rect, color: Color, width: f64) {
        let Some(icon) = Icon::named(name).or_else(|| Icon::named("note")) else {
            return;
        };
        let item = Item::Icon {
            icon,
            rect,
            color: self.tone(color),
            width,
        };
        self.push(item, rect.inflate(width, width));
    }

    pub(super) fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64) {
        let item = Item::Picture {
            picture: picture.clone(),
            frame,
            radius,
        };
        self.push(item, frame);
    }

    pub(super) fn chunk(self, subject: impl Into<Subject>) -> Chunk {
        let mut items = self.items;
        // It is kept as long as the map is open.
        items.shrink_to_fit();
        Chunk {
            subject: subject.into(),
            bounds: self.bounds.unwrap_or_default(),
            items,
            marks: self.marks.into_iter().collect(),
        }
    }
}
