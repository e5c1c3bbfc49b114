//! A page of a PDF as it is painted: letters stay letters, placed exactly as they were set, so that the
//! text can be searched and copied; emoji are glyphs of colour. What is painted is noted as it is to
//! be told.

use std::{borrow::Cow, collections::HashMap};

use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Transform},
    image::Image,
    num::NormalizedF32,
    paint::{Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, StrokeDash},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, Tag as Structure,
        TagGroup,
    },
    text::{Font, GlyphId, KrillaGlyph, Tag},
};
use kurbo::PathEl;

use super::super::shapes::shapes_of;
use crate::{
    geom::{Affine, BezPath, Point, Rect, Shape as _, Vec2},
    model::{Color, Picture},
    scene::{
        Chunk, Paint, Painter, PlacedBand, Scene, Shape, Stroke, Subject, Text, picture::pixels,
    },
    text::{Embedding, Face, FaceId, Fonts, Glyph, Line, Run},
};

/// What a chunk of a page says to those who have it read to them.
pub(super) struct Told {
    /// What it stands for.
    pub subject: Subject,
    /// On the sheet, in document units.
    pub bounds: Rect,
    /// Paragraphs and figures, in the order in which they were painted.
    pub nodes: Vec<Node>,
}

/// Faces as krilla reads them; `None` for one that it cannot read.
pub(super) type Faces = HashMap<FaceId, Option<Font>>;

/// Where a sheet stands on a page.
#[derive(Clone, Copy)]
pub(super) struct Placement {
    /// What of the sheet is seen, in document units.
    pub part: Rect,
    /// Where that stands, in points from the page's top left corner.
    pub place: Rect,
}

impl Placement {
    pub(super) fn scale(&self) -> f64 {
        self.place.width() / self.part.width()
    }

    fn page_from_sheet(&self) -> Affine {
        Affine::translate(self.place.origin().to_vec2())
            * Affine::scale(self.scale())
            * Affine::translate(-self.part.origin().to_vec2())
    }

    /// Where a rectangle of the sheet is seen on the page; `None` where it is not.
    pub(super) fn seen(&self, rect: Rect) -> Option<Rect> {
        let seen = self.page_from_sheet().transform_rect_bbox(rect);
        let seen = seen.intersect(self.place);
        (seen.width() > 0.0 && seen.height() > 0.0).then_some(seen)
    }
}

/// What is marked as it is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Marked {
    Nothing,
    /// Decoration.
    Artifact,
    /// Part of the figure that the chunk is.
    Figure,
}

pub(super) struct PdfPainter<'a, 'b> {
    fonts: &'a Fonts,
    faces: &'a mut Faces,
    surface: Surface<'b>,
    /// Of the page, from 0.
    page: usize,
    /// What is said in place of what is drawn.
    spoken: &'a HashMap<Subject, String>,
    told: Vec<Told>,
    placement: Placement,
    band_y: f64,
    marked: Marked,
    /// What has been drawn of the figure that the chunk is.
    figure: Vec<Identifier>,
}

impl<'a, 'b> PdfPainter<'a, 'b> {
    pub(super) fn new(
        fonts: &'a Fonts,
        faces: &'a mut Faces,
        surface: Surface<'b>,
        page: usize,
        spoken: &'a HashMap<Subject, String>,
    ) -> Self {
        Self {
            fonts,
            faces,
            surface,
            page,
            spoken,
            told: Vec::new(),
            placement: Placement {
                part: Rect::ZERO,
                place: Rect::ZERO,
            },
            band_y: 0.0,
            marked: Marked::Nothing,
            figure: Vec::new(),
        }
    }

    /// Paints a sheet where it stands, by `paint`, and comes back with what it says.
    pub(super) fn sheet(
        &mut self,
        scene: &Scene,
        placement: Placement,
        paint: impl FnOnce(&Scene, &mut Self),
    ) -> Vec<Told> {
        self.placement = placement;
        let clip = krilla_path(&placement.place.to_path(0.1));
        let clip = clip.filter(|_| placement.part != scene.size.to_rect());
        if let Some(clip) = &clip {
            self.surface.push_clip_path(clip, &FillRule::NonZero);
        }
        let scale = placement.scale();
        let corner = placement.place.origin() - placement.part.origin().to_vec2() * scale;
        self.push(corner.x, corner.y, scale);
        paint(scene, self);
        self.surface.pop();
        if clip.is_some() {
            self.surface.pop();
        }
        std::mem::take(&mut self.told)
    }

