//! The window as a whole: the bar above, what can be added on the left, the panel on the right,
//! the line of help below, and the canvas in the middle.

use egui::{
    Align, Align2, Color32, Context, Frame, Layout, Margin, Panel, Rect, RichText, Role, Sense,
    Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    UiEvent, View,
    canvas::{self, Canvas},
    commands::{self, Commands},
    dialogs::{Answer, Dialog, ShortcutGroup, Stage},
    find_bar::FindBar,
    guide::Guide,
    inspector::Inspector,
    key_queue::KeyQueue,
    lens::LensButton,
    menus, notice,
    overview::Overview,
    painter::ScenePainter,
    review::{self, Review},
    tokens::{self, Palette},
    value::Values,
    welcome,
    widgets::{self, Kind, Press},
};
use crate::{
    editor::{Action, Editor, Intent},
    geom::{Affine, BezPath},
    survey::TableFile,
    words::Language,
};

/// The window's own state: nothing in it is lost when it is made anew.
#[derive(Default)]
pub struct Shell {
    painter: ScenePainter,
    keys: KeyQueue,
    canvas: Canvas,
    inspector: Inspector,
    find_bar: FindBar,
    overview: Overview,
    review: Review,
    lens: LensButton,
    commands: Option<Commands>,
    guide: Guide,
    guide_open: bool,
    values: Values,
    hidden: Hidden,
}

/// As wide as the window has to be for the guide to stand beside the panel, not in its place.
const FOR_BOTH: f32 = 1100.0;

/// What of the window a person has hidden.
#[derive(Debug, Clone, Copy, Default)]
struct Hidden {
    tools: bool,
    panel: bool,
    overview: bool,
    /// Everything but the map.
    all: bool,
}

impl Shell {
    /// Draws the window and gives what the person wants, in order.
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Vec<UiEvent> {
        let mut events = Vec::new();
        let language = view.language;
        self.keys.order(ui.ctx());
        for action in menus::pressed(ui, view.editor) {
            events.push(UiEvent::Action(action));
        }
        if view.editor.is_some() && ui.input(|input| input.key_pressed(egui::Key::F6)) {
            canvas::hand_over(ui.ctx());
        }
        self.review.keep_up(view.editor);
        let hidden = self.hidden;
        // Without a map there is nothing else to be seen.
        let all_hidden = hidden.all && view.editor.is_some();
        if !all_hidden {
            top_bar_ui(ui, view, &mut self.lens, &mut events);
        }
        if let Some(notice) = view.notice.filter(|_| view.editor.is_some()) {
            notice::notice_ui(ui, notice, language, &mut events);
        }
        match view.editor {
            Some(editor) => {
                if !hidden.all {
                    status_ui(ui, view, editor, &self.review, &mut events);
                }
                if !hidden.all && !hidden.tools {
                    rail_ui(ui, editor, language, &mut events);
                }
                if !hidden.all {
                    self.review.show(ui, editor, language, &mut events);
                }
                let guide = !hidden.all && (self.guide_open || editor.walk().is_some());
                let for_both = ui.ctx().content_rect().width() >= FOR_BOTH;
                if hidden.all || hidden.panel || (guide && !for_both) {
                    self.inspector.finish(&mut events);
                } else {
                    self.inspector.show(ui, editor, language, &mut events);
                }
                if guide {
                    self.guide.show(ui, editor, language, &mut events);
                }
                egui::CentralPanel::no_frame().show(ui, |ui| {
                    let canvas = ui.available_rect_before_wrap();
                    self.canvas
                        .show(ui, editor, &mut self.painter, language, &mut events);
                    self.find_bar
                        .show(ui, canvas, editor, language, &mut events);
                    if !hidden.overview {
                        self.overview
                            .show(ui, canvas, editor, language, &mut events);
                    }
                    if hidden.all {
                        way_back_ui(ui, canvas, language, &mut events);
                    }
                });
            }
            None => {
                self.values = Values::default();
                egui::CentralPanel::no_frame().show(ui, |ui| {
                    welcome::welcome_ui(ui, view, &mut self.painter, &mut events);
                });
            }
        }
        if let Some(editor) = view.editor {
            let painter = &mut self.painter;
            self.values
                .show(ui.ctx(), editor, painter, language, &mut events);
        }
        commands::show(
            &mut self.commands,
            ui.ctx(),
            view.editor,
            language,
            &mut events,
        );
        let hovers = ui.input(|input| {
            let file = input.raw.hovered_files.first()?;
            let table = file.path.as_deref().and_then(TableFile::of);
            Some(table.is_some())
        });
        if let Some(is_table) = hovers {
            drop_hint(ui, is_table && view.editor.is_some(), language);
        }
        let is_ours = |event: &UiEvent| matches!(event, UiEvent::Action(a) if a.is_of_window());
        let ours: Vec<UiEvent> = events.extract_if(.., |event| is_ours(event)).collect();
        for event in ours {
            self.change(&event);
            ui.ctx().request_repaint();
        }
        events
    }

