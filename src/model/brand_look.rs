//! What a brand makes of a look: its colours told apart and readable on its ground.
//!
//! Lightness, chroma and hue are those of Oklab's cylinder (B. Ottosson, "A perceptual color space for
//! image processing", 2020; CSS Color 4), in which a colour keeps its hue while it gets darker. Contrast
//! is that of WCAG 2.2, 1.4.3 and 1.4.11; what the colour-blind take for the same, that of
//! [`super::Vision`].

use color::{Oklch, OpaqueColor, Srgb};

use super::{
    Brand, BrandGround, Color, Hue, Look, SheetColors, Typography, Vision, difference, likeness,
    theme::{DARK_LETTERS, STEP_INK},
};
use crate::words::Language;

/// A colour of a brand that is drawn in another shade than the brand has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjusted {
    /// Which colour of the brand.
    pub what: BrandColor,
    /// As the brand has it.
    pub from: Color,
    /// As it is drawn.
    pub to: Color,
    /// Why.
    pub why: AdjustedFor,
}

/// A colour that a brand names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrandColor {
    /// By its place in [`Brand::colors`], as stages have it.
    Color(usize),
    /// By its place in [`Brand::personas`], or in [`Brand::colors`] where the brand has none of
    /// those, as personas and their curves have it.
    Persona(usize),
    /// Of what goes well.
    Good,
    /// Of what goes wrong.
    Bad,
}

/// Why a colour is drawn in another shade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdjustedFor {
    /// Text on it, or in it, would not reach 4.5 : 1.
    Text,
    /// It would not stand out from the ground.
    Ground,
    /// It would be taken for another of the brand's, by the colour-blind at least.
    Likeness,
}

impl Adjusted {
    /// A sentence: which colour, what it became and why.
    pub fn describe(&self, language: Language) -> String {
        let n = match self.what {
            BrandColor::Color(index) | BrandColor::Persona(index) => (index + 1).to_string(),
            BrandColor::Good | BrandColor::Bad => String::new(),
        };
        let [from, to] = [self.from, self.to].map(|color| color.to_string());
        language.fill(self.sentence(), &[("n", &n), ("from", &from), ("to", &to)])
    }

    /// English, for the translation table.
    fn sentence(&self) -> &'static str {
        match (self.what, self.why) {
            (BrandColor::Color(_), AdjustedFor::Text) => {
                "Colour {n}, {from}, is drawn as {to} on stages, so that text on it can be read"
            }
            (BrandColor::Color(_), AdjustedFor::Ground) => {
                "Colour {n}, {from}, is drawn as {to} on stages, so that it stands out from the sheet"
            }
            (BrandColor::Color(_), AdjustedFor::Likeness) => {
                "Colour {n}, {from}, is drawn as {to} on stages, so that everybody can tell it from the others"
            }
            (BrandColor::Persona(_), AdjustedFor::Text) => {
                "Persona colour {n}, {from}, is drawn as {to}, so that text on it can be read"
            }
            (BrandColor::Persona(_), AdjustedFor::Ground) => {
                "Persona colour {n}, {from}, is drawn as {to}, so that its curve stands out from the sheet"
            }
            (BrandColor::Persona(_), AdjustedFor::Likeness) => {
                "Persona colour {n}, {from}, is drawn as {to}, so that everybody can tell it from the others"
            }
            (BrandColor::Good, AdjustedFor::Text | AdjustedFor::Ground) => {
                "The positive colour, {from}, is drawn as {to}, so that text in it can be read"
            }
            (BrandColor::Good, AdjustedFor::Likeness) => {
                "The positive colour, {from}, is drawn as {to}, so that everybody can tell it from the negative one"
            }
            (BrandColor::Bad, AdjustedFor::Text | AdjustedFor::Ground) => {
                "The negative colour, {from}, is drawn as {to}, so that text in it can be read"
            }
            (BrandColor::Bad, AdjustedFor::Likeness) => {
                "The negative colour, {from}, is drawn as {to}, so that everybody can tell it from the positive one"
            }
        }
    }
}

