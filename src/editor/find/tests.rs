//! Finding and replacing as a person does, on the sample of the car.

use std::sync::Arc;

use crate::{
    edit::{Edit, apply_all},
    editor::{Action, Editor, Effect, Intent},
    file,
    geom::{Rect, Size},
    model::{Arrow, Card, Evidence, Field, Lane, Map, Metric, Target},
    text::Fonts,
};

fn car() -> Map {
    let mut samples = file::samples().iter();
    let sample = samples.find(|s| s.file_name == "buying-a-car.journey");
    let loaded = file::load(sample.expect("the car").bytes);
    let map = Arc::new(loaded.expect("a sound map").map);
    let card = map.cards().find(|card| card.text.contains("silence"));
    let mut card = Card::clone(card.expect("the card"));
    card.evidence.push(Evidence {
        text: "I called twice, nobody knew.".to_owned(),
        source: "Interview Nº 7".to_owned(),
        ..Evidence::default()
    });
    let map = apply_all(&map, &[Edit::ReplaceCard(Arc::new(card))]);
    Map::clone(&map.expect("sound"))
}

fn editor_of(map: Map) -> Editor {
    let mut editor = Editor::new(map, Fonts::bundled());
    editor.handle(Intent::ViewResized(Size::new(1200.0, 800.0)));
    editor
}

fn finding(query: &str) -> Editor {
    let mut editor = editor_of(car());
    editor.handle(Intent::Action(Action::Find));
    editor.handle(Intent::Find(query.to_owned()));
    editor
}

/// What the hits are in, as they are read.
fn found(editor: &Editor) -> Vec<String> {
    let map = editor.map();
    let hits = editor.find().hits().iter();
    hits.map(|hit| {
        let text = super::texts::text(map, &hit.target, hit.within).expect("a text");
        text[hit.range.clone()].to_owned()
    })
    .collect()
}

#[test]
fn every_text_that_a_map_has_is_found() {
    let map = car();
    let persona = &map.personas[0];
    let metric = map.lanes.iter().flat_map(|lane| lane.metrics()).next();
    let evidence = map.cards().flat_map(|card| &card.evidence).next();
    let lane = map.lanes.iter().find(|lane| !lane.note.is_empty());
    let texts = [
        map.title.clone(),
        map.scenario.clone(),
        persona.name.clone(),
        persona.quote.clone(),
        persona.goals[0].clone(),
        map.stages[1].title.clone(),
        map.stages[1].goal.clone(),
        map.stages[0].duration.clone(),
        lane.expect("a note").note.clone(),
        map.channels[0].name.clone(),
        "Unexplained fee".to_owned(),
        metric.expect("a metric").name.clone(),
        evidence.expect("evidence").text.clone(),
        evidence.expect("evidence").source.clone(),
    ];
    let mut editor = finding("");
    assert_eq!(editor.find().hits(), []);
    for text in texts {
        editor.handle(Intent::Find(text.to_uppercase()));
        assert!(
            found(&editor).contains(&text),
            "{text}: {:?}",
            found(&editor)
        );
    }
}

#[test]
fn what_is_listed_of_a_persona_is_found_marked_and_replaced() {
    let map = Arc::new(car());
    let id = map.personas[0].id.clone();
    let lists = [
        Field::Particulars,
        Field::Goals,
        Field::Frustrations,
        Field::Traits,
    ];
    let edits = lists.map(|field| Edit::SetText {
        target: Target::Persona(id.clone()),
        field,
        text: format!("A plain one\nZyx of {field:?}"),
    });
    let mut editor = editor_of(Map::clone(&apply_all(&map, &edits).expect("sound")));
    editor.handle(Intent::Action(Action::Find));
    editor.handle(Intent::Find("zyx".to_owned()));
    assert_eq!(editor.find().hits().len(), 4);
    assert_eq!(editor.find().marks().len(), 4);
    assert!(editor.find().marks().iter().all(|mark| mark.is_words));
    let with = "Word".to_owned();
    editor.handle(Intent::Replace { with, all: true });
    let persona = editor.map().persona(&id).expect("the persona").clone();
    assert_eq!(persona.facts[1], "Word of Particulars");
    assert_eq!(persona.goals[1], "Word of Goals");
    assert_eq!(persona.frustrations[1], "Word of Frustrations");
    assert_eq!(persona.traits, ["A plain one", "Word of Traits"]);
}

