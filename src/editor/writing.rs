//! Writing a text in place, on the sheet.

use super::{
    Action, Composition, Draft, Editor, Effect, TextEdit, new_thing::NewThing, session::Drawing,
};
use crate::{
    edit::{Edit, EditError},
    layout::TextPlace,
    model::{Excess, Field, Target},
};

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
        self.note_selection();
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
            self.note_selection();
            self.history.begin(name);
        }
        self.uncover(std::slice::from_ref(&target));
        let Some(place) = self.layout().text_place(&target, field) else {
            // The text is not on the sheet: the thing is made, its text is written elsewhere.
            self.history.commit();
            return;
        };
        self.text_edits_begun += 1;
        self.reveal(&target);
        self.reveal_rect(place.rect);
        let given = draft.clone();
        self.text_edit = Some(TextEdit {
            serial: self.text_edits_begun,
            text_before: self.history.committed().text(&target, field),
            draft: Draft::new(draft, field != Field::Text || !before.is_empty()),
            target,
            field,
            given,
            before,
            came_from,
        });
    }

    /// Changes what is written so far, as much of it as a text may have.
    pub(super) fn written(&mut self, change: impl FnOnce(&mut Draft)) -> Vec<Effect> {
        let Some(edit) = &mut self.text_edit else {
            return Vec::new();
        };
        change(&mut edit.draft);
        let excess = Excess::of_text(edit.draft.text());
        if excess.is_some() {
            let most = edit.draft.text().chars().take(Excess::MOST_LETTERS);
            edit.draft.set(most.collect());
        }
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
            edit.draft.set(String::new());
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
        if !self.history.commit() {
            return Vec::new();
        }
        self.note_selection();
        let taken = self.history.undo();
        self.select_again();
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

    /// Takes letters. Where nothing is being written yet, an empty room gets something new, and
    /// anything else is written in.
    pub(super) fn type_on(&mut self, typed: &str) -> Vec<Effect> {
        if typed == " " && self.text_edit.is_none() && self.ring().is_some() {
            self.toggle_at_ring();
            return Vec::new();
        }
        // A blank moves the sheet.
        let moves = self.text_edit.is_none() && typed.starts_with(char::is_whitespace);
        if typed.is_empty() || moves {
            return Vec::new();
        }
        let mut effects = self.begin_where_selected();
        effects.extend(self.written(|draft| draft.insert(typed)));
        effects
    }

    /// Takes what an input method composes, from the first letter on.
    pub(super) fn compose(&mut self, composition: &Composition) -> Vec<Effect> {
        let begins = match composition {
            Composition::Shown(text) | Composition::Done(text) => !text.trim().is_empty(),
            Composition::Around { .. } => false,
        };
        let mut effects = if begins {
            self.begin_where_selected()
        } else {
            Vec::new()
        };
        effects.extend(self.written(|draft| draft.compose(composition)));
        effects
    }

    /// Begins to write where letters go that are typed now.
    fn begin_where_selected(&mut self) -> Vec<Effect> {
        if self.text_edit.is_some() {
            return Vec::new();
        }
        if let Some(effects) = self.add_here() {
            return effects;
        }
        if self.is_written_by_letters() {
            self.edit_selected_text();
        }
        Vec::new()
    }

    /// Whether letters go into what is selected: only a name is not written over by a slip.
    fn is_written_by_letters(&self) -> bool {
        let target = self.selection.only();
        target.is_some_and(|target| target.is_content() || matches!(target, Target::Arrow(_)))
    }

    /// Whether letters would be written somewhere.
    pub fn takes_letters(&self) -> bool {
        self.text_edit.is_some()
            || Action::AddHere.enabled(Some(self)).is_ok()
            || self.is_written_by_letters() && Action::EditText.enabled(Some(self)).is_ok()
    }

    pub(super) fn select_in_text(&mut self, anchor: usize, caret: usize) {
        if let Some(edit) = &mut self.text_edit {
            edit.draft.select(anchor, caret);
        }
    }

    /// Whether the text being written differs from what the map has.
    pub(super) fn has_unsaved_text(&self) -> bool {
        let edit = self.text_edit.as_ref();
        edit.is_some_and(|edit| !edit.is_void() && edit.differs())
    }
}
