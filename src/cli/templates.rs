//! The templates, without a window.

use std::{fmt::Write as _, path::PathBuf};

use super::{NewArgs, brand, place};
use crate::{
    file::{
        self,
        shelf::{self, ShelvedMap},
    },
    model::Map,
    words::Language,
};

/// One a line: what it is asked for as, and its name.
pub(super) fn list(language: Language) -> String {
    let ours = file::templates().iter();
    let ours = ours.map(|template| {
        (
            template.id.to_owned(),
            language.t(template.name()).to_owned(),
        )
    });
    let kept = own().into_iter().map(|kept| (kept.name, kept.map.title));
    let all: Vec<(String, String)> = ours.chain(kept).collect();
    let width = all.iter().map(|(id, _)| id.chars().count()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for (id, name) in all {
        let name = super::one_line(&name);
        let line = format!("{id:width$}  {name}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// Writes a map that begins as a template, or says why not.
pub(super) fn write(new: &NewArgs, language: Language) -> Result<String, String> {
    let mut map = find(new, language)?;
    let told = brand::dress(&mut map, new.brand.as_deref(), language)?;
    super::free(&new.output, new.force, language)?;
    place::write(&new.output, &file::save(&map), language)?;
    Ok(told)
}

fn find(new: &NewArgs, language: Language) -> Result<Map, String> {
    let name = new.template.as_str();
    if let Some(template) = file::template(name) {
        let bytes = template.bytes(new.language.unwrap_or(language));
        let loaded = file::load(bytes).map_err(|error| error.describe(language))?;
        return Ok(loaded.map);
    }
    let own = own();
    let Some(kept) = own.iter().find(|kept| kept.name == name) else {
        let ours = file::templates().iter().map(|template| template.id);
        let ids: Vec<&str> = ours.chain(own.iter().map(|k| k.name.as_str())).collect();
        let values = [("name", name), ("ids", &ids.join(", "))];
        return Err(language.fill("there is no template “{name}”; there are: {ids}", &values));
    };
    let written_in = kept.map.language;
    if new.language.is_some_and(|wanted| wanted != written_in) {
        let values = [("name", name), ("language", written_in.name())];
        return Err(language.fill(
            "the template “{name}” is written in {language} only",
            &values,
        ));
    }
    Ok(kept.map.clone())
}

/// What was saved as a template in the window, which alone knows where.
fn own() -> Vec<ShelvedMap> {
    folder().as_deref().map(shelf::list).unwrap_or_default()
}

#[cfg(feature = "gui")]
fn folder() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("jejak").join("templates"))
}

#[cfg(not(feature = "gui"))]
fn folder() -> Option<PathBuf> {
    None
}
