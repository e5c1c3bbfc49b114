//! A curve as it should be, begun as a copy of the one as it is.

use super::*;
use crate::{
    layout::{Content, Lens},
    model::{Claim, CurvePoint, Evidence, When},
};

fn point(id: &str) -> Target {
    Target::Point(id.into())
}

/// The small map, with all that can be said of its point "p1", and a gap in the test drive.
fn person() -> Person {
    let mut person = Person::new();
    let p1 = person.editor.map().point(&"p1".into()).unwrap().2.clone();
    let said = CurvePoint {
        label: "Lost".to_owned(),
        spread: Some(0.4),
        n: Some(12),
        moment_of_truth: true,
        claim: Some(Claim::Researched),
        evidence: vec![Evidence {
            text: "Said so".to_owned(),
            ..Evidence::default()
        }],
        ..p1
    };
    let gap = CurvePoint {
        id: "gap".into(),
        stage: "drive".into(),
        at: 0.9,
        ..CurvePoint::default()
    };
    person.does(Intent::Edit {
        name: "Said",
        edits: vec![
            crate::edit::Edit::ReplacePoint(said),
            crate::edit::Edit::InsertPoint {
                lane: "feelings".into(),
                curve: crate::model::CurveOf {
                    persona: "dewi".into(),
                    to_be: false,
                },
                point: gap,
            },
        ],
    });
    person
}

fn to_be(person: &Person) -> Vec<CurvePoint> {
    let lane = person.editor.map().lane(&"feelings".into()).unwrap();
    let curves = lane.curves().iter().filter(|curve| curve.to_be);
    curves.flat_map(|curve| curve.points.clone()).collect()
}

#[test]
fn the_copy_stands_a_little_above_and_has_nothing_that_was_said() {
    let mut person = person();
    let before = person.editor.map().clone();
    person.does(Intent::LookThrough(Lens {
        when: When::Now,
        ..Lens::default()
    }));
    assert_eq!(person.acts(Action::DrawToBe), []);
    let made = to_be(&person);
    let places: Vec<_> = made
        .iter()
        .map(|p| (p.stage.as_str(), p.at, p.value))
        .collect();
    assert_eq!(
        places,
        [
            ("aware", 0.5, Some(-0.6)),
            ("drive", 0.5, Some(1.4)),
            ("buy", 0.5, Some(-0.1))
        ],
        "the gap is not copied"
    );
    let first = &made[0];
    let bare = CurvePoint {
        id: first.id.clone(),
        stage: first.stage.clone(),
        at: first.at,
        value: first.value,
        ..CurvePoint::default()
    };
    assert_eq!(*first, bare);
    let selected: Vec<_> = made.iter().map(|p| Target::Point(p.id.clone())).collect();
    assert_eq!(person.editor.selection().targets(), selected);
    assert!(person.editor.lens().is_clear(), "both are to be seen");
    assert_eq!(person.undo_name(), Some("Draw the future-state curve"));
    person.acts(Action::Undo);
    assert!(Arc::ptr_eq(person.editor.map(), &before));
}

#[test]
fn where_the_copy_lies_on_the_curve_it_is_pulled_away_first_and_the_gap_is_shaded() {
    let mut person = Person::new();
    let top = person.editor.map().emotion_scale.max;
    let p1 = person.editor.map().point(&"p1".into()).unwrap().2.clone();
    // At the top of the scale the copy has no room above.
    person.does(Intent::Edit {
        name: "Move point",
        edits: vec![crate::edit::Edit::ReplacePoint(CurvePoint {
            value: Some(top),
            ..p1
        })],
    });
    person.acts(Action::DrawToBe);
    let id = to_be(&person)[0].id.clone();
    let from = person.middle(&point("p1"));
    let to = Point::new(from.x, from.y + 60.0);
    person.drags(from, to);
    let value = |id: &Id| person.editor.map().point(id).unwrap().2.value.unwrap();
    assert!(value(&id) < top - 0.5, "the copy goes along");
    assert_eq!(value(&"p1".into()), top, "what is stays");
    let rows = person.editor.layout().rows.iter();
    let mut curves = rows.filter_map(|row| match &row.part.content {
        Content::Emotion(emotion) => Some(&emotion.curves),
        _ => None,
    });
    let gaps = curves.next().unwrap().iter().filter(|c| c.gap.is_some());
    assert_eq!(gaps.count(), 1);
    person.release(to);
    person.click(&point("p1"));
    assert_eq!(person.editor.selection().only(), Some(&point("p1")));
}

#[test]
fn each_curve_is_copied_once() {
    let mut person = Person::new();
    person.does(Intent::Select(vec![point("p2")]));
    person.acts(Action::DrawToBe);
    let made = Target::Point(to_be(&person)[0].id.clone());
    for selected in [vec![point("p2")], vec![made], Vec::new()] {
        person.does(Intent::Select(selected));
        assert_eq!(
            Action::DrawToBe.enabled(Some(&person.editor)),
            Err("The future-state curve already exists.")
        );
    }
    let count = to_be(&person).len();
    person.acts(Action::DrawToBe);
    assert_eq!(to_be(&person).len(), count);
}

#[test]
fn where_nothing_is_drawn_nothing_can_be_copied() {
    let mut person = Person::new();
    person.does(Intent::Select(vec![Target::Persona("fleet".into())]));
    assert!(Action::DrawToBe.enabled(Some(&person.editor)).is_err());
    person.does(Intent::Select(vec![cell("feelings", "buy")]));
    assert_eq!(Action::DrawToBe.enabled(Some(&person.editor)), Ok(()));
    let offered = Action::for_context_menu(&person.editor);
    assert!(offered.concat().contains(&Action::DrawToBe));
    person.does(Intent::Select(vec![card("c1")]));
    let offered = Action::for_context_menu(&person.editor);
    assert!(!offered.concat().contains(&Action::DrawToBe));
}
