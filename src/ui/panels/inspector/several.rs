//! Several things selected: what they have in common; each change is made to all of them, as one
//! step.

use std::{collections::HashSet, sync::Arc};

use egui::{RichText, Ui};

use super::{
    channel::short_name,
    common::Common,
    desk::{Desk, choices_ui, title_ui},
    field::{FieldLook, optional},
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::{Action, Aspect},
    model::{
        Card, Channel, CurvePoint, Evidence, Id, Lane, LineKind, Map, Medium, Metric, MetricKind,
        Part, Target, signed_number,
    },
    ui::{
        menus,
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Share},
    },
    words::number,
};

/// The things of one kind, if all of them are of it.
fn all_of<'a, T>(
    targets: &'a [Target],
    find: impl Fn(&'a Target) -> Option<&'a T>,
) -> Option<Vec<&'a T>> {
    targets.iter().map(find).collect()
}

const MANY: usize = 100;

/// The cards in the order of the map, if all are cards.
fn cards_of<'a>(map: &'a Map, targets: &'a [Target]) -> Option<Vec<&'a Arc<Card>>> {
    let ids = targets.iter().map(|target| target.id_of(Part::Card));
    let ids: HashSet<&Id> = ids.collect::<Option<_>>()?;
    Some(map.cards().filter(|card| ids.contains(&card.id)).collect())
}

