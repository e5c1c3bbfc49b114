//! What a person marks and ties, as it is seen: conversions and their funnel, links of pain and
//! answer, ways back.

use std::sync::Arc;

use jejak::{
    file,
    geom::{Line, ParamCurve as _, Rect, Shape as _},
    layout::{CardBox, Content, Layout, MarkBox, MarkKind, TextBox},
    model::{Claim, CurvePoint, Hue, LaneKind, Level, LinkLook, Map, Target},
    scene::{Item, Paint, Scene, Subject},
    text::Fonts,
};

/// Three stages; pains p1 and p2 are answered by o1, p1 by o2 as well; a3 is the conversion.
fn map() -> Map {
    let text = r#"{"format": "jejak.journey", "version": 1,
        "personas": [{"id": "ana", "name": "Ana"}],
        "stages": [{"id": "see", "title": "See"}, {"id": "weigh", "title": "Weigh"},
            {"id": "buy", "title": "Buy"}, {"id": "own", "title": "Own"}],
        "lanes": [
          {"id": "do", "kind": "cards", "role": "customer_actions", "title": "Do", "cards": [
            {"id": "a1", "stage": "see", "text": "Looks"},
            {"id": "a2", "stage": "weigh", "text": "Compares"},
            {"id": "a3", "stage": "buy", "text": "Pays", "conversion": true}]},
          {"id": "feel", "kind": "emotion", "title": "Feel", "curves": [
            {"persona": "ana", "points": [
              {"id": "e1", "stage": "see", "at": 0.5, "value": 0},
              {"id": "e2", "stage": "buy", "at": 0.5, "value": 1, "conversion": true}]}]},
          {"id": "pains", "kind": "cards", "role": "pain_points", "title": "Pains", "cards": [
            {"id": "p3", "stage": "own", "text": "Nobody answers this"},
            {"id": "p2", "stage": "buy", "text": "Late"},
            {"id": "p1", "stage": "see", "text": "Dull"}]},
          {"id": "ideas", "kind": "cards", "role": "opportunities", "title": "Ideas", "cards": [
            {"id": "o1", "stage": "weigh", "text": "Both", "value": 4, "effort": 2,
              "answers": ["p2", "p1"]},
            {"id": "o2", "stage": "see", "text": "One", "effort": 5, "answers": ["p1"]}]},
          {"id": "count", "kind": "metrics", "title": "Count", "metrics": [
            {"id": "m1", "stage": "weigh", "name": "Goes on", "kind": "conversion", "value": 9,
              "unit": "%"},
            {"id": "m2", "stage": "weigh", "name": "CSAT", "kind": "csat", "value": 70}]}]}"#;
    let loaded = file::load(text.as_bytes()).expect("a map");
    assert_eq!(loaded.warnings, []);
    loaded.map
}

fn laid_out(map: &Map) -> Layout {
    Layout::new(map, &Fonts::bundled(), None)
}

fn card<'l>(layout: &'l Layout, id: &str) -> &'l CardBox {
    let cells = layout
        .rows
        .iter()
        .filter_map(|row| match &row.part.content {
            Content::Cards(cells) => Some(cells),
            _ => None,
        });
    let mut cards = cells.flatten().flat_map(|cell| &cell.cards);
    cards
        .find(|card| card.card.id.as_str() == id)
        .expect("on the sheet")
}

fn legend(layout: &Layout) -> Vec<(MarkKind, String)> {
    let entries = layout.legend.iter().flat_map(|legend| &legend.part.entries);
    let line = |text: &TextBox| text.paragraph.lines[0].text.clone();
    entries
        .map(|(mark, text)| (mark.mark, line(text)))
        .collect()
}

fn texts(scene: &Scene) -> Vec<String> {
    let text = scene.to_string();
    let texts = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("text "));
    texts.map(str::to_owned).collect()
}

