//! One chunk of a display list on a surface, with its letters and small paths as drawings.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use egui::{Color32, Pos2, Rect, pos2};
use kurbo::{Cap, Join, PathEl};

use super::{
    atlas::{DrawingKey, DrawingLayer, Full, stroked},
    mesh::LineWidth,
    surface::Surface,
};
use crate::{
    geom::{Affine, BezPath, Point, Rect as DocRect, Vec2 as DocVec2},
    model::Color,
    scene::{Paint, Shape, Stroke, Text},
    text::{Fonts, Glyph, Line, Run},
    ui::tokens::color32,
};

/// Letters whose em is smaller than this are drawn as bars, in pixels.
const GREEK_EM: f64 = 2.5;
/// Texts whose em is smaller than this are drawn as one block, in pixels.
const BLOCK_EM: f64 = 1.2;
/// How dark a line of such letters is, seen from afar.
const GREEK_INK: f32 = 0.45;
/// Of the height of an em, how much of it the letters of a line take.
const X_HEIGHT: f64 = 0.52;
/// An outline around a ground that is thinner than this is not seen, in pixels.
const FAINT: f32 = 0.12;
/// Letters smaller than this stand on eighths of a pixel, others on quarters: the less room there is
/// between words, the more it shows where each letter stands.
const FINE_EM: f64 = 12.0;
/// Letters larger than this are drawn as triangles instead of drawings, in pixels.
const DRAWING_EM: f64 = 160.0;
/// Paths larger than this are drawn as triangles instead of drawings, in pixels.
const DRAWING_SIDE: f64 = 64.0;
/// Dashes that come more often than this are not told apart, in pixels: the line is as much paler.
const DASH_PITCH: f64 = 1.6;

/// From a band's coordinates to pixels relative to a chunk's own pixel.
#[derive(Clone, Copy)]
pub(in crate::ui) struct ToPixel {
    pub scale: f64,
    pub shift: DocVec2,
    /// What lies beyond, in pixels, need not be drawn.
    pub clip: Rect,
}

impl ToPixel {
    pub(crate) fn point(&self, p: Point) -> Pos2 {
        let p = p.to_vec2() * self.scale + self.shift;
        pos2(p.x as f32, p.y as f32)
    }

    pub(crate) fn rect(&self, r: DocRect) -> Rect {
        Rect::from_two_pos(
            self.point(Point::new(r.x0, r.y0)),
            self.point(Point::new(r.x1, r.y1)),
        )
    }

    fn affine(&self) -> Affine {
        Affine::translate(self.shift) * Affine::scale(self.scale)
    }

    /// Whether something that reaches so far beyond its bounds, in pixels, is to be drawn.
    fn sees(&self, bounds: Rect, beyond: f32) -> bool {
        self.clip.intersects(bounds.expand(beyond + 1.0))
    }

    /// As [`ToPixel::sees`], of what is in the coordinates of the band.
    fn sees_in_band(&self, bounds: DocRect, beyond: f32) -> bool {
        self.sees(self.rect(bounds), beyond)
    }

    /// Back to the band's height.
    fn y_in_band(&self, y: f32) -> f64 {
        (f64::from(y) - self.shift.y) / self.scale
    }
}

/// A chunk in the making.
pub(in crate::ui) struct ChunkMesher<'a, S> {
    pub surface: S,
    fonts: &'a Fonts,
    to_pixel: ToPixel,
}

impl<'a, S: Surface> ChunkMesher<'a, S> {
    pub(crate) fn new(surface: S, fonts: &'a Fonts) -> Self {
        Self {
            surface,
            fonts,
            to_pixel: ToPixel {
                scale: 1.0,
                shift: DocVec2::ZERO,
                clip: Rect::EVERYTHING,
            },
        }
    }

    pub(crate) fn begin(&mut self, to_pixel: ToPixel) {
        self.to_pixel = to_pixel;
    }

    pub(crate) fn fill(&mut self, shape: &Shape, color: Color32) -> Result<(), Full> {
        if !self.to_pixel.sees_in_band(shape.bounds(), 0.0) {
            return Ok(());
        }
        match shape {
            Shape::Rect { rect, radius } => {
                let radius = (radius * self.to_pixel.scale) as f32;
                self.surface.rect(self.to_pixel.rect(*rect), radius, color);
            }
            Shape::Circle(circle) => {
                let radius = (circle.radius * self.to_pixel.scale) as f32;
                let center = self.to_pixel.point(circle.center);
                self.surface.circle(center, radius, color);
            }
            Shape::Path(path) => self.fill_path(path, color)?,
        }
        Ok(())
    }

