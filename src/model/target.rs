//! What on a map a pointer, a selection or a finding means, and the texts of such things.

use super::{
    arrow::Arrow,
    card::Card,
    channel::Channel,
    color::Hue,
    curve::CurvePoint,
    id::Id,
    lane::Lane,
    lane_type::LaneType,
    map::Map,
    metric::Metric,
    part::Part,
    persona::Persona,
    picture::Picture,
    record::{Field, Record, text_field, texts},
    stage::{Stage, Step},
    stop::Stop,
};

/// A thing on the map that can be pointed at, selected or named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The title of the map.
    Title,
    /// The line of facts below the title: scenario, goal, state, review.
    Facts,
    /// A persona above the sheet.
    Persona(Id),
    /// A channel, seen as a row of each matrix.
    Channel(Id),
    /// The header of a stage.
    Stage(Id),
    /// The header of a step.
    Step(Id),
    /// A lane by its label on the left.
    Lane(Id),
    /// A card.
    Card(Id),
    /// A point of a curve.
    Point(Id),
    /// A metric.
    Metric(Id),
    /// An arrow.
    Arrow(Id),
    /// The room of one lane in one column; `step` where the stage has steps.
    Cell {
        /// Its row.
        lane: Id,
        /// Its column.
        stage: Id,
        /// The column within the stage, where that has steps.
        step: Option<Id>,
    },
    /// A place of the channel matrix, dotted or not.
    Dot {
        /// The matrix that it is a place of.
        lane: Id,
        /// Its row in the matrix.
        channel: Id,
        /// Its column in the matrix.
        stage: Id,
    },
    /// The line above a lane.
    Line {
        /// The lane below it.
        above: Id,
    },
    /// A stop of a talk; it has no place on the sheet.
    Stop(Id),
}

impl Target {
    /// The part with an id that it is; `None` for the map and for rooms and lines, which have none.
    pub fn part(&self) -> Option<(Part, &Id)> {
        Some(match self {
            Self::Persona(id) => (Part::Persona, id),
            Self::Channel(id) => (Part::Channel, id),
            Self::Stage(id) => (Part::Stage, id),
            Self::Step(id) => (Part::Step, id),
            Self::Lane(id) => (Part::Lane, id),
            Self::Card(id) => (Part::Card, id),
            Self::Point(id) => (Part::Point, id),
            Self::Metric(id) => (Part::Metric, id),
            Self::Arrow(id) => (Part::Arrow, id),
            Self::Stop(id) => (Part::Stop, id),
            Self::Title
            | Self::Facts
            | Self::Cell { .. }
            | Self::Dot { .. }
            | Self::Line { .. } => return None,
        })
    }

    /// Its id, if it is a part of the kind.
    pub fn id_of(&self, kind: Part) -> Option<&Id> {
        let (part, id) = self.part()?;
        (part == kind).then_some(id)
    }

    /// The part of a kind by its id.
    pub fn of(part: Part, id: Id) -> Self {
        match part {
            Part::Persona => Self::Persona(id),
            Part::Channel => Self::Channel(id),
            Part::Stage => Self::Stage(id),
            Part::Step => Self::Step(id),
            Part::Lane => Self::Lane(id),
            Part::Card => Self::Card(id),
            Part::Point => Self::Point(id),
            Part::Metric => Self::Metric(id),
            Part::Arrow => Self::Arrow(id),
            Part::Stop => Self::Stop(id),
        }
    }

    /// The lane that it is, is a room of, or stands above; `None` for what stands in a lane, which
    /// [`Map::lane_of`] finds.
    pub fn own_lane(&self) -> Option<&Id> {
        match self {
            Self::Lane(id)
            | Self::Cell { lane: id, .. }
            | Self::Dot { lane: id, .. }
            | Self::Line { above: id } => Some(id),
            Self::Title
            | Self::Facts
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Step(_)
            | Self::Card(_)
            | Self::Point(_)
            | Self::Metric(_)
            | Self::Arrow(_)
            | Self::Stop(_) => None,
        }
    }

    /// Whether it stands in a lane, in the room of a stage.
    pub fn is_content(&self) -> bool {
        self.part().is_some_and(|(part, _)| part.is_content())
    }

    /// The text that stands first in it; `None` where it has none.
    pub fn first_field(&self) -> Option<Field> {
        match self {
            Self::Title | Self::Stage(_) | Self::Step(_) | Self::Lane(_) | Self::Stop(_) => {
                Some(Field::Title)
            }
            Self::Facts => Some(Field::Scenario),
            Self::Persona(_) | Self::Channel(_) | Self::Metric(_) => Some(Field::Name),
            Self::Card(_) => Some(Field::Text),
            Self::Point(_) | Self::Arrow(_) => Some(Field::Label),
            Self::Cell { .. } | Self::Dot { .. } | Self::Line { .. } => None,
        }
    }

    /// The text that is meant when the thing as a whole is to be written on.
    pub fn main_field(&self) -> Option<Field> {
        let is_metric = matches!(self, Self::Metric(_));
        self.first_field()
            .map(|first| if is_metric { Field::Value } else { first })
    }
}

