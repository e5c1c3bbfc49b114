//! What the sheet makes of curves: intervals, few answers, peak, dip and end, the shaded gap.

use std::sync::Arc;

use jejak::{
    geom::{Point, Rect, Shape as _},
    layout::{Content, EmotionBox, Layout, Lens, PointBox},
    model::{
        Claim, Curve, CurvePoint, Evidence, Id, Lane, LaneKind, LevelWord, Map, Persona, Scale,
        Stage, When,
    },
    survey::Figures,
    text::Fonts,
    words::Language,
};

use crate::sound::assert_sound;

/// A point for each value, one to a stage.
fn curve(persona: &str, to_be: bool, values: &[Option<f64>]) -> Curve {
    let point = |(index, value): (usize, &Option<f64>)| CurvePoint {
        id: Id::new(format!("{persona}-{to_be}-{index}")),
        stage: Id::new(format!("s{index}")),
        at: 0.5,
        value: *value,
        ..CurvePoint::default()
    };
    Curve {
        persona: persona.into(),
        to_be,
        points: values.iter().enumerate().map(point).collect(),
        ..Curve::default()
    }
}

fn map(curves: Vec<Curve>) -> Map {
    let stages = curves.iter().map(|curve| curve.points.len()).max();
    let stage = |index: usize| {
        Arc::new(Stage {
            id: Id::new(format!("s{index}")),
            ..Stage::default()
        })
    };
    let persona = |id: &str| {
        Arc::new(Persona {
            id: id.into(),
            name: id.to_owned(),
            ..Persona::default()
        })
    };
    Map {
        stages: (0..stages.unwrap_or_default()).map(stage).collect(),
        personas: ["ana", "ben"].map(persona).to_vec(),
        lanes: vec![Arc::new(Lane {
            id: "feelings".into(),
            kind: LaneKind::Emotion {
                curves: curves.into_iter().map(Arc::new).collect(),
            },
            ..Lane::default()
        })],
        ..Map::default()
    }
}

fn laid_out(map: &Map, lens: &Lens) -> EmotionBox {
    let layout = Layout::through(lens, map, &Fonts::bundled(), None);
    assert_sound("curves", &layout);
    match &layout.rows[0].part.content {
        Content::Emotion(emotion) => emotion.clone(),
        _ => unreachable!("it is a lane of emotions"),
    }
}

fn words(point: &PointBox) -> String {
    let texts = point.labels().flat_map(|label| &label.texts);
    let lines = texts.flat_map(|text| &text.paragraph.lines);
    let words: Vec<&str> = lines.map(|line| line.text.as_str()).collect();
    words.join(" | ")
}

fn said(emotion: &EmotionBox, curve: usize) -> Vec<String> {
    emotion.curves[curve].points.iter().map(words).collect()
}

fn values(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn peak_dip_and_end_are_named_where_nobody_named_them() {
    let clear = Lens::default();
    let mut plain = map(vec![curve(
        "ana",
        false,
        &values(&[0.0, 1.5, -1.0, 1.5, -1.0, 0.5]),
    )]);
    let named = ["", "Peak", "Low point", "", "", "End"];
    assert_eq!(said(&laid_out(&plain, &clear), 0), named);
    plain.language = Language::Indonesian;
    let named = ["", "Puncak", "Titik terendah", "", "", "Akhir"];
    assert_eq!(said(&laid_out(&plain, &clear), 0), named);

    // The last point is the dip, and is called that; a label of its own stands instead.
    let mut ending = curve(
        "ana",
        false,
        &[Some(1.0), Some(1.8), None, Some(-2.0), None],
    );
    ending.points[1].label = "The drive".to_owned();
    let ending = laid_out(&map(vec![ending]), &clear);
    assert_eq!(said(&ending, 0), ["", "The drive", "", "Low point", ""]);

    for few in [&[1.0, -1.0][..], &[1.0, 1.0, 1.0, 1.0]] {
        let emotion = laid_out(&map(vec![curve("ana", false, &values(few))]), &clear);
        assert!(said(&emotion, 0).iter().all(String::is_empty), "{few:?}");
    }
}

#[test]
fn the_turns_of_a_bare_line_in_the_background_are_not_named_nor_those_of_a_wish() {
    let three = values(&[0.0, 1.5, -1.0]);
    let mut counted = curve("ben", false, &values(&[1.0, -1.5, 0.5]));
    let bare = map(vec![
        curve("ana", false, &three),
        curve("ana", true, &values(&[1.0, 2.0, 0.5])),
        counted.clone(),
    ]);
    let emotion = laid_out(&bare, &Lens::default());
    assert_eq!(said(&emotion, 0), ["", "Peak", "Low point"]);
    assert_eq!(said(&emotion, 1), ["", "", ""]);
    assert_eq!(said(&emotion, 2), ["", "", ""]);
    // In front, through a lens, it is told.
    let of_ben = Lens {
        personas: vec!["ben".into()],
        hides_others: false,
        when: When::Both,
    };
    let emotion = laid_out(&bare, &of_ben);
    assert_eq!(emotion.curves[0].curve.persona.as_str(), "ben");
    assert_eq!(said(&emotion, 0), ["Peak", "Low point", "End"]);
    assert_eq!(
        said(&emotion, 1),
        ["", "", ""],
        "what is faded says no more"
    );

    counted.points[0].n = Some(31);
    let told = map(vec![curve("ana", false, &three), counted]);
    assert_eq!(
        said(&laid_out(&told, &Lens::default()), 1),
        ["Peak", "Low point", "End"]
    );
}

#[test]
fn a_whisker_spans_the_interval_of_the_mean_and_stays_on_the_scale() {
    // From 1 to 7: the figures of some real answers.
    let scale = Scale { min: 1.0, max: 7.0 };
    let answers = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 6.0];
    let figures = Figures::of(&answers).unwrap();
    let half = figures.half_interval().unwrap();
    let mut shown = curve("ana", false, &values(&[figures.mean, 6.8, 4.0, 4.0, 4.0]));
    for (index, n) in [
        (0, Some(8)),
        (1, Some(3)),
        (2, Some(1)),
        (3, None),
        (4, Some(100_000)),
    ] {
        shown.points[index].spread = figures.spread;
        shown.points[index].n = n;
    }
    let mut map = map(vec![shown]);
    map.emotion_scale = scale;
    let emotion = laid_out(&map, &Lens::default());
    let points = &emotion.curves[0].points;
    let whisker = points[0].whisker.as_ref().expect("an interval");
    let y = |value: f64| emotion.y_at(scale.share(value));
    assert!((whisker.top - y(figures.mean + half)).abs() < 1e-9);
    assert!((whisker.bottom - y(figures.mean - half)).abs() < 1e-9);
    assert!(whisker.ends_above && whisker.ends_below);
    let clamped = points[1].whisker.as_ref().expect("an interval");
    assert_eq!(clamped.top, y(7.0));
    assert!(!clamped.ends_above && clamped.ends_below);
    for (index, why) in [
        (2, "one answer has no interval"),
        (3, "nor has an unknown number"),
        (4, "this one is smaller than its point"),
    ] {
        assert_eq!(points[index].whisker, None, "{why}");
    }
}

