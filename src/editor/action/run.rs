//! What the actions do that have no place of their own.

use std::sync::Arc;

use super::Direction;
use crate::{
    edit::{Edit, History, apply},
    editor::{Editor, Effect, mend::recolored},
    model::{Card, CurvePoint, Hue, LineKind, LinkLook, Part, Picture, Target},
};

impl Editor {
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
            // Arrows go with the cards at their ends, stops with what they show.
            (Some((Part::Arrow | Part::Stop, _)), _) => Some(0),
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

    pub(super) fn undo(&mut self) {
        self.travel(History::undo);
    }

    pub(super) fn redo(&mut self) {
        self.travel(History::redo);
    }

    pub(super) fn cut(&mut self) -> Vec<Effect> {
        let mut effects = self.put_on_clipboard(true);
        effects.extend(self.cut_selected());
        effects
    }

    pub(super) fn copy(&self) -> Vec<Effect> {
        self.put_on_clipboard(false)
    }

    fn put_on_clipboard(&self, cuts: bool) -> Vec<Effect> {
        let copied = self.copied();
        let copy = copied.map(|(text, html)| Effect::Copy { text, html, cuts });
        copy.into_iter().collect()
    }

    /// A picture of what is selected, else of all.
    pub(super) fn copy_image(&self) -> Vec<Effect> {
        if let Some(stop) = self.copy_stop() {
            return vec![stop];
        }
        let targets = self.selection.targets().iter();
        let rects = targets.filter_map(|target| self.layout().rect_of(target));
        vec![Effect::CopyImage(rects.reduce(|all, rect| all.union(rect)))]
    }

    /// Deletes what was copied, and nothing else that is selected.
    fn cut_selected(&mut self) -> Vec<Effect> {
        let copied = self.clip_targets();
        self.select(copied);
        let edits = self.deletion();
        self.delete("Cut", &edits)
    }

    fn delete(&mut self, name: &'static str, edits: &[Edit]) -> Vec<Effect> {
        let beside = self.beside_selected();
        let is_arrow = |edit: &&Edit| matches!(edit, Edit::Remove(Target::Arrow(_)));
        let meant = edits.iter().filter(is_arrow).count();
        let arrows = self.map().arrows.len();
        let mut effects = self.edit(name, edits);
        let gone = arrows.saturating_sub(self.map().arrows.len() + meant);
        if gone > 0 {
            effects.push(Effect::ArrowsGone(gone));
        }
        self.refresh();
        if self.selection.is_empty() {
            self.select(beside.filter(|target| self.map().has(target)));
        }
        effects
    }

    pub(super) fn delete_selected(&mut self) -> Vec<Effect> {
        let edits = self.deletion();
        let name = match edits.as_slice() {
            [Edit::Remove(Target::Line { .. })] => "Delete line",
            [Edit::Remove(target)] => target.part().map_or("Delete", |(part, _)| part.deleting()),
            _ => "Delete",
        };
        self.delete(name, &edits)
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

    pub(super) fn toggle_moments_of_truth(&mut self) -> Vec<Effect> {
        let moment_of_truth = self.are_moments_of_truth() == Some(false);
        let edits = self.selected_points().map(|point| {
            Edit::ReplacePoint(CurvePoint {
                moment_of_truth,
                ..point.clone()
            })
        });
        let edits: Vec<_> = edits.collect();
        self.edit("Moment of truth", &edits)
    }

    /// Marks the selected cards and points as what the journey leads to; all that are, no more.
    pub(super) fn toggle_conversions(&mut self) -> Vec<Effect> {
        let map = self.map();
        let targets = self.selection.targets();
        let conversion = self.are_conversions() == Some(false);
        let edits = targets.iter().filter_map(|target| match target {
            Target::Card(id) => {
                let card = Card::clone(map.card(id)?.1);
                Some(Edit::ReplaceCard(Arc::new(Card { conversion, ..card })))
            }
            Target::Point(id) => {
                let point = map.point(id)?.2.clone();
                Some(Edit::ReplacePoint(CurvePoint {
                    conversion,
                    ..point
                }))
            }
            _ => None,
        });
        let edits: Vec<_> = edits.collect();
        self.edit("Conversion", &edits)
    }

    pub(super) fn set_hue(&mut self, hue: Hue) -> Vec<Effect> {
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

    pub(super) fn remove_picture(&mut self) -> Vec<Effect> {
        let Some((target, _)) = self.selected_with_picture() else {
            return Vec::new();
        };
        let picture = None;
        self.edit("Remove picture", &[Edit::SetPicture { target, picture }])
    }

    pub(super) fn set_line(&mut self, kind: Option<LineKind>) -> Vec<Effect> {
        match self.lane_of_selected().cloned() {
            Some(above) => self.edit("Change line", &[Edit::SetLine { above, kind }]),
            None => Vec::new(),
        }
    }

    pub(super) fn choose_picture(&self) -> Vec<Effect> {
        let chosen = self.selected_with_picture();
        let chosen = chosen.map(|(target, _)| Effect::ChoosePicture(target));
        chosen.into_iter().collect()
    }

    pub(super) fn move_towards(&mut self, direction: Direction) -> Vec<Effect> {
        match self.steps_towards(direction) {
            Some((name, edits)) => self.edit(name, &edits),
            None => Vec::new(),
        }
    }

    pub(super) fn split_stage(&mut self) -> Vec<Effect> {
        match self.split() {
            Ok(split) => self.start_new(split),
            Err(_) => Vec::new(),
        }
    }

    pub(super) fn merge_stages(&mut self) -> Vec<Effect> {
        match self.merge() {
            Ok((stage, edits)) => self.do_and_select("Merge stages", &edits, vec![stage]),
            Err(_) => Vec::new(),
        }
    }

    pub(super) fn toggle_time_columns(&mut self) -> Vec<Effect> {
        let on = !self.map().columns_by_time;
        self.edit("Change columns", &[Edit::SetColumnsByTime(on)])
    }

    pub(super) fn show_links(&mut self, look: LinkLook) -> Vec<Effect> {
        self.edit("Change links", &[Edit::SetLinks(look)])
    }

    pub(super) fn toggle_funnel(&mut self) -> Vec<Effect> {
        let on = !self.map().draws_funnel;
        self.edit("Change funnel", &[Edit::SetFunnel(on)])
    }
}
