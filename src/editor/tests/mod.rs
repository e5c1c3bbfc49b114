//! The editor driven as a person would, without a screen.

mod clipboard;
mod draw;
mod hand;
mod in_view;
mod lens;
mod links;
mod look;
mod mend;
mod pictures;
mod random;
mod stops;
mod survey;
mod taken_back;
mod to_be;

use std::{collections::HashSet, sync::Arc};

use proptest::prelude::*;

use super::*;
use crate::{
    edit::tests::{edit_from, small_map},
    geom::{Point, Rect, Size, Vec2},
    model::{CardRole, Field, Id, Map, Target},
    scene::Icon,
    text::Fonts,
    words::Language,
};

const NONE: Modifiers = Modifiers {
    command: false,
    shift: false,
    alt: false,
};

/// An editor with a driver's hands; after every intent the map has to be sound.
struct Person {
    editor: Editor,
}

impl Person {
    fn with(map: Map) -> Self {
        let mut person = Self {
            editor: Editor::new(map, Fonts::bundled()),
        };
        person.does(Intent::ViewResized(Size::new(1200.0, 900.0)));
        person
    }

    fn new() -> Self {
        Self::with(small_map())
    }

    fn does(&mut self, intent: Intent) -> Vec<Effect> {
        let told = format!("{intent:?}");
        let effects = self.editor.handle(intent);
        assert_eq!(self.editor.map().check(), [], "after {told}");
        assert_eq!(self.editor.committed().check(), [], "after {told}");
        for target in self.editor.selection().targets() {
            assert!(self.editor.map().has(target), "{target:?} after {told}");
        }
        effects
    }

    fn acts(&mut self, action: Action) -> Vec<Effect> {
        self.does(Intent::Action(action))
    }

    fn presses(&mut self, key: Key) {
        self.presses_with(key, false);
    }

    fn presses_with(&mut self, key: Key, shift: bool) {
        self.press_shortcut(key, shift, false);
    }

    fn presses_command(&mut self, letter: char) {
        self.press_shortcut(Key::Char(letter), false, true);
    }

    fn press_shortcut(&mut self, key: Key, shift: bool, command: bool) {
        let shortcut = Shortcut {
            key,
            command,
            shift,
            alt: false,
        };
        let reach = Reach::Letter;
        self.does(Intent::Pressed(KeyPress { shortcut, reach }));
    }

    fn rect(&self, target: &Target) -> Rect {
        let rect = self.editor.layout().rect_of(target);
        self.editor
            .camera()
            .screen_rect(rect.unwrap_or_else(|| panic!("{target:?} is on the sheet")))
    }

    fn middle(&self, target: &Target) -> Point {
        self.rect(target).center()
    }

    fn press(&mut self, at: Point) {
        let (button, modifiers) = (Button::Primary, NONE);
        self.does(Intent::PointerMoved { at, modifiers });
        self.does(Intent::PointerPressed {
            at,
            button,
            modifiers,
        });
    }

    fn move_to(&mut self, at: Point) {
        let modifiers = NONE;
        self.does(Intent::PointerMoved { at, modifiers });
    }

    fn release(&mut self, at: Point) {
        let (button, modifiers) = (Button::Primary, NONE);
        self.does(Intent::PointerReleased {
            at,
            button,
            modifiers,
        });
    }

    fn click(&mut self, target: &Target) {
        let at = self.middle(target);
        self.press(at);
        self.release(at);
    }

    fn double_click(&mut self, at: Point) {
        for _ in 0..2 {
            self.press(at);
            self.release(at);
        }
        self.does(Intent::DoubleClicked { at });
    }

    /// Presses, and moves to the end in three steps, without a release.
    fn drags(&mut self, from: Point, to: Point) {
        self.press(from);
        for step in 1..=3 {
            self.move_to(from.lerp(to, f64::from(step) / 3.0));
        }
    }

    fn drag(&mut self, from: Point, to: Point) {
        self.drags(from, to);
        self.release(to);
    }

