//! Mends a map that a file brought, until nothing is wrong with it, and tells each change.
//!
//! Each thing alone first (ids, numbers), then the references between them. Content is kept:
//! what stood in a place that does not exist moves to one that does.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    known::{Known, has_sound_ids},
    place::{Place, Spot},
    warning::{Remedy, Told, WarningKind},
};
use crate::model::{
    Arrow, Card, ChannelMark, Curve, CurvePoint, Id, Lane, LaneKind, LaneLine, Map, Part, Problem,
    Scale, Stage, Target, Times,
};

/// Mends `map`, whose numbers are finite; afterwards `map.check()` is empty.
pub(super) fn repair(map: &mut Map) -> Told<(Place, WarningKind)> {
    let mut repair = Repair::default();
    repair.ids(map);
    repair.sizes(map);
    repair.scale(map);
    repair.times(map);
    repair.references(map);
    repair.changes
}

type Range = std::ops::RangeInclusive<f64>;

#[derive(Default)]
struct Repair {
    changes: Told<(Place, WarningKind)>,
    /// Steps that got another id, by their stage and the id they had.
    renamed_steps: HashMap<(Id, Id), Id>,
}

impl Repair {
    fn tell(&mut self, place: Place, problem: Problem, remedy: Remedy) {
        let kind = WarningKind::Repaired(problem, remedy);
        self.changes.push((place, kind));
    }

    fn ids(&mut self, map: &mut Map) {
        if has_sound_ids(map) {
            return;
        }
        let personas = map.personas.iter_mut().enumerate();
        let personas = personas.map(|(i, p)| (Spot::Persona(i), &mut Arc::make_mut(p).id));
        self.unique(Part::Persona, personas.collect());
        let channels = map.channels.iter_mut().enumerate();
        let channels = channels.map(|(i, c)| (Spot::Channel(i), &mut Arc::make_mut(c).id));
        self.unique(Part::Channel, channels.collect());

        let (mut stages, mut steps) = (Vec::new(), Vec::new());
        for (s, stage) in map.stages.iter_mut().enumerate() {
            let stage = Arc::make_mut(stage);
            stages.push((Spot::Stage(s), &mut stage.id));
            let in_stage = stage.steps.iter_mut().enumerate();
            steps.extend(in_stage.map(|(i, step)| (Spot::Step(s, i), &mut step.id)));
        }
        self.unique(Part::Stage, stages);
        let renamed = self.unique(Part::Step, steps);
        self.renamed_steps.extend(
            renamed
                .into_iter()
                .filter_map(|(spot, old, new)| match spot {
                    Spot::Step(stage, _) => Some(((map.stages[stage].id.clone(), old), new)),
                    _ => None,
                }),
        );

        let (mut lanes, mut cards) = (Vec::new(), Vec::new());
        let (mut points, mut metrics) = (Vec::new(), Vec::new());
        for (l, lane) in map.lanes.iter_mut().enumerate() {
            let lane = Arc::make_mut(lane);
            lanes.push((Spot::Lane(l), &mut lane.id));
            match &mut lane.kind {
                LaneKind::Cards { cards: of_lane, .. } => {
                    let of_lane = of_lane.iter_mut().enumerate();
                    cards
                        .extend(of_lane.map(|(i, c)| (Spot::Card(l, i), &mut Arc::make_mut(c).id)));
                }
                LaneKind::Emotion { curves } => {
                    for (c, curve) in curves.iter_mut().enumerate() {
                        let of_curve = Arc::make_mut(curve).points.iter_mut().enumerate();
                        points.extend(of_curve.map(|(i, p)| (Spot::Point(l, c, i), &mut p.id)));
                    }
                }
                LaneKind::Metrics { metrics: of_lane } => {
                    let of_lane = of_lane.iter_mut().enumerate();
                    metrics.extend(
                        of_lane.map(|(i, m)| (Spot::Metric(l, i), &mut Arc::make_mut(m).id)),
                    );
                }
                LaneKind::Channels { .. } | LaneKind::Foreign { .. } => {}
            }
        }
        self.unique(Part::Lane, lanes);
        self.unique(Part::Card, cards);
        self.unique(Part::Point, points);
        self.unique(Part::Metric, metrics);
        let arrows = map.arrows.iter_mut().enumerate();
        let arrows = arrows.map(|(i, a)| (Spot::Arrow(i), &mut Arc::make_mut(a).id));
        self.unique(Part::Arrow, arrows.collect());
    }

