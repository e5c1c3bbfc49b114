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
        // A third of the view, and yet every column may be brought clear of its right edge.
        let shown = sheet(&person).intersect(view);
        let third = (view.width() / 3.0 - 1.0, view.height() / 3.0 - 1.0);
        assert!(
            shown.width() > third.0 && shown.height() > third.1,
            "{by:?}: {shown:?}"
        );
        if by.0 < 0.0 {
            assert!(shown.x1 < 0.6 * view.width(), "{shown:?}");
        }
    }
    person.does(Intent::SpaceHeld(true));
    person.drag(Point::new(600.0, 400.0), Point::new(-9000.0, 400.0));
    person.does(Intent::SpaceHeld(false));
    assert!(sheet(&person).intersect(view).width() > view.width() / 3.0 - 1.0);
    // Far away and small all of it stays.
    let at = Point::new(5.0, 890.0);
    person.does(Intent::Zoom { factor: 0.001, at });
    person.does(Intent::Pan((far, far).into()));
    let (shown, whole) = (sheet(&person).intersect(view), sheet(&person));
    assert!((shown.area() - whole.area()).abs() < 1.0, "{shown:?}");
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
    // Where they would take most of the view they are smaller, and still what is clicked there.
    let row = layout.rows[3].clone();
    let below = Point::new(layout.grid.columns[1].x0 + 5.0, row.y + 4.0);
    scroll_to(&mut person, below);
    let at = Point::new(600.0, 450.0);
    person.does(Intent::Zoom { factor: 6.0, at });
    let (heads, view) = (person.editor.heads(), person.editor.view());
    assert!(heads.scale.x < 1.0 && heads.scale.y < 1.0, "{heads:?}");
    assert!(heads.room.width > 100.0 && heads.room.width < 0.4 * view.width);
    assert!(heads.room.height > 100.0 && heads.room.height < 0.4 * view.height);
    let camera = person.editor.camera();
    let at = Point::new(heads.room.width + 50.0, heads.room.height / 3.0);
    let x = camera.doc_from_screen(at).x;
    let mut stages = layout.stages.part.stages.iter();
    let stage = stages.rfind(|stage| stage.rect.x0 <= x).unwrap();
    person.press(at);
    person.release(at);
    let selected = Target::Stage(stage.stage.id.clone());
    assert_eq!(person.editor.selection().targets(), [selected]);
    let at = Point::new(heads.room.width / 2.0, heads.room.height + 60.0);
    let y = camera.doc_from_screen(at).y;
    let row = layout.rows.iter().rfind(|row| row.y <= y).unwrap();
    person.press(at);
    person.release(at);
    let selected = Target::Lane(row.part.lane.id.clone());
    assert_eq!(person.editor.selection().targets(), [selected]);
}

/// Takes a persona who has much to say into the map.
fn fill_head(person: &mut Person) {
    let persona = crate::model::Persona {
        id: "new".into(),
        name: "Somebody with much to say".to_owned(),
        quote: "It goes on and on, and then on again. ".repeat(12),
        ..Default::default()
    };
    person.does(Intent::Edit {
        name: "Add persona",
        edits: vec![crate::edit::Edit::InsertPersona {
            index: usize::MAX,
            persona: Arc::new(persona),
        }],
    });
}

#[test]
fn what_is_looked_at_stays_where_it_is_while_the_head_grows() {
    let mut person = large();
    let layout = person.editor.layout().clone();
    let row = layout.rows[2].clone();
    scroll_to(&mut person, Point::new(0.0, row.y - 200.0));
    let card = row.part.lane.cards()[0].id.clone();
    for selected in [vec![Target::Card(card.clone())], Vec::new()] {
        person.editor.select(selected);
        let before = person.rect(&Target::Card(card.clone()));
        fill_head(&mut person);
        let grown = person.editor.layout().rows[2].y - row.y;
        assert!(grown > 30.0, "{grown}");
        let now = person.rect(&Target::Card(card.clone()));
        assert!((now.y0 - before.y0).abs() < 0.01, "{before:?} {now:?}");
        person.acts(Action::Undo);
        let back = person.rect(&Target::Card(card.clone()));
        assert!((back.y0 - before.y0).abs() < 0.01, "{before:?} {back:?}");
    }
    // What is written in the head grows where it stands.
    scroll_to(&mut person, Point::new(0.0, -10.0));
    let first = Target::Persona(person.editor.map().personas[0].id.clone());
    person.editor.select([first.clone()]);
    let before = person.rect(&first);
    fill_head(&mut person);
    assert!((person.rect(&first).y0 - before.y0).abs() < 0.01);
    // A drag that is given up leaves no trace.
    let (from, far) = (person.middle(&Target::Title), Point::new(600.0, 450.0));
    let camera = person.editor.camera();
    person.drags(from, far);
    person.does(Intent::Escape);
    assert_eq!(person.editor.camera(), camera);
}

#[test]
fn of_a_persona_at_hand_the_own_top_stays_and_the_lanes_below_make_room() {
    let mut person = large();
    scroll_to(&mut person, Point::new(0.0, 20.0));
    let persona = person.editor.map().personas[0].clone();
    let box_of = Target::Persona(persona.id.clone());
    person.editor.select([box_of.clone()]);
    let lane = Target::Lane(person.editor.map().lanes[0].id.clone());
    let (before, lane_before) = (person.rect(&box_of), person.rect(&lane));
    let told = |goals: usize| {
        let goals = (0..goals).map(|n| format!("Goal {n}")).collect();
        let persona = crate::model::Persona {
            goals,
            ..(*persona).clone()
        };
        crate::edit::Edit::ReplacePersona(Arc::new(persona))
    };
    let edit = |person: &mut Person, edit| {
        person.does(Intent::Edit {
            name: "Change persona",
            edits: vec![edit],
        });
    };
    edit(&mut person, told(14));
    let (now, lane_now) = (person.rect(&box_of), person.rect(&lane));
    assert!((now.y0 - before.y0).abs() < 0.01, "{before:?} {now:?}");
    let grown = now.height() - before.height();
    assert!(grown > 60.0, "{grown}");
    // What is written grows before one's eyes; what is below it has to make room.
    assert!(
        lane_now.y0 > lane_before.y0 + 60.0,
        "{lane_before:?} {lane_now:?}"
    );
    // Whatever grows above it in the head does not push it away.
    let title = "A title that takes more than one line of the head. ".repeat(9);
    edit(
        &mut person,
        crate::edit::Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: title,
        },
    );
    let pushed = person.rect(&box_of);
    assert!(
        (pushed.y0 - before.y0).abs() < 0.01,
        "{before:?} {pushed:?}"
    );
    assert!(
        person
            .editor
            .layout()
            .header
            .part
            .title
            .paragraph
            .lines
            .len()
            > 1
    );
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