/// What a brand makes of a look, and what had to be adjusted for it to be read.
pub fn look_of(brand: &Brand) -> (Look, Vec<Adjusted>) {
    let mut told = Vec::new();
    let lead = brand.colors.first().copied().unwrap_or(Color::BLACK);
    let plain = Look::paper();
    let base = match brand.ground {
        BrandGround::White => neutrals(plain.colors, lead),
        BrandGround::Tinted => tinted(neutrals(plain.colors, lead), lead),
        BrandGround::Dark => neutrals(plain.on_dark().colors, lead),
    };
    let colors = meanings(brand, base, &mut told);
    let stages = stages(brand, &colors, &mut told);
    let personas = personas(brand, &colors, &mut told);
    let step = |color: Color| readable_step(color, &colors);
    let step_inks = stages.map(|shade| step(shade.color));
    let lines = stages.map(|shade| moved(shade.color, &[colors.card, colors.cell], LINE, &colors));
    let ours = &*plain.type_.style(super::TextRole::Card).family;
    let key = |family: Option<&str>| match family {
        Some(family) => brand
            .family_key(family)
            .unwrap_or_else(|| family.to_owned()),
        None => ours.to_owned(),
    };
    let [heading, body] = [brand.heading_family(), brand.body.as_deref()].map(key);
    let look = Look {
        colors,
        hues: stages.map(|shade| shade.color),
        letters: stages.map(|shade| shade.letters),
        lines,
        step_inks,
        personas: personas.map(|shade| shade.color),
        persona_letters: personas.map(|shade| shade.letters),
        type_: Typography::of_families(&heading, &body),
        marks: plain.marks,
    };
    (look, told)
}

/// What text needs, with room for rounding.
const TEXT: f64 = 4.5;
/// What lines and marks need.
const LINE: f64 = 3.0;
/// What an area with letters in it needs, so that it is one at all.
const AREA: f64 = 1.3;
/// How much darker a colour may get before dark letters on it are better than white ones.
const NUDGE: f64 = 0.05;
/// A colour with less chroma is a grey.
const GREY: f64 = 0.02;

/// A hue and what is written on it.
#[derive(Debug, Clone, Copy)]
struct Shade {
    color: Color,
    letters: Color,
}

/// Lightness 0 to 1, chroma from 0, hue in degrees.
#[derive(Debug, Clone, Copy)]
struct Lch {
    l: f64,
    c: f64,
    h: f64,
}

impl Lch {
    fn of(color: Color) -> Self {
        let rgb = [color.r, color.g, color.b].map(|channel| f32::from(channel) / 255.0);
        let lch = OpaqueColor::<Srgb>::new(rgb).convert::<Oklch>();
        let [l, c, h] = lch.components.map(f64::from);
        Self { l, c, h }
    }

    /// With as much of its chroma as sRGB has at its lightness.
    fn color(self) -> Color {
        if self.l <= 0.0 {
            return Color::BLACK;
        }
        if self.l >= 1.0 {
            return Color::WHITE;
        }
        let rgb = |c: f64| {
            let components = [self.l, c, self.h].map(|component| component as f32);
            OpaqueColor::<Oklch>::new(components)
                .convert::<Srgb>()
                .components
        };
        let is_within = |rgb: [f32; 3]| rgb.iter().all(|part| (-1e-4..=1.0001).contains(part));
        let (mut most, mut fitting) = (self.c, self.c);
        if !is_within(rgb(self.c)) {
            fitting = 0.0;
            for _ in 0..16 {
                let middle = (fitting + most) / 2.0;
                if is_within(rgb(middle)) {
                    fitting = middle;
                } else {
                    most = middle;
                }
            }
        }
        let [r, g, b] = rgb(fitting).map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
        Color { r, g, b }
    }
}

/// Whether a sheet is dark.
fn is_dark(colors: &SheetColors) -> bool {
    colors.contrast == Color::WHITE
}

/// A colour, darker or lighter until it has a contrast with all grounds; black or white at the end.
fn reached(color: Color, grounds: &[Color], least: f64, lighter: bool) -> Color {
    let is_read = |shade: Color| {
        grounds
            .iter()
            .all(|ground| shade.contrast(*ground) >= least)
    };
    if is_read(color) {
        return color;
    }
    let lch = Lch::of(color);
    let end = if lighter { 1.0 } else { 0.0 };
    let mut best = Lch { l: end, ..lch }.color();
    let (mut near, mut far) = (0.0, 1.0);
    for _ in 0..10 {
        let middle = (near + far) / 2.0;
        let l = lch.l + (end - lch.l) * middle;
        let shade = Lch { l, ..lch }.color();
        if is_read(shade) {
            (far, best) = (middle, shade);
        } else {
            near = middle;
        }
    }
    best
}

