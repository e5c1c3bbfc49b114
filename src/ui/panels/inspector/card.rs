//! What can be said of a card.

use std::sync::Arc;

use egui::Ui;

use super::{
    desk::{Desk, choices_ui, picture_ui},
    said,
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::{Action, Aspect},
    model::Card,
    ui::widgets,
};

impl Inspector {
    pub(super) fn card_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, card: &Arc<Card>) {
        let map = desk.editor.map().clone();
        choices_ui(ui, desk, &[Aspect::Persona, Aspect::Channel]);
        self.icon_ui(ui, desk);
        picture_ui(ui, desk);
        if let Some(role) = map.card(&card.id).and_then(|(lane, _)| lane.role()) {
            said::card_ui(ui, desk, card, role);
        }
        let with = |change: &dyn Fn(&mut Card)| {
            let mut card = (**card).clone();
            change(&mut card);
            Edit::ReplaceCard(Arc::new(card))
        };
        // Between captions it would be one of what is chosen below the last.
        widgets::caption(ui, desk.t("Mark as"));
        desk.toggle_ui(ui, Action::ToggleConversion, card.conversion);
        said::claim_ui(ui, desk, card.claim, &|claim| {
            with(&|card| card.claim = claim)
        });
        self.all_evidence_ui(ui, desk, &card.id, &card.evidence, &|evidence| {
            with(&|card| evidence.clone_into(&mut card.evidence))
        });
    }
}
