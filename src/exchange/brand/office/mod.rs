//! Slides, their templates and themes (`.pptx`, `.potx`, `.thmx`): the theme's colours and fonts, the
//! colours that the shapes really use, the pictures of the master.

mod package;
mod paint;
mod theme;
mod used;
mod xml;

use std::collections::HashMap;

use package::{Package, Sheet, SheetKind};
use theme::{SLOTS, Theme};
use used::{Used, color_map, used};

use super::{
    error::{NoBrand, NoBrandKind},
    found::{BrandNote, BrandWay, FoundBrand, FoundColor, FoundName},
    logo,
    offer::Offer,
    shade,
};
use crate::model::{Brand, Color, Picture};

/// So many pictures are offered as logos.
const MOST_LOGOS: usize = 8;
/// A picture over so much of the largest one's area, in square EMU, is a ground: nearly a third of a
/// slide.
const GROUND: f64 = 0.3 * 12_192_000.0 * 6_858_000.0;
/// A colour that is no accent counts as the brand's where it is used so often, and in one of so many
/// uses.
const LEAST_USES: usize = 3;
const LEAST_SHARE: usize = 12;

/// What is known of a file's colours.
struct Counted<'p> {
    theme: &'p Theme,
    /// Each colour with how often it is used, the most used first.
    uses: Vec<(Color, usize)>,
}

/// Reads an office file.
///
/// # Errors
/// Where it is none, is damaged, locked or too large, or says no colours.
pub(super) fn read(bytes: &[u8]) -> Result<(FoundBrand, Option<String>), NoBrand> {
    let mut package = Package::open(bytes)?;
    let master = package.masters.first().cloned();
    let all_used: Vec<Used> = package
        .sheets
        .iter()
        .map(|sheet| used(&sheet.text))
        .collect();
    let theme = package
        .theme_of(master.as_deref())
        .ok_or(NoBrandKind::NoTheme)?;
    let counted = Counted {
        theme,
        uses: uses(&package, &all_used),
    };
    let mut found = counted.found();
    for (name, other) in others(&package, theme) {
        let known: Vec<Color> = found.colors.iter().map(|found| found.color).collect();
        let new = (4..10).filter_map(|at| other.color(SLOTS[at]).map(|color| (at - 3, color)));
        let new = new.filter(|(_, color)| !known.contains(color)).take(6);
        found.colors.extend(new.map(|(_, color)| FoundColor {
            color,
            name: FoundName::Own(name.clone()),
            uses: None,
        }));
    }
    if package.masters.len() > 1 {
        found
            .notes
            .push(BrandNote::SeveralMasters(package.masters.len()));
    }
    let title = Some(theme.name.trim().to_owned());
    let title = title.filter(|name| !name.is_empty() && !is_name_of_program(name));
    let pictures = pictures(&package, &all_used);
    add_logos(&mut found, &mut package, &pictures);
    Ok((found, title))
}

/// What a theme is called that a program begins with.
fn is_name_of_program(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "Office Theme",
        "Office",
        "Larissa",
        "Office-Design",
        "Simple Light",
        "Default Theme",
        "LibreOffice",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The themes of other masters.
fn others<'p>(package: &'p Package<'_>, first: &Theme) -> Vec<(String, &'p Theme)> {
    let themes = package.masters.iter().skip(1).take(10);
    let themes = themes.filter_map(|master| package.theme_of(Some(master)));
    let themes = themes.filter(|theme| *theme != first);
    themes.map(|theme| (theme.name.clone(), theme)).collect()
}

