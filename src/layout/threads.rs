//! The way of each persona through the channels of a matrix, and where it breaks.

use std::sync::Arc;

use super::{
    cards::in_columns,
    grid::Grid,
    matrix::{BreakBox, MatrixLine, ThreadBox},
};
use crate::{
    geom::{BezPath, Point, Rect},
    model::{CardRole, Hue, Id, LaneKind, Map, ThreadBreak, thread_breaks},
};

/// Between the threads of two personas that go the same way.
const PITCH: f64 = 4.5;
/// How far a thread bows out to the right from channel to channel of one column.
const BOW: f64 = 30.0;
/// Breaks that are nearer than this are shown as one.
const APART: f64 = 18.0;

/// The touchpoints in the order in which they are met: column, channel, and whom they concern.
#[derive(Debug, Default)]
pub struct ThreadStops(Vec<(usize, usize, Vec<Id>)>);

impl ThreadStops {
    /// None where no matrix of the map draws threads.
    pub fn new(map: &Map, grid: &Grid) -> Self {
        let draws = |kind: &LaneKind| matches!(kind, LaneKind::Channels { threads: true, .. });
        if !map.lanes.iter().any(|lane| draws(&lane.kind)) {
            return Self::default();
        }
        let lanes = map.lanes.iter();
        let lanes = lanes.filter(|lane| lane.role() == Some(CardRole::Touchpoints));
        let cards = lanes.flat_map(|lane| in_columns(lane.cards(), grid));
        let mut stops: Vec<_> = cards
            .filter(|(card, _)| grid.lens.shows_card(card))
            .filter_map(|(card, column)| {
                let id = card.channel.as_ref()?;
                let channel = grid.channels.iter().position(|c| c.id == *id)?;
                Some((column, channel, card.personas.clone()))
            })
            .collect();
        stops.sort_by_key(|(column, ..)| *column);
        Self(stops)
    }
}

/// The threads of those whose journey is shown, and the breaks of the journey.
pub(super) fn threads(
    lines: &[MatrixLine],
    grid: &Grid,
    stops: &ThreadStops,
) -> (Vec<ThreadBox>, Vec<BreakBox>) {
    let nobody = [(None, Hue::Slate, false)];
    let personas = grid.personas.iter();
    let personas = personas.filter(|persona| grid.lens.shows_persona(&persona.id));
    let mut who: Vec<_> = personas
        .map(|p| (Some(&p.id), p.hue, grid.lens.fades_persona(&p.id)))
        .collect();
    if grid.personas.is_empty() {
        who.extend(nobody);
    }
    let mut threads = Vec::new();
    // Where a thread passes from one stage to the next: the later stage, and the place.
    let mut crossings: Vec<(usize, Point)> = Vec::new();
    let stage_of = |column: usize| grid.columns[column].stage;
    let last = who.len().saturating_sub(1) as f64;
    for (index, (persona, hue, faded)) in who.into_iter().enumerate() {
        let is_met = |concerned: &[Id]| {
            concerned.is_empty() || persona.is_some_and(|id| concerned.contains(id))
        };
        let met = stops.0.iter().filter(|(.., concerned)| is_met(concerned));
        let mut way: Vec<(usize, usize)> = met
            .map(|(column, channel, _)| (*column, *channel))
            .filter(|(column, channel)| lines[*channel].is_used(stage_of(*column)))
            .collect();
        way.dedup();
        if way.len() < 2 {
            continue;
        }
        let aside = (index as f64 - last / 2.0) * PITCH;
        let at = |(column, channel): (usize, usize)| {
            Point::new(grid.columns[column].centre(), lines[channel].y + aside)
        };
        let mut path = BezPath::new();
        path.move_to(at(way[0]));
        for pair in way.windows(2) {
            let (from, to) = (at(pair[0]), at(pair[1]));
            if pair[0].0 == pair[1].0 {
                let x = from.x + BOW + 2.0 * aside;
                path.curve_to((x, from.y), (x, to.y), (to.x, to.y));
            } else {
                let middle = from.midpoint(to);
                path.curve_to((middle.x, from.y), (middle.x, to.y), (to.x, to.y));
                let [before, after] = [pair[0].0, pair[1].0].map(stage_of);
                if !faded && after == before + 1 {
                    crossings.push((after, middle));
                }
            }
        }
        threads.push(ThreadBox {
            persona: persona.cloned(),
            hue,
            faded,
            path: Arc::new(path),
        });
    }
    let breaks = breaks(lines, grid, &crossings);
    (threads, breaks)
}

/// Where nothing goes on, on the threads that pass there; where a channel drops out, in its place.
fn breaks(lines: &[MatrixLine], grid: &Grid, crossings: &[(usize, Point)]) -> Vec<BreakBox> {
    let is_used = |stage: usize, channel: usize| lines[channel].is_used(stage);
    let mut breaks: Vec<BreakBox> = Vec::new();
    for (stage, kind) in thread_breaks(grid.stages.len(), lines.len(), is_used) {
        let (places, drops_out) = match kind {
            ThreadBreak::DropsOut(channel) => {
                let place = Point::new(grid.stages[stage].centre(), lines[channel].y);
                (vec![place], true)
            }
            ThreadBreak::NothingGoesOn => {
                let here = crossings.iter().filter(|(at, _)| *at == stage);
                let mut places: Vec<Point> = here.map(|(_, place)| *place).collect();
                if places.is_empty() {
                    let x = |stage: usize| grid.stages[stage].centre();
                    let ys = || lines.iter().map(|line| line.y);
                    let y = ys().sum::<f64>() / ys().count() as f64;
                    places.push(Point::new((x(stage - 1) + x(stage)) / 2.0, y));
                }
                (places, false)
            }
        };
        for place in places {
            let is_near = |other: &BreakBox| other.rect.center().distance(place) < APART;
            if !breaks.iter().any(is_near) {
                breaks.push(BreakBox {
                    rect: Rect::from_center_size(place, (16.0, 16.0)),
                    drops_out,
                });
            }
        }
    }
    breaks
}
