//! Undo and redo without limit, transactions, and what was saved.

use std::sync::Arc;

use super::{apply::apply_all, edits::Edit, error::EditError};
use crate::model::Map;

/// The states that a map went through, kept whole (their parts are shared).
///
/// A step has a name, English, for the translation table. A transaction previews edits, always
/// computed from the map it began with, until it is committed as one step or cancelled.
#[derive(Debug, Clone)]
pub struct History {
    committed: Arc<Map>,
    /// Oldest first; each with the map before it.
    done: Vec<UndoStep>,
    /// Latest undone last; each with the map after it.
    undone: Vec<UndoStep>,
    saved: Option<Arc<Map>>,
    /// Whether what was saved says the same as what is committed.
    is_saved: bool,
    open: Option<UndoStep>,
}

#[derive(Debug, Clone)]
struct UndoStep {
    name: &'static str,
    map: Arc<Map>,
}

impl History {
    /// Begins with a map that counts as saved.
    pub fn new(map: Arc<Map>) -> Self {
        Self {
            saved: Some(map.clone()),
            is_saved: true,
            committed: map,
            done: Vec::new(),
            undone: Vec::new(),
            open: None,
        }
    }

    /// The map as it is to be seen: the preview of an open transaction, else the committed one.
    pub fn map(&self) -> &Arc<Map> {
        self.open.as_ref().map_or(&self.committed, |step| &step.map)
    }

    /// The map without the preview of an open transaction.
    pub fn committed(&self) -> &Arc<Map> {
        &self.committed
    }

    /// Applies edits as one step; `Ok(false)` when they changed nothing and left no step.
    /// An open transaction is cancelled.
    pub fn apply(&mut self, name: &'static str, edits: &[Edit]) -> Result<bool, EditError> {
        self.begin(name);
        match self.preview(edits) {
            Ok(()) => Ok(self.commit()),
            Err(error) => {
                self.cancel();
                Err(error)
            }
        }
    }

    /// Puts a whole map, without a [`Map::check`] problem, in the place of this one, as one step;
    /// `false` when it is the same and left no step. An open transaction is cancelled.
    pub fn replace(&mut self, name: &'static str, map: Arc<Map>) -> bool {
        self.open = Some(UndoStep { name, map });
        self.commit()
    }

    /// Opens a transaction; one that is open is cancelled.
    pub fn begin(&mut self, name: &'static str) {
        let map = self.committed.clone();
        self.open = Some(UndoStep { name, map });
    }

    /// Shows what `edits` make of the map that the transaction began with. When one of them is
    /// refused, the preview before stays. Without a transaction nothing happens.
    pub fn preview(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        if let Some(step) = &mut self.open {
            step.map = apply_all(&self.committed, edits)?;
        }
        Ok(())
    }

    /// Makes the preview a step; `false` when it changed nothing and left no step.
    pub fn commit(&mut self) -> bool {
        let Some(UndoStep { name, map }) = self.open.take() else {
            return false;
        };
        if Arc::ptr_eq(&map, &self.committed) || map == self.committed {
            return false;
        }
        let before = std::mem::replace(&mut self.committed, map);
        self.done.push(UndoStep { name, map: before });
        self.undone.clear();
        self.compare_saved();
        true
    }

    /// Drops the open transaction; `false` when there was none.
    pub fn cancel(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Whether a transaction has begun and not ended.
    pub fn in_transaction(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the last step back and names it. An open transaction is cancelled.
    pub fn undo(&mut self) -> Option<&'static str> {
        self.open = None;
        let UndoStep { name, map } = self.done.pop()?;
        let after = std::mem::replace(&mut self.committed, map);
        self.undone.push(UndoStep { name, map: after });
        self.compare_saved();
        Some(name)
    }

    /// Does the last undone step again and names it. An open transaction is cancelled.
    pub fn redo(&mut self) -> Option<&'static str> {
        self.open = None;
        let UndoStep { name, map } = self.undone.pop()?;
        let before = std::mem::replace(&mut self.committed, map);
        self.done.push(UndoStep { name, map: before });
        self.compare_saved();
        Some(name)
    }

    /// The name of the step that [`History::undo`] would take back.
    pub fn undo_name(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.name)
    }

    /// The name of the step that [`History::redo`] would do again.
    pub fn redo_name(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.name)
    }

    /// Whether the committed map differs from what was saved last, whatever way led to it.
    pub fn is_dirty(&self) -> bool {
        !self.is_saved
    }

    fn compare_saved(&mut self) {
        let is_it =
            |saved: &Arc<Map>| Arc::ptr_eq(saved, &self.committed) || *saved == self.committed;
        self.is_saved = self.saved.as_ref().is_some_and(is_it);
    }

    /// The state that lies in the file, as far as one does.
    pub fn saved(&self) -> Option<&Arc<Map>> {
        self.saved.as_ref()
    }

    /// Whether a state, the very `Arc`, is the committed one or was before it: not undone, that is.
    pub fn has_passed(&self, state: &Arc<Map>) -> bool {
        let before = self.done.iter().map(|step| &step.map);
        before
            .chain([&self.committed])
            .any(|map| Arc::ptr_eq(map, state))
    }

    /// Tells which state lies in the file now: the very `Arc` that was written, since the map may
    /// have gone on meanwhile. `None`: no state does.
    pub fn mark_saved(&mut self, map: Option<Arc<Map>>) {
        self.saved = map;
        self.compare_saved();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Target};

    fn title(text: &str) -> Edit {
        Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: text.to_owned(),
        }
    }

    fn history() -> History {
        History::new(Arc::new(Map::default()))
    }

    #[test]
    fn a_commit_that_changed_nothing_leaves_no_step() {
        let mut history = history();
        assert_eq!(history.apply("Edit text", &[title("")]), Ok(false));
        assert_eq!(history.undo_name(), None);
        assert!(!history.is_dirty());
    }

    #[test]
    fn previews_are_computed_from_the_base_and_leave_no_trace_when_cancelled() {
        let mut history = history();
        let base = history.map().clone();
        history.begin("Edit text");
        history.preview(&[title("a")]).unwrap();
        history
            .preview(&[Edit::SetState(crate::model::MapState::Future)])
            .unwrap();
        assert_eq!(history.map().title, "");
        assert!(history.cancel());
        assert!(Arc::ptr_eq(history.map(), &base));
    }

    #[test]
    fn a_whole_map_takes_the_place_of_another_as_one_step() {
        let mut history = history();
        history.apply("Edit text", &[title("a")]).unwrap();
        let other = Arc::new(Map {
            title: "other".to_owned(),
            ..Map::default()
        });
        assert!(history.replace("Restore", other.clone()));
        assert!(Arc::ptr_eq(history.map(), &other));
        assert!(!history.replace("Restore", Arc::new(Map::clone(&other))));
        assert_eq!(history.undo(), Some("Restore"));
        assert_eq!(history.map().title, "a");
        history.redo();
        assert_eq!(history.map().title, "other");
    }

    #[test]
    fn the_saved_mark_survives_undo_past_it() {
        let mut history = history();
        history.apply("Edit text", &[title("a")]).unwrap();
        history.mark_saved(Some(history.map().clone()));
        history.apply("Edit text", &[title("b")]).unwrap();
        assert!(history.is_dirty());
        history.undo();
        assert!(!history.is_dirty());
        history.undo();
        assert!(history.is_dirty());
        history.redo();
        assert!(!history.is_dirty());
        history.undo();
        history.apply("Edit text", &[title("a")]).unwrap();
        assert!(!history.is_dirty(), "another way to the same text");
        assert_eq!(history.redo_name(), None);
    }
}
