//! Every change there is to a map.

use std::sync::Arc;

use crate::{
    model::{
        Arrow, Basis, Brand, Card, Channel, CurveOf, CurvePoint, Date, Field, Id, Lane, LevelWord,
        LineKind, LinkLook, MapState, Metric, Persona, Picture, Scale, Stage, Step, Stop, Target,
        Times,
    },
    words::Language,
};

/// One change to a map.
///
/// An `index` beyond the end means the end. A change that names a thing which does not exist, or
/// that would break an invariant of [`Map::check`](crate::model::Map::check), is refused with an [`EditError`](super::EditError).
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Writes a text; lists (goals, frustrations) come one a line, a metric's value as a figure
    /// with its unit ("4.6 / 5", "4,6 / 5"); what became of it and how many were asked may follow
    /// ("81 % +3 pt n = 214"), and stay as they are where they do not.
    SetText {
        /// The thing that has the text.
        target: Target,
        /// Which of its texts.
        field: Field,
        /// What it says from now on.
        text: String,
    },
    /// Says whether the journey is as it is or as it should be.
    SetState(MapState),
    /// Leaves the explanation of the marks away, or not.
    SetLegendHidden(bool),
    /// Says when the map was last held against reality.
    SetReviewed(Option<Date>),
    /// Values and spreads keep their share of the scale, so that the curve keeps its shape.
    SetScale(Scale),
    /// What levels of the scale are called; all of them.
    SetEmotionWords(Vec<LevelWord>),
    /// Makes columns as wide as their time is long, or not.
    SetColumnsByTime(bool),
    /// Draws a funnel over the stages, or not.
    SetFunnel(bool),
    /// Says how the sheet shows which opportunity answers which pain point.
    SetLinks(LinkLook),
    /// Says which language the map is written in.
    SetLanguage(Language),
    /// Gives the map a company's look, another one, or (`None`) our own again.
    SetBrand(Option<Arc<Brand>>),

    /// Puts a stage at a place among the others.
    InsertStage {
        /// Among the stages.
        index: usize,
        /// With its steps.
        stage: Arc<Stage>,
    },
    /// Puts a step at a place among those of a stage.
    InsertStep {
        /// The stage that gets it.
        stage: Id,
        /// Among the stage's steps.
        index: usize,
        /// The new one.
        step: Step,
    },
    /// Puts a lane at a place among the others, with what stands in it.
    InsertLane {
        /// Among the lanes, hidden ones counted.
        index: usize,
        /// The new one.
        lane: Arc<Lane>,
    },
    /// Puts a persona at a place among the others.
    InsertPersona {
        /// Among the personas.
        index: usize,
        /// The new one.
        persona: Arc<Persona>,
    },
    /// Puts a channel at a place among the others.
    InsertChannel {
        /// Among the channels.
        index: usize,
        /// The new one.
        channel: Arc<Channel>,
    },
    /// `index` counts within the card's cell.
    InsertCard {
        /// A lane of cards.
        lane: Id,
        /// Within the cell.
        index: usize,
        /// The new one, which says in which stage and step.
        card: Arc<Card>,
    },
    /// Onto a curve, which begins with it where there is none yet.
    InsertPoint {
        /// A lane of emotions.
        lane: Id,
        /// Which of its curves.
        curve: CurveOf,
        /// The new one, which says where in the journey.
        point: CurvePoint,
    },
    /// Draws an arrow between two cards.
    InsertArrow(Arc<Arrow>),
    /// Puts a stop at a place among the others.
    InsertStop {
        /// Among the stops.
        index: usize,
        /// The new one.
        stop: Arc<Stop>,
    },
    /// `index` counts within the metric's stage.
    InsertMetric {
        /// A lane of metrics.
        lane: Id,
        /// Within the stage.
        index: usize,
        /// The new one, which says in which stage.
        metric: Arc<Metric>,
    },

    /// Puts a part in the place of the one with the same id. Cards of steps that are gone move
    /// to the step before.
    ReplaceStage(Arc<Stage>),
    /// The whole lane, with all that it holds.
    ReplaceLane(Arc<Lane>),
    /// Puts a persona in the place of the one with the same id.
    ReplacePersona(Arc<Persona>),
    /// Puts a channel in the place of the one with the same id.
    ReplaceChannel(Arc<Channel>),
    /// Puts a card in the place of the one with the same id.
    ReplaceCard(Arc<Card>),
    /// Puts a point in the place of the one with the same id.
    ReplacePoint(CurvePoint),
    /// Puts a metric in the place of the one with the same id.
    ReplaceMetric(Arc<Metric>),
    /// Puts an arrow in the place of the one with the same id.
    ReplaceArrow(Arc<Arrow>),
    /// Puts a stop in the place of the one with the same id.
    ReplaceStop(Arc<Stop>),
    /// Gives a persona or a card a picture, or takes it away.
    SetPicture {
        /// A persona or a card.
        target: Target,
        /// `None` takes it away.
        picture: Option<Picture>,
    },

    /// Removes a part that has an id, or a line, with all that depends on it: a stage takes its
    /// cards, points, metrics and marks along; a persona its curves and mentions; a channel its
    /// marks and mentions; a lane what it holds and the line above it; the cards of a step move
    /// to the step before. What goes is shown by no stop any more, and a stop that showed nothing
    /// else goes, too.
    Remove(Target),
    /// Moves a stage, a step (within its stage), a lane, a persona, a channel or a stop to a place
    /// among the others of its kind, itself not counted.
    Reorder {
        /// What is moved.
        target: Target,
        /// Where it goes.
        index: usize,
    },
    /// Moves cards, in the order given, into one cell; `index` counts the cell's other cards.
    MoveCards {
        /// The cards, in the order in which they are to stand.
        ids: Vec<Id>,
        /// Where they go: the row.
        lane: Id,
        /// The column.
        stage: Id,
        /// The column within the stage.
        step: Option<Id>,
        /// Within the cell.
        index: usize,
    },
    /// `at` and `value` are clamped into their ranges.
    MovePoint {
        /// The point.
        id: Id,
        /// Where it goes.
        stage: Id,
        /// 0 to 1 across that stage.
        at: f64,
        /// On the emotion scale; `None` makes a gap.
        value: Option<f64>,
    },
    /// `index` counts the stage's other metrics in the lane.
    MoveMetric {
        /// The metric.
        id: Id,
        /// Where it goes: the row.
        lane: Id,
        /// The column; `None` for the whole journey.
        stage: Option<Id>,
        /// Within the stage.
        index: usize,
    },
    /// How long a stage or a step takes.
    SetTimes {
        /// A stage or a step.
        target: Target,
        /// Doing, waiting or both.
        times: Times,
    },
    /// What a metric is computed from: its value, unit and n follow. `None` leaves them as they
    /// are, to be written by hand.
    SetBasis {
        /// The metric.
        metric: Id,
        /// The counts.
        basis: Option<Basis>,
    },
    /// Draws the way of each persona through the channels of a lane, or not.
    SetThreads {
        /// A lane of channels.
        lane: Id,
        /// Whether they are drawn.
        on: bool,
    },
    /// Marks a channel as used or not used at a stage by hand; `None` leaves it to the
    /// touchpoints again.
    SetMark {
        /// The matrix.
        lane: Id,
        /// The row.
        channel: Id,
        /// The column.
        stage: Id,
        /// Whether the channel is used there.
        on: Option<bool>,
    },
    /// Draws, changes or (`None`) takes away the line above a lane.
    SetLine {
        /// The lane below the line.
        above: Id,
        /// What the line parts.
        kind: Option<LineKind>,
    },
    /// Puts the line above a lane above another one, which must not have a line yet.
    MoveLine {
        /// The lane that loses it.
        above: Id,
        /// The lane that gets it.
        to: Id,
    },

    /// Of the whole stage, clamped to [`Stage::WIDTHS`]; `None` shares the sheet again.
    SetStageWidth {
        /// The stage.
        stage: Id,
        /// In document units.
        width: Option<f64>,
    },
    /// The least height of the row, clamped to [`Lane::HEIGHTS`]; `None` fits what stands in it.
    SetLaneHeight {
        /// The lane.
        lane: Id,
        /// In document units.
        height: Option<f64>,
    },
    /// Leaves a lane away from the sheet, or not.
    SetLaneHidden {
        /// The lane.
        lane: Id,
        /// Whether it is left away.
        hidden: bool,
    },
    /// Makes a lane a thin row, or not.
    SetLaneCollapsed {
        /// The lane.
        lane: Id,
        /// Whether it is a thin row.
        collapsed: bool,
    },
}

