//! Channels, their places in the matrix, and the line above a lane.

use std::sync::Arc;

use egui::{Role, Sense, Ui, Vec2, WidgetInfo};

use super::{Desk, list_row_ui};
use crate::ui::{
    tokens::{self, Palette},
    widgets::{self, Kind},
};
use crate::{
    edit::Edit,
    editor::Action,
    model::{self, Channel, Lane, LineKind, Medium, Target},
    scene::Icon,
};

/// The channels of the map and a way to add one.
pub(super) fn channels_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    widgets::caption(ui, desk.t("Channels"));
    let channels = desk.map().channels.clone();
    for channel in &channels {
        let target = Target::Channel(channel.id.clone());
        list_row_ui(ui, desk, icon_of(channel), &channel.name, &target);
    }
    desk.action_ui(ui, Action::AddChannel, Kind::Outlined);
}

pub(super) fn icon_of(channel: &Channel) -> &str {
    match channel.medium {
        _ if !channel.icon.is_empty() => &channel.icon,
        Medium::Physical => "store",
        Medium::Digital => "globe",
    }
}

pub(super) fn channel_ui(ui: &mut Ui, desk: &mut Desk<'_>, channel: &Arc<Channel>) {
    let replace = |desk: &mut Desk<'_>, change: &dyn Fn(&mut Channel)| {
        let mut channel = (**channel).clone();
        change(&mut channel);
        desk.edit("Change channel", Edit::ReplaceChannel(Arc::new(channel)));
    };
    widgets::caption(ui, desk.t("Medium"));
    let media = [
        (Medium::Physical, desk.t("Physical")),
        (Medium::Digital, desk.t("Digital")),
    ];
    if let Some(medium) = widgets::segments(ui, &media, channel.medium) {
        replace(desk, &|channel| channel.medium = medium);
    }
    widgets::caption(ui, desk.t("Icon"));
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        // Those before are for lanes, those after for the window.
        let from_store = Icon::all().skip_while(|icon| icon.name() != "store");
        for icon in from_store.take_while(|icon| icon.name() != "plus") {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(32.0), Sense::click());
            let on = channel.icon == icon.name();
            let name = icon.name();
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
            let (fill, ink) = match (on, response.hovered()) {
                (true, _) => (palette.accent_soft, palette.accent_ink),
                (false, true) => (palette.raised_hover, palette.ink),
                (false, false) => (palette.raised, palette.quiet_ink),
            };
            ui.painter().rect_filled(rect, tokens::RADIUS, fill);
            widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
            widgets::paint_icon(ui.painter(), name, rect.shrink(8.0), ink);
            if response.on_hover_text(name).clicked() {
                replace(desk, &|channel| channel.icon = name.to_owned());
            }
        }
    });
}

/// Which line stands above a lane.
pub(super) fn line_above_ui(ui: &mut Ui, desk: &mut Desk<'_>, lane: &Arc<Lane>) {
    let line = desk.map().lines.iter().find(|line| line.above == lane.id);
    let current = line.map(|line| line.kind);
    widgets::caption(ui, desk.t("Line above"));
    let mut options: Vec<(Option<LineKind>, &str)> = vec![(None, desk.t("None"))];
    options.extend(LineKind::ALL.map(|kind| (Some(kind), desk.t(short_name(kind)))));
    if let Some(kind) = widgets::segments(ui, &options, current) {
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
        (None, desk.t("As the touchpoints say")),
        (Some(true), desk.t("Yes")),
        (Some(false), desk.t("No")),
    ];
    if let Some(on) = widgets::segments(ui, &options, by_hand) {
        let (lane, channel, stage) = (lane.clone(), channel.clone(), stage.clone());
        desk.edit(
            "Change channel mark",
            Edit::SetMark {
                lane,
                channel,
                stage,
                on,
            },
        );
    }
}
