//! The bar of a talk: all that the keys do, for hands that have only a mouse. It is there while the
//! pointer moves, while it is on it, and while the keyboard is in it.

use egui::{Align2, Area, CornerRadius, Frame, Id, Margin, Order, Rect, Stroke, Ui, Vec2, vec2};

use crate::{
    editor::{
        Intent,
        present::{Cue, Talk, TalkIntent},
    },
    ui::{
        regions::{self, Region},
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// How long it stays once the pointer stands still.
const STAYS_SECS: f64 = 2.5;
/// Of a button, and between them.
const BUTTON: Vec2 = vec2(30.0, 32.0);
const GAP: f32 = 4.0;
/// Between what belongs together and what follows.
const GROUP_GAP: f32 = 14.0;
/// Of the text that says which stop it is, at most.
const PLACE: f32 = 260.0;

/// What stands together.
const GROUPS: [&[Cue]; 7] = [
    &[Cue::First, Cue::Previous, Cue::Next, Cue::Last],
    &[Cue::Overview, Cue::Reveal, Cue::Black, Cue::White],
    &[Cue::Laser, Cue::Spotlight, Cue::Ink],
    &[Cue::Voice],
    &[Cue::Away, Cue::Closer, Cue::Whole],
    &[Cue::Clock, Cue::Notes, Cue::NotesApart],
    &[Cue::Edit, Cue::Size, Cue::Help, Cue::End],
];

#[derive(Default)]
pub(super) struct Bar {
    moved_at: Option<f64>,
    /// The pointer or the keyboard is in it.
    is_held: bool,
    /// The keyboard is to come to it.
    reached: bool,
    shown: Option<Rect>,
}

impl Bar {
    /// Shows it and gives it the keyboard.
    pub(super) fn reach(&mut self) {
        self.reached = true;
    }

    /// The pointer has moved.
    pub(super) fn wake(&mut self, now: f64) {
        self.moved_at = Some(now);
    }

    /// Whether it is seen, and with it the pointer.
    pub(super) fn is_shown(&self, now: f64) -> bool {
        self.is_held || self.reached || self.rest(now) > 0.0
    }

    /// How long it stays, in seconds.
    pub(super) fn rest(&self, now: f64) -> f64 {
        let since = self.moved_at.map_or(STAYS_SECS, |moved| now - moved);
        (STAYS_SECS - since).max(0.0)
    }

    /// Whether a place is on it.
    pub(super) fn covers(&self, at: egui::Pos2) -> bool {
        self.shown.is_some_and(|shown| shown.contains(at))
    }

    pub(super) fn show(
        &mut self,
        ui: &Ui,
        room: Rect,
        talk: &Talk,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let now = ui.input(|input| input.time);
        if !self.is_shown(now) {
            self.shown = None;
            return;
        }
        let palette = Palette::of(ui);
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(CornerRadius::same(12))
            .inner_margin(Margin::same(8))
            .shadow(ui.visuals().popup_shadow);
        let width = room.width() - 48.0;
        let mut has_keyboard = false;
        let area = Area::new(Id::unique("presentation bar"))
            .order(Order::Middle)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(room.center_bottom() - vec2(0.0, 16.0))
            .default_width(width)
            .fade_in(false)
            .show(ui.ctx(), |ui| {
                regions::mark(ui, Region::TalkBar, language);
                frame.show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(GAP, GAP);
                    let place = place(ui, talk, language);
                    let mut first = true;
                    for row in rows(width, place.size().x) {
                        ui.horizontal(|ui| {
                            for (index, group) in row.iter().enumerate() {
                                if index > 0 {
                                    ui.add_space(GROUP_GAP - GAP);
                                }
                                for cue in *group {
                                    let response = cue_ui(ui, talk, *cue, language, events);
                                    if self.reached && first {
                                        response.request_focus();
                                        (self.reached, has_keyboard) = (false, true);
                                    }
                                    first = false;
                                    has_keyboard |= response.has_focus();
                                    if *cue == Cue::Previous {
                                        let height = vec2(place.size().x, BUTTON.y);
                                        let (rect, _) =
                                            ui.allocate_exact_size(height, egui::Sense::hover());
                                        let at = rect.center() - place.size() / 2.0;
                                        ui.painter().galley(at, place.clone(), palette.ink);
                                    }
                                }
                            }
                        });
                    }
                });
            });
        let rect = area.response.rect;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let is_over = pointer.is_some_and(|at| rect.contains(at));
        if is_over {
            self.wake(now);
        }
        self.is_held = has_keyboard || is_over;
        self.shown = Some(rect);
        if !self.is_held {
            let rest = std::time::Duration::from_secs_f64(self.rest(now).max(0.01));
            ui.ctx().request_repaint_after(rest);
        }
    }
}

