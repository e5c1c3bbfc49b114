//! The dialog of a survey: which column says what, and what comes of it.

use std::sync::Arc;

use egui::{ComboBox, Grid, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::{
    answer::Answer,
    holds::{Looks, holds_ui},
    parts::{buttons, heading, paragraph},
};
use crate::{
    editor::{SurveyImport, SurveyPlace},
    exchange::table::Holds,
    model::{Map, Scale},
    survey::{Columns, Survey, Table},
    ui::{
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
    looks: Looks,
    /// Where they go, as far as that is known.
    place: Option<SurveyPlace>,
}

/// How many of the lines that were passed over are told one by one.
const TOLD: usize = 3;

impl SurveyDialog {
    pub fn new(table: Table, columns: Columns, source: String, map: Arc<Map>) -> Self {
        let scores = table.rows().filter_map(|row| row.cell(columns.score));
        let scores = scores.filter_map(number);
        let scale = likely_scale(scores, map.emotion_scale);
        let import = SurveyImport {
            table: Arc::new(table),
            columns,
            scale,
            source,
        };
        Self {
            survey: import.survey(&map),
            scale: [scale.min, scale.max].map(|end| end.to_string()),
            import,
            map,
            looks: Looks {
                like: Holds::Answers,
                can_be_either: false,
            },
            place: None,
        }
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
        if before != self.import {
            self.survey = self.import.survey(&self.map);
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
            let response = ComboBox::from_id_salt(("survey", label))
                .selected_text(chosen.map_or(nothing, name))
                .width(240.0)
                .height(320.0)
                .show_ui(ui, |ui| {
                    if !must && ui.selectable_label(chosen.is_none(), nothing).clicked() {
                        *chosen = None;
                    }
                    for index in 0..heads.len() {
                        if ui
                            .selectable_label(*chosen == Some(index), name(index))
                            .clicked()
                        {
                            *chosen = Some(index);
                        }
                    }
                });
            response
                .response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, label));
            ui.end_row();
        };
        Grid::new("survey columns")
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

    /// Mean, spread and n of each stage, and which lines were passed over.
    fn preview_ui(&self, ui: &mut Ui, language: Language) {
        let palette = Palette::of(ui);
        let (answers, skipped) = (self.survey.answer_count(), &self.survey.skipped);
        let count = language.count(answers, "{n} answer", "{n} answers", &[]);
        widgets::caption(ui, &count);
        self.place_ui(ui, language);
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            Grid::new("survey figures")
                .striped(true)
                .spacing(vec2(18.0, 6.0))
                .min_col_width(60.0)
                .show(ui, |ui| {
                    for head in ["Stage", "Persona", "Mean", "Spread", "n"] {
                        let text = RichText::new(language.t(head)).font(tokens::semibold(12.5));
                        let text = text.color(palette.quiet_ink);
                        if head == "Stage" {
                            first_cell(ui, text);
                        } else {
                            ui.label(text);
                        }
                    }
                    ui.end_row();
                    for group in &self.survey.groups {
                        let figures = group.figures();
                        let stage = self.map.stage(&group.stage);
                        let persona = group.persona.as_ref();
                        let persona = persona.and_then(|id| self.map.persona(id));
                        let stage = stage.map_or("", |stage| &stage.title);
                        first_cell(ui, RichText::new(stage));
                        match persona {
                            Some(persona) => ui.label(&persona.name),
                            None => {
                                let name = RichText::new(self.unnamed().unwrap_or_default());
                                ui.label(name.color(palette.quiet_ink))
                            }
                        };
                        ui.label(format!("{:.2}", figures.mean));
                        ui.label(figures.spread.map_or(String::new(), |s| format!("{s:.2}")));
                        ui.label(figures.n.to_string());
                        ui.end_row();
                    }
                });
        });
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

/// A text that keeps off the edge of its row's stripe.
fn first_cell(ui: &mut Ui, text: RichText) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(text);
    });
}

/// The scale of the map where it holds all scores, else the shortest usual one that holds nine in
/// ten of them: few slips are not to stretch it. Else from the least to the greatest score.
fn likely_scale(scores: impl Iterator<Item = f64>, of_map: Scale) -> Scale {
    let scores: Vec<f64> = scores.filter(|score| score.is_finite()).collect();
    let (min, max) = scores
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), score| {
            (min.min(*score), max.max(*score))
        });
    let usual = [
        (1.0, 5.0),
        (1.0, 7.0),
        (0.0, 10.0),
        (1.0, 10.0),
        (0.0, 100.0),
    ];
    let usual = usual.map(|(min, max)| Scale { min, max });
    if of_map.min <= min && max <= of_map.max {
        return of_map;
    }
    let holds_most = |scale: &Scale| {
        let held = |score: &&f64| (scale.min..=scale.max).contains(*score);
        scores.iter().filter(held).count() * 10 >= scores.len() * 9
    };
    let [shortest, others @ ..] = usual;
    let all = [shortest, of_map].into_iter().chain(others);
    let own = if min < max {
        Scale { min, max }
    } else {
        of_map
    };
    all.into_iter().find(holds_most).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_guessed_from_the_answers() {
        let guess = |scores: &[f64]| {
            let scale = likely_scale(scores.iter().copied(), Scale::default());
            (scale.min, scale.max)
        };
        assert_eq!(guess(&[-2.0, 1.0]), (-2.0, 2.0));
        assert_eq!(guess(&[1.0, 5.0]), (1.0, 5.0));
        assert_eq!(guess(&[0.0, 9.0]), (0.0, 10.0));
        assert_eq!(guess(&[3.0, 350.0]), (3.0, 350.0));
        assert_eq!(guess(&[]), (-2.0, 2.0));
        // A slip or two does not make it another scale; of few answers each counts.
        let mut scores = [1.0, 2.0, 3.0, 4.0, 5.0].repeat(4);
        scores.push(9.0);
        assert_eq!(guess(&scores), (1.0, 5.0));
        assert_eq!(guess(&scores[15..]), (0.0, 10.0));
        scores.extend([8.0, 10.0]);
        assert_eq!(guess(&scores), (0.0, 10.0));
        let mut scores = [-2.0, -1.0, 0.0, 1.0, 2.0].repeat(4);
        scores.push(9.0);
        assert_eq!(guess(&scores), (-2.0, 2.0));
    }
}
