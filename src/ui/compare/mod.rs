//! Two versions of a map over each other: what differs, to be looked at and taken one by one.

mod list;
mod picture;

use std::sync::Arc;

use egui::{Align, Color32, Layout, Sense, Ui, Vec2, vec2};

use super::{
    dialogs::{self, Answer, Stage},
    tokens::{self, Palette},
    widgets::{self, Kind},
};
use crate::{
    compare::Side,
    geom::{self, Camera},
    model::{Hue, Theme},
    scene::Scene,
    words::Language,
};
use list::list_ui;
use picture::{look_at, picture_ui};

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

/// What is ticked and settled.
#[derive(Debug, Clone, PartialEq)]
struct Choices {
    taken: Vec<bool>,
    sides: Vec<Side>,
}

/// The differences, and what comes out of those chosen, with what is left out, in one picture.
#[derive(Debug)]
pub struct Found {
    pub conflicts: Vec<ConflictRow>,
    pub changes: Vec<ChangeRow>,
    pub scene: Arc<Scene>,
    pub marks: Vec<Mark>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    pub words: String,
    pub sign: Sign,
    pub is_taken: bool,
    /// What goes together, by its place in [`Merge::changes`](crate::compare::Merge::changes).
    pub changes: Vec<usize>,
}

/// Something that cannot be both ways, with both sides in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictRow {
    pub name: String,
    pub mine: String,
    pub theirs: String,
    pub side: Side,
}

/// A place on the picture where something differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub rect_in_doc: geom::Rect,
    pub sign: Sign,
    pub row: Row,
    /// What is chosen does without it.
    pub is_left_out: bool,
    /// It is a text alone, which begins where the sign of others stands.
    pub is_bare: bool,
}

impl Found {
    fn choices(&self) -> Choices {
        Choices {
            taken: self.changes.iter().map(|row| row.is_taken).collect(),
            sides: self.conflicts.iter().map(|row| row.side).collect(),
        }
    }
}

/// By its place among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Conflict(usize),
    Change(usize),
}

/// What happened to a thing on the way to the other version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Added,
    Removed,
    Moved,
    Changed,
    Conflict,
}

impl Sign {
    const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Moved, Self::Changed];

    /// English, for the translation table.
    fn name(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Removed => "Removed",
            Self::Moved => "Moved",
            Self::Changed => "Changed",
            Self::Conflict => "Conflict",
        }
    }

    fn glyph(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Moved => "→",
            Self::Changed => "~",
            Self::Conflict => "!",
        }
    }

    /// Such that white letters can be read on it and it shows on the white sheet.
    fn color(self) -> Color32 {
        tokens::color32(match self {
            Self::Added => Hue::Green.color(),
            Self::Removed => Theme::PAPER.bad,
            Self::Moved => Hue::Blue.color(),
            Self::Changed => Hue::Amber.color(),
            Self::Conflict => Hue::Pink.color(),
        })
    }
}

const LIST: f32 = 420.0;
const BADGE: f32 = 18.0;

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

    pub(super) fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) -> Option<Answer> {
        let language = stage.language;
        // English, for the translation table.
        let (heading, close) = match self.comparing {
            Comparing::Other => ("Compared with {other}", "Close"),
            Comparing::Earlier => ("Changed since the version of {other}", "Back"),
            Comparing::Unsaved => ("Changed in the unsaved work on “{other}”", "Back"),
        };
        dialogs::heading(ui, &language.fill(heading, &[("other", &self.other)]));
        let close = (language.t(close), Kind::Plain, true, Answer::Cancel);
        let found = match &mut self.found {
            Some(Ok(found)) if !found.changes.is_empty() || !found.conflicts.is_empty() => found,
            other => {
                let text = match other {
                    None => language.t("Comparing…").to_owned(),
                    Some(Ok(_)) => language.t("Both show the same.").to_owned(),
                    Some(Err(why)) => why.clone(),
                };
                dialogs::paragraph(ui, &text);
                return dialogs::buttons(ui, &[close]);
            }
        };
        let is_looked_at = self.comparing == Comparing::Unsaved;
        // English, for the translation table.
        let text = match (self.comparing, found.conflicts.is_empty()) {
            (Comparing::Earlier, _) => {
                "Each line says what has changed from that version to now. Tick what is to be as it was then; a click on a line shows the place."
            }
            (Comparing::Unsaved, _) => {
                "Each line says what the unsaved work changes in what is in the file; a click on a line shows the place."
            }
            (Comparing::Other, true) => {
                "Each line says what the other version makes of it. Tick what this map is to take over; a click on a line shows the place."
            }
            (Comparing::Other, false) => {
                "Both versions changed some of the same things: choose one side of each. What is ticked goes together with yours."
            }
        };
        dialogs::paragraph(ui, language.t(text));
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 262.0).clamp(170.0, 620.0);
        let before = self.chosen;
        self.asked.get_or_insert_with(|| found.choices());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let width = LIST.min(ui.available_width() * 0.45);
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(width, height), down, |ui| {
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
            let clicked = picture_ui(ui, size, found, self.chosen, &mut self.camera, stage);
            if let Some(row) = clicked {
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
            return dialogs::buttons(ui, &[close]);
        }
        let wanted = found.changes.iter().filter(|row| row.is_taken).count()
            + (found.conflicts.iter())
                .filter(|row| row.side == Side::Theirs)
                .count();
        // English, for the translation table.
        let (none, one, many) = match self.comparing {
            Comparing::Earlier => ("Bring back", "Bring back 1 part", "Bring back {n} parts"),
            _ => ("Take changes", "Take 1 change", "Take {n} changes"),
        };
        let text = match wanted {
            0 => none,
            1 => one,
            _ => many,
        };
        let take = language.fill(text, &[("n", &wanted.to_string())]);
        let taken = (
            take.as_str(),
            Kind::Primary,
            wanted > 0,
            Answer::TakeChanges,
        );
        let clicked = dialogs::buttons(ui, &[close, taken]);
        let choices = found.choices();
        if clicked.is_some() || self.asked.as_ref() == Some(&choices) {
            return clicked;
        }
        self.asked = Some(choices);
        Some(Answer::LookAtChoices)
    }
}

fn badge(painter: &egui::Painter, centre: egui::Pos2, sign: Sign) {
    painter.circle_filled(centre, BADGE / 2.0, sign.color());
    let galley =
        painter.layout_no_wrap(sign.glyph().to_owned(), tokens::bold(13.0), Color32::WHITE);
    painter.galley(centre - galley.size() / 2.0, galley, Color32::WHITE);
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
            badge(ui.painter(), rect.center(), sign);
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
