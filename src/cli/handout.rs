//! From a file to its stops: pages of a PDF, or pictures in a row.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{
    place, placed,
    wanted::{backdrop, options},
};
use crate::{
    cli::ExportArgs,
    deck,
    export::{Deck, ExportError, Format, Options, PageSize, export, export_deck},
    model::{Map, Stop},
    text::Fonts,
    words::Language,
};

/// In the name of an output: the number and the title of a stop.
const NUMBER: &str = "%n";

/// Writes the stops of a map, or one of them, or says why not.
pub(super) fn run(
    args: &ExportArgs,
    map: &Map,
    fonts: &Fonts,
    language: Language,
) -> Result<(), String> {
    let format = args.format().unwrap_or_default();
    let told = |error: ExportError| placed(&args.file, None, &error.describe(language));
    let deck = match &args.stop {
        None => Deck::of_map(
            map,
            args.page.unwrap_or(PageSize::Slide).frame(),
            backdrop(args),
            fonts,
            &|_| true,
        ),
        Some(wanted) => {
            let stop = find(map, wanted).map_err(|known| {
                let values = [("name", wanted.as_str()), ("known", &known)];
                let text =
                    language.fill("there is no stop “{name}”; the map has: {known}", &values);
                placed(&args.file, None, &text)
            })?;
            of_one(args, map, &stop, format, fonts)
        }
    };
    if deck.pages.is_empty() {
        return Err(told(ExportError::NoPages));
    }
    let options = options(args, deck.about.clone());
    if format == Format::Pdf {
        super::free(&args.output, args.force, language)?;
        let never = AtomicBool::new(false);
        let bytes = export_deck(&deck, fonts, &options, &|_| (), &never).map_err(told)?;
        return place::write(&args.output, &bytes, language);
    }
    let outputs = outputs(args, &deck);
    // All or none: what is there already is told before anything is written.
    for output in &outputs {
        super::free(output, args.force, language)?;
    }
    for (index, output) in outputs.iter().enumerate() {
        let bytes = picture(&deck, index, fonts, &options).map_err(told)?;
        make_folder(output, language)?;
        place::write(output, &bytes, language)?;
    }
    Ok(())
}

/// One stop: as many pages as it takes, or one picture whatever it takes.
fn of_one(args: &ExportArgs, map: &Map, stop: &Stop, format: Format, fonts: &Fonts) -> Deck {
    let frame = args.page.unwrap_or(PageSize::Slide).frame();
    let backdrop = backdrop(args);
    let is_series = args.output.to_string_lossy().contains(NUMBER);
    let stops = std::slice::from_ref(stop);
    match format == Format::Pdf || is_series {
        true => Deck::of_stops(map, stops, frame, backdrop, fonts, &|_| true),
        false => Deck::of_one_picture(map, stop, frame, backdrop, fonts),
    }
}

fn picture(
    deck: &Deck,
    index: usize,
    fonts: &Fonts,
    options: &Options,
) -> Result<Vec<u8>, ExportError> {
    let options = Options {
        about: deck.about_page(index),
        ..options.clone()
    };
    let never = AtomicBool::new(false);
    export(&deck.pages[index].scene, fonts, &options, &|_| (), &never)
}

/// A stop by its title, its number among those that are shown, or its id; else what there is.
pub(super) fn find(map: &Map, wanted: &str) -> Result<Stop, String> {
    let shown = deck::stops(map, map.language);
    let title = |stop: &Stop| deck::title(map, stop, map.language);
    let is_called = |stop: &&Stop| {
        stop.id.as_str() == wanted || title(stop).to_lowercase() == wanted.to_lowercase()
    };
    let number = wanted.parse::<usize>().ok();
    let by_number = number.and_then(|number| shown.get(number.checked_sub(1)?));
    // A stop that is hidden can be asked for by its name.
    let hidden = map.stops.iter().map(|stop| &**stop);
    let found = shown
        .iter()
        .find(is_called)
        .or(hidden.into_iter().find(is_called));
    found.or(by_number).cloned().ok_or_else(|| {
        let known: Vec<String> = shown.iter().map(title).collect();
        known.join(", ")
    })
}

/// Where each page goes. A single stop goes where it is asked to.
fn outputs(args: &ExportArgs, deck: &Deck) -> Vec<PathBuf> {
    let output = args.output.to_string_lossy();
    let is_one = args.stop.is_some() && deck.pages.len() == 1;
    if is_one && !output.contains(NUMBER) {
        return vec![args.output.clone()];
    }
    let names = deck.names().into_iter();
    names.map(|name| with_name(&args.output, &name)).collect()
}

/// The name in the place of `%n`, else behind the stem.
fn with_name(output: &Path, name: &str) -> PathBuf {
    let text = output.to_string_lossy();
    if text.contains(NUMBER) {
        return PathBuf::from(text.replace(NUMBER, name));
    }
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let ending = output.extension().unwrap_or_default().to_string_lossy();
    output.with_file_name(match ending.is_empty() {
        true => format!("{stem}-{name}"),
        false => format!("{stem}-{name}.{ending}"),
    })
}

/// A series may go into a folder of its own, which need not be there yet.
fn make_folder(output: &Path, language: Language) -> Result<(), String> {
    let folder = output
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let Some(folder) = folder.filter(|_| !place::is_standard(output)) else {
        return Ok(());
    };
    fs::create_dir_all(folder).map_err(|error| {
        let why = crate::file::disk::why_not_written(&error, language);
        let text = language.fill("cannot be written: {why}", &[("why", &why)]);
        placed(folder, None, &text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_where_it_is_asked_for() {
        for (output, expected) in [
            ("slides/%n.png", "slides/01-buy.png"),
            ("car-%n-x.svg", "car-01-buy-x.svg"),
            ("slides/car.png", "slides/car-01-buy.png"),
            ("car", "car-01-buy"),
        ] {
            assert_eq!(with_name(Path::new(output), "01-buy"), Path::new(expected));
        }
    }
}
