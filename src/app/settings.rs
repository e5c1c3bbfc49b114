//! What the program remembers from one run to the next: the language, the recent files with the
//! place where each was looked at last, and how pictures were exported.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use serde::{Deserialize, Serialize};

use super::screens::{self, WindowPlace};
use crate::{
    editor::{Appearance, Motion, PresentOn, TextSize},
    export::{
        Backdrop, Extent, Format, Letters, Options, PageSize, PixelSize, SlideFonts, SlideOptions,
        Turn,
    },
    file::disk,
    ui::ChosenSettings,
    words::Language,
};

/// How many recent files are remembered.
const RECENT: usize = 10;

/// The content of `settings.json` in the person's folder for such things.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Settings {
    /// `None` as long as the person has not chosen: the system's.
    pub language: Option<Language>,
    /// How bright the window is.
    pub appearance: Appearance,
    /// How large everything in the window is.
    pub text_size: TextSize,
    /// Where talks are shown.
    pub present_on: PresentOn,
    /// Whether they move from stop to stop.
    pub motion: Motion,
    /// Absolute paths, the latest first; each file once.
    pub recent: Vec<PathBuf>,
    /// Where the recent ones were looked at last; none for those that were seen as a whole.
    pub places: HashMap<PathBuf, ViewPlace>,
    /// Stands in new maps as their author.
    pub author: String,
    /// What a PDF begins with; `None` for the one of late.
    pub paper: Option<PageSize>,
    /// Where the window was on each screen, the latest first.
    pub windows: Vec<WindowPlace>,
    /// As chosen in the dialog last.
    pub export: ExportChoice,
    /// The name of the person's own brand that new maps begin with.
    pub brand: Option<String>,
}

/// The settings with where they lie.
#[derive(Debug, Clone, Default)]
pub(super) struct SettingsFile {
    /// `None` where nothing can be remembered.
    pub path: Option<PathBuf>,
    /// Where what can be made again is kept; `None` where it is not.
    pub cache: Option<PathBuf>,
    pub content: Settings,
}

impl SettingsFile {
    /// Reads the settings at `path`.
    pub(super) fn load(path: Option<PathBuf>, cache: Option<PathBuf>) -> Self {
        let content = path.as_deref().map(Settings::load).unwrap_or_default();
        Self {
            path,
            cache,
            content,
        }
    }
}

/// Where a person looked at a map: the middle of the view, in document units, and the zoom.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct ViewPlace {
    pub x: f64,
    pub y: f64,
    pub zoom: f64,
}

/// The options of an export, without what belongs to one map.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ExportChoice(pub Options);

impl ExportChoice {
    /// What is remembered of options: of a template where it lies, since it may change there.
    pub(super) fn of(options: &Options) -> Self {
        let mut options = options.clone();
        options.slides.template = None;
        Self(options)
    }
}

/// As it lies on the disk; what is missing or unknown takes its default.
#[derive(Serialize, Deserialize, Default, PartialEq)]
#[serde(default)]
struct WireExport {
    format: String,
    /// As earlier versions wrote it, and read it.
    transparent: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    backdrop: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    extent: String,
    #[serde(skip_serializing_if = "is_false")]
    notes: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    across: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    slide: bool,
    outlines: bool,
    page: String,
    without_map: bool,
    without_empty: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    turn: String,
    #[serde(skip_serializing_if = "is_false")]
    office_fonts: bool,
    #[serde(skip_serializing_if = "is_false")]
    without_charts: bool,
    /// The path of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<String>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl WireExport {
    fn of(options: &Options) -> Self {
        let (scale, width) = match options.size {
            PixelSize::Scale(scale) => (Some(scale), None),
            PixelSize::Width(width) | PixelSize::Slide(width) => (None, Some(width)),
        };
        Self {
            format: options.format.extension().to_owned(),
            transparent: options.backdrop.is_transparent(),
            backdrop: options.backdrop.code().to_owned(),
            extent: match options.extent {
                Extent::Map => "",
                Extent::Stops => "stops",
                Extent::Tiles => "tiles",
            }
            .to_owned(),
            notes: options.notes,
            across: options.across,
            without_map: options.without_map,
            without_empty: options.without_empty,
            scale,
            width,
            slide: matches!(options.size, PixelSize::Slide(_)),
            outlines: options.letters == Letters::Outlines,
            page: options.page.code().to_owned(),
            turn: match options.slides.turn {
                Turn::Morph => String::new(),
                turn => turn.code().to_owned(),
            },
            office_fonts: options.slides.fonts == SlideFonts::Office,
            without_charts: options.slides.without_charts,
            template: options.slides.template_file.as_ref().and_then(|path| {
                // What cannot be written is not remembered, like the files of late.
                path.to_str().map(str::to_owned)
            }),
        }
    }

