//! How wide the letters of Arial are, which every office has or has a twin of, to know beforehand
//! where they would take more room than ours.

use std::{collections::HashMap, sync::LazyLock};

/// The family that stands in for ours.
pub(super) const OFFICE_FAMILY: &str = "Arial";

/// Advances by letter, in thousandths of an em: upright, bold. Of Liberation Sans, which is made to
/// have those of Arial.
const TABLE: &str = include_str!("../../../assets/pptx/arial.txt");

/// Of letters that it lacks, in thousandths: an ideograph is as wide as it is high.
const UNKNOWN: f64 = 1000.0;

/// The advances of a family of type.
pub(super) struct Measure {
    letters: HashMap<char, [f64; 2]>,
}

impl Measure {
    /// Of Arial.
    pub(super) fn office() -> &'static Self {
        static OFFICE: LazyLock<Measure> = LazyLock::new(|| Measure {
            letters: TABLE.lines().filter_map(entry).collect(),
        });
        &OFFICE
    }

    /// Of a text on one line, in the unit of `em` and of the room after each letter.
    pub(super) fn width(&self, text: &str, em: f64, spacing: f64, is_bold: bool) -> f64 {
        let advance = |c: char| {
            let known = self.letters.get(&c);
            let thousandths = known.map_or(UNKNOWN, |widths| widths[usize::from(is_bold)]);
            thousandths / 1000.0 * em + spacing
        };
        text.chars().map(advance).sum()
    }

    /// How many lines a paragraph takes in a room.
    pub(super) fn lines(
        &self,
        text: &str,
        em: f64,
        spacing: f64,
        is_bold: bool,
        room: f64,
    ) -> usize {
        let width = |text: &str| self.width(text, em, spacing, is_bold);
        let (mut lines, mut used) = (1, 0.0);
        for word in text.split_inclusive(char::is_whitespace) {
            let (whole, ink) = (width(word), width(word.trim_end()));
            if used + ink > room && used > 0.0 {
                lines += 1;
                used = 0.0;
            }
            // A word that is wider than the room goes on in the next line.
            if ink > room && room > 0.0 {
                lines += (ink / room) as usize;
            }
            used += whole;
        }
        lines
    }
}

/// "41 667 722": the number of the letter, upright, bold.
fn entry(line: &str) -> Option<(char, [f64; 2])> {
    let mut fields = line.rsplitn(3, ' ');
    let bold = fields.next()?.parse().ok()?;
    let regular = fields.next()?.parse().ok()?;
    let letter = u32::from_str_radix(fields.next()?, 16).ok()?;
    Some((char::from_u32(letter)?, [regular, bold]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_wide_as_those_of_arial() {
        let office = Measure::office();
        for (text, regular, bold) in [
            ("A", 667.0, 722.0),
            ("i", 222.0, 278.0),
            (" ", 278.0, 278.0),
        ] {
            assert_eq!(
                office.width(text, 1000.0, 0.0, false).round(),
                regular,
                "{text}"
            );
            assert_eq!(
                office.width(text, 1000.0, 0.0, true).round(),
                bold,
                "{text}"
            );
        }
        let lines = |room| office.lines("one two three", 10.0, 0.0, false, room);
        assert_eq!(lines(1000.0), 1);
        assert_eq!(lines(45.0), 2);
        assert_eq!(lines(30.0), 3);
    }
}
