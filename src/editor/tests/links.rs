//! Pain points and opportunities linked with the pointer, by key, and seen to be linked.

use super::*;
use crate::model::{Card, Lane, LaneKind};

/// The small map with a lane of opportunities: "o1" at the purchase, "o2" at the beginning.
fn with_opportunities() -> Person {
    let mut map = small_map();
    let opportunity = |id: &str, stage: &str| {
        Arc::new(Card {
            id: id.into(),
            stage: stage.into(),
            text: format!("Idea {id}"),
            ..Card::default()
        })
    };
    map.lanes.push(Arc::new(Lane {
        id: "ideas".into(),
        title: "Opportunities".to_owned(),
        kind: LaneKind::Cards {
            role: CardRole::Opportunities,
            cards: vec![opportunity("o1", "buy"), opportunity("o2", "aware")],
        },
        ..Lane::default()
    }));
    Person::with(map)
}

fn answers(person: &Person, id: &str) -> Vec<String> {
    let map = person.editor.map();
    let (_, card) = map.card(&id.into()).expect("a card");
    card.answers.iter().map(Id::to_string).collect()
}

/// The middle of the handle of a card that the pointer is brought onto.
fn handle(person: &mut Person, id: &str) -> Point {
    person.move_to(person.middle(&card(id)));
    let overlay = person.editor.overlay(Language::English);
    let (handle, _, hot) = overlay.link_handle.expect("a handle");
    assert!(!hot);
    person.editor.camera().screen_from_doc(handle)
}

fn help(person: &Person) -> String {
    person.editor.help_line(Language::English)
}

#[test]
fn a_line_from_a_pain_point_to_an_opportunity_links_them_in_one_step() {
    let mut person = with_opportunities();
    let before = person.editor.map().clone();
    let from = handle(&mut person, "x1");
    person.move_to(from);
    assert_eq!(
        help(&person),
        "Drag to an opportunity that addresses this pain point"
    );
    assert_eq!(person.editor.cursor(), Cursor::Pointer);
    let to = person.middle(&card("o2"));
    person.drags(from, person.middle(&card("c1")));
    let pull = person.editor.overlay(Language::English).pull.unwrap();
    assert_eq!(
        (pull.takers.len(), pull.to),
        (2, None),
        "no action takes it"
    );
    assert_eq!(
        help(&person),
        "Draw the line to an opportunity that addresses it · Esc to cancel"
    );
    person.move_to(to);
    let pull = person.editor.overlay(Language::English).pull.unwrap();
    assert!(matches!(pull.to, Some((_, false))));
    assert_eq!(help(&person), "Drop to link with: Idea o2 · Esc to cancel");
    assert!(Arc::ptr_eq(person.editor.map(), &before), "not yet");
    person.release(to);
    assert_eq!(answers(&person, "o2"), ["x1"]);
    assert_eq!(person.undo_name(), Some("Link cards"));
    assert_eq!(person.editor.selection().only(), Some(&card("x1")));
    person.acts(Action::Undo);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
}

#[test]
fn the_other_way_round_links_too_and_once_more_unlinks() {
    let mut person = with_opportunities();
    for (expected, name) in [(&["x1"][..], "Link cards"), (&[], "Unlink cards")] {
        let from = handle(&mut person, "o1");
        let to = person.middle(&card("x1"));
        person.drag(from, to);
        assert_eq!(answers(&person, "o1"), expected);
        assert_eq!(person.undo_name(), Some(name));
    }
}

#[test]
fn a_link_given_up_or_dropped_beside_leaves_no_trace() {
    let mut person = with_opportunities();
    let before = person.editor.map().clone();
    let from = handle(&mut person, "x1");
    let to = person.middle(&card("o1"));
    person.drags(from, to);
    person.does(Intent::Escape);
    person.release(to);
    assert!(person.editor.overlay(Language::English).pull.is_none());
    person.drag(from, person.middle(&card("c1")));
    person.drag(from, Point::new(1190.0, 890.0));
    assert!(Arc::ptr_eq(person.editor.map(), &before));
    assert_eq!(person.undo_name(), None);
    let at = handle(&mut person, "x1");
    person.double_click(at);
    assert_eq!(person.editor.map(), &before, "no card is added beside it");
}

