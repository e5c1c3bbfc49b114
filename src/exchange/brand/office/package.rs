//! The parts of an office file that say how it looks, and how they hang together.

use std::collections::HashMap;

use super::{
    theme::Theme,
    xml::{Met, attribute, root, text, walk},
};
use crate::exchange::{
    archive::{Archive, ArchiveEntry, ArchiveFault},
    brand::error::NoBrandKind,
};

/// All parts that are text together, unpacked.
const MAX_UNPACKED: usize = 128 << 20;
/// A picture of a master, unpacked.
const MAX_PICTURE: usize = 32 << 20;
/// So many slides, layouts and masters are looked through.
const MOST_SHEETS: usize = 1_000;
/// So many relations of one part are read.
const MOST_RELATIONS: usize = 5_000;

/// What a part with shapes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SheetKind {
    Master,
    Layout,
    Slide,
}

/// A part with shapes.
pub(super) struct Sheet {
    pub kind: SheetKind,
    /// In the archive, in lower case.
    pub name: String,
    pub text: String,
    pub relations: Vec<Relation>,
}

/// What a part refers to within the file.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    id: String,
    /// The last word of its type: "theme", "image".
    kind: String,
    /// The name of the part, in lower case.
    target: String,
}

/// The parts of an office file that say how it looks.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
    entries: Vec<ArchiveEntry>,
    /// By their names, in the order of the archive.
    pub themes: Vec<(String, Theme)>,
    /// Masters first, then layouts, then slides, each by name.
    pub sheets: Vec<Sheet>,
    /// The masters in the order of the presentation, by their names.
    pub masters: Vec<String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, NoBrandKind> {
        let archive = Archive::open(bytes).map_err(|fault| match fault {
            ArchiveFault::Compound => NoBrandKind::Locked,
            ArchiveFault::Unpacked => NoBrandKind::Unpacked,
            ArchiveFault::NoArchive => NoBrandKind::NoOffice,
        })?;
        if !archive.has("[Content_Types].xml") {
            return Err(NoBrandKind::NoOffice);
        }
        let entries = archive.entries().ok_or(NoBrandKind::NoOffice)?;
        let mut package = Self {
            archive,
            entries,
            themes: Vec::new(),
            sheets: Vec::new(),
            masters: Vec::new(),
        };
        package.read()?;
        Ok(package)
    }

    fn read(&mut self) -> Result<(), NoBrandKind> {
        let is_wanted = |entry: &&ArchiveEntry| {
            let name = entry.name.to_ascii_lowercase();
            // Those of a theme's variants are other choices than the one that was made.
            entry.is_text() && !name.starts_with("themevariants/")
        };
        let wanted: Vec<ArchiveEntry> = self.entries.iter().filter(is_wanted).cloned().collect();
        if !self.archive.can_hold(&wanted, MAX_UNPACKED) {
            return Err(NoBrandKind::Unpacked);
        }
        let mut relations: HashMap<String, Vec<Relation>> = HashMap::new();
        let mut order = (String::new(), Vec::new());
        for entry in &wanted {
            let name = entry.name.trim_start_matches('/').to_ascii_lowercase();
            // What is damaged in one part says nothing of the others.
            let Some(bytes) = self.archive.unpacked(entry) else {
                continue;
            };
            let part = text(&bytes);
            if let Some(of) = part_of_relations(&name) {
                relations.insert(of.clone(), relations_of(&of, &part));
                continue;
            }
            let kind = match root(&part).as_deref() {
                Some("theme") => {
                    self.themes.push((name, Theme::of(&part)));
                    continue;
                }
                Some("presentation") => {
                    order = (name, master_ids(&part));
                    continue;
                }
                Some("sldMaster") => SheetKind::Master,
                Some("sldLayout") => SheetKind::Layout,
                Some("sld") => SheetKind::Slide,
                _ => continue,
            };
            if self.sheets.len() < MOST_SHEETS {
                self.sheets.push(Sheet {
                    kind,
                    name,
                    text: part.into_owned(),
                    relations: Vec::new(),
                });
            }
        }
        for sheet in &mut self.sheets {
            sheet.relations = relations.remove(&sheet.name).unwrap_or_default();
        }
        let natural = |name: &str| (name.len(), name.to_owned());
        self.themes.sort_by_key(|(name, _)| natural(name));
        self.sheets
            .sort_by_key(|sheet| (sheet.kind, natural(&sheet.name)));
        let of_presentation = relations.remove(&order.0).unwrap_or_default();
        self.masters = self.masters_in_order(&order.1, &of_presentation);
        Ok(())
    }

    /// As the presentation has them, then those that it does not name.
    fn masters_in_order(&self, ids: &[String], relations: &[Relation]) -> Vec<String> {
        let named = ids.iter().filter_map(|id| {
            let relation = relations.iter().find(|relation| relation.id == *id)?;
            Some(relation.target.clone())
        });
        let masters = self
            .sheets
            .iter()
            .filter(|sheet| sheet.kind == SheetKind::Master);
        let there: Vec<&String> = masters.map(|sheet| &sheet.name).collect();
        let mut order: Vec<String> = Vec::new();
        for name in named.chain(there.iter().map(|name| (*name).clone())) {
            if there.contains(&&name) && !order.contains(&name) {
                order.push(name);
            }
        }
        order
    }

    pub(super) fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }

    /// The theme of a master; where it names none, the first one.
    pub(super) fn theme_of(&self, master: Option<&str>) -> Option<&Theme> {
        let master = master.and_then(|name| self.sheet(name));
        let named = master.and_then(|master| master.related("theme"));
        let mut themes = self.themes.iter();
        let known = themes.find(|(name, _)| Some(name.as_str()) == named);
        let known = known.filter(|(_, theme)| theme.has_colors());
        let mut all = self.themes.iter();
        let first = || all.find(|(_, theme)| theme.has_colors());
        known.or_else(first).map(|(_, theme)| theme)
    }

    /// The master that a sheet is made by.
    pub(super) fn master_of<'s>(&'s self, sheet: &'s Sheet) -> Option<&'s str> {
        match sheet.kind {
            SheetKind::Master => Some(&sheet.name),
            SheetKind::Layout => sheet.related("slidemaster"),
            SheetKind::Slide => {
                let layout = self.sheet(sheet.related("slidelayout")?)?;
                layout.related("slidemaster")
            }
        }
    }

    /// The bytes of a picture that a relation of a sheet leads to.
    pub(super) fn picture(&mut self, name: &str) -> Option<Vec<u8>> {
        let is_it = |entry: &&ArchiveEntry| {
            let known = entry.name.trim_start_matches('/');
            known.eq_ignore_ascii_case(name)
        };
        let entry = self.entries.iter().find(is_it)?.clone();
        let fits = self.archive.can_hold([&entry], MAX_PICTURE);
        fits.then(|| self.archive.unpacked(&entry)).flatten()
    }
}

