//! Paints a display list through a camera: only what is visible, every edge and letter at its
//! true place in pixels.
//!
//! What a chunk looks like at one zoom is kept as triangles; panning moves them by whole pixels.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    rc::Rc,
    sync::Arc,
};

use egui::{Color32, Mesh, Pos2, Rect, Shape as EguiShape, Vec2, pos2, vec2};
use kurbo::{Cap, Join, PathEl};

use super::{
    atlas::{Atlas, Full, Key, Layer, stroked},
    mesh::{MeshBuilder, Pen},
    pictures::Pictures,
};
use crate::{
    geom::{Affine, BezPath, Camera, Point, Rect as DocRect, Shape as _, Vec2 as DocVec2},
    model::{Color, Picture, Target},
    scene::{Band, Chunk, Item, Paint, PlacedBand, Scene, Shape, Stroke},
    text::{Fonts, Glyph, Run},
    ui::tokens::color32,
};

/// Letters whose em is smaller than this are drawn as bars, in pixels.
const GREEK_EM: f64 = 3.5;
/// Letters larger than this are drawn as triangles instead of pictures, in pixels.
const PICTURE_EM: f64 = 160.0;
/// Paths larger than this are drawn as triangles instead of pictures, in pixels.
const PICTURE_SIDE: f64 = 64.0;
/// How many vertices of chunks that are no longer on the screen are kept.
const KEPT_VERTICES: usize = 600_000;

/// Paints scenes; keeps what it made for the next frame.
#[derive(Default)]
pub struct ScenePainter {
    atlas: Atlas,
    kept: HashMap<KeptKey, KeptBand>,
    /// Of the atlas, when `kept` was made.
    generation: u64,
    pictures: Pictures,
}

#[derive(PartialEq, Eq, Hash)]
struct KeptKey {
    band: *const Band,
    scale: u64,
    y: u64,
}

/// The triangles of a band's chunks, each relative to the pixel of its upper left corner.
struct KeptBand {
    /// Holds the address that it is known by.
    _band: Arc<Band>,
    chunks: Vec<Option<Rc<Mesh>>>,
    /// Each with its chunk.
    pictures: Vec<(usize, Picture, DocRect, f64)>,
    /// Around all chunks, in the band's coordinates.
    bounds: Option<DocRect>,
    vertices: usize,
    last_pass: u64,
}

/// From a band's coordinates to pixels relative to a chunk's own pixel.
#[derive(Clone, Copy)]
struct ToPixel {
    scale: f64,
    shift: crate::geom::Vec2,
}

impl ToPixel {
    fn point(&self, p: Point) -> Pos2 {
        let p = p.to_vec2() * self.scale + self.shift;
        pos2(p.x as f32, p.y as f32)
    }

    fn rect(&self, r: DocRect) -> Rect {
        Rect::from_two_pos(
            self.point(Point::new(r.x0, r.y0)),
            self.point(Point::new(r.x1, r.y1)),
        )
    }

    fn affine(&self) -> Affine {
        Affine::translate(self.shift) * Affine::scale(self.scale)
    }

    /// Back to the band's height.
    fn y_in_band(&self, y: f32) -> f64 {
        (f64::from(y) - self.shift.y) / self.scale
    }
}

/// The camera moved so that the sheet's corner falls on a whole pixel.
pub fn camera_on_pixels(camera: &Camera, pixels_per_point: f32) -> Camera {
    let scale = camera.zoom() * f64::from(pixels_per_point);
    let origin = (camera.origin_in_doc().to_vec2() * scale).round() / scale;
    Camera::new(origin.to_point(), camera.zoom())
}

