//! Choosing an icon: a button that shows the present one, and below it a grid to be searched.

use egui::{Role, Ui, WidgetInfo};

use super::{
    desk::Desk,
    state::{Inspector, OpenIcons},
};
use crate::{
    editor::ChosenIcon,
    ui::{
        choices::{self, IconSearch},
        icons,
        tokens::Palette,
        widgets,
    },
};

impl Inspector {
    /// Of what is selected, where that has an icon to be chosen.
    pub(super) fn icon_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(shown) = desk.editor.icon_chosen() else {
            return;
        };
        let selected = desk.editor.selection().targets();
        widgets::caption(ui, desk.t("Icon"));
        let mut open = self.icons.take().filter(|icons| icons.of == selected);
        if button_ui(ui, desk, &shown, open.is_some()) {
            open = match open {
                Some(_) => None,
                None => Some(OpenIcons {
                    of: selected.to_vec(),
                    search: IconSearch {
                        fresh: true,
                        ..IconSearch::default()
                    },
                }),
            };
        }
        let Some(mut icons) = open else { return };
        let (editor, language) = (desk.editor, desk.language);
        let search = Some(&mut icons.search);
        let is_chosen = choices::icon_ui(ui, editor, language, search, desk.events);
        if !is_chosen && !icons.search.is_shut {
            self.icons = Some(icons);
        }
    }
}

fn button_ui(ui: &mut Ui, desk: &Desk<'_>, shown: &ChosenIcon, open: bool) -> bool {
    let palette = Palette::of(ui);
    let icon = shown.name.as_deref();
    let name = match icon {
        Some("") => desk.t("None"),
        Some(icon) => icons::name_of(icon, desk.language),
        None => desk.t("Various"),
    };
    let icon = match icon.filter(|icon| !icon.is_empty()) {
        Some(icon) => (icon, palette.ink),
        None => ("minus", palette.faint_ink),
    };
    let width = ui.available_width();
    let response = widgets::dropdown_button(ui, Some(icon), name, width, open);
    let label = desk.language.fill("Icon: {name}", &[("name", name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    response.clicked()
}
