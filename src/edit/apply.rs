//! From one map and one edit to the next map.

use std::sync::Arc;

use super::{
    Edit, EditError,
    cells::{move_cards, move_metric, place_cards, place_metric, set_mark},
    figure::parse_figure,
    remove::remove,
    sizes,
    stages::{change_steps, reorder, replace_stage},
};
use crate::model::{
    Arrow, Card, Curve, CurveOf, CurvePoint, Field, Id, Lane, LaneKind, LaneLine, Map, Metric,
    MetricKind, Part, Persona, Picture, Problem, Scale, Stage, Step, Target, Times,
};

pub(super) type Done<T = ()> = Result<T, EditError>;

const NO_SUCH_TEXT: EditError = EditError::Unfit("This has no such text.");
pub(super) const OTHER_LANE: EditError = EditError::Unfit("A lane of this kind cannot hold that.");

/// The map after an edit; parts that did not change are shared with `map`.
///
/// A map without [`Problem`]s stays without: an edit that would bring one is refused.
pub fn apply(map: &Map, edit: &Edit) -> Result<Map, EditError> {
    let mut next = map.clone();
    change(&mut next, edit)?;
    let problems = match edit {
        // Cards are written while a person watches; the others are few.
        Edit::InsertCard { card, .. } | Edit::ReplaceCard(card) => next.check_card(card),
        _ if edit.brings_parts() => next.check(),
        _ => Vec::new(),
    };
    if let Some(problem) = problems.into_iter().next() {
        return Err(EditError::Breaks(problem));
    }
    match next.excess() {
        // What could not be read again is not made.
        Some(excess) => Err(EditError::TooMuch(excess)),
        None => Ok(next),
    }
}

/// The map after several edits, one after the other; all or none.
pub fn apply_all(map: &Arc<Map>, edits: &[Edit]) -> Result<Arc<Map>, EditError> {
    let mut next = map.clone();
    for edit in edits {
        next = Arc::new(apply(&next, edit)?);
    }
    Ok(next)
}