/// How often each colour is used on all sheets, the most used first.
fn uses(package: &Package<'_>, all_used: &[Used]) -> Vec<(Color, usize)> {
    let mut maps: HashMap<&str, Option<HashMap<String, String>>> = HashMap::new();
    for sheet in &package.sheets {
        maps.insert(&sheet.name, color_map(&sheet.text));
    }
    let mut counts: Vec<(Color, usize)> = Vec::new();
    let mut at: HashMap<Color, usize> = HashMap::new();
    for (sheet, used) in package.sheets.iter().zip(all_used) {
        let master = package.master_of(sheet);
        let Some(theme) = package.theme_of(master) else {
            continue;
        };
        let own = maps.get(sheet.name.as_str()).and_then(Option::as_ref);
        let of_master = || maps.get(master?).and_then(Option::as_ref);
        let map = own.or_else(of_master);
        for paint in &used.paints {
            let seen = paint.seen(|name| scheme_color(theme, map, name));
            let Some(color) = seen else { continue };
            match at.get(&color) {
                Some(known) => counts[*known].1 += 1,
                None => {
                    at.insert(color, counts.len());
                    counts.push((color, 1));
                }
            }
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// A theme's colour by what it is called on a slide.
fn scheme_color(theme: &Theme, map: Option<&HashMap<String, String>>, name: &str) -> Option<Color> {
    let mapped = map.and_then(|map| map.get(name)).map(String::as_str);
    // As all masters have it that say nothing else.
    let usual = match name {
        "bg1" => "lt1",
        "tx1" => "dk1",
        "bg2" => "lt2",
        "tx2" => "dk2",
        name => name,
    };
    theme.color(mapped.unwrap_or(usual))
}

impl Counted<'_> {
    fn uses_of(&self, color: Color) -> usize {
        let mut uses = self.uses.iter();
        uses.find(|(known, _)| *known == color)
            .map_or(0, |(_, count)| *count)
    }

    fn found(&self) -> FoundBrand {
        let theme = self.theme;
        let listed = self.listed();
        let in_color: usize = {
            let uses = self
                .uses
                .iter()
                .filter(|(color, _)| !shade::is_grey(*color));
            uses.map(|(_, count)| count).sum()
        };
        let is_untouched = theme.is_untouched();
        let of_theme = |color: Color| (2..12).any(|at| theme.color(SLOTS[at]) == Some(color));
        let often = |(color, count): &&(Color, usize)| {
            *count >= LEAST_USES && count * LEAST_SHARE >= in_color && !of_theme(*color)
        };
        let mut candidates: Vec<(Color, usize)> = self.uses.iter().filter(often).copied().collect();
        let has_own = candidates.iter().any(|(color, _)| !shade::is_grey(*color));
        if !(is_untouched && has_own) {
            // Of equals the theme's stand before the others, in the order of the theme.
            let slots = (4..10).chain([2]);
            let accents = slots.filter_map(|at| theme.color(SLOTS[at]));
            let accents = accents.map(|color| (color, self.uses_of(color)));
            candidates = accents.chain(candidates).collect();
            candidates.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        }
        let mut offer = Offer::default();
        for (color, _) in candidates {
            offer.propose(color);
        }
        let (colors, count) = offer.proposed();
        let mut notes = Vec::new();
        match (is_untouched, has_own) {
            (true, true) => notes.push(BrandNote::UntouchedTheme),
            (true, false) => notes.push(BrandNote::OnlyUntouched),
            (false, _) => {}
        }
        if count > colors.len() {
            notes.push(BrandNote::MoreColors(count));
        }
        if colors.is_empty() {
            notes.push(BrandNote::OnlyGreys);
        }
        let mut brand = Brand::default();
        let families = [&theme.heading, &theme.body].into_iter().flatten();
        let mut fonts: Vec<String> = Vec::new();
        for family in families {
            if !fonts.contains(family) {
                fonts.push(family.clone());
            }
        }
        if theme.has_untouched_fonts() {
            if !fonts.is_empty() {
                notes.push(BrandNote::UntouchedFonts(fonts.join(", ")));
            }
        } else {
            brand.heading.clone_from(&theme.heading);
            brand.body.clone_from(&theme.body);
        }
        FoundBrand::of_parts(BrandWay::Office, brand, (colors, listed), fonts, notes)
    }

    /// The theme's colours with how often they are used, then the others that are.
    fn listed(&self) -> Vec<FoundColor> {
        let name = |at: usize| match at {
            2 => FoundName::Text,
            3 => FoundName::Ground,
            10 | 11 => FoundName::Link,
            accent => FoundName::Accent(accent - 3),
        };
        let slots = (4..10).chain([2, 3, 10, 11]);
        let of_theme = slots.filter_map(|at| {
            let color = self.theme.color(SLOTS[at])?;
            Some(FoundColor {
                color,
                name: name(at),
                uses: Some(self.uses_of(color)),
            })
        });
        let others = self.uses.iter().map(|(color, count)| FoundColor {
            color: *color,
            name: FoundName::Nothing,
            uses: Some(*count),
        });
        of_theme.chain(others).collect()
    }
}

/// The names of the pictures that masters and layouts have, those first that stand on the most.
fn pictures(package: &Package<'_>, all_used: &[Used]) -> Vec<String> {
    let mut found: Vec<(String, SheetKind, usize)> = Vec::new();
    for (sheet, used) in package.sheets.iter().zip(all_used) {
        if sheet.kind == SheetKind::Slide {
            continue;
        }
        for name in logos_of(sheet, used) {
            match found.iter_mut().find(|(known, ..)| *known == name) {
                Some((.., count)) => *count += 1,
                None => found.push((name, sheet.kind, 1)),
            }
        }
    }
    found.sort_by_key(|(_, kind, count)| (*kind, std::cmp::Reverse(*count)));
    found.into_iter().map(|(name, ..)| name).collect()
}

fn logos_of<'s>(sheet: &'s Sheet, used: &'s Used) -> impl Iterator<Item = String> + 's {
    let small = used.pictures.iter();
    let small = small.filter(|(_, size)| size.is_none_or(|size| size < GROUND));
    small.filter_map(|(id, _)| sheet.target(id).map(str::to_owned))
}

/// Unpacks pictures and offers them; the first is the logo, a pale one that for dark grounds.
fn add_logos(found: &mut FoundBrand, package: &mut Package<'_>, names: &[String]) {
    let mut is_drawing = false;
    for name in names.iter().take(3 * MOST_LOGOS) {
        let Some(bytes) = package.picture(name) else {
            continue;
        };
        match logo::of(&bytes) {
            Ok(picture) if !found.logos.contains(&picture) => found.logos.push(picture),
            Ok(_) => {}
            Err(_) => is_drawing |= logo::is_drawing(name),
        }
        if found.logos.len() == MOST_LOGOS {
            break;
        }
    }
    let (pale, plain): (Vec<&Picture>, Vec<&Picture>) = found
        .logos
        .iter()
        .partition(|picture| logo::is_for_dark(picture));
    found.brand.logo = plain
        .first()
        .or(pale.first())
        .map(|picture| (*picture).clone());
    found.brand.logo_on_dark = plain
        .first()
        .and(pale.first())
        .map(|picture| (*picture).clone());
    if is_drawing {
        found.notes.push(BrandNote::Drawing);
    }
}
