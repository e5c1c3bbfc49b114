//! Unsaved work that a sudden end has left: shown beside what is on the disk.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui, Vec2, vec2};

use super::{
    answer::Answer,
    parts::{self, DialogContext},
    preview::preview_ui,
};
use crate::{
    scene::Scene,
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::Language,
};

/// One map with unsaved work, to be opened or dropped.
#[derive(Debug)]
pub struct RecoveryDialog {
    pub title: String,
    /// The file, as it is shown; `None` for a map that was never saved.
    pub file: Option<String>,
    /// When the work was kept, in words.
    pub when: String,
    pub scene: Arc<Scene>,
    pub on_disk: OnDisk,
    /// The file was saved after the work had begun.
    pub has_changed: bool,
    pub words: LeftWords,
    /// How many others wait.
    pub more: usize,
}

/// How unsaved work and its file differ.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LeftWords {
    /// What the work changes in what it began with, or in what is in the file now.
    pub unsaved: Option<Differences>,
    /// What the file has become since the work began, where it was saved again and it is known
    /// what it was before.
    pub in_file: Option<Differences>,
}

/// What leads from one version to another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Differences {
    /// All of it counted; empty where nothing can be seen to differ.
    pub summary: String,
    /// The first few, one sentence each.
    pub lines: Vec<String>,
    /// How many others there are.
    pub more: usize,
}

/// Before unsaved work is given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DiscardLeftDialog {
    pub title: String,
    /// The file in whose history it can be found again.
    pub history_of: Option<String>,
}

/// What lies in the file of a map that is recovered.
#[derive(Debug)]
pub enum OnDisk {
    /// The map was never saved.
    Nothing,
    Gone,
    Unreadable,
    /// Saved then, in words.
    Map {
        when: String,
        scene: Arc<Scene>,
    },
}

impl RecoveryDialog {
    pub(in crate::ui) fn ui(&self, ui: &mut Ui, context: &mut DialogContext<'_>) -> Option<Answer> {
        let language = context.language;
        parts::heading(
            ui,
            &language.fill("Unsaved work on “{title}”", &[("title", &self.title)]),
        );
        let text = "Jejak closed unexpectedly before this was saved. Nothing is written to the file until you save.";
        parts::paragraph(ui, language.t(text));
        if let Some(file) = &self.file {
            let quiet = Palette::of(ui).quiet_ink;
            widgets::line(ui, file, tokens::semibold(12.5), quiet);
        }
        ui.add_space(8.0);
        let is_there = matches!(self.on_disk, OnDisk::Map { .. });
        let has_both = is_there && self.has_changed;
        let window = ui.ctx().content_rect().height();
        // Of the pictures, and of the words beneath them.
        let all = (window - 330.0 - if has_both { 44.0 } else { 0.0 }).clamp(200.0, 420.0);
        let width = ((ui.available_width() - 16.0) / 2.0).max(0.0);
        let told = [&self.words.unsaved, &self.words.in_file];
        let height = match told {
            [None, None] => all.min(230.0),
            _ => (all * 0.55).min(230.0),
        };
        let size = vec2(width, height);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let mine = language.fill("Unsaved work, {when}", &[("when", &self.when)]);
            side_ui(ui, size, &mine, Ok(&self.scene), context);
            match &self.on_disk {
                OnDisk::Map { when, scene } => {
                    let label = language.fill("In the file, {when}", &[("when", when)]);
                    side_ui(ui, size, &label, Ok(scene), context);
                }
                other => {
                    let why = match other {
                        OnDisk::Nothing => "It was never saved to a file.",
                        OnDisk::Gone => "The file is no longer there.",
                        _ => "The file cannot be read.",
                    };
                    let label = language.t("In the file");
                    side_ui(ui, size, label, Err(language.t(why)), context);
                }
            }
        });
        let room = all - height;
        match told {
            [Some(unsaved), Some(in_file)] => {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    words_ui(
                        ui,
                        vec2(width, room),
                        "Unsaved: {changes}",
                        unsaved,
                        language,
                    );
                    words_ui(
                        ui,
                        vec2(width, room),
                        "Saved meanwhile: {changes}",
                        in_file,
                        language,
                    );
                });
            }
            [Some(unsaved), None] => {
                let text = match has_both {
                    true => "From the file to the unsaved work: {changes}",
                    false => "Unsaved: {changes}",
                };
                let room = vec2(ui.available_width(), room);
                words_ui(ui, room, text, unsaved, language);
            }
            _ => {}
        }
        if has_both {
            ui.add_space(6.0);
            let danger = Palette::of(ui).danger;
            // English, for the translation table.
            let text = match self.words.in_file {
                Some(_) => {
                    "Someone else, or another window, saved this file after you started. Recover and merge to keep both."
                }
                None => {
                    "Someone else, or another window, saved this file after you started. Recover and compare to choose."
                }
            };
            ui.label(
                RichText::new(language.t(text))
                    .font(tokens::medium(13.0))
                    .color(danger),
            );
        }
        if self.more > 0 {
            ui.add_space(4.0);
            parts::paragraph(ui, &more(self.more, language));
        }
        let discard = (
            language.t("Discard…"),
            ButtonKind::Plain,
            true,
            Answer::Discard,
        );
        let later = (language.t("Later"), ButtonKind::Plain, true, Answer::Cancel);
        let recover = language.t("Recover");
        if has_both {
            // English, for the translation table.
            let both = match self.words.in_file {
                Some(_) => "Recover and merge…",
                None => "Recover and compare…",
            };
            let both = (
                language.t(both),
                ButtonKind::Primary,
                true,
                Answer::RecoverAndCompare,
            );
            let recover = (recover, ButtonKind::Plain, true, Answer::Recover);
            return parts::buttons(ui, &[discard, later, recover, both]);
        }
        let recover = (recover, ButtonKind::Primary, true, Answer::Recover);
        if !is_there {
            return parts::buttons(ui, &[discard, later, recover]);
        }
        let compare = language.t("Compare…");
        let compare = (compare, ButtonKind::Plain, true, Answer::CompareLeft);
        parts::buttons(ui, &[discard, later, compare, recover])
    }
}

