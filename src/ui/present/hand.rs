//! What the pointer does on a stop: a laser's dot, a light in the dark, ink that fades.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2, epaint::WHITE_UV, pos2};

use crate::{
    geom::{Camera, Point},
    ui::{screen::pos, tokens},
};

/// How long ink stays, and how long it takes to fade.
const STAYS_SECS: f64 = 4.0;
const FADES_SECS: f64 = 0.8;
/// In points.
const PEN: f32 = 4.0;
const LIGHT: f32 = 130.0;
const EDGE: f32 = 14.0;
/// So many corners look round.
const CORNERS: usize = 96;

/// A red dot, with a glow around it.
pub(super) fn paint_laser(painter: &Painter, at: Pos2) {
    painter.circle_filled(at, 15.0, tokens::LASER_GLOW);
    painter.circle_filled(at, 6.5, tokens::LASER);
}

/// Darkness over a room, but for a light.
pub(super) fn paint_spotlight(painter: &Painter, room: Rect, at: Pos2) {
    let far = room.size().length() + LIGHT;
    let rings = [
        (LIGHT, Color32::TRANSPARENT),
        (LIGHT + EDGE, tokens::DARKNESS),
        (far, tokens::DARKNESS),
    ];
    let mut mesh = Mesh::default();
    for corner in 0..=CORNERS {
        let angle = corner as f32 / CORNERS as f32 * std::f32::consts::TAU;
        for (radius, color) in rings {
            mesh.vertices.push(egui::epaint::Vertex {
                pos: at + Vec2::angled(angle) * radius,
                uv: WHITE_UV,
                color,
            });
        }
    }
    let count = rings.len() as u32;
    for corner in 0..CORNERS as u32 {
        for ring in 0..count - 1 {
            let (a, b) = (corner * count + ring, (corner + 1) * count + ring);
            mesh.add_triangle(a, b, a + 1);
            mesh.add_triangle(b, b + 1, a + 1);
        }
    }
    painter.with_clip_rect(room).add(Shape::mesh(mesh));
}

/// What was drawn over a page.
#[derive(Default)]
pub(super) struct Ink {
    lines: Vec<Line>,
}

/// One line of the pen, in the page's units.
struct Line {
    points: Vec<Point>,
    /// Since when the pen is off the page.
    ended: Option<f64>,
}

impl Ink {
    /// The pen is at a place of the page; `is_new`: it was just put there.
    pub(super) fn draw(&mut self, at: Point, is_new: bool) {
        match self.lines.last_mut() {
            Some(line) if !is_new && line.ended.is_none() => {
                if line.points.last() != Some(&at) {
                    line.points.push(at);
                }
            }
            _ => self.lines.push(Line {
                points: vec![at],
                ended: None,
            }),
        }
    }

    /// The pen is off the page.
    pub(super) fn lift(&mut self, now: f64) {
        for line in self.lines.iter_mut().filter(|line| line.ended.is_none()) {
            line.ended = Some(now);
        }
    }

    pub(super) fn clear(&mut self) {
        self.lines.clear();
    }

    /// Lets go of what has faded; gives the seconds until something looks otherwise.
    pub(super) fn fade(&mut self, now: f64) -> Option<f64> {
        self.lines.retain(|line| opacity(line, now) > 0.0);
        let ended = self.lines.iter().filter_map(|line| line.ended);
        let until = ended.map(|ended| (ended + STAYS_SECS - now).max(0.0));
        until.reduce(f64::min)
    }

    pub(super) fn paint(&self, painter: &Painter, origin: Pos2, camera: &Camera, now: f64) {
        for line in &self.lines {
            let color = tokens::INK.gamma_multiply(opacity(line, now) as f32);
            let on_screen = |point: &Point| pos(origin, camera.screen_from_doc(*point));
            let points: Vec<Pos2> = line.points.iter().map(on_screen).collect();
            match points[..] {
                [dot] => {
                    painter.circle_filled(dot, PEN / 2.0, color);
                }
                _ => {
                    painter.add(Shape::line(points, Stroke::new(PEN, color)));
                }
            }
        }
    }
}

/// From 1 to 0.
fn opacity(line: &Line, now: f64) -> f64 {
    let gone = line.ended.map_or(0.0, |ended| now - ended - STAYS_SECS);
    (1.0 - gone / FADES_SECS).clamp(0.0, 1.0)
}

/// Where a thing at the pointer stands when there is no pointer.
pub(super) fn place(pointer: Option<Pos2>, room: Rect) -> Pos2 {
    pointer.unwrap_or(pos2(room.center().x, room.center().y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_stays_for_a_while_fades_and_is_gone() {
        let mut ink = Ink::default();
        ink.draw(Point::new(1.0, 1.0), true);
        ink.draw(Point::new(2.0, 1.0), false);
        assert_eq!(ink.fade(100.0), None, "the pen is still on the page");
        ink.lift(100.0);
        assert_eq!(ink.fade(100.0), Some(STAYS_SECS));
        ink.draw(Point::new(5.0, 5.0), true);
        assert_eq!(ink.lines.len(), 2);
        ink.lift(101.0);
        let half = 100.0 + STAYS_SECS + FADES_SECS / 2.0;
        assert_eq!(ink.fade(half), Some(0.0));
        assert!((opacity(&ink.lines[0], half) - 0.5).abs() < 1e-9);
        assert_eq!(opacity(&ink.lines[1], half), 1.0);
        ink.fade(200.0);
        assert!(ink.lines.is_empty());
        assert_eq!(ink.fade(200.0), None, "nothing repaints any more");
    }
}
