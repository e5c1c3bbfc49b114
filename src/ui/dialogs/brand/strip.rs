//! Colours in a row: which there are and in which order, and one of them to be changed.

use egui::{
    Key, Pos2, Rect, Response, RichText, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2,
    color_picker::{Alpha, color_picker_color32},
    vec2,
};

use crate::{
    exchange::brand::{color_of, hex},
    model::{Color, Hue, Theme},
    ui::{
        spoken,
        tokens::{self, Palette, color32},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Of one colour in the row.
const SWATCH: Vec2 = vec2(38.0, 30.0);

/// What a row of colours is for.
pub(super) struct StripKind<'a> {
    /// Tells its widgets from those of others.
    pub id: &'static str,
    /// What they are called, and one of them.
    pub name: &'a str,
    pub one: &'a str,
    /// Fewer cannot be left.
    pub least: usize,
    pub most: usize,
    /// What it means that there is none.
    pub none: &'a str,
    /// Those that are taken first where one is added.
    pub spare: &'a [Color],
}

/// A row of colours, as it is worked on.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    /// The one that is changed.
    chosen: usize,
    /// What is typed for it, until it is a colour.
    text: Option<String>,
    is_picking: bool,
    /// The one that follows the pointer.
    dragged: Option<usize>,
}

impl Strip {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        language: Language,
        kind: &StripKind<'_>,
        colors: &mut Vec<Color>,
    ) {
        ui.push_id(kind.id, |ui| {
            widgets::caption(ui, kind.name);
            self.chosen = self.chosen.min(colors.len().saturating_sub(1));
            self.row_ui(ui, language, kind, colors);
            if !colors.is_empty() {
                self.one_ui(ui, language, kind, colors);
            }
        });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        language: Language,
        kind: &StripKind<'_>,
        colors: &mut Vec<Color>,
    ) {
        let mut places: Vec<Rect> = Vec::new();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(6.0);
            spoken::radios(ui, kind.name, colors.len());
            for (index, color) in colors.iter().enumerate() {
                let response = swatch(ui, *color, index == self.chosen);
                let label = format!("{} {}: {}", kind.one, index + 1, hex(*color));
                spoken::radio(&response, &label, index == self.chosen, index);
                places.push(response.rect);
                if response.clicked() || response.drag_started() {
                    self.choose(index);
                }
                if response.drag_started() {
                    self.dragged = Some(index);
                }
                response.on_hover_text(hex(*color));
            }
            if colors.is_empty() {
                let quiet = Palette::of(ui).quiet_ink;
                ui.label(
                    RichText::new(kind.none)
                        .font(tokens::medium(12.5))
                        .color(quiet),
                );
            }
            let label = language.fill("Add: {name}", &[("name", kind.one)]);
            let plus = Press::icon("plus", &label).enabled(colors.len() < kind.most);
            if ui.add(plus).clicked() {
                colors.push(another(colors, kind.spare));
                self.choose(colors.len() - 1);
            }
        });
        self.follow(ui, &places, colors);
    }

    fn choose(&mut self, index: usize) {
        if self.chosen != index {
            (self.chosen, self.text) = (index, None);
        }
    }

    /// Puts what is dragged where the pointer is.
    fn follow(&mut self, ui: &Ui, places: &[Rect], colors: &mut Vec<Color>) {
        let Some(from) = self.dragged else { return };
        let (is_down, at) = ui.input(|input| (input.pointer.any_down(), input.pointer.hover_pos()));
        if !is_down {
            self.dragged = None;
            return;
        }
        let apart = |place: &Rect, at: Pos2| place.center().distance_sq(at);
        let nearest = at.and_then(|at| {
            let places = places.iter().enumerate();
            let nearest = places.min_by(|(_, a), (_, b)| apart(a, at).total_cmp(&apart(b, at)));
            nearest.map(|(index, _)| index)
        });
        if let Some(to) = nearest.filter(|to| *to != from) {
            self.put(colors, from, to);
            self.dragged = Some(to);
        }
    }

    /// Moves a colour to another place in the row.
    fn put(&mut self, colors: &mut Vec<Color>, from: usize, to: usize) {
        if from < colors.len() && to < colors.len() {
            let color = colors.remove(from);
            colors.insert(to, color);
            (self.chosen, self.text) = (to, None);
        }
    }

    /// The colour that is chosen: typed, picked, moved, removed.
    fn one_ui(
        &mut self,
        ui: &mut Ui,
        language: Language,
        kind: &StripKind<'_>,
        colors: &mut Vec<Color>,
    ) {
        let at = self.chosen;
        let Some(now) = colors.get(at).copied() else {
            return;
        };
        let mut done: Option<Done> = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            self.hex_ui(ui, kind, now, &mut colors[at]);
            let mut press = |ui: &mut Ui, icon, label, enabled, what: Done| {
                let press = Press::icon(icon, label).kind(ButtonKind::Bare);
                if ui.add(press.enabled(enabled)).clicked() {
                    done = Some(what);
                }
            };
            press(ui, "drop", language.t("Pick a colour"), true, Done::Pick);
            if kind.most > 1 {
                press(
                    ui,
                    "chevron-left",
                    language.t("Move left"),
                    at > 0,
                    Done::Left,
                );
                let is_right = at + 1 < colors.len();
                press(
                    ui,
                    "chevron-right",
                    language.t("Move right"),
                    is_right,
                    Done::Right,
                );
            }
            let can_go = colors.len() > kind.least;
            press(
                ui,
                "trash",
                language.t("Remove the colour"),
                can_go,
                Done::Remove,
            );
        });
        match done {
            Some(Done::Pick) => self.is_picking = !self.is_picking,
            Some(Done::Left) => self.put(colors, at, at - 1),
            Some(Done::Right) => self.put(colors, at, at + 1),
            Some(Done::Remove) => {
                colors.remove(at);
                (self.chosen, self.text, self.is_picking) = (at.saturating_sub(1), None, false);
                return;
            }
            None => {}
        }
        if self.is_picking
            && let Some(color) = colors.get_mut(self.chosen)
        {
            let mut picked = color32(*color);
            if color_picker_color32(ui, &mut picked, Alpha::Opaque) {
                let [r, g, b, _] = picked.to_array();
                (*color, self.text) = (Color { r, g, b }, None);
            }
        }
    }

    /// The field that a colour is typed into, in any way that CSS has.
    fn hex_ui(&mut self, ui: &mut Ui, kind: &StripKind<'_>, now: Color, color: &mut Color) {
        let mut text = self.text.clone().unwrap_or_else(|| hex(now));
        let is_wrong = color_of(&text).is_none();
        let ink = if is_wrong {
            Palette::of(ui).danger
        } else {
            Palette::of(ui).ink
        };
        let field = ui.add(
            TextEdit::singleline(&mut text)
                .id(ui.make_persistent_id("hex"))
                .text_color(ink)
                .desired_width(96.0)
                .char_limit(60)
                .margin(vec2(8.0, 5.0)),
        );
        let label = format!("{} {}", kind.one, self.chosen + 1);
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &label));
        if field.changed() {
            if let Some(typed) = color_of(&text) {
                *color = typed;
            }
            self.text = Some(text);
        }
        let is_left = field.lost_focus() || !field.has_focus();
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_left && !field.changed() || is_entered {
            self.text = None;
        }
    }
}

