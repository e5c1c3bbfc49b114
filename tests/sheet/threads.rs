//! The channels: in which world touchpoints are, the threads through them, and where those break.

use std::sync::Arc;

use jejak::{
    geom::{Point, Shape as _},
    layout::{Content, Layout, Lens, MarkKind, MatrixBox},
    model::{
        Card, CardRole, Channel, Date, Id, Lane, LaneKind, Map, Medium, Persona, Stage, Target,
        When,
    },
    review::review,
    text::Fonts,
};

use crate::sound::assert_sound;

/// Stages `s0`, `s1`, … of touchpoints, each a channel and whom it concerns.
fn map(touchpoints: &[&[(&str, &[&str])]]) -> Map {
    let stage = |index: usize| {
        Arc::new(Stage {
            id: Id::new(format!("s{index}")),
            ..Stage::default()
        })
    };
    let channel = |id: &str| {
        Arc::new(Channel {
            id: id.into(),
            name: id.to_owned(),
            medium: match id {
                "shop" => Medium::Physical,
                _ => Medium::Digital,
            },
            ..Channel::default()
        })
    };
    let persona = |id: &str| {
        Arc::new(Persona {
            id: id.into(),
            ..Persona::default()
        })
    };
    let mut cards = Vec::new();
    for (index, stage) in touchpoints.iter().enumerate() {
        for (channel, personas) in *stage {
            cards.push(Arc::new(Card {
                id: Id::new(format!("c{}", cards.len())),
                stage: Id::new(format!("s{index}")),
                channel: Some((*channel).into()),
                personas: personas.iter().map(|id| (*id).into()).collect(),
                text: "Somewhere".to_owned(),
                ..Card::default()
            }));
        }
    }
    let lane = |id: &str, kind| {
        Arc::new(Lane {
            id: id.into(),
            kind,
            ..Lane::default()
        })
    };
    Map {
        stages: (0..touchpoints.len()).map(stage).collect(),
        channels: ["shop", "web", "app"].map(channel).to_vec(),
        personas: ["ana", "ben"].map(persona).to_vec(),
        lanes: vec![
            lane(
                "met",
                LaneKind::Cards {
                    role: CardRole::Touchpoints,
                    cards,
                },
            ),
            lane(
                "channels",
                LaneKind::Channels {
                    marks: Vec::new(),
                    threads: true,
                },
            ),
        ],
        ..Map::default()
    }
}

fn laid_out(map: &Map, lens: &Lens) -> Layout {
    let layout = Layout::through(lens, map, &Fonts::bundled(), None);
    assert_sound("threads", &layout);
    layout
}

fn matrix(layout: &Layout) -> &MatrixBox {
    match &layout.rows[1].part.content {
        Content::Channels(matrix) => matrix,
        _ => unreachable!("it is a lane of channels"),
    }
}

fn place(layout: &Layout, stage: usize, channel: usize) -> Point {
    let y = matrix(layout).lines[channel].y;
    Point::new(layout.grid.stages[stage].centre(), y)
}

/// Whether a thread comes by a dot.
fn passes(layout: &Layout, thread: usize, stage: usize, channel: usize) -> bool {
    let at = place(layout, stage, channel);
    let path = &matrix(layout).threads[thread].path;
    let ends = path
        .segments()
        .flat_map(|piece| [0.0, 1.0].map(|t| jejak::geom::ParamCurve::eval(&piece, t)));
    ends.into_iter().any(|end| end.distance(at) < 6.0)
}

const ALL: &[&str] = &[];