impl Sheet {
    /// The part that a relation of a kind leads to.
    fn related(&self, kind: &str) -> Option<&str> {
        let mut relations = self.relations.iter();
        let relation = relations.find(|relation| relation.kind == kind)?;
        Some(&relation.target)
    }

    /// The part that the relation of an id leads to.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        let mut relations = self.relations.iter();
        let relation = relations.find(|relation| relation.id == id)?;
        Some(&relation.target)
    }
}

/// "a/b.xml" for "a/_rels/b.xml.rels".
fn part_of_relations(name: &str) -> Option<String> {
    let rest = name.strip_suffix(".rels")?;
    let (folder, file) = rest.rsplit_once('/')?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{file}"))
}

fn relations_of(part: &str, text: &str) -> Vec<Relation> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut relations = Vec::new();
    walk(text, |met| {
        if let Met::Start(tag) = met
            && tag.local_name().as_ref() == "Relationship"
        {
            let value = |name| attribute(tag, name).unwrap_or_default();
            let is_outside = value("TargetMode").eq_ignore_ascii_case("external");
            let kind = value("Type").to_ascii_lowercase();
            if !is_outside {
                relations.push(Relation {
                    id: value("Id"),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolved(folder, &value("Target").to_ascii_lowercase()),
                });
            }
        }
        relations.len() < MOST_RELATIONS
    });
    relations
}

/// A target as seen from a folder, as the name of a part.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The relations of the masters in the order of the presentation.
fn master_ids(part: &str) -> Vec<String> {
    let mut ids = Vec::new();
    walk(part, |met| {
        if let Met::Start(tag) = met
            && tag.local_name().as_ref() == "sldMasterId"
        {
            // Its own number is called id as well.
            let mut attributes = tag.attributes();
            let attributes = attributes.with_checks(false).flatten();
            let ids_of = attributes.filter(|attribute| {
                let key: &str = attribute.key.as_ref();
                key.ends_with(":id")
            });
            ids.extend(ids_of.map(|attribute| attribute.value.to_string()));
        }
        ids.len() < MOST_SHEETS
    });
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_found_from_where_they_are_named() {
        let part = part_of_relations("ppt/slides/_rels/slide1.xml.rels");
        assert_eq!(part.as_deref(), Some("ppt/slides/slide1.xml"));
        assert_eq!(part_of_relations("_rels/.rels").as_deref(), Some(""));
        assert_eq!(resolved("ppt/slides", "../media/a.png"), "ppt/media/a.png");
        assert_eq!(resolved("ppt", "/ppt/theme/t.xml"), "ppt/theme/t.xml");
        assert_eq!(resolved("ppt", "../../../x"), "x");
    }
}