    /// A ground, in points.
    pub(super) fn ground(&mut self, rect: Rect, color: Color) {
        self.open(Marked::Artifact);
        self.draw_filled(&rect.to_path(0.1), color, 1.0);
        self.close();
    }

    /// Lines that belong to the page and say nothing.
    pub(super) fn marks(&mut self, path: &BezPath, stroke: Stroke, color: Color) {
        self.stroke_path(path, stroke, &Paint::Solid(color));
        self.close();
    }

    /// A line that belongs to the page and is not told.
    pub(super) fn label(&mut self, line: &Line, at: Point, color: Color) {
        self.open(Marked::Artifact);
        for run in in_reading_order(line).iter() {
            self.run(line, run, at, color);
        }
        self.close();
    }

    /// A line of a paragraph that is told.
    pub(super) fn paragraph_line(
        &mut self,
        line: &Line,
        at: Point,
        color: Color,
        paragraph: &mut TagGroup,
    ) {
        self.close();
        let content = self.span(line, at, color);
        paragraph.push(content);
    }

    /// Moves and scales what follows, until the surface pops.
    fn push(&mut self, x: f64, y: f64, scale: f64) {
        let [x, y, scale] = [x, y, scale].map(|value| value as f32);
        self.surface
            .push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
    }

    /// Before something is drawn: as a part of the chunk's figure, where it is one, else as
    /// decoration.
    fn open_drawing(&mut self) {
        let subject = self.told.last().map(|told| &told.subject);
        let is_figure = subject.is_some_and(|subject| {
            matches!(subject, Subject::Curve { .. }) && self.spoken.contains_key(subject)
        });
        self.open(match is_figure {
            true => Marked::Figure,
            false => Marked::Artifact,
        });
    }

    fn open(&mut self, marked: Marked) {
        if self.marked == marked {
            return;
        }
        self.close();
        match marked {
            Marked::Nothing => {}
            Marked::Artifact => {
                let artifact = Artifact::with_kind(ArtifactType::Other);
                self.surface.start_tagged(ContentTag::Artifact(artifact));
            }
            Marked::Figure => {
                let content = self.surface.start_tagged(ContentTag::Other);
                self.figure.push(content);
            }
        }
        self.marked = marked;
    }

    fn close(&mut self) {
        if self.marked != Marked::Nothing {
            self.surface.end_tagged();
            self.marked = Marked::Nothing;
        }
    }

    /// A figure of the chunk that is painted, with what is said in its place.
    fn push_figure(&mut self, contents: Vec<Identifier>, bounds: Rect) {
        let page = self.page;
        let seen = self.placement.seen(bounds);
        let Some(told) = self.told.last_mut() else {
            return;
        };
        let alt = self.spoken.get(&told.subject).cloned();
        let bbox = seen.and_then(krilla_rect);
        let bbox = bbox.map(|rect| BBox::new(page, rect));
        let tag = Structure::Figure(alt).with_bbox(bbox);
        let contents = contents.into_iter().map(Node::from).collect();
        let figure = TagGroup::with_children(tag, contents);
        told.nodes.push(figure.into());
    }

    fn on_sheet(&self, rect: Rect) -> Rect {
        rect + Vec2::new(0.0, self.band_y)
    }

    fn sees(&self, rect: Rect) -> bool {
        let rect = self.on_sheet(rect);
        let part = self.placement.part;
        rect.x1 >= part.x0 && rect.x0 <= part.x1 && rect.y1 >= part.y0 && rect.y0 <= part.y1
    }

    /// A line of text as content of its own.
    fn span(&mut self, line: &Line, at: Point, color: Color) -> Identifier {
        // Letters with room between them would be found and copied as words of one letter.
        let is_spaced = line.runs.iter().any(|run| run.tracking != 0.0);
        let span = SpanTag::empty().with_actual_text(is_spaced.then_some(line.text.as_str()));
        let content = self.surface.start_tagged(ContentTag::Span(span));
        for run in in_reading_order(line).iter() {
            self.run(line, run, at, color);
        }
        self.surface.end_tagged();
        content
    }

