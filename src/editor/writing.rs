//! Writing a text in place, on the sheet.

use super::{
    Editor, Effect, Onward, TextEdit,
    new_thing::NewThing,
    parts::{cell_cards, column_of, columns},
    session::Drawing,
};
use crate::{
    edit::{Edit, EditError},
    layout::TextPlace,
    model::{Excess, Field, Id, Target},
};

/// Whether a person who writes in one thing goes on with the other.
fn is_like(a: &Target, b: &Target) -> bool {
    let is_head = |target: &Target| {
        use Target::{Facts, Persona, Stage, Step, Title};
        matches!(target, Title | Facts | Persona(_) | Stage(_) | Step(_))
    };
    let is_room = |target: &Target| {
        use Target::{Card, Cell, Dot, Line};
        matches!(target, Card(_) | Cell { .. } | Dot { .. } | Line { .. })
    };
    std::mem::discriminant(a) == std::mem::discriminant(b)
        || is_head(a) && is_head(b)
        || is_room(a) && is_room(b)
}

impl Editor {
    /// The text that is being written in place.
    pub fn text_edit(&self) -> Option<&TextEdit> {
        self.text_edit.as_ref()
    }

    /// Where the text that is being written stands on the sheet, as it is laid out now.
    pub fn text_edit_place(&self) -> Option<TextPlace> {
        let edit = self.text_edit.as_ref()?;
        self.layout().text_place(&edit.target, edit.field)
    }

    /// Begins to write a text that is there; nothing happens where there is no such text.
    pub(super) fn start_text(&mut self, target: Target, field: Field) {
        if let Some(draft) = self.map().text(&target, field) {
            let came_from = vec![target.clone()];
            self.start(target, field, draft, "Edit text", Vec::new(), came_from);
        }
    }

    /// Makes a thing and begins to write its text; both are one step.
    pub(super) fn start_new(&mut self, thing: NewThing) -> Vec<Effect> {
        let NewThing {
            name,
            edits,
            target,
            field,
        } = thing;
        self.history.begin(name);
        if let Err(error) = self.history.preview(&edits) {
            self.history.cancel();
            return vec![Effect::Refused(error)];
        }
        // A click after it adds the next point.
        if let Some(Edit::InsertPoint { lane, curve, .. }) = edits.last() {
            let (lane, of) = (lane.clone(), curve.clone());
            self.drawing = Some(Drawing { lane, of });
        }
        let draft = self.map().text(&target, field).unwrap_or_default();
        let came_from = self.selection.targets().to_vec();
        self.refresh();
        self.select([target.clone()]);
        self.start(target, field, draft, name, edits, came_from);
        Vec::new()
    }

    fn start(
        &mut self,
        target: Target,
        field: Field,
        draft: String,
        name: &'static str,
        before: Vec<Edit>,
        came_from: Vec<Target>,
    ) {
        if !self.history.in_transaction() {
            self.history.begin(name);
        }
        self.uncover(std::slice::from_ref(&target));
        if self.layout().text_place(&target, field).is_none() {
            // The text is not on the sheet: the thing is made, its text is written elsewhere.
            self.history.commit();
            return;
        }
        self.text_edits_begun += 1;
        self.reveal(&target);
        self.text_edit = Some(TextEdit {
            serial: self.text_edits_begun,
            select_all: field != Field::Text || !before.is_empty(),
            text_before: self.history.committed().text(&target, field),
            target,
            field,
            given: draft.clone(),
            draft,
            before,
            came_from,
        });
    }

    /// Takes what is written so far, as much of it as a text may have.
    pub(super) fn type_text(&mut self, mut text: String) -> Vec<Effect> {
        let Some(edit) = &mut self.text_edit else {
            return Vec::new();
        };
        let excess = Excess::of_text(&text);
        if excess.is_some() {
            text = text.chars().take(Excess::MOST_LETTERS).collect();
        }
        edit.draft = text;
        let edits = edit.edits();
        // Half a figure may not be one yet: the last text that fitted stays on the sheet.
        let _ = self.history.preview(&edits);
        let refused = excess.map(|excess| Effect::Refused(EditError::TooMuch(excess)));
        refused.into_iter().collect()
    }