impl Inspector {
    pub(super) fn several_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let editor = desk.editor;
        let targets = editor.selection().targets();
        let map = editor.map();
        let language = desk.language;
        let title = language.count(targets.len(), "{n} selected", "{n} selected", &[]);
        // Looking each one up takes long where very many are selected.
        let kinds = match targets.len() {
            ..=MANY => Common::of(targets.iter().map(|t| map.kind_of(t, desk.language))),
            _ => Common::Mixed,
        };
        title_ui(ui, &title, kinds.same().unwrap_or_default());
        let cards = cards_of(map, targets);
        let points = all_of(targets, |t| Some(map.point(t.id_of(Part::Point)?)?.2));
        let lanes = all_of(targets, |t| map.lane(t.id_of(Part::Lane)?));
        let metrics = all_of(targets, |t| Some(map.metric(t.id_of(Part::Metric)?)?.1));
        let channels = all_of(targets, |t| map.channel(t.id_of(Part::Channel)?));
        if let Some(cards) = cards {
            self.cards_ui(ui, desk, &cards);
        } else if let Some(points) = points {
            self.points_ui(ui, desk, &points);
        } else if let Some(lanes) = lanes {
            self.lanes_ui(ui, desk, &lanes);
        } else if let Some(metrics) = metrics {
            self.metrics_ui(ui, desk, &metrics);
        } else if let Some(channels) = channels {
            self.channels_ui(ui, desk, &channels);
        } else if targets.iter().all(|t| matches!(t, Target::Dot { .. })) {
            dots_ui(ui, desk, targets);
        }
        choices_ui(ui, desk, &[Aspect::Hue]);
    }

    fn cards_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, cards: &[&Arc<Card>]) {
        choices_ui(ui, desk, &[Aspect::Persona, Aspect::Channel]);
        self.icon_ui(ui, desk);
        choices_ui(ui, desk, &[Aspect::Severity, Aspect::Value, Aspect::Effort]);
        let share = Share::of(cards.iter().map(|card| card.conversion));
        widgets::caption(ui, desk.t("Mark as"));
        let action = Action::ToggleConversion;
        if widgets::mixed_chip(ui, desk.t(action.name()), share).clicked() {
            desk.events.push(UiEvent::from(action));
        }
        widgets::caption(ui, desk.t("Evidence"));
        let backed = cards.iter().filter(|card| Evidence::backs(&card.evidence));
        let values = [
            ("n", &*backed.count().to_string()),
            ("count", &cards.len().to_string()),
        ];
        let told = desk.language.fill("{n} of {count} have evidence", &values);
        let ink = Palette::of(ui).ink;
        ui.label(RichText::new(told).font(tokens::medium(13.0)).color(ink));
    }

    fn points_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, points: &[&CurvePoint]) {
        let scale = desk.map().emotion_scale;
        let name = "Change curve points";
        let all = |change: &dyn Fn(&mut CurvePoint)| -> Vec<Edit> {
            let changed = points.iter().map(|point| {
                let mut point = (*point).clone();
                change(&mut point);
                Edit::ReplacePoint(point)
            });
            changed.collect()
        };
        let value = number_of(points.iter().map(|point| point.value));
        let look = FieldLook::new("Emotion").hint(value.hint(desk)).step(name);
        self.edits_ui(ui, desk, "points: value", &value.text(), look, &|text| {
            let value = value.read(text)?;
            let inside = |value: f64| (scale.min..=scale.max).contains(&value);
            match value {
                None => Some(Vec::new()),
                Some(value) if value.is_none_or(inside) => Some(all(&|point| point.value = value)),
                Some(_) => None,
            }
        });
        let n = number_of(points.iter().map(|point| point.n.map(f64::from)));
        let look = FieldLook::new("Number of responses (n)");
        let look = look.hint(n.hint(desk)).step(name);
        self.edits_ui(
            ui,
            desk,
            "points: n",
            &n.text(),
            look,
            &|text| match n.read(text)? {
                None => Some(Vec::new()),
                Some(_) => {
                    let n = optional(text, |text| text.parse().ok())?;
                    Some(all(&|point| point.n = n))
                }
            },
        );
        widgets::caption(ui, desk.t("Mark as"));
        let moments = Share::of(points.iter().map(|point| point.moment_of_truth));
        let conversions = Share::of(points.iter().map(|point| point.conversion));
        ui.horizontal_wrapped(|ui| {
            for (action, share) in [
                (Action::ToggleMomentOfTruth, moments),
                (Action::ToggleConversion, conversions),
            ] {
                if widgets::mixed_chip(ui, desk.t(action.name()), share).clicked() {
                    desk.events.push(UiEvent::from(action));
                }
            }
        });
    }

    fn lanes_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, lanes: &[&Arc<Lane>]) {
        self.icon_ui(ui, desk);
        widgets::caption(ui, desk.t("Line above"));
        let map = desk.map();
        let kind_above = |lane: &Lane| -> Option<LineKind> {
            let mut lines = map.lines.iter();
            lines
                .find(|line| line.above == lane.id)
                .map(|line| line.kind)
        };
        let now = Common::of(lanes.iter().map(|lane| kind_above(lane))).same();
        let mut options: Vec<(Option<Option<LineKind>>, &str)> = vec![(Some(None), desk.t("None"))];
        options.extend(LineKind::ALL.map(|kind| (Some(Some(kind)), desk.t(short_name(kind)))));
        if let Some(Some(kind)) = widgets::segments(ui, desk.t("Line above"), &options, now) {
            let edits = lanes.iter().map(|lane| Edit::SetLine {
                above: lane.id.clone(),
                kind,
            });
            desk.edits("Change line", edits.collect());
        }
        ui.add_space(8.0);
        desk.action_ui(ui, Action::CollapseLane, ButtonKind::Plain);
        desk.action_ui(ui, Action::HideLane, ButtonKind::Plain);
    }

    fn metrics_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, metrics: &[&Arc<Metric>]) {
        let name = "Change metrics";
        let all = |change: &dyn Fn(&mut Metric)| -> Vec<Edit> {
            let changed = metrics.iter().map(|metric| {
                let mut metric = Metric::clone(metric);
                change(&mut metric);
                Edit::ReplaceMetric(Arc::new(metric))
            });
            changed.collect()
        };
        widgets::caption(ui, desk.t("Kind"));
        let kind = Common::of(metrics.iter().map(|metric| metric.kind)).same();
        let shown = kind.map_or("Various", MetricKind::name);
        let kinds = MetricKind::ALL.map(|kind| (kind, desk.t(kind.name())));
        let names = (desk.t("Kind"), desk.language.t(shown));
        let width = ui.available_width();
        if let Some(chosen) = menus::dropdown_ui(ui, names, width, kinds, kind.as_ref()) {
            desk.edits(name, all(&|metric| metric.kind = chosen));
        }
        let target = number_of(metrics.iter().map(|metric| metric.target));
        let look = FieldLook::new("Target").hint(target.hint(desk)).step(name);
        self.edits_ui(
            ui,
            desk,
            "metrics: target",
            &target.text(),
            look,
            &|text| match target.read(text)? {
                None => Some(Vec::new()),
                Some(target) => Some(all(&|metric| metric.target = target)),
            },
        );
    }

    fn channels_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, channels: &[&Arc<Channel>]) {
        let all = |change: &dyn Fn(&mut Channel)| -> Vec<Edit> {
            let changed = channels.iter().map(|channel| {
                let mut channel = Channel::clone(channel);
                change(&mut channel);
                Edit::ReplaceChannel(Arc::new(channel))
            });
            changed.collect()
        };
        widgets::caption(ui, desk.t("Medium"));
        let now = Common::of(channels.iter().map(|channel| channel.medium)).same();
        let media = [
            (Some(Medium::Physical), desk.t("Physical")),
            (Some(Medium::Digital), desk.t("Digital")),
        ];
        if let Some(Some(medium)) = widgets::segments(ui, desk.t("Medium"), &media, now) {
            desk.edits("Change channels", all(&|channel| channel.medium = medium));
        }
        self.icon_ui(ui, desk);
    }
}

