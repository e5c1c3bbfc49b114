//! What a table holds: the line in both of its dialogs that leads to the other one.

use egui::{RichText, Ui, vec2};

use super::answer::Answer;
use crate::{
    exchange::table::Holds,
    ui::{
        spoken,
        tokens::{self, Palette},
        widgets,
    },
    words::Language,
};

/// What is known of a table beside how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    /// What it seems to hold.
    pub like: Holds,
    /// There is a map that its answers could go to.
    pub can_be_either: bool,
}

pub(in crate::ui) fn holds_ui(
    ui: &mut Ui,
    language: Language,
    shown: Holds,
    looks: Looks,
) -> Option<Answer> {
    let quiet = Palette::of(ui).quiet_ink;
    let mut chosen = None;
    if looks.can_be_either {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let name = language.t("This table holds");
            spoken::radios(ui, name, 2);
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let text = RichText::new(name);
            ui.label(text.font(tokens::semibold(13.0)).color(Palette::of(ui).ink));
            ui.add_space(4.0);
            let both = [
                (Holds::Journey, "A journey map"),
                (Holds::Answers, "Survey answers"),
            ];
            for (index, (holds, name)) in both.into_iter().enumerate() {
                let is_it = holds == shown;
                if widgets::radio(ui, language.t(name), is_it, index).clicked() && !is_it {
                    chosen = Some(Answer::TakeAs(holds));
                }
            }
        });
    }
    let hint = match (looks.like, looks.can_be_either) {
        _ if looks.like == shown => None,
        (Holds::OwnMap, _) => None,
        (Holds::Journey, true) => Some("It looks more like a journey map."),
        (Holds::Answers, true) => Some("This looks more like survey answers."),
        // Nothing is to be done about a journey that is shown as one.
        (Holds::Journey, false) => None,
        (Holds::Answers, false) => Some(
            "This looks more like survey answers. To import them, open the map they belong to and drop the table on it.",
        ),
    };
    if let Some(hint) = hint {
        let text = RichText::new(language.t(hint)).font(tokens::medium(12.5));
        ui.label(text.color(quiet));
    }
    ui.add_space(4.0);
    chosen
}