#[test]
fn hits_come_in_reading_order_and_steps_go_round() {
    let mut editor = finding("the");
    let count = editor.find().hits().len();
    assert!(count > 3);
    let layout = editor.layout().clone();
    let order: Vec<usize> = editor
        .find()
        .hits()
        .iter()
        .filter_map(|hit| {
            let places = layout.places();
            places.iter().position(|place| place.target == hit.target)
        })
        .collect();
    let rows_first = |index: &usize| layout.places()[*index].rect.y0;
    assert!(rows_first(&order[0]) <= rows_first(order.last().expect("hits")));
    assert_eq!(editor.find().current(), Some(0));
    editor.handle(Intent::Action(Action::FindPrevious));
    assert_eq!(editor.find().current(), Some(count - 1));
    editor.handle(Intent::Action(Action::FindNext));
    assert_eq!(editor.find().current(), Some(0));
    editor.handle(Intent::Action(Action::FindNext));
    assert_eq!(editor.find().current(), Some(1));
    let hit = editor.find().hits()[1].target.clone();
    assert_eq!(editor.selection().targets(), [hit]);
}

#[test]
fn a_step_brings_the_words_into_view() {
    let mut editor = finding("Three days of silence");
    editor.handle(Intent::Zoom {
        factor: 6.0,
        at: crate::geom::Point::ZERO,
    });
    editor.handle(Intent::Action(Action::FindNext));
    let current = editor.find().current();
    let mut marks = editor.find().marks().iter();
    let mark = marks
        .find(|mark| Some(mark.hit) == current)
        .expect("a mark");
    let view = Rect::from_origin_size(crate::geom::Point::ZERO, editor.view());
    assert!(view.contains_rect(editor.camera().screen_rect(mark.rect)));
    // The words and nothing else.
    let Target::Card(_) = editor.find().hits()[mark.hit].target else {
        panic!("a card");
    };
    let card = editor
        .layout()
        .rect_of(&editor.find().hits()[mark.hit].target);
    let card = card.expect("on the sheet");
    assert!(mark.is_words && card.contains_rect(mark.rect));
    assert!(
        mark.rect.width() < card.width() * 0.8,
        "{mark:?} in {card:?}"
    );
}

#[test]
fn words_are_marked_across_the_end_of_a_line() {
    let editor = finding("cost of ownership");
    let rects: Vec<_> = editor.find().marks().iter().map(|mark| mark.rect).collect();
    let [first, second] = rects[..] else {
        panic!("one hit on two lines: {rects:?}");
    };
    assert!(first.x0 > second.x0 && first.y1 < second.y1, "{rects:?}");
}

#[test]
fn what_a_collapsed_lane_holds_is_marked_on_it_and_a_hidden_lane_is_left_out() {
    let mut editor = finding("silence");
    let hit = editor.find().hits()[0].target.clone();
    let map = editor.map().clone();
    let holds = |lane: &&Arc<Lane>| {
        let mut cards = lane.cards().iter();
        cards.any(|card| Target::Card(card.id.clone()) == hit)
    };
    let lane = map.lanes.iter().find(holds).expect("its lane").id.clone();
    let edit = |edit| Intent::Edit {
        name: "Collapse lane",
        edits: vec![edit],
    };
    editor.handle(edit(Edit::SetLaneCollapsed {
        lane: lane.clone(),
        collapsed: true,
    }));
    let marks = editor.find().marks();
    let rect = editor.layout().rect_of(&Target::Lane(lane.clone()));
    assert_eq!(marks.len(), 1);
    assert_eq!(Some(marks[0].rect), rect);
    editor.handle(edit(Edit::SetLaneHidden { lane, hidden: true }));
    assert_eq!(editor.find().hits(), []);
}

#[test]
fn replacing_one_goes_on_to_the_next_and_does_not_find_itself() {
    let mut editor = finding("fee");
    let before = editor.find().hits().len();
    let with = "coffee".to_owned();
    editor.handle(Intent::Replace { with, all: false });
    assert_eq!(editor.history().undo_name(), Some("Replace text"));
    assert_eq!(editor.find().hits().len(), before);
    assert_eq!(editor.find().current(), Some(1));
    editor.handle(Intent::Action(Action::Undo));
    assert_eq!(**editor.map(), car());
}

#[test]
fn replacing_all_is_one_step() {
    let mut editor = finding("a");
    let count = editor.find().hits().len();
    assert!(count > 100);
    let with = "Æ".to_owned();
    assert_eq!(editor.handle(Intent::Replace { with, all: true }), []);
    assert_eq!(editor.find().replaced(), Some(count));
    assert_eq!(editor.find().hits(), []);
    assert_eq!(editor.map().check(), []);
    let evidence = editor.map().cards().flat_map(|card| &card.evidence);
    assert!(evidence.into_iter().any(|e| e.text.contains('Æ')));
    assert!(editor.map().title.contains("Buying Æ cÆr"));
    editor.handle(Intent::Action(Action::Undo));
    assert_eq!(**editor.map(), car());
    assert_eq!(editor.find().hits().len(), count);
}

