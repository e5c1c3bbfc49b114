//! A sheet of which very much is seen at once, as one picture: thousands of things that are a few
//! pixels large cost the window's thread, and a driver without a graphics card, less as pixels than
//! as triangles.

use std::sync::Arc;

use egui::{ColorImage, Context, Mesh, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};

use super::{
    mesh::MeshBuilder,
    mesher::{ChunkMesher, ToPixel},
    pixels::{Drawings, Pixels},
    work,
};
use crate::{
    geom::{BezPath, Point, Rect as DocRect, Vec2 as DocVec2},
    model::{Color, Picture},
    scene::{Chunk, Paint, Painter, PlacedBand, Scene, Shape, Stroke, Text},
    text::{Fonts, Line},
    ui::tokens::color32,
};

/// How many things have to be seen for it, at most.
const MANY: usize = 400;
/// In a small view fewer are enough, if each has less room than so many pixels.
const FEW: usize = 40;
const ROOM: f64 = 1500.0;
/// So much is painted in one pass, counted in strokes of the brush; the rest in the next.
const WORK: usize = 6_000;

/// The pictures of what was seen of sheets of late.
#[derive(Default)]
pub(super) struct FarSheets {
    kept: Vec<FarSheet>,
    drawings: Drawings,
}

struct FarSheet {
    part: Part,
    texture: TextureHandle,
    pictures: Vec<LaidOver>,
    /// What is still to be painted.
    rest: Option<Rest>,
    last_pass: u64,
}

/// A picture that is painted over several passes.
struct Rest {
    image: ColorImage,
    /// How many chunks are behind it.
    done: usize,
}

/// Which part of which sheet.
struct Part {
    bands: Vec<PlacedBand>,
    /// Pixels per document unit.
    scale: f64,
    /// The pixel of the sheet in its upper left corner.
    corner: DocVec2,
    size: [usize; 2],
}

/// A picture that is laid over all others, on the sheet.
#[derive(Clone)]
pub(super) struct LaidOver {
    pub picture: Picture,
    pub frame: DocRect,
    pub radius: f64,
}

/// What is to be painted.
pub(super) struct Shown {
    /// In pixels, beginning at the upper left corner of the part, with a texture of its own.
    pub mesh: Mesh,
    /// The pixel of the sheet in the part's upper left corner.
    pub corner: DocVec2,
    pub pictures: Vec<LaidOver>,
}

impl Part {
    /// What of a scene is seen, unless that is little.
    fn of(scene: &Scene, scale: f64, visible: DocRect, max_side: usize) -> Option<Self> {
        let sees = |y: f64, chunk: &Chunk| visible.overlaps(chunk.bounds + DocVec2::new(0.0, y));
        let many = (visible.area() * scale * scale / ROOM) as usize;
        let many = many.clamp(FEW, MANY);
        let seen = scene.chunks().filter(|(y, chunk)| sees(*y, chunk));
        if seen.take(many).count() < many {
            return None;
        }
        let sheet = scene.size.to_rect().inflate(2.0 / scale, 2.0 / scale);
        let part = visible.intersect(sheet);
        let corner = (part.origin().to_vec2() * scale).floor();
        let end = (Point::new(part.x1, part.y1).to_vec2() * scale).ceil();
        let size = [(end.x - corner.x) as usize, (end.y - corner.y) as usize];
        if size.iter().any(|side| *side == 0 || *side > max_side) {
            return None;
        }
        Some(Self {
            bands: scene.bands.clone(),
            scale,
            corner,
            size,
        })
    }

    fn is(&self, other: &Self) -> bool {
        let is_same =
            |(a, b): (&PlacedBand, &PlacedBand)| Arc::ptr_eq(&a.band, &b.band) && a.y == b.y;
        (self.scale, self.corner, self.size) == (other.scale, other.corner, other.size)
            && self.bands.len() == other.bands.len()
            && self.bands.iter().zip(&other.bands).all(is_same)
    }
}

impl FarSheets {
    /// The picture of what is seen of a scene; `None` where that is so little that triangles are
    /// better.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        scene: &Scene,
        scale: f64,
        visible: DocRect,
        fonts: &Fonts,
    ) -> Option<Shown> {
        let max_side = ctx.input(|input| input.max_texture_side);
        let part = Part::of(scene, scale, visible, max_side)?;
        let pass = ctx.cumulative_pass_nr();
        let known = self.kept.iter().position(|kept| kept.part.is(&part));
        let index = known.unwrap_or_else(|| {
            self.kept.push(FarSheet::begin(ctx, part));
            self.kept.len() - 1
        });
        let kept = &mut self.kept[index];
        kept.last_pass = pass;
        if let Some(rest) = kept.rest.take() {
            kept.go_on(rest, scene, fonts, &mut self.drawings);
            if kept.rest.is_some() {
                ctx.request_repaint();
            }
        }
        let [width, height] = kept.part.size.map(|side| side as f32);
        let mut mesh = MeshBuilder::default();
        let whole = Rect::from_min_size(Pos2::ZERO, vec2(width, height));
        mesh.drawing(Pos2::ZERO, whole, egui::Color32::WHITE);
        let mut mesh = mesh.mesh;
        mesh.texture_id = kept.texture.id();
        for vertex in &mut mesh.vertices {
            vertex.uv = pos2(vertex.uv.x / width, vertex.uv.y / height);
        }
        Some(Shown {
            mesh,
            corner: kept.part.corner,
            pictures: kept.pictures.clone(),
        })
    }

    /// Drops the pictures that were not shown in this pass.
    pub(super) fn forget(&mut self, pass: u64) {
        // In the pass before they may have been: several sheets are painted in one.
        self.kept.retain(|kept| kept.last_pass + 1 >= pass);
    }
}