    /// Does what concerns the window alone.
    fn change(&mut self, event: &UiEvent) {
        let turn = |hidden: &mut bool| *hidden = !*hidden;
        match event {
            UiEvent::Action(Action::ToggleTools) => turn(&mut self.hidden.tools),
            UiEvent::Action(Action::TogglePanel) => turn(&mut self.hidden.panel),
            UiEvent::Action(Action::ToggleOverview) => turn(&mut self.hidden.overview),
            UiEvent::Action(Action::ToggleReview) => self.review.turn(),
            UiEvent::Action(Action::ToggleValues) => self.values.turn(),
            UiEvent::Action(Action::OnlyMap) => turn(&mut self.hidden.all),
            UiEvent::Action(Action::ToggleGuide) => turn(&mut self.guide_open),
            UiEvent::Action(Action::Commands) => self.commands = Some(Commands::default()),
            _ => {}
        }
    }

    /// Draws a dialog over the window; gives the answer once there is one.
    pub fn dialog(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        dialog: &mut Dialog,
    ) -> Option<Answer> {
        dialog.show(
            ctx,
            &mut Stage {
                language: view.language,
                fonts: view.fonts,
                scene: view.editor.map(|editor| &**editor.scene()),
                templates: view.templates,
                painter: &mut self.painter,
            },
        )
    }

    /// What is still being typed, to be kept before the map is saved or closed.
    pub fn finish(&mut self) -> Vec<UiEvent> {
        let mut events = Vec::new();
        self.inspector.finish(&mut events);
        events.push(UiEvent::Intent(Intent::CommitText));
        events
    }

    /// The sheet of shortcuts, for [`Dialog::Shortcuts`].
    pub fn shortcuts(&self, ctx: &Context, language: Language) -> Vec<ShortcutGroup> {
        menus::shortcut_groups(ctx.os().is_mac(), language)
    }
}

/// How to get back what is hidden, quietly, for hands that have only a mouse too.
fn way_back_ui(ui: &Ui, canvas: Rect, language: Language, events: &mut Vec<UiEvent>) {
    let keys = Action::OnlyMap.shortcuts();
    let keys = keys.first().map(|keys| menus::describe(ui, keys));
    let text = language.fill(
        "Show everything ({keys})",
        &[("keys", &keys.unwrap_or_default())],
    );
    egui::Area::new(egui::Id::unique("way back"))
        .order(egui::Order::Middle)
        .fixed_pos(canvas.left_bottom() + vec2(12.0, -42.0))
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            if ui.add(Press::text(&text).height(30.0)).clicked() {
                events.push(UiEvent::Action(Action::OnlyMap));
            }
        });
}

/// Says over the whole window what becomes of a file that hovers above it.
fn drop_hint(ui: &Ui, is_table: bool, language: Language) {
    let words = if is_table {
        "Drop to see what this table holds"
    } else {
        "Drop to open"
    };
    let palette = Palette::of(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    let window = ui.ctx().content_rect();
    painter.rect_filled(window, 0.0, palette.accent_soft.gamma_multiply(0.85));
    let stroke = Stroke::new(3.0, palette.accent_ink);
    painter.rect_stroke(window.shrink(12.0), 14.0, stroke, egui::StrokeKind::Inside);
    painter.text(
        window.center(),
        Align2::CENTER_CENTER,
        language.t(words),
        tokens::bold(22.0),
        palette.accent_ink,
    );
}

fn bar(ui: &Ui) -> Frame {
    Frame::new().fill(Palette::of(ui).chrome)
}

fn top_bar_ui(ui: &mut Ui, view: &View<'_>, lens: &mut LensButton, events: &mut Vec<UiEvent>) {
    let frame = bar(ui).inner_margin(Margin::symmetric(14, 0));
    Panel::top("top bar")
        .exact_size(tokens::TOP_BAR)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            let room = ui.max_rect();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (mark, _) = ui.allocate_exact_size(Vec2::splat(26.0), Sense::hover());
                paint_mark(ui.painter(), mark, Palette::of(ui));
                ui.add_space(6.0);
                menu_style(ui);
                egui::MenuBar::new().style(menu_style_of).ui(ui, |ui| {
                    menus::menu_bar_ui(ui, view, events);
                });
            });
            let Some(editor) = view.editor else { return };
            let mut right = ui.new_child(
                egui::UiBuilder::new()
                    .max_rect(room)
                    .layout(Layout::right_to_left(Align::Center)),
            );
            tools_ui(&mut right, editor, view.language, events);
            lens.show(&mut right, editor, view.language, events);
            let taken = right.min_rect().left();
            name_ui(ui, editor, view.language, room, taken);
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

