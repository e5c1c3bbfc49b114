//! Pictures on the sheet: a texture for each at the size at which it is seen, for as long as it is.

use std::collections::HashMap;

use egui::{
    Color32, ColorImage, Context, Mesh, Pos2, Shape, TextureHandle, TextureOptions, Vec2,
    epaint::Vertex, pos2,
};

use crate::{
    model::Picture,
    scene::picture::{halvings, square},
};

/// How many passes a picture is kept that is not on the screen.
const PATIENCE: u64 = 30;

#[derive(Default)]
pub(super) struct Pictures {
    /// By address and how often it was halved.
    kept: HashMap<(usize, u32), Kept>,
}

struct Kept {
    /// Holds the address that it is known by.
    _picture: Picture,
    texture: TextureHandle,
    last_pass: u64,
}

impl Pictures {
    /// Paints the middle of a picture into a circle, both in pixels.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        picture: &Picture,
        center_px: Pos2,
        radius_px: f32,
    ) {
        let ctx = painter.ctx();
        let count = halvings(picture, 2.0 * f64::from(radius_px));
        let key = (picture.address(), count);
        let kept = self.kept.entry(key).or_insert_with(|| Kept {
            _picture: picture.clone(),
            texture: texture(ctx, picture, count),
            last_pass: 0,
        });
        kept.last_pass = ctx.cumulative_pass_nr();
        let mut mesh = disc(center_px, radius_px);
        mesh.texture_id = kept.texture.id();
        for vertex in &mut mesh.vertices {
            vertex.pos = (vertex.pos.to_vec2() / painter.pixels_per_point()).to_pos2();
        }
        painter.add(Shape::mesh(mesh));
    }

    /// Gives up what has not been on the screen for a while.
    pub fn forget(&mut self, pass: u64) {
        self.kept
            .retain(|_, kept| kept.last_pass + PATIENCE >= pass);
    }
}

fn texture(ctx: &Context, picture: &Picture, halvings: u32) -> TextureHandle {
    let square = square(picture, halvings);
    let size = [square.side as usize; 2];
    let image = ColorImage::from_rgba_unmultiplied(size, &square.rgba);
    ctx.load_texture("picture", image, TextureOptions::LINEAR)
}

/// A disc with a soft edge of one pixel, on which lies the whole of a texture.
fn disc(center: Pos2, radius: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let mut vertex = |offset: Vec2, color: Color32| {
        let uv = offset / (2.0 * radius) + Vec2::splat(0.5);
        mesh.vertices.push(Vertex {
            pos: center + offset,
            uv: pos2(uv.x, uv.y),
            color,
        });
    };
    // So many that the edge strays from the circle by less than a tenth of a pixel.
    let corners = ((radius.sqrt() * 8.0) as u32).clamp(16, 400);
    vertex(Vec2::ZERO, Color32::WHITE);
    for corner in 0..corners {
        let angle = std::f32::consts::TAU * corner as f32 / corners as f32;
        let ray = Vec2::angled(angle);
        vertex(ray * (radius - 0.5).max(0.0), Color32::WHITE);
        vertex(ray * (radius + 0.5), Color32::TRANSPARENT);
    }
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
