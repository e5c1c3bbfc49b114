//! The types of lanes: what each is called, what it looks like and what it begins with.

use std::iter::successors;

use super::{
    lane::{CardRole, Lane, LaneKind},
    part::Part,
};

/// A kind of lane apart from what it holds: what a person chooses from. Lanes of cards differ by
/// their role. A kind that this version does not know has no type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaneType {
    /// Cards of a role.
    Cards(CardRole),
    /// The emotion curves of personas.
    Emotion,
    /// The matrix of channels and stages.
    Channels,
    /// Figures of stages and of the whole journey.
    Metrics,
}

impl LaneType {
    /// In the order in which a person is offered them.
    pub fn all() -> impl Iterator<Item = Self> {
        let next = |before: &Self| match before {
            Self::Cards(_) => Some(Self::Emotion),
            Self::Emotion => Some(Self::Channels),
            Self::Channels => Some(Self::Metrics),
            Self::Metrics => None,
        };
        let cards = CardRole::ALL.into_iter().map(Self::Cards);
        cards.chain(successors(Some(Self::Emotion), next))
    }

    /// Whether a lane is of this type.
    pub fn is(self, lane: &Lane) -> bool {
        lane.lane_type() == Some(self)
    }

    /// What such a lane is called; English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cards(role) => role.lane_name(),
            Self::Emotion => "Emotions",
            Self::Channels => "Channels",
            Self::Metrics => "Metrics",
        }
    }

    /// What adding one is called; English, for the translation table.
    pub fn adding(self) -> &'static str {
        match self {
            Self::Cards(CardRole::CustomerActions) => "Add lane: customer actions",
            Self::Cards(CardRole::Touchpoints) => "Add lane: touchpoints",
            Self::Cards(CardRole::Thoughts) => "Add lane: thoughts",
            Self::Cards(CardRole::PainPoints) => "Add lane: pain points",
            Self::Cards(CardRole::Opportunities) => "Add lane: opportunities",
            Self::Cards(CardRole::OrganisationActivities) => "Add lane: organisation",
            Self::Cards(CardRole::Quotes) => "Add lane: quotes",
            Self::Cards(CardRole::Images) => "Add lane: storyboard",
            Self::Cards(CardRole::Free) => "Add lane: notes",
            Self::Emotion => "Add lane: emotions",
            Self::Channels => "Add lane: channels",
            Self::Metrics => "Add lane: metrics",
        }
    }

    /// The name of its icon in `icons/`.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Cards(role) => role.icon(),
            Self::Emotion => "heart",
            Self::Channels => "channels",
            Self::Metrics => "gauge",
        }
    }

    /// The part that stands in such a lane and has an id; `None` where nothing has.
    pub fn part(self) -> Option<Part> {
        match self {
            Self::Cards(_) => Some(Part::Card),
            Self::Emotion => Some(Part::Point),
            Self::Metrics => Some(Part::Metric),
            Self::Channels => None,
        }
    }

    /// What a new lane of this type is made of: nothing stands in it yet.
    pub fn empty(self) -> LaneKind {
        match self {
            Self::Cards(role) => LaneKind::Cards {
                role,
                cards: Vec::new(),
            },
            Self::Emotion => LaneKind::Emotion { curves: Vec::new() },
            Self::Channels => LaneKind::Channels {
                marks: Vec::new(),
                threads: false,
            },
            Self::Metrics => LaneKind::Metrics {
                metrics: Vec::new(),
            },
        }
    }
}

impl LaneKind {
    /// `None` for a kind that this version does not know.
    pub fn lane_type(&self) -> Option<LaneType> {
        Some(match self {
            Self::Cards { role, .. } => LaneType::Cards(*role),
            Self::Emotion { .. } => LaneType::Emotion,
            Self::Channels { .. } => LaneType::Channels,
            Self::Metrics { .. } => LaneType::Metrics,
            Self::Foreign { .. } => return None,
        })
    }

    /// What it is, where a change of it is told; English, for the translation table. A kind that this
    /// version does not know has only its name in the file.
    pub fn said(&self) -> Result<&'static str, &str> {
        Ok(match self {
            Self::Cards { role, .. } => role.lane_name(),
            Self::Emotion { .. } => "Emotion curve",
            Self::Channels { threads: false, .. } => "Channels",
            Self::Channels { threads: true, .. } => "Channels with paths",
            Self::Metrics { .. } => "Metrics",
            Self::Foreign { kind } => return Err(kind),
        })
    }
}

impl Lane {
    /// `None` for a kind that this version does not know.
    pub fn lane_type(&self) -> Option<LaneType> {
        self.kind.lane_type()
    }

    /// The name of the lane's icon in `icons/`: its own, else that of its type.
    pub fn icon_name(&self) -> &str {
        match self.icon.as_str() {
            "" => self.lane_type().map_or("note", LaneType::icon),
            own => own,
        }
    }
}
