//! Selecting, moving, making and writing by hand.

use super::*;

const COMMAND: Modifiers = Modifiers {
    command: true,
    ..NONE
};

impl Person {
    fn move_with(&mut self, at: Point, modifiers: Modifiers) {
        self.does(Intent::PointerMoved { at, modifiers });
    }

    fn selected(&self) -> &[Target] {
        self.editor.selection().targets()
    }

    fn help(&self) -> String {
        self.editor.help_line(Language::English)
    }

    fn texts_of(&self, lane: &str, stage: &str) -> Vec<String> {
        let lane = self.editor.map().lane(&lane.into()).expect("a lane");
        let cards = lane
            .cards()
            .iter()
            .filter(|card| card.stage == stage.into());
        cards.map(|card| card.text.clone()).collect()
    }

    fn types(&mut self, text: &str) {
        self.does(Intent::Typed(text.to_owned()));
    }

    fn ends_text(&mut self, onward: Onward) {
        self.does(Intent::CommitTextAnd(onward));
    }
}

#[test]
fn cards_make_room_for_the_one_that_is_carried() {
    let mut person = Person::new();
    let stood = person.rect(&card("c3"));
    let above = person.middle(&card("c1")) - Vec2::new(0.0, 3.0);
    person.drags(person.middle(&card("c5")), above);
    assert!(
        person.rect(&card("c3")).y0 > stood.y0 + 5.0,
        "c3 has moved down"
    );
    let overlay = person.editor.overlay(Language::English);
    assert_eq!(overlay.slots.len(), 1);
    let ghost = &overlay.ghosts[0];
    assert!(
        ghost
            .rect
            .contains(person.editor.camera().doc_from_screen(above))
    );
    person.does(Intent::Escape);
    assert_eq!(person.rect(&card("c3")), stood);
    assert_eq!(person.undo_name(), None);
}

#[test]
fn ctrl_copies_what_is_carried_whenever_it_is_pressed() {
    let mut person = Person::new();
    let to = person.middle(&cell("pains", "aware"));
    person.drags(person.middle(&card("c5")), to);
    assert_eq!(person.ids_in("actions").len(), 4);
    person.move_with(to, COMMAND);
    assert_eq!(person.ids_in("actions").len(), 5, "it stays");
    assert_eq!(person.editor.cursor(), Cursor::Copy);
    assert!(
        person
            .help()
            .starts_with("Drop to copy to Awareness as: Pain point")
    );
    person.move_with(to, NONE);
    assert_eq!(person.ids_in("actions").len(), 4);
    person.move_with(to, COMMAND);
    person.does(Intent::PointerReleased {
        at: to,
        button: Button::Primary,
        modifiers: COMMAND,
    });
    assert_eq!(person.undo_name(), Some("Copy card"));
    assert_eq!(person.texts_of("pains", "aware"), ["Text of c5"]);
    assert_eq!(person.texts_of("actions", "buy"), ["Text of c5"]);
    assert_eq!(person.selected().len(), 1);
    assert_ne!(person.selected()[0], card("c5"), "the copy is selected");
}

#[test]
fn a_marquee_selects_what_it_touches_and_escape_takes_it_back() {
    let mut person = Person::new();
    person.click(&card("c5"));
    let (first, last) = (person.rect(&card("c1")), person.rect(&card("c3")));
    let from = Point::new(first.x0 - 3.0, first.y0 - 3.0);
    person.drags(from, Point::new(last.x1, last.y1));
    assert_eq!(person.selected(), [card("c1"), card("c3")]);
    assert!(person.editor.overlay(Language::English).marquee.is_some());
    person.does(Intent::Escape);
    assert_eq!(person.selected(), []);
    person.release(from);
    assert_eq!(person.undo_name(), None);
}

