//! The own state of the panel: what is being typed and searched in it.

use egui::Id;

use crate::{
    editor::Intent,
    model::{self, Target},
    ui::choices::IconSearch,
};

/// The panel's own state: the field that is being typed in.
#[derive(Default)]
pub(in crate::ui) struct Inspector {
    pub(super) draft: Option<Draft>,
    pub(super) open_evidence: Option<OpenEvidence>,
    /// The thing of which a piece was shut, and the place of that: the keyboard goes on from there.
    pub(super) left_evidence: Option<(model::Id, usize)>,
    /// That of the frame before.
    pub(super) led_to_evidence: Option<(model::Id, usize)>,
    /// A new piece is asked for, of what is selected.
    pub(super) wants_evidence: bool,
    pub(super) icons: Option<OpenIcons>,
    /// What the panel shows: what was selected.
    pub(super) shown: Vec<Target>,
}

/// The piece of evidence whose fields are shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OpenEvidence {
    /// The card, point or metric that it backs.
    pub of: model::Id,
    /// Its place; behind all of them for one that is to be written first.
    pub index: usize,
    /// How many there are.
    pub count: usize,
    /// Not seen yet.
    pub fresh: bool,
}

pub(super) struct Draft {
    pub id: Id,
    pub text: String,
    /// What keeps the text when the field is left.
    pub done: Option<Intent>,
    pub drawn: bool,
}

/// The grid of icons while it is open.
pub(super) struct OpenIcons {
    /// For what an icon is chosen: for anything else the grid is shut.
    pub of: Vec<Target>,
    pub search: IconSearch,
}
