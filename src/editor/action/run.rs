//! What the actions do.

use std::sync::Arc;

use super::Action;
use crate::{
    edit::{Edit, EditError, apply},
    editor::{Editor, Effect, parts::lane_of, text_edit::main_field},
    model::{CurvePoint, Hue, LineKind, Persona, Picture, Stage, Target},
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
            Action::Cut => {
                let mut effects = self.copy();
                effects.extend(self.cut_selected());
                return effects;
            }
            Action::Copy => return self.copy(),
            Action::CopyImage => {
                let targets = self.selection.targets().iter();
                let rects = targets.filter_map(|target| self.layout().rect_of(target));
                let area = rects.reduce(|all, rect| all.union(rect));
                return vec![Effect::CopyImage(area)];
            }
            Action::Duplicate => return self.duplicate(),
            Action::Find => self.open_find(false),
            Action::Replace => self.open_find(true),
            Action::FindNext => self.find_step(true),
            Action::FindPrevious => self.find_step(false),
            Action::EditText => self.edit_selected_text(),
            Action::Delete => return self.delete_selected(),
            Action::SelectMore => self.select_more(),
            Action::SelectNone => self.escape(),
            Action::SelectNext => self.select_next(true),
            Action::SelectPrevious => self.select_next(false),
            Action::Select(direction) => self.select_towards(direction),
            Action::Move(direction) => {
                if let Some((name, edits)) = self.steps_towards(direction) {
                    return self.edit(name, &edits);
                }
            }
            Action::ToggleMark => return self.toggle_marks(),
            Action::ToggleMomentOfTruth => return self.toggle_moments_of_truth(),
            Action::Link => return self.link_selected(),
            Action::SetHue(hue) => return self.set_hue(hue),
            Action::AddHere => return self.add_here().unwrap_or_default(),
            Action::AddCard => return self.add_card(),
            Action::AddCardOf(role) => return self.add_card_of(role),
            Action::AddPoint => return self.add_point(),
            Action::DrawToBe => return self.draw_to_be(),
            Action::AddMetric => return self.add_metric(),
            Action::AddPersona => return self.start_new(self.new_persona()),
            Action::AddChannel => return self.add_channel(),
            Action::AddStage => return self.add_stage(false),
            Action::AddStageBefore => return self.add_stage(true),
            Action::SplitStage => {
                if let Ok(split) = self.split() {
                    return self.start_new(split);
                }
            }
            Action::MergeStage => {
                if let Ok((stage, edits)) = self.merge() {
                    return self.do_and_select("Merge stages", &edits, vec![stage]);
                }
            }
            Action::AddStep => return self.add_step(),
            Action::AddLane(lane) => return self.add_lane(lane),
            Action::SetLine(kind) => return self.set_line(Some(kind)),
            Action::RemoveLine => return self.set_line(None),
            Action::AddBackstage => return self.add_backstage(),
            Action::ToggleTimeColumns => {
                let on = !self.map().columns_by_time;
                return self.edit("Change columns", &[Edit::SetColumnsByTime(on)]);
            }
            Action::ToggleFunnel => {
                let on = !self.map().draws_funnel;
                return self.edit("Change funnel", &[Edit::SetFunnel(on)]);
            }
            Action::ChoosePicture => {
                let chosen = self.selected_with_picture();
                let chosen = chosen.map(|(target, _)| Effect::ChoosePicture(target));
                return chosen.into_iter().collect();
            }
            Action::RemovePicture => return self.remove_picture(),
            Action::HideLane => return self.hide_lanes(),
            Action::ShowLanes => return self.show_lanes(),
            Action::CollapseLane => return self.collapse_lanes(),
            Action::ToggleThreads => return self.toggle_threads(),
            Action::ZoomIn => self.zoom_by(1.25),
            Action::ZoomOut => self.zoom_by(0.8),
            Action::ZoomFit => self.fit(),
            Action::Walk => self.toggle_walk(),
            Action::WalkNext => self.walk_on(true),
            Action::WalkPrevious => self.walk_on(false),
            Action::Zoom100 => self.zoom_by(1.0 / self.camera().zoom()),
            Action::ZoomSelection => self.fit_selection(),
            Action::New
            | Action::NewFromTemplate
            | Action::Open
            | Action::Save
            | Action::SaveAs
            | Action::SaveAsTemplate
            | Action::History
            | Action::Compare
            | Action::ImportSurvey
            | Action::Export
            | Action::ExportText
            | Action::ExportValues
            | Action::Close
            | Action::Quit
            | Action::Paste
            | Action::PasteAsMap
            | Action::UseLanguage(_)
            | Action::ToggleTools
            | Action::TogglePanel
            | Action::ToggleOverview
            | Action::ToggleReview
            | Action::ToggleValues
            | Action::OnlyMap
            | Action::ToggleGuide
            | Action::Commands
            | Action::KeyboardShortcuts
            | Action::About => {}
        }
        Vec::new()
    }

    /// The texts of what is selected, one a line.
    pub(in crate::editor) fn selected_text(&self) -> Option<String> {
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
            // Arrows go with the cards at their ends.
            Target::Arrow(_) => Some(0),
            Target::Card(_) | Target::Point(_) | Target::Metric(_) | Target::Dot { .. } => Some(1),
            Target::Step(_) | Target::Line { .. } => Some(2),
            Target::Channel(_) | Target::Persona(_) => Some(3),
            Target::Stage(_) | Target::Lane(_) => Some(4),
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

    fn copy(&self) -> Vec<Effect> {
        let copied = self.copied();
        let copy = copied.map(|(text, html)| Effect::Copy { text, html });
        copy.into_iter().collect()
    }

    /// Deletes what was copied, and nothing else that is selected.
    fn cut_selected(&mut self) -> Vec<Effect> {
        let copied = self.clip_targets();
        self.select(copied);
        let edits = self.deletion();
        self.edit("Cut", &edits)
    }

    fn delete_selected(&mut self) -> Vec<Effect> {
        let edits = self.deletion();
        let name = match edits.as_slice() {
            [Edit::Remove(target)] => match target {
                Target::Card(_) => "Delete card",
                Target::Point(_) => "Delete point",
                Target::Metric(_) => "Delete metric",
                Target::Arrow(_) => "Delete arrow",
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

    /// The one thing that is selected, if it can have a picture, and the one that it has.
    pub(super) fn selected_with_picture(&self) -> Option<(Target, Option<&Picture>)> {
        let target = self.selection.only()?;
        let picture = match target {
            Target::Persona(id) => self.map().persona(id)?.picture.as_ref(),
            Target::Card(id) => self.map().card(id)?.1.picture.as_ref(),
            _ => return None,
        };
        Some((target.clone(), picture))
    }

    fn remove_picture(&mut self) -> Vec<Effect> {
        let Some((target, _)) = self.selected_with_picture() else {
            return Vec::new();
        };
        let picture = None;
        self.edit("Remove picture", &[Edit::SetPicture { target, picture }])
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