fn change(map: &mut Map, edit: &Edit) -> Done {
    match edit {
        Edit::SetText {
            target,
            field,
            text,
        } => set_text(map, target, *field, text)?,
        Edit::SetState(state) => map.state = *state,
        Edit::SetLegendHidden(hidden) => map.hides_legend = *hidden,
        Edit::SetReviewed(date) => map.reviewed = *date,
        Edit::SetScale(scale) => set_scale(map, *scale)?,
        Edit::SetLanguage(language) => map.language = *language,
        Edit::SetEmotionWords(words) => map.emotion_words.clone_from(words),
        Edit::SetColumnsByTime(on) => map.columns_by_time = *on,
        Edit::SetFunnel(on) => map.draws_funnel = *on,
        Edit::InsertStage { index, stage } => insert(&mut map.stages, *index, stage.clone()),
        Edit::InsertLane { index, lane } => insert(&mut map.lanes, *index, lane.clone()),
        Edit::InsertPersona { index, persona } => {
            insert(&mut map.personas, *index, persona.clone());
        }
        Edit::InsertChannel { index, channel } => {
            insert(&mut map.channels, *index, channel.clone());
        }
        Edit::InsertStep { stage, index, step } => {
            change_steps(map, stage, |steps| insert(steps, *index, step.clone()))?;
        }
        Edit::InsertCard { lane, index, card } => {
            place_cards(map, vec![card.clone()], lane, *index)?;
        }
        Edit::InsertPoint { lane, curve, point } => insert_point(map, lane, curve, point)?,
        Edit::InsertMetric {
            lane,
            index,
            metric,
        } => place_metric(map, metric.clone(), lane, *index)?,
        Edit::ReplaceStage(stage) => replace_stage(map, stage.clone())?,
        Edit::ReplaceLane(lane) => *lane_slot(map, &lane.id)? = lane.clone(),
        Edit::ReplacePersona(persona) => *persona_slot(map, &persona.id)? = persona.clone(),
        Edit::ReplaceChannel(channel) => {
            let known = map.channels.iter_mut().find(|c| c.id == channel.id);
            *known.ok_or_else(|| missing(Part::Channel, &channel.id))? = channel.clone();
        }
        Edit::ReplaceCard(card) => *card_slot(map, &card.id)? = card.clone(),
        Edit::ReplacePoint(point) => *point_mut(map, &point.id)? = point.clone(),
        Edit::ReplaceMetric(metric) => *metric_slot(map, &metric.id)? = metric.clone(),
        Edit::SetPicture { target, picture } => *picture_slot(map, target)? = picture.clone(),
        Edit::InsertArrow(arrow) => map.arrows.push(arrow.clone()),
        Edit::ReplaceArrow(arrow) => *arrow_slot(map, &arrow.id)? = arrow.clone(),
        Edit::SetTimes { target, times } => set_times(map, target, *times)?,
        Edit::SetBasis { metric, basis } => {
            let metric = Arc::make_mut(metric_slot(map, metric)?);
            metric.basis = *basis;
            metric.compute();
        }
        Edit::SetThreads { lane, on } => match &mut Arc::make_mut(lane_slot(map, lane)?).kind {
            LaneKind::Channels { threads, .. } => *threads = *on,
            _ => return Err(OTHER_LANE),
        },
        Edit::Remove(target) => remove(map, target)?,
        Edit::Reorder { target, index } => reorder(map, target, *index)?,
        Edit::MoveCards {
            ids,
            lane,
            stage,
            step,
            index,
        } => move_cards(map, ids, lane, (stage, step.as_ref()), *index)?,
        Edit::MovePoint {
            id,
            stage,
            at,
            value,
        } => move_point(map, id, stage, *at, *value)?,
        Edit::MoveMetric {
            id,
            lane,
            stage,
            index,
        } => move_metric(map, id, lane, stage.as_ref(), *index)?,
        Edit::SetMark {
            lane,
            channel,
            stage,
            on,
        } => set_mark(map, lane, channel, stage, *on)?,
        Edit::SetLine { above, kind } => {
            map.lane(above).ok_or_else(|| missing(Part::Lane, above))?;
            let known = map.lines.iter().position(|line| line.above == *above);
            match (known, *kind) {
                (Some(index), Some(kind)) => map.lines[index].kind = kind,
                (Some(index), None) => drop(map.lines.remove(index)),
                (None, Some(kind)) => map.lines.push(LaneLine {
                    above: above.clone(),
                    kind,
                    unknown: Default::default(),
                }),
                (None, None) => {}
            }
        }
        Edit::MoveLine { above, to } => sizes::move_line(map, above, to)?,
        Edit::SetStageWidth { stage, width } => sizes::set_stage_width(map, stage, *width)?,
        Edit::SetLaneHeight { lane, height } => sizes::set_lane_height(map, lane, *height)?,
        Edit::SetLaneHidden { lane, hidden } => {
            Arc::make_mut(lane_slot(map, lane)?).hidden = *hidden;
        }
        Edit::SetLaneCollapsed { lane, collapsed } => {
            Arc::make_mut(lane_slot(map, lane)?).collapsed = *collapsed;
        }
    }
    Ok(())
}

// Finding parts, to write in them.

pub(super) fn missing(part: Part, id: &Id) -> EditError {
    EditError::Missing(part, id.clone())
}

pub(super) fn insert<T>(parts: &mut Vec<T>, index: usize, part: T) {
    parts.insert(index.min(parts.len()), part);
}

pub(super) fn lane_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Lane>> {
    let lane = map.lanes.iter_mut().find(|lane| lane.id == *id);
    lane.ok_or_else(|| missing(Part::Lane, id))
}

fn persona_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Persona>> {
    let persona = map.personas.iter_mut().find(|persona| persona.id == *id);
    persona.ok_or_else(|| missing(Part::Persona, id))
}

fn stage_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Stage>> {
    let stage = map.stages.iter_mut().find(|stage| stage.id == *id);
    stage.ok_or_else(|| missing(Part::Stage, id))
}

fn step_mut<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Step> {
    let has = |stage: &Stage| stage.steps.iter().position(|step| step.id == *id);
    let mut stages = map.stages.iter_mut();
    let found = stages.find_map(|stage| has(stage).map(|index| (stage, index)));
    let (stage, index) = found.ok_or_else(|| missing(Part::Step, id))?;
    Ok(&mut Arc::make_mut(stage).steps[index])
}

pub(super) fn stage_exists(map: &Map, id: &Id) -> Done {
    map.stage(id)
        .map(|_| ())
        .ok_or_else(|| missing(Part::Stage, id))
}

