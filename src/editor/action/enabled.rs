//! Rules on whether an action can be done that are too long for its row.

use std::sync::Arc;

use super::{
    Action,
    behaviour::{Allowed, need},
};
use crate::{
    editor::Editor,
    model::{CardRole, Id, Lane, Target},
    words::{Language, marked},
};

impl Editor {
    pub(super) fn has_selected(
        &self,
        fits: impl Fn(&Target) -> bool,
        why_not: &'static str,
    ) -> Allowed {
        need(self.selection().targets().iter().any(fits), why_not)
    }

    pub(super) fn can_be_backed(&self) -> Allowed {
        let only = self.selection().only();
        need(
            matches!(
                only,
                Some(Target::Card(_) | Target::Point(_) | Target::Metric(_))
            ),
            marked("Select one card, curve point or metric first."),
        )
    }

    pub(super) fn can_link(&self) -> Allowed {
        let two_stages = matches!(
            self.selection().targets(),
            [Target::Stage(_), Target::Stage(_)]
        );
        let why_not = match two_stages {
            true => marked(
                "An arrow leads from card to card: add a card to both stages in one lane first.",
            ),
            false => marked(
                "Select two cards or two stages first: the arrow leads from the first to the second.",
            ),
        };
        need(self.link_name().is_some(), why_not)
    }

    pub(super) fn has_something_at_hand(&self) -> Allowed {
        let selected = self.selection();
        let any = !selected.is_empty()
            && (!self.choices(Language::English).is_empty() || !Action::at_hand(self).is_empty());
        need(any, marked("Select a card, a stage or a persona first."))
    }

    pub(super) fn has_selected_lanes(&self) -> Allowed {
        need(
            !self.selected_lanes().is_empty(),
            marked("Select a lane first."),
        )
    }

    /// The lane of the one thing that is selected.
    pub(super) fn lane_of_selected(&self) -> Option<&Id> {
        self.map().lane_of(self.selection().only()?)
    }

    pub(super) fn has_line_above(&self) -> Allowed {
        need(
            self.line_above().is_some(),
            marked("Select a lane with a line above it first."),
        )
    }

    pub(super) fn has_opportunities(&self) -> Allowed {
        let mut lanes = self.map().lanes.iter();
        let holds = |lane: &Arc<Lane>| {
            lane.role() == Some(CardRole::Opportunities) && !lane.cards().is_empty()
        };
        need(lanes.any(holds), marked("Add an opportunity first."))
    }

    pub(super) fn has_looked_for_something(&self) -> Allowed {
        need(
            !self.find().query().is_empty(),
            marked("Search for text first."),
        )
    }

    pub(super) fn can_connect(&self) -> Allowed {
        let is_card = matches!(self.selection().only(), Some(Target::Card(_)));
        let is_alone = self.map().cards().nth(1).is_none();
        need(is_card, marked("Select one card first."))?;
        need(!is_alone, marked("Add another card first."))
    }

    pub(super) fn can_present(&self) -> Allowed {
        let stops = &self.map().stops;
        let is_any_shown = stops.is_empty() || stops.iter().any(|stop| !stop.hidden);
        need(
            is_any_shown,
            marked("All stops are hidden: show one in the strip of stops first."),
        )
    }

    pub(super) fn can_walk(&self) -> Allowed {
        need(!self.map().stages.is_empty(), marked("Add a stage first."))
    }

    pub(super) fn can_cut(&self) -> Allowed {
        need(
            self.clip_kind().is_some() && !self.deletion().is_empty(),
            marked("Select something that can be deleted first."),
        )
    }

    pub(super) fn can_delete(&self) -> Allowed {
        need(
            !self.deletion().is_empty(),
            marked("Select something that can be deleted first."),
        )
    }

    pub(super) fn can_let_go(&self) -> Allowed {
        need(
            self.is_busy()
                || self.draws_curve()
                || self.find().is_open()
                || self.talk().is_some()
                || self.ring().is_some()
                || self.connects().is_some()
                || !self.selection().is_empty(),
            marked("Nothing is selected."),
        )
    }

    pub(super) fn can_edit_text(&self) -> Allowed {
        let text = self.selection().only().and_then(|target| {
            let layout = self.layout();
            layout.text_place(target, target.main_field()?)
        });
        need(
            text.is_some() || self.draws_curve(),
            marked("Select one item with text first."),
        )
    }

    pub(super) fn can_add_here(&self) -> Allowed {
        let lane = match self.selection().only() {
            Some(Target::Cell { lane, .. }) => self.map().lane(lane),
            _ => None,
        };
        let takes = |lane: &Arc<Lane>| lane.lane_type().and_then(Action::adding_to).is_some();
        need(
            lane.is_some_and(takes),
            marked("Select an empty cell first."),
        )
    }

    pub(super) fn can_turn_time_columns(&self) -> Allowed {
        let mut times = self.map().stages.iter().map(|stage| stage.minutes());
        need(
            self.map().columns_by_time || times.any(|time| time.is_some()),
            marked("Set the duration of a stage first."),
        )
    }
}