    fn undo_name(&self) -> Option<&'static str> {
        self.editor.history().undo_name()
    }

    fn ids_in(&self, lane: &str) -> Vec<(String, String)> {
        let lane = self.editor.map().lane(&lane.into()).expect("a lane");
        let cards = lane.cards().iter();
        cards
            .map(|card| (card.id.to_string(), card.stage.to_string()))
            .collect()
    }
}

fn card(id: &str) -> Target {
    Target::Card(id.into())
}

fn cell(lane: &str, stage: &str) -> Target {
    Target::Cell {
        lane: lane.into(),
        stage: stage.into(),
        step: None,
    }
}

fn cell_in_step(lane: &str, stage: &str, step: &str) -> Target {
    Target::Cell {
        lane: lane.into(),
        stage: stage.into(),
        step: Some(step.into()),
    }
}

fn has(pairs: &[(String, String)], id: &str, stage: &str) -> bool {
    pairs.contains(&(id.to_owned(), stage.to_owned()))
}

#[test]
fn a_click_selects_and_a_click_beside_lets_go() {
    let mut person = Person::new();
    person.click(&card("c1"));
    assert_eq!(person.editor.selection().only(), Some(&card("c1")));
    person.press(Point::new(2.0, 2.0));
    person.release(Point::new(2.0, 2.0));
    assert!(person.editor.selection().is_empty());
    assert_eq!(person.undo_name(), None);
}

#[test]
fn shift_adds_to_the_selection_and_takes_away_again() {
    let mut person = Person::new();
    person.click(&card("c1"));
    let shift = Modifiers {
        shift: true,
        ..NONE
    };
    for expected in [vec![card("c1"), card("c5")], vec![card("c1")]] {
        let at = person.middle(&card("c5"));
        let button = Button::Primary;
        person.does(Intent::PointerPressed {
            at,
            button,
            modifiers: shift,
        });
        person.does(Intent::PointerReleased {
            at,
            button,
            modifiers: shift,
        });
        assert_eq!(person.editor.selection().targets(), expected);
    }
}

#[test]
fn a_card_drags_to_another_cell_as_one_step() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    let to = person.middle(&cell("pains", "aware"));
    person.drags(person.middle(&card("c5")), to);
    let overlay = person.editor.overlay(Language::English);
    assert_eq!(overlay.slots.len(), 1);
    assert_eq!(overlay.ghosts.len(), 1);
    assert_eq!(person.editor.cursor(), Cursor::Grabbing);
    assert_eq!(
        person.editor.help_line(Language::English),
        "Drop to move to Awareness as: Pain point · hold Ctrl to copy · Esc to cancel"
    );
    assert!(Arc::ptr_eq(person.editor.committed(), &before), "not yet");
    person.release(to);
    assert!(has(&person.ids_in("pains"), "c5", "aware"));
    assert_eq!(person.undo_name(), Some("Move card"));
    assert!(person.editor.is_dirty());
    person.acts(Action::Undo);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
    assert!(!person.editor.is_dirty());
}

#[test]
fn several_selected_cards_drag_together_and_keep_their_order() {
    let mut person = Person::new();
    person.does(Intent::Select(vec![card("c5"), card("c1")]));
    let to = person.middle(&cell("pains", "aware"));
    person.drag(person.middle(&card("c5")), to);
    let pairs = person.ids_in("pains");
    let at = |id| pairs.iter().position(|(known, _)| known == id).unwrap();
    assert!(has(&pairs, "c1", "aware") && has(&pairs, "c5", "aware"));
    assert!(at("c1") < at("c5"));
    assert_eq!(person.undo_name(), Some("Move cards"));
}

