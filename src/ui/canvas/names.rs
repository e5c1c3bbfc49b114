//! Every thing on the sheet named for those who do not see it, and the sheet as a table of stages
//! and lanes.

use std::{
    collections::{HashMap, HashSet},
    fmt::Debug,
    hash::Hash,
    sync::Arc,
};

use egui::{
    Id, Rect, Ui,
    accesskit::{self, Action, Node, NodeId, Role, Toggled},
};

use crate::ui::keyboard::canvas_id;
use crate::{
    editor::{Editor, Intent},
    geom::{self, Camera},
    layout::{Grid, Layout, PlacedTarget, names_of},
    model::{Map, Target},
    ui::{describe, screen::rect_on_screen, view::UiEvent},
    words::Language,
};

/// The sheet as it was told last.
#[derive(Default)]
pub(super) struct PlaceNames {
    nodes: Vec<Told>,
    /// Of what stands on the sheet by itself and not in another.
    outermost: Vec<NodeId>,
    /// What they were made from.
    layout: Option<Arc<Layout>>,
    language: Language,
}

/// A node as it is as long as the sheet is the same.
struct Told {
    id: Id,
    node: Node,
    /// On the sheet; of what is only there to hold others together none.
    rect: Option<geom::Rect>,
    /// What it stands for, if that can be selected.
    target: Option<Target>,
}

impl PlaceNames {
    fn follow(&mut self, editor: &Editor, language: Language) {
        let layout = editor.layout();
        let known = self
            .layout
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, layout));
        if known && self.language == language {
            return;
        }
        let tree = Tree::of(editor.map(), layout, language);
        self.outermost = tree.outermost();
        self.nodes = tree.nodes;
        self.layout = Some(layout.clone());
        self.language = language;
    }

    /// Gives every thing a role, a name and a place of its own, for as long as anybody asks for them.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let ctx = ui.ctx();
        let root = egui::accesskit_root_id();
        let children = |node: &mut Node| node.children().to_vec();
        let Some(of_root) = ctx.accesskit_node_builder(root, children) else {
            return;
        };
        self.follow(editor, language);
        let selection = editor.selection();
        for told in &self.nodes {
            let mut node = told.node.clone();
            if let Some(rect) = told.rect {
                let rect = rect_on_screen(view.min, camera.screen_rect(rect));
                node.set_bounds(accesskit::Rect {
                    x0: rect.min.x.into(),
                    y0: rect.min.y.into(),
                    x1: rect.max.x.into(),
                    y1: rect.max.y.into(),
                });
            }
            if let Some(target) = &told.target {
                node.set_selected(selection.contains(target));
                if editor.at_keys() == Some(target) {
                    // Who has the keyboard on the sheet is on this thing.
                    let active = told.id.accesskit_id();
                    ctx.accesskit_node_builder(canvas_id(), |canvas| {
                        canvas.set_active_descendant(active);
                    });
                }
            }
            ctx.accesskit_node_builder(told.id, |of_pass| *of_pass = node);
        }
        // They have been put where what nobody has put anywhere goes, and stand on the sheet.
        ctx.accesskit_node_builder(root, |node| node.set_children(of_root));
        ctx.accesskit_node_builder(canvas_id(), |node| {
            let others = node.children().to_vec();
            node.set_children([self.outermost.clone(), others].concat());
        });
        self.take_requests(ui, events);
    }

    /// What a screen reader asks for: to click on a thing selects it, and to go to it gives the
    /// sheet the keyboard, too.
    fn take_requests(&self, ui: &Ui, events: &mut Vec<UiEvent>) {
        let asked: Vec<(Action, NodeId)> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                egui::Event::AccessKitActionRequest(request) => Some(request),
                _ => None,
            });
            let requests = requests.map(|request| (request.action, request.target_node));
            let is_meant = |action: Action| matches!(action, Action::Click | Action::Focus);
            requests.filter(|(action, _)| is_meant(*action)).collect()
        });
        for (action, asked) in asked {
            let mut nodes = self.nodes.iter();
            let told = nodes.find(|told| told.id.accesskit_id() == asked);
            let Some(target) = told.and_then(|told| told.target.clone()) else {
                continue;
            };
            events.push(UiEvent::Intent(Intent::Select(vec![target])));
            if action == Action::Focus {
                ui.memory_mut(|memory| memory.request_focus(canvas_id()));
            }
        }
    }
}

