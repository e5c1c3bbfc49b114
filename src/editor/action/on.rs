//! Whether what actions turn on and off is so now.

use crate::{
    editor::Editor,
    model::{CurvePoint, Hue, LineKind, Part, Target},
};

impl Editor {
    pub(super) fn selected_points(&self) -> impl Iterator<Item = &CurvePoint> {
        let targets = self.selection.targets().iter();
        targets.filter_map(|target| Some(self.map().point(target.id_of(Part::Point)?)?.2))
    }

    pub(super) fn are_moments_of_truth(&self) -> Option<bool> {
        all(self.selected_points().map(|point| point.moment_of_truth))
    }

    pub(super) fn are_conversions(&self) -> Option<bool> {
        let map = self.map();
        let targets = self.selection.targets().iter();
        all(targets.filter_map(|target| match target {
            Target::Card(id) => Some(map.card(id)?.1.conversion),
            Target::Point(id) => Some(map.point(id)?.2.conversion),
            _ => None,
        }))
    }

    pub(super) fn have_hue(&self, hue: Hue) -> Option<bool> {
        let targets = self.selection.targets().iter();
        let hues = targets.filter_map(|target| self.map().hue_of(target));
        all(hues.map(|of| of == hue))
    }

    /// That above the selected lane.
    pub(super) fn line_above(&self) -> Option<LineKind> {
        let lane = self.lane_of_selected()?;
        let mut lines = self.map().lines.iter();
        Some(lines.find(|line| line.above == *lane)?.kind)
    }

    /// Whether the selected lanes of channels, else all of them, show the paths of personas.
    pub(super) fn shows_threads(&self) -> Option<bool> {
        all(self.matrices().into_iter().map(|(_, on)| on))
    }
}

/// `None` of nothing.
fn all(mut each: impl Iterator<Item = bool>) -> Option<bool> {
    let first = each.next()?;
    Some(first && each.all(|is_so| is_so))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_nothing_is_nothing() {
        for (each, are) in [
            (&[][..], None),
            (&[true, true], Some(true)),
            (&[true, false], Some(false)),
            (&[false], Some(false)),
        ] {
            assert_eq!(all(each.iter().copied()), are);
        }
    }
}
