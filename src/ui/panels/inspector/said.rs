//! What can be said of a statement: what it rests on, how grave, how valuable, whose, of which
//! time, and which pain points and opportunities belong together.

use std::sync::Arc;

use egui::{Ui, Vec2, vec2};

use super::desk::{Desk, choices_ui};
use crate::{
    edit::Edit,
    editor::{Action, Aspect},
    model::{Card, CardRole, Claim, Id, Owner, Target, When},
    ui::{
        menus, spoken,
        widgets::{self, ButtonKind, Press},
    },
};

/// What a claim rests on; the one that is chosen can be taken back.
pub(super) fn claim_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    claim: Option<Claim>,
    edit: &dyn Fn(Option<Claim>) -> Edit,
) {
    let options = Claim::ALL.map(|claim| (claim, claim.name()));
    let name = "Change confidence";
    choice_ui(ui, desk, ("How do we know?", name), &options, claim, edit);
}

pub(super) fn card_ui(ui: &mut Ui, desk: &mut Desk<'_>, card: &Arc<Card>, role: CardRole) {
    let with = |change: &dyn Fn(&mut Card)| {
        let mut card = (**card).clone();
        change(&mut card);
        Edit::ReplaceCard(Arc::new(card))
    };
    if role == CardRole::Touchpoints {
        let owners = Owner::ALL.map(|owner| (owner, owner.name()));
        let names = ("Owned by", "Change owner");
        choice_ui(ui, desk, names, &owners, card.owner, &|owner| {
            with(&|card| card.owner = owner)
        });
    }
    choices_ui(ui, desk, &[Aspect::Severity, Aspect::Value, Aspect::Effort]);
    links_ui(ui, desk, card, role);
    let times = When::ALL.map(|when| (when, when.name()));
    let names = ("State", "Change state");
    choice_ui(ui, desk, names, &times, Some(card.when), &|when| {
        with(&|card| card.when = when.unwrap_or_default())
    });
}

/// One of a few, or none; `names` are the caption and the step of the history.
pub(super) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (caption, step): (&'static str, &'static str),
    options: &[(T, &'static str)],
    current: Option<T>,
    edit: &dyn Fn(Option<T>) -> Edit,
) {
    widgets::caption(ui, desk.t(caption));
    let chosen = options.iter().find(|(value, _)| current == Some(*value));
    let chosen = chosen.map(|(_, name)| desk.t(name));
    ui.horizontal_wrapped(|ui| {
        let name = spoken::choice(desk.t(caption), chosen);
        spoken::radios(ui, &name, options.len());
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for (index, (value, name)) in options.iter().enumerate() {
            let on = current == Some(*value);
            let shown = desk.t(name);
            if widgets::radio(ui, shown, on, index).clicked() {
                desk.edit(step, edit((!on).then_some(*value)));
            }
        }
    });
}

/// Which opportunities answer a pain point, which pain points an opportunity answers.
fn links_ui(ui: &mut Ui, desk: &mut Desk<'_>, card: &Arc<Card>, role: CardRole) {
    let Some(other_role) = role.linked_role() else {
        return;
    };
    let is_pain = role == CardRole::PainPoints;
    let (caption, link) = match is_pain {
        true => ("Addressed by", "Link an opportunity"),
        false => ("Addresses", "Link a pain point"),
    };
    let map = desk.editor.map().clone();
    widgets::caption(ui, desk.t(caption));
    let lanes = map
        .lanes
        .iter()
        .filter(|lane| lane.role() == Some(other_role));
    let others: Vec<&Arc<Card>> = lanes.flat_map(|lane| lane.cards()).collect();
    let is_linked = |other: &Card| match is_pain {
        true => other.answers.contains(&card.id),
        false => card.answers.contains(&other.id),
    };
    let turn = |other: &Arc<Card>| {
        let (opportunity, pain): (&Card, &Id) = match is_pain {
            true => (other, &card.id),
            false => (card, &other.id),
        };
        let mut opportunity = opportunity.clone();
        if opportunity.answers.contains(pain) {
            opportunity.answers.retain(|id| id != pain);
        } else {
            opportunity.answers.push(pain.clone());
        }
        Edit::ReplaceCard(Arc::new(opportunity))
    };
    for other in others.iter().filter(|other| is_linked(other)) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let room = ui.available_width() - 34.0;
            ui.allocate_ui(vec2(room, 30.0), |ui| {
                let target = Target::Card(other.id.clone());
                super::desk::list_row_ui(ui, desk, other_role.icon(), &other.text, &target);
            });
            let name = desk
                .language
                .fill("Unlink “{text}”", &[("text", &other.text)]);
            let remove = Press::icon("close", &name)
                .kind(ButtonKind::Bare)
                .height(30.0);
            if ui.add(remove).clicked() {
                desk.edit("Change links", turn(other));
            }
        });
    }
    if is_pain {
        desk.action_ui(ui, Action::AddAnswer, ButtonKind::Outlined);
    }
    let free: Vec<_> = others.iter().filter(|other| !is_linked(other)).collect();
    if others.is_empty() && !is_pain {
        let color = crate::ui::tokens::Palette::of(ui).quiet_ink;
        ui.label(egui::RichText::new(desk.t("Add a pain point first.")).color(color));
        return;
    }
    if free.is_empty() {
        return;
    }
    let title = desk.t(link);
    // Those of the same stage are meant most often.
    let (near, far): (Vec<&Arc<Card>>, Vec<&Arc<Card>>) = free
        .into_iter()
        .partition(|other| other.stage == card.stage);
    let all: Vec<&Arc<Card>> = near.into_iter().chain(far).collect();
    let options = all.iter().enumerate().map(|(index, other)| {
        let stage = map.stage(&other.stage).map_or("", |stage| &stage.title);
        (index, format!("{} · {stage}", other.text))
    });
    let width = ui.available_width();
    if let Some(index) = menus::dropdown_ui(ui, (title, title), width, options, None) {
        desk.edit("Change links", turn(all[index]));
    }
}
