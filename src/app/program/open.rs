//! Opening: a file, a sample, a new map.

use std::{io, path::PathBuf, sync::Arc};

use super::{
    News, Opened, Program, Purpose,
    exchange::{TakenMap, foreign_form},
};
use crate::{
    app::{dialogs::Question, report},
    editor::Editor,
    exchange,
    file::{
        self,
        disk::{self, OpenError},
        journal::Journal,
        stamp::Stamp,
    },
    geom::Point,
    layout::Layout,
    scene::Scene,
    ui::{Dialog, Sample},
};

impl Program {
    pub(super) fn ask_open(&mut self, frame: &eframe::Frame) {
        let question = Question {
            title: self.language.t("Open a map").to_owned(),
            filters: self.open_filters(),
            folder: self.folder(),
            save_as: None,
        };
        self.ask(Purpose::Open, question, frame);
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        if let Some(form) = foreign_form(&path) {
            return self.take(path, form);
        }
        self.opening = true;
        let name = report::file_name(&path);
        self.message = Some(self.language.fill("Opening {name}…", &[("name", &name)]));
        let (fonts, language) = (self.fonts.clone(), self.language);
        let failed = path.clone();
        self.tasks.run(
            move || News::Opened(failed, Err(OpenError::Read(report::internal()))),
            move |_| {
                disk::clear_left(&path);
                let (bytes, stamp) = match disk::read(&path) {
                    Ok(read) => read,
                    Err(error) => return News::Opened(path, Err(error)),
                };
                match file::load(&bytes) {
                    Ok(loaded) => {
                        let opened = Opened {
                            editor: Editor::new(loaded.map, fonts),
                            stamp,
                            warnings: loaded.warnings,
                        };
                        News::Opened(path, Ok(Box::new(opened)))
                    }
                    // The other format whose names end in .json.
                    Err(error) => match exchange::read_open_journey(&bytes, language) {
                        Some(taken) => News::Taken(path, Ok(Box::new(TakenMap::new(taken, fonts)))),
                        None => News::Opened(path, Err(OpenError::Load(error))),
                    },
                }
            },
        );
    }

    pub(super) fn open_sample(&mut self, index: usize) {
        let Some(sample) = file::samples().get(index) else {
            return;
        };
        // A test holds every sample to this.
        if let Ok(loaded) = file::load(sample.bytes) {
            self.begin(Editor::new(loaded.map, self.fonts.clone()), None);
        }
    }

    /// Puts a map in the place of the one that is open.
    pub(super) fn begin(&mut self, editor: Editor, path: Option<PathBuf>) {
        self.begin_with(editor, path, None, None);
    }

    /// As [`Program::begin`], with what the file is like and a journal that was left behind.
    pub(super) fn begin_with(
        &mut self,
        mut editor: Editor,
        path: Option<PathBuf>,
        stamp: Option<Stamp>,
        journal: Option<Journal>,
    ) {
        self.remember_place();
        editor.set_file_name(path.as_deref().map(report::file_name));
        let place = path.as_deref().and_then(|path| self.settings.place(path));
        if let Some(place) = place {
            editor.look_from_place(Point::new(place.x, place.y), place.zoom);
        }
        self.editor = Some(editor);
        self.path = path;
        self.document += 1;
        self.dialog = None;
        self.asking = None;
        self.message = None;
        self.use_stamp(stamp);
        self.begin_aside(journal);
    }

    pub(super) fn opened(&mut self, path: PathBuf, result: Result<Box<Opened>, OpenError>) {
        self.opening = false;
        self.message = None;
        match result {
            Ok(opened) => {
                let Opened {
                    editor,
                    stamp,
                    warnings,
                } = *opened;
                self.remember(&path);
                self.begin_with(editor, Some(path.clone()), Some(stamp), None);
                if !warnings.is_empty()
                    && let Some(editor) = &mut self.editor
                {
                    // The file does not hold what is open: it waits for the person to say so.
                    editor.mark_saved(None);
                    let told = report::repaired(&path, &warnings, self.language);
                    self.dialog = Some(Dialog::Error(told));
                }
            }
            Err(error) => {
                if matches!(&error, OpenError::Read(e) if e.kind() == io::ErrorKind::NotFound) {
                    let gone = path.clone();
                    self.update_settings(move |settings| settings.forget(&gone));
                }
                self.show_start();
                let told = report::not_opened(&path, &error, self.language);
                self.dialog = Some(Dialog::Error(told));
                if matches!(error, OpenError::Load(_)) {
                    self.look_for_spare(path);
                }
            }
        }
    }

    /// What there is to begin with, where nothing is open.
    pub(super) fn show_start(&mut self) {
        if self.editor.is_some() {
            return;
        }
        self.make_samples();
        if self.templates.is_empty() {
            self.make_templates();
        }
    }

    /// The pictures of the samples, for the welcome screen.
    pub(super) fn make_samples(&mut self) {
        if !self.samples.is_empty() {
            return;
        }
        let fonts = self.fonts.clone();
        self.tasks.run(
            || News::Nothing,
            move |_| {
                let samples = file::samples().iter().filter_map(|sample| {
                    let map = file::load(sample.bytes).ok()?.map;
                    let layout = Layout::new(&map, &fonts, None);
                    Some(Sample {
                        title: map.title.clone(),
                        scene: Arc::new(Scene::new(&layout, None)),
                    })
                });
                News::Samples(samples.collect())
            },
        );
    }
}