#[test]
fn an_arrow_is_drawn_from_a_selected_card_to_any_other_and_taken_back_the_same_way() {
    let mut person = with_opportunities();
    person.move_to(person.middle(&card("c1")));
    let handle = |person: &Person| person.editor.overlay(Language::English).link_handle;
    assert_eq!(handle(&person), None, "not before it is selected");
    person.click(&card("c1"));
    let (at, icon, _) = handle(&person).expect("a handle");
    assert_eq!(icon, "arrow");
    let from = person.editor.camera().screen_from_doc(at);
    let to = person.middle(&card("c3"));
    person.drags(from, to);
    let text = person
        .editor
        .map()
        .card(&"c3".into())
        .unwrap()
        .1
        .text
        .clone();
    let told = format!("Drop to draw an arrow to: {text} · Esc to cancel");
    assert_eq!(help(&person), told);
    person.release(to);
    assert_eq!(person.undo_name(), Some("Draw arrow"));
    let map = person.editor.map().clone();
    let [arrow] = &map.arrows[..] else {
        panic!("one arrow");
    };
    assert_eq!((&arrow.from, &arrow.to), (&"c1".into(), &"c3".into()));
    let target = Target::Arrow(arrow.id.clone());
    assert_eq!(person.editor.selection().only(), Some(&target));
    let overlay = person.editor.overlay(Language::English);
    assert_eq!(overlay.arrows.len(), 1, "it is seen to be selected");
    // Its label is written in place, and the line that shows it spares that.
    person.acts(Action::EditText);
    person.does(Intent::TextTyped("Skips".to_owned()));
    person.does(Intent::CommitText);
    assert_eq!(person.editor.map().arrows[0].label, "Skips");
    person.does(Intent::Select(vec![target.clone()]));
    let label = person.editor.layout().arrows[0].label_rect().inset(-1.0);
    let pieces = person.editor.overlay(Language::English).arrows;
    assert!(!pieces.is_empty());
    let through = pieces.iter().flat_map(|(corners, _)| corners.windows(2));
    let through = through.filter(|ends| Rect::from_points(ends[0], ends[1]).overlaps(label));
    assert_eq!(through.count(), 0, "{pieces:?}");
    // It is hit on its line, and deleted.
    let line = person.editor.layout().arrows[0].clone();
    let on_line = line.corners[0].midpoint(line.corners[1]);
    person.move_to(person.editor.camera().screen_from_doc(on_line));
    assert_eq!(person.editor.hover(), Some(&target));
    person.acts(Action::Delete);
    assert_eq!(person.editor.map().arrows, []);
    // By key, from the first selected to the second.
    person.does(Intent::Select(vec![card("c3"), card("c1")]));
    person.acts(Action::Link);
    let arrow = &person.editor.map().arrows[0];
    assert_eq!((&arrow.from, &arrow.to), (&"c3".into(), &"c1".into()));
}

#[test]
fn a_handle_stays_with_what_is_selected() {
    let mut person = with_opportunities();
    person.click(&card("o1"));
    person.move_to(Point::new(2.0, 2.0));
    let overlay = person.editor.overlay(Language::English);
    assert!(overlay.link_handle.is_some(), "of what is selected");
}

