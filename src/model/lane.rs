//! A lane, one row of the map, and what each kind of lane holds.

use std::{ops::RangeInclusive, sync::Arc};

use super::{card::Card, curve::Curve, id::Id, metric::Metric, unknown::Unknown};

/// One row of the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lane {
    /// Unique among the lanes.
    pub id: Id,
    /// Stands at its left.
    pub title: String,
    /// A few quiet words below the title.
    pub note: String,
    /// The name of an icon in `icons/`; empty for the one of its kind and role.
    pub icon: String,
    /// The least height of the row, in document units; what stands in it may need more.
    pub height: Option<f64>,
    /// Kept, but with no row on the sheet.
    pub hidden: bool,
    /// A thin row that only says how much stands where.
    pub collapsed: bool,
    /// What stands in it.
    pub kind: LaneKind,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// What stands in a lane.
#[derive(Debug, Clone, PartialEq)]
pub enum LaneKind {
    /// Cards in the order of the lane; those of one cell stand in this order, top to bottom.
    Cards {
        /// What the cards mean.
        role: CardRole,
        /// In the order of the lane.
        cards: Vec<Arc<Card>>,
    },
    /// One curve per persona.
    Emotion {
        /// At most two of each persona, one of them as it should be.
        curves: Vec<Arc<Curve>>,
    },
    /// The channels of the map by its stages; `marks` is what was set by hand.
    /// With `threads`, the way of each persona through them is drawn.
    Channels {
        /// What was set by hand.
        marks: Vec<ChannelMark>,
        /// Whether the way of each persona through the channels is drawn.
        threads: bool,
    },
    /// Figures in the order of the lane.
    Metrics {
        /// In the order of the lane.
        metrics: Vec<Arc<Metric>>,
    },
    /// A kind that this version does not know: its name as the file has it.
    Foreign {
        /// As the file names it.
        kind: String,
    },
}

impl Default for LaneKind {
    fn default() -> Self {
        Self::Cards {
            role: CardRole::Free,
            cards: Vec::new(),
        }
    }
}

/// What the cards of a lane mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CardRole {
    /// What the customer does.
    CustomerActions,
    /// Where customer and organisation meet.
    Touchpoints,
    /// What the customer thinks.
    Thoughts,
    /// What goes wrong for the customer.
    PainPoints,
    /// What could be made better.
    Opportunities,
    /// What the organisation does, seen or behind the scenes.
    OrganisationActivities,
    /// What customers said, word for word.
    Quotes,
    /// A storyboard: pictures with a line of text.
    Images,
    /// Nothing in particular.
    #[default]
    Free,
}

impl CardRole {
    /// In the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::CustomerActions,
        Self::Touchpoints,
        Self::Thoughts,
        Self::PainPoints,
        Self::Opportunities,
        Self::OrganisationActivities,
        Self::Quotes,
        Self::Images,
        Self::Free,
    ];

    /// What one card of the role is called; English, for the translation table.
    pub fn card_name(self) -> &'static str {
        match self {
            Self::CustomerActions => "Customer action",
            Self::Touchpoints => "Touchpoint",
            Self::Thoughts => "Thought",
            Self::PainPoints => "Pain point",
            Self::Opportunities => "Opportunity",
            Self::OrganisationActivities => "Internal activity",
            Self::Quotes => "Quote",
            Self::Images => "Picture",
            Self::Free => "Card",
        }
    }

    /// What a lane of the role is called; English, for the translation table.
    pub fn lane_name(self) -> &'static str {
        match self {
            Self::CustomerActions => "Customer actions",
            Self::Touchpoints => "Touchpoints",
            Self::Thoughts => "Thoughts",
            Self::PainPoints => "Pain points",
            Self::Opportunities => "Opportunities",
            Self::OrganisationActivities => "Organisation",
            Self::Quotes => "Quotes",
            Self::Images => "Storyboard",
            Self::Free => "Notes",
        }
    }

    /// The role of the cards that cards of this one can be linked with: what answers what.
    pub fn linked_role(self) -> Option<Self> {
        match self {
            Self::PainPoints => Some(Self::Opportunities),
            Self::Opportunities => Some(Self::PainPoints),
            Self::CustomerActions
            | Self::Touchpoints
            | Self::Thoughts
            | Self::OrganisationActivities
            | Self::Quotes
            | Self::Images
            | Self::Free => None,
        }
    }

    /// Whether its cards are what somebody says or thinks, and stand between quotation marks.
    pub fn is_said(self) -> bool {
        match self {
            Self::Thoughts | Self::Quotes => true,
            Self::CustomerActions
            | Self::Touchpoints
            | Self::PainPoints
            | Self::Opportunities
            | Self::OrganisationActivities
            | Self::Images
            | Self::Free => false,
        }
    }

    /// The name of the role's icon in `icons/`.
    pub fn icon(self) -> &'static str {
        match self {
            Self::CustomerActions => "arrow",
            Self::Touchpoints => "target",
            Self::Thoughts | Self::Quotes => "quote",
            Self::PainPoints => "warning",
            Self::Opportunities => "idea",
            Self::OrganisationActivities => "gear",
            Self::Images => "image",
            Self::Free => "note",
        }
    }
}

/// What was set by hand in the channel matrix, over what the touchpoints say.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelMark {
    /// The row of the matrix.
    pub channel: Id,
    /// The column of the matrix.
    pub stage: Id,
    /// Whether the channel is used there, whatever the touchpoints say.
    pub on: bool,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

impl Lane {
    /// The least heights that a lane may be given.
    pub const HEIGHTS: RangeInclusive<f64> = 40.0..=2000.0;

    /// The cards of a lane of cards, else none.
    pub fn cards(&self) -> &[Arc<Card>] {
        let LaneKind::Cards { cards, .. } = &self.kind else {
            return &[];
        };
        cards
    }

    /// The role of a lane of cards.
    pub fn role(&self) -> Option<CardRole> {
        let LaneKind::Cards { role, .. } = &self.kind else {
            return None;
        };
        Some(*role)
    }

    /// Its emotion curves; none in a lane of another type.
    pub fn curves(&self) -> &[Arc<Curve>] {
        let LaneKind::Emotion { curves } = &self.kind else {
            return &[];
        };
        curves
    }

    /// Its marks of channels; none in a lane of another type.
    pub fn marks(&self) -> &[ChannelMark] {
        let LaneKind::Channels { marks, .. } = &self.kind else {
            return &[];
        };
        marks
    }

    /// Of a lane of channels: whether it draws the way of each persona through them.
    pub fn threads(&self) -> Option<bool> {
        let LaneKind::Channels { threads, .. } = self.kind else {
            return None;
        };
        Some(threads)
    }

    /// Its metrics; none in a lane of another type.
    pub fn metrics(&self) -> &[Arc<Metric>] {
        let LaneKind::Metrics { metrics } = &self.kind else {
            return &[];
        };
        metrics
    }
}