#[test]
fn select_more_goes_from_the_cell_to_the_lane_to_everything() {
    let mut person = Person::new();
    person.click(&card("c1"));
    person.acts(Action::SelectMore);
    assert_eq!(person.selected(), [card("c1"), card("c3")]);
    person.acts(Action::SelectMore);
    assert_eq!(person.selected().len(), 5);
    person.acts(Action::SelectMore);
    assert_eq!(person.selected().len(), 5 + 1 + 3 + 1 + 3);
    person.click(&Target::Stage("buy".into()));
    person.acts(Action::SelectMore);
    assert_eq!(person.selected().len(), 3, "all stages");
}

#[test]
fn tab_goes_through_the_map_in_reading_order_and_back() {
    let mut person = Person::new();
    let mut seen = Vec::new();
    loop {
        person.acts(Action::SelectNext);
        let target = person.selected()[0].clone();
        if seen.contains(&target) {
            break;
        }
        seen.push(target);
    }
    assert_eq!(seen[0], Target::Title);
    let place = |target: &Target| seen.iter().position(|known| known == target);
    assert!(place(&card("c1")) < place(&card("c3")), "within a cell");
    assert!(place(&card("c3")) < place(&card("c2")), "from cell to cell");
    assert!(place(&card("c5")) < place(&card("t1")), "from lane to lane");
    assert!(place(&cell("pains", "aware")).is_some(), "empty cells, too");
    person.acts(Action::SelectPrevious);
    assert_eq!(person.selected(), &seen[seen.len() - 1..]);
}

#[test]
fn letters_typed_on_an_empty_cell_become_cards_one_below_the_other() {
    let mut person = Person::new();
    person.click(&cell("pains", "aware"));
    person.types("F");
    person.types("irst");
    person.ends_text(Onward::Below);
    person.types("Second");
    person.ends_text(Onward::Below);
    assert!(person.editor.text_edit().is_some(), "a third is begun");
    person.does(Intent::CancelText);
    assert_eq!(person.texts_of("pains", "aware"), ["First", "Second"]);
    let selected = person.selected().to_vec();
    assert!(
        matches!(&selected[..], [Target::Card(_)]),
        "the second is selected"
    );
}

#[test]
fn letters_typed_on_a_card_are_written_in_it() {
    let mut person = Person::new();
    person.click(&card("c1"));
    person.types(" ");
    assert_eq!(person.editor.text_edit(), None, "a blank moves the sheet");
    person.types("!");
    person.types(" Yes");
    person.ends_text(Onward::Stay);
    assert_eq!(person.undo_name(), Some("Edit text"));
    let texts = person.texts_of("actions", "aware");
    assert_eq!(texts[0], "Text of c1! Yes");
    // A name is not written over by a slip.
    person.click(&Target::Stage("buy".into()));
    person.types("x");
    assert_eq!(person.editor.text_edit(), None);
}

#[test]
fn keys_on_the_sheet_are_done_one_by_one_as_they_came() {
    let mut person = Person::new();
    person.click(&cell("pains", "aware"));
    person.types("One");
    person.presses(Key::Backspace);
    person.types("ly");
    person.presses(Key::Enter);
    person.types("Two");
    person.presses(Key::Tab);
    person.types("Three");
    person.presses_with(Key::Tab, true);
    person.types("!");
    person.presses(Key::Home);
    person.types(">");
    person.presses(Key::Escape);
    person.presses_command('Y');
    assert_eq!(person.texts_of("pains", "aware"), ["Only", ">Two!"]);
    assert_eq!(person.texts_of("pains", "drive"), ["Three"]);
    person.presses(Key::Enter);
    person.presses_command('A');
    person.types("x");
    person.presses_command('Z');
    person.presses_command('C');
    person.presses_command('S');
    assert_eq!(person.texts_of("pains", "aware"), ["Only", ">Two!"]);
    person.presses(Key::Delete);
    assert_eq!(person.texts_of("pains", "aware"), ["Only"]);
}