impl DiscardLeftDialog {
    pub(in crate::ui) fn ui(&self, ui: &mut Ui, language: Language) -> Option<Answer> {
        let title = [("title", self.title.as_str())];
        parts::heading(
            ui,
            &language.fill("Discard the unsaved work on “{title}”?", &title),
        );
        let text = match &self.history_of {
            Some(name) => language.fill(
                "It stays in the history of “{name}”. To get it back, open that map and choose File › History….",
                &[("name", name)],
            ),
            None => language
                .t("This work has no file yet. Once discarded, it can’t be recovered.")
                .to_owned(),
        };
        parts::paragraph(ui, &text);
        parts::buttons(
            ui,
            &[
                (
                    language.t("Cancel"),
                    ButtonKind::Plain,
                    true,
                    Answer::Cancel,
                ),
                (
                    language.t("Discard"),
                    ButtonKind::Primary,
                    true,
                    Answer::Discard,
                ),
            ],
        )
    }
}

/// All differences counted, and the first few beneath.
fn words_ui(
    ui: &mut Ui,
    room: Vec2,
    heading: &'static str,
    told: &Differences,
    language: Language,
) {
    ui.vertical(|ui| {
        ui.set_width(room.x);
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        let palette = Palette::of(ui);
        let nothing = language.t("nothing that can be seen");
        let summary = match told.summary.as_str() {
            "" => nothing,
            summary => summary,
        };
        let heading = language.fill(heading, &[("changes", summary)]);
        widgets::line(ui, &heading, tokens::semibold(13.0), palette.ink);
        let height = (room.y - 30.0).max(40.0);
        ScrollArea::vertical()
            .id_salt(heading)
            .auto_shrink([false, true])
            .max_height(height)
            .show(ui, |ui| {
                let rest =
                    (told.more > 0).then(|| language.count(told.more, "{n} more", "{n} more", &[]));
                for line in told.lines.iter().chain(&rest) {
                    let text = RichText::new(line).font(tokens::medium(13.0));
                    ui.label(text.color(palette.quiet_ink));
                }
            });
    });
}

fn more(count: usize, language: Language) -> String {
    match count {
        1 => language
            .t("There is unsaved work on one more map.")
            .to_owned(),
        n => language.count(
            n,
            "There is unsaved work on {n} more map.",
            "There is unsaved work on {n} more maps.",
            &[],
        ),
    }
}

fn side_ui(
    ui: &mut Ui,
    size: Vec2,
    label: &str,
    scene: Result<&Scene, &str>,
    context: &mut DialogContext<'_>,
) {
    ui.vertical(|ui| {
        ui.set_width(size.x);
        let ink = Palette::of(ui).ink;
        widgets::line(ui, label, tokens::semibold(13.0), ink);
        ui.add_space(4.0);
        preview_ui(ui, size, scene, context);
    });
}