/// The nodes of a sheet while they are made.
struct Tree {
    nodes: Vec<Told>,
    /// The node that each stands in, by its place.
    parents: Vec<Option<usize>>,
    /// Those that are there already: a channel stands in each matrix.
    known: HashSet<Id>,
    names: HashMap<Target, String>,
    descriptions: HashMap<Target, String>,
}

/// The table while it is made.
struct Table {
    node: usize,
    rows: usize,
}

impl Tree {
    fn of(map: &Map, layout: &Layout, language: Language) -> Self {
        let places = layout.places();
        let mut tree = Self {
            nodes: Vec::with_capacity(places.len() * 2),
            parents: Vec::with_capacity(places.len() * 2),
            known: HashSet::with_capacity(places.len() * 2),
            names: names_of(map, &places, language),
            descriptions: map.descriptions(language),
        };
        let is_above = |target: &Target| {
            use Target::{Facts, Persona, Title};
            matches!(target, Title | Facts | Persona(_))
        };
        let is_arrow = |target: &Target| matches!(target, Target::Arrow(_));
        for place in places.iter().filter(|place| is_above(&place.target)) {
            tree.add(place, None);
        }
        tree.add_table(map, layout, &places, language);
        for place in places.iter().filter(|place| is_arrow(&place.target)) {
            tree.add(place, None);
        }
        tree.link();
        tree
    }

    fn add_table(
        &mut self,
        map: &Map,
        layout: &Layout,
        places: &[PlacedTarget],
        language: Language,
    ) {
        let grid = &layout.grid;
        if grid.columns.is_empty() && layout.rows.is_empty() {
            return;
        }
        let node = self.hold("table", Role::Table, None);
        self.nodes[node]
            .node
            .set_label(language.t("Stages and lanes"));
        let mut table = Table { node, rows: 0 };
        self.add_heads(&mut table, grid, places);
        let mut row = Row::default();
        for place in places {
            match &place.target {
                Target::Line { .. } => {
                    row = Row::of(self.row(&mut table));
                    self.add(place, Some(row.node));
                }
                Target::Lane(_) => {
                    if row.has_head || !row.is_there {
                        row = Row::of(self.row(&mut table));
                    }
                    row.head = self.add(place, Some(row.node));
                    row.has_head = true;
                    self.put(row.head, &table, 0, 1);
                }
                Target::Channel(_) => {
                    row = Row::of(self.row(&mut table));
                    row.head = self.add(place, Some(row.node));
                    row.has_head = true;
                    self.put(row.head, &table, 0, 1);
                }
                Target::Cell { stage, step, .. } => {
                    let cell = self.add(place, Some(row.node));
                    let mut columns = grid.columns.iter();
                    let at = columns.position(|column| {
                        grid.stages[column.stage].stage.id == *stage && column.step == *step
                    });
                    self.put(cell, &table, at.unwrap_or(0) + 1, 1);
                    row.cells.push((place.rect, cell));
                }
                Target::Dot {
                    lane,
                    channel,
                    stage,
                } => {
                    let cell = self.hold(("cell", &place.target), Role::Cell, Some(row.node));
                    let mut spans = grid.stages.iter();
                    if let Some(span) = spans.find(|span| span.stage.id == *stage) {
                        let (first, count) = (span.columns.start, span.columns.len());
                        self.put(cell, &table, first + 1, count);
                    }
                    let dot = self.add(place, Some(cell));
                    let lane = map.lane(lane);
                    let on = lane.is_some_and(|lane| map.channel_in_stage(lane, channel, stage));
                    self.nodes[dot].node.set_toggled(Toggled::from(on));
                }
                Target::Card(_) | Target::Point(_) | Target::Metric(_) => {
                    self.add(place, Some(row.room_of(place.rect)));
                }
                Target::Title
                | Target::Facts
                | Target::Persona(_)
                | Target::Stage(_)
                | Target::Step(_)
                | Target::Arrow(_)
                | Target::Stop(_) => {}
            }
        }
        let node = &mut self.nodes[table.node].node;
        node.set_row_count(table.rows);
        node.set_column_count(grid.columns.len() + 1);
        node.set_multiselectable();
    }