#[test]
fn what_an_input_method_composes_goes_where_letters_go() {
    let mut person = Person::new();
    person.click(&cell("pains", "aware"));
    person.does(Intent::Composed(Composition::Shown("k".to_owned())));
    person.does(Intent::Composed(Composition::Shown("か".to_owned())));
    assert_eq!(person.texts_of("pains", "aware"), ["か"]);
    person.does(Intent::Composed(Composition::Done("火".to_owned())));
    person.ends_text(Onward::Below);
    person.does(Intent::Composed(Composition::Shown(String::new())));
    person.does(Intent::Composed(Composition::Done("木".to_owned())));
    person.ends_text(Onward::Stay);
    assert_eq!(person.texts_of("pains", "aware"), ["火", "木"]);
}

#[test]
fn what_stands_beside_is_selected_after_a_deletion_and_undo_selects_what_came_back() {
    let mut person = Person::new();
    for (target, beside) in [
        (card("c1"), card("c3")),
        (card("c3"), card("c1")),
        (card("c5"), cell("actions", "buy")),
        (Target::Stage("aware".into()), Target::Stage("drive".into())),
        (Target::Point("p1".into()), Target::Point("p2".into())),
    ] {
        person.does(Intent::Select(vec![target.clone()]));
        person.acts(Action::Delete);
        assert_eq!(
            person.selected(),
            std::slice::from_ref(&beside),
            "{target:?}"
        );
        person.acts(Action::Undo);
        assert_eq!(person.selected(), std::slice::from_ref(&target));
        person.acts(Action::Redo);
        assert_eq!(person.selected(), [beside]);
        person.acts(Action::Undo);
    }
    person.does(Intent::Select(vec![card("c1"), card("c2")]));
    person.acts(Action::Duplicate);
    let copies = person.selected().to_vec();
    person.does(Intent::Select(vec![card("c5")]));
    person.acts(Action::Undo);
    assert_eq!(person.selected(), [card("c1"), card("c2")]);
    person.acts(Action::Redo);
    assert_eq!(person.selected().len(), copies.len());
    assert!(copies.iter().all(|copy| person.selected().contains(copy)));
    person.does(Intent::Select(copies.clone()));
    person.acts(Action::Delete);
    person.acts(Action::Undo);
    assert_eq!(person.selected(), copies);
}

#[test]
fn however_many_steps_are_taken_back_the_map_is_laid_out_once() {
    let mut person = Person::new();
    for number in 0..40 {
        person.does(Intent::Edit {
            name: "Edit text",
            edits: vec![crate::edit::Edit::SetText {
                target: card("c1"),
                field: Field::Text,
                text: format!("Written for the {number}th time"),
            }],
        });
    }
    person.editor.layout();
    let work = person.editor.fonts().work();
    for _ in 0..39 {
        person.editor.handle(Intent::Action(Action::Undo));
    }
    assert_eq!(person.editor.fonts().work(), work, "nothing was set");
    person.editor.layout();
    assert_eq!(
        person.texts_of("actions", "aware")[0],
        "Written for the 0th time"
    );
}

#[test]
fn tab_goes_on_in_the_next_cell_and_from_field_to_field() {
    let mut person = Person::new();
    person.click(&cell("pains", "aware"));
    person.types("One");
    person.ends_text(Onward::Next);
    assert_eq!(person.selected(), [cell_in_step("pains", "drive", "book")]);
    person.types("Two");
    person.ends_text(Onward::Previous);
    assert!(matches!(person.selected(), [Target::Card(_)]));

    let title = person.middle(&Target::Stage("aware".into()));
    person.double_click(title);
    let edit = |person: &Person| {
        let edit = person.editor.text_edit().expect("a text");
        (edit.target.clone(), edit.field)
    };
    assert_eq!(edit(&person).1, Field::Title);
    person.presses(Key::Down);
    assert_eq!(edit(&person), (Target::Stage("aware".into()), Field::Goal));
    person.presses(Key::Up);
    for stage in ["drive", "buy"] {
        person.ends_text(Onward::Next);
        assert_eq!(edit(&person), (Target::Stage(stage.into()), Field::Title));
    }
    person.ends_text(Onward::Next);
    assert_eq!(person.editor.text_edit(), None);
    assert_eq!(person.selected(), [card("c1")], "on in the first room");

    // Nowhere back into the head.
    person.double_click(title);
    person.ends_text(Onward::Previous);
    assert_eq!(person.editor.text_edit(), None);
    assert_eq!(person.selected(), [Target::Stage("aware".into())]);
}

