//! How well a text is meant by a few letters of it: those letters in their order, best at the beginnings
//! of words and one after the other, a slip of the finger forgiven.
//!
//! An alignment with affine gaps (Gotoh, as in Smith–Waterman) of two short texts. Libraries for this
//! are made for millions of texts and would be a seventh of the program.

/// What each matched letter counts.
const MATCH: i32 = 16;
/// More, where a word begins with it.
const WORD: i32 = 8;
/// More, where the text begins with it.
const BEGINNING: i32 = 4;
/// More, where it follows the letter before it.
const RUN: i32 = 4;
/// More, where the text is nothing but what was written.
const WHOLE: i32 = 9;
/// Less, for the first letter of the text that is left out between two, and for each further one.
const GAP: i32 = 6;
const WIDER: i32 = 1;
/// Less, for a letter that is wrong or too much.
const SLIP: i32 = 14;

/// How a text is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meant {
    /// The more, the better; to be compared for one query alone.
    pub score: u32,
    /// Bytes of the text at which the matched letters stand, in their order.
    pub matched: Vec<usize>,
}

/// The best way that is known to some place of the query and the text.
#[derive(Clone, Copy)]
struct Way {
    score: i32,
    /// Bits of the letters that are matched, of the first 128; further ones count all the same.
    letters: u128,
}

impl Way {
    fn with(self, score: i32) -> Self {
        Self {
            score: self.score + score,
            ..self
        }
    }
}

/// What few letters say.
pub(super) struct Query {
    letters: Vec<char>,
    slips: usize,
}

impl Query {
    /// `slips` is how many letters may be wrong or too many.
    pub(super) fn new(text: &str, slips: usize) -> Self {
        let letters = text.chars().map(plain).collect();
        Self { letters, slips }
    }

    /// `None` where the text is not meant.
    pub(super) fn meets(&self, text: &str) -> Option<Meant> {
        let places: Vec<(usize, char)> = text.char_indices().collect();
        let worth: Vec<i32> = (0..places.len()).map(|at| worth(&places, at)).collect();
        let slips = self.slips.min(self.letters.len().saturating_sub(1));
        // Of each number of slips: the ways that end at a letter, and those that left some out since.
        let width = places.len() + 1;
        let begun = Way {
            score: 0,
            letters: 0,
        };
        // Before the first letter a text may be entered anywhere.
        let mut ending = vec![vec![None; width]; slips + 1];
        ending[0] = vec![Some(begun); width];
        for (index, letter) in self.letters.iter().enumerate() {
            let is_first = index == 0;
            let mut next = vec![vec![None; width]; slips + 1];
            for slip in 0..=slips {
                let mut apart: Option<Way> = None;
                for at in 0..places.len() {
                    let before = ending[slip][at];
                    if plain(places[at].1) == *letter {
                        let run = before.map(|way| way.with(if is_first { 0 } else { RUN }));
                        let way = better(run, apart);
                        next[slip][at + 1] = way.map(|way| Way {
                            letters: way.letters | 1_u128.checked_shl(at as u32).unwrap_or(0),
                            ..way.with(MATCH + worth[at])
                        });
                    }
                    let opened = before.filter(|_| !is_first).map(|way| way.with(-GAP));
                    apart = better(opened, apart.map(|way| way.with(-WIDER)));
                }
                if slip > 0 {
                    for at in 0..width {
                        let wrong = at
                            .checked_sub(1)
                            .and_then(|before| ending[slip - 1][before]);
                        let way = better(wrong, ending[slip - 1][at]).map(|way| way.with(-SLIP));
                        next[slip][at] = better(next[slip][at], way);
                    }
                }
            }
            ending = next;
        }
        let ways = ending.into_iter().flatten().flatten();
        let best = ways.max_by_key(|way| way.score)?;
        let is_whole = places.iter().map(|(_, letter)| plain(*letter));
        let more = if is_whole.eq(self.letters.iter().copied()) {
            WHOLE
        } else {
            0
        };
        let matched = places.iter().enumerate();
        let matched = matched.filter(|(at, _)| *at < 128 && best.letters >> at & 1 == 1);
        Some(Meant {
            score: u32::try_from(best.score + more).ok()?,
            matched: matched.map(|(_, (byte, _))| *byte).collect(),
        })
    }
}

fn better(a: Option<Way>, b: Option<Way>) -> Option<Way> {
    match (a, b) {
        (Some(one), Some(other)) if other.score > one.score => Some(other),
        (None, other) => other,
        (one, _) => one,
    }
}

fn plain(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// What a matched letter counts beyond that it is one.
fn worth(places: &[(usize, char)], at: usize) -> i32 {
    let begins = at == 0 || !places[at - 1].1.is_alphanumeric();
    match (at, begins && places[at].1.is_alphanumeric()) {
        (0, _) => WORD + BEGINNING,
        (_, true) => WORD,
        (_, false) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, text: &str, slips: usize) -> Option<u32> {
        Query::new(query, slips)
            .meets(text)
            .map(|meant| meant.score)
    }

    #[test]
    fn letters_in_their_order_are_meant_and_others_are_not() {
        assert!(score("zin", "Zoom in", 0).is_some());
        assert!(score("niz", "Zoom in", 0).is_none());
        assert!(score("ZOOM", "zoom in", 0).is_some());
        assert!(score("élan", "Élan vital", 0).is_some());
        assert!(score("a", "", 0).is_none());
    }

    #[test]
    fn beginnings_of_words_and_runs_count_more() {
        let orders = [
            ("sel", ["Zoom to selection", "Show each lane"]),
            ("sa", ["Save as", "Close window and all"]),
            ("ex", ["Export", "Next"]),
            ("copy", ["Copy", "Copy description"]),
            ("connect", ["connect", "Connect to…"]),
        ];
        for (query, [first, second]) in orders {
            let scores = [first, second].map(|text| score(query, text, 0));
            assert!(scores[0] > scores[1], "{query}: {scores:?}");
        }
    }

    #[test]
    fn a_slip_is_forgiven_where_that_is_said() {
        for (query, text) in [
            ("shortcats", "shortcuts"),
            ("shortccuts", "shortcuts"),
            ("xshortcuts", "shortcuts"),
            ("shortcutz", "shortcuts"),
        ] {
            assert_eq!(score(query, text, 0), None, "{query}");
            let told = score(query, text, 1).unwrap();
            assert!(told < score(text, text, 1).unwrap(), "{query}");
        }
        assert_eq!(score("qqqq", "queue", 1), None);
        assert_eq!(score("q", "none", 1), None);
    }

    #[test]
    fn the_matched_letters_are_told_by_their_bytes() {
        let meant = Query::new("äu", 0).meets("Größe, Länge, Äußeres").unwrap();
        let start = "Größe, Länge, ".len();
        assert_eq!(meant.matched, [start, start + 2]);
        let long = "x".repeat(200) + "end";
        assert!(
            Query::new("end", 0)
                .meets(&long)
                .unwrap()
                .matched
                .is_empty()
        );
    }
}
