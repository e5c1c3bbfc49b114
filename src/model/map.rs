//! A map, and how its parts are found by their ids.

use std::sync::Arc;

use super::{
    arrow::Arrow,
    brand::{Brand, BrandGround},
    brand_look,
    card::Card,
    channel::Channel,
    curve::{Curve, CurvePoint},
    date::Date,
    id::Id,
    lane::{CardRole, Lane},
    line::LaneLine,
    metric::Metric,
    persona::Persona,
    said::When,
    stage::{Stage, Step},
    stop::Stop,
    theme::Theme,
    unknown::Unknown,
};
use crate::words::Language;

/// One customer-journey map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    /// Stands above the sheet.
    pub title: String,
    /// What is being done: "A first-time buyer looks for a car".
    pub scenario: String,
    /// What the customer wants to reach.
    pub goal: String,
    /// Whether the journey is as it is or as it should be.
    pub state: MapState,
    /// When somebody last held the map against reality.
    pub reviewed: Option<Date>,
    /// Who looks after the map.
    pub owner: String,
    /// The language the map is written in, not that of the window.
    pub language: Language,
    /// The values that a feeling can have.
    pub emotion_scale: Scale,
    /// What levels of the scale are called, in any order; each within it.
    pub emotion_words: Vec<LevelWord>,
    /// In the order in which they stand on the sheet.
    pub personas: Vec<Arc<Persona>>,
    /// In the order of the rows of the matrix.
    pub channels: Vec<Arc<Channel>>,
    /// From left to right.
    pub stages: Vec<Arc<Stage>>,
    /// Top to bottom.
    pub lanes: Vec<Arc<Lane>>,
    /// Between lanes; at most one above each.
    pub lines: Vec<LaneLine>,
    /// Between cards.
    pub arrows: Vec<Arc<Arrow>>,
    /// What is shown one after the other in a talk; none: what the map itself suggests.
    pub stops: Vec<Arc<Stop>>,
    /// Columns are as wide as their time is long (compressed), not all the same.
    pub columns_by_time: bool,
    /// Over the stages stands a funnel that they narrow.
    pub draws_funnel: bool,
    /// How the sheet shows which opportunity answers which pain point.
    pub links: LinkLook,
    /// What the marks on the sheet mean is not explained below it.
    pub hides_legend: bool,
    /// The company's look, where it has one; set by [`Map::set_brand`], which keeps `theme` true to it.
    pub brand: Option<Arc<Brand>>,
    /// How it looks; made of `brand`, never read from a file.
    pub theme: Theme,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// Whether a map shows the journey as it is or as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MapState {
    /// The journey as it is.
    #[default]
    Current,
    /// The journey as it should be.
    Future,
}

/// How the sheet shows which opportunity answers which pain point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LinkLook {
    /// Only beside what is selected, in the window.
    #[default]
    Hidden,
    /// A pain point has a number, which its answers bear, too.
    Numbers,
    /// A line leads from each to the other.
    Lines,
}

impl LinkLook {
    /// In the order in which a person is offered them.
    pub const ALL: [Self; 3] = [Self::Hidden, Self::Numbers, Self::Lines];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hidden => "Not shown",
            Self::Numbers => "Numbers",
            Self::Lines => "Lines",
        }
    }
}

/// The range of emotion values; the neutral line stands in its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The worst feeling.
    pub min: f64,
    /// The best feeling; more than `min`.
    pub max: f64,
}

/// What a level of the emotion scale is called: "delighted" at 2.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LevelWord {
    /// On the emotion scale.
    pub value: f64,
    /// What that feeling is called.
    pub word: String,
    /// What this version does not know of it.
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

    /// The neutral value.
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

impl Map {
    /// Gives it a company's look, or our own again.
    pub fn set_brand(&mut self, brand: Option<Arc<Brand>>) {
        self.theme = brand.as_deref().map_or_else(Theme::default, |brand| {
            Theme::new(brand_look::look_of(brand).0)
        });
        self.brand = brand;
    }

    /// The same on a dark ground, for dark slides: that of its brand, else ours.
    pub fn on_dark(&self) -> Self {
        let theme = match self.brand.as_deref() {
            Some(brand) => Theme::new(brand_look::look_of(&brand.on(BrandGround::Dark)).0),
            None => self.theme.on_dark(),
        };
        Self {
            theme,
            ..self.clone()
        }
    }

    /// Whether something is said of that time: by the state of the map, by a card or by a curve.
    pub fn tells_of(&self, when: When) -> bool {
        let mut cards = self.lanes.iter().flat_map(|lane| lane.cards());
        let mut curves = self.lanes.iter().flat_map(|lane| lane.curves());
        match when {
            When::Both => true,
            When::Now => self.state == MapState::Current || cards.any(|card| card.when == when),
            When::ToBe => {
                let has_values =
                    |curve: &Arc<Curve>| curve.points.iter().any(|p| p.value.is_some());
                self.state == MapState::Future
                    || cards.any(|card| card.when == when)
                    || curves.any(|curve| curve.to_be && has_values(curve))
            }
        }
    }

    /// `None` where no stage has the id.
    pub fn stage(&self, id: &Id) -> Option<&Arc<Stage>> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// Its place among the stages, from 0.
    pub fn stage_index(&self, id: &Id) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == *id)
    }

    /// `None` where no lane has the id.
    pub fn lane(&self, id: &Id) -> Option<&Arc<Lane>> {
        self.lanes.iter().find(|lane| lane.id == *id)
    }

    /// Its place among the lanes, from 0.
    pub fn lane_index(&self, id: &Id) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.id == *id)
    }

    /// `None` where no persona has the id.
    pub fn persona(&self, id: &Id) -> Option<&Arc<Persona>> {
        self.personas.iter().find(|persona| persona.id == *id)
    }

    /// `None` where no channel has the id.
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

    /// `None` where no arrow has the id.
    pub fn arrow(&self, id: &Id) -> Option<&Arc<Arrow>> {
        self.arrows.iter().find(|arrow| arrow.id == *id)
    }

    /// `None` where no stop has the id.
    pub fn stop(&self, id: &Id) -> Option<&Arc<Stop>> {
        self.stops.iter().find(|stop| stop.id == *id)
    }

    /// Its place among the stops, from 0.
    pub fn stop_index(&self, id: &Id) -> Option<usize> {
        self.stops.iter().position(|stop| stop.id == *id)
    }

    /// The metric with its lane.
    pub fn metric(&self, id: &Id) -> Option<(&Arc<Lane>, &Arc<Metric>)> {
        self.lanes.iter().find_map(|lane| {
            let metric = lane.metrics().iter().find(|metric| metric.id == *id)?;
            Some((lane, metric))
        })
    }

    /// Those of all lanes, lane by lane.
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
