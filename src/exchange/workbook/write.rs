//! A map as a workbook: a sheet to look at, one that reads back, one for the figures, one for
//! what they rest on.
//!
//! Texts are written as texts, whatever they begin with: no formula is ever made.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use super::{
    super::{
        note::{Given, Lost, What, losses},
        table,
    },
    grid::{self, GridCell, GridRow, GridRowKind, fitting},
};
use crate::model::{Evidence, Id, Lane, Map, Metric};

/// As many columns as a sheet has.
const MAX_COLUMNS: usize = 16_384;
const INK: u32 = 0x1D2433;
const QUIET: u32 = 0xF2F4F7;
const RULE: u32 = 0xD0D5DD;
/// The columns of our own table that are numbers.
const FIGURES: [&str; 11] = [
    "stage no", "step no", "lane no", "value", "target", "n", "at", "spread", "severity", "worth",
    "effort",
];

/// Writes a map, with the words of its own language.
pub fn write(map: &Map) -> Given {
    let mut sheets = WorkbookWriter {
        map,
        cut: 0,
        workbook: Workbook::new(),
    };
    let bytes = sheets.bytes().unwrap_or_else(|error| {
        // Texts and numbers of rows are held to what a workbook takes.
        debug_assert!(false, "{error}");
        Vec::new()
    });
    let cut = sheets.cut;
    Given {
        bytes,
        lost: not_held(map, cut),
    }
}

fn not_held(map: &Map, cut: usize) -> Vec<Lost> {
    let computed = map.lanes.iter().flat_map(|lane| lane.metrics());
    let has_more =
        |metric: &&std::sync::Arc<Metric>| metric.basis.is_some() || metric.better.is_some();
    let computed = computed.filter(has_more).count();
    let mut lost = table::not_held(map);
    // These have sheets of their own.
    lost.retain(|lost| ![What::Evidence, What::MetricDetails].contains(&lost.what));
    lost.extend(losses([
        (What::MetricDetails, computed),
        (What::LongTexts, cut),
    ]));
    lost
}

struct WorkbookWriter<'a> {
    map: &'a Map,
    /// Texts that were too long.
    cut: usize,
    workbook: Workbook,
}