impl ScenePainter {
    /// Paints what of `scene` is visible in `view` (screen points; the camera looks at its upper
    /// left corner). Leave the ground of the sheet to the caller.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        view: Rect,
        scene: &Scene,
        camera: &Camera,
        fonts: &Fonts,
    ) {
        self.paint_some(painter, view, scene, camera, fonts, &|_| true);
    }

    /// As [`ScenePainter::paint`], only the chunks that `wanted` holds of.
    pub fn paint_some(
        &mut self,
        painter: &egui::Painter,
        view: Rect,
        scene: &Scene,
        camera: &Camera,
        fonts: &Fonts,
        wanted: &dyn Fn(Option<&Target>) -> bool,
    ) {
        let ppp = f64::from(painter.pixels_per_point());
        let scale = camera.zoom() * ppp;
        let origin = (camera.origin_in_doc().to_vec2() * scale).round();
        let view_px = (view.min.to_vec2() * painter.pixels_per_point()).round();
        let visible = {
            let shown = view
                .intersect(painter.clip_rect())
                .translate(-view.min.to_vec2());
            let corner = |p: Pos2| Point::new(f64::from(p.x), f64::from(p.y));
            // Rounding to pixels may show a little more.
            camera
                .doc_rect(DocRect::from_points(corner(shown.min), corner(shown.max)))
                .inflate(2.0 / scale, 2.0 / scale)
        };
        let pass = painter.ctx().cumulative_pass_nr();
        // A texture that was full starts anew once; what then still finds no room stays away.
        let mut out = Mesh::default();
        let mut shown: Vec<(Picture, egui::Rect, f32)> = Vec::new();
        for attempt in 0..2 {
            if self.generation != self.atlas.generation() {
                self.kept.clear();
                self.generation = self.atlas.generation();
            }
            out.clear();
            shown.clear();
            let mut full = false;
            for placed in &scene.bands {
                let kept = self.kept.entry(KeptKey {
                    band: Arc::as_ptr(&placed.band),
                    scale: scale.to_bits(),
                    y: placed.y.to_bits(),
                });
                let kept = kept.or_insert_with(|| KeptBand {
                    _band: placed.band.clone(),
                    chunks: vec![None; placed.band.chunks.len()],
                    pictures: pictures_of(&placed.band),
                    bounds: around(&placed.band),
                    vertices: 0,
                    last_pass: pass,
                });
                kept.last_pass = pass;
                if !kept
                    .bounds
                    .is_some_and(|bounds| touches(bounds, placed.y, visible))
                {
                    continue;
                }
                for (index, picture, frame, radius) in &kept.pictures {
                    let chunk = &placed.band.chunks[*index];
                    if touches(chunk.bounds, placed.y, visible) && wanted(chunk.target.as_ref()) {
                        let corner = frame.origin().to_vec2() + DocVec2::new(0.0, placed.y);
                        let at = corner * scale - origin;
                        let at = view_px + vec2(at.x as f32, at.y as f32);
                        let size = frame.size() * scale;
                        let size = vec2(size.width as f32, size.height as f32);
                        let frame_px = egui::Rect::from_min_size(at.to_pos2(), size);
                        shown.push((picture.clone(), frame_px, (radius * scale) as f32));
                    }
                }
                for (chunk, mesh) in placed.band.chunks.iter().zip(&mut kept.chunks) {
                    if !touches(chunk.bounds, placed.y, visible) || !wanted(chunk.target.as_ref()) {
                        continue;
                    }
                    let corner = corner_px(chunk, placed, scale);
                    let mesh = match mesh {
                        Some(mesh) => mesh.clone(),
                        None => {
                            let to_pixel = ToPixel {
                                scale,
                                shift: crate::geom::Vec2::new(0.0, placed.y * scale) - corner,
                            };
                            match chunk_mesh(&mut self.atlas, chunk, to_pixel, fonts) {
                                Ok(made) => {
                                    let made = Rc::new(made);
                                    kept.vertices += made.vertices.len();
                                    *mesh = Some(made.clone());
                                    made
                                }
                                Err(Full) => {
                                    full = true;
                                    continue;
                                }
                            }
                        }
                    };
                    let at = corner - origin;
                    append(&mut out, &mesh, view_px + vec2(at.x as f32, at.y as f32));
                }
            }
            if !full || attempt == 1 {
                break;
            }
            self.atlas.restart();
        }
        self.forget(pass);
        out.texture_id = self.atlas.upload(painter.ctx());
        let (per_point, per_texel) = (1.0 / painter.pixels_per_point(), self.atlas.size());
        for vertex in &mut out.vertices {
            vertex.pos = (vertex.pos.to_vec2() * per_point).to_pos2();
            vertex.uv = pos2(vertex.uv.x / per_texel.x, vertex.uv.y / per_texel.y);
        }
        if !out.is_empty() {
            let painter = painter.with_clip_rect(view.intersect(painter.clip_rect()));
            painter.add(EguiShape::mesh(out));
            // Nothing of the sheet lies over its pictures.
            for (picture, frame_px, radius_px) in shown {
                self.pictures.paint(&painter, &picture, frame_px, radius_px);
            }
        }
        self.pictures.forget(pass);
    }

    /// Drops the triangles of what has not been on the screen for a while.
    fn forget(&mut self, pass: u64) {
        let vertices: usize = self.kept.values().map(|kept| kept.vertices).sum();
        let patience = if vertices > KEPT_VERTICES { 0 } else { 30 };
        self.kept
            .retain(|_, kept| kept.last_pass + patience >= pass);
    }
}

