//! Walking the journey as the customer: one moment of contact at a time, in reading order.

use super::{
    Editor,
    parts::{cell_cards, column_of, columns},
    seen::seen_cards,
    session::Walk,
};
use crate::{
    geom::{Camera, Point, Size},
    layout::Lens,
    model::{CardRole, CurvePoint, Id, Map, Persona, Target, When},
};

/// How close one comes: all texts of the sheet can be read.
const READABLE: f64 = 0.9;

/// What stands at a stop of the walk.
#[derive(Debug, Clone, PartialEq)]
pub struct WalkStop<'a> {
    /// The touchpoint, the action or the stage that one is at.
    pub at: &'a Target,
    /// Counted from 1.
    pub number: usize,
    /// How many stops there are.
    pub count: usize,
    /// In which it lies.
    pub stage: Id,
    /// Who walks, where it is one of several: what is told is hers, or everybody's.
    pub walker: Option<&'a Persona>,
    /// What is said and thought in the stage.
    pub thoughts: Vec<&'a str>,
    /// Of each persona that has a point there.
    pub feelings: Vec<(&'a Persona, &'a CurvePoint)>,
    /// What goes wrong in the stage.
    pub pains: Vec<&'a str>,
}

/// All stops of a map: of each stage the touchpoints, else what the customer does, else the stage
/// itself. What cannot be read on the sheet is passed by.
pub fn stops(map: &Map, lens: &Lens) -> Vec<Target> {
    let seen = seen_cards(map, lens);
    let cards_of = |role: CardRole, column: &(Id, Option<Id>)| -> Vec<Target> {
        let lanes = map.lanes.iter();
        let lanes = lanes.filter(|lane| lane.role() == Some(role));
        let cards = lanes.flat_map(|lane| cell_cards(map, lane, column));
        let cards = cards.filter(|id| seen.contains(id));
        cards.map(|id| Target::Card(id.clone())).collect()
    };
    let columns = columns(map);
    let of_stage = |stage: &Id| {
        let here = || columns.iter().filter(|(of, _)| of == stage);
        let roles = [CardRole::Touchpoints, CardRole::CustomerActions];
        let mut cards = roles.into_iter().map(|role| {
            let cards = here().flat_map(|column| cards_of(role, column));
            cards.collect::<Vec<_>>()
        });
        let cards = cards.find(|cards| !cards.is_empty());
        cards.unwrap_or_else(|| vec![Target::Stage(stage.clone())])
    };
    let stages = map.stages.iter();
    stages.flat_map(|stage| of_stage(&stage.id)).collect()
}

