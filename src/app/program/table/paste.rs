//! A map or a table on the clipboard, which is shown before it is one of its own.

use std::sync::Arc;

use super::{
    TableNews,
    read::{Source, TablePurpose},
};
use crate::{
    app::program::{News, Program},
    exchange::{PastedMap, ReadOptions},
};

impl Program {
    /// What was pasted as a map of its own.
    pub(in crate::app::program) fn import_pasted(&mut self, map: PastedMap) {
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
                    format: map.format,
                    bytes: Arc::new(map.bytes),
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
}
