//! How a map looks, as a value: colours, type and marks. Whatever is laid out or painted says what
//! it is; the theme of its map says how that looks.

use std::{
    ops::Deref,
    sync::{Arc, LazyLock},
};

use super::{CardRole, Color, Hue, TextRole, TextStyle, Typography};

/// A colour for each hue, in the order of [`Hue::ALL`].
pub type Palette = [Color; Hue::ALL.len()];

/// Of letters on the light hues of a brand.
pub(super) const DARK_LETTERS: Color = Color::hex(0x14161C);

/// What letters in a hue have of the other end from their ground.
pub(super) const STEP_INK: f64 = 0.35;

/// The look of a map; clones share it.
#[derive(Debug, Clone)]
pub struct Theme(Arc<Look>);

/// What a theme says.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Of all but the hues.
    pub colors: SheetColors,
    /// Of stages and what belongs to them, in the order of [`Hue::ALL`], as the others are.
    pub hues: Palette,
    /// Letters and icons on a hue.
    pub letters: Palette,
    /// A hue as thin marks are drawn in it.
    pub lines: Palette,
    /// Letters in a hue, on its pale ground.
    pub step_inks: Palette,
    /// Of personas and their curves.
    pub personas: Palette,
    /// Letters on the hue of a persona.
    pub persona_letters: Palette,
    /// How each text is set.
    pub type_: Typography,
    /// The icons of marks.
    pub marks: MarkLook,
}

/// The colours of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetColors {
    /// Of the paper.
    pub sheet: Color,
    /// Of what is to be read.
    pub ink: Color,
    /// Of what is read second.
    pub quiet_ink: Color,
    /// Of letters and icons on a hue.
    pub on_hue: Color,
    /// What hues are mixed with to be read on the sheet: the other end from its ground.
    pub contrast: Color,
    /// Of icons beside titles.
    pub icon: Color,
    /// Behind lane labels, personas and thoughts.
    pub panel: Color,
    /// Of the cells of a lane.
    pub cell: Color,
    /// Of cards that mean nothing in particular.
    pub card: Color,
    /// Around cards.
    pub border: Color,
    /// Of thin lines.
    pub rule: Color,
    /// Of what goes well.
    pub good: Color,
    /// Of what goes neither way.
    pub middling: Color,
    /// Of what goes wrong.
    pub bad: Color,
    /// Of cards with opportunities.
    pub good_card: Color,
    /// Around cards with opportunities.
    pub good_border: Color,
    /// Of cards with pain points.
    pub bad_card: Color,
    /// Around cards with pain points.
    pub bad_border: Color,
    /// The unfilled part of a metric's bar.
    pub track: Color,
}

/// The icons of marks, by their names in the bundled set, and the widths of strokes in document
/// units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkLook {
    /// Icon of what rests on evidence.
    pub evidence: &'static str,
    /// Icon of a channel in the world.
    pub physical: &'static str,
    /// Icon of a channel on a screen.
    pub digital: &'static str,
    /// Icon of what is only now.
    pub now: &'static str,
    /// Icon of what is only as it should be.
    pub to_be: &'static str,
    /// Of icons of lanes, cards and channels.
    pub icon_stroke: f64,
    /// Of small marks with fine detail.
    pub fine_stroke: f64,
    /// Of the other small marks.
    pub mark_stroke: f64,
}

/// What the letters of a text say beside their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// To be read first.
    Plain,
    /// To be read second.
    Quiet,
    /// Says that something goes well.
    Good,
    /// Says that something goes wrong.
    Bad,
    /// On the full colour of a stage or persona, whichever its ground is.
    OnHue,
    /// On the pale ground of a step of a stage of this hue.
    Step(Hue),
}

/// What lies behind a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The paper.
    Sheet,
    /// A panel on the paper, such as a persona's.
    Panel,
    /// A cell of a lane.
    Cell,
    /// A box for a label or a card without a role.
    Box,
    /// A card of a role.
    Card(CardRole),
    /// A header in full colour.
    Hue(Hue),
    /// The circle of a persona.
    Persona(Hue),
    /// Around the duration on the header of a stage.
    Pill(Hue),
    /// The header of a step, in its stage's hue.
    Step(Hue),
}

impl Theme {
    /// A theme of this look.
    pub fn new(look: Look) -> Self {
        Self(Arc::new(look))
    }

    /// The same theme on a dark sheet, for dark slides.
    pub fn on_dark(&self) -> Self {
        Self::new(self.0.on_dark())
    }
}

impl Default for Theme {
    /// The one theme of all maps that have none of their own.
    fn default() -> Self {
        static PAPER: LazyLock<Theme> = LazyLock::new(|| Theme::new(Look::paper()));
        PAPER.clone()
    }
}

impl Deref for Theme {
    type Target = Look;

    fn deref(&self) -> &Look {
        &self.0
    }
}