#[test]
fn few_answers_are_drawn_open_and_said() {
    let mut few = curve("ana", false, &values(&[0.0, 1.5, -1.0, 0.5]));
    for (index, n) in [(0, 4), (1, 3), (2, 4), (3, 5)] {
        few.points[index].n = Some(n);
    }
    few.points[2].label = "Unexplained fee".to_owned();
    let layout = Layout::new(&map(vec![few]), &Fonts::bundled(), None);
    let Content::Emotion(emotion) = &layout.rows[0].part.content else {
        unreachable!("it is a lane of emotions")
    };
    let open: Vec<bool> = emotion.curves[0]
        .points
        .iter()
        .map(PointBox::is_open)
        .collect();
    assert_eq!(open, [true, true, true, false]);
    assert_eq!(
        said(emotion, 0),
        ["n = 4", "Peak · n = 3", "Unexplained fee | n = 4", "End"]
    );
    assert_eq!(
        legend(&layout),
        [
            "Colour of the persona",
            "Other point",
            "Fewer than 5 answers"
        ]
    );
}

fn legend(layout: &Layout) -> Vec<String> {
    let legend = layout.legend.iter();
    let entries = legend.flat_map(|legend| &legend.part.entries);
    entries
        .map(|(_, words)| words.paragraph.lines[0].text.to_string())
        .collect()
}

#[test]
fn what_points_rest_on_is_marked_beside_them_and_explained() {
    let mut claimed = curve("ana", false, &values(&[0.0, 1.5, -1.0, 0.5]));
    claimed.points[0].claim = Some(Claim::Assumed);
    claimed.points[1].claim = Some(Claim::Researched);
    claimed.points[1].evidence = vec![Evidence {
        text: "Interview 7".to_owned(),
        ..Evidence::default()
    }];
    claimed.points[1].label = "The drive".to_owned();
    let map = map(vec![claimed]);
    let layout = Layout::new(&map, &Fonts::bundled(), None);
    let Content::Emotion(emotion) = &layout.rows[0].part.content else {
        unreachable!("it is a lane of emotions")
    };
    let marks = emotion.curves[0].points.iter().map(|point| {
        let marks = point.labels().map(|label| label.marks.len());
        marks.sum::<usize>()
    });
    assert_eq!(marks.collect::<Vec<_>>(), [0, 2, 0, 0]);
    let told = [
        "Colour of the persona",
        "Other point",
        "Assumed",
        "Researched",
        "Evidence",
    ];
    assert_eq!(legend(&layout), told);

    // A bare point in the background shows it by itself, too.
    let mut behind = curve("ben", false, &values(&[0.5, 0.5]));
    behind.points[1].claim = Some(Claim::Reasoned);
    let front = curve("ana", false, &values(&[0.0, 1.5]));
    let emotion = laid_out(&self::map(vec![front, behind]), &Lens::default());
    let point = &emotion.curves[1].points[1];
    assert_eq!(
        (point.claim, point.note.as_ref()),
        (Some(Claim::Reasoned), None)
    );
}

