//! What stands in for the bundled faces: the system's fonts, enumerated when a character first needs
//! one and read into memory when used, or font files that were handed over.

use std::{collections::HashMap, fs, panic, sync::Arc, thread};

use fontique::{
    Collection, CollectionOptions, FallbackKey, FamilyId, FontInfo, FontStyle, FontWeight,
    FontWidth, GenericFamily, SourceCache, SourceId, SourceKind,
};
use icu_properties::{CodePointMapData, PropertyNamesShort, props::Script};
use skrifa::FontRef;

use super::{
    FaceId,
    face::{self, Faces, LoadedFace},
};

/// What there is for clusters that the bundled faces lack; by default what the system has.
#[derive(Default)]
pub(super) struct System {
    fonts: Option<(Collection, SourceCache)>,
    /// The faces in use, by file and place in it.
    used: HashMap<(SourceId, u32), FaceId>,
    known: HashMap<Wanted, Option<FaceId>>,
    /// The faces of families that were asked for by name, by file, place in it and weight.
    named: HashMap<(SourceId, u32, u16), FaceId>,
    /// Of the scripts for which the system proposes a family of one width only: what else draws
    /// them.
    others: HashMap<Script, Vec<FamilyId>>,
}

/// A cluster in a style.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    pub cluster: Box<str>,
    pub script: Script,
    pub weight: u16,
    pub italic: bool,
}

impl System {
    /// The faces of these font files, whatever the system has.
    pub(super) fn of_files(files: &[&[u8]]) -> Self {
        let mut fonts = collection(false);
        let families: Vec<_> = files
            .iter()
            .flat_map(|file| fonts.register_fonts(file.to_vec().into(), None))
            .map(|(family, _)| family)
            .collect();
        fonts.append_generic_families(GenericFamily::SansSerif, families.into_iter());
        Self {
            fonts: Some((fonts, SourceCache::default())),
            ..Self::default()
        }
    }

    /// As [`System::of_files`], of which only the first is proposed for a text.
    #[cfg(test)]
    pub(super) fn proposing_first(files: &[&[u8]]) -> Self {
        let mut system = Self::of_files(files);
        if let Some((fonts, _)) = &mut system.fonts {
            let first = fonts.generic_families(GenericFamily::SansSerif).next();
            fonts.set_generic_families(GenericFamily::SansSerif, first.into_iter());
        }
        system
    }

    /// The face for a cluster, read into `faces`; `None` where the system has none.
    pub(super) fn face_for(&mut self, wanted: Wanted, faces: &Faces) -> Option<FaceId> {
        if let Some(known) = self.known.get(&wanted) {
            return *known;
        }
        let found = self.find(&wanted).and_then(|(family, font)| {
            let place = (font.source().id(), font.index());
            if let Some(used) = self.used.get(&place) {
                return Some(*used);
            }
            let id = faces.add(load(&family, &font)?);
            self.used.insert(place, id);
            Some(id)
        });
        self.known.insert(wanted, found);
        found
    }

    fn fonts(&mut self) -> &mut (Collection, SourceCache) {
        self.fonts.get_or_insert_with(|| {
            let fonts = quietly(|| collection(true)).unwrap_or_else(|| collection(false));
            (fonts, SourceCache::default())
        })
    }

    /// The names of all families.
    pub(super) fn families(&mut self) -> Vec<String> {
        let (collection, _) = self.fonts();
        collection.family_names().map(str::to_owned).collect()
    }

