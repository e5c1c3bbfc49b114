//! What is said of the window's parts to those who do not see them, where egui would say less.

use egui::{
    Response, Role, Ui, UiKind, WidgetInfo,
    accesskit::{HasPopup, Node, Toggled},
};

/// Says what a part of the window is, and what it is called.
pub(super) fn part(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}

/// Says what the menu or dialog is called whose content is drawn here.
pub(super) fn around(ui: &Ui, kind: UiKind, name: &str) {
    tell_around(ui, kind, |node| node.set_label(name));
}

/// Says that the dialog around a heading is called so, and that nothing behind it can be reached.
pub(super) fn modal(ui: &Ui, heading: &Response) {
    let heading = heading.id.accesskit_id();
    tell_around(ui, UiKind::Modal, |node| {
        if node.labelled_by().is_empty() {
            node.push_labelled_by(heading);
        }
    });
}

fn tell_around(ui: &Ui, kind: UiKind, tell: impl FnOnce(&mut Node)) {
    let mut around = ui.stack().iter();
    if let Some(found) = around.find(|around| around.kind() == Some(kind)) {
        ui.ctx().accesskit_node_builder(found.unique_id, |node| {
            if kind == UiKind::Modal {
                node.set_modal();
            }
            tell(node);
        });
    }
}

/// Says of one of several whether it is selected, which is not to be checked.
pub(super) fn selectable(response: &Response, role: Role, name: &str, on: bool) {
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(on);
    });
}

/// Says that what a part of the window holds are so many that exclude each other.
pub(super) fn radios(ui: &Ui, name: &str, count: usize) {
    part(ui, Role::RadioGroup, name);
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_size_of_set(count);
    });
}

/// Says of one of several that exclude each other which one it is, from 0.
pub(super) fn radio(response: &Response, name: &str, on: bool, index: usize) {
    let role = Role::RadioButton;
    response.widget_info(|| WidgetInfo::selected(role, response.enabled(), on, name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(index);
    });
}

/// Says that an entry of a menu is one: whether what it turns on or chooses is so, and which keys
/// and which letter stand for it.
pub(super) fn menu_item(response: &Response, entry: &MenuItem<'_>) {
    let role = match (entry.on, entry.is_one_of_several) {
        (None, _) => Role::MenuItem,
        (Some(_), false) => Role::MenuItemCheckBox,
        (Some(_), true) => Role::MenuItemRadio,
    };
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), entry.name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        if let Some(on) = entry.on {
            node.set_toggled(Toggled::from(on));
        }
        // Not every platform hands on what the shortcut of a node is.
        let about = [entry.keys.as_deref().unwrap_or_default(), entry.about];
        let about = about.into_iter().filter(|part| !part.is_empty());
        let about = about.collect::<Vec<_>>().join(". ");
        if !about.is_empty() {
            node.set_description(about);
        }
        if let Some(keys) = &entry.keys {
            node.set_keyboard_shortcut(keys.as_str());
        }
        if let Some(letter) = entry.letter {
            node.set_access_key(letter.to_string());
        }
    });
}

/// What is said of an entry of a menu.
#[derive(Default)]
pub(super) struct MenuItem<'a> {
    pub name: &'a str,
    pub letter: Option<char>,
    pub keys: Option<String>,
    /// What it does, or why it can't.
    pub about: &'a str,
    /// `None` for what is only done.
    pub on: Option<bool>,
    pub is_one_of_several: bool,
}

/// Says that something opens a menu or a list, and whether that is open.
pub(super) fn opener(response: &Response, popup: HasPopup, is_open: bool) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_has_popup(popup);
        node.set_expanded(is_open);
    });
}

/// Says that something is true of some of several things.
pub(super) fn mixed(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_toggled(Toggled::Mixed);
    });
}

/// What a group of choices is called: with what is chosen, where one is.
pub(super) fn choice(name: &str, chosen: Option<&str>) -> String {
    match chosen {
        Some(chosen) => format!("{name}: {chosen}"),
        None => name.to_owned(),
    }
}
