//! Writing a text in place, on the sheet.

use super::{Editor, Effect};
use crate::{
    edit::Edit,
    layout::TextPlace,
    model::{Field, Map, Target},
};

/// A text that is being written in place. The map is previewed with it, so that rows grow along.
#[derive(Debug, Clone, PartialEq)]
pub struct TextEdit {
    /// Another one for every text edit that begins, so that a ui knows to begin with its caret.
    pub serial: u64,
    pub target: Target,
    pub field: Field,
    /// As it was typed so far.
    pub draft: String,
    /// Whether all of the text should be selected when the edit begins.
    pub select_all: bool,
    /// What the thing was made by, when it is new: all of it is one step.
    before: Vec<Edit>,
}

impl TextEdit {
    fn edits(&self) -> Vec<Edit> {
        let text = Edit::SetText {
            target: self.target.clone(),
            field: self.field,
            text: self.draft.clone(),
        };
        self.before.iter().cloned().chain([text]).collect()
    }

    /// A card that was never written on is not kept.
    fn is_void(&self) -> bool {
        !self.before.is_empty() && self.field == Field::Text && self.draft.trim().is_empty()
    }
}

/// The text that is meant when a thing as a whole is to be written on.
pub(super) fn main_field(target: &Target) -> Option<Field> {
    match target {
        Target::Title | Target::Stage(_) | Target::Step(_) | Target::Lane(_) => Some(Field::Title),
        Target::Facts => Some(Field::Scenario),
        Target::Persona(_) | Target::Channel(_) => Some(Field::Name),
        Target::Card(_) => Some(Field::Text),
        Target::Point(_) => Some(Field::Label),
        Target::Metric(_) => Some(Field::Value),
        Target::Cell { .. } | Target::Dot { .. } | Target::Line { .. } => None,
    }
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
            self.start(target, field, draft, "Edit text", Vec::new());
        }
    }

    /// Makes a thing by `before` and begins to write its text; both are one step, `name`.
    pub(super) fn start_new(
        &mut self,
        name: &'static str,
        before: Vec<Edit>,
        (target, field): (Target, Field),
    ) -> Vec<Effect> {
        self.history.begin(name);
        if let Err(error) = self.history.preview(&before) {
            self.history.cancel();
            return vec![Effect::Refused(error)];
        }
        let draft = self.map().text(&target, field).unwrap_or_default();
        self.selection.set([target.clone()]);
        self.start(target, field, draft, name, before);
        Vec::new()
    }

    fn start(
        &mut self,
        target: Target,
        field: Field,
        draft: String,
        name: &'static str,
        before: Vec<Edit>,
    ) {
        if !self.history.in_transaction() {
            self.history.begin(name);
        }
        self.refresh();
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
            target,
            field,
            draft,
            before,
        });
    }

    pub(super) fn type_text(&mut self, text: String) {
        let Some(edit) = &mut self.text_edit else {
            return;
        };
        edit.draft = text;
        let edits = edit.edits();
        // Half a figure may not be one yet: the last text that fitted stays on the sheet.
        let _ = self.history.preview(&edits);
    }

    /// Keeps what was typed; what cannot be kept is told and dropped.
    pub(super) fn commit_text(&mut self) -> Vec<Effect> {
        let Some(edit) = self.text_edit.take() else {
            return Vec::new();
        };
        if edit.is_void() {
            self.history.cancel();
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

    pub(super) fn cancel_text(&mut self) -> bool {
        self.text_edit.take().is_some() && self.history.cancel()
    }

    /// Whether the text being written differs from what the map has.
    pub(super) fn has_unsaved_text(&self) -> bool {
        let differs = |map: &Map, edit: &TextEdit| {
            !edit.is_void() && map.text(&edit.target, edit.field).as_ref() != Some(&edit.draft)
        };
        let edit = self.text_edit.as_ref();
        edit.is_some_and(|edit| differs(self.history.committed(), edit))
    }
}
