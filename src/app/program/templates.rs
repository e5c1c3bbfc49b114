//! Templates: those that come with the program, and the maps that a person keeps as such.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{News, Next, Program};
use crate::{
    app::report,
    file::{self, shelf},
    layout::Layout,
    model::Map,
    scene::Scene,
    ui::{Dialog, NameDialog, Template},
};

/// A map to begin with.
pub(super) struct Offer {
    pub shown: Template,
    map: Arc<Map>,
    /// Where it lies, if it is the person's own.
    path: Option<PathBuf>,
}

impl Program {
    /// Beside the settings.
    fn shelf(&self) -> Option<PathBuf> {
        let settings = self.settings_path.as_deref()?;
        Some(settings.parent()?.join("templates"))
    }

    /// Makes the pictures of the templates anew, in the language of the window.
    pub(super) fn make_templates(&mut self) {
        let (fonts, language, shelf) = (self.fonts.clone(), self.language, self.shelf());
        self.template_round += 1;
        let round = self.template_round;
        self.tasks.run(
            || News::Nothing,
            move |_| {
                let offer = |name: String, map: Map, path: Option<PathBuf>| {
                    let layout = Layout::new(&map, &fonts, None);
                    Offer {
                        shown: Template {
                            name,
                            scene: Arc::new(Scene::new(&layout, None)),
                            is_own: path.is_some(),
                        },
                        map: Arc::new(map),
                        path,
                    }
                };
                let ours = file::templates().iter().filter_map(|template| {
                    // A test holds every template to this.
                    let map = file::load(template.bytes(language)).ok()?.map;
                    Some(offer(language.t(template.name()).to_owned(), map, None))
                });
                let kept = shelf.as_deref().map(shelf::list).unwrap_or_default();
                let kept = kept.into_iter().map(|k| offer(k.name, k.map, Some(k.path)));
                News::Templates(round, ours.chain(kept).collect())
            },
        );
    }

    pub(super) fn templates_made(&mut self, round: u64, offers: Vec<Offer>) {
        if round == self.template_round {
            self.templates = offers.iter().map(|offer| offer.shown.clone()).collect();
            self.offers = offers;
        }
    }

    /// What begins a new map with a template.
    pub(super) fn next_of_template(&self, index: usize) -> Option<Next> {
        let offer = self.offers.get(index)?;
        Some(Next::Template(offer.map.clone()))
    }

    pub(super) fn ask_template_name(&mut self) {
        let Some(editor) = &self.editor else { return };
        let name = report::safe_name(&self.title_of(editor), self.language);
        // Their names are needed to tell whether one is taken.
        self.make_templates();
        let complaint = None;
        self.dialog = Some(Dialog::TemplateName(NameDialog { name, complaint }));
    }

    /// A name was typed for the open map as a template.
    pub(super) fn template_named(&mut self, name: &str, asked: &NameDialog) {
        let (Some(editor), Some(shelf)) = (&self.editor, self.shelf()) else {
            let nowhere = self.language.t("This system has no folder for settings.");
            self.message = Some(nowhere.to_owned());
            return;
        };
        let name = report::safe_name(name, self.language);
        let lower = name.to_lowercase();
        let alike = |offer: &&Offer| offer.shown.name.to_lowercase() == lower;
        let taken = self.offers.iter().find(alike);
        let is_ours = file::template(&lower).is_some() || taken.is_some_and(|o| o.path.is_none());
        let complaint = if is_ours {
            "A template of this name comes with Jejak. Choose another name."
        } else {
            "You have a template of this name. Press the button once more to replace it."
        };
        let complaint = Some(self.language.t(complaint).to_owned());
        if is_ours || (taken.is_some() && complaint != asked.complaint) {
            self.dialog = Some(Dialog::TemplateName(NameDialog { name, complaint }));
            return;
        }
        // The one that it replaces may be written in other capitals.
        let name = taken.map_or(name, |offer| offer.shown.name.clone());
        let map = editor.committed().clone();
        let failed = shelf::place(&shelf, &name);
        self.tasks.write(
            move || News::TemplateKept(failed, Err(report::internal())),
            move |_| {
                let result = shelf::keep(&shelf, &name, &map);
                News::TemplateKept(shelf::place(&shelf, &name), result)
            },
        );
    }

    pub(super) fn template_kept(&mut self, path: &Path, result: io::Result<()>) {
        match result {
            Ok(()) => {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let told = self
                    .language
                    .fill("“{name}” is among your templates now.", &[("name", &name)]);
                self.message = Some(told);
                self.make_templates();
            }
            Err(error) => {
                let told = report::not_written(path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
            }
        }
    }

    pub(super) fn ask_remove_template(&mut self, index: usize) {
        if let Some(offer) = self.offers.get(index).filter(|offer| offer.path.is_some()) {
            let name = offer.shown.name.clone();
            self.dialog = Some(Dialog::RemoveTemplate { name });
        }
    }

    pub(super) fn remove_template(&mut self, name: &str) {
        let mut own = self.offers.iter().filter(|offer| offer.shown.name == name);
        let Some(path) = own.find_map(|offer| offer.path.clone()) else {
            return;
        };
        let failed = path.clone();
        self.tasks.write(
            move || News::TemplateRemoved(failed, Err(report::internal())),
            move |_| {
                let result = shelf::remove(&path);
                News::TemplateRemoved(path, result)
            },
        );
    }

    pub(super) fn template_removed(&mut self, path: &Path, result: io::Result<()>) {
        if let Err(error) = result {
            let told = report::not_removed(path, &error, self.language);
            self.dialog = Some(Dialog::Error(told));
        }
        self.make_templates();
    }
}
