//! The system's clipboard. All of it may wait for other programs, so that it belongs on a thread
//! of its own.

use std::borrow::Cow;

use arboard::{Clipboard, Error, ImageData};

use crate::{file::picture, model::Picture, scene::picture::Pixels};

/// What the clipboard has to read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ClipboardContent {
    pub text: String,
    /// The text as HTML, from programs that put it there.
    pub html: Option<String>,
    /// Where there is no text.
    pub picture: Option<Picture>,
}

pub(super) fn put(content: ClipboardContent) -> Result<(), Error> {
    let mut clipboard = Clipboard::new()?;
    match content.html {
        Some(html) => clipboard.set_html(html, Some(content.text)),
        None => clipboard.set_text(content.text),
    }
}

pub(super) fn put_image(pixels: Pixels) -> Result<(), Error> {
    Clipboard::new()?.set_image(ImageData {
        width: pixels.width as usize,
        height: pixels.height as usize,
        bytes: Cow::Owned(pixels.rgba),
    })
}

/// Empty where there is nothing that can be read.
pub(super) fn read() -> ClipboardContent {
    let Ok(mut clipboard) = Clipboard::new() else {
        return ClipboardContent::default();
    };
    let text = clipboard.get_text().unwrap_or_default();
    let html = clipboard.get().html().ok();
    let image = match text.is_empty() {
        true => clipboard.get_image().ok(),
        false => None,
    };
    let picture = image.and_then(|image| {
        let side = |length: usize| u32::try_from(length).ok();
        let (width, height) = (side(image.width)?, side(image.height)?);
        picture::import_pixels(width, height, image.bytes.into_owned()).ok()
    });
    ClipboardContent {
        text,
        html,
        picture,
    }
}
