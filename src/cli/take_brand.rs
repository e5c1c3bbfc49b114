//! A brand taken from the files of a company, as a file of its own.

use std::path::Path;

use super::{BrandArgs, place, placed};
use crate::{
    exchange::brand::{self, FoundBrand, Taking},
    file::brand_shelf,
    model::{Brand, look_of},
    words::Language,
};

/// Writes the output; what is to be told of it comes back, one thing a line.
pub(super) fn run(args: &BrandArgs, language: Language) -> Result<String, String> {
    super::free(&args.output, args.force, language)?;
    let mut taken: Option<Brand> = None;
    let mut told = String::new();
    for file in &args.files {
        let bytes = place::read(file, language)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let found = brand::read(&bytes, &name, language).map_err(|why| {
            let text = why.describe(language);
            placed(file, why.place, &text)
        })?;
        told += &told_of(file, &found, language);
        match &mut taken {
            Some(brand) => found.give(brand, Taking::Beside),
            None => taken = Some(found.brand),
        }
    }
    let mut brand = taken.unwrap_or_default();
    if let Some(name) = &args.name {
        brand.name.clone_from(name);
    }
    for adjusted in look_of(&brand).1 {
        let text = adjusted.describe(language);
        told += &(placed(&args.output, None, &text) + "\n");
    }
    place::write(&args.output, &brand_shelf::written(&brand), language)?;
    Ok(told)
}

/// What a file is, what it gave, and what is to be told of it.
fn told_of(file: &Path, found: &FoundBrand, language: Language) -> String {
    let mut lines = vec![language.fill(
        "imported from {what}",
        &[("what", language.t(found.way.name()))],
    )];
    let colors = found.brand.colors.iter();
    let colors: Vec<String> = colors.map(|color| brand::hex(*color)).collect();
    lines.push(language.fill("colours: {colours}", &[("colours", &colors.join(" "))]));
    let families = [&found.brand.heading, &found.brand.body];
    let families: Vec<&str> = families.into_iter().flatten().map(String::as_str).collect();
    if !families.is_empty() {
        lines.push(language.fill("fonts: {fonts}", &[("fonts", &families.join(", "))]));
    }
    let logos = found.logos.len();
    if logos > 0 {
        lines.push(language.count(
            logos,
            "{n} picture that may be the logo",
            "{n} pictures that may be the logo",
            &[],
        ));
    }
    lines.extend(found.notes.iter().map(|note| note.describe(language)));
    lines
        .iter()
        .map(|line| placed(file, None, line) + "\n")
        .collect()
}
