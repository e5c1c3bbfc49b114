//! What families of type look like: the name of each in its own face, which is not kept in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use fontique::{Collection, FontInfo, FontStyle, FontWeight, FontWidth, SourceCache};
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{Location, LocationRef, Size},
};

use super::{
    face,
    system::{collection, quietly},
};
use crate::geom::{Affine, BezPath};

/// The longest name that is drawn in its face, in letters.
const LONGEST: usize = 60;

/// The families of type that there are; [`Fonts::families`](super::Fonts::families) lists their names.
pub struct Families(Mutex<(Collection, SourceCache)>);

/// The name of a family in its own face.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilySample {
    /// In em (1 is the size of the letters), y down, from the left end of the baseline.
    pub path: BezPath,
    /// In em.
    pub width: f64,
}

impl Families {
    /// Those of the system. Blocks: all of them are looked up.
    pub fn of_system() -> Self {
        let fonts = quietly(|| collection(true)).unwrap_or_else(|| collection(false));
        Self(Mutex::new((fonts, SourceCache::default())))
    }

    /// Those of these font files (TrueType or OpenType), whatever the system has.
    pub fn with(files: &[&[u8]]) -> Self {
        let mut fonts = collection(false);
        for file in files {
            fonts.register_fonts(file.to_vec().into(), None);
        }
        Self(Mutex::new((fonts, SourceCache::default())))
    }

    fn lock(&self) -> MutexGuard<'_, (Collection, SourceCache)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A family's name in its own face; `None` where it has no such letters, or cannot be read.
    /// Blocks: its file is read.
    pub fn sample(&self, family: &str) -> Option<FamilySample> {
        let mut fonts = self.lock();
        let (collection, cache) = &mut *fonts;
        let found = collection.family_by_name(family)?;
        let (width, style) = (FontWidth::NORMAL, FontStyle::Normal);
        let font = found.match_font(width, style, FontWeight::NORMAL, true)?;
        sample(font, cache, family)
    }
}

fn sample(font: &FontInfo, cache: &mut SourceCache, name: &str) -> Option<FamilySample> {
    let data = font.load(Some(cache))?;
    let font = FontRef::from_index(data.as_ref(), font.index()).ok()?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let (charmap, location) = (font.charmap(), Location::default());
    let (mut path, mut width) = (BezPath::new(), 0.0);
    for letter in name.chars().take(LONGEST) {
        let glyph = charmap.map(letter)?;
        let layers = face::outline(&font, &location, glyph).layers;
        if layers.is_empty() && !letter.is_whitespace() {
            return None;
        }
        let place = Affine::translate((width, 0.0));
        for (_, outline) in layers {
            path.extend(place * outline);
        }
        width += f64::from(metrics.advance_width(glyph)?);
    }
    (width > 0.0).then_some(FamilySample { path, width })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled() -> Families {
        let face =
            include_bytes!("../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_500Medium.ttf");
        Families::with(&[face])
    }

    #[test]
    fn families_show_their_names() {
        let families = bundled();
        let name = "Plus Jakarta Sans";
        let sample = families.sample(name).expect("it has Latin letters");
        // About half an em a letter.
        let letters = name.chars().count() as f64;
        assert!(
            (0.3 * letters..0.9 * letters).contains(&sample.width),
            "{}",
            sample.width
        );
        let bounds = crate::geom::Shape::bounding_box(&sample.path);
        assert!(
            bounds.y0 < -0.6 && bounds.x1 > 0.9 * sample.width,
            "{bounds:?}"
        );
        assert_eq!(families.sample("Nobody Has This"), None);
        assert_eq!(Families::with(&[b"no font"]).sample(name), None);
    }
}