#[test]
fn the_levels_of_the_scale_are_called_by_their_words() {
    let mut map = map(vec![curve("ana", false, &values(&[0.0, 1.5, -1.0]))]);
    map.lanes = vec![Arc::new(Lane {
        title: "Emotions".to_owned(),
        note: "mean of 214 answers, band is one standard deviation".to_owned(),
        ..Lane::clone(&map.lanes[0])
    })];
    let words = |emotion: &EmotionBox| -> Vec<String> {
        let lines = emotion
            .scale
            .iter()
            .map(|text| &text.paragraph.lines[0].text);
        lines.map(|line| line.to_string()).collect()
    };
    let numbers = laid_out(&map, &Lens::default());
    assert_eq!(words(&numbers), ["+2", "0", "−2"]);
    let called = [
        (2.0, "Delighted"),
        (1.0, "Content"),
        (-1.0, "Annoyed"),
        (-2.0, "Ready to give up at once and for ever"),
        (1.05, "Left off"),
    ];
    map.emotion_words = called
        .iter()
        .map(|(value, word)| LevelWord {
            value: *value,
            word: (*word).to_owned(),
            ..LevelWord::default()
        })
        .collect();
    let emotion = laid_out(&map, &Lens::default());
    let shown = words(&emotion);
    for word in ["Delighted", "0", "Content", "Annoyed", "Ready to"] {
        assert!(shown.iter().any(|line| line == word), "{word} in {shown:?}");
    }
    assert!(shown.iter().any(|line| line.ends_with('…')), "{shown:?}");
    assert!(!shown.contains(&"Left off".to_owned()));
    let content = emotion
        .scale
        .iter()
        .find(|text| text.paragraph.lines[0].text == "Content");
    let middle = content.expect("a word").rect.center().y;
    assert!((middle - emotion.y_at(0.75)).abs() < 1e-9);
}

#[test]
fn now_and_to_be_are_told_apart_by_a_shade_wherever_there_are_both() {
    let now = [
        Some(-1.0),
        Some(-1.0),
        None,
        Some(-1.0),
        Some(-1.0),
        Some(-1.0),
    ];
    let wish = [Some(1.0), Some(1.0), Some(1.0), Some(1.0), Some(1.0), None];
    let emotion = laid_out(
        &map(vec![curve("ana", false, &now), curve("ana", true, &wish)]),
        &Lens::default(),
    );
    let x = |index: usize| emotion.curves[0].points[index].position.x;
    let gap = emotion.curves[0].gap.as_ref().expect("a shade");
    let parts: Vec<Rect> = gap
        .elements()
        .split_inclusive(|element| *element == kurbo::PathEl::ClosePath)
        .map(|part| kurbo::BezPath::from_vec(part.to_vec()).bounding_box())
        .collect();
    let expected = [(x(0), x(1)), (x(3), x(4))];
    assert_eq!(parts.len(), expected.len());
    for (part, (from, to)) in parts.iter().zip(expected) {
        assert!((part.x0 - from).abs() < 1e-9 && (part.x1 - to).abs() < 1e-9);
        assert!((part.y0 - emotion.y_at(0.75)).abs() < 1e-9);
        assert!((part.y1 - emotion.y_at(0.25)).abs() < 1e-9);
    }
    let apart = [None, None, None, None, Some(1.0), Some(1.0)];
    let before = [Some(-1.0), Some(-1.0), None, None, None, None];
    let emotion = laid_out(
        &map(vec![
            curve("ana", false, &before),
            curve("ana", true, &apart),
        ]),
        &Lens::default(),
    );
    assert_eq!(emotion.curves[0].gap, None);
}

#[test]
fn words_stand_near_their_point_or_are_led_to_it() {
    let mut first = curve("ana", false, &values(&[0.4, 0.6, 0.3, 0.7, 0.2, 0.5, 0.4]));
    for (point, label) in first.points.iter_mut().zip([
        "Curious",
        "Delighted",
        "Unsure",
        "Relieved",
        "Annoyed",
        "At ease",
        "Curious again",
    ]) {
        point.label = label.to_owned();
    }
    let up = [1.6, -1.6, 1.7, -1.7, 1.6, -1.6, 1.7];
    let mut second = curve("ben", false, &values(&up));
    for point in &mut second.points {
        point.at = 0.35;
        point.spread = Some(0.4);
    }
    let emotion = laid_out(&map(vec![first, second]), &Lens::default());
    let mut led = 0;
    for point in emotion.curves.iter().flat_map(|curve| &curve.points) {
        let Some(label) = &point.label else { continue };
        let nearest = Point::new(
            point.position.x.clamp(label.rect.x0, label.rect.x1),
            point.position.y.clamp(label.rect.y0, label.rect.y1),
        );
        let off = nearest.distance(point.position);
        match label.leader {
            None => assert!(off < 95.0, "{}: {off}", point.point.label),
            Some(leader) => {
                led += 1;
                assert!(leader.p1.distance(nearest) < 1.0);
                assert!(leader.p0.distance(point.position) < point.circle().radius + 1.0);
            }
        }
    }
    assert!(led <= 1, "{led}");
}
