//! A map taken apart into things with names of their own, and put together again.

use std::{collections::HashMap, sync::Arc};

use crate::model::{
    Arrow, Card, Channel, ChannelMark, Curve, CurveOf, CurvePoint, Id, Lane, LaneKind, LaneLine,
    Map, Metric, Part, Persona, Stage, Step, Stop, Target,
};
use crate::words::plural;

/// Which thing of a map: the same one in each version that has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PartRef {
    /// The map itself: title, goal, scale and the like.
    Map,
    /// A persona.
    Persona(Id),
    /// A channel.
    Channel(Id),
    /// A stage.
    Stage(Id),
    /// A step.
    Step(Id),
    /// A lane.
    Lane(Id),
    /// A card.
    Card(Id),
    /// A curve, known by its lane and whose it is.
    Curve {
        /// In which it stands.
        lane: Id,
        /// Which one of that lane's.
        of: CurveOf,
    },
    /// A point of a curve.
    Point(Id),
    /// A mark of a channel, known by its place in a matrix.
    Mark {
        /// The matrix.
        lane: Id,
        /// The row.
        channel: Id,
        /// The column.
        stage: Id,
    },
    /// A metric.
    Metric(Id),
    /// A line, known by the lane below it.
    Line {
        /// The lane below it.
        above: Id,
    },
    /// An arrow.
    Arrow(Id),
    /// A stop of a talk.
    Stop(Id),
}

impl PartRef {
    /// A part that is known by its id.
    pub(super) fn of(part: Part, id: &Id) -> Self {
        let id = id.clone();
        match part {
            Part::Persona => Self::Persona(id),
            Part::Channel => Self::Channel(id),
            Part::Stage => Self::Stage(id),
            Part::Step => Self::Step(id),
            Part::Lane => Self::Lane(id),
            Part::Card => Self::Card(id),
            Part::Point => Self::Point(id),
            Part::Metric => Self::Metric(id),
            Part::Arrow => Self::Arrow(id),
            Part::Stop => Self::Stop(id),
        }
    }

    /// The parts that it is known by, where it has no id of its own.
    pub(super) fn refs(self) -> Vec<Self> {
        match self {
            Self::Curve { lane, of } => vec![Self::Lane(lane), Self::Persona(of.persona)],
            Self::Mark {
                lane,
                channel,
                stage,
            } => vec![Self::Lane(lane), Self::Channel(channel), Self::Stage(stage)],
            Self::Line { above } => vec![Self::Lane(above)],
            Self::Map
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Step(_)
            | Self::Lane(_)
            | Self::Card(_)
            | Self::Point(_)
            | Self::Metric(_)
            | Self::Arrow(_)
            | Self::Stop(_) => Vec::new(),
        }
    }

    /// Of a part that it names: whether it cannot be without that one.
    pub(super) fn needs(&self, part: &Self) -> bool {
        match self {
            Self::Card(_) | Self::Metric(_) => matches!(part, Self::Stage(_) | Self::Lane(_)),
            Self::Point(_) => matches!(part, Self::Stage(_) | Self::Curve { .. }),
            Self::Arrow(_) => matches!(part, Self::Card(_)),
            Self::Step(_) | Self::Curve { .. } | Self::Mark { .. } | Self::Line { .. } => true,
            // A stop with nothing left to show shows the whole map.
            Self::Map
            | Self::Persona(_)
            | Self::Channel(_)
            | Self::Stage(_)
            | Self::Lane(_)
            | Self::Stop(_) => false,
        }
    }

