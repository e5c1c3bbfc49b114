//! What a journey leads to: the purchase, the booking or the enquiry that is hoped for, and how many
//! get there.

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

/// How many are there in a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelStage<'a> {
    /// In [`Map::stages`].
    pub stage: usize,
    /// Of all who set out, 0 to 1.
    pub share: f64,
    /// What says so; `None` in front of shares, where all are there.
    pub metric: Option<&'a Arc<Metric>>,
}

/// Why there is no funnel; each with the stage in [`Map::stages`] where it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFunnel {
    /// Two stages at least need a figure.
    NoFigures,
    /// The stage has no conversion figure.
    Missing(usize),
    /// Its figure has another unit than those before.
    OtherUnit(usize),
    /// It has more than the stage before, or than all.
    Grows(usize),
    /// Its figure is below zero, or nobody sets out.
    Nobody(usize),
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

    /// What a stage says of how many are there: its first conversion figure.
    pub fn conversion_figure(&self, stage: &Id) -> Option<&Arc<Metric>> {
        let mut metrics = self.lanes.iter().flat_map(|lane| lane.metrics());
        metrics.find(|metric| {
            metric.kind == MetricKind::Conversion && metric.stage.as_ref() == Some(stage)
        })
    }

    /// How many of all who set out are there from stage to stage, as far as the figures go: by the
    /// conversion figures of the stages, which are shares of all or counts of people. In front of
    /// shares the first stage has all of them, whether it says so or not.
    ///
    /// # Errors
    ///
    /// Why the figures make no funnel.
    pub fn funnel(&self) -> Result<Vec<FunnelStage<'_>>, NoFunnel> {
        let stages = self.stages.iter().enumerate();
        let figures: Vec<_> = stages
            .map(|(at, stage)| (at, self.conversion_figure(&stage.id)))
            .collect();
        let last = figures.iter().rposition(|(_, figure)| figure.is_some());
        let told = last.map_or(&[][..], |last| &figures[..=last]);
        let mut known = told.iter().filter_map(|(_, figure)| *figure);
        let Some(first) = known.next().filter(|_| told.len() > 1) else {
            return Err(NoFunnel::NoFigures);
        };
        let is_share = first.unit.trim().starts_with('%');
        let all = if is_share { 100.0 } else { first.value };
        let mut before = all;
        let mut funnel = Vec::with_capacity(told.len());
        for &(stage, metric) in told {
            let value = match metric {
                Some(metric) if metric.unit.trim() != first.unit.trim() => {
                    return Err(NoFunnel::OtherUnit(stage));
                }
                Some(metric) => metric.value,
                None if stage == 0 && is_share => all,
                None => return Err(NoFunnel::Missing(stage)),
            };
            if value > before {
                return Err(NoFunnel::Grows(stage));
            }
            // Nobody, or fewer.
            if value < 0.0 || all <= 0.0 {
                return Err(NoFunnel::Nobody(stage));
            }
            before = value;
            funnel.push(FunnelStage {
                stage,
                share: value / all,
                metric,
            });
        }
        Ok(funnel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lane, LaneKind, Stage};

    /// Stages with figures of conversion, as value and unit.
    fn map(figures: &[Option<(f64, &str)>]) -> Map {
        let id = |at: usize| Id::new(format!("s{at}"));
        let stages = (0..figures.len()).map(|at| {
            Arc::new(Stage {
                id: id(at),
                ..Stage::default()
            })
        });
        let metrics = figures.iter().enumerate().filter_map(|(at, figure)| {
            let (value, unit) = (*figure)?;
            Some(Arc::new(Metric {
                id: Id::new(format!("m{at}")),
                stage: Some(id(at)),
                kind: MetricKind::Conversion,
                value,
                unit: unit.to_owned(),
                ..Metric::default()
            }))
        });
        let kind = LaneKind::Metrics {
            metrics: metrics.collect(),
        };
        Map {
            stages: stages.collect(),
            lanes: vec![Arc::new(Lane {
                kind,
                ..Lane::default()
            })],
            ..Map::default()
        }
    }

    #[test]
    fn a_funnel_is_what_its_figures_say() {
        let shares = |figures: &[Option<(f64, &str)>]| {
            let map = map(figures);
            let funnel = map.funnel();
            funnel.map(|stages| stages.iter().map(|it| it.share).collect::<Vec<_>>())
        };
        let percent = |value| Some((value, "%"));
        let all = [percent(100.0), percent(38.0), percent(9.0), None];
        assert_eq!(shares(&all), Ok(vec![1.0, 0.38, 0.09]));
        // All set out, whether somebody says so or not.
        assert_eq!(shares(&[None, percent(38.0)]), Ok(vec![1.0, 0.38]));
        assert_eq!(shares(&[percent(80.0), percent(80.0)]), Ok(vec![0.8, 0.8]));
        let people = [Some((400.0, "people")), Some((100.0, "people"))];
        assert_eq!(shares(&people), Ok(vec![1.0, 0.25]));

        let none = Err(NoFunnel::NoFigures);
        assert_eq!(shares(&[]), none);
        assert_eq!(shares(&[None, None]), none);
        assert_eq!(shares(&[percent(40.0), None]), none);
        // Rates from step to step are no shares of all.
        let steps = [None, percent(9.0), percent(41.0)];
        assert_eq!(shares(&steps), Err(NoFunnel::Grows(2)));
        assert_eq!(
            shares(&[percent(130.0), percent(9.0)]),
            Err(NoFunnel::Grows(0))
        );
        let hole = [None, None, percent(9.0)];
        assert_eq!(shares(&hole), Err(NoFunnel::Missing(1)));
        assert_eq!(shares(&[None, Some((9.0, "k"))]), Err(NoFunnel::Missing(0)));
        let mixed = [percent(50.0), Some((20.0, "k"))];
        assert_eq!(shares(&mixed), Err(NoFunnel::OtherUnit(1)));
        assert_eq!(shares(&[None, percent(-1.0)]), Err(NoFunnel::Nobody(1)));
        let nobody = [Some((0.0, "")), Some((0.0, ""))];
        assert_eq!(shares(&nobody), Err(NoFunnel::Nobody(0)));
    }
}
