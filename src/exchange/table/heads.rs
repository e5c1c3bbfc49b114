//! What the heads of a table say to those outside it: who guesses what it holds, who reads lanes of
//! other formats.

use std::sync::LazyLock;

use super::meaning::roles;
use crate::{model::CardRole, words::words_of_all};

type Words = LazyLock<Vec<&'static str>>;

fn words(english: &'static str) -> Vec<&'static str> {
    words_of_all("head of a table", english)
}

pub(super) static STAGES: Words = Words::new(|| {
    words(
        "aware, consider, research, purchase, buy, buying, decision, onboard, retention, use, using, \
         usage, loyal, advoca, support, stage, phase",
    )
});

/// Whether a head holds one of some words; a short one only by itself, since "ces" is in "process".
pub(super) fn has(head: &str, words: &[&str]) -> bool {
    let head = head.to_lowercase();
    let alone = |word: &str| {
        head.split(|c: char| !c.is_alphanumeric())
            .any(|own| own == word)
    };
    words.iter().any(|word| {
        if word.len() < 4 {
            alone(word)
        } else {
            head.contains(word)
        }
    })
}

/// What the cards of a lane mean, by words in its title.
pub(crate) fn role_of(title: &str) -> Option<CardRole> {
    roles::said(title).into_iter().find_map(roles::card_role)
}

pub(super) fn is_lane(head: &str) -> bool {
    roles::is_lane(head)
}

/// Whether a text is called like a stage that journeys often have.
pub(super) fn names_stage(text: &str) -> bool {
    has(text, &STAGES)
}

/// Whether the first cell of a table reads like the title of a map, not like a head.
pub(super) fn is_title(corner: &str) -> bool {
    !roles::is_corner(corner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_stand_alone() {
        for head in ["Success", "Access"] {
            assert_eq!(role_of(head), None, "{head}");
        }
        assert_eq!(role_of("Ide & solusi"), Some(CardRole::Opportunities));
        assert_eq!(role_of("Identitas"), None);
    }

    #[test]
    fn a_title_is_told_from_a_head() {
        for head in [
            "",
            "Stage",
            "PHASES",
            "Tahap",
            "Lane",
            "Kategori",
            "Lane / Stage",
            "Stage →",
            "No.",
            "Journey",
            "Journey stage",
            "Tahap perjalanan",
            "#",
            "x",
            "Touchpoint",
            "Timestamp",
            "1.",
            "Aspek \\ Fase",
        ] {
            assert!(!is_title(head), "{head}");
        }
        for title in [
            "Account",
            "Buying a car",
            "Membeli mobil",
            "Kredit mobil 2026",
            "Journey of Rina",
            "Perjalanan Rina",
            "A stage by stage map",
            "Customer service: how it feels to ask for help",
        ] {
            assert!(is_title(title), "{title}");
        }
    }
}
