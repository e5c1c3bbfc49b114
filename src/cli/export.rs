//! From a file to a picture, without a window.

use std::sync::atomic::AtomicBool;

use super::{args::Page, describe, placed};
use crate::{
    cli::Export,
    export::{self, About, Format, Letters, Options, PixelSize},
    file::disk,
    layout::Layout,
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// Makes the picture, or says why not.
pub(super) fn run(export: &Export, language: Language) -> Result<(), String> {
    let map = match disk::open(&export.file) {
        Ok(loaded) => loaded.map,
        Err(error) => return Err(describe(&export.file, &error, language)),
    };
    let fonts = Fonts::new();
    let layout = Layout::new(&map, &fonts, None);
    let scene = Scene::new(&layout, None);
    let options = options(export, About::of(&map));
    let never = AtomicBool::new(false);
    let bytes = export::export(&scene, &fonts, &options, &|_| (), &never)
        .map_err(|error| placed(&export.file, None, &error.describe(language)))?;
    disk::write(&export.output, &bytes).map_err(|error| {
        let why = disk::why_not_written(&error, language);
        let text = language.fill("cannot be written: {why}", &[("why", &why)]);
        placed(&export.output, None, &text)
    })
}

fn options(export: &Export, about: About) -> Options {
    let size = match (export.width, export.scale) {
        (width, _) if export.slide => PixelSize::Slide(width.unwrap_or(PixelSize::SLIDES[1])),
        (Some(width), _) => PixelSize::Width(width),
        (None, Some(scale)) => PixelSize::Scale(scale),
        (None, None) => PixelSize::default(),
    };
    Options {
        format: Format::from_path(&export.output).unwrap_or_default(),
        transparent: export.transparent,
        size,
        letters: if export.outline {
            Letters::Outlines
        } else {
            Letters::Text
        },
        page: match export.page {
            Some(Page::A4) => export::Page::A4,
            Some(Page::A3) => export::Page::A3,
            Some(Page::Map) | None => export::Page::Map,
        },
        about,
    }
}
