//! The customer-journey map as a value: what it holds and what must be true of it.
//!
//! A [`Map`] is a grid of stages (and their steps) by lanes. Its parts are shared (`Arc`), so a
//! clone is cheap and an older map can be kept whole. Nothing here reads, writes, draws or knows
//! how a map is laid out.

mod arrow;
mod check;
mod date;
mod generate;
mod id;
mod lane;
mod limits;
mod links;
mod metric;
mod picture;
mod place;
mod said;
mod target;
mod theme;
mod threads;
mod time;

use std::{ops::RangeInclusive, sync::Arc};

pub use arrow::Arrow;
pub use check::{Part, Problem};
pub use date::Date;
pub use generate::generate;
pub use id::Id;
pub use lane::{Card, CardRole, ChannelMark, Curve, CurveOf, CurvePoint, Evidence, Lane, LaneKind};
pub use limits::Excess;
pub use metric::{Basis, Metric, MetricChange, MetricKind, MetricRange, Period, number};
pub use picture::{Picture, PictureFormat};
pub use place::one_of;
pub use said::{Claim, Level, Owner, When};
pub use target::{Field, Target};
pub use theme::{Color, Hue, Theme};
pub use threads::{ThreadBreak, thread_breaks};
pub use time::{Span, TimeUnit, Times};

use crate::words::Language;

/// One customer-journey map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    pub title: String,
    pub scenario: String,
    pub goal: String,
    pub state: MapState,
    /// When somebody last held the map against reality.
    pub reviewed: Option<Date>,
    pub owner: String,
    /// The language the map is written in, not that of the window.
    pub language: Language,
    pub emotion_scale: Scale,
    /// What levels of the scale are called, in any order; each within it.
    pub emotion_words: Vec<LevelWord>,
    pub personas: Vec<Arc<Persona>>,
    pub channels: Vec<Arc<Channel>>,
    pub stages: Vec<Arc<Stage>>,
    /// Top to bottom.
    pub lanes: Vec<Arc<Lane>>,
    pub lines: Vec<LaneLine>,
    pub arrows: Vec<Arc<Arrow>>,
    /// Columns are as wide as their time is long (compressed), not all the same.
    pub columns_by_time: bool,
    /// Over the stages stands a funnel that they narrow.
    pub draws_funnel: bool,
    /// What the marks on the sheet mean is not explained below it.
    pub hides_legend: bool,
    pub unknown: Unknown,
}

/// Whether a map shows the journey as it is or as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MapState {
    #[default]
    Current,
    Future,
}

/// The range of emotion values; the neutral line stands in its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub min: f64,
    pub max: f64,
}

/// What a level of the emotion scale is called: "delighted" at 2.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LevelWord {
    pub value: f64,
    pub word: String,
    pub unknown: Unknown,
}

impl Scale {
    /// `value` as a share of the scale: 0 at `min`, 1 at `max`; clamped.
    pub fn share(&self, value: f64) -> f64 {
        ((value - self.min) / (self.max - self.min)).clamp(0.0, 1.0)
    }

    /// The value at a share of the scale; the inverse of [`Scale::share`] from 0 to 1.
    pub fn value_at(&self, share: f64) -> f64 {
        self.min + (self.max - self.min) * share.clamp(0.0, 1.0)
    }

    pub fn middle(&self) -> f64 {
        (self.min + self.max) / 2.0
    }
}

impl Default for Scale {
    /// −2 to +2, as most journey tools have it.
    fn default() -> Self {
        Self {
            min: -2.0,
            max: 2.0,
        }
    }
}

/// One kind of customer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Persona {
    pub id: Id,
    pub name: String,
    pub role: String,
    pub quote: String,
    pub goals: Vec<String>,
    pub frustrations: Vec<String>,
    /// Habits and what else is typical.
    pub traits: Vec<String>,
    pub hue: Hue,
    /// Shown in place of the initials.
    pub picture: Option<Picture>,
    pub unknown: Unknown,
}

impl Persona {
    /// The first letters of the first and the last word of the name, in capitals.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first
            .into_iter()
            .chain(last)
            .flat_map(char::to_uppercase)
            .collect()
    }
}

/// A medium through which customer and organisation meet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Channel {
    pub id: Id,
    pub name: String,
    /// The name of an icon in `icons/`; empty for the medium's own.
    pub icon: String,
    pub medium: Medium,
    pub unknown: Unknown,
}

impl Channel {
    /// The name of the channel's icon in `icons/`: its own, else that of its medium.
    pub fn icon_name(&self) -> &str {
        match self.medium {
            _ if !self.icon.is_empty() => &self.icon,
            Medium::Physical => "store",
            Medium::Digital => "globe",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Medium {
    Physical,
    #[default]
    Digital,
}

/// One part of the journey, a column of the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    pub id: Id,
    pub title: String,
    pub goal: String,
    /// In words: "1–3 days", "years".
    pub duration: String,
    /// In numbers.
    pub times: Times,
    pub hue: Hue,
    /// Of all its columns together, in document units; `None` shares the sheet with the others.
    pub width: Option<f64>,
    /// Sub-columns, left to right; empty when the stage is one column.
    pub steps: Vec<Step>,
    pub unknown: Unknown,
}

impl Stage {
    /// The widths that a stage may be given.
    pub const WIDTHS: RangeInclusive<f64> = 140.0..=2400.0;
}

/// One sub-column of a stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    pub id: Id,
    pub title: String,
    pub times: Times,
    pub unknown: Unknown,
}

/// A line between two lanes, as in a service blueprint.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneLine {
    /// The lane that the line stands above.
    pub above: Id,
    pub kind: LineKind,
    pub unknown: Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineKind {
    Interaction,
    #[default]
    Visibility,
    InternalInteraction,
}

impl LineKind {
    pub const ALL: [Self; 3] = [
        Self::Interaction,
        Self::Visibility,
        Self::InternalInteraction,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interaction => "Line of interaction",
            Self::Visibility => "Line of visibility",
            Self::InternalInteraction => "Line of internal interaction",
        }
    }
}

