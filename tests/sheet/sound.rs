//! What must be true of every sheet: nothing overlaps, nothing is cut off.

use jejak::{
    geom::{Point, Rect},
    layout::{Content, Layout, MarkBox, MatrixBox, TextBox},
};

/// Room that text may take beyond its box without being seen to: a hundredth of a point.
const HAIR: f64 = 0.01;

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.inflate(HAIR, HAIR).contains_rect(inner)
}

fn meet(a: Rect, b: Rect) -> bool {
    let both = a.intersect(b);
    both.width() > HAIR && both.height() > HAIR
}

/// What the letters of a text cover.
fn ink(text: &TextBox) -> Rect {
    let line_height = text.rect.height() / text.paragraph.lines.len() as f64;
    let lines = text.paragraph.lines.iter().enumerate();
    lines.fold(
        Rect::from_origin_size(text.rect.origin(), (0.0, 0.0)),
        |all, (index, line)| {
            let at = text.line_at(index);
            let top = text.rect.y0 + line_height * index as f64;
            all.union(Rect::new(at.x, top, at.x + line.width, top + line_height))
        },
    )
}

fn apart(name: &str, rects: &[Rect]) {
    for (index, a) in rects.iter().enumerate() {
        for b in &rects[index + 1..] {
            assert!(!meet(*a, *b), "{name}: {a:?} and {b:?} overlap");
        }
    }
}

/// Texts stand within their room and apart from each other.
fn texts_in<'a>(name: &str, room: Rect, texts: impl IntoIterator<Item = &'a TextBox>) {
    let inks: Vec<Rect> = texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| {
            let ink = ink(text);
            assert!(holds(room, ink), "{name}: {ink:?} leaves {room:?}");
            ink
        })
        .collect();
    apart(name, &inks);
}

/// Marks stand within their room, apart from each other and from the letters.
fn marks_beside(name: &str, room: Rect, marks: &[MarkBox], texts: &[TextBox]) {
    let mut covered: Vec<Rect> = marks.iter().map(|mark| mark.rect).collect();
    for mark in &covered {
        assert!(
            holds(room, *mark),
            "{name}: a mark {mark:?} leaves {room:?}"
        );
    }
    covered.extend(texts.iter().filter(|text| !text.is_empty()).map(ink));
    apart(name, &covered);
}

/// Arrows begin and end at cards and cross none; their labels cover neither a card nor each other.
fn arrows_are_sound(name: &str, layout: &Layout) {
    let sheet = Rect::from_origin_size(Point::ZERO, layout.size);
    let cards = layout.rows.iter().flat_map(|row| {
        let cells = match &row.part.content {
            Content::Cards(cells) => &cells[..],
            _ => &[],
        };
        let cards = cells.iter().flat_map(|cell| &cell.cards);
        cards.map(|card| card.rect + jejak::geom::Vec2::new(0.0, row.y))
    });
    let cards: Vec<Rect> = cards.collect();
    for arrow in &layout.arrows {
        for ends in arrow.corners.windows(2) {
            let piece = Rect::from_points(ends[0], ends[1]).inflate(0.2, 0.2);
            assert!(holds(sheet, piece), "{name}: an arrow leaves the sheet");
            for card in &cards {
                let inner = card.inflate(-0.5, -0.5);
                assert!(!meet(piece, inner), "{name}: an arrow crosses {card:?}");
            }
        }
        let [first, .., last] = &arrow.corners[..] else {
            panic!("{name}: an arrow without a way");
        };
        for end in [first, last] {
            let at_edge = cards
                .iter()
                .any(|card| card.inflate(0.1, 0.1).contains(*end));
            assert!(at_edge, "{name}: an arrow ends at no card");
        }
        if !arrow.label.is_empty() && arrow.label.paragraph.lines.len() == 1 {
            let label = ink(&arrow.label);
            let on = cards.iter().find(|card| meet(label, **card));
            assert_eq!(on, None, "{name}: a label of an arrow lies on a card");
        }
    }
}

