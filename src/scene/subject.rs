//! What a chunk of the display list stands for.

use crate::model::{CurveOf, Id, Target};

/// What a chunk stands for: a thing that can be pointed at, or a part of the sheet that cannot.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// What can be pointed at.
    Thing(Target),
    /// What becomes less from stage to stage.
    Funnel,
    /// What a page is called.
    Head,
    /// The way through the whole journey, at the head of a page.
    Way,
    /// What stands below everything on a page.
    Foot,
    /// Of the brand of the map.
    Logo,
    /// The grounds of a lane's cells.
    Cells {
        /// Their lane.
        lane: Id,
    },
    /// How much stands in each cell of a collapsed lane.
    Counts {
        /// Their lane.
        lane: Id,
    },
    /// What is said in the place of a lane that this version cannot draw.
    Notice {
        /// Its lane.
        lane: Id,
    },
    /// The levels of an emotion lane and the borders of its stages.
    Scale {
        /// Its lane.
        lane: Id,
    },
    /// A curve, its points aside.
    Curve {
        /// Its lane.
        lane: Id,
        /// Which one of that lane's.
        curve: CurveOf,
    },
    /// The lines of a channel matrix.
    Channels {
        /// Their lane.
        lane: Id,
    },
    /// The way of a persona through the channels; of everybody on a map without personas.
    Thread {
        /// Its lane.
        lane: Id,
        /// Whose way it is.
        persona: Option<Id>,
    },
    /// Where a way through the channels breaks off.
    ThreadBreak {
        /// Its lane.
        lane: Id,
    },
    /// The line from a pain point to what answers it.
    Answer {
        /// The pain point.
        pain: Id,
        /// The opportunity.
        opportunity: Id,
    },
    /// What the marks mean, below the lanes.
    Legend,
    /// Cells, axes and names of the matrix of value against effort.
    ValueMatrix,
}

impl From<Target> for Subject {
    fn from(target: Target) -> Self {
        Self::Thing(target)
    }
}