    /// Gives a fresh id to each part whose id is empty or taken by one before it; returns where,
    /// with the id before and after.
    fn unique(&mut self, part: Part, ids: Vec<(Spot, &mut Id)>) -> Vec<(Spot, Id, Id)> {
        let mut taken: HashSet<Id> = ids.iter().map(|(_, id)| (**id).clone()).collect();
        let empty = Id::default();
        if taken.len() == ids.len() && !taken.contains(&empty) {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let mut counts: HashMap<Id, u64> = HashMap::new();
        let mut renamed = Vec::new();
        for (spot, id) in ids {
            if *id != empty && seen.insert(id.clone()) {
                continue;
            }
            let (stem, problem) = if *id == empty {
                // The last word of "curve point".
                let word = part.name().rsplit(' ').next().unwrap_or_default();
                (word, Problem::EmptyId(part))
            } else {
                (id.as_str(), Problem::DuplicateId(part, id.clone()))
            };
            let count = counts.entry(id.clone()).or_insert(1);
            let fresh = loop {
                *count += 1;
                let fresh = Id::new(format!("{stem}-{count}"));
                if taken.insert(fresh.clone()) {
                    break fresh;
                }
            };
            self.tell(spot.field("id"), problem, Remedy::Renamed(fresh.clone()));
            let old = std::mem::replace(id, fresh.clone());
            renamed.push((spot, old, fresh));
        }
        renamed
    }

    /// Brings widths and heights into their ranges.
    fn sizes(&mut self, map: &mut Map) {
        let mut set = |of: Target, place: Place, field, size: &mut Option<f64>, range: &Range| {
            let Some(size) = size.as_mut().filter(|size| !range.contains(size)) else {
                return;
            };
            *size = size.clamp(*range.start(), *range.end());
            self.tell(place, Problem::BadNumber { of, field }, Remedy::Set(*size));
        };
        for (s, stage) in map.stages.iter_mut().enumerate() {
            let of = Target::Stage(stage.id.clone());
            let place = Spot::Stage(s).field("width");
            let width = &mut Arc::make_mut(stage).width;
            set(of, place, "width", width, &Stage::WIDTHS);
        }
        for (l, lane) in map.lanes.iter_mut().enumerate() {
            let of = Target::Lane(lane.id.clone());
            let place = Spot::Lane(l).field("height");
            let height = &mut Arc::make_mut(lane).height;
            set(of, place, "height", height, &Lane::HEIGHTS);
        }
    }

    /// Leaves out spans of no time at all.
    fn times(&mut self, map: &mut Map) {
        let mut mend = |of: Target, spot: Spot, times: &mut Times| {
            if times.is_sound() {
                return;
            }
            for (field, span) in [("doing", &mut times.doing), ("waiting", &mut times.waiting)] {
                if span.take_if(|span| !span.is_sound()).is_some() {
                    let problem = Problem::BadNumber {
                        of: of.clone(),
                        field,
                    };
                    self.tell(spot.field(field), problem, Remedy::Removed);
                }
            }
            if !times.is_sound() {
                // Each is finite, but not both together.
                times.waiting = None;
                let problem = Problem::BadNumber {
                    of,
                    field: "waiting",
                };
                self.tell(spot.field("waiting"), problem, Remedy::Removed);
            }
        };
        for (s, stage) in map.stages.iter_mut().enumerate() {
            let is_sound = stage.times.is_sound() && stage.steps.iter().all(|s| s.times.is_sound());
            if is_sound {
                continue;
            }
            let stage = Arc::make_mut(stage);
            mend(
                Target::Stage(stage.id.clone()),
                Spot::Stage(s),
                &mut stage.times,
            );
            for (i, step) in stage.steps.iter_mut().enumerate() {
                mend(
                    Target::Step(step.id.clone()),
                    Spot::Step(s, i),
                    &mut step.times,
                );
            }
        }
    }

    /// Brings the words of the scale into it.
    fn words(&mut self, map: &mut Map) {
        let Scale { min, max } = map.emotion_scale;
        for (index, level) in map.emotion_words.iter_mut().enumerate() {
            let mended = level.value.clamp(min, max);
            if level.value != mended {
                level.value = mended;
                let (of, field) = (Target::Facts, "emotion_words");
                let problem = Problem::BadNumber { of, field };
                self.tell(
                    Spot::Word(index).field("value"),
                    problem,
                    Remedy::Set(mended),
                );
            }
        }
    }

    /// Removes arrows from or to nothing, and those that go nowhere.
    fn arrows(&mut self, arrows: &mut Vec<Arc<Arrow>>, cards: &HashSet<Id>) {
        let mut index = 0;
        arrows.retain(|arrow| {
            let spot = Spot::Arrow(index);
            index += 1;
            let of = || Target::Arrow(arrow.id.clone());
            let (field, problem) = if !cards.contains(&arrow.from) {
                ("from", missing(of(), Part::Card, &arrow.from))
            } else if !cards.contains(&arrow.to) {
                ("to", missing(of(), Part::Card, &arrow.to))
            } else if arrow.from == arrow.to {
                ("to", Problem::ArrowToItself(arrow.id.clone()))
            } else {
                return true;
            };
            self.tell(spot.field(field), problem, Remedy::Removed);
            false
        });
    }

    /// Turns a scale round, or makes one that holds all values.
    fn scale(&mut self, map: &mut Map) {
        let Scale { min, max } = map.emotion_scale;
        if min < max && (max - min).is_finite() {
            return;
        }
        let mut scale = Scale::default();
        if max < min && (min - max).is_finite() {
            scale = Scale { min: max, max: min };
        } else {
            let curves = map.lanes.iter().flat_map(|lane| lane.curves());
            let values = curves.flat_map(|c| &c.points).filter_map(|p| p.value);
            for value in values.filter(|value| value.abs() < 1e6) {
                scale.min = scale.min.min(value);
                scale.max = scale.max.max(value);
            }
        }
        map.emotion_scale = scale;
        let remedy = Remedy::Scaled(scale.min, scale.max);
        self.tell(Spot::Map.field("emotion_scale"), Problem::BadScale, remedy);
    }

    fn references(&mut self, map: &mut Map) {
        let mut known = Known::of(map);
        for (l, lane) in map.lanes.iter_mut().enumerate() {
            let lane = Arc::make_mut(lane);
            match &mut lane.kind {
                LaneKind::Cards { cards, .. } => {
                    for (c, card) in cards.iter_mut().enumerate() {
                        self.card(Spot::Card(l, c), Arc::make_mut(card), &mut known);
                    }
                }
                LaneKind::Emotion { curves } => self.curves(l, &lane.id, curves, &mut known),
                LaneKind::Channels { marks, .. } => self.marks(l, &lane.id, marks, &known),
                LaneKind::Metrics { metrics } => {
                    for (m, metric) in metrics.iter_mut().enumerate() {
                        let metric = Arc::make_mut(metric);
                        let of = || Target::Metric(metric.id.clone());
                        if let Some(stage) = &mut metric.stage {
                            self.stage(Spot::Metric(l, m), of, stage, &mut known);
                        }
                    }
                }
                LaneKind::Foreign { .. } => {}
            }
        }
        map.stages.extend(known.made_stage);
        map.personas.extend(known.made_personas);
        let lanes: HashSet<Id> = map.lanes.iter().map(|lane| lane.id.clone()).collect();
        self.lines(&mut map.lines, &lanes);
        self.arrows(&mut map.arrows, &known.cards);
        self.words(map);
    }

    /// Moves what stands in an unknown stage to the first one; where there is none, makes it.
    fn stage(&mut self, spot: Spot, of: impl Fn() -> Target, stage: &mut Id, known: &mut Known) {
        if known.stages.contains(stage) {
            return;
        }
        let problem = missing(of(), Part::Stage, stage);
        let remedy = match &known.first_stage {
            Some(first) => {
                *stage = first.clone();
                Remedy::Moved(first.clone())
            }
            None => {
                if *stage == Id::default() {
                    *stage = "stage-1".into();
                }
                let made = Arc::new(Stage {
                    id: stage.clone(),
                    title: stage.to_string(),
                    ..Stage::default()
                });
                known.stages.insert(stage.clone());
                known.first_stage = Some(stage.clone());
                known.made_stage = Some(made);
                Remedy::Made(Part::Stage, stage.clone())
            }
        };
        self.tell(spot.field("stage"), problem, remedy);
    }

    fn card(&mut self, spot: Spot, card: &mut Card, known: &mut Known) {
        let id = card.id.clone();
        let of = || Target::Card(id.clone());
        self.stage(spot, of, &mut card.stage, known);
        let is_elsewhere = |step: &mut Id| known.steps.get(step) != Some(&card.stage);
        if let Some(step) = card.step.take_if(is_elsewhere) {
            let renamed = self.renamed_steps.get(&(card.stage.clone(), step.clone()));
            if let Some(new) = renamed {
                card.step = Some(new.clone());
            } else {
                let problem = Problem::StepOfOtherStage {
                    card: id.clone(),
                    step,
                };
                self.tell(spot.field("step"), problem, Remedy::Unlinked);
            }
        }
        card.personas.retain(|persona| {
            let is_known = known.personas.contains(persona);
            if !is_known {
                let problem = missing(of(), Part::Persona, persona);
                self.tell(spot.field("personas"), problem, Remedy::Unlinked);
            }
            is_known
        });
        card.answers.retain(|pain| {
            let is_known = known.cards.contains(pain);
            if !is_known {
                let problem = missing(of(), Part::Card, pain);
                self.tell(spot.field("answers"), problem, Remedy::Unlinked);
            }
            is_known
        });
        if let Some(channel) = card.channel.take_if(|c| !known.channels.contains(c)) {
            let problem = missing(of(), Part::Channel, &channel);
            self.tell(spot.field("channel"), problem, Remedy::Unlinked);
        }
    }

    fn curves(&mut self, l: usize, lane: &Id, curves: &mut Vec<Arc<Curve>>, known: &mut Known) {
        for (c, curve) in curves.iter_mut().enumerate() {
            let curve = Arc::make_mut(curve);
            if !known.personas.contains(&curve.persona) {
                let of = Target::Lane(lane.clone());
                let problem = missing(of, Part::Persona, &curve.persona);
                let made = known.make_persona(&mut curve.persona);
                self.tell(Spot::Curve(l, c).field("persona"), problem, made);
            }
            for (p, point) in curve.points.iter_mut().enumerate() {
                self.point(Spot::Point(l, c, p), point, known);
            }
        }
        self.join_curves(l, lane, curves);
    }

    /// Leaves one curve a persona, with the points of all of them.
    fn join_curves(&mut self, l: usize, lane: &Id, curves: &mut Vec<Arc<Curve>>) {
        let mut joined: Vec<Arc<Curve>> = Vec::with_capacity(curves.len());
        let mut places: HashMap<(Id, bool), usize> = HashMap::new();
        for (c, curve) in curves.drain(..).enumerate() {
            let key = (curve.persona.clone(), curve.to_be);
            let first = *places.entry(key).or_insert(joined.len());
            if first == joined.len() {
                joined.push(curve);
                continue;
            }
            let problem = Problem::SecondCurve {
                lane: lane.clone(),
                persona: curve.persona.clone(),
            };
            self.tell(Spot::Curve(l, c).field("persona"), problem, Remedy::Joined);
            let curve = Arc::unwrap_or_clone(curve);
            let first = Arc::make_mut(&mut joined[first]);
            first.points.extend(curve.points);
            first.unknown.absorb(curve.unknown);
        }
        *curves = joined;
    }

    fn point(&mut self, spot: Spot, point: &mut CurvePoint, known: &mut Known) {
        let id = point.id.clone();
        let of = || Target::Point(id.clone());
        self.stage(spot, of, &mut point.stage, known);
        let mut set = |field: &'static str, number: &mut f64, mended: f64| {
            if *number != mended {
                *number = mended;
                let problem = Problem::BadNumber { of: of(), field };
                self.tell(spot.field(field), problem, Remedy::Set(mended));
            }
        };
        let at = point.at.clamp(0.0, 1.0);
        set("at", &mut point.at, at);
        if let Some(value) = &mut point.value {
            let in_scale = value.clamp(known.scale.min, known.scale.max);
            set("value", value, in_scale);
        }
        if let Some(spread) = &mut point.spread {
            let positive = spread.abs();
            set("spread", spread, positive);
        }
    }

