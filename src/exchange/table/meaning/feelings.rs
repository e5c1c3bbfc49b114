//! Feelings as people write them into cells: figures, stars, faces, words, marks.

use super::{
    graded::graded,
    items::lines,
    scales::{self, LEVELS, SaidScale},
    words::{Found, Meaning, find, folded, is_nothing, is_written_together, words},
};
use crate::{model::Scale, words::leading_number};

/// One feeling of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange::table) struct Feeling {
    pub worth: Worth,
    pub label: String,
}

/// How good a feeling is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::exchange::table) enum Worth {
    /// From −2 to 2.
    Level(f64),
    /// On the scale of its row.
    Figure(f64),
    Unknown,
}

/// The feelings of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::exchange::table) struct FeelingRow {
    /// Of each cell.
    pub cells: Vec<Vec<Feeling>>,
    pub has_figures: bool,
    /// What the cells say of their scale.
    pub scale: Option<SaidScale>,
    /// Each cell says a feeling and nothing else.
    pub is_plain: bool,
}

/// What a feeling was read from.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Figure,
    Face,
    Word,
    Mark,
}

struct Part {
    feeling: Feeling,
    kind: Kind,
    of: Option<SaidScale>,
}

const FACES: [(f64, &str); 5] = [
    (2.0, "😀😃😄😁🤩😍🥰🎉😆🥳😻💖💯😂🤣😸❤♥🙌👏🤗🏆"),
    (1.0, "🙂😊😌👍😇😎☺😋🥹😉😏😺🙏💪"),
    (0.0, "😐😶🤔😑🤷😲😯🧐🙃"),
    (
        -1.0,
        "🙁☹😕😟😞😢😰😣😬😒👎😔😓😥😩😨😦😧😖😴🥱🙄😫😮🫤🤨🥺😅😵🥴😪😿😳🤦🥵",
    ),
    (-2.0, "😡😠🤬😭😱😤💔😾👿🤮🤢🤯🙀"),
];
const TYPED: &[(f64, &str)] = &[
    (2.0, ":-D"),
    (2.0, ":D"),
    (1.0, ":-)"),
    (1.0, ":)"),
    (1.0, ";-)"),
    (1.0, "(:"),
    (0.0, ":-|"),
    (0.0, ":|"),
    (0.0, ":-/"),
    (-2.0, ">:("),
    (-2.0, ":'("),
    (-2.0, ":'-("),
    (-1.0, ":-("),
    (-1.0, ":("),
    (-1.0, ":-["),
    (-1.0, "):"),
    // As chats and tickets write them.
    (2.0, ":smile:"),
    (2.0, ":smiley:"),
    (2.0, ":grinning:"),
    (2.0, ":grin:"),
    (2.0, ":heart_eyes:"),
    (2.0, ":star_struck:"),
    (2.0, ":tada:"),
    (1.0, ":slightly_smiling_face:"),
    (1.0, ":slight_smile:"),
    (1.0, ":blush:"),
    (1.0, ":relieved:"),
    (1.0, ":thumbsup:"),
    (1.0, ":+1:"),
    (0.0, ":neutral_face:"),
    (0.0, ":expressionless:"),
    (0.0, ":thinking:"),
    (0.0, ":thinking_face:"),
    (-1.0, ":slightly_frowning_face:"),
    (-1.0, ":slight_frown:"),
    (-1.0, ":frowning:"),
    (-1.0, ":white_frowning_face:"),
    (-1.0, ":worried:"),
    (-1.0, ":confused:"),
    (-1.0, ":disappointed:"),
    (-1.0, ":cry:"),
    (-1.0, ":tired_face:"),
    (-1.0, ":unamused:"),
    (-1.0, ":thumbsdown:"),
    (-1.0, ":-1:"),
    (-2.0, ":rage:"),
    (-2.0, ":angry:"),
    (-2.0, ":sob:"),
    (-2.0, ":scream:"),
];
/// What leads from one feeling to the next.
const ARROWS: [&str; 8] = ["→", "->", "=>", "➜", "➔", "⇒", "➡", "›"];
/// So many words that nobody tells a feeling in them.
const MOST_WORDS: usize = 14;
/// Of letters, where words are written together: more are a sentence.
const LONGEST_TOGETHER: usize = 8;

