//! What a clipboard offers to a map that is open: parts of it, cells, a picture, files, a map.

use std::path::PathBuf;

use super::ClipboardContent;
use crate::{
    editor::clip_is_ours,
    exchange::{PastedMap, is_drawing, table::pasted_cells},
    model::Picture,
    words::Language,
};

/// What is to be made of what the clipboard has.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Offer {
    Picture(Picture),
    Files(Vec<PathBuf>),
    /// The source of a drawing, which nobody wants to read on a card.
    Drawing,
    /// A map, which is no table that one could paste into cells.
    Map(PastedMap),
    /// Parts of a map, cells, lines.
    Content {
        html: Option<String>,
        text: String,
        /// The map that it would be by itself.
        map: Option<PastedMap>,
    },
}

impl Offer {
    /// What is better to have counts: cells before the picture that a spreadsheet puts beside them, a
    /// picture before a text that is blank or its address.
    pub(in crate::app) fn of(content: ClipboardContent, language: Language) -> Self {
        let ClipboardContent {
            text,
            html,
            picture,
            files,
        } = content;
        if html.as_deref().is_some_and(clip_is_ours) {
            let map = None;
            return Self::Content { html, text, map };
        }
        if !files.is_empty() {
            return Self::Files(files);
        }
        let map = PastedMap::of(html.as_deref(), &text, language);
        let has_cells = || {
            let cells = pasted_cells(html.as_deref().filter(|html| html.contains("<t")), "");
            cells.iter().flatten().any(|cell| !cell.is_empty())
        };
        if let Some(picture) = picture.filter(|_| map.is_none() && !has_cells()) {
            return Self::Picture(picture);
        }
        match map {
            None if is_drawing(&text) => Self::Drawing,
            Some(map) if map.is_whole => Self::Map(map),
            map => Self::Content { html, text, map },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    fn picture() -> Option<Picture> {
        file::picture::import_pixels(2, 2, vec![255; 16]).ok()
    }

    fn offer(text: &str, html: Option<&str>, picture: Option<Picture>) -> Offer {
        let content = ClipboardContent {
            text: text.to_owned(),
            html: html.map(str::to_owned),
            picture,
            files: Vec::new(),
        };
        Offer::of(content, Language::English)
    }

    #[test]
    fn cells_win_over_a_picture_and_a_picture_over_a_blank_text() {
        let table = "<table><tr><td>Stage</td><td>Find</td></tr></table>";
        for (text, html) in [
            (" \n", None),
            ("https://shop.example/a.png", None),
            ("", Some("<meta charset='utf-8'><img src=\"a.png\">")),
        ] {
            assert!(
                matches!(offer(text, html, picture()), Offer::Picture(_)),
                "{text}"
            );
        }
        assert!(matches!(
            offer("", Some(table), picture()),
            Offer::Content { .. }
        ));
        assert!(matches!(
            offer("https://shop.example/a.png", None, None),
            Offer::Content { map: None, .. }
        ));
    }
}