#[test]
fn escape_the_right_button_and_lost_focus_give_a_drag_up_without_a_trace() {
    for end in 0..3 {
        let mut person = Person::new();
        let before = person.editor.map().clone();
        let (from, to) = (
            person.middle(&Target::Point("p2".into())),
            person.middle(&cell("feelings", "buy")),
        );
        person.drags(from, to);
        assert!(!Arc::ptr_eq(person.editor.map(), &before), "previewed");
        match end {
            0 => drop(person.does(Intent::Escape)),
            1 => drop(person.does(Intent::PointerPressed {
                at: to,
                button: Button::Secondary,
                modifiers: NONE,
            })),
            _ => drop(person.does(Intent::FocusLost)),
        }
        person.release(to);
        assert!(Arc::ptr_eq(person.editor.map(), &before));
        assert_eq!(person.undo_name(), None);
        let selected = person.editor.selection().only();
        assert_eq!(selected, Some(&Target::Point("p2".into())));
    }
}

#[test]
fn undo_in_the_middle_of_a_drag_gives_up_the_drag_alone() {
    let mut person = Person::new();
    person.click(&card("c1"));
    person.acts(Action::Delete);
    person.drags(
        person.middle(&card("c3")),
        person.middle(&cell("pains", "aware")),
    );
    person.acts(Action::Undo);
    assert_eq!(person.undo_name(), Some("Delete card"));
    assert_eq!(person.editor.overlay(Language::English).ghosts, []);
}

#[test]
fn a_drag_back_to_the_same_place_leaves_no_step() {
    let mut person = Person::new();
    let from = person.middle(&card("c1"));
    person.drags(from, from + Vec2::new(0.0, 30.0));
    person.move_to(from);
    person.release(from);
    assert_eq!(person.undo_name(), None);
    assert!(!person.editor.is_dirty());
}

#[test]
fn less_than_a_few_points_is_no_drag() {
    let mut person = Person::new();
    let from = person.middle(&Target::Point("p2".into()));
    person.press(from);
    person.move_to(from + Vec2::new(0.0, 3.0));
    person.release(from + Vec2::new(0.0, 3.0));
    assert_eq!(person.undo_name(), None);
}

#[test]
fn a_point_drags_in_value_and_over_into_another_stage() {
    let mut person = Person::new();
    let point = Target::Point("p2".into());
    let from = person.middle(&point);
    let there = person.middle(&cell("feelings", "buy"));
    let to = Point::new(there.x, from.y + 10.0);
    person.drags(from, to);
    let tag = person.editor.overlay(Language::English).tag.expect("a tag");
    assert!(tag.text.ends_with(" at Purchase"), "{}", tag.text);
    person.release(to);
    let map = person.editor.map().clone();
    let (_, _, moved) = map.point(&"p2".into()).unwrap();
    assert_eq!(moved.stage.as_str(), "buy");
    assert!(moved.value.unwrap() < 1.0);
    assert!((moved.at - 0.5).abs() < 0.02, "{}", moved.at);
    assert_eq!(person.undo_name(), Some("Move point"));
}

