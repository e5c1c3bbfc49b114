//! Channels, their places in the matrix, and the line above a lane.

use std::sync::Arc;

use egui::Ui;

use super::{
    desk::{Desk, list_row_ui},
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::Action,
    model::{self, Channel, Lane, LineKind, Medium, Target},
    ui::widgets::{self, ButtonKind},
};

/// The channels of the map and a way to add one.
pub(super) fn channels_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    widgets::caption(ui, desk.t("Channels"));
    let channels = desk.map().channels.clone();
    for channel in &channels {
        let target = Target::Channel(channel.id.clone());
        list_row_ui(ui, desk, channel.icon_name(), &channel.name, &target);
    }
    desk.action_ui(ui, Action::AddChannel, ButtonKind::Outlined);
}

/// Whether the ways of the personas through the channels are drawn.
pub(super) fn threads_ui(ui: &mut Ui, desk: &mut Desk<'_>, lane: &model::Id, on: bool) {
    ui.add_space(6.0);
    let action = Action::ToggleThreads;
    let what = desk.t(action.description());
    let chip = widgets::chip(ui, desk.t(action.name()), on);
    if chip.on_hover_text(what).clicked() {
        let (lane, on) = (lane.clone(), !on);
        desk.edit("Change channel paths", Edit::SetThreads { lane, on });
    }
}

impl Inspector {
    pub(super) fn channel_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, channel: &Arc<Channel>) {
        let name = "Change channel";
        let with = |change: &dyn Fn(&mut Channel)| {
            let mut channel = Channel::clone(channel);
            change(&mut channel);
            Edit::ReplaceChannel(Arc::new(channel))
        };
        widgets::caption(ui, desk.t("Medium"));
        let media = [
            (Medium::Physical, desk.t("Physical")),
            (Medium::Digital, desk.t("Digital")),
        ];
        if let Some(medium) = widgets::segments(ui, desk.t("Medium"), &media, channel.medium) {
            desk.edit(name, with(&|channel| channel.medium = medium));
        }
        self.icon_ui(ui, desk);
        // The names of the channels leave little of their lane's label to click on.
        let matrices = desk.map().lanes.iter().filter(|lane| !lane.hidden);
        let mut matrices = matrices.filter_map(|lane| Some((lane.id.clone(), lane.threads()?)));
        if let Some((lane, on)) = matrices.next() {
            threads_ui(ui, desk, &lane, on);
        }
    }
}

/// Which line stands above a lane.
pub(super) fn line_above_ui(ui: &mut Ui, desk: &mut Desk<'_>, lane: &Arc<Lane>) {
    let line = desk.map().lines.iter().find(|line| line.above == lane.id);
    let current = line.map(|line| line.kind);
    widgets::caption(ui, desk.t("Line above"));
    let mut options: Vec<(Option<LineKind>, &str)> = vec![(None, desk.t("None"))];
    options.extend(LineKind::ALL.map(|kind| (Some(kind), desk.t(short_name(kind)))));
    if let Some(kind) = widgets::segments(ui, desk.t("Line above"), &options, current) {
        let above = lane.id.clone();
        desk.edit("Change line", Edit::SetLine { above, kind });
    }
}

pub(super) fn short_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Interaction => "Interaction",
        LineKind::Visibility => "Visibility",
        LineKind::InternalInteraction => "Internal interaction",
    }
}

/// Whether a channel is in use at a stage: by what the touchpoints say, or by hand.
pub(super) fn dot_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    lane: &model::Id,
    channel: &model::Id,
    stage: &model::Id,
) {
    let by_hand = desk.map().lane(lane).and_then(|lane| {
        let mut marks = lane.marks().iter();
        let mark = marks.find(|mark| mark.channel == *channel && mark.stage == *stage)?;
        Some(mark.on)
    });
    widgets::caption(ui, desk.t("In use at this stage"));
    let options = [
        (None, desk.t("Automatic (from touchpoints)")),
        (Some(true), desk.t("Yes")),
        (Some(false), desk.t("No")),
    ];
    if let Some(on) = widgets::segments(ui, desk.t("In use at this stage"), &options, by_hand) {
        let (lane, channel, stage) = (lane.clone(), channel.clone(), stage.clone());
        desk.edit(
            "Change channel use",
            Edit::SetMark {
                lane,
                channel,
                stage,
                on,
            },
        );
    }
}