    /// Keeps what was typed; what cannot be kept is told and dropped.
    pub(super) fn commit_text(&mut self) -> Vec<Effect> {
        let Some(edit) = self.text_edit.take() else {
            return Vec::new();
        };
        if edit.is_void() {
            self.drop_new(edit);
            return Vec::new();
        }
        match self.history.preview(&edit.edits()) {
            Ok(()) => {
                self.history.commit();
                Vec::new()
            }
            Err(error) => {
                self.history.cancel();
                vec![Effect::Refused(error)]
            }
        }
    }

    /// Takes back what was typed, for redo to bring it back; `None` without a text to give up.
    pub(super) fn cancel_text(&mut self) -> Option<Vec<Effect>> {
        let mut edit = self.text_edit.take()?;
        let is_new = !edit.before.is_empty();
        if edit.is_void() || !is_new && !edit.differs() {
            self.drop_new(edit);
            return Some(Vec::new());
        }
        // Of half a figure, the last that fitted.
        let _ = self.history.preview(&edit.edits());
        // A new point says something without its label.
        if is_new && matches!(edit.target, Target::Point(_)) {
            let label = edit.edits().split_off(edit.before.len());
            edit.draft.clear();
            let _ = self.history.preview(&edit.edits());
            self.history.commit();
            self.history.begin("Edit text");
            let _ = self.history.preview(&label);
            return Some(self.take_back());
        }
        let effects = self.take_back();
        self.return_from(edit);
        Some(effects)
    }

    /// Takes the preview back, for redo to bring it back, and tells so.
    pub(super) fn take_back(&mut self) -> Vec<Effect> {
        let taken = self.history.take_back();
        taken.map(Effect::TakenBack).into_iter().collect()
    }

    /// Goes back to before a text was begun.
    fn drop_new(&mut self, edit: TextEdit) {
        self.history.cancel();
        self.return_from(edit);
    }

    /// Selects what was selected before a text was begun.
    fn return_from(&mut self, edit: TextEdit) {
        self.refresh();
        self.select(edit.came_from);
        self.selection.prune(self.history.map(), &self.lens);
    }

    /// Keeps what was typed and goes on where a person would.
    pub(super) fn commit_text_and(&mut self, onward: Onward) -> Vec<Effect> {
        let Some(edit) = &mut self.text_edit else {
            return Vec::new();
        };
        edit.accept();
        let edit = edit.clone();
        let mut effects = self.commit_text();
        self.refresh();
        if !effects.is_empty() {
            return effects;
        }
        let is_new = !edit.before.is_empty() && !edit.is_void();
        match (onward, &edit.target) {
            (Onward::Stay, _) => {}
            (Onward::Below, Target::Card(_)) if is_new => effects.extend(self.add_card()),
            (Onward::Below, Target::Metric(_)) if is_new && edit.field == Field::Name => {
                self.start_text(edit.target, Field::Value);
            }
            (Onward::Below, _) => {}
            (Onward::Next, Target::Metric(id)) if edit.field == Field::Value => {
                let id = id.clone();
                self.go_on_from_metric(&id);
            }
            (Onward::Next | Onward::Previous, Target::Card(_)) => {
                self.select_cell_beside(onward == Onward::Next);
            }
            (Onward::Next | Onward::Previous, _) => {
                let forward = onward == Onward::Next;
                if let Some((target, field)) = self.text_beside(&edit.target, edit.field, forward) {
                    self.select([target.clone()]);
                    self.start_text(target, field);
                }
            }
        }
        effects
    }

