//! The lens in the bar above: whose journey is shown, and of which time.

use std::sync::Arc;

use egui::{Popup, PopupCloseBehavior, Ui, accesskit::HasPopup, vec2};

use crate::{
    editor::{Editor, Intent},
    layout::Lens,
    model::{Map, When},
    text::Fonts,
    ui::{
        menus, spoken,
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// Whether there is anything to choose: several personas, or something that is to be.
fn has_choice(map: &Map, lens: &Lens) -> bool {
    let mut curves = map.lanes.iter().flat_map(|lane| lane.curves());
    map.personas.len() > 1
        || !lens.is_clear()
        || curves.any(|curve| curve.to_be)
        || map.cards().any(|card| card.when != When::Both)
}

/// What the lens shows, in a word or two; of a name at most so many letters.
fn title(map: &Map, lens: &Lens, longest: usize, language: Language) -> String {
    let who = match &lens.personas[..] {
        [] => language.t("Everyone").to_owned(),
        [one] => {
            let name = map.persona(one).map_or("", |persona| &persona.name);
            let fits = |name: &str| name.chars().count() <= longest;
            Fonts::cut_name(name, fits).unwrap_or_default()
        }
        several => language.count(several.len(), "{n} persona", "{n} personas", &[]),
    };
    match lens.when {
        When::Both => who,
        when => format!("{who} · {}", language.t(when.name())),
    }
}

fn press<'a>(text: &'a str, lens: &Lens) -> Press<'a> {
    let kind = if lens.is_clear() {
        ButtonKind::Plain
    } else {
        ButtonKind::Outlined
    };
    Press::text(text).kind(kind).height(32.0).min_width(84.0)
}

fn lens_ui(
    ui: &mut Ui,
    editor: &Editor,
    longest: usize,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let (map, lens) = (editor.map(), editor.lens());
    let text = title(map, lens, longest, language);
    let name = language.t("Show the journey of");
    let button = ui.add(press(&text, lens));
    ui.ctx().accesskit_node_builder(button.id, |node| {
        node.set_label(spoken::choice(name, Some(&text)));
        node.set_has_popup(HasPopup::Dialog);
    });
    let mut wanted = lens.clone();
    Popup::menu(&button)
        .accessible_name(name)
        .id(egui::Id::unique("lens"))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            menus::below_bar(ui, |ui| {
                ui.set_width(250.0);
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                widgets::caption(ui, name);
                let all = lens.personas.is_empty();
                if widgets::chip(ui, language.t("Everyone"), all).clicked() {
                    wanted.personas.clear();
                }
                for persona in &map.personas {
                    let on = lens.personas.contains(&persona.id);
                    if widgets::chip(ui, &persona.name, on).clicked() {
                        if on {
                            wanted.personas.retain(|id| *id != persona.id);
                        } else {
                            wanted.personas.push(persona.id.clone());
                        }
                    }
                }
                if !all
                    && widgets::chip(ui, language.t("Hide the others"), lens.hides_others).clicked()
                {
                    wanted.hides_others = !lens.hides_others;
                }
                widgets::caption(ui, language.t("Current or future state"));
                let times = [
                    (When::Both, language.t("Both")),
                    (When::Now, language.t(When::Now.name())),
                    (When::ToBe, language.t(When::ToBe.name())),
                ];
                if let Some(when) =
                    widgets::segments(ui, language.t("Current or future state"), &times, lens.when)
                {
                    wanted.when = when;
                }
            });
        });
    if wanted != *lens {
        events.push(UiEvent::Intent(Intent::LookThrough(wanted)));
    }
}

/// Shown only where there is something to choose; asked once for each revision of the map.
#[derive(Default)]
pub(in crate::ui) struct LensButton {
    of: Option<Arc<Map>>,
    is_shown: bool,
    /// Of a name in it, in letters.
    longest: usize,
}

impl LensButton {
    /// How wide it will be with at most so many letters of a name; `None` where it is not shown.
    pub(crate) fn width(
        &mut self,
        ui: &Ui,
        editor: &Editor,
        language: Language,
        longest: usize,
    ) -> Option<f32> {
        self.keep_up(editor);
        self.longest = longest;
        let (map, lens) = (editor.map(), editor.lens());
        let text = title(map, lens, longest, language);
        let is_shown = self.is_shown || !lens.is_clear();
        is_shown.then(|| press(&text, lens).width(ui))
    }

    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        self.keep_up(editor);
        if self.is_shown || !editor.lens().is_clear() {
            lens_ui(ui, editor, self.longest, language, events);
        }
    }

    fn keep_up(&mut self, editor: &Editor) {
        let map = editor.map();
        let known = self.of.as_ref();
        if !known.is_some_and(|known| Arc::ptr_eq(known, map)) && !editor.is_busy() {
            self.is_shown = has_choice(map, editor.lens());
            self.of = Some(map.clone());
        }
    }
}