#[test]
fn stages_and_lanes_drag_to_another_place() {
    let mut person = Person::new();
    let first = Target::Stage("aware".into());
    let last = person.rect(&Target::Stage("buy".into()));
    person.drags(
        person.middle(&first),
        Point::new(last.x1 - 4.0, last.center().y),
    );
    assert!(person.editor.overlay(Language::English).bar.is_some());
    person.release(Point::new(last.x1 - 4.0, last.center().y));
    let order = |map: &Map| {
        map.stages
            .iter()
            .map(|s| s.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(order(person.editor.map()), ["drive", "buy", "aware"]);
    assert_eq!(person.undo_name(), Some("Move stage"));

    let top = person.rect(&Target::Lane("actions".into()));
    let from = person.middle(&Target::Lane("figures".into()));
    person.drag(from, Point::new(top.center().x, top.y0 + 2.0));
    assert_eq!(person.editor.map().lanes[0].id.as_str(), "figures");
    assert_eq!(person.undo_name(), Some("Move lane"));
}

#[test]
fn a_text_is_written_in_place_as_one_step() {
    let mut person = Person::new();
    let text = |person: &Person| {
        person
            .editor
            .map()
            .card(&"c1".into())
            .unwrap()
            .1
            .text
            .clone()
    };
    person.double_click(person.middle(&card("c1")));
    let edit = person.editor.text_edit().expect("a text edit").clone();
    assert_eq!((edit.target, edit.field), (card("c1"), Field::Text));
    assert!(person.editor.text_edit_place().is_some());
    person.does(Intent::TextTyped("A".to_owned()));
    person.does(Intent::TextTyped("Asks a friend".to_owned()));
    assert_eq!(text(&person), "Asks a friend", "previewed");
    assert!(person.editor.is_dirty());
    person.does(Intent::CancelText);
    assert_eq!(text(&person), "Text of c1");
    assert!(!person.editor.is_dirty());

    person.acts(Action::EditText);
    person.does(Intent::TextTyped("Asks a friend".to_owned()));
    assert_eq!(
        person.acts(Action::Save),
        [Effect::Outside(OutsideAction::Save)]
    );
    assert_eq!(
        person.editor.committed().card(&"c1".into()).unwrap().1.text,
        "Asks a friend"
    );
    assert_eq!(person.undo_name(), Some("Edit text"));
}

#[test]
fn everything_that_has_a_text_is_written_in_place() {
    let mut person = Person::new();
    let places = person.editor.layout().places();
    let targets: HashSet<_> = places.into_iter().map(|place| place.target).collect();
    // A lane of channels shows their names in the place of its own.
    let matrix = Target::Lane("matrix".into());
    let has_text = |target: &Target| target.main_field().is_some() && *target != matrix;
    let written: Vec<_> = targets.into_iter().filter(has_text).collect();
    assert!(written.len() > 20);
    for target in written {
        person.does(Intent::Select(vec![target.clone()]));
        person.acts(Action::EditText);
        let edit = person.editor.text_edit();
        assert_eq!(edit.map(|edit| &edit.target), Some(&target));
        assert!(person.editor.text_edit_place().is_some(), "{target:?}");
        person.does(Intent::Escape);
    }
    assert_eq!(person.undo_name(), None);
}

#[test]
fn arrows_go_from_card_to_card_and_into_empty_cells() {
    let mut person = Person::new();
    person.click(&card("c1"));
    for (direction, expected) in [
        (Direction::Down, card("c3")),
        (Direction::Up, card("c1")),
        (Direction::Right, card("c2")),
        (Direction::Right, card("c4")),
        (Direction::Right, card("c5")),
        (Direction::Down, card("t1")),
        (Direction::Left, cell_in_step("touch", "drive", "go")),
    ] {
        person.acts(Action::Select(direction));
        assert_eq!(person.editor.selection().only(), Some(&expected));
    }
}

/// Above and below a cell stand dots, which begin further to the right within its column.
#[test]
fn arrows_stay_in_the_row_of_an_empty_cell() {
    let mut person = Person::with(blank_map(Language::English));
    let stages: Vec<Id> = person
        .editor
        .map()
        .stages
        .iter()
        .map(|s| s.id.clone())
        .collect();
    for lane in ["actions", "touchpoints", "thoughts", "pains"] {
        person.does(Intent::Select(vec![cell(lane, stages[0].as_str())]));
        let way = stages.iter().skip(1);
        let way = way.map(|stage| (Direction::Right, stage));
        let back = stages
            .iter()
            .rev()
            .skip(1)
            .map(|stage| (Direction::Left, stage));
        for (direction, stage) in way.chain(back) {
            person.acts(Action::Select(direction));
            let expected = cell(lane, stage.as_str());
            assert_eq!(person.editor.selection().only(), Some(&expected));
        }
    }
}

#[test]
fn the_wheel_goes_on_working_in_the_middle_of_a_drag() {
    let mut person = Person::new();
    let there = person.rect(&cell("pains", "aware"));
    let from = person.middle(&card("c5"));
    let slot = |person: &Person| person.editor.overlay(Language::English).slots;
    person.drags(from, from + Vec2::new(0.0, 6.0));
    let before = slot(&person);
    person.does(Intent::Pan(from - there.center()));
    assert_ne!(slot(&person), before);
    person.release(from + Vec2::new(0.0, 6.0));
    assert!(has(&person.ids_in("pains"), "c5", "aware"));
}

#[test]
fn a_value_that_is_no_number_is_told_and_changes_nothing() {
    let mut person = Person::new();
    person.does(Intent::StartText {
        target: Target::Metric("m1".into()),
        field: Field::Value,
    });
    person.does(Intent::TextTyped("4,6 / 5".to_owned()));
    person.does(Intent::TextTyped("very good".to_owned()));
    let effects = person.does(Intent::CommitText);
    assert!(matches!(effects.as_slice(), [Effect::Refused(_)]));
    assert_eq!(person.undo_name(), None);
}

#[test]
fn a_card_is_added_where_a_cell_is_double_clicked() {
    let mut person = Person::new();
    person.double_click(person.middle(&cell("pains", "aware")));
    person.does(Intent::TextTyped("Too far away".to_owned()));
    person.does(Intent::CommitText);
    let lane = person.editor.map().lane(&"pains".into()).unwrap().clone();
    let added = lane.cards().iter().find(|card| card.text == "Too far away");
    assert_eq!(added.expect("the card").stage.as_str(), "aware");
    assert_eq!(person.undo_name(), Some("Add card"));
    person.acts(Action::Undo);
    assert!(!person.editor.is_dirty());
}

#[test]
fn a_card_that_was_never_written_on_is_not_kept() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    person.click(&card("c1"));
    person.acts(Action::AddCard);
    assert!(person.editor.text_edit().is_some());
    assert!(!person.editor.is_dirty());
    person.does(Intent::CommitText);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
    assert_eq!(person.undo_name(), None);
}

#[test]
fn a_card_is_added_below_the_selected_one() {
    let mut person = Person::new();
    person.click(&card("c1"));
    person.acts(Action::AddCard);
    person.does(Intent::TextTyped("Second".to_owned()));
    person.does(Intent::CommitText);
    let lane = person.editor.map().lanes[0].clone();
    let in_stage = lane.cards().iter().filter(|c| c.stage.as_str() == "aware");
    let texts: Vec<_> = in_stage.map(|c| c.text.as_str()).collect();
    assert_eq!(texts, ["Text of c1", "Second", "Text of c3"]);
}

#[test]
fn a_place_of_the_channels_turns_over() {
    let mut person = Person::new();
    let dot = |channel: &str, stage: &str| Target::Dot {
        lane: "matrix".into(),
        channel: channel.into(),
        stage: stage.into(),
    };
    let is_on = |person: &Person, channel: &str, stage: &str| {
        let map = person.editor.map();
        let lane = map.lane(&"matrix".into()).unwrap();
        map.channel_in_stage(lane, &channel.into(), &stage.into())
    };
    assert!(is_on(&person, "store", "buy"), "by a touchpoint");
    person.click(&dot("store", "buy"));
    assert!(!is_on(&person, "store", "buy"));
    person.acts(Action::ToggleMark);
    assert!(is_on(&person, "store", "buy"));
    assert_eq!(
        person
            .editor
            .map()
            .lane(&"matrix".into())
            .unwrap()
            .marks()
            .len(),
        1
    );
    person.click(&dot("web", "buy"));
    assert!(is_on(&person, "web", "buy"));
    person.acts(Action::Delete);
    assert!(!is_on(&person, "web", "buy"));
}

#[test]
fn several_things_are_deleted_in_one_step() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    person.does(Intent::Select(vec![
        Target::Stage("buy".into()),
        card("c5"),
        card("c1"),
        Target::Line {
            above: "pains".into(),
        },
        Target::Lane("pains".into()),
        Target::Step("go".into()),
        Target::Persona("dewi".into()),
    ]));
    assert_eq!(person.acts(Action::Delete), []);
    let beside = person.editor.map().personas[0].id.clone();
    let selection = person.editor.selection();
    assert_eq!(selection.targets(), [Target::Persona(beside)]);
    assert_eq!(person.editor.map().stages.len(), 2);
    person.acts(Action::Undo);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
}

