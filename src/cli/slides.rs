//! From a file to slides of an office.

use std::{
    borrow::Cow,
    fmt::Write as _,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use super::{
    handout, place, placed,
    wanted::{backdrop, options},
};
use crate::{
    cli::ExportArgs,
    deck::{self, Frame},
    export::{self, About, Backdrop, Deck, ExportError, Template},
    model::{Map, Shows, Stop},
    text::Fonts,
    words::Language,
};

/// Writes the slides of a map as it is `shown` today, of one of its stops or of its matrix, or says why
/// not; what is to be told of them comes back, one thing a line.
pub(super) fn run(
    args: &ExportArgs,
    map: &Map,
    shown: &Map,
    fonts: &Fonts,
    language: Language,
) -> Result<String, String> {
    let template = args.template.as_deref();
    let template = template.map(|path| read(path, language)).transpose()?;
    super::free(&args.output, args.force, language)?;
    let seen = dressed(shown, template.as_deref());
    let ground = match template.as_deref() {
        Some(_) => Backdrop::White,
        None => backdrop(args),
    };
    let frame = template.as_deref().map_or(Frame::SLIDE, Template::frame);
    let stops = stops(args, map, language)?;
    let mut deck = Deck::of_stops(&seen, &stops, frame, ground, fonts, &|_| true);
    let is_whole = args.stop.is_none() && !args.matrix;
    deck.about = About {
        map: is_whole.then(|| Arc::new(map.clone())),
        ..deck.about
    };
    let mut options = options(args, deck.about.clone());
    options.slides.template = template;
    let told = |error: ExportError| placed(&args.file, None, &error.describe(language));
    let never = AtomicBool::new(false);
    let slides = export::export_slides(&deck, &options, &|_| (), &never).map_err(told)?;
    place::write(&args.output, &slides.bytes, language)?;
    let mut more = String::new();
    for one in &slides.told {
        let line = placed(&args.output, None, &one.describe(language));
        let _ = writeln!(more, "{line}");
    }
    Ok(more)
}

/// The map in the colours of a template.
fn dressed<'m>(map: &'m Map, template: Option<&Template>) -> Cow<'m, Map> {
    match template {
        Some(template) => Cow::Owned(template.dressed(map)),
        None => Cow::Borrowed(map),
    }
}

fn stops(args: &ExportArgs, map: &Map, language: Language) -> Result<Vec<Stop>, String> {
    if args.matrix {
        return Ok(vec![Stop {
            shows: Shows::Matrix,
            ..Stop::default()
        }]);
    }
    let Some(wanted) = &args.stop else {
        return Ok(deck::stops(map, map.language));
    };
    let found = handout::find(map, wanted).map_err(|known| {
        let values = [("name", wanted.as_str()), ("known", &known)];
        let text = language.fill("there is no stop “{name}”; the map has: {known}", &values);
        placed(&args.file, None, &text)
    })?;
    Ok(vec![found])
}

fn read(path: &Path, language: Language) -> Result<Arc<Template>, String> {
    let bytes = place::read(path, language)?;
    let template = Template::read(&bytes);
    let template = template.map_err(|fault| placed(path, None, &fault.describe(language)));
    template.map(Arc::new)
}