impl Edit {
    /// Whether the edit brings parts made elsewhere, which have to be checked.
    pub(super) fn brings_parts(&self) -> bool {
        match self {
            Self::SetText { .. }
            | Self::SetState(_)
            | Self::SetLegendHidden(_)
            | Self::SetReviewed(_)
            | Self::SetScale(_)
            | Self::SetLanguage(_)
            | Self::Remove(_)
            | Self::Reorder { .. }
            | Self::MoveCards { .. }
            | Self::MovePoint { .. }
            | Self::MoveMetric { .. }
            | Self::SetMark { .. }
            | Self::SetLine { .. }
            | Self::MoveLine { .. }
            | Self::SetPicture { .. }
            | Self::SetColumnsByTime(_)
            | Self::SetFunnel(_)
            | Self::SetLinks(_)
            | Self::SetBasis { .. }
            | Self::SetThreads { .. }
            | Self::SetStageWidth { .. }
            | Self::SetLaneHeight { .. }
            | Self::SetLaneHidden { .. }
            | Self::SetLaneCollapsed { .. } => false,
            Self::SetEmotionWords(_)
            | Self::SetBrand(_)
            | Self::SetTimes { .. }
            | Self::InsertArrow(_)
            | Self::ReplaceArrow(_)
            | Self::InsertStop { .. }
            | Self::ReplaceStop(_)
            | Self::InsertStage { .. }
            | Self::InsertStep { .. }
            | Self::InsertLane { .. }
            | Self::InsertPersona { .. }
            | Self::InsertChannel { .. }
            | Self::InsertCard { .. }
            | Self::InsertPoint { .. }
            | Self::InsertMetric { .. }
            | Self::ReplaceStage(_)
            | Self::ReplaceLane(_)
            | Self::ReplacePersona(_)
            | Self::ReplaceChannel(_)
            | Self::ReplaceCard(_)
            | Self::ReplacePoint(_)
            | Self::ReplaceMetric(_) => true,
        }
    }
}
