//! What words in tables mean, in every language that has a list of them (`assets/tables`).

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The lists, one a language.
const LISTS: [&str; 10] = [
    include_str!("../../../../assets/tables/en.txt"),
    include_str!("../../../../assets/tables/id.txt"),
    include_str!("../../../../assets/tables/de.txt"),
    include_str!("../../../../assets/tables/fr.txt"),
    include_str!("../../../../assets/tables/es.txt"),
    include_str!("../../../../assets/tables/pt.txt"),
    include_str!("../../../../assets/tables/nl.txt"),
    include_str!("../../../../assets/tables/it.txt"),
    include_str!("../../../../assets/tables/zh.txt"),
    include_str!("../../../../assets/tables/ja.txt"),
];

/// Nobody writes a head of more letters; what is behind them is not looked at.
const LOOKED_AT: usize = 240;

macro_rules! meanings {
    ($($name:ident $word:literal,)*) => {
        /// What a word may mean.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(in crate::exchange) enum Meaning {
            $($name,)*
        }

        impl Meaning {
            /// By the name of its line in a list.
            fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

meanings! {
    Stage "stage",
    Step "step",
    Number "number",
    Persona "persona",
    PersonName "name",
    Corner "corner",
    Journey "journey",
    Title "title",
    Scenario "scenario",
    Owner "owner",
    Updated "updated",
    Legend "legend",
    Source "source",
    Meta "meta",
    Actions "actions",
    Touchpoints "touchpoints",
    Channels "channels",
    Thoughts "thoughts",
    Quotes "quotes",
    Pains "pains",
    Opportunities "opportunities",
    Organisation "organisation",
    Frontstage "frontstage",
    Backstage "backstage",
    Support "support",
    Images "images",
    InteractionLine "interaction line",
    VisibilityLine "visibility line",
    InternalLine "internal line",
    Free "free",
    Emotion "emotion",
    Score "score",
    Satisfaction "satisfaction",
    Goal "goal",
    Duration "duration",
    Customer "customer",
    Company "company",
    Nps "nps",
    Csat "csat",
    Ces "ces",
    Conversion "conversion",
    Churn "churn",
    Retention "retention",
    Referral "referral",
    Cost "cost",
    Count "count",
    Media "media",
    Best "best",
    Good "good",
    Neutral "neutral",
    Bad "bad",
    Awful "awful",
    Very "very",
    Not "not",
    Little "little",
    Nothing "none",
    To "to",
    OutOf "outof",
    ToBe "tobe",
    AsIs "asis",
    Sticky "sticky",
    Frame "frame",
    Colour "colour",
    Tags "tags",
    Across "x",
    Below "y",
    Width "width",
}

/// A word or phrase that was found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::exchange) struct Found {
    pub meaning: Meaning,
    /// Its words, by their index in the text; of scripts without spaces, its letters.
    pub first: usize,
    pub end: usize,
}

/// Phrases by their first word, and those of scripts without spaces.
struct Lexicon {
    by_word: HashMap<String, Vec<(Vec<String>, Meaning)>>,
    /// The longest first.
    written_together: Vec<(Vec<char>, Meaning)>,
    /// Whole texts.
    nothing: HashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        by_word: HashMap::new(),
        written_together: Vec::new(),
        nothing: HashSet::new(),
    };
    for (meaning, phrase) in LISTS.iter().flat_map(|list| phrases(list)) {
        lexicon.add(meaning, phrase);
    }
    lexicon
        .written_together
        .sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
    lexicon
});

impl Lexicon {
    fn add(&mut self, meaning: Meaning, phrase: &str) {
        if meaning == Meaning::Nothing {
            self.nothing.insert(folded(phrase));
            return;
        }
        if is_written_together(phrase) {
            let folded = folded(phrase);
            let letters = folded.chars().filter(|c| !c.is_whitespace());
            self.written_together.push((letters.collect(), meaning));
            return;
        }
        let words = words(phrase);
        if let Some(first) = words.first().cloned() {
            let known = self.by_word.entry(first).or_default();
            if !known.contains(&(words.clone(), meaning)) {
                known.push((words, meaning));
            }
        }
    }
}

/// The lines of a list: a meaning and one of its phrases.
fn phrases(list: &str) -> impl Iterator<Item = (Meaning, &str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter_map(|line| line.split_once(':'));
    let lines = lines.filter_map(|(name, rest)| Some((Meaning::of(name.trim())?, rest)));
    lines.flat_map(|(meaning, rest)| {
        let phrases = rest.split(',').map(str::trim);
        let phrases = phrases.filter(|phrase| !phrase.is_empty());
        phrases.map(move |phrase| (meaning, phrase))
    })
}

/// In small letters and without accents, the ends aside.
pub(in crate::exchange) fn folded(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let bare = decomposed
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let small: String = bare.flat_map(char::to_lowercase).collect();
    small.replace('ß', "ss")
}

