//! A picture that shapes are drawn on by what they cover of each pixel.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Pos2, Rect, pos2, vec2};
use kurbo::PathEl;

use super::{
    atlas::{DrawingKey, DrawingLayer, Drawn, Full, drawn, stroked},
    coverage::coverage_of,
    mesh::{LineWidth, circle, rounded},
    mesher::{lines, pen},
    surface::{ColorAt, Surface},
    work,
};
use crate::geom::{BezPath, Point};

/// Of drawings that are remembered, in texels.
const REMEMBERED: usize = 1 << 19;
/// Filling so many pixels of an outline takes as long as a stroke of the brush.
const PIXELS_OF_STROKE: usize = 64;
/// Corners that are rounded by less are not told from others, in pixels.
const ROUND: f32 = 0.5;

/// Small drawings that were made before, for the next picture.
#[derive(Default)]
pub(super) struct Drawings {
    known: HashMap<DrawingKey, Option<Drawn>>,
    texels: usize,
    /// How many were made by now.
    made: usize,
}

impl Drawings {
    fn get(&mut self, key: DrawingKey, draw: impl FnOnce() -> Vec<DrawingLayer>) -> Option<&Drawn> {
        if self.texels > REMEMBERED {
            *self = Self {
                made: self.made,
                ..Self::default()
            };
        }
        let Self { texels, made, .. } = self;
        let known = self.known.entry(key).or_insert_with_key(|key| {
            *made += 1;
            let drawn = drawn(key, &draw());
            *texels += 1 + drawn.as_ref().map_or(0, |drawn| drawn.image.pixels.len());
            drawn
        });
        known.as_ref()
    }
}

/// A picture in the making.
pub(super) struct Pixels<'a> {
    pub image: ColorImage,
    /// Inside of outlines.
    filled: usize,
    drawings: &'a mut Drawings,
    /// How many drawings there were before.
    made_before: usize,
}

impl<'a> Pixels<'a> {
    /// Goes on with a picture.
    pub(super) fn on(image: ColorImage, drawings: &'a mut Drawings) -> Self {
        Self {
            image,
            filled: 0,
            made_before: drawings.made,
            drawings,
        }
    }

    /// What the picture has cost since, counted in strokes of the brush, those apart.
    pub(super) fn work(&self) -> usize {
        let made = self.drawings.made - self.made_before;
        work::OF_DRAWING * made + self.filled / PIXELS_OF_STROKE
    }

    pub(super) fn bounds(&self) -> Rect {
        let [width, height] = self.image.size.map(|side| side as f32);
        Rect::from_min_size(Pos2::ZERO, vec2(width, height))
    }

    /// The pixels of the picture that a rectangle touches, from the first to behind the last.
    fn touched(&self, rect: Rect) -> Option<[[usize; 2]; 2]> {
        let [width, height] = self.image.size;
        let span = |from: f32, to: f32, len: usize| {
            let from = from.floor().max(0.0);
            let to = to.ceil().min(len as f32);
            (from < to).then_some([from as usize, to as usize])
        };
        let across = span(rect.left(), rect.right(), width)?;
        let down = span(rect.top(), rect.bottom(), height)?;
        Some([across, down])
    }

    /// Lays a colour over a row, as much of it as `share` says of each pixel, from a pixel on.
    fn row(&mut self, x: usize, y: usize, shares: impl Iterator<Item = f32>, color: Color32) {
        let start = y * self.image.size[0] + x;
        let pixels = self.image.pixels[start..].iter_mut();
        for (pixel, share) in pixels.zip(shares) {
            if share >= 1.0 && color.is_opaque() {
                *pixel = color;
            } else if share > 0.0 {
                *pixel = pixel.blend(color.gamma_multiply(share.min(1.0)));
            }
        }
    }

    /// Fills contours; their colour may change from row to row.
    fn fill_in(&mut self, contours: &[Vec<Pos2>], color: ColorAt<'_>) {
        let mut bounds = Rect::NOTHING;
        let points = contours.iter().flatten();
        points.for_each(|point| bounds.extend_with(*point));
        let Some([[left, right], [top, bottom]]) = self.touched(bounds) else {
            return;
        };
        let corner = vec2(left as f32, top as f32);
        let moved = contours.iter().map(|contour| {
            let points = contour.iter().map(|point| *point - corner);
            points.collect()
        });
        let (width, height) = (right - left, bottom - top);
        self.filled += width * height;
        let shares = coverage_of(&moved.collect::<Vec<_>>(), width, height);
        for (down, row) in shares.chunks_exact(width).enumerate() {
            let y = top + down;
            let color = color(pos2(left as f32, y as f32 + 0.5));
            let shares = row.iter().map(|share| f32::from(*share) / 255.0);
            self.row(left, y, shares, color);
        }
    }

