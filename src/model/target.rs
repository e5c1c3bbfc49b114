//! What on a map a pointer, a selection or a finding means, and the texts of such things.

use super::{
    arrow::Arrow,
    card::Card,
    channel::Channel,
    curve::CurvePoint,
    id::Id,
    lane::Lane,
    map::Map,
    metric::Metric,
    persona::Persona,
    record::{Field, Record, text_field, texts},
    stage::{Stage, Step},
};

/// A thing on the map that can be pointed at, selected or named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    Title,
    /// The line of facts below the title: scenario, goal, state, review.
    Facts,
    Persona(Id),
    Channel(Id),
    Stage(Id),
    Step(Id),
    /// A lane by its label on the left.
    Lane(Id),
    Card(Id),
    Point(Id),
    Metric(Id),
    Arrow(Id),
    /// The room of one lane in one column; `step` where the stage has steps.
    Cell {
        lane: Id,
        stage: Id,
        step: Option<Id>,
    },
    /// A place of the channel matrix, dotted or not.
    Dot {
        lane: Id,
        channel: Id,
        stage: Id,
    },
    /// The line above a lane.
    Line {
        above: Id,
    },
}

impl Map {
    /// The text of a field; `None` when the target does not exist or has no such field.
    pub fn text(&self, target: &Target, field: Field) -> Option<String> {
        fn of<R: Record>(record: &R, field: Field) -> Option<String> {
            text_field(field)?.text(record)
        }
        match target {
            Target::Title => of(self, field).filter(|_| field == Field::Title),
            Target::Facts => of(self, field).filter(|_| field != Field::Title),
            Target::Persona(id) => of(&**self.persona(id)?, field),
            Target::Channel(id) => of(&**self.channel(id)?, field),
            Target::Stage(id) => of(&**self.stage(id)?, field),
            Target::Step(id) => of(self.step(id)?.1, field),
            Target::Lane(id) => of(&**self.lane(id)?, field),
            Target::Card(id) => of(&**self.card(id)?.1, field),
            Target::Point(id) => of(self.point(id)?.2, field),
            Target::Arrow(id) => of(&**self.arrow(id)?, field),
            Target::Metric(id) if field == Field::Value => {
                Some(self.metric(id)?.1.figure(self.language))
            }
            Target::Metric(id) => of(&**self.metric(id)?.1, field),
            Target::Cell { .. } | Target::Dot { .. } | Target::Line { .. } => None,
        }
    }
}

impl Target {
    /// The texts that such a thing has, as they are read on the sheet one after the other.
    pub fn texts(&self) -> Vec<Field> {
        let of_map = |is_title: bool| {
            let mut all = texts::<Map>();
            all.retain(|field| (*field == Field::Title) == is_title);
            all
        };
        match self {
            Self::Title => of_map(true),
            Self::Facts => of_map(false),
            Self::Persona(_) => texts::<Persona>(),
            Self::Channel(_) => texts::<Channel>(),
            Self::Stage(_) => texts::<Stage>(),
            Self::Step(_) => texts::<Step>(),
            Self::Lane(_) => texts::<Lane>(),
            Self::Card(_) => texts::<Card>(),
            Self::Point(_) => texts::<CurvePoint>(),
            Self::Metric(_) => texts::<Metric>(),
            Self::Arrow(_) => texts::<Arrow>(),
            Self::Cell { .. } | Self::Dot { .. } | Self::Line { .. } => Vec::new(),
        }
    }
}