#[test]
fn selecting_makes_no_step_and_does_not_clear_redo() {
    let mut person = Person::new();
    person.click(&card("c1"));
    person.acts(Action::Delete);
    person.acts(Action::Undo);
    person.click(&card("c5"));
    assert_eq!(person.editor.history().redo_name(), Some("Delete card"));
    assert_eq!(
        Action::Redo.label(Some(&person.editor), Language::English),
        "Redo delete card"
    );
}

#[test]
fn alt_and_an_arrow_move_what_is_selected() {
    let mut person = Person::new();
    person.click(&card("c3"));
    person.acts(Action::Move(Direction::Up));
    assert_eq!(person.ids_in("actions")[0].0, "c3");
    person.acts(Action::Move(Direction::Right));
    let map = person.editor.map().clone();
    let (_, moved) = map.card(&"c3".into()).unwrap();
    assert_eq!(
        (moved.stage.as_str(), moved.step.as_ref()),
        ("drive", Some(&"book".into()))
    );
    person.does(Intent::Select(vec![Target::Stage("aware".into())]));
    let refused = person.acts(Action::Move(Direction::Left));
    assert!(matches!(refused.as_slice(), [Effect::Refused(_)]));
}

#[test]
fn the_sheet_is_panned_and_zoomed_at_the_pointer_and_layout_stays() {
    let mut person = Person::new();
    let (layout, scene) = (
        person.editor.layout().clone(),
        person.editor.scene().clone(),
    );
    let at = Point::new(300.0, 200.0);
    let before = person.editor.camera();
    person.does(Intent::Zoom { factor: 2.0, at });
    let camera = person.editor.camera();
    let way = camera.doc_from_screen(at) - before.doc_from_screen(at);
    assert!(way.hypot() < 1e-9);
    person.does(Intent::SpaceHeld(true));
    person.drag(at, at + Vec2::new(50.0, 20.0));
    let moved = person
        .editor
        .camera()
        .screen_from_doc(camera.doc_from_screen(at))
        - at;
    assert!((moved - Vec2::new(50.0, 20.0)).hypot() < 1e-9);
    person.does(Intent::SpaceHeld(false));
    person.acts(Action::Zoom100);
    assert_eq!(person.editor.camera().zoom(), 1.0);
    assert!(Arc::ptr_eq(&layout, person.editor.layout()));
    assert!(Arc::ptr_eq(&scene, person.editor.scene()));
}

