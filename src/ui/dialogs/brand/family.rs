//! A family of type, chosen from a list that shows each in its own face and can be searched.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use egui::{
    Align2, Key, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, accesskit::HasPopup,
    pos2, vec2,
};

use crate::{
    text::FamilySample,
    ui::{
        spoken,
        tokens::{self, Palette},
        widgets,
    },
    words::Language,
};

/// Of a family in the list, and of as much of the list as is seen at once.
const ROW: f32 = 28.0;
const LIST: f32 = 6.0 * ROW;
/// Of the letters in the list, in points.
const LETTERS: f32 = 15.0;
/// So many faces are read at once.
const AT_ONCE: usize = 16;

/// The families that there are, and how those look that were in view.
#[derive(Clone, Default)]
pub(super) struct FamilyList {
    /// `None` as long as they are looked up.
    pub names: Option<Arc<[String]>>,
    samples: HashMap<String, Option<Arc<FamilySample>>>,
    missing: HashSet<String>,
    is_wanted: bool,
}

impl FamilyList {
    /// Whether the names are to be looked up.
    pub(super) fn is_missing(&self) -> bool {
        self.is_wanted && self.names.is_none()
    }

    /// The families in view whose faces are not there yet.
    pub(super) fn missing_samples(&self) -> Vec<String> {
        self.missing.iter().take(AT_ONCE).cloned().collect()
    }

    pub(super) fn add(&mut self, family: String, sample: Option<FamilySample>) {
        self.missing.remove(&family);
        self.samples.insert(family, sample.map(Arc::new));
    }
}

/// The field of one family.
#[derive(Debug, Clone, Default)]
pub(super) struct FamilyField {
    is_open: bool,
    query: String,
    /// The search has the keyboard yet to come.
    is_fresh: bool,
}

/// What stands in the list.
#[derive(Clone, PartialEq)]
enum Row {
    /// None by name.
    Ours,
    Family(String),
    /// What was typed, which this machine may not have.
    Typed(String),
}

