//! Texts as they are compared: any case, any accents, one kind of quotation mark and dash.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::{CodePointMapData, props::CanonicalCombiningClass};

const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

/// A text folded for comparing, with the way back to the bytes of the original.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Folded {
    text: String,
    /// For each byte of `text`, the bytes of the original that it stems from; nothing where the
    /// two run in step.
    stems: Vec<Range<u32>>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        if original.is_ascii() {
            return Self {
                text: original.to_ascii_lowercase(),
                stems: Vec::new(),
            };
        }
        let mut folded = Self::default();
        folded.text.reserve(original.len());
        folded.stems.reserve(original.len());
        for (at, c) in original.char_indices() {
            let stem = at as u32..(at + c.len_utf8()) as u32;
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase(), &stem);
                continue;
            }
            let mut kept = false;
            for part in NFKD.normalize_iter(std::iter::once(plain(c))) {
                if is_accent(part) {
                    continue;
                }
                // By way of the capitals: "ß" is "ss" then, and both sigmas are one.
                for letter in part.to_uppercase().flat_map(char::to_lowercase) {
                    if !is_accent(letter) {
                        folded.push(letter, &stem);
                        kept = true;
                    }
                }
            }
            // An accent by itself belongs to the letter before it.
            if !kept && let Some(last) = folded.stems.last().cloned() {
                for known in folded.stems.iter_mut().rev() {
                    if known.start != last.start {
                        break;
                    }
                    known.end = stem.end;
                }
            }
        }
        folded
    }

    fn push(&mut self, letter: char, stem: &Range<u32>) {
        self.text.push(letter);
        let bytes = std::iter::repeat_n(stem.clone(), letter.len_utf8());
        self.stems.extend(bytes);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Every place of `what`, one after the other, as ranges of the original's bytes.
    pub(super) fn places_of<'a>(
        &'a self,
        what: &'a Self,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let found = self.text.match_indices(what.as_str());
        // A mark that stayed belongs to the letter before it: "か" is not found in "が".
        let is_whole = |end: usize| !self.text[end..].starts_with(|c| class(c) != UNMARKED);
        found
            .filter(move |(at, found)| !found.is_empty() && is_whole(at + found.len()))
            .map(|(at, found)| self.original(at..at + found.len()))
    }

    fn original(&self, folded: Range<usize>) -> Range<usize> {
        if self.stems.is_empty() {
            return folded;
        }
        self.stems[folded.start].start as usize..self.stems[folded.end - 1].end as usize
    }
}

/// What people type for the marks that typesetters set.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        _ => c,
    }
}

/// Marks that stand above or below a letter; those that change what is read (the voicing of
/// kana, the nukta and the virama of Indic scripts) have lower classes and stay.
fn is_accent(c: char) -> bool {
    class(c) > CanonicalCombiningClass::Virama
}

const UNMARKED: CanonicalCombiningClass = CanonicalCombiningClass::NotReordered;

fn class(c: char) -> CanonicalCombiningClass {
    if c.is_ascii() {
        return UNMARKED;
    }
    CodePointMapData::new().get(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_found(text: &str, what: &str, expected: &[&str]) {
        let (text_folded, what) = (Folded::new(text), Folded::new(what));
        let found: Vec<&str> = text_folded.places_of(&what).map(|r| &text[r]).collect();
        assert_eq!(found, expected, "{text_folded:?}");
    }

    #[test]
    fn any_case_and_any_accents_match() {
        assert_found("A café, a CAFE\u{301}!", "cafe", &["café", "CAFE\u{301}"]);
        assert_found("plain cafe", "CAFÉ", &["cafe"]);
        assert_found("Đỗ Thị Hiền", "thi hien", &["Thị Hiền"]);
        assert_found("ΟΔΟΣ οδός", "οδος", &["ΟΔΟΣ", "οδός"]);
        assert_found("Die Straße, STRASSE", "strasse", &["Straße", "STRASSE"]);
    }

    #[test]
    fn a_part_of_a_letter_that_unfolds_is_the_whole_letter() {
        assert_found("oﬃce", "fi", &["ﬃ"]);
        assert_found("№ 5", "o 5", &["№ 5"]);
    }

    #[test]
    fn typographic_marks_are_found_by_what_is_typed() {
        assert_found("“I don’t mind”", "don't", &["don’t"]);
        assert_found("1–3 days", "1-3", &["1–3"]);
    }

    #[test]
    fn marks_that_change_what_is_read_stay() {
        assert_found("が", "か", &[]);
        assert_found("कि का", "का", &["का"]);
    }

    #[test]
    fn nothing_is_found_nowhere() {
        assert_found("anything", "", &[]);
        assert_found("", "x", &[]);
    }
}
