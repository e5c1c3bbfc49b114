//! What chunks are drawn on: triangles for a graphics card, or pixels.

use egui::{Color32, Mesh, Pos2, Rect};

use super::{
    atlas::{Atlas, DrawingKey, DrawingLayer, Full},
    mesh::{LineWidth, MeshBuilder},
};
use crate::{geom::Rect as DocRect, model::Picture};

/// The colour of a line at a place.
pub(in crate::ui) type ColorAt<'a> = &'a dyn Fn(Pos2) -> Color32;

/// Takes shapes in pixels, in painting order.
pub(in crate::ui) trait Surface {
    /// A rectangle with corners rounded by `radius`.
    fn rect(&mut self, rect: Rect, radius: f32, color: Color32);

    /// A rectangle with hard edges: each pixel whose middle it covers is wholly covered.
    fn quad(&mut self, rect: Rect, color: Color32);

    fn circle(&mut self, center: Pos2, radius: f32, color: Color32);

    /// Contours filled by the non-zero rule, as far as no two of them cross.
    fn fill(&mut self, contours: &[Vec<Pos2>], color: Color32);

    fn rect_outline(&mut self, rect: Rect, radius: f32, width: LineWidth, color: ColorAt<'_>);

    fn circle_outline(&mut self, center: Pos2, radius: f32, width: LineWidth, color: ColorAt<'_>);

    /// A line along `points`.
    fn stroke(&mut self, points: &[Pos2], closed: bool, width: LineWidth, color: ColorAt<'_>);

    /// A small drawing at a pixel, made by `draw` where it is not known yet.
    fn drawing(
        &mut self,
        key: DrawingKey,
        draw: impl FnOnce() -> Vec<DrawingLayer>,
        pixel: Pos2,
        tint: Color32,
    ) -> Result<(), Full>;
}

/// What of a chunk is painted in one go.
pub(in crate::ui) enum Piece {
    /// Relative to the pixel of the chunk's upper left corner; texture coordinates are texels.
    Mesh(Mesh),
    /// In the coordinates of the band.
    Picture {
        picture: Picture,
        frame: DocRect,
        radius: f64,
    },
}

/// Triangles, with the drawings in an atlas.
pub(in crate::ui) struct Triangles<'a> {
    pub atlas: &'a mut Atlas,
    out: MeshBuilder,
    pieces: Vec<Piece>,
}

impl<'a> Triangles<'a> {
    pub(super) fn new(atlas: &'a mut Atlas) -> Self {
        Self {
            atlas,
            out: MeshBuilder::default(),
            pieces: Vec::new(),
        }
    }

    /// What was made since the last time, in painting order.
    pub(super) fn end(&mut self) -> Vec<Piece> {
        self.end_mesh();
        std::mem::take(&mut self.pieces)
    }

    /// A picture that is laid over all before it, in the coordinates of the band.
    pub(super) fn picture(&mut self, picture: &Picture, frame: DocRect, radius: f64) {
        self.end_mesh();
        self.pieces.push(Piece::Picture {
            picture: picture.clone(),
            frame,
            radius,
        });
    }

    fn end_mesh(&mut self) {
        let mut mesh = std::mem::take(&mut self.out.mesh);
        if !mesh.is_empty() {
            // It is kept for long.
            mesh.vertices.shrink_to_fit();
            mesh.indices.shrink_to_fit();
            self.pieces.push(Piece::Mesh(mesh));
        }
    }
}

impl Surface for Triangles<'_> {
    fn rect(&mut self, rect: Rect, radius: f32, color: Color32) {
        self.out.rect(rect, radius, color);
    }

    fn quad(&mut self, rect: Rect, color: Color32) {
        self.out.quad_of(rect, color);
    }

    fn circle(&mut self, center: Pos2, radius: f32, color: Color32) {
        self.out.circle(center, radius, color);
    }

    fn fill(&mut self, contours: &[Vec<Pos2>], color: Color32) {
        self.out.fill(contours, color);
    }

    fn rect_outline(&mut self, rect: Rect, radius: f32, width: LineWidth, color: ColorAt<'_>) {
        self.out.rect_outline(rect, radius, width, color);
    }

    fn circle_outline(&mut self, center: Pos2, radius: f32, width: LineWidth, color: ColorAt<'_>) {
        self.out.circle_outline(center, radius, width, color);
    }

    fn stroke(&mut self, points: &[Pos2], closed: bool, width: LineWidth, color: ColorAt<'_>) {
        self.out.stroke(points, closed, width, color);
    }

    fn drawing(
        &mut self,
        key: DrawingKey,
        draw: impl FnOnce() -> Vec<DrawingLayer>,
        pixel: Pos2,
        tint: Color32,
    ) -> Result<(), Full> {
        if let Some(drawing) = self.atlas.drawing(key, draw)? {
            self.out
                .drawing(pixel + drawing.offset, drawing.texels, tint);
        }
        Ok(())
    }
}
