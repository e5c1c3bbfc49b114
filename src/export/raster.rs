//! The display list as pixels, by tiny-skia: what PNG files, previews and picture tests show.

use std::{borrow::Cow, ops::Range};

use tiny_skia::{
    FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, PathBuilder, Pattern,
    PixmapMut, PixmapRef, SpreadMode, StrokeDash, Transform,
};

use kurbo::PathEl;

use super::{
    dashes::Dashes,
    options::{ExportError, PixelSize},
    shapes::shapes_of,
    slice,
};
use crate::{
    geom::{Affine, BezPath, Point, Rect, Vec2},
    model::{Color, Picture},
    scene::{
        Chunk, Paint, Painter, PlacedBand, Scene, Shape, Stroke,
        picture::{PixelCache, Pixels, halvings},
    },
    text::{Fonts, Line},
};

/// How far a curve's lines may stray from it, in pixels.
const FLATNESS: f64 = 0.03;

/// The whole sheet as pixels, for previews and thumbnails.
pub fn render(
    scene: &Scene,
    fonts: &Fonts,
    size: PixelSize,
    transparent: bool,
) -> Result<Pixels, ExportError> {
    let (scale, width, height) = size.resolve(scene)?;
    let mut rgba = vec![0; width as usize * height as usize * 4];
    let raster = SheetRaster {
        scene,
        fonts,
        scale,
        corner: size.corner(scene, scale, (width, height)),
        width,
        transparent,
        pictures: PixelCache::default(),
        dashes: Dashes::default(),
    };
    raster.paint_rows(0..height, &mut rgba);
    if transparent {
        for pixel in rgba.chunks_exact_mut(4) {
            demultiply(pixel);
        }
    }
    Ok(Pixels {
        width,
        height,
        rgba,
    })
}

/// A part of the sheet as pixels, `scale` of them a document unit.
pub fn render_part(
    scene: &Scene,
    fonts: &Fonts,
    area_in_doc: Rect,
    scale: f64,
) -> Result<Pixels, ExportError> {
    // A part is only made where the whole could be.
    let (scale, ..) = PixelSize::Scale(scale).resolve(scene)?;
    let width = (area_in_doc.width() * scale).ceil().max(1.0) as u32;
    let height = (area_in_doc.height() * scale).ceil().max(1.0) as u32;
    let mut rgba = vec![0; width as usize * height as usize * 4];
    let raster = SheetRaster {
        scene,
        fonts,
        scale,
        corner: -area_in_doc.origin().to_vec2() * scale,
        width,
        transparent: false,
        pictures: PixelCache::default(),
        dashes: Dashes::default(),
    };
    raster.paint_rows(0..height, &mut rgba);
    Ok(Pixels {
        width,
        height,
        rgba,
    })
}

/// Takes alpha out of a pixel's colours.
pub(super) fn demultiply(pixel: &mut [u8]) {
    let alpha = u32::from(pixel[3]);
    if alpha != 0 && alpha != 255 {
        for channel in &mut pixel[..3] {
            *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
        }
    }
}

/// A sheet at a scale; any rows of it can be painted alone.
pub(super) struct SheetRaster<'a> {
    pub scene: &'a Scene,
    pub fonts: &'a Fonts,
    /// Pixels per document unit.
    pub scale: f64,
    /// Of the sheet on the picture, in pixels.
    pub corner: Vec2,
    /// In pixels.
    pub width: u32,
    pub transparent: bool,
    /// Those that are seen in several bands of rows.
    pub pictures: PixelCache,
    pub dashes: Dashes,
}

