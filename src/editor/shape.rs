//! One stage made two, two made one.

use std::sync::Arc;

use super::{
    Editor,
    new_thing::NewThing,
    parts::{Column, cell_cards, column_of, columns, place_of},
};
use crate::{
    edit::Edit,
    model::{Field, Id, Map, Part, Stage, Step, Target},
};

/// Where a stage is cut.
enum Cut {
    /// Before this step.
    Step(usize),
    /// Before the cards at this place of every cell.
    Card(usize),
}

impl Editor {
    /// Divides the stage of the selected card (or step) there: what stands from it on goes to a
    /// new stage.
    pub(super) fn split(&self) -> Result<NewThing, &'static str> {
        const WHY: &str = "Select a card or a step that is not the first of its stage.";
        let map = self.map();
        let target = self.selection.only().ok_or(WHY)?;
        let column = column_of(map, target).ok_or(WHY)?;
        let stage = map.stage(&column.0).ok_or(WHY)?;
        let steps = stage.steps.iter().map(|step| &step.id);
        let step = column.1.as_ref().and_then(|id| place_of(steps, id));
        let cut = match (target, step) {
            (Target::Card(_) | Target::Step(_), Some(step)) if step > 0 => Cut::Step(step),
            (Target::Card(id), _) if stage.steps.len() < 2 => {
                let (lane, _) = map.card(id).ok_or(WHY)?;
                let place = place_of(cell_cards(map, lane, &column), id);
                Cut::Card(place.filter(|place| *place > 0).ok_or(WHY)?)
            }
            _ => return Err(WHY),
        };
        let new = Stage {
            id: self.new_stage_id(),
            title: map.language.t("New stage").to_owned(),
            hue: stage.hue,
            steps: match cut {
                // Their ids are taken until the old stage has given them up.
                Cut::Step(from) => fresh_steps(map, &stage.steps[from..]),
                Cut::Card(_) => Vec::new(),
            },
            ..Default::default()
        };
        let index = map.stage_index(&stage.id).map_or(usize::MAX, |at| at + 1);
        let target = Target::Stage(new.id.clone());
        let mut edits = vec![Edit::InsertStage {
            index,
            stage: Arc::new(new.clone()),
        }];
        let share = match cut {
            Cut::Step(from) => {
                for (old, step) in stage.steps[from..].iter().zip(&new.steps) {
                    let to = (new.id.clone(), Some(step.id.clone()));
                    move_cell(
                        map,
                        &(stage.id.clone(), Some(old.id.clone())),
                        0,
                        &to,
                        &mut edits,
                    );
                }
                let mut rest = Stage::clone(stage);
                rest.steps.truncate(from);
                edits.push(Edit::ReplaceStage(Arc::new(rest)));
                from as f64 / stage.steps.len() as f64
            }
            Cut::Card(from) => {
                move_cell(map, &column, from, &(new.id.clone(), None), &mut edits);
                0.5
            }
        };
        for point in points_of(map, &stage.id) {
            let (to, at) = if point.at < share {
                (&stage.id, point.at / share)
            } else {
                (&new.id, (point.at - share) / (1.0 - share))
            };
            edits.push(Edit::MovePoint {
                id: point.id.clone(),
                stage: to.clone(),
                at,
                value: point.value,
            });
        }
        copy_marks(map, &stage.id, &new.id, &mut edits);
        Ok(NewThing {
            name: "Split stage",
            edits,
            target,
            field: Field::Title,
        })
    }

    /// Puts all of the next stage into the selected one.
    pub(super) fn merge(&self) -> Result<(Target, Vec<Edit>), &'static str> {
        let map = self.map();
        let column = self.selected_column()?;
        let index = map.stage_index(&column.0).ok_or("Add a stage first.")?;
        let next = map
            .stages
            .get(index + 1)
            .ok_or("There is no stage after this one.")?;
        let stage = &map.stages[index];
        let has_steps = !stage.steps.is_empty() || !next.steps.is_empty();
        let mut merged = Stage::clone(stage);
        if stage.title.is_empty() || stage.title == map.language.t("New stage") {
            merged.title.clone_from(&next.title);
        }
        merged.goal = joined(&stage.goal, &next.goal, "\n");
        merged.duration = joined(&stage.duration, &next.duration, " + ");
        let mut into = None;
        if has_steps {
            let as_step = |stage: &Stage| Step {
                title: stage.title.clone(),
                ..Default::default()
            };
            let steps_of = |stage: &Stage| match stage.steps.as_slice() {
                [] => vec![as_step(stage)],
                steps => steps.to_vec(),
            };
            let kept = stage.steps.len();
            let all: Vec<Step> = steps_of(stage).into_iter().chain(steps_of(next)).collect();
            let new = fresh_steps(map, &all[kept..]);
            merged.steps.extend(new);
            into = Some(merged.steps[steps_of(stage).len()..].to_vec());
        }
        let merged = Arc::new(merged);
        let mut edits = vec![Edit::ReplaceStage(merged.clone())];
        match &into {
            None => {
                let to = (stage.id.clone(), None);
                move_cell(map, &(next.id.clone(), None), 0, &to, &mut edits);
            }
            Some(steps) => {
                let from = columns(map).into_iter().filter(|(id, _)| *id == next.id);
                for (from, step) in from.zip(steps) {
                    let to = (stage.id.clone(), Some(step.id.clone()));
                    move_cell(map, &from, 0, &to, &mut edits);
                }
            }
        }
        for (of, start) in [(stage, 0.0), (next, 0.5)] {
            edits.extend(points_of(map, &of.id).map(|point| Edit::MovePoint {
                id: point.id.clone(),
                stage: stage.id.clone(),
                at: start + point.at / 2.0,
                value: point.value,
            }));
        }
        for lane in &map.lanes {
            let metrics = lane
                .metrics()
                .iter()
                .filter(|m| m.stage.as_ref() == Some(&next.id));
            edits.extend(metrics.map(|metric| Edit::MoveMetric {
                id: metric.id.clone(),
                lane: lane.id.clone(),
                stage: Some(stage.id.clone()),
                index: usize::MAX,
            }));
        }
        copy_marks(map, &next.id, &stage.id, &mut edits);
        edits.push(Edit::Remove(Target::Stage(next.id.clone())));
        Ok((Target::Stage(stage.id.clone()), edits))
    }
}