    /// What stands for it on the sheet; a curve is seen by its points only.
    pub fn target(&self) -> Option<Target> {
        Some(match self {
            Self::Map => Target::Title,
            Self::Persona(id) => Target::Persona(id.clone()),
            Self::Channel(id) => Target::Channel(id.clone()),
            Self::Stage(id) => Target::Stage(id.clone()),
            Self::Step(id) => Target::Step(id.clone()),
            Self::Lane(id) => Target::Lane(id.clone()),
            Self::Card(id) => Target::Card(id.clone()),
            Self::Curve { .. } => return None,
            Self::Point(id) => Target::Point(id.clone()),
            Self::Mark {
                lane,
                channel,
                stage,
            } => Target::Dot {
                lane: lane.clone(),
                channel: channel.clone(),
                stage: stage.clone(),
            },
            Self::Metric(id) => Target::Metric(id.clone()),
            Self::Line { above } => Target::Line {
                above: above.clone(),
            },
            Self::Arrow(id) => Target::Arrow(id.clone()),
            Self::Stop(id) => Target::Stop(id.clone()),
        })
    }
}

/// One and many of a kind, in English.
pub(super) type Counted = (&'static str, &'static str);

impl PartRef {
    /// In the order in which they are told.
    pub(super) const KINDS: [Counted; 13] = [
        plural("{n} stage", "{n} stages"),
        plural("{n} step", "{n} steps"),
        plural("{n} lane", "{n} lanes"),
        plural("{n} persona", "{n} personas"),
        plural("{n} channel", "{n} channels"),
        plural("{n} card", "{n} cards"),
        plural("{n} curve", "{n} curves"),
        plural("{n} curve point", "{n} curve points"),
        plural("{n} channel use", "{n} channel uses"),
        plural("{n} metric", "{n} metrics"),
        plural("{n} line", "{n} lines"),
        plural("{n} arrow", "{n} arrows"),
        plural("{n} stop", "{n} stops"),
    ];

    /// Its place in [`PartRef::KINDS`]; `None` for the map, which neither comes nor goes.
    pub(super) fn place_of_kind(&self) -> Option<usize> {
        Some(match self {
            Self::Map => return None,
            Self::Stage(_) => 0,
            Self::Step(_) => 1,
            Self::Lane(_) => 2,
            Self::Persona(_) => 3,
            Self::Channel(_) => 4,
            Self::Card(_) => 5,
            Self::Curve { .. } => 6,
            Self::Point(_) => 7,
            Self::Mark { .. } => 8,
            Self::Metric(_) => 9,
            Self::Line { .. } => 10,
            Self::Arrow(_) => 11,
            Self::Stop(_) => 12,
        })
    }

    /// English, for the translation table.
    pub(super) fn kind_name(&self) -> &'static str {
        match self {
            Self::Map => "the map",
            Self::Persona(_) => "persona",
            Self::Channel(_) => "channel",
            Self::Stage(_) => "stage",
            Self::Step(_) => "step",
            Self::Lane(_) => "lane",
            Self::Card(_) => "card",
            Self::Curve { of, .. } if of.to_be => "future-state curve",
            Self::Curve { .. } => "curve",
            Self::Point(_) => "curve point",
            Self::Mark { .. } => "channel use",
            Self::Metric(_) => "metric",
            Self::Line { .. } => "line above the lane",
            Self::Arrow(_) => "arrow",
            Self::Stop(_) => "stop",
        }
    }
}

/// One thing without what stands in it, and what it stands in beyond what it says itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entity<H, P> {
    pub home: H,
    pub part: Arc<P>,
}

/// Points of a curve stand in its lane.
pub(super) type OnCurve = (Id, CurveOf);

/// All things of a map, those of one kind in the order of the map.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    /// The map without its things; always one.
    pub facts: Vec<Entity<(), Map>>,
    pub personas: Vec<Entity<(), Persona>>,
    pub channels: Vec<Entity<(), Channel>>,
    pub stages: Vec<Entity<(), Stage>>,
    pub steps: Vec<Entity<Id, Step>>,
    pub lanes: Vec<Entity<(), Lane>>,
    pub cards: Vec<Entity<Id, Card>>,
    pub curves: Vec<Entity<Id, Curve>>,
    pub points: Vec<Entity<OnCurve, CurvePoint>>,
    pub marks: Vec<Entity<Id, ChannelMark>>,
    pub metrics: Vec<Entity<Id, Metric>>,
    pub lines: Vec<Entity<(), LaneLine>>,
    pub arrows: Vec<Entity<(), Arrow>>,
    pub stops: Vec<Entity<(), Stop>>,
}

