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
    place::FieldPosition,
    warning::{CappedList, Remedy, WarningKind},
};
use crate::model::{
    Arrow, Card, ChannelMark, Curve, CurvePoint, ElementMut, Id, Lane, LaneKind, LaneLine,
    LevelWord, Map, Part, Position, Problem, Scale, Shows, Stage, Stop, Target, Times,
    record::{FieldKind, Record, retain_links},
};

/// Mends `map`, whose numbers are finite; afterwards `map.check()` is empty.
pub(super) fn repair(map: &mut Map) -> CappedList<(FieldPosition, WarningKind)> {
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
    changes: CappedList<(FieldPosition, WarningKind)>,
    /// Steps that got another id, by their stage and the id they had.
    renamed_steps: HashMap<(Id, Id), Id>,
}

impl Repair {
    fn tell(&mut self, place: FieldPosition, problem: Problem, remedy: Remedy) {
        let kind = WarningKind::Repaired(problem, remedy);
        self.changes.push((place, kind));
    }

    fn ids(&mut self, map: &mut Map) {
        if has_sound_ids(map) {
            return;
        }
        let mut taken: HashSet<(Part, Id)> = HashSet::new();
        map.visit(&mut |_, element| {
            taken.extend(element.id().map(|(part, id)| (part, id.clone())));
        });
        let mut stage = Id::default();
        let mut seen = HashSet::new();
        let mut counts = HashMap::new();
        map.visit_mut(&mut |at, mut element| {
            let Some((part, id)) = element.id_mut() else {
                return;
            };
            let old = id.clone();
            if old == Id::default() || !seen.insert((part, old.clone())) {
                *id = self.fresh(at, (part, &old), &mut taken, &mut counts);
                if part == Part::Step {
                    self.renamed_steps.insert((stage.clone(), old), id.clone());
                }
            }
            if part == Part::Stage {
                stage = id.clone();
            }
        });
    }

    /// An id that no part of the kind has, in the place of one that is empty or taken.
    fn fresh(
        &mut self,
        at: Position,
        (part, old): (Part, &Id),
        taken: &mut HashSet<(Part, Id)>,
        counts: &mut HashMap<(Part, Id), u64>,
    ) -> Id {
        let (stem, problem) = if *old == Id::default() {
            // The last word of "curve point".
            let word = part.name().rsplit(' ').next().unwrap_or_default();
            (word, Problem::EmptyId(part))
        } else {
            (old.as_str(), Problem::DuplicateId(part, old.clone()))
        };
        let count = counts.entry((part, old.clone())).or_insert(1);
        let fresh = loop {
            *count += 1;
            let fresh = Id::new(format!("{stem}-{count}"));
            if taken.insert((part, fresh.clone())) {
                break fresh;
            }
        };
        let remedy = Remedy::Renamed(fresh.clone());
        self.tell(FieldPosition::of(at, "id"), problem, remedy);
        fresh
    }

    /// Brings widths, heights and minutes into their ranges.
    fn sizes(&mut self, map: &mut Map) {
        let mut set =
            |of: Target, place: FieldPosition, field, size: &mut Option<f64>, range: &Range| {
                let Some(size) = size.as_mut().filter(|size| !range.contains(size)) else {
                    return;
                };
                *size = size.clamp(*range.start(), *range.end());
                self.tell(place, Problem::BadNumber { of, field }, Remedy::Set(*size));
            };
        map.visit_mut(&mut |at, element| {
            if let ElementMut::Stage(stage) = element {
                let of = Target::Stage(stage.id.clone());
                let width = &mut Arc::make_mut(stage).width;
                let place = FieldPosition::of(at, "width");
                set(of, place, "width", width, &Stage::WIDTHS);
            } else if let ElementMut::Lane(lane) = element {
                let of = Target::Lane(lane.id.clone());
                let height = &mut Arc::make_mut(lane).height;
                let place = FieldPosition::of(at, "height");
                set(of, place, "height", height, &Lane::HEIGHTS);
            } else if let ElementMut::Stop(stop) = element {
                let of = Target::Stop(stop.id.clone());
                let minutes = &mut Arc::make_mut(stop).minutes;
                let place = FieldPosition::of(at, "minutes");
                set(of, place, "minutes", minutes, &Stop::MINUTES);
            }
        });
    }

