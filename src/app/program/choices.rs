//! The picture of two versions, made anew as somebody ticks and settles what is to come out.

use std::{collections::HashSet, sync::Arc};

use super::{News, Program, comparison::ComparisonNews, differences::picture};
use crate::{
    app::tickets::Ticket,
    compare::Side,
    scene::Scene,
    ui::{Dialog, Found, Mark},
};

impl Program {
    /// Something was ticked or settled in the dialog of two versions.
    pub(super) fn look_at_choices(&mut self) {
        let (Some(compared), Some(Dialog::Compare(dialog))) =
            (&self.comparison.compared, &self.dialogs.open)
        else {
            return;
        };
        let Some(Ok(found)) = &dialog.found else {
            return;
        };
        let (merge, fonts) = (compared.merge.clone(), self.services.fonts.clone());
        let ticket = self.comparison.tickets.issue();
        let comparing = dialog.comparing;
        let (taken, sides) = chosen(found);
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let is_taken = |index| taken.contains(&index);
                let (scene, marks) = picture(&merge, comparing, is_taken, &sides, &fonts);
                News::Comparison(ComparisonNews::ChoicesSeen(ticket, scene, marks))
            },
        );
    }

    pub(super) fn choices_seen(&mut self, ticket: Ticket, scene: Arc<Scene>, marks: Vec<Mark>) {
        // Of what was chosen since there is another one on its way.
        if self.comparison.tickets.accepts(ticket)
            && let Some(Dialog::Compare(dialog)) = &mut self.dialogs.open
            && let Some(Ok(found)) = &mut dialog.found
        {
            (found.scene, found.marks) = (scene, marks);
        }
    }
}

/// The changes that are ticked, and the side of each conflict.
pub(super) fn chosen(found: &Found) -> (HashSet<usize>, Vec<Side>) {
    let rows = found.changes.iter().filter(|row| row.is_taken);
    let taken = rows.flat_map(|row| row.changes.iter().copied()).collect();
    let sides = found.conflicts.iter().map(|row| row.side).collect();
    (taken, sides)
}
