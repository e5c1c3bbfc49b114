//! The stops of a talk: what adds them, copies them, puts them elsewhere and hides them.

use std::sync::Arc;

use super::{
    Editor, Effect,
    order::{block_to, siblings},
    parts::fresh,
};
use crate::{
    deck,
    edit::Edit,
    geom::{Point, Rect, Size},
    model::{Id, Map, Part, Shows, Stop, Target},
    words::marked,
};

/// A stage is looked at where so much of it is in view, or where it takes so much of the view.
const LOOKED_AT: f64 = 0.5;

impl Editor {
    /// The selected stops, in the order of the talk.
    pub(super) fn selected_stops(&self) -> Vec<&Arc<Stop>> {
        let stops = self.map().stops.iter();
        let is_selected =
            |stop: &&Arc<Stop>| self.selection.contains(&Target::Stop(stop.id.clone()));
        stops.filter(is_selected).collect()
    }

    /// Keeps what is looked at as a stop: the stages in view, else the map, through the lens.
    pub(super) fn add_stop_of_view(&mut self) -> Vec<Effect> {
        self.add_stop(self.shows_in_view())
    }

    /// Keeps what is selected as a stop.
    pub(super) fn add_stop_of_selection(&mut self) -> Vec<Effect> {
        match self.shows_selected() {
            Some(shows) => self.add_stop(shows),
            None => Vec::new(),
        }
    }

    /// Puts a stop behind the selected one, else at the end.
    fn add_stop(&mut self, shows: Shows) -> Vec<Effect> {
        let map = self.map();
        let hidden = map.lanes.iter().filter(|lane| lane.hidden);
        let stop = Stop {
            id: fresh(map, Part::Stop),
            shows,
            personas: self.lens.personas.clone(),
            when: self.lens.when,
            hidden_lanes: hidden.map(|lane| lane.id.clone()).collect(),
            ..Stop::default()
        };
        let last = self.selected_stops().last().map(|stop| stop.id.clone());
        let last = last.and_then(|id| map.stop_index(&id));
        let made = Target::Stop(stop.id.clone());
        let edit = Edit::InsertStop {
            index: last.map_or(usize::MAX, |last| last + 1),
            stop: Arc::new(stop),
        };
        self.do_and_select(marked("Add stop"), &[edit], vec![made])
    }

    /// The stages in view, where some are and others are not; else the map.
    fn shows_in_view(&self) -> Shows {
        if self.view == Size::ZERO {
            return Shows::Map;
        }
        let view = Rect::from_origin_size(Point::ZERO, self.view);
        let seen = self.camera().doc_rect(view);
        let is_looked_at = |column: Rect| {
            let shared = column.x1.min(seen.x1) - column.x0.max(seen.x0);
            shared >= LOOKED_AT * column.width().min(seen.width())
        };
        let stages = self.layout().stages.part.stages.iter();
        let looked_at = stages.filter(|stage| is_looked_at(stage.rect));
        let ids: Vec<Id> = looked_at.map(|stage| stage.stage.id.clone()).collect();
        if ids.is_empty() || ids.len() == self.map().stages.len() {
            Shows::Map
        } else {
            Shows::Stages(ids)
        }
    }

    /// What a stop would show of what is selected; `None` where no stop can.
    pub(super) fn shows_selected(&self) -> Option<Shows> {
        shows(self.map(), self.selection.targets())
    }

    /// Makes the stops that the map suggests its own.
    pub(super) fn keep_stops(&mut self) -> Vec<Effect> {
        let map = self.map();
        let suggested = deck::suggested(map, map.language);
        let stops = suggested.into_iter().enumerate().map(|(index, stop)| Stop {
            id: Id::new(format!("{}{}", Part::Stop.stem(), index + 1)),
            ..stop
        });
        let edits: Vec<Edit> = stops
            .enumerate()
            .map(|(index, stop)| Edit::InsertStop {
                index,
                stop: Arc::new(stop),
            })
            .collect();
        self.edit(marked("Keep suggested stops"), &edits)
    }

