//! Texts as they can be set: no control characters, nothing endless.

use std::borrow::Cow;

use icu_segmenter::GraphemeClusterSegmenter;

/// The shaper counts the glyphs of one grapheme cluster, and the bytes of one line, in small
/// numbers; no honest text comes near these bounds.
const MAX_CHARS_IN_GRAPHEME: usize = 48;
const MAX_BYTES_IN_LINE: usize = 16_384;

/// The lines that a text asks for (`\n`, `\r\n` and Unicode's own separators), each without
/// control characters: a tab is a space, others are left out.
pub(super) fn hard_lines(text: &str) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    for line in text.split(['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let mut rest = line;
        while rest.len() > MAX_BYTES_IN_LINE {
            let (head, tail) = rest.split_at(place_to_cut(rest));
            lines.push(clean(head));
            rest = tail;
        }
        lines.push(clean(rest));
    }
    lines
}

fn place_to_cut(line: &str) -> usize {
    let head = &line[..line.floor_char_boundary(MAX_BYTES_IN_LINE)];
    head.rfind(' ').map_or(head.len(), |space| space + 1)
}

fn clean(line: &str) -> Cow<'_, str> {
    let mut line = Cow::Borrowed(line);
    if line.contains(char::is_control) {
        line = line
            .chars()
            .map(|c| if c == '\t' { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect::<String>()
            .into();
    }
    // Several marks take more bytes than this, so most lines need no further look.
    if line.len() > MAX_CHARS_IN_GRAPHEME && !line.is_ascii() {
        let is_long = |g: &str| g.chars().nth(MAX_CHARS_IN_GRAPHEME).is_some();
        if graphemes(&line).any(|(_, g)| is_long(g)) {
            line = graphemes(&line)
                .flat_map(|(_, g)| g.chars().take(MAX_CHARS_IN_GRAPHEME))
                .collect::<String>()
                .into();
        }
    }
    line
}

/// The user-perceived characters of a text (UAX #29), each with its first byte's place.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    GraphemeClusterSegmenter::new()
        .segment_str(text)
        .skip(1)
        .map(move |end| {
            let at = std::mem::replace(&mut start, end);
            (at, &text[at..end])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_every_kind_of_separator_and_hold_no_controls() {
        assert_eq!(
            hard_lines("a\tb\r\nc\u{7}d\u{2028}\n"),
            ["a b", "cd", "", ""]
        );
    }

    #[test]
    fn endless_lines_and_graphemes_are_cut() {
        let long = "word ".repeat(10_000);
        let lines = hard_lines(&long);
        assert!(lines.iter().all(|line| line.len() <= MAX_BYTES_IN_LINE));
        assert_eq!(lines.concat(), long);
        let marks = format!("e{}", "\u{301}".repeat(1000));
        assert_eq!(hard_lines(&marks)[0].chars().count(), MAX_CHARS_IN_GRAPHEME);
    }
}