impl PartialEq for Theme {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Look {
    /// The light sheet; text in `ink`, `quiet_ink`, `good` and `bad` reaches 4.5 on it, and so
    /// does `on_hue` on every hue.
    pub fn paper() -> Self {
        Self {
            colors: SheetColors {
                sheet: Color::WHITE,
                ink: Color::hex(0x1D2433),
                quiet_ink: Color::hex(0x5D6779),
                on_hue: Color::WHITE,
                contrast: Color::BLACK,
                icon: Color::hex(0x475067),
                panel: Color::hex(0xF7F8FB),
                cell: Color::hex(0xFBFBFD),
                card: Color::WHITE,
                border: Color::hex(0xE6E8EE),
                rule: Color::hex(0x98A2B3),
                good: Color::hex(0x1D7D52),
                middling: Color::hex(0xE5B33C),
                bad: Color::hex(0xD03B3E),
                good_card: Color::hex(0xF0F8F4),
                good_border: Color::hex(0xCBE7D8),
                bad_card: Color::hex(0xFDF3F3),
                bad_border: Color::hex(0xF3D3D3),
                track: Color::hex(0xE6E8EE),
            },
            hues: Hue::ALL.map(paper_hue),
            letters: [Color::WHITE; Hue::ALL.len()],
            lines: Hue::ALL.map(paper_hue),
            step_inks: Hue::ALL.map(|hue| paper_hue(hue).mix(Color::BLACK, STEP_INK)),
            personas: Hue::ALL.map(paper_hue),
            persona_letters: [Color::WHITE; Hue::ALL.len()],
            type_: Typography::of_family("Plus Jakarta Sans"),
            marks: MarkLook {
                evidence: "document",
                physical: "map-pin",
                digital: "pointer",
                now: "clock",
                to_be: "flag",
                icon_stroke: 1.6,
                fine_stroke: 1.1,
                mark_stroke: 1.3,
            },
        }
    }

    /// The same look on a dark sheet: its hues, letters and marks stay, and what is written reaches
    /// the contrast that it has on the light one.
    pub fn on_dark(&self) -> Self {
        Self {
            colors: SheetColors {
                sheet: Color::hex(0x12151C),
                ink: Color::hex(0xF1F3F8),
                quiet_ink: Color::hex(0xB0B9C9),
                on_hue: self.colors.on_hue,
                contrast: Color::WHITE,
                icon: Color::hex(0xBBC3D2),
                panel: Color::hex(0x1D212B),
                cell: Color::hex(0x181C25),
                card: Color::hex(0x262B37),
                border: Color::hex(0x3A4150),
                rule: Color::hex(0x7C8799),
                good: Color::hex(0x58C78F),
                middling: Color::hex(0xE5B33C),
                bad: Color::hex(0xF58285),
                good_card: Color::hex(0x1A2F26),
                good_border: Color::hex(0x31573F),
                bad_card: Color::hex(0x382125),
                bad_border: Color::hex(0x6D3A3E),
                track: Color::hex(0x3A4150),
            },
            step_inks: self.hues.map(|hue| hue.mix(Color::WHITE, STEP_INK)),
            ..self.clone()
        }
    }

    /// The colour of a stage's hue.
    pub fn hue(&self, hue: Hue) -> Color {
        self.hues[hue as usize]
    }

    /// Of letters and icons on a stage's hue.
    pub fn letters(&self, hue: Hue) -> Color {
        self.letters[hue as usize]
    }

    /// The colour of thin marks in a stage's hue.
    pub fn line(&self, hue: Hue) -> Color {
        self.lines[hue as usize]
    }

    /// The colour of a persona's hue.
    pub fn persona(&self, hue: Hue) -> Color {
        self.personas[hue as usize]
    }

    /// A persona's hue drawn towards the sheet: as it is at 0, gone at 1.
    pub fn pale_persona(&self, hue: Hue, share: f64) -> Color {
        self.persona(hue).mix(self.colors.sheet, share)
    }

    /// A hue drawn towards the sheet: as it is at 0, gone at 1.
    pub fn pale(&self, hue: Hue, share: f64) -> Color {
        self.hue(hue).mix(self.colors.sheet, share)
    }

    /// How a text of a role is set.
    pub fn style(&self, role: TextRole) -> &TextStyle {
        self.type_.style(role)
    }

    /// The colour of a text.
    pub fn ink(&self, ink: Ink) -> Color {
        match ink {
            Ink::Plain => self.colors.ink,
            Ink::Quiet => self.colors.quiet_ink,
            Ink::Good => self.colors.good,
            Ink::Bad => self.colors.bad,
            Ink::OnHue => self.colors.on_hue,
            Ink::Step(hue) => self.step_inks[hue as usize],
        }
    }

    /// The colour of a text on what lies behind it.
    pub fn ink_on(&self, ink: Ink, ground: Ground) -> Color {
        match (ink, ground) {
            (Ink::OnHue, Ground::Hue(hue) | Ground::Pill(hue)) => self.letters(hue),
            (Ink::OnHue, Ground::Persona(hue)) => self.persona_letters[hue as usize],
            (
                Ink::Plain | Ink::Quiet | Ink::Good | Ink::Bad | Ink::OnHue | Ink::Step(_),
                Ground::Sheet
                | Ground::Panel
                | Ground::Cell
                | Ground::Box
                | Ground::Card(_)
                | Ground::Hue(_)
                | Ground::Persona(_)
                | Ground::Pill(_)
                | Ground::Step(_),
            ) => self.ink(ink),
        }
    }

