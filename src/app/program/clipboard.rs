//! Copying and pasting by way of the system's clipboard.

use std::sync::Arc;

use super::{News, Program};
use crate::{
    app::{
        clipboard::{self, ClipboardContent},
        tickets::Ticket,
    },
    editor::{Intent, clip_is_ours},
    export,
    geom::Rect,
    words::marked,
};

/// Pixels a document unit of a copied picture.
const PICTURE_SCALE: f64 = 2.0;
/// Room around what is selected on a copied picture, in document units.
const PICTURE_MARGIN: f64 = 12.0;

/// What goes through the clipboard.
#[derive(Default)]
pub(super) struct Clipboard {
    /// What was copied last.
    copied: Option<ClipboardContent>,
    /// What has come in to be pasted.
    pub to_paste: Option<ClipboardContent>,
}

/// What was put on the clipboard, or read from it.
pub(super) enum ClipboardNews {
    /// Whether it worked, and whether it is no longer where it was.
    Copied {
        worked: bool,
        cuts: bool,
    },
    CopiedImage(bool),
    /// For the document that holds the ticket.
    Pasted(Ticket, ClipboardContent),
    /// To be a map of its own.
    PastedAsMap(ClipboardContent),
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
            ClipboardNews::CopiedImage(true) => self.tell("The picture is on the clipboard."),
            ClipboardNews::Copied { .. } | ClipboardNews::CopiedImage(false) => {
                self.warn("The clipboard could not be reached.");
            }
            ClipboardNews::Pasted(document, content) => {
                let is_open = self.workspace.accepts(document);
                self.clipboard.to_paste = Some(content).filter(|_| is_open);
            }
            ClipboardNews::PastedAsMap(content) => self.import_pasted(content.text),
        }
    }

    pub(super) fn copy(&mut self, content: ClipboardContent, cuts: bool) {
        self.clipboard.copied = Some(content.clone());
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
        let copied = |worked| News::Clipboard(ClipboardNews::CopiedImage(worked));
        self.services.tasks.run(
            move || copied(false),
            move |_| {
                let sheet = scene.size.to_rect();
                let area = area.map_or(sheet, |area| {
                    area.inflate(PICTURE_MARGIN, PICTURE_MARGIN)
                        .intersect(sheet)
                });
                let pixels = export::render_part(&scene, &fonts, area, PICTURE_SCALE);
                let put = pixels.ok().map(clipboard::put_image);
                copied(matches!(put, Some(Ok(()))))
            },
        );
    }

    /// Reads the clipboard; `text` is what the window says is on it.
    pub(super) fn paste(&mut self, text: Option<String>) {
        let document = self.workspace.ticket();
        let pasted = move |content| News::Clipboard(ClipboardNews::Pasted(document, content));
        let of_text = |text| ClipboardContent {
            text,
            ..ClipboardContent::default()
        };
        let failed = text.clone().unwrap_or_default();
        self.services.tasks.run(
            move || pasted(of_text(failed)),
            move |_| {
                let content = clipboard::read();
                let other = text.filter(|text| *text != content.text);
                pasted(other.map_or(content, of_text))
            },
        );
    }

    /// Reads the clipboard for a map of its own.
    pub(super) fn paste_as_map(&mut self) {
        let pasted = |content| News::Clipboard(ClipboardNews::PastedAsMap(content));
        self.services.tasks.run(
            move || pasted(ClipboardContent::default()),
            move |_| pasted(clipboard::read()),
        );
    }

    /// What the clipboard had is there; `None` where it is a table that is to be looked at first.
    pub(super) fn pasted(&mut self, content: ClipboardContent) -> Option<Intent> {
        if let Some(picture) = content.picture {
            return Some(Intent::PlacePictures(vec![picture]));
        }
        // Not every system keeps more than the text; what was copied here is remembered.
        let known = self
            .clipboard
            .copied
            .as_ref()
            .filter(|known| known.text == content.text);
        let is_ours = content.html.as_deref().is_some_and(clip_is_ours);
        if known.is_none() && !is_ours && self.begins_a_map(&content) {
            self.import_pasted(content.text);
            return None;
        }
        let html = content.html.or_else(|| known?.html.clone());
        Some(Intent::Paste {
            html,
            text: content.text,
        })
    }
}