impl WorkbookWriter<'_> {
    fn bytes(&mut self) -> Result<Vec<u8>, XlsxError> {
        // The same bytes for the same map, whenever it is written.
        let written = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let title: String = self.map.title.chars().take(200).collect();
        let about = DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&written);
        self.workbook.set_properties(&about);
        let sheets = [
            self.grid()?,
            self.rows()?,
            self.metrics()?,
            self.evidence()?,
        ];
        for sheet in sheets.into_iter().flatten() {
            self.workbook.push_worksheet(sheet);
        }
        self.workbook.save_to_buffer()
    }

    fn t(&self, english: &'static str) -> &'static str {
        self.map.language.t(english)
    }

    fn sheet(&self, name: &str) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?.set_landscape().set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        Ok(sheet)
    }

    /// As a text that no program takes for anything else.
    fn text(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (text, is_cut) = fitting(text);
        self.cut += usize::from(is_cut);
        if text.is_empty() {
            sheet.write_blank(row, column, format)?;
        } else {
            sheet.write_string_with_format(row, column, text, format)?;
        }
        Ok(())
    }

    fn grid(&mut self) -> Result<Option<Worksheet>, XlsxError> {
        let grid = grid::grid(self.map);
        let mut sheet = self.sheet(&grid::sheet_name(self.map))?;
        sheet.set_column_width(0, 22)?;
        let columns = grid.columns.len().min(MAX_COLUMNS - 1);
        for (index, column) in grid.columns.iter().take(columns).enumerate() {
            let width = if column.step.is_some() { 24 } else { 30 };
            sheet.set_column_width(place(index), width)?;
        }
        let is_head = |row: &&GridRow| matches!(row.kind, GridRowKind::Stages | GridRowKind::Steps);
        let heads = grid.rows.iter().take_while(is_head);
        let heads = heads.count();
        for (at, row) in grid.rows.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let format = match row.kind {
                GridRowKind::Stages => title(),
                _ => head(),
            };
            self.text(&mut sheet, (at, 0), &row.head, &format)?;
            for (index, cell) in row.cells.iter().take(columns).enumerate() {
                let (hue, is_step) = (
                    self.map.theme.hue(grid.columns[index].hue),
                    row.kind == GridRowKind::Steps,
                );
                let color = (u32::from(hue.r) << 16) + (u32::from(hue.g) << 8) + u32::from(hue.b);
                let format = match row.kind {
                    GridRowKind::Stages => colored(color, 0xFFFFFF).set_font_size(12),
                    _ if is_step => colored(pale(color), INK),
                    GridRowKind::Fact => body().set_italic(),
                    _ => body(),
                };
                match cell {
                    GridCell::Text(text) => {
                        self.text(&mut sheet, (at, place(index)), text, &format)?
                    }
                    GridCell::Number(value) => {
                        let format = format.set_align(FormatAlign::Left);
                        sheet.write_number_with_format(at, place(index), *value, &format)?;
                    }
                }
            }
            if row.kind == (GridRowKind::Lane { hidden: true }) {
                sheet.set_row_hidden(at)?;
            }
            self.joined(&mut sheet, at, row, &grid.columns[..columns])?;
            if let Some(height) = height(row, &grid.columns[..columns]) {
                sheet.set_row_height(at, height)?;
            }
        }
        let below = u32::try_from(grid.rows.len() + 1).unwrap_or(u32::MAX);
        let told = grid::where_to_write(self.map);
        self.text(&mut sheet, (below, 0), &told, &body().set_italic())?;
        // What is written here would not be read: it can be looked at, sized and filtered.
        sheet.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
        let heads = u32::try_from(heads).unwrap_or(1);
        sheet.set_freeze_panes(heads, 1)?;
        sheet.set_repeat_rows(0, heads.saturating_sub(1))?;
        sheet.set_repeat_columns(0, 0)?;
        Ok(Some(sheet))
    }

    /// Joins the cells above the steps of a stage.
    fn joined(
        &mut self,
        sheet: &mut Worksheet,
        at: u32,
        row: &GridRow,
        columns: &[grid::StageColumn],
    ) -> Result<(), XlsxError> {
        if row.kind != GridRowKind::Stages {
            return Ok(());
        }
        let mut first = 0;
        while first < columns.len() {
            let stage = columns[first].stage;
            let count = columns[first..]
                .iter()
                .take_while(|c| c.stage == stage)
                .count();
            if count > 1 {
                let hue = self.map.theme.hue(columns[first].hue);
                let color = (u32::from(hue.r) << 16) + (u32::from(hue.g) << 8) + u32::from(hue.b);
                let format = colored(color, 0xFFFFFF).set_font_size(12);
                let GridCell::Text(text) = &row.cells[first] else {
                    return Ok(());
                };
                let (text, _) = fitting(text);
                sheet.merge_range(
                    at,
                    place(first),
                    at,
                    place(first + count - 1),
                    text,
                    &format,
                )?;
            }
            first += count;
        }
        Ok(())
    }

    /// Our own table, as in CSV.
    fn rows(&mut self) -> Result<Option<Worksheet>, XlsxError> {
        let rows = table::rows(self.map);
        let mut sheet = self.sheet(self.t("Data"))?;
        let plain = Format::new().set_align(FormatAlign::Top);
        let wrapped = plain.clone().set_text_wrap();
        let heads = rows.first().cloned().unwrap_or_default();
        for (at, row) in rows.iter().enumerate() {
            for (index, cell) in row.iter().enumerate() {
                let (at, column) = (u32::try_from(at).unwrap_or(u32::MAX), index as u16);
                let name = heads[index].as_str();
                let number = || cell.parse::<f64>().ok().filter(|_| FIGURES.contains(&name));
                if at == 0 {
                    self.text(&mut sheet, (at, column), cell, &head())?;
                } else if let Some(number) = number() {
                    sheet.write_number_with_format(at, column, number, &plain)?;
                } else if !cell.is_empty() {
                    let format = if name == "text" { &wrapped } else { &plain };
                    self.text(&mut sheet, (at, column), table::unsafe_again(cell), format)?;
                }
            }
        }
        for (column, name) in heads.iter().enumerate() {
            let width = match name.as_str() {
                "text" => 60,
                "stage" | "step" | "lane" | "personas" | "channel" => 20,
                _ => 11,
            };
            sheet.set_column_width(column as u16, width)?;
        }
        self.closed(&mut sheet, rows.len(), heads.len())?;
        Ok(Some(sheet))
    }

    /// A head that stays in sight, and filters.
    fn closed(&self, sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        let last = u32::try_from(rows.saturating_sub(1)).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, last, place(columns) - 2)?;
        Ok(())
    }

    fn heads(
        &mut self,
        sheet: &mut Worksheet,
        heads: &[(&'static str, u16)],
    ) -> Result<(), XlsxError> {
        for (column, (name, width)) in heads.iter().enumerate() {
            let name = self.t(name);
            self.text(sheet, (0, column as u16), name, &head())?;
            sheet.set_column_width(column as u16, *width)?;
        }
        Ok(())
    }

    fn metrics(&mut self) -> Result<Option<Worksheet>, XlsxError> {
        let map = self.map;
        let lanes = map.lanes.iter();
        let metrics: Vec<(&Lane, &Metric)> = lanes
            .flat_map(|lane| {
                lane.metrics()
                    .iter()
                    .map(|metric| (lane.as_ref(), metric.as_ref()))
            })
            .collect();
        if metrics.is_empty() {
            return Ok(None);
        }
        let mut sheet = self.sheet(self.t("Metrics"))?;
        let heads = [
            ("Metric", 30),
            ("Kind", 24),
            ("Stage", 20),
            ("Value", 10),
            ("Unit", 10),
            ("Target", 10),
            ("Change", 10),
            ("Unit of the change", 18),
            ("n", 8),
            ("Periods before", 30),
            ("Evidence", 14),
            ("Source", 50),
            ("Lane", 20),
        ];
        self.heads(&mut sheet, &heads)?;
        let format = body();
        for (at, (lane, metric)) in metrics.iter().enumerate() {
            let at = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let stage = metric.stage.as_ref().and_then(|id| map.stage(id));
            let stage = stage.map_or(self.t("The whole journey"), |stage| &stage.title);
            let periods = metric.periods.iter();
            let periods = periods.map(|p| format!("{}: {}", p.label, p.value));
            let periods = periods.collect::<Vec<_>>().join("\n");
            let change = metric.change.as_ref();
            let sources = metric.evidence.iter().map(|evidence| {
                let parts = [evidence.text.trim(), evidence.source.trim()];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(", ")
            });
            let formula = metric.basis.map(|basis| self.t(basis.formula()).to_owned());
            let sources = formula.into_iter().chain(sources);
            let sources: Vec<String> = sources.filter(|source| !source.is_empty()).collect();
            let texts = [
                (0, metric.name.as_str()),
                (1, self.t(metric.kind.name())),
                (2, stage),
                (4, &metric.unit),
                (7, change.map_or("", |change| &change.unit)),
                (9, &periods),
                (10, metric.claim.map_or("", |claim| self.t(claim.name()))),
                (11, &sources.join("\n")),
                (12, &lane.title),
            ];
            for (column, text) in texts {
                self.text(&mut sheet, (at, column), text, &format)?;
            }
            let figures = [
                (3, Some(metric.value)),
                (5, metric.target),
                (6, change.map(|change| change.by)),
                (8, metric.n.map(f64::from)),
            ];
            for (column, figure) in figures {
                match figure {
                    Some(figure) => sheet.write_number_with_format(at, column, figure, &format)?,
                    None => sheet.write_blank(at, column, &format)?,
                };
            }
        }
        self.closed(&mut sheet, metrics.len() + 1, heads.len())?;
        Ok(Some(sheet))
    }

    fn evidence(&mut self) -> Result<Option<Worksheet>, XlsxError> {
        let map = self.map;
        let mut all: Vec<(String, &Lane, Option<&Id>, &Evidence)> = Vec::new();
        for lane in &map.lanes {
            for card in lane.cards() {
                let backed = card.evidence.iter();
                all.extend(
                    backed.map(|e| (card.text.clone(), lane.as_ref(), Some(&card.stage), e)),
                );
            }
            for curve in lane.curves() {
                let name = map
                    .persona(&curve.persona)
                    .map_or("", |persona| &persona.name);
                for point in &curve.points {
                    let parts = [name, &point.label]
                        .into_iter()
                        .filter(|part| !part.is_empty());
                    let of = parts.collect::<Vec<_>>().join(": ");
                    let backed = point.evidence.iter();
                    all.extend(backed.map(|e| (of.clone(), lane.as_ref(), Some(&point.stage), e)));
                }
            }
            for metric in lane.metrics() {
                let stage = metric.stage.as_ref();
                let backed = metric.evidence.iter();
                all.extend(backed.map(|e| (metric.name.clone(), lane.as_ref(), stage, e)));
            }
        }
        if all.is_empty() {
            return Ok(None);
        }
        let mut sheet = self.sheet(self.t("Evidence"))?;
        let heads = [
            ("Supports", 40),
            ("Lane", 20),
            ("Stage", 20),
            ("Evidence", 50),
            ("Source", 30),
            ("Date", 12),
            ("n", 8),
            ("Link", 30),
        ];
        self.heads(&mut sheet, &heads)?;
        let format = body();
        let dated = body()
            .set_num_format("yyyy\\-mm\\-dd")
            .set_align(FormatAlign::Left);
        for (at, (of, lane, stage, evidence)) in all.iter().enumerate() {
            let at = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let stage = stage.and_then(|id| map.stage(id));
            let texts = [
                (0, of.as_str()),
                (1, &lane.title),
                (2, stage.map_or("", |stage| &stage.title)),
                (3, &evidence.text),
                (4, &evidence.source),
                (5, ""),
                (6, ""),
                // No link that opens by itself.
                (7, &evidence.link),
            ];
            for (column, text) in texts {
                self.text(&mut sheet, (at, column), text, &format)?;
            }
            if let Some(date) = evidence.date {
                match ExcelDateTime::from_ymd(date.year(), date.month(), date.day()) {
                    Ok(day) => drop(sheet.write_datetime_with_format(at, 5, &day, &dated)?),
                    // Spreadsheets begin in 1900.
                    Err(_) => self.text(&mut sheet, (at, 5), &date.iso(), &format)?,
                }
            }
            if let Some(n) = evidence.n {
                sheet.write_number_with_format(at, 6, f64::from(n), &format)?;
            }
        }
        self.closed(&mut sheet, all.len() + 1, heads.len())?;
        Ok(Some(sheet))
    }
}

/// The column of a stage's or step's index, behind that of the heads.
fn place(index: usize) -> u16 {
    u16::try_from(index + 1).unwrap_or(u16::MAX)
}

fn body() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_indent(1)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(RULE))
        .set_font_color(Color::RGB(INK))
}