/// As [`reached`], away from the ground of a sheet.
fn moved(color: Color, grounds: &[Color], least: f64, colors: &SheetColors) -> Color {
    reached(color, grounds, least, is_dark(colors))
}

/// White letters where they can be read, else dark ones; where neither can, the colour gives way.
fn lettered(color: Color) -> Shade {
    let is_read = |letters: Color| color.contrast(letters) >= TEXT;
    let white = |color| Shade {
        color,
        letters: Color::WHITE,
    };
    let dark = |color| Shade {
        color,
        letters: DARK_LETTERS,
    };
    if is_read(Color::WHITE) {
        return white(color);
    }
    let darker = reached(color, &[Color::WHITE], TEXT, false);
    let way = Lch::of(color).l - Lch::of(darker).l;
    if way <= NUDGE {
        return white(darker);
    }
    dark(reached(color, &[DARK_LETTERS], TEXT, true))
}

/// The greys of a sheet with the hue of a colour, or with none where that is a grey.
fn neutrals(colors: SheetColors, lead: Color) -> SheetColors {
    let lead = Lch::of(lead);
    let turned = |color: Color| {
        let lch = Lch::of(color);
        let c = if lead.c < GREY { 0.2 * lch.c } else { lch.c };
        Lch {
            c,
            h: lead.h,
            ..lch
        }
        .color()
    };
    SheetColors {
        sheet: turned(colors.sheet),
        ink: turned(colors.ink),
        quiet_ink: turned(colors.quiet_ink),
        on_hue: colors.on_hue,
        contrast: colors.contrast,
        icon: turned(colors.icon),
        panel: turned(colors.panel),
        cell: turned(colors.cell),
        card: turned(colors.card),
        border: turned(colors.border),
        rule: turned(colors.rule),
        track: turned(colors.track),
        ..colors
    }
}

/// A light sheet with a trace of a colour; cards stay white.
fn tinted(colors: SheetColors, lead: Color) -> SheetColors {
    let Lch { c, h, .. } = Lch::of(lead);
    let tint = |l: f64, most: f64| {
        let c = if c < GREY { 0.0 } else { most };
        Lch { l, c, h }.color()
    };
    SheetColors {
        sheet: tint(0.97, 0.013),
        panel: tint(0.945, 0.019),
        cell: tint(0.984, 0.008),
        card: Color::WHITE,
        border: tint(0.9, 0.022),
        track: tint(0.895, 0.024),
        rule: tint(0.69, 0.035),
        ..colors
    }
}

/// The colours of what goes well and wrong, their cards, and inks that can be read on all of it.
fn meanings(brand: &Brand, base: SheetColors, told: &mut Vec<Adjusted>) -> SheetColors {
    let dark = is_dark(&base);
    let good = brand.good.unwrap_or(base.good);
    let bad = brand.bad.unwrap_or(base.bad);
    // As far from their colour as on our own sheet.
    let (of_card, of_border) = if dark { (0.88, 0.7) } else { (0.93, 0.78) };
    let card = |color: Color, share: f64| color.mix(base.card, share);
    let mut colors = SheetColors {
        good_card: card(good, of_card),
        good_border: card(good, of_border),
        bad_card: card(bad, of_card),
        bad_border: card(bad, of_border),
        ..base
    };
    let grounds = [
        colors.sheet,
        colors.panel,
        colors.cell,
        colors.card,
        colors.good_card,
        colors.bad_card,
    ];
    colors.ink = moved(base.ink, &grounds, 7.0, &base);
    colors.quiet_ink = moved(base.quiet_ink, &grounds, TEXT, &base);
    colors.good = moved(good, &grounds, TEXT, &base);
    colors.bad = moved(bad, &grounds, TEXT, &base);
    let mut note = |what, from: Option<Color>, to, why| {
        if let Some(from) = from.filter(|from| *from != to) {
            told.push(Adjusted {
                what,
                from,
                to,
                why,
            });
        }
    };
    note(BrandColor::Good, brand.good, colors.good, AdjustedFor::Text);
    note(BrandColor::Bad, brand.bad, colors.bad, AdjustedFor::Text);
    let before = colors.good;
    colors.good = told_apart(colors.good, colors.bad, dark);
    if likeness(colors.good, colors.bad).is_some() {
        // No shade of theirs is left, as of white and white: ours are told apart.
        colors.bad = moved(base.bad, &grounds, TEXT, &base);
        let own = moved(base.good, &grounds, TEXT, &base);
        colors.good = told_apart(own, colors.bad, dark);
        note(
            BrandColor::Bad,
            brand.bad,
            colors.bad,
            AdjustedFor::Likeness,
        );
    }
    if colors.good != before {
        note(
            BrandColor::Good,
            brand.good,
            colors.good,
            AdjustedFor::Likeness,
        );
    }
    colors
}