impl FarSheet {
    fn begin(ctx: &Context, part: Part) -> Self {
        let image = ColorImage::filled(part.size, egui::Color32::TRANSPARENT);
        let blank = ColorImage::filled([1, 1], egui::Color32::TRANSPARENT);
        Self {
            texture: ctx.load_texture("far sheet", blank, TextureOptions::NEAREST),
            part,
            pictures: Vec::new(),
            rest: Some(Rest { image, done: 0 }),
            last_pass: 0,
        }
    }

    /// Paints on, as much as one pass has time for.
    fn go_on(&mut self, rest: Rest, scene: &Scene, fonts: &Fonts, drawings: &mut Drawings) {
        let Rest { image, done } = rest;
        let part = &self.part;
        let size = part.size.map(|side| side as f64 / part.scale);
        let origin = (part.corner / part.scale).to_point();
        let mut painter = FarPainter {
            visible: DocRect::from_origin_size(origin, (size[0], size[1])),
            scale: part.scale,
            corner: part.corner,
            mesher: ChunkMesher::new(Pixels::on(image, drawings), fonts),
            band_y: 0.0,
            pictures: Vec::new(),
            at: 0,
            done,
            strokes: work::begun(self.last_pass, WORK),
            stopped_at: None,
        };
        scene.paint(&mut painter, |_| true);
        self.pictures.append(&mut painter.pictures);
        let (image, stopped_at) = (painter.mesher.surface.image, painter.stopped_at);
        let shown = match stopped_at {
            Some(done) => {
                let shown = image.clone();
                self.rest = Some(Rest { image, done });
                shown
            }
            None => image,
        };
        self.texture.set(shown, TextureOptions::NEAREST);
    }
}

/// Paints a part of a sheet on pixels.
struct FarPainter<'a> {
    visible: DocRect,
    scale: f64,
    corner: DocVec2,
    mesher: ChunkMesher<'a, Pixels<'a>>,
    /// Of the band, on the sheet.
    band_y: f64,
    pictures: Vec<LaidOver>,
    /// How many chunks came.
    at: usize,
    /// So many were painted in a pass before.
    done: usize,
    /// What was painted in this one.
    strokes: usize,
    /// The first chunk that was too much for it.
    stopped_at: Option<usize>,
}

impl Painter for FarPainter<'_> {
    fn begin_band(&mut self, placed: &PlacedBand) -> bool {
        self.band_y = placed.y;
        self.mesher.begin(ToPixel {
            scale: self.scale,
            shift: DocVec2::new(0.0, placed.y) * self.scale - self.corner,
            clip: self.mesher.surface.bounds(),
        });
        true
    }

    fn begin_chunk(&mut self, chunk: &Chunk) -> bool {
        let index = self.at;
        self.at += 1;
        let down = DocVec2::new(0.0, self.band_y);
        let is_behind = index < self.done || self.stopped_at.is_some();
        if is_behind || !self.visible.overlaps(chunk.bounds + down) {
            return false;
        }
        if self.strokes + self.mesher.surface.work() >= WORK {
            self.stopped_at = Some(index);
            return false;
        }
        self.strokes += chunk.items.len();
        true
    }

    fn fill(&mut self, shape: &Shape, color: Color, opacity: f64) {
        let color = color32(color).gamma_multiply(opacity as f32);
        // Pixels are never full.
        let _ = self.mesher.fill(shape, color);
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        let color = color32(color).gamma_multiply(opacity as f32);
        let _ = self.mesher.fill_path(path, color);
    }

    fn stroke(&mut self, shape: &Shape, stroke: Stroke, paint: &Paint) {
        let _ = self.mesher.stroke(shape, stroke, paint);
    }

    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint) {
        let _ = self.mesher.stroke_path(path, stroke, paint);
    }

    fn text(&mut self, text: &Text) {
        let _ = self.mesher.text(text);
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        let _ = self.mesher.line(line, at, color);
    }

    fn picture(&mut self, picture: &Picture, frame: DocRect, radius: f64) {
        self.pictures.push(LaidOver {
            picture: picture.clone(),
            frame: frame + DocVec2::new(0.0, self.band_y),
            radius,
        });
    }
}
