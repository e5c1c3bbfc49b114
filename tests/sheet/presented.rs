//! The picture by the eyes of who presents it: bars that say the truth, marks that are explained,
//! all in its place.

use std::{collections::BTreeSet, sync::Arc};

use jejak::{
    file,
    geom::Rect,
    layout::{
        BarBox, CardBox, Content, Explained, Layout, MarkKind, MatrixBox, MetricBox, PersonaBox,
    },
    model::{
        Better, Card, CardRole, Channel, ChannelMark, Claim, Curve, CurvePoint, Id, Lane, LaneKind,
        LevelWord, LinkLook, Map, Metric, MetricKind, Persona, Stage, Step, Target, Theme,
        generate,
    },
    scene::{Chunk, Item, Scene, Shape, Subject},
    text::Fonts,
    words::Language,
};

use super::maps::{maps, shaped};

/// The samples, and the templates in both languages.
fn bundled() -> Vec<(String, Map)> {
    let samples = file::samples().iter();
    let samples = samples.map(|sample| (sample.file_name.to_owned(), sample.bytes));
    let templates = file::templates().iter().flat_map(|template| {
        let languages = Language::ALL.into_iter();
        languages.map(move |language| {
            let name = format!("{} in {}", template.id, language.name());
            (name, template.bytes(language))
        })
    });
    samples
        .chain(templates)
        .map(|(name, bytes)| (name, file::load(bytes).expect("a sound map").map))
        .collect()
}

/// Those, and maps of all shapes.
fn all() -> Vec<(String, Map)> {
    let random = (0..12).map(|seed| {
        let map = generate(30 + 20 * seed as usize, seed);
        let map = if seed % 3 == 0 { shaped(map) } else { map };
        (format!("random {seed}"), map)
    });
    let mut all: Vec<_> = bundled().into_iter().chain(maps()).chain(random).collect();
    let hoped_for = with_a_future(all[0].1.clone());
    all.push(("hoped for".to_owned(), hoped_for));
    all
}

/// The map with its first curve as it should be, too: somewhat better.
fn with_a_future(mut map: Map) -> Map {
    for lane in &mut map.lanes {
        if let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane).kind {
            let mut future = (*curves[0]).clone();
            future.to_be = true;
            for point in &mut future.points {
                point.id = Id::new(format!("{}-hoped", point.id));
                point.value = point.value.map(|value| (value + 0.5).min(2.0));
            }
            curves.push(Arc::new(future));
        }
    }
    map
}

fn laid_out(map: &Map) -> Layout {
    Layout::new(map, &Fonts::bundled(), None)
}

fn cards(layout: &Layout) -> impl Iterator<Item = &CardBox> {
    let cells = layout
        .rows
        .iter()
        .filter_map(|row| match &row.part.content {
            Content::Cards(cells) => Some(cells),
            _ => None,
        });
    cells.flatten().flat_map(|cell| &cell.cards)
}

fn metrics(layout: &Layout) -> impl Iterator<Item = &[MetricBox]> {
    layout
        .rows
        .iter()
        .filter_map(|row| match &row.part.content {
            Content::Metrics(metrics) => Some(&metrics[..]),
            _ => None,
        })
}

fn matrix(layout: &Layout) -> &MatrixBox {
    let mut contents = layout.rows.iter().map(|row| &row.part.content);
    let found = contents.find_map(|content| match content {
        Content::Channels(matrix) => Some(matrix),
        _ => None,
    });
    found.expect("a matrix")
}

/// How far a bar is filled.
fn filled(bar: &BarBox) -> f64 {
    bar.share * bar.track.width()
}

