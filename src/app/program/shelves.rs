//! What there is to begin with, and what is remembered: recent files, samples, templates, settings.

use std::{
    collections::{HashMap, VecDeque},
    io,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};

use super::{News, Program, templates::Templates};
use crate::{
    app::{
        recent_list, report,
        settings::{Settings, SettingsFile, ViewPlace},
        thumbnails,
    },
    file,
    layout::Layout,
    scene::Scene,
    ui::{RecentMap, SamplePreview, Thumbnail},
};

/// The shelves of the welcome screen, and the settings that they are filled from.
pub(super) struct Shelves {
    pub settings_path: Option<PathBuf>,
    pub settings: Settings,
    changes: Arc<Changes>,
    /// The recent files of the settings, as they are shown.
    recent: Vec<RecentMap>,
    /// Where their pictures are kept, and those that were made.
    cache: Option<PathBuf>,
    pictures: HashMap<PathBuf, Rc<Thumbnail>>,
    samples: Vec<SamplePreview>,
    pub templates: Templates,
}

type Change = Box<dyn FnOnce(&mut Settings) + Send>;

/// Changes of the settings that are to be written, whatever thread comes first, in the order in which
/// they were asked for.
#[derive(Default)]
struct Changes {
    /// How many were written; held while one is.
    turn: Mutex<u64>,
    waiting: Mutex<VecDeque<Change>>,
    /// How many were asked for.
    asked: AtomicU64,
}

impl Changes {
    fn add(&self, change: Change) {
        let waiting = self.waiting.lock();
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        waiting.push_back(change);
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether all that was asked for by now is in what was written as the how manieth.
    fn is_latest(&self, written: u64) -> bool {
        written == self.asked.load(Ordering::Relaxed)
    }

    /// Writes the first one that waits; tells the how manieth that is, too.
    fn write_next(&self, path: &Path) -> io::Result<(Settings, u64)> {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        *turn += 1;
        let next = {
            let waiting = self.waiting.lock();
            waiting.unwrap_or_else(PoisonError::into_inner).pop_front()
        };
        let settings = Settings::update(path, |settings| {
            if let Some(change) = next {
                change(settings);
            }
        })?;
        Ok((settings, *turn))
    }
}

/// What was made or read for the shelves.
pub(super) enum ShelfNews {
    Samples(Vec<SamplePreview>),
    /// As they were written, and as the how manieth change.
    Settings(Box<Settings>, u64),
    /// The pictures of files of late.
    Thumbnails(Vec<(PathBuf, Arc<egui::ColorImage>)>),
}

impl Shelves {
    pub(super) fn new(file: SettingsFile) -> Self {
        let mut shelves = Self {
            settings_path: file.path,
            settings: Settings::default(),
            changes: Arc::default(),
            recent: Vec::new(),
            cache: file.cache.map(|cache| cache.join("thumbnails")),
            pictures: HashMap::new(),
            samples: Vec::new(),
            templates: Templates::default(),
        };
        shelves.use_settings(file.content);
        shelves
    }

    pub(super) fn recent(&self) -> &[RecentMap] {
        &self.recent
    }

    pub(super) fn samples(&self) -> &[SamplePreview] {
        &self.samples
    }

    /// Where the person's own templates lie: beside the settings.
    pub(super) fn templates_folder(&self) -> Option<PathBuf> {
        let settings = self.settings_path.as_deref()?;
        Some(settings.parent()?.join("templates"))
    }

    /// Where the person's own brands lie: beside the templates.
    pub(super) fn brands_folder(&self) -> Option<PathBuf> {
        let settings = self.settings_path.as_deref()?;
        Some(settings.parent()?.join("brands"))
    }

    /// Where the pictures of the maps of late lie.
    pub(super) fn pictures_folder(&self) -> Option<PathBuf> {
        self.cache.clone()
    }