/// What the lane that holds a part is made of, copied if it is shared; the others are left alone.
pub(super) fn kind_mut(map: &mut Map, holds: impl Fn(&Lane) -> bool) -> Option<&mut LaneKind> {
    let lane = map.lanes.iter_mut().find(|lane| holds(lane))?;
    Some(&mut Arc::make_mut(lane).kind)
}

fn card_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Card>> {
    let kind = kind_mut(map, |lane| lane.cards().iter().any(|card| card.id == *id));
    let card = match kind {
        Some(LaneKind::Cards { cards, .. }) => cards.iter_mut().find(|card| card.id == *id),
        _ => None,
    };
    card.ok_or_else(|| missing(Part::Card, id))
}

fn arrow_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Arrow>> {
    let arrow = map.arrows.iter_mut().find(|arrow| arrow.id == *id);
    arrow.ok_or_else(|| missing(Part::Arrow, id))
}

fn picture_slot<'a>(map: &'a mut Map, target: &Target) -> Done<&'a mut Option<Picture>> {
    match target {
        Target::Persona(id) => Ok(&mut Arc::make_mut(persona_slot(map, id)?).picture),
        Target::Card(id) => Ok(&mut Arc::make_mut(card_slot(map, id)?).picture),
        _ => Err(EditError::Unfit("This cannot have a picture.")),
    }
}

fn metric_slot<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut Arc<Metric>> {
    let kind = kind_mut(map, |lane| lane.metrics().iter().any(|m| m.id == *id));
    let metric = match kind {
        Some(LaneKind::Metrics { metrics }) => metrics.iter_mut().find(|m| m.id == *id),
        _ => None,
    };
    metric.ok_or_else(|| missing(Part::Metric, id))
}

/// The curve of a point and the point's place on it.
pub(super) fn curve_of_point<'a>(map: &'a mut Map, id: &Id) -> Done<(&'a mut Curve, usize)> {
    let has = |curve: &Curve| curve.points.iter().position(|point| point.id == *id);
    let found = match kind_mut(map, |lane| lane.curves().iter().any(|c| has(c).is_some())) {
        Some(LaneKind::Emotion { curves }) => curves
            .iter_mut()
            .find_map(|curve| has(curve).map(|index| (Arc::make_mut(curve), index))),
        _ => None,
    };
    found.ok_or_else(|| missing(Part::Point, id))
}

fn point_mut<'a>(map: &'a mut Map, id: &Id) -> Done<&'a mut CurvePoint> {
    let (curve, index) = curve_of_point(map, id)?;
    Ok(&mut curve.points[index])
}

// Texts.

