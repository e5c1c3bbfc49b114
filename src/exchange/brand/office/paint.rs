//! Colours as DrawingML says them: of a kind, with what is done to it (ECMA-376, part 1, 20.1.2.3).

use color::{AlphaColor, Hsl, LinearSrgb, Srgb};
use quick_xml::events::BytesStart;

use super::xml::attribute;
use crate::{exchange::brand::shade, model::Color};

/// So many changes of one colour are done.
const MOST_CHANGES: usize = 16;

/// A colour as it is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paint {
    pub base: PaintBase,
    changes: Vec<(Change, f32)>,
}

/// What a colour is before it is changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PaintBase {
    Fixed(Color),
    /// One of the theme's, by its name there or on a slide.
    Scheme(String),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    LightnessTimes,
    LightnessPlus,
    SaturationTimes,
    SaturationPlus,
    HuePlus,
    Tint,
    Shade,
    Alpha,
}

impl Paint {
    /// What a tag says that is a colour.
    pub(super) fn of(tag: &BytesStart<'_>) -> Option<Self> {
        let value = || attribute(tag, "val");
        let base = match tag.local_name().as_ref() {
            "srgbClr" => PaintBase::Fixed(of_hex(&value()?)?),
            "schemeClr" => PaintBase::Scheme(value()?),
            "sysClr" => PaintBase::Fixed(of_system(tag)?),
            "prstClr" => PaintBase::Fixed(of_preset(&value()?)?),
            "scrgbClr" => PaintBase::Fixed(of_linear(tag)?),
            "hslClr" => PaintBase::Fixed(of_hsl(tag)?),
            _ => return None,
        };
        let changes = Vec::new();
        Some(Self { base, changes })
    }

    /// Takes in a tag within the colour's.
    pub(super) fn change(&mut self, tag: &BytesStart<'_>) {
        let change = match tag.local_name().as_ref() {
            "lumMod" => Change::LightnessTimes,
            "lumOff" => Change::LightnessPlus,
            "satMod" => Change::SaturationTimes,
            "satOff" => Change::SaturationPlus,
            "hueOff" => Change::HuePlus,
            "tint" => Change::Tint,
            "shade" => Change::Shade,
            "alpha" => Change::Alpha,
            _ => return,
        };
        let scale = if change == Change::HuePlus {
            60_000.0
        } else {
            100_000.0
        };
        let value = attribute(tag, "val").and_then(|value| share(&value, scale));
        if let Some(value) = value.filter(|_| self.changes.len() < MOST_CHANGES) {
            self.changes.push((change, value));
        }
    }

    /// Whether it is hardly seen.
    pub(super) fn shows_through(&self) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|(change, value)| *change == Change::Alpha && *value < 0.3)
    }

    /// The colour that is seen, where `scheme` says which those of the theme are.
    pub(super) fn seen(&self, scheme: impl FnOnce(&str) -> Option<Color>) -> Option<Color> {
        let base = match &self.base {
            PaintBase::Fixed(color) => *color,
            PaintBase::Scheme(name) => scheme(name)?,
        };
        let changes = self.changes.iter();
        Some(changes.fold(base, |color, (change, value)| {
            changed(color, *change, *value)
        }))
    }
}

fn srgb(color: Color) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(color.r, color.g, color.b, 255)
}

fn changed(color: Color, change: Change, by: f32) -> Color {
    let in_hsl = |change: &dyn Fn([f32; 3]) -> [f32; 3]| {
        let [h, s, l, _] = srgb(color).convert::<Hsl>().components;
        let [h, s, l] = change([h, s, l]);
        let (s, l) = (s.clamp(0.0, 100.0), l.clamp(0.0, 100.0));
        shade::of(AlphaColor::<Hsl>::new([h.rem_euclid(360.0), s, l, 1.0]).convert()).0
    };
    // Towards white or black in light, as PowerPoint does it.
    let in_light = |change: &dyn Fn(f32) -> f32| {
        let [r, g, b, _] = srgb(color).convert::<LinearSrgb>().components;
        let [r, g, b] = [r, g, b].map(|part| change(part).clamp(0.0, 1.0));
        shade::of(AlphaColor::<LinearSrgb>::new([r, g, b, 1.0]).convert()).0
    };
    match change {
        Change::LightnessTimes => in_hsl(&|[h, s, l]| [h, s, l * by]),
        Change::LightnessPlus => in_hsl(&|[h, s, l]| [h, s, l + by * 100.0]),
        Change::SaturationTimes => in_hsl(&|[h, s, l]| [h, s * by, l]),
        Change::SaturationPlus => in_hsl(&|[h, s, l]| [h, s + by * 100.0, l]),
        Change::HuePlus => in_hsl(&|[h, s, l]| [h + by, s, l]),
        Change::Tint => in_light(&|part| part * by + (1.0 - by)),
        Change::Shade => in_light(&|part| part * by),
        Change::Alpha => color,
    }
}

/// "75000" of a scale, or "75%" as the strict format has it.
fn share(text: &str, scale: f32) -> Option<f32> {
    let text = text.trim();
    let value: f32 = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? / 100.0,
        None => text.parse::<f32>().ok()? / scale,
    };
    (value.is_finite() && value.abs() <= 1000.0).then_some(value)
}

