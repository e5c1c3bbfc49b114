//! Faces: their data, their measures, the drawings of their glyphs.

use std::sync::{Arc, OnceLock, RwLock};

use fontique::{Blob, Collection, CollectionOptions, FontInfoOverride};
use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    color::ColorPalettes,
    instance::{Location, LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
    raw::TableProvider as _,
};

use crate::{geom::BezPath, model::Color};

use super::{Face, FaceId, Outline};

macro_rules! jakarta {
    ($name:literal) => {
        include_bytes!(concat!(
            "../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_",
            $name,
            ".ttf"
        ))
    };
}

pub(super) const JAKARTA: &str = "Plus Jakarta Sans";
/// Family, data, weight, italic; in the order of their ids.
const BUNDLED: [(&str, &[u8], u16, bool); 5] = [
    (JAKARTA, jakarta!("500Medium"), 500, false),
    (JAKARTA, jakarta!("600SemiBold"), 600, false),
    (JAKARTA, jakarta!("700Bold"), 700, false),
    (JAKARTA, jakarta!("800ExtraBold"), 800, false),
    (JAKARTA, jakarta!("500Medium_Italic"), 500, true),
];

/// What a family is asked for of which each face is one of its own.
const REGULAR: u16 = 400;

pub(super) const EMOJI: FaceId = FaceId(BUNDLED.len() as u32);
static EMOJI_DATA: &[u8] = include_bytes!("../../assets/fonts/twemoji/Twemoji.Mozilla.ttf");

/// Whether a family came with the program.
pub(super) fn is_bundled(family: &str) -> bool {
    BUNDLED.iter().any(|(own, ..)| *own == family)
}

/// The bundled face for a style: of its family, or else the first one's, the nearest weight, and
/// its italic where there is one.
pub(super) fn bundled(family: &str, weight: u16, italic: bool) -> FaceId {
    let family = if is_bundled(family) { family } else { JAKARTA };
    let faces = || {
        let all = BUNDLED.iter().enumerate();
        all.filter(|(_, (own, ..))| *own == family)
    };
    let upright = faces().filter(|(_, (.., italic))| !italic);
    let nearest = upright
        .min_by_key(|(_, (_, _, own, _))| own.abs_diff(weight))
        .map_or(0, |(index, _)| index);
    let is_slant = |own: u16, slanted: bool| slanted && own == BUNDLED[nearest].2;
    let slanted = faces().find(|(_, (_, _, own, slanted))| is_slant(*own, *slanted));
    let slanted = slanted.filter(|_| italic).map(|(index, _)| index);
    FaceId(slanted.unwrap_or(nearest) as u32)
}

/// Whether a face has an axis of weights.
pub(super) fn varies(data: &[u8]) -> bool {
    FontRef::new(data).is_ok_and(|font| {
        let mut axes = font.axes().iter();
        axes.any(|axis| axis.tag() == skrifa::Tag::new(b"wght"))
    })
}

/// A face in memory.
pub(super) struct LoadedFace {
    pub blob: Blob<u8>,
    pub family: String,
    pub weight: u16,
    pub italic: bool,
    pub bundled: bool,
    /// Of a variable face: the weight that it is set and drawn in.
    location: Location,
    /// The weight that the shaper is asked for.
    pub shaped_as: u16,
    /// A copy for those who embed it.
    shared: OnceLock<Arc<Vec<u8>>>,
}

impl LoadedFace {
    fn new(blob: Blob<u8>, family: &str, weight: u16, italic: bool, bundled: bool) -> Self {
        Self::set_as(REGULAR, blob, family, weight, italic, bundled)
    }

    fn set_as(
        shaped_as: u16,
        blob: Blob<u8>,
        family: &str,
        weight: u16,
        italic: bool,
        bundled: bool,
    ) -> Self {
        let location = FontRef::new(blob.data()).map_or_else(
            |_| Location::default(),
            // The shaper asks every family for this weight: each face is one of its own.
            |font| font.axes().location([("wght", f32::from(shaped_as))]),
        );
        Self {
            shaped_as,
            blob,
            family: family.to_owned(),
            weight,
            italic,
            bundled,
            location,
            shared: OnceLock::new(),
        }
    }

    /// A face that was found on the system; `data` holds no other.
    pub(super) fn of_system(data: Vec<u8>, family: &str, weight: u16, italic: bool) -> Self {
        Self::new(Blob::from(data), family, weight, italic, false)
    }

    /// A face of a family that was asked for by name, in a weight that a variable one is set in.
    pub(super) fn of_weight(data: Vec<u8>, family: &str, weight: u16, italic: bool) -> Self {
        let shaped_as = match varies(&data) {
            true => weight,
            false => REGULAR,
        };
        Self::set_as(shaped_as, Blob::from(data), family, weight, italic, false)
    }

    pub(super) fn face(&self) -> Face {
        Face {
            data: self
                .shared
                .get_or_init(|| Arc::new(self.blob.data().to_vec()))
                .clone(),
            index: 0,
            family: self.family.clone(),
            weight: self.weight,
            italic: self.italic,
            bundled: self.bundled,
        }
    }

    /// From the top of the highest letters to the bottom of the deepest, in em.
    pub(super) fn height(&self) -> f64 {
        let (ascent, descent) = self.ascent_and_descent();
        ascent + descent
    }

    /// Height above and depth below the baseline, in em.
    pub(super) fn ascent_and_descent(&self) -> (f64, f64) {
        let Ok(font) = FontRef::new(self.blob.data()) else {
            return (0.0, 0.0);
        };
        let metrics = font.metrics(Size::new(1.0), &self.location);
        (f64::from(metrics.ascent), -f64::from(metrics.descent))
    }

