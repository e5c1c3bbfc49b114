//! Colours as relatives of those of a theme, so that another theme recolours all of a deck.

use std::{cell::RefCell, collections::HashMap, fmt::Write as _};

use crate::model::{Color, Hue, Look, Map};

/// The colours of a theme by their places in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ThemeColors {
    /// Dark and light, then a second of each.
    pub dark: Color,
    pub light: Color,
    pub second_dark: Color,
    pub second_light: Color,
    pub accents: [Color; 6],
    /// Of addresses, and of those that were followed.
    pub link: Color,
    pub followed: Color,
    /// The ground of slides is the dark one.
    pub is_dark: bool,
}

impl ThemeColors {
    /// Those of a map: ground, letters, its stages' and personas' colours, good and bad.
    pub(super) fn of(look: &Look, map: Option<&Map>) -> Self {
        let colors = &look.colors;
        let is_dark = colors.sheet.luminance() < colors.ink.luminance();
        let order = |ground, ink| {
            if is_dark {
                (ground, ink)
            } else {
                (ink, ground)
            }
        };
        let (dark, light) = order(colors.sheet, colors.ink);
        let (second_dark, second_light) = order(colors.panel, colors.quiet_ink);
        let mut accents: Vec<Color> = Vec::new();
        for color in used(map).map(|hue| look.hue(hue)) {
            if accents.len() < 4 && !accents.contains(&color) {
                accents.push(color);
            }
        }
        accents.extend([colors.good, colors.bad]);
        accents.resize(6, colors.icon);
        let mut all = [colors.icon; 6];
        all.copy_from_slice(&accents);
        Self {
            dark,
            light,
            second_dark,
            second_light,
            accents: all,
            link: colors.ink,
            followed: colors.quiet_ink,
            is_dark,
        }
    }

    /// The one that a slide names so.
    pub(super) fn of_slot(&self, name: &str) -> Color {
        let slots = self.slots();
        let slot = |name: &str| {
            let found = slots.iter().find(|(known, _)| *known == name);
            found.map(|(_, color)| *color)
        };
        match name {
            "dk1" => self.dark,
            "lt1" => self.light,
            "dk2" => self.second_dark,
            "lt2" => self.second_light,
            // What is left to the shape that asks is the ground's.
            name => slot(name).or_else(|| slot("bg1")).unwrap_or(self.light),
        }
    }

    /// As slides name them.
    fn slots(&self) -> Vec<(&'static str, Color)> {
        let pairs = [
            (self.light, self.dark),
            (self.second_light, self.second_dark),
        ];
        let [(ground, ink), (second_ground, second_ink)] = match self.is_dark {
            true => pairs.map(|(light, dark)| (dark, light)),
            false => pairs,
        };
        let names = [
            "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
        ];
        let grounds = [
            ("bg1", ground),
            ("tx1", ink),
            ("bg2", second_ground),
            ("tx2", second_ink),
        ];
        let accents = names.into_iter().zip(self.accents);
        grounds.into_iter().chain(accents).collect()
    }
}

/// The hues of stages and personas, then all others, each once or more.
fn used(map: Option<&Map>) -> impl Iterator<Item = Hue> {
    let stages = map.into_iter().flat_map(|map| &map.stages);
    let personas = map.into_iter().flat_map(|map| &map.personas);
    let stages = stages.map(|stage| stage.hue);
    stages
        .chain(personas.map(|persona| persona.hue))
        .chain(Hue::ALL)
}

/// The families of type of a theme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ThemeFonts {
    pub heading: String,
    pub body: String,
}

/// Writes colours as relatives of a theme's.
pub(super) struct Palette {
    slots: Vec<(&'static str, Color)>,
    /// What no colour of the theme is a relative of stays itself: the theme is somebody else's.
    is_foreign: bool,
    known: RefCell<HashMap<Color, Relative>>,
}

/// A colour of the theme and what is made of it, or the colour itself.
#[derive(Debug, Clone, PartialEq)]
enum Relative {
    Of(&'static str, String),
    None,
}

impl Palette {
    pub(super) fn new(colors: &ThemeColors, is_foreign: bool) -> Self {
        Self {
            slots: colors.slots(),
            is_foreign,
            known: RefCell::default(),
        }
    }

