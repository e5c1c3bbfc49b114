//! What was selected when the map was another one, for undo and redo to select again.

use std::{collections::HashMap, sync::Arc};

use super::selection::Selection;
use crate::model::Map;

/// The selections that states of the map were left with.
pub(super) struct SelectedBefore {
    /// The committed map, and what was selected when nothing was going on in it.
    committed: Arc<Map>,
    selection: Selection,
    /// By where a map lies. Another one that comes to lie there is left before it is returned to,
    /// as all of them are.
    left: HashMap<usize, Selection>,
}

fn address(map: &Arc<Map>) -> usize {
    Arc::as_ptr(map).addr()
}

impl SelectedBefore {
    pub(super) fn new(committed: Arc<Map>) -> Self {
        Self {
            committed,
            selection: Selection::default(),
            left: HashMap::new(),
        }
    }

    /// The committed map may be another one now.
    pub(super) fn see(&mut self, committed: &Arc<Map>) {
        if !Arc::ptr_eq(committed, &self.committed) {
            let left = std::mem::replace(&mut self.committed, committed.clone());
            self.left.insert(address(&left), self.selection.clone());
        }
    }

    /// What is selected while nothing is going on.
    pub(super) fn note(&mut self, selection: &Selection) {
        self.selection = selection.clone();
    }

    /// What was selected when the committed map was left, if it ever was.
    pub(super) fn again(&self) -> Option<Selection> {
        self.left.get(&address(&self.committed)).cloned()
    }
}
