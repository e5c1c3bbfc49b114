//! PDF by krilla: letters stay letters, placed exactly as they were set, so that the text can be
//! searched and copied; emoji are glyphs of colour. No time stamp is written.

use std::{borrow::Cow, collections::HashMap, mem};

use krilla::{
    Document,
    color::rgb,
    geom::{Path, PathBuilder, Transform},
    image::Image,
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, StrokeDash},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag as Structure, TagGroup, TagTree},
    text::{Font, GlyphId, KrillaGlyph, Tag},
};
use kurbo::PathEl;

use super::{
    options::{ExportError, Options, PageSize},
    shapes::shapes_of,
    watch::ExportWatch,
};
use crate::{
    geom::{BezPath, Point, Rect, Size, Vec2},
    model::{Color, Picture},
    scene::{Paint, Painter, PlacedBand, Scene, Shape, Stroke, Text, picture::pixels},
    text::{Face, FaceId, Fonts, Glyph, Line, Run},
};

const POINTS_PER_UNIT: f64 = 72.0 / 96.0;
const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// Around a map on a sheet of paper.
const MARGIN: f64 = 10.0 * POINTS_PER_MM;
/// The longest side of a page that every reader opens (PDF 1.7, annex C).
const MAX_SIDE: f64 = 14_400.0;

pub(super) fn write(
    scene: &Scene,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let about = &options.about;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(about.title.clone())
            .description(about.description.clone())
            .authors(Vec::from_iter(
                (!about.author.is_empty()).then(|| about.author.clone()),
            ))
            .language(about.language.code().to_owned())
            .creator(concat!("Jejak ", env!("CARGO_PKG_VERSION")).to_owned()),
    );

    let (paper, place) = place_on_page(scene.size, options.page);
    let settings =
        PageSettings::from_wh(paper.width as f32, paper.height as f32).ok_or(ExportError::Scale)?;
    let mut page = document.start_page_with(settings);
    let mut painter = PdfPainter {
        fonts,
        faces: HashMap::new(),
        surface: page.surface(),
        paragraphs: Vec::new(),
        in_artifact: false,
    };
    painter.push(place.x0, place.y0, place.width() / scene.size.width);
    if scene.background != Color::WHITE {
        let (rect, radius) = (scene.size.to_rect(), 0.0);
        painter.fill(&Shape::Rect { rect, radius }, scene.background, 1.0);
        painter.close_artifact();
    }
    watch.paint(scene, &mut painter, 0.8);
    painter.surface.pop();
    let paragraphs = mem::take(&mut painter.paragraphs);
    drop(painter);
    drop(page);
    watch.check()?;
    let mut structure = TagTree::new();
    for paragraph in paragraphs {
        structure.push(paragraph);
    }
    document.set_tag_tree(structure);
    let bytes = document
        .finish()
        .map_err(|error| ExportError::Pdf(error.to_string()))?;
    (watch.progress)(1.0);
    Ok(bytes)
}

/// The size of the page and the map's place on it, in points from the top left corner.
pub(super) fn place_on_page(sheet: Size, page: PageSize) -> (Size, Rect) {
    let mm = |width: f64, height: f64| Size::new(width, height) * POINTS_PER_MM;
    let upright = match page {
        PageSize::Map => {
            let scale = POINTS_PER_UNIT.min(MAX_SIDE / sheet.width.max(sheet.height));
            let paper = sheet * scale;
            return (paper, paper.to_rect());
        }
        PageSize::A4 => mm(210.0, 297.0),
        PageSize::A3 => mm(297.0, 420.0),
    };
    let paper = if sheet.width > sheet.height {
        Size::new(upright.height, upright.width)
    } else {
        upright
    };
    let room = paper - Size::new(2.0 * MARGIN, 2.0 * MARGIN);
    let shown = sheet * (room.width / sheet.width).min(room.height / sheet.height);
    let corner = (paper - shown).to_vec2() / 2.0;
    (paper, Rect::from_origin_size(corner.to_point(), shown))
}

struct PdfPainter<'a> {
    fonts: &'a Fonts,
    /// `None` for a face that krilla cannot read.
    faces: HashMap<FaceId, Option<Font>>,
    surface: Surface<'a>,
    /// The texts in reading order, for those who have the file read to them.
    paragraphs: Vec<TagGroup>,
    /// Whether what is drawn is marked as decoration.
    in_artifact: bool,
}

impl PdfPainter<'_> {
    /// Moves and scales what follows, until the surface pops.
    fn push(&mut self, x: f64, y: f64, scale: f64) {
        let [x, y, scale] = [x, y, scale].map(|value| value as f32);
        self.surface
            .push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
    }

    fn open_artifact(&mut self) {
        if !self.in_artifact {
            let artifact = Artifact::with_kind(ArtifactType::Other);
            self.surface.start_tagged(ContentTag::Artifact(artifact));
            self.in_artifact = true;
        }
    }

    fn close_artifact(&mut self) {
        if self.in_artifact {
            self.surface.end_tagged();
            self.in_artifact = false;
        }
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

impl Painter for PdfPainter<'_> {
    fn begin_band(&mut self, band: &PlacedBand) -> bool {
        self.push(0.0, band.y, 1.0);
        true
    }

    fn end_band(&mut self) {
        self.close_artifact();
        self.surface.pop();
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        self.open_artifact();
        self.draw_filled(path, color, opacity);
    }

    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint) {
        self.open_artifact();
        let Some(path) = krilla_path(path) else {
            return;
        };
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
        self.close_artifact();
        self.paragraphs.push(TagGroup::new(Structure::P));
        for (line, at) in text.lines() {
            self.line(line, at, text.color);
        }
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        // Letters with room between them would be found and copied as words of one letter.
        let is_spaced = line.runs.iter().any(|run| run.tracking != 0.0);
        let span = SpanTag::empty().with_actual_text(is_spaced.then_some(line.text.as_str()));
        let content = self.surface.start_tagged(ContentTag::Span(span));
        for run in in_reading_order(line).iter() {
            self.run(line, run, at, color);
        }
        self.surface.end_tagged();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push(content);
        }
    }

    fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64) {
        let shape = Shape::Rect {
            rect: frame,
            radius,
        };
        self.open_artifact();
        let Some(outline) = krilla_path(&shape.path(Self::TOLERANCE)) else {
            return;
        };
        let pixels = pixels(picture, frame.size(), 0);
        let image = Image::from_rgba8(pixels.rgba, pixels.width, pixels.height);
        let size = krilla::geom::Size::from_wh(frame.width() as f32, frame.height() as f32);
        let Some(size) = size else { return };
        self.surface.push_clip_path(&outline, &FillRule::NonZero);
        let at = Transform::from_translate(frame.x0 as f32, frame.y0 as f32);
        self.surface.push_transform(&at);
        self.surface.draw_image(image, size);
        self.surface.pop();
        self.surface.pop();
    }
}

/// The runs of a line as its text is read: programs that take the letters of a file as they lie
/// would have the words of right-to-left lines backwards.
pub(super) fn in_reading_order(line: &Line) -> Cow<'_, [Run]> {
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