/// Undo, zoom and export, from the right edge inwards.
fn tools_ui(ui: &mut Ui, editor: &Editor, language: Language, events: &mut Vec<UiEvent>) {
    let mut act = |ui: &mut Ui, press: Press<'_>, action: Action| {
        let enabled = action.enabled(Some(editor));
        let response = ui.add(press.enabled(enabled.is_ok()));
        let response = match enabled {
            Ok(()) => response.on_hover_text(tip(ui, action, editor, language)),
            Err(reason) => response.on_hover_text(language.t(reason)),
        };
        if response.clicked() {
            events.push(UiEvent::Action(action));
        }
    };
    let export = Press::text(language.t(Action::Export.name())).kind(Kind::Primary);
    act(ui, export.min_width(112.0).height(32.0), Action::Export);
    let fit = Press::text(language.t("Fit")).height(32.0);
    act(ui, fit.min_width(52.0), Action::ZoomFit);
    let percent = format!("{:.0} %", editor.camera().zoom() * 100.0);
    group(ui, 128.0, |ui| {
        act(ui, tool("plus", language.t("Zoom in")), Action::ZoomIn);
        let label = Press::text(&percent).kind(Kind::Bare).height(28.0);
        act(ui, label.min_width(64.0), Action::Zoom100);
        act(ui, tool("minus", language.t("Zoom out")), Action::ZoomOut);
    });
    group(ui, 34.0, |ui| {
        let guide = language.t(Action::ToggleGuide.name());
        act(ui, tool("checklist", guide), Action::ToggleGuide);
    });
    group(ui, 66.0, |ui| {
        act(ui, tool("redo", language.t("Redo")), Action::Redo);
        act(ui, tool("undo", language.t("Undo")), Action::Undo);
    });
}

fn tool<'a>(icon: &'a str, label: &'a str) -> Press<'a> {
    Press {
        label,
        // The hover text is the action's.
        ..Press::icon(icon, "")
    }
    .kind(Kind::Bare)
    .height(28.0)
}

/// Several buttons on one ground.
fn group(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 32.0), Sense::hover());
    let palette = Palette::of(ui);
    ui.painter()
        .rect_filled(rect, tokens::RADIUS, palette.raised);
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(2.0, 0.0)))
            .layout(Layout::right_to_left(Align::Center)),
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

/// The document's name and whether it is saved, in the middle of the bar.
fn name_ui(ui: &mut Ui, editor: &Editor, language: Language, room: Rect, taken: f32) {
    let palette = Palette::of(ui);
    let title = Some(editor.map().title.as_str()).filter(|title| !title.trim().is_empty());
    let name = editor.file_name().or(title);
    let name = name.unwrap_or(language.t("Untitled map"));
    let state = match (editor.file_name(), editor.is_dirty()) {
        (_, true) => language.t("Unsaved changes"),
        (Some(_), false) => language.t("Saved"),
        (None, false) => language.t("Not saved yet"),
    };
    let label = format!("{name}, {state}");
    let painter = ui.painter();
    let start = room.left() + 340.0;
    let end = taken - 16.0;
    let lay = |text: &str, font, color| painter.layout_no_wrap(text.to_owned(), font, color);
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

/// The program's mark, two footprints, as `assets/icon/jejak.svg` has it.
pub(super) fn paint_mark(painter: &egui::Painter, rect: Rect, palette: &Palette) {
    let file = include_str!("../../assets/icon/jejak.svg");
    let foot = file
        .split(" d=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let foot = foot
        .and_then(|data| BezPath::from_svg(data).ok())
        .unwrap_or_default();
    let scale = rect.width() / 64.0;
    painter.rect_filled(rect, 15.0 * scale, palette.accent);
    let feet = [((21.0, 37.5), -1.0, 0.62), ((43.0, 26.5), 1.0, 1.0)];
    for (at, side, opacity) in feet {
        let foot = Affine::translate(at)
            * Affine::rotate(side * 6_f64.to_radians())
            * Affine::scale_non_uniform(side * 1.15, 1.15)
            * &foot;
        let color = palette.on_accent.gamma_multiply(opacity);
        widgets::paint_fill(painter, &foot, rect.min, scale, color);
    }
}

fn status_ui(
    ui: &mut Ui,
    view: &View<'_>,
    editor: &Editor,
    review: &Review,
    events: &mut Vec<UiEvent>,
) {
    let frame = bar(ui).inner_margin(Margin::symmetric(16, 0));
    Panel::bottom("status")
        .exact_size(tokens::STATUS)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            let palette = Palette::of(ui);
            let text = |text: String| {
                RichText::new(text)
                    .font(tokens::medium(12.5))
                    .color(palette.quiet_ink)
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(text(editor.summary(view.language)));
                if review::count_ui(ui, review, view.language) {
                    events.push(UiEvent::Action(Action::ToggleReview));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let help = match view.message {
                        Some(message) => message.to_owned(),
                        None => editor.help_line(view.language),
                    };
                    ui.add(egui::Label::new(text(help)).truncate());
                });
            });
        });
}