#[test]
fn a_conversion_is_marked_on_card_and_point_and_named_in_the_legend() {
    let layout = laid_out(&map());
    let marks = |id| -> Vec<MarkKind> {
        let marks = card(&layout, id).marks.iter();
        marks.map(|mark| mark.mark).collect()
    };
    assert_eq!(marks("a3"), [MarkKind::Conversion]);
    assert_eq!(marks("a2"), []);
    assert_eq!(
        legend(&layout)[0],
        (MarkKind::Conversion, "Conversion".to_owned())
    );

    // Of the point alone, too: it has a face and a seal, which a scene without the mark lacks.
    let mut plain = map();
    points(&mut plain)[1].conversion = false;
    let (seen, unseen) = (
        Scene::new(&layout, None),
        Scene::new(&laid_out(&plain), None),
    );
    let items = |scene: &Scene| {
        let point = Target::Point("e2".into());
        let mut chunks = scene.chunks();
        let (_, chunk) = chunks
            .find(|(_, chunk)| chunk.target() == Some(&point))
            .unwrap();
        chunk.items.len()
    };
    assert!(items(&seen) > items(&unseen) + 4);
}

#[test]
fn stars_and_rings_of_points_are_named_in_the_legend() {
    let mut map = map();
    let names = |map: &Map| -> Vec<MarkKind> {
        let marks = legend(&laid_out(map)).into_iter();
        marks.map(|(mark, _)| mark).collect()
    };
    let (star, ring) = (MarkKind::MomentOfTruth, MarkKind::Claim(Claim::Assumed));
    assert!(!names(&map).contains(&star) && !names(&map).contains(&ring));
    let first = &mut points(&mut map)[0];
    first.moment_of_truth = true;
    first.claim = Some(Claim::Assumed);
    let told = names(&map);
    assert!(told.contains(&star) && told.contains(&ring), "{told:?}");
    let words = legend(&laid_out(&map)).into_iter();
    let star = words
        .filter(|(mark, _)| *mark == star)
        .map(|(_, words)| words);
    assert_eq!(star.collect::<Vec<_>>(), ["Moment of truth"]);
}

/// Of the first curve.
fn points(map: &mut Map) -> &mut Vec<CurvePoint> {
    let mut kinds = map
        .lanes
        .iter_mut()
        .map(|lane| &mut Arc::make_mut(lane).kind);
    let curves = kinds.find_map(|kind| match kind {
        LaneKind::Emotion { curves } => Some(curves),
        _ => None,
    });
    &mut Arc::make_mut(&mut curves.expect("a curve")[0]).points
}

#[test]
fn a_curve_is_told_by_the_colour_of_its_persona() {
    let mut map = map();
    Arc::make_mut(&mut map.personas[0]).hue = Hue::Violet;
    points(&mut map)[1].label = "Glad".to_owned();
    let hue = map.theme.hue(Hue::Violet);
    let scene = Scene::new(&laid_out(&map), None);
    for id in ["e1", "e2"] {
        let point = Target::Point(id.into());
        let mut chunks = scene.chunks();
        let found = chunks.find(|(_, chunk)| chunk.target() == Some(&point));
        let (_, chunk) = found.expect("on the sheet");
        let strokes = chunk.items.iter().filter_map(|item| match item {
            Item::Stroke { paint, .. } => Some(paint),
            _ => None,
        });
        let hers = strokes.filter(|paint| **paint == Paint::Solid(hue));
        assert_ne!(hers.count(), 0, "{id}");
    }
}

