//! From one map and one edit to the next map.

use std::sync::Arc;

use super::{
    cells::{move_cards, move_metric, place_cards, place_metric, set_mark},
    edits::Edit,
    error::EditError,
    figure::parse_figure,
    parts::{
        Done, OTHER_LANE, arrow_slot, card_slot, channel_slot, insert, lane_slot, metric_slot,
        missing, persona_slot, picture_slot, point_mut, stage_exists, stage_slot, step_mut,
        stop_slot,
    },
    remove::remove,
    sizes,
    stages::{change_steps, reorder, replace_stage},
};
use crate::model::{
    Curve, CurveOf, CurvePoint, Evidence, Excess, Field, Id, LaneKind, LaneLine, Map, MetricKind,
    Part, Problem, Scale, Target, Times,
    record::{Record, text_field},
};

const NO_SUCH_TEXT: EditError = EditError::Unfit("This item has no such text.");

/// The map after an edit; parts that did not change are shared with `map`.
///
/// A map without [`Problem`]s stays without: an edit that would bring one is refused.
///
/// ```
/// use jejak::{edit::{Edit, EditError, apply}, model::{Field, Map, Target}};
///
/// let map = Map::default();
/// let edit = Edit::SetText {
///     target: Target::Title,
///     field: Field::Title,
///     text: "Buying a car".to_owned(),
/// };
/// let next = apply(&map, &edit)?;
/// assert_eq!((map.title.as_str(), next.title.as_str()), ("", "Buying a car"));
/// let gone = Edit::Remove(Target::Card("nowhere".into()));
/// assert!(matches!(apply(&next, &gone), Err(EditError::Missing(..))));
/// # Ok::<(), EditError>(())
/// ```
pub fn apply(map: &Map, edit: &Edit) -> Result<Map, EditError> {
    let mut next = map.clone();
    change(&mut next, edit)?;
    let problems = if let Edit::InsertCard { card, .. } | Edit::ReplaceCard(card) = edit {
        // Cards are written while a person watches; the others are few.
        next.check_card(card)
    } else if edit.brings_parts() {
        next.check()
    } else {
        Vec::new()
    };
    if let Some(problem) = problems.into_iter().next() {
        return Err(EditError::Breaks(problem));
    }
    let long = if let Edit::SetText { text, .. } = edit {
        Excess::of_text(text)
    } else if edit.brings_parts() {
        next.long_text()
    } else {
        None
    };
    match long.or_else(|| next.excess()) {
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

/// A piece of evidence that says nothing is none.
fn drop_empty(evidence: &mut Vec<Evidence>) {
    evidence.retain(|piece| !piece.is_empty());
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
        Edit::SetLinks(look) => map.links = *look,
        Edit::SetBrand(brand) => map.set_brand(brand.clone()),
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
            *channel_slot(map, &channel.id)? = channel.clone();
        }
        Edit::ReplaceCard(card) => {
            let slot = card_slot(map, &card.id)?;
            *slot = card.clone();
            if card.evidence.iter().any(Evidence::is_empty) {
                drop_empty(&mut Arc::make_mut(slot).evidence);
            }
        }
        Edit::ReplacePoint(point) => {
            let slot = point_mut(map, &point.id)?;
            *slot = point.clone();
            drop_empty(&mut slot.evidence);
        }
        Edit::ReplaceMetric(metric) => {
            let slot = metric_slot(map, &metric.id)?;
            *slot = metric.clone();
            if metric.evidence.iter().any(Evidence::is_empty) {
                drop_empty(&mut Arc::make_mut(slot).evidence);
            }
        }
        Edit::SetPicture { target, picture } => *picture_slot(map, target)? = picture.clone(),
        Edit::InsertArrow(arrow) => map.arrows.push(arrow.clone()),
        Edit::ReplaceArrow(arrow) => *arrow_slot(map, &arrow.id)? = arrow.clone(),
        Edit::InsertStop { index, stop } => insert(&mut map.stops, *index, stop.clone()),
        Edit::ReplaceStop(stop) => *stop_slot(map, &stop.id)? = stop.clone(),
        Edit::SetTimes { target, times } => set_times(map, target, *times)?,
        Edit::SetBasis { metric, basis } => {
            let metric = Arc::make_mut(metric_slot(map, metric)?);
            metric.basis = *basis;
            metric.compute();
        }
        Edit::SetThreads { lane, on } => {
            let kind = &mut Arc::make_mut(lane_slot(map, lane)?).kind;
            let LaneKind::Channels { threads, .. } = kind else {
                return Err(OTHER_LANE);
            };
            *threads = *on;
        }
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

// Texts.

fn set_text(map: &mut Map, target: &Target, field: Field, text: &str) -> Done {
    fn write<R: Record>(record: &mut R, field: Field, text: &str) -> Done {
        let known = text_field::<R>(field);
        let written = known.is_some_and(|known| known.set_text(record, text));
        written.then_some(()).ok_or(NO_SUCH_TEXT)
    }
    match target {
        Target::Title if field == Field::Title => write(map, field, text),
        Target::Facts if field != Field::Title => write(map, field, text),
        Target::Persona(id) => write(Arc::make_mut(persona_slot(map, id)?), field, text),
        Target::Channel(id) if field == Field::Name => {
            Arc::make_mut(channel_slot(map, id)?).rename(text);
            Ok(())
        }
        Target::Channel(id) => write(Arc::make_mut(channel_slot(map, id)?), field, text),
        Target::Stage(id) => write(Arc::make_mut(stage_slot(map, id)?), field, text),
        Target::Step(id) => write(step_mut(map, id)?, field, text),
        Target::Lane(id) => write(Arc::make_mut(lane_slot(map, id)?), field, text),
        Target::Card(id) => write(Arc::make_mut(card_slot(map, id)?), field, text),
        Target::Point(id) => write(point_mut(map, id)?, field, text),
        Target::Arrow(id) => write(Arc::make_mut(arrow_slot(map, id)?), field, text),
        Target::Stop(id) => write(Arc::make_mut(stop_slot(map, id)?), field, text),
        Target::Metric(id) if field == Field::Value => set_figure(map, id, text),
        Target::Metric(id) => {
            let metric = Arc::make_mut(metric_slot(map, id)?);
            // Nobody has said yet what it measures.
            if field == Field::Name && metric.kind == MetricKind::Other {
                metric.kind = MetricKind::of_name(text).unwrap_or_default();
            }
            write(metric, field, text)
        }
        Target::Title
        | Target::Facts
        | Target::Cell { .. }
        | Target::Dot { .. }
        | Target::Line { .. } => Err(NO_SUCH_TEXT),
    }
}

fn set_figure(map: &mut Map, id: &Id, text: &str) -> Done {
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
    let place = if let Target::Stage(id) = target {
        &mut Arc::make_mut(stage_slot(map, id)?).times
    } else if let Target::Step(id) = target {
        &mut step_mut(map, id)?.times
    } else {
        return Err(EditError::Unfit("This has no duration."));
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
