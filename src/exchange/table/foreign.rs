//! Tables as people draw maps in spreadsheets: stages one way, lanes the other.

use std::sync::Arc;

use super::{
    super::{Note, NoteKind, ReadOptions, build::Builder, note::Notes},
    Guess, LaneAs, Stages, clamp, note, number, unsafe_again, widened,
};
use crate::{
    model::{
        Card, CardRole, Curve, CurvePoint, Excess, Id, LaneKind, Map, Medium, Metric, MetricKind,
        Scale,
    },
    survey::{Table, TableRow},
    words::Language,
};

/// What words in a head say of its lane.
const WORDS: [(&[&str], CardRole); 8] = [
    (
        &[
            "pain", "friction", "frustrat", "problem", "gesekan", "keluhan", "masalah",
        ],
        CardRole::PainPoints,
    ),
    (
        &[
            "opportunit",
            "idea",
            "solution",
            "peluang",
            "solusi",
            "ide ",
        ],
        CardRole::Opportunities,
    ),
    (&["thought", "thinking", "pikiran"], CardRole::Thoughts),
    (&["quote", "kutipan"], CardRole::Quotes),
    (
        &["touchpoint", "touch point", "titik kontak"],
        CardRole::Touchpoints,
    ),
    (
        &[
            "organi",
            "backstage",
            "frontstage",
            "support",
            "internal",
            "layanan",
        ],
        CardRole::OrganisationActivities,
    ),
    (&["storyboard"], CardRole::Images),
    (
        &[
            "action",
            "activit",
            "doing",
            "task",
            "aktivitas",
            "tindakan",
            "kegiatan",
        ],
        CardRole::CustomerActions,
    ),
];
const EMOTIONS: &[&str] = &[
    "emotion", "feeling", "mood", "score", "emosi", "perasaan", "skor",
];
const CHANNELS: &[&str] = &["channel", "kanal", "saluran"];
const METRICS: &[(&str, MetricKind)] = &[
    ("csat", MetricKind::Csat),
    ("nps", MetricKind::Nps),
    ("crr", MetricKind::Crr),
    ("retention", MetricKind::Crr),
    ("ces", MetricKind::Ces),
    ("conversion", MetricKind::Conversion),
    ("konversi", MetricKind::Conversion),
    ("churn", MetricKind::Churn),
    ("referral", MetricKind::Referral),
    ("kpi", MetricKind::Other),
    ("metric", MetricKind::Other),
    ("metrik", MetricKind::Other),
];
const GOALS: &[&str] = &["stage goal", "goal", "tujuan"];
const DURATIONS: &[&str] = &["duration", "how long", "durasi", "lamanya"];
const STAGES: &[&str] = &[
    "aware",
    "consider",
    "research",
    "purchase",
    "buy",
    "decision",
    "onboard",
    "retention",
    "use",
    "loyal",
    "advoca",
    "support",
    "stage",
    "phase",
    "tahap",
    "fase",
    "kesadaran",
    "pertimbangan",
    "pembelian",
    "retensi",
    "advokasi",
];

/// What the first cell says of the heads beside or below it, and not of the map.
const CORNERS: &[&str] = &[
    "stage", "stages", "phase", "phases", "step", "steps", "tahap", "tahapan", "fase",
];

/// The usual scales, the first that holds all values is taken.
const SCALES: [(f64, f64); 4] = [(-2.0, 2.0), (1.0, 5.0), (-5.0, 5.0), (0.0, 10.0)];

fn has(head: &str, words: &[&str]) -> bool {
    let head = head.to_lowercase();
    words.iter().any(|word| head.contains(word))
}

/// What the cards of a lane mean, by words in its title.
pub fn role_of(title: &str) -> Option<CardRole> {
    let known = WORDS.iter().find(|(words, _)| has(title, words));
    known.map(|(_, role)| *role)
}

fn is_lane(head: &str) -> bool {
    WORDS.iter().any(|(words, _)| has(head, words))
        || [EMOTIONS, CHANNELS, GOALS, DURATIONS]
            .iter()
            .any(|words| has(head, words))
        || METRICS.iter().any(|(word, _)| has(head, &[word]))
}

/// A cell with its place: line of the file, column of the table.
type Cell<'a> = (usize, usize, &'a str);

