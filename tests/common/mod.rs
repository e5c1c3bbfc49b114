//! A renderer in software for tests of the window, and ways to compare pictures.

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
pub struct SoftwareRenderer {
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
        for y in low(1).max(clip[1])..high(1).min(clip[3]) {
            for x in low(0).max(clip[0])..high(0).min(clip[2]) {
                let middle = [x * parts + parts / 2, y * parts + parts / 2];
                let weights = sides.map(|(a, b, _)| edge(a, b, middle));
                if weights
                    .iter()
                    .zip(&sides)
                    .any(|(w, (_, _, owned))| w < owned)
                {
                    continue;
                }
                let weights = weights.map(|w| w as f32 / area as f32);
                let mix = |get: &dyn Fn(&Vertex) -> f32| -> f32 {
                    corners.iter().zip(weights).map(|(c, w)| get(c) * w).sum()
                };
                let texel = texture.sample(mix(&|c| c.uv.x), mix(&|c| c.uv.y));
                let source: [f32; 4] = std::array::from_fn(|k| {
                    texel[k] * mix(&|c| f32::from(c.color.to_array()[k])) / 255.0
                });
                let target = &mut self.pixels[y as usize * self.width + x as usize];
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
    pub fn picture<State>(&self, harness: &egui_kittest::Harness<'_, State>) -> RgbaImage {
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