    fn options(&self) -> Options {
        let formats = Format::ALL.into_iter();
        let format = formats.rev().find(|f| f.extension() == self.format);
        let scale = self.scale.filter(|scale| (1.0..=4.0).contains(scale));
        let width = self.width.filter(|width| *width <= PixelSize::MAX_SIDE);
        Options {
            format: format.unwrap_or_default(),
            backdrop: match Backdrop::of_code(&self.backdrop) {
                Some(backdrop) => backdrop,
                None if self.transparent => Backdrop::Transparent,
                None => Backdrop::White,
            },
            extent: match self.extent.as_str() {
                "stops" => Extent::Stops,
                "tiles" => Extent::Tiles,
                _ => Extent::Map,
            },
            notes: self.notes,
            across: self.across.filter(|across| (1..=20).contains(across)),
            without_map: self.without_map,
            without_empty: self.without_empty,
            size: match (width, scale) {
                (Some(width), _) if self.slide => PixelSize::Slide(width),
                (Some(width), _) => PixelSize::Width(width),
                (None, Some(scale)) => PixelSize::Scale(scale),
                (None, None) => PixelSize::default(),
            },
            letters: if self.outlines {
                Letters::Outlines
            } else {
                Letters::Text
            },
            page: PageSize::of_code(&self.page).unwrap_or_default(),
            slides: SlideOptions {
                turn: Turn::of_code(&self.turn).unwrap_or_default(),
                fonts: match self.office_fonts {
                    true => SlideFonts::Office,
                    false => SlideFonts::Own,
                },
                without_charts: self.without_charts,
                template: None,
                template_file: self.template.as_ref().map(PathBuf::from),
            },
            ..Options::default()
        }
    }
}

/// As it lies on the disk.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Wire {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appearance: Option<String>,
    /// In percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    text_size: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    present_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    motion: Option<String>,
    recent: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    places: BTreeMap<String, ViewPlace>,
    #[serde(skip_serializing_if = "String::is_empty")]
    author: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    windows: Vec<WindowPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<WireExport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<String>,
}

impl Settings {
    /// Where they lie; `None` on a system without a folder for them.
    pub(super) fn path() -> Option<PathBuf> {
        Some(dirs::config_dir()?.join("jejak").join("settings.json"))
    }

    /// Where unsaved work and versions are kept; `None` on a system without a folder for them.
    pub(super) fn data_folder() -> Option<PathBuf> {
        Some(dirs::data_local_dir()?.join("jejak"))
    }

    /// Where pictures of the maps of late are kept; `None` on a system without a folder for that.
    pub(super) fn cache_folder() -> Option<PathBuf> {
        Some(dirs::cache_dir()?.join("jejak"))
    }