    /// Leaves out spans of no time at all.
    fn times(&mut self, map: &mut Map) {
        let mut mend = |of: Target, at: Position, times: &mut Times| {
            if times.is_sound() {
                return;
            }
            for (field, span) in [("doing", &mut times.doing), ("waiting", &mut times.waiting)] {
                if span.take_if(|span| !span.is_sound()).is_some() {
                    let problem = Problem::BadNumber {
                        of: of.clone(),
                        field,
                    };
                    self.tell(FieldPosition::of(at, field), problem, Remedy::Removed);
                }
            }
            if !times.is_sound() {
                // Each is finite, but not both together.
                times.waiting = None;
                let problem = Problem::BadNumber {
                    of,
                    field: "waiting",
                };
                self.tell(FieldPosition::of(at, "waiting"), problem, Remedy::Removed);
            }
        };
        map.visit_mut(&mut |at, element| {
            if let ElementMut::Stage(stage) = element {
                // What is sound stays shared.
                if !stage.times.is_sound() {
                    let of = Target::Stage(stage.id.clone());
                    mend(of, at, &mut Arc::make_mut(stage).times);
                }
            } else if let ElementMut::Step(step) = element {
                mend(Target::Step(step.id.clone()), at, &mut step.times);
            }
        });
    }

    /// Removes arrows from or to nothing, and those that go nowhere.
    fn arrows(&mut self, arrows: &mut Vec<Arc<Arrow>>, cards: &HashSet<Id>) {
        let mut index = 0;
        arrows.retain(|arrow| {
            let at = Position::Arrow(index);
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
            self.tell(FieldPosition::of(at, field), problem, Remedy::Removed);
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
        self.tell(
            FieldPosition::of(Position::Map, "emotion_scale"),
            Problem::BadScale,
            remedy,
        );
    }

    fn references(&mut self, map: &mut Map) {
        let mut known = Known::of(map);
        let lanes: Vec<Id> = map.lanes.iter().map(|lane| lane.id.clone()).collect();
        map.visit_mut(&mut |at, element| match element {
            ElementMut::LevelWord(level) => self.level_word(at, level, known.scale),
            ElementMut::Card(card) => self.card(at, Arc::make_mut(card), &mut known),
            ElementMut::Curve(curve) => {
                if let Position::Curve(lane, _) = at {
                    self.curve(at, &lanes[lane], curve, &mut known);
                }
            }
            ElementMut::Point(point) => self.point(at, point, &mut known),
            ElementMut::Mark(mark) => {
                let is_whole = known.channels.contains(&mark.channel);
                if known.has_no_stages && is_whole && !known.stages.contains(&mark.stage) {
                    let of = || {
                        if let Position::Mark(lane, _) = at {
                            Target::Lane(lanes[lane].clone())
                        } else {
                            Target::Facts
                        }
                    };
                    self.stage(at, &of, &mut mark.stage, &mut known);
                }
            }
            ElementMut::Metric(metric) => {
                let of = Target::Metric(metric.id.clone());
                self.record(at, of, Arc::make_mut(metric), &mut known);
            }
            ElementMut::Stop(stop) => self.stop(at, Arc::make_mut(stop), &mut known),
            ElementMut::Persona(_)
            | ElementMut::Channel(_)
            | ElementMut::Stage(_)
            | ElementMut::Step(_)
            | ElementMut::Lane(_)
            | ElementMut::Line(_)
            | ElementMut::Arrow(_) => {}
        });
        for (l, lane) in map.lanes.iter_mut().enumerate() {
            let lane = Arc::make_mut(lane);
            match &mut lane.kind {
                LaneKind::Emotion { curves } => self.join_curves(l, &lane.id, curves),
                LaneKind::Channels { marks, .. } => self.marks(l, &lane.id, marks, &known),
                LaneKind::Cards { .. } | LaneKind::Metrics { .. } | LaneKind::Foreign { .. } => {}
            }
        }
        map.stages.extend(known.made_stages);
        map.personas.extend(known.made_personas);
        self.lines(&mut map.lines, &lanes.into_iter().collect());
        self.arrows(&mut map.arrows, &known.cards);
    }

    /// Brings a word of the scale into it.
    fn level_word(&mut self, at: Position, level: &mut LevelWord, scale: Scale) {
        let mended = level.value.clamp(scale.min, scale.max);
        if level.value != mended {
            level.value = mended;
            let (of, field) = (Target::Facts, "emotion_words");
            let problem = Problem::BadNumber { of, field };
            self.tell(FieldPosition::of(at, "value"), problem, Remedy::Set(mended));
        }
    }

    /// Gives a record a stage that is there, and takes away what else it names that is not.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "of the fields only those that name a stage are meant"
    )]
    fn record<R: Record>(&mut self, at: Position, of: Target, record: &mut R, known: &mut Known) {
        for field in R::FIELDS {
            let stage = match &field.kind {
                FieldKind::Home(Part::Stage, stage) => Some((stage.get_mut)(record)),
                FieldKind::HomeIf(Part::Stage, stage) => (stage.get_mut)(record).as_mut(),
                _ => None,
            };
            if let Some(stage) = stage {
                self.stage(at, &|| of.clone(), stage, known);
            }
        }
        // Whose step it is says the stage.
        let keep = |part: Part, id: &Id| part == Part::Step || known.has(part, id);
        retain_links(record, &keep, &mut |field, part, id| {
            let problem = missing(of.clone(), part, &id);
            self.tell(FieldPosition::of(at, field), problem, Remedy::Unlinked);
        });
    }

