//! Pictures that come from outside.

use super::*;
use crate::model::{CardRole, Picture, PictureFormat};

fn picture() -> Picture {
    Picture::new(Vec::new(), PictureFormat::Png, (4, 2)).unwrap()
}

fn pictures_in(person: &Person, lane: &str) -> usize {
    let lane = person.editor.map().lane(&lane.into()).expect("a lane");
    let cards = lane.cards().iter();
    cards.filter(|card| card.picture.is_some()).count()
}

#[test]
fn a_picture_goes_to_the_selected_card_then_beside_it() {
    let mut person = Person::new();
    person.does(Intent::Select(vec![card("c1")]));
    person.does(Intent::PlacePictures(vec![picture()]));
    assert_eq!(person.undo_name(), Some("Place picture"));
    let has_one = |person: &Person| {
        let (_, card) = person.editor.map().card(&"c1".into()).unwrap();
        card.picture.is_some()
    };
    assert!(has_one(&person));
    let (lane, before) = {
        let (lane, _) = person.editor.map().card(&"c1".into()).unwrap();
        (lane.id.to_string(), lane.cards().len())
    };
    person.does(Intent::PlacePictures(vec![picture(), picture()]));
    assert_eq!(pictures_in(&person, &lane), 3);
    let now = person.editor.map().lane(&lane.as_str().into()).unwrap();
    assert_eq!(now.cards().len(), before + 2);
    person.does(Intent::Select(vec![card("c1")]));
    person.acts(Action::RemovePicture);
    assert!(!has_one(&person));
}

#[test]
fn without_a_place_a_storyboard_is_made_for_pictures() {
    let mut person = Person::new();
    person.does(Intent::Select(Vec::new()));
    person.does(Intent::PlacePictures(vec![picture()]));
    let lanes = &person.editor.map().lanes;
    let storyboard = lanes.last().unwrap();
    assert_eq!(storyboard.role(), Some(CardRole::Images));
    assert!(storyboard.cards()[0].picture.is_some());
    person.acts(Action::Undo);
    assert!(
        person
            .editor
            .map()
            .lanes
            .iter()
            .all(|lane| lane.role() != Some(CardRole::Images))
    );
}
