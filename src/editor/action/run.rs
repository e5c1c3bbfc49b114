//! What the actions do.

use super::Action;
use crate::{
    edit::{Edit, EditError, apply},
    editor::{Editor, Effect, mend::recolored},
    model::{CurvePoint, Hue, LineKind, Part, Picture, Target},
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
            let field = target.main_field()?;
            self.map().text(target, field)
        });
        let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    /// The edits that delete what is selected, parts before what they depend on.
    pub(super) fn deletion(&self) -> Vec<Edit> {
        let rank = |target: &Target| match (target.part(), target) {
            // Arrows go with the cards at their ends.
            (Some((Part::Arrow, _)), _) => Some(0),
            (_, Target::Dot { .. }) => Some(1),
            (Some((part, _)), _) if part.is_content() => Some(1),
            (Some((Part::Step, _)), _) | (_, Target::Line { .. }) => Some(2),
            (Some((Part::Channel | Part::Persona, _)), _) => Some(3),
            (Some(_), _) => Some(4),
            (None, _) => None,
        };
        let targets = self.selection.targets().iter();
        let mut ranked: Vec<_> = targets.filter_map(|t| Some((rank(t)?, t))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let edit = |target: &Target| {
            let Target::Dot {
                lane,
                channel,
                stage,
            } = target
            else {
                return Some(Edit::Remove(target.clone()));
            };
            self.is_marked(target).then(|| Edit::SetMark {
                lane: lane.clone(),
                channel: channel.clone(),
                stage: stage.clone(),
                on: Some(false),
            })
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
            [Edit::Remove(Target::Line { .. })] => "Delete line",
            [Edit::Remove(target)] => target.part().map_or("Delete", |(part, _)| part.deleting()),
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
            .filter_map(|target| map.point(target.id_of(Part::Point)?))
            .map(|(_, _, point)| point)
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
        let edit = |target: &Target| recolored(map, target, hue);
        let edits: Vec<_> = self.selection.targets().iter().filter_map(edit).collect();
        self.edit("Change colour", &edits)
    }

    /// The one thing that is selected, if it can have a picture, and the one that it has.
    pub(super) fn selected_with_picture(&self) -> Option<(Target, Option<&Picture>)> {
        let target = self.selection.only()?;
        Some((target.clone(), self.map().picture_of(target)?))
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
        let lane = target.as_ref().and_then(|t| self.map().lane_of(t)).cloned();
        match lane {
            Some(above) => self.edit("Change line", &[Edit::SetLine { above, kind }]),
            None => Vec::new(),
        }
    }
}
