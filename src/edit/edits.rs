//! Every change there is to a map.

use std::sync::Arc;

use crate::{
    model::{
        Arrow, Basis, Card, Channel, CurveOf, CurvePoint, Date, Field, Id, Lane, LevelWord,
        LineKind, MapState, Metric, Persona, Picture, Scale, Stage, Step, Target, Times,
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
        target: Target,
        field: Field,
        text: String,
    },
    SetState(MapState),
    SetLegendHidden(bool),
    SetReviewed(Option<Date>),
    /// Values and spreads keep their share of the scale, so that the curve keeps its shape.
    SetScale(Scale),
    /// What levels of the scale are called; all of them.
    SetEmotionWords(Vec<LevelWord>),
    SetColumnsByTime(bool),
    SetFunnel(bool),
    SetLanguage(Language),

    InsertStage {
        index: usize,
        stage: Arc<Stage>,
    },
    InsertStep {
        stage: Id,
        index: usize,
        step: Step,
    },
    InsertLane {
        index: usize,
        lane: Arc<Lane>,
    },
    InsertPersona {
        index: usize,
        persona: Arc<Persona>,
    },
    InsertChannel {
        index: usize,
        channel: Arc<Channel>,
    },
    /// `index` counts within the card's cell.
    InsertCard {
        lane: Id,
        index: usize,
        card: Arc<Card>,
    },
    /// Onto a curve, which begins with it where there is none yet.
    InsertPoint {
        lane: Id,
        curve: CurveOf,
        point: CurvePoint,
    },
    InsertArrow(Arc<Arrow>),
    /// `index` counts within the metric's stage.
    InsertMetric {
        lane: Id,
        index: usize,
        metric: Arc<Metric>,
    },

    /// Puts a part in the place of the one with the same id. Cards of steps that are gone move
    /// to the step before.
    ReplaceStage(Arc<Stage>),
    /// The whole lane, with all that it holds.
    ReplaceLane(Arc<Lane>),
    ReplacePersona(Arc<Persona>),
    ReplaceChannel(Arc<Channel>),
    ReplaceCard(Arc<Card>),
    ReplacePoint(CurvePoint),
    ReplaceMetric(Arc<Metric>),
    ReplaceArrow(Arc<Arrow>),
    /// Gives a persona or a card a picture, or takes it away.
    SetPicture {
        target: Target,
        picture: Option<Picture>,
    },

    /// Removes a part that has an id, or a line, with all that depends on it: a stage takes its
    /// cards, points, metrics and marks along; a persona its curves and mentions; a channel its
    /// marks and mentions; a lane what it holds and the line above it; the cards of a step move
    /// to the step before.
    Remove(Target),
    /// Moves a stage, a step (within its stage), a lane, a persona or a channel to a place among
    /// the others of its kind, itself not counted.
    Reorder {
        target: Target,
        index: usize,
    },
    /// Moves cards, in the order given, into one cell; `index` counts the cell's other cards.
    MoveCards {
        ids: Vec<Id>,
        lane: Id,
        stage: Id,
        step: Option<Id>,
        index: usize,
    },
    /// `at` and `value` are clamped into their ranges.
    MovePoint {
        id: Id,
        stage: Id,
        at: f64,
        value: Option<f64>,
    },
    /// `index` counts the stage's other metrics in the lane.
    MoveMetric {
        id: Id,
        lane: Id,
        stage: Option<Id>,
        index: usize,
    },
    /// How long a stage or a step takes.
    SetTimes {
        target: Target,
        times: Times,
    },
    /// What a metric is computed from: its value, unit and n follow. `None` leaves them as they
    /// are, to be written by hand.
    SetBasis {
        metric: Id,
        basis: Option<Basis>,
    },
    /// Draws the way of each persona through the channels of a lane, or not.
    SetThreads {
        lane: Id,
        on: bool,
    },
    /// Marks a channel as used or not used at a stage by hand; `None` leaves it to the
    /// touchpoints again.
    SetMark {
        lane: Id,
        channel: Id,
        stage: Id,
        on: Option<bool>,
    },
    /// Draws, changes or (`None`) takes away the line above a lane.
    SetLine {
        above: Id,
        kind: Option<LineKind>,
    },
    /// Puts the line above a lane above another one, which must not have a line yet.
    MoveLine {
        above: Id,
        to: Id,
    },

    /// Of the whole stage, clamped to [`Stage::WIDTHS`]; `None` shares the sheet again.
    SetStageWidth {
        stage: Id,
        width: Option<f64>,
    },
    /// The least height of the row, clamped to [`Lane::HEIGHTS`]; `None` fits what stands in it.
    SetLaneHeight {
        lane: Id,
        height: Option<f64>,
    },
    SetLaneHidden {
        lane: Id,
        hidden: bool,
    },
    SetLaneCollapsed {
        lane: Id,
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
            | Self::SetBasis { .. }
            | Self::SetThreads { .. }
            | Self::SetStageWidth { .. }
            | Self::SetLaneHeight { .. }
            | Self::SetLaneHidden { .. }
            | Self::SetLaneCollapsed { .. } => false,
            Self::SetEmotionWords(_)
            | Self::SetTimes { .. }
            | Self::InsertArrow(_)
            | Self::ReplaceArrow(_)
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