#[test]
fn no_bar_is_longer_than_that_of_a_larger_figure_beside_it() {
    for (name, map) in all() {
        for lane in metrics(&laid_out(&map)) {
            let bars: Vec<_> = lane
                .iter()
                .filter_map(|metric| Some((&metric.metric, metric.bar.as_ref()?)))
                .collect();
            for (a, bar_of_a) in &bars {
                let others = bars
                    .iter()
                    .filter(|(b, _)| a.unit == b.unit && a.value < b.value);
                // The NPS has no unit, and a scale of its own.
                let is_nps = |metric: &Metric| metric.kind == MetricKind::Nps;
                for (b, bar_of_b) in others.filter(|(b, _)| is_nps(a) == is_nps(b)) {
                    let lengths = [filled(bar_of_a), filled(bar_of_b)];
                    let told = format!("{name}: {} {} and {} {}", a.name, a.value, b.name, b.value);
                    assert!(lengths[0] <= lengths[1] + 0.01, "{told}: {lengths:?}");
                }
            }
        }
    }
}

/// Two stages, the second three times as wide, with these figures in turn.
fn with_figures(figures: Vec<Metric>) -> Map {
    let stage = |id: &str, width| {
        Arc::new(Stage {
            id: id.into(),
            width: Some(width),
            ..Stage::default()
        })
    };
    let figures = figures.into_iter().enumerate().map(|(at, metric)| {
        let stage = if at % 2 == 0 { "wide" } else { "narrow" };
        Arc::new(Metric {
            id: Id::new(format!("m{at}")),
            stage: Some(stage.into()),
            ..metric
        })
    });
    Map {
        stages: vec![stage("narrow", 260.0), stage("wide", 780.0)],
        lanes: vec![Arc::new(Lane {
            id: "figures".into(),
            kind: LaneKind::Metrics {
                metrics: figures.collect(),
            },
            ..Lane::default()
        })],
        ..Map::default()
    }
}

fn figure(kind: MetricKind, value: f64, unit: &str, target: Option<f64>) -> Metric {
    Metric {
        kind,
        value,
        unit: unit.to_owned(),
        target,
        ..Metric::default()
    }
}

#[test]
fn a_figure_has_a_bar_by_its_scale_or_to_its_target_which_it_shows() {
    use MetricKind::{Csat, Other};
    let map = with_figures(vec![
        figure(Other, 22.0, "%", Some(30.0)),
        figure(Other, 55.0, "%", None),
        figure(Other, 1.2, "M", None),
        figure(Other, 40.0, "k", Some(60.0)),
        figure(Csat, 4.6, "/ 5", None),
    ]);
    let layout = laid_out(&map);
    let lane = metrics(&layout).next().expect("figures");
    let bar = |at: usize| lane[at].bar.as_ref();
    let share = |at: usize| bar(at).map(|bar| (bar.share * 1000.0).round() / 1000.0);
    let shares: Vec<_> = (0..5).map(share).collect();
    assert_eq!(
        shares,
        [Some(0.22), Some(0.55), None, Some(0.667), Some(0.92)]
    );
    let target = |at: usize| bar(at).and_then(|bar| bar.target);
    assert_eq!([0, 1, 3, 4].map(target), [Some(0.3), None, Some(1.0), None]);
    // In a column three times as wide, too, it is as long as its figure.
    let [of_22, of_55] = [0, 1].map(|at| filled(bar(at).expect("a bar")));
    assert!((of_22 / of_55 - 0.4).abs() < 1e-9, "{of_22} {of_55}");
    let scene = Scene::new(&layout, None).to_string();
    assert_eq!(
        scene.matches(&hex_of_target()).count(),
        3,
        "two marks, and one explained"
    );
}

/// A target's mark in the display list.
fn hex_of_target() -> String {
    let ink = Theme::default().colors.ink;
    format!("2 11] r 1 #{:02X}{:02X}{:02X}", ink.r, ink.g, ink.b)
}