#[test]
fn a_panel_previews_and_commits_one_step() {
    let mut person = Person::new();
    let rename = |text: &str| Intent::Preview {
        name: "Edit text",
        edits: vec![crate::edit::Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: text.to_owned(),
        }],
    };
    person.does(rename("A"));
    person.does(rename("AB"));
    assert_eq!(person.editor.map().title, "AB");
    assert!(person.editor.is_dirty());
    // The panel learns only after the press that it lost the keyboard.
    let from = person.middle(&card("c1"));
    let to = person.middle(&cell("pains", "aware"));
    person.press(from);
    person.does(Intent::CommitPreview);
    person.move_to(to);
    person.release(to);
    assert_eq!(person.undo_name(), Some("Move card"));
    person.acts(Action::Undo);
    assert_eq!(person.undo_name(), Some("Edit text"));
    person.acts(Action::Undo);
    assert_eq!(person.editor.map().title, "Buying a car");
    person.does(rename("C"));
    person.does(Intent::CancelPreview);
    assert!(!person.editor.is_dirty());
}

#[test]
fn a_panel_never_keeps_half_of_what_was_typed() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    for text in ["1", "", "abc"] {
        let edit = crate::edit::Edit::SetText {
            target: Target::Metric("m1".into()),
            field: Field::Value,
            text: text.to_owned(),
        };
        let edits = vec![edit];
        person.does(Intent::Preview {
            name: "Edit text",
            edits,
        });
    }
    let effects = person.does(Intent::CommitPreview);
    assert!(matches!(effects.as_slice(), [Effect::Refused(_)]));
    assert!(Arc::ptr_eq(person.editor.map(), &before));
    assert_eq!(
        person.acts(Action::Save),
        [Effect::Outside(OutsideAction::Save)]
    );
}