    /// A colour element; opacity from 0 to 1.
    pub(super) fn xml(&self, color: Color, opacity: f64) -> String {
        let alpha = match opacity < 0.999 {
            true => format!("<a:alpha val=\"{}\"/>", (opacity * 100_000.0).round()),
            false => String::new(),
        };
        match self.relative(color) {
            Relative::Of(name, changes) if changes.is_empty() && alpha.is_empty() => {
                format!("<a:schemeClr val=\"{name}\"/>")
            }
            Relative::Of(name, changes) => {
                format!("<a:schemeClr val=\"{name}\">{changes}{alpha}</a:schemeClr>")
            }
            Relative::None => {
                let Color { r, g, b } = color;
                format!("<a:srgbClr val=\"{r:02X}{g:02X}{b:02X}\">{alpha}</a:srgbClr>")
            }
        }
    }

    /// A filling of one colour.
    pub(super) fn fill(&self, color: Color, opacity: f64) -> String {
        format!("<a:solidFill>{}</a:solidFill>", self.xml(color, opacity))
    }

    fn relative(&self, color: Color) -> Relative {
        if let Some(known) = self.known.borrow().get(&color) {
            return known.clone();
        }
        let relative = self.nearest(color);
        self.known.borrow_mut().insert(color, relative.clone());
        relative
    }

    fn nearest(&self, color: Color) -> Relative {
        if let Some((name, _)) = self.slots.iter().find(|(_, slot)| *slot == color) {
            return Relative::Of(name, String::new());
        }
        let candidates = self
            .slots
            .iter()
            .filter_map(|(name, slot)| Some((name, derived(*slot, color, self.is_foreign)?)));
        let penalty = |name: &str| {
            let wants_accent = is_coloured(color);
            f64::from(u8::from(name.starts_with("accent") != wants_accent))
        };
        let best = candidates.min_by(|(a, (cost_a, _)), (b, (cost_b, _))| {
            (cost_a + penalty(a)).total_cmp(&(cost_b + penalty(b)))
        });
        match best {
            Some((name, (_, changes))) => Relative::Of(name, changes),
            None => Relative::None,
        }
    }
}

/// Whether it is more than a grey with a tinge.
fn is_coloured(color: Color) -> bool {
    let hsl = Hsl::of(color);
    hsl.s >= 0.25 && hsl.chroma() >= 0.02
}

/// How far off a channel may be, of 255.
const OFF: i16 = 2;
/// What a colour of somebody else's theme has to be for another to be its relative, in degrees.
const FAMILY: f64 = 25.0;

/// What makes one colour of another, and how much that is; `None` where nothing does.
fn derived(from: Color, to: Color, of_family: bool) -> Option<(f64, String)> {
    let (a, b) = (Hsl::of(from), Hsl::of(to));
    let is_grey = b.chroma() < 0.012;
    let turn = match is_grey {
        true => 0.0,
        false => (b.h - a.h + 540.0).rem_euclid(360.0) - 180.0,
    };
    if of_family && !is_grey && (turn.abs() > FAMILY || a.s < 0.05) {
        return None;
    }
    let mut changes = String::new();
    let mut made = a;
    if turn.abs() >= 0.5 {
        // Straight to its place: what would lead beyond the circle is cut off by some programs.
        let turn = ((b.h - a.h) * 60_000.0).round();
        let _ = write!(changes, "<a:hueOff val=\"{turn}\"/>");
        made.h = a.h + turn / 60_000.0;
    }
    if (a.s - b.s).abs() > 0.004 && a.s > 0.0 {
        let by = (b.s / a.s * 100_000.0).round();
        let _ = write!(changes, "<a:satMod val=\"{by}\"/>");
        made.s = (a.s * by / 100_000.0).min(1.0);
    }
    if (a.l - b.l).abs() > 0.002 {
        // As an office makes "lighter" and "darker".
        let by = match b.l > a.l {
            true => (1.0 - b.l) / (1.0 - a.l),
            false => b.l / a.l,
        };
        let by = (by * 100_000.0).round() / 100_000.0;
        let _ = write!(changes, "<a:lumMod val=\"{}\"/>", (by * 100_000.0).round());
        made.l = a.l * by;
        if b.l > a.l {
            let off = ((b.l - made.l) * 100_000.0).round();
            let _ = write!(changes, "<a:lumOff val=\"{off}\"/>");
            made.l += off / 100_000.0;
        }
    }
    let off = |x: u8, y: u8| (i16::from(x) - i16::from(y)).abs();
    let made = made.color();
    let is_it = off(made.r, to.r)
        .max(off(made.g, to.g))
        .max(off(made.b, to.b))
        <= OFF;
    let strength = (b.chroma() * 8.0).min(1.0);
    let saturation = if a.s > 0.0 && b.s > 0.0 {
        (b.s / a.s).ln().abs()
    } else {
        0.0
    };
    let cost = turn.abs() / 60.0 * strength + 0.3 * saturation + 0.2 * (a.l - b.l).abs();
    is_it.then_some((cost, changes))
}

/// Hue in degrees, saturation and lightness from 0 to 1, as themes reckon.
#[derive(Debug, Clone, Copy)]
struct Hsl {
    h: f64,
    s: f64,
    l: f64,
}

impl Hsl {
    fn of(color: Color) -> Self {
        let [r, g, b] = [color.r, color.g, color.b].map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (l, chroma) = ((most + least) / 2.0, most - least);
        if chroma == 0.0 {
            return Self { h: 0.0, s: 0.0, l };
        }
        let h = if most == r {
            60.0 * ((g - b) / chroma).rem_euclid(6.0)
        } else if most == g {
            60.0 * ((b - r) / chroma + 2.0)
        } else {
            60.0 * ((r - g) / chroma + 4.0)
        };
        let s = chroma / (1.0 - (2.0 * l - 1.0).abs());
        Self { h, s, l }
    }