#[test]
fn what_should_be_less_is_red_above_its_target_and_what_should_be_more_below() {
    use MetricKind::{Ces, Churn, Nps, Other, Time};
    let longer_is_better = Metric {
        better: Some(Better::More),
        ..figure(Time, 20.0, "min", Some(25.0))
    };
    for (metric, bad) in [
        (figure(Time, 10.0, "min", Some(5.0)), Some(MarkKind::Missed)),
        (figure(Time, 4.0, "min", Some(5.0)), None),
        (longer_is_better, Some(MarkKind::Missed)),
        (
            figure(Other, 3.0, "days", Some(2.0)),
            Some(MarkKind::Missed),
        ),
        (figure(Ces, 2.0, "/ 5", Some(3.0)), None),
        (figure(Churn, 7.0, "%", Some(5.0)), Some(MarkKind::Missed)),
        (figure(Other, 22.0, "%", Some(30.0)), Some(MarkKind::Missed)),
        (figure(Other, 30.0, "%", Some(30.0)), None),
        (figure(Nps, -12.0, "", None), Some(MarkKind::Detractors)),
        (figure(Nps, -12.0, "", Some(-20.0)), None),
    ] {
        let layout = laid_out(&with_figures(vec![metric.clone()]));
        let lane = metrics(&layout).next().expect("a figure");
        let bar = lane[0].bar.as_ref().expect("a bar");
        assert_eq!(bar.bad, bad, "{metric:?}");
        let told = told(&Scene::new(&layout, None));
        let is_told = |mark: MarkKind| told.contains(&mark.explained());
        assert_eq!(is_told(MarkKind::Missed), bad == Some(MarkKind::Missed));
        assert_eq!(
            is_told(MarkKind::Detractors),
            bad == Some(MarkKind::Detractors)
        );
    }
}

/// What the legend explains.
fn told(scene: &Scene) -> BTreeSet<Explained> {
    let legend = scene.chunks().map(|(_, chunk)| chunk);
    let legend = legend.filter(|chunk| chunk.subject == Subject::Legend);
    legend
        .flat_map(|chunk| chunk.marks.iter().copied())
        .collect()
}

/// What an item looks to be, whoever drew it.
fn looks_like(item: &Item, chunk: &Chunk, theme: &Theme) -> Option<Vec<Explained>> {
    let colors = &theme.colors;
    let marks = theme.marks;
    let is_card = matches!(chunk.target(), Some(Target::Card(_)));
    let is_point = matches!(chunk.target(), Some(Target::Point(_)));
    match item {
        Item::Fill { opacity, color, .. } if *opacity < 1.0 => Some(match *color == colors.good {
            true => vec![Explained::Gap],
            false => vec![Explained::Band],
        }),
        Item::Fill { shape, color, .. } => match shape {
            Shape::Path(_) if is_point && *color == colors.middling => {
                Some(vec![Explained::MomentOfTruth])
            }
            Shape::Rect { rect, .. } if *color == colors.bad && rect.height() < 5.5 => {
                Some(vec![Explained::Missed, Explained::Detractors])
            }
            Shape::Rect { rect, .. } if *color == colors.ink && rect.width() < 2.5 => {
                Some(vec![Explained::Target])
            }
            Shape::Circle(circle) if is_card && circle.radius == 3.5 => {
                Some(vec![Explained::Persona])
            }
            Shape::Circle(circle) if is_card && circle.radius == 3.2 => Some(vec![
                Explained::Severity,
                Explained::Value,
                Explained::Effort,
            ]),
            _ => None,
        },
        Item::Stroke { shape, stroke, .. } => match shape {
            Shape::Circle(_) if stroke.dash.is_some() => {
                Some(vec![Explained::Few, Explained::Break])
            }
            Shape::Circle(circle) if circle.radius == 20.0 => Some(vec![Explained::Whose]),
            Shape::Rect { .. } if is_card && stroke.dash.is_some() => {
                Some(vec![Explained::Assumed])
            }
            Shape::Path(_) if matches!(chunk.subject, Subject::Thread { .. }) => {
                Some(vec![Explained::Thread])
            }
            Shape::Path(_) if matches!(chunk.subject, Subject::Answer { .. }) => {
                Some(vec![Explained::LinkLine])
            }
            _ => None,
        },
        Item::Icon { icon, rect, .. } if rect.width() == 13.0 => {
            let of = [
                (marks.evidence, Explained::Evidence),
                (marks.physical, Explained::Physical),
                (marks.digital, Explained::Digital),
                (marks.to_be, Explained::ToBe),
                (marks.now, Explained::Now),
            ];
            let found = of.into_iter().find(|(name, _)| *name == icon.name());
            found.map(|(_, explained)| vec![explained])
        }
        Item::Icon { .. } | Item::Text(_) | Item::Picture { .. } => None,
    }
}

