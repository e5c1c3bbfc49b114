//! Small drawings (glyphs, icons, little shapes) as pixels at their exact size, all
//! in one texture.
//!
//! A drawing is drawn at the place within a pixel where it will stand (to a quarter or an eighth
//! for glyphs), so it is never scaled and never blurred. When the texture is full it starts anew with what is
//! on the screen; [`Atlas::generation`] tells that earlier places are void.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use tiny_skia::{self, FillRule, Mask, PathBuilder, Transform};

use super::coverage::coverage;
use crate::{
    geom::{Affine, BezPath, Shape as _},
    model::Color,
    text::FaceId,
};

/// What a drawing shows; all lengths in pixels.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::ui) enum DrawingKey {
    Glyph {
        face: FaceId,
        glyph: u32,
        /// The em, as bits of an `f32`.
        size: u32,
        oblique: bool,
        /// Of the text, where the glyph's own drawing depends on it.
        color: Option<Color>,
        phase: [u8; 2],
    },
    /// A path by its hash, stroked by a pen or filled.
    Path { path: u64, phase: [u8; 2] },
}

/// Where in the texture a drawing stands, and how far from the pixel it was asked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Drawing {
    pub texels: Rect,
    pub offset: Vec2,
}

/// One layer of a drawing: its colour (`None` for that of the vertex) and its area.
pub(in crate::ui) type DrawingLayer = (Option<Color>, BezPath);

/// Drawings side by side in one texture.
pub(in crate::ui) struct Atlas {
    image: ColorImage,
    texture: Option<TextureHandle>,
    drawings: HashMap<DrawingKey, Option<Drawing>>,
    /// Top to bottom.
    shelves: Vec<Shelf>,
    generation: u64,
    max_height: usize,
    /// How many drawings were made.
    made: usize,
}

/// A row of drawings side by side.
struct Shelf {
    top: usize,
    height: usize,
    used: usize,
    /// How much of `used` the texture shows already.
    sent: usize,
}

/// The texture is full: call [`Atlas::restart`] and paint again.
#[derive(Debug)]
pub(in crate::ui) struct Full;

const WIDTH: usize = 2048;
const START_HEIGHT: usize = 512;

impl Default for Atlas {
    fn default() -> Self {
        let mut atlas = Self {
            image: ColorImage::filled([WIDTH, START_HEIGHT], Color32::TRANSPARENT),
            texture: None,
            drawings: HashMap::new(),
            shelves: Vec::new(),
            generation: 0,
            max_height: 2048,
            made: 0,
        };
        atlas.restart();
        atlas
    }
}

impl Atlas {
    /// Counts how often earlier places became void.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// Counts the drawings that were made.
    pub(crate) fn made(&self) -> usize {
        self.made
    }

    /// In texels.
    pub(crate) fn size(&self) -> Vec2 {
        vec2(WIDTH as f32, self.image.height() as f32)
    }

    /// Forgets all drawings.
    pub(crate) fn restart(&mut self) {
        self.drawings.clear();
        self.shelves.clear();
        self.image.pixels.fill(Color32::TRANSPARENT);
        // The white corner, see `MeshBuilder::WHITE`.
        self.shelves.push(Shelf {
            top: 0,
            height: 4,
            used: 4,
            sent: 0,
        });
        for y in 0..4 {
            self.image.pixels[y * WIDTH..][..4].fill(Color32::WHITE);
        }
        // What was painted earlier in this frame still shows the old texture.
        self.texture = None;
        self.generation += 1;
    }

    /// The drawing of a key, drawn by `draw` (layers, in pixels, relative to the pixel asked for)
    /// when it is not there yet; `None` when nothing of it shows.
    pub(crate) fn drawing(
        &mut self,
        key: DrawingKey,
        draw: impl FnOnce() -> Vec<DrawingLayer>,
    ) -> Result<Option<Drawing>, Full> {
        if let Some(known) = self.drawings.get(&key) {
            return Ok(*known);
        }
        let cover = match &key {
            DrawingKey::Glyph { .. } => coverage,
            // What a pen covers overlaps itself.
            DrawingKey::Path { .. } => sampled,
        };
        let drawing = self.add(&draw(), cover)?;
        self.made += 1;
        self.drawings.insert(key, drawing);
        Ok(drawing)
    }

    fn add(
        &mut self,
        layers: &[DrawingLayer],
        cover: fn(&BezPath, usize, usize) -> Vec<u8>,
    ) -> Result<Option<Drawing>, Full> {
        let bounds = layers
            .iter()
            .map(|(_, path)| path)
            .filter(|path| !path.elements().is_empty())
            .map(|path| path.bounding_box())
            .reduce(|a, b| a.union(b));
        let Some(bounds) = bounds.filter(|bounds| bounds.is_finite()) else {
            return Ok(None);
        };
        let (left, top) = (bounds.x0.floor(), bounds.y0.floor());
        let width = (bounds.x1.ceil() - left).max(1.0) as usize;
        let height = (bounds.y1.ceil() - top).max(1.0) as usize;
        let (x, y) = self.room(width + 1, height + 1)?;
        let shift = Affine::translate((-left, -top));
        for (color, path) in layers {
            let shares = cover(&(shift * path), width, height);
            let color = color.unwrap_or(Color::WHITE);
            for (row, line) in shares.chunks_exact(width).enumerate() {
                let pixels = &mut self.image.pixels[(y + row) * WIDTH + x..][..width];
                for (pixel, cover) in pixels.iter_mut().zip(line) {
                    let over = Color32::from_rgba_unmultiplied(color.r, color.g, color.b, *cover);
                    *pixel = pixel.blend(over);
                }
            }
        }
        let texels =
            Rect::from_min_size(pos2(x as f32, y as f32), vec2(width as f32, height as f32));
        Ok(Some(Drawing {
            texels,
            offset: vec2(left as f32, top as f32),
        }))
    }

