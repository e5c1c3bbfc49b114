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
        table::{Guess, Holds, LaneAs, PersonaFrom, ReadScale, Stages},
    },
    scene::Scene,
    ui::{
        menus,
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::{Language, number},
};

/// A table that is about to become a map.
#[derive(Debug, Clone)]
pub struct TableDialog {
    /// Where it comes from, as it is shown.
    pub name: String,
    pub looks: Looks,
    /// What the map is to be called, as it is typed.
    title: String,
    /// Whose all of it is, and the ends of the scale, as they are typed.
    persona: String,
    scale: [String; 2],
    /// How it was read.
    pub guess: Guess,
    /// What was asked for; the rest is guessed.
    pub options: ReadOptions,
    /// What comes of it; else why nothing does.
    pub preview: Result<Arc<Scene>, String>,
    /// What is to be said of the reading, one thing each.
    pub notes: Vec<TableNote>,
    /// It is being read anew.
    pub is_busy: bool,
}

/// Something that is to be said of how a table was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNote {
    pub text: String,
    /// Something is not on the map, or not as it stands in the table.
    pub is_loss: bool,
}

/// The width of the choices at the left.
const CHOICES: f32 = 360.0;
/// The width of the heads of rows among the choices.
const LABEL: f32 = 128.0;
/// The width of what is chosen there.
const CONTROL: f32 = CHOICES - LABEL - 32.0;
/// The most room for notes.
const NOTES: f32 = 112.0;
/// Of one of their lines.
const NOTE_LINE: f32 = 18.0;

impl TableDialog {
    /// A table as it was read by itself.
    pub fn new(
        name: String,
        looks: Looks,
        guess: Guess,
        preview: Result<Arc<Scene>, String>,
        notes: Vec<TableNote>,
    ) -> Self {
        let mut dialog = Self {
            name,
            looks,
            title: String::new(),
            persona: String::new(),
            scale: Default::default(),
            guess: Guess::default(),
            options: ReadOptions::default(),
            preview,
            notes,
            is_busy: false,
        };
        dialog.show_guess(guess);
        dialog
    }

    /// Shows how the table was read; what was typed stays.
    pub fn show_guess(&mut self, guess: Guess) {
        if self.options.title.is_none() {
            self.title.clone_from(&guess.title);
        }
        if self.options.persona.is_none() {
            self.persona = guess.personas.first().cloned().unwrap_or_default();
        }
        if self.options.scale.is_none() {
            self.scale = guess.scale.map_or_else(Default::default, |scale| {
                [scale.worst, scale.best].map(|end| end.to_string())
            });
        }
        self.guess = guess;
    }

    /// What the map is to be called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// It is a map by itself: there is nothing to choose but which.
    fn is_given(&self) -> bool {
        self.guess.lanes.is_empty()
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        let (heading, text) = match self.is_given() && self.preview.is_ok() {
            true => (
                language.t("Make this map?"),
                language.t("This is the map that was found there."),
            ),
            false => (
                language.t("A table becomes a map"),
                language.t("This is how Jejak read the table. Correct anything that’s wrong before the map is made."),
            ),
        };
        parts::heading(ui, heading);
        parts::paragraph(ui, text);
        let quiet = Palette::of(ui).quiet_ink;
        widgets::line(ui, &self.name, tokens::semibold(12.5), quiet);
        let other = holds_ui(ui, language, Holds::Journey, self.looks);
        ui.add_space(4.0);
        let before = self.options.clone();
        // All but the two columns: what is above, notes and buttons.
        let rest = 250.0 + if self.looks.can_be_either { 64.0 } else { 0.0 } + self.notes_height();
        let height = (ui.ctx().content_rect().height() - rest).clamp(200.0, 560.0);
        let has_choices = !self.is_given() || self.guess.sheets.len() > 1;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            let down = egui::Layout::top_down(egui::Align::Min);
            if has_choices {
                ui.allocate_ui_with_layout(vec2(CHOICES, height), down, |ui| {
                    ui.set_width(CHOICES);
                    ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
                    self.choices_ui(ui, language, height);
                });
            }
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
        // A bar that is always there shows that there is more.
        ui.spacing_mut().scroll = ScrollStyle {
            foreground_color: true,
            ..ScrollStyle::solid()
        };
        let style = ui.style().clone();
        ui.visuals_mut().widgets.inactive.fg_stroke.color = Palette::of(ui).faint_ink;
        ScrollArea::vertical()
            .auto_shrink(false)
            .max_height(height)
            .show(ui, |ui| {
                ui.set_style(style);
                let grid = |id: &str| Grid::new(id).spacing(vec2(10.0, 6.0)).num_columns(2);
                grid("shape of a table").show(ui, |ui| self.shape_ui(ui, language));
                if self.is_given() {
                    return;
                }
                let head = match self.guess.stages {
                    Stages::Down => "What each column becomes",
                    _ => "What each row becomes",
                };
                widgets::caption(ui, language.t(head));
                grid("lanes of a table").show(ui, |ui| self.lanes_ui(ui, language));
            });
    }