#[test]
fn the_legend_explains_each_mark_that_is_on_the_sheet_and_none_that_is_not() {
    let mut seen_at_all: BTreeSet<Explained> = BTreeSet::new();
    for (name, map) in all() {
        for (links, threads) in [
            (LinkLook::Hidden, false),
            (LinkLook::Numbers, true),
            (LinkLook::Lines, true),
        ] {
            let name = format!("{name}, {links:?}");
            let mut map = map.clone();
            (map.links, map.hides_legend) = (links, false);
            for lane in &mut map.lanes {
                if let LaneKind::Channels { threads: on, .. } = &mut Arc::make_mut(lane).kind {
                    *on = threads;
                }
            }
            let layout = laid_out(&map);
            let scene = Scene::new(&layout, None);
            let told = told(&scene);
            let mut seen: BTreeSet<Explained> = BTreeSet::new();
            for (_, chunk) in scene.chunks() {
                if chunk.subject == Subject::Legend {
                    continue;
                }
                seen.extend(&chunk.marks);
                for item in &chunk.items {
                    if let Some(looks) = looks_like(item, chunk, &scene.theme) {
                        let is_noted = looks.iter().any(|look| chunk.marks.contains(look));
                        assert!(is_noted, "{name}: {looks:?} in {:?}", chunk.subject);
                    }
                }
            }
            assert_eq!(told, seen, "{name}");
            let entries = layout.legend.iter().flat_map(|legend| &legend.part.entries);
            assert_eq!(entries.count(), told.len(), "{name}");
            seen_at_all.extend(&seen);
        }
    }
    // Whatever there is has been looked for.
    let missed = |mark: &MarkKind| !seen_at_all.contains(&mark.explained());
    let kinds = [
        MarkKind::Conversion,
        MarkKind::MomentOfTruth,
        MarkKind::Whose(Default::default()),
        MarkKind::Ring,
        MarkKind::Few,
        MarkKind::Missing,
        MarkKind::Band(Default::default()),
        MarkKind::Interval,
        MarkKind::Gap,
        MarkKind::Claim(Claim::Assumed),
        MarkKind::Evidence,
        MarkKind::Persona(Default::default()),
        MarkKind::Link,
        MarkKind::LinkLine,
        MarkKind::ChannelLine,
        MarkKind::Thread(Default::default()),
        MarkKind::Break,
        MarkKind::Target,
        MarkKind::Missed,
        MarkKind::Periods,
        MarkKind::Tally,
    ];
    let missed: Vec<_> = kinds.iter().filter(|mark| missed(mark)).collect();
    assert_eq!(missed, [] as [&MarkKind; 0], "no map has any of them");
}

#[test]
fn the_dots_of_a_level_can_be_counted_where_the_sheet_is_a_slide() {
    const LEAST_IN_PX: f64 = 5.0;
    let mut looked_at = 0;
    for (name, map) in bundled() {
        let layout = laid_out(&map);
        let scale = 1920.0 / layout.size.width;
        let has_level = cards(&layout).flat_map(|card| &card.marks);
        let with_dots = has_level.filter(|mark| mark.dots().next().is_some());
        looked_at += with_dots
            .map(|mark| {
                let dots: Vec<_> = mark.dots().collect();
                let pitch = dots[1].0.x - dots[0].0.x;
                assert!(pitch * scale > LEAST_IN_PX + 1.0, "{name}: {pitch}");
            })
            .count();
        let scene = Scene::new(&layout, None);
        for (_, chunk) in scene
            .chunks()
            .filter(|(_, it)| it.marks.contains(&Explained::Severity))
        {
            let dots = chunk.items.iter().filter_map(|item| match item {
                Item::Fill {
                    shape: Shape::Circle(dot),
                    color,
                    ..
                } if *color == scene.theme.colors.bad => Some(2.0 * dot.radius * scale),
                _ => None,
            });
            let least = dots.fold(f64::INFINITY, f64::min);
            assert!(least >= LEAST_IN_PX, "{name}: a dot of {least} px");
        }
    }
    assert!(looked_at > 50, "{looked_at}");
}

