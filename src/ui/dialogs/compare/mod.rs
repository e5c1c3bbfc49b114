//! Two versions of a map over each other: what differs, to be looked at and taken one by one.

mod list;
mod picture;
mod rows;

use egui::{Align, Layout, Sense, Ui, Vec2, vec2};

use super::{
    answer::Answer,
    parts::{self, DialogContext},
};
use crate::{
    compare::Side,
    geom::Camera,
    ui::{
        regions::{self, Region},
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::{Language, marked, plural},
};
use list::list_ui;
use picture::{look_at, picture_ui};
use rows::{BADGE, Choices, badge};

pub use rows::{ChangeRow, ConflictRow, Found, Mark, Row, Sign};

/// What the other version is to the one that it is laid over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparing {
    /// Whatever it is: what it has otherwise can be taken over.
    Other,
    /// Told is what became of it; what is taken comes back as it was.
    Earlier,
    /// Unsaved work over what is in its file, only to be looked at.
    Unsaved,
}

/// What another version has otherwise.
#[derive(Debug)]
pub struct CompareDialog {
    pub comparing: Comparing,
    /// With what the open map is compared, in words: the time of an earlier version, the title of
    /// unsaved work.
    pub other: String,
    /// `None` while both are compared; the error says why they cannot be.
    pub found: Option<Result<Found, String>>,
    /// What is looked at.
    chosen: Option<Row>,
    /// It was chosen on the picture: the list is to show it.
    scrolls: bool,
    /// What is seen of the sheet; `None` for all of it.
    camera: Option<Camera>,
    /// What the picture shows the outcome of, or was asked to.
    asked: Option<Choices>,
    /// How high the heads of the conflicts are, in a list of this width.
    heads: Option<(f32, Vec<f32>)>,
}

const LIST: f32 = 420.0;

impl CompareDialog {
    pub fn new(comparing: Comparing, other: String) -> Self {
        Self {
            comparing,
            other,
            found: None,
            chosen: None,
            scrolls: false,
            camera: None,
            asked: None,
            heads: None,
        }
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        // English, for the translation table.
        let (heading, close) = match self.comparing {
            Comparing::Other => ("Compared with {other}", "Close"),
            Comparing::Earlier => ("Changed since the version of {other}", "Back"),
            Comparing::Unsaved => ("Changed in the unsaved work on “{other}”", "Back"),
        };
        parts::heading(ui, &language.fill(heading, &[("other", &self.other)]));
        let close = (language.t(close), ButtonKind::Plain, true, Answer::Cancel);
        let found = match &mut self.found {
            Some(Ok(found)) if !found.changes.is_empty() || !found.conflicts.is_empty() => found,
            other => {
                let text = match other {
                    None => language.t("Comparing…").to_owned(),
                    Some(Ok(_)) => language.t("No differences.").to_owned(),
                    Some(Err(why)) => why.clone(),
                };
                parts::paragraph(ui, &text);
                return parts::buttons(ui, &[close]);
            }
        };
        let is_looked_at = self.comparing == Comparing::Unsaved;
        // English, for the translation table.
        let text = match (self.comparing, found.conflicts.is_empty()) {
            (Comparing::Earlier, _) => {
                "Each line is a change since that version. Tick what to restore; click a line to see it."
            }
            (Comparing::Unsaved, _) => {
                "Each line is a change the unsaved work makes to the file; click a line to see it."
            }
            (Comparing::Other, true) => {
                "Each line is a change in the other version. Tick the ones to apply to this map; click a line to see it."
            }
            (Comparing::Other, false) => {
                "Both versions changed the same things: choose a side for each. Ticked changes are combined with yours."
            }
        };
        parts::paragraph(ui, language.t(text));
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 262.0).clamp(170.0, 620.0);
        let before = self.chosen;
        self.asked.get_or_insert_with(|| found.choices());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let width = LIST.min(ui.available_width() * 0.45);
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(width, height), down, |ui| {
                regions::mark(ui, Region::Changes, language);
                ui.set_width(width);
                let scrolls = std::mem::take(&mut self.scrolls);
                list_ui(
                    ui,
                    height,
                    found,
                    &mut self.chosen,
                    &mut self.heads,
                    (scrolls, !is_looked_at),
                    language,
                );
            });
            let size = vec2(ui.available_width().max(0.0), height);
            let clicked = ui.scope(|ui| {
                regions::mark(ui, Region::Compared, language);
                picture_ui(ui, size, found, self.chosen, &mut self.camera, context)
            });
            if let Some(row) = clicked.inner {
                self.chosen = Some(row);
                self.scrolls = true;
            } else if self.chosen != before {
                self.camera = self.chosen.and_then(|row| look_at(found, row, size));
            }
        });
        if legend_ui(ui, found, self.camera.is_some(), language) {
            (self.chosen, self.camera) = (None, None);
        }
        if is_looked_at {
            let foot = ui.scope(|ui| {
                regions::mark(ui, Region::Answers, language);
                parts::buttons(ui, &[close])
            });
            return foot.inner;
        }
        let wanted = found.changes.iter().filter(|row| row.is_taken).count()
            + (found.conflicts.iter())
                .filter(|row| row.side == Side::Theirs)
                .count();
        let (none, (one, many)) = match self.comparing {
            Comparing::Earlier => (
                marked("Restore"),
                plural("Restore {n} part", "Restore {n} parts"),
            ),
            _ => (
                marked("Apply changes"),
                plural("Apply {n} change", "Apply {n} changes"),
            ),
        };
        let take = match wanted {
            0 => language.t(none).to_owned(),
            _ => language.count(wanted, one, many, &[]),
        };
        let taken = (
            take.as_str(),
            ButtonKind::Primary,
            wanted > 0,
            Answer::TakeChanges,
        );
        let foot = ui.scope(|ui| {
            regions::mark(ui, Region::Answers, language);
            parts::buttons(ui, &[close, taken])
        });
        let clicked = foot.inner;
        let choices = found.choices();
        if clicked.is_some() || self.asked.as_ref() == Some(&choices) {
            return clicked;
        }
        self.asked = Some(choices);
        Some(Answer::LookAtChoices)
    }
}

/// What the colours and signs mean, as far as they occur.
/// `true` when the whole map is to be seen again.
fn legend_ui(ui: &mut Ui, found: &Found, is_close: bool, language: Language) -> bool {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let conflict = (!found.conflicts.is_empty()).then_some(Sign::Conflict);
        let occurs = |sign: &Sign| found.changes.iter().any(|row| row.sign == *sign);
        for sign in Sign::ALL.into_iter().filter(occurs).chain(conflict) {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(BADGE), Sense::hover());
            badge(ui.painter(), rect.center(), sign, &found.scene.theme);
            let ink = Palette::of(ui).quiet_ink;
            widgets::line(ui, language.t(sign.name()), tokens::medium(12.5), ink);
            ui.add_space(10.0);
        }
        let right = Layout::right_to_left(Align::Center);
        let whole = ui.with_layout(right, |ui| {
            is_close && widgets::chip(ui, language.t("Whole map"), false).clicked()
        });
        whole.inner
    })
    .inner
}
