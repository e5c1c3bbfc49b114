//! Tables as people draw maps in spreadsheets: stages one way, lanes the other.

use std::sync::Arc;

use super::{
    super::{
        build::Builder,
        note::{Note, NoteKind, Notes},
    },
    cells::{clamp, note, unsafe_again, widened},
    graded::{Graded, graded},
    heads::{
        CHANNELS, DURATIONS, EMOTIONS, GOALS, STAGES, has, is_lane, is_title, metric_kind, role_of,
    },
    options::{Guess, LaneAs, ReadOptions, Stages},
};
use crate::{
    model::{Card, CardRole, Curve, CurvePoint, Excess, Id, LaneKind, Map, Medium, Metric, Scale},
    survey::{Table, TableRow},
    words::{Language, number},
};

/// The usual scales, the first that holds all values is taken.
const SCALES: [(f64, f64); 4] = [(-2.0, 2.0), (1.0, 5.0), (-5.0, 5.0), (0.0, 10.0)];

/// A cell with its place: line of the file, column of the table.
type PlacedCell<'a> = (usize, usize, &'a str);

pub(super) fn read(
    table: &Table,
    options: &ReadOptions,
    language: Language,
) -> Result<(Map, Vec<Note>, Guess), Excess> {
    let rows: Vec<TableRow> = table.rows().collect();
    let cell = |row: usize, column: usize| -> PlacedCell {
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
    let across: Vec<PlacedCell> = (1..table.width()).map(|column| cell(0, column)).collect();
    let down: Vec<PlacedCell> = (1..=rows.len()).map(|row| cell(row, 0)).collect();
    let is_across = match options.stages {
        Stages::Across => true,
        Stages::Down => false,
        Stages::Guess => {
            let lanes = |heads: &[PlacedCell]| heads.iter().filter(|head| is_lane(head.2)).count();
            let named =
                |heads: &[PlacedCell]| heads.iter().filter(|head| has(head.2, &STAGES)).count();
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

    // Merged cells leave heads empty that belong to the one before, and nothing at all at the end.
    let has_cells = |stage: usize| (0..lanes.len()).any(|lane| !at(lane, stage).2.is_empty());
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (stage, head) in heads.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if head.2.is_empty() || head.2 == heads[group[0]].2 => group.push(stage),
            _ if head.2.is_empty() && !has_cells(stage) => {}
            _ => groups.push(vec![stage]),
        }
    }

    let mut parser = ForeignTableParser {
        builder: Builder::of(table.bytes()),
        stages: Vec::new(),
        notes: Notes::default(),
        language,
    };
    parser.builder.map.language = language;
    let corner = cell(0, 0).2;
    parser.builder.map.title = match &options.title {
        Some(title) => title.clone(),
        None if is_title(corner) => corner.to_owned(),
        None => String::new(),
    };
    for group in &groups {
        let id = parser.builder.stage(heads[group[0]].2);
        parser.stages.push(id);
    }
    let mut guess = Guess {
        stages: if is_across {
            Stages::Across
        } else {
            Stages::Down
        },
        ..Guess::default()
    };
    // Each lane with what continues it.
    let mut read: Vec<(&PlacedCell, LaneAs, Vec<usize>)> = Vec::new();
    for (index, head) in lanes.iter().enumerate() {
        let cells: Vec<PlacedCell> = (0..heads.len()).map(|stage| at(index, stage)).collect();
        let said = options.lanes.get(index).copied().flatten();
        let above = read.last().map(|(_, kind, _)| *kind);
        let kind = said.unwrap_or_else(|| lane_as(head.2, &cells, above));
        guess.lanes.push((head.2.to_owned(), kind));
        let is_plain = matches!(kind, LaneAs::Cards(_));
        if said.is_none()
            && is_plain
            && let Some(note) = fallen_back(head, &cells)
        {
            parser.notes.push(note);
        }
        let is_empty = head.2.is_empty() && cells.iter().all(|cell| cell.2.is_empty());
        match (kind, read.last_mut()) {
            (LaneAs::Above, Some((_, _, rows))) => rows.push(index),
            (LaneAs::Nothing, _) if is_empty && said.is_none() => {}
            _ => read.push((head, kind, vec![index])),
        }
    }
    for (head, kind, rows) in read {
        let stage = |group: &Vec<usize>| {
            let below = |column: &usize| {
                let column = *column;
                let cells = rows.iter().enumerate();
                cells.map(move |(row, lane)| (row, at(*lane, column)))
            };
            let cells = group.iter().flat_map(below);
            cells.filter(|(_, cell)| !cell.2.is_empty()).collect()
        };
        let stages: Vec<_> = groups.iter().map(stage).collect();
        parser.lane(head.2, kind, &stages);
        if let Some(excess) = parser.builder.excess() {
            return Err(excess);
        }
    }
    let map = &mut parser.builder.map;
    let scale = map.emotion_scale;
    clamp(map, scale);
    let map = parser.builder.finish()?;
    Ok((map, parser.notes.in_order(), guess))
}

/// What a row (or column) seems to be, by its head, what stands in it and what is above it.
fn lane_as(title: &str, cells: &[PlacedCell], above: Option<LaneAs>) -> LaneAs {
    let mut filled = cells.iter().filter(|cell| !cell.2.is_empty()).peekable();
    if title.is_empty() {
        let has_figures = || cells.iter().any(|cell| graded(cell.2).is_some());
        match above {
            _ if filled.peek().is_none() => return LaneAs::Nothing,
            // Words below figures are said of them; further figures are of something else.
            Some(LaneAs::Emotion) if has_figures() => {}
            Some(LaneAs::Metrics) | None => {}
            Some(_) => return LaneAs::Above,
        }
    }
    if has(title, &DURATIONS) {
        LaneAs::Durations
    } else if has(title, &GOALS) {
        LaneAs::Goals
    } else if has(title, &EMOTIONS) && is_mostly(cells, is_graded) {
        LaneAs::Emotion
    } else if metric_kind(title).is_some() && is_mostly(cells, is_figure) {
        LaneAs::Metrics
    } else if has(title, &CHANNELS) {
        LaneAs::Channels
    } else {
        LaneAs::Cards(role_of(title).unwrap_or_default())
    }
}

/// What is to be said where a head promises figures and there are too few.
fn fallen_back(head: &PlacedCell, cells: &[PlacedCell]) -> Option<Note> {
    let is_wanted = has(head.2, &EMOTIONS) || metric_kind(head.2).is_some();
    let has_words = cells.iter().any(|cell| !cell.2.is_empty());
    (is_wanted && has_words).then(|| note(head.0, head.1, NoteKind::NoFigures(head.2.to_owned())))
}

fn is_mostly(cells: &[PlacedCell], is_it: fn(&str) -> bool) -> bool {
    let filled = || cells.iter().filter(|cell| !cell.2.is_empty());
    let count = filled().filter(|cell| is_it(cell.2)).count();
    count > 0 && 2 * count >= filled().count()
}

fn is_graded(text: &str) -> bool {
    graded(text).is_some()
}

fn is_figure(text: &str) -> bool {
    figure(text).is_some()
}

/// A number, and the per cent sign behind it.
fn figure(text: &str) -> Option<(f64, &'static str)> {
    match text.trim().strip_suffix('%') {
        Some(share) => Some((number(share)?, "%")),
        None => Some((number(text)?, "")),
    }
}

struct ForeignTableParser {
    builder: Builder,
    stages: Vec<Id>,
    notes: Notes,
    language: Language,
}

/// The filled cells of a lane by stage, each with its row: 0 beside the head, others continue it.
type Rows<'a> = [Vec<(usize, PlacedCell<'a>)>];

