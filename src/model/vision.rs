//! How colours look to people, also to those who see fewer of them.
//!
//! How a colour looks to the colour-blind: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
//! physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
//! Visualization and Computer Graphics 15 (2009), 1291–1298; its matrices for severity 1.0, on
//! linear sRGB. How far two colours are apart: CIEDE2000, after G. Sharma, W. Wu, E. N. Dalal, "The
//! CIEDE2000 color-difference formula: implementation notes, supplementary test data, and
//! mathematical observations", Color Research and Application 30 (2005), 21–30. From sRGB to
//! CIELAB: IEC 61966-2-1 with its white, D65.

use super::Color;

/// Colours that are nearer than this are taken for each other when they do not lie side by side.
pub const NEAR: f64 = 10.0;
/// How near colours have to be for the colour-blind, who know to look twice: less is a hint only.
pub const NEAR_TO_SOME: f64 = 6.0;

/// How somebody sees colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vision {
    /// As most see them.
    Usual,
    /// Without the receptors for long waves.
    Protanopia,
    /// Without the receptors for middle waves.
    Deuteranopia,
    /// Without the receptors for short waves.
    Tritanopia,
}

impl Vision {
    /// The usual one first.
    pub const ALL: [Self; 4] = [
        Self::Usual,
        Self::Protanopia,
        Self::Deuteranopia,
        Self::Tritanopia,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usual => "typical vision",
            Self::Protanopia => "red-blindness",
            Self::Deuteranopia => "green-blindness",
            Self::Tritanopia => "blue-blindness",
        }
    }

    /// What is nearer than this is taken for the same.
    pub fn near(self) -> f64 {
        match self {
            Self::Usual => NEAR,
            Self::Protanopia | Self::Deuteranopia | Self::Tritanopia => NEAR_TO_SOME,
        }
    }

    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            Self::Deuteranopia => [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            Self::Tritanopia => [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        }
    }
}

/// To whom two colours look alike, if to anybody.
pub fn likeness(a: Color, b: Color) -> Option<Vision> {
    let alike = |vision: &Vision| difference(a, b, *vision) < vision.near();
    Vision::ALL.into_iter().find(alike)
}

/// How different two colours look to somebody: CIEDE2000, where 1 is just to be seen.
pub fn difference(a: Color, b: Color, vision: Vision) -> f64 {
    ciede2000(lab(seen(a, vision)), lab(seen(b, vision)))
}

/// A colour as somebody sees it, linear sRGB.
fn seen(color: Color, vision: Vision) -> [f64; 3] {
    let rgb = [color.r, color.g, color.b].map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    vision.matrix().map(|row| {
        let products = row
            .iter()
            .zip(rgb)
            .map(|(factor, channel)| factor * channel);
        products.sum::<f64>().clamp(0.0, 1.0)
    })
}

/// CIELAB from linear sRGB.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let bent = |share: f64| {
        if share > 216.0 / 24389.0 {
            share.cbrt()
        } else {
            (24389.0 / 27.0 * share + 16.0) / 116.0
        }
    };
    let x = bent((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    let y = bent(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    let z = bent((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// As in the paper, with all its weights 1; the names are the paper's.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let angle = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (angle(a1, b1), angle(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let delta_l = l2 - l1;
    let delta_c = c2 - c1;
    let delta_h = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (mean_l, mean_c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let mean_h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t =
        1.0 - 0.17 * cos(mean_h - 30.0) + 0.24 * cos(2.0 * mean_h) + 0.32 * cos(3.0 * mean_h + 6.0)
            - 0.20 * cos(4.0 * mean_h - 63.0);
    let from_50 = (mean_l - 50.0).powi(2);
    let s_l = 1.0 + 0.015 * from_50 / (20.0 + from_50).sqrt();
    let s_c = 1.0 + 0.045 * mean_c;
    let s_h = 1.0 + 0.015 * mean_c * t;
    let theta = 30.0 * (-((mean_h - 275.0) / 25.0).powi(2)).exp();
    let r_t = -2.0 * seventh(mean_c) * (2.0 * theta).to_radians().sin();
    let (l, c, h) = (delta_l / s_l, delta_c / s_c, delta_h / s_h);
    (l * l + c * c + h * h + r_t * c * h).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_those_of_the_papers_table() {
        for (a, b, expected) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 3.1571, -77.2803], [50.0, 0.0, -82.7485], 2.8615),
            ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
            ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            (
                [60.2574, -34.0099, 36.2677],
                [60.4626, -34.1751, 39.4387],
                1.2644,
            ),
            (
                [22.7233, 20.0904, -46.694],
                [23.0331, 14.973, -42.5619],
                2.0373,
            ),
        ] {
            for (a, b) in [(a, b), (b, a)] {
                let found = ciede2000(a, b);
                assert!((found - expected).abs() < 5e-5, "{a:?} {b:?}: {found}");
            }
        }
    }

    #[test]
    fn white_stays_white_to_all_and_red_and_green_come_closer() {
        let (red, green) = (Color::hex(0xCC3333), Color::hex(0x558800));
        let usual = difference(red, green, Vision::Usual);
        for vision in Vision::ALL {
            let [l, a, b] = lab(seen(Color::WHITE, vision));
            assert!((l - 100.0).abs() < 0.01 && a.abs() < 0.02 && b.abs() < 0.02);
        }
        for vision in [Vision::Protanopia, Vision::Deuteranopia] {
            assert!(difference(red, green, vision) < usual / 2.0);
        }
    }
}