    /// A copy of each selected stop, behind all of them; `None` where none is selected.
    pub(super) fn duplicate_stops(&mut self) -> Option<Vec<Effect>> {
        let map = self.map();
        let copied: Vec<Stop> = self
            .selected_stops()
            .into_iter()
            .map(|stop| Stop::clone(stop))
            .collect();
        let last = copied.last()?;
        let behind = map.stop_index(&last.id)? + 1;
        let mut made: Vec<Id> = Vec::new();
        let mut edits = Vec::new();
        for (offset, stop) in copied.into_iter().enumerate() {
            let is_taken = |id: &Id| map.stop(id).is_some() || made.contains(id);
            let id = Id::unused(Part::Stop.stem(), is_taken);
            made.push(id.clone());
            edits.push(Edit::InsertStop {
                index: behind + offset,
                stop: Arc::new(Stop { id, ..stop }),
            });
        }
        let made = made.into_iter().map(Target::Stop).collect();
        Some(self.do_and_select("Duplicate", &edits, made))
    }

    /// What hiding the selected stops is called now.
    pub(super) fn hiding_stops_name(&self) -> Option<&'static str> {
        let stops = self.selected_stops();
        let all_hidden = !stops.is_empty() && stops.iter().all(|stop| stop.hidden);
        all_hidden.then_some(marked("Show stop"))
    }

    /// Hides the selected stops; shows them again where all are hidden.
    pub(super) fn toggle_stops_hidden(&mut self) -> Vec<Effect> {
        let shows = self.hiding_stops_name();
        let stops = self.selected_stops().into_iter();
        let edits: Vec<Edit> = stops
            .map(|stop| {
                Edit::ReplaceStop(Arc::new(Stop {
                    hidden: shows.is_none(),
                    ..Stop::clone(stop)
                }))
            })
            .collect();
        self.edit(shows.unwrap_or(marked("Hide stop")), &edits)
    }

    /// Puts the selected stops, together, at a place among the others.
    pub(super) fn place_stops(&mut self, index: usize) -> Vec<Effect> {
        let stops = self.selected_stops();
        let block: Vec<Target> = stops
            .iter()
            .map(|stop| Target::Stop(stop.id.clone()))
            .collect();
        let edits = block_to(self.map(), &block, index);
        let name = match block.len() {
            1 => marked("Move stop"),
            _ => marked("Move stops"),
        };
        match edits.is_empty() {
            true => Vec::new(),
            false => self.edit(name, &edits),
        }
    }
}

/// What a stop shows of some things: all of the kind of the last one. A step is shown by its stage;
/// a metric, a cell and what else stands in a lane by that.
fn shows(map: &Map, targets: &[Target]) -> Option<Shows> {
    let meant: Vec<Target> = targets.iter().filter_map(|it| shown_by(map, it)).collect();
    let last = meant.last()?;
    let Some((part, last)) = last.part() else {
        return Some(Shows::Title);
    };
    let mut ids: Vec<Id> = Vec::new();
    for id in meant.iter().filter_map(|target| target.id_of(part)) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    if part.has_order() {
        let order = siblings(map, &Target::of(part, last.clone()));
        let place = |id: &Id| order.iter().position(|other| other.id_of(part) == Some(id));
        ids.sort_by_key(place);
    }
    match part {
        Part::Stage => Some(Shows::Stages(ids)),
        Part::Lane => Some(Shows::Lanes(ids)),
        Part::Card => Some(Shows::Cards(ids)),
        Part::Point => Some(Shows::Points(ids)),
        Part::Persona => Some(Shows::Persona(last.clone())),
        Part::Step | Part::Channel | Part::Metric | Part::Arrow | Part::Stop => None,
    }
}

/// What shows a thing, if a stop can.
fn shown_by(map: &Map, target: &Target) -> Option<Target> {
    match target {
        Target::Step(id) => map
            .step(id)
            .map(|(stage, _)| Target::Stage(stage.id.clone())),
        Target::Metric(_) | Target::Cell { .. } | Target::Dot { .. } | Target::Line { .. } => {
            map.lane_of(target).map(|id| Target::Lane(id.clone()))
        }
        Target::Channel(_) | Target::Arrow(_) | Target::Stop(_) => None,
        Target::Title
        | Target::Facts
        | Target::Persona(_)
        | Target::Stage(_)
        | Target::Lane(_)
        | Target::Card(_)
        | Target::Point(_) => Some(target.clone()),
    }
}
