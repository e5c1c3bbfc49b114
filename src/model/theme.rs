//! Colours that the map itself carries: its palette and its sheet, whatever the window looks like.

/// An opaque colour, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    pub r: u8,
    pub g: u8,
    pub b: u8,
}

impl Color {
    pub const BLACK: Self = Self::hex(0x000000);
    pub const WHITE: Self = Self::hex(0xFFFFFF);

    /// From `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: (rgb >> 16) as u8,
            g: (rgb >> 8) as u8,
            b: rgb as u8,
        }
    }

    /// `self` at 0, `other` at 1, mixed in sRGB.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let mix =
            |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2); text wants at least 4.5.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// A colour of the map's palette, by name; white text on each reaches a contrast of 4.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Hue {
    #[default]
    Indigo,
    Blue,
    Teal,
    Green,
    Amber,
    Orange,
    Red,
    Pink,
    Violet,
    Slate,
}

impl Hue {
    pub const ALL: [Self; 10] = [
        Self::Indigo,
        Self::Blue,
        Self::Teal,
        Self::Green,
        Self::Amber,
        Self::Orange,
        Self::Red,
        Self::Pink,
        Self::Violet,
        Self::Slate,
    ];

    /// The colours that new personas take in turn: few people take one for another, the colour-blind
    /// included.
    pub const PERSONAS: [Self; 4] = [Self::Indigo, Self::Amber, Self::Teal, Self::Red];

    /// The colours that new stages take in turn: neighbours are easy to tell apart.
    pub const STAGES: [Self; 8] = [
        Self::Indigo,
        Self::Blue,
        Self::Teal,
        Self::Amber,
        Self::Pink,
        Self::Violet,
        Self::Green,
        Self::Orange,
    ];

    /// That of a new persona beside so many others.
    pub fn of_persona(others: usize) -> Self {
        Self::PERSONAS[others % Self::PERSONAS.len()]
    }

    /// That of a new stage behind so many others.
    pub fn of_stage(others: usize) -> Self {
        Self::STAGES[others % Self::STAGES.len()]
    }

    pub fn color(self) -> Color {
        Color::hex(match self {
            Self::Indigo => 0x5B5BD6,
            Self::Blue => 0x2873C4,
            Self::Teal => 0x0C8077,
            Self::Green => 0x247F55,
            Self::Amber => 0xB05E00,
            Self::Orange => 0xC2520F,
            Self::Red => 0xCB3A3D,
            Self::Pink => 0xB8447F,
            Self::Violet => 0x8350C7,
            Self::Slate => 0x667085,
        })
    }

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Indigo => "Indigo",
            Self::Blue => "Blue",
            Self::Teal => "Teal",
            Self::Green => "Green",
            Self::Amber => "Amber",
            Self::Orange => "Orange",
            Self::Red => "Red",
            Self::Pink => "Pink",
            Self::Violet => "Violet",
            Self::Slate => "Slate",
        }
    }
}

/// The colours of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub sheet: Color,
    pub ink: Color,
    pub quiet_ink: Color,
    pub icon: Color,
    /// Behind lane labels, personas and thoughts.
    pub panel: Color,
    pub cell: Color,
    pub card: Color,
    pub border: Color,
    pub rule: Color,
    pub good: Color,
    pub middling: Color,
    pub bad: Color,
    pub good_card: Color,
    pub good_border: Color,
    pub bad_card: Color,
    pub bad_border: Color,
    /// The unfilled part of a metric's bar.
    pub track: Color,
}

impl Theme {
    /// The light sheet; text in `ink`, `quiet_ink`, `good` and `bad` reaches 4.5 on it.
    pub const PAPER: Self = Self {
        sheet: Color::hex(0xFFFFFF),
        ink: Color::hex(0x1D2433),
        quiet_ink: Color::hex(0x5D6779),
        icon: Color::hex(0x475067),
        panel: Color::hex(0xF7F8FB),
        cell: Color::hex(0xFBFBFD),
        card: Color::hex(0xFFFFFF),
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
    };

    /// The colour of an emotion, from `bad` at 0 over `middling` to `good` at 1.
    pub fn emotion(&self, share: f64) -> Color {
        if share < 0.5 {
            self.bad.mix(self.middling, share * 2.0)
        } else {
            self.middling.mix(self.good, share * 2.0 - 1.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_the_sheet_and_on_every_hue_can_be_read() {
        let theme = Theme::PAPER;
        for ink in [theme.ink, theme.quiet_ink, theme.good, theme.bad] {
            for ground in [theme.sheet, theme.panel, theme.cell] {
                assert!(ink.contrast(ground) >= 4.5, "{ink:?} on {ground:?}");
            }
        }
        for hue in Hue::ALL {
            let contrast = Color::WHITE.contrast(hue.color());
            assert!(contrast >= 4.5, "{hue:?}: {contrast:.2}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let contrast = Color::hex(0x000000).contrast(Color::WHITE);
        assert!((contrast - 21.0).abs() < 1e-9);
    }
}
