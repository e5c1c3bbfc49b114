//! Small drawings (glyphs, icons, little shapes) as pixels at their exact size, all
//! in one texture.
//!
//! A drawing is drawn at the place within a pixel where it will stand (to a quarter or an eighth
//! for glyphs), so it is never scaled and never blurred. What the texture has is not kept here too:
//! when it is full it starts anew with what is on the screen, and only grows where that alone does
//! not fit; [`Atlas::generation`] tells that earlier places are void.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use tiny_skia::{self, FillRule, Mask, PathBuilder, Transform};

use super::coverage::coverage;
use crate::{
    geom::{BezPath, Shape as _, Vec2 as PathVec2},
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
    height: usize,
    /// What the texture does not show yet.
    unsent: Vec<Unsent>,
    texture: Option<TextureHandle>,
    drawings: HashMap<DrawingKey, Option<Drawing>>,
    /// Top to bottom.
    shelves: Vec<Shelf>,
    generation: u64,
    max_height: usize,
    /// When it started anew last.
    restarted_in: u64,
    /// How many drawings were made.
    made: usize,
}

/// The pixels of a drawing, on their way to the texture.
struct Unsent {
    /// By its place in the list.
    shelf: usize,
    left: usize,
    image: ColorImage,
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
/// Enough for most maps at first sight; twice that lasts a window of usual size for a zoom or six.
const START_HEIGHT: usize = 256;
/// What fills up again within so many passes is too small.
const PASSES_OF_A_VIEW: u64 = 30;

impl Default for Atlas {
    fn default() -> Self {
        let mut atlas = Self {
            height: START_HEIGHT,
            unsent: Vec::new(),
            texture: None,
            drawings: HashMap::new(),
            shelves: Vec::new(),
            generation: 0,
            max_height: 2048,
            restarted_in: 0,
            made: 0,
        };
        atlas.clear();
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
        vec2(WIDTH as f32, self.height as f32)
    }

    /// Forgets all drawings, since they found no room in a pass; false where that would not help.
    pub(crate) fn restart(&mut self, pass: u64) -> bool {
        let is_soon = pass < self.restarted_in + PASSES_OF_A_VIEW && self.generation > 1;
        let is_too_small = is_soon || self.height == START_HEIGHT;
        if is_too_small {
            if 2 * self.height > self.max_height {
                return false;
            }
            self.height *= 2;
        }
        self.restarted_in = pass;
        self.clear();
        true
    }

    fn clear(&mut self) {
        self.drawings.clear();
        self.unsent.clear();
        // The white corner, see `MeshBuilder::WHITE`.
        self.shelves = vec![Shelf {
            top: 0,
            height: 4,
            used: 4,
            sent: 0,
        }];
        self.unsent.push(Unsent {
            shelf: 0,
            left: 0,
            image: ColorImage::filled([4, 4], Color32::WHITE),
        });
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
        let drawing = drawn(&key, &draw());
        let drawing = drawing.map(|drawn| self.add(drawn)).transpose()?;
        self.made += 1;
        self.drawings.insert(key, drawing);
        Ok(drawing)
    }

    fn add(&mut self, drawn: Drawn) -> Result<Drawing, Full> {
        let Drawn { image, offset } = drawn;
        let [width, height] = image.size;
        let (shelf, left) = self.room(width + 1, height + 1)?;
        let corner = pos2(left as f32, self.shelves[shelf].top as f32);
        self.unsent.push(Unsent { shelf, left, image });
        Ok(Drawing {
            texels: Rect::from_min_size(corner, vec2(width as f32, height as f32)),
            offset,
        })
    }

    /// Room for a drawing: the lowest shelf that wastes little, else a new one; and how far from its
    /// left end.
    fn room(&mut self, width: usize, height: usize) -> Result<(usize, usize), Full> {
        if width > WIDTH {
            return Err(Full);
        }
        let fits = |shelf: &Shelf| {
            shelf.height >= height
                && shelf.height <= height + height / 4 + 2
                && shelf.used + width <= WIDTH
        };
        if let Some(index) = self.shelves.iter().position(fits) {
            let shelf = &mut self.shelves[index];
            let left = shelf.used;
            shelf.used += width;
            return Ok((index, left));
        }
        let top = self.shelves.last().map_or(0, |last| last.top + last.height);
        let shelf_height = height.next_multiple_of(4);
        if top + shelf_height > self.height {
            return Err(Full);
        }
        self.shelves.push(Shelf {
            top,
            height: shelf_height,
            used: width,
            sent: 0,
        });
        Ok((self.shelves.len() - 1, 0))
    }

    /// Brings the texture up to date.
    pub(crate) fn upload(&mut self, ctx: &egui::Context) -> egui::TextureId {
        self.max_height = ctx.input(|input| input.max_texture_side).clamp(2048, 4096);
        let height = self.height;
        let texture = self.texture.get_or_insert_with(|| {
            let blank = ColorImage::filled([WIDTH, height], Color32::TRANSPARENT);
            ctx.load_texture("sheet", blank, TextureOptions::LINEAR)
        });
        let mut strips: Vec<Option<ColorImage>> = vec![None; self.shelves.len()];
        for Unsent { shelf, left, image } in self.unsent.drain(..) {
            let Shelf {
                height, used, sent, ..
            } = self.shelves[shelf];
            let blank = || ColorImage::filled([used - sent, height], Color32::TRANSPARENT);
            let strip = strips[shelf].get_or_insert_with(blank);
            let width = image.width();
            for (row, pixels) in image.pixels.chunks_exact(width).enumerate() {
                let at = row * (used - sent) + left - sent;
                strip.pixels[at..][..width].copy_from_slice(pixels);
            }
        }
        for (shelf, strip) in self.shelves.iter_mut().zip(strips) {
            if let Some(strip) = strip {
                texture.set_partial([shelf.sent, shelf.top], strip, TextureOptions::LINEAR);
                shelf.sent = shelf.used;
            }
        }
        texture.id()
    }

