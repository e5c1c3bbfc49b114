//! Colours as the eye sees them (OKLab, OKLCH; Björn Ottosson, 2020), and of other spaces as sRGB.

use color::{AlphaColor, ColorSpaceTag, DynamicColor, Oklab, Oklch, OpaqueColor, Srgb};

use crate::model::Color;

/// Below this chroma a colour passes for grey.
const GREY: f32 = 0.035;
/// So far apart (OKLab) two colours are still shades of one of a brand.
const NEAR: f32 = 0.06;

/// Lightness from 0 to 1, and the two axes of OKLab.
pub(super) fn lab(color: Color) -> [f32; 3] {
    let rgb = [color.r, color.g, color.b].map(|part| f32::from(part) / 255.0);
    OpaqueColor::<Srgb>::new(rgb).convert::<Oklab>().components
}

/// The colour at a place of OKLab, brought into sRGB.
pub(super) fn of_lab([l, a, b]: [f32; 3]) -> Color {
    of(AlphaColor::<Oklab>::new([l, a, b, 1.0]).convert()).0
}

pub(super) fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    let parts = a.iter().zip(b).map(|(a, b)| (a - b).powi(2));
    parts.sum::<f32>().sqrt()
}

fn chroma([_, a, b]: [f32; 3]) -> f32 {
    a.hypot(b)
}

/// White, black and all between, which no brand is told by.
pub(super) fn is_grey(color: Color) -> bool {
    let lab = lab(color);
    // What is nearly black or white has no colour to the eye, whatever its hue.
    chroma(lab) < GREY || lab[0] > 0.985 || lab[0] < 0.12
}

/// Whether the two pass for one colour of a brand: near each other, or a tint and what it is one of.
pub(super) fn are_shades_of_one(a: Color, b: Color) -> bool {
    let (a, b) = (lab(a), lab(b));
    if distance(a, b) < NEAR {
        return true;
    }
    let turn = |[_, a, b]: [f32; 3]| b.atan2(a).to_degrees();
    let apart = (turn(a) - turn(b)).abs();
    let is_pale = |lab: [f32; 3]| lab[0] > 0.85 && chroma(lab) < 0.09;
    apart.min(360.0 - apart) < 14.0 && (is_pale(a) || is_pale(b))
}

/// An opaque colour of any space in sRGB, and whether it had to be brought into that: its chroma goes
/// down until it fits, its hue and lightness stay.
pub(super) fn of(color: AlphaColor<Srgb>) -> (Color, bool) {
    const EDGE: std::ops::RangeInclusive<f32> = -0.002..=1.002;
    let fits = |color: AlphaColor<Srgb>| color.components[..3].iter().all(|c| EDGE.contains(c));
    if fits(color) {
        return (rounded(color), false);
    }
    let [l, c, h, _] = color.convert::<Oklch>().components;
    if !(l.is_finite() && c.is_finite() && h.is_finite()) {
        return (rounded(color), true);
    }
    let with =
        |chroma: f32| AlphaColor::<Oklch>::new([l.clamp(0.0, 1.0), chroma, h, 1.0]).convert();
    let (mut fitting, mut most) = (0.0, c);
    for _ in 0..16 {
        let middle = (fitting + most) / 2.0;
        match fits(with(middle)) {
            true => fitting = middle,
            false => most = middle,
        }
    }
    (rounded(with(fitting)), true)
}

fn rounded(color: AlphaColor<Srgb>) -> Color {
    let part = |at: usize| (color.components[at].clamp(0.0, 1.0) * 255.0).round() as u8;
    Color {
        r: part(0),
        g: part(1),
        b: part(2),
    }
}

/// A colour as CSS writes it (`#1a2b3c`, `rgb(…)`, `oklch(…)`, a name), with its opacity and whether it
/// had to be brought into sRGB.
pub(super) fn of_css(text: &str) -> Option<(Color, f32, bool)> {
    // No colour is written longer; the library looks at every letter.
    let text = Some(text.trim()).filter(|text| text.len() <= 200)?;
    of_dynamic(color::parse_color(text).ok()?)
}

/// A colour by the components of a space, with its opacity and whether it had to be brought into sRGB.
pub(super) fn of_space(
    space: ColorSpaceTag,
    [a, b, c]: [f32; 3],
    alpha: f32,
) -> Option<(Color, f32, bool)> {
    let is_told = [a, b, c, alpha].iter().all(|part| part.is_finite());
    let color = DynamicColor {
        cs: space,
        flags: color::Flags::default(),
        components: [a, b, c, alpha],
    };
    is_told.then(|| of_dynamic(color)).flatten()
}

fn of_dynamic(color: DynamicColor) -> Option<(Color, f32, bool)> {
    let srgb: AlphaColor<Srgb> = color.to_alpha_color();
    let alpha = srgb.components[3];
    let is_told = srgb.components.iter().all(|part| part.is_finite());
    let (color, is_brought_in) = of(srgb.with_alpha(1.0));
    is_told.then_some((color, alpha, is_brought_in))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_other_spaces_are_those_of_the_standard() {
        for (text, color) in [
            ("#abc", 0xAABBCC),
            ("#11223344", 0x112233),
            ("rgb(255 0 0)", 0xFF0000),
            ("hsl(120 100% 25%)", 0x008000),
            ("rebeccapurple", 0x663399),
            // CSS Color 4, the examples of its section on OKLCH.
            ("oklch(0.628 0.2577 29.23)", 0xFF0000),
            ("oklch(0.452 0.3132 264.05)", 0x0000FF),
        ] {
            let (found, _, brought) = of_css(text).unwrap();
            let apart = distance(lab(found), lab(Color::hex(color)));
            assert!(apart < 0.006, "{text}: {found}");
            assert!(!brought, "{text}");
        }
        assert_eq!(of_css("hotpink or so"), None);
    }

    #[test]
    fn what_is_beyond_srgb_keeps_its_hue() {
        let (red, alpha, brought) =
            of_space(ColorSpaceTag::DisplayP3, [1.0, 0.0, 0.0], 0.5).unwrap();
        assert!(brought);
        assert_eq!(alpha, 0.5);
        assert!(red.r > 240 && red.g < 60 && red.b < 60, "{}", red);
        let same = of_space(ColorSpaceTag::DisplayP3, [0.5, 0.5, 0.5], 1.0).unwrap();
        assert_eq!(same, (Color::hex(0x808080), 1.0, false));
        assert_eq!(
            of_space(ColorSpaceTag::Lab, [f32::NAN, 0.0, 0.0], 1.0),
            None
        );
    }

    #[test]
    fn greys_and_shades_of_one_are_known() {
        for grey in [0xFFFFFF, 0x000000, 0x44546A, 0xE7E6E6, 0xF4F6F8] {
            // The slate of Office's themes has some blue in it.
            assert_eq!(is_grey(Color::hex(grey)), grey != 0x44546A, "{grey:06X}");
        }
        for color in [0x0B2545, 0xFFC000, 0x5B5BD6] {
            assert!(!is_grey(Color::hex(color)), "{color:06X}");
        }
        let [navy, pale, gold] = [0x0B2545, 0xD6E2F3, 0xC9A227].map(Color::hex);
        assert!(are_shades_of_one(navy, pale));
        assert!(!are_shades_of_one(navy, gold));
    }
}