    /// What is said of the table as a whole.
    fn shape_ui(&mut self, ui: &mut Ui, language: Language) {
        if self.guess.sheets.len() > 1 {
            self.sheets_ui(ui, language);
        }
        if self.is_given() {
            return;
        }
        let label = language.t("Title of the map");
        name_ui(ui, label);
        let field = ui.add(
            TextEdit::singleline(&mut self.title)
                .desired_width(CONTROL)
                .margin(vec2(8.0, 6.0))
                .hint_text(language.t("Untitled map")),
        );
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
        if field.changed() {
            self.options.title = Some(self.title.trim().to_owned());
        }
        ui.end_row();
        name_ui(ui, language.t("Stages"));
        ui.vertical(|ui| {
            for (stages, text) in [
                (Stages::Across, "In the first row"),
                (Stages::Down, "In the first column"),
            ] {
                let is_so = self.guess.stages == stages;
                if ui.radio(is_so, language.t(text)).clicked() && !is_so {
                    self.options.stages = stages;
                    self.options.lanes.clear();
                    self.options.head = None;
                }
            }
        });
        ui.end_row();
        self.heads_ui(ui, language);
        self.persona_ui(ui, language);
        if self.guess.scale.is_some() {
            self.scale_ui(ui, language);
        }
    }

    fn sheets_ui(&mut self, ui: &mut Ui, language: Language) {
        let label = language.t("Sheet or table");
        name_ui(ui, label);
        let sheets = &self.guess.sheets;
        let mut chosen = sheets.iter().position(|sheet| *sheet == self.guess.sheet);
        let names = sheets.iter().map(String::as_str);
        list(ui, label, &mut chosen, names, CONTROL);
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
        ui.end_row();
    }

    /// Which row is that of the heads.
    fn heads_ui(&mut self, ui: &mut Ui, language: Language) {
        if self.guess.heads.len() < 2 {
            return;
        }
        let label = language.t("Header row");
        name_ui(ui, label);
        let heads = &self.guess.heads;
        let mut chosen = heads.iter().position(|(line, _)| *line == self.guess.head);
        let before = chosen;
        let names: Vec<String> = heads
            .iter()
            .map(|(line, text)| format!("{line}: {text}"))
            .collect();
        list(
            ui,
            label,
            &mut chosen,
            names.iter().map(String::as_str),
            CONTROL,
        );
        if let Some(at) = chosen.filter(|_| chosen != before) {
            self.options.head = Some(heads[at].0);
            self.options.stages = self.guess.stages;
            self.options.lanes.clear();
        }
        ui.end_row();
    }

    /// Where the personas come from.
    fn persona_ui(&mut self, ui: &mut Ui, language: Language) {
        let label = language.t("Personas");
        name_ui(ui, label);
        ui.vertical(|ui| {
            // English, for the translation table.
            let by_table = match self.guess.persona_from {
                PersonaFrom::Above => "From the text around the table",
                PersonaFrom::Heads => "From the headers",
                PersonaFrom::Cells => "From a row or column",
                PersonaFrom::Nowhere | PersonaFrom::Said => "As the table names them",
            };
            let names = [language.t(by_table), language.t("One for everything")];
            let before = Some(usize::from(self.options.persona.is_some()));
            let mut chosen = before;
            list(ui, label, &mut chosen, names.into_iter(), CONTROL);
            if chosen != before {
                let said = (chosen == Some(1)).then(|| self.persona.trim().to_owned());
                self.options.persona = said;
                self.keep_lanes();
            }
            if self.options.persona.is_some() {
                let label = language.t("Name");
                let field = ui.add(
                    TextEdit::singleline(&mut self.persona)
                        .desired_width(CONTROL)
                        .margin(vec2(8.0, 6.0)),
                );
                field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
                if field.changed() {
                    self.options.persona = Some(self.persona.trim().to_owned());
                }
            } else if !self.guess.personas.is_empty() {
                let names = self.guess.personas.join(", ");
                let quiet = Palette::of(ui).quiet_ink;
                let text = RichText::new(names).font(tokens::medium(12.5)).color(quiet);
                ui.add(egui::Label::new(text).truncate());
            }
        });
        ui.end_row();
    }