    /// A rectangle by what it covers of each pixel.
    fn exact(&mut self, rect: Rect, color: Color32) {
        let Some([[left, right], [top, bottom]]) = self.touched(rect) else {
            return;
        };
        let covered =
            |from: f32, to: f32, cell: usize| to.min(cell as f32 + 1.0) - from.max(cell as f32);
        for y in top..bottom {
            let down = covered(rect.top(), rect.bottom(), y);
            let shares = (left..right).map(|x| down * covered(rect.left(), rect.right(), x));
            self.row(left, y, shares, color);
        }
    }
}

impl Surface for Pixels<'_> {
    fn rect(&mut self, rect: Rect, radius: f32, color: Color32) {
        if radius < ROUND {
            self.exact(rect, color);
        } else {
            self.fill_in(&[rounded(rect, radius)], &|_| color);
        }
    }

    fn quad(&mut self, rect: Rect, color: Color32) {
        self.exact(rect, color);
    }

    fn circle(&mut self, center: Pos2, radius: f32, color: Color32) {
        if radius < 0.75 {
            // The square of the same area.
            let side = radius * std::f32::consts::PI.sqrt();
            return self.exact(Rect::from_center_size(center, vec2(side, side)), color);
        }
        self.fill_in(&[circle(center, radius)], &|_| color);
    }

    fn fill(&mut self, contours: &[Vec<Pos2>], color: Color32) {
        self.fill_in(contours, &|_| color);
    }

    fn rect_outline(&mut self, rect: Rect, radius: f32, width: LineWidth, color: ColorAt<'_>) {
        let half = width.width / 2.0;
        let (outer, inner) = (rect.expand(half), rect.shrink(half));
        if radius >= ROUND {
            let mut hole = rounded(inner, (radius - half).max(0.0));
            hole.reverse();
            return self.fill_in(&[rounded(outer, radius + half), hole], color);
        }
        let sides = [
            Rect::from_min_max(outer.min, pos2(outer.right(), inner.top())),
            Rect::from_min_max(pos2(outer.left(), inner.bottom()), outer.max),
            Rect::from_min_max(pos2(outer.left(), inner.top()), inner.left_bottom()),
            Rect::from_min_max(inner.right_top(), pos2(outer.right(), inner.bottom())),
        ];
        for side in sides {
            self.exact(side, color(side.center()));
        }
    }

    fn circle_outline(&mut self, center: Pos2, radius: f32, width: LineWidth, color: ColorAt<'_>) {
        let half = width.width / 2.0;
        let mut hole = circle(center, (radius - half).max(0.0));
        hole.reverse();
        self.fill_in(&[circle(center, radius + half), hole], color);
    }

    fn stroke(&mut self, points: &[Pos2], closed: bool, width: LineWidth, color: ColorAt<'_>) {
        let half = width.width / 2.0;
        if let [from, to] = *points
            && !width.round
            && (from.x == to.x || from.y == to.y)
        {
            let across = if from.x == to.x {
                vec2(half, 0.0)
            } else {
                vec2(0.0, half)
            };
            let line = Rect::from_two_pos(from, to).expand2(across);
            return self.exact(line, color(line.center()));
        }
        let point = |at: &Pos2| Point::new(f64::from(at.x), f64::from(at.y));
        let line = points.iter().enumerate().map(|(index, at)| match index {
            0 => PathEl::MoveTo(point(at)),
            _ => PathEl::LineTo(point(at)),
        });
        let line: BezPath = line.chain(closed.then_some(PathEl::ClosePath)).collect();
        let outline = lines(&stroked(&line, &pen(width)));
        let contours: Vec<_> = outline.into_iter().map(|(contour, _)| contour).collect();
        self.fill_in(&contours, color);
    }

    fn drawing(
        &mut self,
        key: DrawingKey,
        draw: impl FnOnce() -> Vec<DrawingLayer>,
        pixel: Pos2,
        tint: Color32,
    ) -> Result<(), Full> {
        let Some(Drawn { image, offset }) = self.drawings.get(key, draw) else {
            return Ok(());
        };
        let corner = pixel + *offset;
        let (left, top) = (corner.x as i64, corner.y as i64);
        let [width, height] = self.image.size.map(|len| len as i64);
        let [across, down] = image.size;
        let clip = |from: i64, len: usize, most: i64| {
            let begin = (-from).clamp(0, len as i64);
            let end = (most - from).clamp(begin, len as i64);
            begin as usize..end as usize
        };
        let columns = clip(left, across, width);
        if columns.is_empty() {
            return Ok(());
        }
        for row in clip(top, down, height) {
            let texels = &image.pixels[row * across..][columns.clone()];
            let start = ((top + row as i64) * width + left + columns.start as i64) as usize;
            for (pixel, texel) in self.image.pixels[start..].iter_mut().zip(texels) {
                if texel.a() > 0 {
                    *pixel = pixel.blend(*texel * tint);
                }
            }
        }
        Ok(())
    }
}