    /// The rows of the stages and, where there are any, of their steps.
    fn add_heads(&mut self, table: &mut Table, grid: &Grid, places: &[PlacedTarget]) {
        let stages = places.iter().filter_map(|place| match &place.target {
            Target::Stage(id) => {
                let span = grid.stages.iter().find(|span| span.stage.id == *id)?;
                Some((place, span.columns.start, span.columns.len()))
            }
            _ => None,
        });
        let steps = places.iter().filter_map(|place| match &place.target {
            Target::Step(id) => {
                let mut columns = grid.columns.iter();
                let at = columns.position(|column| column.step.as_ref() == Some(id))?;
                Some((place, at, 1))
            }
            _ => None,
        });
        for heads in [stages.collect::<Vec<_>>(), steps.collect()] {
            if heads.is_empty() {
                continue;
            }
            let row = self.row(table);
            for (place, first, count) in heads {
                let head = self.add(place, Some(row));
                self.put(head, table, first + 1, count);
            }
        }
    }

    /// Another row of the table.
    fn row(&mut self, table: &mut Table) -> usize {
        let row = self.hold(("row", table.rows), Role::Row, Some(table.node));
        self.nodes[row].node.set_row_index(table.rows);
        table.rows += 1;
        row
    }

    /// Says where in the table's last row a node stands.
    fn put(&mut self, at: usize, table: &Table, column: usize, span: usize) {
        let node = &mut self.nodes[at].node;
        node.set_row_index(table.rows - 1);
        node.set_column_index(column);
        if span > 1 {
            node.set_column_span(span);
        }
    }

    /// A node that only holds others together.
    fn hold(&mut self, id: impl Hash + Debug, role: Role, parent: Option<usize>) -> usize {
        let told = Told {
            id: canvas_id().with(id),
            node: Node::new(role),
            rect: None,
            target: None,
        };
        self.push(told, parent)
    }

    /// The node of a thing.
    fn add(&mut self, place: &PlacedTarget, parent: Option<usize>) -> usize {
        let mut node = Node::new(describe::role(&place.target));
        let name = self.names.get(&place.target);
        node.set_label(name.cloned().unwrap_or_default());
        if let Some(said) = self.descriptions.get(&place.target) {
            node.set_description(said.as_str());
        }
        node.add_action(Action::Click);
        node.add_action(Action::Focus);
        let told = Told {
            id: canvas_id().with(&place.target),
            node,
            rect: Some(place.rect),
            target: Some(place.target.clone()),
        };
        self.push(told, parent)
    }

    fn push(&mut self, mut told: Told, parent: Option<usize>) -> usize {
        while !self.known.insert(told.id) {
            told.id = told.id.with("again");
        }
        self.nodes.push(told);
        self.parents.push(parent);
        self.nodes.len() - 1
    }

    /// Tells each node which others stand in it.
    fn link(&mut self) {
        for (at, parent) in self.parents.iter().enumerate() {
            let id = self.nodes[at].id.accesskit_id();
            if let Some(parent) = parent {
                self.nodes[*parent].node.push_child(id);
            }
        }
    }

    fn outermost(&self) -> Vec<NodeId> {
        let nodes = self.nodes.iter().zip(&self.parents);
        let outermost = nodes.filter(|(_, parent)| parent.is_none());
        outermost.map(|(told, _)| told.id.accesskit_id()).collect()
    }
}

/// A row of the table while it is made.
#[derive(Default)]
struct Row {
    is_there: bool,
    node: usize,
    has_head: bool,
    head: usize,
    cells: Vec<(geom::Rect, usize)>,
}

impl Row {
    fn of(node: usize) -> Self {
        Self {
            is_there: true,
            node,
            head: node,
            ..Self::default()
        }
    }