/// "1F497D".
pub(super) fn of_hex(text: &str) -> Option<Color> {
    let text = text.trim().trim_start_matches('#');
    let is_one = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let rgb = u32::from_str_radix(text, 16).ok().filter(|_| is_one);
    rgb.map(Color::hex)
}

/// What the system had for it when the file was saved.
fn of_system(tag: &BytesStart<'_>) -> Option<Color> {
    let last = attribute(tag, "lastClr").and_then(|last| of_hex(&last));
    last.or_else(|| match attribute(tag, "val")?.as_str() {
        "window" | "btnHighlight" | "highlightText" => Some(Color::WHITE),
        "windowText" | "btnText" | "menuText" => Some(Color::BLACK),
        _ => None,
    })
}

/// By a name that CSS has, too, but for its beginnings.
fn of_preset(name: &str) -> Option<Color> {
    let long = [("dk", "dark"), ("lt", "light"), ("med", "medium")];
    let full = long.iter().find_map(|(short, long)| {
        let rest = name.strip_prefix(short)?;
        let is_word = rest.starts_with(|c: char| c.is_ascii_uppercase());
        is_word.then(|| format!("{long}{rest}"))
    });
    let name = full.unwrap_or_else(|| name.to_owned());
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let found = is_name
        .then(|| shade::of_css(&name.to_lowercase()))
        .flatten();
    found.map(|(color, ..)| color)
}

fn of_linear(tag: &BytesStart<'_>) -> Option<Color> {
    let part = |name| share(&attribute(tag, name)?, 100_000.0);
    let [r, g, b] = [part("r")?, part("g")?, part("b")?].map(|part| part.clamp(0.0, 1.0));
    let color = AlphaColor::<LinearSrgb>::new([r, g, b, 1.0]);
    Some(shade::of(color.convert()).0)
}

fn of_hsl(tag: &BytesStart<'_>) -> Option<Color> {
    let hue = share(&attribute(tag, "hue")?, 60_000.0)?;
    let part = |name| Some(share(&attribute(tag, name)?, 100_000.0)?.clamp(0.0, 1.0) * 100.0);
    let color = AlphaColor::<Hsl>::new([hue.rem_euclid(360.0), part("sat")?, part("lum")?, 1.0]);
    Some(shade::of(color.convert()).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::brand::office::xml::{Met, walk};

    /// The colour that some XML says, over a theme with one accent.
    fn seen(xml: &str) -> Option<Color> {
        let mut paint: Option<Paint> = None;
        walk(xml, |met| {
            if let Met::Start(tag) = met {
                match &mut paint {
                    Some(paint) => paint.change(tag),
                    None => paint = Paint::of(tag),
                }
            }
            true
        });
        paint?.seen(|name| (name == "accent1").then_some(Color::hex(0x4F81BD)))
    }

    fn near(a: Option<Color>, b: u32) -> bool {
        let b = Color::hex(b);
        a.is_some_and(|a| {
            let parts = [(a.r, b.r), (a.g, b.g), (a.b, b.b)];
            parts.iter().all(|(a, b)| a.abs_diff(*b) <= 1)
        })
    }

    #[test]
    fn changed_colours_are_those_that_powerpoint_shows() {
        // Read off PowerPoint's own list of the Office theme of 2007: accent 1, its tints and shades.
        for (changes, shown) in [
            ("", 0x4F81BD),
            ("<a:shade val=\"50000\"/>", 0x385D8A),
            ("<a:lumMod val=\"75000\"/>", 0x376092),
            ("<a:lumMod val=\"50000\"/>", 0x254061),
            (
                "<a:lumMod val=\"40000\"/><a:lumOff val=\"60000\"/>",
                0xB9CDE5,
            ),
            ("<a:lumMod val=\"60%\"/><a:lumOff val=\"40%\"/>", 0x95B3D7),
        ] {
            let xml = format!("<a:schemeClr val=\"accent1\">{changes}</a:schemeClr>");
            let color = seen(&xml);
            assert!(near(color, shown), "{changes}: {color:?}");
        }
    }

    #[test]
    fn every_kind_of_colour_is_read() {
        for (xml, color) in [
            ("<a:srgbClr val=\"0B2545\"/>", Some(0x0B2545)),
            ("<a:srgbClr val=\"+B2545\"/>", None),
            (
                "<a:sysClr val=\"windowText\" lastClr=\"112233\"/>",
                Some(0x112233),
            ),
            ("<a:sysClr val=\"window\"/>", Some(0xFFFFFF)),
            ("<a:prstClr val=\"dkGreen\"/>", Some(0x006400)),
            ("<a:prstClr val=\"dodgerBlue\"/>", Some(0x1E90FF)),
            (
                "<a:scrgbClr r=\"100%\" g=\"0\" b=\"21586\"/>",
                Some(0xFF0080),
            ),
            (
                "<a:hslClr hue=\"14400000\" sat=\"100000\" lum=\"50000\"/>",
                Some(0x0000FF),
            ),
            ("<a:schemeClr val=\"accent9\"/>", None),
            ("<a:prstClr val=\"rgb(1,2,3)\"/>", None),
        ] {
            let found = seen(xml);
            match color {
                Some(color) => assert!(near(found, color), "{xml}: {found:?}"),
                None => assert_eq!(found, None, "{xml}"),
            }
        }
    }
}