pub(crate) fn assert_sound(name: &str, layout: &Layout) {
    let sheet = Rect::from_origin_size(Point::ZERO, layout.size);
    let header = &layout.header.part;
    texts_in(name, sheet, [&header.title, &header.facts, &header.purpose]);
    let mut head: Vec<Rect> = header.personas.iter().map(|p| p.rect).collect();
    head.extend([&header.title, &header.facts, &header.purpose].map(ink));
    apart(name, &head);
    for persona in &header.personas {
        assert!(holds(sheet, persona.rect));
        assert!(persona.rect.y1 <= layout.stages.y);
        texts_in(name, persona.rect, &persona.texts);
    }
    let stages = &layout.stages.part;
    let heads = stages.stages.iter().map(|stage| stage.rect);
    apart(
        name,
        &heads
            .chain(stages.steps.iter().map(|s| s.rect))
            .collect::<Vec<_>>(),
    );
    for stage in &stages.stages {
        texts_in(name, stage.rect, &stage.texts);
        if let Some(pill) = stage.pill {
            assert!(
                holds(stage.rect, pill),
                "{name}: the duration leaves its stage"
            );
            texts_in(name, pill, [&stage.texts[2]]);
            let others = stage.texts[..2].iter().filter(|t| !t.is_empty()).map(ink);
            apart(name, &others.chain([pill]).collect::<Vec<_>>());
        }
    }
    for step in &stages.steps {
        texts_in(name, step.rect, [&step.title]);
    }
    arrows_are_sound(name, layout);
    let mut bottom = layout.stages.y + stages.height;
    for row in &layout.rows {
        let top = row.y + row.line.as_ref().map_or(0.0, |line| line.rect.y0);
        assert!(top >= bottom, "{name}: rows overlap");
        bottom = row.y + row.part.height;
        let room = Rect::new(0.0, 0.0, layout.size.width, row.part.height);
        let label = &row.part.label;
        let legend = match &row.part.content {
            Content::Emotion(emotion) => {
                let names = emotion.legend.iter().map(|entry| &entry.name);
                names.chain(&emotion.scale).collect()
            }
            _ => Vec::new(),
        };
        texts_in(name, label.rect, label.texts.iter().chain(legend));
        assert!(holds(room, label.rect));
        match &row.part.content {
            Content::Cards(cells) => {
                for (cell, rect) in cells.iter().zip(&row.part.cells) {
                    apart(
                        name,
                        &cell.cards.iter().map(|card| card.rect).collect::<Vec<_>>(),
                    );
                    for card in &cell.cards {
                        assert!(holds(*rect, card.rect), "{name}: a card leaves its cell");
                        texts_in(name, card.rect, [&card.text]);
                        let marks = card.persona_dots.iter().map(|(dot, _)| {
                            let size = 2.0 * dot.radius;
                            Rect::from_center_size(dot.center, (size, size))
                        });
                        let own = card.marks.iter().map(|mark| mark.rect);
                        let marks = marks
                            .chain(card.evidence)
                            .chain(own)
                            .chain([ink(&card.text)]);
                        apart(name, &marks.collect::<Vec<_>>());
                    }
                }
            }
            Content::Metrics(metrics) => {
                apart(name, &metrics.iter().map(|m| m.rect).collect::<Vec<_>>());
                for metric in metrics {
                    assert!(holds(room, metric.rect));
                    texts_in(name, metric.rect, &metric.texts);
                    marks_beside(name, metric.rect, &metric.marks, &metric.texts);
                }
            }
            Content::Emotion(emotion) => {
                let points = || emotion.curves.iter().flat_map(|curve| &curve.points);
                let labels: Vec<Rect> = points()
                    .flat_map(|p| p.labels().map(|label| label.rect))
                    .collect();
                apart(name, &labels);
                for label in points().flat_map(|point| point.labels()) {
                    assert!(
                        holds(room, label.rect),
                        "{name}: {:?} in {room:?}",
                        label.rect
                    );
                    texts_in(name, label.rect, &label.texts);
                    marks_beside(name, label.rect, &label.marks, &label.texts);
                }
                for point in points() {
                    let whisker = point.whisker.iter();
                    for line in whisker.flat_map(|w| w.lines(point.position.x)) {
                        let room = Rect::from_points(line.p0, line.p1).inflate(0.5, 0.5);
                        let on = labels.iter().find(|label| meet(**label, room));
                        assert_eq!(on, None, "{name}: a label lies on a whisker");
                        assert!(emotion.y_at(1.0) - HAIR <= line.p0.y);
                        assert!(line.p1.y <= emotion.y_at(0.0) + HAIR);
                    }
                }
                for path in emotion.curves.iter().flat_map(|curve| &curve.lines) {
                    for along in samples(path) {
                        let on = labels.iter().find(|label| label.contains(along));
                        assert_eq!(on, None, "{name}: a label lies on the curve");
                    }
                }
                for point in points() {
                    for label in &labels {
                        let circle = point.circle();
                        let x = circle.center.x.clamp(label.x0, label.x1);
                        let y = circle.center.y.clamp(label.y0, label.y1);
                        let distance = Point::new(x, y).distance(circle.center);
                        assert!(distance >= circle.radius, "{name}: a label lies on a point");
                    }
                }
            }
            Content::Collapsed(tallies) => {
                for tally in tallies {
                    let dots = tally.dots.iter().map(|dot| {
                        let size = 2.0 * dot.radius;
                        Rect::from_center_size(dot.center, (size, size))
                    });
                    let shown: Vec<_> = dots.chain(tally.number.as_ref().map(ink)).collect();
                    apart(name, &shown);
                    for shown in shown {
                        assert!(holds(tally.rect, shown), "{name}: a count leaves its cell");
                    }
                }
            }
            Content::Channels(matrix) => {
                let places = matrix.lines.iter().flat_map(|line| {
                    line.places.iter().flatten().map(|x| {
                        let size = 2.0 * MatrixBox::DOT_RADIUS;
                        Rect::from_center_size((*x, line.y), (size, size))
                    })
                });
                let breaks = matrix.breaks.iter().map(|at| at.rect);
                let shown: Vec<_> = places.chain(breaks).collect();
                apart(name, &shown);
                for thread in &matrix.threads {
                    assert!(holds(room, jejak::geom::Shape::bounding_box(&*thread.path)));
                }
            }
            Content::Foreign(_) => {}
        }
    }
    assert!(bottom <= layout.size.height, "{name}: the sheet is too low");
    for place in layout.places() {
        assert!(
            holds(sheet, place.rect),
            "{name}: {place:?} leaves the sheet"
        );
    }
}

fn samples(path: &jejak::geom::BezPath) -> Vec<Point> {
    let segments = path.segments();
    let along = (0..=40).map(|i| f64::from(i) / 40.0);
    segments
        .flat_map(|segment| {
            along
                .clone()
                .map(move |t| kurbo::ParamCurve::eval(&segment, t))
        })
        .collect()
}
