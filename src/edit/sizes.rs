//! Edits of how the sheet is divided: widths, heights, lines between lanes.

use std::{ops::RangeInclusive, sync::Arc};

use super::{
    error::EditError,
    parts::{Done, lane_slot, missing},
};
use crate::model::{Id, Lane, Map, Part, Problem, Stage, Target};

pub(super) fn set_stage_width(map: &mut Map, id: &Id, width: Option<f64>) -> Done {
    let of = || Target::Stage(id.clone());
    let width = clamped(width, &Stage::WIDTHS, of, "width")?;
    let stage = map.stages.iter_mut().find(|stage| stage.id == *id);
    let stage = stage.ok_or_else(|| missing(Part::Stage, id))?;
    Arc::make_mut(stage).width = width;
    Ok(())
}

pub(super) fn set_lane_height(map: &mut Map, id: &Id, height: Option<f64>) -> Done {
    let of = || Target::Lane(id.clone());
    let height = clamped(height, &Lane::HEIGHTS, of, "height")?;
    Arc::make_mut(lane_slot(map, id)?).height = height;
    Ok(())
}

fn clamped(
    size: Option<f64>,
    range: &RangeInclusive<f64>,
    of: impl Fn() -> Target,
    field: &'static str,
) -> Done<Option<f64>> {
    if size.is_some_and(f64::is_nan) {
        let of = of();
        return Err(EditError::Breaks(Problem::BadNumber { of, field }));
    }
    Ok(size.map(|size| size.clamp(*range.start(), *range.end())))
}

pub(super) fn move_line(map: &mut Map, above: &Id, to: &Id) -> Done {
    map.lane(to).ok_or_else(|| missing(Part::Lane, to))?;
    let line = map.lines.iter().position(|line| line.above == *above);
    let line = line.ok_or(EditError::Unfit("There is no line above this lane."))?;
    if above != to && map.lines.iter().any(|line| line.above == *to) {
        let above = to.clone();
        return Err(EditError::Breaks(Problem::SecondLine { above }));
    }
    map.lines[line].above = to.clone();
    Ok(())
}
