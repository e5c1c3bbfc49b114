//! Colours, and the names of those that a map gives to its stages and personas.

use std::fmt;

/// An opaque colour, sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Color {
    /// All light.
    pub const WHITE: Self = Self::hex(0xFFFFFF);
    /// No light.
    pub const BLACK: Self = Self::hex(0x000000);

    /// From `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self {
            r: (rgb >> 16) as u8,
            g: (rgb >> 8) as u8,
            b: rgb as u8,
        }
    }

    /// From "#RRGGBB" or "#RGB", with or without its sign; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::hex(number)),
            3 => {
                let part = |shift: u32| 17 * (number >> shift & 15);
                Some(Self::hex(part(8) << 16 | part(4) << 8 | part(0)))
            }
            _ => None,
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

impl fmt::Display for Color {
    /// As designers write it: "#0B2545".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

/// A colour of a map by its name; which colour that is, its theme says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "a colour is what it is called")]
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
    /// In the order in which they are offered.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let contrast = Color::BLACK.contrast(Color::WHITE);
        assert!((contrast - 21.0).abs() < 1e-9);
    }
}
