//! Answers with a column for each stage, as one table of a row for each answer.

use std::sync::Arc;

use super::Table;
use crate::model::Stage;

/// How many of the other columns come along: who answered, when, and what was said.
const MOST_BESIDE: usize = 8;
/// How many times the size of the table its answers may have, since a comment is that of each, and
/// what small ones may have beside that.
const MOST_TIMES: usize = 8;
const BESIDE: usize = 100_000;

impl Table {
    /// The answers of the table, a row for each, behind two columns of these heads: the stage and its
    /// score.
    /// `None` where fewer than two columns are called like stages, or it would be far too long.
    pub fn by_stage(&self, stages: &[Arc<Stage>], heads: [&str; 2]) -> Option<Self> {
        let folded = |text: &str| text.trim().to_lowercase();
        let is_stage = |head: &String| {
            let head = folded(head);
            let is_it = |stage: &Arc<Stage>| {
                folded(&stage.title) == head || folded(stage.id.as_str()) == head
            };
            !head.is_empty() && stages.iter().any(is_it)
        };
        let (asked, beside): (Vec<usize>, Vec<usize>) =
            (0..self.heads.len()).partition(|at| is_stage(&self.heads[*at]));
        if asked.len() < 2 {
            return None;
        }
        let beside = &beside[..beside.len().min(MOST_BESIDE)];
        let count = self.rows().len() * asked.len();
        if count > Self::MOST_ROWS || count * (beside.len() + 2) > Self::MOST_CELLS {
            return None;
        }
        let mut table = Self::default();
        table.heads = heads.map(str::to_owned).to_vec();
        let others = beside.iter().map(|at| self.heads[*at].clone());
        table.heads.extend(others);
        for row in self.rows() {
            for at in &asked {
                let score = row.cell(*at).unwrap_or_default();
                if score.trim().is_empty() {
                    continue;
                }
                let cells = [self.heads[*at].as_str(), score];
                let others = beside.iter().map(|at| row.cell(*at).unwrap_or_default());
                table.push(row.line, cells.into_iter().chain(others));
                if table.bytes() > MOST_TIMES * self.bytes() + BESIDE {
                    return None;
                }
            }
        }
        Some(table)
    }
}