#[test]
fn the_funnel_is_as_wide_as_its_figures_say_and_says_them() {
    let mut map = map();
    map.draws_funnel = true;
    let funnel = |map: &Map| {
        let layout = laid_out(map);
        let parts = layout.funnel.map(|funnel| funnel.part.parts.clone());
        parts.unwrap_or_default()
    };
    let parts = funnel(&map);
    // All who set out, and how many of them go on; of what is behind nobody knows.
    let told: Vec<Vec<String>> = parts
        .iter()
        .map(|part| {
            part.texts
                .iter()
                .map(|text| text.paragraph.lines[0].text.to_string())
                .collect()
        })
        .collect();
    assert_eq!(told, [vec!["100%"], vec!["9%", "Goes on"]]);
    assert!((parts[1].level / parts[0].level - 0.09).abs() < 1e-9);
    for part in &parts {
        let bounds = part.path.bounding_box();
        assert!(
            (bounds.height() - part.level).abs() < 1e-9,
            "level is where it is highest"
        );
        let level = part.path.segments().next().expect("an outline");
        assert_eq!(level.start().y, level.end().y);
        assert!(level.end().x - level.start().x > 0.7 * bounds.width());
    }
    assert!(
        parts.iter().all(|part| part.conversion.is_none()),
        "that is not counted"
    );

    let rate = |map: &mut Map, stage: &str, value: f64| {
        let lane = map.lanes.last_mut().map(Arc::make_mut).expect("figures");
        let LaneKind::Metrics { metrics } = &mut lane.kind else {
            panic!("no figures");
        };
        let mut metric = (*metrics[0]).clone();
        (metric.id, metric.stage, metric.value) = ("more".into(), Some(stage.into()), value);
        metrics.push(Arc::new(metric));
    };
    let mut counted = map.clone();
    rate(&mut counted, "buy", 4.0);
    let marked: Vec<_> = funnel(&counted)
        .iter()
        .map(|part| part.conversion.is_some())
        .collect();
    assert_eq!(marked, [false, false, true]);
    // What is no share of all, or is missing, makes none.
    let mut grown = map.clone();
    rate(&mut grown, "buy", 41.0);
    let mut hole = map.clone();
    rate(&mut hole, "own", 4.0);
    for map in [grown, hole] {
        assert_eq!(funnel(&map), []);
    }
}

#[test]
fn effort_stands_below_value() {
    let layout = laid_out(&map());
    let marks = &card(&layout, "o1").marks;
    let (four, two) = (Level::new(4).unwrap(), Level::new(2).unwrap());
    let kinds: Vec<MarkKind> = marks.iter().map(|mark| mark.mark).collect();
    assert_eq!(kinds, [MarkKind::Value(four), MarkKind::Effort(two)]);
    let [value, effort] = [&marks[0].rect, &marks[1].rect];
    assert_eq!((value.x0, value.x1), (effort.x0, effort.x1));
    assert!(value.y1 <= effort.y0);
    assert_eq!(marks[1].dots().filter(|(_, filled)| *filled).count(), 2);
    // Alone it stands in the middle of the line.
    let alone = &card(&layout, "o2").marks;
    assert_eq!(alone.len(), 1);
    let names: Vec<String> = legend(&layout).into_iter().map(|(_, name)| name).collect();
    let told = [
        "Conversion",
        "Colour of the persona",
        "Other point",
        "Value, 1 to 5",
        "Effort, 1 to 5",
    ];
    assert_eq!(names, told);
}

#[test]
fn pain_points_and_their_answers_bear_the_same_numbers() {
    let mut map = map();
    assert!(
        laid_out(&map).grid.links.is_empty(),
        "not unless it is wanted"
    );
    map.links = LinkLook::Numbers;
    let layout = laid_out(&map);
    let number = |id| {
        let mut marks = card(&layout, id).marks.iter();
        let mark = marks.find_map(|mark: &MarkBox| mark.number.as_ref());
        mark.map(|text| text.paragraph.lines[0].text.clone())
    };
    // By column, whatever the order of the lane; what has no answer has no number.
    let told = ["p1", "p2", "p3", "o1", "o2"].map(|id| number(id).unwrap_or_default());
    assert_eq!(told, ["1", "2", "", "1, 2", "1"]);
    let names: Vec<String> = legend(&layout).into_iter().map(|(_, name)| name).collect();
    assert!(names.contains(&"Pain point and its opportunities".to_owned()));
    let told = texts(&Scene::new(&layout, None));
    assert!(told.iter().any(|text| text.starts_with("\"1, 2\"")));

    // What is not on the sheet has no number there, and gives none.
    Arc::make_mut(&mut map.lanes[2]).hidden = true;
    assert!(laid_out(&map).grid.links.is_empty());
}