#[test]
fn icon_and_marks_of_a_card_stand_at_its_first_line() {
    let mut long = 0;
    for (name, map) in all() {
        let layout = laid_out(&map);
        for card in cards(&layout) {
            let lines = card.text.paragraph.lines.len();
            let middle = card.text.rect.y0 + card.text.rect.height() / lines as f64 / 2.0;
            let mut at: Vec<f64> = card.icon.iter().map(|icon| icon.rect.center().y).collect();
            at.extend(card.evidence.map(|rect| rect.center().y));
            at.extend(card.persona_dots.iter().map(|(dot, _)| dot.center.y));
            let marks = card.marks.iter();
            let alone = marks.filter(|mark| mark.rect.height() > 10.0);
            at.extend(alone.map(|mark| mark.rect.center().y));
            for y in at {
                assert!((y - middle).abs() < 0.51, "{name}: {y} beside {middle}");
                long += usize::from(lines > 1);
            }
        }
    }
    assert!(long > 20, "{long} marks on cards of several lines");
}

#[test]
fn the_durations_of_stages_stand_in_one_place() {
    let (mut beside, mut below) = (0, 0);
    for (name, map) in all() {
        let layout = laid_out(&map);
        let stages = &layout.stages.part.stages;
        let pills: Vec<(Rect, Rect)> = stages
            .iter()
            .filter_map(|stage| Some((stage.rect, stage.pill?)))
            .collect();
        let Some((_, first)) = pills.first() else {
            continue;
        };
        let is_at_end = |(stage, pill): &(Rect, Rect)| (stage.x1 - 10.0 - pill.x1).abs() < 0.01;
        let is_under = |stage: &(Rect, Rect)| stage.1.y0 > 20.0;
        for pill in &pills {
            assert!((pill.1.y0 - first.y0).abs() < 0.01, "{name}: {pills:?}");
        }
        // Beside the titles at the right, or below the goals at the left.
        let all_at_end = pills.iter().all(is_at_end);
        assert!(
            all_at_end || pills.iter().all(is_under),
            "{name}: {pills:?}"
        );
        beside += usize::from(all_at_end);
        below += usize::from(!all_at_end);
    }
    assert!(beside > 3 && below > 3, "{beside} {below}");
}

/// How much of a persona's card is empty below what stands in it, and above.
fn emptiness(persona: &PersonaBox) -> (f64, f64) {
    let texts = persona.texts.iter().filter(|text| !text.is_empty());
    let rects = texts.map(|text| text.rect);
    let avatar = persona.avatar;
    let size = (2.0 * avatar.radius, 2.0 * avatar.radius);
    let all = rects.fold(Rect::from_center_size(avatar.center, size), |all, rect| {
        all.union(rect)
    });
    (all.y0 - persona.rect.y0, persona.rect.y1 - all.y1)
}