/// Calls a macro once for the things of each kind, those first in which others stand.
macro_rules! each_kind {
    ($each:ident) => {
        $each!(facts);
        $each!(personas);
        $each!(channels);
        $each!(stages);
        $each!(steps);
        $each!(lanes);
        $each!(cards);
        $each!(curves);
        $each!(points);
        $each!(marks);
        $each!(metrics);
        $each!(lines);
        $each!(arrows);
        $each!(stops);
    };
}
pub(super) use each_kind;

/// Calls a macro with the kinds of things that have ids, each with its [`PartRef`].
macro_rules! each_with_id {
    ($each:ident) => {
        $each!(
            personas Persona channels Channel stages Stage steps Step lanes Lane cards Card
            points Point metrics Metric arrows Arrow stops Stop
        );
    };
}
pub(super) use each_with_id;

fn top<P>(parts: &[Arc<P>]) -> Vec<Entity<(), P>> {
    let parts = parts.iter().cloned();
    parts.map(|part| Entity { home: (), part }).collect()
}

fn bare<P>(items: Vec<Entity<(), P>>) -> Vec<Arc<P>> {
    items.into_iter().map(|item| item.part).collect()
}

impl Parts {
    pub(super) fn of(map: &Map) -> Self {
        let facts = Map {
            title: map.title.clone(),
            scenario: map.scenario.clone(),
            goal: map.goal.clone(),
            state: map.state,
            reviewed: map.reviewed,
            owner: map.owner.clone(),
            language: map.language,
            emotion_scale: map.emotion_scale,
            emotion_words: map.emotion_words.clone(),
            personas: Vec::new(),
            channels: Vec::new(),
            stages: Vec::new(),
            lanes: Vec::new(),
            lines: Vec::new(),
            arrows: Vec::new(),
            stops: Vec::new(),
            columns_by_time: map.columns_by_time,
            draws_funnel: map.draws_funnel,
            links: map.links,
            hides_legend: map.hides_legend,
            brand: map.brand.clone(),
            theme: map.theme.clone(),
            unknown: map.unknown.clone(),
        };
        let mut parts = Self {
            facts: vec![Entity {
                home: (),
                part: Arc::new(facts),
            }],
            personas: top(&map.personas),
            channels: top(&map.channels),
            stages: top(&map.stages),
            steps: Vec::new(),
            lanes: Vec::new(),
            cards: Vec::new(),
            curves: Vec::new(),
            points: Vec::new(),
            marks: Vec::new(),
            metrics: Vec::new(),
            lines: Vec::new(),
            arrows: top(&map.arrows),
            stops: top(&map.stops),
        };
        for item in &mut parts.stages {
            let home = item.part.id.clone();
            if !item.part.steps.is_empty() {
                let steps = std::mem::take(&mut Arc::make_mut(&mut item.part).steps);
                parts.steps.extend(steps.into_iter().map(|step| Entity {
                    home: home.clone(),
                    part: Arc::new(step),
                }));
            }
        }
        parts.lines = map
            .lines
            .iter()
            .map(|line| Entity {
                home: (),
                part: Arc::new(line.clone()),
            })
            .collect();
        for lane in &map.lanes {
            parts.take_apart(lane);
        }
        parts
    }

