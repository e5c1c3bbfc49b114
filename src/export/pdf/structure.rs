//! The structure of a page for those who have it read to them: what stands above the stages, a table
//! of lanes by stages, what stands below.

use std::num::NonZeroU16;

use krilla::tagging::{Node, TableHeaderScope, Tag, TagGroup};

use super::painter::Told;
use crate::{geom::Rect, model::Target, scene::Subject};

/// What is told of a page, by what was painted of it; `summary` is said of its table.
pub(super) fn of_page(title: &str, summary: &str, told: Vec<Told>) -> Vec<Node> {
    let columns = rects_of(
        &told,
        |target| matches!(target, Target::Stage(_)),
        |rect| rect.x0,
    );
    let lanes = rects_of(
        &told,
        |target| matches!(target, Target::Lane(_)),
        |rect| rect.y0,
    );
    let table = (!columns.is_empty() && !lanes.is_empty()).then(|| Grid::new(columns, lanes));
    let Some(mut grid) = table else {
        let nodes = told.into_iter().flat_map(|told| headed(told, title));
        return nodes.collect();
    };
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for told in told.into_iter().filter(|told| !told.nodes.is_empty()) {
        match grid.place_of(&told) {
            Place::Above => above.extend(headed(told, title)),
            Place::Below => below.extend(told.nodes),
            Place::Cell(row, column) => grid.cells[row][column].extend(told.nodes),
        }
    }
    above.push(grid.table(summary).into());
    above.append(&mut below);
    above
}

/// A heading of a page.
pub(super) fn heading(level: u16, title: &str, children: Vec<Node>) -> TagGroup {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    TagGroup::with_children(Tag::Hn(level, Some(title.to_owned())), children)
}

/// What a chunk says; the map's own title and the head of a page are headings.
fn headed(told: Told, title: &str) -> Vec<Node> {
    let is_head = matches!(told.subject, Subject::Head | Subject::Thing(Target::Title));
    if !is_head {
        return told.nodes;
    }
    let contents = told.nodes.into_iter().flat_map(|node| match node {
        Node::Group(group) => group.children,
        Node::Leaf(_) => vec![node],
    });
    let contents: Vec<Node> = contents.collect();
    match contents.is_empty() {
        true => contents,
        false => vec![heading(1, title, contents).into()],
    }
}

/// Of the things of a kind, in order.
fn rects_of(
    told: &[Told],
    is_one: impl Fn(&Target) -> bool,
    key: impl Fn(&Rect) -> f64,
) -> Vec<Rect> {
    let ones = told.iter().filter(|told| match &told.subject {
        Subject::Thing(target) => is_one(target),
        _ => false,
    });
    let mut rects: Vec<Rect> = ones.map(|told| told.bounds).collect();
    rects.sort_by(|a, b| key(a).total_cmp(&key(b)));
    rects
}

enum Place {
    Above,
    Below,
    Cell(usize, usize),
}

/// The table in the making: the first row and the first column are heads.
struct Grid {
    columns: Vec<Rect>,
    lanes: Vec<Rect>,
    cells: Vec<Vec<Vec<Node>>>,
}

impl Grid {
    fn new(columns: Vec<Rect>, lanes: Vec<Rect>) -> Self {
        let row = || (0..=columns.len()).map(|_| Vec::new()).collect();
        let cells = (0..=lanes.len()).map(|_| row()).collect();
        Self {
            columns,
            lanes,
            cells,
        }
    }

    fn place_of(&self, told: &Told) -> Place {
        let middle = told.bounds.center();
        let stages = self
            .columns
            .iter()
            .fold(self.columns[0], |all, rect| all.union(*rect));
        let row = match &told.subject {
            Subject::Thing(Target::Stage(_) | Target::Step(_)) => Some(0),
            _ => {
                let lane = self
                    .lanes
                    .iter()
                    .position(|lane| (lane.y0..=lane.y1).contains(&middle.y));
                lane.map(|lane| lane + 1)
            }
        };
        let Some(row) = row else {
            return match middle.y < self.lanes[0].y0 && middle.y < stages.y1 {
                true => Place::Above,
                false => Place::Below,
            };
        };
        // What spans a lane, such as its curves, stands with its name.
        let is_of_lane = !matches!(told.subject, Subject::Thing(_));
        if is_of_lane || matches!(told.subject, Subject::Thing(Target::Lane(_))) {
            return Place::Cell(row, 0);
        }
        let column = self.columns.iter().position(|column| middle.x <= column.x1);
        match column {
            Some(0) if middle.x < self.columns[0].x0 => Place::Cell(row, 0),
            Some(column) => Place::Cell(row, column + 1),
            None => Place::Cell(row, self.columns.len()),
        }
    }

    fn table(self, summary: &str) -> TagGroup {
        let rows = self.cells.into_iter().enumerate().map(|(row, cells)| {
            let cells = cells.into_iter().enumerate().map(|(column, nodes)| {
                let cell = match (row, column) {
                    (0, 0) => TagGroup::new(Tag::TD),
                    (0, _) => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
                    (_, 0) => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
                    _ => TagGroup::new(Tag::TD),
                };
                Node::from(TagGroup {
                    children: nodes,
                    ..cell
                })
            });
            Node::from(TagGroup::with_children(Tag::TR, cells.collect()))
        });
        let rows: Vec<Node> = rows.collect();
        let summary = (!summary.is_empty()).then(|| summary.to_owned());
        TagGroup::with_children(Tag::Table.with_summary(summary), rows)
    }
}
