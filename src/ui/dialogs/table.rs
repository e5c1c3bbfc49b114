//! The dialog of a table that is to become a map: how it was read, and what comes of it.

use std::sync::Arc;

use egui::{Grid, RichText, ScrollArea, TextEdit, Ui, style::ScrollStyle, vec2};

use super::{
    answer::Answer,
    holds::{Looks, holds_ui},
    parts::{self, DialogContext},
    preview::preview_ui,
};
use crate::{
    exchange::{
        ReadOptions,
        table::{Guess, Holds, LaneAs, Stages},
    },
    scene::Scene,
    ui::{
        menus,
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::Language,
};

/// A table that is about to become a map.
#[derive(Debug, Clone)]
pub struct TableDialog {
    /// Where it comes from, as it is shown.
    pub name: String,
    pub looks: Looks,
    /// What the map is to be called, as it is typed.
    pub title: String,
    /// How it was read.
    pub guess: Guess,
    /// What was asked for; the rest is guessed.
    pub options: ReadOptions,
    /// What comes of it; else why nothing does.
    pub preview: Result<Arc<Scene>, String>,
    /// What was not read as it stands, one thing each.
    pub notes: Vec<String>,
    /// It is being read anew.
    pub is_busy: bool,
}

/// The width of the choices at the left.
const CHOICES: f32 = 360.0;
/// The width of the heads of rows among the choices.
const LABEL: f32 = 128.0;
/// How many of the notes are told one by one.
const TOLD: usize = 3;

impl TableDialog {
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        parts::heading(ui, language.t("A table becomes a map"));
        let text = "This is how Jejak read the table. Correct anything that’s wrong before the map is made.";
        parts::paragraph(ui, language.t(text));
        let quiet = Palette::of(ui).quiet_ink;
        widgets::line(ui, &self.name, tokens::semibold(12.5), quiet);
        let other = holds_ui(ui, language, Holds::Journey, self.looks);
        ui.add_space(4.0);
        let before = self.options.clone();
        // All but the two columns: what is above, notes and buttons.
        let rest = 250.0 + if self.looks.can_be_either { 64.0 } else { 0.0 } + self.notes_height();
        let height = (ui.ctx().content_rect().height() - rest).clamp(200.0, 560.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(CHOICES, height), down, |ui| {
                ui.set_width(CHOICES);
                ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
                self.choices_ui(ui, language, height);
            });
            let size = vec2(ui.available_width().max(0.0), height);
            let scene = match &self.preview {
                Ok(scene) => Ok(&**scene),
                Err(why) => Err(why.as_str()),
            };
            preview_ui(ui, size, scene, context);
        });
        self.notes_ui(ui, language);
        let asked =
            (before != self.options).then(|| Answer::ReadTable(Box::new(self.options.clone())));
        let ready = self.preview.is_ok() && !self.is_busy && asked.is_none();
        let clicked = parts::buttons(
            ui,
            &[
                (
                    language.t("Cancel"),
                    ButtonKind::Plain,
                    true,
                    Answer::Cancel,
                ),
                (
                    language.t("Make the map"),
                    ButtonKind::Primary,
                    ready,
                    Answer::MakeMap,
                ),
            ],
        );
        clicked.or(other).or(asked)
    }

    fn choices_ui(&mut self, ui: &mut Ui, language: Language, height: f32) {
        if self.guess.sheets.len() > 1 {
            let label = language.t("Sheet or table");
            widgets::caption(ui, label);
            let sheets = &self.guess.sheets;
            let mut chosen = sheets.iter().position(|sheet| *sheet == self.guess.sheet);
            list(
                ui,
                label,
                &mut chosen,
                sheets.iter().map(String::as_str),
                CHOICES - 12.0,
            );
            let chosen = chosen
                .and_then(|at| sheets.get(at))
                .filter(|sheet| **sheet != self.guess.sheet);
            if let Some(sheet) = chosen {
                // Another table: what was said of this one does not hold there.
                self.options = ReadOptions {
                    sheet: Some(sheet.clone()),
                    ..ReadOptions::default()
                };
            }
        }
        let label = language.t("Title of the map");
        widgets::caption(ui, label);
        let field = ui.add(
            TextEdit::singleline(&mut self.title)
                .desired_width(CHOICES - 12.0)
                .margin(vec2(8.0, 6.0))
                .hint_text(language.t("Untitled map")),
        );
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
        if field.changed() {
            self.options.title = Some(self.title.trim().to_owned());
        }
        widgets::caption(ui, language.t("Position of the stages"));
        ui.horizontal(|ui| {
            for (stages, text) in [
                (Stages::Across, "In the first row"),
                (Stages::Down, "In the first column"),
            ] {
                let is_so = self.guess.stages == stages;
                if ui.radio(is_so, language.t(text)).clicked() && !is_so {
                    self.options.stages = stages;
                    self.options.lanes.clear();
                }
            }
        });
        let head = match self.guess.stages {
            Stages::Down => "What each column becomes",
            _ => "What each row becomes",
        };
        widgets::caption(ui, language.t(head));
        let top = ui.min_rect().top();
        let used = ui.cursor().top() - top;
        // A bar that is always there shows that there is more.
        ui.spacing_mut().scroll = ScrollStyle {
            foreground_color: true,
            ..ScrollStyle::solid()
        };
        let style = ui.style().clone();
        ui.visuals_mut().widgets.inactive.fg_stroke.color = Palette::of(ui).faint_ink;
        ScrollArea::vertical()
            .auto_shrink(false)
            .max_height((height - used).max(100.0))
            .show(ui, |ui| {
                ui.set_style(style);
                let grid = Grid::new("lanes of a table")
                    .spacing(vec2(10.0, 6.0))
                    .num_columns(2);
                grid.show(ui, |ui| self.lanes_ui(ui, language));
            });
    }

    fn lanes_ui(&mut self, ui: &mut Ui, language: Language) {
        let (ink, quiet) = (Palette::of(ui).ink, Palette::of(ui).quiet_ink);
        for (index, (title, kind)) in self.guess.lanes.iter().enumerate() {
            let name = match title.trim() {
                "" => language.fill("No. {n}", &[("n", &(index + 1).to_string())]),
                title => title.split_whitespace().collect::<Vec<_>>().join(" "),
            };
            ui.allocate_ui(vec2(LABEL, 26.0), |ui| {
                ui.set_width(LABEL);
                let ink = if *kind == LaneAs::Above { quiet } else { ink };
                let text = RichText::new(&name).font(tokens::semibold(13.0)).color(ink);
                ui.add(egui::Label::new(text).truncate());
            });
            // There is nothing above the first.
            let kinds = LaneAs::ALL
                .iter()
                .filter(|kind| index > 0 || **kind != LaneAs::Above);
            let kinds: Vec<LaneAs> = kinds.copied().collect();
            let names = kinds.iter().map(|kind| match (kind, self.guess.stages) {
                (LaneAs::Above, Stages::Down) => language.t("Continues the previous column"),
                _ => language.t(kind.name()),
            });
            let mut chosen = kinds.iter().position(|known| known == kind);
            let before = chosen;
            ui.push_id(index, |ui| {
                list(ui, &name, &mut chosen, names, CHOICES - LABEL - 32.0)
            });
            ui.end_row();
            if let Some(at) = chosen.filter(|_| chosen != before) {
                let lanes = &mut self.options.lanes;
                if lanes.len() <= index {
                    lanes.resize(index + 1, None);
                }
                lanes[index] = Some(kinds[at]);
                // The direction stays as it is shown.
                self.options.stages = self.guess.stages;
            }
        }
    }

    fn notes_height(&self) -> f32 {
        let lines = self.notes.len().min(TOLD + 1);
        18.0 * lines as f32
    }

    fn notes_ui(&self, ui: &mut Ui, language: Language) {
        if self.notes.is_empty() {
            return;
        }
        ui.add_space(4.0);
        let danger = Palette::of(ui).danger;
        let say = |ui: &mut Ui, text: &str| {
            let text = RichText::new(text).font(tokens::medium(12.5)).color(danger);
            ui.add(egui::Label::new(text).truncate());
        };
        for note in self.notes.iter().take(TOLD) {
            say(ui, note);
        }
        if let Some(more) = self.notes.len().checked_sub(TOLD).filter(|more| *more > 0) {
            say(
                ui,
                &language.count(more, "and {n} more", "and {n} more", &[]),
            );
        }
    }
}

fn list<'a>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<usize>,
    names: impl Iterator<Item = &'a str>,
    width: f32,
) {
    let names: Vec<&str> = names.collect();
    let shown = chosen
        .and_then(|at| names.get(at))
        .copied()
        .unwrap_or_default();
    let options = names.iter().enumerate().map(|(at, name)| (at, *name));
    let wanted = menus::dropdown_ui(ui, (label, shown), width, options, chosen.as_ref());
    *chosen = wanted.or(*chosen);
}