impl ForeignTableParser {
    fn lane(&mut self, head: &str, kind: LaneAs, rows: &Rows<'_>) {
        // What has no head is called what it is.
        let title = if head.is_empty() {
            self.language.t(kind.name())
        } else {
            head
        };
        match kind {
            LaneAs::Goals | LaneAs::Durations => {
                for (index, stage) in self.builder.map.stages.iter_mut().enumerate() {
                    let stage = Arc::make_mut(stage);
                    let field = if kind == LaneAs::Durations {
                        &mut stage.duration
                    } else {
                        &mut stage.goal
                    };
                    *field = texts(rows, index).collect::<Vec<_>>().join("\n");
                }
            }
            LaneAs::Emotion => self.emotion(title, rows),
            LaneAs::Metrics => self.metrics(title, rows),
            LaneAs::Channels => self.channels(title, rows),
            LaneAs::Cards(role) => self.cards(title, role, rows),
            // There is nothing above the first.
            LaneAs::Above => self.cards(title, CardRole::default(), rows),
            LaneAs::Nothing => {}
        }
    }

    /// A card for each line of a cell; what begins like a list loses its marks.
    fn cards(&mut self, title: &str, role: CardRole, rows: &Rows<'_>) {
        let kind = LaneKind::Cards {
            role,
            cards: Vec::new(),
        };
        let lane = self.builder.lane(title, kind);
        for (index, stage) in self.stages.clone().into_iter().enumerate() {
            for text in texts(rows, index).flat_map(lines) {
                let card = Card {
                    stage: stage.clone(),
                    text: text.to_owned(),
                    ..Card::default()
                };
                self.builder.card(lane, card);
            }
        }
    }

