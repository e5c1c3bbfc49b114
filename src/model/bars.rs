//! How long the bars of figures are that stand beside each other.

use std::{collections::HashMap, sync::Arc};

use super::metric::{Metric, MetricKind};
use crate::words;

/// From where to where a metric's bar reaches, in its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricRange {
    /// Where it begins.
    pub min: f64,
    /// Where it ends; more than `min`.
    pub max: f64,
}

/// In what figures are measured: those of one measure can be held against each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Measure {
    Nps,
    Percent,
    /// Marks out of so many, as bits.
    OutOf(u64),
    /// In minutes.
    Time,
    /// Anything else, by its name.
    Unit(String),
}

impl Measure {
    /// The measure of a metric, and how much of it one of the metric's unit is.
    fn of(metric: &Metric) -> (Self, f64) {
        let unit = metric.unit.trim();
        let end = unit.strip_prefix('/').and_then(words::number);
        if let Some(end) = end.filter(|end| *end > 0.0) {
            return (Self::OutOf(end.to_bits()), 1.0);
        }
        if metric.kind == MetricKind::Nps {
            return (Self::Nps, 1.0);
        }
        if unit.starts_with('%') {
            return (Self::Percent, 1.0);
        }
        match metric.time_unit() {
            Some(unit) => (Self::Time, unit.minutes()),
            None => (Self::Unit(unit.to_owned()), 1.0),
        }
    }

    /// Its own scale, whatever is measured.
    fn scale(&self) -> Option<MetricRange> {
        let (min, max) = match self {
            Self::Nps => (-100.0, 100.0),
            Self::Percent => (0.0, 100.0),
            Self::OutOf(end) => (0.0, f64::from_bits(*end)),
            Self::Time | Self::Unit(_) => return None,
        };
        Some(MetricRange { min, max })
    }
}

