//! Beginning a curve as it should be: a copy of the one as it is, a little above it, to be pulled
//! further.

use std::{collections::HashSet, sync::Arc};

use super::{Editor, Effect, parts::opening};
use crate::{
    edit::{Edit, EditError},
    model::{Curve, CurveOf, CurvePoint, Id, Lane, LaneKind, Scale, Target, When},
};

impl Editor {
    /// The curve as it is that has none yet as it should be: that of what is selected, else that
    /// of the persona dealt with last, else the first.
    pub(super) fn curve_to_copy(&self) -> Result<(&Arc<Lane>, &Arc<Curve>), &'static str> {
        let map = self.map();
        let free = || {
            let lanes = map.lanes.iter();
            let curves =
                lanes.flat_map(|lane| lane.curves().iter().map(move |curve| (lane, curve)));
            curves.filter(|(lane, curve)| {
                let mut others = lane.curves().iter();
                let drawn = others.any(|other| other.to_be && other.persona == curve.persona);
                !curve.to_be && !drawn && curve.points.iter().any(|point| point.value.is_some())
            })
        };
        let nothing = "Draw a current-state curve first.";
        let drawn = "The future-state curve already exists.";
        let emotion_lane = |target| {
            let lane = map.lane(map.lane_of(target)?)?;
            matches!(lane.kind, LaneKind::Emotion { .. }).then_some(lane)
        };
        match self.selection.last() {
            Some(Target::Point(id)) => {
                let (lane, curve, _) = map.point(id).ok_or(nothing)?;
                let mut free = free();
                let is_it = |(of, free): &(&Arc<Lane>, &Arc<Curve>)| {
                    of.id == lane.id && free.persona == curve.persona
                };
                free.find(is_it).ok_or(drawn)
            }
            Some(Target::Persona(id)) => free()
                .find(|(_, curve)| curve.persona == *id)
                .ok_or(nothing),
            selected => {
                let lane = selected.and_then(emotion_lane);
                let mut free: Vec<_> = free().collect();
                if let Some(lane) = lane {
                    free.retain(|(of, _)| of.id == lane.id);
                }
                let late = self.curve_of_late.as_ref().map(|of| &of.persona);
                let late = late
                    .and_then(|id| free.iter().copied().find(|(_, curve)| curve.persona == *id));
                let seen = free.iter().copied();
                let mut seen = seen.filter(|(_, curve)| self.lens.shows_persona(&curve.persona));
                let found = late.or_else(|| seen.next()).or(free.first().copied());
                let any = map.lanes.iter().flat_map(|lane| lane.curves()).count() > 0;
                found.ok_or(if any { drawn } else { nothing })
            }
        }
    }

    /// One step, after which both curves are to be seen and the points of the new one selected.
    pub(super) fn draw_to_be(&mut self) -> Vec<Effect> {
        let (lane, curve) = match self.curve_to_copy() {
            Ok((lane, curve)) => (lane.id.clone(), curve.clone()),
            Err(why) => return vec![Effect::Refused(EditError::Unfit(why))],
        };
        let map = self.map();
        let curves = map.lanes.iter().flat_map(|lane| lane.curves());
        let known = curves.flat_map(|curve| &curve.points);
        let mut taken: HashSet<Id> = known.map(|point| point.id.clone()).collect();
        let mut edits = opening(map, &lane);
        let mut made = Vec::new();
        let scale = map.emotion_scale;
        // What is not known of the journey as it is, is no gap in a wish.
        for point in curve.points.iter().filter(|point| point.value.is_some()) {
            let id = Id::unused("p", |id| taken.contains(id));
            taken.insert(id.clone());
            made.push(Target::Point(id.clone()));
            edits.push(Edit::InsertPoint {
                lane: lane.clone(),
                curve: CurveOf {
                    persona: curve.persona.clone(),
                    to_be: true,
                },
                point: CurvePoint {
                    id,
                    stage: point.stage.clone(),
                    at: point.at,
                    value: point.value.map(|value| lifted(value, scale)),
                    ..CurvePoint::default()
                },
            });
        }
        self.lens.when = When::Both;
        self.do_and_select("Draw the future-state curve", &edits, made)
    }
}

/// By how much of the scale the copy stands higher: enough to be told from what it was made of.
const LIFT: f64 = 0.1;

fn lifted(value: f64, scale: Scale) -> f64 {
    let higher = value + LIFT * (scale.max - scale.min);
    ((higher * 100.0).round() / 100.0).clamp(value, scale.max)
}
