//! Drawing a curve: one click a point, and whose it is.

use super::*;
use crate::{
    layout::Lens,
    model::{CurveOf, LaneType, Persona},
};

fn persona(id: &str) -> Target {
    Target::Persona(id.into())
}

fn fleet() -> CurveOf {
    CurveOf {
        persona: "fleet".into(),
        to_be: false,
    }
}

fn points(person: &Person, of: &str) -> usize {
    let curves = person
        .editor
        .map()
        .lanes
        .iter()
        .flat_map(|lane| lane.curves());
    let mut of = curves.filter(|curve| curve.persona.as_str() == of && !curve.to_be);
    of.next().map_or(0, |curve| curve.points.len())
}

/// A place of the lane of emotions: a stage, and how far from the middle of its cell.
fn place(person: &Person, stage: &str, x: f64, y: f64) -> Point {
    let cell = match stage {
        "drive" => cell_in_step("feelings", "drive", "book"),
        stage => cell("feelings", stage),
    };
    person.middle(&cell) + Vec2::new(x, y)
}

fn click(person: &mut Person, at: Point) {
    person.press(at);
    person.release(at);
}

#[test]
fn each_click_adds_a_point_to_the_end_whatever_lies_below_and_however_fast() {
    let mut person = Person::new();
    person.click(&persona("fleet"));
    let label = Action::DrawCurve.label(Some(&person.editor), Language::English);
    let name = person
        .editor
        .map()
        .persona(&"fleet".into())
        .unwrap()
        .name
        .clone();
    assert_eq!(label, format!("Draw {name}’s curve"));
    person.acts(Action::DrawCurve);
    assert!(person.editor.draws_curve());
    let names_her = |person: &Person| person.editor.help_line(Language::English).contains(&name);
    assert!(names_her(&person));
    let before = points(&person, "dewi");
    let mut count = 0;
    for (stage, x, y) in [
        ("aware", -60.0, -20.0),
        ("aware", 20.0, 15.0),
        ("buy", -50.0, 0.0),
        ("buy", 30.0, -25.0),
        ("drive", -40.0, 10.0),
        ("drive", 40.0, -10.0),
    ] {
        let at = place(&person, stage, x, y);
        click(&mut person, at);
        count += 1;
        assert_eq!(points(&person, "fleet"), count, "at {stage}");
        assert!(names_her(&person));
        // The system calls two fast clicks a double click, wherever they were.
        person.does(Intent::DoubleClicked { at });
        assert_eq!(points(&person, "fleet"), count, "at {stage}");
    }
    // Where the label of the last one would be written, and with a hand that slips.
    let last = person.editor.selection().only().unwrap().clone();
    let below = person.middle(&last) + Vec2::new(0.0, 30.0);
    person.drag(below, below + Vec2::new(7.0, 2.0));
    assert_eq!(points(&person, "fleet"), count + 1);
    // A text is the name of the point that was set last.
    person.does(Intent::TextTyped("Keys".to_owned()));
    let at = place(&person, "drive", 10.0, -40.0);
    click(&mut person, at);
    assert_eq!(points(&person, "fleet"), count + 2);
    assert_eq!(points(&person, "dewi"), before);
    let labels = person.editor.map().lanes[3].curves().iter();
    let mut labels = labels.flat_map(|curve| &curve.points);
    assert!(labels.any(|point| point.label == "Keys"));

    person.does(Intent::CommitTextAnd(Onward::Below));
    assert!(!person.editor.draws_curve());
    let at = place(&person, "buy", 0.0, 40.0);
    click(&mut person, at);
    assert_eq!(points(&person, "fleet"), count + 2);
}

#[test]
fn drawing_goes_on_after_undo_and_ends_with_escape_or_elsewhere() {
    let mut person = Person::new();
    person.click(&persona("fleet"));
    person.acts(Action::DrawCurve);
    let at = place(&person, "aware", -30.0, -10.0);
    click(&mut person, at);
    let at = place(&person, "buy", -30.0, -10.0);
    click(&mut person, at);
    person.acts(Action::Undo);
    assert_eq!(points(&person, "fleet"), 1);
    let at = place(&person, "buy", 20.0, 20.0);
    click(&mut person, at);
    assert_eq!(points(&person, "fleet"), 2);
    person.does(Intent::CancelText);
    assert!(!person.editor.draws_curve());
    assert_eq!(points(&person, "fleet"), 2);

    person.acts(Action::DrawCurve);
    person.acts(Action::SelectNone);
    assert!(!person.editor.draws_curve());
    person.acts(Action::DrawCurve);
    person.acts(Action::EditText);
    assert!(!person.editor.draws_curve() && person.editor.text_edit().is_none());
    person.acts(Action::DrawCurve);
    person.click(&card("c1"));
    assert!(!person.editor.draws_curve());
    assert_eq!(person.editor.selection().only(), Some(&card("c1")));
}