#[test]
fn every_addition_leaves_a_sound_map_and_one_step() {
    // These need something that is there already, or a click.
    let needy = [Action::RemoveLine, Action::DrawToBe, Action::DrawCurve];
    let adds = Action::all().into_iter();
    let adds = adds.filter(|action| action.menu() == Some(Menu::Insert) && !needy.contains(action));
    for map in [small_map(), blank_map(Language::Indonesian)] {
        for action in adds.clone() {
            let mut person = Person::with(map.clone());
            let lane = person.editor.map().lanes[0].id.clone();
            let stage = person.editor.map().stages[0].id.clone();
            let step = None;
            person.does(Intent::Select(vec![Target::Cell { lane, stage, step }]));
            assert_eq!(person.acts(action), [], "{action:?}");
            if person.editor.text_edit().is_some() {
                person.does(Intent::TextTyped("Name".to_owned()));
                person.does(Intent::CommitText);
            }
            assert!(person.undo_name().is_some(), "{action:?}");
            person.acts(Action::Undo);
            assert_eq!(**person.editor.map(), map, "{action:?}");
        }
    }
}

#[test]
fn a_blank_map_is_sound_and_an_empty_one_can_be_filled() {
    for language in Language::ALL {
        assert_eq!(blank_map(language).check(), []);
    }
    let mut person = Person::with(Map::default());
    let refused = person.acts(Action::AddCardOf(CardRole::Thoughts));
    assert!(matches!(refused.as_slice(), [Effect::Refused(_)]));
    person.acts(Action::AddStage);
    person.does(Intent::CommitText);
    person.acts(Action::AddCardOf(CardRole::Thoughts));
    person.does(Intent::TextTyped("Hm".to_owned()));
    person.does(Intent::CommitText);
    assert_eq!(person.editor.map().cards().count(), 1);
    let id = Id::from("stage1");
    assert!(person.editor.map().stage(&id).is_some());
}

#[test]
fn names_are_unique_and_everything_has_words() {
    let mut names = HashSet::new();
    for action in Action::all() {
        assert!(names.insert(action.name()), "{action:?}");
        assert!(action.description().ends_with('.'), "{action:?}");
        let icon = action.icon();
        assert!(
            icon.is_none_or(|name| Icon::named(name).is_some()),
            "{icon:?}"
        );
        let named_in_itself = matches!(action, Action::UseLanguage(_));
        let words = [
            Some(action.name()),
            Some(action.description()),
            action.submenu(),
        ];
        let why = action.enabled(None).err();
        for english in words.into_iter().chain([why]).flatten() {
            let known = Language::Indonesian.knows(english);
            assert!(known || named_in_itself, "{english}");
        }
    }
    assert_eq!(
        names.len(),
        Action::all().iter().collect::<HashSet<_>>().len()
    );
}