    fn take_apart(&mut self, lane: &Lane) {
        fn within<P>(home: &Id, part: &Arc<P>) -> Entity<Id, P> {
            let (home, part) = (home.clone(), part.clone());
            Entity { home, part }
        }
        let home = &lane.id;
        let kind = match &lane.kind {
            LaneKind::Cards { role, cards } => {
                self.cards
                    .extend(cards.iter().map(|card| within(home, card)));
                LaneKind::Cards {
                    role: *role,
                    cards: Vec::new(),
                }
            }
            LaneKind::Emotion { curves } => {
                for curve in curves {
                    let of = curve.of();
                    self.points.extend(curve.points.iter().map(|point| Entity {
                        home: (home.clone(), of.clone()),
                        part: Arc::new(point.clone()),
                    }));
                    let empty = Curve {
                        persona: curve.persona.clone(),
                        to_be: curve.to_be,
                        points: Vec::new(),
                        unknown: curve.unknown.clone(),
                    };
                    self.curves.push(within(home, &Arc::new(empty)));
                }
                LaneKind::Emotion { curves: Vec::new() }
            }
            LaneKind::Channels { marks, threads } => {
                let marks = marks.iter().map(|mark| Arc::new(mark.clone()));
                self.marks.extend(marks.map(|mark| within(home, &mark)));
                LaneKind::Channels {
                    marks: Vec::new(),
                    threads: *threads,
                }
            }
            LaneKind::Metrics { metrics } => {
                let metrics = metrics.iter().map(|metric| within(home, metric));
                self.metrics.extend(metrics);
                LaneKind::Metrics {
                    metrics: Vec::new(),
                }
            }
            LaneKind::Foreign { kind } => LaneKind::Foreign { kind: kind.clone() },
        };
        let shell = Lane {
            id: lane.id.clone(),
            title: lane.title.clone(),
            note: lane.note.clone(),
            icon: lane.icon.clone(),
            height: lane.height,
            hidden: lane.hidden,
            collapsed: lane.collapsed,
            kind,
            unknown: lane.unknown.clone(),
        };
        let part = Arc::new(shell);
        self.lanes.push(Entity { home: (), part });
    }

    /// The map of things that all stand somewhere; see [`Parts::prune`](super::prune).
    pub(super) fn together(self) -> Map {
        let mut cards = by_home(self.cards);
        let mut metrics = by_home(self.metrics);
        let mut marks = by_home(self.marks);
        let mut points = by_home(self.points);
        let mut curves = by_home(self.curves);
        let mut steps = by_home(self.steps);
        let mut map = self
            .facts
            .into_iter()
            .next()
            .map_or_else(Map::default, |f| {
                Arc::try_unwrap(f.part).unwrap_or_else(|facts| Map::clone(&facts))
            });
        map.personas = bare(self.personas);
        map.channels = bare(self.channels);
        map.arrows = bare(self.arrows);
        map.stops = bare(self.stops);
        map.lines = bare(self.lines)
            .into_iter()
            .map(Arc::unwrap_or_clone)
            .collect();
        map.stages = bare(self.stages);
        for stage in &mut map.stages {
            if let Some(steps) = steps.remove(&stage.id) {
                let steps = steps.into_iter().map(Arc::unwrap_or_clone);
                Arc::make_mut(stage).steps = steps.collect();
            }
        }
        map.lanes = bare(self.lanes);
        for lane in &mut map.lanes {
            let id = lane.id.clone();
            match &mut Arc::make_mut(lane).kind {
                LaneKind::Cards { cards: list, .. } => {
                    *list = cards.remove(&id).unwrap_or_default();
                }
                LaneKind::Metrics { metrics: list } => {
                    *list = metrics.remove(&id).unwrap_or_default();
                }
                LaneKind::Channels { marks: list, .. } => {
                    let marks = marks.remove(&id).unwrap_or_default();
                    *list = marks.into_iter().map(Arc::unwrap_or_clone).collect();
                }
                LaneKind::Emotion { curves: list } => {
                    *list = curves.remove(&id).unwrap_or_default();
                    for curve in list {
                        let points = points.remove(&(id.clone(), curve.of()));
                        let points = points.unwrap_or_default().into_iter();
                        Arc::make_mut(curve).points = points.map(Arc::unwrap_or_clone).collect();
                    }
                }
                LaneKind::Foreign { .. } => {}
            }
        }
        map
    }
}

fn by_home<H: std::hash::Hash + Eq, P>(items: Vec<Entity<H, P>>) -> HashMap<H, Vec<Arc<P>>> {
    let mut homes: HashMap<H, Vec<Arc<P>>> = HashMap::new();
    for Entity { home, part } in items {
        homes.entry(home).or_default().push(part);
    }
    homes
}