#[test]
fn a_figure_stays_one_whatever_is_replaced() {
    let mut editor = editor_of(car());
    let metric = editor.map().lanes.iter().flat_map(|lane| lane.metrics());
    let target = Target::Metric(metric.into_iter().next().expect("a metric").id.clone());
    let figure = editor.map().text(&target, Field::Value).expect("a figure");
    editor.handle(Intent::Action(Action::Replace));
    editor.handle(Intent::Find(figure.clone()));
    let with = "many".to_owned();
    let effects = editor.handle(Intent::Replace { with, all: false });
    assert_eq!(editor.map().text(&target, Field::Value), Some(figure));
    assert!(matches!(effects[..], [Effect::Refused(_)]), "{effects:?}");
}

#[test]
fn closing_leaves_the_hit_selected_and_escape_closes_first() {
    let mut editor = finding("silence");
    let hit = editor.find().hits()[0].target.clone();
    editor.handle(Intent::CloseFind);
    assert!(!editor.find().is_open() && editor.find().marks().is_empty());
    assert_eq!(editor.selection().targets(), std::slice::from_ref(&hit));
    editor.handle(Intent::Action(Action::FindNext));
    assert!(editor.find().is_open());
    editor.handle(Intent::Escape);
    assert!(!editor.find().is_open());
    assert_eq!(editor.selection().targets(), [hit]);
}

#[test]
fn hits_follow_what_is_written_meanwhile() {
    let mut editor = finding("silence");
    assert_eq!(editor.find().hits().len(), 1);
    let target = editor.find().hits()[0].target.clone();
    let field = Field::Text;
    editor.handle(Intent::StartText { target, field });
    editor.handle(Intent::TextTyped("No word".to_owned()));
    assert_eq!(editor.find().hits(), []);
    editor.handle(Intent::CancelText);
    assert_eq!(editor.find().hits().len(), 1);
}

#[test]
fn the_evidence_of_points_and_metrics_and_the_words_of_arrows_are_found_and_replaced() {
    let map = Arc::new(car());
    let said = |text: &str| Evidence {
        text: text.to_owned(),
        source: "Quarterly xyzzy".to_owned(),
        ..Evidence::default()
    };
    let curve = map.lanes.iter().find_map(|lane| lane.curves().first());
    let mut point = curve.expect("a curve").points[0].clone();
    point.evidence.push(said("Xyzzy of a point"));
    let metric = map.lanes.iter().find_map(|lane| lane.metrics().first());
    let mut metric = Metric::clone(metric.expect("a metric"));
    metric.evidence.push(said("Xyzzy of a metric"));
    let cards: Vec<_> = map.cards().take(2).map(|card| card.id.clone()).collect();
    let arrow = Arrow {
        id: "arrow".into(),
        from: cards[0].clone(),
        to: cards[1].clone(),
        label: "Xyzzy of an arrow".to_owned(),
        ..Arrow::default()
    };
    let (of_point, of_metric) = (point.id.clone(), metric.id.clone());
    let edits = [
        Edit::ReplacePoint(point),
        Edit::ReplaceMetric(Arc::new(metric)),
        Edit::InsertArrow(Arc::new(arrow)),
    ];
    let map = apply_all(&map, &edits).expect("sound");
    let mut editor = editor_of(Map::clone(&map));
    editor.handle(Intent::Action(Action::Find));
    editor.handle(Intent::Find("xyzzy".to_owned()));
    assert_eq!(found(&editor).len(), 5);
    let with = "Plugh".to_owned();
    editor.handle(Intent::Replace { with, all: true });
    let now = editor.map();
    let point = now.point(&of_point).expect("there").2;
    let metric = now.metric(&of_metric).expect("there").1.clone();
    let texts = [
        &point.evidence.last().expect("said").text,
        &metric.evidence.last().expect("said").text,
        &metric.evidence.last().expect("said").source,
        &now.arrows[0].label,
    ];
    let expected = [
        "Plugh of a point",
        "Plugh of a metric",
        "Quarterly Plugh",
        "Plugh of an arrow",
    ];
    assert_eq!(texts, expected);
    editor.handle(Intent::Action(Action::Undo));
    assert_eq!(**editor.map(), *map);
}
