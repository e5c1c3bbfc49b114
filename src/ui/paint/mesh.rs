//! Shapes as triangles with soft edges of one pixel.
//!
//! Everything here is in physical pixels. An edge covers a pixel by the share that a one-pixel
//! box around the pixel's middle would see, which is what a renderer of SVG draws too: full half a
//! pixel within the edge, nothing half a pixel beyond it.

use earcut::Earcut;
use egui::{Color32, Mesh, Pos2, Rect, Vec2, epaint::Vertex, pos2, vec2};

/// A stroke's width in pixels and whether its ends and joins are round.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct LineWidth {
    pub width: f32,
    pub round: bool,
}

/// A mesh in the making; texture coordinates are texels of the atlas.
#[derive(Debug, Default)]
pub(in crate::ui) struct MeshBuilder {
    pub mesh: Mesh,
}

impl MeshBuilder {
    /// A texel that is wholly white, for what has no drawing.
    pub(crate) const WHITE: Pos2 = pos2(2.0, 2.0);

    fn vertex(&mut self, pos: Pos2, color: Color32) -> u32 {
        let index = self.mesh.vertices.len() as u32;
        self.mesh.vertices.push(Vertex {
            pos,
            uv: Self::WHITE,
            color,
        });
        index
    }

    fn quad(&mut self, [a, b, c, d]: [u32; 4]) {
        self.mesh.indices.extend([a, b, c, a, c, d]);
    }

    /// A drawing of the atlas, one texel to a pixel.
    pub(crate) fn drawing(&mut self, at: Pos2, texels: Rect, color: Color32) {
        let rect = Rect::from_min_size(at, texels.size());
        let corners = |r: Rect| {
            [
                r.left_top(),
                r.right_top(),
                r.right_bottom(),
                r.left_bottom(),
            ]
        };
        let first = self.mesh.vertices.len() as u32;
        for (pos, uv) in corners(rect).into_iter().zip(corners(texels)) {
            self.mesh.vertices.push(Vertex { pos, uv, color });
        }
        self.quad([first, first + 1, first + 2, first + 3]);
    }

