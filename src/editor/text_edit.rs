//! The text that is being written in place.

use super::draft::Draft;
use crate::{
    edit::Edit,
    model::{Field, Target},
};

/// A text that is being written in place. The map is previewed with it, so that rows grow along.
#[derive(Debug, Clone, PartialEq)]
pub struct TextEdit {
    /// Another one for every text edit that begins.
    pub serial: u64,
    /// The thing that has the text.
    pub target: Target,
    /// Which of its texts.
    pub field: Field,
    /// As it was typed so far, with the caret.
    pub draft: Draft,
    /// What stood there when it began.
    pub(super) given: String,
    /// As the map had it when the edit began; `None` for a new thing.
    pub(super) text_before: Option<String>,
    /// What the thing was made by, when it is new: all of it is one step.
    pub(super) before: Vec<Edit>,
    /// What was selected before, and is again should the thing not be kept.
    pub(super) came_from: Vec<Target>,
}

impl TextEdit {
    pub(super) fn edits(&self) -> Vec<Edit> {
        let text = Edit::SetText {
            target: self.target.clone(),
            field: self.field,
            text: self.draft.text().to_owned(),
        };
        self.before.iter().cloned().chain([text]).collect()
    }

    /// Whether the text is another than the map had.
    pub(super) fn differs(&self) -> bool {
        self.text_before.as_deref() != Some(self.draft.text())
    }

    /// A card that was never written on is not kept, nor a metric that was given neither name nor value.
    pub(super) fn is_void(&self) -> bool {
        let is_silent = self.draft.text().trim().is_empty();
        let is_left = match (&self.target, self.field) {
            (_, Field::Text) => is_silent,
            (Target::Metric(_), Field::Name | Field::Value) => {
                is_silent || self.draft.text() == self.given
            }
            _ => false,
        };
        !self.before.is_empty() && is_left
    }

    /// What stands there is meant, also where it is as it was given.
    pub(super) fn accept(&mut self) {
        self.given.clear();
    }
}