impl FamilyField {
    /// `label` says what it is for, `none` what it means that there is none; `first` are those that
    /// stand before the others.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        language: Language,
        (label, none): (&str, &str),
        chosen: &mut Option<String>,
        (list, first): (&mut FamilyList, &[String]),
    ) {
        ui.push_id(label, |ui| {
            widgets::caption(ui, label);
            let shown = chosen.as_deref().unwrap_or(none);
            let width = ui.available_width().min(320.0);
            let button = widgets::dropdown_button(ui, None, shown, width, self.is_open);
            button.widget_info(|| WidgetInfo {
                current_text_value: Some(shown.to_owned()),
                ..WidgetInfo::labeled(Role::ComboBox, true, label)
            });
            spoken::opener(&button, HasPopup::Listbox, self.is_open);
            if button.clicked() {
                self.is_open = !self.is_open;
                (self.query, self.is_fresh) = (String::new(), self.is_open);
            }
            if self.is_open {
                list.is_wanted = true;
                let picked = self.list_ui(ui, language, none, chosen.as_deref(), (list, first));
                if let Some(row) = picked {
                    *chosen = match row {
                        Row::Ours => None,
                        Row::Family(name) | Row::Typed(name) => Some(name),
                    };
                    self.is_open = false;
                    button.request_focus();
                }
            }
        });
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        language: Language,
        none: &str,
        chosen: Option<&str>,
        (list, first): (&mut FamilyList, &[String]),
    ) -> Option<Row> {
        ui.add_space(4.0);
        let entered = self.search_ui(ui, language);
        if !self.is_open {
            return None;
        }
        let rows = self.rows(list, first);
        if list.names.is_none() {
            let quiet = Palette::of(ui).quiet_ink;
            let told = language.t("Looking for fonts…");
            widgets::line(ui, told, tokens::medium(12.5), quiet);
        }
        if entered {
            // The first that was searched for; ours stands before the others only unsearched.
            return rows.into_iter().next();
        }
        let mut picked = None;
        let size = vec2(
            ui.available_width(),
            LIST.min(ROW * rows.len().max(1) as f32),
        );
        ui.allocate_ui(size, |ui| {
            spoken::part(ui, Role::ListBox, language.t("Fonts"));
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .max_height(LIST)
                .auto_shrink([false, true])
                .show_rows(ui, ROW, rows.len(), |ui, range| {
                    for row in &rows[range] {
                        let is_it = match row {
                            Row::Ours => chosen.is_none(),
                            Row::Family(name) => chosen == Some(name),
                            Row::Typed(_) => false,
                        };
                        if row_ui(ui, language, (row, none), is_it, list) {
                            picked = Some(row.clone());
                        }
                    }
                });
        });
        picked
    }

    /// Enter takes the first one found, Esc shuts the list; whether it was Enter.
    fn search_ui(&mut self, ui: &mut Ui, language: Language) -> bool {
        let id = ui.make_persistent_id("search fonts");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed =
            |key| has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.is_open = false;
            return false;
        }
        let entered = pressed(Key::Enter);
        let label = language.t("Search fonts");
        let field = ui.add(
            TextEdit::singleline(&mut self.query)
                .id(id)
                .desired_width(ui.available_width().min(320.0) - 20.0)
                .event_filter(widgets::WRITING)
                .char_limit(80)
                .margin(vec2(10.0, 6.0))
                .hint_text(label),
        );
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(label));
        if std::mem::take(&mut self.is_fresh) {
            field.request_focus();
        }
        entered
    }

    fn rows(&self, list: &FamilyList, first: &[String]) -> Vec<Row> {
        let query = self.query.trim().to_lowercase();
        let names = list.names.as_deref().unwrap_or_default();
        let matches = |name: &&String| query.is_empty() || name.to_lowercase().contains(&query);
        let before = first.iter().filter(matches);
        let others = names
            .iter()
            .filter(|name| !first.contains(name))
            .filter(matches);
        let families = before.chain(others).cloned().map(Row::Family);
        let ours = query.is_empty().then_some(Row::Ours);
        let mut rows: Vec<Row> = ours.into_iter().chain(families).collect();
        // What begins with the search stands before what only has it.
        if !query.is_empty() {
            rows.sort_by_key(|row| match row {
                Row::Family(name) => !name.to_lowercase().starts_with(&query),
                Row::Ours | Row::Typed(_) => true,
            });
        }
        let is_there = |row: &Row| matches!(row, Row::Family(name) if name.to_lowercase() == query);
        if !query.is_empty() && !rows.iter().any(is_there) {
            rows.push(Row::Typed(self.query.trim().to_owned()));
        }
        rows
    }
}

/// A family in its own face; whether it was clicked.
fn row_ui(
    ui: &mut Ui,
    language: Language,
    (row, none): (&Row, &str),
    is_it: bool,
    list: &mut FamilyList,
) -> bool {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let text = match row {
        Row::Ours => none.to_owned(),
        Row::Family(name) => name.clone(),
        Row::Typed(name) => language.fill(
            "Use “{name}”, which this computer may not have",
            &[("name", name)],
        ),
    };
    spoken::selectable(&response, Role::ListBoxOption, &text, is_it);
    let fill = match (is_it, response.hovered()) {
        (true, _) => Some(palette.accent_soft),
        (false, true) => Some(palette.raised_hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, tokens::RADIUS, fill);
    }
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let ink = if is_it {
        palette.accent_ink
    } else {
        palette.ink
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let sample = match row {
        Row::Family(name) => match list.samples.get(name) {
            Some(known) => known.clone(),
            None => {
                list.missing.insert(name.clone());
                None
            }
        },
        Row::Ours | Row::Typed(_) => None,
    };
    match sample {
        Some(sample) => {
            let at = pos2(rect.left() + 10.0, rect.center().y + LETTERS * 0.35);
            widgets::paint_fill(&painter, &sample.path, at, LETTERS, ink);
        }
        None => {
            let at = rect.left_center() + vec2(10.0, 0.0);
            painter.text(at, Align2::LEFT_CENTER, text, tokens::medium(13.0), ink);
        }
    }
    response.clicked()
}