    /// Moves what stands in an unknown stage to the first one; where the file has no stages at all,
    /// makes the one that is named.
    fn stage(&mut self, at: Position, of: &dyn Fn() -> Target, stage: &mut Id, known: &mut Known) {
        if known.stages.contains(stage) {
            return;
        }
        let problem = missing(of(), Part::Stage, stage);
        let made = known.make_stage(stage);
        let remedy = made.or_else(|| {
            let first = known.first_stage.clone()?;
            stage.clone_from(&first);
            Some(Remedy::Moved(first))
        });
        if let Some(remedy) = remedy {
            self.tell(FieldPosition::of(at, "stage"), problem, remedy);
        }
    }

    fn card(&mut self, at: Position, card: &mut Card, known: &mut Known) {
        self.record(at, Target::Card(card.id.clone()), card, known);
        let is_elsewhere = |step: &mut Id| known.steps.get(step) != Some(&card.stage);
        let Some(step) = card.step.take_if(is_elsewhere) else {
            return;
        };
        let renamed = self.renamed_steps.get(&(card.stage.clone(), step.clone()));
        if let Some(new) = renamed {
            card.step = Some(new.clone());
        } else {
            let card = card.id.clone();
            let problem = Problem::StepOfOtherStage { card, step };
            self.tell(FieldPosition::of(at, "step"), problem, Remedy::Unlinked);
        }
    }

    /// Takes what is not there out of a stop; one with nothing left to show shows the whole map.
    fn stop(&mut self, at: Position, stop: &mut Stop, known: &mut Known) {
        let showed = stop.shows.part();
        self.record(at, Target::Stop(stop.id.clone()), stop, known);
        if showed.is_some() && stop.shows == Shows::Map {
            let problem = Problem::ShowsNothing(stop.id.clone());
            self.tell(FieldPosition::of(at, "shows"), problem, Remedy::ShowsMap);
        }
    }

    fn curve(&mut self, at: Position, lane: &Id, curve: &mut Arc<Curve>, known: &mut Known) {
        if known.personas.contains(&curve.persona) {
            return;
        }
        let of = Target::Lane(lane.clone());
        let problem = missing(of, Part::Persona, &curve.persona);
        let made = known.make_persona(&mut Arc::make_mut(curve).persona);
        self.tell(FieldPosition::of(at, "persona"), problem, made);
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
            self.tell(
                FieldPosition::of(Position::Curve(l, c), "persona"),
                problem,
                Remedy::Joined,
            );
            let curve = Arc::unwrap_or_clone(curve);
            let first = Arc::make_mut(&mut joined[first]);
            first.points.extend(curve.points);
            first.unknown.absorb(curve.unknown);
        }
        *curves = joined;
    }

    fn point(&mut self, at: Position, point: &mut CurvePoint, known: &mut Known) {
        let id = point.id.clone();
        let of = || Target::Point(id.clone());
        self.record(at, of(), point, known);
        let mut set = |field: &'static str, number: &mut f64, mended: f64| {
            if *number != mended {
                *number = mended;
                let problem = Problem::BadNumber { of: of(), field };
                self.tell(FieldPosition::of(at, field), problem, Remedy::Set(mended));
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
            let at = Position::Mark(l, index);
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
            self.tell(FieldPosition::of(at, field), problem, Remedy::Removed);
            false
        });
    }

    /// Removes lines above nothing, and all but the first above a lane.
    fn lines(&mut self, lines: &mut Vec<LaneLine>, lanes: &HashSet<Id>) {
        let mut seen = HashSet::new();
        let mut index = 0;
        lines.retain(|line| {
            let place = FieldPosition::of(Position::Line(index), "above");
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
