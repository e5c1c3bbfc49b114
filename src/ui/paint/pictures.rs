//! Pictures on the sheet: a texture for each at the size at which it is seen, for as long as it is.

use std::collections::HashMap;

use egui::{
    Color32, ColorImage, Context, Mesh, Rect, Shape, TextureHandle, TextureOptions, Vec2,
    epaint::Vertex, pos2, vec2,
};

use crate::{
    geom::Size,
    model::Picture,
    scene::picture::{halvings, pixels},
};

/// How many passes a picture is kept that is not on the screen.
const PATIENCE: u64 = 30;

#[derive(Default)]
pub(in crate::ui) struct Pictures {
    kept: HashMap<TextureKey, KeptTexture>,
}

#[derive(PartialEq, Eq, Hash)]
struct TextureKey {
    address: usize,
    halvings: u32,
    /// Of the frame: how wide for its height, as bits.
    aspect: u32,
}

struct KeptTexture {
    /// Holds the address that it is known by.
    _picture: Picture,
    texture: TextureHandle,
    last_pass: u64,
}

impl Pictures {
    /// Paints the middle of a picture into a frame with round corners, in pixels.
    pub(super) fn paint(
        &mut self,
        painter: &egui::Painter,
        picture: &Picture,
        frame_px: Rect,
        radius_px: f32,
    ) {
        let ctx = painter.ctx();
        let size = Size::new(frame_px.width().into(), frame_px.height().into());
        let count = halvings(picture, size);
        // Rounded, so that every zoom of one frame has one texture.
        let aspect = (frame_px.aspect_ratio() * 256.0).round() / 256.0;
        let key = TextureKey {
            address: picture.address(),
            halvings: count,
            aspect: aspect.to_bits(),
        };
        let kept = self.kept.entry(key).or_insert_with(|| KeptTexture {
            _picture: picture.clone(),
            texture: texture(ctx, picture, size, count),
            last_pass: 0,
        });
        kept.last_pass = ctx.cumulative_pass_nr();
        let mut mesh = rounded(frame_px, radius_px);
        mesh.texture_id = kept.texture.id();
        for vertex in &mut mesh.vertices {
            vertex.pos = (vertex.pos.to_vec2() / painter.pixels_per_point()).to_pos2();
        }
        painter.add(Shape::mesh(mesh));
    }

    /// Gives up what has not been on the screen for a while.
    pub(super) fn forget(&mut self, pass: u64) {
        self.kept
            .retain(|_, kept| kept.last_pass + PATIENCE >= pass);
    }
}

fn texture(ctx: &Context, picture: &Picture, frame: Size, halvings: u32) -> TextureHandle {
    let pixels = pixels(picture, frame, halvings);
    let size = [pixels.width as usize, pixels.height as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
    ctx.load_texture("picture", image, TextureOptions::LINEAR)
}

/// A frame with round corners and a soft edge of one pixel, on which lies the whole of a texture.
fn rounded(frame: Rect, radius: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let mut vertex = |offset: Vec2, color: Color32| {
        let uv = offset / frame.size() + Vec2::splat(0.5);
        mesh.vertices.push(Vertex {
            pos: frame.center() + offset,
            uv: pos2(uv.x, uv.y),
            color,
        });
    };
    // So many that the edge strays from the arc by less than a tenth of a pixel.
    let steps = ((radius.sqrt() * 2.0) as u32).clamp(4, 100);
    let reach = frame.size() / 2.0 - Vec2::splat(radius);
    vertex(Vec2::ZERO, Color32::WHITE);
    for (quarter, (x, y)) in [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)]
        .into_iter()
        .enumerate()
    {
        let corner = reach * vec2(x, y);
        for step in 0..=steps {
            let turn = quarter as f32 + step as f32 / steps as f32;
            let ray = Vec2::angled(std::f32::consts::FRAC_PI_2 * turn);
            vertex(corner + ray * (radius - 0.5).max(0.0), Color32::WHITE);
            vertex(corner + ray * (radius + 0.5), Color32::TRANSPARENT);
        }
    }
    let corners = 4 * (steps + 1);
    for corner in 0..corners {
        let [inner, outer] = [1 + 2 * corner, 2 + 2 * corner];
        let next = (corner + 1) % corners;
        let [next_inner, next_outer] = [1 + 2 * next, 2 + 2 * next];
        mesh.indices.extend([0, inner, next_inner]);
        mesh.indices.extend([inner, outer, next_outer]);
        mesh.indices.extend([inner, next_outer, next_inner]);
    }
    mesh
}