impl Editor {
    /// The way through the map, while it is walked.
    pub fn walk(&self) -> Option<WalkStop<'_>> {
        let walk = self.walk.as_ref()?;
        let map = self.map();
        let lens = self.lens_of_walk(walk.walker.as_ref());
        let stops = stops(map, &lens);
        let at = &walk.at;
        let index = stops.iter().position(|stop| stop == at);
        let stage = column_of(map, at)?.0;
        let texts = |wanted: &[CardRole]| -> Vec<&str> {
            let lanes = map.lanes.iter();
            let lanes = lanes.filter(|l| l.role().is_some_and(|role| wanted.contains(&role)));
            let cards = lanes.flat_map(|lane| lane.cards());
            let cards = cards.filter(|card| card.stage == stage && lens.shows_card(card));
            let texts = cards.map(|card| card.text.as_str());
            texts.filter(|text| !text.trim().is_empty()).collect()
        };
        let curves = map.lanes.iter().flat_map(|lane| lane.curves());
        // As it is, unless one looks at how it should be.
        let to_be = self.lens.when == When::ToBe;
        let curves = curves.filter(|curve| curve.to_be == to_be && lens.shows_curve(curve));
        let feelings = curves.flat_map(|curve| {
            let persona = map.persona(&curve.persona);
            let mut points: Vec<&CurvePoint> = curve.points.iter().collect();
            points.retain(|point| point.stage == stage && point.value.is_some());
            points.sort_by(|a, b| a.at.total_cmp(&b.at));
            points
                .into_iter()
                .filter_map(move |p| Some((&**persona?, p)))
        });
        Some(WalkStop {
            at,
            number: index.unwrap_or(walk.index) + 1,
            count: stops.len(),
            thoughts: texts(&[CardRole::Thoughts, CardRole::Quotes]),
            feelings: feelings.collect(),
            pains: texts(&[CardRole::PainPoints]),
            walker: match &lens.personas[..] {
                [one] if map.personas.len() > 1 => map.persona(one).map(|persona| &**persona),
                _ => None,
            },
            stage,
        })
    }

    /// What is met on the way of a persona, else of those whom the lens shows: nothing of others.
    fn lens_of_walk(&self, walker: Option<&Id>) -> Lens {
        let mut lens = self.lens.clone();
        if let Some(walker) = walker.filter(|id| self.map().persona(id).is_some()) {
            lens.personas = vec![walker.clone()];
        }
        lens.hides_others = !lens.personas.is_empty();
        lens
    }

    fn stops_of_walk(&self, walker: Option<&Id>) -> Vec<Target> {
        stops(self.map(), &self.lens_of_walk(walker))
    }

    /// Begins at the first stop, as the persona that is selected; ends a walk that goes on.
    pub(super) fn toggle_walk(&mut self) {
        if !self.end_walk() {
            let walker = match self.selection.only() {
                Some(Target::Persona(id)) => Some(id.clone()),
                _ => None,
            };
            let stops = self.stops_of_walk(walker.as_ref());
            self.walk_to(&stops, 0, walker);
        }
    }

    /// One stop on or back; both ends are the end.
    pub(super) fn walk_on(&mut self, forward: bool) {
        let Some(walk) = &self.walk else { return };
        let walker = walk.walker.clone();
        let stops = self.stops_of_walk(walker.as_ref());
        let index = match (stops.iter().position(|stop| *stop == walk.at), forward) {
            (Some(index), true) => index + 1,
            (Some(index), false) => index.saturating_sub(1),
            // What stood there is gone: the next one has come into its place.
            (None, true) => walk.index,
            (None, false) => walk.index.saturating_sub(1),
        };
        self.walk_to(&stops, index, walker);
    }

    fn walk_to(&mut self, stops: &[Target], index: usize, walker: Option<Id>) {
        let index = index.min(stops.len().saturating_sub(1));
        if let Some(at) = stops.get(index).cloned() {
            let known = self.walk.take().and_then(|walk| walk.before);
            self.select([at.clone()]);
            self.uncover(std::slice::from_ref(&at));
            let before = self.come_closer(&at).or(known);
            self.reveal(&at);
            self.walk = Some(Walk {
                at,
                index,
                walker,
                before,
            });
        }
    }

    /// Comes as close to a stop as one stands while reading, where it was looked at from afar; gives
    /// back from where.
    fn come_closer(&mut self, at: &Target) -> Option<Option<(Point, f64)>> {
        let view = self.view();
        if self.camera().zoom() >= READABLE || view == Size::ZERO {
            return None;
        }
        let rect = self.layout().rect_of(at)?;
        let before = self.place();
        self.look_from(Camera::centred(rect.center(), view, READABLE));
        Some(before)
    }

    /// Ends the walk where it is and looks again at what was looked at before it.
    pub(super) fn end_walk(&mut self) -> bool {
        let Some(walk) = self.walk.take() else {
            return false;
        };
        match walk.before {
            Some(Some((middle, zoom))) => {
                let view = self.view();
                self.look_from(Camera::centred(middle, view, zoom));
            }
            Some(None) => self.fit(),
            None => {}
        }
        true
    }

    /// Goes on with what is left when the thing or its whole stage was deleted.
    pub(super) fn keep_walking(&mut self) {
        let Some(walk) = &self.walk else { return };
        if !self.map().has(&walk.at) || !self.is_let_through(&walk.at) {
            let (index, walker, before) = (walk.index, walk.walker.clone(), walk.before);
            let stops = self.stops_of_walk(walker.as_ref());
            self.walk = None;
            let index = index.min(stops.len().saturating_sub(1));
            let at = stops.get(index).cloned();
            self.walk = at.map(|at| Walk {
                at,
                index,
                walker,
                before,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        editor::{Action, Intent, blank_map},
        file,
        geom::Rect,
        text::Fonts,
        words::Language,
    };

    fn editor(sample: usize) -> Editor {
        let map = file::load(file::samples()[sample].bytes).unwrap().map;
        Editor::new(map, Fonts::bundled())
    }

    fn act(editor: &mut Editor, action: Action) {
        let effects = editor.handle(Intent::Action(action));
        assert_eq!(effects, [], "{action:?}");
    }

    fn card(id: &str) -> Target {
        Target::Card(id.into())
    }

    #[test]
    fn the_touchpoints_are_walked_in_reading_order_to_the_end_and_back() {
        let mut editor = editor(0);
        assert!(Action::WalkNext.enabled(Some(&editor)).is_err());
        act(&mut editor, Action::Walk);
        let mut seen = Vec::new();
        loop {
            let stop = editor.walk().unwrap();
            assert_eq!((stop.number, stop.count), (seen.len() + 1, 11));
            assert_eq!(editor.selection().only(), Some(stop.at));
            seen.push(stop.at.clone());
            if Action::WalkNext.enabled(Some(&editor)).is_err() {
                break;
            }
            act(&mut editor, Action::WalkNext);
        }
        let expected: Vec<Target> = (1..=11).map(|n| card(&format!("t{n}"))).collect();
        assert_eq!(seen, expected);
        act(&mut editor, Action::WalkPrevious);
        assert_eq!(editor.walk().unwrap().at, &card("t10"));
        editor.handle(Intent::Escape);
        assert!(editor.walk().is_none());
        assert!(!editor.is_dirty());
    }

    #[test]
    fn the_walk_comes_close_and_goes_back_to_what_was_looked_at() {
        let mut editor = editor(0);
        editor.handle(Intent::ViewResized(Size::new(900.0, 600.0)));
        let before = (editor.camera().zoom(), editor.place());
        assert!(before.0 < READABLE);
        act(&mut editor, Action::Walk);
        for _ in 0..4 {
            assert_eq!(editor.camera().zoom(), READABLE);
            let rect = editor.layout().rect_of(editor.walk().unwrap().at);
            let shown = editor.camera().screen_rect(rect.unwrap());
            let view = Rect::from_origin_size(Point::ZERO, editor.view());
            assert!(view.contains_rect(shown), "{shown:?}");
            act(&mut editor, Action::WalkNext);
        }
        editor.handle(Intent::Escape);
        assert_eq!((editor.camera().zoom(), editor.place()), before);
    }

    #[test]
    fn a_stop_tells_what_is_thought_felt_and_what_hurts_in_its_stage() {
        let mut editor = editor(0);
        editor.handle(Intent::Select(vec![Target::Stage("purchase".into())]));
        act(&mut editor, Action::Walk);
        let first = editor.walk().unwrap();
        assert_eq!((first.number, first.at), (1, &card("t1")));
        while editor.walk().unwrap().at != &card("t8") {
            act(&mut editor, Action::WalkNext);
        }
        let stop = editor.walk().unwrap();
        assert_eq!(stop.thoughts, ["Where did this fee come from?"]);
        let labels: Vec<_> = stop
            .feelings
            .iter()
            .map(|(persona, point)| (persona.id.as_str(), point.label.as_str()))
            .collect();
        assert_eq!(
            labels,
            [("dewi", ""), ("dewi", "Unexplained fee"), ("fleet", "")]
        );
        assert_eq!(stop.pains.len(), 2);
    }

    #[test]
    fn who_walks_feels_thinks_and_suffers_what_is_hers() {
        let mut editor = editor(0);
        editor.handle(Intent::Select(vec![Target::Persona("fleet".into())]));
        act(&mut editor, Action::Walk);
        let mut seen = 0;
        loop {
            let stop = editor.walk().unwrap();
            assert_eq!(stop.walker.map(|walker| walker.id.as_str()), Some("fleet"));
            seen += stop.feelings.len();
            for (persona, point) in &stop.feelings {
                assert_eq!(persona.id.as_str(), "fleet", "{point:?}");
            }
            if Action::WalkNext.enabled(Some(&editor)).is_err() {
                break;
            }
            act(&mut editor, Action::WalkNext);
        }
        assert!(seen > 3, "{seen}");
        editor.handle(Intent::Escape);
        // Through a lens that only fades what is of others, too.
        let lens = Lens {
            personas: vec!["dewi".into()],
            ..Lens::default()
        };
        editor.handle(Intent::LookThrough(lens.clone()));
        editor.handle(Intent::Select(Vec::new()));
        act(&mut editor, Action::Walk);
        let map = editor.map().clone();
        let of_others = |text: &str| {
            let mut cards = map.cards().filter(|card| card.text == text);
            cards.all(|card| lens.fades_card(card))
        };
        loop {
            let stop = editor.walk().unwrap();
            assert!(stop.feelings.iter().all(|(of, _)| of.id.as_str() == "dewi"));
            let told = stop.thoughts.iter().chain(&stop.pains);
            let others: Vec<_> = told.filter(|text| of_others(text)).collect();
            assert!(others.is_empty(), "{others:?}");
            if Action::WalkNext.enabled(Some(&editor)).is_err() {
                break;
            }
            act(&mut editor, Action::WalkNext);
        }
    }

    #[test]
    fn where_nobody_meets_the_actions_are_walked_and_an_empty_stage_is_a_stop_too() {
        let map = file::load(file::samples()[1].bytes).unwrap().map;
        let stops = stops(&map, &Lens::default());
        // Two of the columns of a stage with steps, in the order of the columns.
        let at = |id: &str| stops.iter().position(|stop| *stop == card(id)).unwrap();
        assert!(at("t5") < at("t6") && at("t6") < at("t7"));

        let mut without = map.clone();
        without
            .lanes
            .retain(|l| l.role() != Some(CardRole::Touchpoints));
        assert_eq!(super::stops(&without, &Lens::default())[0], card("a1"));

        let blank = super::stops(&blank_map(Language::English), &Lens::default());
        assert_eq!(blank[0], Target::Stage("awareness".into()));
        assert_eq!(blank.len(), 5);
    }

    #[test]
    fn what_is_deleted_on_the_way_gives_its_place_to_the_next() {
        let mut editor = editor(0);
        act(&mut editor, Action::Walk);
        act(&mut editor, Action::WalkNext);
        act(&mut editor, Action::Delete);
        assert_eq!(editor.walk().unwrap().at, &card("t3"));
        assert_eq!(editor.walk().unwrap().number, 2);
        act(&mut editor, Action::Undo);
        assert_eq!(editor.walk().unwrap().number, 3);
    }
}