#[test]
fn no_two_actions_that_are_enabled_together_share_a_shortcut() {
    let mut person = Person::new();
    let map = person.editor.map().clone();
    let mut targets: Vec<_> = person.editor.layout().places();
    assert!(targets.len() > map.cards().count());
    targets.sort_by(|a, b| a.target.cmp(&b.target));
    for place in targets {
        person.does(Intent::Select(vec![place.target.clone()]));
        let mut taken = HashSet::new();
        for action in Action::all() {
            if action.enabled(Some(&person.editor)).is_ok() {
                for shortcut in action.shortcuts() {
                    assert!(taken.insert(shortcut), "{action:?} with {place:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_enabled_is_done_and_what_is_not_says_why() {
    for target in [
        card("c1"),
        cell("feelings", "buy"),
        Target::Stage("buy".into()),
    ] {
        for action in Action::all() {
            let mut person = Person::new();
            person.does(Intent::Select(vec![target.clone()]));
            let enabled = action.enabled(Some(&person.editor));
            let effects = person.acts(action);
            if let Err(why) = enabled {
                assert!(Language::Indonesian.knows(why), "{why}");
            }
            if let Some(step) = person.undo_name() {
                assert!(Language::Indonesian.knows(step), "{step}");
            }
            let refused = matches!(effects.as_slice(), [Effect::Refused(_)]);
            assert_eq!(
                refused,
                enabled.is_err(),
                "{action:?} on {target:?}: {effects:?}"
            );
        }
    }
}

/// Four numbers choose an intent.
fn intent_from(choice: (u8, u8, u8, u8), map: &Map) -> Intent {
    let (kind, a, b, c) = choice;
    let at = Point::new(f64::from(a) * 5.0, f64::from(b) * 3.8);
    let button = match c {
        0..=229 => Button::Primary,
        230..=240 => Button::Secondary,
        _ => Button::Middle,
    };
    let modifiers = Modifiers {
        shift: c % 7 == 0,
        ..NONE
    };
    let actions = Action::all();
    match kind % 20 {
        0..=4 => Intent::PointerMoved { at, modifiers },
        5..=7 => Intent::PointerPressed {
            at,
            button,
            modifiers,
        },
        8 | 9 => Intent::PointerReleased {
            at,
            button,
            modifiers,
        },
        10 => Intent::DoubleClicked { at },
        11 => Intent::Escape,
        12 => Intent::TextTyped(format!("{c} texts")),
        13 => Intent::CommitText,
        14 => Intent::Zoom {
            factor: f64::from(c) / 100.0,
            at,
        },
        15 => Intent::Preview {
            name: "Edit",
            edits: vec![edit_from((a, b, c, kind), map)],
        },
        16 => Intent::Edit {
            name: "Edit",
            edits: vec![edit_from((a, b, c, kind), map)],
        },
        17 => Intent::SpaceHeld(c > 200),
        _ => Intent::Action(actions[(usize::from(a) * 256 + usize::from(b)) % actions.len()]),
    }
}

#[test]
fn what_is_tried_in_a_panel_does_not_outlast_it_in_a_talk() {
    let mut person = Person::new();
    person.acts(Action::Present);
    person.does(Intent::Preview {
        name: "Edit",
        edits: vec![edit_from((255, 0, 0, 255), person.editor.map())],
    });
    person.does(Intent::Escape);
    assert!(!person.editor.is_dirty());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn whatever_a_person_does_the_map_stays_sound_and_all_of_it_can_be_undone(
        choices in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..60),
    ) {
        let mut person = Person::new();
        let start = person.editor.map().clone();
        for choice in choices {
            let (kind, a, b, c) = choice;
            if kind < 80 {
                let places = person.editor.layout().places();
                let taken = &places[(usize::from(a) * 7 + usize::from(kind)) % places.len()];
                let from = person.middle(&taken.target);
                let to = Point::new(f64::from(b) * 4.7, f64::from(c) * 3.5);
                person.drags(from, to);
                if kind < 60 {
                    person.release(to);
                }
            } else {
                let intent = intent_from(choice, person.editor.map());
                person.does(intent);
            }
            person.editor.overlay(Language::Indonesian);
            person.editor.help_line(Language::Indonesian);
        }
        person.does(Intent::FocusLost);
        person.does(Intent::Escape);
        while person.undo_name().is_some() {
            person.acts(Action::Undo);
        }
        prop_assert!(Arc::ptr_eq(person.editor.map(), &start));
        prop_assert!(!person.editor.is_dirty());
    }

    #[test]
    fn a_cancelled_drag_from_anywhere_to_anywhere_leaves_the_map_as_it_was(
        from in (0.0..1200.0, 0.0..900.0),
        to in (-200.0..1400.0, -200.0..1100.0),
    ) {
        let mut person = Person::new();
        let before = person.editor.map().clone();
        person.drags(from.into(), to.into());
        person.does(Intent::Escape);
        person.release(to.into());
        prop_assert!(Arc::ptr_eq(person.editor.map(), &before));
        prop_assert_eq!(person.undo_name(), None);
    }
}