/// The feelings of a row by its cells; `None` where fewer than half of those with something in them
/// can be read.
pub(in crate::exchange::table) fn feelings<'a>(
    cells: impl Iterator<Item = &'a str> + Clone,
) -> Option<FeelingRow> {
    let has_marks = cells
        .clone()
        .any(|text| mark(text).is_some_and(|(_, is_sure)| is_sure));
    let mut row = FeelingRow {
        is_plain: true,
        ..FeelingRow::default()
    };
    let (mut filled, mut known, mut figures) = (0, 0, 0);
    let mut scales = Vec::new();
    for text in cells {
        let parts = read(text, has_marks);
        if !parts.is_empty() {
            filled += 1;
            let is_known = parts
                .iter()
                .any(|part| part.feeling.worth != Worth::Unknown);
            known += usize::from(is_known);
            figures += usize::from(parts.iter().any(|part| part.kind == Kind::Figure));
            let is_plain = parts
                .iter()
                .all(|part| part.kind != Kind::Word || is_whole(part));
            row.is_plain &= is_plain && is_known;
        }
        scales.extend(parts.iter().filter_map(|part| part.of));
        row.cells
            .push(parts.into_iter().map(|part| part.feeling).collect());
    }
    row.has_figures = 2 * figures >= known;
    row.scale = scales.into_iter().reduce(|a, b| match (a, b) {
        (SaidScale::UpTo(a), SaidScale::UpTo(b)) => SaidScale::UpTo(a.max(b)),
        (a, _) => a,
    });
    (known > 0 && 2 * known >= filled).then_some(row)
}

impl FeelingRow {
    /// The figures of the row.
    pub(in crate::exchange::table) fn figures(&self) -> impl Iterator<Item = f64> {
        let all = self.cells.iter().flatten();
        all.filter_map(|feeling| match feeling.worth {
            Worth::Figure(value) => Some(value),
            _ => None,
        })
    }
}

impl Worth {
    /// On the scale of a map; figures come from a scale of their own.
    pub(in crate::exchange::table) fn on(self, map: Scale, own: Scale) -> Option<f64> {
        match self {
            Self::Level(level) => Some(scales::share(level, LEVELS, map)),
            Self::Figure(value) if own == map => Some(value),
            Self::Figure(value) => Some(scales::share(value, own, map)),
            Self::Unknown => None,
        }
    }
}

/// Whether a word is all that is said.
fn is_whole(part: &Part) -> bool {
    let label = &part.feeling.label;
    let is_short = match is_written_together(label) {
        true => label.chars().filter(|c| c.is_alphanumeric()).count() <= LONGEST_TOGETHER,
        false => words(label).len() < 3,
    };
    part.feeling.worth != Worth::Unknown && is_short
}

/// The feelings of a cell, none of one that is empty.
fn read(text: &str, has_marks: bool) -> Vec<Part> {
    if has_marks && let Some((level, _)) = mark(text) {
        return vec![part(Worth::Level(level), "", Kind::Mark)];
    }
    if is_nothing(text) {
        return Vec::new();
    }
    let steps = along(text);
    if steps.len() > 1 {
        let parts: Vec<Part> = steps.iter().map(|text| one(text, has_marks)).collect();
        if parts
            .iter()
            .any(|part| part.feeling.worth != Worth::Unknown)
        {
            return parts;
        }
    }
    let named = text.split([',', ';', '/', '、']).collect();
    for (parted, are_names) in [
        (faces_apart(text), false),
        (lines(text).collect(), false),
        (named, true),
    ] {
        let parts = parted
            .into_iter()
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let parts: Vec<Part> = parts.map(|text| one(text, has_marks)).collect();
        // "3,5" and "7/10" are one figure.
        let is_meant = |kind: Kind| !are_names || matches!(kind, Kind::Word | Kind::Face);
        if parts.len() > 1 && is_meant(parts[0].kind) && are_alike(&parts) {
            return parts;
        }
    }
    vec![one(text, has_marks)]
}

