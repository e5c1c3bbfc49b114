//! Copying and pasting by way of the system's clipboard.

use std::sync::Arc;

use egui::OutputCommand;

use super::{News, Program};
use crate::{
    app::{
        clipboard::{
            self, ClipboardContent, Offer,
            keeper::{Kept, KeptPicture},
        },
        tickets::Ticket,
    },
    deck::Frame,
    editor::{Editor, Intent},
    exchange::PastedMap,
    export::{self, Backdrop, Deck, PixelSize},
    geom::Rect,
    model::Stop,
    scene::Scene,
    text::Fonts,
    ui::Shell,
    words::{Language, marked},
};

/// Pixels a document unit of a copied picture.
const PICTURE_SCALE: f64 = 2.0;
/// Room around what is selected on a copied picture, in document units.
const PICTURE_MARGIN: f64 = 12.0;
/// A picture of more bytes as shapes is copied as pixels alone: whoever pastes it waits too long.
const MOST_SHAPES: usize = 32 << 20;

/// What goes through the clipboard.
#[derive(Default)]
pub(super) struct Clipboard {
    /// What was copied last from the sheet.
    copied: Option<ClipboardContent>,
    /// What was copied last, to be had when the window is gone.
    kept: Option<Kept>,
    /// What has come in to be pasted.
    pub to_paste: Option<Pasted>,
}

#[cfg(test)]
impl Clipboard {
    pub(super) fn copied_text(&self) -> Option<String> {
        Some(self.copied.as_ref()?.text.clone())
    }
}

/// What is to be pasted.
pub(super) struct Pasted {
    pub offer: Offer,
    /// For those who take nothing but text.
    pub text: String,
    /// Keys wait for it.
    pub is_by_key: bool,
    /// What it was asked for is still open.
    is_meant: bool,
}

/// What was put on the clipboard, or read from it.
pub(super) enum ClipboardNews {
    /// Whether it worked, and whether it is no longer where it was.
    Copied { worked: bool, cuts: bool },
    /// What there is to keep of it, if it worked.
    CopiedImage(Option<KeptPicture>),
    /// For the document that holds the ticket.
    Pasted(Ticket, Box<Pasted>),
    /// To be a map of its own.
    PastedAsMap(Option<PastedMap>),
}

impl Pasted {
    pub(super) fn of(content: ClipboardContent, is_by_key: bool, language: Language) -> Self {
        Self {
            text: content.text.replace("\r\n", "\n"),
            offer: Offer::of(content, language),
            is_by_key,
            is_meant: true,
        }
    }
}

impl Program {
    pub(super) fn hear_clipboard(&mut self, news: ClipboardNews) {
        match news {
            ClipboardNews::Copied { worked: true, cuts } => {
                self.tell(if cuts {
                    marked("Cut")
                } else {
                    marked("Copied")
                });
            }
            ClipboardNews::CopiedImage(Some(picture)) => {
                self.clipboard.kept = Some(Kept::Picture(picture));
                self.tell("The picture is on the clipboard.");
            }
            ClipboardNews::Copied { .. } | ClipboardNews::CopiedImage(None) => {
                self.warn("The clipboard could not be reached.");
            }
            ClipboardNews::Pasted(document, pasted) => {
                let is_meant = self.workspace.accepts(document);
                self.clipboard.to_paste = Some(Pasted {
                    is_meant,
                    ..*pasted
                });
            }
            ClipboardNews::PastedAsMap(Some(map)) => self.import_pasted(map),
            ClipboardNews::PastedAsMap(None) => self.tell_no_map(),
        }
    }

    pub(super) fn tell_no_map(&mut self) {
        self.tell(
            "There is no map or table on the clipboard. Copy one with a header row and a header column.",
        );
    }

    /// What is to be had when the window is gone.
    pub(in crate::app) fn take_copied(&mut self) -> Option<Kept> {
        self.clipboard.kept.take()
    }

    /// Sees what the widgets of the window have copied.
    pub(super) fn notice_copied(&mut self, context: &egui::Context) {
        let copied = context.output(|output| {
            let mut commands = output.commands.iter().rev();
            commands.find_map(|command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
        });
        if let Some(text) = copied {
            self.clipboard.kept = Some(Kept::Text { text, html: None });
        }
    }

    pub(super) fn copy(&mut self, content: ClipboardContent, cuts: bool) {
        self.clipboard.copied = Some(content.clone());
        self.clipboard.kept = Some(Kept::Text {
            text: content.text.clone(),
            html: content.html.clone(),
        });
        let copied = move |worked| News::Clipboard(ClipboardNews::Copied { worked, cuts });
        self.services.tasks.run(
            move || copied(false),
            move |_| copied(clipboard::put(content).is_ok()),
        );
    }

    /// A picture of a part of the sheet, else of all of it.
    pub(super) fn copy_image(&mut self, area: Option<Rect>) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let (scene, fonts) = (Arc::clone(editor.scene()), self.services.fonts.clone());
        let title = editor.committed().title.clone();
        let copied = |picture| News::Clipboard(ClipboardNews::CopiedImage(picture));
        self.services.tasks.run(
            move || copied(None),
            move |_| {
                let sheet = scene.size.to_rect();
                let area = area.map_or(sheet, |area| {
                    area.inflate(PICTURE_MARGIN, PICTURE_MARGIN)
                        .intersect(sheet)
                });
                let pixels = export::render_part(&scene, &fonts, area, PICTURE_SCALE);
                let svg = shapes_of(&scene, &fonts, area, &title);
                let put = |pixels| clipboard::put_picture(pixels, svg);
                copied(pixels.ok().and_then(put))
            },
        );
    }

