//! The dialog of a survey: which column says what, and what comes of it.

use std::sync::Arc;

use egui::{Color32, Grid, RichText, TextEdit, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::{
    answer::Answer,
    holds::{Looks, holds_ui},
    parts::{buttons, heading, paragraph},
};
use crate::{
    editor::{SurveyImport, SurveyPlace},
    exchange::table::Holds,
    model::{Id, Map, Scale},
    survey::{Answers, Columns, Group, Reading, Survey, SurveyNote, Table, WhySkipped},
    ui::{
        menus,
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::{Language, number},
};

/// A table that is about to be imported.
#[derive(Debug, Clone)]
pub struct SurveyDialog {
    import: SurveyImport,
    /// The map that the answers are about.
    map: Arc<Map>,
    /// What comes of the choices as they are.
    survey: Survey,
    /// As they are typed.
    scale: [String; 2],
    words: Vec<(String, String)>,
    /// What is to be said of how the table was understood.
    notes: Vec<SurveyNote>,
    /// Names of stages that the map does not have just so.
    names: Vec<String>,
    looks: Looks,
    /// Where they go, as far as that is known.
    place: Option<SurveyPlace>,
}

/// As high as a row of figures is.
const FIGURES_ROW: f32 = 24.0;
/// How many of the lines that were passed over are told one by one.
const TOLD: usize = 3;
/// So many names can be told which stage they mean.
const MOST_NAMES: usize = 12;
/// So many values of a column can be chosen.
const MOST_VALUES: usize = 40;

impl SurveyDialog {
    pub fn new(table: Table, columns: Columns, source: String, map: Arc<Map>) -> Self {
        Self::of(Answers::plain(table, columns, Some(&map)), source, map)
    }

    /// With answers as they were understood.
    pub fn of(answers: Answers, source: String, map: Arc<Map>) -> Self {
        let notes = answers.notes.clone();
        let import = SurveyImport::of(answers, source);
        let scale = import.scale;
        let mut dialog = Self {
            survey: Survey::default(),
            scale: [scale.min, scale.max].map(|end| end.to_string()),
            words: Vec::new(),
            notes,
            names: Vec::new(),
            import,
            map,
            looks: Looks {
                like: Holds::Answers,
                can_be_either: false,
            },
            place: None,
        };
        dialog.list_words();
        dialog.survey = dialog.import.survey(&dialog.map);
        dialog.names = dialog.unknown_names();
        dialog
    }

    /// The answers in words as they are typed.
    fn list_words(&mut self) {
        let words = self.import.reading.words.each();
        self.words = words
            .map(|(word, value)| (word.to_owned(), value.to_string()))
            .collect();
    }

    /// Names that are none of a stage, or only nearly: a person may say which they mean.
    fn unknown_names(&self) -> Vec<String> {
        let unknown = self
            .survey
            .skipped
            .iter()
            .filter_map(|skipped| match &skipped.why {
                WhySkipped::UnknownStage(name) if !name.is_empty() => Some(name),
                _ => None,
            });
        let mut names: Vec<String> = Vec::new();
        for name in unknown.chain(self.survey.near.keys()) {
            if !names.contains(name) && names.len() < MOST_NAMES {
                names.push(name.clone());
            }
        }
        names
    }

    /// The dialog with a scale as it would be typed.
    pub fn on_scale(mut self, worst: &str, best: &str) -> Self {
        self.scale = [worst, best].map(str::to_owned);
        self.use_scale();
        self.survey = self.import.survey(&self.map);
        self
    }

    /// The dialog with what is to be said of the curves that are drawn.
    pub fn going_to(self, place: Option<SurveyPlace>) -> Self {
        Self { place, ..self }
    }

    /// The dialog of a table that may also be taken for a map.
    pub fn looking(self, looks: Looks) -> Self {
        Self { looks, ..self }
    }

    /// What comes of the choices as they are.
    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, language.t("Import survey answers"));
        paragraph(
            ui,
            language
                .t("Each row is one answer. The emotion curves of the personas in it are redrawn."),
        );
        let quiet = Palette::of(ui).quiet_ink;
        widgets::line(ui, &self.import.source, tokens::semibold(12.5), quiet);
        let other = holds_ui(ui, language, Holds::Answers, self.looks);
        let before = self.import.clone();
        self.columns_ui(ui, language);
        self.scale_ui(ui, language);
        self.words_ui(ui, language);
        self.stages_ui(ui, language);
        if self.import.columns != before.columns {
            self.read_columns_anew(before.columns);
        }
        if before != self.import {
            self.survey = self.import.survey(&self.map);
            if before.columns.stage != self.import.columns.stage {
                self.names.clear();
            }
            // One that was given a stage stays, so that it can be taken back.
            for name in self.unknown_names() {
                if !self.names.contains(&name) && self.names.len() < MOST_NAMES {
                    self.names.push(name);
                }
            }
        }
        self.preview_ui(ui, language);
        let ready = !self.survey.groups.is_empty();
        let answer = Answer::Survey(Box::new(self.import.clone()));
        let clicked = buttons(
            ui,
            &[
                (
                    language.t("Cancel"),
                    ButtonKind::Plain,
                    true,
                    Answer::Cancel,
                ),
                (language.t("Import"), ButtonKind::Primary, ready, answer),
            ],
        );
        clicked.or(other)
    }

    fn columns_ui(&mut self, ui: &mut Ui, language: Language) {
        let heads = &self.import.table.heads;
        let columns = &mut self.import.columns;
        let name = |index: usize| heads.get(index).map_or("", |head| head.trim());
        let list = |ui: &mut Ui, label: &'static str, chosen: &mut Option<usize>, must: bool| {
            let label = language.t(label);
            ui.label(RichText::new(label).color(Palette::of(ui).quiet_ink));
            let nothing = language.t("None");
            let shown = chosen.map_or(nothing, name);
            let none = (!must).then_some((None, nothing));
            let all = (0..heads.len()).map(|index| (Some(index), name(index)));
            let options = none.into_iter().chain(all);
            let wanted = menus::dropdown_ui(ui, (label, shown), 240.0, options, Some(&*chosen));
            if let Some(wanted) = wanted {
                *chosen = wanted;
            }
            ui.end_row();
        };
        Grid::new("survey columns")
            .num_columns(2)
            .spacing(vec2(16.0, 8.0))
            .show(ui, |ui| {
                let (mut stage, mut score) = (Some(columns.stage), Some(columns.score));
                list(ui, "Column of the stage", &mut stage, true);
                list(ui, "Column of the score", &mut score, true);
                list(ui, "Column of the persona", &mut columns.persona, false);
                list(ui, "Column of the date", &mut columns.date, false);
                list(ui, "Column of the comment", &mut columns.comment, false);
                columns.stage = stage.unwrap_or(columns.stage);
                columns.score = score.unwrap_or(columns.score);
            });
        Grid::new("survey filter")
            .num_columns(2)
            .spacing(vec2(16.0, 8.0))
            .show(ui, |ui| self.only_ui(ui, language));
    }

    /// Words and the order in dates are those of the columns that were chosen now.
    fn read_columns_anew(&mut self, before: Columns) {
        let columns = self.import.columns;
        let (reading, scale) =
            Reading::guess(&self.import.table, columns, Some(self.map.emotion_scale));
        self.import.reading.dates = reading.dates;
        if columns.score != before.score {
            self.import.reading.words = reading.words;
            self.import.scale = scale;
            self.scale = [scale.min, scale.max].map(|end| end.to_string());
            self.list_words();
        }
    }

    /// What answers in words count.
    fn words_ui(&mut self, ui: &mut Ui, language: Language) {
        if self.words.is_empty() {
            return;
        }
        widgets::caption(ui, language.t("Scores for answers in words"));
        ui.horizontal_wrapped(|ui| {
            for (word, value) in &mut self.words {
                ui.label(word.as_str());
                let field = ui.add(TextEdit::singleline(value).desired_width(36.0));
                field.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::TextInput, true, word.as_str())
                });
                if let Some(value) = number(value).filter(|_| field.changed()) {
                    self.import.reading.words.set(word, value);
                }
            }
        });
    }

    /// Which stages names mean that the map does not have just so.
    fn stages_ui(&mut self, ui: &mut Ui, language: Language) {
        if self.names.is_empty() {
            return;
        }
        widgets::caption(ui, language.t("Match stages"));
        let (map, survey) = (&self.map, &self.survey);
        let chosen = &mut self.import.reading.stages;
        Grid::new("survey stages")
            .num_columns(2)
            .spacing(vec2(16.0, 6.0))
            .show(ui, |ui| {
                for name in &self.names {
                    ui.label(name.as_str());
                    let now = chosen
                        .get(name)
                        .cloned()
                        .unwrap_or_else(|| survey.near.get(name).cloned());
                    let nothing = language.t("Ignored");
                    let title = |id: &Id| map.stage(id).map_or("", |stage| &stage.title);
                    let shown = now.as_ref().map_or(nothing, title);
                    let stages = map.stages.iter();
                    let stages = stages.map(|stage| (Some(stage.id.clone()), &*stage.title));
                    let options = [(None, nothing)].into_iter().chain(stages);
                    let labels = (name.as_str(), shown);
                    let wanted = menus::dropdown_ui(ui, labels, 240.0, options, Some(&now));
                    if let Some(wanted) = wanted {
                        chosen.insert(name.clone(), wanted);
                    }
                    ui.end_row();
                }
            });
    }

    /// Only the answers with one value in one column.
    fn only_ui(&mut self, ui: &mut Ui, language: Language) {
        let table = &self.import.table;
        let only = &mut self.import.reading.only;
        let column = only.first().map(|(column, _)| *column);
        let all = language.t("All answers");
        let head = |at: usize| table.heads.get(at).map_or("", |head| head.trim());
        let label = language.t("Only answers where");
        ui.label(RichText::new(label).color(Palette::of(ui).quiet_ink));
        ui.horizontal(|ui| {
            let heads = (0..table.heads.len()).map(|at| (Some(at), head(at)));
            let options = [(None, all)].into_iter().chain(heads);
            let labels = (label, column.map_or(all, head));
            match menus::dropdown_ui(ui, labels, 160.0, options, Some(&column)) {
                Some(Some(at)) => {
                    let first = table
                        .rows()
                        .find_map(|row| row.cell(at).filter(|c| !c.trim().is_empty()));
                    *only = vec![(at, first.unwrap_or_default().trim().to_owned())];
                }
                Some(None) => only.clear(),
                None => {}
            }
            let Some((column, wanted)) = only.first_mut() else {
                return;
            };
            let column = *column;
            // Looked for only where the list is open.
            let values = std::iter::once_with(|| {
                let cells = table.rows().filter_map(|row| row.cell(column));
                let mut values: Vec<&str> = Vec::new();
                for value in cells.map(str::trim) {
                    if !value.is_empty() && values.len() < MOST_VALUES && !values.contains(&value) {
                        values.push(value);
                    }
                }
                values
            });
            let options = values.flatten().map(|value| (value.to_owned(), value));
            let labels = (language.t("Value"), wanted.as_str());
            let chosen = menus::dropdown_ui(ui, labels, 120.0, options, Some(&*wanted));
            if let Some(chosen) = chosen {
                *wanted = chosen;
            }
        });
        ui.end_row();
    }

    fn scale_ui(&mut self, ui: &mut Ui, language: Language) {
        widgets::caption(
            ui,
            language.t("Scale of the answers, from the worst to the best"),
        );
        ui.horizontal(|ui| {
            for (end, label) in self.scale.iter_mut().zip(["Worst", "Best"]) {
                let field = ui.add(TextEdit::singleline(end).desired_width(70.0));
                let label = language.t(label);
                field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
            }
        });
        self.use_scale();
    }

    /// Takes what is typed, where it is a scale.
    fn use_scale(&mut self) {
        let [min, max] = [0, 1].map(|at| number(&self.scale[at]));
        if let (Some(min), Some(max)) = (min, max)
            && min < max
            && (max - min).is_finite()
        {
            self.import.scale = Scale { min, max };
        }
    }

    /// Who answered where the table does not say, if that is anybody.
    fn unnamed(&self) -> Option<&str> {
        let persona = self.map.persona(&self.place.as_ref()?.persona)?;
        Some(&persona.name)
    }

    /// Whose curve answers of nobody in particular go to, and what is lost by it.
    fn place_ui(&self, ui: &mut Ui, language: Language) {
        let palette = Palette::of(ui);
        let mut say = |text: &str, color| {
            let text = RichText::new(text).font(tokens::medium(12.5)).color(color);
            ui.add(egui::Label::new(text).wrap());
        };
        let mut groups = self.survey.groups.iter();
        if let Some(name) = self.unnamed()
            && groups.any(|group| group.persona.is_none())
        {
            let text = "Answers that name no persona are drawn as those of {name}.";
            say(&language.fill(text, &[("name", name)]), palette.quiet_ink);
        }
        let place = self.place.as_ref();
        let lost = place.map_or(0, |place| place.lost_labels(&self.survey, &self.map));
        let waiting = place.map_or(0, |place| place.waiting_labels(&self.survey, &self.map));
        if waiting > 0 {
            let text = "Labels of stages without answers: {n}. They stay, and are drawn again once there is a value.";
            let text = language.fill(text, &[("n", &waiting.to_string())]);
            say(&text, palette.quiet_ink);
        }
        if lost > 0 {
            let text = "Labels that get lost: {n}. They belong to stages with several points, of which one remains.";
            let text = language.fill(text, &[("n", &lost.to_string())]);
            say(&text, palette.danger);
        }
    }

    /// Mean, spread and n of each group in a row, below heads that stay where they are.
    fn figures_ui(&self, ui: &mut Ui, language: Language) {
        let quiet_ink = Palette::of(ui).quiet_ink;
        TableBuilder::new(ui)
            .striped(true)
            .max_scroll_height(220.0)
            .column(Column::remainder().at_least(120.0).clip(true))
            .column(Column::initial(140.0).at_least(60.0).clip(true))
            .columns(Column::exact(64.0), 3)
            .header(FIGURES_ROW, |mut row| {
                for head in ["Stage", "Persona", "Mean", "Spread", "n"] {
                    let text = RichText::new(language.t(head)).font(tokens::semibold(12.5));
                    row.col(|ui| {
                        ui.label(text.color(quiet_ink));
                    });
                }
            })
            .body(|body| {
                body.rows(FIGURES_ROW, self.survey.groups.len(), |mut row| {
                    let group = &self.survey.groups[row.index()];
                    for text in self.figures_of(group, quiet_ink) {
                        row.col(|ui| {
                            ui.label(text);
                        });
                    }
                });
            });
    }

    /// Stage, persona, mean, spread and n.
    fn figures_of(&self, group: &Group, quiet_ink: Color32) -> [RichText; 5] {
        let figures = group.figures();
        let stage = self.map.stage(&group.stage);
        let persona = group.persona.as_ref();
        let persona = persona.and_then(|id| self.map.persona(id));
        let persona = match persona {
            Some(persona) => RichText::new(&persona.name),
            None => RichText::new(self.unnamed().unwrap_or_default()).color(quiet_ink),
        };
        let spread = figures.spread.map(|spread| format!("{spread:.2}"));
        [
            RichText::new(stage.map_or("", |stage| &stage.title)),
            persona,
            RichText::new(format!("{:.2}", figures.mean)),
            RichText::new(spread.unwrap_or_default()),
            RichText::new(figures.n.to_string()),
        ]
    }

    /// What comes of the answers, and which lines were passed over.
    fn preview_ui(&self, ui: &mut Ui, language: Language) {
        let palette = Palette::of(ui);
        for note in &self.notes {
            let text = RichText::new(note.describe(language)).font(tokens::medium(12.5));
            ui.add(egui::Label::new(text.color(palette.quiet_ink)).wrap());
        }
        let (answers, skipped) = (self.survey.answer_count(), &self.survey.skipped);
        let count = language.count(answers, "{n} answer", "{n} answers", &[]);
        widgets::caption(ui, &count);
        self.place_ui(ui, language);
        self.figures_ui(ui, language);
        if skipped.is_empty() {
            return;
        }
        let text = language.count(skipped.len(), "{n} row skipped", "{n} rows skipped", &[]);
        widgets::caption(ui, &text);
        for skipped in skipped.iter().take(TOLD) {
            let line = skipped.line.to_string();
            let why = skipped.why.describe(language);
            let text = language.fill("Line {line}: {why}", &[("line", &line), ("why", &why)]);
            ui.label(RichText::new(text).color(palette.danger));
        }
    }
}
