//! The own state of the panel: what is being typed and searched in it.

use egui::Id;

use crate::{
    editor::Intent,
    model::{self, Target},
};

/// The panel's own state: the field that is being typed in.
#[derive(Default)]
pub(in crate::ui) struct Inspector {
    pub(super) draft: Option<Draft>,
    /// The piece of evidence whose fields are shown, by its card.
    pub(super) open_evidence: Option<(model::Id, usize)>,
    pub(super) icons: Option<IconSearch>,
}

pub(super) struct Draft {
    pub id: Id,
    pub text: String,
    /// What keeps the text when the field is left.
    pub done: Option<Intent>,
    pub drawn: bool,
}

/// The grid while it is open.
pub(super) struct IconSearch {
    /// For what an icon is chosen: for anything else the grid is shut.
    pub of: Vec<Target>,
    pub query: String,
    pub fresh: bool,
}