    /// A rectangle with hard edges: each pixel whose middle it covers is wholly covered.
    pub(crate) fn quad_of(&mut self, rect: Rect, color: Color32) {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
        ];
        let corners = corners.map(|corner| self.vertex(corner, color));
        self.quad(corners);
    }

    /// A rectangle with corners rounded by `radius`.
    pub(crate) fn rect(&mut self, rect: Rect, radius: f32, color: Color32) {
        let (width, height) = (rect.width(), rect.height());
        if width.min(height) >= 1.0 {
            return self.convex(&rounded(rect, radius), color);
        }
        // Thinner than a pixel: a line that covers its share.
        let (from, to, width) = if width < height {
            (rect.center_top(), rect.center_bottom(), width)
        } else {
            (rect.left_center(), rect.right_center(), height)
        };
        let line_width = LineWidth {
            width,
            round: false,
        };
        self.stroke(&[from, to], false, line_width, &|_| color);
    }

    pub(crate) fn circle(&mut self, center: Pos2, radius: f32, color: Color32) {
        if radius < 0.75 {
            // The square of the same area.
            let side = radius * std::f32::consts::PI.sqrt();
            return self.rect(
                Rect::from_center_size(center, Vec2::splat(side)),
                0.0,
                color,
            );
        }
        self.convex(&circle(center, radius), color);
    }

    /// A convex contour.
    fn convex(&mut self, contour: &[Pos2], color: Color32) {
        let contour = clockwise(contour, true);
        let Some(inner) = self.fringe(&contour, color) else {
            return;
        };
        for pair in inner.windows(2).skip(1) {
            self.mesh.indices.extend([inner[0], pair[0], pair[1]]);
        }
    }

    /// Contours filled by the non-zero rule, as far as no two of them cross.
    pub(crate) fn fill(&mut self, contours: &[Vec<Pos2>], color: Color32) {
        let roles = roles(contours);
        for (outer, role) in contours.iter().zip(&roles) {
            if !matches!(role, ContourRole::Outer) {
                continue;
            }
            let mut indices = Vec::new();
            let (mut within, mut true_points) = (Vec::new(), Vec::new());
            let mut holes: Vec<u32> = Vec::new();
            let holes_of = contours
                .iter()
                .zip(&roles)
                .filter(|(hole, role)| matches!(role, ContourRole::Hole) && inside(outer, hole[0]));
            let outer_ring = std::iter::once((clockwise(outer, true), false));
            let rings = outer_ring.chain(holes_of.map(|(hole, _)| (clockwise(hole, false), true)));
            for (ring, is_hole) in rings {
                let ring = without_repeats(&ring);
                let Some(inner) = self.fringe(&ring, color) else {
                    continue;
                };
                if is_hole {
                    holes.push(within.len() as u32);
                }
                within.extend(inner.iter().map(|index| {
                    let at = self.mesh.vertices[*index as usize].pos;
                    [at.x, at.y]
                }));
                indices.extend(inner);
                true_points.extend(ring.iter().map(|p| [p.x, p.y]));
            }
            // Where an area is thin, its outline half a pixel within crosses itself: then the true
            // one says what is filled.
            let triangles = match cut(&within, &holes) {
                Some(triangles) => triangles,
                None => {
                    let mut triangles = Vec::new();
                    Earcut::new().earcut(true_points, &holes, &mut triangles);
                    triangles
                }
            };
            let triangles = triangles.iter().map(|corner| indices[*corner as usize]);
            self.mesh.indices.extend(triangles);
        }
    }

    /// The soft edge of a contour whose filled side lies to the right of its direction on
    /// screen: gives the vertices half a pixel within it.
    fn fringe(&mut self, contour: &[Pos2], color: Color32) -> Option<Vec<u32>> {
        let n = contour.len();
        if n < 3 {
            return None;
        }
        let normals = miters(contour, true);
        let mut inner = Vec::with_capacity(n);
        let first = self.mesh.vertices.len() as u32;
        for (point, normal) in contour.iter().zip(&normals) {
            let within = *point - *normal * 0.5;
            inner.push(self.vertex(within, color));
            self.vertex(*point + *normal * 0.5, Color32::TRANSPARENT);
        }
        for i in 0..n as u32 {
            let (a, b) = (first + 2 * i, first + 2 * ((i + 1) % n as u32));
            self.quad([a, a + 1, b + 1, b]);
        }
        Some(inner)
    }

    /// The outline of a rounded rectangle.
    pub(crate) fn rect_outline(
        &mut self,
        rect: Rect,
        radius: f32,
        line_width: LineWidth,
        color: &dyn Fn(Pos2) -> Color32,
    ) {
        self.stroke(&rounded(rect, radius), true, line_width, color);
    }

    pub(crate) fn circle_outline(
        &mut self,
        center: Pos2,
        radius: f32,
        line_width: LineWidth,
        color: &dyn Fn(Pos2) -> Color32,
    ) {
        self.stroke(&circle(center, radius.max(0.1)), true, line_width, color);
    }

    /// A line along `points`; its colour may change with the place.
    pub(crate) fn stroke(
        &mut self,
        points: &[Pos2],
        closed: bool,
        line_width: LineWidth,
        color: &dyn Fn(Pos2) -> Color32,
    ) {
        let mut line: Vec<Pos2> = Vec::with_capacity(points.len());
        for point in points {
            if line
                .last()
                .is_none_or(|last| last.distance_sq(*point) > 1e-6)
            {
                line.push(*point);
            }
        }
        if closed && line.len() > 1 && line[0].distance_sq(line[line.len() - 1]) < 1e-6 {
            line.pop();
        }
        if line.len() < 2 || line_width.width <= 0.0 {
            return;
        }
        let n = line.len();
        let turns_sharply = |line: &[Pos2], before: usize, at: usize, after: usize| {
            let arriving = (line[at] - line[before]).normalized();
            let leaving = (line[after] - line[at]).normalized();
            line_width.round && arriving.dot(leaving) < 0.7
        };
        let closed = closed && n > 2;
        if closed {
            let corner = (0..n).find(|&i| turns_sharply(&line, (i + n - 1) % n, i, (i + 1) % n));
            let Some(corner) = corner else {
                return self.ribbon(&line, true, line_width, color);
            };
            line.rotate_left(corner);
            line.push(line[0]);
        }
        // Where the line turns sharply it is cut, and the round ends make the joint.
        let mut start = 0;
        for i in 1..line.len() - 1 {
            if turns_sharply(&line, i - 1, i, i + 1) {
                self.ribbon(&line[start..=i], false, line_width, color);
                start = i;
            }
        }
        self.ribbon(&line[start..], false, line_width, color);
    }

    fn ribbon(
        &mut self,
        line: &[Pos2],
        closed: bool,
        line_width: LineWidth,
        color: &dyn Fn(Pos2) -> Color32,
    ) {
        // Across the line: full up to `core`, nothing from `rim` on; a line thinner than a pixel
        // covers no more than its width.
        let (core, rim) = (
            (line_width.width - 1.0).abs() / 2.0,
            (line_width.width + 1.0) / 2.0,
        );
        let cover = line_width.width.min(1.0);
        let normals = miters(line, closed);
        let mut sections: Vec<[u32; 4]> = Vec::with_capacity(line.len() + 2);
        let mut section = |this: &mut Self, at: Pos2, normal: Vec2, cover: f32| {
            let mut vertex = |offset: f32, cover: f32| {
                let pos = at + normal * offset;
                let color = if cover > 0.0 {
                    color(pos).gamma_multiply(cover)
                } else {
                    Color32::TRANSPARENT
                };
                this.vertex(pos, color)
            };
            sections.push([
                vertex(-rim, 0.0),
                vertex(-core, cover),
                vertex(core, cover),
                vertex(rim, 0.0),
            ]);
        };
        let last = line.len() - 1;
        if closed || line_width.round {
            for (at, normal) in line.iter().zip(&normals) {
                section(self, *at, *normal, cover);
            }
        } else {
            // Flat ends are soft too.
            let start = (line[1] - line[0]).normalized();
            let end = (line[last] - line[last - 1]).normalized();
            let first_len = line[0].distance(line[1]);
            let last_len = line[last].distance(line[last - 1]);
            let cover = if last == 1 {
                cover * first_len.min(1.0)
            } else {
                cover
            };
            let half = |len: f32| {
                if last == 1 {
                    (len / 2.0).min(0.5)
                } else {
                    len.min(0.5)
                }
            };
            section(self, line[0] - start * 0.5, normals[0], 0.0);
            section(self, line[0] + start * half(first_len), normals[0], cover);
            for i in 1..last {
                section(self, line[i], normals[i], cover);
            }
            section(
                self,
                line[last] - end * half(last_len),
                normals[last],
                cover,
            );
            section(self, line[last] + end * 0.5, normals[last], 0.0);
        }
        let closing = closed.then(|| [sections[sections.len() - 1], sections[0]]);
        let pairs = sections.windows(2).map(|pair| [pair[0], pair[1]]);
        for [a, b] in pairs.chain(closing) {
            for side in 0..3 {
                self.quad([a[side], a[side + 1], b[side + 1], b[side]]);
            }
        }
        if line_width.round && !closed {
            self.cap(line[0], line[0] - line[1], [core, rim], cover, color);
            self.cap(
                line[last],
                line[last] - line[last - 1],
                [core, rim],
                cover,
                color,
            );
        }
    }

    /// A half disc that ends a line at `at`, towards `way`.
    fn cap(
        &mut self,
        at: Pos2,
        way: Vec2,
        [core, rim]: [f32; 2],
        cover: f32,
        color: &dyn Fn(Pos2) -> Color32,
    ) {
        let steps = arc_steps(rim, std::f32::consts::PI);
        let full = color(at).gamma_multiply(cover);
        let middle = self.vertex(at, full);
        let mut previous: Option<[u32; 2]> = None;
        for step in 0..=steps {
            let turn = std::f32::consts::PI * (step as f32 / steps as f32 - 0.5);
            let ray = Vec2::angled(way.angle() + turn);
            let pair = [
                self.vertex(at + ray * core, full),
                self.vertex(at + ray * rim, Color32::TRANSPARENT),
            ];
            if let Some([a, b]) = previous {
                self.mesh.indices.extend([middle, a, pair[0]]);
                self.quad([a, b, pair[1], pair[0]]);
            }
            previous = Some(pair);
        }
    }
}

