//! What Esc takes back of a text, and what brings it back.

use super::*;
use crate::model::LaneType;

#[test]
fn escape_leaves_a_new_card_to_redo() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    person.click(&cell("pains", "aware"));
    person.does(Intent::Typed("First".to_owned()));
    let told = person.does(Intent::CancelText);
    assert_eq!(told, [Effect::TakenBack("Add card")]);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
    assert!(!person.editor.is_dirty());
    assert_eq!(
        person.editor.selection().targets(),
        [cell("pains", "aware")]
    );
    person.acts(Action::Redo);
    let is_back = |person: &Person| person.editor.map().cards().any(|card| card.text == "First");
    assert!(is_back(&person));
    person.acts(Action::Undo);
    assert!(!is_back(&person));
}

#[test]
fn escape_leaves_what_was_written_over_to_redo_however_it_comes() {
    for escape in [Intent::CancelText, Intent::Escape] {
        let mut person = Person::new();
        person.double_click(person.middle(&card("c1")));
        person.does(Intent::TextTyped("Asks a friend".to_owned()));
        assert_eq!(person.does(escape), [Effect::TakenBack("Edit text")]);
        let text = |person: &Person| {
            let (_, card) = person.editor.map().card(&"c1".into()).expect("there");
            card.text.clone()
        };
        assert_eq!(text(&person), "Text of c1");
        person.acts(Action::Redo);
        assert_eq!(text(&person), "Asks a friend");
    }
}

#[test]
fn escape_leaves_a_lane_just_made_to_redo() {
    let mut person = Person::new();
    let count = person.editor.map().lanes.len();
    person.does(Intent::AddLaneAt(LaneType::Emotion, 0));
    person.does(Intent::TextTyped("How it feels".to_owned()));
    person.does(Intent::Escape);
    assert_eq!(person.editor.map().lanes.len(), count);
    person.acts(Action::Redo);
    assert_eq!(person.editor.map().lanes[0].title, "How it feels");
}

#[test]
fn escape_keeps_a_new_point_and_leaves_its_label_to_redo() {
    let mut person = Person::new();
    person.click(&Target::Point("p1".into()));
    person.acts(Action::AddPoint);
    let edit = person.editor.text_edit().expect("its label").clone();
    person.does(Intent::TextTyped("Relief".to_owned()));
    assert_eq!(
        person.does(Intent::Escape),
        [Effect::TakenBack("Edit text")]
    );
    let label = |person: &Person| person.editor.map().text(&edit.target, Field::Label);
    assert_eq!(label(&person).as_deref(), Some(""));
    assert_eq!(person.undo_name(), Some("Add point"));
    person.acts(Action::Redo);
    assert_eq!(label(&person).as_deref(), Some("Relief"));
}

#[test]
fn escape_leaves_what_a_panel_previewed_to_redo() {
    let mut person = Person::new();
    let title = |text: &str| Intent::Preview {
        name: "Edit text",
        edits: vec![crate::edit::Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: text.to_owned(),
        }],
    };
    person.does(title("A"));
    person.does(title("AB"));
    let told = person.does(Intent::CancelPreview);
    assert_eq!(told, [Effect::TakenBack("Edit text")]);
    assert_eq!(person.editor.map().title, "Buying a car");
    assert!(!person.editor.is_dirty());
    person.acts(Action::Redo);
    assert_eq!(person.editor.map().title, "AB");
}

#[test]
fn escape_takes_nothing_from_redo_where_nothing_was_written() {
    let mut person = Person::new();
    person.click(&card("c1"));
    person.acts(Action::Delete);
    person.acts(Action::Undo);
    person.click(&card("c1"));
    person.acts(Action::EditText);
    assert_eq!(person.does(Intent::Escape), []);
    person.click(&cell("pains", "aware"));
    person.acts(Action::AddCard);
    assert!(person.editor.text_edit().is_some());
    assert_eq!(person.does(Intent::Escape), []);
    assert!(person.editor.history().redo_name().is_some());
}
