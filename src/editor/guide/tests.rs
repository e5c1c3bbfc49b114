//! The six steps on maps that have and lack things.

use std::sync::Arc;

use super::*;
use crate::{
    editor::blank_map,
    file,
    model::{Card, Evidence, Persona, Stage},
};

fn tasks(map: &Map) -> Vec<Task> {
    GuideStep::ALL
        .into_iter()
        .flat_map(|s| s.tasks(map))
        .collect()
}

fn find(map: &Map, text: &str) -> Task {
    let mut tasks = tasks(map).into_iter();
    tasks.find(|task| task.text == text).expect("the task")
}

fn sample() -> Map {
    file::load(file::samples()[0].bytes).unwrap().map
}

#[test]
fn a_blank_map_has_nothing_but_its_stages() {
    let map = blank_map(Language::Indonesian);
    let done: Vec<_> = tasks(&map).into_iter().filter(|task| task.done).collect();
    let texts: Vec<_> = done.iter().map(|task| task.text).collect();
    assert_eq!(
        texts,
        [
            "The journey has at least three stages",
            // There is no dip, and no pain point.
            "Each low point has a pain point",
            "Each stage with a pain point has an opportunity",
        ]
    );
    let action = find(&map, "Each stage has a customer action");
    let first = Target::Cell {
        lane: "actions".into(),
        stage: "awareness".into(),
        step: None,
    };
    assert_eq!(action.way, Way::Select(first));
}

#[test]
fn every_way_leads_to_something_that_is_there() {
    let mut maps = vec![Map::default(), sample()];
    maps.extend(Language::ALL.map(blank_map));
    let templates = file::templates().iter();
    maps.extend(templates.map(|t| file::load(t.bytes(Language::English)).unwrap().map));
    for map in &maps {
        for task in tasks(map) {
            match &task.way {
                Way::Select(target) => {
                    let there = map.has(target);
                    assert!(there, "{}: {target:?}", task.text);
                }
                Way::Do(_) => assert!(!task.done, "{}", task.text),
            }
        }
    }
}

#[test]
fn a_task_is_ticked_once_its_work_is_done_and_leads_on_before() {
    let mut map = sample();
    let facts = find(&map, "The map has an owner");
    assert!(!facts.done);
    map.owner = "The shop team".to_owned();
    assert!(find(&map, "The map has an owner").done);

    // The second persona of the sample has no more than a name.
    let wants = find(&map, "The persona has goals");
    assert_eq!(wants.way, Way::Select(Target::Persona("fleet".into())));
    map.personas.truncate(1);
    assert!(find(&map, "The persona has goals").done);
    map.personas.clear();
    let wants = find(&map, "The persona has goals");
    assert_eq!(
        (wants.done, wants.way),
        (false, Way::Do(Action::AddPersona))
    );
    map.personas.push(Arc::new(Persona {
        name: "New persona".to_owned(),
        role: "31".to_owned(),
        ..Persona::default()
    }));
    assert!(!find(&map, "Each persona has a name and a role").done);

    let backed = find(&map, "Something is backed by evidence");
    let Way::Select(Target::Card(id)) = backed.way else {
        panic!("a card to back");
    };
    assert!(!backed.done);
    // A piece that says nothing is none.
    edit_card(&mut map, &id, |card| {
        card.evidence.push(Evidence::default())
    });
    assert!(!find(&map, "Something is backed by evidence").done);
    edit_card(&mut map, &id, |card| {
        card.evidence[0].source = "interview 7".to_owned();
    });
    assert!(find(&map, "Something is backed by evidence").done);
}

fn edit_card(map: &mut Map, id: &Id, change: impl FnOnce(&mut Card)) {
    let lanes = map.lanes.iter_mut();
    let mut lanes = lanes.filter(|lane| lane.cards().iter().any(|card| card.id == *id));
    let lane = Arc::make_mut(lanes.next().expect("its lane"));
    let LaneKind::Cards { cards, .. } = &mut lane.kind else {
        panic!("cards stand in a lane of cards");
    };
    let card = cards.iter_mut().find(|card| card.id == *id).unwrap();
    change(Arc::make_mut(card));
}

fn remove_cards(map: &mut Map, role: CardRole, stage: &str) {
    for lane in map.lanes.iter_mut().filter(|l| l.role() == Some(role)) {
        if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind {
            cards.retain(|card| card.stage.as_str() != stage);
        }
    }
}

#[test]
fn the_first_stage_that_lacks_something_is_shown() {
    let mut map = sample();
    for (text, role) in [
        ("Each stage has a touchpoint", CardRole::Touchpoints),
        ("Each low point has a pain point", CardRole::PainPoints),
        (
            "Each stage with a pain point has an opportunity",
            CardRole::Opportunities,
        ),
    ] {
        assert!(find(&map, text).done, "{text}");
        let whole = map.clone();
        remove_cards(&mut map, role, "purchase");
        let task = find(&map, text);
        assert!(!task.done, "{text}");
        let Way::Select(Target::Cell { lane, stage, .. }) = task.way else {
            panic!("{text}: a room is shown");
        };
        assert_eq!(stage.as_str(), "purchase");
        assert_eq!(map.lane(&lane).unwrap().role(), Some(role));
        map = whole;
    }
    // Where nothing dips, nothing needs to hurt.
    remove_cards(&mut map, CardRole::PainPoints, "own");
    assert!(find(&map, "Each low point has a pain point").done);
}

#[test]
fn a_hidden_lane_is_shown_first_and_a_missing_one_made() {
    let mut map = blank_map(Language::English);
    let text = "Each stage has a touchpoint";
    let at = map
        .lanes
        .iter()
        .position(|l| l.role() == Some(CardRole::Touchpoints));
    let at = at.unwrap();
    Arc::make_mut(&mut map.lanes[at]).hidden = true;
    assert_eq!(find(&map, text).way, Way::Do(Action::ShowLanes));
    map.lanes.remove(at);
    let lane = LaneType::Cards(CardRole::Touchpoints);
    assert_eq!(find(&map, text).way, Way::Do(Action::AddLane(lane)));
}

#[test]
fn of_a_stage_with_steps_the_first_empty_room_is_shown() {
    let mut map = file::load(file::samples()[1].bytes).unwrap().map;
    remove_cards(&mut map, CardRole::Touchpoints, "path");
    let way = find(&map, "Each stage has a touchpoint").way;
    let Way::Select(Target::Cell { stage, step, .. }) = way else {
        panic!("a room is shown");
    };
    assert_eq!((stage.as_str(), step.unwrap().as_str()), ("path", "hot"));
    let stage = Arc::new(Stage::default());
    map.stages.push(stage);
    assert!(!find(&map, "Each stage has an emotion").done);
}
