//! Every thing on the sheet named for those who do not see it.

use std::{collections::HashMap, sync::Arc};

use egui::{Rect, Sense, Ui, WidgetInfo, accesskit};

use crate::ui::keyboard::canvas_id;
use crate::{
    editor::{Editor, Intent},
    geom::Camera,
    layout::{Layout, PlacedTarget, names_of},
    model::Target,
    ui::{describe, screen::rect_on_screen, view::UiEvent},
    words::Language,
};

/// With more things than this on the sheet, only those in view are named.
const NAMED_PLACES: usize = 600;

/// The names as they were given last.
#[derive(Default)]
pub(super) struct PlaceNames {
    /// All that is on the sheet, unless that is too much.
    places: Option<Vec<PlacedTarget>>,
    labels: HashMap<Target, String>,
    /// What they were made from.
    layout: Option<Arc<Layout>>,
    language: Language,
}

impl PlaceNames {
    fn follow(&mut self, editor: &Editor, language: Language) {
        let layout = editor.layout();
        let known = self
            .layout
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, layout));
        if known && self.language == language {
            return;
        }
        self.labels.clear();
        self.layout = Some(layout.clone());
        self.language = language;
        let cells = layout.rows.len() * layout.grid.columns.len();
        let things = cells + editor.map().cards().take(NAMED_PLACES).count();
        self.places = (things <= NAMED_PLACES).then(|| layout.places());
        if let Some(places) = &self.places {
            self.labels = names_of(editor.map(), places, language);
        }
    }

    /// Gives every thing a role and a name of its own, for as long as anybody asks for them.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        view: Rect,
        editor: &Editor,
        camera: &Camera,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let ctx = ui.ctx();
        if ctx.accesskit_node_builder(canvas_id(), |_| ()).is_none() {
            return;
        }
        self.follow(editor, language);
        let asked: Vec<accesskit::NodeId> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                egui::Event::AccessKitActionRequest(request) => Some(request),
                _ => None,
            });
            let clicks = requests.filter(|request| request.action == accesskit::Action::Click);
            clicks.map(|request| request.target_node).collect()
        });
        let in_view;
        let places = match &self.places {
            Some(places) => places,
            None => {
                in_view = editor.layout().places_in(editor.visible());
                &in_view
            }
        };
        for place in places {
            let rect = rect_on_screen(view.min, camera.screen_rect(place.rect));
            let label = self
                .labels
                .entry(place.target.clone())
                .or_insert_with(|| editor.map().name_of(&place.target, language));
            if label.is_empty() {
                continue;
            }
            let response = ui.interact(rect, canvas_id().with(&place.target), Sense::empty());
            let selected = editor.selection().contains(&place.target);
            let role = describe::role(&place.target);
            response.widget_info(|| WidgetInfo::selected(role, true, selected, &label));
            // Not by the pointer, which the canvas follows itself.
            ctx.accesskit_node_builder(response.id, |node| {
                node.add_action(accesskit::Action::Click);
            });
            if editor.at_keys() == Some(&place.target) {
                // Who has the keyboard on the sheet is on this thing.
                ctx.accesskit_node_builder(canvas_id(), |node| {
                    node.set_active_descendant(response.id.accesskit_id());
                });
            }
            if asked.contains(&response.id.accesskit_id()) {
                let target = place.target.clone();
                events.push(UiEvent::Intent(Intent::Select(vec![target])));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{
        editor::blank_map,
        file,
        model::{Map, generate},
        text::Fonts,
    };

    #[test]
    fn every_thing_on_the_sheet_has_a_name_of_its_own() {
        let samples = file::samples().iter().map(|sample| {
            let loaded = file::load(sample.bytes).expect("a sound sample");
            loaded.map
        });
        let maps: Vec<Map> = samples
            .chain([blank_map(Language::Indonesian), generate(60, 3)])
            .collect();
        for map in maps {
            let editor = Editor::new(map, Fonts::bundled());
            for language in Language::ALL {
                let mut names = PlaceNames::default();
                names.follow(&editor, language);
                let labels: HashSet<_> = names.labels.values().collect();
                assert_eq!(labels.len(), editor.layout().places().len());
                assert!(labels.iter().all(|label| !label.trim().is_empty()));
            }
        }
    }
}
