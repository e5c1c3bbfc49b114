//! What is said of the window's parts to those who do not see them, where egui would say less.

use egui::{
    Response, Role, Ui, UiKind, WidgetInfo,
    accesskit::{Node, Toggled},
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
