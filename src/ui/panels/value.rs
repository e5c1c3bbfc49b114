//! The window of value and effort: the opportunities as a matrix to be dragged about in, and
//! beside it by how much each of them would lift the curves.

use std::sync::Arc;

use egui::{
    Align, Align2, Context, CornerRadius, Frame, Id, Layout, Margin, Rect, RichText, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    edit::Edit,
    editor::{Action, Editor, Intent, Key},
    geom::{self, Camera, Point},
    layout::{Lens, Quadrant, ValueCard, ValueMatrix},
    model::{Card, Id as MapId, Level, Map, Target},
    review::{Lift, lifts},
    scene::Scene,
    ui::{
        hold::hold,
        menus,
        paint::painter::ScenePainter,
        regions::{self, Region},
        screen::{rect_on_screen, thumbnail_camera},
        tokens::{self, Palette, color32},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Of the list beside the matrix.
const LIST: f32 = 250.0;
const SIZE: Vec2 = vec2(1180.0, 590.0);

#[derive(Default)]
pub(in crate::ui) struct Values {
    open: bool,
    made: Option<Made>,
    drag: Option<Drag>,
}

/// What is shown of one revision.
struct Made {
    map: Arc<Map>,
    lens: Lens,
    matrix: ValueMatrix,
    scene: Scene,
    lifts: Vec<Lift>,
}

/// A card on its way to another cell.
struct Drag {
    card: MapId,
    /// From its corner to where it was taken, in document units.
    grip: geom::Vec2,
}

/// Where it would be dropped.
enum ValueDrop {
    /// Value and effort.
    Cell(Level, Level, geom::Rect),
    Tray(geom::Rect),
}

impl Values {
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Opens or closes it; whether it is open then.
    pub(crate) fn turn(&mut self) -> bool {
        self.open = !self.open;
        self.drag = None;
        self.open
    }

    /// Whether Esc closes it, as nothing is going on that it would end first.
    pub(crate) fn ends_by_escape(&self, editor: &Editor) -> bool {
        let busy = self.drag.is_some() || editor.is_busy() || editor.text_edit().is_some();
        self.open && !busy
    }

    pub(crate) fn show(
        &mut self,
        ctx: &Context,
        editor: &Editor,
        painter: &mut ScenePainter,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        if !self.open {
            self.made = None;
            return;
        }
        if self.ends_by_escape(editor) && ctx.input(|input| input.key_pressed(egui::Key::Escape)) {
            self.open = false;
            return;
        }
        self.keep_up(editor);
        let palette = Palette::of_context(ctx);
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(CornerRadius::same(14))
            .inner_margin(Margin::same(16))
            .shadow(ctx.style_of(ctx.theme()).visuals.window_shadow);
        let room = ctx.content_rect();
        let size = SIZE.min(room.size() - vec2(120.0, 130.0));
        let title = language.t(Action::ToggleValues.name());
        egui::Window::new(title)
            .id(Id::unique("value and effort"))
            .title_bar(false)
            .resizable(true)
            .frame(frame)
            .default_pos(room.center() - size / 2.0)
            .default_size(size)
            .min_size(vec2(640.0, 380.0).min(size))
            .show(ctx, |ui| {
                regions::mark(ui, Region::Values, language);
                hold(ui, Id::unique("value and effort"), |ui| {
                    let room = ui.available_rect_before_wrap();
                    ui.advance_cursor_after_rect(room);
                    // What misses a card moves nothing: the window is taken by its edge.
                    ui.interact(room, ui.scope_id().with("ground"), Sense::click_and_drag());
                    let split = room.right() - LIST;
                    let sheet = Rect::from_min_max(room.min, pos2(split - 16.0, room.bottom()));
                    let list = Rect::from_min_max(pos2(split, room.top()), room.max);
                    self.matrix_ui(ui, sheet, editor, painter, language, events);
                    let builder = egui::UiBuilder::new()
                        .max_rect(list)
                        .layout(Layout::top_down(Align::Min));
                    let mut ui = ui.new_child(builder);
                    self.buttons_ui(&mut ui, editor, language, events);
                    self.lifts_ui(&mut ui, editor, language, events);
                })
            });
    }

    /// Makes matrix and list anew for another map, not in the middle of a change.
    fn keep_up(&mut self, editor: &Editor) {
        let (map, lens) = (editor.map(), editor.lens());
        let known = self.made.as_ref();
        let same = known.is_some_and(|made| Arc::ptr_eq(&made.map, map) && made.lens == *lens);
        if same || (known.is_some() && editor.is_busy()) {
            return;
        }
        let matrix = ValueMatrix::new(map, lens, editor.fonts());
        self.made = Some(Made {
            map: map.clone(),
            lens: lens.clone(),
            scene: Scene::of_values(&matrix),
            matrix,
            lifts: lifts(map),
        });
    }

    fn buttons_ui(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let row = vec2(ui.available_width(), 32.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let close = Press::icon("close", language.t("Close")).kind(ButtonKind::Bare);
            if ui.add(close.height(32.0)).clicked() {
                self.open = false;
            }
            let export = Press {
                label: language.t(Action::ExportValues.name()),
                ..Press::text(language.t("Export…"))
            };
            let export = export.height(32.0);
            menus::action_ui(ui, export, Action::ExportValues, editor, language, events);
        });
    }

    fn matrix_ui(
        &mut self,
        ui: &mut Ui,
        room: Rect,
        editor: &Editor,
        painter: &mut ScenePainter,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(made) = &self.made else { return };
        let palette = Palette::of(ui);
        let canvas = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        canvas.rect_filled(room, 8.0, color32(made.scene.background));
        if made.matrix.cards.is_empty() {
            let text = language.t("Add an opportunity first.");
            let ink = Palette::LIGHT.quiet_ink;
            let font = tokens::medium(14.0);
            canvas.text(room.center(), Align2::CENTER_CENTER, text, font, ink);
            return;
        }
        let zoom = thumbnail_camera(&made.scene, room).zoom();
        let size = vec2(made.scene.size.width as f32, made.scene.size.height as f32);
        let at = room.center_top() + vec2(0.0, size.y * zoom as f32 / 2.0);
        let paper = Rect::from_center_size(at, size * zoom as f32);
        let paper = paper.translate(paper.min.round() - paper.min);
        let camera = Camera::new(Point::ZERO, zoom);
        let on_screen = |rect: geom::Rect| rect_on_screen(paper.min, camera.screen_rect(rect));
        let in_doc = |at: egui::Pos2| {
            let at = at - paper.min;
            camera.doc_from_screen(Point::new(f64::from(at.x), f64::from(at.y)))
        };
        // Esc is on its way to the editor already: it gives the drag up, and does nothing else.
        let is_escape = |event: &UiEvent| match event {
            UiEvent::Intent(Intent::Action(action)) => *action == Action::SelectNone,
            UiEvent::Intent(Intent::Pressed(press)) => press.shortcut.key == Key::Escape,
            _ => false,
        };
        if self.drag.is_some() && events.iter().any(is_escape) {
            events.retain(|event| !is_escape(event));
            self.drag = None;
        }
        let mut dropped = false;
        let mut focused = None;
        for card in &made.matrix.cards {
            let rect = on_screen(card.rect);
            let id = ui.scope_id().with(("value", &card.card.id));
            let response = ui.interact(rect, id, Sense::click_and_drag());
            let label = spoken(card, language);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            if response.clicked() {
                let target = Target::Card(card.card.id.clone());
                events.push(UiEvent::Intent(Intent::Select(vec![target])));
            }
            if response.drag_started()
                && let Some(at) = ui.input(|input| input.pointer.press_origin())
            {
                self.drag = Some(Drag {
                    card: card.card.id.clone(),
                    grip: in_doc(at) - card.rect.origin(),
                });
            }
            dropped |= response.drag_stopped();
            focused = focused.or(response.has_focus().then_some(rect));
            if response.hovered() && self.drag.is_none() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
            }
        }
        let pointer = ui.input(|input| input.pointer.latest_pos()).map(in_doc);
        let drag = self.drag.as_ref().zip(pointer);
        let drop = drag.and_then(|(_, at)| drop_at(&made.matrix, at));

        let dragged = self
            .drag
            .as_ref()
            .map(|drag| Target::Card(drag.card.clone()));
        let still = |target: Option<&Target>| target.is_none() || target != dragged.as_ref();
        let fonts = editor.fonts();
        painter.paint_some(&canvas, paper, &made.scene, &camera, fonts, &still);
        let accent = Palette::LIGHT.accent;
        if let Some(rect) = focused {
            let stroke = Stroke::new(2.0, accent);
            canvas.rect_stroke(rect.expand(3.0), 8.0, stroke, StrokeKind::Outside);
        }
        for card in &made.matrix.cards {
            let target = Target::Card(card.card.id.clone());
            if editor.selection().contains(&target) && dragged.as_ref() != Some(&target) {
                let rect = on_screen(card.rect).expand(1.0);
                canvas.rect_stroke(rect, 6.0, Stroke::new(2.0, accent), StrokeKind::Outside);
            }
        }
        if let (Some((drag, at)), Some(card)) = (
            drag,
            drag.and_then(|(drag, _)| made.matrix.card(&drag.card)),
        ) {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
            if let Some(ValueDrop::Cell(.., rect) | ValueDrop::Tray(rect)) = &drop {
                let rect = on_screen(*rect);
                canvas.rect_filled(rect, 8.0, accent.gamma_multiply(0.1));
                canvas.rect_stroke(rect, 8.0, Stroke::new(2.0, accent), StrokeKind::Inside);
            }
            let by = at - drag.grip - card.rect.origin();
            let lifted = Camera::new(Point::ZERO - by, zoom);
            let rect = on_screen(card.rect + by);
            let shadow = egui::Shadow {
                offset: [0, 6],
                blur: 18,
                spread: 0,
                color: Palette::LIGHT.lifted,
            };
            canvas.add(shadow.as_shape(rect, 6.0));
            let is_it = |target: Option<&Target>| target == dragged.as_ref();
            painter.paint_some(&canvas, paper, &made.scene, &lifted, fonts, &is_it);
            canvas.rect_stroke(rect, 6.0, Stroke::new(2.0, accent), StrokeKind::Outside);
            let words = drop.as_ref().map(|drop| drop.in_words(language));
            if let Some(words) = words {
                let at = rect.left_bottom() + vec2(0.0, 16.0);
                let (fill, ink) = (palette.tag, palette.on_tag);
                widgets::tag(&canvas, at, Align2::LEFT_CENTER, &words, fill, ink);
            }
            if dropped {
                let rated = drop.and_then(|drop| drop.rate(&card.card));
                events.extend(rated.map(UiEvent::Intent));
            }
        }
        if dropped {
            self.drag = None;
        }
    }

    fn lifts_ui(
        &self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(made) = &self.made else { return };
        let palette = Palette::of(ui);
        let title = RichText::new(language.t("Expected lift")).font(tokens::semibold(14.0));
        ui.label(title.color(palette.ink));
        let told = language.t(
            "How far the future-state curve is above the current one at the pain points an opportunity addresses (mean of the personas it applies to).",
        );
        ui.label(
            RichText::new(told)
                .font(tokens::medium(12.0))
                .color(palette.quiet_ink),
        );
        if Action::DrawToBe.enabled(Some(editor)).is_ok()
            && made.lifts.iter().all(|lift| lift.lift.is_none())
        {
            let name = language.t(Action::DrawToBe.name());
            if ui
                .add(Press::text(name).kind(ButtonKind::Outlined))
                .clicked()
            {
                events.push(UiEvent::from(Action::DrawToBe));
            }
        }
        ui.add_space(6.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for lift in &made.lifts {
                let Some((_, card)) = made.map.card(&lift.opportunity) else {
                    continue;
                };
                if lift_ui(ui, editor, card, lift.lift, language) {
                    let target = Target::Card(card.id.clone());
                    events.push(UiEvent::Intent(Intent::Select(vec![target])));
                }
            }
        });
    }
}