    /// Room for a drawing: the lowest shelf that wastes little, else a new one.
    fn room(&mut self, width: usize, height: usize) -> Result<(usize, usize), Full> {
        if width > WIDTH {
            return Err(Full);
        }
        let fits = |shelf: &&mut Shelf| {
            shelf.height >= height
                && shelf.height <= height + height / 4 + 2
                && shelf.used + width <= WIDTH
        };
        if let Some(shelf) = self.shelves.iter_mut().find(fits) {
            let place = (shelf.used, shelf.top);
            shelf.used += width;
            return Ok(place);
        }
        let top = self.shelves.last().map_or(0, |last| last.top + last.height);
        let shelf_height = height.next_multiple_of(4);
        while top + shelf_height > self.image.height() {
            let taller = self.image.height() * 2;
            if taller > self.max_height {
                return Err(Full);
            }
            self.image
                .pixels
                .resize(WIDTH * taller, Color32::TRANSPARENT);
            self.image.size[1] = taller;
        }
        self.shelves.push(Shelf {
            top,
            height: shelf_height,
            used: width,
            sent: 0,
        });
        Ok((0, top))
    }

    /// Brings the texture up to date.
    pub(crate) fn upload(&mut self, ctx: &egui::Context) -> egui::TextureId {
        self.max_height = ctx.input(|input| input.max_texture_side).clamp(2048, 4096);
        let unsent = self
            .shelves
            .iter_mut()
            .filter(|shelf| shelf.sent < shelf.used);
        match &mut self.texture {
            Some(texture) if texture.size() == self.image.size => {
                for shelf in unsent {
                    let at = [shelf.sent, shelf.top];
                    let size = [shelf.used - shelf.sent, shelf.height];
                    let part = self.image.region_by_pixels(at, size);
                    texture.set_partial(at, part, TextureOptions::LINEAR);
                    shelf.sent = shelf.used;
                }
                texture.id()
            }
            texture => {
                unsent.for_each(|shelf| shelf.sent = shelf.used);
                let image = self.image.clone();
                let handle = ctx.load_texture("sheet", image, TextureOptions::LINEAR);
                texture.insert(handle).id()
            }
        }
    }
}

/// As [`coverage`], from a few samples a pixel, by the non-zero rule; nothing for what has no area.
fn sampled(path: &BezPath, width: usize, height: usize) -> Vec<u8> {
    let mask = Mask::new(width as u32, height as u32).zip(skia_path(path));
    let covered = mask.map(|(mut mask, path)| {
        mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
        mask.take()
    });
    covered.unwrap_or_default()
}

fn skia_path(path: &BezPath) -> Option<tiny_skia::Path> {
    use kurbo::PathEl;
    let mut builder = PathBuilder::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => builder.move_to(p.x as f32, p.y as f32),
            PathEl::LineTo(p) => builder.line_to(p.x as f32, p.y as f32),
            PathEl::QuadTo(a, p) => {
                builder.quad_to(a.x as f32, a.y as f32, p.x as f32, p.y as f32);
            }
            PathEl::CurveTo(a, b, p) => builder.cubic_to(
                a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32,
            ),
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// The area that a pen covers along a path (lengths in pixels).
pub(in crate::ui) fn stroked(path: &BezPath, stroke: &kurbo::Stroke) -> BezPath {
    kurbo::stroke(path.iter(), stroke, &kurbo::StrokeOpts::default(), 0.02)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect as PathRect;

    fn key(path: u64) -> DrawingKey {
        DrawingKey::Path {
            path,
            phase: [0, 0],
        }
    }

    fn square(side: f64) -> Vec<DrawingLayer> {
        let rect = PathRect::new(-1.5, 2.0, side - 1.5, side + 2.0);
        vec![(None, rect.to_path(0.1))]
    }

    #[test]
    fn a_picture_is_the_share_of_each_pixel_that_a_path_covers() {
        let mut atlas = Atlas::default();
        let drawing = atlas.drawing(key(1), || square(4.0)).unwrap().unwrap();
        assert_eq!(drawing.offset, vec2(-2.0, 2.0));
        assert_eq!(drawing.texels.size(), vec2(5.0, 4.0));
        let row = drawing.texels.min.y as usize * WIDTH + drawing.texels.min.x as usize;
        let alphas = atlas.image.pixels[row..row + 5]
            .iter()
            .map(|pixel| pixel.a());
        let alphas: Vec<u8> = alphas.collect();
        assert_eq!(alphas[1..4], [255, 255, 255]);
        assert!(
            alphas[0].abs_diff(128) < 4 && alphas[4].abs_diff(128) < 4,
            "{alphas:?}"
        );
    }

    #[test]
    fn a_full_texture_says_so_and_starts_anew() {
        let mut atlas = Atlas::default();
        let full = (0..).find(|i| atlas.drawing(key(*i), || square(200.0)).is_err());
        assert!(full.is_some_and(|drawings| drawings > 90));
        let before = atlas.generation();
        atlas.restart();
        assert_ne!(atlas.generation(), before);
        assert!(atlas.drawing(key(0), || square(200.0)).is_ok());
    }
}
