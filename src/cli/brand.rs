//! A company's look for a map, as a file that is named on a command line.

use std::{path::Path, sync::Arc};

use super::{place, placed};
use crate::{
    file::brand::{digest_of, read_brand},
    model::{Brand, BrandSource, Map, look_of},
    text::Fonts,
    words::Language,
};

/// Gives a map the brand of a file, if one is named; what had to be adjusted of its colours comes
/// back, one thing a line.
pub(super) fn dress(
    map: &mut Map,
    file: Option<&Path>,
    language: Language,
) -> Result<String, String> {
    let Some(file) = file else {
        return Ok(String::new());
    };
    let brand = read(file, language)?;
    let adjusted = look_of(&brand).1.into_iter();
    let adjusted = adjusted.map(|it| placed(file, None, &it.describe(language)) + "\n");
    let told = adjusted.collect();
    map.set_brand(Some(Arc::new(brand)));
    Ok(told)
}

fn read(file: &Path, language: Language) -> Result<Brand, String> {
    let bytes = place::read(file, language)?;
    let mut brand = read_brand(&bytes).map_err(|error| {
        let at = Some((error.line, error.column));
        placed(file, at, &error.describe(language))
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if brand.name.trim().is_empty() {
        let ending = name.find(".brand").or_else(|| name.find('.'));
        brand.name = name[..ending.unwrap_or(name.len())].to_owned();
    }
    brand.source = Some(BrandSource {
        file: name.into_owned(),
        digest: digest_of(&bytes),
    });
    Ok(brand)
}

/// What stands in for the fonts of a map's brand that are not here, one thing a line.
pub(super) fn missing(path: &Path, map: &Map, fonts: &Fonts, language: Language) -> String {
    let missing = map.brand.iter().flat_map(|brand| fonts.missing(brand));
    let lines = missing.map(|font| {
        let text = language.fill(
            "the font “{font}” is neither in the map nor on this computer: {other} stands in for it",
            &[("font", &font), ("other", Fonts::OURS)],
        );
        placed(path, None, &text) + "\n"
    });
    lines.collect()
}
