//! Where the letters and words of a text begin and end, for a caret that goes by them.

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};

use super::clean::graphemes;

/// Where the letter (user-perceived character, UAX #29) at or around a byte ends.
pub fn letter_end(text: &str, at: usize) -> usize {
    let line = line_of(text, at);
    let mut letters = graphemes(&text[line..]);
    let end = letters.find_map(|(from, letter)| {
        let end = line + from + letter.len();
        (end > at).then_some(end)
    });
    end.unwrap_or(text.len())
}

/// Where the letter before a byte begins.
pub fn letter_start(text: &str, at: usize) -> usize {
    // The letter before the first of a line is what ends the line above.
    let line = line_of(text, text.floor_char_boundary(at.saturating_sub(1)));
    let starts = graphemes(&text[line..]).map(|(from, _)| line + from);
    starts.take_while(|from| *from < at).last().unwrap_or(0)
}

/// Where the word at or behind a byte ends.
pub fn word_end(text: &str, at: usize) -> usize {
    let end = words(text).find(|(_, end)| *end > at);
    end.map_or(text.len(), |(_, end)| end)
}

/// Where the word at or before a byte begins.
pub fn word_start(text: &str, at: usize) -> usize {
    let before = words(text).take_while(|(start, _)| *start < at);
    before.last().map_or(0, |(start, _)| start)
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = 0;
    let segments = segmenter.segment_str(text).iter_with_word_type();
    segments.filter_map(move |(end, kind)| {
        let from = std::mem::replace(&mut start, end);
        kind.is_word_like().then_some((from, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_what_a_person_takes_for_one() {
        let text = "a👨‍👩‍👧e\u{301}\r\nb";
        let mut ends = vec![0];
        while ends[ends.len() - 1] < text.len() {
            ends.push(letter_end(text, ends[ends.len() - 1]));
        }
        let letters: Vec<&str> = ends
            .windows(2)
            .map(|pair| &text[pair[0]..pair[1]])
            .collect();
        assert_eq!(letters, ["a", "👨‍👩‍👧", "e\u{301}", "\r\n", "b"]);
        let mut starts = vec![text.len()];
        while starts[starts.len() - 1] > 0 {
            starts.push(letter_start(text, starts[starts.len() - 1]));
        }
        starts.reverse();
        assert_eq!(starts, ends);
    }

    #[test]
    fn a_word_ends_at_its_last_letter_and_blanks_are_passed_over() {
        let text = "Sees, a  TV ad";
        assert_eq!(word_end(text, 0), 4);
        assert_eq!(word_end(text, 4), 7);
        assert_eq!(word_end(text, 7), 11);
        assert_eq!(word_end(text, 14), 14);
        assert_eq!(word_start(text, 14), 12);
        assert_eq!(word_start(text, 12), 9);
        assert_eq!(word_start(text, 6), 0);
        assert_eq!(word_start(text, 0), 0);
    }
}
