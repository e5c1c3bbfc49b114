//! What can be said of a persona.

use egui::{Ui, Vec2};

use super::{
    desk::{Desk, choices_ui, picture_ui},
    field::FieldLook,
    state::Inspector,
};
use crate::{
    edit::Edit,
    editor::{Action, Aspect},
    model::{Field, Part, Target},
    ui::widgets::{self, ButtonKind, Press},
    words::marked,
};

/// The facts that most personas have; any others are written beside them.
const USUAL_FACTS: [&str; 4] = [
    marked("Age"),
    marked("Home"),
    marked("Work"),
    marked("Devices"),
];

impl Inspector {
    pub(super) fn persona_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, target: &Target) {
        self.text_ui(ui, desk, target, Field::Name, FieldLook::new("Name"));
        self.text_ui(ui, desk, target, Field::Role, FieldLook::new("Role"));
        let quote = FieldLook::new("Quote").lines(2);
        self.text_ui(ui, desk, target, Field::Quote, quote);
        let one_a_line = desk.t("One per line");
        let facts = FieldLook::new("Facts").lines(2).hint(one_a_line);
        self.text_ui(ui, desk, target, Field::Particulars, facts);
        facts_ui(ui, desk, target);
        for (name, field) in [
            ("Goals", Field::Goals),
            ("Frustrations", Field::Frustrations),
            ("Traits", Field::Traits),
        ] {
            let list = FieldLook::new(name).lines(2).hint(one_a_line);
            self.text_ui(ui, desk, target, field, list);
        }
        choices_ui(ui, desk, &[Aspect::Hue]);
        picture_ui(ui, desk);
        widgets::caption(ui, desk.t("Emotion curve"));
        desk.action_ui(ui, Action::DrawCurve, ButtonKind::Outlined);
    }
}

/// Begins one of the usual facts that the persona does not have yet, in the language of the map.
fn facts_ui(ui: &mut Ui, desk: &mut Desk<'_>, target: &Target) {
    let language = desk.map().language;
    let persona = target.id_of(Part::Persona);
    let Some(persona) = persona.and_then(|id| desk.map().persona(id)).cloned() else {
        return;
    };
    let is_told = |name: &str| {
        let mut facts = persona.facts.iter();
        facts.any(|fact| fact.split(':').next().map(str::trim) == Some(name))
    };
    let names = USUAL_FACTS.map(|name| language.t(name));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for name in names.into_iter().filter(|name| !is_told(name)) {
            let label = desk.language.fill("Add fact: {name}", &[("name", name)]);
            let press = Press {
                label: &label,
                ..Press::text(name)
            };
            if ui.add(press.height(27.0)).clicked() {
                let mut facts = persona.facts.clone();
                facts.push(format!("{name}:"));
                let edit = Edit::SetText {
                    target: target.clone(),
                    field: Field::Particulars,
                    text: facts.join("\n"),
                };
                desk.edit("Add fact", edit);
            }
        }
    });
}