/// Into how many chords an arc is cut so that none strays more than a tenth of a pixel.
fn arc_steps(radius: f32, angle: f32) -> usize {
    let step = 2.0 * (1.0 - 0.1 / radius.max(0.2)).clamp(-1.0, 1.0).acos();
    (angle / step).ceil().max(1.0) as usize
}

pub(super) fn circle(center: Pos2, radius: f32) -> Vec<Pos2> {
    let steps = arc_steps(radius, std::f32::consts::TAU).max(8);
    (0..steps)
        .map(|i| center + Vec2::angled(std::f32::consts::TAU * i as f32 / steps as f32) * radius)
        .collect()
}

/// The contour of a rounded rectangle, clockwise on screen.
pub(super) fn rounded(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
    ];
    if radius < 0.5 {
        return corners.to_vec();
    }
    let quarter = std::f32::consts::FRAC_PI_2;
    let steps = arc_steps(radius, quarter).max(2);
    let towards = [
        vec2(1.0, 1.0),
        vec2(-1.0, 1.0),
        vec2(-1.0, -1.0),
        vec2(1.0, -1.0),
    ];
    let mut contour = Vec::with_capacity(4 * (steps + 1));
    for (i, (corner, inward)) in corners.into_iter().zip(towards).enumerate() {
        let center = corner + inward * radius;
        let start = quarter * (i as f32 + 2.0);
        contour.extend((0..=steps).map(|step| {
            center + Vec2::angled(start + quarter * step as f32 / steps as f32) * radius
        }));
    }
    contour
}

