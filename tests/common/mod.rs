//! A renderer in software for tests of the window, and ways to compare pictures.

pub(crate) mod fonts;
pub(crate) mod window;

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use egui::{
    TextureId,
    epaint::{ImageData, Primitive, Vertex, textures::TexturesDelta},
};
use image::RgbaImage;

/// Draws egui's triangles as a graphics card does: eight bits of a pixel, top-left rule, textures
/// read with linear filtering, blending of premultiplied sRGB. Clones share their textures: give
/// one to the harness and keep one.
#[derive(Default, Clone)]
pub(crate) struct SoftwareRenderer {
    textures: Rc<RefCell<HashMap<TextureId, Texture>>>,
}

struct Texture {
    size: [usize; 2],
    pixels: Vec<[f32; 4]>,
}

impl Texture {
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let [width, height] = self.size;
        let x = (u * width as f32 - 0.5).clamp(0.0, width as f32 - 1.0);
        let y = (v * height as f32 - 0.5).clamp(0.0, height as f32 - 1.0);
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
        let (dx, dy) = (x - left as f32, y - top as f32);
        let texel = |x: usize, y: usize| &self.pixels[y * width + x];
        let corners = [
            (texel(left, top), (1.0 - dx) * (1.0 - dy)),
            (texel(right, top), dx * (1.0 - dy)),
            (texel(left, bottom), (1.0 - dx) * dy),
            (texel(right, bottom), dx * dy),
        ];
        std::array::from_fn(|k| corners.iter().map(|(texel, share)| texel[k] * share).sum())
    }
}

/// Parts of a pixel that corners are rounded to.
const PARTS: f32 = 256.0;

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    /// Draws a triangle within `clip` (left, top, right, bottom; pixels).
    fn triangle(&mut self, corners: [&Vertex; 3], ppp: f32, clip: [i64; 4], texture: &Texture) {
        let fixed = |v: f32| (v * ppp * PARTS).round() as i64;
        let mut at = corners.map(|c| [fixed(c.pos.x), fixed(c.pos.y)]);
        let mut corners = corners;
        let edge = |a: [i64; 2], b: [i64; 2], p: [i64; 2]| {
            (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
        };
        let mut area = edge(at[0], at[1], at[2]);
        if area == 0 {
            return;
        }
        if area < 0 {
            at.swap(1, 2);
            corners.swap(1, 2);
            area = -area;
        }
        // A pixel's middle on an edge belongs to the triangle whose top or left edge that is.
        let owned = |a: [i64; 2], b: [i64; 2]| {
            let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
            i64::from(!(dy < 0 || (dy == 0 && dx > 0)))
        };
        let sides = [(1, 2), (2, 0), (0, 1)].map(|(a, b)| (at[a], at[b], owned(at[a], at[b])));
        let parts = PARTS as i64;
        let low = |axis: usize| {
            at.iter()
                .map(|p| p[axis])
                .min()
                .unwrap_or(0)
                .div_euclid(parts)
        };
        let high = |axis: usize| {
            at.iter()
                .map(|p| p[axis])
                .max()
                .unwrap_or(0)
                .div_euclid(parts)
                + 1
        };
        // Most triangles are of one colour, which then needs no mixing.
        let [a, b, c] = corners;
        let is_flat = a.uv == b.uv && a.uv == c.uv && a.color == b.color && a.color == c.color;
        let tinted = |texel: [f32; 4], color: [f32; 4]| -> [f32; 4] {
            std::array::from_fn(|k| texel[k] * color[k] / 255.0)
        };
        let channels = |corner: &Vertex| corner.color.to_array().map(f32::from);
        let flat = is_flat.then(|| tinted(texture.sample(a.uv.x, a.uv.y), channels(a)));
        let left = low(0).max(clip[0]);
        for y in low(1).max(clip[1])..high(1).min(clip[3]) {
            let first = [left * parts + parts / 2, y * parts + parts / 2];
            let mut weights = sides.map(|(a, b, _)| edge(a, b, first));
            let steps = sides.map(|(a, b, _)| -(b[1] - a[1]) * parts);
            for x in left..high(0).min(clip[2]) {
                let here = weights;
                weights = [here[0] + steps[0], here[1] + steps[1], here[2] + steps[2]];
                if here[0] < sides[0].2 || here[1] < sides[1].2 || here[2] < sides[2].2 {
                    continue;
                }
                let source = flat.unwrap_or_else(|| {
                    let weights = here.map(|w| w as f32 / area as f32);
                    let mix = |get: &dyn Fn(&Vertex) -> f32| -> f32 {
                        corners.iter().zip(weights).map(|(c, w)| get(c) * w).sum()
                    };
                    let texel = texture.sample(mix(&|c| c.uv.x), mix(&|c| c.uv.y));
                    let color = std::array::from_fn(|k| mix(&|c| channels(c)[k]));
                    tinted(texel, color)
                });
                let target = &mut self.pixels[y as usize * self.width + x as usize];
                if source[3] >= 1.0 {
                    *target = source;
                    continue;
                }
                for k in 0..4 {
                    target[k] = source[k] + target[k] * (1.0 - source[3]);
                }
            }
        }
    }
}

