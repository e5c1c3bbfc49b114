//! What the arguments of an export ask for.

use crate::{
    cli::ExportArgs,
    export::{About, Backdrop, Extent, Letters, Options, PageSize, PixelSize, SlideOptions},
};

pub(super) fn backdrop(export: &ExportArgs) -> Backdrop {
    match (export.ground, export.transparent) {
        (Some(ground), _) => ground,
        (None, true) => Backdrop::Transparent,
        (None, false) => Backdrop::White,
    }
}

pub(super) fn options(export: &ExportArgs, about: About) -> Options {
    let size = match (export.width, export.scale) {
        (width, _) if export.slide => PixelSize::Slide(width.unwrap_or(PixelSize::SLIDES[1])),
        (Some(width), _) => PixelSize::Width(width),
        (None, Some(scale)) => PixelSize::Scale(scale),
        (None, None) => PixelSize::default(),
    };
    Options {
        format: export.format().unwrap_or_default(),
        extent: match export.tiles {
            Some(_) => Extent::Tiles,
            None if export.stops => Extent::Stops,
            None => Extent::Map,
        },
        backdrop: backdrop(export),
        notes: export.notes,
        across: export.tiles.filter(|across| *across > 0),
        without_map: export.no_map,
        without_empty: export.no_empty,
        size,
        letters: if export.outline {
            Letters::Outlines
        } else {
            Letters::Text
        },
        page: match export.page {
            Some(page) => page,
            None if export.tiles.is_some() => PageSize::A4,
            None => PageSize::Map,
        },
        slides: SlideOptions {
            turn: export.turn.unwrap_or_default(),
            fonts: export.fonts.unwrap_or_default(),
            without_charts: export.no_charts,
            // Whoever reads it puts it there.
            template: None,
            template_file: None,
        },
        about,
    }
}
