//! From a layout to its display list.

use std::sync::Arc;

use super::{
    Band, Chunk, Icon, Item, Paint, PlacedBand, Scene, Shape, Stroke, header, lane, marks,
};
use crate::{
    geom::{BezPath, Circle, Rect, Shape as _},
    layout::{ArrowBox, Layout, LineBox, PlacedRow, TextBox},
    model::{Color, Picture, Target, Theme},
};

impl Scene {
    /// The display list of a layout; bands that did not change are shared with `previous`.
    pub fn new(layout: &Layout, previous: Option<&Self>) -> Self {
        let previous = previous.and_then(|p| Some((p.layout.as_ref()?, &p.bands)));
        let same_grid = previous.filter(|(old, _)| Arc::ptr_eq(&old.grid, &layout.grid));
        let mut bands = Vec::with_capacity(2 * layout.rows.len() + 2);
        let mut add = |y: f64, band: Arc<Band>| bands.push(PlacedBand { y, band });

        let kept = previous
            .filter(|(old, _)| Arc::ptr_eq(&old.header.part, &layout.header.part))
            .map(|(_, bands)| bands[0].band.clone());
        add(
            layout.header.y,
            kept.unwrap_or_else(|| Arc::new(header::header(&layout.header.part))),
        );
        let kept = previous
            .filter(|(old, _)| Arc::ptr_eq(&old.stages.part, &layout.stages.part))
            .map(|(_, bands)| bands[1].band.clone());
        add(
            layout.stages.y,
            kept.unwrap_or_else(|| Arc::new(header::stages(&layout.stages.part))),
        );
        for row in &layout.rows {
            let kept = same_grid.and_then(|(old, bands)| {
                let same = |old: &PlacedRow| Arc::ptr_eq(&old.part, &row.part);
                let index = old.rows.iter().position(same)?;
                Some(bands[2 + index].band.clone())
            });
            add(
                row.y,
                kept.unwrap_or_else(|| Arc::new(lane::band(&row.part, &layout.grid))),
            );
        }
        for row in &layout.rows {
            if let Some(line) = &row.line {
                add(row.y, Arc::new(line_band(line)));
            }
        }
        if let Some(funnel) = &layout.funnel {
            add(funnel.y, Arc::new(header::funnel(&funnel.part)));
        }
        if !layout.arrows.is_empty() {
            add(0.0, Arc::new(arrows(&layout.arrows)));
        }
        if let Some(legend) = &layout.legend {
            add(legend.y, Arc::new(marks::legend(&legend.part)));
        }
        Self {
            size: layout.size,
            background: Theme::PAPER.sheet,
            bands,
            layout: Some(layout.clone()),
        }
    }
}

/// Arrows between cards, over all lanes.
fn arrows(arrows: &[Arc<ArrowBox>]) -> Band {
    let theme = Theme::PAPER;
    let chunks = arrows.iter().map(|arrow| {
        let mut brush = Brush::fading(arrow.faded, theme.sheet);
        let line = Shape::Path(arrow.line.clone());
        let color = theme.quiet_ink;
        brush.stroke(line, Stroke::round(1.8), Paint::Solid(color));
        brush.fill(Shape::Path(arrow.head.clone()), color);
        if !arrow.label.is_empty() {
            let rect = arrow.label_rect();
            let radius = rect.height() / 2.0;
            brush.fill(Shape::Rect { rect, radius }, theme.sheet);
            brush.text(&arrow.label);
        }
        brush.chunk(Some(Target::Arrow(arrow.arrow.id.clone())))
    });
    Band {
        chunks: chunks.collect(),
    }
}

/// A chunk in the making.
pub(super) struct Brush {
    items: Vec<Item>,
    /// What all colours are drawn towards, for what is meant to stand back.
    ground: Option<Color>,
    bounds: Option<Rect>,
}

impl Brush {
    pub fn new() -> Self {
        Self {
            items: Vec::new(),
            ground: None,
            bounds: None,
        }
    }

