//! The list of everything that can be done, searched by name (Ctrl+K).

use egui::{
    Align2, Color32, Context, Event, Frame, Id, Key, Margin, Modal, Modifiers, Rect, Role,
    ScrollArea, Sense, Stroke, TextEdit, Ui, UiKind, Vec2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::fuzzy::Query;
use crate::{
    editor::{Action, Editor},
    ui::{
        hold::hold,
        menus, spoken,
        tokens::{self, Palette},
        view::UiEvent,
        widgets,
    },
    words::Language,
};

const WIDTH: f32 = 620.0;
const ROW: f32 = 38.0;
const ROWS: isize = 10;

/// The list while it is open.
#[derive(Default)]
pub(in crate::ui) struct Commands {
    query: String,
    /// Of the rows shown.
    chosen: usize,
    entries: Vec<FoundAction>,
    /// What `entries` were found by.
    found: Option<(String, Language)>,
    scrolls: bool,
}

/// An action as it is offered.
#[derive(Debug, Clone, PartialEq)]
struct FoundAction {
    action: Action,
    /// Bytes of the name that the query was found in.
    matched: Vec<usize>,
}

/// The keys of the list in a frame.
#[derive(Debug, Default)]
struct Keys {
    /// Rows further down.
    steps: isize,
    /// Of `steps`, those behind the last letter: by letters the list is another one.
    late_steps: isize,
    takes: bool,
    closes: bool,
}

/// What became of the list in a frame.
#[derive(Debug, PartialEq)]
enum ListOutcome {
    Open,
    Closed,
    Chosen(Action),
}

/// Shows the list if there is one, and closes it when something was chosen.
pub(in crate::ui) fn show(
    commands: &mut Option<Commands>,
    ctx: &Context,
    editor: Option<&Editor>,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let Some(open) = commands else { return };
    let outcome = open.ui(ctx, editor, language);
    if outcome == ListOutcome::Open {
        return;
    }
    *commands = None;
    // The next key already belongs to the window.
    ctx.request_repaint();
    if let ListOutcome::Chosen(action) = outcome {
        events.push(UiEvent::from(action));
    }
}

impl Commands {
    fn ui(&mut self, ctx: &Context, editor: Option<&Editor>, language: Language) -> ListOutcome {
        let palette = Palette::of_context(ctx);
        let keys = Keys::take(ctx);
        let id = Id::unique("commands");
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(14)
            .inner_margin(Margin::same(8))
            .shadow(ctx.style_of(ctx.theme()).visuals.window_shadow);
        let window = ctx.content_rect();
        let top = (window.height() * 0.12).min(96.0);
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let modal = Modal::new(id)
            .area(area.fade_in(false))
            .frame(frame)
            .backdrop_color(palette.veil.gamma_multiply(0.5))
            .show(ctx, |ui| {
                spoken::around(ui, UiKind::Modal, language.t("Commands"));
                ui.set_width(WIDTH.min(window.width() - 60.0));
                ui.spacing_mut().item_spacing.y = 6.0;
                hold(ui, id, |ui| {
                    let field = self.field_ui(ui, id, language);
                    // The keys act on what the letters before them have found.
                    let is_new = self.search(editor, language);
                    self.go(if is_new { keys.late_steps } else { keys.steps });
                    let entered = self.chosen_entry(editor).filter(|_| keys.takes);
                    self.name_ui(ui, id, field, language);
                    let height = (ROW * ROWS as f32).min(window.height() - top - 140.0);
                    self.list_ui(ui, id, height, editor, language).or(entered)
                })
            });
        match modal.inner {
            _ if keys.closes => ListOutcome::Closed,
            Some(action) => ListOutcome::Chosen(action),
            None if modal.backdrop_response.clicked() => ListOutcome::Closed,
            None => ListOutcome::Open,
        }
    }

    /// The chosen action, where it can be done.
    fn chosen_entry(&self, editor: Option<&Editor>) -> Option<Action> {
        let action = self.entries.get(self.chosen)?.action;
        action.enabled(editor).is_ok().then_some(action)
    }

    fn go(&mut self, steps: isize) {
        if steps != 0 {
            let last = self.entries.len().saturating_sub(1);
            self.chosen = self.chosen.saturating_add_signed(steps).min(last);
            self.scrolls = true;
        }
    }

    /// Finds what the query says now; `true` where that is another list.
    fn search(&mut self, editor: Option<&Editor>, language: Language) -> bool {
        let found = (self.query.clone(), language);
        let is_new = self.found.as_ref() != Some(&found);
        if is_new {
            self.entries = search(&self.query, editor, language);
            self.found = Some(found);
            self.chosen = 0;
            self.scrolls = true;
        }
        is_new
    }

    fn field_ui(&mut self, ui: &mut Ui, id: Id, language: Language) -> Id {
        let palette = Palette::of(ui);
        let field_id = id.with("field");
        let field = ui.add(
            TextEdit::singleline(&mut self.query)
                .id(field_id)
                .desired_width(f32::INFINITY)
                .margin(Margin {
                    left: 40,
                    right: 12,
                    top: 10,
                    bottom: 10,
                })
                .font(tokens::medium(15.0))
                .hint_text(language.t("Type what you want to do")),
        );
        let middle = egui::pos2(field.rect.left() + 20.0, field.rect.center().y);
        let icon = Rect::from_center_size(middle, Vec2::splat(17.0));
        widgets::paint_icon(ui.painter(), "search", icon, palette.quiet_ink);
        if !field.has_focus() {
            field.request_focus();
        }
        field_id
    }

    /// Says what the field is, and which row the keys are on.
    fn name_ui(&self, ui: &Ui, id: Id, field: Id, language: Language) {
        let label = language.t(Action::Commands.name());
        let active = id.with(("row", self.chosen));
        let chosen = !self.entries.is_empty();
        ui.ctx().accesskit_node_builder(field, |node| {
            node.set_label(label);
            if chosen {
                node.set_active_descendant(active.accesskit_id());
            }
        });
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        id: Id,
        height: f32,
        editor: Option<&Editor>,
        language: Language,
    ) -> Option<Action> {
        let palette = Palette::of(ui);
        if self.entries.is_empty() {
            let room = vec2(ui.available_width(), ROW);
            let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
            let told = language.t("No matching commands");
            ui.painter().text(
                rect.left_center() + vec2(14.0, 0.0),
                Align2::LEFT_CENTER,
                told,
                tokens::medium(13.0),
                palette.quiet_ink,
            );
            return None;
        }
        let mut chosen = None;
        let scrolls = std::mem::take(&mut self.scrolls);
        let moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
        // As high as its rows, so that it does not keep the height of a longer list.
        let rows = height.min(ROW * self.entries.len() as f32);
        ScrollArea::vertical()
            .max_height(rows)
            .min_scrolled_height(rows)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let name = language.t(Action::Commands.name());
                spoken::part(ui, Role::ListBox, name);
                let mac = ui.ctx().os().is_mac();
                ui.spacing_mut().item_spacing.y = 0.0;
                for (index, entry) in self.entries.iter().enumerate() {
                    let room = vec2(ui.available_width(), ROW);
                    let (_, rect) = ui.allocate_space(room);
                    if scrolls && index == self.chosen {
                        ui.scroll_to_rect(rect, None);
                    }
                    if !ui.is_rect_visible(rect) {
                        continue;
                    }
                    let response = ui.interact(rect, id.with(("row", index)), Sense::click());
                    if moved && response.hovered() {
                        self.chosen = index;
                    }
                    let on = index == self.chosen;
                    let enabled = entry.action.enabled(editor);
                    let name = entry.action.label(editor, language);
                    let ok = enabled.is_ok();
                    spoken::selectable(&response, Role::ListBoxOption, &name, on);
                    ui.ctx().accesskit_node_builder(response.id, |node| {
                        if !ok {
                            node.set_disabled();
                        }
                        let keys = entry
                            .action
                            .shortcuts()
                            .first()
                            .map(|keys| keys.describe(mac));
                        if let Some(keys) = keys {
                            node.set_keyboard_shortcut(keys);
                        }
                    });
                    if on {
                        ui.painter()
                            .rect_filled(rect, tokens::RADIUS, palette.accent_soft);
                        widgets::chosen_ring(ui, rect);
                    }
                    row_ui(ui, rect, entry, on, editor, language);
                    if response.clicked() && enabled.is_ok() {
                        chosen = Some(entry.action);
                    }
                }
            });
        chosen
    }
}

