//! Families that are asked for by name: those that travel with a map, else those that are installed.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use super::{
    FaceId, Fonts, Shared,
    embedding::Embedding,
    face::{self, Faces, LoadedFace},
    lock,
};
use crate::model::{Brand, BrandFace, TextStyle, Theme, Typography};

/// Brands whose faces are known; more are of no use at once.
const MOST_BRANDS: usize = 16;

/// What was found of families by their names, and what came with maps.
#[derive(Default)]
pub(super) struct Named {
    /// By family, weight and slant.
    found: HashMap<(Arc<str>, u16, bool), Option<FaceId>>,
    /// Held, so that none gets the place of another in memory.
    brands: VecDeque<Arc<Brand>>,
    /// By the name under which a brand's look asks for them.
    carried: HashMap<String, Vec<CarriedFace>>,
}

/// A face that came with a map.
struct CarriedFace {
    face: BrandFace,
    /// By the weight that it is set in.
    loaded: HashMap<u16, FaceId>,
}

/// Why the faces of a family do not travel with a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaysHere {
    /// There is no such family on this machine.
    NotFound,
    /// The licence bits of one of its faces do not allow it.
    Licence,
    /// They are larger than what may travel.
    TooLarge,
}

impl Shared {
    /// The face that a text in a style is set in as far as that has its letters.
    pub(super) fn base(&self, style: &TextStyle) -> FaceId {
        let TextStyle {
            family,
            weight,
            italic,
            ..
        } = style;
        let ours = || face::bundled(family, *weight, *italic);
        if face::is_bundled(family) {
            return ours();
        }
        self.named(family, *weight, *italic).unwrap_or_else(ours)
    }

    /// Above and below the baseline, in em: the same for every line in a style, whatever faces are in it.
    pub(super) fn reach(&self, style: &TextStyle) -> (f64, f64) {
        match face::is_bundled(&style.family) {
            true => (self.faces.ascent, self.faces.descent),
            false => match self.base(style) {
                base if base.0 < face::EMOJI.0 => (self.faces.ascent, self.faces.descent),
                base => self.faces.get(base).ascent_and_descent(),
            },
        }
    }

    fn named(&self, family: &Arc<str>, weight: u16, italic: bool) -> Option<FaceId> {
        let key = (family.clone(), weight, italic);
        let mut named = lock(&self.named);
        if let Some(known) = named.found.get(&key) {
            return *known;
        }
        let carried = named.carried.get_mut(&**family);
        let found = carried.and_then(|faces| nearest(faces, weight, italic, &self.faces));
        let found = found.or_else(|| {
            let name = Brand::family_of_key(family);
            lock(&self.system).named(name, weight, italic, &self.faces)
        });
        named.found.insert(key, found);
        found
    }
}

/// Of some faces the one that leans as is asked, then the one whose weight is nearest.
fn nearest(
    carried: &mut [CarriedFace],
    weight: u16,
    italic: bool,
    faces: &Faces,
) -> Option<FaceId> {
    let way = |one: &CarriedFace| {
        let of_weight = match face::varies(&one.face.bytes) {
            true => 0,
            false => one.face.weight.abs_diff(weight),
        };
        (one.face.italic != italic, of_weight)
    };
    let best = carried.iter_mut().min_by_key(|one| way(one))?;
    let face = &best.face;
    let weight = if face::varies(&face.bytes) {
        weight
    } else {
        face.weight
    };
    let load = || {
        let data = face.bytes.to_vec();
        faces.add(LoadedFace::of_weight(
            data,
            &face.family,
            weight,
            face.italic,
        ))
    };
    Some(*best.loaded.entry(weight).or_insert_with(load))
}

impl Fonts {
    /// The family that stands in for one that is found nowhere.
    pub const OURS: &str = face::JAKARTA;

    /// Takes over the faces that came with a brand. Cheap where they are known; one that is no font,
    /// or whose licence bits do not allow it, is passed over.
    pub fn learn(&self, brand: Option<&Arc<Brand>>) {
        let Some(brand) = brand.filter(|brand| !brand.faces.is_empty()) else {
            return;
        };
        let mut named = lock(&self.0.named);
        if named.brands.iter().any(|known| Arc::ptr_eq(known, brand)) {
            return;
        }
        named.brands.push_back(brand.clone());
        if named.brands.len() > MOST_BRANDS {
            named.brands.pop_front();
        }
        for family in brand.families() {
            let Some(key) = brand.family_key(family) else {
                continue;
            };
            if named.carried.contains_key(&key) {
                continue;
            }
            named.found.retain(|(known, ..), _| **known != *key);
            let faces = brand.faces_of(family);
            let faces = faces.filter(|face| Embedding::of(&face.bytes) == Embedding::ToEdit);
            let faces = faces.map(|face| CarriedFace {
                face: face.clone(),
                loaded: HashMap::new(),
            });
            named.carried.insert(key, faces.collect());
        }
    }