    /// For what stands back, when it is `faded`, on a ground.
    pub fn fading(faded: bool, ground: Color) -> Self {
        Self {
            ground: faded.then_some(ground),
            ..Self::new()
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

    pub fn fill(&mut self, shape: Shape, color: Color) {
        self.fill_through(shape, color, 1.0);
    }

    pub fn fill_through(&mut self, shape: Shape, color: Color, opacity: f64) {
        let bounds = shape.bounds();
        let item = Item::Fill {
            shape,
            color: self.tone(color),
            opacity,
        };
        self.push(item, bounds);
    }

    pub fn stroke(&mut self, shape: Shape, stroke: Stroke, paint: Paint) {
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
    pub fn boxed(&mut self, rect: Rect, radius: f64, fill: Color, border: Color) {
        self.fill(Shape::Rect { rect, radius }, fill);
        self.stroke(
            Shape::Rect { rect, radius },
            Stroke::solid(1.0),
            Paint::Solid(border),
        );
    }

    pub fn text(&mut self, text: &TextBox) {
        for (line, laid_out) in text.paragraph.lines.iter().enumerate() {
            if laid_out.runs.is_empty() {
                continue;
            }
            let at = text.line_at(line);
            // Ascenders and descenders of any face stay within an em and a half around it.
            let bounds = Rect::new(
                at.x - text.style.size / 2.0,
                at.y - 1.5 * text.style.size,
                at.x + laid_out.width + text.style.size / 2.0,
                at.y + text.style.size,
            );
            let item = Item::Text {
                paragraph: text.paragraph.clone(),
                line,
                at,
                color: self.tone(text.color),
            };
            self.push(item, bounds);
        }
    }

    /// The icon of a name; one that is not in the set appears as a note.
    pub fn icon(&mut self, name: &str, rect: Rect, color: Color, width: f64) {
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

    pub fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64) {
        let item = Item::Picture {
            picture: picture.clone(),
            frame,
            radius,
        };
        self.push(item, frame);
    }

    pub fn chunk(self, target: Option<Target>) -> Chunk {
        Chunk {
            target,
            bounds: self.bounds.unwrap_or_default(),
            items: self.items,
        }
    }
}

impl Shape {
    pub fn circle(center: impl Into<crate::geom::Point>, radius: f64) -> Self {
        Self::Circle(Circle::new(center, radius))
    }

    pub fn line(from: (f64, f64), to: (f64, f64)) -> Self {
        let mut path = BezPath::new();
        path.move_to(from);
        path.line_to(to);
        Self::Path(Arc::new(path))
    }

    /// Around the shape itself, without any stroke.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Circle(circle) => circle.bounding_box(),
            Self::Path(path) => path.bounding_box(),
        }
    }
}

impl Stroke {
    pub const fn solid(width: f64) -> Self {
        Self {
            width,
            dash: None,
            round: false,
        }
    }

    pub const fn round(width: f64) -> Self {
        Self {
            round: true,
            ..Self::solid(width)
        }
    }

    pub const fn dashed(width: f64, dash: f64, gap: f64) -> Self {
        Self {
            dash: Some((dash, gap)),
            ..Self::solid(width)
        }
    }
}

fn line_band(line: &LineBox) -> Band {
    let theme = Theme::PAPER;
    let mut brush = Brush::new();
    let middle = line.rect.center().y;
    let name = line.name.rect.inflate(14.0, 2.0);
    for (from, to) in [(line.rect.x0, name.x0), (name.x1, line.rect.x1)] {
        brush.stroke(
            Shape::line((from, middle), (to, middle)),
            Stroke::dashed(1.5, 8.0, 6.0),
            Paint::Solid(theme.rule),
        );
    }
    brush.text(&line.name);
    let target = Target::Line {
        above: line.above.clone(),
    };
    Band {
        chunks: vec![brush.chunk(Some(target))],
    }
}
