//! What the actions do.

use std::sync::Arc;

use super::{Action, Direction};
use crate::{
    edit::{Edit, EditError, apply},
    editor::{
        Editor, Effect,
        parts::{cell_cards, column_of, lane_of},
        text_edit::main_field,
    },
    geom::Rect,
    model::{CurvePoint, Hue, LineKind, Persona, Stage, Target},
};

impl Editor {
    /// Does an action, if it can be done now.
    pub(in crate::editor) fn run(&mut self, action: Action) -> Vec<Effect> {
        if let Err(why) = action.enabled(Some(self)) {
            return vec![Effect::Refused(EditError::Unfit(why))];
        }
        if let Some(effect) = action.effect() {
            return vec![effect];
        }
        match action {
            Action::Undo => drop(self.history.undo()),
            Action::Redo => drop(self.history.redo()),
            Action::CopyText => {
                return self
                    .selected_text()
                    .map(Effect::CopyText)
                    .into_iter()
                    .collect();
            }
            Action::Find => self.open_find(false),
            Action::Replace => self.open_find(true),
            Action::FindNext => self.find_step(true),
            Action::FindPrevious => self.find_step(false),
            Action::EditText => self.edit_selected_text(),
            Action::Delete => return self.delete_selected(),
            Action::SelectNone => self.escape(),
            Action::Select(direction) => self.select_towards(direction),
            Action::Move(direction) => {
                if let Some((name, edit)) = self.step_towards(direction) {
                    return self.edit(name, &[edit]);
                }
            }
            Action::ToggleMark => return self.toggle_marks(),
            Action::ToggleMomentOfTruth => return self.toggle_moments_of_truth(),
            Action::SetHue(hue) => return self.set_hue(hue),
            Action::AddCard => return self.add_card(),
            Action::AddCardOf(role) => return self.add_card_of(role),
            Action::AddPoint => return self.add_point(),
            Action::AddMetric => return self.add_metric(),
            Action::AddPersona => return self.add_persona(),
            Action::AddChannel => return self.add_channel(),
            Action::AddStage => return self.add_stage(),
            Action::AddStep => return self.add_step(),
            Action::AddLane(lane) => return self.add_lane(lane),
            Action::SetLine(kind) => return self.set_line(Some(kind)),
            Action::RemoveLine => return self.set_line(None),
            Action::HideLane => return self.hide_lanes(),
            Action::ShowLanes => return self.show_lanes(),
            Action::CollapseLane => return self.collapse_lanes(),
            Action::ZoomIn => self.zoom_by(1.25),
            Action::ZoomOut => self.zoom_by(0.8),
            Action::ZoomFit => self.fit(),
            Action::Zoom100 => self.zoom_by(1.0 / self.camera().zoom()),
            Action::ZoomSelection => self.fit_selection(),
            Action::New
            | Action::Open
            | Action::Save
            | Action::SaveAs
            | Action::Export
            | Action::Close
            | Action::Quit
            | Action::UseLanguage(_)
            | Action::ToggleTools
            | Action::TogglePanel
            | Action::ToggleOverview
            | Action::OnlyMap
            | Action::Commands
            | Action::KeyboardShortcuts
            | Action::About => {}
        }
        Vec::new()
    }

    /// The texts of what is selected, one a line.
    pub(super) fn selected_text(&self) -> Option<String> {
        let targets = self.selection.targets().iter();
        let texts = targets.filter_map(|target| {
            let field = main_field(target)?;
            self.map().text(target, field)
        });
        let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    /// The edits that delete what is selected, parts before what they depend on.
    pub(super) fn deletion(&self) -> Vec<Edit> {
        let rank = |target: &Target| match target {
            Target::Card(_) | Target::Point(_) | Target::Metric(_) | Target::Dot { .. } => Some(0),
            Target::Step(_) | Target::Line { .. } => Some(1),
            Target::Channel(_) | Target::Persona(_) => Some(2),
            Target::Stage(_) | Target::Lane(_) => Some(3),
            Target::Title | Target::Facts | Target::Cell { .. } => None,
        };
        let targets = self.selection.targets().iter();
        let mut ranked: Vec<_> = targets.filter_map(|t| Some((rank(t)?, t))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let edit = |target: &Target| match target {
            Target::Dot {
                lane,
                channel,
                stage,
            } => self.is_marked(target).then(|| Edit::SetMark {
                lane: lane.clone(),
                channel: channel.clone(),
                stage: stage.clone(),
                on: Some(false),
            }),
            _ => Some(Edit::Remove(target.clone())),
        };
        ranked
            .into_iter()
            .filter_map(|(_, target)| edit(target))
            .collect()
    }

    fn delete_selected(&mut self) -> Vec<Effect> {
        let edits = self.deletion();
        let name = match edits.as_slice() {
            [Edit::Remove(target)] => match target {
                Target::Card(_) => "Delete card",
                Target::Point(_) => "Delete point",
                Target::Metric(_) => "Delete metric",
                Target::Stage(_) => "Delete stage",
                Target::Step(_) => "Delete step",
                Target::Lane(_) => "Delete lane",
                Target::Persona(_) => "Delete persona",
                Target::Channel(_) => "Delete channel",
                Target::Line { .. } => "Delete line",
                Target::Title | Target::Facts | Target::Cell { .. } | Target::Dot { .. } => {
                    "Delete"
                }
            },
            _ => "Delete",
        };
        self.edit(name, &edits)
    }

    /// Selects the nearest thing in a direction, or the first when nothing is selected.
    fn select_towards(&mut self, direction: Direction) {
        let mut places = self.layout().places();
        places.retain(|place| self.is_reached_by_key(&place.target));
        let from = self.selection.last().and_then(|t| self.layout().rect_of(t));
        let next = match from {
            None => places.first(),
            Some(from) => places
                .iter()
                .filter_map(|place| Some((distance(from, place.rect, direction)?, place)))
                .min_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, place)| place),
        };
        if let Some(target) = next.map(|place| place.target.clone()) {
            self.reveal(&target);
            self.selection.set([target]);
        }
    }