impl Keys {
    /// Takes them, so that the field does not see them.
    fn take(ctx: &Context) -> Self {
        let mut keys = Self::default();
        ctx.input_mut(|input| input.events.retain(|event| !keys.hear(event)));
        keys
    }

    /// Whether it is a key of the list.
    fn hear(&mut self, event: &Event) -> bool {
        let (key, modifiers) = match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => (*key, *modifiers),
            Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => {
                self.late_steps = 0;
                return false;
            }
            _ => return false,
        };
        let alone = modifiers.matches_logically(Modifiers::NONE);
        let steps = match key {
            Key::ArrowUp if alone => -1,
            Key::ArrowDown if alone => 1,
            Key::PageUp if alone => 1 - ROWS,
            Key::PageDown if alone => ROWS - 1,
            Key::Enter if alone => {
                self.takes = true;
                0
            }
            Key::Escape if alone => {
                self.closes = true;
                0
            }
            Key::K if modifiers.matches_logically(Modifiers::COMMAND) => {
                self.closes = true;
                0
            }
            _ => {
                self.late_steps = 0;
                return false;
            }
        };
        self.steps += steps;
        self.late_steps += steps;
        true
    }
}

/// Icon, name with its matched letters, where it stands or why it cannot be done, and its keys.
fn row_ui(
    ui: &Ui,
    rect: Rect,
    entry: &FoundAction,
    on: bool,
    editor: Option<&Editor>,
    language: Language,
) {
    let palette = Palette::of(ui);
    let enabled = entry.action.enabled(editor);
    let ink = match (enabled.is_ok(), on) {
        (true, true) => palette.accent_ink,
        (true, false) => palette.ink,
        (false, _) => palette.quiet_ink,
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if let Some(icon) = entry.action.icon() {
        let middle = rect.left_center() + vec2(20.0, 0.0);
        let square = Rect::from_center_size(middle, Vec2::splat(16.0));
        let ink = if enabled.is_ok() {
            ink
        } else {
            palette.faint_ink
        };
        widgets::paint_icon(&painter, icon, square, ink);
    }
    let keys = entry.action.shortcuts();
    let keys = keys.first().map(|keys| menus::describe(ui, keys));
    let right = rect.right() - 14.0;
    let keys = painter.text(
        egui::pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        keys.unwrap_or_default(),
        tokens::medium(12.5),
        palette.quiet_ink,
    );
    let name = entry.action.label(editor, language);
    let left = rect.left() + 40.0;
    let mut job = emphasised(&name, &entry.matched, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(keys.left() - 12.0 - left);
    let galley = painter.layout_job(job);
    let at = egui::pos2(left, rect.center().y - galley.size().y / 2.0);
    let after = at.x + galley.size().x + 12.0;
    painter.galley(at, galley, ink);
    let (beside, color) = match enabled {
        Ok(()) => (path(entry.action, language), palette.quiet_ink),
        Err(reason) => (language.t(reason).to_owned(), palette.quiet_ink),
    };
    let room = (keys.left() - 12.0 - after).max(0.0);
    let mut job =
        LayoutJob::single_section(beside, TextFormat::simple(tokens::medium(12.0), color));
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = painter.layout_job(job);
    if room > 30.0 {
        let at = egui::pos2(after, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, color);
    }
}

/// A name whose matched letters stand out.
fn emphasised(name: &str, matched: &[usize], ink: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(tokens::medium(13.5), ink);
    let strong = TextFormat::simple(tokens::bold(13.5), ink);
    let mut from = 0;
    let letters: Vec<_> = name.char_indices().map(|(at, _)| at).collect();
    let ends = letters.iter().skip(1).copied().chain([name.len()]);
    for (&at, end) in letters.iter().zip(ends) {
        let is_last = end == name.len();
        let this = matched.contains(&at);
        let next_differs = !is_last && matched.contains(&end) != this;
        if is_last || next_differs {
            let format = if this { &strong } else { &plain };
            job.append(&name[from..end], 0.0, format.clone());
            from = end;
        }
    }
    job
}

/// Where an action stands in the menus: "Edit › Move".
fn path(action: Action, language: Language) -> String {
    let menu = action.menu().map(|menu| language.t(menu.name()));
    let submenu = action.submenu().map(|name| language.t(name));
    let parts: Vec<&str> = [menu, submenu].into_iter().flatten().collect();
    parts.join(" › ")
}

/// The actions that a query may mean, the best first; all of them for an empty one, those that can
/// be done now before the others.
fn search(query: &str, editor: Option<&Editor>, language: Language) -> Vec<FoundAction> {
    let mut actions = Action::all();
    actions.retain(|action| *action != Action::Commands);
    let is_off = |action: Action| action.enabled(editor).is_err();
    let query = query.trim();
    if query.is_empty() {
        let plain = |action| FoundAction {
            action,
            matched: Vec::new(),
        };
        let mut entries: Vec<_> = actions.into_iter().map(plain).collect();
        entries.sort_by_key(|entry| is_off(entry.action));
        return entries;
    }
    // A slip of the finger does not hide what was meant.
    let slips = usize::from(query.chars().count() >= 5);
    let wanted = Query::new(query, slips);
    let mut found = Vec::new();
    for (place, action) in actions.into_iter().enumerate() {
        let name = action.label(editor, language);
        let by_name = wanted.meets(&name);
        let mut score = by_name.as_ref().map(|meant| meant.score);
        let matched = by_name.map_or(Vec::new(), |meant| meant.matched);
        // What an action is called elsewhere counts a little less than its name.
        const LESS: u32 = 8;
        let whole = format!("{} {}", path(action, language).replace(" › ", " "), name);
        let words = action.also().into_iter();
        let words = words.flat_map(|also| [language.t(also), also]);
        let words = words.flat_map(|also| also.split(", ")).map(str::to_owned);
        let others = [action.name().to_owned(), whole].into_iter().chain(words);
        for other in others {
            let by_other = wanted.meets(&other);
            let other = by_other.map(|meant| meant.score.saturating_sub(LESS));
            if other > score {
                score = other;
            }
        }
        if let Some(score) = score {
            let rank = (std::cmp::Reverse(score), is_off(action), place);
            found.push((rank, FoundAction { action, matched }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str, language: Language) -> Option<Action> {
        search(query, None, language).first().map(|e| e.action)
    }

    #[test]
    fn a_few_letters_find_what_is_meant() {
        for (query, expected) in [
            ("zoom sel", Action::ZoomSelection),
            ("shortcuts", Action::KeyboardShortcuts),
            ("save as", Action::SaveAs),
            ("expor", Action::Export),
            ("undo", Action::Undo),
            ("conversion", Action::ToggleConversion),
            ("hide everything", Action::OnlyMap),
        ] {
            assert_eq!(first(query, Language::English), Some(expected), "{query}");
        }
    }

    #[test]
    fn english_names_work_in_an_indonesian_window() {
        let indonesian = Language::Indonesian;
        assert_eq!(first("Simpan", indonesian), Some(Action::Save));
        assert_eq!(
            first("keyboard", indonesian),
            Some(Action::KeyboardShortcuts)
        );
    }

    #[test]
    fn an_action_is_found_by_what_others_call_it() {
        for (query, language) in [
            ("arrow", Language::English),
            ("connect", Language::English),
            ("loop back", Language::English),
            ("panah", Language::Indonesian),
            ("hubungkan", Language::Indonesian),
            ("putar balik", Language::Indonesian),
        ] {
            assert_eq!(first(query, language), Some(Action::Link), "{query}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_does_not_hide_it() {
        assert_eq!(
            first("shortcats", Language::English),
            Some(Action::KeyboardShortcuts)
        );
        assert_eq!(first("qqqqqq", Language::English), None);
    }

    #[test]
    fn the_matched_letters_are_those_of_the_name() {
        let found = search("zin", None, Language::English);
        let entry = found.iter().find(|e| e.action == Action::ZoomIn);
        let mut matched = entry.expect("found").matched.clone();
        matched.sort_unstable();
        assert_eq!(matched, [0, 5, 6]);
    }

    #[test]
    fn without_a_query_all_are_there_and_what_can_be_done_comes_first() {
        let found = search("", None, Language::English);
        assert_eq!(found.len(), Action::all().len() - 1);
        let off: Vec<bool> = found
            .iter()
            .map(|e| e.action.enabled(None).is_err())
            .collect();
        assert!(off.is_sorted());
    }
}
