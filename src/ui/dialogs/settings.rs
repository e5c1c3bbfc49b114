//! The settings: how the window speaks and looks, what new maps begin with, and what is kept where.

use egui::{Grid, RichText, TextEdit, Ui, vec2};

use super::{
    answer::Answer,
    parts::{buttons, heading, paragraph},
    preferences::{ChosenSettings, Kept, KeptThing},
};
use crate::{
    editor::{Appearance, TextSize},
    export::PageSize,
    ui::{
        menus,
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Of the lists, in points.
const LIST: f32 = 250.0;
/// Of an author's name, in letters.
const LONGEST_NAME: usize = 80;

/// The dialog of the settings.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsDialog {
    pub chosen: ChosenSettings,
    /// `None` until it was looked for.
    pub kept: Option<Vec<KeptThing>>,
}

/// A size as people read it.
fn size_in_words(bytes: u64, language: Language) -> String {
    const STEP: f64 = 1000.0;
    let kilobytes = bytes as f64 / STEP;
    let (amount, unit) = match kilobytes {
        _ if bytes == 0 => return language.t("Nothing").to_owned(),
        _ if kilobytes < STEP => (kilobytes.max(1.0), "KB"),
        _ if kilobytes < STEP * STEP => (kilobytes / STEP, "MB"),
        _ => (kilobytes / STEP / STEP, "GB"),
    };
    let amount = if amount < 10.0 && unit != "KB" {
        format!("{amount:.1}").replace('.', language.decimal_sign())
    } else {
        format!("{amount:.0}")
    };
    format!("{amount} {unit}")
}

/// A name of a row, beside what is chosen in it.
fn name_ui(ui: &mut Ui, name: &str) {
    let color = Palette::of(ui).ink;
    ui.label(RichText::new(name).font(tokens::medium(13.5)).color(color));
}

impl SettingsDialog {
    /// What was chosen is told at once; what is typed, when the dialog is closed.
    pub(super) fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, language.t("Settings"));
        ui.add_space(6.0);
        let before = self.chosen.clone();
        Grid::new("settings")
            .num_columns(2)
            .spacing(vec2(16.0, 10.0))
            .min_col_width(170.0)
            .show(ui, |ui| self.choices_ui(ui, language));
        let deleted = self.kept_ui(ui, language);
        let close = (
            language.t("Close"),
            ButtonKind::Primary,
            true,
            Answer::Cancel,
        );
        let clicked = buttons(ui, &[close]);
        let is_typed = before.author != self.chosen.author;
        let changed = (before != self.chosen && !is_typed)
            .then(|| Answer::UseSettings(Box::new(self.chosen.clone())));
        clicked.or(deleted).or(changed)
    }

    fn choices_ui(&mut self, ui: &mut Ui, language: Language) {
        let chosen = &mut self.chosen;
        let of_system = language.t("Same as system");
        let name = language.t("Language");
        name_ui(ui, name);
        let shown = chosen
            .language
            .map_or(of_system, |one| language.t(one.name()));
        let all = Language::ALL.map(|one| (Some(one), language.t(one.name())));
        let all = [(None, of_system)].into_iter().chain(all);
        if let Some(wanted) =
            menus::dropdown_ui(ui, (name, shown), LIST, all, Some(&chosen.language))
        {
            chosen.language = wanted;
        }
        ui.end_row();

        let name = language.t("Appearance");
        name_ui(ui, name);
        let shown = language.t(chosen.appearance.name());
        let all = Appearance::ALL.map(|one| (one, language.t(one.name())));
        let wanted = menus::dropdown_ui(ui, (name, shown), LIST, all, Some(&chosen.appearance));
        chosen.appearance = wanted.unwrap_or(chosen.appearance);
        ui.end_row();

        let name = language.t("Text size");
        name_ui(ui, name);
        let all = TextSize::ALL.map(|one| (one, one.name()));
        let shown = chosen.text_size.name();
        let wanted = menus::dropdown_ui(ui, (name, shown), LIST, all, Some(&chosen.text_size));
        chosen.text_size = wanted.unwrap_or(chosen.text_size);
        ui.end_row();

        let name = language.t("Your name");
        name_ui(ui, name);
        let field = ui.add(
            TextEdit::singleline(&mut chosen.author)
                .id(ui.make_persistent_id("author"))
                .hint_text(language.t("Author of new maps"))
                .char_limit(LONGEST_NAME)
                .desired_width(LIST - 20.0)
                .margin(vec2(10.0, 7.0)),
        );
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
        ui.end_row();

        let name = language.t("Paper for PDF and print");
        name_ui(ui, name);
        let last = language.t("Last used");
        let paper = |page: PageSize| page.name(language);
        let shown = chosen.paper.map_or(last, paper);
        let all = PageSize::ALL.map(|page| (Some(page), paper(page)));
        let all = [(None, last)].into_iter().chain(all);
        if let Some(wanted) = menus::dropdown_ui(ui, (name, shown), LIST, all, Some(&chosen.paper))
        {
            chosen.paper = wanted;
        }
        ui.end_row();
    }

    /// What is kept where, each with the way to be rid of it.
    fn kept_ui(&self, ui: &mut Ui, language: Language) -> Option<Answer> {
        ui.add_space(8.0);
        widgets::caption(ui, language.t("Kept on this computer"));
        let Some(kept) = &self.kept else {
            paragraph(ui, language.t("Calculating…"));
            return None;
        };
        let palette = Palette::of(ui);
        let mut answer = None;
        for thing in kept {
            let name = language.t(thing.kind.name());
            let size = size_in_words(thing.bytes, language);
            ui.horizontal(|ui| {
                let room = vec2(ui.available_width() - 116.0, 38.0);
                ui.allocate_ui(room, |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(room.x);
                        ui.spacing_mut().item_spacing.y = 1.0;
                        let text = format!("{name} · {size}");
                        widgets::line(ui, &text, tokens::medium(13.5), palette.ink);
                        widgets::line(ui, &thing.place, tokens::medium(12.0), palette.quiet_ink)
                            .on_hover_text(&thing.place);
                    });
                });
                let delete = language.t("Delete…");
                let label = language.fill("Delete: {name}", &[("name", name)]);
                let press = Press {
                    label: &label,
                    ..Press::text(delete)
                };
                let press = press.enabled(!thing.is_empty).height(30.0);
                if ui.add(press.min_width(100.0)).clicked() {
                    answer = Some(Answer::AskDelete(thing.kind));
                }
            });
        }
        answer
    }
}

/// Nothing is deleted unasked.
pub(super) fn delete_ui(ui: &mut Ui, language: Language, kind: Kept) -> Option<Answer> {
    let name = language.t(kind.name());
    heading(ui, &language.fill("Delete: {name}?", &[("name", name)]));
    paragraph(ui, language.t(kind.loss()));
    let cancel = (
        language.t("Cancel"),
        ButtonKind::Plain,
        true,
        Answer::Cancel,
    );
    let delete = (
        language.t("Delete"),
        ButtonKind::Primary,
        true,
        Answer::Remove,
    );
    buttons(ui, &[cancel, delete])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_few_digits() {
        for (bytes, english) in [
            (0, "Nothing"),
            (12, "1 KB"),
            (48_300, "48 KB"),
            (3_440_000, "3.4 MB"),
            (78_900_000, "79 MB"),
            (2_500_000_000, "2.5 GB"),
        ] {
            assert_eq!(size_in_words(bytes, Language::English), english);
        }
        assert_eq!(size_in_words(3_440_000, Language::Indonesian), "3,4 MB");
    }
}