/// At each point the way out to the left of the direction on screen, as long as a parallel line
/// at distance 1 needs it to be (no longer than 4).
fn miters(line: &[Pos2], closed: bool) -> Vec<Vec2> {
    let n = line.len();
    let normal = |from: Pos2, to: Pos2| {
        let way = (to - from).normalized();
        vec2(way.y, -way.x)
    };
    (0..n)
        .map(|i| {
            let before = (closed || i > 0).then(|| normal(line[(i + n - 1) % n], line[i]));
            let after = (closed || i + 1 < n).then(|| normal(line[i], line[(i + 1) % n]));
            match (before, after) {
                (Some(a), Some(b)) => {
                    let sum = a + b;
                    // |sum|² = 2 + 2 cos(turn); the limit is that of a miter of 4.
                    if sum.length_sq() < 0.25 {
                        b
                    } else {
                        sum * (2.0 / sum.length_sq())
                    }
                }
                (a, b) => a.or(b).unwrap_or(Vec2::ZERO),
            }
        })
        .collect()
}

/// Twice the area, positive for a contour that runs clockwise on screen.
fn double_area(contour: &[Pos2]) -> f32 {
    let Some(first) = contour.first() else {
        return 0.0;
    };
    (0..contour.len())
        .map(|i| {
            let (a, b) = (
                contour[i] - *first,
                contour[(i + 1) % contour.len()] - *first,
            );
            a.x * b.y - a.y * b.x
        })
        .sum()
}

/// The contour without repeated points, clockwise on screen or against it.
fn clockwise(contour: &[Pos2], wanted: bool) -> Vec<Pos2> {
    let mut ring: Vec<Pos2> = Vec::with_capacity(contour.len());
    for point in contour {
        if ring
            .last()
            .is_none_or(|last| last.distance_sq(*point) > 1e-6)
        {
            ring.push(*point);
        }
    }
    while ring.len() > 1 && ring[0].distance_sq(ring[ring.len() - 1]) <= 1e-6 {
        ring.pop();
    }
    if (double_area(&ring) > 0.0) != wanted {
        ring.reverse();
    }
    ring
}

/// What a contour is to the non-zero rule.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ContourRole {
    Outer,
    Hole,
    /// Within what is filled already, or no area at all.
    Idle,
}

fn roles(contours: &[Vec<Pos2>]) -> Vec<ContourRole> {
    let turn = |contour: &[Pos2]| double_area(contour).signum() as i32;
    contours
        .iter()
        .enumerate()
        .map(|(i, contour)| {
            if contour.len() < 3 || double_area(contour).abs() < 1e-4 {
                return ContourRole::Idle;
            }
            let around: i32 = contours
                .iter()
                .enumerate()
                .filter(|(j, other)| *j != i && inside(other, contour[0]))
                .map(|(_, other)| turn(other))
                .sum();
            match (around, around + turn(contour)) {
                (0, _) => ContourRole::Outer,
                (_, 0) => ContourRole::Hole,
                _ => ContourRole::Idle,
            }
        })
        .collect()
}

/// The triangles of a polygon with holes; `None` where its outline crosses itself, so that they
/// cover more or less than it.
fn cut(points: &[[f32; 2]], holes: &[u32]) -> Option<Vec<u32>> {
    let mut triangles: Vec<u32> = Vec::new();
    Earcut::new().earcut(points.iter().copied(), holes, &mut triangles);
    let cross = |a: [f32; 2], b: [f32; 2]| {
        f64::from(a[0]) * f64::from(b[1]) - f64::from(a[1]) * f64::from(b[0])
    };
    let starts = std::iter::once(0).chain(holes.iter().map(|start| *start as usize));
    let ends = holes
        .iter()
        .map(|start| *start as usize)
        .chain([points.len()]);
    // Holes run the other way round and count less than nothing.
    let outlined: f64 = starts
        .zip(ends)
        .map(|(start, end)| {
            let ring = &points[start..end];
            let sides = ring.iter().zip(ring.iter().cycle().skip(1));
            sides.map(|(a, b)| cross(*a, *b)).sum::<f64>()
        })
        .sum();
    let covered: f64 = triangles
        .chunks_exact(3)
        .map(|corners| {
            let [a, b, c] = [0, 1, 2].map(|corner| points[corners[corner] as usize]);
            (cross(a, b) + cross(b, c) + cross(c, a)).abs()
        })
        .sum();
    ((covered - outlined.abs()).abs() <= 0.002 * covered).then_some(triangles)
}