    /// The face of a family by its name that is nearest to a weight, read into `faces`; `None` where
    /// there is no such family.
    pub(super) fn named(
        &mut self,
        family: &str,
        weight: u16,
        italic: bool,
        faces: &Faces,
    ) -> Option<FaceId> {
        let (collection, _) = self.fonts();
        let family = collection.family_by_name(family)?;
        let style = if italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        };
        let wanted = FontWeight::new(f32::from(weight));
        let font = family.match_font(FontWidth::NORMAL, style, wanted, true)?;
        let data = data_of(font)?;
        // A variable face is one for each weight that it is set in.
        let varies = face::varies(&data);
        let own = font.weight().value().round() as u16;
        let weight = if varies { weight } else { own };
        let place = (font.source().id(), font.index(), weight);
        if let Some(known) = self.named.get(&place) {
            return Some(*known);
        }
        let italic = font.style() != FontStyle::Normal;
        let id = faces.add(LoadedFace::of_weight(data, family.name(), weight, italic));
        self.named.insert(place, id);
        Some(id)
    }

    /// The first of the script's own fallback and the sans-serif families that draws the whole
    /// cluster, else its first character. The order is that of the system's configuration, but a
    /// family of one width stands in only where there is no other.
    fn find(&mut self, wanted: &Wanted) -> Option<(String, FontInfo)> {
        self.fonts();
        let (collection, cache) = self.fonts.as_mut()?;
        let script = PropertyNamesShort::<Script>::new().get(wanted.script)?;
        let script = fontique::Script::from_bytes(script.as_bytes().try_into().ok()?);
        let mut families: Vec<_> = collection
            .fallback_families(FallbackKey::new(script, None))
            .collect();
        families.extend(collection.generic_families(GenericFamily::SansSerif));
        families.extend(collection.generic_families(GenericFamily::SystemUi));
        let mut search = Search {
            collection,
            cache,
            wanted,
        };
        let found = search.first_of(&families)?;
        if !search.is_of_one_width(&found.1) {
            return Some(found);
        }
        // Those lists leave out what another family draws, too.
        let others = self.others.entry(wanted.script);
        let others = others.or_insert_with(|| search.others_that_draw());
        search.first_of(others).or(Some(found))
    }
}

/// Looks for a cluster's face.
struct Search<'a> {
    collection: &'a mut Collection,
    cache: &'a mut SourceCache,
    wanted: &'a Wanted,
}

impl Search<'_> {
    /// The first that draws the whole cluster, else its first character; before those of one width
    /// the others.
    fn first_of(&mut self, families: &[FamilyId]) -> Option<(String, FontInfo)> {
        // An upright face that draws the text beats an italic one that does not.
        let styles: &[_] = if self.wanted.italic {
            &[FontStyle::Italic, FontStyle::Normal]
        } else {
            &[FontStyle::Normal]
        };
        let weight = FontWeight::new(f32::from(self.wanted.weight));
        let families: Vec<_> = families
            .iter()
            .filter_map(|id| self.collection.family(*id))
            .collect();
        let candidates: Vec<_> = styles
            .iter()
            .flat_map(|style| families.iter().map(move |family| (style, family)))
            .filter_map(|(style, family)| {
                let font = family.match_font(FontWidth::NORMAL, *style, weight, true)?;
                Some((family.name().to_owned(), font.clone()))
            })
            .collect();
        let first = self.wanted.cluster.chars().next()?;
        let texts = [&*self.wanted.cluster, first.encode_utf8(&mut [0; 4])].map(str::to_owned);
        for text in texts {
            let mut of_one_width = None;
            for (name, font) in &candidates {
                if !self.draws(font, &text) {
                    continue;
                }
                if !self.is_of_one_width(font) {
                    return Some((name.clone(), font.clone()));
                }
                of_one_width.get_or_insert_with(|| (name.clone(), font.clone()));
            }
            if of_one_width.is_some() {
                return of_one_width;
            }
        }
        None
    }

    fn draws(&mut self, font: &FontInfo, text: &str) -> bool {
        self.of(font, |font| face::has(font, text))
    }

    fn is_of_one_width(&mut self, font: &FontInfo) -> bool {
        self.of(font, face::is_of_one_width)
    }

    fn of(&mut self, font: &FontInfo, holds: impl FnOnce(&FontRef) -> bool) -> bool {
        font.load(Some(self.cache)).is_some_and(|data| {
            FontRef::from_index(data.as_ref(), font.index()).is_ok_and(|font| holds(&font))
        })
    }

    /// All families that draw the cluster and have letters of several widths.
    fn others_that_draw(&mut self) -> Vec<FamilyId> {
        let mut names: Vec<String> = self.collection.family_names().map(str::to_owned).collect();
        names.sort();
        let wanted = self.wanted;
        let mut others = Vec::new();
        for name in names {
            let Some(family) = self.collection.family_by_name(&name) else {
                continue;
            };
            let fonts = family.match_font(
                FontWidth::NORMAL,
                FontStyle::Normal,
                FontWeight::NORMAL,
                true,
            );
            let is_one = |font: &FontInfo| {
                self.of(font, |font| {
                    face::has(font, &wanted.cluster) && !face::is_of_one_width(font)
                })
            };
            if fonts.is_some_and(is_one) {
                others.push(family.id());
            }
        }
        others
    }
}