    /// The families of a brand that are neither on this machine nor came with it: something else
    /// stands in for them.
    pub fn missing(&self, brand: &Arc<Brand>) -> Vec<String> {
        self.learn(Some(brand));
        let mut missing: Vec<String> = Vec::new();
        for family in brand.families() {
            let key = brand.family_key(family);
            let name: Arc<str> = key.as_deref().unwrap_or(family).into();
            let is_here = face::is_bundled(family) || self.0.named(&name, 500, false).is_some();
            if !is_here && !missing.iter().any(|known| known == family) {
                missing.push(family.to_owned());
            }
        }
        missing
    }

    /// The names of all families that a brand can ask for here, in the order of the alphabet.
    pub fn families(&self) -> Vec<String> {
        let mut families = lock(&self.0.system).families();
        families.push(face::JAKARTA.to_owned());
        // What begins so is not meant to be chosen.
        families.retain(|name| !name.starts_with('.') && !name.trim().is_empty());
        families.sort_by_key(|name| name.to_lowercase());
        families.dedup();
        families
    }

    /// The faces of an installed family that travel with a map: those that the sheet is set in.
    ///
    /// # Errors
    /// Why they do not; none travel then, and the name does.
    pub fn travelling(&self, family: &str) -> Result<Vec<BrandFace>, StaysHere> {
        if face::is_bundled(family) {
            return Ok(Vec::new());
        }
        let name: Arc<str> = family.into();
        let mut faces: Vec<BrandFace> = Vec::new();
        let mut bytes = 0;
        for (weight, italic) in [
            (500, false),
            (600, false),
            (700, false),
            (800, false),
            (500, true),
        ] {
            let id = self
                .0
                .named(&name, weight, italic)
                .ok_or(StaysHere::NotFound)?;
            let face = self.face(id);
            if Embedding::of(&face.data) != Embedding::ToEdit {
                return Err(StaysHere::Licence);
            }
            let is_known = |known: &BrandFace| *known.bytes == **face.data;
            if faces.iter().any(is_known) {
                continue;
            }
            bytes += face.data.len();
            faces.push(BrandFace {
                family: family.to_owned(),
                weight: face.weight,
                italic: face.italic,
                bytes: face.data.as_slice().into(),
            });
        }
        match bytes <= Brand::MOST_FACE_BYTES / 2 {
            true => Ok(faces),
            false => Err(StaysHere::TooLarge),
        }
    }

    /// The face of a style whose family did not come with the program; `None` where ours is meant or
    /// stands in.
    pub fn named_face(&self, style: &TextStyle) -> Option<FaceId> {
        let is_bundled = face::is_bundled(&style.family);
        let base = (!is_bundled).then(|| self.0.base(style))?;
        (base.0 > face::EMOJI.0).then_some(base)
    }

    /// A theme whose lines are as far apart as the families that it is set in need: the same where
    /// these are no higher than ours.
    pub fn fitted(&self, theme: &Theme) -> Theme {
        let ours = self.0.faces.get(FaceId(0)).height();
        let is_ours = |style: &TextStyle| face::is_bundled(&style.family);
        if crate::model::TextRole::ALL
            .iter()
            .all(|role| is_ours(theme.style(*role)))
        {
            return theme.clone();
        }
        let type_ = Typography::new(|role| {
            let style = theme.style(role);
            if is_ours(style) {
                return style.clone();
            }
            let height = self.0.faces.get(self.0.base(style)).height();
            let by = (height / ours).clamp(1.0, MOST_STRETCH);
            TextStyle {
                line_height: style.line_height * by,
                ..style.clone()
            }
        });
        Theme::new(crate::model::Look {
            type_,
            ..(**theme).clone()
        })
    }
}