/// A closed contour without points that lie on the one before.
fn without_repeats(contour: &[Pos2]) -> Vec<Pos2> {
    const NEAR: f32 = 1e-6;
    let mut ring: Vec<Pos2> = Vec::with_capacity(contour.len());
    for point in contour {
        if ring
            .last()
            .is_none_or(|last| last.distance_sq(*point) > NEAR)
        {
            ring.push(*point);
        }
    }
    while ring.len() > 1 && ring[0].distance_sq(ring[ring.len() - 1]) <= NEAR {
        ring.pop();
    }
    ring
}

/// Whether a point lies within a contour (even-odd).
fn inside(contour: &[Pos2], point: Pos2) -> bool {
    let mut within = false;
    for i in 0..contour.len() {
        let (a, b) = (contour[i], contour[(i + 1) % contour.len()]);
        if (a.y > point.y) != (b.y > point.y)
            && point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y)
        {
            within = !within;
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Area of all triangles, each weighed by its mean opacity.
    fn covered(mesh: &Mesh) -> f32 {
        mesh.triangles()
            .map(|t| {
                let [a, b, c] = t.map(|i| mesh.vertices[i as usize]);
                let area = ((b.pos - a.pos).x * (c.pos - a.pos).y
                    - (b.pos - a.pos).y * (c.pos - a.pos).x)
                    .abs()
                    / 2.0;
                let alpha: f32 = [a, b, c].iter().map(|v| f32::from(v.color.a())).sum();
                area * alpha / 3.0 / 255.0
            })
            .sum()
    }

    #[track_caller]
    fn assert_covers(build: impl FnOnce(&mut MeshBuilder), area: f32) {
        let mut builder = MeshBuilder::default();
        build(&mut builder);
        let found = covered(&builder.mesh);
        assert!(
            (found - area).abs() < 0.03 * area + 0.4,
            "{found} for {area}"
        );
    }

    #[test]
    fn shapes_cover_their_area() {
        let rect = Rect::from_min_size(pos2(3.3, 4.7), vec2(40.5, 20.25));
        let black = Color32::BLACK;
        assert_covers(|m| m.rect(rect, 0.0, black), 40.5 * 20.25);
        assert_covers(|m| m.rect(rect, 8.0, black), 40.5 * 20.25 - 64.0 * 0.8584);
        assert_covers(|m| m.circle(pos2(5.0, 5.0), 12.0, black), 452.4);
        let thin = Rect::from_min_size(pos2(3.3, 4.7), vec2(0.4, 100.0));
        assert_covers(|m| m.rect(thin, 0.0, black), 40.0);
        assert_covers(|m| m.circle(pos2(5.0, 5.0), 0.5, black), 0.785);
    }

    #[test]
    fn lines_cover_length_times_width() {
        for width in [0.3, 1.0, 1.7, 5.0] {
            let line = [pos2(2.0, 3.0), pos2(72.0, 43.0)];
            let length = line[0].distance(line[1]);
            let line_width = LineWidth {
                width,
                round: false,
            };
            assert_covers(
                |m| m.stroke(&line, false, line_width, &|_| Color32::BLACK),
                length * width,
            );
        }
    }

    #[test]
    fn a_hole_stays_open_and_a_concave_shape_is_not_bridged() {
        let square = |side: f32, inset: f32, reverse: bool| {
            let mut points = vec![
                pos2(inset, inset),
                pos2(side - inset, inset),
                pos2(side - inset, side - inset),
                pos2(inset, side - inset),
            ];
            if reverse {
                points.reverse();
            }
            points
        };
        let ring = [square(40.0, 0.0, false), square(40.0, 10.0, true)];
        assert_covers(|m| m.fill(&ring, Color32::BLACK), 1600.0 - 400.0);
        let same_way = [square(40.0, 0.0, false), square(40.0, 10.0, false)];
        assert_covers(|m| m.fill(&same_way, Color32::BLACK), 1600.0);
        let chevron = vec![
            pos2(0.0, 0.0),
            pos2(90.0, 0.0),
            pos2(100.0, 20.0),
            pos2(90.0, 40.0),
            pos2(0.0, 40.0),
            pos2(10.0, 20.0),
        ];
        assert_covers(|m| m.fill(&[chevron], Color32::BLACK), 3600.0);
    }
}
