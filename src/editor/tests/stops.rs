//! Stops are added from what is seen and selected, copied, moved and hidden, each in one step.

use super::*;
use crate::{
    edit::Edit,
    model::{LaneKind, Shows, Stop, When},
};

fn ids(person: &Person) -> Vec<String> {
    let stops = person.editor.map().stops.iter();
    stops.map(|stop| stop.id.to_string()).collect()
}

fn selected(person: &Person) -> Vec<String> {
    let targets = person.editor.selection().targets().iter();
    targets
        .map(|target| match target {
            Target::Stop(id) => id.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn select(person: &mut Person, stops: &[&str]) {
    let targets = stops.iter().map(|id| Target::Stop(Id::new(id)));
    person.does(Intent::Select(targets.collect()));
}

/// With four stops of its own, one of each stage and one of all.
fn with_stops() -> Person {
    let mut map = small_map();
    let stages = map.stages.iter().map(|stage| vec![stage.id.clone()]);
    let shows = stages.map(Shows::Stages).chain([Shows::Map]);
    map.stops = shows
        .zip(["a", "b", "c", "d"])
        .map(|(shows, id)| {
            Arc::new(Stop {
                id: id.into(),
                shows,
                ..Stop::default()
            })
        })
        .collect();
    Person::with(map)
}

#[test]
fn what_the_map_suggests_is_kept_once_and_taken_back_in_one_step() {
    let mut person = Person::new();
    let suggested = crate::deck::suggested(person.editor.map(), Language::English);
    person.acts(Action::KeepStops);
    let stops = &person.editor.map().stops;
    let shown: Vec<&Shows> = stops.iter().map(|stop| &stop.shows).collect();
    let wanted: Vec<&Shows> = suggested.iter().map(|stop| &stop.shows).collect();
    assert_eq!(shown, wanted);
    assert!(Action::KeepStops.enabled(Some(&person.editor)).is_err());
    person.acts(Action::Undo);
    assert_eq!(person.editor.map().stops, []);
}

#[test]
fn what_is_seen_becomes_a_stop_of_the_stages_in_view_and_of_the_lens() {
    let mut person = Person::new();
    person.acts(Action::ZoomFit);
    person.acts(Action::AddStopOfView);
    assert_eq!(person.editor.map().stops[0].shows, Shows::Map);
    assert_eq!(selected(&person), ["stop1"]);

    person.does(Intent::Select(vec![Target::Stage("drive".into())]));
    person.acts(Action::ZoomSelection);
    // All of the stage is in view, and less than half of those beside it.
    let at = person.middle(&Target::Stage("drive".into()));
    person.does(Intent::Zoom { factor: 1.6, at });
    let lens = crate::layout::Lens {
        personas: vec!["fleet".into()],
        when: When::Now,
        ..Default::default()
    };
    person.does(Intent::LookThrough(lens));
    let hidden = Edit::SetLaneHidden {
        lane: "pains".into(),
        hidden: true,
    };
    let (name, edits) = ("Hide lane", vec![hidden]);
    person.does(Intent::Edit { name, edits });
    person.acts(Action::AddStopOfView);
    let stop = person.editor.map().stops.last().unwrap().clone();
    assert_eq!(stop.shows, Shows::Stages(vec!["drive".into()]));
    assert_eq!(stop.personas, ["fleet".into()]);
    assert_eq!(
        (stop.when, &*stop.hidden_lanes),
        (When::Now, &["pains".into()][..])
    );
}

#[test]
fn what_is_selected_becomes_a_stop_of_its_kind() {
    let target = |target: fn(Id) -> Target, id: &str| target(Id::new(id));
    let ids = |ids: &[&str]| ids.iter().map(Id::new).collect::<Vec<_>>();
    let cases = [
        (
            vec![target(Target::Stage, "buy"), target(Target::Stage, "aware")],
            // In the order of the map, whichever was selected first.
            Some(Shows::Stages(ids(&["aware", "buy"]))),
        ),
        (
            vec![target(Target::Step, "go")],
            Some(Shows::Stages(ids(&["drive"]))),
        ),
        (
            vec![target(Target::Lane, "feelings")],
            Some(Shows::Lanes(ids(&["feelings"]))),
        ),
        (
            vec![target(Target::Card, "c5"), target(Target::Card, "c1")],
            Some(Shows::Cards(ids(&["c5", "c1"]))),
        ),
        (
            vec![target(Target::Stage, "buy"), target(Target::Point, "p2")],
            Some(Shows::Points(ids(&["p2"]))),
        ),
        (
            vec![target(Target::Metric, "m1")],
            Some(Shows::Lanes(ids(&["figures"]))),
        ),
        (
            vec![target(Target::Persona, "dewi")],
            Some(Shows::Persona("dewi".into())),
        ),
        (vec![Target::Title], Some(Shows::Title)),
        (vec![target(Target::Channel, "web")], None),
        (vec![], None),
    ];
    for (targets, wanted) in cases {
        let mut person = Person::new();
        person.does(Intent::Select(targets.clone()));
        let can = Action::AddStopOfSelection.enabled(Some(&person.editor));
        assert_eq!(can.is_ok(), wanted.is_some(), "{targets:?}");
        person.acts(Action::AddStopOfSelection);
        let stops = person.editor.map().stops.iter();
        let shown = stops.map(|stop| stop.shows.clone()).next();
        assert_eq!(shown, wanted, "{targets:?}");
    }
}

#[test]
fn a_new_stop_stands_behind_the_selected_one() {
    let mut person = with_stops();
    select(&mut person, &["b"]);
    person.acts(Action::AddStopOfView);
    assert_eq!(ids(&person), ["a", "b", "stop1", "c", "d"]);
    person.does(Intent::Select(vec![Target::Card("c1".into())]));
    person.acts(Action::AddStopOfSelection);
    assert_eq!(ids(&person).last().map(String::as_str), Some("stop2"));
}

#[test]
fn stops_are_copied_moved_hidden_and_deleted() {
    let mut person = with_stops();
    select(&mut person, &["a", "c"]);
    person.acts(Action::Duplicate);
    assert_eq!(ids(&person), ["a", "b", "c", "stop1", "stop2", "d"]);
    assert_eq!(selected(&person), ["stop1", "stop2"]);
    let stops = &person.editor.map().stops;
    assert_eq!(
        (&stops[3].shows, &stops[4].shows),
        (&stops[0].shows, &stops[2].shows)
    );
    person.acts(Action::Undo);

    select(&mut person, &["c"]);
    person.acts(Action::Move(Direction::Left));
    assert_eq!(ids(&person), ["a", "c", "b", "d"]);
    let (_, told) = person.editor.told(Language::English);
    assert_eq!(told.as_deref(), Some("Moved to 2 of 4"));
    select(&mut person, &["a", "b"]);
    person.does(Intent::PlaceStops(1));
    assert_eq!(ids(&person), ["c", "a", "b", "d"]);
    person.does(Intent::PlaceStops(9));
    assert_eq!(ids(&person), ["c", "d", "a", "b"]);
    let revision = person.editor.committed().clone();
    person.does(Intent::PlaceStops(2));
    assert!(
        Arc::ptr_eq(person.editor.committed(), &revision),
        "they stand there"
    );

    let hidden = |person: &Person| -> Vec<bool> {
        let stops = person.editor.map().stops.iter();
        stops.map(|stop| stop.hidden).collect()
    };
    let named =
        |person: &Person| Action::ToggleStopHidden.label(Some(&person.editor), Language::English);
    assert_eq!(named(&person), "Hide stop");
    person.acts(Action::ToggleStopHidden);
    assert_eq!(hidden(&person), [false, false, true, true]);
    assert_eq!(named(&person), "Show stop");
    select(&mut person, &["d", "a"]);
    person.acts(Action::ToggleStopHidden);
    assert_eq!(
        hidden(&person),
        [false, true, true, true],
        "some were shown"
    );

    select(&mut person, &["d"]);
    person.acts(Action::Delete);
    assert_eq!(ids(&person), ["c", "a", "b"]);
    assert_eq!(selected(&person), ["a"], "what stood behind it");
    person.acts(Action::Undo);
    assert_eq!(ids(&person), ["c", "d", "a", "b"]);
    assert_eq!(selected(&person), ["d"]);
}

#[test]
fn a_stop_that_is_selected_is_no_thing_of_the_sheet() {
    let mut person = with_stops();
    let camera = person.editor.camera();
    select(&mut person, &["b"]);
    assert_eq!(person.editor.camera(), camera);
    // Letters are for nothing, and the sheet has nothing to write on.
    person.does(Intent::Typed("x".to_owned()));
    assert!(person.editor.text_edit().is_none());
    person.presses(Key::F2);
    assert!(person.editor.text_edit().is_none());
    assert_eq!(selected(&person), ["b"]);
    // Looking through a lens hides no stop.
    let lens = crate::layout::Lens {
        personas: vec!["fleet".into()],
        hides_others: true,
        when: When::ToBe,
    };
    person.does(Intent::LookThrough(lens));
    assert_eq!(selected(&person), ["b"]);
    person.presses(Key::Right);
    assert!(!matches!(
        person.editor.selection().only(),
        Some(Target::Stop(_)) | None
    ));
}

#[test]
fn what_is_found_in_notes_leads_to_its_stop() {
    let mut map = Map::clone(with_stops().editor.map());
    Arc::make_mut(&mut map.stops[2]).notes = "Ask who has waited".to_owned();
    let mut person = Person::with(map);
    person.acts(Action::Find);
    person.does(Intent::Find("waited".to_owned()));
    assert_eq!(person.editor.find().hits().len(), 1);
    person.acts(Action::FindNext);
    assert_eq!(selected(&person), ["c"]);
    let replace = Intent::Replace {
        with: "queued".to_owned(),
        all: true,
    };
    person.does(replace);
    assert_eq!(person.editor.map().stops[2].notes, "Ask who has queued");
}

#[test]
fn copied_things_take_no_stops_along() {
    let mut person = with_stops();
    person.does(Intent::Select(vec![Target::Stage("buy".into())]));
    person.acts(Action::Duplicate);
    let map = person.editor.map();
    assert_eq!((map.stages.len(), map.stops.len()), (4, 4));
    let copied = map
        .stages
        .iter()
        .find(|stage| !["aware", "drive", "buy"].contains(&stage.id.as_str()));
    let copied = copied.expect("a copy").id.clone();
    let shows_it = |stop: &Arc<Stop>| stop.shows.ids().contains(&copied);
    assert!(!map.stops.iter().any(shows_it));
    assert!(map.lanes.iter().any(|lane| matches!(&lane.kind, LaneKind::Cards { cards, .. } if cards.iter().any(|card| card.stage == copied))));
}