/// Of lines, for a face that is far higher than its letters.
const MOST_STRETCH: f64 = 1.5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Color, TextRole, look_of};

    const HEAVY: &[u8] =
        include_bytes!("../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_800ExtraBold.ttf");
    const LEANING: &[u8] =
        include_bytes!("../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_500Medium_Italic.ttf");

    fn carried(family: &str, weight: u16, italic: bool, bytes: &[u8]) -> BrandFace {
        BrandFace {
            family: family.to_owned(),
            weight,
            italic,
            bytes: bytes.into(),
        }
    }

    fn house(faces: Vec<BrandFace>) -> Arc<Brand> {
        Arc::new(Brand {
            colors: vec![Color::hex(0x0B2545)],
            heading: Some("House".to_owned()),
            faces,
            ..Brand::default()
        })
    }

    fn face_of(fonts: &Fonts, style: &TextStyle) -> FaceId {
        fonts.paragraph("House", style, None).lines[0].runs[0].face
    }

    #[test]
    fn faces_that_came_with_a_map_are_set_in_and_what_they_lack_is_ours() {
        let fonts = Fonts::bundled();
        let brand = house(vec![
            carried("House", 800, false, HEAVY),
            carried("House", 500, true, LEANING),
        ]);
        let (look, _) = look_of(&brand);
        fonts.learn(Some(&brand));
        let title = look.style(TextRole::Title);
        let face = fonts.face(face_of(&fonts, title));
        assert_eq!(
            (&*face.family, face.weight, face.bundled),
            ("House", 800, false)
        );
        // Once loaded, it is the same.
        assert_eq!(
            face_of(&fonts, title),
            face_of(&fonts, look.style(TextRole::LaneTitle))
        );
        let leaning = TextStyle {
            italic: true,
            ..title.clone()
        };
        assert!(fonts.face(face_of(&fonts, &leaning)).italic);
        // The body is set in its heading's family only where it says so.
        let card = fonts.face(face_of(&fonts, look.style(TextRole::Card)));
        assert!(card.bundled);
        assert_eq!(fonts.missing(&brand), [] as [String; 0]);
    }

    #[test]
    fn two_brands_of_one_name_keep_their_own_faces() {
        let fonts = Fonts::bundled();
        let [a, b] = [HEAVY, LEANING].map(|bytes| house(vec![carried("House", 500, false, bytes)]));
        let faces = [&a, &b].map(|brand| {
            fonts.learn(Some(brand));
            face_of(&fonts, look_of(brand).0.style(TextRole::Title))
        });
        assert_ne!(faces[0], faces[1]);
        assert_eq!(fonts.face(faces[0]).family, fonts.face(faces[1]).family);
    }

    #[test]
    fn a_family_that_is_nowhere_is_told_and_ours_stands_in() {
        let fonts = Fonts::bundled();
        let brand = house(vec![carried("House", 500, false, b"no font at all")]);
        assert_eq!(fonts.missing(&brand), ["House"]);
        let face = fonts.face(face_of(&fonts, look_of(&brand).0.style(TextRole::Title)));
        assert!(face.bundled);
        assert_eq!(fonts.travelling("House"), Err(StaysHere::NotFound));
    }

    #[test]
    fn a_family_that_is_installed_is_found_by_its_name_and_travels() {
        let fonts = Fonts::with(crate::text::more_fonts::MORE_SCRIPTS);
        assert!(fonts.families().iter().any(|name| name == "Noto Sans Thai"));
        let faces = fonts.travelling("Noto Sans Thai").unwrap();
        assert_eq!(faces.len(), 1);
        let brand = Arc::new(Brand {
            body: Some("Noto Sans Thai".to_owned()),
            faces,
            ..Brand::default()
        });
        // On another machine, which does not have it.
        let other = Fonts::bundled();
        other.learn(Some(&brand));
        let style = look_of(&brand).0.style(TextRole::Card).clone();
        let line = &other.paragraph("สวัสดี", &style, None).lines[0];
        assert_eq!(other.face(line.runs[0].face).family, "Noto Sans Thai");
        // Lines are as far apart as it needs.
        let theme = Theme::new(look_of(&brand).0);
        let fitted = other.fitted(&theme);
        let [before, after] = [&theme, &fitted].map(|t| t.style(TextRole::Card).line_height);
        assert!(after >= before);
        assert_eq!(Fonts::bundled().fitted(&Theme::default()), Theme::default());
    }
}
