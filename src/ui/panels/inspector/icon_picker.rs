//! Choosing an icon: a button that shows the present one, and below it a grid to be searched.

use egui::{
    Align2, Id, Key, Modifiers, Rect, Role, Sense, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    common::Common,
    desk::Desk,
    icons,
    state::{IconSearch, Inspector},
};
use crate::{
    edit::Edit,
    scene::Icon,
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
};

const CELL: f32 = 34.0;

impl Inspector {
    /// `shown` is the icon that is drawn now; an empty name asks for the one of the kind.
    pub(super) fn icon_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        shown: &Common<String>,
        own: bool,
        edits: &dyn Fn(&str) -> Vec<Edit>,
    ) {
        let selected = desk.editor.selection().targets();
        widgets::caption(ui, desk.t("Icon"));
        let mut open = self.icons.take().filter(|icons| icons.of == selected);
        if button_ui(ui, desk, shown, open.is_some()) {
            open = match open {
                Some(_) => None,
                None => Some(IconSearch {
                    of: selected.to_vec(),
                    query: String::new(),
                    fresh: true,
                }),
            };
        }
        let Some(mut icons) = open else { return };
        let mut chosen = icons.search_ui(ui, desk);
        let found = icons::search(&icons.query, desk.language);
        if chosen.is_none() {
            chosen = grid_ui(ui, desk, &found, shown);
        }
        if own && chosen.is_none() {
            let back = Press::text(desk.t("Default icon")).kind(ButtonKind::Outlined);
            if ui.add(back.min_width(ui.available_width())).clicked() {
                chosen = Some(PickerAnswer::Icon(""));
            }
        }
        match chosen {
            None => self.icons = Some(icons),
            Some(PickerAnswer::Closed) => {}
            Some(PickerAnswer::Icon(name)) => desk.edits("Change icon", edits(name)),
        }
    }
}

enum PickerAnswer {
    Icon(&'static str),
    Closed,
}

fn button_ui(ui: &mut Ui, desk: &Desk<'_>, shown: &Common<String>, open: bool) -> bool {
    let palette = Palette::of(ui);
    let name = match shown {
        Common::Same(icon) if !icon.is_empty() => icons::name_of(icon, desk.language),
        Common::Same(_) => desk.t("None"),
        Common::Mixed => desk.t("Various"),
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
    let (icon, ink) = match shown {
        Common::Same(icon) if !icon.is_empty() => (icon.as_str(), palette.ink),
        _ => ("minus", palette.faint_ink),
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

impl IconSearch {
    /// Enter takes the first one found, Esc shuts the grid.
    fn search_ui(&mut self, ui: &mut Ui, desk: &Desk<'_>) -> Option<PickerAnswer> {
        let id = Id::unique("search icons");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed =
            |key| has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            return Some(PickerAnswer::Closed);
        }
        let entered = pressed(Key::Enter);
        let label = desk.t("Search icons");
        let field = ui.add(
            TextEdit::singleline(&mut self.query)
                .id(id)
                .desired_width(f32::INFINITY)
                .event_filter(widgets::WRITING)
                .margin(vec2(10.0, 7.0))
                .hint_text(label),
        );
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(label));
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
        // Of what the letters before the key have found.
        let found = entered.then(|| icons::search(&self.query, desk.language))?;
        found
            .first()
            .map(|(icon, _)| PickerAnswer::Icon(icon.name()))
    }
}

fn grid_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    found: &[(Icon, &'static str)],
    shown: &Common<String>,
) -> Option<PickerAnswer> {
    let palette = Palette::of(ui);
    let mut chosen = None;
    if found.is_empty() {
        let told = desk.t("No matching icons");
        widgets::line(ui, told, tokens::medium(12.5), palette.quiet_ink);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        for (icon, name) in found {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(CELL), Sense::click());
            let on = matches!(shown, Common::Same(now) if now == icon.name());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, *name));
            let (fill, ink) = match (on, response.hovered()) {
                (true, _) => (palette.accent_soft, palette.accent_ink),
                (false, true) => (palette.raised_hover, palette.ink),
                (false, false) => (palette.raised, palette.quiet_ink),
            };
            ui.painter().rect_filled(rect, tokens::RADIUS, fill);
            widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
            widgets::paint_icon(ui.painter(), icon.name(), rect.shrink(8.5), ink);
            if response.on_hover_text(*name).clicked() {
                chosen = Some(PickerAnswer::Icon(icon.name()));
            }
        }
    });
    chosen
}