/// Whether each of some parts is a feeling of the same kind by itself.
fn are_alike(parts: &[Part]) -> bool {
    let first = parts[0].kind;
    parts.iter().all(|part| {
        let is_it = part.kind == first && part.feeling.worth != Worth::Unknown;
        is_it && (first != Kind::Word || is_whole(part))
    })
}

/// The pieces between arrows.
fn along(text: &str) -> Vec<&str> {
    let mut pieces = vec![text];
    for arrow in ARROWS {
        pieces = pieces.iter().flat_map(|piece| piece.split(arrow)).collect();
    }
    let pieces = pieces
        .into_iter()
        .map(|piece| piece.trim_matches(['\u{fe0f}', ' ', '\n', '\t']));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// A text cut before each of its faces, where it begins with one.
fn faces_apart(text: &str) -> Vec<&str> {
    let text = text.trim();
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| face_of(*c).is_some())
        .map(|(at, _)| at)
        .collect();
    if starts.first() != Some(&0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &text[*start..end])
        .collect()
}

fn part(worth: Worth, label: &str, kind: Kind) -> Part {
    Part {
        feeling: Feeling {
            worth,
            label: label.to_owned(),
        },
        kind,
        of: None,
    }
}

/// What a text says that has one feeling in it.
fn one(text: &str, has_marks: bool) -> Part {
    let text = text.trim();
    let (face, rest) = without_face(text);
    if let Some(read) = figure(&rest) {
        return read;
    }
    if let Some(level) = face {
        return part(Worth::Level(level), &rest, Kind::Face);
    }
    if has_marks
        && let Some((level, rest)) = mark(text)
            .map(|(l, _)| (l, ""))
            .or_else(|| leading_mark(text))
    {
        return part(Worth::Level(level), rest, Kind::Mark);
    }
    match word_level(text) {
        Some(level) => part(Worth::Level(level), &one_label(text), Kind::Word),
        None => part(Worth::Unknown, &one_label(text), Kind::Word),
    }
}

fn one_label(text: &str) -> String {
    lines(text).map(str::trim).collect::<Vec<_>>().join("\n")
}

fn figure(text: &str) -> Option<Part> {
    if let Some((value, label)) = percent(text) {
        let mut read = part(Worth::Figure(value), &label, Kind::Figure);
        read.of = Some(SaidScale::Ends(Scale {
            min: 0.0,
            max: 100.0,
        }));
        return Some(read);
    }
    let graded = graded(text)?;
    let mut read = part(
        Worth::Figure(graded.value),
        &one_label(&graded.label),
        Kind::Figure,
    );
    read.of = graded.of.map(|of| {
        // Stars and what is told out of something begin at one.
        SaidScale::UpTo(of)
    });
    Some(read)
}

fn percent(text: &str) -> Option<(f64, String)> {
    let number = leading_number(text).filter(|number| !number.is_grouped)?;
    let rest = number.rest.trim_start().strip_prefix('%')?;
    let label = rest.trim().trim_matches(['(', ')', '-', '–', ':', ' ']);
    Some((number.value, one_label(label)))
}

fn face_of(c: char) -> Option<f64> {
    let known = FACES.iter().find(|(_, faces)| faces.contains(c));
    known.map(|(level, _)| *level)
}

/// The first face of a text, and the text without faces and what set them apart.
fn without_face(text: &str) -> (Option<f64>, String) {
    let mut level = text.chars().find_map(face_of);
    let is_sign = |c: char| {
        face_of(c).is_some()
            || matches!(
                c,
                '\u{fe0f}' | '\u{fe0e}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '♀' | '♂'
            )
    };
    let mut rest: String = text
        .chars()
        .filter(|c| level.is_none() || !is_sign(*c))
        .collect();
    if level.is_none()
        && let Some((value, typed)) = TYPED.iter().find(|(_, typed)| is_typed(text, typed))
    {
        level = Some(*value);
        rest = text.replacen(typed, "", 1);
    }
    if level.is_none() {
        return (None, text.to_owned());
    }
    let between = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | ':' | '(' | ')' | ',' | ';' | '/' | '|' | '.'
            )
    };
    (level, one_label(rest.trim_matches(between)))
}

