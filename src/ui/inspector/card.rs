//! What can be said of a card, and its evidence.

use std::sync::Arc;

use egui::{Frame, Margin, RichText, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{
    Desk, Inspector,
    field::{FieldLook, optional},
    several::Common,
};
use crate::ui::{
    tokens::{self, Palette},
    widgets::{self, Kind, Press},
};
use crate::{
    edit::Edit,
    model::{Card, CardRole, Date, Evidence},
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
                desk.t("Concerns")
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
        widgets::caption(ui, desk.t("Evidence"));
        for index in 0..card.evidence.len() {
            self.evidence_ui(ui, desk, card, index);
        }
        let add = Press::text(desk.t("Add evidence")).kind(Kind::Outlined);
        if ui.add(add.min_width(ui.available_width())).clicked() {
            self.open_evidence = Some((card.id.clone(), card.evidence.len()));
            replace(desk, "Add evidence", &|card| {
                card.evidence.push(Evidence::default());
            });
        }
    }

    pub(super) fn evidence_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        card: &Arc<Card>,
        index: usize,
    ) {
        let palette = Palette::of(ui);
        let key = Some((card.id.clone(), index));
        let evidence = &card.evidence[index];
        let frame = Frame::new()
            .fill(palette.raised)
            .corner_radius(tokens::RADIUS)
            .inner_margin(Margin::symmetric(10, 8));
        if self.open_evidence != key {
            let shown = frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                let text = if evidence.text.is_empty() {
                    desk.t("Nothing written yet")
                } else {
                    &evidence.text
                };
                ui.label(RichText::new(text).color(palette.ink));
                let n = evidence.n.map(|n| format!("n = {n}"));
                let date = evidence.date.map(|date| date.to_string());
                let source = Some(evidence.source.clone()).filter(|source| !source.is_empty());
                let quiet: Vec<String> = [source, n, date].into_iter().flatten().collect();
                if !quiet.is_empty() {
                    let quiet = RichText::new(quiet.join(", ")).font(tokens::medium(12.0));
                    ui.label(quiet.color(palette.quiet_ink));
                }
            });
            let id = ui.scope_id().with(("evidence", &card.id, index));
            let response = ui.interact(shown.response.rect, id, Sense::click());
            let label = desk
                .language
                .fill("Evidence: {text}", &[("text", &evidence.text)]);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            widgets::focus_ring(ui, &response, shown.response.rect, tokens::RADIUS);
            if response.clicked() {
                self.open_evidence = key;
            }
            return;
        }
        let with = |change: &dyn Fn(&mut Evidence)| {
            let mut card = (**card).clone();
            change(&mut card.evidence[index]);
            Edit::ReplaceCard(Arc::new(card))
        };
        let name = "Change evidence";
        let id = |part: &'static str| ("evidence", card.id.clone(), index, part);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let look = FieldLook::new("What was found").lines(2);
            self.value_ui(
                ui,
                desk,
                id("text"),
                &evidence.text,
                look.step(name),
                &|text| Some(with(&|evidence| evidence.text = text.to_owned())),
            );
            let look = FieldLook::new("Source").hint(desk.t("e.g. interview 7"));
            self.value_ui(
                ui,
                desk,
                id("source"),
                &evidence.source,
                look.step(name),
                &|text| Some(with(&|evidence| evidence.source = text.to_owned())),
            );
            let n = evidence.n.map(|n| n.to_string()).unwrap_or_default();
            let look = FieldLook::new("How many were asked");
            self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
                let n = optional(text, |text| text.parse().ok())?;
                Some(with(&|evidence| evidence.n = n))
            });
            let date = evidence.date.map(|d| d.to_string()).unwrap_or_default();
            let look = FieldLook::new("Date").hint("2026-09-12");
            self.value_ui(ui, desk, id("date"), &date, look.step(name), &|text| {
                let date = optional(text, Date::parse)?;
                Some(with(&|evidence| evidence.date = date))
            });
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if ui.add(Press::text(desk.t("Done"))).clicked() {
                    self.open_evidence = None;
                }
                let remove = Press::text(desk.t("Remove")).kind(Kind::Bare);
                if ui.add(remove).clicked() {
                    self.open_evidence = None;
                    let mut card = (**card).clone();
                    card.evidence.remove(index);
                    desk.edit("Remove evidence", Edit::ReplaceCard(Arc::new(card)));
                }
            });
        });
    }
}