fn drop_at(matrix: &ValueMatrix, at: Point) -> Option<ValueDrop> {
    if let Some(tray) = matrix.tray.filter(|tray| tray.contains(at)) {
        return Some(ValueDrop::Tray(tray));
    }
    let cell = matrix.cell_at(at)?;
    Some(ValueDrop::Cell(cell.value, cell.effort, cell.rect))
}

impl ValueDrop {
    /// "Value 4, effort 2 · Quick wins".
    fn in_words(&self, language: Language) -> String {
        let Self::Cell(value, effort, _) = self else {
            return language.t("Not rated yet").to_owned();
        };
        let values = [("value", value.to_string()), ("effort", effort.to_string())];
        let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
        let rated = language.fill("Value {value}, effort {effort}", &values);
        match Quadrant::of(*value, *effort) {
            Some(quadrant) => format!("{rated} · {}", language.t(quadrant.name())),
            None => rated,
        }
    }

    /// The change that this is for a card, if it is one.
    fn rate(&self, card: &Arc<Card>) -> Option<Intent> {
        let (value, effort) = match self {
            Self::Cell(value, effort, _) => (Some(*value), Some(*effort)),
            // What is known of it in one way is still known in the tray.
            Self::Tray(_) if card.value.is_none() || card.effort.is_none() => return None,
            Self::Tray(_) => (None, None),
        };
        ((card.value, card.effort) != (value, effort)).then(|| Intent::Edit {
            name: "Change value and effort",
            edits: vec![Edit::ReplaceCard(Arc::new(Card {
                value,
                effort,
                ..Card::clone(card)
            }))],
        })
    }
}