/// Whether a face of letters stands by itself.
fn is_typed(text: &str, typed: &str) -> bool {
    text.split_whitespace().any(|word| word == typed)
}

/// Plus and minus as levels, and whether they are sure to be meant so: a dash alone may also stand
/// for nothing.
fn mark(text: &str) -> Option<(f64, bool)> {
    let signs = text.trim().chars().filter(|c| !c.is_whitespace());
    let signs = signs.map(|c| match c {
        '−' | '–' | '—' | '‒' | '﹣' | '－' => '-',
        '＋' => '+',
        c => c,
    });
    let signs: String = signs.take(5).collect();
    Some(match signs.as_str() {
        "++" | "+++" => (2.0, true),
        "+" => (1.0, true),
        "+/-" | "-/+" | "±" | "+-" => (0.0, true),
        "0" | "o" | "O" | "~" => (0.0, false),
        "-" => (-1.0, false),
        "--" | "---" => (-2.0, true),
        _ => return None,
    })
}

/// "+ easy", "−− where is it?"
fn leading_mark(text: &str) -> Option<(f64, &str)> {
    let (signs, rest) = text.split_once(char::is_whitespace)?;
    let (level, _) = mark(signs)?;
    Some((level, rest.trim()))
}

/// What a face says, else what a text that is nothing but words for a feeling does.
pub(in crate::exchange) fn level(text: &str) -> Option<f64> {
    let of_words = || {
        let is_meant = |meaning: Meaning| {
            matches!(
                meaning,
                Meaning::Best
                    | Meaning::Good
                    | Meaning::Neutral
                    | Meaning::Bad
                    | Meaning::Awful
                    | Meaning::Very
                    | Meaning::Not
            )
        };
        let found = find(text);
        let meant = found.iter().filter(|found| is_meant(found.meaning));
        let said: usize = meant.map(|found| found.end - found.first).sum();
        let count = match is_written_together(text) {
            true => folded(text).chars().filter(|c| !c.is_whitespace()).count(),
            false => words(text).len(),
        };
        (said >= count).then(|| word_level(text)).flatten()
    };
    without_face(text).0.or_else(of_words)
}