    fn run(&mut self, line: &Line, run: &Run, at: Point, color: Color) {
        let font = self
            .faces
            .entry(run.face)
            .or_insert_with(|| krilla_font(&self.fonts.face(run.face)));
        let Some(font) = font.clone() else {
            for (color, path) in shapes_of(self.fonts, run, at, color) {
                self.draw_filled(&path, color, 1.0);
            }
            return;
        };
        let start = at + Vec2::new(run.glyphs[0].x, 0.0);
        let skew = if run.oblique { -Run::SKEW } else { 0.0 };
        self.surface.push_transform(&Transform::from_row(
            1.0,
            0.0,
            skew as f32,
            1.0,
            start.x as f32,
            start.y as f32,
        ));
        self.set_fill(color, 1.0);
        let mut pen = run.glyphs[0].x;
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let em = |units: f64| (units / run.size) as f32;
                let offset = glyph.x - pen;
                pen += glyph.advance;
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    em(glyph.advance),
                    em(offset),
                    em(-glyph.y),
                    0.0,
                    glyph.text.clone(),
                    None,
                )
            })
            .collect();
        let origin = krilla::geom::Point::from_xy(0.0, 0.0);
        self.surface
            .draw_glyphs(origin, &glyphs, font, &line.text, run.size as f32, false);
        self.surface.pop();
    }

    fn set_fill(&mut self, color: Color, opacity: f64) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: krilla_color(color).into(),
            opacity: share(opacity),
            ..Fill::default()
        }));
    }

    fn draw_filled(&mut self, path: &BezPath, color: Color, opacity: f64) {
        if let Some(path) = krilla_path(path) {
            self.set_fill(color, opacity);
            self.surface.draw_path(&path);
        }
    }
}

impl Painter for PdfPainter<'_, '_> {
    fn begin_band(&mut self, band: &PlacedBand) -> bool {
        self.band_y = band.y;
        self.push(0.0, band.y, 1.0);
        true
    }

    fn end_band(&mut self) {
        self.close();
        self.surface.pop();
    }

    fn begin_chunk(&mut self, chunk: &Chunk) -> bool {
        if !self.sees(chunk.bounds) {
            return false;
        }
        self.told.push(Told {
            subject: chunk.subject.clone(),
            bounds: self.on_sheet(chunk.bounds),
            nodes: Vec::new(),
        });
        true
    }

    fn end_chunk(&mut self) {
        if self.marked == Marked::Figure {
            self.close();
        }
        let contents = std::mem::take(&mut self.figure);
        if !contents.is_empty() {
            let bounds = self.told.last().map(|told| told.bounds);
            self.push_figure(contents, bounds.unwrap_or_default());
        }
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        self.open_drawing();
        self.draw_filled(path, color, opacity);
    }

    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint) {
        let Some(path) = krilla_path(path) else {
            return;
        };
        self.open_drawing();
        let (line_cap, line_join) = if stroke.round {
            (LineCap::Round, LineJoin::Round)
        } else {
            (LineCap::Butt, LineJoin::Miter)
        };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(krilla::paint::Stroke {
            paint: krilla_paint(paint),
            width: stroke.width as f32,
            miter_limit: 4.0,
            line_cap,
            line_join,
            opacity: NormalizedF32::ONE,
            dash: stroke.dash.map(|(dash, gap)| StrokeDash {
                array: vec![dash as f32, gap as f32],
                offset: 0.0,
            }),
        }));
        self.surface.draw_path(&path);
    }

    /// A paragraph of the structure that readers aloud follow.
    fn text(&mut self, text: &Text) {
        let lines = text.lines().map(|(line, at)| {
            let size = line.runs.iter().map(|run| run.size).fold(0.0, f64::max);
            let [up, down] = [Line::UP, Line::DOWN].map(|ems| ems * size);
            Rect::new(at.x, at.y - up, at.x + line.width, at.y + down)
        });
        let bounds = lines.reduce(|all, line| all.union(line));
        if !bounds.is_some_and(|bounds| self.sees(bounds)) {
            return;
        }
        self.close();
        let mut paragraph = TagGroup::new(Structure::P);
        for (line, at) in text.lines() {
            let content = self.span(line, at, text.color);
            paragraph.push(content);
        }
        if let Some(told) = self.told.last_mut()
            && !paragraph.children.is_empty()
        {
            told.nodes.push(paragraph.into());
        }
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        self.label(line, at, color);
    }

    fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64) {
        let shape = Shape::Rect {
            rect: frame,
            radius,
        };
        let size = krilla::geom::Size::from_wh(frame.width() as f32, frame.height() as f32);
        let (Some(outline), Some(size)) = (krilla_path(&shape.path(Self::TOLERANCE)), size) else {
            return;
        };
        let subject = self.told.last().map(|told| &told.subject);
        let is_told = subject.is_some_and(|subject| self.spoken.contains_key(subject));
        self.close();
        let content = self.surface.start_tagged(match is_told {
            true => ContentTag::Other,
            false => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        });
        let pixels = pixels(picture, frame.size(), 0);
        let image = Image::from_rgba8(pixels.rgba, pixels.width, pixels.height);
        self.surface.push_clip_path(&outline, &FillRule::NonZero);
        let at = Transform::from_translate(frame.x0 as f32, frame.y0 as f32);
        self.surface.push_transform(&at);
        self.surface.draw_image(image, size);
        self.surface.pop();
        self.surface.pop();
        self.surface.end_tagged();
        if is_told {
            self.push_figure(vec![content], self.on_sheet(frame));
        }
    }
}