    /// Of the cells only those that a card can be added to and that have none yet.
    fn is_reached_by_key(&self, target: &Target) -> bool {
        let Target::Cell { lane, .. } = target else {
            return true;
        };
        let (map, lane) = (self.map(), self.map().lane(lane));
        let column = column_of(map, target);
        lane.zip(column).is_some_and(|(lane, column)| {
            lane.role().is_some() && cell_cards(map, lane, &column).next().is_none()
        })
    }

    fn is_marked(&self, dot: &Target) -> bool {
        let Target::Dot {
            lane,
            channel,
            stage,
        } = dot
        else {
            return false;
        };
        let map = self.map();
        map.lane(lane)
            .is_some_and(|lane| map.channel_in_stage(lane, channel, stage))
    }

    /// Turns the selected places of the channel matrix over; what then agrees with the touchpoints
    /// is left to them.
    pub(in crate::editor) fn toggle_marks(&mut self) -> Vec<Effect> {
        let edit = |dot: &Target| {
            let Target::Dot {
                lane,
                channel,
                stage,
            } = dot
            else {
                return None;
            };
            let mark = |on| Edit::SetMark {
                lane: lane.clone(),
                channel: channel.clone(),
                stage: stage.clone(),
                on,
            };
            let wanted = !self.is_marked(dot);
            let by_itself = apply(self.map(), &mark(None)).ok()?;
            let agrees =
                by_itself.channel_in_stage(by_itself.lane(lane)?, channel, stage) == wanted;
            Some(mark((!agrees).then_some(wanted)))
        };
        let edits: Vec<_> = self.selection.targets().iter().filter_map(edit).collect();
        self.edit("Change channel", &edits)
    }

    fn toggle_moments_of_truth(&mut self) -> Vec<Effect> {
        let map = self.map();
        let targets = self.selection.targets().iter();
        let points: Vec<&CurvePoint> = targets
            .filter_map(|target| match target {
                Target::Point(id) => map.point(id).map(|(_, _, point)| point),
                _ => None,
            })
            .collect();
        let moment_of_truth = !points.iter().all(|point| point.moment_of_truth);
        let edits = points.into_iter().map(|point| {
            Edit::ReplacePoint(CurvePoint {
                moment_of_truth,
                ..point.clone()
            })
        });
        let edits: Vec<_> = edits.collect();
        self.edit("Moment of truth", &edits)
    }

    fn set_hue(&mut self, hue: Hue) -> Vec<Effect> {
        let map = self.map();
        let edit = |target: &Target| match target {
            Target::Stage(id) => Some(Edit::ReplaceStage(Arc::new(Stage {
                hue,
                ..Stage::clone(map.stage(id)?)
            }))),
            Target::Persona(id) => Some(Edit::ReplacePersona(Arc::new(Persona {
                hue,
                ..Persona::clone(map.persona(id)?)
            }))),
            _ => None,
        };
        let edits: Vec<_> = self.selection.targets().iter().filter_map(edit).collect();
        self.edit("Change colour", &edits)
    }

    fn set_line(&mut self, kind: Option<LineKind>) -> Vec<Effect> {
        let target = self.selection.only().cloned();
        let lane = target
            .as_ref()
            .and_then(|t| lane_of(self.map(), t))
            .cloned();
        match lane {
            Some(above) => self.edit("Change line", &[Edit::SetLine { above, kind }]),
            None => Vec::new(),
        }
    }
}

/// How far `to` lies from `from` in a direction, what lies aside counting double; `None` when it
/// does not lie there.
fn distance(from: Rect, to: Rect, direction: Direction) -> Option<f64> {
    let by = to.center() - from.center();
    let (along, aside) = match direction {
        Direction::Left => (from.x0 - to.x0, by.y),
        Direction::Right => (to.x0 - from.x0, by.y),
        Direction::Up => (from.y0 - to.y0, by.x),
        Direction::Down => (to.y0 - from.y0, by.x),
    };
    (along > 0.5).then(|| along + 2.0 * aside.abs())
}