    /// Reads them; what is missing or spoilt takes its default, for nothing in there is worth
    /// keeping a person from their map.
    pub(super) fn load(path: &Path) -> Self {
        let wire: Wire = fs::read(path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut settings = Self {
            language: wire.language.as_deref().and_then(Language::from_code),
            appearance: match wire.appearance.as_deref() {
                Some("light") => Appearance::Light,
                Some("dark") => Appearance::Dark,
                Some("light high contrast") => Appearance::LightContrast,
                Some("dark high contrast") => Appearance::DarkContrast,
                _ => Appearance::System,
            },
            text_size: wire.text_size.map(TextSize::of_percent).unwrap_or_default(),
            present_on: match wire.present_on.as_deref() {
                Some("window") => PresentOn::Window,
                _ => PresentOn::FullScreen,
            },
            motion: match wire.motion.as_deref() {
                Some("calm") => Motion::Calm,
                Some("still") => Motion::Still,
                _ => Motion::System,
            },
            recent: wire.recent.into_iter().map(PathBuf::from).collect(),
            places: wire
                .places
                .into_iter()
                .map(|(path, place)| (path.into(), place))
                .collect(),
            author: wire.author,
            paper: wire.paper.as_deref().and_then(PageSize::of_code),
            windows: wire.windows,
            export: ExportChoice(wire.export.unwrap_or_default().options()),
            brand: wire.brand,
        };
        settings.recent.truncate(RECENT);
        settings
    }

    /// Reads them, changes them and writes them back: another window may have changed them
    /// since this one started.
    pub(super) fn update(path: &Path, change: impl FnOnce(&mut Self)) -> io::Result<Self> {
        // One at a time, or the later one would write over what the earlier one changed.
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock();
        let _lock = lock(path);
        let mut settings = Self::load(path);
        let before = settings.clone();
        change(&mut settings);
        if settings != before {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let wire = Wire {
                language: settings.language.map(|language| language.code().to_owned()),
                appearance: match settings.appearance {
                    Appearance::System => None,
                    Appearance::Light => Some("light".to_owned()),
                    Appearance::Dark => Some("dark".to_owned()),
                    Appearance::LightContrast => Some("light high contrast".to_owned()),
                    Appearance::DarkContrast => Some("dark high contrast".to_owned()),
                },
                text_size: Some(settings.text_size)
                    .filter(|size| *size != TextSize::default())
                    .map(TextSize::percent),
                present_on: match settings.present_on {
                    PresentOn::FullScreen => None,
                    PresentOn::Window => Some("window".to_owned()),
                },
                motion: match settings.motion {
                    Motion::System => None,
                    Motion::Calm => Some("calm".to_owned()),
                    Motion::Still => Some("still".to_owned()),
                },
                recent: settings
                    .recent
                    .iter()
                    .filter_map(|path| path.to_str().map(str::to_owned))
                    .collect(),
                places: settings
                    .places
                    .iter()
                    .filter(|(path, _)| settings.recent.contains(path))
                    .filter_map(|(path, place)| Some((path.to_str()?.to_owned(), *place)))
                    .collect(),
                author: settings.author.clone(),
                paper: settings.paper.map(|paper| paper.code().to_owned()),
                windows: settings.windows.clone(),
                export: (settings.export != ExportChoice::default())
                    .then(|| WireExport::of(&settings.export.0)),
                brand: settings.brand.clone(),
            };
            let mut text = serde_json::to_string_pretty(&wire)?;
            text.push('\n');
            disk::write(path, text.as_bytes())?;
        }
        Ok(settings)
    }

    /// Remembers where a file was looked at; `None` for the whole of it.
    pub(super) fn look(&mut self, file: &Path, place: Option<ViewPlace>) {
        let file = disk::absolute(file);
        match place {
            Some(place) => drop(self.places.insert(file, place)),
            None => drop(self.places.remove(&file)),
        }
    }

    /// Where a file was looked at last.
    pub(super) fn place(&self, file: &Path) -> Option<ViewPlace> {
        self.places.get(&disk::absolute(file)).copied()
    }

    /// Takes over what was chosen in the dialog.
    pub(super) fn take(&mut self, chosen: &ChosenSettings) {
        self.language = chosen.language;
        self.appearance = chosen.appearance;
        self.text_size = chosen.text_size;
        chosen.author.trim().clone_into(&mut self.author);
        self.paper = chosen.paper;
    }

    /// Forgets which maps were open.
    pub(super) fn forget_maps(&mut self) {
        self.recent.clear();
        self.places.clear();
    }

    /// Remembers where the window is on its screen.
    pub(super) fn stand(&mut self, place: WindowPlace) {
        screens::remember(&mut self.windows, place);
    }

    /// Puts a file at the head of the recent ones, in the place of other ways to it. Blocks.
    pub(super) fn remember(&mut self, file: &Path) {
        let file = disk::absolute(file);
        let real = file.canonicalize().ok();
        self.recent.retain(|known| {
            let is_it = real.is_some() && known.canonicalize().ok() == real;
            *known != file && !is_it
        });
        self.recent.insert(0, file);
        self.recent.truncate(RECENT);
    }

    /// Drops a file from the recent ones.
    pub(super) fn forget(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
    }
}

/// Held against other windows of the program as long as it lives; `None` where that cannot be.
fn lock(settings: &Path) -> Option<fs::File> {
    fs::create_dir_all(settings.parent()?).ok()?;
    let path = settings.with_extension("lock");
    let mut options = fs::File::options();
    let lock = options.write(true).create(true).truncate(false).open(path);
    let lock = lock.ok()?;
    lock.lock().ok()?;
    Some(lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(number: usize) -> PathBuf {
        std::path::absolute(format!("map {number}.journey")).unwrap()
    }

    #[test]
    fn the_latest_ten_files_are_remembered_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.json");
        for number in 0..12 {
            Settings::update(&path, |s| s.remember(&numbered(number))).unwrap();
        }
        Settings::update(&path, |s| s.remember(&numbered(5))).unwrap();
        Settings::update(&path, |s| s.forget(&numbered(11))).unwrap();
        let expected = [5, 10, 9, 8, 7, 6, 4, 3, 2].map(numbered);
        assert_eq!(Settings::load(&path).recent, expected);
    }

    #[test]
    fn a_file_is_remembered_once_by_whatever_way_it_was_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let file = folder.path().join("a.journey");
        fs::write(&file, "{}").unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let other_way = folder.path().join("b/../a.journey");
        Settings::update(&path, |s| s.remember(&file)).unwrap();
        Settings::update(&path, |s| s.remember(&other_way)).unwrap();
        assert_eq!(Settings::load(&path).recent, [other_way]);
    }