pub(super) fn collection(system_fonts: bool) -> Collection {
    Collection::new(CollectionOptions {
        shared: false,
        system_fonts,
    })
}

/// Enumerating panics (in fontique 0.11) on a system with fontconfig and not one font; that is
/// nothing to report.
pub(super) fn quietly<T>(work: impl FnOnce() -> T + panic::UnwindSafe) -> Option<T> {
    let here = thread::current().id();
    let hook = Arc::new(panic::take_hook());
    let others = hook.clone();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() != here {
            others(info);
        }
    }));
    let result = panic::catch_unwind(work);
    drop(panic::take_hook());
    if let Ok(hook) = Arc::try_unwrap(hook) {
        panic::set_hook(hook);
    }
    result.ok()
}

fn load(family: &str, font: &FontInfo) -> Option<LoadedFace> {
    let data = data_of(font)?;
    let italic = font.style() != FontStyle::Normal;
    let weight = font.weight().value().round() as u16;
    Some(LoadedFace::of_system(data, family, weight, italic))
}

/// A font file that holds one face.
fn data_of(font: &FontInfo) -> Option<Vec<u8>> {
    let data = match font.source().kind() {
        SourceKind::Memory(blob) => blob.data().to_vec(),
        SourceKind::Path(path) => fs::read(path).ok()?,
    };
    if data.starts_with(b"ttcf") {
        return Some(standalone(&FontRef::from_index(&data, font.index()).ok()?));
    }
    Some(data)
}

/// A font file that holds one face of a collection; those who embed it then need no more.
fn standalone(font: &FontRef) -> Vec<u8> {
    const HEADER: usize = 12;
    const RECORD: usize = 16;
    let records = font.table_directory().table_records();
    let tables: Vec<_> = records
        .iter()
        .filter_map(|record| Some((record, font.table_data(record.tag())?)))
        .collect();
    let count = tables.len() as u16;
    let power = count.max(1).ilog2() as u16;
    let mut file = Vec::new();
    file.extend(font.table_directory().sfnt_version().to_be_bytes());
    for number in [count, 16 << power, power, 16 * count - (16 << power)] {
        file.extend(number.to_be_bytes());
    }
    let mut offset = HEADER + RECORD * tables.len();
    for (record, data) in &tables {
        file.extend(record.tag().to_be_bytes());
        for number in [record.checksum(), offset as u32, data.len() as u32] {
            file.extend(number.to_be_bytes());
        }
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in &tables {
        file.extend(data.as_bytes());
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

/// The script by which to look a cluster's face up; Han characters, which are shared by languages
/// that draw them differently, are of the script `beside` them.
pub(super) fn script_of(cluster: &str, beside: Option<Script>) -> Script {
    let scripts = CodePointMapData::<Script>::new();
    let own = cluster
        .chars()
        .map(|c| scripts.get(c))
        .find(|script| !matches!(*script, Script::Common | Script::Inherited))
        .unwrap_or(Script::Common);
    match own {
        Script::Han | Script::Common => beside.unwrap_or(own),
        _ => own,
    }
}

/// What makes Han characters of a text Japanese (kana) or Korean (Hangul).
pub(super) fn beside_han(text: &str) -> Option<Script> {
    let scripts = CodePointMapData::<Script>::new();
    text.chars().map(|c| scripts.get(c)).find(|script| {
        matches!(
            *script,
            Script::Hiragana | Script::Katakana | Script::Hangul
        )
    })
}
