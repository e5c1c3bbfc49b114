//! The choices for what is selected, as panel, context menu and bar show them.

use egui::{
    Id, Key, Modifiers, Response, Role, ScrollArea, Sense, Stroke, TextEdit, Ui, Vec2, vec2,
};

use super::{
    icons, spoken,
    tokens::{self, Palette, color32},
    view::UiEvent,
    widgets::{self, ButtonKind, Press},
};
use crate::{
    editor::{Aspect, Choice, Choices, ChosenIcon, Editor, Intent, Share},
    model::{Hue, one_of},
    scene::Icon,
    words::Language,
};

/// The side of an icon in the grid.
const CELL: f32 = 34.0;

/// The side of a colour, and what lies between two.
const SWATCH: f32 = 21.0;
const SWATCH_GAP: f32 = 4.0;

/// What the choices are called; of a colour, with that of what is selected.
pub(super) fn caption(choices: &Choices, language: Language) -> String {
    let caption = language.t(choices.caption);
    if choices.aspect != Aspect::Hue {
        return caption.to_owned();
    }
    let mut offers = choices.offers.iter();
    let all = offers.find(|offer| offer.share == Share::All);
    let name = all.map_or(language.t("Various"), |offer| &offer.name);
    language.fill("{colour}: {name}", &[("colour", caption), ("name", name)])
}

/// The choices with the one that is made, as in "Severity: 4 of 5".
fn group_name(choices: &Choices, language: Language) -> String {
    if matches!(choices.aspect, Aspect::Hue | Aspect::Persona) {
        return caption(choices, language);
    }
    let mut offers = choices.offers.iter();
    let at = offers.position(|offer| offer.share == Share::All);
    let chosen = at.map(|at| match &choices.offers[at].choice {
        Choice::Severity(_) | Choice::Value(_) | Choice::Effort(_) => {
            one_of(at, choices.offers.len(), language)
        }
        _ => choices.offers[at].name.clone(),
    });
    spoken::choice(language.t(choices.caption), chosen.as_deref())
}

/// What there is to choose; `true` once something was chosen. `takes_keyboard`: the first of them.
pub(super) fn choices_ui(
    ui: &mut Ui,
    editor: &Editor,
    choices: &Choices,
    language: Language,
    takes_keyboard: bool,
    events: &mut Vec<UiEvent>,
) -> bool {
    let mut chosen = None;
    // A card may be of several personas.
    let role = match choices.aspect {
        Aspect::Persona => Role::Group,
        _ => Role::RadioGroup,
    };
    ui.scope(|ui| {
        // A row is as high as what stands in it.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(|ui| {
            let name = group_name(choices, language);
            match role {
                Role::RadioGroup => spoken::radios(ui, &name, choices.offers.len()),
                _ => spoken::part(ui, role, &name),
            }
            let is_hue = choices.aspect == Aspect::Hue;
            ui.spacing_mut().item_spacing = Vec2::splat(if is_hue { SWATCH_GAP } else { 6.0 });
            for (index, offer) in choices.offers.iter().enumerate() {
                let response = match &offer.choice {
                    Choice::Hue(hue) => {
                        let on = offer.share == Share::All;
                        swatch(ui, editor, *hue, on, &offer.name)
                    }
                    _ => widgets::mixed_chip(ui, &offer.name, offer.share),
                };
                if role == Role::RadioGroup {
                    let on = offer.share == Share::All;
                    spoken::radio(&response, &offer.name, on, index);
                    if offer.share == Share::Some {
                        spoken::mixed(&response);
                    }
                }
                if takes_keyboard && index == 0 {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = Some(offer.choice.clone());
                }
            }
        });
    });
    let is_chosen = chosen.is_some();
    events.extend(chosen.map(|choice| UiEvent::Intent(Intent::Choose(choice))));
    is_chosen
}

fn swatch(ui: &mut Ui, editor: &Editor, hue: Hue, on: bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SWATCH), Sense::click());
    let color = color32(editor.map().theme.hue(hue));
    let painter = ui.painter();
    painter.circle_filled(rect.center(), 8.0, color);
    let palette = Palette::of(ui);
    let ring = match (response.has_focus(), on, response.hovered()) {
        (true, ..) => Some(palette.accent_ink),
        (_, true, _) => Some(palette.ink),
        (.., true) => Some(palette.edge),
        (false, false, false) => None,
    };
    if let Some(ring) = ring {
        painter.circle_stroke(rect.center(), 9.5, Stroke::new(2.0, ring));
    }
    response.on_hover_text(name)
}

