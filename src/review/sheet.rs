//! What only the laid-out sheet shows: whether its texts can be read where it is shown.

use super::{
    finding::{Reason, ReasonPart, in_short},
    survey::{OF_MAP, Review},
};
use crate::{layout::Layout, model::Target, text::Fonts};

/// A slide as most projectors show it; a map is as wide as the slide.
pub const SLIDE_WIDTH_IN_PX: f64 = 1920.0;
/// The size of a font below which a text on a slide cannot be read.
pub const LEAST_TEXT_IN_PX: f64 = 9.0;

/// Told of each family of the map's brand that another one stands in for.
pub(super) fn missing_fonts(survey: &mut Review<'_>, fonts: &Fonts) {
    let brand = survey.map.brand.as_ref();
    let missing = brand.map_or_else(Vec::new, |brand| fonts.missing(brand));
    for (index, font) in missing.into_iter().enumerate() {
        let names = [
            ("font", ReasonPart::Text(in_short(&font))),
            ("other", ReasonPart::Text(Fonts::OURS.to_owned())),
        ];
        survey.add(
            (OF_MAP, index, 3),
            Reason::MissingFont,
            Target::Title,
            names,
        );
    }
}

/// Texts that somebody wrote count, and not what the sheet says by itself, as the numbers of a
/// scale. Ten stages of one column each are too many; nine are not.
pub(super) fn small_text(survey: &mut Review<'_>, layout: &Layout) {
    let written = layout.texts().filter(|(_, text)| text.of.is_some());
    let written = written.filter(|(_, text)| !text.is_empty());
    let sizes = written.map(|(_, text)| layout.grid.theme.style(text.role).size);
    let smallest = sizes.fold(f64::INFINITY, f64::min);
    let in_px = smallest * SLIDE_WIDTH_IN_PX / layout.size.width;
    if in_px >= LEAST_TEXT_IN_PX {
        return;
    }
    let names = [
        ("width", ReasonPart::Number(SLIDE_WIDTH_IN_PX)),
        ("size", ReasonPart::Number((in_px * 10.0).round() / 10.0)),
    ];
    survey.add((OF_MAP, 0, 2), Reason::SmallText, Target::Title, names);
}
