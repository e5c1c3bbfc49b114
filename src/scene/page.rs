//! A page as a display list: as large as its frame, with the way above it and its foot.

use std::sync::Arc;

use super::{
    Band, Chunk, Item, Paint, PlacedBand, Scene, Shape, Stroke, Subject, Text,
    builder::ChunkBuilder,
};
use crate::{
    geom::{Affine, Circle, Point, Rect, Size, Vec2},
    layout::{Foot, Layout, LogoBox, MARGIN, Way, WayCurve},
    model::{Look, Theme},
    text::{Glyph, Line, Paragraph, Run},
};

/// Of what is not here, how much is drawn towards the sheet.
const ELSEWHERE: f64 = 0.68;
const HERE: f64 = 0.86;

impl Scene {
    /// The display list of a page, `by` times as large as it was laid out, its left end and top at
    /// `origin` of a frame.
    pub fn of_page(layout: &Layout, frame: Size, by: f64, origin: Point) -> Self {
        let shift = Vec2::new(origin.x - MARGIN * by, origin.y);
        Self::new(layout, None).placed(frame, by, shift)
    }

    /// The same, `by` times as large, moved by `shift` within a frame. What it was made of is not
    /// known of the result.
    pub fn placed(&self, frame: Size, by: f64, shift: Vec2) -> Self {
        let bands = self.bands.iter().map(|placed| PlacedBand {
            y: placed.y * by + shift.y,
            band: Arc::new(band(&placed.band, by, shift.x)),
        });
        let look = Look {
            type_: self.theme.type_.scaled(by, 0.0),
            ..(*self.theme).clone()
        };
        Self {
            size: frame,
            background: self.background,
            theme: Theme::new(look),
            bands: bands.collect(),
            layout: None,
        }
    }

    /// The smallest letters on it, in document units; `None` where nothing is written.
    pub fn smallest_text(&self) -> Option<f64> {
        let items = self.chunks().flat_map(|(_, chunk)| &chunk.items);
        let sizes = items.filter_map(|item| match item {
            Item::Text(text) => Some(self.theme.style(text.role).size),
            Item::Fill { .. } | Item::Stroke { .. } | Item::Icon { .. } | Item::Picture { .. } => {
                None
            }
        });
        sizes.reduce(f64::min)
    }
}

fn band(band: &Band, by: f64, right: f64) -> Band {
    let to = To { by, right };
    let chunks = band.chunks.iter().map(|chunk| Chunk {
        subject: chunk.subject.clone(),
        bounds: to.rect(chunk.bounds),
        items: chunk.items.iter().map(|item| to.item(item)).collect(),
        marks: chunk.marks.clone(),
    });
    Band {
        chunks: chunks.collect(),
    }
}

/// Where a band goes: enlarged from its top left corner, then moved to the right.
struct To {
    by: f64,
    right: f64,
}

impl To {
    fn rect(&self, rect: Rect) -> Rect {
        rect.scale_from_origin(self.by) + Vec2::new(self.right, 0.0)
    }

    fn shape(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Rect { rect, radius } => Shape::Rect {
                rect: self.rect(*rect),
                radius: radius * self.by,
            },
            Shape::Circle(circle) => {
                let center = circle.center.to_vec2() * self.by + Vec2::new(self.right, 0.0);
                Shape::Circle(Circle::new(center.to_point(), circle.radius * self.by))
            }
            Shape::Path(path) => {
                let to = Affine::translate((self.right, 0.0)) * Affine::scale(self.by);
                Shape::Path(Arc::new(to * (**path).clone()))
            }
        }
    }

    fn stroke(&self, stroke: Stroke) -> Stroke {
        Stroke {
            width: stroke.width * self.by,
            dash: stroke
                .dash
                .map(|(dash, gap)| (dash * self.by, gap * self.by)),
            round: stroke.round,
        }
    }

    fn paint(&self, paint: &Paint) -> Paint {
        match paint {
            Paint::Solid(color) => Paint::Solid(*color),
            Paint::Vertical { top, bottom, stops } => Paint::Vertical {
                top: top * self.by,
                bottom: bottom * self.by,
                stops: stops.clone(),
            },
        }
    }

    fn item(&self, item: &Item) -> Item {
        match item {
            Item::Fill {
                shape,
                color,
                opacity,
            } => Item::Fill {
                shape: self.shape(shape),
                color: *color,
                opacity: *opacity,
            },
            Item::Stroke {
                shape,
                stroke,
                paint,
            } => Item::Stroke {
                shape: self.shape(shape),
                stroke: self.stroke(*stroke),
                paint: self.paint(paint),
            },
            Item::Text(text) => Item::Text(Text {
                paragraph: Arc::new(paragraph(&text.paragraph, self.by)),
                rect: self.rect(text.rect),
                align: text.align,
                role: text.role,
                color: text.color,
            }),
            Item::Icon {
                icon,
                rect,
                color,
                width,
            } => Item::Icon {
                icon: *icon,
                rect: self.rect(*rect),
                color: *color,
                width: width * self.by,
            },
            Item::Picture {
                picture,
                frame,
                radius,
            } => Item::Picture {
                picture: picture.clone(),
                frame: self.rect(*frame),
                radius: radius * self.by,
            },
        }
    }
}

