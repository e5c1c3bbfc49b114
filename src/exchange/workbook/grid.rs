//! The map as a person would lay it out in a spreadsheet: stages across, lanes down.

use std::{collections::BTreeMap, sync::Arc};

use super::{seen::general, sheets::SheetCells};
use crate::{
    model::{Card, CardRole, Curve, CurvePoint, Hue, Id, Lane, LaneKind, Map, Stage},
    words::Language,
};

/// As many units of UTF-16 as a cell holds.
const MAX_TEXT: usize = 32_767;

/// The grid, its first column being the heads of the rows.
pub(super) struct MapGrid {
    pub columns: Vec<StageColumn>,
    pub rows: Vec<GridRow>,
}

/// A stage without steps, or one step.
pub(super) struct StageColumn {
    pub stage: usize,
    pub step: Option<usize>,
    pub hue: Hue,
}

pub(super) struct GridRow {
    pub kind: GridRowKind,
    pub head: String,
    pub cells: Vec<GridCell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GridRowKind {
    Stages,
    Steps,
    /// Of a stage, beside its title.
    Fact,
    Lane {
        hidden: bool,
    },
}

/// In the first column of each stage, or of each step.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum GridCell {
    Text(String),
    Number(f64),
}

impl GridCell {
    fn none() -> Self {
        Self::Text(String::new())
    }
}

/// What the grid's sheet is called.
pub(super) fn sheet_name(map: &Map) -> String {
    map.language.t("Map").to_owned()
}

/// The line below the grid that says where changes go.
pub(super) fn where_to_write(map: &Map) -> String {
    let language = map.language;
    let sheet = language.t("Data");
    language.fill(
        "This sheet is read-only. To change the map, edit the sheet “{sheet}”.",
        &[("sheet", sheet)],
    )
}

pub(super) fn grid(map: &Map) -> MapGrid {
    let mut columns = Vec::new();
    for (index, stage) in map.stages.iter().enumerate() {
        let steps = stage.steps.len().max(1);
        columns.extend((0..steps).map(|step| StageColumn {
            stage: index,
            step: (!stage.steps.is_empty()).then_some(step),
            hue: stage.hue,
        }));
    }
    let mut grid = MapGrid {
        columns,
        rows: Vec::new(),
    };
    let t = |english| map.language.t(english).to_owned();
    let title = match map.title.trim() {
        "" => t("Untitled map"),
        title => title.to_owned(),
    };
    grid.facts(map, GridRowKind::Stages, title, |stage| &stage.title);
    if map.stages.iter().any(|stage| !stage.steps.is_empty()) {
        let titles = grid.columns.iter().map(|column| {
            let stage = &map.stages[column.stage];
            let step = column.step.and_then(|step| stage.steps.get(step));
            GridCell::Text(step.map(|step| step.title.clone()).unwrap_or_default())
        });
        let row = GridRow {
            kind: GridRowKind::Steps,
            head: t("Steps"),
            cells: titles.collect(),
        };
        grid.rows.push(row);
    }
    if map.stages.iter().any(|stage| !stage.goal.trim().is_empty()) {
        grid.facts(map, GridRowKind::Fact, t("Goal"), |stage| &stage.goal);
    }
    if map
        .stages
        .iter()
        .any(|stage| !stage.duration.trim().is_empty())
    {
        grid.facts(map, GridRowKind::Fact, t("Duration"), |stage| {
            &stage.duration
        });
    }
    for lane in &map.lanes {
        let cells = grid.columns.iter().map(|column| cell(map, lane, column));
        let row = GridRow {
            kind: GridRowKind::Lane {
                hidden: lane.hidden,
            },
            head: head(map, lane),
            cells: cells.collect(),
        };
        grid.rows.push(row);
    }
    grid
}

impl MapGrid {
    fn facts(&mut self, map: &Map, kind: GridRowKind, head: String, fact: fn(&Stage) -> &String) {
        let cells = self.columns.iter().map(|column| match column.step {
            None | Some(0) => GridCell::Text(fact(&map.stages[column.stage]).clone()),
            Some(_) => GridCell::none(),
        });
        let cells = cells.collect();
        self.rows.push(GridRow { kind, head, cells });
    }
}

/// The title of a lane, and what is measured of the whole journey.
fn head(map: &Map, lane: &Lane) -> String {
    let whole = lane
        .metrics()
        .iter()
        .filter(|metric| metric.stage.is_none());
    let whole = whole.map(|metric| format!("{}: {}", metric.name, metric.figure(map.language)));
    let lines = [lane.title.clone()].into_iter().chain(whole);
    lines.collect::<Vec<_>>().join("\n")
}