fn pictures_of(band: &Band) -> Vec<(usize, Picture, DocRect, f64)> {
    let chunks = band.chunks.iter().enumerate();
    let items = chunks.flat_map(|(index, chunk)| chunk.items.iter().map(move |item| (index, item)));
    let pictures = items.filter_map(|(index, item)| match item {
        Item::Picture {
            picture,
            frame,
            radius,
        } => Some((index, picture.clone(), *frame, *radius)),
        _ => None,
    });
    pictures.collect()
}

fn around(band: &Band) -> Option<DocRect> {
    let bounds = band.chunks.iter().map(|chunk| chunk.bounds);
    bounds.reduce(|a, b| a.union(b))
}

fn touches(bounds: DocRect, y: f64, visible: DocRect) -> bool {
    bounds.x0 <= visible.x1
        && bounds.x1 >= visible.x0
        && bounds.y0 + y <= visible.y1
        && bounds.y1 + y >= visible.y0
}

/// The pixel of the sheet at a chunk's upper left corner.
fn corner_px(chunk: &Chunk, placed: &PlacedBand, scale: f64) -> crate::geom::Vec2 {
    let corner = chunk.bounds.origin().to_vec2() + crate::geom::Vec2::new(0.0, placed.y);
    (corner * scale).floor()
}

fn append(out: &mut Mesh, mesh: &Mesh, shift: Vec2) {
    let first = out.vertices.len() as u32;
    out.indices.extend(mesh.indices.iter().map(|i| i + first));
    out.vertices.extend(mesh.vertices.iter().map(|vertex| {
        let mut vertex = *vertex;
        vertex.pos += shift;
        vertex
    }));
}

fn chunk_mesh(
    atlas: &mut Atlas,
    chunk: &Chunk,
    to_pixel: ToPixel,
    fonts: &Fonts,
) -> Result<Mesh, Full> {
    let mut brush = Brush {
        atlas,
        fonts,
        to_pixel,
        out: MeshBuilder::default(),
    };
    for item in &chunk.items {
        brush.item(item)?;
    }
    Ok(brush.out.mesh)
}

/// Draws one chunk.
struct Brush<'a> {
    atlas: &'a mut Atlas,
    fonts: &'a Fonts,
    to_pixel: ToPixel,
    out: MeshBuilder,
}