/// Which stop it is.
fn place(ui: &Ui, talk: &Talk, language: Language) -> std::sync::Arc<egui::Galley> {
    let text = talk.place_in_words(talk.index(), language);
    let font = tokens::semibold(13.0);
    widgets::cut(ui.painter(), &text, font, Palette::of(ui).ink, PLACE)
}

/// The groups on as many rows as they need.
fn rows(room: f32, place: f32) -> Vec<Vec<&'static [Cue]>> {
    let width = |group: &[Cue]| {
        let place = if group.contains(&Cue::Previous) {
            place + GAP
        } else {
            0.0
        };
        group.len() as f32 * (BUTTON.x + GAP) + place + GROUP_GAP
    };
    let mut rows: Vec<Vec<&'static [Cue]>> = Vec::new();
    let mut taken = f32::INFINITY;
    for group in GROUPS {
        if taken + width(group) > room {
            rows.push(Vec::new());
            taken = 0.0;
        }
        taken += width(group);
        if let Some(row) = rows.last_mut() {
            row.push(group);
        }
    }
    rows
}

fn cue_ui(
    ui: &mut Ui,
    talk: &Talk,
    cue: Cue,
    language: Language,
    events: &mut Vec<UiEvent>,
) -> egui::Response {
    let name = language.t(cue.name());
    let on = talk.is_on(cue);
    let kind = if on {
        ButtonKind::Plain
    } else {
        ButtonKind::Bare
    };
    let press = Press {
        label: name,
        ..Press::icon(cue.icon(), "")
    };
    let press = press.kind(kind).height(BUTTON.y).min_width(BUTTON.x);
    let response = ui.add(press);
    if on {
        widgets::chosen_ring(ui, response.rect);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if on {
            node.set_toggled(egui::accesskit::Toggled::True);
        }
    });
    let mac = ui.ctx().os().is_mac();
    let keys = cue.keys_in_words(mac, language);
    let response = response.on_hover_text(format!("{} ({keys})", language.t(cue.about())));
    if response.clicked() {
        events.push(UiEvent::Intent(Intent::Talk(TalkIntent::Cue(cue))));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn all_but_a_typed_number_can_be_asked_for_by_mouse() {
        let shown: HashSet<Cue> = GROUPS.iter().copied().flatten().copied().collect();
        for cue in Cue::ALL {
            // Any stop is chosen among all of them.
            assert_eq!(shown.contains(cue), *cue != Cue::Go, "{cue:?}");
        }
    }

    #[test]
    fn what_does_not_fit_beside_each_other_stands_below() {
        assert_eq!(rows(1900.0, 200.0).len(), 1);
        let narrow = rows(420.0, 200.0);
        assert!(narrow.len() > 1);
        assert_eq!(narrow.concat(), GROUPS);
    }

    #[test]
    fn it_is_there_while_the_pointer_moves_and_for_a_while_after() {
        let mut bar = Bar::default();
        assert!(!bar.is_shown(50.0));
        bar.wake(50.0);
        assert!(bar.is_shown(50.0 + 0.9 * STAYS_SECS));
        assert!(!bar.is_shown(50.0 + 1.1 * STAYS_SECS));
        bar.reach();
        assert!(bar.is_shown(1000.0));
    }
}