#[test]
fn one_click_in_a_lane_without_a_curve_begins_one() {
    let mut map = small_map();
    let lane = Arc::make_mut(&mut map.lanes[3]);
    lane.kind = LaneType::Emotion.empty();
    let mut person = Person::with(map);
    let at = place(&person, "aware", -20.0, -15.0);
    person.move_to(at);
    let overlay = person.editor.overlay(Language::English);
    assert!(overlay.curve_hint.is_some(), "it is seen where");
    let help = person.editor.help_line(Language::English);
    assert_eq!(help, "Click to begin Dewi Anggraini’s curve");
    click(&mut person, at);
    assert_eq!(points(&person, "dewi"), 1);
    assert!(person.editor.draws_curve());
    let shown = person.editor.selection().only().unwrap().clone();
    assert!(person.rect(&shown).inflate(8.0, 8.0).contains(at));
    let at = place(&person, "buy", 0.0, 20.0);
    click(&mut person, at);
    assert_eq!(points(&person, "dewi"), 2);

    // A click begins that of another persona, once they are selected.
    let mut map = blank_map(Language::English);
    let other = Persona {
        id: "lena".into(),
        name: "Lena".to_owned(),
        ..Persona::default()
    };
    map.personas.push(Arc::new(other));
    let mut person = Person::with(map);
    // Whoever was dealt with last has no curve yet, so that the first persona begins.
    person.click(&Target::Persona("lena".into()));
    person.click(&cell("actions", "awareness"));
    let first = person.middle(&cell("emotions", "awareness"));
    click(&mut person, first);
    person.does(Intent::Escape);
    person.does(Intent::Escape);
    assert_eq!(
        (points(&person, "persona1"), points(&person, "lena")),
        (1, 0)
    );
    person.click(&Target::Persona("lena".into()));
    let second = person.middle(&cell("emotions", "purchase"));
    person.move_to(second);
    assert!(person.editor.help_line(Language::English).contains("Lena"));
    click(&mut person, second);
    assert_eq!(
        (points(&person, "persona1"), points(&person, "lena")),
        (1, 1)
    );

    // Without anybody to feel it, it says so.
    let mut map = blank_map(Language::English);
    map.personas.clear();
    let mut person = Person::with(map);
    let at = person.middle(&cell("emotions", "awareness"));
    person.press(at);
    let (button, modifiers) = (Button::Primary, NONE);
    let told = person.editor.handle(Intent::PointerReleased {
        at,
        button,
        modifiers,
    });
    assert!(matches!(&told[..], [Effect::Refused(_)]), "{told:?}");
}

#[test]
fn the_lens_decides_whose_curve_a_new_point_goes_to() {
    let mut person = Person::new();
    person.click(&Target::Point("p1".into()));
    let lens = Lens {
        personas: vec!["fleet".into()],
        ..Lens::default()
    };
    person.does(Intent::LookThrough(lens));
    let before = points(&person, "dewi");
    person.acts(Action::AddPoint);
    person.does(Intent::CommitTextAnd(Onward::Below));
    assert_eq!(points(&person, "fleet"), 1);
    let at = place(&person, "drive", 35.0, -35.0);
    person.move_to(at);
    let name = person
        .editor
        .map()
        .persona(&"fleet".into())
        .unwrap()
        .name
        .clone();
    assert!(person.editor.help_line(Language::English).contains(&name));
    person.double_click(at);
    person.does(Intent::CommitTextAnd(Onward::Below));
    assert_eq!(points(&person, "fleet"), 2);
    // Onto the faded curve nothing is put.
    let layout = person.editor.layout().clone();
    let (a, b) = (
        layout.point_position(&"p1".into()).unwrap(),
        layout.point_position(&"p2".into()).unwrap(),
    );
    for step in 0..400 {
        let at = a.lerp(b, 0.5) + Vec2::new(0.0, f64::from(step) - 200.0);
        assert_ne!(
            layout
                .curve_at(at, 1.0)
                .map(|found| found.curve.persona.to_string()),
            Some("dewi".to_owned())
        );
    }
    assert_eq!(points(&person, "dewi"), before);

    // But who selects her draws hers, and sees it.
    person.click(&persona("dewi"));
    person.acts(Action::DrawCurve);
    assert!(!person.editor.lens().fades_persona(&"dewi".into()));
    let at = place(&person, "buy", 45.0, 30.0);
    click(&mut person, at);
    assert_eq!(points(&person, "dewi"), before + 1);
}

#[test]
fn drawing_makes_the_lane_that_there_is_not() {
    let mut map = small_map();
    map.lanes.retain(|lane| lane.id.as_str() != "feelings");
    let mut person = Person::with(map);
    person.click(&persona("fleet"));
    person.acts(Action::DrawCurve);
    let lane = person.editor.map().lanes.last().unwrap().id.clone();
    let target = Target::Cell {
        lane: lane.clone(),
        stage: "buy".into(),
        step: None,
    };
    person.click(&target);
    let lane = person.editor.map().lane(&lane).unwrap().clone();
    assert_eq!(lane.curves().len(), 1);
    assert_eq!(lane.curves()[0].of(), fleet());
}