#[test]
fn tab_goes_from_card_to_card_in_reading_order_and_back() {
    let mut person = Person::new();
    person.click(&card("c1"));
    let mut way = Vec::new();
    for onward in [
        Onward::Next,
        Onward::Next,
        Onward::Previous,
        Onward::Previous,
    ] {
        person.acts(Action::EditText);
        person.ends_text(onward);
        way.extend(person.selected().to_vec());
    }
    assert_eq!(way, [card("c3"), card("c2"), card("c3"), card("c1")]);
}

#[test]
fn tab_goes_on_through_all_lanes_that_are_written_in_and_back() {
    let mut person = Person::new();
    person.click(&card("c1"));
    let mut way = vec![card("c1")];
    let goes = |person: &mut Person, onward: Onward| {
        if person.editor.text_edit().is_none() {
            match person.editor.selection().only() {
                Some(Target::Cell { .. }) => person.types("x"),
                _ => drop(person.acts(Action::EditText)),
            }
        }
        person.ends_text(onward);
        let now = person.editor.text_edit().map(|edit| edit.target.clone());
        now.or_else(|| person.editor.selection().only().cloned())
    };
    for _ in 0..60 {
        let Some(next) = goes(&mut person, Onward::Next) else {
            break;
        };
        if way.last() == Some(&next) && person.editor.text_edit().is_none() {
            break;
        }
        way.push(next);
    }
    let place = |wanted: &dyn Fn(&Target) -> bool| way.iter().position(wanted);
    let is = |id: &'static str| move |target: &Target| *target == Target::Point(id.into());
    let metric = place(&|target| *target == Target::Metric("m1".into()));
    assert!(place(&|target| *target == card("c5")) < place(&|target| *target == card("t1")));
    assert!(
        place(&|target| *target == card("t1")) < place(&is("p1")),
        "{way:?}"
    );
    assert!(place(&is("p1")) < place(&is("p2")));
    assert!(metric.is_some() && place(&is("p2")) < metric, "{way:?}");
    // And back from the first of a lane to the last of the one above.
    person.does(Intent::CancelText);
    person.does(Intent::Select(vec![Target::Point("p1".into())]));
    goes(&mut person, Onward::Previous);
    let above = person.selected()[0].clone();
    let lane = person.editor.map().lane_of(&above).cloned();
    assert_eq!(lane, Some("touch".into()), "{above:?}");
}

#[test]
fn what_is_dragged_from_the_tools_stands_where_it_would_land() {
    for action in Action::PALETTE {
        let mut person = Person::new();
        let before = person.editor.map().clone();
        let to = person.middle(&cell("pains", "aware"));
        person.does(Intent::TakeNew(action));
        person.move_to(Point::new(-40.0, 300.0));
        assert_eq!(person.editor.cursor(), Cursor::NotAllowed, "{action:?}");
        person.move_to(to);
        assert_ne!(person.editor.map(), &before, "{action:?}");
        assert!(
            person.help().starts_with("Drop to add it here"),
            "{action:?}"
        );
        person.release(to);
        assert!(person.editor.text_edit().is_some(), "{action:?}");
        person.does(Intent::TextTyped("Named".to_owned()));
        person.does(Intent::CommitText);
        assert_eq!(
            person.undo_name(),
            Some(step_name(action.name())),
            "{action:?}"
        );
        person.acts(Action::Undo);
        assert_eq!(person.editor.map(), &before, "{action:?}");

        person.does(Intent::TakeNew(action));
        person.move_to(to);
        person.does(Intent::Escape);
        assert!(Arc::ptr_eq(person.editor.map(), &before), "{action:?}");
    }
}

