//! Pictures on the sheet: decoded aside when they are seen, a texture for each at the size at which
//! it is seen, as many as fit into a budget.

use std::collections::HashMap;

use egui::{
    Color32, ColorImage, Context, Mesh, Rect, Shape, TextureHandle, TextureOptions, Vec2,
    epaint::Vertex, pos2, vec2,
};

use crate::{
    geom::Size,
    model::Picture,
    scene::picture::{Pixels, VEIL, halvings, pixels},
    ui::aside::{Aside, Begun},
};

/// Of the textures of pictures that are not on the screen any more, in bytes.
const BUDGET: usize = 64 << 20;

#[derive(Default)]
pub(in crate::ui) struct Pictures {
    aside: Aside,
    kept: HashMap<TextureKey, KeptTexture>,
    veil: Option<TextureHandle>,
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
    state: TextureState,
    last_pass: u64,
}

enum TextureState {
    Decoding(Begun<Pixels>),
    Ready(TextureHandle),
    Failed,
}

impl Pictures {
    /// Those that are decoded aside.
    pub(super) fn decoded(aside: Aside) -> Self {
        Self {
            aside,
            ..Self::default()
        }
    }

    /// Paints the middle of a picture into a frame with round corners, in pixels; a veil for as long
    /// as there is none.
    pub(super) fn paint(
        &mut self,
        painter: &egui::Painter,
        picture: &Picture,
        frame_px: Rect,
        radius_px: f32,
    ) {
        let mut mesh = rounded(frame_px, radius_px);
        mesh.texture_id = self.texture(painter.ctx(), picture, frame_px).id();
        for vertex in &mut mesh.vertices {
            vertex.pos = (vertex.pos.to_vec2() / painter.pixels_per_point()).to_pos2();
        }
        painter.add(Shape::mesh(mesh));
    }

    fn texture(&mut self, ctx: &Context, picture: &Picture, frame_px: Rect) -> TextureHandle {
        let size = Size::new(frame_px.width().into(), frame_px.height().into());
        let count = halvings(picture, size);
        // Rounded, so that every zoom of one frame has one texture.
        let aspect = (frame_px.aspect_ratio() * 256.0).round() / 256.0;
        let key = TextureKey {
            address: picture.address(),
            halvings: count,
            aspect: aspect.to_bits(),
        };
        let kept = self.kept.entry(key).or_insert_with(|| {
            let of = picture.clone();
            let begun = self.aside.begin(ctx, move || pixels(&of, size, count));
            KeptTexture {
                _picture: picture.clone(),
                state: TextureState::Decoding(begun),
                last_pass: 0,
            }
        });
        kept.last_pass = ctx.cumulative_pass_nr();
        if let Some(texture) = kept.state.texture(ctx) {
            return texture.clone();
        }
        // At another zoom it may be there already.
        let is_like =
            |key: &TextureKey| key.address == picture.address() && key.aspect == aspect.to_bits();
        let ready = self.kept.iter().filter(|(key, _)| is_like(key));
        let ready = ready.filter_map(|(key, kept)| match &kept.state {
            TextureState::Ready(texture) => Some((key.halvings, texture)),
            _ => None,
        });
        match ready.min_by_key(|(halvings, _)| halvings.abs_diff(count)) {
            Some((_, texture)) => texture.clone(),
            None => {
                let veil = || texture(ctx, [1, 1], &VEIL);
                self.veil.get_or_insert_with(veil).clone()
            }
        }
    }

    /// Gives up those that have not been on the screen for the longest time.
    pub(super) fn forget(&mut self, pass: u64) {
        while self.bytes() > BUDGET {
            let passes = self.kept.values().map(|kept| kept.last_pass);
            let Some(oldest) = passes.filter(|seen| *seen != pass).min() else {
                break;
            };
            self.kept.retain(|_, kept| kept.last_pass != oldest);
        }
    }

    fn bytes(&self) -> usize {
        let sizes = self.kept.values().map(|kept| match &kept.state {
            TextureState::Ready(texture) => texture.byte_size(),
            TextureState::Decoding(_) | TextureState::Failed => 0,
        });
        sizes.sum()
    }
}

impl TextureState {
    /// Once there is one.
    fn texture(&mut self, ctx: &Context) -> Option<&TextureHandle> {
        if let Self::Decoding(begun) = self {
            match begun.done() {
                Ok(None) => {}
                Ok(Some(Pixels {
                    width,
                    height,
                    rgba,
                })) => {
                    let size = [width as usize, height as usize];
                    *self = Self::Ready(texture(ctx, size, &rgba));
                }
                Err(()) => *self = Self::Failed,
            }
        }
        match self {
            Self::Ready(texture) => Some(texture),
            Self::Decoding(_) | Self::Failed => None,
        }
    }
}

fn texture(ctx: &Context, size: [usize; 2], rgba: &[u8]) -> TextureHandle {
    let image = ColorImage::from_rgba_unmultiplied(size, rgba);
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
