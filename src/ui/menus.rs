//! Menus, context menus and keyboard shortcuts, all read from the table of actions.

use egui::{Button, Response, ScrollArea, Ui};

use crate::{
    editor::{Action, Editor, Menu, Shortcut},
    model::LaneType,
    ui::{
        choices, keyboard,
        tokens::{self, Palette},
        view::{UiEvent, View},
        widgets::Press,
    },
    words::{Language, marked},
};

/// The menu bar's titles, each with its menu.
pub(super) fn menu_bar_ui(ui: &mut Ui, view: &View<'_>, events: &mut Vec<UiEvent>) {
    for menu in Menu::ALL {
        ui.menu_button(view.language.t(menu.name()), |ui| {
            below_bar(ui, |ui| menu_ui(ui, menu, view, events));
        });
    }
}

fn menu_ui(ui: &mut Ui, menu: Menu, view: &View<'_>, events: &mut Vec<UiEvent>) {
    spread_out(ui);
    let in_menu = |action: &Action| action.menu() == Some(menu);
    let actions: Vec<Action> = Action::all().into_iter().filter(in_menu).collect();
    let groups = actions.chunk_by(|_, next| !next.begins_group());
    for (index, group) in groups.enumerate() {
        // What belongs together stands together.
        if index > 0 {
            ui.separator();
        }
        let mut recent = |ui: &mut Ui, action, events: &mut Vec<UiEvent>| {
            if action == Action::Open {
                recent_ui(ui, view, events);
            }
        };
        entries_ui(ui, group, view.editor, view.language, events, &mut recent);
    }
}

/// What opens from the bar above, never over it: what is too high for the window is scrolled.
pub(super) fn below_bar<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = egui::Frame::popup(ui.style()).total_margin().sum().y;
    let room = ui.ctx().content_rect().height() - tokens::TOP_BAR - frame;
    let area = ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room);
    area.show(ui, content).inner
}

/// The maps of late, in a menu of their own.
fn recent_ui(ui: &mut Ui, view: &View<'_>, events: &mut Vec<UiEvent>) {
    let name = view.language.t("Open recent");
    let why_not = view
        .recent
        .is_empty()
        .then_some(marked("No map was open before."));
    submenu_ui(ui, name, why_not, view.language, |ui| {
        for (index, recent) in view.recent.iter().enumerate() {
            let folder = egui::RichText::new(&recent.folder).color(Palette::of(ui).quiet_ink);
            let entry = Button::new(&recent.name).shortcut_text(folder);
            if ui.add(entry).clicked() {
                events.push(UiEvent::OpenRecent(index));
                ui.close();
            }
        }
    });
}

/// A menu in a menu; greyed where nothing in it can be done, with the reason under the pointer.
fn submenu_ui(
    ui: &mut Ui,
    name: &str,
    why_not: Option<&'static str>,
    language: Language,
    content: impl FnOnce(&mut Ui),
) {
    let shown = ui.add_enabled_ui(why_not.is_none(), |ui| {
        let menu = ui.menu_button(name, |ui| {
            spread_out(ui);
            content(ui);
        });
        menu.response
    });
    if let Some(why_not) = why_not {
        shown.inner.on_disabled_hover_text(language.t(why_not));
    }
}

/// Entries and submenus for actions in their order; `after` may add more below an entry.
fn entries_ui(
    ui: &mut Ui,
    actions: &[Action],
    editor: Option<&Editor>,
    language: Language,
    events: &mut Vec<UiEvent>,
    after: &mut dyn FnMut(&mut Ui, Action, &mut Vec<UiEvent>),
) {
    let mut shown: Vec<&str> = Vec::new();
    for action in actions {
        match action.submenu() {
            None => entry_ui(ui, *action, editor, language, events),
            Some(name) if !shown.contains(&name) => {
                shown.push(name);
                let inner = || {
                    actions
                        .iter()
                        .filter(|action| action.submenu() == Some(name))
                };
                let why_not = inner().map(|action| action.enabled(editor).err());
                let why_not = why_not.reduce(Option::and).flatten();
                submenu_ui(ui, language.t(name), why_not, language, |ui| {
                    for action in inner() {
                        entry_ui(ui, *action, editor, language, events);
                    }
                });
            }
            Some(_) => {}
        }
        after(ui, *action, events);
    }
}

/// What can be done with the thing that was clicked with the other button.
pub(super) fn context_menu_ui(
    ui: &mut Ui,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    spread_out(ui);
    for (index, group) in Action::for_context_menu(editor).iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        entries_ui(ui, group, Some(editor), language, events, &mut |_, _, _| {});
        if index == 0 {
            choices::menus_ui(ui, editor, language, events);
        }
    }
}

/// The kinds of lanes that there are; `choose` hears of the one that was clicked.
pub(super) fn lanes_ui(ui: &mut Ui, language: Language, mut choose: impl FnMut(LaneType)) {
    spread_out(ui);
    for kind in LaneType::all() {
        if ui.add(Button::new(language.t(kind.name()))).clicked() {
            choose(kind);
            ui.close();
        }
    }
}

/// Room around the entries of a menu.
fn spread_out(ui: &mut Ui) {
    ui.set_min_width(230.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().button_padding = egui::vec2(10.0, 5.0);
}

/// A button for an action; greyed while it cannot be done, with the reason under the pointer.
pub(super) fn action_ui(
    ui: &mut Ui,
    press: Press<'_>,
    action: Action,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) -> Response {
    let enabled = action.enabled(Some(editor));
    let response = ui.add(press.enabled(enabled.is_ok()));
    let tip = enabled.err().unwrap_or(action.description());
    let response = response.on_hover_text(language.t(tip));
    if response.clicked() {
        events.push(UiEvent::from(action));
    }
    response
}

fn entry_ui(
    ui: &mut Ui,
    action: Action,
    editor: Option<&Editor>,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let keys = action.shortcuts().first().map(|keys| describe(ui, keys));
    let quiet = Palette::of(ui).quiet_ink;
    let keys = egui::RichText::new(keys.unwrap_or_default()).color(quiet);
    let button = Button::new(action.label(editor, language)).shortcut_text(keys);
    match action.enabled(editor) {
        Ok(()) => {
            let response = ui
                .add(button)
                .on_hover_text(language.t(action.description()));
            if response.clicked() {
                events.push(UiEvent::from(action));
                ui.close();
            }
        }
        Err(reason) => {
            ui.add_enabled(false, button)
                .on_disabled_hover_text(language.t(reason));
        }
    }
}

/// As it is read on this platform.
pub(super) fn describe(ui: &Ui, shortcut: &Shortcut) -> String {
    shortcut.describe(ui.ctx().os().is_mac())
}

/// Takes the shortcuts that were pressed while something other than the sheet has the keyboard, and
/// tells what they are for; in a text field only those that do not belong to writing.
pub(super) fn take_shortcuts(ui: &Ui, editor: Option<&Editor>, events: &mut Vec<UiEvent>) {
    let ctx = ui.ctx();
    if egui::Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return;
    }
    let writes = ctx.text_edit_focused();
    let (mac, on_sheet) = (ctx.os().is_mac(), keyboard::has_keyboard(ctx));
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let press = keyboard::press_of(event, mac);
            let action = press
                .and_then(|press| Action::of_shortcut(&press.shortcut, editor, writes, on_sheet));
            events.extend(action.map(UiEvent::from));
            action.is_none()
        });
    });
}
