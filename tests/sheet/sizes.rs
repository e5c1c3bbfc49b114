//! Widths, heights, hidden and collapsed lanes.

use std::sync::Arc;

use jejak::{
    edit::{Edit, apply},
    geom::{Point, Rect},
    layout::{Border, Content, Layout},
    model::{CardRole, Id, Map, Stage, Target},
    scene::Scene,
    text::Fonts,
};

use crate::maps::{TEXTS, map_of, shaped};

fn plain(steps: usize) -> Map {
    map_of(5, steps, 2, &TEXTS[..1])
}

fn applied(map: &Map, edits: &[Edit]) -> Map {
    edits
        .iter()
        .fold(map.clone(), |map, edit| apply(&map, edit).unwrap())
}

fn hidden(lane: &Id, hidden: bool) -> Edit {
    let lane = lane.clone();
    Edit::SetLaneHidden { lane, hidden }
}

fn collapsed(lane: &Id) -> Edit {
    let (lane, collapsed) = (lane.clone(), true);
    Edit::SetLaneCollapsed { lane, collapsed }
}

#[test]
fn a_border_that_is_dragged_stays_under_the_pointer() {
    let fonts = Fonts::bundled();
    for steps in [0, 3] {
        let map = plain(steps);
        let before = Layout::new(&map, &fonts, None);
        for span in &before.grid.stages {
            let id = &span.stage.id;
            let head = Point::new(span.x1 - 1.0, before.stages.y + 10.0);
            let border = before.border_at(head, 5.0);
            assert_eq!(border, Some(Border::Stage(id.clone())));
            assert_eq!(before.border_position(&border.unwrap()), Some(span.x1));
            assert_eq!(
                before.border_at(Point::new(span.centre(), head.y), 5.0),
                None
            );

            let x = span.x1 + 77.5;
            let width = before.stage_width_to(id, x);
            let stage = id.clone();
            let after = applied(&map, &[Edit::SetStageWidth { stage, width }]);
            let after = Layout::new(&after, &fonts, Some(&before));
            let moved = after.grid.span(id).unwrap();
            assert!((moved.x1 - x).abs() <= 0.5, "{} is not at {x}", moved.x1);
            assert!((after.stage_width(id).unwrap() - width.unwrap()).abs() < 1e-9);
            assert_eq!(moved.x0, span.x0);
            for other in before.grid.stages.iter().filter(|o| o.stage.id != *id) {
                let width = after.stage_width(&other.stage.id).unwrap();
                assert!((width - (other.x1 - other.x0)).abs() < 1e-9);
            }
        }
        let lane = &before.rows[0];
        let id = &lane.part.lane.id;
        let bottom = lane.y + lane.part.height;
        let at = Point::new(lane.part.label.rect.center().x, bottom + 2.0);
        let border = Border::Lane(id.clone());
        assert_eq!(before.border_at(at, 5.0), Some(border.clone()));
        assert_eq!(before.border_at(at, 1.0), None);
        assert_eq!(before.border_position(&border), Some(bottom));
        assert_eq!(before.border_at(Point::new(900.0, bottom), 5.0), None);
    }
}

#[test]
fn a_stage_is_never_too_narrow_for_its_steps() {
    let fonts = Fonts::bundled();
    let map = plain(3);
    let stage = map.stages[1].id.clone();
    let width = Some(*Stage::WIDTHS.start());
    let map = applied(&map, &[Edit::SetStageWidth { stage, width }]);
    let layout = Layout::new(&map, &fonts, None);
    for column in &layout.grid.columns {
        assert!(column.x1 - column.x0 >= 100.0);
    }
}

