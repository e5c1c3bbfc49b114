//! The system's clipboard. All of it may wait for other programs, so that it belongs on a thread
//! of its own.

use std::borrow::Cow;

use arboard::{Clipboard, Error, ImageData};

use crate::export::Pixels;

/// What the clipboard has to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    pub text: String,
    /// The same with more in it, from those programs that say more.
    pub html: Option<String>,
}

pub fn put(content: Content) -> Result<(), Error> {
    let mut clipboard = Clipboard::new()?;
    match content.html {
        Some(html) => clipboard.set_html(html, Some(content.text)),
        None => clipboard.set_text(content.text),
    }
}

pub fn put_image(pixels: Pixels) -> Result<(), Error> {
    Clipboard::new()?.set_image(ImageData {
        width: pixels.width as usize,
        height: pixels.height as usize,
        bytes: Cow::Owned(pixels.rgba),
    })
}

/// Empty where there is nothing that can be read.
pub fn read() -> Content {
    let Ok(mut clipboard) = Clipboard::new() else {
        return Content::default();
    };
    Content {
        text: clipboard.get_text().unwrap_or_default(),
        html: clipboard.get().html().ok(),
    }
}