/// The same letters at the same places, larger.
fn paragraph(paragraph: &Paragraph, by: f64) -> Paragraph {
    let glyph = |glyph: &Glyph| Glyph {
        id: glyph.id,
        x: glyph.x * by,
        y: glyph.y * by,
        advance: glyph.advance * by,
        text: glyph.text.clone(),
    };
    let run = |run: &Run| Run {
        face: run.face,
        size: run.size * by,
        tracking: run.tracking * by,
        oblique: run.oblique,
        rtl: run.rtl,
        glyphs: run.glyphs.iter().map(glyph).collect(),
    };
    let line = |line: &Line| Line {
        text: line.text.clone(),
        left: line.left * by,
        width: line.width * by,
        baseline: line.baseline * by,
        runs: line.runs.iter().map(run).collect(),
        rtl: line.rtl,
        end: line.end,
    };
    Paragraph {
        lines: paragraph.lines.iter().map(line).collect(),
        width: paragraph.width * by,
        height: paragraph.height * by,
        cuts_words: paragraph.cuts_words,
    }
}

/// The way through the journey.
pub(super) fn way(way: &Way, theme: &Theme) -> Band {
    let mut chunk = ChunkBuilder::new(theme);
    for stage in way.stages.iter().filter(|stage| stage.is_here) {
        let (rect, radius) = (stage.rect, 8.0);
        chunk.fill(Shape::Rect { rect, radius }, theme.pale(stage.hue, HERE));
    }
    for (index, curve) in way.curves.iter().enumerate().rev() {
        way_curve(&mut chunk, curve, way.scale, index == 0);
    }
    for stage in &way.stages {
        let color = match stage.is_here {
            true => theme.hue(stage.hue),
            false => theme.pale(stage.hue, ELSEWHERE),
        };
        let (rect, radius) = (stage.bar, stage.bar.height() / 2.0);
        chunk.fill(Shape::Rect { rect, radius }, color);
    }
    for text in way.texts() {
        chunk.text(text);
    }
    Band {
        chunks: vec![chunk.chunk(Subject::Way)],
    }
}

fn way_curve(chunk: &mut ChunkBuilder<'_>, curve: &WayCurve, scale: (f64, f64), first: bool) {
    let theme = chunk.theme;
    for line in &curve.lines {
        let shape = Shape::Path(line.clone());
        if first {
            let stops = [0.0, 0.5, 1.0].map(|down| (down, theme.emotion(1.0 - down)));
            let paint = Paint::Vertical {
                top: scale.0,
                bottom: scale.1,
                stops: stops.to_vec(),
            };
            chunk.stroke(shape, Stroke::round(2.4), paint);
        } else {
            let color = match curve.to_be {
                true => theme.colors.good,
                false => theme.pale_persona(curve.hue, 0.35),
            };
            let stroke = Stroke {
                round: true,
                ..Stroke::dashed(1.4, 4.0, 4.0)
            };
            chunk.stroke(shape, stroke, Paint::Solid(color));
        }
    }
    for (at, share) in curve.points.iter().filter(|_| first) {
        chunk.fill(Shape::circle(*at, 3.0), theme.emotion(*share));
    }
}

/// What stands below everything.
pub(super) fn foot(foot: &Foot, theme: &Theme) -> Band {
    let mut chunk = ChunkBuilder::new(theme);
    for text in &foot.texts {
        chunk.text(text);
    }
    let mut chunks = vec![chunk.chunk(Subject::Foot)];
    chunks.extend(foot.logo.as_ref().map(|logo| self::logo(logo, theme)));
    Band { chunks }
}

/// The logo of the map's brand.
pub(super) fn logo(logo: &LogoBox, theme: &Theme) -> Chunk {
    let mut chunk = ChunkBuilder::new(theme);
    chunk.picture(&logo.picture, logo.rect, 0.0);
    chunk.chunk(Subject::Logo)
}