fn step_name(action: &'static str) -> &'static str {
    match action {
        "Add stage" => "Add stage",
        "Add curve point" => "Add point",
        "Add metric" => "Add metric",
        "Add persona" => "Add persona",
        lane if lane.starts_with("Add lane") => "Add lane",
        _ => "Add card",
    }
}

#[test]
fn a_new_card_goes_to_the_lane_of_its_kind() {
    let mut person = Person::new();
    let to = person.middle(&cell("actions", "buy"));
    person.does(Intent::TakeNew(Action::AddCardOf(CardRole::PainPoints)));
    person.move_to(to);
    person.release(to);
    person.does(Intent::TextTyped("Queues".to_owned()));
    person.does(Intent::CommitText);
    assert_eq!(person.texts_of("pains", "buy"), ["Text of x1", "Queues"]);
}

#[test]
fn a_click_on_the_curve_adds_a_point_there_and_the_next_click_another() {
    let mut person = Person::new();
    let layout = person.editor.layout().clone();
    let (a, b) = (
        layout.point_position(&"p1".into()).unwrap(),
        layout.point_position(&"p2".into()).unwrap(),
    );
    let on_curve = (0..400)
        .map(|step| a.lerp(b, 0.5) + Vec2::new(0.0, f64::from(step) - 200.0))
        .find(|at| layout.curve_at(*at, 1.0).is_some())
        .expect("the curve passes");
    let at = person.editor.camera().screen_from_doc(on_curve);
    person.move_to(at);
    assert!(
        person
            .editor
            .overlay(Language::English)
            .curve_hint
            .is_some()
    );
    person.press(at);
    person.release(at);
    assert!(person.editor.text_edit().is_some());
    let points = |person: &Person| person.editor.map().lanes[3].curves()[0].points.len();
    assert_eq!(points(&person), 4);
    let free = person.middle(&cell("feelings", "buy")) + Vec2::new(60.0, -30.0);
    person.press(free);
    person.release(free);
    assert_eq!(points(&person), 5);
    // Its label is not written, but the point stays.
    person.does(Intent::CancelText);
    assert_eq!(points(&person), 5);
    assert!(person.editor.text_edit().is_none());
    assert_eq!(person.undo_name(), Some("Add point"));
}

#[test]
fn points_snap_to_whole_values_keep_their_place_with_shift_and_spread_with_alt() {
    let mut person = Person::new();
    let p2 = Target::Point("p2".into());
    let from = person.middle(&p2);
    let point = |person: &Person| person.editor.map().point(&"p2".into()).unwrap().2.clone();
    person.drags(from, from + Vec2::new(30.0, 2.0));
    assert_eq!(point(&person).value, Some(1.0), "snapped");
    assert_ne!(point(&person).at, 0.5);
    person.move_with(
        from + Vec2::new(30.0, 25.0),
        Modifiers {
            shift: true,
            ..NONE
        },
    );
    assert_eq!(point(&person).at, 0.5);
    assert!(point(&person).value.unwrap() < 0.9);
    person.move_with(from + Vec2::new(0.0, 25.0), Modifiers { alt: true, ..NONE });
    assert_eq!((point(&person).at, point(&person).value), (0.5, Some(1.0)));
    assert!(point(&person).spread.unwrap() > 0.1);
    person.does(Intent::Escape);
    assert_eq!(point(&person).spread, None);
}

#[test]
fn borders_resize_and_a_double_click_fits_them_again() {
    let mut person = Person::new();
    let stage = person.rect(&Target::Stage("aware".into()));
    let at = Point::new(stage.x1, stage.center().y);
    person.move_to(at);
    assert_eq!(person.editor.cursor(), Cursor::ResizeColumn);
    person.drag(at, at + Vec2::new(40.0, 0.0));
    assert_eq!(person.undo_name(), Some("Change width"));
    let wider = person.rect(&Target::Stage("aware".into()));
    assert!((wider.width() - stage.width() - 40.0).abs() < 2.0);
    let at = Point::new(wider.x1, wider.center().y);
    person.double_click(at);
    assert_eq!(person.editor.map().stages[0].width, None);

    let lane = person.rect(&Target::Lane("pains".into()));
    let at = Point::new(lane.center().x, lane.y1);
    person.move_to(at);
    assert_eq!(person.editor.cursor(), Cursor::ResizeRow);
    person.drag(at, at + Vec2::new(0.0, 50.0));
    let higher = person.rect(&Target::Lane("pains".into()));
    assert!((higher.height() - lane.height() - 50.0).abs() < 2.0);
}

#[test]
fn steps_personas_metrics_and_lines_are_dragged_to_another_place() {
    let mut person = Person::new();
    let step = |id: &str| Target::Step(id.into());
    let to = person.rect(&step("book"));
    person.drag(
        person.middle(&step("go")),
        Point::new(to.x0 + 2.0, to.center().y),
    );
    assert_eq!(person.undo_name(), Some("Move step"));
    assert_eq!(person.editor.map().stages[1].steps[0].id, "go".into());

    let persona = |id: &str| Target::Persona(id.into());
    let to = person.rect(&persona("dewi"));
    person.drag(
        person.middle(&persona("fleet")),
        Point::new(to.x0 + 2.0, to.y0 + 2.0),
    );
    assert_eq!(person.undo_name(), Some("Move persona"));
    assert_eq!(person.editor.map().personas[0].id, "fleet".into());

    let to = person.middle(&cell("figures", "buy"));
    person.drag(person.middle(&Target::Metric("m1".into())), to);
    assert_eq!(person.undo_name(), Some("Move metric"));
    assert_eq!(
        person.editor.map().metric(&"m1".into()).unwrap().1.stage,
        Some("buy".into())
    );

    let line = Target::Line {
        above: "pains".into(),
    };
    let to = person.rect(&Target::Lane("touch".into()));
    person.drag(person.middle(&line), Point::new(to.center().x, to.y0));
    assert_eq!(person.undo_name(), Some("Move line"));
    assert_eq!(person.editor.map().lines[0].above, "touch".into());
    assert_eq!(
        person.selected(),
        [Target::Line {
            above: "touch".into()
        }]
    );
}

#[test]
fn several_stages_go_together_and_keep_their_order() {
    let mut person = Person::new();
    person.does(Intent::Select(vec![
        Target::Stage("buy".into()),
        Target::Stage("drive".into()),
    ]));
    let to = person.rect(&Target::Stage("aware".into()));
    let at = person.middle(&Target::Stage("buy".into()));
    person.drag(at, Point::new(to.x0 + 3.0, to.center().y));
    let order: Vec<_> = person
        .editor
        .map()
        .stages
        .iter()
        .map(|s| s.id.to_string())
        .collect();
    assert_eq!(order, ["drive", "buy", "aware"]);
    assert_eq!(person.undo_name(), Some("Move stages"));
}

#[test]
fn alt_and_an_arrow_move_all_that_is_selected() {
    let mut person = Person::new();
    person.does(Intent::Select(vec![card("c1"), card("c3")]));
    person.acts(Action::Move(Direction::Down));
    assert_eq!(person.undo_name(), Some("Move cards"));
    let both = ["Text of c1", "Text of c3"];
    assert_eq!(person.texts_of("touch", "aware"), both);
    person.acts(Action::Move(Direction::Right));
    assert_eq!(person.texts_of("touch", "drive"), both);
    person.does(Intent::Select(vec![
        Target::Lane("actions".into()),
        Target::Lane("touch".into()),
    ]));
    person.acts(Action::Move(Direction::Down));
    let lanes: Vec<_> = person
        .editor
        .map()
        .lanes
        .iter()
        .map(|l| l.id.to_string())
        .collect();
    assert_eq!(lanes[..3], ["matrix", "actions", "touch"]);
    assert_eq!(person.undo_name(), Some("Move lanes"));
    person.does(Intent::Select(vec![
        Target::Stage("drive".into()),
        Target::Stage("buy".into()),
    ]));
    let refused = person.acts(Action::Move(Direction::Right));
    assert!(
        matches!(refused.as_slice(), [Effect::Refused(_)]),
        "at the end"
    );
    person.acts(Action::Move(Direction::Left));
    assert_eq!(person.editor.map().stages[2].id, "aware".into());
}

#[test]
fn the_sheet_moves_along_at_the_edge_of_the_view() {
    let mut person = Person::new();
    person.acts(Action::Zoom100);
    person.does(Intent::Select(vec![card("c1")]));
    person.press(person.middle(&card("c1")));
    person.move_to(Point::new(600.0, 450.0));
    assert_eq!(person.editor.edge_scroll(), None);
    person.move_to(Point::new(1195.0, 450.0));
    let speed = person.editor.edge_scroll().expect("it moves");
    assert!(speed.x < 0.0 && speed.y == 0.0, "{speed:?}");
    let before = person.editor.camera().origin_in_doc().x;
    for _ in 0..200 {
        person.does(Intent::Tick(0.05));
    }
    assert!(person.editor.camera().origin_in_doc().x > before);
    assert_eq!(
        person.editor.edge_scroll(),
        None,
        "the sheet does not leave"
    );
    person.does(Intent::Escape);
}

#[test]
fn a_resize_or_a_lost_focus_in_the_middle_of_a_drag_gives_it_up() {
    let size = Size::new(1000.0, 700.0);
    for intent in [Intent::ViewResized(size), Intent::FocusLost, Intent::Escape] {
        let mut person = Person::new();
        let before = person.editor.map().clone();
        let to = person.middle(&cell("pains", "aware"));
        person.drags(person.middle(&card("c5")), to);
        person.does(intent);
        assert!(!person.editor.is_dragging());
        person.release(to);
        assert!(Arc::ptr_eq(person.editor.map(), &before));
    }
}

#[test]
fn gaps_between_stages_and_lanes_take_another() {
    let mut person = Person::new();
    let stage = person.rect(&Target::Stage("drive".into()));
    let camera = person.editor.camera();
    person.move_to(Point::new(stage.x0, stage.y0 - 16.0 * camera.zoom()));
    let Some(crate::layout::Gap::Stage { index, .. }) = person.editor.gap() else {
        panic!("no gap");
    };
    person.does(Intent::AddStageAt(index));
    person.does(Intent::TextTyped("Between".to_owned()));
    person.does(Intent::CommitText);
    assert_eq!(person.editor.map().stages[1].title, "Between");
}

#[test]
fn a_stage_is_split_at_a_card_and_merged_again() {
    let mut person = Person::new();
    let before = person.editor.map().clone();
    person.click(&card("c3"));
    person.acts(Action::SplitStage);
    person.does(Intent::CommitText);
    assert_eq!(person.undo_name(), Some("Split stage"));
    assert_eq!(person.editor.map().stages.len(), 4);
    let new = person.editor.map().stages[1].id.to_string();
    assert!(has(&person.ids_in("actions"), "c3", &new));
    assert!(has(&person.ids_in("actions"), "c1", "aware"));

    person.click(&Target::Stage("aware".into()));
    person.acts(Action::MergeStage);
    assert_eq!(person.editor.map().stages.len(), 3);
    assert!(has(&person.ids_in("actions"), "c3", "aware"));
    let value = |map: &Map, id: &str| map.point(&id.into()).unwrap().2.value;
    assert_eq!(value(person.editor.map(), "p1"), value(&before, "p1"));

    // A stage with steps: at the step; and merged into one without.
    person.click(&card("c4"));
    person.acts(Action::SplitStage);
    person.does(Intent::CommitText);
    let split = person.editor.map().stages[2].clone();
    assert_eq!(split.steps.len(), 1);
    assert!(has(&person.ids_in("actions"), "c4", split.id.as_str()));
    person.click(&Target::Stage("aware".into()));
    person.acts(Action::MergeStage);
    assert_eq!(person.editor.map().stages[0].steps.len(), 2);
    assert!(has(&person.ids_in("actions"), "c2", "aware"));
}