#[test]
fn a_short_persona_has_a_small_card_and_no_card_is_half_empty() {
    for (name, map) in all() {
        for persona in &laid_out(&map).header.part.personas {
            if !persona.is_card {
                continue;
            }
            let (above, below) = emptiness(persona);
            let spare = 0.25 * persona.rect.height();
            assert!(
                above < 20.0 && below < spare.max(20.0),
                "{name}: {above} {below}"
            );
        }
    }
    let persona = |id: &str, goals: &[&str]| {
        Arc::new(Persona {
            id: id.into(),
            name: "Bima Saputra".to_owned(),
            role: "Owns a small shop".to_owned(),
            goals: goals.iter().map(|goal| (*goal).to_owned()).collect(),
            ..Persona::default()
        })
    };
    let goals = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"];
    let map = Map {
        personas: vec![persona("long", &goals), persona("short", &[])],
        ..map_with_stage()
    };
    let layout = laid_out(&map);
    let [long, short] = &layout.header.part.personas[..] else {
        panic!("two cards");
    };
    assert_eq!(long.rect.y0, short.rect.y0);
    assert!(short.rect.height() < 80.0 && long.rect.height() > 140.0);
    let middle = short.rect.center().y;
    let texts = short.texts.iter().filter(|text| !text.is_empty());
    let all = texts
        .map(|text| text.rect)
        .reduce(|all, rect| all.union(rect));
    let off = all.expect("a name").center().y - middle;
    assert!(
        off.abs() < 0.51 && (short.avatar.center.y - middle).abs() < 0.01,
        "{off}"
    );
}

fn map_with_stage() -> Map {
    let steps = ["one", "two", "three"].map(|id| Step {
        id: id.into(),
        ..Step::default()
    });
    Map {
        stages: vec![
            Arc::new(Stage {
                id: "whole".into(),
                ..Stage::default()
            }),
            Arc::new(Stage {
                id: "steps".into(),
                steps: steps.to_vec(),
                ..Stage::default()
            }),
        ],
        ..Map::default()
    }
}

#[test]
fn dots_of_channels_stand_in_the_steps_that_use_them() {
    let card = |channel: &str, stage: &str, step: Option<&str>| {
        Arc::new(Card {
            id: Id::new(format!("{channel}-{stage}-{}", step.unwrap_or_default())),
            channel: Some(channel.into()),
            stage: stage.into(),
            step: step.map(Into::into),
            text: "Somewhere".to_owned(),
            ..Card::default()
        })
    };
    let lane = |id: &str, kind| {
        Arc::new(Lane {
            id: id.into(),
            kind,
            ..Lane::default()
        })
    };
    let mark = |channel: &str, on| ChannelMark {
        channel: channel.into(),
        stage: "steps".into(),
        on,
        unknown: Default::default(),
    };
    let channel = |id: &str| {
        Arc::new(Channel {
            id: id.into(),
            ..Channel::default()
        })
    };
    let map = Map {
        channels: ["web", "shop", "fax", "app"].map(channel).to_vec(),
        lanes: vec![
            lane(
                "met",
                LaneKind::Cards {
                    role: CardRole::Touchpoints,
                    cards: vec![
                        card("web", "whole", None),
                        card("web", "steps", Some("three")),
                        card("web", "steps", Some("one")),
                        card("shop", "steps", Some("two")),
                        card("fax", "steps", Some("two")),
                    ],
                },
            ),
            lane(
                "matrix",
                LaneKind::Channels {
                    marks: vec![mark("fax", false), mark("app", true)],
                    threads: true,
                },
            ),
        ],
        ..map_with_stage()
    };
    let layout = laid_out(&map);
    let grid = &layout.grid;
    let column = |index: usize| grid.columns[index].centre();
    let of_stage = grid.stages[1].centre();
    let places: Vec<_> = matrix(&layout)
        .lines
        .iter()
        .map(|line| &line.places)
        .collect();
    assert_eq!(*places[0], [vec![column(0)], vec![column(1), column(3)]]);
    assert_eq!(*places[1], [vec![], vec![column(2)]]);
    assert_eq!(
        *places[2],
        [Vec::<f64>::new(), vec![]],
        "taken away by hand"
    );
    assert_eq!(
        *places[3],
        [vec![], vec![of_stage]],
        "set by hand, in no step"
    );
    let joined: Vec<_> = matrix(&layout).lines[0].joined().collect();
    assert_eq!(joined.len(), 2, "within the stage and between both");
    // One place to point at holds all dots of the stage.
    let dot = Target::Dot {
        lane: "matrix".into(),
        channel: "web".into(),
        stage: "steps".into(),
    };
    let rect = layout.rect_of(&dot).expect("on the sheet");
    assert!(rect.x0 < column(1) && column(3) < rect.x1);
    assert_eq!(layout.hit(rect.center(), 0.0), Some(dot));
    // The thread goes by the very dots.
    let thread = &matrix(&layout).threads[0].path;
    let ends: Vec<f64> = thread
        .segments()
        .map(|piece| jejak::geom::ParamCurve::end(&piece).x)
        .collect();
    assert_eq!(ends, [column(1), column(2), column(3)]);
}