    pub(crate) fn fill_path(&mut self, path: &BezPath, color: Color32) -> Result<(), Full> {
        let path = self.to_pixel.affine() * path;
        if !self.path_drawing(&path, None, color)? {
            self.surface.fill(&contours(&path), color);
        }
        Ok(())
    }

    pub(crate) fn stroke(
        &mut self,
        shape: &Shape,
        stroke: Stroke,
        paint: &Paint,
    ) -> Result<(), Full> {
        let scale = self.to_pixel.scale;
        let to_pixel = self.to_pixel;
        let width = self.width_px(stroke);
        if !to_pixel.sees_in_band(shape.bounds(), width.width) {
            return Ok(());
        }
        let color = |at: Pos2| color32(paint.color_at(to_pixel.y_in_band(at.y)));
        match shape {
            Shape::Rect { rect, radius } if stroke.dash.is_none() => {
                let radius = (radius * scale) as f32;
                let rect = to_pixel.rect(*rect);
                if width.width >= FAINT {
                    self.surface.rect_outline(rect, radius, width, &color);
                }
                Ok(())
            }
            Shape::Circle(circle) if stroke.dash.is_none() => {
                let center = to_pixel.point(circle.center);
                let radius = (circle.radius * scale) as f32;
                self.surface.circle_outline(center, radius, width, &color);
                Ok(())
            }
            shape => self.stroke_path(&shape.path(0.1 / scale), stroke, paint),
        }
    }

    fn width_px(&self, stroke: Stroke) -> LineWidth {
        LineWidth {
            width: (stroke.width * self.to_pixel.scale) as f32,
            round: stroke.round,
        }
    }

    pub(crate) fn stroke_path(
        &mut self,
        path: &BezPath,
        stroke: Stroke,
        paint: &Paint,
    ) -> Result<(), Full> {
        let (scale, to_pixel) = (self.to_pixel.scale, self.to_pixel);
        let width = self.width_px(stroke);
        let mut path = to_pixel.affine() * path;
        let mut share = 1.0;
        if let Some((dash, gap)) = stroke.dash {
            let pitch = dash + gap;
            if pitch * scale < DASH_PITCH {
                // Round ends reach beyond their dash.
                let dash = if stroke.round {
                    dash + stroke.width
                } else {
                    dash
                };
                share = (dash / pitch).min(1.0) as f32;
            } else {
                path = kurbo::dash(path.iter(), 0.0, &[dash * scale, gap * scale]).collect();
            }
        }
        if let Paint::Solid(solid) = paint {
            let color = color32(*solid).gamma_multiply(share);
            if self.path_drawing(&path, Some(&pen(width)), color)? {
                return Ok(());
            }
        }
        let color = |at: Pos2| {
            let color = color32(paint.color_at(to_pixel.y_in_band(at.y)));
            color.gamma_multiply(share)
        };
        let clip = to_pixel.clip.expand(2.0 * width.width + 1.0);
        for (line, closed) in lines(&path) {
            if clip.contains_rect(Rect::from_points(&line)) {
                self.surface.stroke(&line, closed, width, &color);
            } else {
                let ends = closed.then(|| line[0]);
                let line: Vec<Pos2> = line.into_iter().chain(ends).collect();
                for part in parts_within(&line, clip) {
                    self.surface.stroke(part, false, width, &color);
                }
            }
        }
        Ok(())
    }

    /// Draws a small path from the atlas; false when it is too large for one.
    fn path_drawing(
        &mut self,
        path: &BezPath,
        stroke: Option<&kurbo::Stroke>,
        color: Color32,
    ) -> Result<bool, Full> {
        let bounds = path.control_box();
        if bounds.width().max(bounds.height()) > DRAWING_SIDE || path.elements().is_empty() {
            return Ok(false);
        }
        // Of what is a few pixels large nobody sees where exactly it stands.
        let is_tiny = bounds.width().max(bounds.height()) < 4.0;
        let parts = if is_tiny { 4.0 } else { 16.0 };
        let (pixel, phase, at) = split_pixel(bounds.origin(), [parts, parts]);
        let path = Affine::translate(at - bounds.origin().to_vec2()) * path;
        let key = DrawingKey::Path {
            path: path_hash(&path, stroke),
            phase,
        };
        let draw = || {
            vec![(
                None,
                stroke.map_or_else(|| path.clone(), |with| stroked(&path, with)),
            )]
        };
        self.surface.drawing(key, draw, pixel, color)?;
        Ok(true)
    }

