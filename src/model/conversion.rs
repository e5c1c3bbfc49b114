//! What a journey leads to: the purchase, the booking or the enquiry that is hoped for.

use std::sync::Arc;

use super::{Id, Map, Metric, MetricKind, Target};

/// Something that is marked as what the journey leads to, with its stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion<'a> {
    /// A card or a point.
    pub target: Target,
    /// Where it stands.
    pub stage: &'a Id,
    /// Of the card, or the label of the point.
    pub text: &'a str,
}

impl Map {
    /// All that is marked so, lane by lane. One is usual; where personas go different ways, each
    /// may have their own.
    pub fn conversions(&self) -> impl Iterator<Item = Conversion<'_>> {
        self.lanes.iter().flat_map(|lane| {
            let cards = lane.cards().iter().filter(|card| card.conversion);
            let cards = cards.map(|card| Conversion {
                target: Target::Card(card.id.clone()),
                stage: &card.stage,
                text: &card.text,
            });
            let points = lane.curves().iter().flat_map(|curve| &curve.points);
            let points = points.filter(|point| point.conversion);
            let points = points.map(|point| Conversion {
                target: Target::Point(point.id.clone()),
                stage: &point.stage,
                text: &point.label,
            });
            cards.chain(points)
        })
    }

    /// How many of those who come to a stage go on from it: its first conversion rate.
    pub fn conversion_rate(&self, stage: &Id) -> Option<&Arc<Metric>> {
        let mut metrics = self.lanes.iter().flat_map(|lane| lane.metrics());
        metrics.find(|metric| {
            metric.kind == MetricKind::Conversion && metric.stage.as_ref() == Some(stage)
        })
    }
}