pub fn read(
    table: &Table,
    options: &ReadOptions,
    language: Language,
) -> Result<(Map, Vec<Note>, Guess), Excess> {
    let rows: Vec<TableRow> = table.rows().collect();
    let cell = |row: usize, column: usize| -> Cell {
        let (line, text) = match row.checked_sub(1) {
            None => (1, table.heads.get(column).map(String::as_str)),
            Some(row) => (rows[row].line, rows[row].cell(column)),
        };
        (
            line,
            column,
            text.map_or("", |text| unsafe_again(text).trim()),
        )
    };
    let across: Vec<Cell> = (1..table.width()).map(|column| cell(0, column)).collect();
    let down: Vec<Cell> = (1..=rows.len()).map(|row| cell(row, 0)).collect();
    let is_across = match options.stages {
        Stages::Across => true,
        Stages::Down => false,
        Stages::Guess => {
            let lanes = |heads: &[Cell]| heads.iter().filter(|head| is_lane(head.2)).count();
            let named = |heads: &[Cell]| heads.iter().filter(|head| has(head.2, STAGES)).count();
            lanes(&down) + named(&across) >= lanes(&across) + named(&down)
        }
    };
    let (heads, lanes) = if is_across {
        (&across, &down)
    } else {
        (&down, &across)
    };
    let at = |lane: usize, stage: usize| {
        if is_across {
            cell(lane + 1, stage + 1)
        } else {
            cell(stage + 1, lane + 1)
        }
    };

    let mut reader = Reader {
        builder: Builder::of(table.bytes()),
        stages: Vec::new(),
        notes: Notes::default(),
        language,
    };
    reader.builder.map.language = language;
    let corner = cell(0, 0).2;
    if !CORNERS.contains(&corner.to_lowercase().as_str()) {
        corner.clone_into(&mut reader.builder.map.title);
    }
    for head in heads {
        let id = reader.builder.stage(head.2);
        reader.stages.push(id);
    }
    let mut guess = Guess {
        stages: if is_across {
            Stages::Across
        } else {
            Stages::Down
        },
        ..Guess::default()
    };
    for (index, head) in lanes.iter().enumerate() {
        let cells: Vec<Cell> = (0..heads.len()).map(|stage| at(index, stage)).collect();
        let said = options.lanes.get(index).copied().flatten();
        let kind = said.unwrap_or_else(|| lane_as(head.2, &cells));
        guess.lanes.push((head.2.to_owned(), kind));
        reader.lane(head.2, kind, &cells);
        if let Some(excess) = reader.builder.excess() {
            return Err(excess);
        }
    }
    let map = &mut reader.builder.map;
    let scale = map.emotion_scale;
    clamp(map, scale);
    let map = reader.builder.finish()?;
    Ok((map, reader.notes.in_order(), guess))
}

/// What a row (or column) seems to be, by its head and what stands in it.
fn lane_as(title: &str, cells: &[Cell]) -> LaneAs {
    let filled = || cells.iter().filter(|cell| !cell.2.is_empty());
    if title.is_empty() && filled().next().is_none() {
        return LaneAs::Nothing;
    }
    let share = |is_figure: fn(&str) -> bool| {
        let figures = filled().filter(|cell| is_figure(cell.2)).count();
        figures > 0 && 2 * figures >= filled().count()
    };
    if has(title, DURATIONS) {
        LaneAs::Durations
    } else if has(title, GOALS) {
        LaneAs::Goals
    } else if has(title, EMOTIONS) && share(|text| number(text).is_some()) {
        LaneAs::Emotion
    } else if metric_kind(title).is_some() && share(|text| figure(text).is_some()) {
        LaneAs::Metrics
    } else if has(title, CHANNELS) {
        LaneAs::Channels
    } else {
        LaneAs::Cards(role_of(title).unwrap_or_default())
    }
}

fn metric_kind(title: &str) -> Option<MetricKind> {
    let known = METRICS.iter().find(|(word, _)| has(title, &[word]));
    known.map(|(_, kind)| *kind)
}

/// A number, and the per cent sign behind it.
fn figure(text: &str) -> Option<(f64, &'static str)> {
    match text.trim().strip_suffix('%') {
        Some(share) => Some((number(share)?, "%")),
        None => Some((number(text)?, "")),
    }
}

struct Reader {
    builder: Builder,
    stages: Vec<Id>,
    notes: Notes,
    language: Language,
}