/// The runs of a line as its text is read: programs that take the letters of a file as they lie
/// would have the words of right-to-left lines backwards.
pub(in crate::export) fn in_reading_order(line: &Line) -> Cow<'_, [Run]> {
    if line.runs.iter().all(|run| !run.rtl) {
        return Cow::Borrowed(&line.runs);
    }
    let is_blank = |glyph: &Glyph| line.text[glyph.text.clone()].trim().is_empty();
    let words = line.runs.iter().flat_map(|run| {
        let words = run.glyphs.chunk_by(move |a, b| is_blank(a) == is_blank(b));
        words.map(|word| Run {
            glyphs: word.to_vec(),
            ..run.clone()
        })
    });
    let mut words: Vec<Run> = words.collect();
    words.sort_by_key(|word| word.glyphs.iter().map(|glyph| glyph.text.start).min());
    Cow::Owned(words)
}

fn krilla_font(face: &Face) -> Option<Font> {
    // What may not be embedded is drawn.
    if !face.bundled && Embedding::of(&face.data) == Embedding::Never {
        return None;
    }
    // A variable face is set in its own weight; a face without that axis ignores it.
    let weight = (Tag::new(b"wght"), f32::from(face.weight));
    Font::new_variable(face.data.clone().into(), face.index, &[weight])
}

fn krilla_color(color: Color) -> rgb::Color {
    rgb::Color::new(color.r, color.g, color.b)
}

fn share(value: f64) -> NormalizedF32 {
    NormalizedF32::new(value.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE)
}

fn krilla_paint(paint: &Paint) -> krilla::paint::Paint {
    match paint {
        Paint::Solid(color) => krilla_color(*color).into(),
        Paint::Vertical { top, bottom, stops } => LinearGradient {
            x1: 0.0,
            y1: *top as f32,
            x2: 0.0,
            y2: *bottom as f32,
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: stops
                .iter()
                .map(|(at, color)| Stop {
                    offset: share(*at),
                    color: krilla_color(*color).into(),
                    opacity: NormalizedF32::ONE,
                })
                .collect(),
            anti_alias: false,
        }
        .into(),
    }
}

/// `None` for a rectangle without any room.
pub(super) fn krilla_rect(rect: Rect) -> Option<krilla::geom::Rect> {
    let [x0, y0, x1, y1] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|at| at as f32);
    krilla::geom::Rect::from_ltrb(x0, y0, x1, y1)
}

/// `None` for a path that shows nothing.
fn krilla_path(path: &BezPath) -> Option<Path> {
    let point = |p: &Point| (p.x as f32, p.y as f32);
    let mut builder = PathBuilder::new();
    for element in path {
        match &element {
            PathEl::MoveTo(p) => builder.move_to(p.x as f32, p.y as f32),
            PathEl::LineTo(p) => builder.line_to(p.x as f32, p.y as f32),
            PathEl::QuadTo(a, p) => {
                let ((ax, ay), (x, y)) = (point(a), point(p));
                builder.quad_to(ax, ay, x, y);
            }
            PathEl::CurveTo(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (point(a), point(b), point(p));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}
