//! Copying and pasting by way of the system's clipboard.

use std::sync::Arc;

use super::{News, Program};
use crate::{
    app::clipboard::{self, Content},
    editor::{Intent, clip_is_ours},
    export,
    geom::Rect,
};

/// Pixels a document unit of a copied picture.
const PICTURE_SCALE: f64 = 2.0;
/// Room around what is selected on a copied picture, in document units.
const PICTURE_MARGIN: f64 = 12.0;

impl Program {
    pub(super) fn copy(&mut self, content: Content) {
        self.copied = Some(content.clone());
        self.tasks.run(
            || News::Copied(false),
            move |_| News::Copied(clipboard::put(content).is_ok()),
        );
    }

    /// A picture of a part of the sheet, else of all of it.
    pub(super) fn copy_image(&mut self, area: Option<Rect>) {
        let Some(editor) = &self.editor else { return };
        let (scene, fonts) = (Arc::clone(editor.scene()), self.fonts.clone());
        self.tasks.run(
            || News::CopiedImage(false),
            move |_| {
                let sheet = scene.size.to_rect();
                let area = area.map_or(sheet, |area| {
                    area.inflate(PICTURE_MARGIN, PICTURE_MARGIN)
                        .intersect(sheet)
                });
                let pixels = export::render_part(&scene, &fonts, area, PICTURE_SCALE);
                let put = pixels.ok().map(clipboard::put_image);
                News::CopiedImage(matches!(put, Some(Ok(()))))
            },
        );
    }

    /// `done` is English, for the translation table.
    pub(super) fn tell_copied(&mut self, worked: bool, done: &'static str) {
        let told = if worked {
            done
        } else {
            "The clipboard could not be reached."
        };
        self.message = Some(self.language.t(told).to_owned());
    }

    /// Reads the clipboard; `text` is what the window says is on it.
    pub(super) fn paste(&mut self, text: Option<String>) {
        let document = self.document;
        let spare = text.clone().unwrap_or_default();
        self.tasks.run(
            move || {
                News::Pasted(
                    document,
                    Content {
                        text: spare,
                        ..Content::default()
                    },
                )
            },
            move |_| {
                let mut content = clipboard::read();
                if let Some(text) = text.filter(|text| *text != content.text) {
                    content = Content {
                        text,
                        ..Content::default()
                    };
                }
                News::Pasted(document, content)
            },
        );
    }

    /// Reads the clipboard for a map of its own.
    pub(super) fn paste_as_map(&mut self) {
        self.tasks.run(
            || News::PastedAsMap(Content::default()),
            |_| News::PastedAsMap(clipboard::read()),
        );
    }

    /// What the clipboard had is there; `None` where it is a table that is to be looked at first.
    pub(super) fn pasted(&mut self, content: Content) -> Option<Intent> {
        if let Some(picture) = content.picture {
            return Some(Intent::PlacePictures(vec![picture]));
        }
        // Not every system keeps more than the text; what was copied here is remembered.
        let known = self
            .copied
            .as_ref()
            .filter(|known| known.text == content.text);
        let is_ours = content.html.as_deref().is_some_and(clip_is_ours);
        if known.is_none() && !is_ours && self.begins_a_map(&content) {
            self.take_pasted(content.text);
            return None;
        }
        let html = content.html.or_else(|| known?.html.clone());
        Some(Intent::Paste {
            html,
            text: content.text,
        })
    }
}
