//! Where dragged steps, personas, metrics and lines would land.

use jejak::{
    edit::{Edit, apply},
    geom::{Point, Vec2},
    layout::Layout,
    model::{Id, Map, Target},
    text::Fonts,
};

use crate::maps::{TEXTS, map_of};

fn reordered(map: &Map, target: Target, index: usize) -> Map {
    apply(map, &Edit::Reorder { target, index }).unwrap()
}

fn moved<T: Clone>(before: &[T], from: usize, to: usize) -> Vec<T> {
    let mut after = before.to_vec();
    let part = after.remove(from);
    after.insert(to - usize::from(from < to), part);
    after
}

#[test]
fn a_step_lands_beside_the_step_it_is_held_over() {
    let fonts = Fonts::bundled();
    let map = map_of(3, 3, 1, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    let steps = |map: &Map| -> Vec<Id> {
        map.stages[1]
            .steps
            .iter()
            .map(|step| step.id.clone())
            .collect()
    };
    let before = steps(&map);
    for (from, dragged) in before.iter().enumerate() {
        for (to, over) in before.iter().enumerate().filter(|(to, _)| *to != from) {
            let rect = layout.rect_of(&Target::Step(over.clone())).unwrap();
            for (part, behind) in [(0.2, to), (0.8, to + 1)] {
                let x = rect.x0 + part * rect.width();
                let drop = layout.step_drop(x, dragged).unwrap();
                let after = reordered(&map, Target::Step(dragged.clone()), drop.index);
                assert_eq!(steps(&after), moved(&before, from, behind));
                assert!(drop.rect.y0 >= layout.stages.y && drop.rect.width() < 10.0);
            }
        }
    }
    let far = layout.step_drop(1e6, &before[0]).unwrap();
    assert_eq!(far.index, 2, "it stays in its stage");
    assert_eq!(layout.step_drop(0.0, &"no step".into()), None);
}

#[test]
fn a_persona_lands_beside_the_persona_it_is_held_over() {
    let fonts = Fonts::bundled();
    for stages in [1, 8] {
        let mut map = map_of(stages, 0, 4, &TEXTS[..1]);
        // One is a chip, the others are cards, whatever their order.
        let chip = std::sync::Arc::make_mut(&mut map.personas[2]);
        (chip.role, chip.quote) = Default::default();
        (chip.goals, chip.frustrations) = Default::default();
        let layout = Layout::new(&map, &fonts, None);
        let ids = |map: &Map| -> Vec<Id> { map.personas.iter().map(|p| p.id.clone()).collect() };
        let before = ids(&map);
        for (from, dragged) in before.iter().enumerate() {
            for (to, over) in before.iter().enumerate().filter(|(to, _)| *to != from) {
                let rect = layout.rect_of(&Target::Persona(over.clone())).unwrap();
                for (sign, behind) in [(-1.0, to), (1.0, to + 1)] {
                    let by = Vec2::new(rect.width(), rect.height()) * (0.3 * sign);
                    let drop = layout.persona_drop(rect.center() + by, dragged).unwrap();
                    let after = reordered(&map, Target::Persona(dragged.clone()), drop.index);
                    assert_eq!(ids(&after), moved(&before, from, behind));
                }
            }
        }
    }
    let alone = Layout::new(&map_of(2, 0, 1, &TEXTS[..1]), &fonts, None);
    assert_eq!(
        alone.persona_drop(Point::new(80.0, 80.0), &"p0".into()),
        None
    );
}

#[test]
fn a_metric_lands_between_the_metrics_of_a_stage() {
    let fonts = Fonts::bundled();
    let map = map_of(5, 2, 0, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    let lane = map.lane(&"figures".into()).unwrap();
    for dragged in lane.metrics() {
        for over in lane.metrics().iter().filter(|over| over.id != dragged.id) {
            let rect = layout.rect_of(&Target::Metric(over.id.clone())).unwrap();
            for (part, after) in [(0.3, false), (0.7, true)] {
                let at = Point::new(rect.x0 + 30.0, rect.y0 + part * rect.height());
                let drop = layout.metric_drop(at, &dragged.id).unwrap();
                assert_eq!((&drop.lane, &drop.stage), (&lane.id, &over.stage));
                let next = apply(
                    &map,
                    &Edit::MoveMetric {
                        id: dragged.id.clone(),
                        lane: drop.lane,
                        stage: drop.stage,
                        index: drop.index,
                    },
                );
                let next = next.unwrap();
                let (lane, _) = next.metric(&dragged.id).unwrap();
                let of_stage = lane.metrics().iter().filter(|m| m.stage == over.stage);
                let of_stage: Vec<_> = of_stage.map(|m| &m.id).collect();
                let [of_dragged, of_over] = [&dragged.id, &over.id]
                    .map(|id| of_stage.iter().position(|known| *known == id).unwrap());
                assert_eq!(of_dragged > of_over, after);
                assert_eq!(of_dragged.abs_diff(of_over), 1);
            }
        }
    }
    let card = layout.rect_of(&Target::Card("c1".into())).unwrap();
    assert_eq!(layout.metric_drop(card.center(), &"m0".into()), None);
}

#[test]
fn a_line_lands_above_the_nearest_lane_without_one() {
    let fonts = Fonts::bundled();
    let map = map_of(2, 0, 0, &TEXTS[..1]);
    let layout = Layout::new(&map, &fonts, None);
    for (index, row) in layout.rows.iter().enumerate() {
        let own = row.part.lane.id.clone();
        let drop = layout.line_drop(row.y - 5.0, None).unwrap();
        assert_eq!(drop.above == own, row.line.is_none(), "row {index}");
        assert!(layout.row(&drop.above).unwrap().line.is_none());
        let drop = layout.line_drop(row.y - 5.0, Some(&own)).unwrap();
        assert_eq!(drop.above, own);
    }
    let from = map.lines[0].above.clone();
    let drop = layout.line_drop(1e9, Some(&from)).unwrap();
    let to = drop.above;
    assert_eq!(to, map.lanes.last().unwrap().id);
    let (above, to) = (from.clone(), to.clone());
    let next = apply(&map, &Edit::MoveLine { above, to }).unwrap();
    assert_eq!(next.lines[0].above, map.lanes.last().unwrap().id);
}