    fn channels(&mut self, title: &str, rows: &Rows<'_>) {
        let kind = LaneKind::Cards {
            role: CardRole::Touchpoints,
            cards: Vec::new(),
        };
        let lane = self.builder.lane(title, kind);
        for (index, stage) in self.stages.clone().into_iter().enumerate() {
            let names = texts(rows, index).flat_map(lines);
            let names = names.flat_map(|line| line.split([',', ';', '/']));
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

    fn no_number(&mut self, cell: &PlacedCell) {
        let kind = NoteKind::NoNumber(cell.2.to_owned());
        self.notes.push(note(cell.0, cell.1, kind));
    }

    /// The figures of a stage; words of the rows below them are their labels.
    fn feelings(&mut self, rows: &Rows<'_>, index: usize) -> Vec<Graded> {
        let mut found: Vec<Graded> = Vec::new();
        for (row, cell) in &rows[index] {
            match (graded(cell.2), found.last_mut()) {
                (Some(figure), _) => found.push(figure),
                (None, Some(last)) if *row > 0 && last.label.is_empty() => {
                    last.label = lines(cell.2).collect::<Vec<_>>().join("\n");
                }
                (None, _) => self.no_number(cell),
            }
        }
        found
    }

    fn emotion(&mut self, title: &str, rows: &Rows<'_>) {
        let stages = self.stages.clone();
        let found: Vec<Vec<Graded>> = (0..stages.len())
            .map(|index| self.feelings(rows, index))
            .collect();
        let figures = || found.iter().flatten();
        let known = || figures().map(|figure| figure.value);
        let has_curves = self
            .builder
            .map
            .lanes
            .iter()
            .any(|lane| !lane.curves().is_empty());
        let scale = if has_curves {
            self.builder.map.emotion_scale
        } else {
            let best = figures().filter_map(|figure| figure.of).reduce(f64::max);
            scale_of(&known().collect::<Vec<_>>(), best)
        };
        self.builder.map.emotion_scale = widened(scale, known());
        // The table does not say whose journey it is: no name is made up for her.
        let persona = self.builder.persona(self.language.t("Customer"));
        let mut points = Vec::new();
        for (figures, stage) in found.into_iter().zip(stages) {
            let parts = (figures.len() + 1) as f64;
            for (index, figure) in figures.into_iter().enumerate() {
                points.push(CurvePoint {
                    id: self.builder.id("point"),
                    stage: stage.clone(),
                    at: (index + 1) as f64 / parts,
                    value: Some(figure.value),
                    label: figure.label,
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

    fn metrics(&mut self, title: &str, rows: &Rows<'_>) {
        let kind = metric_kind(title).unwrap_or_default();
        let mut metrics = Vec::new();
        for (index, stage) in self.stages.clone().into_iter().enumerate() {
            for (_, cell) in &rows[index] {
                let Some((value, unit)) = figure(cell.2) else {
                    self.no_number(cell);
                    continue;
                };
                metrics.push(Arc::new(Metric {
                    id: self.builder.id("metric"),
                    stage: Some(stage.clone()),
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

/// The scale of some figures: up to the best that they name themselves, else the first usual one
/// that holds them all.
fn scale_of(values: &[f64], best: Option<f64>) -> Scale {
    let min = values.iter().copied().fold(f64::INFINITY, f64::min);
    let usual = |(min, max): &(f64, f64)| values.iter().all(|v| (*min..=*max).contains(v));
    let (min, max) = match best {
        Some(best) if min >= 0.0 => (if min < 1.0 { 0.0 } else { 1.0 }, best.max(2.0)),
        _ => SCALES.into_iter().find(usual).unwrap_or(SCALES[0]),
    };
    Scale { min, max }
}

/// What stands in a stage, cell by cell.
fn texts<'a>(rows: &'a Rows<'a>, index: usize) -> impl Iterator<Item = &'a str> {
    rows[index].iter().map(|(_, cell)| cell.2)
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
