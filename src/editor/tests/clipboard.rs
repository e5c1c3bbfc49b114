//! Cutting, copying and pasting.

use super::*;
use crate::{
    edit::Edit,
    model::{Shows, Stop},
};

impl Person {
    fn copies(&mut self) -> (String, Option<String>) {
        match self.acts(Action::Copy).as_slice() {
            [Effect::Copy { text, html, .. }] => (text.clone(), html.clone()),
            other => panic!("{other:?}"),
        }
    }

    fn pastes(&mut self, text: &str, html: Option<String>) -> Vec<Effect> {
        let text = text.to_owned();
        self.does(Intent::Paste { html, text })
    }

    fn selects(&mut self, targets: &[Target]) {
        self.does(Intent::Select(targets.to_vec()));
    }

    fn cards_in(&self, lane: &str, stage: &str) -> Vec<String> {
        let lane = self.editor.map().lane(&lane.into()).expect("a lane");
        let cards = lane
            .cards()
            .iter()
            .filter(|card| card.stage == stage.into());
        cards.map(|card| card.text.clone()).collect()
    }
}

#[test]
fn cards_are_copied_as_readable_text_and_pasted_with_all_they_had() {
    let mut person = Person::new();
    person.selects(&[card("t1")]);
    let (text, html) = person.copies();
    assert_eq!(text, "Text of t1");
    assert!(html.as_deref().unwrap().contains("<p>Text of t1</p>"));
    person.selects(&[cell("pains", "aware")]);
    assert_eq!(person.pastes(&text, html), []);
    assert_eq!(person.undo_name(), Some("Paste"));
    let [Target::Card(id)] = person.editor.selection().targets() else {
        panic!("the new card is selected");
    };
    let (lane, pasted) = person.editor.map().card(id).unwrap();
    assert_eq!(
        (lane.id.as_str(), pasted.stage.as_str()),
        ("pains", "aware")
    );
    assert_eq!(pasted.channel, Some("store".into()));
    assert_eq!(pasted.personas, ["dewi".into()]);
}

#[test]
fn cards_of_several_cells_keep_their_places_to_each_other() {
    let mut person = Person::new();
    person.selects(&[card("c1"), card("c3"), card("c2"), card("t1")]);
    let (text, html) = person.copies();
    assert_eq!(
        text,
        "\"• Text of c1\n• Text of c3\"\tText of c2\t\n\t\tText of t1"
    );
    person.selects(&[cell("touch", "aware")]);
    person.pastes(&text, html);
    assert_eq!(
        person.cards_in("touch", "aware"),
        ["Text of c1", "Text of c3"]
    );
    assert_eq!(person.cards_in("touch", "drive"), ["Text of c2"]);
    assert_eq!(
        person.cards_in("pains", "buy"),
        ["Text of x1", "Text of t1"]
    );
    // The same as a spreadsheet would give it back.
    let mut other = Person::new();
    other.selects(&[cell("touch", "aware")]);
    other.pastes(&text, None);
    assert_eq!(
        other.cards_in("touch", "aware"),
        ["Text of c1", "Text of c3"]
    );
    assert_eq!(other.cards_in("touch", "drive"), ["Text of c2"]);
}

#[test]
fn pasting_between_maps_finds_what_belongs_together() {
    let mut person = Person::new();
    person.selects(&[card("t1")]);
    let (text, html) = person.copies();
    let mut other = Person::with(blank_map(Language::English));
    other.selects(&[cell("touchpoints", "purchase")]);
    other.pastes(&text, html);
    let Target::Card(id) = &other.editor.selection().targets()[0] else {
        panic!("a card");
    };
    let (_, pasted) = other.editor.map().card(id).unwrap();
    assert_eq!(pasted.channel, Some("store".into()), "by its name");
    assert!(pasted.personas.is_empty(), "Dewi is not here");
}