impl SheetRaster<'_> {
    /// Paints some rows of the sheet into `rgba`, which is clear and has exactly their size. Alpha
    /// is multiplied in.
    pub(super) fn paint_rows(&self, rows: Range<u32>, rgba: &mut [u8]) {
        let height = rows.end - rows.start;
        if !self.transparent {
            let Color { r, g, b } = self.scene.background;
            fill(rgba, self.width, [r, g, b, u8::MAX]);
        }
        let Some(mut pixmap) = PixmapMut::from_bytes(rgba, self.width, height) else {
            return;
        };
        // One pixel more on both sides, for the edges that are smoothed into it.
        let visible = [
            (f64::from(rows.start) - 1.0 - self.corner.y) / self.scale,
            (f64::from(rows.end) + 1.0 - self.corner.y) / self.scale,
        ];
        let pixel_from_sheet =
            Affine::translate((self.corner.x, self.corner.y - f64::from(rows.start)))
                * Affine::scale(self.scale);
        let mut painter = PixelPainter {
            fonts: self.fonts,
            pictures: &self.pictures,
            dashes: &self.dashes,
            scale: self.scale,
            pixel_from_sheet,
            pixel_from_doc: pixel_from_sheet,
            visible,
            band_y: 0.0,
            pixmap: &mut pixmap,
        };
        self.scene.paint(&mut painter, |_| true);
    }
}

/// One row pixel by pixel, and the others as it is.
fn fill(rgba: &mut [u8], width: u32, color: [u8; 4]) {
    let (first, others) = rgba.split_at_mut(rgba.len().min(4 * width as usize));
    for pixel in first.chunks_exact_mut(4) {
        pixel.copy_from_slice(&color);
    }
    for row in others.chunks_exact_mut(first.len().max(1)) {
        row.copy_from_slice(first);
    }
}

struct PixelPainter<'a, 'b> {
    fonts: &'a Fonts,
    pictures: &'a PixelCache,
    dashes: &'a Dashes,
    scale: f64,
    pixel_from_sheet: Affine,
    /// From the coordinates of the band.
    pixel_from_doc: Affine,
    /// From where to where on the sheet something can be seen.
    visible: [f64; 2],
    /// Of the band, on the sheet.
    band_y: f64,
    pixmap: &'a mut PixmapMut<'b>,
}

impl Painter for PixelPainter<'_, '_> {
    fn begin_band(&mut self, band: &PlacedBand) -> bool {
        self.band_y = band.y;
        self.pixel_from_doc = self.pixel_from_sheet * Affine::translate((0.0, band.y));
        true
    }

    fn begin_chunk(&mut self, chunk: &Chunk) -> bool {
        self.sees(chunk.bounds.y0, chunk.bounds.y1)
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        let size = line.runs.iter().map(|run| run.size).fold(0.0, f64::max);
        let [up, down] = [Line::UP, Line::DOWN].map(|ems| ems * size);
        if !self.sees(at.y - up, at.y + down) {
            return;
        }
        for run in &line.runs {
            for (color, path) in shapes_of(self.fonts, run, at, color) {
                self.fill_path(&path, color, 1.0);
            }
        }
    }

    fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64) {
        if !self.sees(frame.y0, frame.y1) {
            return;
        }
        let room = self.pixel_from_doc.transform_rect_bbox(frame);
        let count = halvings(picture, room.size());
        let pixels = self.pictures.pixels(picture, room.size(), count);
        let (width, height) = (pixels.width, pixels.height);
        let mut rgba = pixels.rgba.clone();
        for pixel in rgba.chunks_exact_mut(4) {
            let alpha = u32::from(pixel[3]);
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * alpha + 127) / 255) as u8;
            }
        }
        let Some(pixmap) = PixmapRef::from_bytes(&rgba, width, height) else {
            return;
        };
        let across = (room.width() / f64::from(width)) as f32;
        let down = (room.height() / f64::from(height)) as f32;
        let place = Transform::from_row(across, 0.0, 0.0, down, room.x0 as f32, room.y0 as f32);
        let shader = Pattern::new(pixmap, SpreadMode::Pad, FilterQuality::Bilinear, 1.0, place);
        let paint = tiny_skia::Paint {
            shader,
            ..Default::default()
        };
        let shape = Shape::Rect {
            rect: frame,
            radius,
        };
        self.fill_with(&shape.path(Self::TOLERANCE), &paint);
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        let bounds = path.control_box();
        if !self.sees(bounds.y0, bounds.y1) {
            return;
        }
        let paint = skia_paint(&Paint::Solid(color), opacity, self.pixel_from_doc);
        self.fill_with(&slice::filled(path, self.seen(0.0)), &paint);
    }

    fn stroke(&mut self, shape: &Shape, stroke: Stroke, paint: &Paint) {
        if let (Shape::Path(path), Some(dash)) = (shape, stroke.dash)
            && path.elements().len() >= slice::LONG
        {
            let flatness = FLATNESS / self.scale;
            let dashes = self.dashes.of(path, dash, flatness);
            let each = Stroke {
                dash: None,
                ..stroke
            };
            return self.stroke_path(&dashes, each, paint);
        }
        self.stroke_path(&shape.path(Self::TOLERANCE), stroke, paint);
    }

    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint) {
        let bounds = path.control_box();
        if !self.sees(bounds.y0 - stroke.width, bounds.y1 + stroke.width) {
            return;
        }
        // A mitre reaches four times as far as its pen (tiny-skia's limit); the dashes of a short
        // path are left to the rasteriser.
        let path = match stroke.dash {
            None => slice::stroked(path, self.seen(2.0 * stroke.width)),
            Some(_) => Cow::Borrowed(path),
        };
        #[cfg(test)]
        tests::STROKED.with(|stroked| stroked.set(stroked.get() + path.elements().len()));
        let mut curves = PathBuilder::new();
        for element in path.elements().iter().copied() {
            push(&mut curves, self.pixel_from_doc * element);
        }
        let Some(path) = curves.finish() else {
            return;
        };
        let (line_cap, line_join) = if stroke.round {
            (LineCap::Round, LineJoin::Round)
        } else {
            (LineCap::Butt, LineJoin::Miter)
        };
        let scaled = |length: f64| (length * self.scale) as f32;
        let stroke = tiny_skia::Stroke {
            width: scaled(stroke.width),
            line_cap,
            line_join,
            dash: stroke
                .dash
                .and_then(|(dash, gap)| StrokeDash::new(vec![scaled(dash), scaled(gap)], 0.0)),
            ..Default::default()
        };
        let paint = skia_paint(paint, 1.0, self.pixel_from_doc);
        self.pixmap
            .stroke_path(&path, &paint, &stroke, Transform::identity(), None);
    }
}

impl PixelPainter<'_, '_> {
    /// Whether something of what reaches from one height of the band to another can be seen.
    fn sees(&self, y0: f64, y1: f64) -> bool {
        let [top, bottom] = self.visible;
        !(y1 + self.band_y < top || y0 + self.band_y > bottom)
    }

    /// From where to where of the band something can be seen, and `beyond` that.
    fn seen(&self, beyond: f64) -> [f64; 2] {
        let [top, bottom] = self.visible;
        [top - self.band_y - beyond, bottom - self.band_y + beyond]
    }