fn set_text(map: &mut Map, target: &Target, field: Field, text: &str) -> Done {
    let lines = || {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let place = match (target, field) {
        (Target::Title, Field::Title) => &mut map.title,
        (Target::Facts, Field::Scenario) => &mut map.scenario,
        (Target::Facts, Field::Goal) => &mut map.goal,
        (Target::Facts, Field::Owner) => &mut map.owner,
        (Target::Persona(id), _) => {
            let persona = Arc::make_mut(persona_slot(map, id)?);
            match field {
                Field::Name => &mut persona.name,
                Field::Role => &mut persona.role,
                Field::Quote => &mut persona.quote,
                Field::Goals => {
                    persona.goals = lines();
                    return Ok(());
                }
                Field::Frustrations => {
                    persona.frustrations = lines();
                    return Ok(());
                }
                Field::Traits => {
                    persona.traits = lines();
                    return Ok(());
                }
                _ => return Err(NO_SUCH_TEXT),
            }
        }
        (Target::Channel(id), Field::Name) => {
            let channel = map.channels.iter_mut().find(|channel| channel.id == *id);
            let channel = channel.ok_or_else(|| missing(Part::Channel, id))?;
            &mut Arc::make_mut(channel).name
        }
        (Target::Stage(id), Field::Title | Field::Goal | Field::Duration) => {
            let stage = Arc::make_mut(stage_slot(map, id)?);
            match field {
                Field::Title => &mut stage.title,
                Field::Goal => &mut stage.goal,
                _ => &mut stage.duration,
            }
        }
        (Target::Step(id), Field::Title) => &mut step_mut(map, id)?.title,
        (Target::Lane(id), Field::Title) => &mut Arc::make_mut(lane_slot(map, id)?).title,
        (Target::Lane(id), Field::Note) => &mut Arc::make_mut(lane_slot(map, id)?).note,
        (Target::Arrow(id), Field::Label) => &mut Arc::make_mut(arrow_slot(map, id)?).label,
        (Target::Card(id), Field::Text) => &mut Arc::make_mut(card_slot(map, id)?).text,
        (Target::Point(id), Field::Label) => &mut point_mut(map, id)?.label,
        (Target::Metric(id), Field::Name) => {
            let metric = Arc::make_mut(metric_slot(map, id)?);
            // Nobody has said yet what it measures.
            if metric.kind == MetricKind::Other {
                metric.kind = MetricKind::of_name(text).unwrap_or_default();
            }
            &mut metric.name
        }
        (Target::Metric(id), Field::Value) => {
            let language = map.language;
            let metric = Arc::make_mut(metric_slot(map, id)?);
            if metric.figure(language) == text.trim() {
                return Ok(());
            }
            let figure = parse_figure(text);
            let figure = figure.ok_or_else(|| EditError::NotAFigure(text.trim().to_owned()))?;
            (metric.value, metric.unit) = (figure.value, figure.unit);
            // What is written by hand is no longer computed.
            metric.basis = None;
            metric.change = figure.change.or(metric.change.take());
            metric.n = figure.n.or(metric.n);
            return Ok(());
        }
        _ => return Err(NO_SUCH_TEXT),
    };
    text.clone_into(place);
    Ok(())
}

// Numbers.

fn set_scale(map: &mut Map, scale: Scale) -> Done {
    if !((scale.max - scale.min).is_finite() && scale.min < scale.max) {
        return Err(EditError::Breaks(Problem::BadScale));
    }
    let old = std::mem::replace(&mut map.emotion_scale, scale);
    if old == scale {
        return Ok(());
    }
    for level in &mut map.emotion_words {
        level.value = scale.value_at(old.share(level.value));
    }
    let factor = (scale.max - scale.min) / (old.max - old.min);
    for lane in &mut map.lanes {
        if lane.curves().is_empty() {
            continue;
        }
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane).kind else {
            continue;
        };
        for curve in curves {
            for point in &mut Arc::make_mut(curve).points {
                let moved = |value| scale.value_at(old.share(value)).clamp(scale.min, scale.max);
                point.value = point.value.map(moved);
                point.spread = point.spread.map(|spread| (spread * factor).min(f64::MAX));
            }
        }
    }
    Ok(())
}

fn set_times(map: &mut Map, target: &Target, times: Times) -> Done {
    let place = match target {
        Target::Stage(id) => &mut Arc::make_mut(stage_slot(map, id)?).times,
        Target::Step(id) => &mut step_mut(map, id)?.times,
        _ => return Err(EditError::Unfit("This has no duration.")),
    };
    *place = times;
    Ok(())
}

fn move_point(map: &mut Map, id: &Id, stage: &Id, at: f64, value: Option<f64>) -> Done {
    stage_exists(map, stage)?;
    let bad = |field| {
        let of = Target::Point(id.clone());
        EditError::Breaks(Problem::BadNumber { of, field })
    };
    if at.is_nan() {
        return Err(bad("at"));
    }
    if value.is_some_and(f64::is_nan) {
        return Err(bad("value"));
    }
    let scale = map.emotion_scale;
    let point = point_mut(map, id)?;
    point.stage = stage.clone();
    point.at = at.clamp(0.0, 1.0);
    point.value = value.map(|value| value.clamp(scale.min, scale.max));
    Ok(())
}

pub(super) fn insert_point(map: &mut Map, lane: &Id, of: &CurveOf, point: &CurvePoint) -> Done {
    let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane_slot(map, lane)?).kind else {
        return Err(OTHER_LANE);
    };
    match curves.iter_mut().find(|curve| curve.of() == *of) {
        Some(curve) => Arc::make_mut(curve).points.push(point.clone()),
        None => curves.push(Arc::new(Curve {
            persona: of.persona.clone(),
            to_be: of.to_be,
            points: vec![point.clone()],
            unknown: Default::default(),
        })),
    }
    Ok(())
}