/// What the rail adds, in the words that panel and sheet have for it.
fn rail_name(action: Action) -> &'static str {
    match action {
        Action::AddStage => "Stage",
        Action::AddCardOf(role) => role.card_name(),
        Action::AddPoint => "Curve point",
        Action::AddMetric => "Metric",
        Action::AddPersona => "Persona",
        Action::AddLane(_) => "Lane",
        other => other.name(),
    }
}

fn rail_ui(ui: &mut Ui, editor: &Editor, language: Language, events: &mut Vec<UiEvent>) {
    let frame = bar(ui).inner_margin(Margin::symmetric(3, 8));
    Panel::left("rail")
        .exact_size(tokens::RAIL)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            egui::ScrollArea::vertical()
                .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    for action in Action::PALETTE {
                        rail_item_ui(ui, action, editor, language, events);
                    }
                });
        });
}

fn rail_item_ui(
    ui: &mut Ui,
    action: Action,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let palette = Palette::of(ui);
    let enabled = action.enabled(Some(editor));
    // Two words stand one below the other rather than cut off.
    let mut job = egui::text::LayoutJob::simple(
        language.t(rail_name(action)).to_owned(),
        tokens::medium(11.0),
        Color32::PLACEHOLDER,
        ui.available_width(),
    );
    job.halign = Align::Center;
    let words = ui.painter().layout_job(job);
    let size = vec2(ui.available_width(), 42.0 + words.size().y);
    let sense = if enabled.is_ok() {
        Sense::click_and_drag()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let name = language.t(action.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled.is_ok(), name));
    let hot = response.hovered() && enabled.is_ok();
    let (fill, ink) = match (enabled.is_ok(), hot) {
        (false, _) => (Color32::TRANSPARENT, palette.faint_ink),
        (true, true) => (palette.accent_soft, palette.accent_ink),
        (true, false) => (Color32::TRANSPARENT, palette.quiet_ink),
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let icon = Rect::from_center_size(rect.center_top() + vec2(0.0, 20.0), Vec2::splat(20.0));
    // Lanes come in kinds: a click asks which, a drag puts in one for notes.
    let is_lane = matches!(action, Action::AddLane(_));
    let icon_name = if is_lane { Some("lane") } else { action.icon() };
    widgets::paint_icon(painter, icon_name.unwrap_or("plus"), icon, ink);
    painter.galley(rect.center_top() + vec2(0.0, 35.0), words, ink);
    let tip = match enabled {
        Ok(()) => language.t(action.description()).to_owned(),
        Err(reason) => format!("{name}. {}", language.t(reason)),
    };
    if response.drag_started() {
        events.push(UiEvent::Intent(Intent::TakeNew(action)));
    }
    if is_lane {
        egui::Popup::menu(&response)
            .align(egui::RectAlign::RIGHT_START)
            .show(|ui| {
                menus::lanes_ui(ui, language, |kind| {
                    events.push(UiEvent::Action(Action::AddLane(kind)));
                });
            });
        response.on_hover_text(tip);
    } else if response.on_hover_text(tip).clicked() {
        events.push(UiEvent::Action(action));
    }
}