impl Map {
    /// What kind of thing it is: "Pain point"; English, for the translation table.
    pub fn kind_name(&self, target: &Target) -> &'static str {
        match target {
            Target::Title => "Title",
            Target::Facts => "Scenario",
            Target::Persona(_) => "Persona",
            Target::Channel(_) | Target::Dot { .. } => "Channel",
            Target::Stage(_) => "Stage",
            Target::Step(_) => "Step",
            Target::Lane(_) => "Lane",
            Target::Card(id) => {
                let role = self.card(id).and_then(|(lane, _)| lane.role());
                role.unwrap_or_default().card_name()
            }
            Target::Point(_) => "Curve point",
            Target::Metric(_) => "Metric",
            Target::Arrow(_) => "Arrow",
            Target::Stop(_) => "Stop",
            Target::Cell { .. } => "Cell",
            Target::Line { above } => {
                let line = self.lines.iter().find(|line| line.above == *above);
                line.map_or("Line", |line| line.kind.name())
            }
        }
    }

    /// Whether the map has the thing.
    pub fn has(&self, target: &Target) -> bool {
        match target {
            Target::Title | Target::Facts => true,
            Target::Persona(id) => self.persona(id).is_some(),
            Target::Channel(id) => self.channel(id).is_some(),
            Target::Stage(id) => self.stage(id).is_some(),
            Target::Step(id) => self.step(id).is_some(),
            Target::Lane(id) => self.lane(id).is_some(),
            Target::Card(id) => self.card(id).is_some(),
            Target::Point(id) => self.point(id).is_some(),
            Target::Metric(id) => self.metric(id).is_some(),
            Target::Arrow(id) => self.arrow(id).is_some(),
            Target::Stop(id) => self.stop(id).is_some(),
            Target::Cell { lane, stage, step } => {
                let has_step = |stage: &Stage| match step {
                    Some(step) => stage.steps.iter().any(|known| known.id == *step),
                    None => true,
                };
                self.lane(lane).is_some() && self.stage(stage).is_some_and(|s| has_step(s))
            }
            Target::Dot {
                lane,
                channel,
                stage,
            } => {
                let lane = self.lane(lane);
                lane.is_some_and(|lane| LaneType::Channels.is(lane))
                    && self.channel(channel).is_some()
                    && self.stage(stage).is_some()
            }
            Target::Line { above } => self.lines.iter().any(|line| line.above == *above),
        }
    }

    /// The picture of a thing that can have one.
    pub fn picture_of(&self, target: &Target) -> Option<Option<&Picture>> {
        let persona = || Some(self.persona(target.id_of(Part::Persona)?)?.picture.as_ref());
        let card = || Some(self.card(target.id_of(Part::Card)?)?.1.picture.as_ref());
        persona().or_else(card)
    }

    /// The colour of a thing that has one of its own.
    pub fn hue_of(&self, target: &Target) -> Option<Hue> {
        let stage = || Some(self.stage(target.id_of(Part::Stage)?)?.hue);
        let persona = || Some(self.persona(target.id_of(Part::Persona)?)?.hue);
        stage().or_else(persona)
    }

    /// The lane that a thing is or stands in, or above which it does.
    pub fn lane_of<'a>(&'a self, target: &'a Target) -> Option<&'a Id> {
        match target {
            Target::Card(id) => self.card(id).map(|(lane, _)| &lane.id),
            Target::Point(id) => self.point(id).map(|(lane, ..)| &lane.id),
            Target::Metric(id) => self.metric(id).map(|(lane, _)| &lane.id),
            Target::Title
            | Target::Facts
            | Target::Persona(_)
            | Target::Channel(_)
            | Target::Stage(_)
            | Target::Step(_)
            | Target::Lane(_)
            | Target::Arrow(_)
            | Target::Stop(_)
            | Target::Cell { .. }
            | Target::Dot { .. }
            | Target::Line { .. } => target.own_lane(),
        }
    }

    /// The stage that a thing is or stands in, and the step where it is said; `None` for things of
    /// the whole map or of a lane.
    pub fn stage_of<'a>(&'a self, target: &'a Target) -> Option<(&'a Id, Option<&'a Id>)> {
        Some(match target {
            Target::Stage(id) => (id, None),
            Target::Step(id) => {
                let (stage, step) = self.step(id)?;
                (&stage.id, Some(&step.id))
            }
            Target::Cell { stage, step, .. } => (stage, step.as_ref()),
            Target::Dot { stage, .. } => (stage, None),
            Target::Card(id) => {
                let (_, card) = self.card(id)?;
                (&card.stage, card.step.as_ref())
            }
            Target::Point(id) => (&self.point(id)?.2.stage, None),
            Target::Metric(id) => (self.metric(id)?.1.stage.as_ref()?, None),
            Target::Title
            | Target::Facts
            | Target::Persona(_)
            | Target::Channel(_)
            | Target::Lane(_)
            | Target::Arrow(_)
            | Target::Stop(_)
            | Target::Line { .. } => return None,
        })
    }

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
            Target::Stop(id) => of(&**self.stop(id)?, field),
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
            Self::Stop(_) => texts::<Stop>(),
            Self::Cell { .. } | Self::Dot { .. } | Self::Line { .. } => Vec::new(),
        }
    }
}