/// The level of the first feeling that a text names, stronger with "very", turned by "not".
fn word_level(text: &str) -> Option<f64> {
    if words(text).len() > MOST_WORDS {
        return None;
    }
    let found = find(text);
    let level = |meaning: Meaning| {
        Some(match meaning {
            Meaning::Best => 2.0,
            Meaning::Good => 1.0,
            Meaning::Neutral => 0.0,
            Meaning::Bad => -1.0,
            Meaning::Awful => -2.0,
            _ => return None,
        })
    };
    let levels = || {
        let levels = found.iter();
        levels.filter_map(|found| Some((found, level(found.meaning)?)))
    };
    // "super" is a feeling alone, and makes one stronger before another.
    let is_before = |word: &Found| {
        let is_very = found.iter().any(|other| {
            other.meaning == Meaning::Very && other.first == word.first && other.end == word.end
        });
        is_very && levels().any(|(other, _)| other.first == word.end)
    };
    let (first, value) = levels().find(|(word, _)| !is_before(word))?;
    let is_beside = |meaning: Meaning, before: usize, behind: usize| {
        found.iter().any(|other| {
            let is_before = other.end <= first.first && first.first - other.end <= before;
            let is_behind = behind > 0 && other.first == first.end;
            other.meaning == meaning && (is_before || is_behind)
        })
    };
    if is_beside(Meaning::Not, 1, 0) {
        return Some(match value {
            value if value > 0.0 => -1.0,
            value if value < 0.0 => 0.0,
            value => value,
        });
    }
    let is_strong = is_beside(Meaning::Very, 0, 1);
    Some(if is_strong {
        (2.0 * value).clamp(-2.0, 2.0)
    } else {
        value
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str) -> Option<f64> {
        let parts = read(text, false);
        match parts.first()?.feeling.worth {
            Worth::Level(level) => Some(level),
            _ => None,
        }
    }

    #[test]
    fn words_and_faces_have_levels() {
        for (text, expected) in [
            ("😊", 1.0),
            ("😡", -2.0),
            ("☹️", -1.0),
            ("👍🏽", 1.0),
            ("😊 hopeful", 1.0),
            ("hopeful :-(", -1.0),
            ("Very positive", 2.0),
            ("very negative", -2.0),
            ("Curious", 1.0),
            ("Furious", -2.0),
            ("not happy", -1.0),
            ("unhappy", -1.0),
            ("sehr nervös", -2.0),
            ("glücklich", 1.0),
            ("unzufrieden", -1.0),
            ("Méfiante", -1.0),
            ("Ravie", 2.0),
            ("Agacée", -1.0),
            ("Biasa saja", 0.0),
            ("senang sekali", 2.0),
            ("tidak puas", -1.0),
            ("super ansioso", -2.0),
            ("super", 2.0),
            ("un peu perdue", -1.0),
            ("ein wenig unsicher", -1.0),
            ("un poco cansada", -1.0),
            ("per niente soddisfatto", -1.0),
            ("orgullosa", 2.0),
            ("impaciente", -1.0),
            ("期待", 1.0),
            ("着急", -1.0),
            ("非常满意", 2.0),
            ("不满意", -1.0),
            ("不安", -1.0),
            ("満足", 1.0),
            ("so-so", 0.0),
            ("indifferent", 0.0),
            ("boos", -2.0),
            ("deluso", -1.0),
            ("orgulhosa", 2.0),
        ] {
            assert_eq!(level(text), Some(expected), "{text}");
        }
        for text in ["Reads", "Smiles", "Quick", "satisfactory paper"] {
            assert_eq!(level(text), None, "{text}");
        }
    }

    #[test]
    fn a_feeling_alone_is_told_from_a_text() {
        use super::level;
        for (text, expected) in [
            ("🙂", Some(1.0)),
            ("very happy", Some(2.0)),
            ("sangat marah", Some(-2.0)),
            ("满意", Some(1.0)),
            ("enttäuscht", Some(-1.0)),
            ("happy people", None),
            ("Me", None),
        ] {
            assert_eq!(level(text), expected, "{text}");
        }
    }

    #[test]
    fn a_row_is_read_as_a_whole() {
        let worths = |cells: &[&str]| -> Vec<Vec<Worth>> {
            let row = feelings(cells.iter().copied()).expect("feelings");
            let of_cell = |cell: &Vec<Feeling>| cell.iter().map(|f| f.worth).collect();
            row.cells.iter().map(of_cell).collect()
        };
        let level = |level| vec![Worth::Level(level)];
        assert_eq!(
            worths(&["+", "−", "+/−", "−−", "++", "", "0"]),
            [
                level(1.0),
                level(-1.0),
                level(0.0),
                level(-2.0),
                level(2.0),
                vec![],
                level(0.0)
            ]
        );
        assert_eq!(worths(&["happy", "-", "–"]), [level(1.0), vec![], vec![]]);
        assert_eq!(
            worths(&["😕 → 😊"]),
            [[Worth::Level(-1.0), Worth::Level(1.0)]]
        );
        assert_eq!(worths(&["😕😊"]), [[Worth::Level(-1.0), Worth::Level(1.0)]]);
        assert_eq!(worths(&["happy\nsad", "ok"])[0].len(), 2);
        assert_eq!(worths(&["2\nconfused", "4"])[0], [Worth::Figure(2.0)]);
        assert_eq!(worths(&["80%", "20 % (slow)"])[1], [Worth::Figure(20.0)]);
        assert_eq!(worths(&["happy", "grumbly"])[1], [Worth::Unknown]);
        assert_eq!(feelings(["Quick", "Easy", "happy"].into_iter()), None);
        let labels = |text: &str| -> Vec<String> {
            read(text, false)
                .into_iter()
                .map(|part| part.feeling.label)
                .collect()
        };
        assert_eq!(labels("😟 worried"), ["worried"]);
        assert_eq!(labels("😊"), [""]);
        assert_eq!(labels("★★☆☆☆ slow"), ["slow"]);
        assert_eq!(labels("4/10 too long"), ["too long"]);
        assert_eq!(labels("3 - indiferente"), ["indiferente"]);
        assert_eq!(labels("Curious"), ["Curious"]);
    }
}
