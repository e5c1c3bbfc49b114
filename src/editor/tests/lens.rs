//! What a lens leaves out of the sheet can be neither selected nor changed unseen.

use super::*;
use crate::{
    layout::Lens,
    model::{Card, Curve, CurvePoint, LaneKind, When},
};

/// Of the small map some cards and a curve are the fleet buyer's: "c1", "c3" and "f1". The card
/// "c5" is one of the journey to be.
fn two_journeys() -> Map {
    let mut map = small_map();
    for lane in &mut map.lanes {
        match &mut Arc::make_mut(lane).kind {
            LaneKind::Cards { cards, .. } => {
                for card in cards.iter_mut().map(Arc::make_mut) {
                    if ["c1", "c3"].contains(&card.id.as_str()) {
                        card.personas = vec!["fleet".into()];
                    }
                    if card.id.as_str() == "c5" {
                        card.when = When::ToBe;
                    }
                }
            }
            LaneKind::Emotion { curves } => curves.push(Arc::new(Curve {
                persona: "fleet".into(),
                points: vec![CurvePoint {
                    id: "f1".into(),
                    stage: "drive".into(),
                    at: 0.2,
                    value: Some(1.5),
                    label: "Fleet".to_owned(),
                    ..CurvePoint::default()
                }],
                ..Curve::default()
            })),
            _ => {}
        }
    }
    map
}

fn only_dewi() -> Lens {
    Lens {
        personas: vec!["dewi".into()],
        hides_others: true,
        when: When::Both,
    }
}

fn point(id: &str) -> Target {
    Target::Point(id.into())
}

fn hidden() -> [Target; 4] {
    [
        card("c1"),
        card("c3"),
        point("f1"),
        Target::Persona("fleet".into()),
    ]
}

fn person_through(lens: Lens) -> Person {
    let mut person = Person::with(two_journeys());
    person.does(Intent::LookThrough(lens));
    person
}

#[test]
fn a_lens_lets_go_of_what_it_hides() {
    let mut person = Person::with(two_journeys());
    for hides_all_but in [2, 40] {
        let mut wanted = hidden().to_vec();
        wanted.push(card("c2"));
        let more = (0..hides_all_but).map(|_| card("c4"));
        person.does(Intent::Select(wanted.into_iter().chain(more).collect()));
        assert!(person.editor.selection().contains(&card("c1")));
        person.does(Intent::LookThrough(only_dewi()));
        let left = person.editor.selection().targets();
        assert_eq!(left, [card("c2"), card("c4")]);
        person.does(Intent::LookThrough(Lens::default()));
    }
    person.does(Intent::Select(vec![card("c5")]));
    person.does(Intent::LookThrough(Lens {
        when: When::Now,
        ..Lens::default()
    }));
    assert!(person.editor.selection().is_empty());
}

#[test]
fn select_all_and_a_marquee_take_only_what_is_seen() {
    for by_key in [true, false] {
        let mut person = person_through(only_dewi());
        if by_key {
            for _ in 0..4 {
                person.acts(Action::SelectMore);
            }
        } else {
            person.drag(Point::new(1190.0, 890.0), Point::new(1.0, 1.0));
        }
        for target in hidden() {
            assert!(!person.editor.selection().contains(&target), "{target:?}");
        }
        for seen in [card("c2"), card("c5"), card("x1"), point("p1")] {
            assert!(person.editor.selection().contains(&seen), "{seen:?}");
        }
        person.acts(Action::Delete);
        let map = person.editor.map().clone();
        assert!(map.card(&"c1".into()).is_some() && map.point(&"f1".into()).is_some());
        assert!(map.card(&"c2".into()).is_none() && map.point(&"p1".into()).is_none());
    }
}

#[test]
fn more_of_a_cell_or_of_the_personas_is_more_of_what_is_seen() {
    let mut map = two_journeys();
    let actions = Arc::make_mut(&mut map.lanes[0]);
    if let LaneKind::Cards { cards, .. } = &mut actions.kind {
        cards.push(Arc::new(Card {
            id: "c6".into(),
            ..Card::clone(&cards[0])
        }));
        Arc::make_mut(cards.last_mut().unwrap()).personas.clear();
    }
    let mut person = Person::with(map);
    person.does(Intent::LookThrough(only_dewi()));
    person.does(Intent::Select(vec![cell("actions", "aware")]));
    person.acts(Action::SelectMore);
    assert_eq!(person.editor.selection().targets(), [card("c6")]);
    person.does(Intent::Select(vec![Target::Persona("dewi".into())]));
    person.acts(Action::SelectMore);
    assert!(!person.editor.selection().contains(&hidden()[3]));
}