    pub(crate) fn text(&mut self, text: &Text) -> Result<(), Full> {
        let em = text.paragraph.lines.iter().flat_map(|line| &line.runs);
        let em = em.map(|run| run.size).fold(0.0, f64::max);
        let em_px = em * self.to_pixel.scale;
        // Letters reach beyond their room.
        if !self.to_pixel.sees_in_band(text.rect, 2.0 * em_px as f32) {
            return Ok(());
        }
        if em_px < BLOCK_EM {
            self.block(text);
            return Ok(());
        }
        let mut lines = text.lines();
        lines.try_for_each(|(line, at)| self.line(line, at, text.color))
    }

    /// A line from the left end of its baseline.
    pub(crate) fn line(&mut self, line: &Line, at: Point, color: Color) -> Result<(), Full> {
        let mut runs = line.runs.iter();
        runs.try_for_each(|run| self.run(run, at, color))
    }

    /// The glyphs of a run whose line starts at `at`.
    fn run(&mut self, run: &Run, at: Point, color: Color) -> Result<(), Full> {
        let em = run.size * self.to_pixel.scale;
        if em < GREEK_EM {
            self.greek(run, at, color);
            return Ok(());
        }
        for glyph in &run.glyphs {
            self.glyph(run, glyph, at, em, color)?;
        }
        Ok(())
    }

    fn glyph(
        &mut self,
        run: &Run,
        glyph: &Glyph,
        at: Point,
        em: f64,
        color: Color,
    ) -> Result<(), Full> {
        let fonts = self.fonts;
        let slant = if run.oblique { Run::SKEW } else { 0.0 };
        let origin = at + DocVec2::new(glyph.x, glyph.y);
        let origin = (origin.to_vec2() * self.to_pixel.scale + self.to_pixel.shift).to_point();
        let to_px =
            |at: DocVec2| Affine::translate(at) * Affine::new([em, 0.0, -slant * em, em, 0.0, 0.0]);
        if em > DRAWING_EM {
            for (own, path) in &fonts.outline(run.face, glyph.id).layers {
                let contours = contours(&(to_px(origin.to_vec2()) * path));
                self.surface.fill(&contours, color32(own.unwrap_or(color)));
            }
            return Ok(());
        }
        let outline = fonts.outline(run.face, glyph.id);
        if outline.layers.is_empty() {
            return Ok(());
        }
        let colorful = outline.layers.iter().any(|(own, _)| own.is_some());
        let plain = outline.layers.iter().any(|(own, _)| own.is_none());
        let across = if em < FINE_EM { 8.0 } else { 4.0 };
        let (pixel, phase, place) = split_pixel(origin, [across, 4.0]);
        let key = DrawingKey::Glyph {
            face: run.face,
            glyph: glyph.id,
            size: (em as f32).to_bits(),
            oblique: run.oblique,
            color: (colorful && plain).then_some(color),
            phase,
        };
        let draw = || -> Vec<DrawingLayer> {
            outline
                .layers
                .iter()
                .map(|(own, path)| {
                    let own = if colorful { own.or(Some(color)) } else { None };
                    (own, to_px(place) * path)
                })
                .collect()
        };
        let tint = if colorful {
            Color32::WHITE
        } else {
            color32(color)
        };
        self.surface.drawing(key, draw, pixel, tint)
    }

    /// A soft bar for a text that is too small to read.
    fn greek(&mut self, run: &Run, at: Point, color: Color) {
        let (Some(first), Some(last)) = (run.glyphs.first(), run.glyphs.last()) else {
            return;
        };
        let left = at.x + first.x;
        let right = at.x + last.x + last.advance;
        let bar = DocRect::new(left, at.y - run.size * X_HEIGHT, right, at.y);
        let color = color32(color).gamma_multiply(GREEK_INK);
        self.surface.rect(self.to_pixel.rect(bar), 0.0, color);
    }

