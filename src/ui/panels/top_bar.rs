//! The bar above: menus, the document's name, undo, zoom, presenting and export.

use egui::{
    Align, Color32, Layout, Margin, Panel, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use crate::{
    editor::{Action, Editor},
    ui::{
        mark::paint_mark,
        menus::{self, ShownParts},
        panels::lens::LensButton,
        regions::{self, Region},
        tokens::{self, Palette},
        view::{UiEvent, View},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

pub(in crate::ui) fn top_bar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &ShownParts,
    lens: &mut LensButton,
    events: &mut Vec<UiEvent>,
) {
    let frame = widgets::bar_frame(ui).inner_margin(Margin::symmetric(14, 0));
    Panel::top("top bar")
        .exact_size(tokens::TOP_BAR)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            regions::mark(ui, Region::TopBar, view.language);
            let room = ui.max_rect();
            let menus = ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (mark, _) = ui.allocate_exact_size(Vec2::splat(26.0), Sense::hover());
                paint_mark(ui.painter(), mark, Palette::of(ui));
                ui.add_space(6.0);
                menu_style(ui);
                let bar = egui::MenuBar::new().style(menu_style_of);
                bar.ui(ui, |ui| menus::menu_bar_ui(ui, view, shown, events))
                    .inner
            });
            let Some(editor) = view.editor else { return };
            // What stands on the right is read last, and left to right as all of it. The tools never
            // cover the menus: where there is little room, what the menus have too is left to them.
            let least = menus.inner + 12.0;
            let language = view.language;
            let (fits, width) = Fits::in_room(room.right() - least, |fits| {
                let lens = lens.width(ui, editor, language, fits.longest_name());
                lens.map_or(0.0, |width| width + tokens::GAP) + tools_width(ui, language, fits)
            });
            let taken = (room.right() - width).max(least);
            name_ui(ui, editor, language, room, (least, taken));
            let right = Rect::from_x_y_ranges(taken..=room.right(), room.y_range());
            let mut right = ui.new_child(
                egui::UiBuilder::new()
                    .max_rect(right)
                    .layout(Layout::left_to_right(Align::Center)),
            );
            lens.show(&mut right, editor, language, events);
            tools_ui(&mut right, editor, language, fits, events);
        });
}

fn menu_style(ui: &mut Ui) {
    menu_style_of(ui.style_mut());
}

/// Titles of menus have no ground until the pointer is on them.
fn menu_style_of(style: &mut egui::Style) {
    style.visuals.widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
    for widget in [
        &mut style.visuals.widgets.inactive,
        &mut style.visuals.widgets.hovered,
        &mut style.visuals.widgets.active,
        &mut style.visuals.widgets.open,
    ] {
        widget.bg_stroke = Stroke::NONE;
    }
    style.spacing.button_padding = vec2(10.0, 6.0);
    style.spacing.item_spacing.x = 2.0;
}

/// The widths of the groups of tools, and of what is in them.
const UNDO: [f32; 2] = [66.0, 60.0];
const GUIDE: [f32; 2] = [34.0, 30.0];
const ZOOM: [f32; 2] = [128.0, 124.0];

fn fit_press(language: Language) -> Press<'static> {
    Press::text(language.t("Fit")).height(32.0).min_width(52.0)
}

fn present_press(language: Language) -> Press<'static> {
    Press::text(language.t(Action::Present.name()))
        .height(32.0)
        .min_width(74.0)
}

fn export_press(language: Language, fits: Fits) -> Press<'static> {
    let name = language.t(Action::Export.name());
    let press = match fits {
        Fits::All | Fits::Few | Fits::Export => Press::text(name).min_width(112.0),
        Fits::Icon => Press::icon("upload", name),
    };
    press.kind(ButtonKind::Primary).height(32.0)
}

/// How much of the tools there is room for, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    All,
    /// Zoom and export.
    Few,
    Export,
    /// Export as an icon, and the lens with a short name.
    Icon,
}

impl Fits {
    const ALL: [Self; 4] = [Self::All, Self::Few, Self::Export, Self::Icon];

    /// The most that fits, and how wide that is.
    fn in_room(room: f32, mut width: impl FnMut(Self) -> f32) -> (Self, f32) {
        let mut fits = (Self::All, 0.0);
        for wanted in Self::ALL {
            fits = (wanted, width(wanted));
            if fits.1 <= room {
                break;
            }
        }
        fits
    }

    /// Of a name in the lens, in letters.
    fn longest_name(self) -> usize {
        match self {
            Self::All | Self::Few | Self::Export => 16,
            Self::Icon => 6,
        }
    }
}

/// How much room the tools take up, with what is between them.
fn tools_width(ui: &Ui, language: Language, fits: Fits) -> f32 {
    let export = export_press(language, fits).width(ui);
    let texts = fit_press(language).width(ui) + present_press(language).width(ui);
    let few = ZOOM[0] + tokens::GAP + export;
    match fits {
        Fits::All => few + UNDO[0] + GUIDE[0] + texts + 4.0 * tokens::GAP,
        Fits::Few => few,
        Fits::Export | Fits::Icon => export,
    }
}