fn joined(a: &str, b: &str, between: &str) -> String {
    match (a.is_empty(), b.is_empty()) {
        (_, true) => a.to_owned(),
        (true, _) => b.to_owned(),
        _ => format!("{a}{between}{b}"),
    }
}

/// Copies of steps under ids that are free.
fn fresh_steps(map: &Map, steps: &[Step]) -> Vec<Step> {
    let known = map.stages.iter().flat_map(|stage| &stage.steps);
    let mut taken: Vec<Id> = known.map(|step| step.id.clone()).collect();
    let fresh = steps.iter().map(|step| {
        let id = Id::unused(Part::Step.stem(), |id| taken.contains(id));
        taken.push(id.clone());
        Step { id, ..step.clone() }
    });
    fresh.collect()
}

/// Moves the cards of a column from a place on, lane by lane.
fn move_cell(map: &Map, from: &Column, first: usize, to: &Column, edits: &mut Vec<Edit>) {
    for lane in &map.lanes {
        let ids: Vec<Id> = cell_cards(map, lane, from).skip(first).cloned().collect();
        if !ids.is_empty() {
            edits.push(Edit::MoveCards {
                ids,
                lane: lane.id.clone(),
                stage: to.0.clone(),
                step: to.1.clone(),
                index: usize::MAX,
            });
        }
    }
}

fn points_of<'a>(
    map: &'a Map,
    stage: &'a Id,
) -> impl Iterator<Item = &'a crate::model::CurvePoint> {
    let curves = map.lanes.iter().flat_map(|lane| lane.curves());
    let points = curves.flat_map(|curve| &curve.points);
    points.filter(move |point| point.stage == *stage)
}

/// What was said by hand of the channels of one stage holds for the other, too, unless something
/// was said there.
fn copy_marks(map: &Map, from: &Id, to: &Id, edits: &mut Vec<Edit>) {
    for lane in &map.lanes {
        let said = |channel: &Id| {
            let mut marks = lane.marks().iter();
            marks.any(|mark| mark.stage == *to && mark.channel == *channel)
        };
        let marks = lane.marks().iter();
        let marks = marks.filter(|mark| mark.stage == *from && !said(&mark.channel));
        edits.extend(marks.map(|mark| Edit::SetMark {
            lane: lane.id.clone(),
            channel: mark.channel.clone(),
            stage: to.clone(),
            on: Some(mark.on),
        }));
    }
}
