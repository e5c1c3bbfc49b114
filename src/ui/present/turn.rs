//! From one page to the next: one calm movement between neighbours, a fade otherwise, or none.

use std::sync::Arc;

use egui::{Color32, Painter, Rect, vec2};

use crate::{
    geom::Camera,
    model::Target,
    scene::Scene,
    text::Fonts,
    ui::{
        paint::painter::{ScenePainter, camera_on_pixels},
        tokens::color32,
    },
};

/// How long a movement takes.
const SECS: f64 = 0.28;

/// What is on the screen, and what it comes from.
#[derive(Default)]
pub(super) struct Turn {
    shown: Option<Sheet>,
    moving: Option<Moving>,
}

/// A page that is or was shown.
#[derive(Clone)]
struct Sheet {
    scene: Arc<Scene>,
    /// The stop and its page, both from 0.
    place: (usize, usize),
}

/// A page that leaves.
struct Moving {
    from: Sheet,
    since: f64,
    way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    /// To the left where it goes on, to the right where it goes back.
    Pan {
        forward: bool,
    },
    Fade,
}

/// What pages are painted with.
pub(super) struct Brush<'a> {
    pub painter: &'a Painter,
    pub scenes: &'a mut ScenePainter,
    pub fonts: &'a Fonts,
}

impl Turn {
    /// What is shown from now on; `None` leaves what was shown until the page is made. Whether it is
    /// another page than before.
    pub(super) fn follow(
        &mut self,
        scene: Option<&Arc<Scene>>,
        place: (usize, usize),
        now: f64,
        moves: bool,
    ) -> bool {
        let Some(scene) = scene else {
            return false;
        };
        let is_same = |sheet: &Sheet| Arc::ptr_eq(&sheet.scene, scene) && sheet.place == place;
        if self.shown.as_ref().is_some_and(is_same) {
            return false;
        }
        let next = Sheet {
            scene: scene.clone(),
            place,
        };
        let before = self.shown.replace(next);
        self.moving = before.filter(|_| moves).map(|from| Moving {
            way: way(from.place, place),
            from,
            since: now,
        });
        true
    }

    /// What is on the screen.
    pub(super) fn scene(&self) -> Option<&Arc<Scene>> {
        self.shown.as_ref().map(|sheet| &sheet.scene)
    }

    /// Nothing is shown any more.
    pub(super) fn end(&mut self) {
        *self = Self::default();
    }

    /// Paints what is shown through a camera, and what leaves as a whole page. Whether it moves.
    pub(super) fn paint(
        &mut self,
        brush: &mut Brush<'_>,
        room: Rect,
        camera: &Camera,
        whole: &Camera,
        now: f64,
    ) -> bool {
        let Some(shown) = &self.shown else {
            return false;
        };
        let share = self
            .moving
            .as_ref()
            .map(|moving| (now - moving.since) / SECS);
        let (Some(moving), Some(share)) = (&self.moving, share.filter(|share| *share < 1.0)) else {
            self.moving = None;
            brush.page(room, &shown.scene, camera, false);
            return false;
        };
        let share = eased(share) as f32;
        match moving.way {
            Way::Pan { forward } => {
                let width = if forward { room.width() } else { -room.width() };
                let away = vec2(-share * width, 0.0);
                let pages = [
                    (&moving.from, whole, away),
                    (shown, camera, away + vec2(width, 0.0)),
                ];
                for (sheet, camera, by) in pages {
                    brush.page(room.translate(by), &sheet.scene, camera, true);
                }
            }
            Way::Fade if share < 0.5 => {
                brush.page(room, &moving.from.scene, whole, true);
                brush.veil(room, color32(shown.scene.background), 2.0 * share);
            }
            Way::Fade => {
                brush.page(room, &shown.scene, camera, true);
                brush.veil(room, color32(shown.scene.background), 2.0 - 2.0 * share);
            }
        }
        true
    }
}

/// How one goes from a page to another.
fn way(from: (usize, usize), to: (usize, usize)) -> Way {
    let (first, second) = if from < to { (from, to) } else { (to, from) };
    let is_beside = match second.0 - first.0 {
        0 => second.1 - first.1 == 1,
        // Back to a stop is to its last page.
        1 => second.1 == 0,
        _ => false,
    };
    match is_beside {
        true => Way::Pan { forward: from < to },
        false => Way::Fade,
    }
}

/// Slow at both ends.
fn eased(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

impl Brush<'_> {
    /// A page in a room; `moves`: it is seen for the blink of an eye, and no picture is made of it.
    fn page(&mut self, room: Rect, scene: &Scene, camera: &Camera, moves: bool) {
        let painter = self.painter;
        let seen = room.intersect(painter.clip_rect());
        painter.rect_filled(seen, 0.0, color32(scene.background));
        let camera = camera_on_pixels(camera, painter.pixels_per_point());
        match moves {
            true => {
                let all = |_: Option<&Target>| true;
                self.scenes
                    .paint_some(painter, room, scene, &camera, self.fonts, &all);
            }
            false => self.scenes.paint(painter, room, scene, &camera, self.fonts),
        }
    }

    fn veil(&self, room: Rect, color: Color32, share: f32) {
        self.painter
            .rect_filled(room, 0.0, color.gamma_multiply(share.clamp(0.0, 1.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_panned_to_and_others_faded() {
        let pan = |forward| Way::Pan { forward };
        for (from, to, expected) in [
            ((0, 0), (1, 0), pan(true)),
            ((1, 0), (0, 0), pan(false)),
            ((1, 0), (1, 1), pan(true)),
            ((2, 0), (1, 3), pan(false)),
            ((0, 0), (2, 0), Way::Fade),
            ((0, 0), (0, 2), Way::Fade),
            ((1, 1), (2, 1), Way::Fade),
            ((2, 1), (1, 0), Way::Fade),
            ((1, 0), (1, 0), Way::Fade),
        ] {
            assert_eq!(way(from, to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_movement_begins_and_ends_at_rest_and_takes_no_longer_than_said() {
        const { assert!(SECS <= 0.3) };
        assert_eq!((eased(0.0), eased(1.0)), (0.0, 1.0));
        assert!(eased(0.01) < 0.01 && eased(0.99) > 0.99);
    }

    #[test]
    fn where_nothing_is_to_move_the_next_page_is_there_at_once() {
        let scene = || {
            let size = crate::geom::Size::new(10.0, 10.0);
            let white = crate::model::Color::WHITE;
            Arc::new(Scene::from_bands(size, white, Vec::new()))
        };
        for moves in [false, true] {
            let mut turn = Turn::default();
            let (first, second) = (scene(), scene());
            assert!(turn.follow(Some(&first), (0, 0), 0.0, moves));
            assert!(turn.moving.is_none(), "there was nothing before");
            assert!(!turn.follow(None, (1, 0), 1.0, moves), "it is not made yet");
            assert!(turn.follow(Some(&second), (1, 0), 2.0, moves));
            assert_eq!(turn.moving.is_some(), moves);
        }
    }
}
