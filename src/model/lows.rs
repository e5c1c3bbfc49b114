//! The low points of a curve.

use std::collections::HashMap;

use super::{
    curve::{Curve, CurvePoint},
    id::Id,
    map::{Map, Scale},
};

/// How far below the middle of the scale a point has to lie, as a share of the scale's length:
/// nearer than that a curve is as good as neutral.
const BELOW_NEUTRAL: f64 = 0.05;

/// The low points of a curve of `map`, left to right: points clearly below neutral whose neighbours
/// on the curve, as far as there are any before the next gap, lie higher; of several in one stage
/// the lowest.
pub fn low_points<'m>(map: &'m Map, curve: &'m Curve) -> Vec<&'m CurvePoint> {
    let stages = map.stages.iter().zip(0..);
    let stages: HashMap<&Id, usize> = stages.map(|(stage, index)| (&stage.id, index)).collect();
    let index = |point: &CurvePoint| stages.get(&point.stage).copied().unwrap_or_default();
    let mut points: Vec<&CurvePoint> = curve.points.iter().collect();
    points.sort_by(|a, b| (index(a).cmp(&index(b))).then(a.at.total_cmp(&b.at)));
    lowest_by_stage(&points, map.emotion_scale)
}

/// The lowest dip of each stage that has one.
fn lowest_by_stage<'a>(points: &[&'a CurvePoint], scale: Scale) -> Vec<&'a CurvePoint> {
    let limit = scale.middle() - BELOW_NEUTRAL * (scale.max - scale.min);
    let mut lowest: Vec<(f64, &CurvePoint)> = Vec::new();
    for run in points.split(|point| point.value.is_none()) {
        let value = |point: &&CurvePoint| point.value.unwrap_or_default();
        // Points of one height beside each other are one place.
        let flats: Vec<_> = run.chunk_by(|a, b| a.value == b.value).collect();
        for (index, flat) in flats.iter().enumerate() {
            let here = value(&flat[0]);
            let is_higher = |at: usize| flats.get(at).is_none_or(|flat| value(&flat[0]) > here);
            let before = index.checked_sub(1);
            if here >= limit || !is_higher(index + 1) || !before.is_none_or(is_higher) {
                continue;
            }
            match lowest.last_mut() {
                Some((least, point)) if point.stage == flat[0].stage => {
                    if here < *least {
                        (*least, *point) = (here, flat[0]);
                    }
                }
                _ => lowest.push((here, flat[0])),
            }
        }
    }
    lowest.into_iter().map(|(_, point)| point).collect()
}
