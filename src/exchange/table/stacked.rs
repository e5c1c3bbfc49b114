//! Tables that stand above one another in one sheet: each has heads of its own.

use std::ops::Range;

use super::{
    cells::is_own_head,
    grid::Grid,
    meaning::{
        items,
        roles::{edge, is_lane},
        words::{Meaning, words},
    },
    shape::is_journey,
};

/// Nobody stacks more.
const MOST_PARTS: usize = 50;
/// A row of more is none of heads.
const MOST_HEADS: usize = 2_000;

/// The tables of a sheet, each called by the title above its heads; none where it is one table, or our
/// own.
pub(in crate::exchange) fn parts(grid: &Grid) -> Vec<Grid> {
    let ranges = ranges(grid);
    let parts = ranges.into_iter().map(|range| {
        let mut part = grid.part(range.clone());
        part.name = title(grid, range.start);
        part
    });
    parts.collect()
}

/// The rows of the tables of a sheet.
pub(in crate::exchange) fn ranges(grid: &Grid) -> Vec<Range<usize>> {
    if is_own_head(&grid.table.heads) {
        return Vec::new();
    }
    let starts = starts(grid);
    if starts.len() < 2 || starts.len() > MOST_PARTS {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([grid.row_count()]);
    let ranges: Vec<Range<usize>> = starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect();
    // Lists and notes below a journey are read with it, as what stands around it.
    let journeys = ranges
        .iter()
        .filter(|range| is_journey(&grid.part((*range).clone())))
        .count();
    if journeys > 1 { ranges } else { Vec::new() }
}

/// What stands alone in a row.
pub(in crate::exchange) fn title(grid: &Grid, row: usize) -> String {
    let mut cells = grid.cells(row);
    match (cells.next(), cells.next()) {
        (Some((_, title)), None) => items::text_of_head(title),
        _ => String::new(),
    }
}

/// The rows that tables begin with: their heads, or the lines of titles right above them.
fn starts(grid: &Grid) -> Vec<usize> {
    let mut starts = vec![0];
    let mut first: Option<usize> = None;
    for row in 0..grid.row_count() {
        let Some(kind) = head(grid, row) else {
            continue;
        };
        let Some(before) = first.replace(row) else {
            continue;
        };
        let top = above(grid, row, before);
        // The same heads once more are those of a further page, unless something is said above them.
        let is_same = grid.cells(row).eq(grid.cells(before));
        let is_titled = top < row;
        let is_apart = (top..=row).any(|row| grid.is_after_gap(row));
        let is_page = kind == HeadKind::Lanes && is_same && !is_titled;
        let has_rows = top > before + 1;
        if has_rows && !is_page && (is_apart || is_titled || kind == HeadKind::Stages) {
            starts.push(top);
        }
    }
    starts
}

/// The first of the lines that stand alone right above some heads.
fn above(grid: &Grid, row: usize, before: usize) -> usize {
    let mut top = row;
    while top > before + 1 {
        let is_line = grid.cells(top - 1).count() == 1 && !grid.is_after_gap(top);
        let is_gap_line = grid.cells(top - 1).count() == 1 && grid.is_after_gap(top - 1);
        if !is_line && !is_gap_line {
            break;
        }
        top -= 1;
        if is_gap_line {
            break;
        }
    }
    top
}

/// What a row of heads has beside its first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadKind {
    Stages,
    Lanes,
}

/// Whether a row is one of heads: it has the word for stages, or nothing, before its stages, or names
/// lanes.
fn head(grid: &Grid, row: usize) -> Option<HeadKind> {
    let cells: Vec<(usize, &str)> = grid.cells(row).take(MOST_HEADS + 1).collect();
    if cells.len() < 2 || cells.len() > MOST_HEADS {
        return None;
    }
    let is_head = |text: &str| is_lane(text) && words(text).len() < 6;
    let lanes = cells.iter().filter(|(_, text)| is_head(text)).count();
    let is_edge = |text: &str| matches!(edge(text), Some(Meaning::Stage));
    let edges = cells.iter().take(2).any(|(_, text)| is_edge(text));
    let others = cells.len() - 1;
    if edges && lanes > 0 && 2 * lanes >= others {
        return Some(HeadKind::Lanes);
    }
    if is_edge(cells[0].1) {
        return Some(HeadKind::Stages);
    }
    // An empty corner, and a lane right below it.
    let corner = grid.cell(row, 0);
    let below = row + 1 < grid.row_count() && !grid.is_after_gap(row + 1);
    let next = if below { grid.cell(row + 1, 0) } else { "" };
    let is_blank = corner.is_empty() && cells[0].0 == 1 && grid.merged_into(row, 0).is_none();
    (is_blank && lanes == 0 && is_head(next)).then_some(HeadKind::Stages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::delimited;

    fn names(text: &str) -> Vec<(String, usize)> {
        let grid = delimited::read(text).unwrap().0;
        let parts = parts(&grid);
        parts
            .into_iter()
            .map(|part| (part.name.clone(), part.row_count()))
            .collect()
    }

    #[test]
    fn each_head_begins_a_table() {
        let one = "Stage,Aware,Buy\nActions,a,b\nPains,c,d\n";
        let two = "Stage,Look,Pay\nActions,a,b\nPains,c,d\n";
        assert_eq!(names(&format!("{one}\n{two}")).len(), 2);
        assert_eq!(names(&format!("{one}{two}")).len(), 2);
        assert_eq!(names(&format!("{one}\n{one}")).len(), 2);
        assert_eq!(
            names(&format!("First,,\n{one}\nSecond,,\n{two}")),
            [("First".to_owned(), 4), ("Second".to_owned(), 4)]
        );
        assert_eq!(
            names(&format!("First,,\n\n{one}\nSecond,,\n\n{two}")).last(),
            Some(&("Second".to_owned(), 4))
        );
        let down = "Stage,Actions,Pains\nAware,a,b\nBuy,c,d\n";
        let other = "Stage,Actions,Thoughts\nLook,a,b\nPay,c,d\n";
        assert_eq!(names(&format!("{down}\n{other}")).len(), 2);
        assert_eq!(names(&format!("Rina,,\n{down}\nBudi,,\n{down}")).len(), 2);
        let blank = ",Aware,Buy\nActions,a,b\nPains,c,d\n";
        assert_eq!(names(&format!("{blank}\n{blank}")).len(), 2);
    }

    #[test]
    fn one_table_stays_one() {
        for text in [
            "Stage,Aware,Buy\nActions,a,b\n\nPains,c,d\nIdeas,e,f\n",
            "Stage,Actions,Pains\nAware,a,b\n\nBuy,c,d\n",
            "Stage,Actions,Pains\nAware,a,b\n\nStage,Actions,Pains\nBuy,c,d\n",
            "Title,,\n\nStage,Aware,Buy\nStep,x,y\nActions,a,b\n\nLegend,,\n1,bad,\n",
            "record,stage no,lane no\nstage,1,\n",
        ] {
            assert_eq!(names(text), [], "{text}");
        }
    }
}