/// A colour further from the ground until nobody takes it for the other, or as far as it goes.
fn told_apart(color: Color, other: Color, is_lighter: bool) -> Color {
    let (mut lch, mut found) = (Lch::of(color), color);
    while likeness(found, other).is_some() && (0.0..=1.0).contains(&lch.l) {
        lch.l += if is_lighter { 0.01 } else { -0.01 };
        found = lch.color();
    }
    found
}

/// A hue as letters are set in it on its own pale ground.
fn readable_step(color: Color, colors: &SheetColors) -> Color {
    let ground = color.mix(colors.sheet, 0.86);
    let grounds = [ground, color.mix(colors.sheet, 0.88), colors.sheet];
    moved(color.mix(colors.contrast, STEP_INK), &grounds, TEXT, colors)
}

/// The colours of stages: those of the brand, then shades between and beside them.
fn stages(brand: &Brand, colors: &SheetColors, told: &mut Vec<Adjusted>) -> [Shade; 10] {
    let shade = |color: Color| {
        let seen = moved(color, &[colors.sheet, colors.cell], AREA, colors);
        let shade = lettered(seen);
        // Lighter letters may have made it darker than a dark sheet bears.
        let seen = moved(shade.color, &[colors.sheet, colors.cell], AREA, colors);
        (lettered(seen), seen != color && shade.color == seen)
    };
    let base = &brand.colors[..brand.colors.len().min(*Brand::COLORS.end())];
    let slots = slots(&Hue::STAGES);
    palette(base, &shade, slots, &mut |index, adjusted| {
        told.push(Adjusted {
            what: BrandColor::Color(index),
            ..adjusted
        });
    })
}

/// The colours of personas: those that the brand has for them, else its own, then others beside them;
/// thin lines in each are seen on the sheet.
fn personas(brand: &Brand, colors: &SheetColors, told: &mut Vec<Adjusted>) -> [Shade; 10] {
    let grounds = [colors.sheet, colors.cell, colors.panel, colors.card];
    let shade = |color: Color| {
        let seen = moved(color, &grounds, LINE, colors);
        let mut shade = lettered(seen);
        if grounds
            .iter()
            .any(|ground| shade.color.contrast(*ground) < LINE)
        {
            // Between the two bounds there is room for white letters or for dark ones.
            let color = reached(seen, &[DARK_LETTERS], TEXT, true);
            let of_dark = Shade {
                color,
                letters: DARK_LETTERS,
            };
            let color = reached(seen, &[Color::WHITE], TEXT, false);
            let of_white = Shade {
                color,
                letters: Color::WHITE,
            };
            let holds = |shade: &Shade| {
                grounds
                    .iter()
                    .all(|ground| shade.color.contrast(*ground) >= LINE)
            };
            shade = [of_white, of_dark].into_iter().find(holds).unwrap_or(shade);
        }
        (shade, seen != color)
    };
    let own = match brand.personas.is_empty() {
        true => &brand.colors,
        false => &brand.personas,
    };
    let base = &own[..own.len().min(Brand::MOST_PERSONAS)];
    palette(
        base,
        &shade,
        slots(&Hue::PERSONAS),
        &mut |index, adjusted| {
            told.push(Adjusted {
                what: BrandColor::Persona(index),
                ..adjusted
            });
        },
    )
}