    /// What a thing stands in: its cell; left of all of them the head of the row.
    fn room_of(&self, rect: geom::Rect) -> usize {
        let x = rect.center().x;
        let mut cells = self.cells.iter().rev();
        // Half a unit, since places are computed.
        let room = cells.find(|(cell, _)| cell.x0 - 0.5 <= x);
        room.map_or(self.head, |(_, cell)| *cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{editor::blank_map, file, model::generate, text::Fonts};

    fn samples() -> impl Iterator<Item = Map> {
        file::samples().iter().map(|sample| {
            let loaded = file::load(sample.bytes).expect("a sound sample");
            loaded.map
        })
    }

    fn tree_of(map: Map, language: Language) -> (Editor, Tree) {
        let editor = Editor::new(map, Fonts::bundled());
        let tree = Tree::of(editor.map(), editor.layout(), language);
        (editor, tree)
    }

    #[test]
    fn every_thing_on_the_sheet_has_a_name_of_its_own() {
        let maps = samples().chain([blank_map(Language::Indonesian), generate(60, 3)]);
        for map in maps {
            for language in Language::ALL {
                let (editor, tree) = tree_of(map.clone(), language);
                let things = tree.nodes.iter().filter(|told| told.target.is_some());
                let labels: Vec<&str> = things.filter_map(|told| told.node.label()).collect();
                assert!(labels.iter().all(|label| !label.trim().is_empty()));
                assert_eq!(labels.len(), editor.layout().places().len());
                let own: HashSet<_> = labels.iter().collect();
                assert_eq!(own.len(), labels.len());
                let ids: HashSet<_> = tree.nodes.iter().map(|told| told.id).collect();
                assert_eq!(ids.len(), tree.nodes.len());
            }
        }
    }

    #[test]
    fn what_is_out_of_view_is_told_however_much_there_is() {
        let (editor, tree) = tree_of(generate(2_000, 5), Language::English);
        let cards = tree
            .nodes
            .iter()
            .filter(|told| told.node.role() == Role::ListItem);
        assert!(cards.count() >= editor.map().cards().count());
    }

    #[test]
    fn each_cell_of_the_table_has_its_row_and_column() {
        for map in samples() {
            let (editor, tree) = tree_of(map, Language::English);
            let grid = &editor.layout().grid;
            let table = tree
                .nodes
                .iter()
                .find(|told| told.node.role() == Role::Table);
            let table = &table.expect("a sample has stages and lanes").node;
            assert_eq!(table.column_count(), Some(grid.columns.len() + 1));
            let (mut heads, mut row_heads, mut cells) = (HashSet::new(), 0, HashSet::new());
            for told in &tree.nodes {
                let node = &told.node;
                let place = node.row_index().zip(node.column_index());
                match node.role() {
                    Role::ColumnHeader => assert!(heads.insert(place.expect("a place"))),
                    Role::RowHeader => {
                        row_heads += 1;
                        assert_eq!(place.expect("a place").1, 0);
                    }
                    Role::Cell => {
                        let place = place.expect("a place");
                        assert!(cells.insert(place), "{place:?}");
                        assert!(place.1 >= 1 && Some(place.1) < table.column_count());
                        assert!(Some(place.0) < table.row_count());
                    }
                    _ => {}
                }
            }
            assert!(heads.len() >= grid.stages.len());
            assert!(row_heads >= editor.layout().rows.len());
            assert!(cells.len() >= grid.stages.len());
        }
    }

    #[test]
    fn what_stands_in_a_lane_stands_in_the_cell_of_its_stage() {
        for map in samples() {
            let (editor, tree) = tree_of(map, Language::English);
            let map = editor.map();
            let mut seen = 0;
            for (told, parent) in tree.nodes.iter().zip(&tree.parents) {
                let target = told.target.as_ref().filter(|target| target.is_content());
                let (Some(target), Some(parent)) = (target, parent) else {
                    continue;
                };
                let Some((stage, _)) = map.stage_of(target) else {
                    continue;
                };
                let cell = tree.nodes[*parent].target.as_ref();
                let of_cell = cell.and_then(|cell| map.stage_of(cell));
                assert_eq!(of_cell.map(|(id, _)| id), Some(stage), "{target:?}");
                assert_eq!(
                    cell.and_then(|cell| map.lane_of(cell)),
                    map.lane_of(target),
                    "{target:?}"
                );
                seen += 1;
            }
            assert!(seen > 20, "only {seen}");
        }
    }
}
