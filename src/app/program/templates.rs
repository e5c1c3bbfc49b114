//! Templates: those that come with the program, and the maps that a person keeps as such.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{News, PendingAction, Program};
use crate::{
    app::{
        report,
        tickets::{Ticket, Tickets},
    },
    file::{self, shelf},
    layout::Layout,
    model::Map,
    scene::Scene,
    ui::{Dialog, NameDialog, TemplatePreview},
};

/// The templates that are offered, as they are shown and what stands behind each.
#[derive(Default)]
pub(super) struct Templates {
    /// Of the lists that are made, since each language has its own.
    tickets: Tickets,
    shown: Vec<TemplatePreview>,
    /// One for each of those that are shown.
    sources: Vec<TemplateSource>,
}

/// What a template begins with.
pub(super) struct TemplateSource {
    map: Arc<Map>,
    /// Where it lies, if it is the person's own.
    path: Option<PathBuf>,
}

/// What became of templates.
pub(super) enum TemplateNews {
    Made(Ticket, Vec<(TemplatePreview, TemplateSource)>),
    Stored(PathBuf, io::Result<()>),
    Removed(PathBuf, io::Result<()>),
}

impl Templates {
    pub(super) fn shown(&self) -> &[TemplatePreview] {
        &self.shown
    }

    fn with_names(&self) -> impl Iterator<Item = (&str, &TemplateSource)> {
        let names = self.shown.iter().map(|template| template.name.as_str());
        names.zip(&self.sources)
    }

    fn own(&self, index: usize) -> Option<&str> {
        let (name, source) = self.with_names().nth(index)?;
        source.path.as_ref().map(|_| name)
    }
}

impl Program {
    pub(super) fn hear_template(&mut self, news: TemplateNews) {
        match news {
            TemplateNews::Made(ticket, templates) => {
                let known = &mut self.shelves.templates;
                if known.tickets.accepts(ticket) {
                    (known.shown, known.sources) = templates.into_iter().unzip();
                }
            }
            TemplateNews::Stored(path, result) => self.template_stored(&path, result),
            TemplateNews::Removed(path, result) => self.template_removed(&path, result),
        }
    }

    /// Makes the pictures of the templates anew, in the language of the window.
    pub(super) fn make_templates(&mut self) {
        let (fonts, language) = (self.services.fonts.clone(), self.services.language);
        let folder = self.shelves.templates_folder();
        let ticket = self.shelves.templates.tickets.issue();
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let template = |name: String, map: Map, path: Option<PathBuf>| {
                    let layout = Layout::new(&map, &fonts, None);
                    let shown = TemplatePreview {
                        name,
                        scene: Arc::new(Scene::new(&layout, None)),
                        is_own: path.is_some(),
                    };
                    let map = Arc::new(map);
                    (shown, TemplateSource { map, path })
                };
                let ours = file::templates().iter().filter_map(|ours| {
                    // A test holds every template to this.
                    let map = file::load(ours.bytes(language)).ok()?.map;
                    Some(template(language.t(ours.name()).to_owned(), map, None))
                });
                let own = folder.as_deref().map(shelf::list).unwrap_or_default();
                let own = own
                    .into_iter()
                    .map(|t| template(t.name, t.map, Some(t.path)));
                News::Template(TemplateNews::Made(ticket, ours.chain(own).collect()))
            },
        );
    }

    /// What begins a new map with a template.
    pub(super) fn template_action(&self, index: usize) -> Option<PendingAction> {
        let source = self.shelves.templates.sources.get(index)?;
        Some(PendingAction::Template(source.map.clone()))
    }

    pub(super) fn ask_template_name(&mut self) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let name = report::safe_name(&self.title_of(editor), self.services.language);
        // Their names are needed to tell whether one is taken.
        self.make_templates();
        let complaint = None;
        self.dialogs.open = Some(Dialog::TemplateName(NameDialog { name, complaint }));
    }

    /// A name was typed for the open map as a template.
    pub(super) fn template_named(&mut self, name: &str, asked: &NameDialog) {
        let folder = self.shelves.templates_folder();
        let (Some(editor), Some(folder)) = (self.workspace.editor(), folder) else {
            return self.tell("This system has no folder for settings.");
        };
        let name = report::safe_name(name, self.services.language);
        let lower = name.to_lowercase();
        let mut known = self.shelves.templates.with_names();
        let taken = known.find(|(known, _)| known.to_lowercase() == lower);
        let comes_with_us = taken.is_some_and(|(_, source)| source.path.is_none());
        let is_ours = file::template(&lower).is_some() || comes_with_us;
        let complaint = if is_ours {
            "A template of this name comes with Jejak. Choose another name."
        } else {
            "You have a template of this name. Press the button once more to replace it."
        };
        let complaint = Some(self.services.language.t(complaint).to_owned());
        if is_ours || (taken.is_some() && complaint != asked.complaint) {
            self.dialogs.open = Some(Dialog::TemplateName(NameDialog { name, complaint }));
            return;
        }
        // The one that it replaces may be written in other capitals.
        let name = taken.map_or(name, |(known, _)| known.to_owned());
        let map = editor.committed().clone();
        let stored = |path, result| News::Template(TemplateNews::Stored(path, result));
        let failed = shelf::place(&folder, &name);
        self.services.tasks.write(
            move || stored(failed, Err(report::internal())),
            move |_| {
                let result = shelf::keep(&folder, &name, &map);
                stored(shelf::place(&folder, &name), result)
            },
        );
    }

    fn template_stored(&mut self, path: &Path, result: io::Result<()>) {
        match result {
            Ok(()) => {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                self.tell_with("“{name}” was added to your templates.", &[("name", &name)]);
                self.make_templates();
            }
            Err(error) => {
                let report = self.not_written(path, &error);
                self.dialogs.show_error(report);
            }
        }
    }

    pub(super) fn ask_remove_template(&mut self, index: usize) {
        if let Some(name) = self.shelves.templates.own(index) {
            let name = name.to_owned();
            self.dialogs.show(Dialog::RemoveTemplate { name });
        }
    }

    pub(super) fn remove_template(&mut self, name: &str) {
        let known = self.shelves.templates.with_names();
        let mut own = known.filter(|(known, _)| *known == name);
        let Some(path) = own.find_map(|(_, source)| source.path.clone()) else {
            return;
        };
        let removed = |path, result| News::Template(TemplateNews::Removed(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || removed(failed, Err(report::internal())),
            move |_| {
                let result = shelf::remove(&path);
                removed(path, result)
            },
        );
    }

    fn template_removed(&mut self, path: &Path, result: io::Result<()>) {
        if let Err(error) = result {
            let report = report::not_removed(path, &error, self.services.language);
            self.dialogs.show_error(report);
        }
        self.make_templates();
    }
}