#[test]
fn a_row_takes_the_height_it_is_given_and_what_it_needs() {
    let fonts = Fonts::bundled();
    let map = plain(0);
    let before = Layout::new(&map, &fonts, None);
    for row in &before.rows {
        let id = &row.part.lane.id;
        for y in [row.y + 10.0, row.y + row.part.height + 123.0] {
            let height = before.lane_height_to(id, y);
            let lane = id.clone();
            let after = applied(&map, &[Edit::SetLaneHeight { lane, height }]);
            let after = Layout::new(&after, &fonts, Some(&before));
            let wanted = height.unwrap().max(row.part.height);
            let got = after.row_height(id).unwrap();
            assert!((got - wanted).abs() < 1e-9, "{id}: {got} is not {wanted}");
        }
    }
}

#[test]
fn a_higher_emotion_lane_has_a_longer_scale() {
    let fonts = Fonts::bundled();
    let map = plain(0);
    let lane = Id::new("feelings");
    let before = Layout::new(&map, &fonts, None);
    let height = Some(before.row_height(&lane).unwrap() + 200.0);
    let after = Edit::SetLaneHeight {
        lane: lane.clone(),
        height,
    };
    let map = applied(&map, &[after]);
    let after = Layout::new(&map, &fonts, Some(&before));
    let scale = |layout: &Layout| match &layout.row(&lane).unwrap().part.content {
        Content::Emotion(emotion) => emotion.y_at(0.0) - emotion.y_at(1.0),
        _ => unreachable!("it is a lane of emotions"),
    };
    // Labels may stand further off along steeper curves.
    let longer = scale(&after) - scale(&before);
    assert!((120.0..=200.0).contains(&longer), "{longer}");
    for point in map
        .lane(&lane)
        .unwrap()
        .curves()
        .iter()
        .flat_map(|c| &c.points)
    {
        let Some(value) = point.value else { continue };
        let at = after.point_position(&point.id).unwrap();
        let place = after.point_place(&lane, at).unwrap();
        assert!((place.value - value).abs() < 1e-9);
    }
}

#[test]
fn a_hidden_lane_leaves_no_trace_and_no_other_row_is_made_anew() {
    let fonts = Fonts::bundled();
    let map = plain(0);
    let before = Layout::new(&map, &fonts, None);
    let scene = Scene::new(&before, None);
    // A line stands above it.
    let lane = Id::new("lane5");
    assert!(map.lines.iter().any(|line| line.above == lane));
    let without = applied(&map, &[hidden(&lane, true)]);
    let after = Layout::new(&without, &fonts, Some(&before));
    let new_scene = Scene::new(&after, Some(&scene));
    assert!(after.row(&lane).is_none());
    assert_eq!(after.rows.len(), before.rows.len() - 1);
    assert_eq!(after.rect_of(&Target::Lane(lane.clone())), None);
    let above = lane.clone();
    assert_eq!(after.rect_of(&Target::Line { above }), None);
    for row in &after.rows {
        let old = before.row(&row.part.lane.id).unwrap();
        assert!(Arc::ptr_eq(&old.part, &row.part));
    }
    let bands = |scene: &Scene| {
        let bands = scene.bands.iter().map(|placed| Arc::as_ptr(&placed.band));
        bands.collect::<Vec<_>>()
    };
    let old = bands(&scene);
    let kept = bands(&new_scene)
        .into_iter()
        .filter(|b| old.contains(b))
        .count();
    assert_eq!(kept, after.rows.len() + 2);
    // As if it had never been there.
    let removed = applied(&map, &[Edit::Remove(Target::Lane(lane.clone()))]);
    let never = Scene::new(&Layout::new(&removed, &fonts, None), None);
    assert_eq!(new_scene.to_string(), never.to_string());
    let shown = applied(&without, &[hidden(&lane, false)]);
    assert_eq!(Layout::new(&shown, &fonts, Some(&after)), before);
}