    /// Begins to write the metric after another; where the next stage has none, its room is
    /// selected.
    fn go_on_from_metric(&mut self, id: &Id) {
        let map = self.map();
        let Some((lane, metric)) = map.metric(id) else {
            return;
        };
        let same = lane.metrics().iter().filter(|m| m.stage == metric.stage);
        let below = same.skip_while(|m| m.id != *id).nth(1);
        let stage = metric.stage.as_ref();
        let here = stage.map_or(Some(0), |stage| Some(map.stage_index(stage)? + 1));
        let next_stage = here.and_then(|index| map.stages.get(index));
        let beside = next_stage.and_then(|stage| {
            let mut there = lane.metrics().iter();
            there.find(|m| m.stage.as_ref() == Some(&stage.id))
        });
        if let Some(next) = below.or(beside) {
            let target = Target::Metric(next.id.clone());
            self.select([target.clone()]);
            self.start_text(target, Field::Name);
        } else if let Some(stage) = next_stage {
            let step = stage.steps.first().map(|step| step.id.clone());
            let (lane, stage) = (lane.id.clone(), stage.id.clone());
            let target = Target::Cell { lane, stage, step };
            self.reveal(&target);
            self.select([target]);
        }
    }

    /// Types where nothing is being written yet: an empty room gets something new.
    pub(super) fn type_on(&mut self, typed: &str) -> Vec<Effect> {
        let mut effects = match &self.text_edit {
            Some(_) => Vec::new(),
            None => match self.add_here() {
                Some(effects) => effects,
                None if matches!(self.selection.only(), Some(Target::Arrow(_))) => {
                    self.edit_selected_text();
                    Vec::new()
                }
                None => return Vec::new(),
            },
        };
        if let Some(edit) = &mut self.text_edit {
            let draft = if std::mem::take(&mut edit.select_all) {
                typed.to_owned()
            } else {
                edit.draft.clone() + typed
            };
            effects.extend(self.type_text(draft));
        }
        effects
    }

    /// Selects the cell beside the selected card's, first that of the next lane at the end of a
    /// lane: its first card, else the room itself.
    fn select_cell_beside(&mut self, forward: bool) {
        let map = self.map();
        let lanes = map.lanes.iter().filter(|lane| lane.role().is_some());
        let lanes: Vec<_> = lanes.filter(|lane| !lane.hidden).collect();
        let columns = columns(map);
        let here = self.selection.last().and_then(|target| {
            let lane = map.lane_of(target)?;
            let lane = lanes.iter().position(|known| known.id == *lane)?;
            let column = column_of(map, target)?;
            let column = columns.iter().position(|known| *known == column)?;
            Some(lane * columns.len() + column)
        });
        let Some(here) = here else { return };
        let next = if forward {
            Some(here + 1).filter(|next| *next < lanes.len() * columns.len())
        } else {
            here.checked_sub(1)
        };
        let Some(next) = next else { return };
        let (lane, column) = (lanes[next / columns.len()], &columns[next % columns.len()]);
        let first = cell_cards(map, lane, column)
            .map(|id| Target::Card(id.clone()))
            .find(|card| self.is_seen(card));
        let target = match first {
            Some(card) => card,
            None => Target::Cell {
                lane: lane.id.clone(),
                stage: column.0.clone(),
                step: column.1.clone(),
            },
        };
        self.reveal(&target);
        self.select([target]);
    }

    /// The text that is written after (or before) another of its like.
    fn text_beside(&self, target: &Target, field: Field, forward: bool) -> Option<(Target, Field)> {
        let texts: Vec<_> = self.layout().text_targets().collect();
        let here = texts.iter().position(|text| *text == (target, field))?;
        let mut after = texts[here + 1..].iter();
        let mut before = texts[..here].iter().rev();
        let next = if forward {
            after.find(|(other, _)| is_like(other, target))
        } else {
            before.find(|(other, _)| is_like(other, target))
        };
        next.map(|(target, field)| ((*target).clone(), *field))
    }

    /// Whether the text being written differs from what the map has.
    pub(super) fn has_unsaved_text(&self) -> bool {
        let edit = self.text_edit.as_ref();
        edit.is_some_and(|edit| !edit.is_void() && edit.differs())
    }
}