#[test]
fn what_is_linked_is_seen_from_both_ends_while_both_are_on_the_sheet() {
    let mut person = with_opportunities();
    person.does(Intent::Select(vec![card("x1"), card("o1"), card("o2")]));
    person.acts(Action::Link);
    person.does(Intent::Select(Vec::new()));
    let shown = |person: &Person| person.editor.overlay(Language::English).links;
    assert!(shown(&person).is_empty());
    person.move_to(person.middle(&card("x1")));
    assert_eq!(shown(&person).len(), 2);
    person.move_to(person.middle(&card("o1")));
    let links = shown(&person);
    assert_eq!(links.len(), 1);
    let rect = |id| person.editor.layout().rect_of(&card(id)).unwrap();
    assert_eq!(links[0].to, rect("x1"));
    // Both stand in one column: the curve goes around by the right.
    let [start, .., end] = links[0].curve;
    assert_eq!((start.x, end.x), (rect("o1").x1, rect("x1").x1));
    person.does(Intent::Select(vec![card("x1"), card("o1")]));
    assert_eq!(shown(&person).len(), 2, "the one between them once");
    person.does(Intent::Edit {
        name: "Hide lane",
        edits: vec![crate::edit::Edit::SetLaneHidden {
            lane: "pains".into(),
            hidden: true,
        }],
    });
    person.does(Intent::Select(vec![card("o2")]));
    assert!(shown(&person).is_empty());
}

#[test]
fn by_key_all_that_is_selected_is_linked_and_then_unlinked() {
    let mut person = with_opportunities();
    person.does(Intent::Select(vec![card("x1"), card("c1"), card("c3")]));
    assert!(Action::Link.enabled(Some(&person.editor)).is_err());
    person.does(Intent::Select(vec![card("o1"), card("x1"), card("o2")]));
    let label = |person: &Person| Action::Link.label(Some(&person.editor), Language::English);
    assert_eq!(label(&person), "Link cards");
    person.acts(Action::Link);
    assert_eq!(
        (answers(&person, "o1"), answers(&person, "o2")),
        (vec!["x1".to_owned()], vec!["x1".to_owned()])
    );
    assert_eq!(label(&person), "Unlink cards");
    person.acts(Action::Link);
    assert!(answers(&person, "o1").is_empty() && answers(&person, "o2").is_empty());
    person.acts(Action::Undo);
    assert_eq!(answers(&person, "o1"), ["x1"]);
}

#[test]
fn an_arrow_leads_from_a_stage_to_another_by_what_stands_in_both() {
    let mut person = with_opportunities();
    let stage = |id: &str| Target::Stage(id.into());
    let why = |person: &Person| Action::Link.enabled(Some(&person.editor)).unwrap_err();
    person.does(Intent::Select(vec![stage("buy")]));
    assert!(why(&person).contains("two stages"), "it says how");
    person.does(Intent::Select(vec![stage("buy"), stage("aware")]));
    let label = Action::Link.label(Some(&person.editor), Language::English);
    assert_eq!(label, "Draw arrow");
    person.acts(Action::Link);
    let map = person.editor.map().clone();
    let [arrow] = &map.arrows[..] else {
        panic!("one arrow");
    };
    assert_eq!((&arrow.from, &arrow.to), (&"c5".into(), &"c1".into()));
    let target = Target::Arrow(arrow.id.clone());
    assert_eq!(person.editor.selection().only(), Some(&target));
    // What goes with a card is told; an arrow that was meant is not.
    person.does(Intent::Select(vec![card("c1")]));
    let told = person.does(Intent::Action(Action::Delete));
    assert_eq!(told, [Effect::ArrowsGone(1)]);
    person.acts(Action::Undo);
    person.does(Intent::Select(vec![card("c1"), target]));
    assert_eq!(person.does(Intent::Action(Action::Delete)), []);
    person.acts(Action::Undo);
    // Where no lane has a card in both, it says what is missing.
    person.acts(Action::Undo);
    person.does(Intent::Select(vec![card("c1"), card("c3"), card("o2")]));
    person.acts(Action::Delete);
    person.does(Intent::Select(vec![stage("buy"), stage("aware")]));
    assert!(why(&person).contains("card to both stages"));
}