    fn fill_with(&mut self, path: &BezPath, paint: &tiny_skia::Paint<'_>) {
        // Curves are cut into lines here: the rasteriser cuts them where a band ends, and bands
        // would not quite meet.
        let mut lines = PathBuilder::new();
        let elements = path.iter().map(|element| self.pixel_from_doc * element);
        kurbo::flatten(elements, FLATNESS, |element| push(&mut lines, element));
        if let Some(path) = lines.finish() {
            self.pixmap
                .fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }
}

fn push(builder: &mut PathBuilder, element: PathEl) {
    let point = |p: Point| (p.x as f32, p.y as f32);
    match element {
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

fn skia_color(color: Color, opacity: f64) -> tiny_skia::Color {
    let mut skia = tiny_skia::Color::from_rgba8(color.r, color.g, color.b, 255);
    skia.set_alpha(opacity as f32);
    skia
}

fn skia_paint(paint: &Paint, opacity: f64, pixel_from_doc: Affine) -> tiny_skia::Paint<'static> {
    let gradient = match paint {
        Paint::Solid(_) => None,
        Paint::Vertical { top, bottom, stops } => {
            let at = |y: f64| {
                let point = pixel_from_doc * Point::new(0.0, y);
                tiny_skia::Point::from_xy(point.x as f32, point.y as f32)
            };
            let stops = stops
                .iter()
                .map(|(share, color)| GradientStop::new(*share as f32, skia_color(*color, opacity)))
                .collect();
            LinearGradient::new(
                at(*top),
                at(*bottom),
                stops,
                SpreadMode::Pad,
                Transform::identity(),
            )
        }
    };
    let shader = gradient
        .unwrap_or_else(|| tiny_skia::Shader::SolidColor(skia_color(paint.color_at(0.0), opacity)));
    tiny_skia::Paint {
        shader,
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, sync::Arc};

    use super::*;
    use crate::{
        geom::Size,
        scene::{Band, Item, Subject},
    };

    thread_local! {
        /// How many elements of paths were handed to the pen on this thread.
        pub(super) static STROKED: Cell<usize> = const { Cell::new(0) };
    }

    /// A dashed line that goes down in so many steps.
    fn dashed(steps: usize, height: f64) -> Scene {
        let mut path = BezPath::new();
        path.move_to((20.0, 5.0));
        for step in 1..=steps {
            let share = step as f64 / steps as f64;
            path.line_to((20.0 + 60.0 * share, 5.0 + (height - 10.0) * share));
        }
        let stroke = Stroke {
            round: true,
            ..Stroke::dashed(2.5, 7.0, 6.0)
        };
        let chunk = Chunk {
            marks: Vec::new(),
            subject: Subject::Legend,
            bounds: path.control_box().inflate(2.5, 2.5),
            items: vec![Item::Stroke {
                shape: Shape::Path(Arc::new(path)),
                stroke,
                paint: Paint::Solid(Color::BLACK),
            }],
        };
        let band = Arc::new(Band {
            chunks: vec![chunk],
        });
        let bands = vec![PlacedBand { y: 0.0, band }];
        Scene::from_bands(Size::new(100.0, height), Color::WHITE, bands)
    }

    fn painted(scene: &Scene, bands: u32) -> Vec<u8> {
        let fonts = Fonts::bundled();
        let (width, height) = (scene.size.width as u32, scene.size.height as u32);
        let raster = SheetRaster {
            scene,
            fonts: &fonts,
            scale: 1.0,
            corner: Vec2::ZERO,
            width,
            transparent: false,
            pictures: PixelCache::default(),
            dashes: Dashes::default(),
        };
        let mut all = Vec::new();
        for band in 0..bands {
            let rows = height * band / bands..height * (band + 1) / bands;
            let mut rgba = vec![0; width as usize * rows.len() * 4];
            raster.paint_rows(rows, &mut rgba);
            all.extend(rgba);
        }
        all
    }

    #[test]
    fn a_long_dashed_line_is_painted_where_it_is_seen() {
        let scene = dashed(49_000, 1000.0);
        let stroked = |bands| {
            STROKED.set(0);
            painted(&scene, bands);
            STROKED.get()
        };
        let (whole, in_bands) = (stroked(1), stroked(50));
        assert!(in_bands < 2 * whole, "{in_bands} of {whole}");
    }

    #[test]
    fn dashes_lie_where_the_rasteriser_would_put_them() {
        let apart = |a: &[u8], b: &[u8]| {
            let pairs = a.iter().zip(b);
            pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
        };
        let short = painted(&dashed(slice::LONG / 2, 400.0), 1);
        let long = painted(&dashed(4 * slice::LONG, 400.0), 1);
        // An end of a dash stands up to a sixth of a pixel aside.
        assert!(apart(&short, &long) < 44, "{}", apart(&short, &long));
        let in_bands = painted(&dashed(4 * slice::LONG, 400.0), 20);
        assert!(apart(&long, &in_bands) < 44, "{}", apart(&long, &in_bands));
    }
}