#[test]
fn a_lane_dropped_among_hidden_ones_lands_where_it_was_shown() {
    let fonts = Fonts::bundled();
    let map = shaped(plain(0));
    let layout = Layout::new(&map, &fonts, None);
    assert!(layout.rows.len() < map.lanes.len());
    let order = |layout: &Layout| -> Vec<Id> {
        let rows = layout.rows.iter().map(|row| row.part.lane.id.clone());
        rows.collect()
    };
    let before = order(&layout);
    for (from, dragged) in before.iter().enumerate() {
        for (to, row) in layout.rows.iter().enumerate() {
            for part in [0.25, 0.75] {
                let drop = layout
                    .lane_drop(
                        row.y + part * row.part.height,
                        std::slice::from_ref(dragged),
                    )
                    .unwrap();
                let target = Target::Lane(dragged.clone());
                let index = drop.index;
                let after = applied(&map, &[Edit::Reorder { target, index }]);
                let mut wanted = before.clone();
                let dragged = wanted.remove(from);
                let behind = if to == from {
                    to
                } else {
                    to + usize::from(part > 0.5)
                };
                wanted.insert(behind - usize::from(from < behind), dragged);
                assert_eq!(order(&Layout::new(&after, &fonts, None)), wanted);
                if wanted == before {
                    assert_eq!(after, map, "nothing seems to move, so nothing does");
                }
            }
        }
    }
}

#[test]
fn of_a_collapsed_lane_only_label_and_cells_are_hit() {
    let fonts = Fonts::bundled();
    let map = plain(2);
    let edits: Vec<_> = map.lanes.iter().map(|lane| collapsed(&lane.id)).collect();
    let map = applied(&map, &edits);
    let layout = Layout::new(&map, &fonts, None);
    for row in &layout.rows {
        assert!(row.part.height < 90.0, "{} high", row.part.height);
        let Content::Collapsed(tallies) = &row.part.content else {
            panic!("not collapsed");
        };
        let lane = &row.part.lane;
        let things = lane.cards().len()
            + lane.curves().iter().map(|c| c.points.len()).sum::<usize>()
            + lane.metrics().len();
        if !matches!(lane.id.as_str(), "channels" | "later") {
            assert_eq!(tallies.iter().map(|t| t.count).sum::<usize>(), things);
        }
        let low = row.y + row.part.height;
        let border = Point::new(row.part.label.rect.center().x, low);
        assert_eq!(layout.border_at(border, 4.0), None);
        for x in (0..layout.size.width as usize).step_by(7) {
            let hit = layout.hit(Point::new(x as f64, row.y + 8.0), 3.0);
            let fits = matches!(hit, None | Some(Target::Lane(_) | Target::Cell { .. }));
            assert!(fits, "{hit:?}");
        }
    }
    // A card dropped there goes below those of the cell.
    let row = layout.row(&"lane3".into()).unwrap();
    let cell: Rect = row.part.cells[3];
    let at = Point::new(cell.center().x, row.y + 4.0);
    let drop = layout.card_drop(at, &[]).unwrap();
    let Content::Collapsed(tallies) = &row.part.content else {
        panic!("not collapsed");
    };
    assert_eq!(
        (drop.lane.as_str(), drop.index),
        ("lane3", tallies[3].count)
    );
}

#[test]
fn a_collapsed_channel_lane_counts_what_touchpoints_say() {
    let fonts = Fonts::bundled();
    let map = applied(&plain(0), &[collapsed(&"channels".into())]);
    let before = Layout::new(&map, &fonts, None);
    let mark = Edit::SetMark {
        lane: "channels".into(),
        channel: "ch0".into(),
        stage: "s0".into(),
        on: Some(false),
    };
    let touchpoints = map
        .lanes
        .iter()
        .find(|lane| lane.role() == Some(CardRole::Touchpoints));
    let card = touchpoints.unwrap().cards()[0].id.clone();
    for edit in [mark, Edit::Remove(Target::Card(card))] {
        let map = applied(&map, &[edit]);
        let fresh = Layout::new(&map, &fonts, None);
        assert_eq!(Layout::new(&map, &fonts, Some(&before)), fresh);
    }
}
