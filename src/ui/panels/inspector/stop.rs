//! What can be said of a stop: what is said meanwhile and how long, whose journey it shows.

use std::sync::Arc;

use egui::{RichText, Ui, Vec2};

use super::{
    desk::{Desk, list_row_ui},
    field::{FieldLook, optional},
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::Action,
    model::{Field, Part, Shows, Stop, Target, When},
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::marked,
};

/// What a change of it is called in the history.
const CHANGE: &str = marked("Change stop");
/// Of more things than that which a stop shows, the rest is counted.
const LISTED: usize = 8;

impl Inspector {
    pub(super) fn stop_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, target: &Target) {
        let stop = target.id_of(Part::Stop);
        let Some(stop) = stop.and_then(|id| desk.map().stop(id)).cloned() else {
            return;
        };
        let untitled = Stop {
            title: String::new(),
            ..Stop::clone(&stop)
        };
        let named = desk.map().name_of_stop(&untitled, desk.map().language);
        let title = FieldLook::new("Title").hint(&named);
        self.text_ui(ui, desk, target, Field::Title, title);
        let notes = FieldLook::new("Notes").lines(5);
        self.text_ui(ui, desk, target, Field::Notes, notes);
        self.minutes_ui(ui, desk, &stop);
        shows_ui(ui, desk, &stop);
        lens_ui(ui, desk, &stop);
        lanes_ui(ui, desk, &stop);
        ui.add_space(8.0);
        desk.action_ui(ui, Action::ToggleStopHidden, ButtonKind::Plain);
    }

    fn minutes_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, stop: &Arc<Stop>) {
        let minutes = stop.minutes;
        let text = minutes.map(|minutes| Stop::in_minutes(minutes, desk.language));
        let hint = desk.t("e.g. 2 min");
        let look = FieldLook::new(marked("Time planned")).hint(hint);
        let id = ("stop minutes", stop.id.as_str());
        let look = look.step(CHANGE);
        self.value_ui(ui, desk, id, &text.unwrap_or_default(), look, &|text| {
            let minutes = optional(text, Stop::read_minutes)?;
            Some(with(stop, |stop| stop.minutes = minutes))
        });
    }
}

fn with(stop: &Arc<Stop>, change: impl FnOnce(&mut Stop)) -> Edit {
    let mut stop = Stop::clone(stop);
    change(&mut stop);
    Edit::ReplaceStop(Arc::new(stop))
}

/// What is shown: by its kind, and the things that it names.
fn shows_ui(ui: &mut Ui, desk: &mut Desk<'_>, stop: &Stop) {
    widgets::caption(ui, desk.t("Shows"));
    let Some(part) = stop.shows.part() else {
        let text = RichText::new(desk.t(stop.shows.name())).font(tokens::medium(13.0));
        ui.label(text.color(Palette::of(ui).ink));
        return;
    };
    let ids = stop.shows.ids();
    for id in ids.iter().take(LISTED) {
        let target = Target::of(part, id.clone());
        let name = desk.map().own_name(&target, desk.language);
        list_row_ui(ui, desk, "", &name, &target);
    }
    if let Some(more) = ids.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let text = desk.language.count(more, "{n} more", "{n} more", &[]);
        let text = RichText::new(text).font(tokens::medium(12.5));
        ui.label(text.color(Palette::of(ui).quiet_ink));
    }
}

/// Whose journey, and of which time, where there is something to choose.
fn lens_ui(ui: &mut Ui, desk: &mut Desk<'_>, stop: &Arc<Stop>) {
    let map = desk.editor.map().clone();
    if map.personas.len() > 1 || !stop.personas.is_empty() {
        widgets::caption(ui, desk.t("Show the journey of"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(6.0);
            if widgets::chip(ui, desk.t("Everyone"), stop.personas.is_empty()).clicked() {
                desk.edit(CHANGE, with(stop, |stop| stop.personas.clear()));
            }
            for persona in &map.personas {
                let on = stop.personas.contains(&persona.id);
                if widgets::chip(ui, &persona.name, on).clicked() {
                    let edit = with(stop, |stop| match on {
                        true => stop.personas.retain(|id| *id != persona.id),
                        false => stop.personas.push(persona.id.clone()),
                    });
                    desk.edit(CHANGE, edit);
                }
            }
        });
    }
    let is_both = map.tells_of(When::Now) && map.tells_of(When::ToBe);
    if is_both || stop.when != When::Both {
        let name = desk.t("Current or future state");
        widgets::caption(ui, name);
        let times = [
            (When::Both, desk.t("Both")),
            (When::Now, desk.t(When::Now.name())),
            (When::ToBe, desk.t(When::ToBe.name())),
        ];
        if let Some(when) = widgets::segments(ui, name, &times, stop.when) {
            desk.edit(CHANGE, with(stop, |stop| stop.when = when));
        }
    }
}

/// Which lanes are seen at the stop, where it shows lanes at all.
fn lanes_ui(ui: &mut Ui, desk: &mut Desk<'_>, stop: &Arc<Stop>) {
    if !matches!(stop.shows, Shows::Map | Shows::Stages(_)) {
        return;
    }
    let map = desk.editor.map().clone();
    widgets::caption(ui, desk.t("Lanes at this stop"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for lane in map.lanes.iter().filter(|lane| !lane.hidden) {
            let on = !stop.hidden_lanes.contains(&lane.id);
            if widgets::chip(ui, &lane.title, on).clicked() {
                let edit = with(stop, |stop| match on {
                    true => stop.hidden_lanes.push(lane.id.clone()),
                    false => stop.hidden_lanes.retain(|id| *id != lane.id),
                });
                desk.edit(CHANGE, edit);
            }
        }
    });
}