/// The hues in the order in which colours are given to them.
fn slots(first: &[Hue]) -> Vec<Hue> {
    let others = Hue::ALL.into_iter().filter(|hue| !first.contains(hue));
    first.iter().copied().chain(others).collect()
}

/// Ten colours for hues, in the order of these.
fn palette(
    base: &[Color],
    shade: &dyn Fn(Color) -> (Shade, bool),
    slots: Vec<Hue>,
    tell: &mut dyn FnMut(usize, Adjusted),
) -> [Shade; 10] {
    let mut chosen: Vec<Shade> = Vec::with_capacity(slots.len());
    for (index, color) in base.iter().enumerate() {
        let (plain, is_moved) = shade(*color);
        let told_apart = apart(*color, plain, &chosen, shade);
        let why = match (told_apart.color == plain.color, is_moved) {
            (false, _) => AdjustedFor::Likeness,
            (true, true) => AdjustedFor::Ground,
            (true, false) => AdjustedFor::Text,
        };
        if told_apart.color != *color {
            let adjusted = Adjusted {
                what: BrandColor::Color(index),
                from: *color,
                to: told_apart.color,
                why,
            };
            tell(index, adjusted);
        }
        chosen.push(told_apart);
    }
    let mut beside: Vec<Candidate> = candidates(base)
        .into_iter()
        .map(|(color, cost)| Candidate::new(shade(color).0, cost))
        .collect();
    for known in &chosen {
        beside.iter_mut().for_each(|one| one.beside(*known));
    }
    while chosen.len() < slots.len() {
        let better = |best: Candidate, next: Candidate| match next.worth() > best.worth() {
            true => next,
            false => best,
        };
        let Some(best) = beside.iter().copied().reduce(better) else {
            break;
        };
        beside.iter_mut().for_each(|one| one.beside(best.shade));
        chosen.push(best.shade);
    }
    let of_none = Shade {
        color: DARK_LETTERS,
        letters: Color::WHITE,
    };
    let mut by_hue = [of_none; 10];
    for (hue, shade) in slots.into_iter().zip(chosen) {
        by_hue[hue as usize] = shade;
    }
    by_hue
}

/// The shade of a colour that is nearest to it and that nobody takes for those before it.
fn apart(
    color: Color,
    plain: Shade,
    before: &[Shade],
    shade: &dyn Fn(Color) -> (Shade, bool),
) -> Shade {
    let is_alone = |shade: Color| {
        let mut before = before.iter();
        before.all(|known| likeness(known.color, shade).is_none())
    };
    if is_alone(plain.color) {
        return plain;
    }
    let lch = Lch::of(color);
    let shifts = (1..=24).flat_map(|step| [1.0, -1.0].map(|sign| sign * 0.02 * f64::from(step)));
    let shades = shifts.map(|shift| {
        let l = (lch.l + shift).clamp(0.05, 0.97);
        shade(Lch { l, ..lch }.color()).0
    });
    let mut alone = shades.filter(|shade| is_alone(shade.color));
    alone.next().unwrap_or(plain)
}

/// A colour that may become one of a palette.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    shade: Shade,
    cost: f64,
    /// How far it is from those that are taken and from the last of them, its neighbour, for whoever
    /// sees it worst, in what tells two colours apart.
    from_all: f64,
    from_last: f64,
}

impl Candidate {
    fn new(shade: Shade, cost: f64) -> Self {
        Self {
            shade,
            cost,
            from_all: f64::INFINITY,
            from_last: f64::INFINITY,
        }
    }

    /// Another colour is taken.
    fn beside(&mut self, taken: Shade) {
        let from =
            |vision: Vision| difference(self.shade.color, taken.color, vision) / vision.near();
        self.from_last = Vision::ALL
            .map(from)
            .into_iter()
            .fold(f64::INFINITY, f64::min);
        self.from_all = self.from_all.min(self.from_last);
    }

    fn worth(&self) -> f64 {
        const ENOUGH: f64 = 1.6;
        2.0 * self.from_all.min(ENOUGH) + self.from_last.min(ENOUGH) - self.cost
    }
}