#[test]
fn nothing_in_a_collapsed_lane_is_selected_unseen() {
    let mut person = Person::with(two_journeys());
    person.does(Intent::Edit {
        name: "Collapse lane",
        edits: vec![crate::edit::Edit::SetLaneCollapsed {
            lane: "actions".into(),
            collapsed: true,
        }],
    });
    for _ in 0..4 {
        person.acts(Action::SelectMore);
    }
    let selection = person.editor.selection();
    assert!(selection.contains(&card("x1")) && !selection.contains(&card("c2")));
}

#[test]
fn what_is_found_and_hidden_is_shown_once_it_is_gone_to() {
    let mut person = person_through(only_dewi());
    person.acts(Action::Find);
    person.does(Intent::Find("Text of c".to_owned()));
    let (lens, hits) = (person.editor.lens(), person.editor.find().hits().len());
    assert_eq!((lens, hits), (&only_dewi(), 5), "still through the lens");
    let find = person.editor.find();
    assert_eq!(find.hits()[find.current().unwrap()].target, card("c2"));

    person.does(Intent::Find("Text of c3".to_owned()));
    assert!(person.editor.lens().is_clear());
    let marks = person.editor.find().marks();
    assert!(marks.len() == 1 && marks[0].is_words, "{marks:?}");
    person.does(Intent::CloseFind);
    assert_eq!(person.editor.selection().targets(), [card("c3")]);
    assert!(person.editor.layout().rect_of(&card("c3")).is_some());
}

#[test]
fn a_jump_to_what_the_lens_hides_gives_up_no_more_of_it_than_is_needed() {
    let now = Lens {
        when: When::Now,
        ..only_dewi()
    };
    let mut person = person_through(now.clone());
    person.does(Intent::Select(vec![card("c5")]));
    assert_eq!(person.editor.selection().only(), Some(&card("c5")));
    assert_eq!(person.editor.lens(), &only_dewi(), "of dewi, of all times");

    let mut person = person_through(now);
    person.does(Intent::Select(vec![point("f1")]));
    assert_eq!(person.editor.selection().only(), Some(&point("f1")));
    let of_now = Lens {
        when: When::Now,
        ..Lens::default()
    };
    assert_eq!(person.editor.lens(), &of_now, "of all, of now");
    assert!(person.editor.layout().rect_of(&point("f1")).is_some());
}

#[test]
fn marks_of_what_is_found_follow_the_lens() {
    let mut person = Person::with(two_journeys());
    person.acts(Action::Find);
    person.does(Intent::Find("Text of c".to_owned()));
    let words = |person: &Person| {
        let marks = person.editor.find().marks().iter();
        marks.filter(|mark| mark.is_words).count()
    };
    assert_eq!(words(&person), 5);
    person.does(Intent::LookThrough(only_dewi()));
    assert_eq!(words(&person), 3);
}

#[test]
fn the_journey_is_walked_and_drawn_as_the_one_who_is_shown() {
    let mut map = two_journeys();
    let touch = Arc::make_mut(&mut map.lanes[1]);
    if let LaneKind::Cards { cards, .. } = &mut touch.kind {
        Arc::make_mut(&mut cards[0]).personas = vec!["fleet".into()];
    }
    let mut person = Person::with(map);
    person.does(Intent::Select(vec![point("f1")]));
    person.does(Intent::LookThrough(only_dewi()));
    person.acts(Action::Walk);
    let stops = person.editor.talk().unwrap().stops();
    let met = |id: &str| stops.iter().any(|stop| stop.shows.ids()[0].as_str() == id);
    assert!(!met("t1") && met("c5"), "{stops:?}");
    assert_eq!(person.editor.lens(), &only_dewi());

    person.does(Intent::Escape);
    person.acts(Action::AddPoint);
    person.does(Intent::CommitText);
    let Some(Target::Point(id)) = person.editor.selection().only() else {
        panic!("a point is selected");
    };
    let (_, curve, _) = person.editor.map().point(id).unwrap();
    assert_eq!(curve.persona.as_str(), "dewi");
}