fn cell(map: &Map, lane: &Lane, column: &StageColumn) -> GridCell {
    let stage = &map.stages[column.stage];
    let is_first = column.step.is_none_or(|step| step == 0);
    let lines: Vec<String> = match &lane.kind {
        LaneKind::Cards { role, cards } => {
            let is_here = |card: &&Arc<Card>| {
                let step = card.step.as_ref();
                let step = step.and_then(|id| stage.steps.iter().position(|step| step.id == *id));
                card.stage == stage.id && step.unwrap_or(0) == column.step.unwrap_or(0)
            };
            let cards = cards.iter().filter(is_here);
            cards
                .map(|card| one_line(&said(map, card, *role)))
                .collect()
        }
        _ if !is_first => Vec::new(),
        LaneKind::Emotion { curves } => {
            let has_points = |curve: &&Arc<Curve>| !curve.points.is_empty();
            let curves: Vec<_> = curves.iter().filter(has_points).collect();
            let mut points = Vec::new();
            for curve in &curves {
                let here = curve.points.iter().filter(|point| point.stage == stage.id);
                let mut here: Vec<&CurvePoint> = here.collect();
                here.sort_by(|a, b| a.at.total_cmp(&b.at));
                points.extend(here.into_iter().map(|point| (curve, point)));
            }
            if let [(_, point)] = points[..]
                && let Some(value) = point.value
                && point.label.is_empty()
                && !point.moment_of_truth
                && !point.conversion
                && curves.len() == 1
            {
                return GridCell::Number(value);
            }
            let name = |persona: &Id| {
                let persona = map.persona(persona);
                persona
                    .map(|persona| persona.name.clone())
                    .unwrap_or_default()
            };
            let line = |(curve, point): (&&Arc<Curve>, &CurvePoint)| {
                let mut who = Vec::new();
                if curves.len() > 1 {
                    who.push(name(&curve.persona));
                }
                if curve.to_be {
                    who.push(map.language.t("Future").to_owned());
                }
                who.retain(|text| !text.is_empty());
                let felt = felt(point, map.language);
                if who.is_empty() {
                    felt
                } else {
                    format!("{}: {felt}", one_line(&who.join(", ")))
                }
            };
            points
                .into_iter()
                .map(|(curve, point)| line((curve, point)))
                .collect()
        }
        LaneKind::Channels { .. } => {
            let used = map.channels.iter();
            let used = used.filter(|c| map.channel_in_stage(lane, &c.id, &stage.id));
            used.map(|channel| one_line(&channel.name)).collect()
        }
        LaneKind::Metrics { metrics } => {
            let here = metrics
                .iter()
                .filter(|m| m.stage.as_ref() == Some(&stage.id));
            here.map(|metric| {
                let name = match metric.name.trim() {
                    "" => map.language.t(metric.kind.name()),
                    name => name,
                };
                one_line(&format!("{name}: {}", metric.figure(map.language)))
            })
            .collect()
        }
        LaneKind::Foreign { .. } => Vec::new(),
    };
    GridCell::Text(match &lines[..] {
        [] => String::new(),
        [line] => line.clone(),
        lines => lines
            .iter()
            .map(|line| format!("• {line}"))
            .collect::<Vec<_>>()
            .join("\n"),
    })
}

fn said(map: &Map, card: &Card, role: CardRole) -> String {
    let text = match card.text.trim() {
        "" => map.language.t(role.card_name()),
        text => text,
    };
    let channel = card.channel.as_ref().and_then(|id| map.channel(id));
    let channel = channel.map(|channel| channel.name.trim());
    let channel = channel.filter(|name| !name.is_empty() && *name != text);
    let conversion = card.conversion.then(|| map.language.t("Conversion"));
    let about: Vec<&str> = channel.into_iter().chain(conversion).collect();
    match about.is_empty() {
        true => text.to_owned(),
        false => format!("{text} ({})", about.join(", ")),
    }
}

fn felt(point: &CurvePoint, language: Language) -> String {
    let value = point.value.map(|value| language.number(value));
    let star = point.moment_of_truth.then(|| "★".to_owned());
    let conversion = point.conversion.then(|| language.t("Conversion"));
    let conversion = conversion.map(|word| format!("({word})"));
    let parts = [value, Some(one_line(&point.label)), star, conversion];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    match parts.collect::<Vec<_>>().join(" ") {
        felt if felt.is_empty() => "–".to_owned(),
        felt => felt,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As much of a text as a cell holds, and whether that is not all of it.
pub(super) fn fitting(text: &str) -> (&str, bool) {
    if text.len() <= MAX_TEXT {
        return (text, false);
    }
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MAX_TEXT {
            return (&text[..at], true);
        }
    }
    (text, false)
}

/// The cells of a sheet that do not say any more what the grid does, spaces aside. What a table of our
/// own does not hold is not in the grid, so that there are none on a sheet that was left alone.
pub(super) fn changed(map: &Map, sheet: &SheetCells) -> Vec<(usize, usize)> {
    let grid = grid(map);
    let mut drawn: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (at, row) in grid.rows.iter().enumerate() {
        let head = GridCell::Text(row.head.clone());
        for (column, cell) in [&head].into_iter().chain(&row.cells).enumerate() {
            let text = match cell {
                GridCell::Text(text) => one_line(fitting(text).0),
                GridCell::Number(value) => general(*value),
            };
            drawn.insert((at, column), text);
        }
    }
    drawn.retain(|_, text| !text.is_empty());
    let told = one_line(&where_to_write(map));
    let mut changed = Vec::new();
    for (row, cells) in &sheet.rows {
        for (column, text) in cells {
            let (place, text) = ((*row as usize, *column as usize), one_line(text));
            let was = drawn.remove(&place).unwrap_or_default();
            let is_line = place.1 == 0 && text == told;
            if was != text && !is_line {
                changed.push(place);
            }
        }
    }
    changed.extend(drawn.into_keys());
    changed.sort_unstable();
    changed
}