    /// The picture of a stop, as large as a slide.
    pub(super) fn copy_stop(&mut self, stop: Stop) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let (map, fonts) = (editor.dated(), self.services.fonts.clone());
        let copied = |picture| News::Clipboard(ClipboardNews::CopiedImage(picture));
        self.services.tasks.run(
            move || copied(None),
            move |_| {
                let backdrop = Backdrop::White;
                let deck = Deck::of_one_picture(&map, &stop, Frame::SLIDE, backdrop, &fonts);
                copied(deck.pages.first().and_then(|page| {
                    let (scene, size) = (&page.scene, PixelSize::Scale(1.0));
                    let pixels = export::render(scene, &fonts, size, false).ok()?;
                    let svg = shapes_of(scene, &fonts, scene.size.to_rect(), &page.title);
                    clipboard::put_picture(pixels, svg)
                }))
            },
        );
    }

    /// Reads the clipboard; `is_by_key`: keys wait for it.
    pub(super) fn paste(&mut self, is_by_key: bool) {
        let document = self.workspace.ticket();
        let language = self.services.language;
        let known = self.clipboard.copied.clone();
        let pasted = move |content| {
            let pasted = Box::new(Pasted::of(content, is_by_key, language));
            News::Clipboard(ClipboardNews::Pasted(document, pasted))
        };
        self.services.tasks.run(
            move || pasted(ClipboardContent::default()),
            move |_| pasted(with_html(clipboard::read(), known)),
        );
    }

    /// Pastes a text, wherever it came from.
    pub(super) fn paste_text(&mut self, text: String) {
        let content = ClipboardContent {
            text,
            ..ClipboardContent::default()
        };
        let content = with_html(content, self.clipboard.copied.clone());
        self.clipboard.to_paste = Some(Pasted::of(content, false, self.services.language));
    }

    /// Reads the clipboard for a map of its own.
    pub(super) fn paste_as_map(&mut self) {
        let language = self.services.language;
        let pasted = |map| News::Clipboard(ClipboardNews::PastedAsMap(map));
        self.services.tasks.run(
            move || pasted(None),
            move |_| {
                let content = clipboard::read();
                pasted(PastedMap::of(
                    content.html.as_deref(),
                    &content.text,
                    language,
                ))
            },
        );
    }

    /// What the clipboard had is there; `None` where there is nothing to do on the sheet, or not yet.
    pub(super) fn pasted(&mut self, pasted: Pasted, context: &egui::Context) -> Option<Intent> {
        let Pasted {
            offer,
            text,
            is_by_key,
            is_meant,
        } = pasted;
        let is_covered = self.dialogs.open.is_some() || self.workspace.is_opening;
        let editor = self.workspace.editor();
        let writes = editor.is_some_and(|editor| editor.text_edit().is_some());
        if is_by_key {
            let is_elsewhere = is_covered || !Shell::has_keyboard_on_sheet(context);
            let is_text = is_elsewhere || writes;
            Shell::paste(context, is_text.then(|| text.clone()));
            if is_text {
                return None;
            }
        }
        if is_covered || !is_meant {
            return None;
        }
        if writes {
            return Some(Intent::Typed(text));
        }
        match offer {
            Offer::Picture(picture) => Some(Intent::PlacePictures(vec![picture])),
            Offer::Files(paths) => {
                self.dropped(paths, context);
                None
            }
            Offer::Drawing => {
                self.tell(
                    "The clipboard has the source text of an SVG drawing. Save it as a PNG, then drop that here.",
                );
                None
            }
            Offer::Map(map) => {
                self.import_pasted(map);
                None
            }
            Offer::Content { html, text, map } => {
                let has_cell = editor.is_some_and(Editor::pastes_into_cell);
                if let Some(map) = map.filter(|_| !has_cell) {
                    self.import_pasted(map);
                    return None;
                }
                Some(Intent::Paste { html, text })
            }
        }
    }
}

/// A part of a sheet as an SVG, unless that is too much for anybody.
fn shapes_of(scene: &Scene, fonts: &Fonts, area: Rect, title: &str) -> Option<Vec<u8>> {
    let svg = export::draw_part(scene, fonts, area, title);
    (svg.len() <= MOST_SHAPES).then_some(svg)
}

/// Not every system keeps more than the text; what was copied here is remembered.
fn with_html(content: ClipboardContent, known: Option<ClipboardContent>) -> ClipboardContent {
    let known = known.filter(|known| known.text == content.text);
    let html = content.html.or_else(|| known?.html);
    ClipboardContent { html, ..content }
}