fn head() -> Format {
    body().set_bold().set_background_color(Color::RGB(QUIET))
}

fn title() -> Format {
    head()
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter)
}

fn colored(ground: u32, ink: u32) -> Format {
    body()
        .set_bold()
        .set_background_color(Color::RGB(ground))
        .set_font_color(Color::RGB(ink))
        .set_align(FormatAlign::VerticalCenter)
}

/// A fifth of a colour on white.
fn pale(color: u32) -> u32 {
    let part = |shift: u32| {
        let part = (color >> shift) & 0xFF;
        (255 - (255 - part) / 5) << shift
    };
    part(16) + part(8) + part(0)
}

/// Of a row whose texts wrap, by how many lines they are likely to take: some programs only count
/// the lines that are broken by hand.
fn height(row: &GridRow, columns: &[grid::StageColumn]) -> Option<f64> {
    const LINE: f64 = 15.0;
    let lines = |text: &str, width: usize| -> usize {
        let wide = text
            .lines()
            .map(|line| line.chars().count().div_ceil(width).max(1));
        wide.sum()
    };
    let cells = row
        .cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| match cell {
            GridCell::Text(text) => lines(text, if column.step.is_some() { 23 } else { 29 }),
            GridCell::Number(_) => 1,
        });
    let least = if row.kind == GridRowKind::Stages {
        2
    } else {
        1
    };
    let most = cells.chain([lines(&row.head, 19), least]).max()?;
    // A row is at most 409 points high.
    Some((most as f64 * LINE + 4.0).min(409.0))
}
