//! Words in tables of answers: what heads say, in which order answers in words stand.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use icu_normalizer::DecomposingNormalizerBorrowed;

/// In lower case, without accents and marks of emphasis, with one space for any white space.
pub(super) fn folded(text: &str) -> String {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let plain = normalizer.normalize(text);
    let is_mark = |c: &char| {
        ('\u{300}'..='\u{36F}').contains(c) || matches!(c, '*' | '\u{FE0F}' | '\u{FEFF}')
    };
    let plain = plain.chars().filter(|c| !is_mark(c));
    let lower: String = plain.map(|c| if c == '’' { '\'' } else { c }).collect();
    let lower = lower.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text holds a phrase as whole words; both folded.
pub(super) fn holds(text: &str, phrase: &str) -> bool {
    if !phrase.is_ascii() && !phrase.chars().any(|c| c.is_ascii_alphabetic()) {
        // Scripts without spaces between words.
        return text.contains(phrase);
    }
    let is_word = |c: char| c.is_alphanumeric();
    text.match_indices(phrase).any(|(at, _)| {
        !text[..at].ends_with(is_word) && !text[at + phrase.len()..].starts_with(is_word)
    })
}

/// What a head may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Saying {
    Nothing,
    IdEnding,
    Submitted,
    Date,
    Started,
    Persona,
    Stage,
    Score,
    Comment,
    Nps,
    NpsGroup,
    Csat,
    Ces,
    Response,
    Silent,
    DayFirst,
}

impl Saying {
    const ALL: [(&'static str, Self); 16] = [
        ("nothing", Self::Nothing),
        ("id ending", Self::IdEnding),
        ("submitted", Self::Submitted),
        ("date", Self::Date),
        ("started", Self::Started),
        ("persona", Self::Persona),
        ("stage", Self::Stage),
        ("score", Self::Score),
        ("comment", Self::Comment),
        ("nps", Self::Nps),
        ("nps group", Self::NpsGroup),
        ("csat", Self::Csat),
        ("ces", Self::Ces),
        ("response", Self::Response),
        ("silent", Self::Silent),
        ("day first", Self::DayFirst),
    ];

    /// The length of the longest of its phrases that a folded text holds.
    pub(super) fn in_text(self, text: &str) -> Option<usize> {
        let phrases = SAYINGS.get(&self)?.iter();
        let held = phrases.filter(|phrase| holds(text, phrase));
        held.map(|phrase| phrase.chars().count()).max()
    }

    /// Whether a folded text is one of its phrases.
    pub(super) fn is_text(self, text: &str) -> bool {
        SAYINGS
            .get(&self)
            .is_some_and(|phrases| phrases.contains(text))
    }
}

static HEADS: &str = include_str!("../../assets/answers/heads.txt");

fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
}

static SAYINGS: LazyLock<HashMap<Saying, HashSet<String>>> = LazyLock::new(|| {
    let mut sayings: HashMap<Saying, HashSet<String>> = HashMap::new();
    for (name, phrases) in entries(HEADS).filter_map(|line| line.split_once(": ")) {
        let known = Saying::ALL.into_iter().find(|(known, _)| *known == name);
        if let Some((_, saying)) = known {
            sayings
                .entry(saying)
                .or_default()
                .extend(phrases.split(", ").map(folded));
        }
    }
    sayings
});

/// The place of a stage's name in the usual order of journeys.
pub(super) fn usual_place(folded_name: &str) -> Option<usize> {
    static MODEL: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
        let line = entries(HEADS).find_map(|line| line.strip_prefix("model: "));
        let places = line.unwrap_or_default().split(" | ");
        places
            .map(|names| names.split(", ").map(folded).collect())
            .collect()
    });
    let is_it = |names: &Vec<String>| names.iter().any(|name| name == folded_name);
    MODEL.iter().position(is_it)
}

/// The scale of some answers in words, folded and none twice: the first that has all of them, if it
/// can be as different steps.
pub(super) fn scale_of<'a>(answers: impl Iterator<Item = &'a str> + Clone) -> Option<WordScale> {
    static SCALES: LazyLock<Vec<WordScale>> = LazyLock::new(|| {
        let text = include_str!("../../assets/answers/scales.txt");
        entries(text)
            .map(|line| {
                let levels = line.split('|').enumerate();
                let words = levels.flat_map(|(at, words)| {
                    let words = words
                        .split('/')
                        .map(move |word| (folded(word), at as f64 + 1.0));
                    words.collect::<Vec<_>>()
                });
                WordScale {
                    count: line.split('|').count(),
                    words: words.collect(),
                }
            })
            .collect()
    });
    answers.clone().next()?;
    let has_all = |scale: &&WordScale| {
        answers
            .clone()
            .all(|answer| scale.words.contains_key(answer))
    };
    let tells_all_apart = |scale: &&WordScale| {
        let mut met = HashSet::new();
        answers
            .clone()
            .all(|answer| met.insert(scale.words[answer].to_bits()))
    };
    let mut holding = SCALES.iter().filter(has_all);
    let first = holding.clone().next();
    holding.find(tells_all_apart).or(first).cloned()
}

/// Answers in words, folded, with what each counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WordScale {
    pub count: usize,
    pub words: HashMap<String, f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_whole_and_in_any_case() {
        assert_eq!(folded(" Très\n *Bien* "), "tres bien");
        let stage = |text: &str| Saying::Stage.in_text(&folded(text)).is_some();
        assert!(stage("Stage\n(choose one)") && stage("Tahap apa yang Anda nilai?"));
        assert!(!stage("Backstage") && !stage("Stages2"));
        assert!(
            Saying::Persona
                .in_text("which describes you best?")
                .is_some()
        );
        assert!(Saying::Nothing.is_text("#") && Saying::Silent.is_text("–"));
        assert_eq!(usual_place("pembelian"), usual_place("purchase"));
        assert!(usual_place("awareness") < usual_place("loyalty"));
    }

    #[test]
    fn the_first_scale_with_all_answers_counts() {
        let scale = |words: &[&str]| scale_of(words.iter().copied());
        let five = scale(&["very satisfied", "dissatisfied"]).unwrap();
        assert_eq!((five.count, five.words["dissatisfied"]), (5, 2.0));
        let seven = scale(&["somewhat agree", "strongly disagree", "agree"]).unwrap();
        assert_eq!(
            seven.words["agree"],
            if seven.count == 7 { 6.0 } else { 4.0 }
        );
        assert_eq!(scale(&["sangat puas", "puas"]).unwrap().words["puas"], 4.0);
        assert_eq!(scale(&["mauve"]), None);
        assert_eq!(scale(&[]), None);
    }
}
