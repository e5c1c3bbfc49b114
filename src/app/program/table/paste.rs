//! A table on the clipboard, which begins a map.

use std::sync::Arc;

use super::{
    TableNews,
    read::{Source, TablePurpose},
};
use crate::{
    app::{
        clipboard::ClipboardContent,
        program::{News, Program},
    },
    exchange::{MapFormat, ReadOptions},
    model::{Lane, Map},
};

impl Program {
    /// The clipboard as a map of its own.
    pub(in crate::app::program) fn import_pasted(&mut self, text: String) {
        if self.workspace.is_opening {
            return;
        }
        let reader = self.table_reader();
        let ticket = self.tables.tickets.issue();
        self.services.tasks.run(
            || News::Table(TableNews::NothingPasted),
            move |_| {
                let source = Source {
                    path: None,
                    format: MapFormat::Tsv,
                    bytes: Arc::new(text.into_bytes()),
                };
                match reader.read(source, TablePurpose::Map, &ReadOptions::default()) {
                    Ok(table) => News::Table(TableNews::Read {
                        ticket,
                        is_settled: false,
                        table: Box::new(table),
                    }),
                    Err(_) => News::Table(TableNews::NothingPasted),
                }
            },
        );
    }

    /// Whether what is pasted is a table for a map that has nothing on it yet.
    pub(in crate::app::program) fn begins_a_map(&self, content: &ClipboardContent) -> bool {
        let Some(editor) = self.workspace.editor() else {
            return false;
        };
        let is_empty = |map: &Map| {
            let has_figures = |lane: &Lane| {
                !lane.metrics().is_empty() || lane.curves().iter().any(|c| !c.points.is_empty())
            };
            map.cards().next().is_none() && !map.lanes.iter().any(|lane| has_figures(lane))
        };
        let mut lines = content.text.lines().filter(|line| !line.trim().is_empty());
        let is_row = |line: Option<&str>| line.is_some_and(|line| line.contains('\t'));
        content.picture.is_none()
            && editor.selection().targets().is_empty()
            && is_empty(editor.map())
            && is_row(lines.next())
            && is_row(lines.next())
    }
}