    #[test]
    fn another_window_waits_for_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let held = lock(&path).unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        let writer = {
            let path = path.clone();
            std::thread::spawn(move || {
                Settings::update(&path, |s| s.remember(&numbered(1))).unwrap();
                tell.send(()).unwrap();
            })
        };
        let patience = std::time::Duration::from_millis(100);
        assert!(told.recv_timeout(patience).is_err());
        assert!(!path.exists());
        drop(held);
        writer.join().unwrap();
        assert_eq!(Settings::load(&path).recent, [numbered(1)]);
    }

    #[test]
    fn the_appearance_of_the_window_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for appearance in Appearance::ALL.into_iter().rev() {
            Settings::update(&path, |s| s.appearance = appearance).unwrap();
            assert_eq!(Settings::load(&path).appearance, appearance);
        }
    }

    #[test]
    fn the_size_of_text_lasts_and_is_never_one_that_cannot_be_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for size in TextSize::ALL {
            Settings::update(&path, |s| s.text_size = size).unwrap();
            assert_eq!(Settings::load(&path).text_size, size);
        }
        for (written, used) in [("7", 80), ("1000", 200), ("-3", 100), ("\"x\"", 100)] {
            fs::write(&path, format!("{{\"text_size\": {written}}}")).unwrap();
            assert_eq!(Settings::load(&path).text_size.percent(), used, "{written}");
        }
    }

    #[test]
    fn how_a_talk_is_shown_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for present_on in PresentOn::ALL.into_iter().rev() {
            for motion in Motion::ALL.into_iter().rev() {
                Settings::update(&path, |settings| {
                    (settings.present_on, settings.motion) = (present_on, motion);
                })
                .unwrap();
                let known = Settings::load(&path);
                assert_eq!((known.present_on, known.motion), (present_on, motion));
            }
        }
    }

    #[test]
    fn a_choice_of_language_lasts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        Settings::update(&path, |s| s.language = Some(Language::Indonesian)).unwrap();
        Settings::update(&path, |s| s.remember(&numbered(1))).unwrap();
        assert_eq!(Settings::load(&path).language, Some(Language::Indonesian));
    }

    #[test]
    fn places_and_choices_of_export_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let place = ViewPlace {
            x: 812.5,
            y: 40.0,
            zoom: 1.75,
        };
        let choices = [
            PixelSize::Slide(1920),
            PixelSize::Width(1234),
            PixelSize::Scale(3.0),
        ];
        for size in choices {
            let options = Options {
                format: Format::Svg,
                size,
                backdrop: Backdrop::TransparentDark,
                extent: Extent::Stops,
                notes: true,
                across: Some(3),
                without_empty: true,
                letters: Letters::Outlines,
                page: PageSize::A3,
                slides: SlideOptions {
                    turn: Turn::Fade,
                    fonts: SlideFonts::Office,
                    without_charts: true,
                    template: None,
                    template_file: Some(PathBuf::from("/brand/corporate.potx")),
                },
                ..Options::default()
            };
            let choice = ExportChoice(options);
            Settings::update(&path, |settings| {
                settings.remember(&numbered(1));
                settings.look(&numbered(1), Some(place));
                settings.export = choice.clone();
            })
            .unwrap();
            let loaded = Settings::load(&path);
            assert_eq!(loaded.place(&numbered(1)), Some(place));
            assert_eq!(loaded.export, choice);
        }
        Settings::update(&path, |settings| settings.look(&numbered(1), None)).unwrap();
        assert_eq!(Settings::load(&path).place(&numbered(1)), None);
        // Of a file that is no longer among the recent ones nothing is kept.
        Settings::update(&path, |settings| {
            settings.look(&numbered(1), Some(place));
            settings.forget(&numbered(1));
        })
        .unwrap();
        assert_eq!(Settings::load(&path).place(&numbered(1)), None);
    }

    #[test]
    fn what_an_earlier_version_chose_of_the_ground_is_still_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(
            &path,
            r#"{"export": {"format": "svg", "transparent": true}}"#,
        )
        .unwrap();
        let export = Settings::load(&path).export.0;
        assert_eq!(
            (export.format, export.backdrop),
            (Format::Svg, Backdrop::Transparent)
        );
    }

    #[test]
    fn spoilt_settings_are_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for spoilt in ["", "{", "[]", r#"{"recent": 7}"#, "{\"language\": \"xx\"}"] {
            fs::write(&path, spoilt).unwrap();
            assert_eq!(Settings::load(&path), Settings::default(), "{spoilt}");
        }
    }
}
