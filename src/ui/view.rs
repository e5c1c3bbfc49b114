//! What the window is given to show, and what it tells of the person.

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::{
    editor::{Action, Editor, Intent},
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// All that the window shows; without an editor it is the welcome screen.
pub struct View<'a> {
    pub language: Language,
    pub fonts: &'a Fonts,
    pub editor: Option<&'a Editor>,
    pub recent: &'a [RecentMap],
    pub templates: &'a [TemplatePreview],
    pub samples: &'a [SamplePreview],
    /// The titles of maps with unsaved work that is to be looked at later.
    pub waiting: &'a [String],
    /// Stands in the status line instead of the help.
    pub message: Option<&'a str>,
    /// Is said to those who listen.
    pub said: Option<Said<'a>>,
    /// What was exported last, with the way there.
    pub written: Option<&'a WrittenFile>,
    /// Stands in a bar across the top.
    pub notice: Option<Notice>,
    /// Of what the program remembers, what is chosen now.
    pub chosen: &'a [Action],
    /// A talk moves from stop to stop.
    pub moves: bool,
    /// The upper left corner of a screen beside that of the window, in pixels; `None` without one.
    pub second_screen: Option<[i32; 2]>,
}

/// Something that has happened, for those who do not see it.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub text: &'a str,
    /// Something was refused or went wrong.
    pub is_urgent: bool,
    /// Another one each time, so that the same is heard twice.
    pub serial: u64,
}

/// A file that was written, as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenFile {
    pub name: String,
    /// Where it lies.
    pub folder: String,
    /// There is something that can show the folder.
    pub can_be_shown: bool,
}

/// A map that was open before.
#[derive(Clone)]
pub struct RecentMap {
    /// Of the file.
    pub name: String,
    /// Where the file lies, as it is shown.
    pub folder: String,
    /// How it looks; `None` as long as that is not known.
    pub picture: Option<Rc<Thumbnail>>,
}

/// A small picture, given to the screen when it is first shown.
pub struct Thumbnail {
    image: Arc<ColorImage>,
    texture: OnceCell<TextureHandle>,
}

impl Thumbnail {
    pub fn new(image: Arc<ColorImage>) -> Self {
        Self {
            image,
            texture: OnceCell::new(),
        }
    }

    pub(super) fn texture(&self, ctx: &egui::Context) -> &TextureHandle {
        let load = || {
            let image = self.image.clone();
            ctx.load_texture("thumbnail", image, TextureOptions::LINEAR)
        };
        self.texture.get_or_init(load)
    }
}

/// A map that ships with the program.
#[derive(Debug, Clone)]
pub struct SamplePreview {
    pub title: String,
    pub scene: Arc<Scene>,
}

/// A map to begin with.
#[derive(Debug, Clone)]
pub struct TemplatePreview {
    /// In the language of the window, or as the person called it.
    pub name: String,
    pub scene: Arc<Scene>,
    /// Saved by the person, and can be removed.
    pub is_own: bool,
}

/// What a person wants.
#[derive(Debug, Clone, PartialEq)]
pub enum UiEvent {
    /// For the editor; an action is for the outside world where there is none.
    Intent(Intent),
    /// The clipboard's text, pasted on the sheet.
    Paste(String),
    /// What is on the clipboard is to be pasted where the keyboard is; until then keys wait.
    AskClipboard,
    /// By its place in [`View::recent`].
    OpenRecent(usize),
    /// By its place in [`View::samples`].
    OpenSample(usize),
    /// By its place in [`View::templates`]: to begin a map with it, or to remove it.
    UseTemplate(usize),
    RemoveTemplate(usize),
    /// On what [`View::notice`] tells.
    Decided(Decision),
    /// What is in [`View::waiting`] is to be offered again.
    OfferLeft,
    /// The recent maps are looked at, and some have no picture yet.
    RecentShown,
    /// Where [`View::written`] lies is to be shown, or it was read and that is all.
    ShowInFolder,
    WrittenHeard,
}

impl From<Action> for UiEvent {
    fn from(action: Action) -> Self {
        Self::Intent(Intent::Action(action))
    }
}

/// What has come up about the file of the open map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Somebody else wrote to it; whether there are unsaved changes here, too.
    Changed { is_dirty: bool },
    /// It is no longer there.
    Gone,
    /// It is open in another window.
    Elsewhere,
    /// The program was started for a merge, and nobody has chosen yet.
    Merge,
    /// The person's own brand that it was given says something else by now.
    Brand,
}

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Reload,
    Compare,
    KeepMine,
    SaveAs,
    /// The map with the brand as it is by now is to be seen, or it keeps the one that it has.
    LookAtBrand,
    KeepBrand,
    /// It was read, and that is all.
    Heard,
}