    /// A paragraph from so far away that its lines are not told apart.
    fn block(&mut self, text: &Text) {
        let lines = text.lines().map(|(line, at)| {
            let size = line.runs.iter().map(|run| run.size).fold(0.0, f64::max);
            DocRect::new(at.x, at.y - size * X_HEIGHT, at.x + line.width, at.y)
        });
        let (mut around, mut inked): (Option<DocRect>, f64) = (None, 0.0);
        for line in lines {
            around = Some(around.map_or(line, |all| all.union(line)));
            inked += line.area();
        }
        let Some(around) = around else { return };
        let share = (inked / around.area().max(f64::MIN_POSITIVE)) as f32;
        let mut rect = self.to_pixel.rect(around);
        // At least a pixel, as much paler as it is higher then.
        let height = rect.height();
        if height < 1.0 {
            rect = Rect::from_center_size(rect.center(), egui::vec2(rect.width(), 1.0));
        }
        let color = color32(text.color).gamma_multiply(GREEK_INK * share * height.min(1.0));
        self.surface.quad(rect, color);
    }
}

/// What draws a line so wide.
pub(super) fn pen(line: LineWidth) -> kurbo::Stroke {
    let (cap, join) = if line.round {
        (Cap::Round, Join::Round)
    } else {
        (Cap::Butt, Join::Miter)
    };
    kurbo::Stroke::new(f64::from(line.width))
        .with_caps(cap)
        .with_join(join)
}

/// A place in pixels as whole pixel, part of a pixel in so many parts across and down, and that
/// part as a length.
fn split_pixel(at: Point, [across, down]: [f64; 2]) -> (Pos2, [u8; 2], DocVec2) {
    let split = |v: f64, parts: f64| {
        let steps = (v * parts).round();
        let whole = (steps / parts).floor();
        let part = steps - whole * parts;
        (whole as f32, part as u8, part / parts)
    };
    let (x, x_phase, x_part) = split(at.x, across);
    let (y, y_phase, y_part) = split(at.y, down);
    (pos2(x, y), [x_phase, y_phase], DocVec2::new(x_part, y_part))
}

/// Equal for paths that look the same to a fraction of a pixel.
fn path_hash(path: &BezPath, stroke: Option<&kurbo::Stroke>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut point = |p: Point| {
        ((p.x * 64.0).round() as i64, (p.y * 64.0).round() as i64).hash(&mut hasher);
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                point(Point::new(-9.0, 1.0));
                point(p);
            }
            PathEl::LineTo(p) => {
                point(Point::new(-9.0, 2.0));
                point(p);
            }
            PathEl::QuadTo(a, p) => [a, p].into_iter().for_each(&mut point),
            PathEl::CurveTo(a, b, p) => [a, b, p].into_iter().for_each(&mut point),
            PathEl::ClosePath => point(Point::new(-9.0, 3.0)),
        }
    }
    if let Some(stroke) = stroke {
        (stroke.width as f32).to_bits().hash(&mut hasher);
        (stroke.start_cap == Cap::Round).hash(&mut hasher);
    }
    hasher.finish()
}

/// The path as lines of points, each with whether it is closed; the path is in pixels.
pub(in crate::ui) fn lines(path: &BezPath) -> Vec<(Vec<Pos2>, bool)> {
    let mut lines: Vec<(Vec<Pos2>, bool)> = Vec::new();
    let pixel = |p: Point| pos2(p.x as f32, p.y as f32);
    kurbo::flatten(path.iter(), 0.05, |element| match element {
        PathEl::MoveTo(p) => lines.push((vec![pixel(p)], false)),
        PathEl::LineTo(p) => {
            if let Some((line, _)) = lines.last_mut() {
                line.push(pixel(p));
            }
        }
        PathEl::ClosePath => {
            if let Some((_, closed)) = lines.last_mut() {
                *closed = true;
            }
        }
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
    });
    lines
}

/// The stretches of a line that may be seen within a rectangle.
fn parts_within(line: &[Pos2], clip: Rect) -> Vec<&[Pos2]> {
    let is_seen = |ends: &[Pos2]| clip.intersects(Rect::from_points(ends));
    let mut parts = Vec::new();
    let mut from = None;
    for (index, ends) in line.windows(2).enumerate() {
        match (is_seen(ends), from) {
            (true, None) => from = Some(index),
            (false, Some(start)) => {
                parts.push(&line[start..=index]);
                from = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    parts.extend(from.map(|start| &line[start..]));
    parts
}

fn contours(path: &BezPath) -> Vec<Vec<Pos2>> {
    lines(path).into_iter().map(|(line, _)| line).collect()
}
