//! What stays where it is on the screen while the sheet is laid out anew.

use crate::{
    layout::{Layout, PlacedRow},
    model::{Id, Target},
};

/// A place of the sheet that stays where it is on the screen, whatever grows above it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeldInPlace {
    of: HeldPart,
    /// The top of that part, as it was.
    y: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum HeldPart {
    Head,
    /// Title, facts or a persona.
    InHead(Target),
    Stages,
    /// With all lanes down to it.
    Lanes(Vec<Id>),
}

impl HeldInPlace {
    /// What of a sheet stands at a height.
    pub(super) fn at(layout: &Layout, y: f64) -> Self {
        let rows = &layout.rows;
        let above = rows.iter().take_while(|row| row.y <= y).count();
        match above.checked_sub(1) {
            Some(last) => Self {
                of: HeldPart::Lanes(lanes(&rows[..=last])),
                y: rows[last].y,
            },
            None if layout.stages.y <= y => Self {
                of: HeldPart::Stages,
                y: layout.stages.y,
            },
            None => Self {
                of: HeldPart::Head,
                y: layout.header.y,
            },
        }
    }

    /// A thing of a sheet whose top is at a height. In the head it is the thing itself that stays,
    /// whatever grows above it there; what grows below its top moves the rest of the sheet.
    pub(super) fn thing(layout: &Layout, target: &Target, y: f64) -> Self {
        match y < layout.stages.y {
            true => Self {
                of: HeldPart::InHead(target.clone()),
                y,
            },
            false => Self::at(layout, y),
        }
    }

    /// How far down it stands on another sheet; 0 where other lanes stand above it there.
    pub(super) fn moved_by(&self, layout: &Layout) -> f64 {
        self.moved_to(layout).map_or(0.0, |y| y - self.y)
    }

    fn moved_to(&self, layout: &Layout) -> Option<f64> {
        match &self.of {
            HeldPart::Head => Some(layout.header.y),
            HeldPart::InHead(target) => Some(layout.rect_of(target)?.y0),
            HeldPart::Stages => Some(layout.stages.y),
            HeldPart::Lanes(ids) => {
                let rows = layout.rows.get(..ids.len())?;
                let last = rows.last().filter(|_| lanes(rows) == *ids)?;
                Some(last.y)
            }
        }
    }
}

fn lanes(rows: &[PlacedRow]) -> Vec<Id> {
    let lanes = rows.iter().map(|row| row.part.lane.id.clone());
    lanes.collect()
}
