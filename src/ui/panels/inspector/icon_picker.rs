//! Choosing an icon: a button that shows the present one, and below it a grid to be searched.

use egui::{Align2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{
    desk::Desk,
    state::{Inspector, OpenIcons},
};
use crate::{
    editor::ChosenIcon,
    ui::{
        choices::{self, CELL, IconSearch},
        icons,
        tokens::{self, Palette},
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
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CELL), Sense::click());
    let label = desk.language.fill("Icon: {name}", &[("name", name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let fill = if response.hovered() {
        palette.raised_hover
    } else {
        palette.raised
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let square = |x: f32| Rect::from_center_size(pos2(x, rect.center().y), Vec2::splat(17.0));
    let (icon, ink) = match icon.filter(|icon| !icon.is_empty()) {
        Some(icon) => (icon, palette.ink),
        None => ("minus", palette.faint_ink),
    };
    widgets::paint_icon(painter, icon, square(rect.left() + 19.0), ink);
    painter.text(
        pos2(rect.left() + 38.0, rect.center().y),
        Align2::LEFT_CENTER,
        name,
        tokens::medium(13.0),
        palette.ink,
    );
    let turn = if open { "chevron-up" } else { "chevron-down" };
    widgets::paint_icon(
        painter,
        turn,
        square(rect.right() - 18.0),
        palette.quiet_ink,
    );
    response.clicked()
}