/// Fields of a file that this version does not know, kept so that saving does not lose them: each
/// name (between its quotation marks) and JSON value as the file spells them, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unknown(pub Option<Arc<Vec<(String, String)>>>);

impl Unknown {
    /// In the order of the file.
    pub fn fields(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().flat_map(|fields| fields.iter())
    }

    /// Whether the values of two are the same but for blanks between their parts.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same = |((name, a), (other, b)): (&(String, String), &(String, String))| {
            name == other && plain(a).eq(plain(b))
        };
        self.fields().count() == other.fields().count()
            && self.fields().zip(other.fields()).all(same)
    }

    /// Takes over the fields of `other` whose names are not here yet.
    pub fn absorb(&mut self, other: Self) {
        let is_new = |(name, _): &&(String, String)| self.fields().all(|(known, _)| known != name);
        let new: Vec<_> = other.fields().filter(is_new).cloned().collect();
        if !new.is_empty() {
            let fields = self.0.get_or_insert_default();
            Arc::make_mut(fields).extend(new);
        }
    }
}

/// JSON text without what stands between its parts.
fn plain(json: &str) -> impl Iterator<Item = u8> {
    let (mut is_text, mut is_escaped) = (false, false);
    json.bytes().filter(move |byte| {
        let was_text = is_text;
        if *byte == b'"' && !is_escaped {
            is_text = !is_text;
        }
        is_escaped = was_text && *byte == b'\\' && !is_escaped;
        was_text || !byte.is_ascii_whitespace()
    })
}

impl Map {
    pub fn stage(&self, id: &Id) -> Option<&Arc<Stage>> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    pub fn stage_index(&self, id: &Id) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == *id)
    }

    pub fn lane(&self, id: &Id) -> Option<&Arc<Lane>> {
        self.lanes.iter().find(|lane| lane.id == *id)
    }

    pub fn lane_index(&self, id: &Id) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.id == *id)
    }

    pub fn persona(&self, id: &Id) -> Option<&Arc<Persona>> {
        self.personas.iter().find(|persona| persona.id == *id)
    }

    pub fn channel(&self, id: &Id) -> Option<&Arc<Channel>> {
        self.channels.iter().find(|channel| channel.id == *id)
    }

    /// The step with its stage.
    pub fn step(&self, id: &Id) -> Option<(&Arc<Stage>, &Step)> {
        self.stages.iter().find_map(|stage| {
            let step = stage.steps.iter().find(|step| step.id == *id)?;
            Some((stage, step))
        })
    }

    /// The card with its lane.
    pub fn card(&self, id: &Id) -> Option<(&Arc<Lane>, &Arc<Card>)> {
        self.lanes.iter().find_map(|lane| {
            let card = lane.cards().iter().find(|card| card.id == *id)?;
            Some((lane, card))
        })
    }

    /// The curve point with its lane and curve.
    pub fn point(&self, id: &Id) -> Option<(&Arc<Lane>, &Arc<Curve>, &CurvePoint)> {
        self.lanes.iter().find_map(|lane| {
            lane.curves().iter().find_map(|curve| {
                let point = curve.points.iter().find(|point| point.id == *id)?;
                Some((lane, curve, point))
            })
        })
    }

    pub fn arrow(&self, id: &Id) -> Option<&Arc<Arrow>> {
        self.arrows.iter().find(|arrow| arrow.id == *id)
    }

    /// The metric with its lane.
    pub fn metric(&self, id: &Id) -> Option<(&Arc<Lane>, &Arc<Metric>)> {
        self.lanes.iter().find_map(|lane| {
            let metric = lane.metrics().iter().find(|metric| metric.id == *id)?;
            Some((lane, metric))
        })
    }

    pub fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.lanes.iter().flat_map(|lane| lane.cards())
    }

    /// Whether `channel` is in use at `stage`, as the matrix of `lane` shows it: what was set by
    /// hand, else whether a touchpoint card of that channel stands in the stage.
    pub fn channel_in_stage(&self, lane: &Lane, channel: &Id, stage: &Id) -> bool {
        let by_hand = lane
            .marks()
            .iter()
            .find(|mark| mark.channel == *channel && mark.stage == *stage);
        match by_hand {
            Some(mark) => mark.on,
            None => self
                .lanes
                .iter()
                .filter(|lane| lane.role() == Some(CardRole::Touchpoints))
                .flat_map(|lane| lane.cards())
                .any(|card| card.stage == *stage && card.channel.as_ref() == Some(channel)),
        }
    }
}