#[test]
fn stages_lanes_and_personas_are_copied_with_what_is_in_them() {
    let mut person = Person::new();
    person.selects(&[Target::Stage("buy".into())]);
    let (text, html) = person.copies();
    assert_eq!(text, "Purchase");
    person.pastes(&text, html);
    let map = person.editor.map();
    assert_eq!(map.stages.len(), 4);
    let new = map.stages[3].id.to_string();
    assert_eq!(person.cards_in("actions", &new), ["Text of c5"]);
    assert_eq!(person.cards_in("pains", &new), ["Text of x1"]);
    let points = &map.lanes[3].curves()[0].points;
    assert_eq!(points.iter().filter(|p| p.stage.as_str() == new).count(), 1);

    person.selects(&[Target::Lane("actions".into())]);
    let (text, html) = person.copies();
    person.pastes(&text, html);
    assert_eq!(person.editor.map().lanes[1].cards().len(), 6);

    person.selects(&[Target::Persona("dewi".into())]);
    person.acts(Action::Duplicate);
    assert_eq!(person.editor.map().personas.len(), 3);
    assert_eq!(person.undo_name(), Some("Duplicate"));
}

#[test]
fn duplicates_stand_beside_what_they_are_of() {
    let mut person = Person::new();
    person.selects(&[card("c1")]);
    person.acts(Action::Duplicate);
    let texts = person.cards_in("actions", "aware");
    assert_eq!(texts, ["Text of c1", "Text of c1", "Text of c3"]);
    person.selects(&[Target::Point("p1".into())]);
    person.acts(Action::Duplicate);
    let Target::Point(id) = &person.editor.selection().targets()[0] else {
        panic!("a point");
    };
    let (_, curve, copy) = person.editor.map().point(id).unwrap();
    assert_eq!(curve.persona, "dewi".into());
    assert_eq!((copy.value, copy.stage.as_str()), (Some(-1.0), "aware"));
    assert!(copy.at > 0.5);
}

#[test]
fn cutting_deletes_what_was_copied_in_one_step() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    person.selects(&[card("c1"), card("c2")]);
    let effects = person.acts(Action::Cut);
    assert!(matches!(effects.as_slice(), [Effect::Copy { .. }]));
    assert_eq!(person.undo_name(), Some("Cut"));
    assert_eq!(person.ids_in("actions").len(), 3);
    person.acts(Action::Undo);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
}

#[test]
fn a_table_fills_the_grid_and_adds_the_stages_that_it_needs() {
    let mut person = Person::new();
    person.selects(&[cell("touch", "buy")]);
    let effects = person.pastes("Desk\tLetter\nQueue\tSilence\n", None);
    assert_eq!(effects, []);
    assert_eq!(person.editor.map().stages.len(), 4);
    let new = person.editor.map().stages[3].id.to_string();
    assert_eq!(person.cards_in("touch", "buy"), ["Text of t1", "Desk"]);
    assert_eq!(person.cards_in("touch", &new), ["Letter"]);
    assert_eq!(person.cards_in("pains", "buy"), ["Text of x1", "Queue"]);
    assert_eq!(person.cards_in("pains", &new), ["Silence"]);
    assert_eq!(person.undo_name(), Some("Paste"));
}

#[test]
fn what_cannot_be_pasted_is_said() {
    let mut person = Person::new();
    person.does(Intent::Escape);
    let effects = person.pastes("text", None);
    assert!(
        matches!(effects.as_slice(), [Effect::Refused(_)]),
        "nowhere"
    );
    person.selects(&[cell("touch", "buy")]);
    let effects = person.pastes("  \n ", None);
    assert!(
        matches!(effects.as_slice(), [Effect::Refused(_)]),
        "nothing"
    );
    let broken = Some("<div data-jejak-map=\"!!\">x</div>".to_owned());
    assert_eq!(person.pastes("x", broken), [], "the text beside it");
    assert_eq!(person.cards_in("touch", "buy"), ["Text of t1", "x"]);
}

#[test]
fn a_picture_is_of_what_is_selected_else_of_the_map() {
    let mut person = Person::new();
    person.does(Intent::Escape);
    assert_eq!(person.acts(Action::CopyImage), [Effect::CopyImage(None)]);
    person.selects(&[card("c1"), card("c5")]);
    let effects = person.acts(Action::CopyImage);
    let [Effect::CopyImage(Some(area))] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let layout = person.editor.layout();
    for id in ["c1", "c5"] {
        assert!(area.contains_rect(layout.rect_of(&card(id)).unwrap()));
    }
}