    fn chroma(self) -> f64 {
        self.s * (1.0 - (2.0 * self.l - 1.0).abs())
    }

    fn color(self) -> Color {
        let chroma = self.chroma();
        let sixth = self.h.rem_euclid(360.0) / 60.0;
        let x = chroma * (1.0 - (sixth.rem_euclid(2.0) - 1.0).abs());
        let (r, g, b) = match sixth as u8 {
            0 => (chroma, x, 0.0),
            1 => (x, chroma, 0.0),
            2 => (0.0, chroma, x),
            3 => (0.0, x, chroma),
            4 => (x, 0.0, chroma),
            _ => (chroma, 0.0, x),
        };
        let least = self.l - chroma / 2.0;
        let channel = |value: f64| ((value + least) * 255.0).round().clamp(0.0, 255.0) as u8;
        Color {
            r: channel(r),
            g: channel(g),
            b: channel(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Theme;

    #[test]
    fn every_colour_of_our_own_look_is_a_relative_of_its_theme() {
        for theme in [Theme::default(), Theme::default().on_dark()] {
            let colors = ThemeColors::of(&theme, None);
            let palette = Palette::new(&colors, false);
            for hue in Hue::ALL {
                for share in [0.0, 0.15, 0.62, 0.88] {
                    let color = theme.pale(hue, share);
                    let xml = palette.xml(color, 1.0);
                    // A grey is a relative of the ink.
                    let wanted = match is_coloured(color) {
                        true => "<a:schemeClr val=\"accent",
                        false => "<a:schemeClr val=\"",
                    };
                    assert!(xml.starts_with(wanted), "{hue:?}: {xml}");
                }
            }
            for share in 0..=20 {
                let xml = palette.xml(theme.emotion(f64::from(share) / 20.0), 0.5);
                assert!(xml.contains("accent") && xml.contains("alpha"), "{xml}");
            }
            let known = theme.colors;
            for grey in [
                known.border,
                known.rule,
                known.icon,
                known.track,
                known.card,
            ] {
                let xml = palette.xml(grey, 1.0);
                assert!(
                    xml.contains("\"bg") || xml.contains("\"tx"),
                    "{grey:?}: {xml}"
                );
            }
        }
    }

    #[test]
    fn no_hue_is_turned_beyond_the_circle() {
        for (from, to) in [
            (0x1D7D52, 0xF0F8F4),
            (0xD03B3E, 0x5B5BD6),
            (0x5B5BD6, 0xD03B3E),
        ] {
            let (from, to) = (Color::hex(from), Color::hex(to));
            let (_, changes) = derived(from, to, false).expect("it can be made");
            let turn = changes.split("hueOff val=\"").nth(1);
            let turn = turn.and_then(|rest| rest.split('"').next()?.parse::<f64>().ok());
            let hue = Hsl::of(from).h + turn.unwrap_or(0.0) / 60_000.0;
            assert!((0.0..360.0).contains(&hue), "{changes}");
        }
    }

    #[test]
    fn what_a_foreign_theme_has_no_relative_of_stays_itself() {
        let blue = ThemeColors {
            accents: [Color::hex(0x1F4E99); 6],
            ..ThemeColors::of(&Theme::default(), None)
        };
        let red = Color::hex(0xD03B3E);
        assert!(Palette::new(&blue, true).xml(red, 1.0).contains("D03B3E"));
        assert!(Palette::new(&blue, false).xml(red, 1.0).contains("hueOff"));
    }
}