impl egui_kittest::TestRenderer for SoftwareRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.textures.borrow_mut();
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                let pixels: Vec<[f32; 4]> = image
                    .pixels
                    .iter()
                    .map(|pixel| pixel.to_array().map(|v| f32::from(v) / 255.0))
                    .collect();
                let [width, height] = image.size;
                let Some([left, top]) = delta.pos else {
                    let size = image.size;
                    textures.insert(id, Texture { size, pixels });
                    continue;
                };
                let texture = textures.get_mut(&id).expect("a part of a known texture");
                for y in 0..height {
                    let start = (top + y) * texture.size[0] + left;
                    texture.pixels[start..start + width]
                        .copy_from_slice(&pixels[y * width..][..width]);
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

impl SoftwareRenderer {
    /// What the window of a harness shows.
    pub(crate) fn picture<State>(&self, harness: &egui_kittest::Harness<'_, State>) -> RgbaImage {
        let (ctx, output) = (&harness.ctx, harness.output());
        let textures = self.textures.borrow();
        let ppp = output.pixels_per_point;
        let size = ctx.content_rect().size() * ppp;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut canvas = Canvas {
            width,
            height,
            pixels: vec![[0.0; 4]; width * height],
        };
        for primitive in ctx.tessellate(output.shapes.clone(), ppp) {
            let Primitive::Mesh(mesh) = primitive.primitive else {
                panic!("only triangles can be drawn here");
            };
            let texture = &textures[&mesh.texture_id];
            let bound = |v: f32, end: usize| ((v * ppp).round() as i64).clamp(0, end as i64);
            let clip = primitive.clip_rect;
            let clip = [
                bound(clip.min.x, width),
                bound(clip.min.y, height),
                bound(clip.max.x, width),
                bound(clip.max.y, height),
            ];
            for triangle in mesh.triangles() {
                let corners = triangle.map(|i| &mesh.vertices[i as usize]);
                canvas.triangle(corners, ppp, clip, texture);
            }
        }
        let bytes = canvas
            .pixels
            .iter()
            .flat_map(|pixel| pixel.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8))
            .collect();
        RgbaImage::from_raw(canvas.width as u32, canvas.height as u32, bytes)
            .expect("four bytes a pixel")
    }
}

/// Mean difference of all channels, and the largest difference of the means of a block of
/// 16 × 16 pixels with its place.
pub(crate) fn compare(a: &RgbaImage, b: &RgbaImage) -> (f64, f64, [u32; 2]) {
    assert_eq!(a.dimensions(), b.dimensions());
    let (width, height) = a.dimensions();
    let (mut sum, mut worst, mut at) = (0.0, 0.0, [0, 0]);
    for top in (0..height).step_by(16) {
        for left in (0..width).step_by(16) {
            let mut means = [0.0; 3];
            let mut pixels = 0.0;
            for y in top..(top + 16).min(height) {
                for x in left..(left + 16).min(width) {
                    pixels += 1.0;
                    for (k, mean) in means.iter_mut().enumerate() {
                        let (a, b) = (a.get_pixel(x, y)[k], b.get_pixel(x, y)[k]);
                        let difference = f64::from(a) - f64::from(b);
                        *mean += difference;
                        sum += difference.abs();
                    }
                }
            }
            let block = means
                .map(|m| (m / pixels).abs())
                .into_iter()
                .fold(0.0, f64::max);
            if block > worst {
                (worst, at) = (block, [left, top]);
            }
        }
    }
    (sum / f64::from(width * height * 3), worst, at)
}