#[test]
fn each_persona_goes_by_her_own_touchpoints_and_those_of_everybody() {
    let map = map(&[
        &[("shop", ALL)],
        &[("web", &["ana"]), ("app", &["ben"])],
        &[("shop", &["ana"]), ("app", ALL)],
    ]);
    let layout = laid_out(&map, &Lens::default());
    let threads = &matrix(&layout).threads;
    let who: Vec<_> = threads
        .iter()
        .map(|t| t.persona.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(who, ["ana", "ben"]);
    for (thread, way) in [
        (0, &[(0, 0), (1, 1), (2, 0), (2, 2)][..]),
        (1, &[(0, 0), (1, 2), (2, 2)][..]),
    ] {
        for stage in 0..3 {
            for channel in 0..3 {
                assert_eq!(
                    passes(&layout, thread, stage, channel),
                    way.contains(&(stage, channel)),
                    "thread {thread} at {stage}, {channel}"
                );
            }
        }
    }
    let [ana, ben] = [0, 1].map(|index| threads[index].path.bounding_box().x0);
    assert_eq!(ana, ben, "both begin in the first stage");
    let only_ben = Lens {
        personas: vec!["ben".into()],
        hides_others: true,
        when: When::Both,
    };
    let layout = laid_out(&map, &only_ben);
    assert_eq!(matrix(&layout).threads.len(), 1);
    assert!(!passes(&layout, 0, 1, 1), "hers is not shown");

    let mut off = map.clone();
    if let LaneKind::Channels { threads, .. } = &mut Arc::make_mut(&mut off.lanes[1]).kind {
        *threads = false;
    }
    let layout = laid_out(&off, &Lens::default());
    assert!(matrix(&layout).threads.is_empty() && matrix(&layout).breaks.is_empty());
}

#[test]
fn the_thread_breaks_where_the_review_says_so() {
    // The app drops out of the second stage; after the third nothing goes on.
    let broken = map(&[
        &[("app", ALL), ("web", ALL)],
        &[("web", ALL)],
        &[("app", ALL), ("web", ALL)],
        &[("shop", ALL)],
    ]);
    let layout = laid_out(&broken, &Lens::default());
    let breaks = &matrix(&layout).breaks;
    assert_eq!(breaks.len(), 2);
    assert!(breaks[0].drops_out);
    assert_eq!(breaks[0].rect.center(), place(&layout, 1, 2));
    assert!(!breaks[1].drops_out);
    let x = breaks[1].rect.center().x;
    assert!(place(&layout, 2, 0).x < x && x < place(&layout, 3, 0).x);
    // The same two, told by the review.
    let told: Vec<Target> = review(&broken, Date::new(2026, 9, 12).unwrap())
        .into_iter()
        .map(|finding| finding.target)
        .filter(|target| match target {
            Target::Dot { .. } => true,
            Target::Stage(id) => id.as_str() == "s3",
            _ => false,
        })
        .collect();
    let dot = Target::Dot {
        lane: "channels".into(),
        channel: "app".into(),
        stage: "s1".into(),
    };
    assert!(
        told.contains(&dot) && told.contains(&Target::Stage("s3".into())),
        "{told:?}"
    );
    let legend = layout.legend.as_ref().expect("a legend");
    let marks = legend.part.entries.iter().map(|(mark, _)| mark.mark);
    assert!(marks.into_iter().any(|mark| mark == MarkKind::Break));
}

#[test]
fn touchpoints_say_in_which_world_they_are_where_there_are_both() {
    let media = |layout: &Layout| -> Vec<MarkKind> {
        let Content::Cards(cells) = &layout.rows[0].part.content else {
            unreachable!("they are cards")
        };
        let marks = cells
            .iter()
            .flat_map(|cell| &cell.cards)
            .flat_map(|card| &card.marks);
        marks.map(|mark| mark.mark).collect()
    };
    let both = map(&[&[("shop", ALL)], &[("web", ALL)]]);
    let expected = [Medium::Physical, Medium::Digital].map(MarkKind::Medium);
    assert_eq!(media(&laid_out(&both, &Lens::default())), expected);
    let one = map(&[&[("app", ALL)], &[("web", ALL)]]);
    assert_eq!(media(&laid_out(&one, &Lens::default())), []);
}