/// Undo, zoom, present and export.
fn tools_ui(
    ui: &mut Ui,
    editor: &Editor,
    language: Language,
    fits: Fits,
    events: &mut Vec<UiEvent>,
) {
    let mut act = |ui: &mut Ui, press: Press<'_>, action: Action| {
        let enabled = action.enabled(Some(editor));
        let response = ui.add(press.enabled(enabled.is_ok()));
        let response = match enabled {
            Ok(()) => response.on_hover_text(tip(ui, action, editor, language)),
            Err(reason) => response.on_hover_text(language.t(reason)),
        };
        if response.clicked() {
            events.push(UiEvent::from(action));
        }
    };
    if fits == Fits::All {
        group(ui, UNDO, |ui| {
            act(ui, tool("undo", language.t("Undo")), Action::Undo);
            act(ui, tool("redo", language.t("Redo")), Action::Redo);
        });
        group(ui, GUIDE, |ui| {
            let guide = language.t(Action::ToggleGuide.name());
            act(ui, tool("checklist", guide), Action::ToggleGuide);
        });
    }
    if matches!(fits, Fits::All | Fits::Few) {
        let percent = format!("{:.0}%", editor.camera().zoom() * 100.0);
        group(ui, ZOOM, |ui| {
            act(ui, tool("minus", language.t("Zoom out")), Action::ZoomOut);
            let label = Press::text(&percent).kind(ButtonKind::Bare).height(28.0);
            act(ui, label.min_width(64.0), Action::Zoom100);
            act(ui, tool("plus", language.t("Zoom in")), Action::ZoomIn);
        });
    }
    if fits == Fits::All {
        act(ui, fit_press(language), Action::ZoomFit);
        act(ui, present_press(language), Action::Present);
    }
    act(ui, export_press(language, fits), Action::Export);
}

fn tool<'a>(icon: &'a str, label: &'a str) -> Press<'a> {
    Press {
        label,
        // The hover text is the action's.
        ..Press::icon(icon, "")
    }
    .kind(ButtonKind::Bare)
    .height(28.0)
}

/// Several buttons on one ground, of the width of both.
fn group(ui: &mut Ui, [width, inner]: [f32; 2], content: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 32.0), Sense::hover());
    let palette = Palette::of(ui);
    ui.painter()
        .rect_filled(rect, tokens::RADIUS, palette.raised);
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.with_min_x(rect.right() - 2.0 - inner))
            .layout(Layout::left_to_right(Align::Center)),
    );
    inner.spacing_mut().item_spacing.x = 0.0;
    content(&mut inner);
}

/// Name and shortcut of an action.
fn tip(ui: &Ui, action: Action, editor: &Editor, language: Language) -> String {
    let name = action.label(Some(editor), language);
    match action.shortcuts().first() {
        Some(keys) => format!("{name} ({})", keys.describe(ui.ctx().os().is_mac())),
        None => name,
    }
}

/// What the open map is called: its file, else its title.
pub(in crate::ui) fn document_name(editor: &Editor, language: Language) -> &str {
    let title = Some(editor.map().title.as_str()).filter(|title| !title.trim().is_empty());
    let name = editor.file_name().or(title);
    name.unwrap_or(language.t("Untitled map"))
}

/// The document's name and whether it is saved, in the middle of the bar.
fn name_ui(
    ui: &mut Ui,
    editor: &Editor,
    language: Language,
    room: Rect,
    (least, taken): (f32, f32),
) {
    let palette = Palette::of(ui);
    let name = document_name(editor, language);
    let state = match (editor.file_name(), editor.is_dirty()) {
        (_, true) => language.t("Unsaved changes"),
        (Some(_), false) => language.t("Saved"),
        (None, false) => language.t("Not saved yet"),
    };
    let label = format!("{name}, {state}");
    let painter = ui.painter();
    let start = (room.left() + 340.0).max(least);
    let end = taken - 16.0;
    let lay = |text: &str, font, color| widgets::cut(painter, text, font, color, end - start);
    let mut name = lay(name, tokens::semibold(14.0), palette.ink);
    let mut state = lay(state, tokens::medium(12.5), palette.quiet_ink);
    let gap = 14.0;
    if name.size().x + gap + state.size().x > end - start {
        // A dot says it too.
        let mark = if editor.is_dirty() { "• " } else { "" };
        let short = format!("{mark}{}", name.text());
        name = lay(&short, tokens::semibold(14.0), palette.ink);
        state = lay("", tokens::medium(12.5), palette.quiet_ink);
    }
    let width = name.size().x + gap + state.size().x;
    let left = (room.center().x - width / 2.0).min(end - width).max(start);
    if left + 40.0 > end {
        return;
    }
    let rect = Rect::from_x_y_ranges(left..=(left + width).min(end), room.y_range());
    let clipped = painter.with_clip_rect(rect);
    let y = |height: f32| room.center().y - height / 2.0;
    clipped.galley(pos2(left, y(name.size().y)), name.clone(), palette.ink);
    let state_at = pos2(left + name.size().x + gap, y(state.size().y) + 0.5);
    clipped.galley(state_at, state, palette.quiet_ink);
    let response = ui.interact(rect, ui.scope_id().with("document"), Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
}
