//! The columns of the sheet, and what else every row is laid out against.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    Lens,
    measure::{
        COLUMN_MAX, COLUMN_MIN, CONTENT_WIDTH, GAP, HEADER_MIN, MARGIN, Measures, OWN_STEP_MIN,
        STEP_MIN,
    },
    numbers,
};
use crate::{
    model::{CardRole, Channel, Id, LevelWord, Map, Medium, Persona, Scale, Stage, Theme},
    words::Language,
};

/// All that rows depend on beside their own lane. Rows laid out against equal grids are equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Left to right.
    pub stages: Vec<StageSpan>,
    /// Left to right; a stage without steps is one column.
    pub columns: Vec<GridColumn>,
    /// The right edge of header and lines, at least that of the last column.
    pub right: f64,
    /// As the map has them.
    pub personas: Vec<Arc<Persona>>,
    /// As the map has them.
    pub channels: Vec<Arc<Channel>>,
    /// Of emotions.
    pub scale: Scale,
    /// What levels of the scale are called.
    pub words: Vec<LevelWord>,
    /// That the map is written in.
    pub language: Language,
    /// Of the map.
    pub theme: Theme,
    /// What of the map is shown.
    pub lens: Lens,
    /// Some touchpoints are met in the physical world and some in the digital one.
    pub tells_media: bool,
    /// The numbers of pain points and of what answers them, by card.
    pub links: HashMap<Id, String>,
    /// What depends on whether it is the sheet or a page.
    pub(super) measures: Measures,
    /// How many cards stand beside each other in a cell, by column; one where it says nothing.
    pub(super) tracks: Vec<usize>,
}

/// A stage and the room that it has.
#[derive(Debug, Clone, PartialEq)]
pub struct StageSpan {
    /// The stage itself.
    pub stage: Arc<Stage>,
    /// Its left edge.
    pub x0: f64,
    /// Its right edge.
    pub x1: f64,
    /// Its columns in [`Grid::columns`].
    pub columns: Range<usize>,
}

/// A column of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct GridColumn {
    /// Its stage in [`Grid::stages`].
    pub stage: usize,
    /// `None` where the stage is one column.
    pub step: Option<Id>,
    /// Its left edge.
    pub x0: f64,
    /// Its right edge.
    pub x1: f64,
}

impl StageSpan {
    /// In the middle of its columns.
    pub fn centre(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }

    /// Where a share of the stage, 0 to 1, stands.
    pub fn x_at(&self, share: f64) -> f64 {
        self.x0 + (self.x1 - self.x0) * share
    }
}