#[test]
fn lines_lead_from_pain_points_to_their_answers_and_cross_no_card() {
    let mut map = map();
    map.links = LinkLook::Lines;
    let layout = laid_out(&map);
    let ends: Vec<_> = layout
        .links
        .iter()
        .map(|link| (link.pain.as_str(), link.opportunity.as_str()))
        .collect();
    assert_eq!(ends, [("p2", "o1"), ("p1", "o1"), ("p1", "o2")]);
    let on_sheet = |id: &str| {
        layout
            .rect_of(&Target::Card(id.into()))
            .expect("on the sheet")
    };
    for link in &layout.links {
        for (end, id) in link.ends.into_iter().zip([&link.pain, &link.opportunity]) {
            let rect = on_sheet(id.as_str()).inflate(0.01, 0.01);
            assert!(rect.contains(end), "{id:?}");
        }
        let bounds = link.line.bounding_box();
        assert!(bounds.width() < layout.size.width / 2.0);
    }
    let scene = Scene::new(&layout, None);
    let names = scene.names(&map);
    let lines = scene
        .chunks()
        .filter_map(|(_, chunk)| match &chunk.subject {
            subject @ Subject::Answer { .. } => Some(names.of(subject).into_owned()),
            _ => None,
        });
    let lines: Vec<String> = lines.collect();
    assert_eq!(lines[0], "Addresses, Late, Both");
}

#[test]
fn a_way_back_to_the_stage_before_is_a_loop_that_is_seen() {
    let text = r#"{"format": "jejak.journey", "version": 1,
        "stages": [{"id": "see", "title": "See"}, {"id": "weigh", "title": "Weigh"}],
        "lanes": [{"id": "do", "kind": "cards", "role": "customer_actions", "title": "Do",
          "cards": [{"id": "a1", "stage": "see", "text": "Looks"},
            {"id": "a2", "stage": "weigh", "text": "Compares"},
            {"id": "a3", "stage": "weigh", "text": "Doubts"}]},
          {"id": "say", "kind": "cards", "role": "free", "title": "Say",
          "cards": [{"id": "s1", "stage": "see", "text": "Asks"},
            {"id": "s2", "stage": "weigh", "text": "Hears"}]}],
        "arrows": [{"id": "on", "from": "a1", "to": "a2"},
          {"id": "back", "from": "a2", "to": "a1", "label": "not sure"},
          {"id": "bare", "from": "a3", "to": "a1"},
          {"id": "down", "from": "a3", "to": "s1"},
          {"id": "up", "from": "s2", "to": "a1"}]}"#;
    let map = file::load(text.as_bytes()).expect("a map").map;
    let layout = laid_out(&map);
    let width = layout.grid.columns[0].x1 - layout.grid.columns[0].x0;
    for arrow in &layout.arrows[1..] {
        let id = arrow.arrow.id.as_str();
        assert!(arrow.bounds().width() > width, "{id}: {:?}", arrow.bounds());
        let pieces = || {
            arrow
                .corners
                .windows(2)
                .map(|ends| Line::new(ends[0], ends[1]))
        };
        if !arrow.label.is_empty() {
            let label = arrow.label_rect();
            let through = pieces().filter(|piece| {
                let along = piece.p1 - piece.p0;
                let bounds = Rect::from_points(piece.p0, piece.p1);
                along.x.abs() < 0.01 && along.hypot() > 1.0 && bounds.overlaps(label)
            });
            assert_eq!(through.count(), 0, "a stem runs through the label");
        }
        // It comes in where a reader does, and leaves the arrow ahead alone.
        let [.., before, last] = arrow.corners[..] else {
            panic!("a way");
        };
        assert!(last.x > before.x);
        let ahead = &layout.arrows[0].corners;
        let ahead = Line::new(ahead[0], ahead[ahead.len() - 1]);
        let crossed = pieces().filter(|piece| {
            piece.crossing_point(ahead).is_some_and(|at| {
                let rects =
                    [*piece, ahead].map(|l| Rect::from_points(l.p0, l.p1).inflate(0.1, 0.1));
                rects.iter().all(|rect| rect.contains(at))
            })
        });
        if id == "back" {
            assert_eq!(crossed.count(), 0, "{id}");
        }
    }
}