    fn use_settings(&mut self, settings: Settings) {
        let shown = |path: &PathBuf| RecentMap {
            name: report::file_name(path),
            folder: path
                .parent()
                .map(|folder| folder.display().to_string())
                .unwrap_or_default(),
            picture: self.pictures.get(path).cloned(),
        };
        self.recent = settings.recent.iter().map(shown).collect();
        self.settings = settings;
    }
}

impl Shelves {
    fn use_pictures(&mut self, pictures: Vec<(PathBuf, Arc<egui::ColorImage>)>) {
        let pictures = pictures.into_iter();
        let pictures = pictures.map(|(path, image)| (path, Rc::new(Thumbnail::new(image))));
        self.pictures = pictures.collect();
        self.use_settings(self.settings.clone());
    }
}

impl Program {
    /// Makes the pictures of the maps of late, for the start screen and the menu.
    pub(super) fn make_thumbnails(&self) {
        let Some(folder) = self.shelves.cache.clone() else {
            return;
        };
        let files = self.shelves.settings.recent.clone();
        let fonts = self.services.fonts.clone();
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let picture = |file: &PathBuf| {
                    let picture = thumbnails::thumbnail(&folder, file, &fonts)?;
                    Some((file.clone(), picture))
                };
                let pictures = files.iter().filter_map(picture).collect();
                thumbnails::clear_all_but(&folder, &files);
                News::Shelf(ShelfNews::Thumbnails(pictures))
            },
        );
    }

    pub(super) fn hear_shelf(&mut self, news: ShelfNews) {
        match news {
            ShelfNews::Samples(samples) => self.shelves.samples = samples,
            // What was chosen since is not forgotten until it is written, too.
            ShelfNews::Settings(_, written) if !self.shelves.changes.is_latest(written) => {}
            ShelfNews::Settings(settings, _) => {
                let is_new = settings.recent != self.shelves.settings.recent;
                self.shelves.use_settings(*settings);
                if is_new && self.workspace.editor().is_none() {
                    self.make_thumbnails();
                }
            }
            ShelfNews::Thumbnails(pictures) => self.shelves.use_pictures(pictures),
        }
    }

    /// Makes the pictures of the samples, for the welcome screen.
    pub(super) fn make_samples(&mut self) {
        if !self.shelves.samples.is_empty() {
            return;
        }
        let fonts = self.services.fonts.clone();
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                let samples = file::samples().iter().filter_map(|sample| {
                    let map = file::load(sample.bytes).ok()?.map;
                    let layout = Layout::new(&map, &fonts, None);
                    Some(SamplePreview {
                        title: map.title.clone(),
                        scene: Arc::new(Scene::new(&layout, None)),
                    })
                });
                News::Shelf(ShelfNews::Samples(samples.collect()))
            },
        );
    }

    /// Remembers where the open map was looked at.
    pub(super) fn remember_place(&mut self) {
        let (Some(editor), Some(path)) = (self.workspace.editor(), self.workspace.path()) else {
            return;
        };
        let path = path.to_owned();
        let place = editor.place().map(|(middle, zoom)| ViewPlace {
            x: middle.x,
            y: middle.y,
            zoom,
        });
        if self.shelves.settings.place(&path) != place {
            self.shelves.settings.look(&path, place);
            self.update_settings(move |settings| settings.look(&path, place));
        }
    }

    pub(super) fn update_settings(&mut self, change: impl FnOnce(&mut Settings) + Send + 'static) {
        let Some(path) = self.shelves.settings_path.clone() else {
            return;
        };
        let changes = self.shelves.changes.clone();
        changes.add(Box::new(change));
        self.services.tasks.write(
            || News::Nothing,
            move |_| match changes.write_next(&path) {
                Ok((settings, written)) => {
                    News::Shelf(ShelfNews::Settings(Box::new(settings), written))
                }
                // Where they cannot be kept, they are forgotten: no reason to disturb anyone.
                Err(_) => News::Nothing,
            },
        );
    }

    /// Where the desktop keeps its own list of recent files.
    pub(crate) fn list_recent_in(&mut self, list: PathBuf) {
        self.services.recent_list = Some(list);
    }

    pub(super) fn remember(&mut self, file: &Path) {
        if let Some(list) = self.services.recent_list.clone() {
            let file = file.to_owned();
            self.services.tasks.write(
                || News::Nothing,
                move |_| {
                    // The desktop does without, as it does with any list that it cannot read.
                    let _ = recent_list::add(&list, &file, SystemTime::now());
                    News::Nothing
                },
            );
        }
        let file = file.to_owned();
        self.update_settings(move |settings| settings.remember(&file));
    }
}