/// The ranges of the bars of metrics that stand beside each other, in their order; `None` for
/// those that have no bar.
///
/// Figures of one measure share one range, so that none has a longer bar than a larger one. That of
/// the NPS runs from −100 to 100, of percent from 0 to 100, of marks such as "/ 5" from 0 to their
/// end, and further where a figure or a target lies beyond. What has no such scale has a bar only
/// where there is a target: from 0 to the largest target or figure of its measure.
///
/// ```
/// use std::sync::Arc;
/// use jejak::model::{Metric, bar_ranges};
///
/// let metric = |value, unit: &str, target| {
///     Arc::new(Metric { value, unit: unit.to_owned(), target, ..Metric::default() })
/// };
/// let ranges = bar_ranges(&[
///     metric(22.0, "%", Some(30.0)),
///     metric(55.0, "%", None),
///     metric(3.0, "M", None),
///     metric(40.0, "k", Some(60.0)),
/// ]);
/// let ends: Vec<_> = ranges.iter().map(|range| range.map(|range| range.max)).collect();
/// assert_eq!(ends, [Some(100.0), Some(100.0), None, Some(60.0)]);
/// ```
pub fn bar_ranges(metrics: &[Arc<Metric>]) -> Vec<Option<MetricRange>> {
    let measures: Vec<(Measure, f64)> = metrics.iter().map(|metric| Measure::of(metric)).collect();
    let mut shared: HashMap<&Measure, MetricRange> = HashMap::new();
    for (metric, (measure, factor)) in metrics.iter().zip(&measures) {
        let scale = measure.scale();
        if scale.is_none() && metric.target.is_none() {
            continue;
        }
        let none = MetricRange { min: 0.0, max: 0.0 };
        let range = shared.entry(measure).or_insert(scale.unwrap_or(none));
        for value in [Some(metric.value), metric.target].into_iter().flatten() {
            let value = value * factor;
            range.max = range.max.max(value);
            if *measure == Measure::Nps {
                range.min = range.min.min(value);
            }
        }
    }
    let of = |metric: &Arc<Metric>, (measure, factor): &(Measure, f64)| {
        let has_bar = measure.scale().is_some() || metric.target.is_some();
        let range = shared.get(measure).filter(|_| has_bar)?;
        let range = MetricRange {
            min: range.min / factor,
            max: range.max / factor,
        };
        let is_length = range.min < range.max && range.max.is_finite();
        (is_length && metric.value >= range.min).then_some(range)
    };
    metrics
        .iter()
        .zip(&measures)
        .map(|(metric, measure)| of(metric, measure))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(kind: MetricKind, value: f64, unit: &str, target: Option<f64>) -> Arc<Metric> {
        Arc::new(Metric {
            kind,
            value,
            unit: unit.to_owned(),
            target,
            ..Metric::default()
        })
    }

    fn ends(metrics: &[Arc<Metric>]) -> Vec<Option<(f64, f64)>> {
        let ranges = bar_ranges(metrics).into_iter();
        ranges
            .map(|range| range.map(|range| (range.min, range.max)))
            .collect()
    }

    #[test]
    fn what_has_a_scale_of_its_own_runs_from_end_to_end_of_it() {
        use MetricKind::{Ces, Conversion, Crr, Csat, Nps, Other, Referral};
        for (kind, value, unit, range) in [
            (Nps, -12.0, "", (-100.0, 100.0)),
            (Csat, 4.6, "/ 5", (0.0, 5.0)),
            (Csat, 4.6, "/5", (0.0, 5.0)),
            (Ces, 3.0, "/ 7", (0.0, 7.0)),
            (Nps, 8.0, "/ 10", (0.0, 10.0)),
            (Csat, 81.0, "%", (0.0, 100.0)),
            (Crr, 81.0, "%", (0.0, 100.0)),
            (Other, 22.0, "% of all", (0.0, 100.0)),
            (Conversion, 130.0, "%", (0.0, 130.0)),
            (Referral, 3.0, "/ 2", (0.0, 3.0)),
        ] {
            let found = ends(&[metric(kind, value, unit, None)]);
            assert_eq!(found, [Some(range)], "{kind:?} {value} {unit}");
        }
    }

    #[test]
    fn without_a_scale_a_bar_runs_to_the_target_or_there_is_none() {
        use MetricKind::{Conversion, Csat, Other, Time};
        let none = [
            metric(Other, 1.2, "M", None),
            metric(Csat, 4.6, "", None),
            metric(Conversion, 0.2, "", None),
            metric(Time, 25.0, "min", None),
            metric(Other, 3.0, "", Some(0.0)),
            metric(Other, -3.0, "°C", Some(4.0)),
            metric(Other, -3.0, "%", None),
        ];
        for metric in none {
            let is_all = metric.unit.is_empty() && metric.target.is_some();
            let expected = is_all.then_some((0.0, 3.0));
            assert_eq!(
                ends(std::slice::from_ref(&metric)),
                [expected],
                "{metric:?}"
            );
        }
        assert_eq!(
            ends(&[metric(Other, 40.0, "k", Some(60.0))]),
            [Some((0.0, 60.0))]
        );
        // What is more than it should be is seen to be.
        assert_eq!(
            ends(&[metric(Time, 10.0, "min", Some(5.0))]),
            [Some((0.0, 10.0))]
        );
    }

    #[test]
    fn figures_of_one_measure_share_one_range() {
        use MetricKind::{Other, Time};
        let lane = [
            metric(Other, 40.0, "k", Some(60.0)),
            metric(Other, 90.0, "k", Some(80.0)),
            metric(Other, 500.0, "k", None),
            metric(Time, 2.0, "h", Some(1.0)),
            metric(Time, 45.0, "min", Some(30.0)),
        ];
        assert_eq!(
            ends(&lane),
            [
                Some((0.0, 90.0)),
                Some((0.0, 90.0)),
                None,
                Some((0.0, 2.0)),
                Some((0.0, 120.0))
            ]
        );
    }
}
