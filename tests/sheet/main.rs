//! The layout holds whatever a map says: nothing overlaps, nothing is cut off, and what is asked
//! about places answers rightly.

#![allow(
    clippy::unwrap_used,
    reason = "what breaks in a test is told by the test"
)]

mod brand;
#[path = "../common/brands.rs"]
mod brands;
mod drops;
mod emotion;
#[path = "../common/fonts.rs"]
mod fonts;
mod golden;
mod lens;
mod maps;
mod marked;
mod pages;
mod presented;
mod sizes;
mod sound;
mod templates;
mod threads;

use std::sync::Arc;

use jejak::{
    geom::{Point, Vec2},
    layout::Layout,
    model::{Card, CardRole, Id, Lane, LaneKind, Target},
    scene::Scene,
    text::Fonts,
};

use fonts::MORE_SCRIPTS;
use maps::{TEXTS, map_of, maps};
use sound::assert_sound;

#[test]
fn nothing_overlaps_and_nothing_is_cut_off() {
    let fonts = Fonts::with(MORE_SCRIPTS);
    for (name, map) in maps() {
        assert_sound(&name, &Layout::new(&map, &fonts, None));
    }
}

#[test]
fn every_thing_is_hit_where_it_stands() {
    let fonts = Fonts::bundled();
    let map = map_of(5, 0, 2, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    for place in layout.places() {
        match &place.target {
            // Others may lie above the middle of these.
            Target::Cell { .. } | Target::Lane(_) | Target::Facts | Target::Title => continue,
            Target::Arrow(id) => {
                let mut arrows = layout.arrows.iter();
                let arrow = arrows.find(|arrow| arrow.arrow.id == *id).unwrap();
                let at = arrow.corners[0].midpoint(arrow.corners[1]);
                let hit = layout.hit(at, 0.0);
                assert!(matches!(hit, Some(Target::Arrow(_))), "{hit:?}");
            }
            Target::Point(id) => {
                let at = layout.point_position(id).unwrap();
                assert_eq!(layout.hit(at, 0.0).as_ref(), Some(&place.target));
            }
            _ => {
                let hit = layout.hit(place.rect.center(), 0.0);
                assert_eq!(hit.as_ref(), Some(&place.target));
            }
        }
        assert_eq!(layout.rect_of(&place.target), Some(place.rect));
    }
    assert_eq!(layout.hit(Point::new(-5.0, -5.0), 3.0), None);
}

#[test]
fn what_did_not_change_is_taken_over() {
    let fonts = Fonts::with(MORE_SCRIPTS);
    let map = map_of(5, 2, 2, &TEXTS);
    let before = Layout::new(&map, &fonts, None);
    let scene = Scene::new(&before, None);

    let mut changed = map.clone();
    let mut lane = (*changed.lanes[2]).clone();
    lane.note = "Something else".to_owned();
    changed.lanes[2] = Arc::new(lane);
    let after = Layout::new(&changed, &fonts, Some(&before));
    let new_scene = Scene::new(&after, Some(&scene));
    for (index, (old, new)) in before.rows.iter().zip(&after.rows).enumerate() {
        assert_eq!(Arc::ptr_eq(&old.part, &new.part), index != 2, "row {index}");
        let [old, new] = [&scene, &new_scene].map(|s| &s.bands[2 + index].band);
        assert_eq!(Arc::ptr_eq(old, new), index != 2, "band {index}");
    }
    let fresh = Layout::new(&changed, &fonts, None);
    assert_eq!(after, fresh, "laid out anew, the sheet is the same");
    assert_eq!(new_scene, Scene::new(&fresh, None));
}

#[test]
fn a_card_lands_between_the_cards_it_is_held_between() {
    let fonts = Fonts::bundled();
    let mut map = map_of(2, 0, 0, &TEXTS[..1]);
    let card = |id: &str| {
        Arc::new(Card {
            id: id.into(),
            stage: "s0".into(),
            text: "Text".to_owned(),
            ..Card::default()
        })
    };
    let cards = ["a", "b", "c"].map(card).to_vec();
    map.lanes = vec![Arc::new(Lane {
        id: "lane".into(),
        kind: LaneKind::Cards {
            role: CardRole::Free,
            cards,
        },
        ..Lane::default()
    })];
    map.lines.clear();
    let layout = Layout::new(&map, &fonts, None);
    let [a, b, c] = ["a", "b", "c"].map(|id| layout.rect_of(&Target::Card(id.into())).unwrap());
    let index = |at: Point, dragged: &[Id]| layout.card_drop(at, dragged).map(|drop| drop.index);
    assert_eq!(index(a.center() - Vec2::new(0.0, 5.0), &[]), Some(0));
    assert_eq!(index(a.center() + Vec2::new(0.0, 5.0), &[]), Some(1));
    assert_eq!(
        index(b.center() + Vec2::new(0.0, 5.0), &["a".into()]),
        Some(1)
    );
    assert_eq!(index(c.center() + Vec2::new(0.0, 9.0), &[]), Some(3));
    assert_eq!(
        index(Point::new(5.0, a.center().y), &[]),
        None,
        "on the lane's label"
    );
    let other = layout
        .card_drop(Point::new(layout.size.width - 60.0, a.y0), &[])
        .unwrap();
    assert_eq!((other.stage.as_str(), other.index), ("s1", 0));
}

#[test]
fn a_point_dropped_where_it_stands_keeps_its_place_and_value() {
    let fonts = Fonts::bundled();
    let map = map_of(5, 0, 1, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    let points = map
        .lanes
        .iter()
        .flat_map(|lane| lane.curves())
        .flat_map(|c| &c.points);
    for point in points.filter(|point| point.value.is_some()) {
        let at = layout.point_position(&point.id).unwrap();
        let place = layout.point_place(&"feelings".into(), at).unwrap();
        assert_eq!(place.stage, point.stage);
        assert!((place.at - point.at).abs() < 1e-9);
        assert!((place.value - point.value.unwrap()).abs() < 1e-9);
    }
}
