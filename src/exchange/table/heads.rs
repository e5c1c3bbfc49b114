//! What words in the heads of a table say, in every language of the program.

use std::sync::LazyLock;

use crate::{
    model::{CardRole, MetricKind},
    words::words_of_all,
};

type Words = LazyLock<Vec<&'static str>>;

fn words(english: &'static str) -> Vec<&'static str> {
    words_of_all("head of a table", english)
}

/// What words in a head say of its lane.
static ROLES: LazyLock<[(Vec<&str>, CardRole); 8]> = LazyLock::new(|| {
    [
        ("pain, friction, frustrat, problem", CardRole::PainPoints),
        ("opportunit, idea, solution", CardRole::Opportunities),
        ("thought, thinking", CardRole::Thoughts),
        ("quote", CardRole::Quotes),
        ("touchpoint, touch point", CardRole::Touchpoints),
        (
            "organi, backstage, frontstage, support, internal",
            CardRole::OrganisationActivities,
        ),
        ("storyboard", CardRole::Images),
        ("action, activit, doing, task", CardRole::CustomerActions),
    ]
    .map(|(english, role)| (words(english), role))
});
pub(super) static EMOTIONS: Words = Words::new(|| words("emotion, feeling, mood, score"));
pub(super) static CHANNELS: Words = Words::new(|| words("channel"));
static METRICS: LazyLock<[(Vec<&str>, MetricKind); 8]> = LazyLock::new(|| {
    [
        ("csat", MetricKind::Csat),
        ("nps", MetricKind::Nps),
        ("crr, retention", MetricKind::Crr),
        ("ces", MetricKind::Ces),
        ("conversion", MetricKind::Conversion),
        ("churn", MetricKind::Churn),
        ("referral", MetricKind::Referral),
        ("kpi, metric", MetricKind::Other),
    ]
    .map(|(english, kind)| (words(english), kind))
});
pub(super) static GOALS: Words = Words::new(|| words("stage goal, goal"));
pub(super) static DURATIONS: Words = Words::new(|| words("duration, how long"));
pub(super) static STAGES: Words = Words::new(|| {
    words(
        "aware, consider, research, purchase, buy, buying, decision, onboard, retention, use, using, \
         usage, loyal, advoca, support, stage, phase",
    )
});

/// Words for what stands beside or below the first cell: that cell is a head then, not a title.
static CORNERS: Words = Words::new(|| {
    words(
        "stage, stages, phase, phases, step, steps, lane, lanes, swimlane, swimlanes, row, rows, \
         column, columns, category, categories, type, kind, aspect, aspects, item, items, element, \
         elements, layer, layers, dimension, dimensions, topic, topics, theme, label, name, no, id, \
         journey, date, time, timestamp, respondent",
    )
});

/// Of [`CORNERS`], what titles have as well.
static JOURNEY: Words = Words::new(|| words("journey"));

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
    let known = ROLES.iter().find(|(words, _)| has(title, words));
    known.map(|(_, role)| *role)
}

pub(super) fn is_lane(head: &str) -> bool {
    role_of(head).is_some()
        || [&EMOTIONS, &CHANNELS, &GOALS, &DURATIONS]
            .iter()
            .any(|words| has(head, words))
        || metric_kind(head).is_some()
}

/// Whether the first cell of a table reads like the title of a map, not like a head.
pub(super) fn is_title(corner: &str) -> bool {
    let words: Vec<String> = corner
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let letters = corner.chars().filter(|c| c.is_alphabetic()).count();
    // Long enough to say more than what kind of thing stands in a row.
    let is_long = words.len() > 3;
    let is_corner = |word: &String| CORNERS.contains(&word.as_str());
    let is_head = || {
        let tells = |word: &String| is_corner(word) && !JOURNEY.contains(&word.as_str());
        words.iter().any(tells) || words.iter().all(is_corner) || is_lane(corner)
    };
    letters > 1 && (is_long || !is_head())
}

/// The kind of metric that a head names.
pub(super) fn metric_kind(title: &str) -> Option<MetricKind> {
    let known = METRICS.iter().find(|(words, _)| has(title, words));
    known.map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_stand_alone() {
        assert_eq!(metric_kind("CES (1–7)"), Some(MetricKind::Ces));
        for head in ["Processes", "Success", "Access"] {
            assert_eq!(metric_kind(head), None, "{head}");
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
