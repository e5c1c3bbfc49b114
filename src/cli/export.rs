//! From a file to a picture, without a window.

use std::{
    borrow::Cow,
    sync::{Arc, atomic::AtomicBool},
};

use super::{
    args::ViewArg,
    brand, handout, place, placed, slides, today, told,
    wanted::{backdrop, options},
};
use crate::{
    cli::ExportArgs,
    exchange::Taken,
    export::{self, About, Format},
    layout::{Layout, Lens, ValueMatrix},
    model::{Map, Persona, When},
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// Makes the picture, or says why not; what is to be told of it comes back, one thing a line.
pub(super) fn run(export: &ExportArgs, language: Language) -> Result<String, String> {
    let (_, Taken { mut map, notes }) =
        place::read_map(&export.file, export.from.as_deref(), language)?;
    let fonts = Fonts::new();
    let adjusted = brand::dress(&mut map, export.brand.as_deref(), language)?;
    let missing = brand::missing(&export.file, &map, &fonts, language);
    let told = |notes| told(&export.file, notes, language) + &adjusted + &missing;
    let shown = map.on_day(today());
    // A page for a browser has the stops anyway.
    let is_page = export.format() == Some(Format::Html);
    if export.format() == Some(Format::Slides) {
        let more = slides::run(export, &map, &shown, &fonts, language)?;
        return Ok(told(&notes) + &more);
    }
    if export.stops && !is_page || export.stop.is_some() {
        handout::run(export, &shown, &fonts, language)?;
        return Ok(told(&notes));
    }
    let lens = lens(export, &map).map_err(|unknown| {
        let known: Vec<&str> = map.personas.iter().map(|p| p.name.as_str()).collect();
        let values = [("name", unknown), ("known", &known.join(", "))];
        let text = language.fill(
            "there is no persona “{name}”; the map has: {known}",
            &values,
        );
        placed(&export.file, None, &text)
    })?;
    super::free(&export.output, export.force, language)?;
    if !map.tells_of(lens.when) {
        // English, for the translation table.
        let remedy = match lens.when {
            When::ToBe => {
                "this map has nothing in the future state: mark cards as future, draw a future-state curve, or omit --view to-be"
            }
            _ => {
                "this map has nothing in the current state: mark cards as current, or omit --view now"
            }
        };
        return Err(placed(&export.file, None, language.t(remedy)));
    }
    let seen: Cow<'_, Map> = backdrop(export).under(&shown);
    let scene = if export.matrix {
        Scene::of_values(&ValueMatrix::new(&seen, &lens, &fonts))
    } else {
        let tidy = export.no_empty.then(|| lens.without_empty(&seen)).flatten();
        let seen = tidy.as_ref().unwrap_or(&seen);
        Scene::new(&Layout::through(&lens, seen, &fonts, None), None)
    };
    let mut about = match export.matrix {
        true => About::of_values(&shown),
        false => About::told(&shown, &lens.telling()),
    };
    if !export.matrix && !export.hide_others {
        about.map = Some(Arc::new(map.clone()));
    }
    let options = options(export, about);
    let never = AtomicBool::new(false);
    let bytes = export::export(&scene, &fonts, &options, &|_| (), &never)
        .map_err(|error| placed(&export.file, None, &error.describe(language)))?;
    place::write(&export.output, &bytes, language)?;
    Ok(told(&notes))
}

/// What of the map is to be seen; the name of a persona that it does not have is an error.
fn lens<'a>(export: &'a ExportArgs, map: &Map) -> Result<Lens, &'a str> {
    let find = |wanted: &'a String| {
        let is_meant = |known: &&Arc<Persona>| {
            known.id.as_str() == wanted || known.name.to_lowercase() == wanted.to_lowercase()
        };
        let found = map.personas.iter().find(is_meant);
        found
            .map(|persona| persona.id.clone())
            .ok_or(wanted.as_str())
    };
    Ok(Lens {
        personas: export.persona.iter().map(find).collect::<Result<_, _>>()?,
        hides_others: export.hide_others,
        when: match export.view {
            Some(ViewArg::Now) => When::Now,
            Some(ViewArg::ToBe) => When::ToBe,
            None => When::Both,
        },
    })
}