    /// The colour of what lies behind a text.
    pub fn ground(&self, ground: Ground) -> Color {
        let colors = &self.colors;
        match ground {
            Ground::Sheet => colors.sheet,
            Ground::Panel => colors.panel,
            Ground::Cell => colors.cell,
            Ground::Box => colors.card,
            Ground::Card(role) => match role {
                CardRole::PainPoints => colors.bad_card,
                CardRole::Opportunities => colors.good_card,
                CardRole::Thoughts | CardRole::Quotes => colors.panel,
                CardRole::CustomerActions
                | CardRole::Touchpoints
                | CardRole::OrganisationActivities
                | CardRole::Images
                | CardRole::Free => colors.card,
            },
            Ground::Hue(hue) => self.hue(hue),
            Ground::Persona(hue) => self.persona(hue),
            Ground::Pill(hue) => self.pill(hue),
            Ground::Step(hue) => self.pale(hue, 0.88),
        }
    }

    /// Away from the letters of the stage, for what is nearer would make them hard to read.
    fn pill(&self, hue: Hue) -> Color {
        let (color, letters) = (self.hue(hue), self.letters(hue));
        match letters.luminance() > color.luminance() {
            true => color.mix(Color::BLACK, 0.18),
            false => color.mix(Color::WHITE, 0.4),
        }
    }

    /// The colour of an emotion, from `bad` at 0 over `middling` to `good` at 1.
    pub fn emotion(&self, share: f64) -> Color {
        let colors = &self.colors;
        if share < 0.5 {
            colors.bad.mix(colors.middling, share * 2.0)
        } else {
            colors.middling.mix(colors.good, share * 2.0 - 1.0)
        }
    }
}

/// Of our own look.
pub(super) fn paper_hue(hue: Hue) -> Color {
    Color::hex(match hue {
        Hue::Indigo => 0x5B5BD6,
        Hue::Blue => 0x2873C4,
        Hue::Teal => 0x0C8077,
        Hue::Green => 0x247F55,
        Hue::Amber => 0xB05E00,
        Hue::Orange => 0xC2520F,
        Hue::Red => 0xCB3A3D,
        Hue::Pink => 0xB8447F,
        Hue::Violet => 0x8350C7,
        Hue::Slate => 0x667085,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_the_sheet_and_on_every_hue_can_be_read() {
        let theme = Theme::default();
        let colors = theme.colors;
        for ink in [Ink::Plain, Ink::Quiet, Ink::Good, Ink::Bad] {
            for ground in [colors.sheet, colors.panel, colors.cell] {
                assert!(
                    theme.ink(ink).contrast(ground) >= 4.5,
                    "{ink:?} on {ground:?}"
                );
            }
        }
        for hue in Hue::ALL {
            let contrast = colors.on_hue.contrast(theme.hue(hue));
            assert!(contrast >= 4.5, "{hue:?}: {contrast:.2}");
        }
    }

    #[test]
    fn on_a_dark_sheet_everything_can_be_read_as_well() {
        let paper = Theme::default();
        let dark = paper.on_dark();
        let colors = dark.colors;
        for ink in [Ink::Plain, Ink::Quiet, Ink::Good, Ink::Bad] {
            for ground in [
                Ground::Sheet,
                Ground::Panel,
                Ground::Cell,
                Ground::Box,
                Ground::Card(CardRole::PainPoints),
                Ground::Card(CardRole::Opportunities),
            ] {
                let contrast = dark.ink(ink).contrast(dark.ground(ground));
                assert!(contrast >= 4.5, "{ink:?} on {ground:?}: {contrast:.2}");
            }
        }
        for hue in Hue::ALL {
            let step = dark
                .ink(Ink::Step(hue))
                .contrast(dark.ground(Ground::Step(hue)));
            assert!(step >= 4.5, "{hue:?}: {step:.2}");
            // What is drawn in a hue is seen (WCAG 2.2, 1.4.11).
            let line = dark.hue(hue).contrast(colors.sheet);
            assert!(line >= 3.0, "{hue:?}: {line:.2}");
        }
        assert!(colors.sheet.luminance() < 0.02 && dark != paper);
        assert_eq!(dark.on_dark(), dark);
    }

    #[test]
    fn every_hue_has_the_place_of_its_colour() {
        let mut at = Hue::ALL.into_iter().enumerate();
        assert!(at.all(|(index, hue)| hue as usize == index));
    }

    #[test]
    fn maps_without_a_theme_share_one() {
        let (a, b) = (Theme::default(), Theme::default());
        assert!(Arc::ptr_eq(&a.0, &b.0));
        assert_ne!(
            a,
            Theme::new(Look {
                hues: [Color::BLACK; 10],
                ..Look::paper()
            })
        );
    }
}
