//! The walk over a display list that all painters share: what comes when, in whose coordinates, and
//! what an icon is drawn with.

use super::{Chunk, Icon, Item, Paint, PlacedBand, Scene, Shape, Stroke, Text};
use crate::{
    geom::{BezPath, Point, Rect},
    model::{Color, Picture},
    text::Line,
};

/// One way to show a display list: a file format, a screen. It is told everything in painting
/// order; places are in the coordinates of the band that was begun last.
pub trait Painter {
    /// How far a path may stray from the arc that it stands for, in document units.
    const TOLERANCE: f64 = 0.01;

    /// `false` passes the band over: neither its chunks nor its end come.
    fn begin_band(&mut self, _band: &PlacedBand) -> bool {
        true
    }

    /// After the last chunk of a band.
    fn end_band(&mut self) {}

    /// `false` passes the chunk over: neither its items nor its end come.
    fn begin_chunk(&mut self, _chunk: &Chunk) -> bool {
        true
    }

    /// After the last item of a chunk.
    fn end_chunk(&mut self) {}

    /// By the non-zero rule; opacity from 0 to 1.
    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64);

    /// Along a path.
    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint);

    /// The inside of a shape.
    fn fill(&mut self, shape: &Shape, color: Color, opacity: f64) {
        self.fill_path(&shape.path(Self::TOLERANCE), color, opacity);
    }

    /// The outline of a shape.
    fn stroke(&mut self, shape: &Shape, stroke: Stroke, paint: &Paint) {
        self.stroke_path(&shape.path(Self::TOLERANCE), stroke, paint);
    }

    /// One round stroke into a square, `width` document units wide.
    fn icon(&mut self, icon: Icon, rect: Rect, color: Color, width: f64) {
        let paint = Paint::Solid(color);
        self.stroke_path(&icon.path_in(rect), Stroke::round(width), &paint);
    }

    /// A paragraph: line by line, unless the painter has paragraphs of its own.
    fn text(&mut self, text: &Text) {
        for (line, at) in text.lines() {
            self.line(line, at, text.color);
        }
    }

    /// A line of text from the left end of its baseline.
    fn line(&mut self, line: &Line, at: Point, color: Color);

    /// The middle of a picture, as much of it as fills a frame with round corners.
    fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64);
}

impl Scene {
    /// Shows everything. After each band `goes_on` hears the share that is done, up to 1, and ends
    /// the walk by `false`.
    pub fn paint<P: Painter>(&self, painter: &mut P, mut goes_on: impl FnMut(f32) -> bool) {
        for (index, band) in self.bands.iter().enumerate() {
            if painter.begin_band(band) {
                for chunk in &band.band.chunks {
                    chunk.paint(painter);
                }
                painter.end_band();
            }
            if !goes_on((index + 1) as f32 / self.bands.len() as f32) {
                break;
            }
        }
    }
}

impl Chunk {
    fn paint<P: Painter>(&self, painter: &mut P) {
        if !painter.begin_chunk(self) {
            return;
        }
        for item in &self.items {
            match item {
                Item::Fill {
                    shape,
                    color,
                    opacity,
                } => painter.fill(shape, *color, *opacity),
                Item::Stroke {
                    shape,
                    stroke,
                    paint,
                } => painter.stroke(shape, *stroke, paint),
                Item::Text(text) => painter.text(text),
                Item::Icon {
                    icon,
                    rect,
                    color,
                    width,
                } => painter.icon(*icon, *rect, *color, *width),
                Item::Picture {
                    picture,
                    frame,
                    radius,
                } => painter.picture(picture, *frame, *radius),
            }
        }
        painter.end_chunk();
    }
}
