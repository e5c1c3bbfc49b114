//! What can be said of a card.

use std::sync::Arc;

use egui::{Ui, Vec2};

use super::{
    common::Common,
    desk::{Desk, picture_ui},
    said,
    state::Inspector,
};
use crate::{
    edit::Edit,
    model::{Card, CardRole},
    ui::widgets,
};

impl Inspector {
    pub(super) fn card_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, card: &Arc<Card>) {
        let map = desk.editor.map().clone();
        let replace = |desk: &mut Desk<'_>, name: &'static str, change: &dyn Fn(&mut Card)| {
            let mut card = (**card).clone();
            change(&mut card);
            desk.edit(name, Edit::ReplaceCard(Arc::new(card)));
        };
        if !map.personas.is_empty() {
            let role = map.card(&card.id).and_then(|(lane, _)| lane.role());
            let is_felt = matches!(
                role,
                Some(CardRole::PainPoints | CardRole::Thoughts | CardRole::Quotes)
            );
            let caption = if is_felt {
                desk.t("Felt by")
            } else {
                desk.t("Applies to")
            };
            widgets::caption(ui, caption);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(6.0);
                for persona in &map.personas {
                    let on = card.personas.contains(&persona.id);
                    if widgets::chip(ui, &persona.name, on).clicked() {
                        replace(desk, "Change personas", &|card| {
                            if on {
                                card.personas.retain(|id| *id != persona.id);
                            } else {
                                card.personas.push(persona.id.clone());
                            }
                        });
                    }
                }
            });
        }
        if !map.channels.is_empty() {
            widgets::caption(ui, desk.t("Channel"));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(6.0);
                for channel in &map.channels {
                    let on = card.channel.as_ref() == Some(&channel.id);
                    if widgets::chip(ui, &channel.name, on).clicked() {
                        replace(desk, "Change channel", &|card| {
                            card.channel = (!on).then(|| channel.id.clone());
                        });
                    }
                }
            });
        }
        let shown = Common::Same(card.icon.clone());
        self.icon_ui(ui, desk, &shown, !card.icon.is_empty(), &|icon| {
            let mut card = Card::clone(card);
            icon.clone_into(&mut card.icon);
            vec![Edit::ReplaceCard(Arc::new(card))]
        });
        picture_ui(ui, desk);
        if let Some(role) = map.card(&card.id).and_then(|(lane, _)| lane.role()) {
            said::card_ui(ui, desk, card, role);
        }
        let with = |change: &dyn Fn(&mut Card)| {
            let mut card = (**card).clone();
            change(&mut card);
            Edit::ReplaceCard(Arc::new(card))
        };
        said::claim_ui(ui, desk, card.claim, &|claim| {
            with(&|card| card.claim = claim)
        });
        self.all_evidence_ui(ui, desk, &card.id, &card.evidence, &|evidence| {
            with(&|card| evidence.clone_into(&mut card.evidence))
        });
    }
}