    /// Removes marks of nothing, and all but the first of a place.
    fn marks(&mut self, l: usize, lane: &Id, marks: &mut Vec<ChannelMark>, known: &Known) {
        let mut seen = HashSet::new();
        let mut index = 0;
        marks.retain(|mark| {
            let spot = Spot::Mark(l, index);
            index += 1;
            let of = Target::Lane(lane.clone());
            let (field, problem) = if !known.channels.contains(&mark.channel) {
                ("channel", missing(of, Part::Channel, &mark.channel))
            } else if !known.stages.contains(&mark.stage) {
                ("stage", missing(of, Part::Stage, &mark.stage))
            } else if !seen.insert((mark.channel.clone(), mark.stage.clone())) {
                let problem = Problem::SecondMark {
                    lane: lane.clone(),
                    channel: mark.channel.clone(),
                    stage: mark.stage.clone(),
                };
                ("channel", problem)
            } else {
                return true;
            };
            self.tell(spot.field(field), problem, Remedy::Removed);
            false
        });
    }

    /// Removes lines above nothing, and all but the first above a lane.
    fn lines(&mut self, lines: &mut Vec<LaneLine>, lanes: &HashSet<Id>) {
        let mut seen = HashSet::new();
        let mut index = 0;
        lines.retain(|line| {
            let place = Spot::Line(index).field("above");
            index += 1;
            let above = line.above.clone();
            let problem = if !lanes.contains(&above) {
                let of = Target::Line {
                    above: above.clone(),
                };
                missing(of, Part::Lane, &above)
            } else if !seen.insert(above.clone()) {
                Problem::SecondLine { above }
            } else {
                return true;
            };
            self.tell(place, problem, Remedy::Removed);
            false
        });
    }
}

fn missing(of: Target, part: Part, id: &Id) -> Problem {
    let id = id.clone();
    Problem::Missing { of, part, id }
}