/// Colours beside those of a brand, with what it costs to leave the brand so far.
fn candidates(base: &[Color]) -> Vec<(Color, f64)> {
    const TURNS: [f64; 7] = [0.0, 18.0, -18.0, 36.0, -36.0, 60.0, -60.0];
    const MOST: usize = 4;
    let mut found = Vec::new();
    for (place, color) in base.iter().take(MOST).enumerate() {
        let lch = Lch::of(*color);
        let chroma = if lch.c < GREY { 0.045 } else { lch.c };
        for turn in TURNS {
            for step in 0..9 {
                for share in [1.0, 0.55] {
                    let l = 0.29 + 0.07 * f64::from(step);
                    let h = (lch.h + turn).rem_euclid(360.0);
                    let shade = Lch {
                        l,
                        c: share * chroma,
                        h,
                    };
                    let cost = 0.011 * turn.abs()
                        + 0.9 * (l - lch.l).abs()
                        + 0.25 * (1.0 - share)
                        + 0.04 * place as f64;
                    found.push((shade.color(), cost));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{CardRole, Ground, Ink, Theme};

    fn color() -> impl Strategy<Value = Color> {
        prop_oneof![
            4 => (0..0x100_0000_u32).prop_map(Color::hex),
            1 => (0..=255_u8).prop_map(|v| Color { r: v, g: v, b: v }),
            1 => prop_oneof![Just(Color::WHITE), Just(Color::BLACK), Just(Color::hex(0xFFE600))],
        ]
    }

    fn brand() -> impl Strategy<Value = Brand> {
        (
            prop::collection::vec(color(), 1..=6),
            prop::collection::vec(color(), 0..=4),
            prop::option::of(color()),
            prop::option::of(color()),
            prop::sample::select(&BrandGround::ALL[..]),
        )
            .prop_map(|(colors, personas, good, bad, ground)| Brand {
                colors,
                personas,
                good,
                bad,
                ground,
                ..Brand::default()
            })
    }

    const CARDS: [CardRole; 5] = [
        CardRole::PainPoints,
        CardRole::Opportunities,
        CardRole::Quotes,
        CardRole::CustomerActions,
        CardRole::Free,
    ];

    fn check(brand: &Brand) {
        let (look, told) = look_of(brand);
        let grounds = [Ground::Sheet, Ground::Panel, Ground::Cell, Ground::Box];
        let grounds = grounds.into_iter().chain(CARDS.map(Ground::Card));
        for ground in grounds {
            for ink in [Ink::Plain, Ink::Quiet, Ink::Good, Ink::Bad] {
                let contrast = look.ink_on(ink, ground).contrast(look.ground(ground));
                assert!(
                    contrast >= 4.5,
                    "{ink:?} on {ground:?}: {contrast:.2}, {brand:?}"
                );
            }
        }
        for hue in Hue::ALL {
            let texts = [
                (Ink::OnHue, Ground::Hue(hue)),
                (Ink::OnHue, Ground::Pill(hue)),
                (Ink::OnHue, Ground::Persona(hue)),
                (Ink::Step(hue), Ground::Step(hue)),
                (Ink::Step(hue), Ground::Sheet),
            ];
            for (ink, ground) in texts {
                let contrast = look.ink_on(ink, ground).contrast(look.ground(ground));
                assert!(
                    contrast >= 4.5,
                    "{ink:?} on {ground:?}: {contrast:.2}, {brand:?}"
                );
            }
            // What the funnel writes on.
            let pale = look.ink(Ink::Plain).contrast(look.pale(hue, 0.62));
            assert!(pale >= 4.5, "the funnel in {hue:?}: {pale:.2}, {brand:?}");
            for ground in [Ground::Sheet, Ground::Cell, Ground::Box] {
                let line = look.persona(hue).contrast(look.ground(ground));
                assert!(line >= 3.0, "{hue:?} on {ground:?}: {line:.2}, {brand:?}");
            }
            let line = look.line(hue).contrast(look.colors.card);
            assert!(line >= 3.0, "a line of {hue:?}: {line:.2}, {brand:?}");
        }
        assert!(
            likeness(look.colors.good, look.colors.bad).is_none(),
            "{brand:?}"
        );
        for adjusted in told {
            assert_ne!(adjusted.from, adjusted.to);
            assert!(!adjusted.describe(Language::English).contains('{'));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn everything_written_can_be_read_under_any_brand(brand in brand()) {
            check(&brand);
        }
    }

    /// Pairs of neighbours and of the first personas that somebody takes for each other.
    fn alike(look: &Look) -> Vec<(Hue, Hue)> {
        let mut found = Vec::new();
        for pair in Hue::STAGES.windows(2) {
            if likeness(look.hue(pair[0]), look.hue(pair[1])).is_some() {
                found.push((pair[0], pair[1]));
            }
        }
        for (index, a) in Hue::PERSONAS.iter().enumerate() {
            for b in &Hue::PERSONAS[index + 1..] {
                if likeness(look.persona(*a), look.persona(*b)).is_some() {
                    found.push((*a, *b));
                }
            }
        }
        found
    }

    #[test]
    fn stages_and_personas_are_told_apart_by_everybody() {
        let brands: [&[u32]; 9] = [
            &[0x0B2545],
            &[0x0B2545, 0xB08D57],
            &[0xE4002B, 0x00843D],
            &[0xFF3D7F, 0xFFC400, 0x00B2A9, 0x3D5AFE],
            &[0xFF6A00],
            &[0x777777],
            &[0xFFE600],
            &[0x00FF90, 0x111111],
            &[0x7A1FA2, 0x7B1FA2, 0x6A1B9A, 0x4A148C, 0x9C27B0, 0xAB47BC],
        ];
        for colors in brands {
            for ground in BrandGround::ALL {
                let brand = Brand {
                    colors: colors.iter().copied().map(Color::hex).collect(),
                    ground,
                    ..Brand::default()
                };
                check(&brand);
                let (look, _) = look_of(&brand);
                assert_eq!(alike(&look), [], "{colors:X?} on {ground:?}: {look:?}");
            }
        }
    }

    #[test]
    fn what_can_be_read_stays_as_the_brand_has_it_and_what_was_changed_is_told() {
        let brand = Brand {
            colors: [0x0B2545, 0xFFC400].map(Color::hex).to_vec(),
            ..Brand::default()
        };
        let (look, told) = look_of(&brand);
        let [first, second] = [Hue::STAGES[0], Hue::STAGES[1]];
        assert_eq!(look.hue(first), brand.colors[0]);
        assert_eq!(look.letters(first), Color::WHITE);
        // Yellow keeps its light, and its letters are dark.
        assert_eq!(look.hue(second), brand.colors[1]);
        assert_eq!(look.letters(second), DARK_LETTERS);
        // Its curve would not be seen on white.
        let moved: Vec<_> = told.iter().map(|it| (it.what, it.why)).collect();
        assert_eq!(moved, [(BrandColor::Persona(1), AdjustedFor::Ground)]);
        assert_eq!(told[0].from, brand.colors[1]);
        assert_eq!(look.persona(Hue::PERSONAS[1]), told[0].to);

        let twins = Brand {
            colors: [0x7A1FA2, 0x7B1FA2].map(Color::hex).to_vec(),
            ..Brand::default()
        };
        let (_, told) = look_of(&twins);
        assert!(told.iter().any(|it| it.why == AdjustedFor::Likeness));
    }

    #[test]
    fn good_and_bad_of_one_colour_are_told_apart_all_the_same() {
        for color in [0xFFFFFF, 0x000000, 0x777777, 0xFF0000] {
            for ground in BrandGround::ALL {
                check(&Brand {
                    good: Some(Color::hex(color)),
                    bad: Some(Color::hex(color)),
                    ground,
                    ..Brand::default()
                });
            }
        }
    }

    #[test]
    fn a_map_without_a_brand_keeps_our_look() {
        let mut map = crate::model::Map::default();
        map.set_brand(Some(std::sync::Arc::new(Brand::default())));
        assert_ne!(map.theme, Theme::default());
        map.set_brand(None);
        assert_eq!(map.theme, Theme::default());
        assert_eq!(map, crate::model::Map::default());
    }

    #[test]
    fn grounds_are_what_they_say() {
        let sheet = |ground| {
            let brand = Brand {
                ground,
                ..Brand::default()
            };
            look_of(&brand).0.colors.sheet
        };
        assert_eq!(sheet(BrandGround::White), Color::WHITE);
        let tinted = sheet(BrandGround::Tinted);
        assert!(tinted != Color::WHITE && tinted.luminance() > 0.8);
        assert!(sheet(BrandGround::Dark).luminance() < 0.02);
    }
}
