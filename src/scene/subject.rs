//! What a chunk of the display list stands for.

use crate::model::{CurveOf, Id, Target};

/// What a chunk stands for: a thing that can be pointed at, or a part of the sheet that cannot.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    Thing(Target),
    /// What becomes less from stage to stage.
    Funnel,
    /// The grounds of a lane's cells.
    Cells {
        lane: Id,
    },
    /// How much stands in each cell of a collapsed lane.
    Counts {
        lane: Id,
    },
    /// What is said in the place of a lane that this version cannot draw.
    Notice {
        lane: Id,
    },
    /// The levels of an emotion lane and the borders of its stages.
    Scale {
        lane: Id,
    },
    Curve {
        lane: Id,
        curve: CurveOf,
    },
    /// The lines of a channel matrix.
    Channels {
        lane: Id,
    },
    /// The way of a persona through the channels; of everybody on a map without personas.
    Thread {
        lane: Id,
        persona: Option<Id>,
    },
    ThreadBreak {
        lane: Id,
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