    /// Whether there is a glyph for each character of a cluster.
    pub(super) fn has(&self, cluster: &str) -> bool {
        FontRef::new(self.blob.data()).is_ok_and(|font| has(&font, cluster))
    }

    pub(super) fn outline(&self, glyph: u32) -> Outline {
        FontRef::new(self.blob.data()).map_or_else(
            |_| Outline::default(),
            |font| outline(&font, &self.location, GlyphId::new(glyph)),
        )
    }
}

/// Whether a font draws each character that is to be seen: with an outline, so that a font of
/// bitmaps does not.
pub(super) fn has(font: &FontRef, cluster: &str) -> bool {
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let charmap = font.charmap();
    let location = Location::default();
    cluster
        .chars()
        .filter(|c| !invisible.contains(*c))
        .all(|c| {
            charmap.map(c).is_some_and(|glyph| {
                c.is_whitespace() || !outline(font, &location, glyph).layers.is_empty()
            })
        })
}

/// Whether all letters of a font have one width: it says so, or its Latin letters do.
pub(super) fn is_of_one_width(font: &FontRef) -> bool {
    const MONOSPACED: u8 = 9;
    // Their fourth number is of proportions, for families of text.
    let is_told = font.post().is_ok_and(|post| post.is_fixed_pitch() != 0)
        || font
            .os2()
            .is_ok_and(|os2| os2.panose_10()[0] == 2 && os2.panose_10()[3] == MONOSPACED);
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let width = |letter: char| metrics.advance_width(font.charmap().map(letter)?);
    let widths = ['i', 'm', 'W'].map(width);
    is_told || widths[0].is_some() && widths.iter().all(|width| *width == widths[0])
}

/// The drawing of a glyph: coloured layers (COLR version 0) where it has them, else its outline.
pub(super) fn outline(font: &FontRef, location: &Location, glyph: GlyphId) -> Outline {
    let layers = color_layers(font, glyph).unwrap_or_else(|| vec![(None, glyph)]);
    Outline {
        layers: layers
            .into_iter()
            .map(|(color, glyph)| (color, path(font, location, glyph)))
            .filter(|(_, path)| !path.is_empty())
            .collect(),
    }
}

/// <https://learn.microsoft.com/typography/opentype/spec/colr>; `None` for a glyph without layers.
fn color_layers(font: &FontRef, glyph: GlyphId) -> Option<Vec<(Option<Color>, GlyphId)>> {
    let colr = font.colr().ok()?;
    let range = colr.v0_base_glyph(glyph).ok()??;
    let palettes = ColorPalettes::new(font);
    let palette = palettes.get(0)?;
    let color = |index: u16| {
        let color = palette.colors().get(usize::from(index))?;
        Some(Color {
            r: color.red,
            g: color.green,
            b: color.blue,
        })
    };
    range
        .map(|index| {
            let (glyph, index) = colr.v0_layer(index).ok()?;
            Some((color(index), glyph.into()))
        })
        .collect()
}

fn path(font: &FontRef, location: &Location, glyph: GlyphId) -> BezPath {
    let mut pen = Pen {
        path: BezPath::new(),
        scale: 1.0 / f64::from(font.head().map_or(1000, |head| head.units_per_em())),
    };
    let drawn = font.outline_glyphs().get(glyph).is_some_and(|outline| {
        let settings = DrawSettings::unhinted(Size::unscaled(), location);
        outline.draw(settings, &mut pen).is_ok()
    });
    if drawn { pen.path } else { BezPath::new() }
}

/// Takes font units with y up, gives em with y down.
struct Pen {
    path: BezPath,
    scale: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path
            .curve_to(self.point(ax, ay), self.point(bx, by), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

/// All faces in use; an id is a place in the list.
pub(super) struct Faces {
    list: RwLock<Vec<Arc<LoadedFace>>>,
    /// Each face is a family of its own, named by [`family_name`]; clones see later ones too.
    pub collection: Collection,
    /// Of the bundled text face, in em: the same for every line, whatever faces are in it.
    pub ascent: f64,
    pub descent: f64,
}

impl Faces {
    pub(super) fn bundled() -> Self {
        let mut faces = Self {
            list: RwLock::default(),
            collection: Collection::new(CollectionOptions {
                shared: true,
                system_fonts: false,
            }),
            ascent: 0.0,
            descent: 0.0,
        };
        for (family, data, weight, italic) in BUNDLED {
            let blob = Blob::new(Arc::new(data));
            faces.add(LoadedFace::new(blob, family, weight, italic, true));
        }
        let blob = Blob::new(Arc::new(EMOJI_DATA));
        faces.add(LoadedFace::new(blob, "Twemoji Mozilla", 400, false, true));
        (faces.ascent, faces.descent) = faces.get(FaceId(0)).ascent_and_descent();
        faces
    }

    pub(super) fn add(&self, face: LoadedFace) -> FaceId {
        let mut list = self.list.write().expect("nothing panics while writing");
        let id = FaceId(list.len() as u32);
        self.collection.clone().register_fonts(
            face.blob.clone(),
            Some(FontInfoOverride {
                family_name: Some(&family_name(id)),
                ..Default::default()
            }),
        );
        list.push(Arc::new(face));
        id
    }

    pub(super) fn get(&self, id: FaceId) -> Arc<LoadedFace> {
        self.list.read().expect("nothing panics while writing")[id.0 as usize].clone()
    }

    /// The face that a blob belongs to.
    pub(super) fn of_blob(&self, blob: u64) -> Option<FaceId> {
        let list = self.list.read().expect("nothing panics while writing");
        let index = list.iter().position(|face| face.blob.id() == blob)?;
        Some(FaceId(index as u32))
    }
}

/// The name by which the shaper asks for a face.
pub(super) fn family_name(id: FaceId) -> String {
    format!("face {}", id.0)
}