/// What can be chosen in one respect, in a menu of its own; `true` once something was chosen.
pub(super) fn menu_ui(
    ui: &mut Ui,
    editor: &Editor,
    choices: &Choices,
    language: Language,
    events: &mut Vec<UiEvent>,
) -> bool {
    ui.set_width(width(choices));
    match choices.aspect {
        Aspect::Icon => icon_ui(ui, editor, language, None, events),
        _ => choices_ui(ui, editor, choices, language, false, events),
    }
}

/// How wide a menu of choices is: colours stand in one row, where they have room.
pub(super) fn width(choices: &Choices) -> f32 {
    match choices.aspect {
        Aspect::Hue => choices.offers.len() as f32 * (SWATCH + SWATCH_GAP),
        _ => 250.0,
    }
}

/// The search of a grid of icons.
#[derive(Debug, Clone, Default)]
pub(super) struct IconSearch {
    pub query: String,
    /// Its field has the keyboard yet to come.
    pub fresh: bool,
    /// A key has shut it.
    pub is_shut: bool,
}

/// The icons, searched where there is a search; `true` once one was chosen.
pub(super) fn icon_ui(
    ui: &mut Ui,
    editor: &Editor,
    language: Language,
    search: Option<&mut IconSearch>,
    events: &mut Vec<UiEvent>,
) -> bool {
    let shown = editor.icon_chosen().unwrap_or_default();
    let is_searched = search.is_some();
    let (query, entered) = match search {
        Some(search) => {
            let entered = search.field_ui(ui, language);
            if search.is_shut {
                return false;
            }
            (search.query.clone(), entered)
        }
        None => (String::new(), false),
    };
    let found = icons::search(&query, language);
    let mut chosen = found
        .first()
        .filter(|_| entered)
        .map(|(icon, _)| icon.name());
    // Above the grid, which may be longer than what is in view.
    if shown.is_own && chosen.is_none() {
        let back = Press::text(language.t("Default icon")).kind(ButtonKind::Outlined);
        if ui.add(back.min_width(ui.available_width())).clicked() {
            chosen = Some("");
        }
    }
    let grid = |ui: &mut Ui| grid_ui(ui, &found, &shown, language);
    let clicked = match is_searched {
        true => grid(ui),
        // In a menu there is no more room than that.
        false => {
            ScrollArea::vertical()
                .max_height(300.0)
                .show(ui, grid)
                .inner
        }
    };
    chosen = chosen.or(clicked);
    let is_chosen = chosen.is_some();
    let choose = |name: &str| UiEvent::Intent(Intent::Choose(Choice::Icon(name.to_owned())));
    events.extend(chosen.map(choose));
    is_chosen
}

impl IconSearch {
    /// Enter takes the first one found, Esc shuts the grid; whether it was Enter.
    fn field_ui(&mut self, ui: &mut Ui, language: Language) -> bool {
        let id = Id::unique("search icons");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed =
            |key| has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.is_shut = true;
            return false;
        }
        let entered = pressed(Key::Enter);
        let label = language.t("Search icons");
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
        entered
    }
}

fn grid_ui(
    ui: &mut Ui,
    found: &[(Icon, &'static str)],
    shown: &ChosenIcon,
    language: Language,
) -> Option<&'static str> {
    let palette = Palette::of(ui);
    let mut chosen = None;
    if found.is_empty() {
        let told = language.t("No matching icons");
        widgets::line(ui, told, tokens::medium(12.5), palette.quiet_ink);
    }
    ui.horizontal_wrapped(|ui| {
        let on = shown.name.as_deref();
        let mut icons = found.iter();
        let name = icons.find(|(icon, _)| on == Some(icon.name()));
        let name = spoken::choice(language.t("Icon"), name.map(|(_, name)| *name));
        spoken::radios(ui, &name, found.len());
        ui.spacing_mut().item_spacing = Vec2::splat(4.0);
        for (index, (icon, name)) in found.iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(CELL), Sense::click());
            let on = shown.name.as_deref() == Some(icon.name());
            spoken::radio(&response, name, on, index);
            let (fill, ink) = match (on, response.hovered()) {
                (true, _) => (palette.accent_soft, palette.accent_ink),
                (false, true) => (palette.raised_hover, palette.ink),
                (false, false) => (palette.raised, palette.quiet_ink),
            };
            ui.painter().rect_filled(rect, tokens::RADIUS, fill);
            if on {
                widgets::chosen_ring(ui, rect);
            }
            widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
            widgets::paint_icon(ui.painter(), icon.name(), rect.shrink(8.5), ink);
            if response.on_hover_text(*name).clicked() {
                chosen = Some(icon.name());
            }
        }
    });
    chosen
}
