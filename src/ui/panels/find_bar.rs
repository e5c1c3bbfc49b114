//! The bar for finding and replacing, over the canvas, and the marks on what was found.

use egui::{
    Align, Area, CornerRadius, FocusDirection, Frame, Id, Key, Layout, Margin, Modifiers, Order,
    Rect, Role, Stroke, TextEdit, Ui, WidgetInfo, pos2,
    text::{CCursor, CCursorRange},
    vec2,
};

use crate::{
    editor::{Action, Editor, Intent},
    ui::{
        regions::{self, Region},
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

const WIDTH: f32 = 400.0;
/// Tab, too, is for the bar: it goes from field to field.
const ALL_KEYS: egui::EventFilter = egui::EventFilter {
    tab: true,
    ..widgets::WRITING
};

/// What is typed into the bar.
#[derive(Default)]
pub(in crate::ui) struct FindBar {
    query: String,
    with: String,
    /// Of the asking that the bar has begun with.
    serial: u64,
    /// Where the keyboard goes in the next frame.
    leaves: Option<FocusDirection>,
}

/// What a key in the bar asks for.
enum Asked {
    /// The keyboard goes to the other field.
    Field(&'static str),
    /// The keyboard leaves the fields.
    Leave(FocusDirection),
    Close,
    Do(Action),
    Replace {
        all: bool,
    },
}

impl FindBar {
    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        canvas: Rect,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let find = editor.find();
        if !find.is_open() {
            return;
        }
        let palette = Palette::of(ui);
        let id = Id::unique("find");
        let fresh = self.serial != find.serial();
        if fresh {
            self.serial = find.serial();
            find.query().clone_into(&mut self.query);
        }
        let width = WIDTH.min(canvas.width() - 24.0);
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(CornerRadius::same(12))
            .inner_margin(Margin::same(8))
            .shadow(ui.visuals().popup_shadow);
        if let Some(direction) = self.leaves.take() {
            ui.memory_mut(|memory| memory.move_focus(direction));
        }
        let asked = pressed(ui, id, find.replaces());
        Area::new(id)
            .order(Order::Middle)
            .fixed_pos(canvas.right_top() + vec2(-width - 12.0, 12.0))
            .constrain(false)
            .fade_in(false)
            .show(ui.ctx(), |ui| {
                regions::mark(ui, Region::Find, language);
                frame.show(ui, |ui| {
                    ui.set_width(width - 18.0);
                    ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
                    self.find_ui(ui, id, fresh, editor, language, events);
                    if find.replaces() {
                        self.replace_ui(ui, id, editor, language, events);
                    }
                });
            });
        // The letters before the key are in the fields by now.
        if let Some(asked) = asked {
            self.answer(ui, id, asked, events);
        }
    }

    fn answer(&mut self, ui: &Ui, id: Id, asked: Asked, events: &mut Vec<UiEvent>) {
        match asked {
            Asked::Field(name) => ui.memory_mut(|memory| memory.request_focus(id.with(name))),
            Asked::Leave(direction) => {
                self.leaves = Some(direction);
                ui.ctx().request_repaint();
            }
            Asked::Close => {
                ui.memory_mut(|memory| memory.stop_text_input());
                events.push(UiEvent::Intent(Intent::CloseFind));
            }
            Asked::Do(action) => events.push(UiEvent::from(action)),
            Asked::Replace { all } => events.push(self.replacing(all)),
        }
    }

    fn replacing(&self, all: bool) -> UiEvent {
        let with = self.with.clone();
        UiEvent::Intent(Intent::Replace { with, all })
    }

    fn find_ui(
        &mut self,
        ui: &mut Ui,
        id: Id,
        fresh: bool,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let find = editor.find();
        let (some, palette) = (!find.hits().is_empty(), Palette::of(ui));
        row(ui, |ui| {
            let act = |ui: &mut Ui, icon, action: Action, enabled| {
                let label = language.t(action.name());
                let press = Press::icon(icon, label).kind(ButtonKind::Bare);
                ui.add(press.enabled(enabled).height(30.0)).clicked()
            };
            let close = Press::icon("close", language.t("Close the search"));
            if ui.add(close.kind(ButtonKind::Bare).height(30.0)).clicked() {
                events.push(UiEvent::Intent(Intent::CloseFind));
            }
            for (icon, action) in [
                ("chevron-down", Action::FindNext),
                ("chevron-up", Action::FindPrevious),
            ] {
                if act(ui, icon, action, some) {
                    events.push(UiEvent::from(action));
                }
            }
            if !find.replaces() && act(ui, "pencil", Action::Replace, true) {
                events.push(UiEvent::from(Action::Replace));
            }
            let (told, color) = match (find.replaced(), find.current()) {
                (Some(n), _) => {
                    let told = language.count(n, "{n} replaced", "{n} replaced", &[]);
                    (told, palette.quiet_ink)
                }
                (None, Some(current)) => {
                    let (index, count) = (current + 1, find.hits().len());
                    let values = [
                        ("index", &*index.to_string()),
                        ("count", &count.to_string()),
                    ];
                    (
                        language.fill("{index} of {count}", &values),
                        palette.quiet_ink,
                    )
                }
                (None, None) if find.query().is_empty() => (String::new(), palette.quiet_ink),
                (None, None) => (language.t("Not found").to_owned(), palette.danger),
            };
            let font = tokens::medium(12.0);
            let galley = ui.painter().layout_no_wrap(told.clone(), font, color);
            // Inside the field, at its end.
            let margin = galley.size().x + 22.0;
            let label = language.t("Find on the map");
            let query_id = id.with("query");
            let field = TextEdit::singleline(&mut self.query)
                .id(query_id)
                .desired_width(f32::INFINITY)
                .event_filter(ALL_KEYS)
                .margin(Margin {
                    left: 10,
                    right: margin as i8,
                    top: 7,
                    bottom: 7,
                })
                .hint_text(label)
                .show(ui);
            let response = field.response.response;
            ui.ctx()
                .accesskit_node_builder(query_id, |node| node.set_label(label));
            let at = pos2(
                response.rect.right() - galley.size().x - 10.0,
                response.rect.center().y - galley.size().y / 2.0,
            );
            let told_rect = Rect::from_min_size(at, galley.size());
            ui.painter().galley(at, galley, color);
            if !told.is_empty() {
                let told_id = id.with("told");
                let spoken = ui.interact(told_rect, told_id, egui::Sense::empty());
                spoken.widget_info(|| WidgetInfo::labeled(Role::Status, true, &told));
            }
            if fresh {
                response.request_focus();
                let all =
                    CCursorRange::two(CCursor::new(0), CCursor::new(self.query.chars().count()));
                let mut state = field.state;
                state.cursor.set_char_range(Some(all));
                state.store(ui.ctx(), query_id);
            }
            if response.changed() {
                events.push(UiEvent::Intent(Intent::Find(self.query.clone())));
            }
        });
    }

    fn replace_ui(
        &mut self,
        ui: &mut Ui,
        id: Id,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let some = !editor.find().hits().is_empty();
        row(ui, |ui| {
            for (text, all) in [(language.t("All"), true), (language.t("Replace"), false)] {
                let label = if all { language.t("Replace all") } else { text };
                let press = Press {
                    label,
                    ..Press::text(text)
                };
                if ui.add(press.enabled(some).height(30.0)).clicked() {
                    events.push(self.replacing(all));
                }
            }
            let label = language.t("Replace with");
            let with_id = id.with("with");
            ui.add(
                TextEdit::singleline(&mut self.with)
                    .id(with_id)
                    .desired_width(f32::INFINITY)
                    .event_filter(ALL_KEYS)
                    .margin(vec2(10.0, 7.0))
                    .hint_text(label),
            );
            ui.ctx()
                .accesskit_node_builder(with_id, |node| node.set_label(label));
        });
    }
}

/// The key of the two fields, before the fields see it.
fn pressed(ui: &Ui, id: Id, replaces: bool) -> Option<Asked> {
    let focused = ui.memory(|memory| memory.focused());
    let in_query = focused == Some(id.with("query"));
    let in_with = focused == Some(id.with("with"));
    if !in_query && !in_with {
        return None;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let asked = if pressed(Modifiers::SHIFT, Key::Tab) {
        if in_with {
            Asked::Field("query")
        } else {
            Asked::Leave(FocusDirection::Previous)
        }
    } else if pressed(Modifiers::NONE, Key::Tab) {
        // To the other field, not to what stands between them.
        if in_query && replaces {
            Asked::Field("with")
        } else {
            Asked::Leave(FocusDirection::Next)
        }
    } else if pressed(Modifiers::NONE, Key::Escape) {
        Asked::Close
    } else if in_query && pressed(Modifiers::SHIFT, Key::Enter) {
        Asked::Do(Action::FindPrevious)
    } else if in_query && pressed(Modifiers::NONE, Key::Enter) {
        Asked::Do(Action::FindNext)
    } else if in_with && pressed(Modifiers::COMMAND, Key::Enter) {
        Asked::Replace { all: true }
    } else if in_with && pressed(Modifiers::NONE, Key::Enter) {
        Asked::Replace { all: false }
    } else {
        return None;
    };
    Some(asked)
}

/// Buttons from the right, the field takes what is left.
fn row(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let room = vec2(ui.available_width(), 32.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), content);
}