/// The words of a text, folded, as far as anyone writes heads.
pub(in crate::exchange) fn words(text: &str) -> Vec<String> {
    let head = match text.char_indices().nth(LOOKED_AT) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let folded = folded(head);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether a text has letters of a script that sets no spaces between words.
pub(in crate::exchange) fn is_written_together(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
}

/// What is found in a text, in its order; what lies within a longer phrase is not.
pub(in crate::exchange) fn find(text: &str) -> Vec<Found> {
    let mut found = in_words(&words(text));
    if is_written_together(text) {
        found.extend(in_letters(text));
    }
    found
}

fn in_words(words: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    for (first, word) in words.iter().enumerate() {
        let singular = ["es", "s"].into_iter().filter_map(|ending| {
            let stem = word.strip_suffix(ending)?;
            (stem.len() > 3).then_some(stem)
        });
        for spelled in [word.as_str()].into_iter().chain(singular) {
            let known = LEXICON.by_word.get(spelled).into_iter().flatten();
            for (phrase, meaning) in known {
                let end = first + phrase.len();
                let rest = words.get(first + 1..end);
                if rest
                    .is_some_and(|rest| rest.iter().zip(&phrase[1..]).all(|(a, b)| is_word(a, b)))
                {
                    found.push(Found {
                        meaning: *meaning,
                        first,
                        end,
                    });
                }
            }
        }
    }
    without_parts(found)
}

fn is_word(word: &str, known: &str) -> bool {
    word == known || known.len() > 3 && word.strip_suffix('s') == Some(known)
}

fn in_letters(text: &str) -> Vec<Found> {
    let letters: Vec<char> = folded(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(LOOKED_AT)
        .collect();
    let mut found = Vec::new();
    for (phrase, meaning) in &LEXICON.written_together {
        let places = letters.windows(phrase.len()).enumerate();
        let places = places.filter(|(_, window)| *window == phrase.as_slice());
        found.extend(places.map(|(first, _)| Found {
            meaning: *meaning,
            first,
            end: first + phrase.len(),
        }));
    }
    without_parts(found)
}

fn without_parts(mut found: Vec<Found>) -> Vec<Found> {
    let all = found.clone();
    found.retain(|part| {
        let is_part = |whole: &Found| {
            let is_longer = whole.end - whole.first > part.end - part.first;
            is_longer && whole.first <= part.first && part.end <= whole.end
        };
        !all.iter().any(is_part)
    });
    found.sort_by_key(|found| found.first);
    found.dedup();
    found
}

/// Whether a text says one of some meanings.
pub(in crate::exchange) fn says(text: &str, meanings: &[Meaning]) -> bool {
    find(text)
        .iter()
        .any(|found| meanings.contains(&found.meaning))
}

/// Whether a text is nothing but a word or phrase of a meaning.
pub(in crate::exchange) fn is_only(text: &str, meaning: Meaning) -> bool {
    let count = words(text).len();
    let letters = folded(text).chars().filter(|c| !c.is_whitespace()).count();
    find(text).iter().any(|found| {
        let len = found.end - found.first;
        found.meaning == meaning && (len == count && !is_written_together(text) || len == letters)
    })
}

/// Whether a text stands for an empty cell: "–", "n/a", "none", "TBD".
pub(in crate::exchange) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > 24 {
        return false;
    }
    let is_mark = |c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '−' | '―' | '_' | '.' | '…' | '·' | '/' | '*'
        )
    };
    if text.chars().all(is_mark) {
        return true;
    }
    let bare = text.trim_matches(['(', ')', '[', ']', '.', ' ']);
    [text, bare]
        .iter()
        .any(|text| LEXICON.nothing.contains(&folded(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_knows_what_is_asked_of_tables() {
        for list in LISTS {
            let known: HashSet<Meaning> = phrases(list).map(|(meaning, _)| meaning).collect();
            let lines = list.lines().filter(|line| !line.starts_with('#'));
            for line in lines.filter(|line| !line.trim().is_empty()) {
                let name = line.split(':').next().unwrap().trim();
                assert!(Meaning::of(name).is_some(), "{line}");
            }
            for needed in [
                Meaning::Stage,
                Meaning::Persona,
                Meaning::Actions,
                Meaning::Touchpoints,
                Meaning::Channels,
                Meaning::Thoughts,
                Meaning::Pains,
                Meaning::Opportunities,
                Meaning::Emotion,
                Meaning::Goal,
                Meaning::Duration,
                Meaning::Best,
                Meaning::Good,
                Meaning::Neutral,
                Meaning::Bad,
                Meaning::Awful,
                Meaning::Nothing,
            ] {
                let first = list.lines().next().unwrap_or_default();
                assert!(known.contains(&needed), "{needed:?} in “{first}”");
            }
        }
    }

    #[test]
    fn whole_words_count_and_the_longest_phrase() {
        let meanings = |text: &str| -> Vec<Meaning> {
            find(text).into_iter().map(|found| found.meaning).collect()
        };
        assert!(!meanings("Satisfaction (1-5)").contains(&Meaning::Actions));
        assert!(meanings("Front of stage").contains(&Meaning::Frontstage));
        assert!(!meanings("Front of stage").contains(&Meaning::Stage));
        assert!(!meanings("System actions").contains(&Meaning::Actions));
        assert!(meanings("ÉMOTIONS").contains(&Meaning::Emotion));
        assert!(meanings("用户行为").contains(&Meaning::Actions));
        assert_eq!(meanings("Identitas"), []);
        assert_eq!(
            meanings("Process improvements").last(),
            Some(&Meaning::Opportunities)
        );
    }

    #[test]
    fn what_stands_for_nothing() {
        for text in [
            "-",
            "–",
            "—",
            "n/a",
            "N/A",
            "None",
            "TBD",
            "tidak ada",
            "Keine",
            "无",
            "なし",
            "(none)",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["no", "0", "24/7", "None of them", "+", "?"] {
            assert!(!is_nothing(text), "{text}");
        }
    }
}