#[test]
fn what_is_linked_within_a_copy_stays_linked_to_each_other() {
    let mut person = Person::new();
    let linked = {
        let (_, card) = person.editor.map().card(&"c2".into()).unwrap();
        let mut card = crate::model::Card::clone(card);
        card.answers = vec!["c1".into(), "c3".into()];
        card
    };
    let arrow = |id: &str, from: &str, to: &str| {
        Edit::InsertArrow(std::sync::Arc::new(crate::model::Arrow {
            id: id.into(),
            from: from.into(),
            to: to.into(),
            label: "skips".to_owned(),
            ..Default::default()
        }))
    };
    person.does(Intent::Edit {
        name: "Link",
        edits: vec![
            Edit::ReplaceCard(std::sync::Arc::new(linked)),
            arrow("x", "c1", "c2"),
            arrow("y", "c2", "c3"),
        ],
    });
    // The third card stays behind.
    person.selects(&[card("c1"), card("c2")]);
    let (text, html) = person.copies();
    person.does(Intent::Select(Vec::new()));
    assert_eq!(person.pastes(&text, html), []);
    let map = person.editor.map();
    let made: Vec<_> = person.editor.selection().targets().to_vec();
    let [Target::Card(first), Target::Card(second)] = &made[..] else {
        panic!("{made:?}");
    };
    assert_eq!(map.arrows.len(), 3);
    let pasted = &map.arrows[2];
    assert_eq!((&pasted.from, &pasted.to), (first, second));
    assert_eq!(pasted.label, "skips");
    assert_eq!(
        map.card(second).unwrap().1.answers,
        std::slice::from_ref(first)
    );
    // Without the cards at their ends there are no arrows.
    person.acts(Action::Delete);
    assert_eq!(person.editor.map().arrows.len(), 2);
    person.selects(&[card("c2")]);
    person.acts(Action::Delete);
    assert_eq!(person.editor.map().arrows, []);
}

#[test]
fn a_description_is_copied_of_what_is_selected_else_of_the_map() {
    let mut person = Person::new();
    person.does(Intent::Escape);
    let map = person.editor.map().clone();
    let copied = |person: &mut Person| match person.acts(Action::CopyDescription).as_slice() {
        [
            Effect::Copy {
                text,
                html,
                cuts: false,
            },
        ] => (text.clone(), html.clone().unwrap()),
        other => panic!("nothing is copied: {other:?}"),
    };
    let (all, html) = copied(&mut person);
    assert!(
        map.stages.iter().all(|stage| all.contains(&stage.title)),
        "{all}"
    );
    assert!(html.contains("<h3>"), "{html}");
    let [first, second] = [0, 1].map(|index: usize| map.stages[index].clone());
    person.selects(&[Target::Stage(second.id.clone())]);
    let (of_stage, _) = copied(&mut person);
    assert!(
        of_stage.contains(&second.title) && !of_stage.contains(&first.title),
        "{of_stage}"
    );
}

#[test]
fn a_selected_stop_is_what_is_handed_out() {
    let mut person = Person::new();
    person.does(Intent::Escape);
    assert_eq!(person.editor.stop_to_hand_out(), None);
    let card = person.editor.map().cards().next().unwrap().id.clone();
    person.selects(&[Target::Card(card.clone())]);
    let stop = person.editor.stop_to_hand_out().unwrap();
    assert_eq!(stop.shows, Shows::Cards(vec![card]));
    person.acts(Action::AddStopOfSelection);
    let kept = person.editor.map().stops[0].clone();
    person.selects(&[Target::Stop(kept.id.clone())]);
    assert_eq!(person.editor.stop_to_hand_out().as_ref(), Some(&*kept));
    let copied = person.acts(Action::CopyImage);
    assert_eq!(copied, [Effect::CopyStop(Box::new(Stop::clone(&kept)))]);
}