impl Reader {
    fn lane(&mut self, title: &str, kind: LaneAs, cells: &[Cell]) {
        match kind {
            LaneAs::Goals | LaneAs::Durations => {
                for (cell, stage) in cells.iter().zip(&mut self.builder.map.stages) {
                    let stage = Arc::make_mut(stage);
                    let field = if kind == LaneAs::Durations {
                        &mut stage.duration
                    } else {
                        &mut stage.goal
                    };
                    cell.2.clone_into(field);
                }
            }
            LaneAs::Emotion => self.emotion(title, cells),
            LaneAs::Metrics => self.metrics(title, cells),
            LaneAs::Channels => self.channels(title, cells),
            LaneAs::Cards(role) => self.cards(title, role, cells),
            LaneAs::Nothing => {}
        }
    }

    /// A card for each line of a cell; what begins like a list loses its marks.
    fn cards(&mut self, title: &str, role: CardRole, cells: &[Cell]) {
        let kind = LaneKind::Cards {
            role,
            cards: Vec::new(),
        };
        let lane = self.builder.lane(title, kind);
        for (cell, stage) in cells.iter().zip(self.stages.clone()) {
            for text in lines(cell.2) {
                let card = Card {
                    stage: stage.clone(),
                    text: text.to_owned(),
                    ..Card::default()
                };
                self.builder.card(lane, card);
            }
        }
    }

    fn channels(&mut self, title: &str, cells: &[Cell]) {
        let kind = LaneKind::Cards {
            role: CardRole::Touchpoints,
            cards: Vec::new(),
        };
        let lane = self.builder.lane(title, kind);
        for (cell, stage) in cells.iter().zip(self.stages.clone()) {
            let names = lines(cell.2).flat_map(|line| line.split([',', ';', '/']));
            for name in names.map(str::trim).filter(|name| !name.is_empty()) {
                let card = Card {
                    stage: stage.clone(),
                    text: name.to_owned(),
                    channel: Some(self.builder.channel(name, Medium::Digital)),
                    ..Card::default()
                };
                self.builder.card(lane, card);
            }
        }
    }

    /// With what stands behind it.
    fn value(&mut self, cell: &Cell) -> Option<(f64, &'static str)> {
        let value = figure(cell.2);
        if value.is_none() && !cell.2.is_empty() {
            let kind = NoteKind::NoNumber(cell.2.to_owned());
            self.notes.push(note(cell.0, cell.1, kind));
        }
        value
    }

    fn emotion(&mut self, title: &str, cells: &[Cell]) {
        let values = cells.iter().map(|cell| self.value(cell));
        let values: Vec<Option<f64>> = values.map(|value| value.map(|(value, _)| value)).collect();
        let known = || values.iter().flatten().copied();
        let holds = |(min, max): &(f64, f64)| known().all(|value| (*min..=*max).contains(&value));
        let (min, max) = SCALES.into_iter().find(holds).unwrap_or(SCALES[0]);
        let has_curves = self
            .builder
            .map
            .lanes
            .iter()
            .any(|lane| !lane.curves().is_empty());
        let scale = if has_curves {
            self.builder.map.emotion_scale
        } else {
            Scale { min, max }
        };
        self.builder.map.emotion_scale = widened(scale, known());
        let persona = self.builder.persona(self.language.t("New persona"));
        let mut points = Vec::new();
        for (value, stage) in values.into_iter().zip(self.stages.clone()) {
            if value.is_some() {
                points.push(CurvePoint {
                    id: self.builder.id("point"),
                    stage,
                    at: 0.5,
                    value,
                    ..CurvePoint::default()
                });
            }
        }
        let curve = Curve {
            persona,
            points,
            ..Curve::default()
        };
        let curves = vec![Arc::new(curve)];
        self.builder.lane(title, LaneKind::Emotion { curves });
    }

    fn metrics(&mut self, title: &str, cells: &[Cell]) {
        let kind = metric_kind(title).unwrap_or_default();
        let mut metrics = Vec::new();
        for (cell, stage) in cells.iter().zip(self.stages.clone()) {
            if let Some((value, unit)) = self.value(cell) {
                metrics.push(Arc::new(Metric {
                    id: self.builder.id("metric"),
                    stage: Some(stage),
                    name: title.to_owned(),
                    kind,
                    value,
                    unit: unit.to_owned(),
                    ..Metric::default()
                }));
            }
        }
        self.builder.lane(title, LaneKind::Metrics { metrics });
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split(['\n', '\r']).map(str::trim);
    let unmarked = lines.map(|line| {
        let mark = ["• ", "- ", "* ", "– "]
            .into_iter()
            .find_map(|mark| line.strip_prefix(mark));
        mark.unwrap_or(line).trim()
    });
    unmarked.filter(|line| !line.is_empty())
}