impl GridColumn {
    /// Its middle.
    pub fn centre(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

fn least_width(stage: &Stage) -> f64 {
    match stage.steps.len() {
        0 | 1 => COLUMN_MIN,
        _ => STEP_MIN,
    }
}

/// Of each column, as if no stage had a width of its own: all the same, or by their times.
fn shared_widths(map: &Map, column_count: usize) -> Vec<f64> {
    let gaps = GAP * column_count.saturating_sub(1) as f64;
    let room = CONTENT_WIDTH - gaps;
    let columns = map.stages.iter().flat_map(|stage| {
        let columns = stage.steps.len().max(1);
        std::iter::repeat_n(least_width(stage), columns)
    });
    let weights = map.columns_by_time.then(|| time_weights(map)).flatten();
    let Some(weights) = weights else {
        let shared = room / column_count.max(1) as f64;
        return columns
            .map(|least| shared.clamp(least, COLUMN_MAX))
            .collect();
    };
    let least: Vec<f64> = columns.collect();
    let needed: f64 = least.iter().sum();
    // On a full sheet, too, long columns are told from short ones.
    let extra = (room - needed).max(0.75 * needed);
    let sum: f64 = weights.iter().sum();
    let widths = least.iter().zip(&weights);
    widths
        .map(|(least, weight)| least + extra * weight / sum)
        .collect()
}

/// What each column gets of the room beyond what it needs: 0 for the shortest and for one whose
/// time is not known, and for the others by the logarithm of how many times longer they are, so
/// that years do not press minutes off the sheet. `None` where no column is longer than another.
fn time_weights(map: &Map) -> Option<Vec<f64>> {
    let minutes: Vec<Option<f64>> = map
        .stages
        .iter()
        .flat_map(|stage| {
            let whole = stage.minutes();
            let of_steps = stage.steps.iter().map(move |step| {
                // A stage that says its time as a whole shares it among steps that say nothing.
                let share = || Some(whole? / stage.steps.len() as f64);
                step.times.minutes().or_else(share)
            });
            let alone = stage.steps.is_empty().then_some(whole);
            of_steps.chain(alone)
        })
        .collect();
    let shortest = minutes.iter().flatten().copied().reduce(f64::min)?;
    let weight = |minutes: &Option<f64>| minutes.map_or(0.0, |m| (m / shortest).ln());
    let weights: Vec<f64> = minutes.iter().map(weight).collect();
    (weights.iter().sum::<f64>() > 0.0).then_some(weights)
}

fn has_both_media(map: &Map) -> bool {
    let of = |medium: Medium| -> HashSet<&Id> {
        let channels = map.channels.iter().filter(|c| c.medium == medium);
        channels.map(|channel| &channel.id).collect()
    };
    let is_met = |channels: &HashSet<&Id>| {
        let lanes = map.lanes.iter();
        let lanes = lanes.filter(|lane| lane.role() == Some(CardRole::Touchpoints) && !lane.hidden);
        let mut cards = lanes.flat_map(|lane| lane.cards());
        let is_of = |id: &Id| channels.contains(id);
        !channels.is_empty() && cards.any(|card| card.channel.as_ref().is_some_and(is_of))
    };
    is_met(&of(Medium::Physical)) && is_met(&of(Medium::Digital))
}

/// Of each of `columns` columns in a stage of a width of its own.
fn own_width(width: f64, columns: usize) -> f64 {
    let gaps = GAP * (columns - 1) as f64;
    match columns {
        1 => width,
        _ => ((width - gaps) / columns as f64).max(OWN_STEP_MIN),
    }
}

impl Grid {
    /// The grid of a map, of which a lens shows some.
    pub fn new(map: &Map, lens: &Lens) -> Self {
        Self::of_part(map, map, lens, Measures::SHEET)
    }

    /// The columns of what is shown of a `whole` map, on a sheet or page of its measures.
    pub(super) fn of_part(map: &Map, whole: &Map, lens: &Lens, measures: Measures) -> Self {
        let column_count: usize = map.stages.iter().map(|s| s.steps.len().max(1)).sum();
        // What a stage without a width of its own takes does not depend on the widths of others:
        // a border that is dragged stays under the pointer, and nothing else moves but by it.
        let shared = shared_widths(map, column_count);
        let wanted = map.stages.iter().scan(0, |first, stage| {
            let count = stage.steps.len().max(1);
            let range = *first..*first + count;
            *first += count;
            Some(match stage.width {
                Some(width) => vec![own_width(width, count); count],
                None => shared[range].to_vec(),
            })
        });
        let mut widths: Vec<f64> = wanted.flatten().collect();
        let left = MARGIN + measures.label_width + GAP;
        if let Some(right) = measures.right {
            let gaps = GAP * column_count.saturating_sub(1) as f64;
            let by = (right - left - gaps).max(1.0) / widths.iter().sum::<f64>();
            widths.iter_mut().for_each(|width| *width *= by);
        }
        let mut columns = Vec::with_capacity(column_count);
        let mut stages = Vec::with_capacity(map.stages.len());
        let mut x = left;
        for (index, stage) in map.stages.iter().enumerate() {
            let (first, x0) = (columns.len(), x);
            let steps = stage.steps.iter().map(|step| Some(step.id.clone()));
            let alone = stage.steps.is_empty().then_some(None);
            for (at, step) in steps.chain(alone).enumerate() {
                let width = widths[first + at];
                columns.push(GridColumn {
                    stage: index,
                    step,
                    x0: x,
                    x1: x + width,
                });
                x += width + GAP;
            }
            stages.push(StageSpan {
                stage: stage.clone(),
                x0,
                x1: x - GAP,
                columns: first..columns.len(),
            });
        }
        Self {
            right: measures.right.unwrap_or((x - GAP).max(MARGIN + HEADER_MIN)),
            stages,
            columns,
            personas: map.personas.clone(),
            channels: map.channels.clone(),
            scale: map.emotion_scale,
            words: map.emotion_words.clone(),
            language: map.language,
            theme: map.theme.clone(),
            lens: lens.clone(),
            tells_media: has_both_media(whole),
            links: numbers::numbers(whole, lens),
            measures,
            tracks: Vec::new(),
        }
    }

    /// Where the columns begin.
    pub fn content_left(&self) -> f64 {
        self.label_right() + GAP
    }

    /// Where the labels of lanes end.
    pub(super) fn label_right(&self) -> f64 {
        MARGIN + self.measures.label_width
    }

    /// How many cards stand beside each other in the cells of a column.
    pub(super) fn tracks(&self, column: usize) -> usize {
        self.tracks.get(column).copied().unwrap_or(1)
    }

    /// How many things stand beside each other in a room that has so many tracks, if there are so
    /// many of them: fewer where each has room enough for itself.
    pub(super) fn abreast(&self, tracks: usize, width: f64, count: usize) -> usize {
        let wide = (width / self.measures.card_most).ceil() as usize;
        tracks.min(count.max(wide)).max(1)
    }

    /// Where a place of a stage stands, 0 to 1 across it; beside what is shown for the stages next
    /// to that, and `None` for others.
    pub(super) fn x_of(&self, stage: &Id, share: f64) -> Option<f64> {
        if let Some(span) = self.span(stage) {
            return Some(span.x_at(share));
        }
        let [before, after] = &self.measures.beyond;
        let (first, last) = (self.stages.first()?, self.stages.last()?);
        let is = |beyond: &Option<Id>| beyond.as_ref() == Some(stage);
        if is(before) {
            let width = first.x1 - first.x0;
            Some(first.x0 - GAP - width * (1.0 - share))
        } else {
            let width = last.x1 - last.x0;
            is(after).then_some(last.x1 + GAP + width * share)
        }
    }

    /// `None` where the map has no such stage.
    pub fn span(&self, stage: &Id) -> Option<&StageSpan> {
        self.stages.iter().find(|span| span.stage.id == *stage)
    }

    /// The column of a stage and step; the stage's first for a step that it does not have.
    pub fn column_of(&self, stage: &Id, step: Option<&Id>) -> Option<usize> {
        let span = self.span(stage)?;
        let own = span
            .columns
            .clone()
            .find(|&column| self.columns[column].step.as_ref() == step);
        own.or((!span.columns.is_empty()).then_some(span.columns.start))
    }

    /// The stage that a column belongs to.
    pub fn stage_id(&self, column: usize) -> &Id {
        &self.stages[self.columns[column].stage].stage.id
    }

    /// The column nearest to an x; `None` only when there is none at all.
    pub fn nearest_column(&self, x: f64) -> Option<usize> {
        let after = self.columns.partition_point(|c| c.x1 + GAP / 2.0 < x);
        (!self.columns.is_empty()).then(|| after.min(self.columns.len() - 1))
    }

    /// `None` where the map has no such persona.
    pub fn persona(&self, id: &Id) -> Option<&Arc<Persona>> {
        self.personas.iter().find(|persona| persona.id == *id)
    }

    /// `None` where the map has no such channel.
    pub fn channel(&self, id: &Id) -> Option<&Arc<Channel>> {
        self.channels.iter().find(|channel| channel.id == *id)
    }
}