#[test]
fn an_unnamed_point_shows_by_itself_how_sure_it_is() {
    let point = |id: &str, value, claim| CurvePoint {
        id: id.into(),
        stage: "whole".into(),
        at: if id == "a" { 0.2 } else { 0.8 },
        value: Some(value),
        claim,
        ..CurvePoint::default()
    };
    let curve = |persona: &str| {
        Arc::new(Curve {
            persona: persona.into(),
            points: vec![
                point("a", 0.5, Some(Claim::Assumed)),
                point("b", -0.5, None),
            ],
            ..Curve::default()
        })
    };
    let map = Map {
        lanes: vec![Arc::new(Lane {
            id: "feelings".into(),
            kind: LaneKind::Emotion {
                curves: vec![curve("ana")],
            },
            ..Lane::default()
        })],
        ..map_with_stage()
    };
    let layout = laid_out(&map);
    let Content::Emotion(emotion) = &layout.rows[0].part.content else {
        panic!("a lane of emotions");
    };
    let points = &emotion.curves[0].points;
    assert_eq!(points[0].claim, Some(Claim::Assumed));
    // Nothing stands beside it that could be another point.
    assert!(points[0].label.is_none() && points[0].note.is_none());
    let scene = Scene::new(&layout, None);
    let rings = |id: &str| {
        let target = Target::Point(id.into());
        let chunk = scene
            .chunks()
            .find(|(_, chunk)| chunk.target() == Some(&target));
        let (_, chunk) = chunk.expect("on the sheet");
        let is_ring = |item: &&Item| {
            matches!(
                item,
                Item::Stroke {
                    shape: Shape::Circle(_),
                    ..
                }
            )
        };
        chunk.items.iter().filter(is_ring).count()
    };
    assert_eq!((rings("a"), rings("b")), (0, 1));
    assert_eq!(told(&scene), [Explained::Ring, Explained::Assumed].into());
}

#[test]
fn the_ends_of_the_scale_have_words_where_the_map_has_them() {
    for (name, map) in bundled() {
        let layout = laid_out(&map);
        let mut contents = layout.rows.iter().map(|row| &row.part.content);
        let emotion = contents.find_map(|content| match content {
            Content::Emotion(emotion) => Some(emotion),
            _ => None,
        });
        let Some(emotion) = emotion else { continue };
        let at_end = |value: f64| {
            let y = emotion.y_at(map.emotion_scale.share(value));
            let near = emotion
                .scale
                .iter()
                .find(|text| (text.rect.center().y - y).abs() < 8.0);
            near.map(|text| text.paragraph.lines[0].text.to_string())
        };
        let scale = map.emotion_scale;
        for end in [scale.min, scale.max] {
            let word = |level: &&LevelWord| level.value == end;
            let called = map.emotion_words.iter().find(word);
            let shown = at_end(end).expect("a level at the end");
            match called {
                Some(level) => assert_eq!(shown, level.word, "{name}"),
                None => assert!(
                    shown.ends_with(|c: char| c.is_ascii_digit()),
                    "{name}: {shown}"
                ),
            }
        }
        let is_sample = name.ends_with(".journey");
        assert!(!is_sample || !map.emotion_words.is_empty(), "{name}");
    }
}