/// A card as it is read out.
fn spoken(card: &ValueCard, language: Language) -> String {
    let text = &card.card.text;
    match (card.card.value, card.card.effort) {
        (Some(value), Some(effort)) => {
            let rated = ValueDrop::Cell(value, effort, card.rect).in_words(language);
            format!("{text}: {rated}")
        }
        _ => format!("{text}: {}", language.t("Not rated yet")),
    }
}

/// An opportunity and its lift; whether it was clicked.
fn lift_ui(
    ui: &mut Ui,
    editor: &Editor,
    card: &Card,
    lift: Option<f64>,
    language: Language,
) -> bool {
    let palette = Palette::of(ui);
    let painter = ui.painter();
    let (figure, ink) = match lift {
        Some(lift) => {
            let rounded = (lift * 100.0).round() / 100.0;
            let sign = if rounded > 0.0 { "+" } else { "" };
            // No minus before nothing.
            let text = language.number(rounded + 0.0);
            (format!("{sign}{text}"), palette.ink)
        }
        None => (
            language.t("no future-state curve yet").to_owned(),
            palette.quiet_ink,
        ),
    };
    let font = if lift.is_some() {
        tokens::semibold(13.5)
    } else {
        tokens::medium(11.5)
    };
    let figure_text = figure.clone();
    let pad = vec2(8.0, 7.0);
    let width = ui.available_width() - 10.0;
    let (text, figure, height) = {
        let figure = painter.layout_no_wrap(figure, font, ink);
        // What cannot be told in a figure stands below.
        let beside = if lift.is_some() {
            figure.size().x + 12.0
        } else {
            0.0
        };
        let room = width - 2.0 * pad.x - beside;
        let text = painter.layout(card.text.clone(), tokens::medium(13.0), palette.ink, room);
        let below = if lift.is_some() {
            0.0
        } else {
            figure.size().y + 2.0
        };
        let height = text.size().y + below + 2.0 * pad.y;
        (text, figure, height)
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let label = format!("{}: {figure_text}", card.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let target = Target::Card(card.id.clone());
    let fill = if editor.selection().contains(&target) {
        palette.accent_soft
    } else if response.hovered() {
        palette.raised_hover
    } else {
        palette.raised
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let at = rect.min + pad;
    let figure_at = match lift {
        Some(_) => pos2(rect.right() - pad.x - figure.size().x, at.y),
        None => at + vec2(0.0, text.size().y + 2.0),
    };
    painter.galley(at, text, palette.ink);
    painter.galley(figure_at, figure, ink);
    response.clicked()
}