fn dots_ui(ui: &mut Ui, desk: &mut Desk<'_>, targets: &[Target]) {
    let map = desk.map();
    let dots = targets.iter().filter_map(|target| {
        let Target::Dot {
            lane,
            channel,
            stage,
        } = target
        else {
            return None;
        };
        Some((lane, channel, stage))
    });
    let by_hand = |(lane, channel, stage): (&Id, &Id, &Id)| {
        let mut marks = map.lane(lane)?.marks().iter();
        let mark = marks.find(|mark| mark.channel == *channel && mark.stage == *stage);
        mark.map(|mark| mark.on)
    };
    let now = Common::of(dots.clone().map(by_hand)).same();
    widgets::caption(ui, desk.t("In use at this stage"));
    let options = [
        (Some(None), desk.t("Automatic (from touchpoints)")),
        (Some(Some(true)), desk.t("Yes")),
        (Some(Some(false)), desk.t("No")),
    ];
    if let Some(Some(on)) = widgets::segments(ui, desk.t("In use at this stage"), &options, now) {
        let edits = dots.map(|(lane, channel, stage)| Edit::SetMark {
            lane: lane.clone(),
            channel: channel.clone(),
            stage: stage.clone(),
            on,
        });
        desk.edits("Change channel use", edits.collect());
    }
}

/// A number that several things may have in common.
struct SharedNumber(Common<Option<f64>>);

fn number_of(values: impl Iterator<Item = Option<f64>>) -> SharedNumber {
    SharedNumber(Common::of(values))
}

impl SharedNumber {
    fn text(&self) -> String {
        match self.0 {
            Common::Same(Some(value)) => signed_number(value),
            Common::Same(None) | Common::Mixed => String::new(),
        }
    }

    fn hint(&self, desk: &Desk<'_>) -> &'static str {
        match self.0 {
            Common::Mixed => desk.t("– various –"),
            Common::Same(_) => "",
        }
    }

    /// `None` for what is no number; nothing at all leaves various numbers as they are.
    fn read(&self, text: &str) -> Option<Option<Option<f64>>> {
        if text.trim().is_empty() && self.0 == Common::Mixed {
            return Some(None);
        }
        optional(text, number).map(Some)
    }
}
