//! A window with an editor, the start screen or a dialog in it, and no program around it.

use egui::Theme;
use egui_kittest::Harness;
use jejak::{
    editor::{Editor, Intent},
    model::Map,
    text::Fonts,
    ui::{Answer, Dialog, Notice, Shell, UiEvent, View, tokens},
    words::Language,
};

use super::SoftwareRenderer;

/// For so many passes a test waits for a sheet, which from afar and in a dialog takes several.
pub(crate) const PASSES_OF_A_SHEET: u64 = 30;

/// A window without a program around it: the editor does what the window says.
pub(crate) struct Window {
    pub shell: Shell,
    pub editor: Editor,
    pub fonts: Fonts,
    /// In the bar across the top.
    pub notice: Option<Notice>,
    pub language: Language,
    /// A talk moves from stop to stop.
    pub moves: bool,
    /// What was asked of the program around it.
    pub asked: Vec<UiEvent>,
}

/// Of an editor in English and nothing else.
pub(crate) fn plain_view<'a>(fonts: &'a Fonts, editor: Option<&'a Editor>) -> View<'a> {
    View {
        language: Language::English,
        fonts,
        editor,
        recent: &[],
        templates: &[],
        samples: &[],
        waiting: &[],
        message: None,
        said: None,
        written: None,
        notice: None,
        chosen: &[],
        moves: false,
        second_screen: None,
    }
}

impl Window {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let view = View {
            notice: self.notice,
            language: self.language,
            moves: self.moves,
            ..plain_view(&self.fonts, Some(&self.editor))
        };
        for event in self.shell.show(ui, &view) {
            self.asked.push(event.clone());
            match event {
                UiEvent::Intent(intent) => self.editor.handle(intent),
                UiEvent::Paste(text) if self.editor.text_edit().is_some() => {
                    self.editor.handle(Intent::Typed(text))
                }
                UiEvent::Paste(text) => self.editor.handle(Intent::Paste { html: None, text }),
                UiEvent::AskClipboard
                | UiEvent::OpenRecent(_)
                | UiEvent::OpenSample(_)
                | UiEvent::UseTemplate(_)
                | UiEvent::RemoveTemplate(_)
                | UiEvent::Decided(_)
                | UiEvent::OfferLeft
                | UiEvent::RecentShown
                | UiEvent::ShowInFolder
                | UiEvent::WrittenHeard => Vec::new(),
            };
        }
    }
}

/// The start screen and what was asked of it; `waiting` is work that was left for later.
pub(crate) fn welcome(language: Language, waiting: Vec<String>) -> Harness<'static, Vec<UiEvent>> {
    let fonts = Fonts::bundled();
    let mut shell = Shell::default();
    let mut harness = Harness::builder()
        .with_size([1100.0, 700.0])
        .with_context_setup(tokens::install)
        .build_ui_state(
            move |ui, asked: &mut Vec<UiEvent>| {
                let view = View {
                    language,
                    waiting: &waiting,
                    ..plain_view(&fonts, None)
                };
                asked.extend(shell.show(ui, &view));
            },
            Vec::new(),
        );
    harness.run();
    harness
}

/// A dialog before an editor, and what it answered.
pub(crate) struct OpenDialog {
    pub dialog: Dialog,
    pub editor: Editor,
    pub answers: Vec<Answer>,
}

impl OpenDialog {
    /// What was answered last, once.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let last = self.answers.pop();
        self.answers.clear();
        last
    }
}

pub(crate) type DialogHarness = Harness<'static, OpenDialog>;

/// A dialog over this map.
pub(crate) fn open_dialog(dialog: Dialog, map: Map, size: [f32; 2]) -> DialogHarness {
    let fonts = Fonts::bundled();
    let state = OpenDialog {
        dialog,
        editor: Editor::new(map, fonts.clone()),
        answers: Vec::new(),
    };
    let mut shell = Shell::default();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(PASSES_OF_A_SHEET)
        .with_context_setup(tokens::install)
        .build_ui_state(
            move |ui, state: &mut OpenDialog| {
                let view = plain_view(&fonts, Some(&state.editor));
                let given = shell.dialog(ui.ctx(), &view, &mut state.dialog);
                state.answers.extend(given);
            },
            state,
        );
    harness.run();
    harness
}

pub(crate) type WindowHarness = Harness<'static, Window>;

pub(crate) fn open(
    map: Map,
    theme: Theme,
    size: [f32; 2],
    renderer: &SoftwareRenderer,
) -> WindowHarness {
    let fonts = Fonts::bundled();
    let mut editor = Editor::new(map, fonts.clone());
    editor.set_file_name(Some("Buying a car.journey".to_owned()));
    let window = Window {
        shell: Shell::default(),
        editor,
        fonts,
        notice: None,
        language: Language::English,
        moves: false,
        asked: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .with_theme(theme)
        .with_step_dt(1.0 / 60.0)
        .renderer(renderer.clone())
        .with_context_setup(tokens::install)
        .build_ui_state(|ui, window: &mut Window| window.ui(ui), window);
    harness.run();
    harness
}