impl Brush<'_> {
    fn item(&mut self, item: &Item) -> Result<(), Full> {
        match item {
            Item::Fill {
                shape,
                color,
                opacity,
            } => {
                let color = color32(*color).gamma_multiply(*opacity as f32);
                match shape {
                    Shape::Rect { rect, radius } => {
                        let radius = (radius * self.to_pixel.scale) as f32;
                        self.out.rect(self.to_pixel.rect(*rect), radius, color);
                    }
                    Shape::Circle(circle) => {
                        let radius = (circle.radius * self.to_pixel.scale) as f32;
                        let center = self.to_pixel.point(circle.center);
                        self.out.circle(center, radius, color);
                    }
                    Shape::Path(path) => self.fill_path(path, color)?,
                }
            }
            Item::Stroke {
                shape,
                stroke,
                paint,
            } => self.stroke(shape, stroke, paint)?,
            Item::Text {
                paragraph,
                line,
                at,
                color,
            } => {
                let Some(line) = paragraph.lines.get(*line) else {
                    return Ok(());
                };
                for run in &line.runs {
                    self.run(run, *at, *color)?;
                }
            }
            // These have textures of their own.
            Item::Picture { .. } => {}
            Item::Icon {
                icon,
                rect,
                color,
                width,
            } => {
                let stroke = Stroke {
                    width: *width,
                    dash: None,
                    round: true,
                };
                let path = Shape::Path(Arc::new(icon.path_in(*rect)));
                self.stroke(&path, &stroke, &Paint::Solid(*color))?;
            }
        }
        Ok(())
    }

    fn fill_path(&mut self, path: &BezPath, color: Color32) -> Result<(), Full> {
        let path = self.to_pixel.affine() * path;
        if !self.path_picture(&path, None, color)? {
            self.out.fill(&contours(&path), color);
        }
        Ok(())
    }

    fn stroke(&mut self, shape: &Shape, stroke: &Stroke, paint: &Paint) -> Result<(), Full> {
        let scale = self.to_pixel.scale;
        let pen = Pen {
            width: (stroke.width * scale) as f32,
            round: stroke.round,
        };
        let to_pixel = self.to_pixel;
        let color = |at: Pos2| color32(paint.color_at(to_pixel.y_in_band(at.y)));
        match shape {
            Shape::Rect { rect, radius } if stroke.dash.is_none() => {
                let radius = (radius * scale) as f32;
                let rect = to_pixel.rect(*rect);
                self.out.rect_outline(rect, radius, pen, &color);
            }
            Shape::Circle(circle) if stroke.dash.is_none() => {
                let center = to_pixel.point(circle.center);
                let radius = (circle.radius * scale) as f32;
                self.out.circle_outline(center, radius, pen, &color);
            }
            shape => {
                let path = match shape {
                    Shape::Rect { rect, radius } => {
                        rect.to_rounded_rect(*radius).to_path(0.1 / scale)
                    }
                    Shape::Circle(circle) => circle.to_path(0.1 / scale),
                    Shape::Path(path) => (**path).clone(),
                };
                let mut path = to_pixel.affine() * path;
                if let Some((dash, gap)) = stroke.dash {
                    path = kurbo::dash(path.iter(), 0.0, &[dash * scale, gap * scale]).collect();
                }
                if let Paint::Solid(solid) = paint {
                    let kurbo_stroke = kurbo_stroke(pen);
                    if self.path_picture(&path, Some(&kurbo_stroke), color32(*solid))? {
                        return Ok(());
                    }
                }
                for (line, closed) in lines(&path) {
                    self.out.stroke(&line, closed, pen, &color);
                }
            }
        }
        Ok(())
    }

    /// Draws a small path as a picture; false when it is too large for one.
    fn path_picture(
        &mut self,
        path: &BezPath,
        stroke: Option<&kurbo::Stroke>,
        color: Color32,
    ) -> Result<bool, Full> {
        let bounds = path.control_box();
        if bounds.width().max(bounds.height()) > PICTURE_SIDE || path.elements().is_empty() {
            return Ok(false);
        }
        let (pixel, phase, at) = split_pixel(bounds.origin(), 16.0);
        let path = Affine::translate(at - bounds.origin().to_vec2()) * path;
        let key = Key::Path {
            path: path_hash(&path, stroke),
            phase,
        };
        let picture = self.atlas.picture(key, || {
            vec![(
                None,
                stroke.map_or_else(|| path.clone(), |pen| stroked(&path, pen)),
            )]
        })?;
        if let Some(picture) = picture {
            self.out
                .picture(pixel + picture.offset, picture.texels, color);
        }
        Ok(true)
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
        let origin = at + crate::geom::Vec2::new(glyph.x, glyph.y);
        let origin = (origin.to_vec2() * self.to_pixel.scale + self.to_pixel.shift).to_point();
        let to_px = |at: crate::geom::Vec2| {
            Affine::translate(at) * Affine::new([em, 0.0, -slant * em, em, 0.0, 0.0])
        };
        if em > PICTURE_EM {
            for (own, path) in &fonts.outline(run.face, glyph.id).layers {
                let contours = contours(&(to_px(origin.to_vec2()) * path));
                self.out.fill(&contours, color32(own.unwrap_or(color)));
            }
            return Ok(());
        }
        let outline = fonts.outline(run.face, glyph.id);
        if outline.layers.is_empty() {
            return Ok(());
        }
        let colorful = outline.layers.iter().any(|(own, _)| own.is_some());
        let plain = outline.layers.iter().any(|(own, _)| own.is_none());
        let (pixel, phase, place) = split_pixel(origin, 4.0);
        let key = Key::Glyph {
            face: run.face,
            glyph: glyph.id,
            size: (em as f32).to_bits(),
            oblique: run.oblique,
            color: (colorful && plain).then_some(color),
            phase,
        };
        let picture = self.atlas.picture(key, || -> Vec<Layer> {
            outline
                .layers
                .iter()
                .map(|(own, path)| {
                    let own = if colorful { own.or(Some(color)) } else { None };
                    (own, to_px(place) * path)
                })
                .collect()
        })?;
        if let Some(picture) = picture {
            let tint = if colorful {
                Color32::WHITE
            } else {
                color32(color)
            };
            self.out
                .picture(pixel + picture.offset, picture.texels, tint);
        }
        Ok(())
    }

    /// A soft bar for a text that is too small to read.
    fn greek(&mut self, run: &Run, at: Point, color: Color) {
        let (Some(first), Some(last)) = (run.glyphs.first(), run.glyphs.last()) else {
            return;
        };
        let left = at.x + first.x;
        let right = at.x + last.x + last.advance;
        let bar = DocRect::new(left, at.y - run.size * 0.52, right, at.y);
        let color = color32(color).gamma_multiply(0.45);
        self.out.rect(self.to_pixel.rect(bar), 0.0, color);
    }
}

fn kurbo_stroke(pen: Pen) -> kurbo::Stroke {
    let (cap, join) = if pen.round {
        (Cap::Round, Join::Round)
    } else {
        (Cap::Butt, Join::Miter)
    };
    kurbo::Stroke::new(f64::from(pen.width))
        .with_caps(cap)
        .with_join(join)
}

/// A place in pixels as whole pixel, part of a pixel in `parts`, and that part as a length.
fn split_pixel(at: Point, parts: f64) -> (Pos2, [u8; 2], crate::geom::Vec2) {
    let split = |v: f64| {
        let steps = (v * parts).round();
        let whole = (steps / parts).floor();
        let part = steps - whole * parts;
        (whole as f32, part as u8, part / parts)
    };
    let ((x, x_phase, x_part), (y, y_phase, y_part)) = (split(at.x), split(at.y));
    (
        pos2(x, y),
        [x_phase, y_phase],
        crate::geom::Vec2::new(x_part, y_part),
    )
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

fn contours(path: &BezPath) -> Vec<Vec<Pos2>> {
    lines(path).into_iter().map(|(line, _)| line).collect()
}