/// What is done with the colour that is chosen.
enum Done {
    Pick,
    Left,
    Right,
    Remove,
}

/// A colour that is not there yet: one that was found, else one of ours.
fn another(colors: &[Color], spare: &[Color]) -> Color {
    let theme = Theme::default();
    let ours = Hue::ALL.map(|hue| theme.hue(hue));
    let mut all = spare.iter().copied().chain(ours);
    all.find(|color| !colors.contains(color)).unwrap_or(ours[0])
}

/// A colour that can be chosen and dragged.
fn swatch(ui: &mut Ui, color: Color, is_chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(SWATCH, Sense::click_and_drag());
    let palette = Palette::of(ui);
    let inner = rect.shrink(3.0);
    let painter = ui.painter();
    painter.rect_filled(inner, 6.0, color32(color));
    // A pale one is seen on a pale window, too.
    let edge = Stroke::new(1.0, palette.border);
    painter.rect_stroke(inner, 6.0, edge, StrokeKind::Inside);
    let ring = match (response.has_focus(), is_chosen, response.hovered()) {
        (true, ..) => Some((2.0, palette.accent_ink)),
        (_, true, _) => Some((1.5, palette.ink)),
        (.., true) => Some((1.5, palette.edge)),
        (false, false, false) => None,
    };
    if let Some((width, ink)) = ring {
        let stroke = Stroke::new(width, ink);
        painter.rect_stroke(rect, 8.0, stroke, StrokeKind::Inside);
    }
    response
}