    /// How the figures of feelings are read.
    fn scale_ui(&mut self, ui: &mut Ui, language: Language) {
        name_ui(ui, language.t("Emotion scale"));
        let mut is_changed = false;
        ui.horizontal(|ui| {
            let labels = [language.t("Worst"), language.t("Best")];
            for (end, label) in self.scale.iter_mut().zip(labels) {
                ui.label(label);
                let field = ui.add(TextEdit::singleline(end).desired_width(40.0));
                field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
                is_changed |= field.changed();
            }
        });
        ui.end_row();
        let [worst, best] = [0, 1].map(|at| number(&self.scale[at]));
        if let (true, Some(worst), Some(best)) = (is_changed, worst, best)
            && worst != best
            && (worst - best).is_finite()
        {
            self.options.scale = Some(ReadScale { worst, best });
            self.keep_lanes();
        }
    }

    /// The direction stays as it is shown.
    fn keep_lanes(&mut self) {
        self.options.stages = self.guess.stages;
    }

    fn lanes_ui(&mut self, ui: &mut Ui, language: Language) {
        let (ink, quiet) = (Palette::of(ui).ink, Palette::of(ui).quiet_ink);
        for (index, (title, kind)) in self.guess.lanes.iter().enumerate() {
            let name = match title.trim() {
                "" => language.fill("No. {n}", &[("n", &(index + 1).to_string())]),
                title => title.split_whitespace().collect::<Vec<_>>().join(" "),
            };
            let ink = if *kind == LaneAs::Above { quiet } else { ink };
            label_ui(ui, &name, ink);
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
            ui.push_id(index, |ui| list(ui, &name, &mut chosen, names, CONTROL));
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
        let both = self.notes.iter().any(|note| note.is_loss)
            && self.notes.iter().any(|note| !note.is_loss);
        let heads = usize::from(!self.notes.is_empty()) + usize::from(both);
        (NOTE_LINE * (self.notes.len() + heads) as f32).min(NOTES)
    }

    /// What is not on the map, then how things were read.
    fn notes_ui(&self, ui: &mut Ui, language: Language) {
        if self.notes.is_empty() {
            return;
        }
        ui.add_space(4.0);
        let palette = Palette::of(ui);
        let say = |ui: &mut Ui, text: &str, font, ink| {
            let text = RichText::new(text).font(font).color(ink);
            ui.add(egui::Label::new(text).truncate());
        };
        ScrollArea::vertical()
            .id_salt("notes of a table")
            .auto_shrink([false, true])
            .max_height(NOTES)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for (is_loss, head, ink) in [
                    (true, language.t("Not on the map"), palette.danger),
                    (false, language.t("Read like this"), palette.quiet_ink),
                ] {
                    let notes = || self.notes.iter().filter(|note| note.is_loss == is_loss);
                    if notes().next().is_some() {
                        say(ui, head, tokens::semibold(12.5), ink);
                    }
                    for note in notes() {
                        say(ui, &note.text, tokens::medium(12.5), ink);
                    }
                }
            });
    }
}

/// What a choice is about.
fn name_ui(ui: &mut Ui, name: &str) {
    let ink = Palette::of(ui).ink;
    label_ui(ui, name, ink);
}

fn label_ui(ui: &mut Ui, name: &str, ink: egui::Color32) {
    ui.allocate_ui(vec2(LABEL, 26.0), |ui| {
        ui.set_width(LABEL);
        let text = RichText::new(name).font(tokens::semibold(13.0)).color(ink);
        ui.add(egui::Label::new(text).truncate());
    });
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
