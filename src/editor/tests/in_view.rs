//! What stays in view, and what is brought there.

use super::*;
use crate::model::generate;

/// A map that is larger than the view at its true size.
fn large() -> Person {
    let mut person = Person::with(generate(300, 1));
    person.acts(Action::Zoom100);
    person
}

fn sheet(person: &Person) -> Rect {
    let sheet = Rect::from_origin_size(Point::ZERO, person.editor.layout().size);
    person.editor.camera().screen_rect(sheet)
}

/// So that this point of the sheet is in the upper left corner of the view.
fn scroll_to(person: &mut Person, corner_in_doc: Point) {
    let corner = person.editor.camera().screen_from_doc(corner_in_doc);
    person.does(Intent::Pan(-corner.to_vec2()));
}

#[test]
fn the_sheet_never_leaves_the_view() {
    let mut person = large();
    let view = Rect::from_origin_size(Point::ZERO, person.editor.view());
    let far = 1e6;
    for by in [
        (far, 0.0),
        (-far, 0.0),
        (0.0, far),
        (0.0, -far),
        (-far, -far),
    ] {
        person.does(Intent::Pan(by.into()));
        let shown = sheet(&person).intersect(view);
        assert!(
            shown.width() > 30.0 && shown.height() > 30.0,
            "{by:?}: {shown:?}"
        );
    }
    person.does(Intent::SpaceHeld(true));
    person.drag(Point::new(600.0, 400.0), Point::new(-9000.0, 400.0));
    person.does(Intent::SpaceHeld(false));
    assert!(sheet(&person).intersect(view).width() > 30.0);
    // Far away and small it stays, too.
    let at = Point::new(5.0, 890.0);
    person.does(Intent::Zoom { factor: 0.001, at });
    assert!(sheet(&person).intersect(view).area() > 30.0 * 9.0);
}

#[test]
fn heads_stay_where_the_sheet_is_scrolled_past_them() {
    let mut person = large();
    scroll_to(&mut person, Point::ZERO);
    assert_eq!(person.editor.heads(), Heads::default());
    let layout = person.editor.layout().clone();
    let row = layout.rows[3].clone();
    let below = Point::new(layout.grid.columns[1].x0 + 5.0, row.y + 4.0);
    scroll_to(&mut person, below);
    let heads = person.editor.heads();
    assert!(
        heads.room.width > 100.0 && heads.room.height > 30.0,
        "{heads:?}"
    );

    // What is seen there is what is clicked there.
    let stage = &layout.stages.part.stages[2];
    let column = stage.rect.center().x;
    let at = person
        .editor
        .camera()
        .screen_from_doc(Point::new(column, 0.0))
        .x;
    let on_stage = Point::new(at, heads.room.height / 2.0);
    let (press, release) = (on_stage, on_stage);
    person.press(press);
    person.release(release);
    let selected = Target::Stage(stage.stage.id.clone());
    assert_eq!(person.editor.selection().targets(), [selected]);
    let lane = layout.rows[4].clone();
    let middle = Point::new(0.0, lane.y + 0.5 * lane.part.height);
    let at = person.editor.camera().screen_from_doc(middle).y;
    let on_label = Point::new(heads.room.width / 2.0, at);
    person.press(on_label);
    person.release(on_label);
    let selected = Target::Lane(lane.part.lane.id.clone());
    assert_eq!(person.editor.selection().targets(), [selected]);
    // Nothing lies where both would be.
    assert_eq!(person.editor.target_at(Point::new(3.0, 3.0)), None);
}

#[test]
fn heads_do_not_cover_what_is_brought_into_view_nor_most_of_the_view() {
    let mut person = large();
    let layout = person.editor.layout().clone();
    let cards: Vec<Target> = person
        .editor
        .map()
        .cards()
        .map(|card| Target::Card(card.id.clone()))
        .collect();
    for target in cards.iter().step_by(7) {
        let far = Point::new(layout.size.width, layout.size.height);
        scroll_to(&mut person, far);
        person.editor.reveal(target);
        let (shown, room) = (person.rect(target), person.editor.heads().room);
        assert!(
            shown.x0 >= room.width && shown.y0 >= room.height,
            "{target:?}: {shown:?} {room:?}"
        );
    }
    let at = Point::new(600.0, 450.0);
    person.does(Intent::Zoom { factor: 9.0, at });
    assert_eq!(person.editor.heads(), Heads::default());
}

#[test]
fn zooming_to_a_stage_shows_its_column_and_to_a_lane_its_row() {
    let mut person = Person::new();
    let layout = person.editor.layout().clone();
    let stage = person.editor.map().stages[1].id.clone();
    person.does(Intent::Select(vec![Target::Stage(stage.clone())]));
    person.acts(Action::ZoomSelection);
    let view = Rect::from_origin_size(Point::ZERO, person.editor.view());
    let span = layout
        .grid
        .stages
        .iter()
        .find(|span| span.stage.id == stage)
        .unwrap();
    let last = layout.rows.last().unwrap();
    let column = Rect::new(span.x0, layout.stages.y, span.x1, last.y + last.part.height);
    let shown = person.editor.camera().screen_rect(column);
    assert!(view.contains_rect(shown), "{shown:?}");
    let fills = (shown.width() / view.width()).max(shown.height() / view.height());
    assert!(fills > 0.8, "{shown:?}");

    let lane = last.part.lane.id.clone();
    person.does(Intent::Select(vec![Target::Lane(lane)]));
    person.acts(Action::ZoomSelection);
    let end = Point::new(layout.size.width - crate::layout::MARGIN, last.y);
    assert!(view.contains(person.editor.camera().screen_from_doc(end)));
}

#[test]
fn what_is_found_can_be_read() {
    let mut person = Person::with(generate(300, 1));
    assert!(person.editor.camera().zoom() < 0.5);
    let card = person.editor.map().cards().last().unwrap().clone();
    person.acts(Action::Find);
    person.does(Intent::Find(card.text.clone()));
    assert_eq!(person.editor.camera().zoom(), 1.0);
    let mark = person.editor.find().marks()[0].rect;
    let view = Rect::from_origin_size(Point::ZERO, person.editor.view());
    assert!(view.contains_rect(person.editor.camera().screen_rect(mark)));
    // Where it can be read already, nothing is zoomed.
    let at = Point::new(600.0, 450.0);
    person.does(Intent::Zoom { factor: 0.8, at });
    person.acts(Action::FindNext);
    assert_eq!(person.editor.camera().zoom(), 0.8);
}