    /// What is held here of drawings, in bytes.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        let unsent = self.unsent.iter().map(|unsent| unsent.image.pixels.len());
        size_of::<Color32>() * unsent.sum::<usize>()
    }
}

/// A drawing by itself: white where it takes the colour of what it is drawn for.
pub(in crate::ui) struct Drawn {
    pub image: ColorImage,
    /// How far from the pixel it was asked for.
    pub offset: Vec2,
}

/// Draws layers (in pixels, relative to the pixel asked for); `None` when nothing of it shows.
pub(in crate::ui) fn drawn(key: &DrawingKey, layers: &[DrawingLayer]) -> Option<Drawn> {
    let cover = match key {
        DrawingKey::Glyph { .. } => coverage,
        // What a pen covers overlaps itself.
        DrawingKey::Path { .. } => sampled,
    };
    let bounds = layers
        .iter()
        .map(|(_, path)| path)
        .filter(|path| !path.elements().is_empty())
        .map(|path| path.bounding_box())
        .reduce(|a, b| a.union(b));
    let bounds = bounds.filter(|bounds| bounds.is_finite())?;
    let (left, top) = (bounds.x0.floor(), bounds.y0.floor());
    let width = (bounds.x1.ceil() - left).max(1.0) as usize;
    let height = (bounds.y1.ceil() - top).max(1.0) as usize;
    let shift = PathVec2::new(-left, -top);
    let mut image = ColorImage::filled([width, height], Color32::TRANSPARENT);
    for (color, path) in layers {
        let shares = cover(path, shift, width, height);
        let color = color.unwrap_or(Color::WHITE);
        for (pixel, cover) in image.pixels.iter_mut().zip(&shares) {
            let over = Color32::from_rgba_unmultiplied(color.r, color.g, color.b, *cover);
            *pixel = pixel.blend(over);
        }
    }
    Some(Drawn {
        image,
        offset: vec2(left as f32, top as f32),
    })
}

/// As [`coverage`], from a few samples a pixel, by the non-zero rule; nothing for what has no area.
fn sampled(path: &BezPath, shift: PathVec2, width: usize, height: usize) -> Vec<u8> {
    let mask = Mask::new(width as u32, height as u32).zip(skia_path(path));
    let covered = mask.map(|(mut mask, path)| {
        let moved = Transform::from_translate(shift.x as f32, shift.y as f32);
        mask.fill_path(&path, FillRule::Winding, true, moved);
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
        let image = &atlas.unsent.last().expect("it was drawn just now").image;
        let alphas = image.pixels[..5].iter().map(|pixel| pixel.a());
        let alphas: Vec<u8> = alphas.collect();
        assert_eq!(alphas[1..4], [255, 255, 255]);
        assert!(
            alphas[0].abs_diff(128) < 4 && alphas[4].abs_diff(128) < 4,
            "{alphas:?}"
        );
    }

    /// Draws squares until there is no room; gives how many found some.
    fn filled(atlas: &mut Atlas) -> u64 {
        let full = (0..).find(|i| atlas.drawing(key(*i), || square(100.0)).is_err());
        full.expect("it is full at some time")
    }

    #[test]
    fn a_full_texture_says_so_and_starts_anew() {
        let mut atlas = Atlas::default();
        assert!(filled(&mut atlas) > 35);
        let before = atlas.generation();
        assert!(atlas.restart(100));
        assert_ne!(atlas.generation(), before);
        assert!(atlas.drawing(key(0), || square(100.0)).is_ok());
    }

    #[test]
    fn it_grows_only_where_what_is_seen_at_once_does_not_fit() {
        let mut atlas = Atlas::default();
        let at_start = filled(&mut atlas);
        assert!(atlas.restart(50));
        let first = filled(&mut atlas);
        assert!(first > 3 * at_start / 2, "{at_start}, {first}");
        // Zooming about, for however long.
        for pass in [100, 200, 300] {
            assert!(atlas.restart(pass));
            assert_eq!(filled(&mut atlas), first);
        }
        // In the same view again.
        assert!(atlas.restart(301));
        assert!(filled(&mut atlas) > 3 * first / 2);
        assert!(atlas.restart(302));
        assert!(!atlas.restart(303), "as large as it may be");
        assert!(filled(&mut atlas) > 3 * first);
    }

    #[test]
    fn what_the_texture_has_is_not_kept_twice() {
        let mut atlas = Atlas::default();
        let ctx = egui::Context::default();
        filled(&mut atlas);
        assert!(atlas.held() > WIDTH * START_HEIGHT);
        atlas.upload(&ctx);
        assert_eq!(atlas.held(), 0);
    }
}
